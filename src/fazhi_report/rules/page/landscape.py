"""The rule of landscape pages (横排表格): their page number stands where portrait pages have it."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.docx_in.facts import LineRule
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms import placement
from fazhi_report.norms.length import Length
from fazhi_report.recognise.anatomy import Anatomy
from fazhi_report.rules.page.clause import Breach, clause
from fazhi_report.rules.page.lengths import millimetres
from fazhi_report.rules.page.places import PageNumberLine, has_landscape_numbers, page_numbers


def _box_of_turned(place: PageNumberLine) -> Length | None:
    """Return how far the line of a page number on a landscape page is from the left edge; None where that is unknown."""
    anchor = place.line.anchor
    if anchor is None or not anchor.turned or anchor.left is None:
        return None
    exact = place.line.line.rule is LineRule.EXACT
    return anchor.left + (place.line.line.height if exact else place.line.head.size) / 2


def _turned_unknown(layout: Anatomy) -> str:
    found = list(page_numbers(landscape=True)(layout))
    boxed = any(one.line.anchor is not None and _box_of_turned(one) is None for one in found)
    return "横排页的页码在文本框里，位置说不清" if boxed else ""


@clause("GW408", placement.LANDSCAPE_NUMBER, applies=has_landscape_numbers, unknown=_turned_unknown)
def landscape_page_number_out_of_place(layout: Anatomy) -> Iterator[Breach]:
    """横排表格页的页码不在竖排页的位置。

    ## 查什么
    横排的节，页码是不是转了 90 度，排在页的左边，即把这一页顺着其他页竖起来时的下方。

    ## 为什么
    A4 纸型的表格横排时，页码位置与其他页一致；单页码表头在订口一边，双页码表头在切口一边，两者都是竖起来的左边。

    ## 怎么改
    横排节的页脚不续前节，里面放一个相对于页面定位、文字竖排的文本框或一格表格，中线距纸的左边 28 mm。

    ## 依据
    GB/T 9704—2012 第 8 条。
    """
    wanted = norms.BOTTOM_MARGIN.value - norms.PAGE_NUMBER_DROP.value
    cure = "横排节的页脚取消“链接到前一节”，页码放进文字竖排、相对于页面定位的文本框"
    for place in page_numbers(landscape=True)(layout):
        if place.line.anchor is None:
            yield Breach(place.index, "在页的左边，文字竖排", "在页的下边", cure)
            continue
        found = _box_of_turned(place)
        if found is not None and abs(found.twips - wanted.twips) > placement.PAGE_NUMBER_SLACK.value.twips:
            yield Breach(place.index, f"距纸的左边 {millimetres(wanted)}", f" {millimetres(found)}", cure)
