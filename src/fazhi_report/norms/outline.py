"""The decreed contents of a report: parts and their order, duties, fixed phrases (outline.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from fazhi_report.norms.shipped import Years, read


@dataclass(frozen=True, slots=True)
class PartOrder:
    """The parts of a report that a decree asks for, in its order.

    Args:
        source: The decree.
        years: Report years for which it holds.
        parts: Names of the parts.
    """

    source: str
    years: Years
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartNorm:
    """A part of a report.

    Args:
        title: Its name in the decree.
        short: Its short name.
        words: Words that a heading of this part may have.
        tell_tales: Words that a heading of another part never has without words of its own part.
    """

    title: str
    short: str
    words: tuple[str, ...]
    tell_tales: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of the head of government.

    Args:
        title: The duty, short.
        words: Any of these in the part on the head of government counts as a mention.
    """

    title: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A fixed phrase, which must be quoted to the letter.

    Args:
        clauses: Its clauses, joined by 、.
        source: The document that it is quoted from.
        years: Report years for which this wording holds.
    """

    clauses: tuple[str, ...]
    source: str
    years: Years

    @property
    def text(self) -> str:
        """The whole phrase."""
        return "、".join(self.clauses)


@dataclass(frozen=True, slots=True)
class Outline:
    """All decreed contents of a report.

    Args:
        version: Increased with every change.
        orders: Contents and their order, by years.
        parts: Name → part.
        causes: Words that name a cause.
        next_year: Words for the coming year.
        requests: Words of a 请示, which are forbidden in a 报告.
        not_after: Characters before such a word that give it another meaning (报请批准).
        request_patterns: Patterns of requests whose words are separated.
        persons: Pattern of addressees that are persons.
        lower: Pattern of organs and offices below.
        closings: Closings of a report, without punctuation.
        foreign_closings: Words that close other kinds of documents.
        duties: Duties of the head of government.
        duties_source: The document that sets them.
        duties_years: Report years for which they hold.
        phrases: The fixed phrases.
    """

    version: int
    orders: tuple[PartOrder, ...]
    parts: Mapping[str, PartNorm]
    causes: tuple[str, ...]
    next_year: tuple[str, ...]
    requests: tuple[str, ...]
    not_after: str
    request_patterns: tuple[str, ...]
    persons: str
    lower: str
    closings: tuple[str, ...]
    foreign_closings: tuple[str, ...]
    duties: tuple[Duty, ...]
    duties_source: str
    duties_years: Years
    phrases: tuple[Phrase, ...]

    def order(self, year: int) -> PartOrder | None:
        """The decreed parts for a report year; None where no decree sets them."""
        return next((order for order in self.orders if year in order.years), None)


@lru_cache(maxsize=1)
def outline() -> Outline:
    """The outline that comes with the program; read once."""
    data = read("outline")
    duties = data["duties"]
    return Outline(
        version=int(data["version"]),
        orders=tuple(
            PartOrder(entry["source"], Years.of(entry["valid_for_years"]), tuple(entry["parts"]))
            for entry in data["outlines"]
        ),
        parts=MappingProxyType({name: _part(name, data) for name in data["parts"]}),
        causes=tuple(data["causes"]),
        next_year=tuple(data["next_year"]),
        requests=tuple(data["requests"]["words"]),
        not_after="".join(data["requests"]["not_after"]),
        request_patterns=tuple(data["requests"]["patterns"]),
        persons=data["organs"]["persons"],
        lower=data["organs"]["lower"],
        closings=tuple(data["closings"]["report"]),
        foreign_closings=tuple(data["closings"]["foreign"]),
        duties=tuple(Duty(entry["title"], tuple(entry["words"])) for entry in duties["list"]),
        duties_source=duties["source"],
        duties_years=Years.of(duties["valid_for_years"]),
        phrases=tuple(
            Phrase(tuple(entry["clauses"]), entry["source"], Years.of(entry["valid_for_years"]))
            for entry in data["phrases"]
        ),
    )


def _part(name: str, data: dict[str, Any]) -> PartNorm:
    entry = data["parts"][name]
    return PartNorm(
        entry["title"], entry["short"], tuple(entry["words"]), tuple(data["tell_tales"].get(name, ()))
    )
