"""The distances that are measured on the printed pages: one row each, with what the clause requires.

Where a page shows a distance, what was measured on it decides, whatever the file declares. A row gives the rule, the
norm, how closely it is held, and where on the page it is measured (`fazhi_report.rules.page.seen`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fazhi_report.docx_in.facts import Alignment
from fazhi_report.docx_in.printed import PrintedPages
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms import placement
from fazhi_report.norms.elements import IMPRINT, Role
from fazhi_report.norms.gbt9704 import Norm
from fazhi_report.norms.length import Length
from fazhi_report.recognise.anatomy import Anatomy
from fazhi_report.rules.page import masthead, seen, seen_foot
from fazhi_report.rules.page.clause import ON_PAGE, Breach, PageAnswer
from fazhi_report.rules.page.lengths import chars_text, millimetres
from fazhi_report.rules.page.places import has, has_page_numbers
from fazhi_report.rules.page.seen import See, Sighting

_OPPOSITE = {
    "低于下边缘": "高于下边缘",
    "偏右": "偏左",
    "偏离中线": "偏离中线",
    "中点相差": "中点相差",
    "日期首字右移": "日期首字左移",
}
"""What a label becomes where the distance is measured the other way."""


@dataclass(frozen=True, slots=True)
class PrintedDistance:
    """A distance on the printed page.

    Args:
        codes: The rules that it decides; the first reports it.
        what: What is measured, Chinese.
        norm: What is required: a length, or a number of characters.
        slack: How far off is still right, in the same unit.
        see: Yields the places.
        label: The word before the number, such as 右空; empty for none.
        cure: How to mend it, Chinese.
        applies: Whether a document has what is measured.
        leaves: The first words of what the file's own measure of the rule asks and this distance does not show.
        least_pages: How many pages a document has that can show it.
        asks: What is required, where words say it better than 0 does; empty for the number.
    """

    codes: tuple[str, ...]
    what: str
    norm: Norm[Length] | Norm[int]
    slack: Norm[Length] | Norm[float]
    see: See
    label: str
    cure: str
    applies: Callable[[Anatomy], bool]
    leaves: str = ""
    least_pages: int = 1
    asks: str = ""

    @property
    def required(self) -> str:
        """What is required, in words."""
        return self.asks or f"{self.label} {_shown(self.norm.value)}".lstrip()

    @property
    def tolerance(self) -> str:
        """How far off is still right, in words."""
        return _shown(self.slack.value)

    def measure(self, layout: Anatomy, printed: PrintedPages) -> tuple[MeasuredDistance, ...]:
        """Return the measured places, the worst first."""
        found = (MeasuredDistance(self, spot) for spot in self.see(layout, printed))
        return tuple(sorted(found, key=lambda one: -one.miss))


@dataclass(frozen=True, slots=True)
class MeasuredDistance:
    """A distance measured at one place."""

    distance: PrintedDistance
    spot: Sighting

    @property
    def required(self) -> Length:
        """The required distance."""
        return _length(self.distance.norm.value if self.spot.wanted is None else self.spot.wanted, self.spot)

    @property
    def slack(self) -> Length:
        """How far off is still right."""
        return _length(self.distance.slack.value, self.spot)

    @property
    def miss(self) -> float:
        """How far off it is, in parts of what is still right."""
        return abs((self.spot.value - self.required).twips) / self.slack.twips

    @property
    def kept(self) -> bool:
        """Whether it is right."""
        return self.miss <= 1

    @property
    def asked(self) -> str:
        """The required distance in words."""
        return self.distance.asks or self._words(self.required)

    @property
    def found(self) -> str:
        """The measured distance in words."""
        return self._words(self.spot.value)

    @property
    def breach(self) -> Breach:
        """The breach that it is."""
        space = " " if self.asked[0].isdigit() else ""
        there = f"排出来第 {self.spot.page} 面{space}{self.found}"
        return Breach(self.spot.at, f"{space}{self.asked}", there, self.distance.cure)

    def _words(self, length: Length) -> str:
        label = self.spot.label or self.distance.label
        if _rounded(length) < 0 and label in _OPPOSITE:
            label, length = _OPPOSITE[label], length * -1
        shown = millimetres(Length(0) if _rounded(length) == 0 else length)
        if self.spot.unit is not None:
            shown = f"{chars_text(round(length.twips / self.spot.unit.twips, 1) + 0)}（{shown}）"
        return f"{label} {shown}".lstrip()


def _shown(value: Length | float) -> str:
    return millimetres(value) if isinstance(value, Length) else chars_text(value)


def _rounded(length: Length) -> float:
    return round(length.mm, 1)


def _length(value: Length | float, spot: Sighting) -> Length:
    if isinstance(value, Length):
        return value
    return (spot.unit or norms.BODY.value.size) * value


def _any_signed(layout: Anatomy) -> bool:
    return any(True for _ in masthead.signed(layout))


def _alone(layout: Anatomy) -> bool:
    return any(True for _ in masthead.numbered(layout)) and not _any_signed(layout)


DISTANCES: tuple[PrintedDistance, ...] = (
    PrintedDistance(
        ("GW206",),
        "发文机关标志上边缘至版心上边缘",
        norms.MARK_TOP,
        placement.MARK_SLACK,
        seen.top_of_mark,
        "",
        "调整发文机关标志的段前距，使它的上边缘离纸的上边 72 mm",
        has(Role.ORGAN_MARK),
    ),
    PrintedDistance(
        ("GW209",),
        "发文字号居左（上行文）",
        norms.EDGE_INDENT,
        placement.SEEN_SLACK,
        seen.room_left_of_number,
        "左空",
        "用制表位把发文字号排在左起一字处；在表格里的，单元格左边距改为 0，再空一字",
        _any_signed,
    ),
    PrintedDistance(
        ("GW209",),
        "发文字号居中",
        placement.IN_THE_MIDDLE,
        placement.SEEN_SLACK,
        seen.centre_of_number,
        "偏离中线",
        "居中，缩进改为 0",
        _alone,
        asks="居中",
    ),
    PrintedDistance(
        ("GW211",),
        "签发人居右",
        norms.EDGE_INDENT,
        placement.SEEN_SLACK,
        seen.room_right_of_signatory,
        "右空",
        "在版心右边缘前一字处设右对齐制表位；在表格里的，单元格右边距改为 0，再空一字",
        _any_signed,
    ),
    PrintedDistance(
        ("GW213",),
        "发文字号至红色分隔线",
        norms.RULE_GAP,
        placement.RULE_GAP_SLACK,
        seen.gap_above_red_rule,
        "",
        "调整分隔线的位置；用边框的，发文字号一段行距设为固定值 16 磅，边框与文字的下间距 11 磅",
        has(Role.NUMBER_LINE),
    ),
    PrintedDistance(
        ("GW214",),
        "红色分隔线长度",
        norms.RULE_WIDTH,
        placement.PLATE_SLACK,
        seen.length_of_red_rule,
        "",
        "分隔线改为 156 mm，与版心等宽；用边框的，段落左右缩进改为 0",
        has(Role.NUMBER_LINE),
    ),
    PrintedDistance(
        ("GW214",),
        "红色分隔线左端至版心左边缘",
        placement.AT_THE_EDGE,
        placement.PLATE_SLACK,
        seen.start_of_red_rule,
        "偏右",
        "分隔线居中，两端与版心左右边缘对齐",
        has(Role.NUMBER_LINE),
        asks="与版心左边缘对齐",
    ),
    PrintedDistance(
        ("GW402",),
        "单页码居右",
        norms.PAGE_NUMBER_INDENT,
        placement.SEEN_SLACK,
        seen_foot.room_beside_page_number(Alignment.RIGHT),
        "右空",
        "单页页脚右对齐，右缩进 1 字符，不用空格",
        has_page_numbers,
    ),
    PrintedDistance(
        ("GW403",),
        "双页码居左",
        norms.PAGE_NUMBER_INDENT,
        placement.SEEN_SLACK,
        seen_foot.room_beside_page_number(Alignment.LEFT),
        "左空",
        "勾选“奇偶页不同”，双页页脚左对齐，左缩进 1 字符，不用空格",
        has_page_numbers,
        least_pages=2,
    ),
    PrintedDistance(
        ("GW405",),
        "页码一字线至版心下边缘",
        norms.PAGE_NUMBER_DROP,
        placement.PAGE_NUMBER_SLACK,
        seen_foot.drop_of_page_number,
        "",
        "调整“页脚距边界”",
        has_page_numbers,
    ),
    PrintedDistance(
        ("GW313",),
        "成文日期的位置",
        norms.SEALED_DATE_INDENT,
        placement.PLACE_SLACK,
        seen_foot.place_of_date,
        "右空",
        "右对齐，右缩进 4 字符；不盖章的 2 字符",
        has(Role.DATE),
    ),
    PrintedDistance(
        ("GW314",),
        "发文机关署名的位置",
        norms.UNSEALED_INDENT,
        placement.PLACE_SLACK,
        seen_foot.place_of_signature,
        "右空",
        "盖章的，署名对准日期的中点；不盖章的，署名右缩进 2 字符，日期首字比署名首字右移二字",
        lambda layout: has(Role.SIGNATURE)(layout) and has(Role.DATE)(layout),
    ),
    PrintedDistance(
        ("GW414",),
        "抄送机关居左",
        norms.IMPRINT_EDGE_INDENT,
        placement.SEEN_SLACK,
        seen_foot.room_left_in_imprint(Role.COPIED_TO),
        "左空",
        "左缩进 4 字符，悬挂 3 字符；在表格里的，单元格左边距改为 0，再空一字",
        has(Role.COPIED_TO),
        leaves="右空",
    ),
    PrintedDistance(
        ("GW414",),
        "抄送机关回行对齐冒号后的首字",
        placement.HANGING,
        placement.SEEN_SLACK,
        seen_foot.wrapped_in_imprint,
        "偏右",
        "左缩进 4 字符，悬挂 3 字符",
        seen_foot.wraps_in_imprint,
        leaves="右空",
        asks="与冒号后的首字对齐",
    ),
    PrintedDistance(
        ("GW416",),
        "印发机关居左",
        norms.IMPRINT_EDGE_INDENT,
        placement.SEEN_SLACK,
        seen_foot.room_left_in_imprint(Role.PRINTED_BY),
        "左空",
        "左起一字处编排；在表格里的，单元格左边距改为 0，再空一字",
        has(Role.PRINTED_BY),
    ),
    PrintedDistance(
        ("GW416",),
        "印发日期居右",
        norms.IMPRINT_EDGE_INDENT,
        placement.SEEN_SLACK,
        seen_foot.room_right_of_printing_date,
        "右空",
        "日期前用右对齐制表位，落在右起一字处；在表格里的，单元格右边距改为 0，再空一字",
        has(Role.PRINTED_BY),
    ),
    PrintedDistance(
        ("GW413",),
        "版记分隔线长度",
        norms.IMPRINT_RULE_WIDTH,
        placement.PLATE_SLACK,
        seen_foot.lengths_of_imprint_rules,
        "",
        "分隔线改为 156 mm，与版心等宽",
        has(*IMPRINT),
    ),
    PrintedDistance(
        ("GW705", "GW419"),
        "版记末条分隔线至版心下边缘",
        placement.AT_THE_FOOT,
        placement.PLATE_SLACK,
        seen_foot.foot_of_imprint,
        "低于下边缘",
        "版记用图文框或文本框，垂直位置选“相对于页边距、底端对齐”",
        has(*IMPRINT),
        asks="与版心下边缘重合",
    ),
)
"""The distances, in the order of the page."""


def _answer(code: str) -> Callable[[Anatomy, PrintedPages], PageAnswer | None]:
    """Return what answers for a rule by the worst place of each of its distances."""
    rows = tuple(one for one in DISTANCES if code in one.codes)

    def answer(layout: Anatomy, printed: PrintedPages) -> PageAnswer | None:
        measured = (one.measure(layout, printed)[:1] for one in rows)
        worst = [one for places in measured for one in places]
        if not worst:
            return None
        broken = [one for one in worst if not one.kept]
        return PageAnswer(
            kept=not broken,
            told="；".join(f"排出来{one.found.strip()}" for one in broken or worst),
            breaches=tuple(one.breach for one in broken if one.distance.codes[0] == code),
            leaves=rows[0].leaves,
        )

    return answer


ON_PAGE.update({code: _answer(code) for row in DISTANCES for code in row.codes})
