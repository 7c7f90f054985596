"""Two years and two offices, imported as they are: nothing is compared that is not the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi_report.commands.import_ import recover
from fazhi_report.comparison.rows import Comparison, Status
from fazhi_report.comparison.series import series
from fazhi_report.comparison.years import Book, compare_years
from fazhi_report.importer.suggestions import FigureBinding
from fazhi_report.source.load import load_text

FRAME = """\
{organ}{year}年法治政府建设情况的报告
{organ}人民政府：
{year}年，有关情况报告如下：
一、主要举措和成效
{body}
二、主要负责人履行推进法治建设第一责任人职责情况
亲自部署。
三、存在的不足和原因
力量不足，原因是编制紧。
四、下一年度安排
加强培训。
{organ}
{next}年2月20日
"""
FIRST = (
    "全年受理行政复议案件80件，同比增长14.3%，维持30件。开展食品检查120次，发现问题14个。"
    "修缮宿舍9间，发现隐患5处。行政复议培训30人。采购桌椅50套，合格率98%。"
)
# The same things in another order, new ones between them, other ones in the same words.
SECOND = (
    "修缮操场2处，发现隐患11处。采购桌椅64套，合格率97%。更新路灯500盏。开展消防检查12次，发现问题88个。开展食品检查90次，发现问题6个。"
    "涉企行政复议案件受理9件。全市受理行政复议案件96件，同比增长20%，维持41件。"
)


def book(folder: Path, year: int, body: str, organ: str, binding: FigureBinding) -> Book:
    old = folder / f"{organ}{year}.txt"
    old.write_text(FRAME.format(year=year, next=year + 1, body=body, organ=organ), encoding="utf-8")
    found = recover(old, binding=binding)
    report = load_text(found.text, folder / f"{year}.yaml").report
    assert report is not None, found.problems
    return Book.of(report)


def compared(comparison: Comparison) -> set[tuple[str, str, str]]:
    """Names and both values of what was held against each other."""
    apart = {Status.ADDED, Status.GONE}
    return {
        (row.label, row.old.text, row.new.text)
        for row in comparison.rows
        if row.status not in apart and row.old is not None and row.new is not None
    }


SURE = {("受理", "80件", "96件"), ("维持", "30件", "41件")}
OWN = {
    ("采购桌椅", "50套", "64套"),
    ("采购桌椅：合格率", "98%", "97%"),
    ("开展食品检查", "120次", "90次"),
    ("发现问题", "14个", "6个"),
}


@pytest.mark.parametrize(("binding", "same"), [(FigureBinding.SURE, SURE), (FigureBinding.ALL, SURE | OWN)])
@pytest.mark.parametrize("other", ["示例市司法局", "邻县司法局"])
def test_only_what_is_the_same_is_compared(
    tmp_path: Path, binding: FigureBinding, same: set[object], other: str
) -> None:
    books = book(tmp_path, 2023, FIRST, "示例市司法局", binding), book(tmp_path, 2024, SECOND, other, binding)
    assert compared(compare_years(*books)) == same
    for key in books[1].entries:
        drawn = series(books, key)
        assert drawn is not None
        assert sum(point.entry is not None for point in drawn.points) == 1 + (key in books[0].entries)
