"""GW411 to GW419: the imprint (版记)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi_report.docx_in.facts import LineRule
from fazhi_report.docx_in.placement import width
from fazhi_report.findings import Issue
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms import placement
from fazhi_report.norms.length import Length
from fazhi_report.numbers.dates import format_date, parse_date
from fazhi_report.recognise.anatomy import IMPRINT, Anatomy, Element, Role
from fazhi_report.rules.page.clause import Breach, clause, has, issues, number
from fazhi_report.rules.page.measures import chars_text, from_left, from_right, near, place, unit

_PRINTED = re.compile(r"(?P<date>\S{2,5}年\S{1,4}月\S{1,4}日)(?P<gap>\s*)(?P<word>印\s*发)?$")
_LABEL = re.compile(r"(?:抄\s*送|主\s*送|抄\s*报|分\s*送)\s*[：:]")


def _imprint(layout: Anatomy) -> tuple[Element, ...]:
    return layout.of(*IMPRINT)


def _in_table(layout: Anatomy) -> bool:
    return any(one.paragraph.cell is not None for one in _imprint(layout))


def _rules(layout: Anatomy) -> list[tuple[Element, Length]]:
    """Rules of the imprint: borders of its paragraphs, or empty filled lines; element and thickness, top to bottom."""
    found = _imprint(layout)
    if not found:
        return []
    first = found[0].number - 1
    while first > 0 and layout.elements[first - 1].role is Role.BLANK:
        first -= 1
    rules: list[tuple[Element, Length]] = []
    for one in layout.elements[first:]:
        paragraph = one.paragraph
        filled = one.role is Role.BLANK and paragraph.fill and paragraph.line.rule is LineRule.EXACT
        if filled and paragraph.line.height <= placement.THICKEST_RULE.value:
            rules.append((one, paragraph.line.height))
        rules += [(one, border.thickness) for border in paragraph.borders if border.edge in {"top", "bottom"}]
    return rules


def _rules_are_loose(layout: Anatomy) -> str:
    if _in_table(layout):
        return "版记是表格，分隔线是表格的框线"
    drawn = any(one.paragraph.drawing for one in layout.elements[-len(_imprint(layout)) - 6 :])
    return "分隔线可能是画出来的图形" if drawn and not _rules(layout) else ""


@clause("GW411", placement.IMPRINT_RULES, applies=has(*IMPRINT), untold=_rules_are_loose)
def missing_imprint_rules(layout: Anatomy) -> Iterator[Issue]:
    """版记缺分隔线。

    ## 查什么
    版记第一个要素之上、最后一个要素之下有没有分隔线；抄送与印发机关之间有没有。

    ## 为什么
    版记中的分隔线与版心等宽，首条和末条之间是版记。

    ## 怎么改
    给版记各段加上、下框线，或用 156 mm 宽的表格。

    ## 依据
    GB/T 9704—2012 第 7.4.1、7.4.3 条。
    """
    found = _imprint(layout)
    if not found or _rules_are_loose(layout):
        return
    kinds = {one.role for one in found}
    wanted = len(kinds) + 1
    count = len(_rules(layout))
    if count < wanted:
        breach = Breach(found[0], f" {wanted} 条分隔线", f" {count} 条", "给版记各段加上、下框线")
        yield from issues(placement.IMPRINT_RULES, [breach])


def _has_rules(layout: Anatomy) -> bool:
    return len(_rules(layout)) > 1


@clause("GW412", norms.IMPRINT_OUTER_RULE, applies=_has_rules)
def wrong_thickness_of_imprint_rule(layout: Anatomy) -> Iterator[Issue]:
    """版记分隔线的粗细不对。

    ## 查什么
    首条、末条分隔线是不是 0.35 mm（1 磅），中间的是不是 0.25 mm（0.75 磅）。

    ## 为什么
    首条分隔线和末条分隔线用粗线（推荐高度 0.35 mm），中间的分隔线用细线（推荐高度 0.25 mm）。

    ## 怎么改
    首末条改为 1 磅，中间的改为 0.75 磅。

    ## 依据
    GB/T 9704—2012 第 7.4.1 条。
    """
    rules = _rules(layout)
    slack = placement.RULE_SLACK.value.twips

    def breaches() -> Iterator[Breach]:
        for index, (element, thickness) in enumerate(rules):
            outer = index in {0, len(rules) - 1}
            norm = norms.IMPRINT_OUTER_RULE if outer else norms.IMPRINT_INNER_RULE
            if abs(thickness.twips - norm.value.twips) > slack:
                asked = f" {norm.value.mm:.2f} mm"
                cure = f"改为 {number(round(norm.value.pt * 4) / 4)} 磅"
                yield Breach(element, asked, f" {thickness.mm:.2f} mm", cure)

    yield from issues(norms.IMPRINT_OUTER_RULE, breaches())


@clause("GW413", norms.IMPRINT_RULE_WIDTH, applies=_has_rules)
def wrong_width_of_imprint_rule(layout: Anatomy) -> Iterator[Issue]:
    """版记分隔线与版心不等宽。

    ## 查什么
    带分隔线的段落左右有没有缩进：缩进多少，线就短多少。

    ## 为什么
    版记中的分隔线与版心等宽。

    ## 怎么改
    分隔线放在不缩进的段落上。

    ## 依据
    GB/T 9704—2012 第 7.4.1 条。
    """

    def breaches() -> Iterator[Breach]:
        for element, _ in _rules(layout):
            paragraph = element.paragraph
            short = paragraph.left + paragraph.right + Length(min(paragraph.first.twips, 0))
            if abs(short.twips) > placement.PLATE_SLACK.value.twips:
                wanted = norms.IMPRINT_RULE_WIDTH.value
                found = f" {number((wanted - short).mm)} mm"
                yield Breach(element, f" {number(wanted.mm)} mm", found, "分隔线放在不缩进的段落上")

    yield from issues(norms.IMPRINT_RULE_WIDTH, breaches())


def _copied_is_loose(layout: Anatomy) -> str:
    cells = any(one.paragraph.cell is not None for one in layout.of(Role.COPIED_TO))
    return "抄送机关在表格里，位置由单元格定" if cells else ""


@clause("GW414", placement.COPIED_PLACE, applies=has(Role.COPIED_TO), untold=_copied_is_loose)
def copied_to_out_of_place(layout: Anatomy) -> Iterator[Issue]:
    """抄送机关的位置不对。

    ## 查什么
    抄送机关是不是左右各空一字；排不下的，回行是不是与冒号后的首字对齐。

    ## 为什么
    左右各空一字编排，回行时与冒号后的首字对齐。

    ## 怎么改
    左缩进 4 字符、悬挂 3 字符、右缩进 1 字符。

    ## 依据
    GB/T 9704—2012 第 7.4.2 条。
    """
    edge = norms.IMPRINT_EDGE_INDENT.value
    room = norms.TYPE_AREA_WIDTH.value

    def breaches() -> Iterator[Breach]:
        for one in layout.of(Role.COPIED_TO):
            paragraph, wide = one.paragraph, max(unit(one).twips, 1)
            if paragraph.cell is not None or not _LABEL.match(paragraph.printed):
                continue
            blanks = len(paragraph.words) - len(paragraph.words.lstrip("\u3000"))
            left, right = (
                (paragraph.left + paragraph.first).twips / wide + blanks,
                paragraph.right.twips / wide,
            )
            hang = edge + len(_label(paragraph.printed))
            if not near(left, edge):
                yield Breach(one, f"左空 {edge} 字", f"左空 {chars_text(left)}", "左缩进 4 字符，悬挂 3 字符")
            elif not near(right, edge):
                yield Breach(one, f"右空 {edge} 字", f"右空 {chars_text(right)}", "右缩进 1 字符")
            elif width(paragraph.runs) + unit(one) * (edge * 2) > room and not near(
                paragraph.left.twips / wide, hang
            ):
                found = f"回行左空 {chars_text(paragraph.left.twips / wide)}"
                yield Breach(one, f"回行左空 {hang} 字", found, "左缩进 4 字符，悬挂 3 字符")

    yield from issues(placement.COPIED_PLACE, breaches())


def _label(words: str) -> str:
    match = _LABEL.match(words)
    return match[0] if match else ""


@clause("GW415", placement.COPIED_END, applies=has(Role.COPIED_TO))
def copied_to_without_stop(layout: Anatomy) -> Iterator[Issue]:
    """抄送机关后没有句号。

    ## 查什么
    最后一个抄送机关后面是不是句号，“抄送”后是不是全角冒号。

    ## 为什么
    “抄送”二字后加全角冒号和抄送机关名称，最后一个抄送机关名称后标句号。

    ## 怎么改
    末尾加“。”。

    ## 依据
    GB/T 9704—2012 第 7.4.2 条。
    """
    found = layout.of(Role.COPIED_TO)

    def breaches() -> Iterator[Breach]:
        for index, one in enumerate(found):
            words = one.paragraph.printed
            if ":" in _label(words):
                yield Breach(one, "全角冒号“：”", "半角“:”", "改为“：”", words.index(":"))
            follows = index + 1 < len(found) and not _LABEL.match(found[index + 1].paragraph.printed)
            if not words.endswith("。") and not follows:
                yield Breach(one, "末尾标句号", f"末尾是“{words[-1]}”", "末尾加“。”", len(words) - 1)

    yield from issues(placement.COPIED_END, breaches())


def _printed_is_loose(layout: Anatomy) -> str:
    one = layout.first(Role.PRINTED_BY)
    if one is None:
        return ""
    if one.paragraph.cell is not None:
        return "印发机关在表格里，位置由单元格定"
    return "" if _printed_places(layout, one) else "印发机关和日期之间用空格推开"


def _printed_places(layout: Anatomy, one: Element) -> tuple[float, float] | None:
    """Room on the left of the organ and on the right of the date, in characters."""
    found = place(layout, one)
    if found is None or len(found) <= 1:
        return None
    return from_left(one, found[0]), from_right(layout, one, found[-1])


@clause("GW416", placement.PRINTED_PLACE, applies=has(Role.PRINTED_BY), untold=_printed_is_loose)
def printing_line_out_of_place(layout: Anatomy) -> Iterator[Issue]:
    """印发机关、印发日期的位置不对。

    ## 查什么
    印发机关是不是左空一字，印发日期是不是右空一字。

    ## 为什么
    印发机关左空一字，印发日期右空一字。

    ## 怎么改
    左缩进 1 字符，日期前用右对齐制表位，落在右起一字处。

    ## 依据
    GB/T 9704—2012 第 7.4.3 条。
    """
    edge = norms.IMPRINT_EDGE_INDENT.value

    def breaches() -> Iterator[Breach]:
        for one in layout.of(Role.PRINTED_BY):
            found = None if one.paragraph.cell is not None else _printed_places(layout, one)
            if found is None:
                continue
            for side, room in zip("左右", found, strict=True):
                if not near(room, edge):
                    cure = f"{side}起一字处编排" + ("，用右对齐制表位" if side == "右" else "")
                    yield Breach(one, f"{side}空 {edge} 字", f"{side}空 {chars_text(room)}", cure)

    yield from issues(placement.PRINTED_PLACE, breaches())


@clause("GW417", placement.PRINTED_FORM, applies=has(Role.PRINTED_BY))
def malformed_printing_date(layout: Anatomy) -> Iterator[Issue]:
    """印发日期的写法不对。

    ## 查什么
    印发日期是不是用阿拉伯数字标全年、月、日，不编虚位，后加“印发”二字。

    ## 为什么
    用阿拉伯数字将年、月、日标全，年份应标全称，月、日不编虚位，后加“印发”二字。

    ## 怎么改
    写成“2021年3月1日印发”。

    ## 依据
    GB/T 9704—2012 第 7.4.3 条。
    """

    def breaches() -> Iterator[Breach]:
        for one in layout.of(Role.PRINTED_BY):
            match = _PRINTED.search(one.paragraph.printed)
            if match is None:
                continue
            try:
                right = f"{format_date(parse_date(match['date']))}印发"
            except ValueError:
                right = "2021年3月1日印发"
            if match[0] != right:
                yield Breach(one, f"“{right}”", f"“{match[0]}”", f"改为“{right}”")

    yield from issues(placement.PRINTED_FORM, breaches())


def _has_both(layout: Anatomy) -> bool:
    return all(layout.first(role) is not None for role in IMPRINT)


@clause("GW418", placement.IMPRINT_ORDER, applies=_has_both)
def imprint_out_of_order(layout: Anatomy) -> Iterator[Issue]:
    """抄送机关排在了印发机关之下。

    ## 查什么
    版记里抄送机关是不是在印发机关和印发日期之上。

    ## 为什么
    印发机关和印发日期编排在末条分隔线之上。

    ## 怎么改
    把抄送机关移到上面。

    ## 依据
    GB/T 9704—2012 第 7.4.2、7.4.3 条。
    """
    if not _has_both(layout):
        return
    copied, printed = layout.of(Role.COPIED_TO)[-1], layout.of(Role.PRINTED_BY)[0]
    if copied.number > printed.number:
        breach = Breach(copied, "抄送在印发机关之上", "在下", "把抄送机关移到印发机关之上")
        yield from issues(placement.IMPRINT_ORDER, [breach])


def _foot_is_loose(layout: Anatomy) -> str:
    found = _imprint(layout)
    anchored = any(one.paragraph.anchor is not None for one in found)
    return "" if not found or anchored else "版记在文字流里，落在哪里要看排出来的页面"


@clause("GW419", placement.IMPRINT_FOOT, applies=has(*IMPRINT), untold=_foot_is_loose)
def imprint_not_at_foot(layout: Anatomy) -> Iterator[Issue]:
    """版记没有固定在版心下边缘。

    ## 查什么
    版记用图文框、文本框或浮动表格的，是不是对齐到版心的底端；排在文字流里的，文件说不清，要看排出来的页面。

    ## 为什么
    末条分隔线与公文最后一面的版心下边缘重合。

    ## 怎么改
    图文框或文本框的垂直位置选“相对于页边距、底端对齐”。

    ## 依据
    GB/T 9704—2012 第 7.4.1 条。
    """
    anchored = [one for one in _imprint(layout) if one.paragraph.anchor is not None]
    loose = [one for one in anchored if one.paragraph.anchor is not None and not one.paragraph.anchor.bottom]
    if loose:
        cure = "垂直位置选“相对于页边距、底端对齐”"
        yield from issues(placement.IMPRINT_FOOT, [Breach(loose[0], "对齐到版心底端", "没有", cure)])
