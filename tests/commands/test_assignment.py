"""Whose a paper is: by what it says itself, then by its name and folder; never guessed between two."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi_report.commands.assignment import Assigner
from fazhi_report.commands.roster import Roster, RosterUnit
from fazhi_report.errors import FazhiError
from growth import assert_linear

UNITS = (
    RosterUnit("示例市财政局", ("市财政局", "财政局")),
    RosterUnit("示例市东区财政局", ("东区财政局",)),
    RosterUnit("示例市西区财政局"),
    RosterUnit("示例市东区人民政府"),
    RosterUnit("示例市东山镇人民政府", ("东山镇",)),
    RosterUnit("示例市东区东山街道办事处"),
)
ASSIGNER = Assigner(Roster(UNITS, Path("单位.csv")), {})


@pytest.mark.parametrize(
    ("name", "organ", "unit"),
    [
        ("a.docx", "示例市财政局", "示例市财政局"),
        ("a.docx", "示例市 财政局", "示例市财政局"),
        ("a.docx", "市财政局", "示例市财政局"),
        ("a.docx", "东区财政局", "示例市东区财政局"),
        ("a.docx", "示例市财政局办公室", "示例市财政局"),
        ("a.docx", "东山镇人民政府", "示例市东山镇人民政府"),
        # Party committee and government report together.
        ("a.docx", "中共示例市东区委员会 示例市东区人民政府", "示例市东区人民政府"),
        # Nothing in the file: its name, then its folder.
        ("财政局2025.docx", "", "示例市财政局"),
        ("东区财政局/报告.docx", "", "示例市东区财政局"),
        ("示例市西区财政局（盖章）.docx", "", "示例市西区财政局"),
        ("东山镇/数据/附件1.xlsx", "", "示例市东山镇人民政府"),
    ],
)
def test_a_paper_finds_its_unit(name: str, organ: str, unit: str) -> None:
    found = ASSIGNER.assign(name, organ)
    assert (found.verdict, found.unit and found.unit.name) == ("unit", unit), found


@pytest.mark.parametrize(
    ("name", "organ", "verdict", "told"),
    [
        ("a.docx", "邻山市财政局", "foreign", "是邻山市财政局的"),
        ("财政局.docx", "邻山市财政局", "foreign", "是邻山市财政局的"),
        ("a.docx", "", "ask", "对不上花名册"),
        ("报告.docx", "示例市水利局", "ask", "花名册里没有"),
        ("财政局.docx", "示例市水利局", "ask", "像是示例市财政局的"),
        ("东区财政局.docx", "示例市财政局", "ask", "文件名、文件夹名却是示例市东区财政局的"),
        ("东区财政局和西区财政局.docx", "", "ask", "对得上 2 家"),
    ],
)
def test_what_fits_none_or_two_is_asked_and_what_is_of_others_is_told(
    name: str, organ: str, verdict: str, told: str
) -> None:
    found = ASSIGNER.assign(name, organ)
    assert (found.verdict, found.unit) == (verdict, None), found
    assert told in found.reason


def test_a_persons_answer_counts_before_all_else() -> None:
    given = Assigner(ASSIGNER.roster, {"甲/a.docx": "东山镇", "乙": "市财政局", "c.docx": "不知道"})
    assert given.assign("甲/a.docx", "示例市财政局").unit == UNITS[4]
    assert given.assign("乙/随便.docx", "").unit == UNITS[0]
    with pytest.raises(FazhiError, match="花名册里没有"):
        given.assign("c.docx", "")


def test_a_roster_of_short_names_fits_the_city_it_is_of() -> None:
    roster = Roster((RosterUnit("财政局"), RosterUnit("水利局")), Path("单位.csv"))
    found = Assigner(roster, {}).assign("a.docx", "示例市财政局")
    assert (found.verdict, found.unit) == ("unit", roster.units[0])


def test_a_long_name_is_read_in_linear_time() -> None:
    assert_linear(lambda words: ASSIGNER.assign(f"{words}.docx", words), "示例市东区")
