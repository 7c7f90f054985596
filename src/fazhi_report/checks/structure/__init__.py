"""FZ3xx: what a report must hold, in which order and form, and in whose words."""

from fazhi_report.checks.structure import form, headings, leader, organs, parts, unfinished, years

__all__ = ["form", "headings", "leader", "organs", "parts", "unfinished", "years"]
