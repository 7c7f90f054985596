"""The words that give a number its role, as data: one table per role, each a closed list of one kind."""

from __future__ import annotations


def any_of(words: str) -> str:
    """Words parted by blanks as one alternative of a pattern, the longest first."""
    return "|".join(sorted(set(words.split()), key=lambda word: (-len(word), word)))


RISE = any_of(
    "再提 再增 再升 增长 增加 增多 上升 上涨 提高 提升 净增 递增 攀升 扩大 延长 增 升 涨 高 高出 多 拉长 "
    "扩充 新增加 壮大 上扬 多出"
)
"""A rise; the short ones count only behind a word of comparison."""
FALL = any_of(
    "再降 再减 下降 减少 降低 缩短 压缩 压减 缩减 精简 精减 回落 下滑 下跌 压降 减 降 少 低 提速 缩小 "
    "收窄 递减 锐减 骤降 压缩了 低于 缩水 削减 裁减 少于 核减 压紧 快 加快 减轻"
)
"""A fall; 提速 is one of time."""
_CHANGE_NAMES = ("率", "幅度", "比例")
RISE_NAMES = any_of(
    " ".join(f"{verb}{name}" for verb in ("增长", "上升", "提高", "提升", "增加") for name in _CHANGE_NAMES)
    + " 增幅 升幅 涨幅 增速 增量"
)
FALL_NAMES = any_of(
    " ".join(
        f"{verb}{name}"
        for verb in ("下降", "减少", "降低", "缩短", "压缩", "压减", "缩减", "精简", "精减", "提速", "削减")
        for name in _CHANGE_NAMES
    )
    + " 降幅 减幅 跌幅 减量"
)
"""Names of rates of change, which 为 and 达 follow without making them a new value."""
SHORT = frozenset({"高", "多", "增", "升", "涨", "少", "低", "减", "降", "快", "高出", "多出"})
"""Words of change that need a comparison before them."""
TURN = any_of("变 调整 变化 变更 改 转变 更改")
"""Verbs of change without a direction: 变为, 调整到."""

COMPARED = any_of("同比 环比 同期比 相比 相较 相较于 对比 比 较 与 和 同 跟 按年")
LAST = any_of(
    "上年度 上年 去年 上一年度 上一年 前一年 前年 上季度 上月 上期 往年 年初 年中 此前 之前 以前 改革前 "
    "原来 原先 原有 原 法定 过去"
)
"""The period compared with."""
THIS = any_of("今年 本年度 本年 全年 年内 当年 现在 目前 今年以来 年末 年底 如今 本期 当期 本季度 本月")

WHOLE_WORDS = any_of("总人数 总件数 总户数 合计 共计 总计 累计 总数 总量 总共 一共 总额 合共")
"""A number behind one of these is a total."""
OPENERS = any_of("其中 包括 包含 分为 涵盖 当中 具体为")
"""What stands behind one of these is part of what stands before."""
REST = any_of("其余 其他 其它 剩余 余下 其余的 其他的 另外")
"""The part that closes a list."""
PENDING = any_of(
    "正在 没有 没(?!收|款|入) 结余 还剩 尚未 尚有 未(?!成年|来) 待 空编 缺编 空缺 仍有 还有 持续推进 "
    "继续推进 限期 不予 在办 在审 未结 推进中 不合格 不满意 暂未 无法 跟踪推进 滞后 转入 尚 退回 否决 "
    "未通过 不通过 办理中 审理中 整改中 未能 暂缓 中止"
)
"""What is not done yet, or was turned down: the part that completes what is done."""

DONE = any_of(
    "办结 审结 结案 在编 在岗 实有 支出 花掉 用去 做完 干完 完成 整改 销号 化解 解决 查结 处置 已 审理 "
    "履行 判决 落实 答复 回复 办理 调处 处理 办毕 评估 兑现 调解 通过 采纳 合格 满意 作出 出院 备案 验收"
)

STOCK_START = any_of(
    "原来 上年结转 上年度结转 上年转入 结转上年 上年未结 上年度未结 旧存 "
    "年初(?!预算|定|计划|公布|安排|下达) 期初 原有 去年结转 上期结转 往年结转 以前年度结转 上一年度结转 "
    "上年旧存 上年末 去年底 上年底 上年存案 存案"
)
STOCK_END = any_of(
    "目前 如今 结转下年 结转下年度 结转至下年 结转次年 年末 年底 期末 未结 现有 尚未办结 尚未审结 留存 "
    "剩余 尚在 截至年底 调整后 结转 结存 年终 转入下年 正在办理 正在审理 在办 结转下一年 现存"
)
STOCK_IN = any_of(
    "迁入 转入 调入 补进 补充 考取 录用 任命 招录 新[一-鿿] 新收 本年新收 新接收 新受理 新增 新制定 "
    "新申领 新立 新办 接收 受理 收到 新立案 本年收 增加 列入 新纳入 纳入 新登记 新入 录入 开工 购入 采购 入库 入住"
)
STOCK_OUT = any_of(
    "病亡 死亡 迁出 转出 收监 退休 调离 辞退 移出 办结 审结 结案 解除 废止 注销 取消 退出 失效 办理答复 "
    "答复 撤销 解矫 减少 清退 核销 销号 调出 期满 办毕 离职 竣工 完工 出库 报废 迁走 搬离"
)

AVERAGE = any_of(
    "人均 月均 日均 周均 户均 件均 平均 均 季均 年均 场均 每件平均 案均 村均 所均 镇均 队均 班均 期均 "
    "(?<![一-鿿])[校园店企院站社]均"
)
CUTTING_ACROSS = any_of(
    "女性 男性 女干部 干部 执法人员 公务员 党员 中共党员 涉企 涉农 涉民营 农民工 老年人 未成年 残疾人 "
    "妇女 儿童 青少年 学历 本科 研究生 以上 以下 同时 立行立改 瑕疵 兼任 民营企业 外商 群体性 跨 首次 "
    "少数民族 宣传周 低保 困难 军人 退役 党外"
)
"""Features that cut across a division: a person is a woman and a party member."""
EXCLUSIVE = (
    any_of("维持 驳回 撤销 变更 确认违法 责令履行 终止 调解 和解 撤回 不予受理 责令 纠错"),
    any_of("一审 二审 再审"),
    any_of("民事 刑事 行政"),
    any_of("优秀 良好 合格 不合格 基本合格 达标 不达标"),
    any_of("男性 女性 男 女"),
    any_of("公民 自然人 法人 其他组织"),
    any_of("简易程序 一般程序 普通程序 听证程序"),
    any_of("国家级 省级 市级 县级 区级 镇级 村级 乡镇级"),
    any_of("一季度 二季度 三季度 四季度 上半年 下半年"),
    any_of("来信 来访 来电 网上信访 电话 网络 现场"),
)
"""Kinds that exclude each other: two of one row behind a count are parts of it."""
STEPS = any_of(
    "受理 立案 审结 办结 结案 整改 完成 销号 反馈 回复 答复 采纳 履行 移送 处罚 发放 建成 挽回 化解 处置 "
    "问责 追究 责令 约谈 查处 纠正 整治 出庭 培训 参加 调解成功 下发 发出 印发 制发 提出 发现"
)
"""Verbs of a procedure: each step takes up what the last one left, so that steps do not add up."""
GENERIC_BASE = any_of(
    "总数 总量 总额 全部 总 数量 数 量 案件 件 申请 事项 文件 的 已 各类 全年 同期 当年 其 个 类 等 该类 "
    "该 本 所 有 人数 总人数 问题 比重 比例"
)
"""What names no base in particular: 占总数的, 占全部案件的."""
WIDER = any_of("全国 全省 全市 全州 全区 全县 GDP 生产总值 财政 税收 社会 上年 去年 同期 全球 市级 地区")
"""Bases that as a rule stand outside the text, unless a number is named so."""
ANYBODY = any_of(
    "行政机关 机关 负责人 总体 整体 综合 平均 全县 全市 全区 本级 依法 我市 我县 我区 我局 单位 主要 部门 "
    "目前 其中 年度 实际 法定期限内 受理"
)
"""Words before a rate's name that give it no subject of its own."""
EMPTY = any_of(
    "所 仅 只 就 仅仅 整整 足足 几乎 差不多 大约 左右 正好 刚好 我们 再 同比 环比 较 比 与 和 相比 相较 相较于 相比于 "
    "对比 上年度 上年 去年 同期 上一年度 上一年 今年 本年 全年 年度 年 的 了 约 达 达到 为 是 至 到 近 "
    "分别 均 共 还 又 则 已 也 实现 大幅 明显 数量 总量 总数 数 量 件数 案件数 同时 有所 总体 案件 时限 "
    "时间 压缩 期限 平均 总计 人数 次数 案件量 收案 全 上 月 季度 上季度 一 二 三 四 第 半 下 前 于 相 净 "
    "呈 呈现 逐年 幅度 整体 而 但 并 连续 累计 却 一举 总 有 进一步 持续 占比 比例 比重 比率 规模 份 额 "
    "金额 增幅 频次 收案数 收案量 办件 办件量 实际 年均 由 从 将 同 增 速 率 降 减 升 多 少 收 办"
)
"""Words that give a change no subject of its own."""
SUBSET = any_of(
    "整改 采纳 收回 回收 实际 败诉 胜诉 满意 合格 通过 出庭 移送 履行 化解 反馈 销号 优秀 良好 达标 落实 "
    "完成 处置 兑现 答复 回复 调解成功 调处 建成 配备 覆盖 纠正 查实 属实 采用 采信 录用 到位 办复 签订 "
    "评为 被评 获评 受理 回函 取得 获得 领取 考取 按期"
)
"""What is done with some of what was taken up: an open list, one entry each."""
TAKEN = any_of(
    "发现 排查 梳理 收到 收集 受理 接收 新收 立案 提出 出具 发放 发出 制发 下达 应 组织 征集 交办 转办 "
    "移送 抽查 检查 抽检 评查 审查 审核 审理 开庭 共有 现有 聘任 列入 办理 签订 达成 报送 制定 反馈 查出 "
    "摸排 承接 起草 收办 申请 检测 培训 调查 涉及 需 纳入 登记 建立 回访 答 收治 立项 参加 参考 报考 选派 安排"
)
"""What is taken up, so that what is done with it cannot be more."""
