"""The comparison of two years of an organ, or of several organs, figure by figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, cached_property, lru_cache

from fazhi_report.comparison.rows import Comparison, ComparisonRow, Status
from fazhi_report.comparison.units import common_scale, factor_between, kind, unit_of
from fazhi_report.ledger import LedgerEntry, evaluate
from fazhi_report.model.authors import identity
from fazhi_report.model.figure import Figure
from fazhi_report.model.report import Year
from fazhi_report.model.walk import Same
from fazhi_report.norms.catalogue import catalogue, indicator_name
from fazhi_report.numbers.figure import POINTS, SCALES, WrittenFigure
from fazhi_report.numbers.interval import Interval, magnitude, possible_values, unit_factor
from fazhi_report.text.references import is_own

OTHER_DOMAIN = "其他"
"""Domain of figures whose domain is not in the catalogue."""


@dataclass(frozen=True)
class Book:
    """The figures of one organ for one year.

    Figures that only compare another one with last year (``.growth``, ``.last_year``) are left out, because the
    comparison computes them.

    Args:
        organ: The organ's name.
        year: The year.
        entries: Key → figure, the derived ones computed, in the order of the data.
        troubles: Key → why a derived figure could not be computed; its entry has no value.
        identity: By which it is paired with another year's, as `fazhi_report.model.authors.identity` gives it.
    """

    organ: str
    year: int
    entries: Mapping[str, LedgerEntry]
    troubles: Mapping[str, str]
    identity: str = ""

    @classmethod
    def of(cls, data: Year, *, internal: bool = True) -> Book:
        """Return the figures of a data file.

        Args:
            data: The content of the file.
            internal: Whether figures that are not to be published are included.
        """
        return _book(Same(data), internal)

    def value(self, key: str) -> Interval | None:
        """Return the possible values of a figure in its own unit; None when it has no number.

        Years are compared by the numbers that were published: 7.06万件 counts as 70600 and not as all that is rounded
        to it, so that the difference is the one that a reader computes. Only a hedge makes a range.
        """
        entry = self.entries[key]
        if entry.written is not None:
            return _published(entry.written)
        return Interval.exactly(Fraction(0)) if entry.figure.status == "zero" else None

    def why_none(self, key: str) -> str:
        """Return the reason why a figure has no number, in Chinese."""
        reasons = {"not_recorded": "没有统计", "not_applicable": "不适用", "to_fill": "待填"}
        return self.troubles.get(key) or reasons.get(self.entries[key].figure.status, "没有数值")

    def scope(self, key: str) -> tuple[str, str]:
        """Return the scope of a figure and the key that defines it: its own key, or that of a whole of which it is a part.

        Both are empty when no scope is given.
        """
        return self._own_or_inherited(key, lambda figure: figure.scope)

    def period(self, key: str) -> tuple[str, str]:
        """Return the period of a figure, with 本年 for the year, and the key that defines it; empty as for `scope`."""
        words, source = self._own_or_inherited(key, lambda figure: figure.period)
        if not words:
            return words, source
        for distance, name in ((0, "本年"), (-1, "上年"), (1, "下年")):
            words = words.replace(f"{self.year + distance}年", name)
        return words, source

    def _own_or_inherited(self, key: str, read: Callable[[Figure], str | None]) -> tuple[str, str]:
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
        return self._wholes.get(key)

    @cached_property
    def _wholes(self) -> Mapping[str, str]:
        """The first figure that lists each part: the parts are looked up for every figure of a year."""
        whole_of: dict[str, str] = {}
        for whole, entry in self.entries.items():
            for part in entry.figure.parts:
                whole_of.setdefault(part, whole)
        return whole_of


# Several rules compare with last year, and a year is this year first and last year afterwards.
@lru_cache(maxsize=3)
def _book(same: Same[Year], internal: bool) -> Book:  # noqa: FBT001  (a key of the cache)
    data = same.held
    ledger = evaluate(data.figures)
    entries = {
        key: ledger.get(key) or LedgerEntry(key, figure, "算不出", None)
        for key, figure in data.figures.items()
        if (internal or not figure.internal) and not _compares(key, data.figures)
    }
    return Book(data.organ.name, data.year, entries, ledger.troubles, identity(data.organ))


def _published(written: WrittenFigure) -> Interval:
    values = possible_values(written) if written.hedge else Interval.exactly(magnitude(written))
    return values.scaled(Fraction(1, unit_factor(written)))


def _compares(key: str, figures: Mapping[str, Figure]) -> bool:
    base, _, last = key.rpartition(".")
    if last not in catalogue().qualifiers or key in catalogue().indicators:
        return False
    # Growth figures are not counts, so they are not compared even when the counts themselves are missing.
    return base in figures or is_own(base) or base in catalogue().indicators


def label(entry: LedgerEntry) -> str:
    """Return the figure's Chinese name: from the file, else from the catalogue, else its key."""
    return indicator_name(entry.key, entry.figure.label)


def domain(key: str) -> str:
    """Return the Chinese name of the domain of a key."""
    return catalogue().domain(key) or OTHER_DOMAIN


_POSITIONAL = "imported."
"""Prefix of keys that older imports numbered by place, so that equal keys may mean different figures."""


def is_same(one: LedgerEntry, other: LedgerEntry) -> bool:
    """Whether two entries of one key, of two years or organs, are the same figure.

    Keys that only number the figures of a file (``imported.figure_3``) mean the same where the names are the same, too.
    """
    return not one.key.startswith(_POSITIONAL) or label(one) == label(other)


def former_keys(entry: LedgerEntry) -> tuple[str, ...]:
    """Return the former keys of a figure: first those of the data, then those of the catalogue."""
    listed = catalogue().get(entry.key)
    return (*entry.figure.aliases, *(() if listed is None else listed.aliases))


def rank(key: str) -> tuple[int, int]:
    """Return the sort key for the order of the catalogue; keys that it does not list come last in their domain."""
    domains, listed = _order()
    return domains.get(key.partition(".")[0], len(domains)), listed.get(key, len(listed))


@cache
def _order() -> tuple[Mapping[str, int], Mapping[str, int]]:
    known = catalogue()
    return (
        {name: number for number, name in enumerate(known.domains)},
        {key: number for number, key in enumerate(known.indicators)},
    )


def compare_years(old: Book, new: Book) -> Comparison:
    """Return the comparison of all figures of two years, in the order of the catalogue."""
    return _compared(Same(old), Same(new))


@lru_cache(maxsize=1)
def _compared(one: Same[Book], other: Same[Book]) -> Comparison:
    old, new = one.held, other.held
    rows = sorted((row_of(old, new, *pair) for pair in _pairs(old, new)), key=lambda row: rank(row.key))
    return Comparison(f"{old.year}年", f"{new.year}年", new.organ, tuple(rows))


def _pairs(old: Book, new: Book) -> Iterator[tuple[LedgerEntry | None, LedgerEntry | None]]:
    """Yield the entries of the same figure in pairs, found by key or former key; None for a missing side."""
    left = {key: entry for key, entry in old.entries.items() if key not in new.entries}
    left_by_former: dict[str, list[str]] = {}
    for key, entry in left.items():
        for former in former_keys(entry):
            left_by_former.setdefault(former, []).append(key)
    for key, entry in new.entries.items():
        if key in old.entries:
            if is_same(old.entries[key], entry):
                yield old.entries[key], entry
            else:
                yield old.entries[key], None
                yield None, entry
            continue
        was = next((former for former in former_keys(entry) if former in left), None)
        was = was or next((other for other in left_by_former.get(key, ()) if other in left), None)
        yield (None if was is None else left.pop(was)), entry
    for entry in left.values():
        yield entry, None


def row_of(old: Book, new: Book, before: LedgerEntry | None, after: LedgerEntry | None) -> ComparisonRow:
    """Return the row of a figure; at least one of the entries must be given."""
    if before is None or after is None:
        (entry,) = (one for one in (before, after) if one is not None)
        status = Status.ADDED if before is None else Status.GONE
        return ComparisonRow(entry.key, label(entry), domain(entry.key), before, after, status)
    judged = _Judge(old, new, before, after).judge()
    return ComparisonRow(
        after.key,
        label(after),
        domain(after.key),
        before,
        after,
        judged.status,
        judged.change,
        judged.unit,
        judged.growth,
        judged.points,
        judged.remarks,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    status: Status
    remarks: tuple[str, ...]
    change: Interval | None = None
    unit: str = ""
    growth: Interval | None = None
    points: Interval | None = None


@dataclass(frozen=True, slots=True)
class _Judge:
    """Decides whether two entries of the same figure can be compared."""

    old: Book
    new: Book
    before: LedgerEntry
    after: LedgerEntry

    def judge(self) -> _Found:
        values = self.old.value(self.before.key), self.new.value(self.after.key)
        remarks = self._renamed()
        if values[0] is None or values[1] is None:
            return _Found(Status.NO_NUMBER, (*remarks, *self._no_number()))
        factor = factor_between(self.before, self.after)
        if factor is None:
            return _Found(
                Status.UNIT, (*remarks, f"单位由“{unit_of(self.before)}”改为“{unit_of(self.after)}”")
            )
        scope = self._scope()
        if scope:
            return _Found(Status.SCOPE, (*remarks, scope))
        return self._measured(values[0].scaled(factor), values[1], remarks)

    def _measured(self, before: Interval, after: Interval, remarks: tuple[str, ...]) -> _Found:
        change = after - before
        hedged = change.exact is None
        # A zero fits any unit.
        kinds = {kind(self.before), kind(self.after)} - {""}
        rate = kinds == {"rate"}
        remarks = (*remarks, *self._unit_words(), *self._one_scope())
        status = self._status(change, before, rate=rate)
        if hedged:
            alike = "约数，两年说法相同" if status is Status.SAME else "有约数，增减只能说出范围"
            remarks = (*remarks, alike)
        growth = after.growth_from(before) if kinds <= {"count"} else None
        # The unit of 7.06万件 and 7.5万件 is 万件; where the scales differ the numbers are taken in full.
        scale = common_scale(self.before, self.after)
        return _Found(
            status,
            remarks,
            change.scaled(1 / Fraction(SCALES[scale])),
            POINTS[0] if rate else scale + (unit_of(self.after) or unit_of(self.before)),
            growth,
            change if rate else None,
        )

    def _status(self, change: Interval, before: Interval, *, rate: bool) -> Status:
        if self.before.key != self.after.key:
            return Status.RENAMED
        if change.exact is None:
            # The same approximate wording in both years means that no change is known.
            return Status.SAME if self.before.text == self.after.text else Status.HEDGED
        if change.exact == 0:
            return Status.SAME
        return Status.ZERO_BASE if before.exact == 0 and not rate else Status.CHANGED

    def _renamed(self) -> tuple[str, ...]:
        if self.before.key == self.after.key:
            return ()
        return (f"指标键由 {self.before.key} 改为 {self.after.key}",)

    def _no_number(self) -> Iterator[str]:
        for book, entry in ((self.old, self.before), (self.new, self.after)):
            if book.value(entry.key) is None:
                yield f"{book.year}年{book.why_none(entry.key)}"

    def _scope(self) -> str:
        """Return why the scopes differ, in Chinese; empty when they are equal or one is not given."""
        for name, (was, _), (now, source) in (
            ("口径", self.old.scope(self.before.key), self.new.scope(self.after.key)),
            ("时段", self.old.period(self.before.key), self.new.period(self.after.key)),
        ):
            if was and now and was != now:
                if source != self.after.key:
                    return f"随“{label(self.new.entries[source])}”改了{name}"
                return f"{name}由“{was}”改为“{now}”"
        return ""

    def _one_scope(self) -> Iterator[str]:
        (was, _), (now, source) = self.old.scope(self.before.key), self.new.scope(self.after.key)
        if bool(was) != bool(now) and source in {"", self.after.key}:
            yield f"只有{(self.old if was else self.new).year}年写明口径（{was or now}）"

    def _unit_words(self) -> Iterator[str]:
        was, now = unit_of(self.before), unit_of(self.after)
        if was and now and was != now:
            yield f"单位写法由“{was}”改为“{now}”"


def compare_units(
    old: Mapping[str, Book], new: Mapping[str, Book], old_name: str, new_name: str
) -> Comparison:
    """Return the comparison of the figures of several organs, organ after organ.

    Args:
        old: Identity of the organ → its book, of the folder on the left.
        new: Identity of the organ → its book, of the folder on the right.
        old_name: Name of the left side.
        new_name: Name of the right side.
    """
    rows = []
    for organ in dict.fromkeys((*old, *new)):
        pair = [side.get(organ) for side in (old, new)]
        # The later side says how the organ is called now.
        known = next(book for book in reversed(pair) if book is not None)
        left, right = (book or Book(known.organ, known.year, {}, {}) for book in pair)
        rows += [replace(row, organ=known.organ) for row in compare_years(left, right).rows]
    return Comparison(old_name, new_name, "", tuple(rows))
