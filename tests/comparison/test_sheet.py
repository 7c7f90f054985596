"""A comparison in each format, read back by something that did not write it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import html5lib
import openpyxl
import pytest

from fazhi_report.commands.compare import compare, export_comparison
from fazhi_report.comparison.rows import Comparison
from fazhi_report.comparison.sheet import EXPORTS
from fazhi_report.comparison.years import Book, compare_years
from fazhi_report.model.report import YearFigures

ROOT = Path(__file__).parents[2]
OFFICE = ROOT / "examples" / "示例市司法局" / "data"


@pytest.fixture(scope="module")
def office() -> Comparison:
    return compare(OFFICE / "2022.yaml", OFFICE / "2023.yaml")


def hostile() -> Comparison:
    """Names and notes that a spreadsheet, a browser or Markdown would take for more than words."""

    def book(year: int, value: str) -> Book:
        figure = {"value": value, "label": '=HYPERLINK("x")<b>|*_', "note": "@SUM(A1)\n+1|<script>&amp;"}
        data = {"kind": "figures", "year": year, "organ": {"name": "<机关>"}, "figures": {"own.key": figure}}
        return Book.of(YearFigures.model_validate(data))

    return compare_years(book(2022, "5件"), book(2023, "4件"))


Reader = Callable[[bytes], list[list[str]]]


def from_csv(content: bytes) -> list[list[str]]:
    return [[row[2], row[4], row[5]] for row in csv.reader(io.StringIO(content.decode("utf-8-sig")))][1:]


def from_json(content: bytes) -> list[list[str]]:
    rows = json.loads(content)["rows"]
    return [[row["label"], *((row[side] or {"text": ""})["text"] for side in ("old", "new"))] for row in rows]


def from_markdown(content: bytes) -> list[list[str]]:
    lines = [line for line in content.decode("utf-8").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return [row[:3] for row in cells if row[0] != "指标" and set(row[0]) != {"-"}]


def from_html(content: bytes) -> list[list[str]]:
    page = html5lib.parse(content, namespaceHTMLElements=False)
    return [["".join(cell.itertext()) for cell in row][:3] for row in page.iter("tr") if row.get("data-key")]


def from_xlsx(content: bytes) -> list[list[str]]:
    sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    return [[str(row[at]) for at in (1, 3, 4)] for row in sheet.iter_rows(min_row=2, values_only=True)]


def from_docx(content: bytes) -> list[list[str]]:
    (table,) = docx.Document(BytesIO(content)).tables
    rows = [[cell.text for cell in row.cells[:3]] for row in table.rows[1:]]
    # The head of a group is one cell, which python-docx shows in each column.
    cells = [row for row in rows if len(set(row)) > 1]
    return [[label.partition("〔")[0], *values] for label, *values in cells]


@pytest.mark.parametrize(
    ("form", "read", "nothing"),
    [
        ("csv", from_csv, ""),
        ("json", from_json, ""),
        ("md", from_markdown, "—"),
        ("html", from_html, "—"),
        ("docx", from_docx, "—"),
    ],
)
def test_every_format_tells_every_figure(office: Comparison, form: str, read: Reader, nothing: str) -> None:
    told = [
        [row.label, *(nothing if side is None else side.text for side in (row.old, row.new))]
        for row in office.rows
    ]
    assert read(export_comparison(office, form)) == told


def test_a_workbook_holds_numbers_with_their_units(office: Comparison) -> None:
    sheet = openpyxl.load_workbook(BytesIO(export_comparison(office, "xlsx"))).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:J{len(office.rows) + 1}"
    assert sheet.print_title_rows == "$1:$1"
    head = [cell.value for cell in sheet[1]]
    assert head == ["领域", "指标", "指标键", "2022年", "2023年", "增减", "增长率", "百分点", "情况", "说明"]
    cells: dict[str, Any] = {str(row[2].value): row for row in sheet.iter_rows(min_row=2)}
    received = cells["reconsideration.received"]
    assert [cell.value for cell in received[3:6]] == [398, 446, 48]
    assert received[3].number_format == '0"件"'
    assert received[6].value == pytest.approx(48 / 398)
    assert received[6].number_format == "+0.0%;-0.0%;0.0%"
    assert cells["mediation.succeeded.rate"][3].value == pytest.approx(0.986)
    assert cells["mediation.succeeded.rate"][3].number_format == "0.0%"
    assert cells["mediation.succeeded.rate"][7].value == pytest.approx(0.3)
    assert cells["enforcement.visits"][3].number_format == '0.00"万户次"'
    assert cells["popularisation.audience"][3].value == "近10万人次"
    assert cells["disclosure.disputes"][3].value == 0
    assert cells["disclosure.disputes"][6].value == "不适用"
    assert cells["office.clinics"][4].value == "—"
    numbers = {cell.data_type for row in cells.values() for cell in row}
    assert numbers == {"n", "s"}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_cell_becomes_a_formula(form: str) -> None:
    content = export_comparison(hostile(), form)
    if form == "xlsx":
        sheet = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert "f" not in {cell.data_type for cell in cells}
        (label,) = (cell for cell in cells if str(cell.value).startswith("="))
        assert label.quotePrefix
    else:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert rows[1][2].startswith("'=")
        assert rows[1][-1].startswith("'@")
        assert rows[1][8] == "-1"


def test_hostile_words_stay_words_in_a_page_and_in_markdown() -> None:
    page = html5lib.parse(export_comparison(hostile(), "html"), namespaceHTMLElements=False)
    assert list(page.iter("script")) == []
    assert list(page.iter("b")) == []
    text = export_comparison(hostile(), "md").decode("utf-8")
    assert "<script" not in text.replace("\\<script", "")
    (row,) = [line for line in text.splitlines() if "HYPERLINK" in line]
    assert row.replace("\\|", "").count("|") == 8


def test_json_keeps_exact_fractions(office: Comparison) -> None:
    data = json.loads(export_comparison(office, "json"))
    rows = {row["key"]: row for row in data["rows"]}
    assert Fraction(rows["reconsideration.received"]["growth"]["low"]) == Fraction(48, 398)
    assert rows["reconsideration.received"]["growth_percent"] == "12.1"
    assert rows["popularisation.audience"]["change"] == {"low": "1", "high": "3"}
    assert rows["popularisation.audience"]["growth_percent"] is None
    assert rows["mediation.amount"]["old"]["value"] == "3.12"
    assert rows["supervisors.appointed"]["old"]["key"] == "supervisors.hired"
    assert data["format"] == 1
    assert data["summary"] == office.summary


def test_the_page_is_one_file_for_everybody(office: Comparison) -> None:
    page = html5lib.parse(export_comparison(office, "html"), namespaceHTMLElements=False)
    assert page.get("lang") == "zh-CN"
    assert [element.tag for element in page.iter() if element.get("src") or element.get("href")] == []
    assert {cell.get("scope") for cell in page.iter("th")} == {"col", "row"}
    assert all(table.find("caption") is not None for table in page.iter("table"))


def test_the_document_is_an_attachment_of_its_own(office: Comparison) -> None:
    document = docx.Document(BytesIO(export_comparison(office, "docx")))
    words = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert words[0] == "附件"
    assert words[1].replace("\n", "") == "示例市司法局主要数据对照表（2022年、2023年）"
    assert words[2].startswith(
        "注：〔1〕2023年不适用；目录所列事项都不属于依法应当听证的事项。〔2〕上年数更正为152件"
    )
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == ["指标", "2022年", "2023年", "增减", "幅度"]
    assert "－380户次" in [cell.text for row in table.rows for cell in row.cells]
    assert document.core_properties.author == "示例市司法局"


@pytest.mark.parametrize("form", [*EXPORTS, "docx"])
def test_same_rows_same_bytes(office: Comparison, form: str) -> None:
    assert export_comparison(office, form) == export_comparison(office, form)


@pytest.mark.parametrize("form", [*EXPORTS, "docx"])
def test_a_comparison_without_rows_is_written_too(form: str) -> None:
    assert export_comparison(Comparison("2022年", "2023年", "机关", ()), form)
