"""GW212 to GW215: the red rule between masthead and title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fazhi_report.docx_in.facts import Border
from fazhi_report.docx_in.placement import is_red, line_height
from fazhi_report.findings import Issue
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms import placement
from fazhi_report.norms.length import Length
from fazhi_report.recognise.anatomy import MASTHEAD, Anatomy, Element, Role
from fazhi_report.rules.page.clause import Breach, clause, issues, millimetres


@dataclass(frozen=True, slots=True)
class _Rule:
    """The rule between masthead and title; a drawn one has no border to measure."""

    element: Element
    border: Border | None


def _rule(layout: Anatomy) -> _Rule | None:
    numbers, title = layout.of(Role.NUMBER_LINE), layout.first(Role.TITLE)
    if not layout.issued:
        return None
    start = numbers[-1].number - 1 if numbers else 0
    end = title.number if title is not None else start + 3
    for element in layout.elements[start:end]:
        paragraph = element.paragraph
        edges = {"bottom"} if element.role is not Role.BLANK else {"bottom", "top"}
        edges = edges if element.role is not Role.TITLE else {"top"}
        border = next((one for one in paragraph.borders if one.edge in edges), None)
        if border is not None:
            return _Rule(element, border)
    drawn = next((one for one in layout.elements[:end] if one.paragraph.red_line), None)
    return None if drawn is None else _Rule(drawn, None)


def _issued(layout: Anatomy) -> bool:
    return layout.issued


def _rule_is_drawn(layout: Anatomy) -> str:
    rule = _rule(layout)
    return "分隔线是画出来的图形" if rule is not None and rule.border is None else ""


def _has_rule(layout: Anatomy) -> bool:
    return _rule(layout) is not None


@clause("GW212", placement.RED_RULE, applies=_issued)
def missing_red_rule(layout: Anatomy) -> Iterator[Issue]:
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
    if layout.issued and _rule(layout) is None:
        last = layout.of(*MASTHEAD)[-1]
        yield from issues(
            placement.RED_RULE, [Breach(last, "一条红色分隔线", "没有", "给发文字号一段加红色下框线")]
        )


@clause("GW213", norms.RULE_GAP, applies=_has_rule, untold=_rule_is_drawn)
def wrong_gap_above_red_rule(layout: Anatomy) -> Iterator[Issue]:
    """红色分隔线与发文字号的距离不对。

    ## 查什么
    分隔线离发文字号是不是 4 mm，按边框与文字的间距和行高推算，误差 1 mm 以内不报。

    ## 为什么
    发文字号之下 4 mm 处居中印红色分隔线；网格行的行高会把线推到 6 mm 开外。

    ## 怎么改
    发文字号一段行距设为固定值 16 磅，边框与文字的下间距 11 磅。

    ## 依据
    GB/T 9704—2012 第 7.2.7 条。
    """
    rule = _rule(layout)
    if rule is None or rule.border is None or rule.element.role is not Role.NUMBER_LINE:
        return
    paragraph = rule.element.paragraph
    height = line_height(paragraph, layout.layout.section_of(paragraph))
    lead = max((height - paragraph.head.size).twips / 2, 0)
    gap = rule.border.space + Length(lead)
    if abs((gap - norms.RULE_GAP.value).twips) > placement.RULE_GAP_SLACK.value.twips:
        cure = "这一段行距设为固定值 16 磅，边框与文字的下间距 11 磅"
        breach = Breach(rule.element, f" {millimetres(norms.RULE_GAP.value)}", f"约 {millimetres(gap)}", cure)
        yield from issues(norms.RULE_GAP, [breach])


@clause("GW214", norms.RULE_WIDTH, applies=_has_rule, untold=_rule_is_drawn)
def wrong_width_of_red_rule(layout: Anatomy) -> Iterator[Issue]:
    """红色分隔线与版心不等宽。

    ## 查什么
    带边框的段落左右有没有缩进：缩进多少，线就短多少。

    ## 为什么
    红色分隔线与版心等宽。

    ## 怎么改
    段落左右缩进改为 0，文字用制表位推到位。

    ## 依据
    GB/T 9704—2012 第 7.2.7 条。
    """
    rule = _rule(layout)
    if rule is None or rule.border is None:
        return
    paragraph = rule.element.paragraph
    short = paragraph.left + paragraph.right + Length(min(paragraph.first.twips, 0))
    if abs(short.twips) > placement.PLATE_SLACK.value.twips:
        width = norms.RULE_WIDTH.value - short
        cure = "段落左右缩进改为 0，文字用制表位推到位"
        breach = Breach(
            rule.element, f" {millimetres(norms.RULE_WIDTH.value)}", f" {millimetres(width)}", cure
        )
        yield from issues(norms.RULE_WIDTH, [breach])


@clause("GW215", placement.RED_RULE_COLOR, applies=_has_rule)
def rule_not_red(layout: Anatomy) -> Iterator[Issue]:
    """版头的分隔线不是红色。

    ## 查什么
    发文字号之下的分隔线是不是红色。

    ## 为什么
    标准规定是红色分隔线。

    ## 怎么改
    边框颜色改为红色（FF0000）。

    ## 依据
    GB/T 9704—2012 第 7.2.7 条。
    """
    rule = _rule(layout)
    if rule is not None and rule.border is not None and not is_red(rule.border.color):
        found = f"颜色 {rule.border.color}" if rule.border.color else "黑色"
        yield from issues(placement.RED_RULE_COLOR, [Breach(rule.element, "红色", found, "边框颜色改为红色")])
