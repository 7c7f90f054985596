"""The one exception that means: I cannot go on."""

from __future__ import annotations


class FazhiError(Exception):
    """Work that cannot go on, told in words for the person at the keyboard.

    Whatever is wrong with the *content* of a file is a finding
    (`fazhi_report.findings.Finding`), never this exception.

    Args:
        message: What stopped the work, one Chinese sentence.
        hint: How to mend it, one Chinese sentence; empty when nothing helps.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
