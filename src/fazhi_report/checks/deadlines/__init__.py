"""FZ4xx: who had to report to whom by when, and days and years that must agree."""

from fazhi_report.checks.deadlines import dates, due

__all__ = ["dates", "due"]
