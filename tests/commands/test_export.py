"""The tidy table, read back by DuckDB as a user would."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from fazhi_report.cli.app import run
from fazhi_report.commands import tables
from fazhi_report.commands.export import fitting
from fazhi_report.temporary import part_name
from unit_files import TEXT, unit

pytest.importorskip("pyarrow")
duckdb = pytest.importorskip("duckdb")


@pytest.fixture
def city(tmp_path: Path) -> Path:
    extra = """
figures:
  own.zero: {status: zero, label: 零}
  own.unknown: {status: not_recorded, label: 未统计}
  own.secret: {value: 9件, label: 内部, internal: true}
  own.formula: {value: 1.50万元, label: 公式, source: '=HYPERLINK("x")'}
  own.lost: {derive: {difference: {of: own.unknown, less: own.zero}}, label: 算不出}
"""
    unit(tmp_path / "市" / "甲局", TEXT.replace("\nfigures:\n", extra, 1))
    unit(tmp_path / "市" / "甲局", TEXT.replace("year: 2020", "year: 2021"), 2021)
    unit(tmp_path / "市" / "乙局", TEXT.replace("year: 2020", "yeer: 2020"))
    return tmp_path / "市"


@pytest.mark.parametrize("form", ["csv", "parquet", "duckdb"])
def test_duckdb_reads_what_is_exported(
    city: Path, tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "表"
    for _ in range(2):
        assert run(["export", str(city), "--format", form, "-o", str(out)]) == 1
    assert "没有导出：" in capsys.readouterr().err
    where = {
        "csv": f"read_csv('{out}/*/*.csv', hive_partitioning=true, nullstr='')",
        "parquet": f"read_parquet('{out}/*/*.parquet', hive_partitioning=true)",
        "duckdb": "base.figures",
    }[form]
    base = duckdb.connect()
    if form == "duckdb":
        base.execute(f"ATTACH '{out}/figures.duckdb' AS base (READ_ONLY)")

    def ask(what: str) -> object:
        return base.execute(f"SELECT {what.replace('@', where)}").fetchall()

    assert ask("DISTINCT year FROM @ ORDER BY 1") == [(2020,), (2021,)]
    assert ask(
        "value, measure, hedge, status, written FROM @ WHERE key = 'mediation.total' AND year = 2020"
    ) == [(7421, "件", "" if form != "csv" else None, "value", "7421件")]
    assert ask("CAST(value AS DOUBLE), status FROM @ WHERE key = 'own.zero'") == [(0.0, "zero")]
    assert ask("value, status FROM @ WHERE key = 'own.unknown'") == [(None, "not_recorded")]
    assert ask("value, status FROM @ WHERE key = 'own.lost'") == [(None, "not_computed")]
    assert ask("count(*) FROM @ WHERE key = 'own.secret'") == [(0,)]
    assert ask("CAST(value AS DOUBLE), measure FROM @ WHERE key = 'own.formula'") == [(1.5, "万元")]
    assert ask("hedge FROM @ WHERE key = 'inspection.problems' AND year = 2020") == [("余",)]
    assert ask("count(*) FROM @ WHERE unit = '临海市司法局'") == ask("count(*) FROM @")
    base.close()


def test_internal_figures_are_asked_for(city: Path, tmp_path: Path) -> None:
    run(["export", str(city), "-o", str(tmp_path / "t"), "--internal"])
    with (tmp_path / "t" / "year=2020" / "figures.csv").open(encoding="utf-8", newline="") as stream:
        rows = {row["key"]: row for row in csv.DictReader(stream)}
    assert rows["own.secret"]["value"] == "9"
    assert rows["own.formula"]["source"] == '\'=HYPERLINK("x")'


def test_a_workbook_holds_the_rows_of_the_table(
    city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", str(city), "-o", str(tmp_path / "表.xlsx"), "--internal"]) == 1
    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx")["指标"]
    rows = {line[2]: line for line in sheet.iter_rows(min_row=2, values_only=True) if line[1] == 2020}
    assert (rows["own.secret"][4], rows["own.formula"][4], rows["own.zero"][4]) == (9, 1.5, 0)
    assert rows["own.unknown"][4] is None
    # A formula in a source stays words.
    assert rows["own.formula"][9] == '=HYPERLINK("x")'
    assert sheet.freeze_panes == "A2"
    assert run(["export", str(city), "-o", str(tmp_path / "表.ods")]) == 2
    assert "不能导出成一个 .ods 文件" in capsys.readouterr().err
    assert not (tmp_path / "表.ods").exists()


def test_an_export_replaces_its_own_and_nothing_else(
    city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "t"
    run(["export", str(city), "-o", str(out)])
    (city / "甲局" / "data" / "2021.yaml").unlink()
    run(["export", str(city), "-o", str(out)])
    assert sorted(path.relative_to(out).as_posix() for path in out.rglob("figures.csv")) == [
        "year=2020/figures.csv"
    ]
    other = tmp_path / "别人的"
    other.mkdir()
    (other / "x.txt").write_text("x", encoding="utf-8")
    assert run(["export", str(city), "-o", str(other)]) == 2
    assert "不是本工具导出的文件" in capsys.readouterr().err
    assert [path.name for path in other.iterdir()] == ["x.txt"]


def test_an_organ_is_counted_once_a_year(
    city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    unit(city / "甲局的副本", TEXT)
    assert run(["export", str(city), "-o", str(tmp_path / "t")]) == 1
    told = capsys.readouterr().err
    assert "同是临海市司法局2020年的数据，只导出前一份" in told
    assert "甲局/data/2020.yaml" in told
    with (tmp_path / "t" / "year=2020" / "figures.csv").open(encoding="utf-8", newline="") as stream:
        keys = [row["key"] for row in csv.DictReader(stream)]
    assert len(keys) == len(set(keys)) > 0


def test_after_a_first_export_that_was_killed_the_next_goes_on(city: Path, tmp_path: Path) -> None:
    out = tmp_path / "t"
    (out / "year=2020").mkdir(parents=True)
    (out / "year=2020" / part_name()).write_text("half", encoding="utf-8")
    assert run(["export", str(city), "-o", str(out)]) == 1
    assert (out / "year=2020" / "figures.csv").is_file()


def test_a_failing_disk_leaves_the_table_before(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "t"
    run(["export", str(city), "-o", str(out)])
    before = {path: path.read_bytes() for path in out.rglob("*.csv")}

    def full(_self: object, _rows: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tables._Csv, "add", full)
    assert run(["export", str(city), "-o", str(out)]) == 2
    assert {path: path.read_bytes() for path in out.rglob("*.csv")} == before
    assert list(out.rglob(".fazhi-part-*")) == []


def test_values_that_fit() -> None:
    assert fitting(Decimal("24.30")) == Decimal("24.30")
    assert fitting(Decimal("1" * 29)) == Decimal("1" * 29)
    assert fitting(Decimal("1" * 30)) is None
    assert fitting(Decimal("0.1234567891")) is None
