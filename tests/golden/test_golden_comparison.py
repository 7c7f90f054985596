"""The invented office's years of figures side by side, held against what a person has read line by line."""

import os
from pathlib import Path

import pytest

from fazhi_report.cli.diff import narrow, plain
from fazhi_report.commands.compare import compare, export_comparison
from fazhi_report.comparison.sheet import EXPORTS

HERE = Path(__file__).resolve().parent
OFFICE = HERE.parents[1] / "examples" / "示例市司法局" / "data"


@pytest.mark.parametrize("form", ["txt", "narrow.txt", *(form for form in EXPORTS if form != "xlsx")])
def test_the_table_is_the_accepted_one(form: str) -> None:
    found = compare(OFFICE / "2022.yaml", OFFICE / "2023.yaml")
    words = {"txt": plain, "narrow.txt": narrow}
    content = words[form](found).encode("utf-8") if form in words else export_comparison(found, form)
    text = content.decode("utf-8").replace("\r\n", "\n")
    gold = HERE / f"示例市司法局-2022-2023.{form}"
    if os.environ.get("FAZHI_ACCEPT"):
        gold.write_text(text, encoding="utf-8", newline="\n")
    assert gold.read_text(encoding="utf-8") == text
