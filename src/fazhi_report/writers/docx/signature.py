"""Who signs and when, where the seal will find room (GB/T 9704-2012 7.3.5)."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.length import Length
from fazhi_report.tree.nodes import Signature
from fazhi_report.writers.docx.measure import chars, width
from fazhi_report.writers.docx.oxml import TAB, Place, blank, paragraph, run
from fazhi_report.writers.docx.page import type_area_width
from fazhi_report.writers.docx.styles import Align, StyleId


def signature(content: Signature, *, keep_date: bool) -> Iterator[str]:
    """Empty lines, names and date, held together on the page of the words before them.

    Args:
        content: Who signs, and when.
        keep_date: Whether the date stays with the paragraph behind it (附注).
    """
    if content.sealed:
        yield blank(norms.SEALED_GAP_LINES.value, keep_next=True)
        yield from _sealed(content)
    else:
        yield blank(norms.SIGNATURE_GAP_LINES.value, keep_next=True)
        yield from _unsealed(content)
    yield _date(content, keep_next=keep_date)


def line_count(content: Signature) -> int:
    """How many lines the block takes, empty ones among them."""
    if not content.sealed:
        return norms.SIGNATURE_GAP_LINES.value + len(content.organs) + 1
    rows = len(_rows(content))
    return norms.SEALED_GAP_LINES.value + (rows - 1) * _row_lines() + 2


def _date(content: Signature, *, keep_next: bool) -> str:
    """The date; its place is told from the left only where it follows the name's first character."""
    place = Place(keep_next=keep_next, right=_date_right(content))
    if not content.sealed and not _date_is_longer(content):
        start = _name_start(content, content.organs[-1]) + chars(norms.UNSEALED_DATE_OFFSET.value)
        place = Place(keep_next=keep_next, left=start, align=Align.LEFT)
    return paragraph(StyleId.DATE, run(content.date), place)


def _date_right(content: Signature) -> Length:
    """Room on the right of the date; a sealed name so long that it cannot be centred there draws the date in."""
    if not content.sealed:
        return chars(norms.UNSEALED_INDENT.value)
    return type_area_width() - _middle(content) - width(content.date) / 2


def _middle(content: Signature) -> Length:
    """The middle of a sealed date, over which the last name is centred and still ends within the type area."""
    kept = chars(norms.SEALED_DATE_INDENT.value) + width(content.date) / 2
    return type_area_width() - max(kept, width(_widest(content)) / 2)


def _widest(content: Signature) -> str:
    return max(content.organs, key=width, default="")


def _date_is_longer(content: Signature) -> bool:
    """Whether the date would leave the type area if it began two characters right of the name (7.3.5.2)."""
    return not content.organs or width(content.date) > width(content.organs[-1])


def _unsealed(content: Signature) -> Iterator[str]:
    """Without a seal: each name two characters from the right edge, the sponsor's first (7.3.5.2)."""
    for name in content.organs:
        start = _name_start(content, name)
        yield paragraph(StyleId.SIGNATURE, run(name), Place(left=start))


def _name_start(content: Signature, name: str) -> Length:
    """Where an unsealed name begins, from the left edge of the type area."""
    indent = chars(norms.UNSEALED_INDENT.value)
    start = type_area_width() - indent - width(name)
    if name == content.organs[-1] and _date_is_longer(content):
        start = type_area_width() - indent - width(content.date) - chars(norms.UNSEALED_DATE_OFFSET.value)
    return max(start, Length(0))


def _sealed(content: Signature) -> Iterator[str]:
    """With seals: the last name centred over the date, the others in line with it (7.3.5.1)."""
    rows = _rows(content)
    for at, row in enumerate(rows):
        if at:
            yield blank(_row_lines() - 1, keep_next=True)
        centres = _centres(content)[-len(row) :] if at == len(rows) - 1 else _centres(content)[: len(row)]
        tabs = tuple((centre, Align.CENTER) for centre in centres)
        words = "".join(TAB + run(name) for name in row)
        yield paragraph(StyleId.SIGNATURE, words, Place(tabs=tabs))


def _rows(content: Signature) -> list[tuple[str, ...]]:
    """Names, as many to a row as seals fit beside one another."""
    per_row = len(_centres(content))
    names = content.organs
    return [names[at : at + per_row] for at in range(0, len(names), per_row)]


def _centres(content: Signature) -> list[Length]:
    """Middles of the seals of one row, left to right; the last stands over the date's middle."""
    last, widest = _middle(content), width(_widest(content))
    step = max(norms.SEAL_DIAMETER.value + norms.SEAL_CLEARANCE.value, widest + chars(1))
    reach = max(norms.SEAL_DIAMETER.value, widest) / 2
    count = 1 + int((last - reach).twips // step.twips) if last > reach else 1
    count = min(count, norms.SEALS_PER_ROW.value, max(len(content.organs), 1))
    return [last - step * back for back in range(count - 1, -1, -1)]


def _row_lines() -> int:
    """Lines from one row of names to the next, so that the seals do not touch."""
    return -int(
        -(norms.SEAL_DIAMETER.value + norms.SEAL_CLEARANCE.value).twips // norms.LINE_PITCH.value.twips
    )
