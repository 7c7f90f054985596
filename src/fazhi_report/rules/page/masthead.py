"""Rules of the masthead (版头) that weigh several facts: order of its corner, document number, signatory, red rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi_report.docx_in.placement import LineExtent, measure_of
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms import placement
from fazhi_report.recognise.anatomy import MASTHEAD, Anatomy, Element, Role, number_in
from fazhi_report.rules.page.clause import Breach, clause
from fazhi_report.rules.page.measures import chars_text, from_left, near
from fazhi_report.rules.page.places import CORNER, extents, numbered, red_rule, signed

_UPWARD = re.compile("(?:报告|请示)$")


@clause("GW203", placement.CORNER_ORDER, applies=lambda layout: len(layout.of(*CORNER)) > 1)
def corner_out_of_order(layout: Anatomy) -> Iterator[Breach]:
    """份号、密级、紧急程度的顺序不对。

    ## 查什么
    三项同时标注时，是不是按份号、密级和保密期限、紧急程度的顺序自上而下分行排列。

    ## 为什么
    这是标准规定的顺序。

    ## 怎么改
    按份号、密级、紧急程度的顺序重排。

    ## 依据
    GB/T 9704—2012 第 7.2.3 条。
    """
    found = layout.of(*CORNER)
    order = [CORNER.index(one.role) for one in found]
    if order != sorted(order):
        there = "、".join(one.role.value for one in found)
        wanted = "、".join(CORNER[index].value for index in sorted(set(order)))
        early = next(one for at, one in enumerate(found) if order[at] != sorted(order)[at])
        yield Breach(early, wanted, there, "按这个顺序自上而下分行")


def _place_of_number(layout: Anatomy, element: Element) -> LineExtent | None:
    """Where the document number stands; None in a cell, or where that is unknown."""
    if element.paragraph.cell is not None:
        return None
    words = number_in(element.paragraph.printed)
    return next((one for one in extents(layout, element) or () if words in one.text), None)


def _place_of_number_unknown(layout: Anatomy) -> str:
    known = all(_place_of_number(layout, one) is not None for one in numbered(layout))
    return "" if known else "发文字号在表格或文本框里，或用空格推开"


@clause(
    "GW209",
    placement.DOCUMENT_NUMBER_PLACE,
    applies=lambda layout: any(True for _ in numbered(layout)),
    untold=_place_of_number_unknown,
)
def document_number_out_of_place(layout: Anatomy) -> Iterator[Breach]:
    """发文字号的位置不对。

    ## 查什么
    没有签发人的，发文字号是不是居中；有签发人的（上行文），是不是居左空一字，与最后一个签发人同处一行。

    ## 为什么
    发文字号居中排布；上行文的发文字号居左空一字编排，与最后一个签发人姓名处在同一行。

    ## 怎么改
    平行文、下行文居中；上行文用制表位，左起一字处排发文字号。

    ## 依据
    GB/T 9704—2012 第 7.2.5 条。
    """
    upward = any(True for _ in signed(layout))
    for element in numbered(layout):
        span = _place_of_number(layout, element)
        if span is None:
            continue
        left, edge = from_left(element, span), norms.EDGE_INDENT.value
        middle = (span.start + span.end) / 2 - measure_of(layout.layout.section_of(element.paragraph)) / 2
        off = abs(middle.twips) / norms.BODY.value.size.twips
        if upward and not near(left, edge):
            cure = "用制表位把发文字号排在左起一字处"
            yield Breach(element, f"居左空 {edge} 字", f"左空 {chars_text(left)}", cure)
        elif not upward and not near(off, 0):
            yield Breach(element, "居中", f"偏离中线 {chars_text(off)}", "居中，缩进改为 0")


def _is_upward(layout: Anatomy) -> bool:
    """Whether an issued document goes to a superior organ: a report or a request."""
    title = "".join(one.paragraph.printed for one in layout.of(Role.TITLE))
    return layout.issued and bool(_UPWARD.search(title))


@clause("GW210", placement.SIGNATORY, applies=_is_upward)
def missing_signatory(layout: Anatomy) -> Iterator[Breach]:
    """上行文没有签发人。

    ## 查什么
    有版头的报告、请示，版头里有没有“签发人”。

    ## 为什么
    上行文应当标注签发人姓名；法治政府建设年度报告是上行文。

    ## 怎么改
    在发文字号同一行的右侧标注“签发人：姓名”，居右空一字。

    ## 依据
    GB/T 9704—2012 第 7.2.6 条；《党政机关公文处理工作条例》第九条。
    """
    at = layout.first(Role.NUMBER_LINE, Role.TITLE)
    if _is_upward(layout) and at is not None and not any(True for _ in signed(layout)):
        yield Breach(at, "标注签发人", "没有", "在发文字号同一行右侧标注“签发人：姓名”")


@clause("GW212", placement.RED_RULE, applies=lambda layout: layout.issued)
def missing_red_rule(layout: Anatomy) -> Iterator[Breach]:
    """版头没有红色分隔线。

    ## 查什么
    发文字号与标题之间有没有分隔线：段落的边框，或画出来的红线。

    ## 为什么
    发文字号之下印一条与版心等宽的红色分隔线，版头到此为止。

    ## 怎么改
    给发文字号一段加红色下框线，或画一条 156 mm 的红线。

    ## 依据
    GB/T 9704—2012 第 7.2.7 条。
    """
    if layout.issued and red_rule(layout) is None:
        yield Breach(layout.of(*MASTHEAD)[-1], "一条红色分隔线", "没有", "给发文字号一段加红色下框线")
