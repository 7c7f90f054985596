"""The names, values, and part-whole relations of a report's figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from fazhi_report.findings import Route
from fazhi_report.ledger import Ledger, LedgerEntry
from fazhi_report.model.figure import Calculation, Difference, Figure, Growth, Points, Share
from fazhi_report.model.walk import Same
from fazhi_report.norms.catalogue import catalogue, indicator_name
from fazhi_report.numbers.figure import WrittenFigure, parse_figure
from fazhi_report.numbers.interval import base_unit

_ZERO = WrittenFigure("0")

Figures = Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Whole:
    """A figure and its parts.

    Args:
        key: The key of the whole.
        parts: The keys of the parts in the report; several parts do not overlap.
        exhaustive: Whether these are all parts, so that they must add up to the whole.
        declared: Whether the relation comes from the data and not from the catalogue.
    """

    key: str
    parts: tuple[str, ...]
    exhaustive: bool
    declared: bool


def name(key: str, figures: Figures) -> str:
    """Return the name of a figure in messages: its label, the catalogue's, or its key."""
    figure = figures.get(key)
    return indicator_name(key, None if figure is None else figure.label)


def stated(key: str, ledger: Ledger) -> WrittenFigure | None:
    """Return the number of a figure, computed or written; 0 for the status “zero”, None when unknown."""
    entry = ledger.entries.get(key)
    if entry is None:
        return None
    return _ZERO if entry.written is None and entry.figure.status == "zero" else entry.written


def last_year(figures: Figures) -> Ledger:
    """Return last year's figures, as far as this year's data contain them, under this year's keys."""
    given = ((key, figure, figure.previous) for key, figure in figures.items())
    return Ledger(
        {key: LedgerEntry(key, figure, text, parse_figure(text)) for key, figure, text in given if text}
    )


def shown(key: str, ledger: Ledger) -> str:
    """Return the name of a figure with its printed text: “办结”66件."""
    entry = ledger.entries.get(key)
    figures = {one: held.figure for one, held in ledger.entries.items()}
    return f"“{name(key, figures)}”{entry.text if entry else ''}"


def covers(whole: Figure, part: Figure) -> bool:
    """Whether a figure has the scope and period of another, or none of its own."""
    return part.scope in {None, whole.scope} and part.period in {None, whole.period}


def comparable(one: WrittenFigure, other: WrittenFigure) -> bool:
    """Whether two numbers can be compared: their units are equal or synonyms."""
    first, second = base_unit(one), base_unit(other)
    if first == second or _ZERO in {one, other}:
        return True
    groups = ({unit, *also} for unit, also in catalogue().synonyms.items())
    return any(first in group and second in group for group in groups)


# Measure words of documents, cases and other things: 3个规范性文件 are part of 207条政府信息.
_THINGS = frozenset(
    ["件", "个", "条", "份", "项", "起", "宗", "篇", "部", "册", "张", "期", "本", "卷", "款"]
)


def countable(one: WrittenFigure, other: WrittenFigure) -> bool:
    """Whether a declared part can be compared with its whole: both count things, or the units are equal."""
    return comparable(one, other) or {base_unit(one), base_unit(other)} <= _THINGS


def wholes(figures: Figures) -> tuple[Whole, ...]:
    """Return every whole with its disjoint parts; relations in the data replace those of the catalogue."""
    return _wholes(Same(figures))


# Rules need the wholes of this year and of last year.
@lru_cache(maxsize=2)
def _wholes(figures: Same[Figures]) -> tuple[Whole, ...]:
    return tuple(_found(figures.held))


def _found(figures: Figures) -> Iterator[Whole]:
    declared = tuple(_declared(figures))
    yield from declared
    known = {(whole.key, part) for whole in declared for part in whole.parts}
    for key, figure in figures.items():
        listed = catalogue().get(key)
        if listed is None:
            continue
        if listed.parts and not figure.parts:
            parts = tuple(part for part in listed.parts if part in figures and _fits(part, key, figures))
            exhaustive = parts == listed.parts and not listed.rest
            if parts:
                yield Whole(key, parts, exhaustive, declared=False)
        above = listed.part_of
        if (
            above is not None
            and above in figures
            and (above, key) not in known
            and _fits(key, above, figures)
        ):
            yield Whole(above, (key,), exhaustive=False, declared=False)


def _fits(part: str, whole: str, figures: Figures) -> bool:
    return covers(figures[whole], figures[part])


def _declared(figures: Figures) -> Iterator[Whole]:
    for key, figure in figures.items():
        parts = tuple(part for part in figure.parts if part in figures)
        if parts:
            yield Whole(key, parts, not figure.rest and len(parts) == len(figure.parts), declared=True)
        above = figure.part_of
        if above is not None and above in figures and key not in figures[above].parts:
            yield Whole(above, (key,), exhaustive=False, declared=True)


def is_part(part: str, whole: str, figures: Figures) -> bool:
    """Whether a figure is a part of another, by the data or the catalogue."""
    return any(one.key == whole and part in one.parts for one in wholes(figures))


def operands(calculation: Calculation) -> Iterator[tuple[Route, str]]:
    """Yield the keys in a calculation, each with its route inside it."""
    match calculation.share or calculation.growth or calculation.difference or calculation.points:
        case Share(of=of, over=over):
            yield from ((("share", "of"), of), (("share", "over"), over))
        case Growth(of=of, base=other):
            yield from _pair("growth", of, "base", other)
        case Difference(of=of, less=other):
            yield from _pair("difference", of, "less", other)
        case Points(of=of, less=other):
            yield from _pair("points", of, "less", other)
        case _:
            way = "sum" if calculation.sum else "remainder"
            yield from (((way, index), key) for index, key in enumerate(calculation.operands))


def _pair(way: str, of: str, field: str, other: str | None) -> Iterator[tuple[Route, str]]:
    yield (way, "of"), of
    if other is not None:
        yield (way, field), other
