"""All scans of Chinese typography by name, for texts of any origin: data, old files, plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from fazhi_report.typography import digits, document_number, marks, spacing, wording
from fazhi_report.typography import digits as ordinals
from fazhi_report.typography import spacing as look_alikes
from fazhi_report.typography.scan import Fault, Scan

SCANS: Mapping[str, Scan] = MappingProxyType(
    {
        "half-width": marks.half_width,
        "straight-quotes": marks.straight_quotes,
        "unpaired": marks.unpaired,
        "misnested": marks.misnested,
        "document-numbers": document_number.document_numbers,
        "interpuncts": marks.interpuncts,
        "clashing-marks": marks.clashing_marks,
        "mark-at-start": marks.mark_at_start,
        "superfluous-commas": marks.superfluous_commas,
        "dashes-and-ellipses": marks.dashes_and_ellipses,
        "ranges": digits.ranges,
        "dates": digits.dates,
        "full-width": digits.full_width,
        "scales": digits.scales,
        "approximations": digits.approximations,
        "split-numbers": spacing.split_numbers,
        "spaces": spacing.spaces,
        "formulas": spacing.formulas,
        "unseen": spacing.unseen,
        "radicals": look_alikes.radicals,
        "traditional": look_alikes.traditional,
        "ordinals": ordinals.ordinals,
        "repetitions": wording.repetitions,
    }
)
"""Name → scan. Each takes one stripped paragraph with masked references.

`marks.missing_end` and `digits.typed_ordinal` are left out, since they depend on the place of a text.
"""


def proofread(paragraph: str) -> Iterator[tuple[str, Fault]]:
    """Every typographic fault of one paragraph, by the name of its scan."""
    for name, scan in SCANS.items():
        for fault in scan(paragraph):
            yield name, fault
