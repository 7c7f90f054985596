"""What rows of the page's rules measure: each measure compares one place with a norm, in the words of messages."""

from __future__ import annotations

import re

from fazhi_report.document.markup import heading_number
from fazhi_report.docx_in.facts import PAGE_FIELD, Alignment, Border, LineRule, MeasuredParagraph, PageSection
from fazhi_report.docx_in.placement import (
    SHARED_MARKS,
    LineExtent,
    chinese,
    face_of,
    family,
    is_face,
    is_red,
    line_height,
    measure_of,
    room_between,
    spans,
    top_of,
)
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms import placement
from fazhi_report.norms.gbt9704 import FACES, HAO, PROFILES, Norm, Profile, Type
from fazhi_report.norms.length import Length
from fazhi_report.numbers.dates import format_date, parse_date
from fazhi_report.numbers.numerals import from_chinese
from fazhi_report.recognise.anatomy import HEADINGS, Anatomy, Element, Role
from fazhi_report.recognise.lines import number_in, ordinal
from fazhi_report.rules.page.clause import Breach, Measure
from fazhi_report.rules.page.places import (
    CORNER,
    Edge,
    NumberLine,
    Pair,
    Section,
    Stretch,
    Stroke,
    extents,
    numbered,
    page_numbers,
    red_rule,
    signed,
)
from fazhi_report.typography.document_number import document_number

_HAO_NAMES = {size: name for name, size in HAO.items()}
_KNOWN_FONTS = {name.lower() for face in FACES for name in face.families} | placement.COMMON_FAMILIES
_NUMBER_FORM = re.compile(f"— ?{PAGE_FIELD} ?—")
_COUNT = re.compile("[一二三四五六七八九十]+|[0-9]+")
_PRINTED_ON = re.compile(r"(?P<date>\S{2,5}年\S{1,4}月\S{1,4}日)(?P<gap>\s*)(?P<word>印\s*发)?$")
_FLUSH = "左缩进、右缩进改为 0，只留首行缩进 2 字符"
_LISTED = "右键“调整列表缩进”：文本缩进 0，编号之后“不特别标注”；再把首行缩进设为 2 字符"


# ── Words for lengths and counts ────────────────────────────────────────────────────────────────────────────────
def number(value: float) -> str:
    """A number with at most one decimal, and no idle zero."""
    return f"{value:.1f}".removesuffix(".0")


def millimetres(length: Length) -> str:
    """A length as a ruler shows it."""
    return f"{number(length.mm)} mm"


def chars_text(count: float) -> str:
    """A count of characters in words."""
    return f"{number(count)} 字"


def lines_text(count: float) -> str:
    """A count of empty lines in words."""
    return f"空 {number(count)} 行"


def size_name(size: Length) -> str:
    """A type size by its Chinese name where it has one, else in points."""
    return _HAO_NAMES.get(size) or f"{number(size.pt)} 磅"


def type_name(wanted: Type) -> str:
    """A face at a size, such as 三号仿宋."""
    return f"{size_name(wanted.size)}{wanted.face.name}"


def align_name(paragraph: MeasuredParagraph) -> str:
    """An alignment in the words of a word processor."""
    return {
        Alignment.LEFT: "左对齐",
        Alignment.CENTER: "居中",
        Alignment.RIGHT: "右对齐",
        Alignment.BOTH: "两端对齐",
        Alignment.DISTRIBUTE: "分散对齐",
    }[paragraph.align]


# ── Lengths and places, for measures and for rules that weigh several ───────────────────────────────────────────
def profile_of(section: PageSection) -> Profile:
    """The way of setting the page that a section comes nearest to."""

    def misses(profile: Profile) -> int:
        off = (section.top - profile.top, section.bottom - profile.bottom)
        return sum(abs(one.twips) > placement.PLATE_SLACK.value.twips for one in off)

    # Of equals the first is taken: the margins as the standard has them.
    return min(PROFILES.values(), key=misses)


def unit(element: Element) -> Length:
    """How wide one character of a paragraph is."""
    run = element.paragraph.head
    return run.size + run.spacing


def in_chars(element: Element, length: Length) -> float:
    """A length in characters of a paragraph."""
    return length.twips / max(unit(element).twips, 1)


def gap_in_lines(layout: Anatomy, above: Element, below: Element) -> float:
    """Empty lines between two elements, room above and below paragraphs counted in."""
    pitch = layout.pitch
    room = room_between(layout.layout, above.paragraph, below.paragraph)
    return room.twips / pitch.twips if pitch.twips > 0 else 0.0


def from_right(layout: Anatomy, element: Element, span: LineExtent) -> float:
    """Room on the right of words, in characters."""
    section = layout.layout.section_of(element.paragraph)
    return in_chars(element, measure_of(section) - span.end)


def from_left(element: Element, span: LineExtent) -> float:
    """Room on the left of words, in characters."""
    return in_chars(element, span.start)


def near(found: float, wanted: float) -> bool:
    """Whether a place in a line is the one asked for, as far as words can be measured."""
    return abs(found - wanted) <= placement.PLACE_SLACK.value


def first_indent(element: Element) -> float:
    """Indent of the first line in characters, typed blanks counted in."""
    paragraph = element.paragraph
    blanks = len(paragraph.words) - len(paragraph.words.lstrip("\u3000"))
    if paragraph.first_chars is not None:
        return paragraph.first_chars + blanks
    return in_chars(element, paragraph.left + paragraph.first) + blanks


def runs_full(paragraph: MeasuredParagraph) -> bool:
    """Whether the lines of a paragraph begin at the left edge and run to the right one."""
    return paragraph.align in {Alignment.LEFT, Alignment.BOTH}


def is_flush_left(element: Element) -> bool:
    """Whether a paragraph begins at the left edge of the type area."""
    return runs_full(element.paragraph) and abs(first_indent(element)) <= placement.INDENT_SLACK.value


def indented_slightly(element: Element, room: Length) -> bool:
    """Whether an indent is no larger than indents are measured exactly."""
    return abs(room.twips) <= unit(element).twips * placement.INDENT_SLACK.value


def heading_count(element: Element) -> int | None:
    """The number that a heading bears; None for none."""
    match = _COUNT.search(ordinal(element.paragraph.printed))
    if match is None:
        return None
    try:
        return int(match[0]) if match[0].isdecimal() else from_chinese(match[0])
    except ValueError:
        return None


# ── Sheet ───────────────────────────────────────────────────────────────────────────────────────────────────────
def paper(_: Anatomy, place: Section, norm: Norm[str]) -> Breach | None:
    """The size of the paper, upright or turned."""
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
    """The margin at a side, named in the message; above and below as the nearest way of setting the page has it."""

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
    """The number of columns of a section."""
    index, section = place
    return Breach(index, norm.value, f"分 {section.columns} 栏") if section.columns > 1 else None


# ── Colour and weight ───────────────────────────────────────────────────────────────────────────────────────────
def black(_: Anatomy, element: Element, norm: Norm[str]) -> Breach | None:
    """The colour of the words, by the first that are not black."""
    colors = (run.color for run in element.paragraph.runs if run.text.strip())
    other = next((color for color in colors if color not in {"", norm.value}), None)
    return None if other is None else Breach(element, "黑色", f"颜色 {other}")


def _red(element: Element, color: str, norm: Norm[str]) -> Breach | None:
    found = f"颜色 {color}" if color else "黑色"
    return None if is_red(color) else Breach(element, norm.value, found)


def red_words(_: Anatomy, element: Element, norm: Norm[str]) -> Breach | None:
    """The colour of an element that is to be red."""
    return _red(element, element.paragraph.head.color, norm)


def red_border(_: Anatomy, place: tuple[Element, Border], norm: Norm[str]) -> Breach | None:
    """The colour of a rule that is to be red."""
    element, border = place
    return _red(element, border.color, norm)


def plain_weight(_: Anatomy, element: Element, norm: Norm[str]) -> Breach | None:
    """Bold, slanted or underlined words."""
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
    """Chinese face and size of words, by the first that differ; words without Chinese have no Chinese face."""
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
    """The Chinese face of an element, at any size."""
    face, named = norm.value.face, element.paragraph.head.fonts.east_asia
    if is_face(named, face):
        return None
    return Breach(element, face.name, named or "没有指定中文字体", f"字体设为{face.family}")


def page_number_type(_: Anatomy, place: NumberLine, norm: Norm[Type]) -> Breach | None:
    """Face and size of a page number."""
    wanted = norm.value
    run = next(run for run in place.line.runs if PAGE_FIELD in run.text)
    named = run.fonts.ascii
    if is_face(named, wanted.face) and run.size.half_points == wanted.size.half_points:
        return None
    found = f"{size_name(run.size)}{named or '，没有指定字体'}"
    return Breach(place.index, type_name(wanted), found, f"页脚里的页码设为{type_name(wanted)}")


def face_of_marks(_: Anatomy, element: Element, __: Norm[str]) -> Breach | None:
    """The face of marks that Chinese and Latin fonts share, by the first that falls into a Latin one."""
    if not chinese(element.paragraph.words):
        return None
    for run in element.paragraph.runs:
        mark = next((mark for mark in run.text if mark in SHARED_MARKS), None)
        if mark is not None and face_of(family(run, mark)) is None:
            return Breach(element, "中文字体", f"西文字体{family(run, mark) or '（未指定）'}")
    return None


def known_font(_: Anatomy, place: tuple[Element, str], norm: Norm[str]) -> Breach | None:
    """Whether a family is one that other machines have."""
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
    """Whether an element stands in the middle between the margins."""
    paragraph = element.paragraph
    found = "带着缩进居中" if paragraph.align is Alignment.CENTER else align_name(paragraph)
    return None if is_centred(paragraph) else Breach(element, norm.value, found)


def flush_left(_: Anatomy, element: Element, norm: Norm[str]) -> Breach | None:
    """Whether an element of one line begins at the left edge."""
    paragraph = element.paragraph
    found = "有缩进" if paragraph.align is Alignment.LEFT else align_name(paragraph)
    return None if is_flush_left(element) else Breach(element, norm.value, found)


def flush_lines(_: Anatomy, element: Element, norm: Norm[str]) -> Breach | None:
    """Whether all lines of an element begin at the left edge."""
    if is_flush_left(element) and indented_slightly(element, element.paragraph.left):
        return None
    full = runs_full(element.paragraph)
    found = f"首行空 {chars_text(first_indent(element))}" if full else align_name(element.paragraph)
    return Breach(element, norm.value, found)


def paragraph_indent(_: Anatomy, element: Element, norm: Norm[int]) -> Breach | None:
    """The indent of a paragraph's first line."""
    paragraph, found = element.paragraph, first_indent(element)
    asked = f"左空 {norm.value} 字"
    if not runs_full(paragraph):
        return Breach(element, asked, align_name(paragraph), "两端对齐，首行缩进 2 字符")
    if abs(found - norm.value) <= placement.INDENT_SLACK.value:
        return None
    typed = "删去手打的空格，" if paragraph.words[:1] in {" ", "\u3000"} else ""
    cure = _LISTED if paragraph.label else f"{typed}首行缩进设为 2 字符"
    return Breach(element, asked, f"空 {chars_text(found)}", cure)


def wrapped_lines(_: Anatomy, place: Edge, __: Norm[str]) -> Breach | None:
    """Whether the wrapped lines of a paragraph reach an edge of the type area."""
    element, side = place
    paragraph = element.paragraph
    room = paragraph.left if side == "左" else paragraph.right
    if indented_slightly(element, room):
        return None
    cure = _LISTED if paragraph.label and side == "左" else _FLUSH
    return Breach(element, f"{side}边顶格", f"{side}缩进 {chars_text(in_chars(element, room))}", cure)


def empty_lines(layout: Anatomy, place: Pair, norm: Norm[int]) -> Breach | None:
    """The empty lines between two elements."""
    found = gap_in_lines(layout, *place)
    if abs(found - norm.value) <= placement.GAP_SLACK.value:
        return None
    return Breach(place[1], f"空 {norm.value} 行", lines_text(found))


def room_right(layout: Anatomy, element: Element, norm: Norm[int]) -> Breach | None:
    """The room on the right of a line's last words."""
    found = None if element.paragraph.cell is not None else extents(layout, element)
    if not found:
        return None
    room = from_right(layout, element, found[-1])
    if near(room, norm.value):
        return None
    return Breach(element, f"右空 {norm.value} 字", f"右空 {chars_text(room)}")


def place_of_signatory_unknown(layout: Anatomy) -> str:
    """Why the room on the right of the signatory cannot be judged."""
    known = all(one.paragraph.cell is None and extents(layout, one) for one in signed(layout))
    return "" if known else "签发人在表格或文本框里，或用空格推开"


def room_at_edges(layout: Anatomy, element: Element) -> tuple[float, float] | None:
    """Room left of a line's first words and right of its last; None where one piece of words holds both."""
    found = extents(layout, element)
    if found is None or len(found) <= 1:
        return None
    return from_left(element, found[0]), from_right(layout, element, found[-1])


def room_at_edge(layout: Anatomy, place: Edge, norm: Norm[int]) -> Breach | None:
    """The room between an edge and the words at it, in a line that has words at both edges."""
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
    """Why the place of printing organ and date cannot be judged."""
    for one in layout.of(Role.PRINTED_BY)[:1]:
        if one.paragraph.cell is not None:
            return "印发机关在表格里，位置由单元格定"
        if room_at_edges(layout, one) is None:
            return "印发机关和日期之间用空格推开"
    return ""


def new_page(layout: Anatomy, element: Element, norm: Norm[str]) -> Breach | None:
    """Whether an element begins a page: by its own break, one right before it, or a new section."""
    if element.paragraph.page_break:
        return None
    for before in layout.above(element):
        if "\f" in before.paragraph.words or before.paragraph.section != element.paragraph.section:
            return None
        if before.role is not Role.BLANK:
            break
        if before.paragraph.page_break:
            return None
    return Breach(element, norm.value, "接排在上文之后")


# ── Masthead ────────────────────────────────────────────────────────────────────────────────────────────────────
def mark_top(layout: Anatomy, mark: Element) -> Length | None:
    """From the upper edge of the mark's words to that of the type area; None where the file does not fix it."""
    top = top_of(layout.layout, mark.paragraph)
    if top is None:
        return None
    size = mark.paragraph.head.size
    section = layout.layout.section_of(mark.paragraph)
    height = line_height(mark.paragraph, section)
    # The lead was measured on a line of one height; a higher or lower one centres the words as much lower or higher.
    lead = size * norms.MARK_LEAD_RATIO.value + (height - size * norms.MARK_LINE_RATIO.value) / 2
    # Where the page is set the compensated way, so is the mark.
    return top + lead - (profile_of(section).mark_top - norms.MARK_TOP.value)


def height_of_mark_unknown(layout: Anatomy) -> str:
    """Why the height of the organ's mark cannot be judged."""
    mark = layout.first(Role.ORGAN_MARK)
    known = mark is not None and mark_top(layout, mark) is not None
    return "" if known else "发文机关标志在文本框或表格里，或上方的行高由字体决定"


def height_of_mark(layout: Anatomy, mark: Element, norm: Norm[Length]) -> Breach | None:
    """How far the organ's mark stands below the upper edge of the type area."""
    found = mark_top(layout, mark)
    if found is None:
        return None
    off = found - norm.value
    if abs(off.twips) <= placement.MARK_SLACK.value.twips:
        return None
    cure = f"段前距{'减少' if off.twips > 0 else '增加'} {abs(off.pt):.0f} 磅"
    height = f"约 {millimetres(found)}" if found.twips >= 0 else "高过版心上边缘"
    return Breach(mark, f" {millimetres(norm.value)}", height, cure)


def count_of_digits(_: Anatomy, element: Element, norm: Norm[int]) -> Breach | None:
    """The digits of the copy number."""
    written = element.paragraph.printed
    if len(written) == norm.value:
        return None
    return Breach(element, f" {norm.value} 位", f" {len(written)} 位", f"写作“{written:0>{norm.value}}”")


def form_of_document_number(_: Anatomy, element: Element, norm: Norm[str]) -> Breach | None:
    """The writing of the document number in the masthead."""
    written = number_in(element.paragraph.printed)
    faults = list(document_number(written))
    if not faults:
        return None
    at = max(element.paragraph.words.find(written), 0)
    return Breach(element, norm.value, "、".join(fault.message for fault in faults), faults[0].hint, at)


def order_in_corner(_: Anatomy, elements: tuple[Element, ...], __: Norm[str]) -> Breach | None:
    """The order of copy number, secrecy and urgency."""
    order = [CORNER.index(one.role) for one in elements]
    misplaced = [one for one, at, right in zip(elements, order, sorted(order), strict=True) if at != right]
    if not misplaced:
        return None
    wanted = "、".join(CORNER[at].value for at in sorted(set(order)))
    return Breach(misplaced[0], wanted, "、".join(one.role.value for one in elements))


def _place_of_document_number(layout: Anatomy, element: Element) -> LineExtent | None:
    """Where the document number stands; None in a cell, or where that is unknown."""
    if element.paragraph.cell is not None:
        return None
    words = number_in(element.paragraph.printed)
    return next((one for one in extents(layout, element) or () if words in one.text), None)


def place_of_document_number_unknown(layout: Anatomy) -> str:
    """Why the place of the document number cannot be judged."""
    known = all(_place_of_document_number(layout, one) is not None for one in numbered(layout))
    return "" if known else "发文字号在表格或文本框里，或用空格推开"


def place_of_document_number(layout: Anatomy, element: Element, _: Norm[str]) -> Breach | None:
    """The place of the document number: in the middle, or on the left beside signatories."""
    span = _place_of_document_number(layout, element)
    if span is None:
        return None
    if any(True for _ in signed(layout)):
        left, edge = from_left(element, span), norms.EDGE_INDENT.value
        if near(left, edge):
            return None
        cure = "用制表位把发文字号排在左起一字处"
        return Breach(element, f"居左空 {edge} 字", f"左空 {chars_text(left)}", cure)
    middle = (span.start + span.end) / 2 - measure_of(layout.layout.section_of(element.paragraph)) / 2
    off = abs(middle.twips) / norms.BODY.value.size.twips
    return (
        None if near(off, 0) else Breach(element, "居中", f"偏离中线 {chars_text(off)}", "居中，缩进改为 0")
    )


def signatory(layout: Anatomy, element: Element, _: Norm[str]) -> Breach | None:
    """Whether a signatory is named."""
    there = any(True for _ in signed(layout))
    return None if there else Breach(element, "标注签发人", "没有")


def rule_below_masthead(layout: Anatomy, element: Element, _: Norm[str]) -> Breach | None:
    """Whether a rule stands between masthead and title."""
    return Breach(element, "一条红色分隔线", "没有") if red_rule(layout) is None else None


def gap_above_border(layout: Anatomy, place: tuple[Element, Border], norm: Norm[Length]) -> Breach | None:
    """The distance between words and the border below them."""
    element, border = place
    paragraph = element.paragraph
    height = line_height(paragraph, layout.layout.section_of(paragraph))
    gap = border.space + Length(max((height - paragraph.head.size).twips / 2, 0))
    if abs((gap - norm.value).twips) <= placement.RULE_GAP_SLACK.value.twips:
        return None
    return Breach(element, f" {millimetres(norm.value)}", f"约 {millimetres(gap)}")


def length_of_border(_: Anatomy, element: Element, norm: Norm[Length]) -> Breach | None:
    """The length of a paragraph's border: an indent makes it as much shorter."""
    paragraph = element.paragraph
    short = paragraph.left + paragraph.right + Length(min(paragraph.first.twips, 0))
    if abs(short.twips) <= placement.PLATE_SLACK.value.twips:
        return None
    return Breach(element, f" {millimetres(norm.value)}", f" {millimetres(norm.value - short)}")


# ── Words and dates ─────────────────────────────────────────────────────────────────────────────────────────────
def full_colon(_: Anatomy, element: Element, norm: Norm[str]) -> Breach | None:
    """The mark at the end of the addressee."""
    if element.paragraph.printed.endswith("："):
        return None
    return Breach(element, f"{norm.value}“：”", "半角“:”", offset=len(element.paragraph.words.rstrip()) - 1)


def _date_of(words: str) -> str:
    """A date as it is to be written; empty for words that name no day."""
    try:
        return format_date(parse_date(words))
    except ValueError:
        return ""


def date_of_issue(_: Anatomy, element: Element, __: Norm[str]) -> Breach | None:
    """The writing of the date of issue."""
    written = element.paragraph.printed
    right = _date_of(written)
    if right == written:
        return None
    asked = f"“{right}”" if right else "如“2021年2月28日”"
    return Breach(element, asked, f"“{written}”", f"改为{asked}" if right else "核对日期，写全年、月、日")


def date_of_printing(_: Anatomy, element: Element, __: Norm[str]) -> Breach | None:
    """The writing of the date of printing, with 印发 behind it."""
    match = _PRINTED_ON.search(element.paragraph.printed)
    right = "" if match is None else f"{_date_of(match['date']) or '2021年3月1日'}印发"
    if match is None or match[0] == right:
        return None
    return Breach(element, f"“{right}”", f"“{match[0]}”", f"改为“{right}”")


def mark_of_ordinal(_: Anatomy, element: Element, __: Norm[str]) -> Breach | None:
    """The mark of a heading's number."""
    count, written = heading_count(element), ordinal(element.paragraph.printed)
    if count is None or not written:
        return None
    right = heading_number(HEADINGS.index(element.role) + 1, count)
    return None if written == right else Breach(element, f"“{right}”", f"“{written}”", f"改为“{right}”", 0)


def opens_with_bracket(element: Element, offset: int) -> bool:
    """Whether the mark at an offset is the half-width bracket of a heading's number, which GW603 judges."""
    return not offset and element.paragraph.printed.startswith("(")


def unwanted(found: str) -> Measure[Element, str]:
    """Words that stand there and should not."""
    return lambda _, element, norm: Breach(element, norm.value, found)


# ── Page numbers ────────────────────────────────────────────────────────────────────────────────────────────────
def place_of_number(place: NumberLine, side: Alignment) -> tuple[str, float] | None:
    """The edge that a page number stands at, and how many characters from it; None where that is unknown.

    Args:
        place: The line that prints it.
        side: The edge it should stand at, which the distance is told from.
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
    blanks = len(span.text) - len(span.text.strip("\u3000"))
    left, right = span.start, measure_of(place.section) - span.end
    room = right if side is Alignment.RIGHT else left
    at = "居右" if right.twips < left.twips else "居左"
    return at, room.twips / max(line.head.size.twips, 1) + blanks


def _place_in_box(line: MeasuredParagraph, side: Alignment) -> tuple[str, float] | None:
    """The same for a text box or a frame, as WPS sets page numbers."""
    across = "" if line.anchor is None else line.anchor.across
    if across == "center":
        return "居中", 0.0
    outside, inside = ("居右", "居左") if side is Alignment.RIGHT else ("居左", "居右")
    at = {"left": "居左", "right": "居右", "outside": outside, "inside": inside}.get(across)
    indent = line.right if side is Alignment.RIGHT else line.left + line.first
    blanks = len(line.words) - len(line.words.strip("\u3000"))
    return None if at is None else (at, indent.twips / max(line.head.size.twips, 1) + blanks)


def number_at(side: Alignment) -> Measure[NumberLine, int]:
    """The place of the page numbers of odd pages, on the right, or of even ones, on the left."""
    name, pages = ("右", "单页") if side is Alignment.RIGHT else ("左", "双页")

    def measure(layout: Anatomy, place: NumberLine, norm: Norm[int]) -> Breach | None:
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
    """Why the place of page numbers cannot be judged."""
    odd = [place_of_number(place, Alignment.RIGHT) for place in page_numbers("default")(layout)]
    even = [place_of_number(place, Alignment.LEFT) for place in page_numbers("even")(layout)]
    return "页码在文本框里，或用制表位推开，位置说不清" if None in (*odd, *even) else ""


def form_of_number(_: Anatomy, place: NumberLine, __: Norm[str]) -> Breach | None:
    """The writing of a page number, with a dash on either side."""
    form = place.section.number_format
    words = place.line.words.strip().replace("\u3000", "")
    if form not in {"decimal", "numberInDash"}:
        return Breach(place.index, "阿拉伯数字", f"格式 {form}", "页码格式选“1，2，3”")
    if _NUMBER_FORM.fullmatch(words) or form == "numberInDash":
        return None
    shown = words.replace(PAGE_FIELD, "1")
    return Breach(place.index, "“— 1 —”", f"“{shown}”", "左右各放一条一字线（U+2014）")


def drop_of_number(place: NumberLine) -> Length | None:
    """From the foot of the type area to the middle of the number's dash; None where fonts decide it."""
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


def height_of_number(_: Anatomy, place: NumberLine, norm: Norm[Length]) -> Breach | None:
    """How far a page number stands below the type area."""
    drop = drop_of_number(place)
    if drop is None:
        return None
    off = drop - norm.value
    if abs(off.twips) <= placement.PAGE_NUMBER_SLACK.value.twips:
        return None
    cure = f"“页脚距边界”{'增大' if off.twips > 0 else '减小'} {abs(off.mm):.1f} mm"
    return Breach(place.index, f" {millimetres(norm.value)}", f"约 {millimetres(drop)}", cure)


def height_of_number_unknown(layout: Anatomy) -> str:
    """Why the height of page numbers cannot be judged."""
    drops = [drop_of_number(place) for place in page_numbers()(layout)]
    known = not drops or any(drop is not None for drop in drops)
    return "" if known else "页脚的行高由字体决定，或页码在文本框里"


def restart(_: Anatomy, place: Section, __: Norm[str]) -> Breach | None:
    """Whether the numbers of pages begin anew with a section."""
    index, section = place
    return None if section.restart is None else Breach(index, "续前节", f"从 {section.restart} 重新编起")


# ── Imprint ─────────────────────────────────────────────────────────────────────────────────────────────────────
def thickness(_: Anatomy, place: Stroke, norm: Norm[Length]) -> Breach | None:
    """How thick a rule is."""
    element, found = place
    if abs(found.twips - norm.value.twips) <= placement.RULE_SLACK.value.twips:
        return None
    cure = f"改为 {round(norm.value.pt * 4) / 4:g} 磅"
    return Breach(element, f" {norm.value.mm:.2f} mm", f" {found.mm:.2f} mm", cure)


def order_in_imprint(_: Anatomy, place: Pair, norm: Norm[str]) -> Breach | None:
    """Whether those copied to stand above the printing organ."""
    copied, printed = place
    return Breach(copied, norm.value, "在下") if copied.number > printed.number else None
