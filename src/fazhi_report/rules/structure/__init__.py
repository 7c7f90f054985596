"""FZ3xx: what a report must hold, in which order and form, and in whose words."""

from fazhi_report.rules.structure import form, headings, title, unfinished

__all__ = ["form", "headings", "title", "unfinished"]
