"""GWxxx: the page of any .docx against GB/T 9704-2012, clause by clause."""

from fazhi_report.checks.page import (  # noqa: F401  (each enters its rules into the register)
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
