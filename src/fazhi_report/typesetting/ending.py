"""The last pages: the place of the imprint, whether its page is numbered (7.4.1, 7.5), and lines set closer (7.3.5.5)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.norms.length import Length, twips


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


def adjusted_pitch(height: Length, lines: int) -> Length:
    """The line pitch at which so many lines fill a type area of that height."""
    return twips(math.floor(height.tw / lines))


def adjusted_profiles(profile: Profile) -> Iterator[Profile]:
    """The profile with the line pitches that 7.3.5.5 allows, the one to be tried first ahead.

    They are tried where the last page would hold the signature alone. Closer lines may save that page; wider ones bring
    text of the body to it.
    """
    for lines in norms.LINES_ADJUSTED.value:
        yield replace(profile, line_pitch=adjusted_pitch(profile.text_height, lines))
