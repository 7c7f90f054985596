"""An invented city: units of two years, whose sentences and figures are put together anew for each unit and year."""

from __future__ import annotations

import argparse
import random
from pathlib import Path

YEARS = (2023, 2024)
_DISTRICTS = ("东山区", "西湖区", "南城区", "北岭县", "中原县", "新港区", "临江县", "云台县")
_OFFICES = (
    "司法局",
    "财政局",
    "教育局",
    "民政局",
    "公安局",
    "交通局",
    "卫健局",
    "农业局",
    "环境局",
    "应急局",
)
_VERBS = [
    "制定",
    "修订",
    "推行",
    "落实",
    "完善",
    "健全",
    "优化",
    "深化",
    "规范",
    "梳理",
    "细化",
    "拓展",
    "公布",
    "建立",
]
_WORKS = [
    "合法性审查机制",
    "集体讨论程序",
    "专家论证环节",
    "公众参与渠道",
    "风险评估流程",
    "执法公示栏目",
    "全过程记录办法",
    "法制审核清单",
    "跨部门检查计划",
    "信用监管手段",
    "投诉举报电话",
    "行政调解网络",
    "复议接待窗口",
    "出庭应诉制度",
    "普法讲师名册",
    "法治文化长廊",
    "青少年法治课堂",
    "法律服务站点",
    "法律援助窗口",
    "案例指导制度",
    "政企沟通平台",
    "审批事项目录",
    "告知承诺范围",
    "帮办代办队伍",
    "数据共享目录",
    "矛盾排查台账",
    "社区矫正方案",
    "村居法律顾问",
    "述法评议办法",
    "督察整改台账",
]
_PEOPLE = ["局党组", "法规科", "执法大队", "政务科", "综合科", "基层所站", "法律顾问", "各科室"]
_WAYS = [
    "按季通报",
    "逐项销号",
    "全程留痕",
    "分级负责",
    "专人跟进",
    "定期回访",
    "动态调整",
    "台账管理",
    "限时办结",
    "集中研判",
    "联合督办",
]
_PLACES = [
    "老街",
    "河东",
    "城北",
    "柳林",
    "石桥",
    "金沙",
    "清水",
    "大塘",
    "长坪",
    "白马",
    "东湖",
    "新安",
    "凤山",
    "南溪",
    "龙泉",
    "沙河",
    "太平",
    "永兴",
]
_FRUITS = [
    "群众少跑了路",
    "企业负担减轻",
    "执法更加规范",
    "文件质量提升",
    "矛盾化解在萌芽状态",
    "审查流程更加顺畅",
    "服务延伸到村居",
]
_HEADINGS = [
    "坚持党的领导",
    "转变政府职能",
    "依法科学决策",
    "规范行政执法",
    "强化权力监督",
    "化解矛盾纠纷",
    "加强普法宣传",
]
_LEADS = [
    "压实责任",
    "提升素养",
    "深化改革",
    "公平竞争",
    "规范程序",
    "严格审查",
    "落实制度",
    "加强队伍",
    "审慎监管",
    "接受监督",
    "做好公开",
    "办好复议",
]
_GAPS = ["执法力量下沉不够", "普法针对性不强", "审查质量参差不齐", "数字应用不深"]
_COUNTED = ["件", "次", "个", "份", "人", "家", "条", "场次"]
_FIGURES = 76
_SECTIONS, _ITEMS = 6, 3


def names(count: int) -> list[tuple[str, str]]:
    """District and office of each unit."""
    found = []
    for number in range(count):
        district = _DISTRICTS[number % len(_DISTRICTS)]
        office = _OFFICES[number // len(_DISTRICTS) % len(_OFFICES)]
        ring = number // (len(_DISTRICTS) * len(_OFFICES))
        found.append((district, f"{office}第{ring}分局" if ring else office))
    return found


def make_city(folder: Path, units: int, years: tuple[int, ...] = YEARS, first: int = 0) -> None:
    """Write the data files: some 8,500 printed characters and 87 figures each; other units from another number on."""
    for number, (district, office) in list(enumerate(names(first + units)))[first:]:
        for year in years:
            path = folder / district / office / "data" / f"{year}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(data_file(number, year, f"{district}{office}"), encoding="utf-8", newline="\n")


def data_file(unit: int, year: int, name: str) -> str:
    """One data file; the same unit and year give the same text."""
    chance = random.Random(f"{unit}/{year}")  # noqa: S311  (no secret)
    figures, printed = _figures(unit, chance)
    leads = chance.sample(_LEADS, len(_LEADS)) * 2
    lines = [
        "kind: report",
        f"year: {year}",
        f"organ: {{name: {name}, short_name: 局, kind: department}}",
        "title: {preset: about}",
        "addressees: [示例市人民政府]",
        "figures:",
        *figures,
        "opening: |",
        f"  {year}年，{name}{_sentence(chance)}",
        f"  现将{year}年度法治政府建设情况报告如下：",
        "achievements:",
        "  heading: 主要举措和成效",
        "  sections:",
    ]
    share = -(-len(printed) // (_SECTIONS * _ITEMS))
    for heading in chance.sample(_HEADINGS, _SECTIONS):
        lines += [f"    - heading: {heading}，{chance.choice(_FRUITS)}", "      items:"]
        for _ in range(_ITEMS):
            own, printed = printed[:share], printed[share:]
            lines += [f"        - lead: {leads.pop()}。", "          text: |"]
            lines += [
                f"            {words}"
                for words in (*own, *(_sentence(chance) + _sentence(chance) for _ in range(3)))
            ]
    lines += ["shortcomings:", "  heading: 存在的不足和原因", "  text:"]
    lines += ["    - |", "      与群众期盼相比还有差距，原因主要是统筹不够、人手偏紧。", "    - measures:"]
    for gap in _GAPS:
        lines += [
            f"        - lead: {gap}。",
            f"          text: {chance.choice(_PLACES)}一带{_clause(chance)}不够，原因是人手偏紧。",
        ]
    lines += ["leader_duties:", "  heading: 主要负责人履行推进法治建设第一责任人职责情况", "  text: |"]
    lines += [
        "    主要负责人对法治建设重要工作亲自部署、重大问题亲自过问、重点环节亲自协调、重要任务亲自督办。"
    ]
    lines += [f"    {_sentence(chance)}{_sentence(chance)}" for _ in range(4)]
    lines += ["plans:", f"  heading: {year + 1}年工作安排", "  text: |"]
    lines += [
        f"    {_sentence(chance).removesuffix('。')}，{year + 1}年{month}月底前完成。"
        for month in range(6, 12)
    ]
    lines += [
        "closing: 特此报告。",
        "signature: {seal: false}",
        f"date_of_issue: {year + 1}年1月{chance.randint(5, 28)}日",
        "",
    ]
    return "\n".join(lines)


def _figures(unit: int, chance: random.Random) -> tuple[list[str], list[str]]:
    """The lines under ``figures``, and sentences that print them."""
    base = random.Random(unit)  # noqa: S311  (no secret)
    lines, clauses = [], []
    for number in range(_FIGURES):
        work = _WORKS[(unit + number) % len(_WORKS)]
        value = max(12, round(base.randint(20, 900) * chance.uniform(0.7, 1.3)))
        unit_word = base.choice(_COUNTED)
        lines.append(
            f"  local.n{number:02d}: {{value: {value}{unit_word}, label: {work}涉及{number // 30 + 1}类数量}}"
        )
        clauses.append(f"{chance.choice(_VERBS)}{work}{{{{ local.n{number:02d} }}}}")
    received, whole = base.randint(60, 160), base.randint(900, 9000)
    settled, done = received // 2 + chance.randint(0, 9), whole - chance.randint(5, 60)
    lines += [
        f"  reconsideration.received: {received}件",
        f"  reconsideration.concluded: {{value: {received}件, scope: 立案连同结转}}",
        f"  reconsideration.settled: {{value: {settled}件, part_of: reconsideration.concluded}}",
        "  reconsideration.settled.rate:",
        "    derive: {share: {of: reconsideration.settled, over: reconsideration.concluded, digits: 1}}",
        f"  mediation.total: {whole}件",
        f"  mediation.succeeded: {{value: {done}件, part_of: mediation.total}}",
        "  mediation.succeeded.rate:",
        "    derive: {share: {of: mediation.succeeded, over: mediation.total, digits: 2}}",
        f"  mediation.amount: {base.randint(3000, 30000) / 10:.2f}万元",
        f"  leader.meetings: {chance.randint(4, 14)}次",
        f"  leader.study: {chance.randint(4, 14)}次",
    ]
    chance.shuffle(clauses)
    sentences = [f"全年{'，'.join(clauses[at : at + 3])}。" for at in range(0, len(clauses), 3)]
    sentences += [
        "收到行政复议申请{{ reconsideration.received }}，连同结转办结{{ reconsideration.concluded }}。",
        "其中调解和解{{ reconsideration.settled }}，和解率{{ reconsideration.settled.rate }}。",
        "调处矛盾纠纷{{ mediation.total }}，涉及金额{{ mediation.amount }}。",
        "调解成功{{ mediation.succeeded }}，成功率{{ mediation.succeeded.rate }}。",
        "召开专题会议{{ leader.meetings }}，集体学法{{ leader.study }}。",
    ]
    return lines, sentences


def _clause(chance: random.Random) -> str:
    verb, work, place = chance.choice(_VERBS), chance.choice(_WORKS), chance.choice(_PLACES)
    kind = chance.randrange(4)
    if kind == 0:
        return f"由{chance.choice(_PEOPLE)}牵头{verb}{work}"
    if kind == 1:
        return f"在{place}、{chance.choice(_PLACES)}等地{verb}{work}"
    if kind == 2:
        return f"对{work}实行{chance.choice(_WAYS)}"
    return f"推动{work}向{place}片区延伸"


def _sentence(chance: random.Random) -> str:
    parts = [_clause(chance) for _ in range(chance.randint(2, 4))]
    if chance.random() < 0.4:
        parts.append(chance.choice(_FRUITS))
    return "，".join(dict.fromkeys(parts)) + "。"


def main() -> None:
    """Write a city where the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--units", type=int, default=200)
    options = parser.parse_args()
    make_city(options.folder, options.units)


if __name__ == "__main__":
    main()
