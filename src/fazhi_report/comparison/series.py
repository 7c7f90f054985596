"""Series of figures over many years; a series follows renamed keys and records where its values cannot be compared."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from itertools import pairwise

from fazhi_report.comparison.rows import INCOMPARABLE, Status
from fazhi_report.comparison.units import factor_between
from fazhi_report.comparison.workbook import number_format, number_of
from fazhi_report.comparison.years import Book, former_keys, is_same, label, row_of
from fazhi_report.document.nodes import ChartBlock, ChartLine, Inlines, Text
from fazhi_report.errors import FazhiError
from fazhi_report.ledger import LedgerEntry
from fazhi_report.numbers.figure import POINTS
from fazhi_report.numbers.percent import decimal
from fazhi_report.writers.excel import MOST_LINES, draw_chart, finish, harmless, new_workbook, stamp

_BARS = "▁▂▃▄▅▆▇█"
_NO_BAR = "·"


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in a year.

    Args:
        year: The year.
        entry: The figure; None when that year lacks it.
        value: Its value in the unit of the series; the stated number of an approximate figure. None when there is none.
        broken: Why it cannot be compared with the point before it, in Chinese; empty when it can.
    """

    year: int
    entry: LedgerEntry | None
    value: Fraction | None = None
    broken: str = ""

    @property
    def text(self) -> str:
        """The figure as printed; empty where there is none."""
        return "" if self.entry is None else self.entry.text

    @property
    def hedged(self) -> bool:
        """Whether the figure is approximate."""
        return self.entry is not None and self.entry.written is not None and bool(self.entry.written.hedge)


@dataclass(frozen=True, slots=True)
class Series:
    """A figure over the years.

    Args:
        key: Its key in the latest year that contains it.
        label: Its name in that year.
        unit: Its unit in that year, which is the unit of all values.
        points: One point per year from the first to the last, also for years without a file.
        organ: Whose it is, where series of several organs are drawn; empty where all are of one.
    """

    key: str
    label: str
    unit: str
    points: tuple[Point, ...]
    organ: str = ""

    @property
    def title(self) -> str:
        """Its name, with the organ's before it where series of several organs are drawn."""
        return f"{self.organ}：{self.label}" if self.organ else self.label

    @property
    def spark(self) -> str:
        """The values as bar characters of eight heights; a dot for a year without number."""
        values = [point.value for point in self.points if point.value is not None]
        low, high = min(values, default=Fraction(0)), max(values, default=Fraction(0))
        bars = []
        for point in self.points:
            if point.value is None:
                bars.append(_NO_BAR)
            else:
                part = Fraction(1, 2) if low == high else (point.value - low) / (high - low)
                bars.append(_BARS[min(int(part * len(_BARS)), len(_BARS) - 1)])
        return "".join(bars)

    @property
    def breaks(self) -> str:
        """The years in which the series breaks, with the reasons; empty when it does not."""
        return "；".join(f"{point.year}年起{point.broken}" for point in self.points if point.broken)


def series(books: Sequence[Book], key: str, span: tuple[int, int] | None = None) -> Series | None:
    """Return the series of a figure.

    Args:
        books: The years, in any order, of one organ.
        key: Its key in any of the years.
        span: The first and the last year; None for those of the books.

    Returns:
        None when no year contains it.
    """
    by_year = {book.year: (book, entry) for book in books if (entry := _find(book, key, books)) is not None}
    if not by_year:
        return None
    _, last = by_year[max(by_year)]
    by_year = {year: (book, entry) for year, (book, entry) in by_year.items() if is_same(entry, last)}
    points = []
    before: tuple[Book, LedgerEntry] | None = None
    first, final = span or (min(book.year for book in books), max(book.year for book in books))
    for year in range(first, final + 1):
        if year not in by_year:
            points.append(Point(year, None))
            continue
        book, entry = by_year[year]
        points.append(Point(year, entry, _value(book, entry, last), _break(before, (book, entry))))
        if book.value(entry.key) is not None:
            before = book, entry
    return Series(last.key, label(last), _unit(last), tuple(points))


def to_chart(drawn: Sequence[Series], caption: Inlines = (), note: Inlines = ()) -> ChartBlock:
    """Return a chart of series of the same unit; a series that breaks becomes several lines."""
    years = [point.year for point in drawn[0].points]
    lines = tuple(line for figure in drawn for line in _lines(figure))
    return ChartBlock(
        tuple(f"{year}年" for year in years),
        drawn[0].unit,
        lines,
        describe(drawn),
        caption or (Text("、".join(figure.title for figure in drawn)),),
        note,
    )


def describe(drawn: Sequence[Series]) -> str:
    """Return series in words, for readers who cannot see the chart."""
    return "".join(f"{_described(figure)}。" for figure in drawn)


def by_unit(drawn: Sequence[Series]) -> list[list[Series]]:
    """Return series grouped by unit, in the order of the first of each group."""
    groups: dict[str, list[Series]] = {}
    for figure in drawn:
        groups.setdefault(figure.unit, []).append(figure)
    return list(groups.values())


def _described(figure: Series) -> str:
    values = "，".join(f"{point.year}年{point.text}" for point in figure.points if point.text)
    return f"{figure.title}：{values}" + (f"（{figure.breaks}）" if figure.breaks else "")


def _find(book: Book, key: str, books: Sequence[Book]) -> LedgerEntry | None:
    """Return the entry of a year under the key, or under a former key in any of the years; None when there is none."""
    known, waiting = {key}, [key]
    while waiting:
        at = waiting.pop()
        for other in books:
            for entry in other.entries.values():
                names = {entry.key, *former_keys(entry)}
                if at in names:
                    waiting += names - known
                    known |= names
    return next((entry for name, entry in book.entries.items() if name in known), None)


def _value(book: Book, entry: LedgerEntry, last: LedgerEntry) -> Fraction | None:
    span, factor = book.value(entry.key), factor_between(entry, last)
    if span is None or factor is None:
        return None
    value = Fraction(0) if entry.written is None else Fraction(entry.written.value)
    return value * factor


def _break(before: tuple[Book, LedgerEntry] | None, after: tuple[Book, LedgerEntry]) -> str:
    if before is None:
        return ""
    row = row_of(before[0], after[0], before[1], after[1])
    broken = row.status in INCOMPARABLE and row.status is not Status.NO_NUMBER
    return row.remarks[-1] if broken else ""


def _unit(entry: LedgerEntry) -> str:
    written = entry.written
    if written is None:
        return ""
    return "%" if written.is_percent else POINTS[0] if written.is_points else written.unit


def _lines(figure: Series) -> Iterator[ChartLine]:
    starts = [0, *(number for number, point in enumerate(figure.points) if point.broken), len(figure.points)]
    for number, (start, end) in enumerate(pairwise(starts)):
        own = [
            point if start <= at < end else Point(point.year, None) for at, point in enumerate(figure.points)
        ]
        name = figure.title if number == 0 else f"{figure.title}（{figure.points[start].year}年起）"
        yield ChartLine(
            figure.key,
            name,
            tuple(point.text for point in own),
            tuple(None if point.value is None else Decimal(decimal(point.value)) for point in own),
        )


FORMAT = 1
"""Version of the JSON format; increased by every change that breaks its readers."""
NOTHING = "—"


def rows(drawn: Sequence[Series]) -> tuple[list[str], list[list[str]]]:
    """Return header and rows: one row per series, one column per year, the bars last."""
    years = [point.year for point in drawn[0].points]
    head = ["指标键", "指标", *(f"{year}年" for year in years), "走势"]
    return head, [
        [figure.key, figure.title, *(point.text or NOTHING for point in figure.points), figure.spark]
        for figure in drawn
    ]


def to_csv(drawn: Sequence[Series]) -> bytes:
    """Return CSV with one row per figure and year: text, number in the unit of the series, reason of a break."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    several = any(figure.organ for figure in drawn)
    head = ["指标键", "指标", "年份", "数值", "数", "单位", "与前一年不可比的原因"]
    writer.writerow(["机关", *head] if several else head)
    for figure in drawn:
        for point in figure.points:
            number = "" if point.value is None or point.hedged else decimal(point.value)
            cells = [figure.key, figure.label, str(point.year), point.text, number, figure.unit, point.broken]
            writer.writerow([harmless(cell) for cell in ([figure.organ, *cells] if several else cells)])
    return ("\ufeff" + stream.getvalue()).encode("utf-8")


def to_json(organ: str, drawn: Sequence[Series]) -> bytes:
    """Return JSON with every point, its number as exact decimal text."""
    data = {
        "format": FORMAT,
        "organ": organ,
        "series": [
            {
                **({"organ": figure.organ} if figure.organ else {}),
                "key": figure.key,
                "label": figure.label,
                "unit": figure.unit,
                "points": [
                    {
                        "year": point.year,
                        "text": point.text or None,
                        "value": None if point.value is None else decimal(point.value),
                        "hedged": point.hedged,
                        "key": None if point.entry is None else point.entry.key,
                        "broken": point.broken or None,
                    }
                    for point in figure.points
                ],
            }
            for figure in drawn
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def to_xlsx(organ: str, drawn: Sequence[Series]) -> bytes:
    """Return a workbook with numeric cells and one native Excel chart per unit.

    Raises:
        FazhiError: A chart would have too many lines.
    """
    head, lines = rows(drawn)
    buffer = BytesIO()
    with new_workbook(buffer) as book:
        stamp(book, f"{organ}指标走势")
        sheet = book.add_worksheet("走势")
        bold = book.add_format({"bold": True, "border": 1})
        for column, word in enumerate(head[:-1]):
            sheet.write_string(0, column, word, bold)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 26)
        sheet.set_column(2, len(head), 12)
        for row, (figure, line) in enumerate(zip(drawn, lines, strict=True), 1):
            sheet.write_string(row, 0, figure.key)
            sheet.write_string(row, 1, figure.title)
            for column, (point, words) in enumerate(zip(figure.points, line[2:], strict=False), 2):
                number = None if point.entry is None else number_of(point.entry)
                if point.entry is None or number is None:
                    sheet.write_string(row, column, words)
                else:
                    form = book.add_format({"num_format": number_format(point.entry)})
                    sheet.write_number(row, column, number, form)
        finish(sheet, len(head) - 1, len(drawn))
        for number, chart in enumerate(charts(drawn), 1):
            draw_chart(book, f"图{number}", chart)
    return buffer.getvalue()


def charts(drawn: Sequence[Series]) -> list[ChartBlock]:
    """Return one chart per unit.

    Raises:
        FazhiError: A chart would have more lines than can be distinguished in grey.
    """
    made = [to_chart(group) for group in by_unit(drawn)]
    crowded = next((chart for chart in made if len(chart.lines) > MOST_LINES), None)
    if crowded is not None:
        raise FazhiError(
            f"一张图里有 {len(crowded.lines)} 条线，黑白印出来分不清", f"一次最多画 {MOST_LINES} 条，分几次画"
        )
    return made
