"""Published statistics → data files: every cell in its place, in each format, or listed."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

import published_statistics as published
from commandline import run_in
from fazhi_report.importer.tables.placing import TablePlacer
from fazhi_report.importer.tables.printed_table import PrintedTable
from fazhi_report.norms.shipped import plain_yaml
from fazhi_report.norms.statistics_file import statistics_norms
from growth import assert_linear
from statistics_sets import MadeUp, made_up

FORMATS: dict[str, Callable[[MadeUp], bytes]] = {
    "html": published.page,
    "docx": published.document,
    "xlsx": lambda made: published.workbook(made, one_sheet=False),
    "one sheet.xlsx": lambda made: published.workbook(made, one_sheet=True),
}
PRINTED = ("reconsideration", "outcomes")
"""The tables of a review that the made-up publication holds."""


def read(path: Path) -> dict[str, dict[str, dict[str, str]]]:
    whole = plain_yaml(path.read_text(encoding="utf-8"))
    return {name: table["rows"] for name, table in whole["tables"].items()}


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("made", made_up(), ids=lambda made: made.name)
def test_every_cell_finds_its_place(made: MadeUp, suffix: str, tmp_path: Path) -> None:
    source = tmp_path / f"old.{suffix.rpartition('.')[2] or suffix}"
    source.write_bytes(FORMATS[suffix](made))
    done = run_in(tmp_path, "import", source.name)
    assert done.returncode == 0, done.stderr
    target = tmp_path / "data" / f"{made.year}-{made.kind}.yaml"
    wanted = {name: rows for name, rows in made.tables.items() if made.kind != "review" or name in PRINTED}
    assert read(target) == wanted
    text = target.read_text(encoding="utf-8")
    assert "示例市某局" in text
    assert suffix.endswith("xlsx") or published.PROSE in text


def test_what_finds_no_place_is_listed(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(published.workbook(made_up()[2], one_sheet=False)))
    sheet = book["表2"]
    # A class that no list knows, and a word in the place of a number.
    sheet["C5"] = "驱逐出境"
    sheet["B6"] = "约30"
    book.save(tmp_path / "执法.xlsx")
    done = run_in(tmp_path, "import", "执法.xlsx", "--kind", "enforcement")
    assert done.returncode == 1
    assert "没有放进表里 1 格" in done.stderr
    text = (tmp_path / "data" / "2021-enforcement.yaml").read_text(encoding="utf-8")
    assert "待核：表2!C6的" in text
    assert "“驱逐出境”" in text
    assert "“罚款”列不是数（表2!B6）" in text
    assert "fine: 约30" in text


def test_states_of_cells_stay_as_they_are_printed(tmp_path: Path) -> None:
    made = made_up()[0]
    made.tables["requests"]["received"] |= {
        "persons": "",
        "companies": "-",
        "institutes": "/",
        "charities": "未报",
    }
    (tmp_path / "年报.html").write_bytes(published.page(made))
    assert run_in(tmp_path, "import", "年报.html").returncode == 0
    row = read(tmp_path / "data" / "2024-disclosure.yaml")["requests"]["received"]
    assert [row[one] for one in ("persons", "companies", "institutes", "charities")] == ["", "-", "/", "未报"]


COUNTY = """\
<h1>示例区市场监督管理局2022年行政执法年度数据</h1><p>(表1)行政许可实施情况统计表</p><p>单位：件</p>
<table><tr><td rowspan=2>序号</td><td rowspan=2>单位名称</td><td colspan=2>行政许可实施数量（件）</td>
<td rowspan=2>备注</td></tr>
<tr><td>申请数量</td><td>受理数量</td></tr>
<tr><td>1</td><td>示例区市场监管局</td><td>8,131</td><td>７９７５件</td><td></td></tr>
<tr><td>2</td><td></td><td></td><td></td><td></td></tr>
<tr><td colspan=2>合 计</td><td>8131</td><td>7975</td><td></td></tr></table>
<p>(表2)</p><table><tr><td>单位名称</td><td>警告</td><td>罚款</td><td>合计</td><td>罚没金额（元）</td></tr>
<tr><td>示例区市场监管局</td><td>1</td><td>2</td><td>3</td><td>150000.50</td></tr></table>"""


def test_forms_with_empty_lines_units_and_other_money(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        f"<html><meta charset='utf-8'><body>{COUNTY}</body></html>", encoding="utf-8"
    )
    done = run_in(tmp_path, "import", "a.html")
    assert done.returncode == 0, done.stderr
    whole = plain_yaml((tmp_path / "data" / "2022-enforcement.yaml").read_text(encoding="utf-8"))
    assert whole["tables"]["permits"]["rows"] == {
        "示例区市场监管局": {"applied": "8,131", "accepted": "7975"},
        "total": {"applied": "8131", "accepted": "7975"},
    }
    penalties = whole["tables"]["penalties"]
    assert penalties["money"] == "元"
    assert penalties["rows"] == {
        "示例区市场监管局": {"warning": "1", "fine": "2", "total": "3", "amount": "150000.50"}
    }
    assert "text" not in whole


def test_a_report_with_a_table_stays_a_report(tmp_path: Path) -> None:
    text = published.page(made_up()[2]).decode().replace("2021年度行政执法数据", "2021年法治政府建设年度报告")
    (tmp_path / "报告.html").write_text(text, encoding="utf-8")
    run_in(tmp_path, "import", "报告.html", "-o", "a.yaml")
    assert "kind: enforcement" not in (tmp_path / "a.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a.xlsx", "没有从 a.xlsx 里认出"),
        ("b.xlsx", "没有写明年度"),
        ("c.html", "没有从 c.html 里认出复议应诉统计"),
    ],
)
def test_what_is_not_imported_says_why(tmp_path: Path, name: str, words: str) -> None:
    tables: dict[str, list[list[str | int]]] = {
        "a.xlsx": [["姓名", "电话"], ["甲", 1]],
        "b.xlsx": [["申请数量", "受理数量", "许可数量"], [1, 1, 1]],
    }
    for file, rows in tables.items():
        book = openpyxl.Workbook()
        for at, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                book["Sheet"].cell(at, column, value)
        book.save(tmp_path / file)
    (tmp_path / "c.html").write_text(
        "<p>示例市某局2024年复议</p><table><tr><td>甲</td></tr></table>", encoding="utf-8"
    )
    kind = ("--kind", "review") if name == "c.html" else ()
    done = run_in(tmp_path, "import", name, *kind)
    assert done.returncode == 2
    assert words in done.stderr
    assert not (tmp_path / "data").exists()


def test_there_is_no_account_of_statistics(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(published.page(made_up()[0]))
    done = run_in(tmp_path, "import", "a.html", "--report", "a.json")
    assert done.returncode == 2
    assert "--report 只记年度报告的账" in done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"a.html"}


@pytest.mark.parametrize(
    "piece", ["示例市甲局|1|1|1\n", "甲|乙|丙|丁\n", "节|||\n甲|1|1|1\n", "总计|||\n", "合计|约1|二|1\n"]
)
def test_placing_grows_with_the_table(piece: str) -> None:
    head = ("单位名称", "申请数量", "受理数量", "许可数量")
    placer = TablePlacer(statistics_norms().forms["enforcement"], 2025)

    def place(text: str) -> object:
        rows = [tuple(f"{line}|||".split("|")[:4]) for line in text.split("\n")]
        return placer.place(PrintedTable((head, *rows), {}))

    assert_linear(place, piece)
