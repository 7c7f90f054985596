"""The words that follow a number in Chinese: what is counted, and what is only measured."""

from __future__ import annotations

_COUNTED = (
    "人次 人天 人日 件次 场次 户次 批次 家次 车次 班次 架次 项次 个次 例次 站次 篇次 课次 点次 "
    "个/件 件/人 元/人 人/次 个百分点 百分点 万元 亿元 "
    "件 宗 个 项 份 人 家 条 次 名 场 起 期 张 篇 册 幅 户 所 座 间 处 支 类 种 批 套 部 本 块 台 辆 只 位 例 卷 款 "
    "届 轮 组 门 封 页 字 句 首 集 节 课时 学时 课 笔 单 票 通 道 面 条次 宗次 栋 幢 艘 架 枚 头 株 把 瓶 箱 袋 盒 粒 根 "
    "版 档 站 点 线 片 路 步 环 层 村 镇街 乡镇 镇 乡 街道 社区 县 区 校 案 大 方面 "
    "元 美元 欧元 港元 日元 港币 英镑 平方米 平方公里 亩 公顷 分 倍 成 番 ‰ % ％"
)
"""Measure words of counts, money and rates: a number before one of these is a statistic."""

_MEASURED = (
    "个工作日 工作日 个小时 小时 分钟 秒钟 秒 个月 年 天 日 周 个星期 岁 周岁 "
    "千米 公里 厘米 毫米 米 吨 公斤 千克 克 千伏 千瓦 升 毫升 摄氏度 度 千瓦时 立方米"
)
"""Measure words of time and of physics: 15分钟服务圈 and 4.5吨货车 name things, 压缩至5.5个工作日 states a figure."""

# Where the measure word is the beginning of another word, the number stands without it: 5部门, 30分别.
_NOT_BEFORE = {
    "部": "门委分署位级队",
    "人": "民大社力工才员事均口",
    "条": "例件款",
    "场": "所景地",
    "处": "理置罚分",
    "分": "别析类局区为中级之",
    "面": "向积对临",
    "组": "织建长",
    "所": "有在属以",
    "座": "谈",
    "例": "如外",
    "批": "准复示",
    "幅": "度",
    "本": "级市区县省次年地",
    "点": "击位",
    "区": "级域政",
    "县": "级政",
    "村": "级民居",
    "镇": "级政",
    "乡": "级政村",
    "站": "式",
    "线": "上下索",
    "单": "位",
    "通": "过告报知",
    "道": "路德",
    "路": "径",
    "步": "骤",
    "环": "境节保",
    "层": "级面",
    "架": "构",
    "成": "立为效果功员",
    "字": "段",
    "节": "约能",
    "大": "会于",
    "年": "度",
    "期": "间",
    "头": "部",
    "只": "有是",
    "把": "握",
    "首": "次批创",
    "位": "于列",
    "类": "似",
    "版": "权",
    "课": "程堂题",
    "门": "户诊",
    "片": "区",
    "起": "草诉到",
    "度": "假",
    "升": "级",
    "米": "面",
    "周": "边期",
    "日": "常",
    "天": "然",
    "克": "服",
}


def _alternatives(words: str) -> str:
    """Words as one alternative of a pattern, the longest first, none where a longer word begins."""
    guarded = (
        f"{word}(?![{_NOT_BEFORE[word]}])" if word in _NOT_BEFORE else word
        for word in sorted(set(words.split()), key=lambda word: (-len(word), word))
    )
    return "|".join(guarded)


COUNTED = _alternatives(_COUNTED)
"""A regular expression of the measure words that make a number a statistic."""

MEASURED = _alternatives(_MEASURED)
"""A regular expression of the measure words of time and physics."""
