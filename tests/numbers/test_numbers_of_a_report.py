"""The numbers of the published report, against their classification by hand."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from fazhi_report.numbers.finder import Kind, numbers

FILES = Path(__file__).parents[1] / "data_files"
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
CLASSES = {
    "statistic": Kind.STATISTIC,
    "announced": Kind.ANNOUNCED,
    "year": Kind.YEAR,
    "date": Kind.DATE,
    "document number": Kind.DOCUMENT_NUMBER,
    "ordinal": Kind.ORDINAL,
    "formula": Kind.FORMULA,
    "name": Kind.NAME,
    "version": Kind.NAME,
}


def test_every_number_of_the_report_is_told_as_by_hand() -> None:
    page = (FILES / "linhai-2020.txt").read_text(encoding="utf-8")
    first = page.index("临海市人民政府")
    with (FILES / "seed_numbers.tsv").open(encoding="utf-8", newline="") as table:
        by_hand = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    runs = [match for match in NUMBER.finditer(page) if match.start() > first]
    assert [row["digits"] for row in by_hand] == [run[0] for run in runs]
    found = list(numbers(page))
    wrong = []
    for row, run in zip(by_hand, runs, strict=True):
        kind = next(one.kind for one in found if one.start <= run.start() and run.end() <= one.end)
        if kind is not CLASSES[row["class"]]:
            wrong.append((row["before"], run[0], row["after"], row["class"], kind))
    assert len(runs) == 138
    assert not wrong
