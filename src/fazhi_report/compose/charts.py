"""Charts that a report asks for, drawn from the years that stand beside it."""

from __future__ import annotations

from collections.abc import Sequence

from fazhi_report.compare.book import Book
from fazhi_report.compare.series import Series, series, to_chart
from fazhi_report.errors import FazhiError
from fazhi_report.model.year_figures import Year
from fazhi_report.tree.markup import ChartOrder, Draw
from fazhi_report.tree.nodes import Chart


def drawer(year: Year, others: Sequence[Year], *, internal: bool) -> Draw:
    """What makes the charts of one report.

    Args:
        year: The report's own year.
        others: Other years of the same organ.
        internal: Whether figures that are not to be published may be drawn.
    """
    books = [Book.of(one, internal=internal) for one in (*others, year)]

    def draw(order: ChartOrder) -> Chart:
        chosen = within(books, order.years)
        drawn = [_series(chosen, key) for key in order.keys]
        if len({one.unit for one in drawn}) > 1:
            units = "、".join(f"{one.label}（{one.unit}）" for one in drawn)
            raise FazhiError(f"一张图里的指标单位不同：{units}", "单位不同的分成几张图")
        return to_chart(drawn, order.caption, order.note)

    return draw


def within(books: Sequence[Book], years: str) -> list[Book]:
    """The books of the years from first to last (``2018-2024``); all of them where no years are given."""
    if not years:
        return list(books)
    first, _, last = years.partition("-")
    return [book for book in books if int(first) <= book.year <= int(last)]


def _series(books: Sequence[Book], key: str) -> Series:
    found = series(books, key)
    if found is None:
        raise FazhiError(
            f"图里的指标“{key}”在各年度的数据里都没有", "核对指标键和起止年份；内部掌握的指标不能画进公开版"
        )
    return found
