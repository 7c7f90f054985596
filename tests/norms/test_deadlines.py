from __future__ import annotations

import re
from datetime import date

import pytest

from fazhi_report.norms.deadlines import deadlines


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
    owed = deadlines().of(kind, name, 2020)
    assert owed is not None
    assert owed.author == author
    assert owed.due_on(2020) == due
    assert owed.publish_by(2020) == date(2021, 4, 1)


def test_before_the_decree_it_was_the_first_quarter_and_no_day_to_publish() -> None:
    owed = deadlines().of("department", "临海市司法局", 2017)
    assert owed is not None
    assert owed.due_on(2017) == date(2018, 3, 31)
    assert owed.publish_by(2017) is None


def test_before_2015_nothing_was_decreed() -> None:
    assert deadlines().of("department", "临海市司法局", 2014) is None


def test_rows_name_their_source_and_their_patterns_compile() -> None:
    table = deadlines()
    assert table.version >= 1
    for row in table.rows:
        assert "《" in row.source
        assert bool(row.copies) == bool(row.copied)
        for pattern in (row.names, row.addressed, row.copied):
            re.compile(pattern)
