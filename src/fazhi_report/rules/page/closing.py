"""Rules of what follows the body: list of attachments, signature, date, note, and the attachments themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from fazhi_report.docx_in.placement import LineExtent, cut, width
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms import placement
from fazhi_report.norms.elements import TEXT, Role
from fazhi_report.recognise.anatomy import Anatomy, Element
from fazhi_report.rules.page.clause import Breach, clause
from fazhi_report.rules.page.lengths import (
    align_name,
    chars_text,
    extents,
    first_indent,
    from_left,
    from_right,
    gap_in_lines,
    in_chars,
    is_flush_left,
    lines_text,
    near,
    runs_full,
)
from fazhi_report.rules.page.measures import centred
from fazhi_report.rules.page.places import Pair, has, has_all
from fazhi_report.rules.page.signed import SignedMeasure, SignedPlaces, date_alone
from fazhi_report.text.width import columns

# A name may begin with a figure, a year as a rule: 附件：1.2024年度数据, 附件：2024年度数据.
_RIGHT_NOTE = re.compile(r"附件：(?:1\.|(?![0-9]{1,2}[.．、]))\s*[^\s.．、]")
_RIGHT_NEXT = re.compile(r"[0-9]{1,2}\.\s*[^\s.．、]")
_AFTER_NAME = re.compile(r"[，。；、：,.;:]$")
_LABEL = re.compile(r"附件：(?:[0-9]{1,2}\.)?|[0-9]{1,2}\.")
_ODD_MARK = re.compile(r"(?:附件：)?[0-9]{1,2}([．、])")
_MARK = re.compile(r"附件(?:[1-9][0-9]?)?")
_DIGITS = re.compile("[0-9]+")
_NOTED = re.compile(r"^(?:附\s*件\s*[：:]\s*)?(?:[0-9]{1,2}[.．、])?\s*")
_END = "，。；、：,.;:"
_BLANKS = re.compile(r"\s+")


# ── List of attachments ─────────────────────────────────────────────────────────────────────────────────────────
@clause("GW311", placement.ATTACHMENT_NOTE_PLACE, applies=has(Role.ATTACHMENT_NOTE))
def attachment_note_out_of_place(layout: Anatomy) -> Iterator[Breach]:
    """附件说明的位置不对。

    ## 查什么
    “附件：”是不是左空二字；第二个起的附件，顺序号是不是与第一个的顺序号对齐；排不下的名称，回行是不是与名称的首字对齐。

    ## 为什么
    附件名称较长需回行时，应当与上一行附件名称的首字对齐。

    ## 怎么改
    用左缩进加悬挂缩进，不用空格。

    ## 依据
    GB/T 9704—2012 第 7.3.4 条。
    """
    for index, one in enumerate(layout.of(Role.ATTACHMENT_NOTE)):
        wanted = float(norms.PARAGRAPH_INDENT.value) + (columns("附件：") if index else 0)
        found = first_indent(one)
        if not near(found, wanted):
            cure = "改首行的位置，不用空格"
            yield Breach(one, f"左空 {chars_text(wanted)}", f"左空 {chars_text(found)}", cure)
            continue
        words = one.paragraph.printed
        label = _LABEL.match(words)
        hang = wanted + columns(label[0] if label else "")
        left = in_chars(one, one.paragraph.left)
        if columns(words) + wanted > norms.CHARS.value and not near(left, hang):
            cure = "左缩进加悬挂缩进，使回行与名称首字对齐"
            yield Breach(one, f"回行左空 {chars_text(hang)}", f"回行左空 {chars_text(left)}", cure)


@clause("GW312", placement.ATTACHMENT_NOTE_FORM, applies=has(Role.ATTACHMENT_NOTE))
def malformed_attachment_note(layout: Anatomy) -> Iterator[Breach]:
    """附件说明的写法不对。

    ## 查什么
    是不是“附件：”（全角冒号）加名称；多个附件用阿拉伯数字标注顺序号“1.”；名称后面有没有标点。

    ## 为什么
    如“附件：1.××××”，附件名称后不加标点符号。

    ## 怎么改
    照这个写法改。

    ## 依据
    GB/T 9704—2012 第 7.3.4 条。
    """
    notes = layout.of(Role.ATTACHMENT_NOTE)
    for index, one in enumerate(notes):
        words = one.paragraph.printed
        if not (_RIGHT_NEXT if index else _RIGHT_NOTE).match(words):
            head = "“附件：1.名称”" if len(notes) > 1 else "“附件：名称”"
            yield Breach(one, f"“{index + 1}.名称”" if index else head, one.quoted, _respelt(words), 0)
        elif _AFTER_NAME.search(words):
            yield Breach(one, "名称后不加标点", f"末尾有“{words[-1]}”", "删去末尾的标点", len(words) - 1)


def _respelt(words: str) -> str:
    """Return how to mend the form of a list of attachments, in Chinese."""
    if words.startswith("附件:"):
        return "“附件”后的冒号改为全角“：”"
    found = _ODD_MARK.match(words)
    return f"顺序号后的“{found[1]}”改为“.”" if found else "照这个写法改"


# ── Signature and date ──────────────────────────────────────────────────────────────────────────────────────────
def _signed_and_dated(layout: Anatomy) -> Pair | None:
    """Return the last line of the signature, and the date; None where one is missing."""
    signature, date = layout.of(Role.SIGNATURE)[-1:], layout.first(Role.DATE)
    return (signature[0], date) if signature and date is not None else None


def _places(layout: Anatomy) -> SignedPlaces | None:
    """Return the places of the last name and of the date; None where they are unknown."""
    pair = _signed_and_dated(layout)
    if pair is None:
        return None
    _, date = pair
    names = [_name_lines(layout, one) for one in layout.of(Role.SIGNATURE)]
    day = extents(layout, date)
    known = [lines for lines in names if lines]
    return _apart(layout, date, known, day[-1]) if day and len(known) == len(names) else None


def _name_lines(layout: Anatomy, element: Element) -> tuple[LineExtent, ...] | None:
    """Return the places of a name's lines, also of one that a line break parts; None where they are unknown."""
    paragraph = element.paragraph
    if "\n" not in paragraph.words.strip() or not runs_full(paragraph) or "\t" in paragraph.words:
        return extents(layout, element)
    ends = [at for at, character in enumerate(paragraph.words) if character == "\n"]
    starts = [0, *(at + 1 for at in ends)]
    wide = (
        width(cut(paragraph.runs, *one)) for one in zip(starts, [*ends, len(paragraph.words)], strict=True)
    )
    return tuple(LineExtent(paragraph.words, paragraph.left, paragraph.left + one) for one in wide)


def _apart(
    layout: Anatomy, date: Element, names: list[tuple[LineExtent, ...]], day: LineExtent
) -> SignedPlaces:
    """Return the places of the last name and of the date; the room on the right is that of the widest of a column."""
    last = names[-1][-1]
    lines = [line for one in names for line in one]
    return SignedPlaces(
        right=from_right(layout, date, day),
        name_right=min(from_right(layout, date, one) for one in lines),
        shift=in_chars(date, day.start - last.start),
        off=in_chars(date, (last.start + last.end) / 2 - (day.start + day.end) / 2),
        longer=day.end - day.start > max(one.end - one.start for one in lines),
    )


def _places_unknown(layout: Anatomy) -> str:
    date = layout.first(Role.DATE)
    if date is None:
        return ""
    known = extents(layout, date) if _signed_and_dated(layout) is None else _places(layout)
    return "" if known else "署名或日期用了分散对齐或默认制表位"


@clause("GW313", placement.DATE_PLACE, applies=has(Role.DATE), unknown=_places_unknown)
def date_out_of_place(layout: Anatomy) -> Iterator[Breach]:
    """成文日期的位置不对。

    ## 查什么
    成文日期是不是右空四字（加盖印章）；或者首字比署名首字右移二字、日期长于署名时右空二字（不加盖印章）。

    ## 为什么
    两种排法都留出了印章或对称的位置；靠右、居中都不是。

    ## 怎么改
    加盖印章的，右对齐并右缩进 4 字符；不加盖的，右缩进 2 字符。

    ## 依据
    GB/T 9704—2012 第 7.3.5.1、7.3.5.2 条。
    """
    date, found = layout.first(Role.DATE), _places(layout)
    alone = None if date is None else extents(layout, date)
    if date is None or not alone:
        return
    right = from_right(layout, date, alone[-1])
    if (date_alone(right) if found is None else found.of_date()).kept:
        return
    sealed, unsealed = norms.SEALED_DATE_INDENT.value, norms.UNSEALED_INDENT.value
    asked = f"右空 {sealed} 字（盖章）或 {unsealed} 字（不盖章）"
    there = "居左" if near(from_left(date, alone[-1]), 0) else f"右空 {chars_text(right)}"
    yield Breach(date, asked, there, "右对齐，右缩进 4 字符；不盖章的 2 字符")


@clause(
    "GW314",
    placement.SIGNATURE_PLACE,
    applies=lambda layout: _signed_and_dated(layout) is not None,
    unknown=_places_unknown,
)
def signature_out_of_place(layout: Anatomy) -> Iterator[Breach]:
    """发文机关署名的位置不对。

    ## 查什么
    加盖印章的（日期右空四字），署名是不是以成文日期为准居中；不加盖的，署名是不是右空二字，日期更长时署名首字比日期首字左移二字。

    ## 为什么
    印章要端正地压在署名和日期上，二者必须上下对正。

    ## 怎么改
    署名用居中制表位对准日期的中点；不加盖印章的，署名右缩进 2 字符。

    ## 依据
    GB/T 9704—2012 第 7.3.5.1、7.3.5.2 条。
    """
    pair, found = _signed_and_dated(layout), _places(layout)
    if pair is None or found is None:
        return
    signature, _ = pair
    stand = found.of_name()
    if stand.kept:
        return
    match stand.kind:
        case SignedMeasure.OFF_CENTRE:
            there = f"偏{'右' if found.off > 0 else '左'} {chars_text(abs(found.off))}"
            yield Breach(signature, "以成文日期为准居中", there, "用居中制表位对准日期的中点")
        case SignedMeasure.SHIFT:
            there = f"{'左' if found.shift >= 0 else '右'}移 {chars_text(abs(found.shift))}"
            cure = "加大署名的右缩进，使首字在日期首字左边二字处"
            yield Breach(signature, "首字比日期首字左移 2 字（日期更长）", there, cure)
        case SignedMeasure.ROOM_RIGHT:
            unsealed = norms.UNSEALED_INDENT.value
            cure = f"右缩进 {unsealed} 字符，日期首字比署名首字右移二字"
            yield Breach(signature, f"右空 {unsealed} 字", f"右空 {chars_text(found.name_right)}", cure)


@clause("GW316", norms.SIGNATURE_GAP_LINES, applies=has(Role.SIGNATURE))
def wrong_gap_above_signature(layout: Anatomy) -> Iterator[Breach]:
    """署名与正文之间的空行不对。

    ## 查什么
    不加盖印章的，署名与正文（或附件说明）之间是不是空一行；加盖印章的，空几行由印章的大小定，一至三行都算对。

    ## 为什么
    单一机关行文不加盖印章时，在正文下空一行右空二字编排署名；加盖印章时，印章顶端距正文一行之内。

    ## 怎么改
    增删署名上方的空行。

    ## 依据
    GB/T 9704—2012 第 7.3.5.1、7.3.5.2 条。
    """
    first, found = layout.first(Role.SIGNATURE), _places(layout)
    above = None if first is None else layout.before(first)
    if first is None or above is None or above.role not in {*TEXT, Role.ATTACHMENT_NOTE}:
        return
    gap = gap_in_lines(layout, above, first)
    least = most = norms.SIGNATURE_GAP_LINES.value
    if found is not None and found.sealed:
        most = norms.SEALED_GAP_LINES.value + 1
    slack = placement.GAP_SLACK.value
    if not least - slack <= gap <= most + slack:
        asked = f"空 {least} 行" if most == least else f"空 {least}—{most} 行"
        yield Breach(first, asked, lines_text(gap), "增删署名上方的空行")


@clause("GW317", placement.NOTE_PLACE, applies=has(Role.NOTE))
def note_out_of_place(layout: Anatomy) -> Iterator[Breach]:
    """附注的位置或括号不对。

    ## 查什么
    附注是不是左空二字，加全角圆括号，编排在成文日期下一行。

    ## 为什么
    如有附注，居左空二字加圆括号编排在成文日期下一行。

    ## 怎么改
    首行缩进 2 字符，用“（ ）”。

    ## 依据
    GB/T 9704—2012 第 7.3.6 条。
    """
    wanted = norms.PARAGRAPH_INDENT.value
    for one in layout.of(Role.NOTE):
        found, words = first_indent(one), one.paragraph.printed
        if not runs_full(one.paragraph) or abs(found - wanted) > placement.INDENT_SLACK.value:
            yield Breach(one, f"左空 {wanted} 字", f"左空 {chars_text(found)}", "左对齐，首行缩进 2 字符")
        if not (words.startswith("（") and words.endswith("）")):
            yield Breach(one, "全角圆括号“（ ）”", "半角圆括号", "改为“（ ）”", 0)


# ── Attachments ─────────────────────────────────────────────────────────────────────────────────────────────────
@clause("GW319", placement.ATTACHMENT_MARK_PLACE, applies=has(Role.ATTACHMENT_MARK))
def malformed_attachment_mark(layout: Anatomy) -> Iterator[Breach]:
    """附件顺序号的位置或写法不对。

    ## 查什么
    “附件”二字及顺序号是不是顶格，写成“附件1”，后面不加冒号，中间不空格。

    ## 为什么
    “附件”二字及附件顺序号用 3 号黑体字顶格编排在版心左上角第一行。

    ## 怎么改
    左对齐，缩进改为 0，写作“附件1”。

    ## 依据
    GB/T 9704—2012 第 7.3.7 条。
    """
    for one in layout.of(Role.ATTACHMENT_MARK):
        words = one.paragraph.printed
        if not is_flush_left(one):
            yield Breach(one, "顶格", align_name(one.paragraph), "左对齐，缩进改为 0")
        if not _MARK.fullmatch(words):
            digits = _DIGITS.search(words)
            asked = f"“附件{digits[0] if digits else ''}”"
            yield Breach(one, asked, f"“{words}”", "不加冒号，不空格，用阿拉伯数字", 0)


def _titled(layout: Anatomy) -> Iterator[Pair]:
    """Yield each attachment's mark and the first line of its title."""
    mark: Element | None = None
    for one in layout.of(Role.ATTACHMENT_MARK, Role.ATTACHMENT_TITLE):
        if one.role is Role.ATTACHMENT_MARK:
            mark = one
        elif mark is not None:
            yield mark, one
            mark = None


@clause("GW320", placement.ATTACHMENT_TITLE_PLACE, applies=has(Role.ATTACHMENT_TITLE))
def attachment_title_out_of_place(layout: Anatomy) -> Iterator[Breach]:
    """附件标题的位置不对。

    ## 查什么
    附件标题是不是居中，编排在版心第三行（“附件”之下空一行）。

    ## 为什么
    附件标题居中编排在版心第三行。

    ## 怎么改
    “附件”之下留一个空行，标题居中。

    ## 依据
    GB/T 9704—2012 第 7.3.7 条。
    """
    between = norms.ATTACHMENT_TITLE_LINE.value - 2
    for mark, title in _titled(layout):
        gap = gap_in_lines(layout, mark, title)
        if abs(gap - between) > placement.GAP_SLACK.value:
            yield Breach(title, "第三行（上空 1 行）", f"上{lines_text(gap)}", "“附件”之下留一个空行")
    for title in layout.of(Role.ATTACHMENT_TITLE):
        breach = centred(layout, title, placement.TITLE_PLACE)
        if breach is not None:
            yield replace(breach, cure="居中，缩进改为 0")


@clause("GW321", placement.ATTACHMENT_AGREES, applies=has_all(Role.ATTACHMENT_NOTE, Role.ATTACHMENT_MARK))
def attachment_differs_from_note(layout: Anatomy) -> Iterator[Breach]:
    """附件的顺序号或标题与附件说明不一致。

    ## 查什么
    附件说明里列了几个附件，后面就是不是有几个；顺序号、标题是不是一一相同。

    ## 为什么
    附件顺序号和附件标题应当与附件说明的表述一致。

    ## 怎么改
    照附件标题改附件说明，或照附件说明改标题。

    ## 依据
    GB/T 9704—2012 第 7.3.7 条。
    """
    notes, marks = layout.of(Role.ATTACHMENT_NOTE), layout.of(Role.ATTACHMENT_MARK)
    if not notes or not marks:
        return
    if len(notes) != len(marks):
        yield Breach(notes[0], f"列出 {len(marks)} 个附件", f" {len(notes)} 个", "照后面所附的改")
        return
    for note, mark in zip(notes, marks, strict=True):
        name = _BLANKS.sub("", _NOTED.sub("", note.paragraph.printed)).rstrip(_END)
        title = _title_of(layout, mark)
        if title and title != name:
            yield Breach(mark, f"标题“{name}”", f"“{title}”", "改得与附件说明一字不差")


def _title_of(layout: Anatomy, mark: Element) -> str:
    """Return the words of an attachment's title, its lines joined."""
    words = ""
    for one in layout.elements[mark.number :]:
        if one.role is Role.ATTACHMENT_TITLE:
            words += one.paragraph.printed
        elif one.role is not Role.BLANK:
            break
    return _BLANKS.sub("", words)
