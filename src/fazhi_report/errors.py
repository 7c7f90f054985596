"""The exception for work that cannot be completed."""

from __future__ import annotations


class FazhiError(Exception):
    """Raised when work cannot be completed; the message is shown to the user.

    Faults in the *content* of a file are findings
    (`fazhi_report.findings.Finding`) instead.

    Args:
        message: Why the work was stopped, one Chinese sentence.
        hint: How to solve it, one Chinese sentence; empty when there is no remedy.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
