"""The roster of a city: in the encodings and tables of offices, and what is asked for where it does not fit."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from fazhi_report.commands.roster import RosterUnit, read_roster, roster_of
from fazhi_report.errors import FazhiError

ROWS = [
    ["单位", "简称", "类别", "联系人", "电话"],
    ["示例市司法局", "市司法局、司法局", "部门", "张某", "0000-0001"],
    ["示例市财政局", "市财政局", "部门", "", ""],
    ["东湖镇人民政府", "东湖镇", "乡镇", "李某", "0000-0002"],
]
TEXT = "\r\n".join(",".join(row) for row in ROWS) + "\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_roster_is_read_in_the_encodings_of_offices(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "单位.csv"
    path.write_bytes(TEXT.encode(encoding))
    roster = roster_of(tmp_path)
    assert roster is not None
    assert roster.path == path
    assert roster.units[0] == RosterUnit("示例市司法局", ("市司法局", "司法局"), "部门", "张某", "0000-0001")


def test_a_workbook_says_the_same(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "单位.xlsx"))
    sheet = book.add_worksheet()
    sheet.write(0, 0, "示例市2025年度报告单位花名册")
    for number, row in enumerate(ROWS, 1):
        sheet.write_row(number, 0, row)
    book.close()
    (tmp_path / "单位.csv").write_text(TEXT, encoding="utf-8")
    assert read_roster(tmp_path / "单位.xlsx").units == read_roster(tmp_path / "单位.csv").units


def test_names_match_in_full_before_they_match_in_short(tmp_path: Path) -> None:
    path = tmp_path / "单位.csv"
    path.write_text("单位,简称\n东湖镇人民政府,东湖\n东湖区司法局,东湖\n东湖,\n", encoding="utf-8")
    roster = read_roster(path)
    assert [unit.name for unit in roster.matches("东湖镇 人民政府")] == ["东湖镇人民政府"]
    assert [unit.name for unit in roster.matches("东湖")] == ["东湖"]
    path.write_text("单位,简称\n东湖镇人民政府,东湖\n东湖区司法局,东湖\n", encoding="utf-8")
    assert len(read_roster(path).matches("东湖")) == 2
    assert roster.matches("西湖") == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("名单\n示例市司法局\n", "没有“单位”一列"),
        ("单位,简称\n,\n", "一家单位也没有"),
        ("单位\n示例市司法局\n示例市 司法局\n", "“示例市司法局”写了两遍"),
        ("单位\n示例市\x00\x01", "编码认不出"),
    ],
)
def test_a_table_that_is_no_roster_is_refused_with_its_reason(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "单位.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FazhiError, match=reason):
        read_roster(path)


def test_a_city_without_roster_has_none(tmp_path: Path) -> None:
    assert roster_of(tmp_path) is None
