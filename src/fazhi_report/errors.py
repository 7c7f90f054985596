"""The exception for work that cannot be completed."""

from __future__ import annotations


class FazhiError(Exception):
    """Raised when work cannot be completed; the message is shown to the user.

    Whatever is wrong with the *content* of a file is a finding
    (`fazhi_report.findings.Finding`), never this exception.

    Args:
        message: What stopped the work, one Chinese sentence.
        hint: How to solve it, one Chinese sentence; empty when there is no remedy.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
