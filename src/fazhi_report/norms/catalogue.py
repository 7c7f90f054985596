"""The catalogue of indicators (指标目录): name, definition, unit and sums of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, Required, TypedDict, cast

from fazhi_report.norms.shipped import read

Kind = Literal["count", "money", "rate"]
Better = Literal["higher", "lower"]


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator (指标).

    Args:
        key: ``domain.noun[.qualifier]``.
        label: Chinese name.
        unit: Its usual unit.
        definition: What is counted, one Chinese sentence.
        kind: ``count``, ``money`` or ``rate`` (a percentage, or a difference of percentages).
        also: Other units with the same meaning.
        of: Of a rate: key of the usual numerator.
        over: Of a rate: key of the usual denominator.
        part_of: Key of the total that it is a part of.
        parts: Keys of the parts that add up to it.
        rest: Whether the parts usually leave a remainder without a name.
        better: Whether more or less of it is better; None where neither is.
        range: Of a rate: the usual minimum and maximum in per cent; a value outside is worth a note, not an error.
        internal: Whether it is usually not published.
        aliases: Keys that earlier versions of the catalogue gave it.
    """

    key: str
    label: str
    unit: str
    definition: str
    kind: Kind = "count"
    also: tuple[str, ...] = ()
    of: str | None = None
    over: str | None = None
    part_of: str | None = None
    parts: tuple[str, ...] = ()
    rest: bool = False
    better: Better | None = None
    range: tuple[int, int] | None = None
    internal: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def domain(self) -> str:
        """The domain (领域): the first part of the key."""
        return self.key.partition(".")[0]

    @property
    def units(self) -> tuple[str, ...]:
        """All units in which it may be written; the usual one is the first."""
        return (self.unit, *self.also)


@dataclass(frozen=True, slots=True)
class Balance:
    """A balance (结转): opening stock and what comes in equal what goes out and closing stock.

    Args:
        title: Its Chinese name.
        inward: Keys of what comes in, the opening stock among them.
        outward: Keys of what goes out, the closing stock among them.
        opening: Key of the stock from last year.
        closing: Key of the stock that is left: next year's opening.
    """

    title: str
    inward: tuple[str, ...]
    outward: tuple[str, ...]
    opening: str
    closing: str


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A suffix of a key that makes a new indicator of any other, such as ``growth`` (同比增长率).

    Args:
        label: The suffix of the Chinese name.
        unit: Its unit; empty for that of the other indicator.
        kind: Its kind; None for that of the other indicator.
    """

    label: str
    unit: str = ""
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The whole catalogue.

    Args:
        version: Increased whenever a key, a unit or a meaning changes.
        domains: Domain → Chinese name, in the order of print.
        indicators: Key → indicator, in the order of print.
        qualifiers: Suffix of a key → qualifier.
        balances: The balances.
        synonyms: Unit → other units with the same meaning, for all indicators.
    """

    version: int
    domains: Mapping[str, str]
    indicators: Mapping[str, Indicator]
    qualifiers: Mapping[str, Qualifier]
    balances: tuple[Balance, ...]
    synonyms: Mapping[str, tuple[str, ...]]

    def get(self, key: str) -> Indicator | None:
        """The indicator of this key, listed or made by a qualifier; None where the key is not in the catalogue."""
        found = self.indicators.get(key)
        if found is not None:
            return found
        base, _, last = key.rpartition(".")
        qualifier, whole = self.qualifiers.get(last), self.indicators.get(base)
        return None if qualifier is None or whole is None else _qualified(whole, key, qualifier)

    def domain(self, key: str) -> str | None:
        """Chinese name of the domain of a key; None where the domain is not in the catalogue."""
        return self.domains.get(key.partition(".")[0])

    def label(self, key: str) -> str | None:
        """Chinese name of the indicator; None when it is not listed."""
        found = self.get(key)
        return None if found is None else found.label


class _Entry(TypedDict, total=False):
    """An indicator in indicators.yaml; every scalar is text."""

    label: Required[str]
    unit: Required[str]
    definition: Required[str]
    kind: Kind
    also: list[str]
    of: str
    over: str
    part_of: str
    parts: list[str]
    rest: Literal["true"]
    better: Better
    range: list[str]
    internal: Literal["true"]
    aliases: list[str]


class _QualifierEntry(TypedDict, total=False):
    label: Required[str]
    unit: str
    kind: Kind


_BalanceEntry = TypedDict(
    "_BalanceEntry", {"title": str, "in": list[str], "out": list[str], "opening": str, "closing": str}
)


class _File(TypedDict):
    version: str
    units: dict[str, list[str]]
    qualifiers: dict[str, _QualifierEntry]
    domains: dict[str, str]
    balances: list[_BalanceEntry]
    indicators: dict[str, _Entry]


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The catalogue that comes with the program; read once."""
    data = cast("_File", read("indicators"))
    wholes = {part: key for key, entry in data["indicators"].items() for part in entry.get("parts", ())}
    indicators = {
        key: _indicator(key, entry, data["units"].get(entry["unit"], []), wholes.get(key))
        for key, entry in data["indicators"].items()
    }
    return Catalogue(
        version=int(data["version"]),
        domains=MappingProxyType(data["domains"]),
        indicators=MappingProxyType(indicators),
        qualifiers=MappingProxyType({key: Qualifier(**entry) for key, entry in data["qualifiers"].items()}),
        balances=tuple(_balance(entry) for entry in data["balances"]),
        synonyms=MappingProxyType({unit: tuple(also) for unit, also in data["units"].items()}),
    )


def indicator_name(key: str, own: str | None = None) -> str:
    """Return the Chinese name of a figure; the key where it has none.

    Args:
        key: Its key.
        own: The name that the data give it; None for none.
    """
    return own or catalogue().label(key) or key


def named_key(key: str, own: str | None = None) -> str:
    """Return the Chinese name of a figure with its key behind it: 专题会议（leader.meetings）."""
    name = indicator_name(key, own)
    return key if name == key else f"{name}（{key}）"


def _indicator(key: str, entry: _Entry, synonyms: list[str], whole: str | None) -> Indicator:
    unit = entry["unit"]
    limits = [int(limit) for limit in entry.get("range", ())]
    return Indicator(
        key=key,
        label=entry["label"],
        unit=unit,
        definition=entry["definition"],
        kind=entry.get("kind", "count"),
        also=tuple(dict.fromkeys((*entry.get("also", ()), *synonyms))),
        of=entry.get("of"),
        over=entry.get("over"),
        part_of=entry.get("part_of", whole),
        parts=tuple(entry.get("parts", ())),
        rest="rest" in entry,
        better=entry.get("better"),
        range=(limits[0], limits[1]) if limits else None,
        internal="internal" in entry,
        aliases=tuple(entry.get("aliases", ())),
    )


def _balance(entry: _BalanceEntry) -> Balance:
    return Balance(
        entry["title"], tuple(entry["in"]), tuple(entry["out"]), entry["opening"], entry["closing"]
    )


def _qualified(whole: Indicator, key: str, qualifier: Qualifier) -> Indicator:
    return Indicator(
        key=key,
        label=f"{whole.label}{qualifier.label}",
        unit=qualifier.unit or whole.unit,
        definition=f"由“{whole.label}”推算：{qualifier.label}。",
        kind=qualifier.kind or whole.kind,
        also=() if qualifier.unit else whole.also,
        internal=whole.internal,
    )
