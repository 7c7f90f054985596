"""Which paragraph is what: title, addressee, levels, signature, date … by its words and its place, never by its look.

Why not by look: the look is what is judged. A title set like body text is still the title.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from fazhi_report.docx_in.facts import Layout, MeasuredParagraph
from fazhi_report.docx_in.placement import is_red
from fazhi_report.recognise.anatomy import HEADINGS, IMPRINT, SIGNATORY, Anatomy, Element, Role

_HAN = "一二三四五六七八九十"
_LEVELS = (
    re.compile(rf"[{_HAN}]{{1,3}}[、.．，,]"),
    re.compile(rf"[（(][{_HAN}]{{1,3}}[）)][、.．]?"),
    re.compile(r"[0-9]{1,2}(?:[.．](?![0-9])|、)"),
    re.compile(r"[（(][0-9]{1,2}[）)][、.．]?"),
)
_FIGURES = re.compile(f"[0-9{_HAN}]+")
_BLANKS = re.compile(r"\s+")
_COPY_NUMBER = re.compile(r"[0-9]{1,8}")
_SECRECY = re.compile(r"(?:绝密|机密|秘密)(?:[★☆*].*)?")
_URGENCY = re.compile(r"特急|加急|特提|平急")
_NUMBER = re.compile(r"[〔\[［(（【〈]\s*[0-9]{2,4}年?\s*[〕\]］)）】〉]\s*第?\s*[0-9]{1,6}\s*号?")
_DATE = re.compile(
    r"[0-9〇○零一二三四五六七八九]{2,4}\s*年.{1,4}月.{1,4}日|[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}"
)
_ASIDE = re.compile(r"[（(].*[）)]")
_FOLLOWS = re.compile("如下[：:]$|下列.{0,10}[：:]$")
_ATTACHMENT_NOTE = re.compile(r"附\s*件\s*[：:]\s*\S")
_NOTED = re.compile(r"[0-9]{1,2}[.．、]\s*\S")
_ATTACHMENT_MARK = re.compile(rf"附\s*件\s*[0-9{_HAN}]{{0,3}}\s*[：:]?")
_COPIED = re.compile(r"(?:抄\s*送|抄\s*报|主\s*送|分\s*送)\s*[：:]")
_PRINTED = re.compile(r"[0-9〇○零一二三四五六七八九]{2,4}年.{1,4}月.{1,4}日\s*印\s*发")
_CAPTION = re.compile(r"[图表]\s*[0-9一二三四五六七八九十]")
_FIGURE = re.compile(r"图\s*[0-9一二三四五六七八九十]")
_TABLE_NOTE = re.compile("(?:注|备注|说明|资料来源|数据来源|来源)[：:]")
_SENTENCE = re.compile("[。；！？]")

_MOST_MASTHEAD = 14
_MOST_TITLE_LINES = 5
_LONGEST_TITLE_LINE = 60
_LONGEST_HEADING = 60
_LONGEST_NAME = 40
_MOST_ORGANS = 12
_LONGEST_ADDRESSEE = 300


def recognise(layout: Layout) -> Anatomy:
    """Tell what each paragraph is."""
    reader = _Reader(list(_told(layout)))
    reader.read()
    around = {one.number: one for one in layout.paragraphs}
    elements: list[Element] = []
    for paragraph in layout.paragraphs:
        role = reader.roles.get(paragraph.number, Role.UNKNOWN)
        if paragraph.number not in reader.roles:
            role = (
                Role.TABLE if paragraph.cell is not None else Role.BLANK if paragraph.blank else Role.UNKNOWN
            )
        elif role is Role.BODY:
            # A text box in the body says something beside it.
            boxed = Role.UNKNOWN if paragraph.anchor is not None else None
            role = _beside_table(paragraph, around) or boxed or role
        attached = paragraph.number in reader.attached and role not in IMPRINT
        elements.append(Element(paragraph, role, _extent(paragraph, role), attached))
    return Anatomy(layout, tuple(elements))


def _told(layout: Layout) -> Iterator[MeasuredParagraph]:
    """Paragraphs of the running text, and the cells in which many offices set masthead and imprint."""
    spoken = False
    for one in layout.paragraphs:
        if one.printed and (one.cell is None or _is_form(one, at_top=not spoken)):
            yield one
        spoken = spoken or bool(_SENTENCE.search(one.printed))


def _is_form(paragraph: MeasuredParagraph, *, at_top: bool) -> bool:
    """Whether a cell holds a part of masthead or imprint; a document number does before the first sentence only."""
    words = paragraph.printed
    numbered = at_top and _NUMBER.search(words) and len(words) <= _LONGEST_NAME
    return bool(numbered or _COPIED.match(words) or _PRINTED.search(words) or SIGNATORY.match(words))


def _beside_table(paragraph: MeasuredParagraph, around: dict[int, MeasuredParagraph]) -> Role | None:
    """What stands right above or below a table or a picture: its caption, its note."""
    before, after = around.get(paragraph.number - 1), around.get(paragraph.number + 1)
    words = paragraph.printed
    plain = not _SENTENCE.search(words) and not words.endswith(("：", ":"))
    if _is_shown(after) and plain:
        return Role.CAPTION if _CAPTION.match(words) or len(words) <= _LONGEST_NAME else None
    if _is_shown(before) and _TABLE_NOTE.match(words):
        return Role.TABLE_NOTE
    return Role.CAPTION if _is_shown(before) and plain and _FIGURE.match(words) else None


def _is_shown(paragraph: MeasuredParagraph | None) -> bool:
    """Whether a paragraph is a cell, or nothing but a picture."""
    return paragraph is not None and (
        paragraph.cell is not None or (paragraph.drawing and not paragraph.printed)
    )


def _extent(paragraph: MeasuredParagraph, role: Role) -> int:
    words = paragraph.words.rstrip()
    if role not in HEADINGS:
        return len(words)
    stop = words.find("。")
    return len(words) if stop < 0 else stop + 1


def _level(paragraph: MeasuredParagraph) -> Role | None:
    """The level of a heading; None for body text, and for an item that is too long to be headed."""
    words = paragraph.printed
    for role, pattern in zip(HEADINGS, _LEVELS, strict=True):
        if pattern.match(words):
            head = words.partition("。")[0]
            return role if len(head) <= _LONGEST_HEADING and not words.endswith(("；", ";")) else None
    return None


def _names_organ(paragraph: MeasuredParagraph) -> bool:
    """Whether a line above the date may be a signature: short, no sentence, no item of a list."""
    words = paragraph.printed
    listed = _NOTED.match(words) or _ATTACHMENT_NOTE.match(words) or _level(paragraph) is not None
    return len(words) <= _LONGEST_NAME and not listed and re.search("[。；：，]", words) is None


def _form(words: str) -> str:
    """How a paragraph's number is written, its figures left out; empty for none."""
    return _FIGURES.sub("", ordinal(words))


def ordinal(words: str) -> str:
    """The number that opens a heading, with its marks; empty for none."""
    found = (pattern.match(words) for pattern in _LEVELS)
    return next((match[0] for match in found if match), "")


@dataclass(slots=True)
class _Reader:
    """Goes through the visible paragraphs once, part after part."""

    visible: Sequence[MeasuredParagraph]
    roles: dict[int, Role] = field(default_factory=dict)
    attached: range = range(0)
    at: int = 0

    def read(self) -> None:
        foot = self._imprint()
        self._masthead(foot)
        self._title(foot)
        self._addressee(foot)
        date = self._date(foot)
        marks = [
            index
            for index in range(max(self.at, date + 1), foot)
            if _ATTACHMENT_MARK.fullmatch(self.visible[index].printed)
        ]
        end = marks[0] if marks else foot
        self._ending(date, end)
        self._body(end)
        self._attachments(marks, foot)

    def _give(self, index: int, role: Role) -> None:
        self.roles.setdefault(self.visible[index].number, role)

    def _imprint(self) -> int:
        """Gives the imprint its roles, and tells where it begins."""
        found = [
            index
            for index, one in enumerate(self.visible)
            if _COPIED.match(one.printed) or _PRINTED.search(one.printed)
        ]
        # A sentence of the body may speak of 印发: the imprint is what closes the document.
        start = len(self.visible)
        while found and start - found[-1] <= 2:  # noqa: PLR2004  (a wrapped line may stand between)
            start = found.pop()
            one = self.visible[start].printed
            if len(one) > _LONGEST_ADDRESSEE or ("。" in one[:-1] and not _COPIED.match(one)):
                return start + 1
            self._give(start, Role.COPIED_TO if _COPIED.match(one) else Role.PRINTED_BY)
        for index in range(start, len(self.visible)):
            self._give(index, Role.COPIED_TO)
        return start

    def _masthead(self, foot: int) -> None:
        top = range(min(_MOST_MASTHEAD, foot))
        numbers = [index for index in top if self._is_number_line(index)]
        last = next((index for index in top if _SENTENCE.search(self.visible[index].printed)), foot)
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

    def _is_number_line(self, index: int) -> bool:
        one = self.visible[index]
        words = one.printed
        return bool(
            SIGNATORY.match(words) or (_NUMBER.search(words) and len(words) <= _LONGEST_TITLE_LINE)
        ) and (not words.endswith(("：", "。")))

    @staticmethod
    def _above(paragraph: MeasuredParagraph, *, certain: bool) -> Role | None:
        """What stands above the document number; without one, only what cannot be a title."""
        words = _BLANKS.sub("", paragraph.printed)
        for role, pattern in (
            (Role.COPY_NUMBER, _COPY_NUMBER),
            (Role.SECRECY, _SECRECY),
            (Role.URGENCY, _URGENCY),
        ):
            if pattern.fullmatch(words):
                return role
        is_mark = certain or words.endswith("文件") or is_red(paragraph.head.color)
        return Role.ORGAN_MARK if is_mark and len(words) <= _LONGEST_TITLE_LINE else None

    def _title(self, foot: int) -> None:
        last: MeasuredParagraph | None = None
        for index in range(self.at, min(self.at + _MOST_TITLE_LINES, foot)):
            one = self.visible[index]
            words = one.printed
            parted = last is not None and one.number - last.number > 1
            if parted or not words or _ASIDE.fullmatch(words) or _is_text(one):
                break
            self._give(index, Role.TITLE)
            self.at, last = index + 1, one
        while self.at < foot and last is not None and _ASIDE.fullmatch(self.visible[self.at].printed):
            self._give(self.at, Role.SUBTITLE)
            self.at += 1

    def _addressee(self, foot: int) -> None:
        if self.at >= foot:
            return
        words = self.visible[self.at].printed
        named = re.sub(r"[（(][^（()）]*[）)]", "", words)
        ends = words.endswith(("：", ":")) and not _FOLLOWS.search(words)
        named_only = not _SENTENCE.search(named) and _level(self.visible[self.at]) is None
        if ends and named_only and len(words) <= _LONGEST_ADDRESSEE:
            self._give(self.at, Role.ADDRESSEE)
            self.at += 1

    def _date(self, foot: int) -> int:
        """The date of issue: the first line that is a date and stands behind a sentence; the place before the body."""
        spoken = False
        for index in range(self.at, foot):
            words = self.visible[index].printed
            if spoken and _DATE.fullmatch(_BLANKS.sub("", words)):
                self._give(index, Role.DATE)
                return index
            spoken = spoken or bool(_SENTENCE.search(words)) or len(words) > _LONGEST_TITLE_LINE
        return self.at - 1

    def _ending(self, date: int, end: int) -> None:
        """Signature above the date, notes below it, the list of attachments above both."""
        dated = date >= self.at
        start = date if dated else end
        for index in range(date - 1, max(self.at, date - 1 - _MOST_ORGANS), -1) if dated else ():
            one = self.visible[index]
            if not _names_organ(one):
                break
            self._give(index, Role.SIGNATURE)
            start = index
        for index in range(date + 1, end) if dated else ():
            words = self.visible[index].printed
            self._give(index, Role.NOTE if _ASIDE.fullmatch(words) else Role.UNKNOWN)
        noted = next(
            (index for index in range(self.at, start) if _ATTACHMENT_NOTE.match(self.visible[index].printed)),
            start,
        )
        for index in range(noted, start):
            if index > noted and not _NOTED.match(self.visible[index].printed):
                break
            self._give(index, Role.ATTACHMENT_NOTE)

    def _body(self, end: int) -> None:
        self._texts(self.at, end)

    def _texts(self, start: int, end: int) -> None:
        """Headings and body text; the items of a list, 1、…； 2、…。, are text to the last."""
        listed = ""
        for index in range(start, end):
            one = self.visible[index]
            form, level = _form(one.printed), _level(one)
            if listed and form == listed:
                level = None
            listed = form if one.printed.endswith(("；", ";")) or (listed and form == listed) else ""
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
        last: MeasuredParagraph | None = None
        for index in range(start + 1, min(start + 1 + _MOST_TITLE_LINES, end)):
            one = self.visible[index]
            if (last is not None and one.number - last.number > 1) or _is_text(one):
                return
            yield index
            last = one


def _is_text(paragraph: MeasuredParagraph) -> bool:
    """Whether a line is body text, a heading or an address, and so no title."""
    words = paragraph.printed
    return (
        bool(_SENTENCE.search(words))
        or words.endswith(("：", ":", "，"))
        or _level(paragraph) is not None
        or len(words) > _LONGEST_TITLE_LINE * 2
    )
