"""The measures of the page's rules: each compares one place with a norm and words the breach for messages."""

from __future__ import annotations

import re

from fazhi_report.document.numbering import heading_number
from fazhi_report.docx_in.facts import PAGE_FIELD, Alignment, MeasuredParagraph
from fazhi_report.docx_in.placement import SHARED_MARKS, chinese, family, is_face
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms import placement
from fazhi_report.norms.elements import HEADINGS, Role
from fazhi_report.norms.gbt9704 import FACES, Norm, Type, face_of
from fazhi_report.norms.length import Length
from fazhi_report.numbers.dates import format_date, parse_date
from fazhi_report.numbers.numerals import from_chinese
from fazhi_report.recognise.anatomy import Anatomy, Element
from fazhi_report.recognise.lines import ordinal
from fazhi_report.recognise.numbering import line_number, opens_division
from fazhi_report.rules.page.clause import Breach, Measure
from fazhi_report.rules.page.lengths import (
    align_name,
    chars_text,
    extents,
    first_indent,
    from_left,
    from_right,
    gap_in_lines,
    in_chars,
    indented_slightly,
    is_flush_left,
    lines_text,
    millimetres,
    near,
    profile_of,
    runs_full,
    size_name,
    type_name,
)
from fazhi_report.rules.page.places import Edge, PageNumberLine, Pair, Section, Stretch

_KNOWN_FONTS = {name.lower() for face in FACES for name in face.families} | placement.COMMON_FAMILIES
_COUNT = re.compile("[一二三四五六七八九十]+|[0-9]+")
_PRINTED_ON = re.compile(r"(?P<date>\S{2,5}年\S{1,4}月\S{1,4}日)(?P<gap>\s*)(?P<word>印\s*发)?$")
_FLUSH = "左缩进、右缩进改为 0，只留首行缩进 2 字符"
_LISTED = "右键“调整列表缩进”：文本缩进 0，编号之后“不特别标注”；再把首行缩进设为 2 字符"


def heading_count(element: Element) -> int | None:
    """Return the number of a heading; None for none."""
    match = _COUNT.search(ordinal(element.paragraph.printed))
    if match is None:
        return None
    try:
        return int(match[0]) if match[0].isdecimal() else from_chinese(match[0])
    except ValueError:
        return None


# ── Sheet ───────────────────────────────────────────────────────────────────────────────────────────────────────
def paper(_: Anatomy, place: Section, norm: Norm[str]) -> Breach | None:
    """Check the size of the paper, portrait or landscape."""
    index, section = place
    wide, high = norms.PAPER_WIDTH.value, norms.PAPER_HEIGHT.value
    short, long = sorted((section.width, section.height))
    slack = placement.PLATE_SLACK.value.twips
    if max(abs(short.twips - wide.twips), abs(long.twips - high.twips)) <= slack:
        return None
    size = f" {millimetres(section.width)}×{millimetres(section.height)}"
    found = size if section.width.twips else "没有写明纸张大小"
    return Breach(index, f" {norm.value}（{millimetres(wide)}×{millimetres(high)}）", found)


def margin(side: str, name: str = "") -> Measure[Section, Length]:
    """Return a check of the margin at a side; above and below, the nearest page profile gives the norm."""

    def measure(_: Anatomy, place: Section, norm: Norm[Length]) -> Breach | None:
        index, section = place
        profile = profile_of(section)
        wanted = {"top": profile.top, "bottom": profile.bottom}.get(side, norm.value)
        found: Length = getattr(section, side)
        slack = norm.tolerance or placement.PLATE_SLACK.value
        if abs(found.twips - wanted.twips) <= slack.twips:
            return None
        asked = f"{name} {millimetres(wanted)}±{millimetres(slack)}"
        return Breach(index, asked, f"{name} {millimetres(found)}")

    return measure


def columns_of_text(_: Anatomy, place: Section, norm: Norm[str]) -> Breach | None:
    """Check the number of columns of a section."""
    index, section = place
    return Breach(index, norm.value, f"分 {section.columns} 栏") if section.columns > 1 else None


# ── Colour and weight ───────────────────────────────────────────────────────────────────────────────────────────
def black(_: Anatomy, element: Element, norm: Norm[str]) -> Breach | None:
    """Check the colour of the words, by the first that are not black."""
    colors = (run.color for run in element.paragraph.runs if run.text.strip())
    other = next((color for color in colors if color not in {"", norm.value}), None)
    return None if other is None else Breach(element, "黑色", f"颜色 {other}")


def plain_weight(_: Anatomy, element: Element, norm: Norm[str]) -> Breach | None:
    """Check whether words are bold, italic or underlined."""
    runs = [run for run in element.paragraph.runs if run.text.strip()]
    found = {
        "加粗": any(run.bold for run in runs),
        "倾斜": any(run.italic for run in runs),
        "加下划线": any(run.underline for run in runs),
    }
    faults = "、".join(name for name, there in found.items() if there)
    return Breach(element, norm.value, faults) if faults else None


# ── Faces and sizes ─────────────────────────────────────────────────────────────────────────────────────────────
def typeface(_: Anatomy, place: Stretch, norm: Norm[Type]) -> Breach | None:
    """Check Chinese face and size of words, by the first that differ; words without Chinese have no Chinese face."""
    element, runs = place
    wanted = norm.value
    for run in runs:
        if not run.text.strip() or run.text.strip() == PAGE_FIELD:
            continue
        named = run.fonts.east_asia
        wrong_face = chinese(run.text) and not is_face(named, wanted.face)
        if wrong_face or run.size.half_points != wanted.size.half_points:
            face = face_of(named)
            shown = (
                f"“{named}”" if face is None else named if face.name == named else f"{face.name}（{named}）"
            )
            found = size_name(run.size) + (shown if named else "，没有指定中文字体")
            cure = f"设为{type_name(wanted)}（如“{wanted.face.family}”，{wanted.size.pt:g} 磅）"
            return Breach(element, type_name(wanted), found, cure)
    return None


def face_alone(_: Anatomy, element: Element, norm: Norm[Type]) -> Breach | None:
    """Check the Chinese face of an element, at any size."""
    face, named = norm.value.face, element.paragraph.head.fonts.east_asia
    if is_face(named, face):
        return None
    return Breach(element, face.name, named or "没有指定中文字体", f"字体设为{face.family}")


def page_number_type(_: Anatomy, place: PageNumberLine, norm: Norm[Type]) -> Breach | None:
    """Check face and size of a page number."""
    wanted = norm.value
    run = next(run for run in place.line.runs if PAGE_FIELD in run.text)
    named = run.fonts.ascii
    if is_face(named, wanted.face) and run.size.half_points == wanted.size.half_points:
        return None
    found = f"{size_name(run.size)}{named or '，没有指定字体'}"
    return Breach(place.index, type_name(wanted), found, f"页脚里的页码设为{type_name(wanted)}")


def face_of_marks(_: Anatomy, element: Element, __: Norm[str]) -> Breach | None:
    """Check the face of marks that Chinese and Latin fonts share, by the first that is set in a Latin one."""
    if not chinese(element.paragraph.words):
        return None
    for run in element.paragraph.runs:
        mark = next((mark for mark in run.text if mark in SHARED_MARKS), None)
        if mark is not None and face_of(family(run, mark)) is None:
            return Breach(element, "中文字体", f"西文字体{family(run, mark) or '（未指定）'}")
    return None


def known_font(_: Anatomy, place: tuple[Element, str], norm: Norm[str]) -> Breach | None:
    """Check whether other machines have a font family."""
    element, name = place
    if name.startswith(placement.BOUGHT):
        return Breach(element, "对方也有的字体", f"要另外安装的“{name}”", "报送时附 PDF，或把字体嵌入文件")
    if name.lower() not in _KNOWN_FONTS:
        return Breach(element, norm.value, f"“{name}”", "换成标准规定的字体")
    return None


# ── Alignment, indents, gaps ────────────────────────────────────────────────────────────────────────────────────
def is_centred(paragraph: MeasuredParagraph) -> bool:
    """Whether a paragraph is centred between the margins."""
    return paragraph.align is Alignment.CENTER and abs(
        (paragraph.left + paragraph.first - paragraph.right).twips
    ) <= (norms.BODY.value.size.twips * placement.INDENT_SLACK.value * 2)


def centred(_: Anatomy, element: Element, norm: Norm[str]) -> Breach | None:
    """Check whether an element is centred between the margins."""
    paragraph = element.paragraph
    found = "带着缩进居中" if paragraph.align is Alignment.CENTER else align_name(paragraph)
    return None if is_centred(paragraph) else Breach(element, norm.value, found)


def flush_left(_: Anatomy, element: Element, norm: Norm[str]) -> Breach | None:
    """Check whether an element of one line begins at the left edge."""
    paragraph = element.paragraph
    found = "有缩进" if paragraph.align is Alignment.LEFT else align_name(paragraph)
    return None if is_flush_left(element) else Breach(element, norm.value, found)


def flush_lines(_: Anatomy, element: Element, norm: Norm[str]) -> Breach | None:
    """Check whether all lines of an element begin at the left edge."""
    if is_flush_left(element) and indented_slightly(element, element.paragraph.left):
        return None
    full = runs_full(element.paragraph)
    found = f"首行空 {chars_text(first_indent(element))}" if full else align_name(element.paragraph)
    return Breach(element, norm.value, found)


def paragraph_indent(_: Anatomy, element: Element, norm: Norm[int]) -> Breach | None:
    """Check the indent of a paragraph's first line."""
    paragraph, found = element.paragraph, first_indent(element)
    asked = f"左空 {norm.value} 字"
    if paragraph.align is Alignment.CENTER and opens_division(paragraph.printed):
        # 第一章 总则 is centred, as in laws.
        return None
    if not runs_full(paragraph):
        return Breach(element, asked, align_name(paragraph), "两端对齐，首行缩进 2 字符")
    if abs(found - norm.value) <= placement.INDENT_SLACK.value:
        return None
    typed = "删去手打的空格，" if paragraph.words[:1] in {" ", "\u3000"} else ""
    cure = _LISTED if paragraph.label else f"{typed}首行缩进设为 2 字符"
    return Breach(element, asked, f"空 {chars_text(found)}", cure)


def wrapped_lines(_: Anatomy, place: Edge, __: Norm[str]) -> Breach | None:
    """Check whether the wrapped lines of a paragraph reach an edge of the type area."""
    element, side = place
    paragraph = element.paragraph
    room = paragraph.left if side == "左" else paragraph.right
    if indented_slightly(element, room):
        return None
    cure = _LISTED if paragraph.label and side == "左" else _FLUSH
    return Breach(element, f"{side}边顶格", f"{side}缩进 {chars_text(in_chars(element, room))}", cure)


def empty_lines(layout: Anatomy, place: Pair, norm: Norm[int]) -> Breach | None:
    """Check the empty lines between two elements."""
    found = gap_in_lines(layout, *place)
    if abs(found - norm.value) <= placement.GAP_SLACK.value:
        return None
    return Breach(place[1], f"空 {norm.value} 行", lines_text(found))


def room_right(layout: Anatomy, element: Element, norm: Norm[int]) -> Breach | None:
    """Check the room on the right of a line's last words."""
    found = None if element.paragraph.cell is not None else extents(layout, element)
    if not found:
        return None
    room = from_right(layout, element, found[-1])
    if near(room, norm.value):
        return None
    return Breach(element, f"右空 {norm.value} 字", f"右空 {chars_text(room)}")


def room_at_edges(layout: Anatomy, element: Element) -> tuple[float, float] | None:
    """Return the room left of a line's first words and right of its last; None where the line is one piece of words."""
    found = extents(layout, element)
    if found is None or len(found) <= 1:
        return None
    return from_left(element, found[0]), from_right(layout, element, found[-1])


def room_at_edge(layout: Anatomy, place: Edge, norm: Norm[int]) -> Breach | None:
    """Check the room between an edge and the words at it, in a line that has words at both edges."""
    element, side = place
    rooms = None if element.paragraph.cell is not None else room_at_edges(layout, element)
    if rooms is None:
        return None
    room = rooms["左右".index(side)]
    if near(room, norm.value):
        return None
    cure = f"{side}起一字处编排" + ("，用右对齐制表位" if side == "右" else "")
    return Breach(element, f"{side}空 {norm.value} 字", f"{side}空 {chars_text(room)}", cure)


def room_at_edge_unknown(layout: Anatomy) -> str:
    """Return why the place of printing organ and date cannot be judged; empty where it can."""
    for one in layout.of(Role.PRINTED_BY)[:1]:
        if one.paragraph.cell is not None:
            return "印发机关在表格里，位置由单元格定"
        if room_at_edges(layout, one) is None:
            return "印发机关和日期之间用空格推开"
    return ""


def new_page(layout: Anatomy, element: Element, norm: Norm[str]) -> Breach | None:
    """Check whether an element begins a page: by its own break, one right before it, or a new section."""
    if element.paragraph.page_break:
        return None
    for before in layout.above(element):
        if "\f" in before.paragraph.words or before.paragraph.section != element.paragraph.section:
            return None
        if before.role is not Role.BLANK:
            break
        if before.paragraph.page_break:
            return None
    # A file that begins with 附件N begins its page with it.
    first = layout.before(element) is None
    return None if first else Breach(element, norm.value, "接排在上文之后")


def length_of_border(_: Anatomy, element: Element, norm: Norm[Length]) -> Breach | None:
    """Check the length of a paragraph's border, which indents shorten."""
    paragraph = element.paragraph
    short = paragraph.left + paragraph.right + Length(min(paragraph.first.twips, 0))
    if abs(short.twips) <= placement.PLATE_SLACK.value.twips:
        return None
    return Breach(element, f" {millimetres(norm.value)}", f" {millimetres(norm.value - short)}")


# ── Words and dates ─────────────────────────────────────────────────────────────────────────────────────────────
def full_colon(_: Anatomy, element: Element, norm: Norm[str]) -> Breach | None:
    """Check the mark at the end of the addressee."""
    if element.paragraph.printed.endswith("："):
        return None
    return Breach(element, f"{norm.value}“：”", "半角“:”", offset=len(element.paragraph.words.rstrip()) - 1)


def _date_of(words: str) -> str:
    """Return a date in its required form; empty for words that name no day."""
    try:
        return format_date(parse_date(words))
    except ValueError:
        return ""


def date_of_issue(_: Anatomy, element: Element, __: Norm[str]) -> Breach | None:
    """Check the form of the date of issue."""
    written = element.paragraph.printed
    right = _date_of(written)
    if right == written:
        return None
    asked = f"“{right}”" if right else "如“2021年2月28日”"
    return Breach(element, asked, f"“{written}”", f"改为{asked}" if right else "核对日期，写全年、月、日")


def date_of_printing(_: Anatomy, element: Element, __: Norm[str]) -> Breach | None:
    """Check the form of the date of printing, with 印发 behind it."""
    match = _PRINTED_ON.search(element.paragraph.printed)
    right = "" if match is None else f"{_date_of(match['date']) or '2021年3月1日'}印发"
    if match is None or match[0] == right:
        return None
    return Breach(element, f"“{right}”", f"“{match[0]}”", f"改为“{right}”")


def mark_of_ordinal(_: Anatomy, element: Element, __: Norm[str]) -> Breach | None:
    """Check the mark of a heading's number."""
    count, written = heading_count(element), ordinal(element.paragraph.printed)
    if count is None or not written:
        return None
    right = heading_number(HEADINGS.index(element.role) + 1, count)
    return None if written == right else Breach(element, f"“{right}”", f"“{written}”", f"改为“{right}”", 0)


def opens_with_bracket(element: Element, offset: int) -> bool:
    """Whether the mark at an offset is the half-width bracket of a heading's number, which GW603 judges."""
    return not offset and element.paragraph.printed.startswith("(")


def behind_division(element: Element, offset: int) -> bool:
    """Check whether a blank separates the number of a 章, 节 or 条 from its words, as in laws."""
    words = element.paragraph.words
    found = line_number(words)
    return found is not None and bool(found.unit) and offset < found.end


def unwanted(found: str) -> Measure[Element, str]:
    """Return a measure that reports words which should not be there."""
    return lambda _, element, norm: Breach(element, norm.value, found)
