"""A form filled in and saved by LibreOffice: what locks, asks and identifies it is kept, and it is read as before."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from commandline import Run
from converting import converted
from filled_forms import FIRST, answers, column, data_file, fill

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("office")]


@pytest.mark.parametrize("ways", [("xlsx",), ("ods", "xlsx")], ids=".".join)
def test_what_libreoffice_saves_is_the_same_form(ways: tuple[str, ...], tmp_path: Path, run: Run) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "2025.yaml").write_text(data_file(2), encoding="utf-8")
    run("form", "2025", "--by", "source", "-o", "表.xlsx")
    form = tmp_path / "表.xlsx"
    for step, kind in enumerate(ways):
        form = converted(form, kind, tmp_path / f"saved{step}")
    sheet = load_workbook(form).worksheets[0]
    assert sheet.protection.sheet
    assert not sheet.cell(FIRST, column("value")).protection.locked
    assert sheet.cell(FIRST, column("label")).protection.locked
    kinds = [rule.type for rule in sheet.data_validations.dataValidation]
    assert {"decimal", "list"} <= set(kinds)
    assert sheet.page_setup.orientation == "landscape"

    fill(form, 1)
    done = run("fill", "2025", form, "--yes")

    assert done.returncode == 0, done.stdout + done.stderr
    text = (tmp_path / "data" / "2025.yaml").read_text(encoding="utf-8")
    for _, _, right in answers(1).values():
        assert right in text
    assert "：3 处改动，0 处与数据文件相同，3 行没有填" in done.stderr
