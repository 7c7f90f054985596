"""The enforcement statistics that are made equal their data: each format is read back by a library of others."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import html5lib
import openpyxl
import pytest

from commandline import run_in
from statistics_sets import MadeUp, disclosure, enforcement, made_up

Grid = list[list[str]]


def made(folder: Path, one: MadeUp, formats: str) -> dict[str, bytes]:
    (folder / "data.yaml").write_text(one.text, encoding="utf-8")
    done = run_in(folder, "build", "data.yaml", "--format", formats)
    assert done.returncode == 0, done.stderr
    assert f"{one.year + 1} 年 1 月 31 日前向社会公开" in done.stderr
    return {path.suffix[1:]: path.read_bytes() for path in (folder / "dist").iterdir() if path.is_file()}


def wanted(one: MadeUp) -> list[Grid]:
    """The rows of each table, with number and name of the unit where there are units."""
    tables = []
    for rows in one.tables.values():
        grid = []
        for at, (unit, cells) in enumerate(rows.items(), 1):
            side = ["", "合计"] if unit == "total" else [str(at), unit]
            grid.append([*(side if one.units else []), *cells.values()])
        tables.append(grid)
    return tables


def of_docx(data: bytes, heads: int) -> list[Grid]:
    tables = docx.Document(BytesIO(data)).tables
    return [[[cell.text for cell in row.cells] for row in table.rows][-heads:] for table in tables]


def of_xlsx(data: bytes, heads: int) -> list[Grid]:
    found = []
    for sheet in openpyxl.load_workbook(BytesIO(data)).worksheets:
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        # The note is a merged cell in the last row.
        rows = [row for row in rows if len([cell for cell in row if cell is not None]) > 1][-heads:]
        found.append([["" if cell is None else str(cell) for cell in row] for row in rows])
    return found


def of_html(data: bytes, heads: int) -> list[Grid]:
    tree = html5lib.parse(data.decode(), namespaceHTMLElements=False)
    return [
        [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")][-heads:]
        for table in tree.iter("table")
        if table.find("thead") is not None
    ]


@pytest.mark.parametrize("one", [made_up()[2], made_up()[3]], ids=lambda one: one.name)
def test_every_cell_is_printed_as_it_stands_in_the_data(one: MadeUp, tmp_path: Path) -> None:
    files = made(tmp_path, one, "docx,xlsx,html")
    assert set(files) == {"docx", "xlsx", "html"}
    count = len(one.units) + 1
    assert of_docx(files["docx"], count) == wanted(one)
    assert of_xlsx(files["xlsx"], count) == wanted(one)
    assert of_html(files["html"], count) == wanted(one)


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html"])
def test_what_is_made_can_be_imported_again(suffix: str, tmp_path: Path) -> None:
    one = made_up()[3]
    made(tmp_path, one, suffix)
    (path,) = (file for file in (tmp_path / "dist").iterdir() if file.is_file())
    done = run_in(tmp_path, "import", str(path), "--kind", "enforcement", "-o", "again.yaml")
    assert done.returncode == 0, done.stderr
    found = run_in(tmp_path, "validate", "again.yaml", "--format", "json")
    assert found.returncode == 0
    text = (tmp_path / "again.yaml").read_text(encoding="utf-8")
    for rows in one.tables.values():
        for cells in rows.values():
            assert all(f"{name}: {value}" in text for name, value in cells.items())


def test_heads_group_their_columns(tmp_path: Path) -> None:
    files = made(tmp_path, enforcement(3, 2025), "docx,html")
    table = docx.Document(BytesIO(files["docx"])).tables[2]
    first = [cell.text for cell in table.rows[0].cells]
    assert first[:4] == ["行政强制措施实施数量（宗）"] * 4
    assert first[4:11] == ["行政强制执行实施数量（宗）"] * 7
    assert [cell.text for cell in table.rows[1].cells][4:10] == ["行政机关强制执行"] * 6
    # 合计 reaches up through all rows of the head.
    assert [row.cells[11].text for row in table.rows][:3] == ["合计（宗）"] * 3
    tree = html5lib.parse(files["html"].decode(), namespaceHTMLElements=False)
    heads = [cell for cell in tree.iter("th") if "".join(cell.itertext()) == "行政机关强制执行"]
    assert [(cell.get("colspan"), cell.get("scope")) for cell in heads] == [("6", "colgroup")]


def test_order_and_classes_are_those_of_the_data(tmp_path: Path) -> None:
    one = enforcement(3, 2025)
    order = ("penalties", "permits", "other_acts")
    tables = {name: one.tables[name] for name in order}
    text = MadeUp(one.name, one.kind, one.year, tables).text.replace("tables: {", "tables: {", 1)
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    assert run_in(tmp_path, "build", "a.yaml", "--format", "md").returncode == 0
    (path,) = (tmp_path / "dist").glob("*.md")
    printed = path.read_text(encoding="utf-8")
    first, second = (
        f"表{at}　示例市某局2025年度{name}实施" for at, name in (("一", "行政处罚"), ("二", "行政许可"))
    )
    assert 0 < printed.index(first) < printed.index(second)
    assert "警告、通报批评" in printed


def test_a_table_without_duty_is_left_out_with_its_reason(tmp_path: Path) -> None:
    one = enforcement(3, 2025)
    del one.tables["coercion"]
    text = one.text.replace(
        "tables: {", 'tables: {"coercion": {"state": "not_our_duty", "note": "没有此项职责。"},', 1
    )
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    assert run_in(tmp_path, "build", "a.yaml", "--format", "docx").returncode == 0
    (path,) = (tmp_path / "dist").glob("*.docx")
    document = docx.Document(str(path))
    assert len(document.tables) == 3
    assert "行政强制实施情况统计表未列：没有此项职责。" in [one.text for one in document.paragraphs]


def wrong() -> MadeUp:
    one = enforcement(3, 2025)
    one.tables["penalties"]["total"]["total"] = "1"
    return one


@pytest.mark.parametrize(
    ("one", "code", "words"),
    [(disclosure(1, 2024), 2, "只用来核对，不生成文件"), (wrong(), 1, "没有生成")],
    ids=["disclosure", "wrong"],
)
def test_what_is_not_made_says_why(one: MadeUp, code: int, words: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(one.text, encoding="utf-8")
    done = run_in(tmp_path, "build", "a.yaml", "--format", "docx")
    assert done.returncode == code
    assert words in done.stderr
    assert not (tmp_path / "dist").exists()


def test_a_report_has_no_workbook(tmp_path: Path) -> None:
    source = Path(__file__).parents[1] / "data" / "minimal.yaml"
    (tmp_path / "2024.yaml").write_bytes(source.read_bytes())
    done = run_in(tmp_path, "build", "2024.yaml", "--format", "xlsx")
    assert done.returncode == 2
    assert "年度报告没有 xlsx 格式" in done.stderr


def test_the_same_data_give_the_same_bytes(tmp_path: Path) -> None:
    both = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        both.append(made(tmp_path / name, made_up()[3], "docx,xlsx,html,json,md"))
    assert both[0] == both[1]
