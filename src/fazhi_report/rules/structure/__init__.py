"""FZ3xx: the required contents, order, form and wording of a report."""

from fazhi_report.rules.structure import form, headings, set_lines, title, unfinished

__all__ = ["form", "headings", "set_lines", "title", "unfinished"]
