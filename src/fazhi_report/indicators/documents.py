"""Gives every figure of a whole text a key: that of its indicator, or one made from its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from fazhi_report.indicators.classify import classify
from fazhi_report.indicators.naming import change_kind, identity, label, own_key, wider
from fazhi_report.indicators.readings import Certainty, Reading, Uncertainty
from fazhi_report.indicators.scope import Scope
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.numbers.finder import FoundNumber
from fazhi_report.numbers.hedges import Bound, bounds

_GENERAL = re.compile(
    "[（(][^（）()]{0,6}[）)]|^(?:数量|数值|数据|件数|人数|合计|总数|情况|完成情况|本年|本年度|今年|单位|指标|项目|内容|备注)$"
)
"""Heads of columns that do not say what is counted."""
_VAGUE = frozenset({Bound.JUST_BELOW, Bound.JUST_ABOVE, Bound.AROUND})


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a text, or a cell of a table.

    Args:
        text: Its words.
        headings: The headings above it, the outermost first.
        heads: For a cell of a table the heads of its column and row, since a cell has no words of its own.
        coming: Whether it tells of the plans for the next year.
    """

    text: str
    headings: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    coming: bool = False

    def is_planned(self, number: FoundNumber) -> bool:
        """Whether a number of the passage belongs to the plans; vague numbers there (40多家) are results."""
        written = number.written
        return self.coming and written is not None and _VAGUE.isdisjoint(bounds(written.hedge))


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A figure with its key.

    Args:
        reading: Which indicator it is, and why.
        key: That of the indicator where it is sure, else one made from its words; empty where no words distinguish it
            from another figure of the text.
        label: The indicator's name, or a noun phrase.
    """

    reading: Reading
    key: str
    label: str


def read(passages: Sequence[Passage], scope: Scope) -> list[list[Reading]]:
    """Return which indicator each figure of every passage is, in their order.

    Where an indicator has two different values, neither figure is sure. What is planned is no indicator of this year, so
    that it does not compete with what was done.
    """
    return _settled([[_this_year(one, passage) for one in _read(passage, scope)] for passage in passages])


def _this_year(reading: Reading, passage: Passage) -> Reading:
    """Return the reading; that of a planned figure is no indicator."""
    planned = passage.is_planned(reading.spot.number)
    return Reading(reading.spot, Certainty.NONE) if planned else reading


def named(passages: Sequence[Passage], scope: Scope) -> list[list[NamedFigure]]:
    """Return the figures of every passage with their keys, in their order.

    Figures without an indicator get keys from their words; two that would share a key get more words.
    """
    found = read(passages, scope)
    rows = [
        _Row(place, reading, passage)
        for place, (passage, readings) in enumerate(zip(passages, found, strict=True))
        for reading in readings
    ]
    keys = _keys(rows)
    made: list[list[NamedFigure]] = [[] for _ in passages]
    for row, (key, name) in zip(rows, keys, strict=True):
        made[row.place].append(NamedFigure(row.reading, key, name))
    return made


def _read(passage: Passage, scope: Scope) -> list[Reading]:
    """Return the readings of a passage; the heads of a cell are tried in both orders."""
    heads = [words for head in passage.heads if (words := _GENERAL.sub("", head))]
    tries = [
        _led("".join(order), passage, scope) for order in dict.fromkeys((tuple(heads), tuple(heads[::-1])))
    ]
    return next((found for found in tries if any(one.certainty is Certainty.SURE for one in found)), tries[0])


def _led(lead: str, passage: Passage, scope: Scope) -> list[Reading]:
    """Return the readings of a passage with words put before it; offsets are those in the passage."""
    if not lead:
        return classify(passage.text, passage.headings, scope)
    moved: list[Reading] = []
    for reading in classify(f"{lead}{passage.text}", passage.headings, scope):
        number = reading.spot.number
        start, end = number.start - len(lead), number.end - len(lead)
        if start >= 0:
            spot = replace(reading.spot, number=replace(number, start=start, end=end))
            moved.append(replace(reading, spot=spot))
    return moved


@dataclass(frozen=True, slots=True)
class _Row:
    place: int
    reading: Reading
    passage: Passage

    @property
    def value(self) -> tuple[Decimal, str, str]:
        written = self.reading.spot.number.written
        assert written is not None  # a spot is a figure that can be written  # noqa: S101
        return written.value, written.hedge, written.unit


def _settled(found: list[list[Reading]]) -> list[list[Reading]]:
    """Return the readings; those of an indicator with two values are no longer sure."""
    values: dict[str, set[object]] = {}
    for reading in _sure(found):
        written = reading.spot.number.written
        values.setdefault(reading.key, set()).add((written.value, written.hedge) if written else None)
    torn = {key for key, found in values.items() if len(found) > 1}
    return [[_doubted(reading) if _base(reading.key, torn) else reading for reading in row] for row in found]


def _base(key: str, torn: set[str]) -> bool:
    """Whether the key, or the one that it is derived from, has two values."""
    base, _, last = key.rpartition(".")
    return key in torn or (last in catalogue().qualifiers and base in torn)


def _sure(found: list[list[Reading]]) -> Iterator[Reading]:
    return (reading for row in found for reading in row if reading.certainty is Certainty.SURE)


def _doubted(reading: Reading) -> Reading:
    if reading.certainty is not Certainty.SURE or reading.evidence is None:
        return reading
    evidence = replace(reading.evidence, doubts=(*reading.evidence.doubts, Uncertainty.OTHER_VALUE))
    return replace(reading, certainty=Certainty.ASK, evidence=evidence)


def _keys(rows: Sequence[_Row]) -> list[tuple[str, str]]:
    """Return key and name of every figure."""
    names = _names(rows)
    found: list[tuple[str, str]] = [("", name) for name in names]
    open_rows: list[int] = []
    for at, row in enumerate(rows):
        if row.reading.certainty is Certainty.SURE:
            found[at] = (row.reading.key, catalogue().label(row.reading.key) or names[at])
        else:
            open_rows.append(at)
    identities = {
        at: identity(
            rows[at].reading.spot,
            names[at],
            names[at - 1] if _follows(rows, at) else "",
            rows[at].passage.headings,
        )
        for at in open_rows
    }
    depth = 0
    while open_rows:
        values: dict[str, set[object]] = {}
        for at in open_rows:
            values.setdefault(identities[at], set()).add(rows[at].value)
        again: list[int] = []
        for at in open_rows:
            if len(values[identities[at]]) == 1:
                key = own_key(identities[at])
                kind = change_kind(rows[at].reading.spot)
                found[at] = (f"{key}.{kind}" if kind else key, names[at])
                continue
            more = wider(rows[at].reading.spot, rows[at].passage.headings, depth)
            if more is not None:
                identities[at] = f"{identities[at]}|{more}"
                again.append(at)
        open_rows, depth = again, depth + 1
    return found


def _follows(rows: Sequence[_Row], at: int) -> bool:
    """Whether a figure continues the one before it in its sentence."""
    return at > 0 and rows[at].reading.spot.follows and rows[at - 1].place == rows[at].place


def _last_heading(passage: Passage) -> str:
    return passage.headings[-1].rstrip("。：") if passage.headings else ""


def _names(rows: Sequence[_Row]) -> list[str]:
    """Return a noun phrase for every figure."""
    names: list[str] = []
    for at, row in enumerate(rows):
        name = label(row.reading.spot, names[-1] if _follows(rows, at) else "")
        names.append(name or "".join(row.passage.heads) or _last_heading(row.passage) or "数据")
    return names
