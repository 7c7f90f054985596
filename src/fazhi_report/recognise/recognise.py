"""Recognises the element that each paragraph is: title, addressees, headings, signature, date …

An element is known by its words and its place, never by its look, for the look is what check-docx judges: a title set
like body text is still the title.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from fazhi_report.docx_in.facts import Layout, MeasuredParagraph
from fazhi_report.norms.elements import HEADINGS, IMPRINT, Role
from fazhi_report.norms.placement import is_red
from fazhi_report.recognise import lines as wording
from fazhi_report.recognise.anatomy import Anatomy, Element
from fazhi_report.recognise.lines import LONGEST_NAME, SENTENCE, ordinal
from fazhi_report.recognise.numbering import opens_division

_HAN = "一二三四五六七八九十"
_FIGURES = re.compile(f"[0-9{_HAN}]+")
_CAPTION = re.compile(r"[图表]\s*[0-9一二三四五六七八九十]")
_FIGURE = re.compile(r"图\s*[0-9一二三四五六七八九十]")
_TABLE_NOTE = re.compile("(?:注|备注|说明|资料来源|数据来源|来源)[：:]")

_MOST_MASTHEAD = 14
_MOST_TITLE_LINES = 5
_LONGEST_TITLE_LINE = 60
_LONGEST_HEADING = 60
# 二、指导思想：适应… is a heading up to its colon.
_RUN_IN = re.compile(".{3,24}?[：:]")
_MOST_ORGANS = 12


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A paragraph of a file of any format, as the recogniser reads it.

    Args:
        number: Its place in the file; a step of more than one means that an empty line or a table lies between.
        words: Its words, without blanks at the ends.
        red: Whether it is printed in red, as far as the file shows.
        behind_table: Whether a table comes between it and the line before.
    """

    number: int
    words: str
    red: bool = False
    behind_table: bool = False


@dataclass(frozen=True, slots=True)
class Recognised:
    """The roles of the lines of a document.

    Args:
        roles: Number of a line → its role.
        attached: The numbers of the lines of attachments.
        foot: The number of the imprint's first line; `sys.maxsize` where there is no imprint.
    """

    roles: dict[int, Role]
    attached: range
    foot: int


def recognise_lines(lines: Sequence[DocumentLine], *, headed: bool = True) -> Recognised:
    """Return the role of each line of a document, for files of any format.

    Args:
        lines: The lines that are not empty, in order.
        headed: Whether masthead and title are among them; import removes the head of a web page before.
    """
    reader = _Reader(lines)
    foot = reader.read(headed=headed)
    return Recognised(reader.roles, reader.attached, lines[foot].number if foot < len(lines) else sys.maxsize)


def recognise(layout: Layout) -> Anatomy:
    """Return the paragraphs of a measured Word file, each with its role."""
    found = recognise_lines(list(_running(layout)))
    around = {one.number: one for one in layout.paragraphs}
    elements: list[Element] = []
    for paragraph in layout.paragraphs:
        role = found.roles.get(paragraph.number, Role.UNKNOWN)
        if paragraph.number not in found.roles:
            role = (
                Role.TABLE if paragraph.cell is not None else Role.BLANK if paragraph.blank else Role.UNKNOWN
            )
        elif role is Role.BODY:
            # A text box in the body says something beside it.
            boxed = Role.UNKNOWN if paragraph.anchor is not None else None
            role = _beside_table(paragraph, around) or boxed or role
        attached = paragraph.number in found.attached and role not in IMPRINT
        elements.append(Element(paragraph, role, _extent(paragraph, role), attached))
    return Anatomy(layout, tuple(elements))


def _running(layout: Layout) -> Iterator[DocumentLine]:
    """Yield the lines of the running text, and the cells of tables that are masthead or imprint."""
    forms, behind_table = _forms(layout), False
    for one in layout.paragraphs:
        if one.printed and (one.cell is None or one.cell.table in forms):
            yield DocumentLine(one.number, one.printed, is_red(one.head.color), behind_table)
            behind_table = False
        else:
            behind_table = behind_table or one.cell is not None


def _forms(layout: Layout) -> set[int]:
    """Return the numbers of the tables that are masthead or imprint."""
    cells: dict[int, list[str]] = {}
    at_top: dict[int, bool] = {}
    top = True
    for one in layout.paragraphs:
        if one.cell is not None and one.printed:
            cells.setdefault(one.cell.table, []).append(one.printed)
            at_top.setdefault(one.cell.table, top)
        top = top and (one.cell is not None or SENTENCE.search(one.printed) is None)
    return {table for table, words in cells.items() if wording.is_form(words, at_top=at_top[table])}


def _beside_table(paragraph: MeasuredParagraph, around: dict[int, MeasuredParagraph]) -> Role | None:
    """Return whether a line beside a table or a picture is its caption or its note; None for another line."""
    before, after = around.get(paragraph.number - 1), around.get(paragraph.number + 1)
    words = paragraph.printed
    plain = not SENTENCE.search(words) and not words.endswith(("：", ":"))
    if _is_shown(after) and plain:
        return Role.CAPTION if _CAPTION.match(words) or len(words) <= LONGEST_NAME else None
    if _is_shown(before) and _TABLE_NOTE.match(words):
        return Role.TABLE_NOTE
    return Role.CAPTION if _is_shown(before) and plain and _FIGURE.match(words) else None


def _is_shown(paragraph: MeasuredParagraph | None) -> bool:
    """Whether a paragraph is a cell or holds nothing but a picture."""
    return paragraph is not None and (
        paragraph.cell is not None or (paragraph.drawing and not paragraph.printed)
    )


def _extent(paragraph: MeasuredParagraph, role: Role) -> int:
    words = paragraph.words.rstrip()
    if role not in HEADINGS:
        return len(words)
    return _head_end(words)


def _head_end(words: str) -> int:
    """Return where a heading ends: behind its first sentence, or behind the colon in a sentence too long for a heading."""
    sentence = words.partition("。")[0]
    if len(sentence) > _LONGEST_HEADING and (colon := _RUN_IN.match(sentence)):
        return colon.end()
    return min(len(sentence) + 1, len(words))


def _level(words: str) -> Role | None:
    """Return the level of a heading; None for body text, and for an item whose first sentence is too long for a heading."""
    found = wording.level(words)
    long = _head_end(words) > _LONGEST_HEADING + 1
    return None if long or words.endswith(("；", ";")) else found


def _form(words: str) -> str:
    """Return the marks around a paragraph's number, such as （）; empty for no number."""
    return _FIGURES.sub("", ordinal(words))


@dataclass(slots=True)
class _Reader:
    """A walk through the lines of a document, part by part."""

    visible: Sequence[DocumentLine]
    roles: dict[int, Role] = field(default_factory=dict)
    attached: range = range(0)
    at: int = 0

    def read(self, *, headed: bool) -> int:
        """Give every line its role and return the index of the imprint's first line."""
        foot = self._imprint()
        if headed and foot and wording.is_attachment_mark(self.visible[0].words):
            self._annexes(foot)
            return foot
        if headed:
            self._masthead(foot)
            self._title(foot)
        self._addressee(foot)
        date = self._date(foot)
        marks = [
            index
            for index in range(max(self.at, date + 1), foot)
            if wording.is_attachment_mark(self.visible[index].words) and not self._opens_note(index)
        ]
        end = marks[0] if marks else foot
        self._ending(date, end)
        self._texts(self.at, end)
        self._attachments(marks, foot)
        return foot

    def _annexes(self, foot: int) -> None:
        """Read a file that begins with 附件N: it holds attachments alone, without title, addressees and date of issue."""
        self._attachments(
            [index for index in range(foot) if wording.is_attachment_mark(self.visible[index].words)], foot
        )

    def _give(self, index: int, role: Role) -> None:
        self.roles.setdefault(self.visible[index].number, role)

    def _imprint(self) -> int:
        """Give the lines of the imprint their roles and return the index of the first."""
        start, roles = wording.imprint([one.words for one in self.visible])
        for index, role in enumerate(roles, start):
            self._give(index, role)
        return start

    def _masthead(self, foot: int) -> None:
        top = range(min(_MOST_MASTHEAD, foot))
        numbers = [index for index in top if wording.is_number_line(self.visible[index].words)]
        last = next((index for index in top if SENTENCE.search(self.visible[index].words)), foot)
        numbers = [index for index in numbers if index < last]
        for index in range(numbers[0], numbers[-1] + 1) if numbers else ():
            self._give(index, Role.NUMBER_LINE)
        end = numbers[0] if numbers else foot
        self.at = numbers[-1] + 1 if numbers else 0
        for index in range(end):
            role = self._above(self.visible[index], certain=bool(numbers))
            if role is None:
                return
            self._give(index, role)
            self.at = max(self.at, index + 1)

    @staticmethod
    def _above(line: DocumentLine, *, certain: bool) -> Role | None:
        """Return the role of a line above the document number, or above the title; None for no element of the masthead."""
        if found := wording.corner(line.words):
            return found
        is_mark = certain or line.words.endswith("文件") or line.red
        return Role.ORGAN_MARK if is_mark and len(line.words) <= _LONGEST_TITLE_LINE else None

    def _title(self, foot: int) -> None:
        last: DocumentLine | None = None
        for index in range(self.at, min(self.at + _MOST_TITLE_LINES, foot)):
            one = self.visible[index]
            words = one.words
            parted = last is not None and one.number - last.number > 1
            if parted or not words or wording.is_note(words) or _is_text(one):
                break
            self._give(index, Role.TITLE)
            self.at, last = index + 1, one
        while self.at < foot and last is not None and wording.is_note(self.visible[self.at].words):
            self._give(self.at, Role.SUBTITLE)
            self.at += 1

    def _addressee(self, foot: int) -> None:
        if self.at < foot and wording.may_address(self.visible[self.at].words):
            self._give(self.at, Role.ADDRESSEE)
            self.at += 1

    def _date(self, foot: int) -> int:
        """Find the date of issue: the last date with a signature above it; else the last with only notes below it.

        Dates behind the first mark of an attachment that follows a signed date are the attachment's own.

        Returns:
            Its index; the place before the body where there is none.
        """
        signed = closing = self.at - 1
        behind_sentence = False
        for index in range(self.at, foot):
            words = self.visible[index].words
            dated = behind_sentence and wording.is_date(words)
            if dated and self._is_signed(index):
                signed = index
            elif dated:
                closing = index
            elif max(signed, closing) >= self.at and wording.is_attachment_mark(words):
                break
            elif closing > signed and not wording.is_note(words):
                # A date with text below it heads an entry of a chronicle.
                closing = self.at - 1
            behind_sentence = (
                behind_sentence or bool(SENTENCE.search(words)) or len(words) > _LONGEST_TITLE_LINE
            )
        date = signed if signed >= self.at else closing
        if date >= self.at:
            self._give(date, Role.DATE)
        return date

    def _is_signed(self, index: int) -> bool:
        """Whether the line above a date may be the signature of an organ, without a table between them."""
        above = self.visible[index - 1] if index > self.at else None
        return above is not None and not self.visible[index].behind_table and wording.may_sign(above.words)

    def _ending(self, date: int, end: int) -> None:
        """Give their roles to the signature above the date, the notes below it and the list of attachments."""
        dated = date >= self.at
        start = date if dated else end
        for index in range(date - 1, max(self.at, date - 1 - _MOST_ORGANS), -1) if dated else ():
            # The line above a table is its caption.
            parted = self.visible[index + 1].behind_table
            if parted or not wording.may_sign(self.visible[index].words):
                break
            self._give(index, Role.SIGNATURE)
            start = index
        for index in range(date + 1, end) if dated else ():
            self._give(index, Role.NOTE if wording.is_note(self.visible[index].words) else Role.UNKNOWN)
        noted = next((index for index in range(self.at, start) if self._opens_note(index)), start)
        for index in range(noted, start):
            if index > noted and not wording.continues_attachment_note(self.visible[index].words):
                break
            self._give(index, Role.ATTACHMENT_NOTE)

    def _opens_note(self, index: int) -> bool:
        """Whether a line opens 附件说明, as far as it and the line below it show."""
        following = self.visible[index + 1].words if index + 1 < len(self.visible) else ""
        return wording.is_attachment_note(self.visible[index].words, following)

    def _texts(self, start: int, end: int) -> None:
        """Give headings and body text their roles; all items of a list, 1、…； 2、…。, are text."""
        listed = ""
        for index in range(start, end):
            one = self.visible[index]
            form, level = _form(one.words), _level(one.words)
            if listed and form == listed:
                level = None
            listed = form if one.words.endswith(("；", ";")) or (listed and form == listed) else ""
            self._give(index, level or Role.BODY)

    def _attachments(self, marks: Sequence[int], foot: int) -> None:
        if not marks:
            return
        # Cells and empty lines between belong to the attachments as well.
        last = self.visible[foot].number if foot < len(self.visible) else sys.maxsize
        self.attached = range(self.visible[marks[0]].number, last)
        for start, end in zip(marks, (*marks[1:], foot), strict=True):
            self._give(start, Role.ATTACHMENT_MARK)
            titled = list(self._attachment_title(start, end))
            for index in titled:
                self._give(index, Role.ATTACHMENT_TITLE)
            self._texts(start, end)

    def _attachment_title(self, start: int, end: int) -> Iterator[int]:
        last: DocumentLine | None = None
        for index in range(start + 1, min(start + 1 + _MOST_TITLE_LINES, end)):
            one = self.visible[index]
            if (last is not None and one.number - last.number > 1) or _is_text(one):
                return
            yield index
            last = one


def _is_text(line: DocumentLine) -> bool:
    """Whether a line is body text, a heading or the addressees, and so no title."""
    words = line.words
    return (
        bool(SENTENCE.search(words))
        or words.endswith(("：", ":", "，"))
        or _level(words) is not None
        or opens_division(words)
        or len(words) > _LONGEST_TITLE_LINE * 2
    )
