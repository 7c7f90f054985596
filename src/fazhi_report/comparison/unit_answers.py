"""What the units of a city answered for a figure, read from their data files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from fazhi_report.comparison.years import Book
from fazhi_report.model.figure import Figure
from fazhi_report.model.internal import is_internal
from fazhi_report.model.report import Year
from fazhi_report.model.unit_sum import AnswerState, UnitAnswer, UnitSum
from fazhi_report.numbers.figure import WrittenFigure, parse_figure

_STATES = {
    "zero": AnswerState.ZERO,
    "not_recorded": AnswerState.NOT_RECORDED,
    "not_applicable": AnswerState.NOT_APPLICABLE,
    "to_fill": AnswerState.TO_FILL,
}


@dataclass(frozen=True)
class UnitYear:
    """The data of one unit for one year.

    Args:
        unit: Name of the unit.
        year: Its data; None where it has not answered, or its file cannot be read.
        before: Its data of the year before; None where there is none.
        kind: Its kind in the roster; empty when unknown.
        file: Its data file; empty where it has not answered.
        outside: Whether it is not in the roster: it owes nothing and is not added up.
        public: Whether figures that are not to be published are left out.
    """

    unit: str
    year: Year | None = None
    before: Year | None = None
    kind: str = ""
    file: str = ""
    outside: bool = False
    public: bool = False

    @cached_property
    def book(self) -> Book | None:
        """Its figures, the derived ones computed."""
        return None if self.year is None else self._book(self.year)

    @cached_property
    def book_before(self) -> Book | None:
        """Its figures of the year before, the derived ones computed."""
        return None if self.before is None else self._book(self.before)

    def _book(self, year: Year) -> Book:
        book = Book.of(year, internal=True)
        if not self.public:
            return book
        shown = {key: one for key, one in book.entries.items() if not is_internal(key, one.figure)}
        return replace(book, entries=shown)

    def answer(self, key: str) -> UnitAnswer:
        """Return what the unit answered for a figure."""
        return replace(self._answer(key), outside=self.outside)

    def _answer(self, key: str) -> UnitAnswer:
        if self.book is None:
            state = AnswerState.UNREADABLE if self.file else AnswerState.MISSING
            return UnitAnswer(self.unit, state, previous=self._previous(key), file=self.file)
        entry = self.book.entries.get(key)
        if entry is None:
            return UnitAnswer(self.unit, AnswerState.BLANK, previous=self._previous(key), file=self.file)
        state = _STATES.get(entry.figure.status, AnswerState.VALUE)
        if state is AnswerState.VALUE and entry.written is None:
            state = AnswerState.TO_FILL if entry.is_open else AnswerState.NOT_COMPUTED
        scope, _ = self.book.scope(key)
        return UnitAnswer(self.unit, state, entry.written, scope, self._previous(key), self.file)

    def _previous(self, key: str) -> WrittenFigure | None:
        """Last year's number: as this year's data say it, else from last year's data."""
        own = None if self.book is None else self.book.entries.get(key)
        if own is not None and own.figure.previous is not None:
            return parse_figure(own.figure.previous)
        entry = None if self.book_before is None else self.book_before.entries.get(key)
        return None if entry is None else entry.written


def with_answers(year: Year, units: Sequence[UnitYear]) -> Year:
    """Return the data of a city with the answers of its units to every `sum_units`, and who is lacking in the note."""
    figures = {key: _answered(key, figure, units) for key, figure in year.figures.items()}
    return year.model_copy(update={"figures": figures})


def sums_units(figures: Mapping[str, Figure]) -> bool:
    """Whether a figure is a sum over the units of the city."""
    return any(one.derive is not None and one.derive.sum_units is not None for one in figures.values())


def answers(units: Sequence[UnitYear], key: str, kinds: Sequence[str] = ()) -> tuple[UnitAnswer, ...]:
    """Return the answers of the units of some kinds, of all where none is named, in the order of the units."""
    return tuple(unit.answer(key) for unit in units if not kinds or unit.kind in kinds)


def _answered(key: str, figure: Figure, units: Sequence[UnitYear]) -> Figure:
    way = None if figure.derive is None else figure.derive.sum_units
    if figure.derive is None or way is None:
        return figure
    asked = way.key or key
    given = way.model_copy(update={"key": asked}).answered(answers(units, asked, way.kinds))
    derive = figure.derive.model_copy(update={"sum_units": given})
    return figure.model_copy(update={"derive": derive, "note": _note(figure.note, given)})


def _note(note: str | None, way: UnitSum) -> str | None:
    """The note of the figure, with who has not answered and why the sum is printed all the same."""
    left_out = f"不含{'、'.join(way.without)}：{way.reason}" if way.without else way.reason or ""
    lacking = f"{way.answered_words}；{way.lacking_words}" if way.lacking else ""
    return "；".join(filter(None, (note, lacking, left_out))) or None


def movers(given: Sequence[UnitAnswer]) -> list[UnitAnswer]:
    """Return the answers with a number, those that changed most against last year first, then the largest."""

    def moved(one: UnitAnswer) -> tuple[float, float]:
        now = float(one.written.value) if one.written is not None else 0.0
        change = abs(now - float(one.previous.value)) if one.previous is not None else 0.0
        return (-change, -now)

    return sorted((one for one in given if one.state in {AnswerState.VALUE, AnswerState.ZERO}), key=moved)
