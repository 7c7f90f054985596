"""The .docx format: WordprocessingML on the page of GB/T 9704-2012."""

from fazhi_report.writers.docx.document import write
from fazhi_report.writers.docx.pages import estimate_pages

__all__ = ["estimate_pages", "write"]
