"""GWxxx: the page of any .docx against GB/T 9704-2012, clause by clause."""

from fazhi_report.rules.page import (
    attachments,
    corner,
    faces,
    fonts,
    foot,
    imprint,
    masthead,
    numbering,
    opening,
    printed,
    red_rule,
    sheet,
    signing,
    words,
)

# Importing a module enters its rules into the register.
__all__ = [
    "attachments",
    "corner",
    "faces",
    "fonts",
    "foot",
    "imprint",
    "masthead",
    "numbering",
    "opening",
    "printed",
    "red_rule",
    "sheet",
    "signing",
    "words",
]
