"""The places at which a name or a title may be broken by its meaning (词意完整), each with a cost."""

from __future__ import annotations

import re
from itertools import pairwise

from fazhi_report.typesetting.lines import NEVER_FIRST, NEVER_LAST

BEST, GOOD, FAIR, POOR = 0, 1, 3, 6
"""Costs of a joint, from that between two phrases to that between two words."""

_ZONES = (
    "经济技术开发区|高新技术产业开发区|自由贸易试验区|自由贸易港|综合保税区|旅游度假区|风景名胜区|自然保护区"
    "|开发区|试验区|示范区|保税区|合作区|度假区|功能区|管理区|产业园区|工业园区|科技园区|示范园区|园区|新区|片区|高新区|经开区"
    "|林区|矿区|垦区|产业园|科技园|工业园|科学城"
)
_REGIONS = "特别行政区|自治区|自治州|自治县|自治旗|直辖市|地区|街道|苏木"
_BODIES = (
    "人民代表大会常务委员会|人民代表大会|人民政府|管理委员会|工作委员会|监督管理委员会|委员会|管委会|工委"
    "|人民法院|人民检察院|办公室|办事处|管理办公室|指挥部|领导小组|联席会议"
)
_OFFICES = (
    "发展和改革|工业和信息化|人力资源和社会保障|住房和城乡建设|自然资源和规划|自然资源|生态环境|交通运输|水利水务"
    "|农业农村|文化广电旅游体育|文化广电和旅游|文化和旅游|卫生健康|退役军人事务|应急管理|市场监督管理|综合行政执法"
    "|城市管理|行政审批服务|政务服务|数据资源管理|大数据发展管理|医疗保障|民族宗教事务|金融工作|地方金融监督管理"
    "|机关事务管理|信访|统计|审计|司法|财政|民政|教育|科学技术|公安|林业和草原|林业|国有资产监督管理|行政执法"
)
# A line may end behind the words of the first list, and begin with those of the second.
_BEHIND: tuple[tuple[str, int], ...] = (
    (f"(?:{_BODIES})(?![室处主委])", GOOD),
    (f"(?:{_ZONES}|{_REGIONS})", GOOD),
    # 市 of 市场, 区 of 社区, 镇 of 城镇 are no regions; 市人民政府 stays together rather than 市|人民政府.
    ("(?<=[^城都超夜股上门])市(?![场政民容内外属区级辖])", FAIR),
    ("(?<=[^社小地园景库山林矿片校辖新])区(?![域块划位级内])", FAIR),
    ("(?<=[^自知])州(?![市县府])", FAIR),
    ("省(?![级内直道])", FAIR),
    ("(?<=..)[县旗盟](?![市域级委城])", FAIR),
    ("(?<=[^城乡村])镇(?![区域村市街])", FAIR),
    ("(?<=[^城下老入返])乡(?![村镇愁土])", FAIR),
    ("(?:[0-9]{4}|[〇一二三四五六七八九]{4})年度?(?=[^、，至—])", GOOD),
    ("年度", GOOD),
    ("[厅局院](?![长级部势址])", GOOD),
    ("[、；：》）]", FAIR),
    ("[暨]|以及", POOR),
    ("(?<=[^的])的(?!(?:报告|通知|意见|决定|说明)(?:（|$))", POOR),
)
_AHEAD: tuple[tuple[str, int], ...] = (
    ("关于", BEST),
    (f"(?:{_BODIES})", FAIR),
    (f"(?:{_OFFICES})", FAIR),
    ("(?:驻|派驻)", FAIR),
    (
        "法治政府建设|依法行政|法治建设|全面依法治|行政执法|行政复议|重大行政决策|(?:行政)?规范性文件|政府信息公开|政务公开",
        GOOD,
    ),
    ("(?:行政应诉|行政许可|行政处罚|行政审批|营商环境|法治宣传|普法|公共法律服务|权责清单)", FAIR),
    ("(?:贯彻|推进|履行|落实|执行|完成|办理|开展|加强|实施|印发)(?!情况)", FAIR),
    ("[和及与暨](?=..)", FAIR),
    ("(?:工作|年度|情况|自查|总结|专项|统计)(?:报告|统计|汇总|总结)", FAIR),
    ("(?:实施|推进|落实|执行|完成|办理|履职|工作|建设|整改)?情况", FAIR),
    ("(?:汇总|统计|明细|分解|登记|一览|对照|评价|考核|基本|主要)(?:表|数据|情况|信息|指标)", FAIR),
    ("(?:清单|目录|台账|方案|名单|要点|规划|计划|办法|细则)$", POOR),
    ("[（《“]", FAIR),
)
_JOINTS = tuple(
    (re.compile(pattern), cost, ahead)
    for rows, ahead in ((_BEHIND, False), (_AHEAD, True))
    for pattern, cost in rows
)
# Inside 发展和改革 and the like no line ends; nor between 和 of 林业和草原 and what it joins.
_WHOLE = re.compile(
    f"{_OFFICES}|法治政府建设|依法行政|人民政府|管理委员会|人民代表大会|办公室|办事处|{_ZONES}"
)
_PAIRS = {"（": "）", "《": "》", "〈": "〉", "“": "”", "〔": "〕", "【": "】", "(": ")"}
_NO_START, _NO_END = frozenset(NEVER_FIRST + "·"), frozenset(NEVER_LAST)


def joints(text: str) -> dict[int, int]:
    """The offsets at which a line may end by the meaning of the words, each with its cost."""
    found: dict[int, int] = {}
    for pattern, cost, ahead in _JOINTS:
        for match in pattern.finditer(text):
            place = match.start() if ahead else match.end()
            found[place] = min(cost, found.get(place, cost))
    inside = {at for match in _WHOLE.finditer(text) for at in range(match.start() + 1, match.end())}
    # 关于 may begin a line but never end one.
    inside.update(match.end() for match in re.finditer("关于", text))
    # A space stands between two authors: the line ends before it.
    found |= {match.start(): BEST for match in re.finditer("[ \u3000]", text)}
    inside.update(match.end() for match in re.finditer("[ \u3000]", text))
    free = set(free_places(text)) - inside
    return {place: found[place] for place in sorted(found) if place in free}


def free_places(text: str) -> list[int]:
    """The offsets at which a line may end whatever the words mean: never inside brackets, a word or a number."""
    awaited: list[str] = []
    found = []
    for place, (before, after) in enumerate(pairwise(text), 1):
        if before in _PAIRS:
            awaited.append(_PAIRS[before])
        elif awaited and before == awaited[-1]:
            awaited.pop()
        latin = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
        # 2024 and its 年 stay together.
        counted = before.isdigit() and after in "年月日号期届次个件"
        if not awaited and after not in _NO_START and before not in _NO_END and not latin and not counted:
            found.append(place)
    return found
