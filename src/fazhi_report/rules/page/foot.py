"""The foot of the page: what rows measure of page numbers and imprint (版记), and rules that weigh several facts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi_report.docx_in.facts import PAGE_FIELD, Alignment, LineRule, MeasuredParagraph
from fazhi_report.docx_in.placement import line_height, measure_of, spans, width
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms import placement
from fazhi_report.norms.elements import IMPRINT, Role
from fazhi_report.norms.gbt9704 import Norm
from fazhi_report.norms.length import Length
from fazhi_report.recognise.anatomy import Anatomy
from fazhi_report.recognise.lines import copied
from fazhi_report.rules.page.clause import Breach, Measure, clause
from fazhi_report.rules.page.lengths import chars_text, in_chars, millimetres, near, profile_of, unit
from fazhi_report.rules.page.places import (
    PageNumberLine,
    Pair,
    Section,
    Stroke,
    has,
    has_landscape_numbers,
    has_page_numbers,
    imprint_rules,
    page_numbers,
)

_NUMBER_FORM = re.compile(f"— ?{PAGE_FIELD} ?—")


# ── Page numbers ────────────────────────────────────────────────────────────────────────────────────────────────
def place_of_number(place: PageNumberLine, side: Alignment) -> tuple[str, float] | None:
    """Return the edge that a page number is at, and its distance from it in characters; None where that is unknown.

    Args:
        place: The line that prints it.
        side: The edge it should be at; the distance is measured from there.
    """
    line = place.line
    if line.anchor is not None:
        return _place_in_box(line, side)
    if line.align is Alignment.CENTER:
        return "居中", 0.0
    found = spans(line, place.section)
    if found is None:
        return None
    span = found[-1]
    blanks = _typed_at(span.text, side)
    left, right = span.start, measure_of(place.section) - span.end
    room = right if side is Alignment.RIGHT else left
    at = "居右" if right.twips < left.twips else "居左"
    return at, room.twips / max(line.head.size.twips, 1) + blanks


def _typed_at(words: str, side: Alignment) -> int:
    """Return the number of blanks typed at one end of a line."""
    bare = words.rstrip("\u3000") if side is Alignment.RIGHT else words.lstrip("\u3000")
    return len(words) - len(bare)


def _place_in_box(line: MeasuredParagraph, side: Alignment) -> tuple[str, float] | None:
    """Return the same for a text box or a frame, in which WPS sets page numbers."""
    across = "" if line.anchor is None else line.anchor.across
    if across == "center":
        return "居中", 0.0
    outside, inside = ("居右", "居左") if side is Alignment.RIGHT else ("居左", "居右")
    at = {"left": "居左", "right": "居右", "outside": outside, "inside": inside}.get(across)
    indent = line.right if side is Alignment.RIGHT else line.left + line.first
    blanks = _typed_at(line.words, side)
    return None if at is None else (at, indent.twips / max(line.head.size.twips, 1) + blanks)


def number_at(side: Alignment) -> Measure[PageNumberLine, int]:
    """Return the measure of the place of page numbers: on the right for odd pages, on the left for even ones."""
    name, pages = ("右", "单页") if side is Alignment.RIGHT else ("左", "双页")

    def measure(layout: Anatomy, place: PageNumberLine, norm: Norm[int]) -> Breach | None:
        found = place_of_number(place, side)
        if found is None:
            return None
        at, room = found
        if at == f"居{name}" and near(room, norm.value):
            return None
        there = at if at != f"居{name}" else f"{name}空 {chars_text(room)}"
        parted = "" if layout.layout.even_and_odd else "勾选“奇偶页不同”，"
        cure = f"{parted}{pages}页脚{name}对齐，{name}缩进 {norm.value} 字符"
        return Breach(place.index, f"{pages}居{name}空 {norm.value} 字", there, cure)

    return measure


def place_of_number_unknown(layout: Anatomy) -> str:
    """Return why the place of page numbers cannot be judged; empty where it can."""
    odd = [place_of_number(place, Alignment.RIGHT) for place in page_numbers("default")(layout)]
    even = [place_of_number(place, Alignment.LEFT) for place in page_numbers("even")(layout)]
    return "页码在文本框里，或用制表位推开，位置说不清" if None in (*odd, *even) else ""


def form_of_number(_: Anatomy, place: PageNumberLine, __: Norm[str]) -> Breach | None:
    """Check the form of a page number: a dash on either side."""
    form = place.section.number_format
    words = place.line.words.strip().replace("\u3000", "")
    if form not in {"decimal", "numberInDash"}:
        return Breach(place.index, "阿拉伯数字", f"格式 {form}", "页码格式选“1，2，3”")
    if _NUMBER_FORM.fullmatch(words) or form == "numberInDash":
        return None
    shown = words.replace(PAGE_FIELD, "1")
    return Breach(place.index, "“— 1 —”", f"“{shown}”", "左右各放一条一字线（U+2014）")


def drop_of_number(place: PageNumberLine) -> Length | None:
    """Return the distance from the foot of the type area to the middle of the number's dash; None where fonts decide."""
    section, footer, line = place.section, place.footer, place.line
    if line.line.rule is not LineRule.EXACT or line.anchor is not None:
        return None
    behind = footer.paragraphs[footer.paragraphs.index(line) + 1 :]
    below = sum((line_height(one, section) + one.before + one.after).twips for one in behind)
    # The dash of our own line was measured; another line holds it as much lower or higher as it is high.
    ratio = norms.PAGE_NUMBER_RISE.value.twips / norms.PAGE_NUMBER_LINE.value.twips
    rise = line.line.height * ratio + line.after + Length(below)
    profile = profile_of(section)
    compensated = norms.PAGE_NUMBER_DROP.value - profile.page_number_drop
    return profile.bottom - section.footer_distance - rise + compensated


def height_of_number(_: Anatomy, place: PageNumberLine, norm: Norm[Length]) -> Breach | None:
    """Check how far a page number is below the type area."""
    drop = drop_of_number(place)
    if drop is None:
        return None
    off = drop - norm.value
    if abs(off.twips) <= placement.PAGE_NUMBER_SLACK.value.twips:
        return None
    cure = f"“页脚距边界”{'增大' if off.twips > 0 else '减小'} {abs(off.mm):.1f} mm"
    return Breach(place.index, f" {millimetres(norm.value)}", f"约 {millimetres(drop)}", cure)


def height_of_number_unknown(layout: Anatomy) -> str:
    """Return why the height of page numbers cannot be judged; empty where it can."""
    drops = [drop_of_number(place) for place in page_numbers()(layout)]
    known = not drops or any(drop is not None for drop in drops)
    return "" if known else "页脚的行高由字体决定，或页码在文本框里"


def restart(_: Anatomy, place: Section, __: Norm[str]) -> Breach | None:
    """Check whether the numbers of pages begin anew with a section."""
    index, section = place
    return None if section.restart is None else Breach(index, "续前节", f"从 {section.restart} 重新编起")


@clause("GW401", placement.PAGE_NUMBERS)
def missing_page_numbers(layout: Anatomy) -> Iterator[Breach]:
    """没有页码。

    ## 查什么
    页脚里有没有页码域；手打的数字不会变，不算。

    ## 为什么
    公文应当编排页码，编排在版心下边缘之下。

    ## 怎么改
    在“插入 → 页码”里插入。

    ## 依据
    GB/T 9704—2012 第 7.5 条。
    """
    if not has_page_numbers(layout) and not has_landscape_numbers(layout):
        yield Breach(0, "页脚里有页码", "没有", "在“插入 → 页码”里插入，左右各加一条一字线")


def _stands_for_both(line: MeasuredParagraph) -> bool:
    """Whether a page number has one place on odd and even pages, or changes sides by itself."""
    boxed = line.anchor is not None and line.anchor.across not in {"left", "right", "inside"}
    return boxed or (line.anchor is None and line.align is Alignment.CENTER)


@clause("GW403", norms.PAGE_NUMBER_INDENT, applies=has_page_numbers, unknown=place_of_number_unknown)
def even_page_number_out_of_place(layout: Anatomy) -> Iterator[Breach]:
    """双页码没有居左空一字。

    ## 查什么
    双数页有没有自己的页脚，页码是不是在左，离版心左边缘一个字。

    ## 为什么
    单页码居右空一字，双页码居左空一字。

    ## 怎么改
    勾选“奇偶页不同”，双页页脚左对齐，左缩进 1 字符。

    ## 依据
    GB/T 9704—2012 第 7.5 条。
    """
    if layout.layout.even_and_odd:
        measure = number_at(Alignment.LEFT)
        found = (measure(layout, one, norms.PAGE_NUMBER_INDENT) for one in page_numbers("even")(layout))
        yield from (breach for breach in found if breach is not None)
        return
    # Where odd and even share a footer that stands in the middle, only that place is reported (GW402); a box bound to
    # the outer edge changes sides by itself.
    shared = any(_stands_for_both(one.line) for one in page_numbers("default")(layout))
    if has_page_numbers(layout) and not shared:
        cure = "勾选“奇偶页不同”，双页页脚左对齐，左缩进 1 字符"
        yield Breach(0, "双页居左空 1 字", "单双页用同一个页脚", cure)


# ── Imprint ─────────────────────────────────────────────────────────────────────────────────────────────────────
def thickness(_: Anatomy, place: Stroke, norm: Norm[Length]) -> Breach | None:
    """Check how thick a rule is."""
    element, found = place
    if abs(found.twips - norm.value.twips) <= placement.RULE_SLACK.value.twips:
        return None
    cure = f"改为 {round(norm.value.pt * 4) / 4:g} 磅"
    return Breach(element, f" {norm.value.mm:.2f} mm", f" {found.mm:.2f} mm", cure)


def order_in_imprint(_: Anatomy, place: Pair, norm: Norm[str]) -> Breach | None:
    """Check whether the organs copied to are printed above the printing organ."""
    copied, printed = place
    return Breach(copied, norm.value, "在下") if copied.number > printed.number else None


def _rules_unknown(layout: Anatomy) -> str:
    found = layout.of(*IMPRINT)
    if any(one.paragraph.cell is not None for one in found):
        return "版记是表格，分隔线是表格的框线"
    drawn = any(one.paragraph.drawing for one in layout.elements[-len(found) - 6 :])
    return "分隔线可能是画出来的图形" if drawn and not imprint_rules(layout) else ""


@clause("GW411", placement.IMPRINT_RULES, applies=has(*IMPRINT), unknown=_rules_unknown)
def missing_imprint_rules(layout: Anatomy) -> Iterator[Breach]:
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
    found = layout.of(*IMPRINT)
    if not found or _rules_unknown(layout):
        return
    wanted, count = len({one.role for one in found}) + 1, len(imprint_rules(layout))
    if count < wanted:
        yield Breach(found[0], f" {wanted} 条分隔线", f" {count} 条", "给版记各段加上、下框线")


def _label(words: str) -> str:
    """Return the label at the beginning of a line (抄送, 抄报 …) with its colon; empty for none."""
    found = copied(words)
    return words[: found.start].rstrip() if found else ""


def _copied_to_unknown(layout: Anatomy) -> str:
    cells = any(one.paragraph.cell is not None for one in layout.of(Role.COPIED_TO))
    return "抄送机关在表格里，位置由单元格定" if cells else ""


@clause("GW414", placement.COPIED_PLACE, applies=has(Role.COPIED_TO), unknown=_copied_to_unknown)
def copied_to_out_of_place(layout: Anatomy) -> Iterator[Breach]:
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
    edge, hung = norms.IMPRINT_EDGE_INDENT.value, "左缩进 4 字符，悬挂 3 字符"
    for one in layout.of(Role.COPIED_TO):
        paragraph = one.paragraph
        label = _label(paragraph.printed)
        if paragraph.cell is not None or not label:
            continue
        blanks = len(paragraph.words) - len(paragraph.words.lstrip("\u3000"))
        first = in_chars(one, paragraph.left + paragraph.first) + blanks
        right, wrapped = in_chars(one, paragraph.right), in_chars(one, paragraph.left)
        wraps = width(paragraph.runs) + unit(one) * (edge * 2) > norms.TYPE_AREA_WIDTH.value
        if not near(first, edge):
            yield Breach(one, f"左空 {edge} 字", f"左空 {chars_text(first)}", hung)
        elif not near(right, edge):
            yield Breach(one, f"右空 {edge} 字", f"右空 {chars_text(right)}", "右缩进 1 字符")
        elif wraps and not near(wrapped, edge + len(label)):
            asked = f"回行左空 {edge + len(label)} 字"
            yield Breach(one, asked, f"回行左空 {chars_text(wrapped)}", hung)


@clause("GW415", placement.COPIED_END, applies=has(Role.COPIED_TO))
def copied_to_without_stop(layout: Anatomy) -> Iterator[Breach]:
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
    for index, one in enumerate(found):
        words = one.paragraph.printed
        if ":" in _label(words):
            yield Breach(one, "全角冒号“：”", "半角“:”", "改为“：”", words.index(":"))
        follows = index + 1 < len(found) and not _label(found[index + 1].paragraph.printed)
        if not words.endswith("。") and not follows:
            yield Breach(one, "末尾标句号", f"末尾是“{words[-1]}”", "末尾加“。”", len(words) - 1)


def _foot_unknown(layout: Anatomy) -> str:
    found = layout.of(*IMPRINT)
    anchored = any(one.paragraph.anchor is not None for one in found)
    return "" if not found or anchored else "版记在文字流里，落在哪里要看排出来的页面"


@clause("GW419", placement.IMPRINT_FOOT, applies=has(*IMPRINT), unknown=_foot_unknown)
def imprint_not_at_foot(layout: Anatomy) -> Iterator[Breach]:
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
    for one in layout.of(*IMPRINT):
        if one.paragraph.anchor is not None and not one.paragraph.anchor.bottom:
            yield Breach(one, "对齐到版心底端", "没有", "垂直位置选“相对于页边距、底端对齐”")
            return
