"""What stands at the foot of the last, even page (版记, GB/T 9704-2012 7.4)."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.norms.length import Length
from fazhi_report.notation.columns import columns
from fazhi_report.tree.nodes import Imprint
from fazhi_report.writers.docx.measure import count_lines
from fazhi_report.writers.docx.oxml import TAB, Place, paragraph, run
from fazhi_report.writers.docx.page import type_area_width
from fazhi_report.writers.docx.styles import Align, StyleId

# Bound to the foot of the type area; as wide as the type area, so that the text above never stands beside it.
_FRAME = (
    f'<w:framePr w:w="{type_area_width().tw}" w:hSpace="0" w:wrap="notBeside" w:vAnchor="margin"'
    ' w:hAnchor="margin" w:xAlign="left" w:yAlign="bottom"/>'
)
_EDGE = norms.IMPRINT.value.size * norms.IMPRINT_EDGE_INDENT.value


def imprint(content: Imprint, profile: Profile) -> Iterator[str]:
    """Paragraphs from the first rule to the last, all in one frame at the foot of the type area."""
    yield _rule(norms.IMPRINT_OUTER_RULE.value)
    people = _people(content)
    for label, names in people:
        hanging = norms.IMPRINT.value.size * columns(label)
        place = Place(frame=_FRAME, left=_EDGE + hanging, right=_EDGE, hanging=hanging)
        yield paragraph(StyleId.IMPRINT, run(label + names), place)
    if people and _printing(content):
        yield _rule(norms.IMPRINT_INNER_RULE.value)
    if _printing(content):
        stop = type_area_width() - _EDGE
        place = Place(frame=_FRAME, tabs=((stop, Align.RIGHT),), left=_EDGE, align=Align.LEFT)
        words = run(content.printed_by) + TAB + run(_printed_on(content))
        yield paragraph(StyleId.IMPRINT, words, place)
    yield _rule(norms.IMPRINT_OUTER_RULE.value)
    # Where the page's margin lies below the type area, the frame is lifted to the type area's foot.
    if profile.foot.tw > 0:
        yield paragraph(StyleId.IMPRINT_RULE, "", Place(frame=_FRAME, line=profile.foot))
    # The frame hangs on the paragraph behind it, which takes next to no room.
    yield paragraph(StyleId.IMPRINT_RULE, "")


def height(content: Imprint) -> Length:
    """How much of the page the imprint takes."""
    people = _people(content)
    size = norms.IMPRINT.value.size
    per_line = (norms.TYPE_AREA_WIDTH.value - _EDGE * 2).twips / size.twips
    lines = sum(count_lines(names, per_line - columns(label)) for label, names in people)
    paragraphs = len(people) + bool(_printing(content))
    words = (
        norms.IMPRINT_LINE.value * (lines + bool(_printing(content))) + norms.IMPRINT_AFTER.value * paragraphs
    )
    return words + norms.IMPRINT_OUTER_RULE.value * 3


def _people(content: Imprint) -> list[tuple[str, str]]:
    """Label and names of 主送 moved here and of 抄送, each ending with 。 (7.4.2)."""
    both = (("主送：", content.addressees), ("抄送：", content.copied_to))
    return [(label, "，".join(names) + "。") for label, names in both if names]


def _printing(content: Imprint) -> bool:
    return bool(content.printed_by or content.printed_on)


def _printed_on(content: Imprint) -> str:
    return f"{content.printed_on}印发" if content.printed_on else ""


def _rule(thickness: Length) -> str:
    """A rule as wide as the type area: an empty line of that height, filled with black.

    Why: a border along an indented paragraph would begin at the indent, comes only in eighths of a point, and
    makes LibreOffice 7.4 drop the frame.
    """
    return paragraph(StyleId.IMPRINT_RULE, "", Place(frame=_FRAME, fill=norms.BLACK.value, line=thickness))
