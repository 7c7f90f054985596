"""The tables and texts of published statistics as the values of a data file, with what is to be checked by a person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fazhi_report.document.raw import BlockRole, RawParagraph, SourceDocument
from fazhi_report.findings import Route
from fazhi_report.importer.tables.labels import plain_label
from fazhi_report.importer.tables.placing import PlacedCell, Placing, TablePlacer
from fazhi_report.importer.tables.printed_table import PrintedTable, table_of_sheet, tables_of_blocks
from fazhi_report.model.statistics import CellState, read_cell
from fazhi_report.norms.statistics import StatisticsForm, StatisticsNorms
from fazhi_report.readers.grid import GridBook
from fazhi_report.text.organ_names import organ_kind

_YEAR = re.compile(r"((?:19|20|21)[0-9]{2})\s*年(?:度)?")
_TITLE = re.compile(r"^(?P<organ>[\u4e00-\u9fff（）()·]{2,40}?)(?:关于)?(?:(?:19|20|21)[0-9]{2})\s*年")
_OF_A_TABLE = re.compile(
    "[（(]?附?表[一二三四五六七八九十0-9]{1,3}[）)]?[：:]?|[（(]?(?:计量)?单位[：:].{1,12}"
)
"""Number and unit of a table, above it."""
_REPORT = "法治政府建设"
_DOUBT = "待核："
_LONGEST_TITLE = 60
_FIRST_LINES = 40
_MOST_TOLD = 200
_SHOWN = 24


@dataclass(frozen=True, slots=True)
class PublishedStatistics:
    """What a file holds: its tables, and its texts in order.

    Args:
        name: Name of the file without suffix.
        tables: The tables.
        texts: The paragraphs, without those outside the article of a web page.
        removed: How many paragraphs were left out.
        notes: What the reader says, Chinese.
    """

    name: str
    tables: tuple[PrintedTable, ...]
    texts: tuple[str, ...] = ()
    removed: int = 0
    notes: tuple[str, ...] = ()

    @classmethod
    def of_document(cls, scan: SourceDocument, name: str) -> PublishedStatistics:
        """Return the tables and texts of a document."""
        inside = [one for one in scan.blocks if not one.outside]
        paragraphs = [
            one for one in inside if isinstance(one, RawParagraph) and one.role is not BlockRole.CRUMB
        ]
        texts = tuple(" ".join(one.text.split()) for one in paragraphs)
        left = len(scan.blocks) - len(inside) + len(scan.removed)
        return cls(name, tuple(tables_of_blocks(inside, scan.unit)), texts, left, scan.notes)

    @classmethod
    def of_workbook(cls, book: GridBook, name: str) -> PublishedStatistics:
        """Return the sheets of a workbook."""
        tables = tuple(table for grid in book.grids if (table := table_of_sheet(grid)) is not None)
        # Words that stand alone in their row are texts of the sheet.
        alone = (row for table in tables for row in table.rows if sum(map(bool, row)) == 1)
        return cls(name, tables, tuple(next(filter(None, row)) for row in alone))

    @property
    def titles(self) -> Iterator[str]:
        """The lines that may be its title, the name of the file first."""
        yield self.name
        yield from (text for text in self.texts[:_FIRST_LINES] if len(text) <= _LONGEST_TITLE)


@dataclass(slots=True)
class StatisticsDraft:
    """A data file in the making.

    Args:
        form: The kind of statistics.
        values: Its values.
        placed: How many cells have found their place.
        notes: Comments by route.
        unplaced: Cells that found none, Chinese.
    """

    form: StatisticsForm
    values: dict[str, object]
    placed: int = 0
    notes: dict[Route, list[str]] = field(default_factory=dict)
    unplaced: list[str] = field(default_factory=list)

    def doubt(self, route: Route, words: str) -> None:
        """Add a comment that asks a person to check something."""
        self.notes.setdefault(route, []).append(f"{_DOUBT}{words}")

    @property
    def doubts(self) -> int:
        """How many comments ask a person to check something."""
        return sum(one.startswith(_DOUBT) for group in self.notes.values() for one in group) + len(
            self.unplaced
        )


def form_of(published: PublishedStatistics, norms: StatisticsNorms) -> StatisticsForm | None:
    """Return the kind that a file is by its title, or else by its tables; None for neither."""
    for title in published.titles:
        for form in norms.forms.values():
            if any(mark in title for mark in form.marks):
                return form
    year = _year(published) or 0
    placed = {form.key: _placed(published, form, year) for form in norms.forms.values()}
    best = max(placed, key=lambda key: placed[key])
    return norms.forms[best] if placed[best] else None


def _placed(published: PublishedStatistics, form: StatisticsForm, year: int) -> int:
    placer = TablePlacer(form, year)
    return sum(len(one.cells) for table in published.tables for one in placer.place(table)[0])


def is_titled(scan: SourceDocument, name: str, norms: StatisticsNorms) -> bool:
    """Whether a document calls itself statistics of some kind, and no report on the rule of law.

    Args:
        scan: The document.
        name: Name of its file without suffix.
        norms: The kinds of statistics.
    """
    lines = [block for block in scan.blocks if isinstance(block, RawParagraph) and not block.outside]
    marks = [mark for form in norms.forms.values() for mark in form.marks]
    titled = any(mark in name for mark in marks)
    for line in lines[:_FIRST_LINES]:
        if len(line.text) <= _LONGEST_TITLE:
            if _REPORT in line.text:
                return False
            titled = titled or any(mark in line.text for mark in marks)
    return titled and _REPORT not in name


def statistics_draft(
    published: PublishedStatistics, form: StatisticsForm, year: int | None = None
) -> StatisticsDraft:
    """Return the values of a data file, with comments.

    Args:
        published: What the file holds.
        form: The kind of statistics.
        year: The year; None for the one that the file says.
    """
    said = _year(published)
    draft = StatisticsDraft(form, {"kind": form.key})
    _head(draft, published, year or said)
    merged: dict[str, dict[str, object]] = {}
    placer = TablePlacer(form, year or said or 0)
    for table in published.tables:
        placings, left = placer.place(table)
        for placing in placings:
            _add(draft, merged, placing, table)
        draft.unplaced += [
            _words_for(table, at, detailed=number < _MOST_TOLD) for number, at in enumerate(left)
        ]
        draft.unplaced += table.doubts
    order = [key for key in form.tables if key in merged]
    # As the model has them: what is said of a table before its rows.
    draft.values["tables"] = {
        key: {name: merged[key][name] for name in ("classes", "money", "rows") if name in merged[key]}
        for key in order
    }
    _ask_for_missing(draft, order)
    if texts := _prose(published, form):
        draft.values["text"] = texts
    return draft


def _add(
    draft: StatisticsDraft, merged: dict[str, dict[str, object]], placing: Placing, table: PrintedTable
) -> None:
    key = placing.norm.key
    held = merged.setdefault(key, {"rows": {}})
    rows = held["rows"]
    assert isinstance(rows, dict)  # noqa: S101  (made in the line above)
    if placing.classes.key and placing.classes.key != placing.norm.classes_for(_year_of(draft)).key:
        held.setdefault("classes", placing.classes.key)
    if any(placing.classes.columns[cell.column].money for cell in placing.cells) and placing.money:
        usual = {
            placing.classes.money,
            *(item.unit for item in placing.classes.columns.values() if item.money),
        }
        if placing.money not in usual:
            held.setdefault("money", placing.money)
    for cell in placing.cells:
        cells = rows.setdefault(cell.row, {})
        if cell.column in cells:
            if not cell.text:
                continue
            draft.unplaced.append(
                f"{table.where(*cell.at)}的“{cell.text}”，这一格已经有“{cells[cell.column]}”"
            )
            continue
        cells[cell.column] = _value(cell.text)
        draft.placed += 1
        _doubts_of(draft, ("tables", key, "rows", cell.row), cell, table, placing)


def _year_of(draft: StatisticsDraft) -> int:
    year = draft.values.get("year")
    return year if isinstance(year, int) else 0


def _doubts_of(
    draft: StatisticsDraft, route: Route, cell: PlacedCell, table: PrintedTable, placing: Placing
) -> None:
    name = placing.classes.columns[cell.column].name
    if read_cell(cell.text).state is CellState.UNREADABLE:
        draft.doubt(route, f"“{name}”列不是数（{table.where(*cell.at)}），照原文录入，请改成数")
    if cell.near:
        draft.doubt(route, f"原文的“{_short(cell.near)}”当作“{name}”（{table.where(*cell.at)}），名称不全同")


def _value(text: str) -> object:
    """Return a cell for the data file: a plain number as a number, all else as text."""
    for kind in (int, float):
        try:
            number = kind(text)
        except ValueError:
            continue
        if str(number) == text:
            return number
    return text


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}……"


def _words_for(table: PrintedTable, at: tuple[int, int], *, detailed: bool) -> str:
    """Return the words for a cell that found no place; looking for its labels takes time."""
    return f"{table.where(*at)}的“{_short(table.rows[at[0]][at[1]])}”{_labels(table, at) if detailed else ''}"


def _labels(table: PrintedTable, at: tuple[int, int]) -> str:
    """Return the words beside and above a cell, so that a person can find its place."""
    row, column = at
    beside = next((text for one in range(column - 1, -1, -1) if _is_label(text := table.text(row, one))), "")
    above = next((text for one in range(row - 1, -1, -1) if _is_label(text := table.text(one, column))), "")
    words = "、".join(f"“{_short(text)}”" for text in (above, beside) if text)
    return f"（{words}）" if words else ""


def _is_label(text: str) -> bool:
    return bool(text) and not any(sign.isdigit() for sign in text[:1])


def _head(draft: StatisticsDraft, published: PublishedStatistics, year: int | None) -> None:
    title = _title(published)
    organ = _organ(title)
    if year is not None:
        draft.values["year"] = year
    else:
        draft.doubt(("kind",), "原文没有写明年度，请补上 year")
    named = organ or "【待填：机关名称】"
    draft.values["organ"] = {"name": named, "kind": organ_kind(organ)}
    draft.doubt(("organ",), "机关名称从标题认出，请核对" if organ else "原文没有认出机关，请补上全称")
    if title and title != published.name:
        draft.values["title"] = _flat(title)


def _organ(title: str) -> str:
    match = _TITLE.match(_flat(title))
    return match["organ"].removesuffix("关于") if match else ""


def _flat(text: str) -> str:
    return "".join(text.split())


def _year(published: PublishedStatistics) -> int | None:
    for title in published.titles:
        if match := _YEAR.search(unicodedata.normalize("NFKC", title)):
            return int(match[1])
    above = (text for table in published.tables for text in (*table.above, *next(iter(table.rows), ())))
    found = (_YEAR.search(unicodedata.normalize("NFKC", text)) for text in above)
    return next((int(match[1]) for match in found if match), None)


def _ask_for_missing(draft: StatisticsDraft, found: Sequence[str]) -> None:
    missing = [
        norm.title for key, norm in draft.form.tables.items() if key not in found and not norm.optional
    ]
    if missing:
        named = "、".join(f"“{title}”" for title in missing)
        draft.doubt(("tables",), f"没有找到{named}；没有此项职责的写 state: not_our_duty 和 note")


def _prose(published: PublishedStatistics, form: StatisticsForm) -> list[str]:
    """Return the paragraphs that are no titles of tables."""
    names = {plain_label(norm.title) for norm in form.tables.values()}
    title = _flat(_title(published))

    def is_prose(text: str) -> bool:
        of_table = len(text) <= _LONGEST_TITLE and any(name in plain_label(text) for name in names)
        return bool(text) and not (of_table or _OF_A_TABLE.fullmatch(_flat(text))) and _flat(text) != title

    return [text for text in published.texts if is_prose(text)]


def _title(published: PublishedStatistics) -> str:
    """Return the first line that has the form of a title; the name of the file where no other has, else empty."""
    lines = [one for one in published.titles if _TITLE.match(_flat(one))]
    return lines[1] if len(lines) > 1 and lines[0] == published.name else next(iter(lines), "")


def told(unplaced: Sequence[str]) -> list[str]:
    """Return the comments at the end of the file on cells that found no place."""
    if not unplaced:
        return []
    lines = [f"{_DOUBT}{one}没有放进表里" for one in unplaced[:_MOST_TOLD]]
    more = len(unplaced) - _MOST_TOLD
    return [*lines, *([f"{_DOUBT}另有 {more} 处没有列出"] if more > 0 else [])]


def as_values(draft: StatisticsDraft) -> Mapping[str, object]:
    """Return the values of the data file in the order in which they are written."""
    order = ("kind", "year", "organ", "title", "tables", "text")
    return {name: draft.values[name] for name in order if name in draft.values}
