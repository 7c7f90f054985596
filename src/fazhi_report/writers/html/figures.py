"""主要数据: the year's figures as groups of rows, and the bars beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from fazhi_report.tree.nodes import Fact

_FEWEST = 3
_FEWEST_COMPARED = 2
_MOST = 8
_WHOLE = Decimal(100)
_RATES = "比率"


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart: lengths in per cent of the chart's width.

    Args:
        fact: The figure.
        length: Of this year's bar.
        before: Of last year's bar; empty when last year is unknown.
    """

    fact: Fact
    length: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars that share one scale, for they share one unit.

    Args:
        title: What they are of.
        unit: Their unit.
        bars: One a figure.
    """

    title: str
    unit: str
    bars: tuple[Bar, ...]

    @property
    def has_before(self) -> bool:
        """Whether any bar of last year stands in it."""
        return any(bar.before for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one field of work."""

    domain: str
    facts: tuple[Fact, ...]


def groups(facts: Iterable[Fact]) -> tuple[Group, ...]:
    """Figures by field, fields and figures in the order of their first mention."""
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.domain, []).append(fact)
    return tuple(Group(domain, tuple(members)) for domain, members in found.items())


def charts(facts: Sequence[Fact]) -> tuple[Chart, ...]:
    """A chart for every field with enough figures of one unit, or with last year's; and one of all shares."""
    made = [chart for group in groups(facts) for chart in _of_group(group)]
    shares = [fact for fact in facts if fact.share]
    if len(shares) >= _FEWEST:
        made.append(_chart(_RATES, "%", shares[:_MOST], _WHOLE))
    return tuple(made)


def _of_group(group: Group) -> Iterable[Chart]:
    measured = sorted((fact for fact in group.facts if _is_measured(fact)), key=lambda fact: fact.unit)
    for unit, members in groupby(measured, key=lambda fact: fact.unit):
        chosen = list(members)[:_MOST]
        fewest = _FEWEST_COMPARED if any(fact.previous_number for fact in chosen) else _FEWEST
        if len(chosen) >= fewest:
            yield _chart(group.domain, unit, chosen, max(_lengths(chosen)))


def _is_measured(fact: Fact) -> bool:
    """Whether a bar can show it: a number of things or of money, nought among them."""
    return bool(fact.number) and fact.unit not in {"", "%", "个百分点"} and Decimal(fact.number) >= 0


def _lengths(facts: Iterable[Fact]) -> list[Decimal]:
    return [Decimal(text) for fact in facts for text in (fact.number, fact.previous_number) if text]


def _chart(title: str, unit: str, facts: Sequence[Fact], most: Decimal) -> Chart:
    return Chart(
        title,
        unit,
        tuple(Bar(fact, _length(fact.number, most), _length(fact.previous_number, most)) for fact in facts),
    )


def _length(text: str, most: Decimal) -> str:
    if not text:
        return ""
    part = Decimal(text) / most * 100 if most else Decimal(0)
    return f"{max(min(part, _WHOLE), Decimal(0)):.2f}"
