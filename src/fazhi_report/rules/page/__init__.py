"""Rules GWxxx: compare the page of any .docx with GB/T 9704-2012, clause by clause."""

from fazhi_report.rules.page import (
    closing,
    distances,
    foot,
    landscape,
    numbered,
    paragraphs,
    printed,
    rows,
    sequence,
)

# Importing a module enters its rules into the register.
__all__ = [
    "closing",
    "distances",
    "foot",
    "landscape",
    "numbered",
    "paragraphs",
    "printed",
    "rows",
    "sequence",
]
