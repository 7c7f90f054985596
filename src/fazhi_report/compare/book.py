"""One year of one organ as it is compared: every figure, with what it counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from fazhi_report.ledger.evaluate import Entry, evaluate
from fazhi_report.model.figure import Figure
from fazhi_report.model.year_figures import Year
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.notation.span import Span, possible

OTHER_DOMAIN = "其他"
"""Where figures stand whose domain the catalogue does not know."""


@dataclass(frozen=True, slots=True)
class Book:
    """The figures of one organ for one year.

    Figures that only compare another one of the same year with its past (``.growth``, ``.last_year``) are left out:
    a comparison says that itself.

    Args:
        organ: The organ's name.
        year: The year.
        entries: Key → figure, the derived ones computed, in the order of the data.
        troubles: Key → why a derived figure could not be computed; its entry has no value.
    """

    organ: str
    year: int
    entries: Mapping[str, Entry]
    troubles: Mapping[str, str]

    @classmethod
    def of(cls, data: Year, *, internal: bool = True) -> Book:
        """The book of a data file.

        Args:
            data: What the file says.
            internal: Whether figures that are not to be published come along.
        """
        ledger = evaluate(data.figures)
        entries = {
            key: ledger.get(key) or Entry(key, figure, "算不出", None)
            for key, figure in data.figures.items()
            if (internal or not figure.internal) and not _compares(key, data.figures)
        }
        return cls(data.organ.name, data.year, entries, ledger.troubles)

    def value(self, key: str) -> Span | None:
        """What the figure may be; None where there is no number."""
        entry = self.entries[key]
        if entry.written is not None:
            return possible(entry.written)
        return Span.exactly(Fraction(0)) if entry.figure.status == "zero" else None

    def why_none(self, key: str) -> str:
        """Why the figure has no number."""
        reasons = {"not_recorded": "没有统计", "not_applicable": "不适用", "to_fill": "待填"}
        return self.troubles.get(key) or reasons.get(self.entries[key].figure.status, "没有数值")

    def scope(self, key: str) -> tuple[str, str]:
        """What the figure covers, and the key that says so: its own, or a whole's that it is a part of.

        Both are empty where nothing says it.
        """
        return self._said(key, lambda figure: figure.scope)

    def period(self, key: str) -> tuple[str, str]:
        """Which time the figure covers, with the year as 本年, and the key that says so; empty as for `scope`."""
        words, sayer = self._said(key, lambda figure: figure.period)
        for distance, name in ((0, "本年"), (-1, "上年"), (1, "下年")):
            words = words.replace(f"{self.year + distance}年", name)
        return words, sayer

    def _said(self, key: str, read: Callable[[Figure], str | None]) -> tuple[str, str]:
        seen: set[str] = set()
        at: str | None = key
        while at is not None and at not in seen and at in self.entries:
            seen.add(at)
            figure = self.entries[at].figure
            if words := read(figure):
                return words, at
            at = self._whole(at, figure)
        return "", ""

    def _whole(self, key: str, figure: Figure) -> str | None:
        if figure.part_of is not None:
            return figure.part_of
        return next((whole for whole, entry in self.entries.items() if key in entry.figure.parts), None)


def _compares(key: str, figures: Mapping[str, Figure]) -> bool:
    base, _, last = key.rpartition(".")
    return base in figures and last in catalogue().qualifiers


def label(entry: Entry) -> str:
    """The figure's Chinese name: the file's own, else the catalogue's, else its key."""
    return entry.figure.label or catalogue().label(entry.key) or entry.key


def domain(key: str) -> str:
    """Chinese name of the domain that the key belongs to."""
    return catalogue().domain(key) or OTHER_DOMAIN


def former_keys(entry: Entry) -> tuple[str, ...]:
    """Keys that the figure had before: those that the data tell, then those that the catalogue does."""
    listed = catalogue().get(entry.key)
    return (*entry.figure.aliases, *(() if listed is None else listed.aliases))


def rank(key: str) -> tuple[int, int]:
    """Sorts keys in the order of the catalogue; keys that it does not list come last in their domain."""
    domains, listed = _order()
    return domains.get(key.partition(".")[0], len(domains)), listed.get(key, len(listed))


@cache
def _order() -> tuple[Mapping[str, int], Mapping[str, int]]:
    known = catalogue()
    return (
        {name: number for number, name in enumerate(known.domains)},
        {key: number for number, key in enumerate(known.indicators)},
    )
