"""Reads a filled form: which row asks for which figure, whatever was moved, and what it answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from fazhi_report.forms.answers import AnswerPlace, FormAnswer, RefusedCell, one_line, read_answer
from fazhi_report.forms.cell_values import CellError, narrowed
from fazhi_report.forms.columns import CELL_NAME, COLUMNS, NEEDED, SIGNED_BY
from fazhi_report.forms.form_workbook import as_number
from fazhi_report.forms.identity import FORMAT, PROPERTY, FormIdentity
from fazhi_report.forms.questions import STATES, FormQuestion
from fazhi_report.readers.grid import GridBook, GridCell, SheetGrid

_HEAD_ROWS = 40
"""Rows in which the heading of the columns is looked for."""
_SHOWN = 3
"""Names of figures that are listed of those without a row."""
_ALIKE = 90
"""Likeness in per cent from which a name is taken for a misspelt one."""
_RESEND = "用 fazhi-report form 重新生成采集表，请科室在新表上填"
_YEAR_IN_TITLE = re.compile(r"（[0-9]{4}年）$")


@dataclass(slots=True)
class FilledForm:
    """What a filled form says.

    Args:
        answers: The answers.
        refused: What was not taken.
        blank: Number of rows without an answer.
        passed: Remarks on what was not looked at, Chinese.
    """

    answers: list[FormAnswer] = field(default_factory=list)
    refused: list[RefusedCell] = field(default_factory=list)
    blank: int = 0
    passed: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    """Keys of the figures that have a row."""


def read_filled(
    book: GridBook, file: str, meant: FormIdentity, questions: Sequence[FormQuestion]
) -> FilledForm:
    """Return what a filled form says.

    Args:
        book: The workbook.
        file: Its name, for the places.
        meant: The identity that a form of the data file has today.
        questions: The questions that the data file has today.
    """
    made = FilledForm()
    for grid in book.grids:
        told = stated(grid) or FormIdentity.parse(book.properties.get(PROPERTY, ""))
        place = AnswerPlace(file, grid.name)
        if told is None:
            if _head(grid) is None:
                made.passed.append(f"{place}：不是采集表，没有看")
            else:
                made.refused.append(
                    RefusedCell(place, "", "认不出是哪个单位、哪一年的表：表里的标记被删去了", _RESEND)
                )
        elif wrong := _mismatch(told, meant):
            made.refused.append(RefusedCell(place, "", wrong, _cure(told)))
        else:
            _Sheet(grid, place, {one.key: one for one in questions}, book.names, made).read()
    if gone := [
        one.label for one in questions if CELL_NAME + one.key in book.names and one.key not in made.seen
    ]:
        some = "、".join(gone[:_SHOWN]) + ("等" if len(gone) > _SHOWN else "")
        made.passed.append(f"{file}：发出时有、现在读不到的有 {len(gone)} 行（{some}）")
    return made


def stated(grid: SheetGrid) -> FormIdentity | None:
    """Return the identity that a sheet of a form itself contains; None for none."""
    texts = (cell.text for (row, _), cell in sorted(grid.cells.items()) if row <= _HEAD_ROWS)
    return next(filter(None, map(FormIdentity.parse, texts)), None)


def _mismatch(told: FormIdentity, meant: FormIdentity) -> str:
    if told.organ != meant.organ:
        return f"这是{told.organ}的表，数据文件是{meant.organ}的"
    if told.year != meant.year:
        return f"这是 {told.year} 年的表，数据文件是 {meant.year} 年的"
    if told.layout != FORMAT:
        return f"这是第 {told.layout} 版的表，现在用第 {FORMAT} 版"
    return ""


def _cure(told: FormIdentity) -> str:
    return _RESEND if told.layout != FORMAT else "检查是不是收错了文件，或选错了年度、数据文件"


def _head(grid: SheetGrid) -> tuple[int, dict[str, int]] | None:
    """Return the row of the headings and the column of each name; None for a sheet without them.

    A name that stands there twice has no column.
    """
    titles = {narrowed(column.title): column.name for column in COLUMNS}
    rows: dict[int, list[tuple[str, int]]] = {}
    for (row, column), cell in grid.cells.items():
        if row <= _HEAD_ROWS and (name := titles.get(narrowed(_YEAR_IN_TITLE.sub("", cell.text)))):
            rows.setdefault(row, []).append((name, column))
    for row, found in sorted(rows.items()):
        counted = Counter(name for name, _ in found)
        if len(counted) >= len(NEEDED):
            return row, {name: column for name, column in found if counted[name] == 1}
    return None


@dataclass(slots=True)
class _Sheet:
    """Reads the rows of one sheet."""

    grid: SheetGrid
    place: AnswerPlace
    questions: Mapping[str, FormQuestion]
    names: Mapping[str, tuple[str, tuple[int, int]]]
    made: FilledForm
    columns: dict[str, int] = field(default_factory=dict)
    firsts: dict[int, str] = field(default_factory=dict)

    def read(self) -> None:
        head = _head(self.grid)
        if head is None:
            self._refuse("", "", "找不到表头（指标名称、本年数、状态）", f"把表头改回原样；或{_RESEND}")
            return
        first, self.columns = head
        titles = {column.name: column.title for column in COLUMNS}
        if lost := [titles[name] for name in NEEDED if name not in self.columns]:
            self._refuse(
                "", "", f"表头里“{'、'.join(lost)}”没有了，或者有两个", f"把表头改回原样；或{_RESEND}"
            )
            return
        # Of each row the leftmost cell; the later ones do not replace it.
        self.firsts = {row: cell.text for (row, _), cell in sorted(self.grid.cells.items(), reverse=True)}
        rows = sorted(row for row in self.firsts if row > first)
        named = _Names(self.grid, self.columns, self.questions, self.names)
        named.learn(rows)
        for row in rows:
            self._row(row, named)

    def _row(self, row: int, named: _Names) -> None:
        if not self._is_asked(row):
            return
        try:
            question = named.question(row)
        except CellError as error:
            self._refuse(self._cell(row, "label"), "", error.message, error.hint)
            return
        if question is None:
            shown = self.grid.text(row, self.columns["value"]) or self.grid.text(row, self.columns["state"])
            if shown:
                self._refuse(
                    self._cell(row, "value"),
                    "",
                    f"“{shown[:20]}”：这一行认不出是哪个指标",
                    "指标名称改回原样；新增的指标请先写进数据文件，再生成采集表",
                )
            return
        self._answer(row, question)

    def _answer(self, row: int, question: FormQuestion) -> None:
        self.made.seen.add(question.key)
        if merged := self._merged(row):
            self._refuse(
                merged, question.label, "答案的单元格与别的格合并了，分不清是谁的数", "取消合并，逐格填写"
            )
            return
        if changed := self._changed(row, question):
            cell_name, fact, cure = changed
            self._refuse(cell_name, question.label, fact, cure)
            return
        base = self._base(row, question)
        try:
            token = self._token(row, base, question)
            source, note = one_line(self._text(row, "source")), one_line(self._text(row, "note"))
        except CellError as error:
            shown = self._text(row, "value")
            told = (
                f"“{shown[:20]}”：{error.message}"
                if shown and shown[:20] not in error.message
                else error.message
            )
            self._refuse(self._cell(row, "value"), question.label, told, error.hint)
            return
        if not token and base:
            self._refuse(
                self._cell(row, "value"),
                question.label,
                f"发出时是“{base}”，现在空着；没有改动数据",
                "要改就填上数字，或在“状态”里选",
            )
        elif not token:
            self.made.blank += 1
        else:
            place = AnswerPlace(self.place.file, self.place.sheet, self._cell(row, "value"))
            self.made.answers.append(FormAnswer(question, token, source, note, place, base))

    def _token(self, row: int, base: str | None, question: FormQuestion) -> str:
        """Return the answer of a row; where its cell is as it was sent out, the answer that it was sent out with.

        Raises:
            CellError: The answer cannot be taken.
        """
        cell = self.grid.cells.get((row, self.columns["value"]), GridCell(None))
        state = self._text(row, "state")
        if base and base not in STATES.values() and narrowed(state) in {"", STATES["value"]}:
            number, _ = as_number(base, question.unit)
            if cell.value == base or (number is not None and cell.value == number):
                return base
        return read_answer(cell, state, question)

    def _base(self, row: int, question: FormQuestion) -> str | None:
        """Return the answer that the form was sent out with; None where the row no longer says so."""
        if "base" not in self.columns or self._text(row, "key") != question.key:
            return None
        return self._text(row, "base")

    def _changed(self, row: int, question: FormQuestion) -> tuple[str, str, str] | None:
        """Return cell, fact and cure where a row asks for something else than the data file does."""
        for name, today in (("unit", question.unit), ("scope", question.scope)):
            told = self._text(row, name)
            if name in self.columns and narrowed(told) != narrowed(today):
                title = next(column.title for column in COLUMNS if column.name == name)
                return (
                    self._cell(row, name),
                    f"表里的{title}是“{told[:30]}”，数据文件里是“{today[:30]}”",
                    f"表里改过的，改回原样；数据文件改过的，{_RESEND}",
                )
        return None

    def _merged(self, row: int) -> str:
        """Return the cell of a row's answer that is merged with another cell; empty for none."""
        for name in ("value", "state"):
            if self.grid.covering(row, self.columns[name]) is not None:
                return self._cell(row, name)
        return ""

    def _is_asked(self, row: int) -> bool:
        """Whether a row is one of the table: not empty and not the line that is signed."""
        texts = [self.grid.text(row, column) for column in self.columns.values()]
        merged = any(self.grid.covering(row, self.columns[name]) for name in ("value", "label"))
        return not self.firsts.get(row, "").startswith(SIGNED_BY) and (any(texts) or merged)

    def _text(self, row: int, name: str) -> str:
        return self.grid.text(row, self.columns.get(name))

    def _cell(self, row: int, name: str) -> str:
        from openpyxl.utils.cell import get_column_letter  # noqa: PLC0415  (only this command reads workbooks)

        return f"{get_column_letter(self.columns[name])}{row}"

    def _refuse(self, cell: str, label: str, message: str, hint: str) -> None:
        place = AnswerPlace(self.place.file, self.place.sheet, cell)
        self.made.refused.append(RefusedCell(place, label, message, hint))


@dataclass(slots=True)
class _Names:
    """Finds the figure of a row by its hidden key, its name, and the name of its cell."""

    grid: SheetGrid
    columns: Mapping[str, int]
    questions: Mapping[str, FormQuestion]
    names: Mapping[str, tuple[str, tuple[int, int]]]
    cells: dict[int, str] = field(default_factory=dict)
    trusted: bool = True
    labels: dict[str, list[str]] = field(default_factory=dict)

    def learn(self, rows: Sequence[int]) -> None:
        """Read the names of the cells, which are only trusted where no other row contradicts them.

        Sorting moves the cells of a sheet but not the names of cells.
        """
        for asked, one in self.questions.items():
            self.labels.setdefault(narrowed(one.label), []).append(asked)
        found = {name.lower(): name for name in self.questions}
        for name, (sheet, (row, column)) in self.names.items():
            key = found.get(name.removeprefix(CELL_NAME))
            if (
                name.startswith(CELL_NAME)
                and key
                and sheet == self.grid.name
                and column == self.columns["value"]
            ):
                self.cells[row] = key
        for row in rows:
            key, label = self._key(row), self._by_label(row)
            known = key or (label[0] if len(label) == 1 else "")
            if known and row in self.cells and self.cells[row] != known:
                self.trusted = False

    def question(self, row: int) -> FormQuestion | None:
        """Return the question of a row; None where nothing says which it is.

        Raises:
            CellError: Key and name contradict each other, or the name is that of several figures.
        """
        key, label = self._key(row), self.grid.text(row, self.columns["label"])
        written = self.grid.text(row, self.columns.get("key"))
        if written and not key:
            raise CellError(
                f"“{label or written}”不在数据文件里，或者由程序推算", f"数据文件改过的，{_RESEND}"
            )
        if key:
            return self._agreed(key, label)
        listed = self._by_label(row)
        if len(listed) > 1:
            one = self.cells.get(row) if self.trusted else None
            if one in listed:
                return self.questions[one]
            raise CellError(f"叫“{label}”的指标有 {len(listed)} 个，隐藏的指标键又没有了", _RESEND)
        if listed:
            return self.questions[listed[0]]
        if not label and self.trusted and row in self.cells:
            return self.questions[self.cells[row]]
        return None

    def _agreed(self, key: str, label: str) -> FormQuestion:
        question = self.questions[key]
        if narrowed(label) == narrowed(question.label):
            return question
        if self.labels.get(narrowed(label)):
            raise CellError(
                f"这一行的名称是“{label}”，隐藏的指标键却是“{question.label}”的：多半只排序、移动了一部分列",
                "撤销排序，或把整行一起移动",
            )
        if label and fuzz.ratio(label, question.label) < _ALIKE:
            raise CellError(
                f"指标名称“{question.label}”被改成了“{label}”", "名称改回原样；换了指标的，先改数据文件"
            )
        return question

    def _key(self, row: int) -> str:
        written = self.grid.text(row, self.columns.get("key"))
        return written if written in self.questions else ""

    def _by_label(self, row: int) -> list[str]:
        return self.labels.get(narrowed(self.grid.text(row, self.columns["label"])), [])
