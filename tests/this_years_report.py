"""What people do by hand to the report that starts from ``last_years_report.py``: fill in the workbook, edit the draft."""

from __future__ import annotations

import re
from pathlib import Path

import docx
from openpyxl import load_workbook

from filled_forms import answer, column, rows_of

EXACT = {"normative_documents.scanned": 294, "legal_aid.total": 3219}
"""Wholes, so that they are the sum of their parts."""


def this_years(key: str, last: str) -> object:
    """An answer a little above last year's, in the unit of the form."""
    number = re.match("[0-9.]+", last)
    assert number, last
    grown = float(number[0]) * 1.03
    if "万" in last and "元" not in last:
        return f"{grown:.1f}{last[number.end() :]}"
    return EXACT.get(key, round(grown))


def fill_form(path: Path) -> int:
    """Fill in the workbook of the offices inside as they do; gives the number of answers."""
    book = load_workbook(path)
    asked = 0
    for sheet in book.worksheets:
        for key, row in rows_of(sheet).items():
            answer(sheet, key, this_years(key, str(sheet.cell(row, column("previous")).value)))
            asked += 1
    book.save(path)
    return asked


DATA = Path(__file__).parent / "data"
NEW_WORDS = dict(
    line.split("\t") for line in (DATA / "new_words.tsv").read_text(encoding="utf-8").splitlines()
)
"""What a drafter writes instead of last year's words."""


def edit_draft(path: Path) -> int:
    """Finish the draft in Word: new words, answers to last year's matters, the date; gives the number of changes."""
    draft = docx.Document(str(path))
    left = dict(NEW_WORDS)
    changed = set()
    for number, line in enumerate(draft.paragraphs):
        for run in line.runs:
            for old in [old for old in left if old in run.text]:
                run.text = run.text.replace(old, left.pop(old))
                changed.add(number)
    assert not left
    (table,) = draft.tables
    for row in table.rows[1:]:
        row.cells[2].text, row.cells[3].text = "已完成", "见本报告第一部分"
    (day,) = (line for line in draft.paragraphs if line.text == "【待填：成文日期】")
    day.runs[0].text = "2026年1月20日"
    draft.save(str(path))
    return len(changed) + len(table.rows[1:]) + 1
