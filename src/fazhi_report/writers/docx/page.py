"""The page: paper, margins, grid and page numbers, as section properties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.norms.length import Length


class FooterId(StrEnum):
    """Relationship ids of the footers."""

    ODD = "rIdFooterOdd"
    EVEN = "rIdFooterEven"
    BLANK = "rIdFooterBlank"
    TURNED_ODD = "rIdFooterTurnedOdd"
    TURNED_EVEN = "rIdFooterTurnedEven"
    IMPRINT = "rIdFooterImprint"


def section(profile: Profile) -> str:
    """The properties of a section with page numbers: odd ones on the right, even ones on the left (7.5)."""
    return _section(profile, footer_distance(profile), odd=FooterId.ODD, even=FooterId.EVEN)


def landscape_section() -> str:
    """The properties of a section of landscape pages: the page turned clockwise, so that every table's head is at its left.

    That is the binding edge on odd pages and the cut edge on even ones (8).
    """
    # As for an imprint: LibreOffice lets the type area down to an empty footer.
    footer = norms.RIGHT_MARGIN.value - norms.PAGE_NUMBER_LINE.value
    return (
        f"<w:sectPr>{_footers(FooterId.TURNED_ODD, FooterId.TURNED_EVEN)}"
        f'<w:pgSz w:w="{norms.PAPER_HEIGHT.value.tw}" w:h="{norms.PAPER_WIDTH.value.tw}" w:orient="landscape"/>'
        f'<w:pgMar w:top="{norms.LEFT_MARGIN.value.tw}" w:right="{norms.TOP_MARGIN.value.tw}"'
        f' w:bottom="{norms.RIGHT_MARGIN.value.tw}" w:left="{norms.BOTTOM_MARGIN.value.tw}"'
        f' w:header="{norms.LEFT_MARGIN.value.tw // 2}" w:footer="{footer.tw}" w:gutter="0"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{norms.LINE_PITCH.value.tw}"/></w:sectPr>'
    )


def imprint_section(profile: Profile, *, numbered: bool) -> str:
    """The properties of a section for an imprint on an even page of its own.

    Args:
        profile: The page profile.
        numbered: Whether the page has a number: not where a blank page comes before it (7.5).
    """
    kind = '<w:type w:val="evenPage"/>'
    if numbered:
        foot = footer_distance(profile)
        return _section(profile, foot, kind=kind, odd=FooterId.ODD, even=FooterId.IMPRINT)
    # LibreOffice lets the type area down to an empty footer: it is to end where the footer's line begins.
    footer = profile.bottom - norms.PAGE_NUMBER_LINE.value
    return _section(profile, footer, kind=kind, odd=FooterId.BLANK, even=FooterId.BLANK)


def end_section(written: Sequence[str], properties: str) -> Iterator[str]:
    """The content with the properties of its section in its last paragraph.

    Why: an extra paragraph that only ends the section might come to lie on a page of its own.
    """
    *before, last = written
    yield from before
    if last.startswith("<w:p>") and "</w:pPr>" in last:
        yield last.replace("</w:pPr>", f"{properties}</w:pPr>", 1)
    else:
        yield f"{last}<w:p><w:pPr>{properties}</w:pPr></w:p>"


def type_area_width() -> Length:
    """The width between the margins after both are rounded to whole twips."""
    paper, left, right = norms.PAPER_WIDTH.value, norms.LEFT_MARGIN.value, norms.RIGHT_MARGIN.value
    return Length(paper.tw - _left(left) - right.tw)


def footer_distance(profile: Profile) -> Length:
    """The distance from the foot of the paper to the line of the page number that puts its dash where the norm wants it."""
    return profile.bottom - profile.page_number_drop - norms.PAGE_NUMBER_RISE.value


def _section(profile: Profile, footer: Length, *, odd: FooterId, even: FooterId, kind: str = "") -> str:
    return (
        f"<w:sectPr>{_footers(odd, even)}{kind}"
        f'<w:pgSz w:w="{norms.PAPER_WIDTH.value.tw}" w:h="{norms.PAPER_HEIGHT.value.tw}"/>'
        f'<w:pgMar w:top="{profile.top.tw}" w:right="{norms.RIGHT_MARGIN.value.tw}"'
        f' w:bottom="{profile.bottom.tw}" w:left="{_left(norms.LEFT_MARGIN.value)}"'
        f' w:header="{profile.top.tw // 2}" w:footer="{footer.tw}" w:gutter="0"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{profile.line_pitch.tw}"/>'
        "</w:sectPr>"
    )


def _footers(odd: FooterId, even: FooterId) -> str:
    return (
        f'<w:footerReference w:type="default" r:id="{odd}"/><w:footerReference w:type="even" r:id="{even}"/>'
    )


def _left(margin: Length) -> int:
    """The left margin in whole twips, rounded up as paper and right margin are: so the type area keeps its width."""
    return -int(-margin.twips // 1)
