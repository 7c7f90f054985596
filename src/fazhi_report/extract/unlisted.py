"""Numbers of a draft that get no key: what was asked or planned, and what is written in Chinese characters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from fazhi_report.extract.leaves import leaves
from fazhi_report.findings import Route
from fazhi_report.notation.chinese_counts import chinese_counts
from fazhi_report.notation.numbers import FoundNumber, Kind, numbers

_VAGUE = frozenset("余多近约")


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A number that no indicator can hold.

    Args:
        route: The text in which it stands.
        text: The number as written.
        why: ``requirement``, or ``words`` for Chinese characters.
    """

    route: Route
    text: str
    why: Literal["requirement", "words"]

    def as_json(self, line: int) -> dict[str, object]:
        """The number for the account of an import."""
        return {"line": line, "route": list(self.route), "text": self.text, "why": self.why}


def is_planned(route: Route, number: FoundNumber) -> bool:
    """Whether a number belongs to the plans for the next year; what is vague there (40多家) tells what there is."""
    return route[0] == "plans" and number.written is not None and _VAGUE.isdisjoint(number.written.hedge)


def unlisted(values: Mapping[str, object]) -> list[Unlisted]:
    """The numbers that get no key, in the order of the draft's words.

    Args:
        values: Fields of the report.
    """
    found: list[Unlisted] = []
    for route, text, _ in leaves(values):
        found += (
            Unlisted(route, number.text, "requirement")
            for number in numbers(text)
            if number.kind is Kind.REQUIREMENT
            or (number.kind is Kind.STATISTIC and is_planned(route, number))
        )
        found += (Unlisted(route, count.text, "words") for count in chinese_counts(text))
    return found
