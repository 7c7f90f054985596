"""The form as it is sent out, read by another library: locked but for the answers, asked with drop-downs, one page wide."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from commandline import Run
from fazhi_report.forms.columns import COLUMNS, INDEX
from fazhi_report.forms.form_workbook import form_workbook
from fazhi_report.forms.identity import FormIdentity
from fazhi_report.forms.questions import STATES, form_questions, sheets
from fazhi_report.source.load import load_text
from filled_forms import FIRST, column, data_file

TEXT = data_file(3).replace(
    "figures:  # 一项一行",
    """figures:
  reconsideration.received: {value: 80余件, previous: 187件, scope: 全市}
  reconsideration.settled: {value: 33件, part_of: reconsideration.received}
  own.derived: {derive: {sum: [reconsideration.settled, own.k1_cases]}, label: 合计}
  mediation.amount: {value: 12.50万元, previous: "1,234万元"}
  own.formula: {value: 3件, label: "=1+1", note: "=cmd"}""",
)


@pytest.fixture
def sheet() -> Any:
    return load_workbook(BytesIO(made())).worksheets[0]


def made(by: Any = "domain") -> bytes:
    year = load_text(TEXT, Path("2025.yaml")).year
    assert year is not None
    return form_workbook(
        FormIdentity.of(year.organ.name, year.year, TEXT),
        sheets(form_questions(year.figures), by),
        due="1月20日",
    )


def test_only_the_answers_are_open(sheet: Any) -> None:
    assert sheet.protection.sheet
    assert not sheet.protection.password
    for name, at in INDEX.items():
        cell = sheet.cell(FIRST, at + 1)
        assert cell.protection.locked != COLUMNS[at].is_answer, name
    assert [sheet.column_dimensions[letter].hidden for letter in "ABC"] == [True, True, False]


def test_a_row_says_what_is_asked(sheet: Any) -> None:
    row = {one.name: sheet.cell(FIRST, INDEX[one.name] + 1).value for one in COLUMNS}
    scope = row.pop("scope")
    assert row == {
        "key": "reconsideration.received",
        "base": "80余件",
        "number": 1,
        "label": "收到行政复议申请",
        "unit": "件",
        "previous": 187,
        "value": "80余件",
        "state": "有数",
        "source": None,
        "note": None,
    }
    assert scope.startswith("全市。")


def test_answers_are_checked_while_they_are_typed(sheet: Any) -> None:
    rules = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    state = rules["I5"]
    assert state.type == "list"
    assert state.formula1.strip('"').split(",") == list(STATES.values())
    assert (rules["H5"].type, rules["H5"].errorStyle) == ("decimal", "warning")
    assert "单位：件" in rules["H5"].prompt
    assert len(sheet.conditional_formatting) == 2 * 2


def test_it_prints_on_one_page_of_a4_across(sheet: Any) -> None:
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    # One page wide, which is the default where the file does not say it, and as many pages long as there are rows.
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$4:$4"
    assert "1月20日" in sheet["C3"].value
    assert sheet["C1"].value == "示例市司法局2025年度法治政府建设数据采集表（行政复议）"


def test_every_answer_has_a_name_and_nothing_computed_is_asked() -> None:
    book = load_workbook(BytesIO(made()))
    names = {name: found.attr_text for name, found in book.defined_names.items()}
    assert "fz_own.derived" not in names
    assert (
        names["fz_reconsideration.received"] == "'行政复议'!$H$5"
        or names["fz_reconsideration.received"] == "行政复议!$H$5"
    )
    assert len([name for name in names if name.startswith("fz_")]) == 13


def test_what_looks_like_a_formula_is_text() -> None:
    book = load_workbook(BytesIO(made("source")))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert {"=1+1", "=cmd"} <= {cell.value for cell in cells}


def test_one_sheet_per_domain_or_per_source() -> None:
    assert load_workbook(BytesIO(made())).sheetnames == ["行政复议", "人民调解", "其他"]
    assert load_workbook(BytesIO(made("source"))).sheetnames == ["来源未定", "第1科", "第2科", "第3科"]
    assert made() == made()


def test_last_year_comes_from_last_years_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    figures = (
        "figures: {own.a: {status: to_fill, label: 甲}, own.b: {status: to_fill, label: 乙, previous: 9人}}\n"
    )
    for year, organ, text in (
        (2026, "示例市司法局", figures),
        (2025, "示例市司法局", "figures: {own.a: 3件, own.b: 4人}\n"),
        (2024, "示例县司法局", "figures: {own.a: 5件}\n"),
    ):
        head = f"kind: figures\nyear: {year}\norgan: {{name: {organ}}}\n"
        (tmp_path / "data" / f"{year}.yaml").write_text(head + text, encoding="utf-8")
    for asked, shown in (("2026", [(3, "件"), (9, "人")]), ("2025", [(None, "件"), (None, "人")])):
        assert run("form", asked, "-o", f"{asked}.xlsx").returncode == 0
        sheet = load_workbook(tmp_path / f"{asked}.xlsx").worksheets[0]
        rows = [
            (sheet.cell(row, column("previous")).value, sheet.cell(row, column("unit")).value)
            for row in (5, 6)
        ]
        assert rows == shown


def test_what_is_open_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "2025.yaml").write_text(TEXT, encoding="utf-8")
    done = run("form", "2025", "--open", "-o", "表.xlsx")
    assert "9 个指标，1 张工作表" in done.stderr
    sheet = load_workbook(tmp_path / "表.xlsx").worksheets[0]
    assert sheet.cell(FIRST, column("key")).value == "own.k1_cases"
    (tmp_path / "data" / "2026.yaml").write_text(
        "kind: figures\nyear: 2026\norgan: {name: 示例市司法局}\nfigures: {own.a: 3件}\n", encoding="utf-8"
    )
    nothing = run("form", "2026", "--open")
    assert nothing.returncode == 2
    assert "没有待填的指标" in nothing.stderr
    assert run("form", "2025", "-o", "表.csv").returncode == 2


def test_a_filled_form_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "2025.yaml").write_text(TEXT, encoding="utf-8")
    assert run("form", "2025").returncode == 0
    path = tmp_path / "2025年数据采集表.xlsx"
    book = load_workbook(path)
    book.worksheets[0].cell(FIRST, column("value")).value = 5
    book.save(path)
    done = run("form", "2025")
    assert done.returncode == 2
    assert "被人改过，没有覆盖" in done.stderr
