"""Every scan of Chinese typography by name, for texts of any origin: the data, old files, plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from fazhi_report.notation import (
    digits,
    document_number,
    look_alikes,
    ordinals,
    pairs,
    punctuation,
    repetition,
    spacing,
)
from fazhi_report.notation.fault import Fault, Scan

SCANS: Mapping[str, Scan] = MappingProxyType(
    {
        "half-width": punctuation.half_width,
        "straight-quotes": punctuation.straight_quotes,
        "unpaired": pairs.unpaired,
        "misnested": pairs.misnested,
        "document-numbers": document_number.document_numbers,
        "interpuncts": punctuation.interpuncts,
        "clashing-marks": punctuation.clashing_marks,
        "mark-at-start": punctuation.mark_at_start,
        "superfluous-commas": punctuation.superfluous_commas,
        "dashes-and-ellipses": punctuation.dashes_and_ellipses,
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
        "repetitions": repetition.repetitions,
    }
)
"""Name → scan. Each takes one paragraph, stripped, references masked.

Left out is what only the place of a text can decide: `punctuation.missing_end`, `ordinals.typed_ordinal`.
"""


def proofread(paragraph: str) -> Iterator[tuple[str, Fault]]:
    """Every typographic fault of one paragraph, by the name of its scan."""
    for name, scan in SCANS.items():
        for fault in scan(paragraph):
            yield name, fault
