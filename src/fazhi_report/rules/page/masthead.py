"""GW204 to GW211: the organ's mark, document number and signatories (版头)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi_report.docx_in.placement import LineExtent, is_red, line_height, measure_of, top_of
from fazhi_report.findings import Issue
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms import placement
from fazhi_report.norms.length import Length
from fazhi_report.recognise.anatomy import SIGNATORY, Anatomy, Element, Role, number_in
from fazhi_report.rules.page.clause import Breach, clause, has, issues, millimetres
from fazhi_report.rules.page.measures import (
    align_name,
    chars_text,
    from_left,
    from_right,
    gap_in_lines,
    is_centred,
    is_gap,
    lines_text,
    near,
    place,
    profile_of,
)
from fazhi_report.typography.document_number import document_number

_UPWARD = re.compile("(?:报告|请示)$")


def _numbered(layout: Anatomy) -> Element | None:
    """The line that holds the document number."""
    lines = layout.of(Role.NUMBER_LINE)
    return next((one for one in reversed(lines) if _number(one)), None)


def _number(element: Element) -> str:
    return number_in(element.paragraph.printed)


def _has_number(layout: Anatomy) -> bool:
    return _numbered(layout) is not None


def _signed(layout: Anatomy) -> Element | None:
    """The line that holds the word 签发人."""
    return next((one for one in layout.of(Role.NUMBER_LINE) if SIGNATORY.search(one.paragraph.words)), None)


def _is_upward(layout: Anatomy) -> bool:
    """Whether an issued document goes to a superior organ: a report or a request."""
    title = "".join(one.paragraph.printed for one in layout.of(Role.TITLE))
    return layout.issued and bool(_UPWARD.search(title))


@clause("GW204", placement.ORGAN_MARK_COLOR, applies=has(Role.ORGAN_MARK))
def organ_mark_not_red(layout: Anatomy) -> Iterator[Issue]:
    """发文机关标志不是红色。

    ## 查什么
    发文机关标志的字体颜色是不是红色。

    ## 为什么
    发文机关标志推荐用小标宋体字，颜色为红色，以醒目、美观、庄重为原则。

    ## 怎么改
    字体颜色改为红色（FF0000）。

    ## 依据
    GB/T 9704—2012 第 7.2.4 条。
    """
    found = (
        Breach(
            one,
            "红色",
            "黑色" if not one.paragraph.head.color else f"颜色 {one.paragraph.head.color}",
            "字体颜色改为红色",
        )
        for one in layout.of(Role.ORGAN_MARK)
        if not is_red(one.paragraph.head.color)
    )
    yield from issues(placement.ORGAN_MARK_COLOR, found)


@clause("GW205", placement.ORGAN_MARK_PLACE, applies=has(Role.ORGAN_MARK))
def organ_mark_not_centred(layout: Anatomy) -> Iterator[Issue]:
    """发文机关标志没有居中。

    ## 查什么
    发文机关标志是不是居中排布；联合行文用分散对齐排机关名称的不查。

    ## 为什么
    发文机关标志居中排布。

    ## 怎么改
    居中，缩进改为 0。

    ## 依据
    GB/T 9704—2012 第 7.2.4 条。
    """
    found = (
        Breach(one, "居中", align_name(one.paragraph), "居中，缩进改为 0")
        for one in layout.of(Role.ORGAN_MARK)
        if not is_centred(one.paragraph)
        and one.paragraph.align.value != "distribute"
        and one.paragraph.anchor is None
    )
    yield from issues(placement.ORGAN_MARK_PLACE, found)


def _mark_top(layout: Anatomy) -> Length | None:
    """From the upper edge of the mark's words to that of the type area."""
    mark = layout.first(Role.ORGAN_MARK)
    top = None if mark is None else top_of(layout.layout, mark.paragraph)
    if mark is None or top is None:
        return None
    size = mark.paragraph.head.size
    section = layout.layout.section_of(mark.paragraph)
    height = line_height(mark.paragraph, section)
    # The lead was measured on a line of one height; a higher or lower one centres the words as much lower or higher.
    lead = size * norms.MARK_LEAD_RATIO.value + (height - size * norms.MARK_LINE_RATIO.value) / 2
    # Where the page is set the compensated way, so is the mark.
    return top + lead - (profile_of(section).mark_top - norms.MARK_TOP.value)


def _mark_is_loose(layout: Anatomy) -> str:
    return "" if _mark_top(layout) is not None else "发文机关标志在文本框或表格里，或上方的行高由字体决定"


@clause("GW206", norms.MARK_TOP, applies=has(Role.ORGAN_MARK), untold=_mark_is_loose)
def organ_mark_at_wrong_height(layout: Anatomy) -> Iterator[Issue]:
    """发文机关标志的高度不对。

    ## 查什么
    发文机关标志上边缘至版心上边缘是不是 35 mm，按段前距、上方各行的高度和字号推算，误差 2 mm 以内不报。

    ## 为什么
    35 mm 是 2012 年的新标准；网上流传的 25 mm、80 mm 是 1999 年旧标准的数值。

    ## 怎么改
    调整发文机关标志的段前距。

    ## 依据
    GB/T 9704—2012 第 7.2.4 条。
    """
    found = _mark_top(layout)
    mark = layout.first(Role.ORGAN_MARK)
    if found is None or mark is None:
        return
    off = found - norms.MARK_TOP.value
    if abs(off.twips) > placement.MARK_SLACK.value.twips:
        move = "减少" if off.twips > 0 else "增加"
        cure = f"段前距{move} {abs(off.pt):.0f} 磅"
        told = f"约 {millimetres(found)}" if found.twips >= 0 else "高过版心上边缘"
        breach = Breach(mark, f" {millimetres(norms.MARK_TOP.value)}", told, cure)
        yield from issues(norms.MARK_TOP, [breach])


def _has_mark_and_number(layout: Anatomy) -> bool:
    return layout.first(Role.ORGAN_MARK) is not None and layout.first(Role.NUMBER_LINE) is not None


@clause("GW207", norms.MARK_GAP_LINES, applies=_has_mark_and_number)
def wrong_gap_below_organ_mark(layout: Anatomy) -> Iterator[Issue]:
    """发文机关标志下没有空二行。

    ## 查什么
    发文机关标志与发文字号（或签发人）之间是不是空二行。

    ## 为什么
    发文字号编排在发文机关标志下空二行位置。

    ## 怎么改
    其间留两个三号空行，段前、段后距改为 0。

    ## 依据
    GB/T 9704—2012 第 7.2.5、7.2.6 条。
    """
    marks, number = layout.of(Role.ORGAN_MARK), layout.first(Role.NUMBER_LINE)
    if marks and number and not is_gap(layout, marks[-1], number, norms.MARK_GAP_LINES.value):
        wanted = norms.MARK_GAP_LINES.value
        found = lines_text(gap_in_lines(layout, marks[-1], number))
        yield from issues(
            norms.MARK_GAP_LINES, [Breach(number, f"空 {wanted} 行", found, f"其间留 {wanted} 个三号空行")]
        )


@clause("GW208", placement.DOCUMENT_NUMBER_FORM, applies=_has_number)
def wrong_document_number(layout: Anatomy) -> Iterator[Issue]:
    """版头的发文字号写法不对。

    ## 查什么
    发文字号是不是“机关代字〔年份〕序号”：年份用六角括号、四位写全，序号不加“第”、不编虚位，末尾一个“号”。

    ## 为什么
    写错的发文字号，登记、引用和检索都会出错。

    ## 怎么改
    改为如“临司〔2021〕8号”的写法。

    ## 依据
    GB/T 9704—2012 第 7.2.5 条。
    """
    element = _numbered(layout)
    if element is None:
        return
    number = _number(element)
    faults = list(document_number(number))
    if faults:
        at = max(element.paragraph.words.find(number), 0)
        found = "、".join(fault.message for fault in faults)
        breach = Breach(element, placement.DOCUMENT_NUMBER_FORM.value, found, faults[0].hint, at)
        yield from issues(placement.DOCUMENT_NUMBER_FORM, [breach])


def _span(layout: Anatomy, element: Element, words: str) -> LineExtent | None:
    found = place(layout, element)
    return None if found is None else next((one for one in found if words in one.text), None)


def _number_is_loose(layout: Anatomy) -> str:
    element = _numbered(layout)
    if element is None:
        return ""
    told = element.paragraph.cell is None and _span(layout, element, _number(element))
    return "" if told else "发文字号在表格或文本框里，或用空格推开"


@clause("GW209", placement.DOCUMENT_NUMBER_PLACE, applies=_has_number, untold=_number_is_loose)
def document_number_out_of_place(layout: Anatomy) -> Iterator[Issue]:
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
    element, signed = _numbered(layout), _signed(layout)
    span = None if element is None else _span(layout, element, _number(element))
    if element is None or span is None or element.paragraph.cell is not None:
        return
    if signed is None:
        section = layout.layout.section_of(element.paragraph)
        middle = (span.start + span.end) / 2 - measure_of(section) / 2
        off = abs(middle.twips) / norms.BODY.value.size.twips
        if not near(off, 0):
            breach = Breach(element, "居中", f"偏离中线 {chars_text(off)}", "居中，缩进改为 0")
            yield from issues(placement.DOCUMENT_NUMBER_PLACE, [breach])
        return
    left = from_left(element, span)
    if not near(left, norms.EDGE_INDENT.value):
        asked = f"居左空 {norms.EDGE_INDENT.value} 字"
        breach = Breach(element, asked, f"左空 {chars_text(left)}", "用制表位把发文字号排在左起一字处")
        yield from issues(placement.DOCUMENT_NUMBER_PLACE, [breach])


@clause("GW210", placement.SIGNATORY, applies=_is_upward)
def missing_signatory(layout: Anatomy) -> Iterator[Issue]:
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
    title = layout.first(Role.NUMBER_LINE, Role.TITLE)
    if _is_upward(layout) and _signed(layout) is None and title is not None:
        cure = "在发文字号同一行右侧标注“签发人：姓名”"
        yield from issues(placement.SIGNATORY, [Breach(title, "标注签发人", "没有", cure)])


def _signatory_is_loose(layout: Anatomy) -> str:
    signed = _signed(layout)
    told = signed is None or (signed.paragraph.cell is None and place(layout, signed))
    return "" if told else "签发人在表格或文本框里，或用空格推开"


@clause(
    "GW211",
    placement.SIGNATORY_PLACE,
    applies=lambda layout: _signed(layout) is not None,
    untold=_signatory_is_loose,
)
def signatory_out_of_place(layout: Anatomy) -> Iterator[Issue]:
    """签发人没有居右空一字。

    ## 查什么
    签发人姓名的末尾离版心右边缘是不是一个字。

    ## 为什么
    由“签发人”三字加全角冒号和姓名组成，居右空一字。

    ## 怎么改
    在版心右边缘前一字处设右对齐制表位。

    ## 依据
    GB/T 9704—2012 第 7.2.6 条。
    """
    signed = _signed(layout)
    found = None if signed is None else place(layout, signed)
    if signed is None or not found or signed.paragraph.cell is not None:
        return
    right = from_right(layout, signed, found[-1])
    if not near(right, norms.EDGE_INDENT.value):
        asked = f"右空 {norms.EDGE_INDENT.value} 字"
        breach = Breach(signed, asked, f"右空 {chars_text(right)}", "在版心右边缘前一字处设右对齐制表位")
        yield from issues(placement.SIGNATORY_PLACE, [breach])
