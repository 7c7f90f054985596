"""Last year's report of an invented office as a drafter has it: typed over the years, with formatting by hand."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

TITLE = "示例市司法局2024年法治政府建设年度报告"
LINES = (Path(__file__).parent / "data" / "last_years_report.txt").read_text(encoding="utf-8").splitlines()
"""Its paragraphs, about 2,000 characters with 84 numbers; a heading begins with #."""


def last_years_report(path: Path) -> Path:
    """Write the report.

    Indents are typed blanks or tabs, faces and sizes change inside sentences, numbers of headings are typed, and empty
    paragraphs stand where there is nothing.
    """
    report = docx.Document()
    head = report.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(head, TITLE, "黑体", 22)
    report.add_paragraph()
    report.add_paragraph("示例市人民政府：")
    for one, indent in zip(LINES, cycle(("\u3000\u3000", "    ", "\t", "")), strict=False):
        line = report.add_paragraph(indent)
        if one.startswith("# "):
            _run(line, one[2:], "楷体" if "（" in one else "黑体", 16).bold = True
            continue
        # A paragraph that was typed over holds its sentences in pieces of other looks.
        for at, face in zip(range(0, len(one), 37), cycle(("仿宋", "宋体", "仿宋_GB2312")), strict=False):
            _run(line, one[at : at + 37], face, 16 if at else 14)
    report.add_paragraph("\u3000\u3000特此报告。")
    report.add_paragraph()
    for words in ("示例市司法局", "2025年1月20日"):
        report.add_paragraph(words).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    report.save(str(path))
    return path


def _run(line: Paragraph, words: str, face: str, size: int) -> Run:
    made = line.add_run(words)
    made.font.name, made.font.size = face, Pt(size)
    return made
