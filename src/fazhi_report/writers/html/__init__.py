"""Document → HTML: the page of the government's website."""

from fazhi_report.writers.html.page import write

__all__ = ["write"]
