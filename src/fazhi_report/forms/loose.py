"""Reads the figures of a unit's workbook without its data file: a form of ours, or any table of names and values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from fazhi_report.forms.answers import AnswerPlace, FormAnswer, RefusedCell, one_line, read_answer
from fazhi_report.forms.cell_values import CellError, narrowed
from fazhi_report.forms.columns import SIGNED_BY
from fazhi_report.forms.filled import stated
from fazhi_report.forms.form_changes import FigureChange, form_changes
from fazhi_report.forms.identity import FORMAT, PROPERTY, FormIdentity
from fazhi_report.forms.questions import FormQuestion
from fazhi_report.indicators.naming import own_key
from fazhi_report.model.figure import Figure
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.readers.grid import GridBook, GridCell, SheetGrid
from fazhi_report.text.references import KEY_PATTERN

_TITLES: Mapping[str, tuple[str, ...]] = {
    "key": ("指标键",),
    "base": ("发出时的数",),
    "label": ("指标名称", "指标", "项目", "统计项目", "名称", "内容", "填报项目"),
    "unit": ("单位", "计量单位"),
    "scope": ("口径", "统计口径", "填报口径"),
    "previous": ("上年数", "上年", "去年数", "上年同期"),
    "value": ("本年数", "数值", "本年", "数", "数量", "填报数", "数据", "本年度", "值"),
    "state": ("状态",),
    "source": ("来源（科室、台账）", "来源", "数据来源", "填报科室"),
    "note": ("说明", "备注"),
}
"""Name of a column → what its head may be called; in a form of ours the first."""
_YEAR_HEAD = re.compile(r"(?P<year>(?:19|20|21)[0-9]{2})年(?:度)?(?:数|数值)?")
_IN_HEAD = re.compile(r"[（(](?P<inner>[0-9]{4}年?|[^（）()]{1,4})[）)]\s*$")
_YEAR = re.compile(r"(?P<year>(?:19|20|21)[0-9]{2})\s*年")
_ORGAN = re.compile(
    r"(?:填报单位|报送单位|填报机关|单位名称|填表单位|填报单位（盖章）)\s*[:：]\s*(?P<organ>[\u4e00-\u9fff（）()]{2,40})"
)
_TITLED = re.compile(r"(?P<organ>[\u4e00-\u9fff（）]{2,40}?)(?:关于)?(?:19|20|21)[0-9]{2}年")
_HEAD_ROWS = 40
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class AskedInForm(FormQuestion):
    """A row of a workbook that no data file belongs to: its unit and scope are what the row says.

    Args:
        told_unit: The unit of the row.
        told_scope: The scope of the row.
    """

    told_unit: str = ""
    told_scope: str = ""

    @property
    def unit(self) -> str:
        """The unit in which it is asked for."""
        return self.told_unit

    @property
    def scope(self) -> str:
        """What is counted."""
        return self.told_scope


@dataclass(slots=True)
class LooseBook:
    """What a workbook says by itself.

    Args:
        organ: Whose it is; empty where it does not say so.
        year: Of which year; None where it does not say so.
        figures: The figures, in the order of the rows.
        refused: What was not taken, each with its place.
        blank: Number of rows without an answer.
        passed: Remarks on what was not looked at, Chinese.
        sheets: Number of sheets that hold figures.
    """

    organ: str = ""
    year: int | None = None
    figures: list[FigureChange] = field(default_factory=list)
    refused: list[RefusedCell] = field(default_factory=list)
    blank: int = 0
    passed: list[str] = field(default_factory=list)
    sheets: int = 0


def read_loose(book: GridBook, file: str) -> LooseBook:
    """Return what a workbook says by itself.

    Args:
        book: The workbook.
        file: Its name, for the places.
    """
    made = LooseBook()
    whole = FormIdentity.parse(book.properties.get(PROPERTY, ""))
    answers: list[FormAnswer] = []
    for grid in book.grids:
        identity = stated(grid) or whole
        place = AnswerPlace(file, grid.name)
        if identity is not None and identity.layout != FORMAT:
            made.refused.append(
                RefusedCell(
                    place, "", f"这是第 {identity.layout} 版的表，现在用第 {FORMAT} 版", "用新的采集表重新填"
                )
            )
            continue
        if identity is None:
            identity = FormIdentity(_organ(grid), _year(grid), "")
        if refusal := _other_owner(identity, made):
            made.refused.append(RefusedCell(place, "", refusal, "一个工作簿只放一个单位、一个年度的表"))
            continue
        head = _head(grid)
        if head is None:
            if grid.cells:
                made.passed.append(f"{place}：没有“指标、数值”两栏，没有看")
            continue
        made.organ, made.year = made.organ or identity.organ, made.year or identity.year or None
        made.sheets += 1
        answers += _Rows(grid, place, head[1], made).answers(head[0])
    changes = form_changes(answers)
    made.figures += changes.figures
    made.refused += changes.refused
    made.passed += changes.passed
    return made


def _other_owner(identity: FormIdentity, made: LooseBook) -> str:
    if identity.organ and made.organ and identity.organ != made.organ:
        return f"这张工作表是{identity.organ}的，前面的是{made.organ}的"
    if identity.year and made.year and identity.year != made.year:
        return f"这张工作表是 {identity.year} 年的，前面的是 {made.year} 年的"
    return ""


def _head(grid: SheetGrid) -> tuple[int, dict[str, int]] | None:
    """Return the row of the heads and the column of each name; None for a sheet without names and values.

    Of several years side by side the latest is this year's and the one before it last year's.
    """
    rows: dict[int, dict[str, list[int]]] = {}
    years: dict[int, dict[int, int]] = {}
    for (row, column), cell in sorted(grid.cells.items()):
        if row > _HEAD_ROWS:
            break
        plain = narrowed(cell.text)
        if dated := _YEAR_HEAD.fullmatch(plain):
            years.setdefault(row, {})[int(dated["year"])] = column
        elif name := _heads().get(plain) or _heads().get(narrowed(_IN_HEAD.sub("", cell.text))):
            rows.setdefault(row, {}).setdefault(name, []).append(column)
    for row, found in sorted(rows.items()):
        columns = {name: places[0] for name, places in found.items() if len(places) == 1}
        for name, year in zip(("value", "previous"), sorted(years.get(row, {}), reverse=True), strict=False):
            columns.setdefault(name, years[row][year])
        if {"label", "value"} <= columns.keys():
            return row, columns
    return None


@cache
def _heads() -> Mapping[str, str]:
    return {narrowed(title): name for name, titles in _TITLES.items() for title in titles}


def _texts(grid: SheetGrid) -> Iterator[str]:
    return (cell.text for (row, _), cell in sorted(grid.cells.items()) if row <= _HEAD_ROWS and cell.text)


def _organ(grid: SheetGrid) -> str:
    for text in _texts(grid):
        if found := _ORGAN.search(text) or _TITLED.match(text):
            return found["organ"]
    return ""


def _year(grid: SheetGrid) -> int:
    found = next(filter(None, map(_YEAR.search, (*_texts(grid), grid.name))), None)
    return 0 if found is None else int(found["year"])


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of one sheet.

    Args:
        grid: The sheet.
        place: Its place.
        columns: Name of a column → its number.
        made: Takes what cannot be taken.
    """

    grid: SheetGrid
    place: AnswerPlace
    columns: Mapping[str, int]
    made: LooseBook

    def answers(self, head: int) -> Sequence[FormAnswer]:
        """Return the answers of the rows below the head."""
        found = []
        for row in sorted({row for row, _ in self.grid.cells if row > head}):
            label = " ".join(self._text(row, "label").split())
            if not label or label.startswith(SIGNED_BY) or len(label) > _LONGEST_NAME:
                continue
            cell = self.grid.cells.get((row, self.columns["value"]), GridCell(None))
            place = replace(self.place, cell=self._cell(row, "value"))
            question = self._question(row, label)
            try:
                token = read_answer(cell, self._text(row, "state"), question)
                source, note = one_line(self._text(row, "source")), one_line(self._text(row, "note"))
            except CellError as error:
                told = f"“{cell.text[:20]}”：{error.message}" if cell.text else error.message
                self.made.refused.append(RefusedCell(place, label, told, error.hint))
                continue
            if token:
                found.append(FormAnswer(question, token, source, note, place, None))
            else:
                self.made.blank += 1
        return found

    def _question(self, row: int, label: str) -> AskedInForm:
        unit = self._text(row, "unit")
        key = self._text(row, "key")
        if not re.fullmatch(KEY_PATTERN, key):
            key = _listed_keys().get(narrowed(label), "") or own_key(f"|{label}|{unit}")
        listed = catalogue().get(key)
        figure = Figure.model_validate(
            {
                "status": "to_fill",
                **({} if listed is not None and listed.label == label else {"label": label}),
            }
        )
        return AskedInForm(
            key,
            label,
            figure,
            listed,
            self._text(row, "previous"),
            unit or ("" if listed is None else listed.unit),
            self._text(row, "scope"),
        )

    def _text(self, row: int, name: str) -> str:
        return self.grid.text(row, self.columns.get(name))

    def _cell(self, row: int, name: str) -> str:
        from openpyxl.utils.cell import get_column_letter  # noqa: PLC0415  (only workbooks need it)

        return f"{get_column_letter(self.columns[name])}{row}"


@cache
def _listed_keys() -> Mapping[str, str]:
    """Return name → key, for names that one indicator of the catalogue has."""
    found: dict[str, list[str]] = {}
    for key, one in catalogue().indicators.items():
        found.setdefault(narrowed(one.label), []).append(key)
    return {label: keys[0] for label, keys in found.items() if len(keys) == 1}
