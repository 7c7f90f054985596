from __future__ import annotations

import re
from datetime import date

import pytest

from fazhi_report.norms.duties import duties


@pytest.mark.parametrize(
    ("kind", "name", "author", "due"),
    [
        ("department", "临海市司法局", "县级以上政府部门", date(2021, 3, 1)),
        ("department", "浙江省司法厅", "县级以上政府部门", date(2021, 3, 1)),
        ("department", "国家税务总局临海市税务局", "县级以上政府部门", date(2021, 3, 1)),
        ("department", "国家市场监督管理总局", "国务院部门", date(2021, 4, 1)),
        ("department", "司法部", "国务院部门", date(2021, 4, 1)),
        ("government", "临海市人民政府", "县级以上地方政府", date(2021, 3, 1)),
        ("government", "北京市海淀区人民政府", "县级以上地方政府", date(2021, 3, 1)),
        ("government", "浙江省人民政府", "省级政府", date(2021, 4, 1)),
        ("government", "北京市人民政府", "省级政府", date(2021, 4, 1)),
        ("township", "临海市汛桥镇人民政府", "乡镇政府（街道办事处）", date(2021, 3, 1)),
    ],
)
def test_each_author_has_a_day(kind: str, name: str, author: str, due: date) -> None:
    owed = duties().of(kind, name, 2020)
    assert owed is not None
    assert owed.author == author
    assert owed.due_on(2020) == due
    assert owed.publish_by(2020) == date(2021, 4, 1)


@pytest.mark.parametrize(
    ("kind", "name", "author", "to"),
    [
        ("government", "临海市人民政府", "市县党委和政府", "上一级党委和政府"),
        ("government", "浙江省人民政府", "省级党委和政府", "党中央、国务院"),
        ("township", "临海市汛桥镇人民政府", "乡镇党委和政府（街道党工委和办事处）", "上一级党委和政府"),
        ("zone", "示例开发区管理委员会", "管理委员会（开发区）", "派出它的党委和政府"),
        ("department", "临海市司法局", "县级以上政府部门", "本级党委和政府、上一级政府有关部门"),
    ],
)
def test_a_committee_and_a_government_report_together(kind: str, name: str, author: str, to: str) -> None:
    owed = duties().of(kind, name, 2020, joint=True)
    assert owed is not None
    assert (owed.author, owed.to) == (author, to)
    assert owed.due_on(2020) == (date(2021, 4, 1) if "省级" in author else date(2021, 3, 1))


def test_before_the_decree_joint_authors_had_the_days_of_the_government() -> None:
    assert duties().of("government", "临海市人民政府", 2017, joint=True) == duties().of(
        "government", "临海市人民政府", 2017
    )


def test_before_the_decree_it_was_the_first_quarter_and_no_day_to_publish() -> None:
    owed = duties().of("department", "临海市司法局", 2017)
    assert owed is not None
    assert owed.due_on(2017) == date(2018, 3, 31)
    assert owed.publish_by(2017) is None


def test_before_2015_nothing_was_decreed() -> None:
    assert duties().of("department", "临海市司法局", 2014) is None


def test_rows_name_their_source_and_their_patterns_compile() -> None:
    table = duties()
    assert table.version >= 1
    for row in table.rows:
        assert "《" in row.source
        assert bool(row.copies) == bool(row.copied)
        for pattern in (row.names, row.addressed, row.copied):
            re.compile(pattern)
