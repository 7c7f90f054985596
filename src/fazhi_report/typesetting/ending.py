"""The last pages: the place of the imprint, and whether its page is numbered (7.4.1, 7.5)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImprintPlace:
    """Where the imprint (版记) stands.

    Args:
        own_page: Whether it has a page to itself.
        blank_before: Whether a blank page comes before that page.
        pages: The number of pages, those of the imprint included.
    """

    own_page: bool
    blank_before: bool
    pages: int

    @property
    def numbered(self) -> bool:
        """Whether the imprint's page has a page number: not where a blank page comes before it (7.5)."""
        return not self.blank_before


def imprint_place(pages: int, *, fits: bool) -> ImprintPlace:
    """The place of the imprint, always on an even page (GB/T 33476.2-2016 7.3.1).

    Args:
        pages: The number of pages of the text, attachments included.
        fits: Whether the last page of the text has room for the imprint at its foot.
    """
    even = pages % 2 == 0
    if even and fits:
        return ImprintPlace(own_page=False, blank_before=False, pages=pages)
    return ImprintPlace(own_page=True, blank_before=even, pages=pages + (2 if even else 1))
