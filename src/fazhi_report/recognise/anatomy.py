"""What the paragraphs of a document are (公文要素), and how they stand to one another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from fazhi_report.docx_in.facts import Layout, MeasuredParagraph
from fazhi_report.docx_in.placement import usual_pitch
from fazhi_report.norms.length import Length

_BLANKS = re.compile(r"\s+")


class Role(StrEnum):
    """What a paragraph is (公文要素)."""

    COPY_NUMBER = "份号"
    SECRECY = "密级和保密期限"
    URGENCY = "紧急程度"
    ORGAN_MARK = "发文机关标志"
    NUMBER_LINE = "发文字号、签发人"
    TITLE = "标题"
    SUBTITLE = "题下说明"
    ADDRESSEE = "主送机关"
    HEADING_1 = "第一层标题"
    HEADING_2 = "第二层标题"
    HEADING_3 = "第三层标题"
    HEADING_4 = "第四层标题"
    BODY = "正文"
    ATTACHMENT_NOTE = "附件说明"
    SIGNATURE = "发文机关署名"
    DATE = "成文日期"
    NOTE = "附注"
    ATTACHMENT_MARK = "附件顺序号"
    ATTACHMENT_TITLE = "附件标题"
    TABLE = "表格"
    CAPTION = "表题"
    TABLE_NOTE = "表注"
    COPIED_TO = "抄送机关"
    PRINTED_BY = "印发机关和印发日期"
    UNKNOWN = "认不出的段落"
    BLANK = "空行"


HEADINGS = (Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4)
TEXT = (*HEADINGS, Role.BODY)
MASTHEAD = (Role.COPY_NUMBER, Role.SECRECY, Role.URGENCY, Role.ORGAN_MARK, Role.NUMBER_LINE)
IMPRINT = (Role.COPIED_TO, Role.PRINTED_BY)


@dataclass(frozen=True, slots=True)
class Element:
    """A paragraph and what it is.

    Args:
        paragraph: The paragraph.
        role: What it is.
        extent: How many of its words, counted from the first, make the heading; all of them where nothing runs on.
        attached: Whether it belongs to an attachment.
    """

    paragraph: MeasuredParagraph
    role: Role
    extent: int
    attached: bool = False

    @property
    def number(self) -> int:
        """The paragraph's number."""
        return self.paragraph.number

    @property
    def runs_on(self) -> bool:
        """Whether text follows the heading in the same paragraph."""
        return self.extent < len(self.paragraph.words.rstrip())

    @property
    def quoted(self) -> str:
        """Its first words, for messages."""
        words = _BLANKS.sub(" ", self.paragraph.printed)
        return f"“{words[:12]}…”" if len(words) > 13 else f"“{words}”"  # noqa: PLR2004  (one more than is cut)


@dataclass(frozen=True)
class Anatomy:
    """A layout whose paragraphs are known by what they are.

    Args:
        layout: How the file looks.
        elements: Every paragraph, in the order of reading.
    """

    layout: Layout
    elements: tuple[Element, ...]

    def of(self, *roles: Role) -> tuple[Element, ...]:
        """The elements of some roles, in the order of reading."""
        return tuple(element for element in self.elements if element.role in roles)

    def main(self, *roles: Role) -> tuple[Element, ...]:
        """The same without those of attachments."""
        return tuple(element for element in self.of(*roles) if not element.attached)

    def first(self, *roles: Role) -> Element | None:
        """The first element of some roles."""
        return next(iter(self.of(*roles)), None)

    def blanks_before(self, element: Element) -> int:
        """How many empty lines stand right before an element."""
        count = 0
        for before in self.above(element):
            if before.role is not Role.BLANK or before.paragraph.cell is not None:
                break
            count += 1
        return count

    def before(self, element: Element) -> Element | None:
        """The element before that is no empty line."""
        return next((one for one in self.above(element) if one.role is not Role.BLANK), None)

    def above(self, element: Element) -> Iterator[Element]:
        """The elements before one, the nearest first."""
        return (self.elements[at] for at in range(element.number - 2, -1, -1))

    @cached_property
    def pitch(self) -> Length:
        """The line height that most paragraphs of the body have."""
        return usual_pitch(self.layout, (one.paragraph for one in self.main(*TEXT)))

    @property
    def issued(self) -> bool:
        """Whether it has a masthead: an organ's mark or a document number above the title."""
        return self.first(Role.ORGAN_MARK, Role.NUMBER_LINE) is not None


SIGNATORY = re.compile(r"签\s*发\s*人\s*[：:]?")
"""The word 签发人 with its colon."""
_NUMBER = re.compile(r"[^\s]*[〔\[［(（【〈][^\t]*?号?(?=\s*(?:\t|签|$))")


def number_in(words: str) -> str:
    """The document number as it is written, right or wrong; empty for none."""
    found = _NUMBER.search(words)
    return found[0].strip() if found else ""
