"""What a report must say, in which order, in whose words: contents, duties, fixed phrases (outline.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from fazhi_report.norms.shipped import Years, read


@dataclass(frozen=True, slots=True)
class PartOrder:
    """The contents that a decree asks for, in its order.

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
    """What is known of a part by its name.

    Args:
        title: What the decree calls it.
        short: The same in a few words.
        words: Words that a heading of this part may hold.
        tell_tales: Words that no heading of another part holds alone.
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
        words: Any of these in the part on the head shows that it is mentioned.
    """

    title: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A wording that is quoted to the letter.

    Args:
        clauses: Its clauses, which 、 joins.
        source: Where it stands.
        years: Report years in which it is quoted so.
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
    """All that is decreed about the words of a report.

    Args:
        version: Counts up with every change.
        orders: Contents and their order, by years.
        parts: Name → what is known of the part.
        causes: Words that tell a cause.
        next_year: Words that speak of the year to come.
        requests: Words of a 请示 that no 报告 may hold.
        not_after: Characters before such a word that make it tell of something else (报请批准).
        request_patterns: Requests whose words stand apart.
        persons: Pattern of addressees that are persons.
        lower: Pattern of organs and offices below.
        closings: Closings of a report, without punctuation.
        foreign_closings: Words that close other kinds of documents.
        duties: Duties of the head of government.
        duties_source: Where they stand.
        duties_years: Report years for which they hold.
        phrases: Wordings quoted to the letter.
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
        """The contents decreed for a report year; None where nothing was."""
        return next((order for order in self.orders if year in order.years), None)


@lru_cache(maxsize=1)
def outline() -> Outline:
    """The shipped outline, read once."""
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
