"""The paragraphs of a measured document with the element that each is (公文要素), and their neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from fazhi_report.docx_in.facts import Layout, MeasuredParagraph
from fazhi_report.docx_in.placement import usual_pitch
from fazhi_report.norms.elements import TEXT, Role
from fazhi_report.norms.length import Length

_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Element:
    """A paragraph and its role.

    Args:
        paragraph: The paragraph.
        role: Its role.
        extent: How many characters from its first on are the heading; all of them where no text follows it.
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
        """The paragraph's first words, for messages."""
        words = _BLANKS.sub(" ", self.paragraph.printed)
        return f"“{words[:12]}…”" if len(words) > 13 else f"“{words}”"  # noqa: PLR2004  (one more than is cut)


@dataclass(frozen=True)
class Anatomy:
    """A measured document and the element that each of its paragraphs is.

    Args:
        layout: How the file looks.
        elements: Every paragraph, in the order of reading.
    """

    layout: Layout
    elements: tuple[Element, ...]

    def of(self, *roles: Role) -> tuple[Element, ...]:
        """Return the elements of some roles, in the order of reading."""
        return tuple(element for element in self.elements if element.role in roles)

    def main(self, *roles: Role) -> tuple[Element, ...]:
        """Return the elements of some roles outside the attachments."""
        return tuple(element for element in self.of(*roles) if not element.attached)

    def first(self, *roles: Role) -> Element | None:
        """Return the first element of some roles."""
        return next(iter(self.of(*roles)), None)

    def blanks_before(self, element: Element) -> int:
        """Return the number of empty lines right before an element."""
        count = 0
        for before in self.above(element):
            if before.role is not Role.BLANK or before.paragraph.cell is not None:
                break
            count += 1
        return count

    def before(self, element: Element) -> Element | None:
        """Return the nearest element before another that is no empty line; None for none."""
        return next((one for one in self.above(element) if one.role is not Role.BLANK), None)

    def above(self, element: Element) -> Iterator[Element]:
        """Return the elements before another, the nearest first."""
        return (self.elements[at] for at in range(element.number - 2, -1, -1))

    @cached_property
    def pitch(self) -> Length:
        """The line height that most paragraphs of the body have."""
        return usual_pitch(self.layout, (one.paragraph for one in self.main(*TEXT)))

    @property
    def issued(self) -> bool:
        """Whether the document has a masthead: an organ's mark or a document number above the title."""
        return self.first(Role.ORGAN_MARK, Role.NUMBER_LINE) is not None
