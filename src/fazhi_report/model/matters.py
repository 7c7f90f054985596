"""The plan items and the shortcomings of a report as single items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from fazhi_report.findings import Route
from fazhi_report.model.prose import Entry, FollowUp, Item, Matter, MatterKind, Measures, Part, Section
from fazhi_report.model.report import Report
from fazhi_report.model.walk import Same, leaves
from fazhi_report.numbers.numerals import to_chinese
from fazhi_report.text.references import OPEN_WORD, OpenDay, is_open, open_places

_FIRST_SENTENCE = re.compile(r"^[^。；！？]*[。；！？]?")
_ROLES: dict[MatterKind, str] = {"plan": "plans", "shortcoming": "shortcomings"}
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Stated:
    """A plan item or a shortcoming of a report.

    Args:
        kind: Plan item or shortcoming.
        route: Route of the item in the data.
        where: Its place in words, such as （一）一是.
        lead: The words by which it is quoted: its lead, its heading or its first sentence.
        text: Its whole text on one line.
        about: Its data (id, owner, due, cause, measure); None for a plain paragraph.
    """

    kind: MatterKind
    route: Route
    where: str
    lead: str
    text: str
    about: Matter | None = None

    @property
    def id(self) -> str | None:
        """The identifier of the item; None when it has none."""
        return None if self.about is None else self.about.id

    @property
    def is_open(self) -> bool:
        """Whether the item contains a place that is still to be filled in."""
        return is_open(self.text)

    def is_meant_by(self, follow_up: FollowUp) -> bool:
        """Whether a follow-up refers to this item, by its id or else by its words."""
        if follow_up.kind != self.kind:
            return False
        meant = follow_up.of
        if meant.id is not None and self.id is not None:
            return meant.id == self.id
        if meant.where is not None and meant.where != self.where:
            return False
        # The quote contains printed figures, the text their keys, so only the words before the first key are compared.
        name = (plain(self.lead).partition("{{")[0] or plain(self.text)).rstrip("。")
        quoted = plain(meant.text).rstrip("。…")
        return bool(quoted) and (quoted.startswith(name) or name.startswith(quoted))


def plain(text: str) -> str:
    """Return the text without white space; quotes are compared in this form."""
    return _BLANKS.sub("", text)


def stated(report: Report, kind: MatterKind) -> tuple[Stated, ...]:
    """Return the plan items or the shortcomings of a report, in its order.

    An item is the smallest enumerated unit: a measure (一是), else a numbered item, else a section; in a part without
    enumeration, each paragraph.
    """
    parts = report.parts_of(_ROLES[kind])
    return tuple(one for part in parts for one in _of_part(part.part, kind, part.route))


def _of_part(part: Part, kind: MatterKind, route: Route) -> Iterator[Stated]:
    found = [*_measures(part.text, kind, (*route, "text"), "")]
    for index, item in enumerate(part.items):
        found += _of_node(item, kind, (*route, "items", index), f"{index + 1}.")
    for index, section in enumerate(part.sections):
        found += _of_node(section, kind, (*route, "sections", index), f"（{to_chinese(index + 1)}）")
    if found:
        yield from found
        return
    for index, entry in enumerate(part.text):
        if isinstance(entry, str):
            place = (*route, "text", index, "<paragraph>")
            yield Stated(kind, place, f"第{index + 1}段", _first_sentence(entry), entry)


def _of_node(node: Section | Item, kind: MatterKind, route: Route, where: str) -> Iterator[Stated]:
    found = [*_measures(node.text, kind, (*route, "text"), where)]
    for index, item in enumerate(node.items):
        deeper = f"{where}{index + 1}." if isinstance(node, Section) else f"{where}（{index + 1}）"
        found += _of_node(item, kind, (*route, "items", index), deeper)
    if found:
        yield from found
        return
    lead = node.heading if isinstance(node, Section) else node.lead
    words = lead + "".join(entry for entry in node.text if isinstance(entry, str))
    yield Stated(kind, route, where, lead, words, node)


def _measures(text: tuple[Entry, ...], kind: MatterKind, route: Route, where: str) -> Iterator[Stated]:
    count = 0
    for position, entry in enumerate(text):
        if not isinstance(entry, Measures):
            continue
        for index, measure in enumerate(entry.measures):
            count += 1
            place = (*route, position, "<measures>", "measures", index)
            words = (measure.lead or "") + (measure.text or "")
            label = f"{where}{to_chinese(count)}{entry.ordinal}"
            yield Stated(kind, place, label, measure.lead or _first_sentence(words), words, measure)


def _first_sentence(text: str) -> str:
    match = _FIRST_SENTENCE.match(text)
    return match[0] if match else text


def open_spots(report: Report) -> Iterator[tuple[Route, str]]:
    """Yield route and description of everything that is still to be filled in; each text once, at its first open place."""
    return iter(_open_spots(Same(report)))


@lru_cache(maxsize=2)
def _open_spots(report: Same[Report]) -> tuple[tuple[Route, str], ...]:
    return tuple(_found(report.held))


def _found(report: Report) -> Iterator[tuple[Route, str]]:
    for route, leaf in leaves(report):
        if isinstance(leaf, OpenDay):
            yield route, leaf.words
        elif isinstance(leaf, str) and is_open(leaf):
            start, end = next(open_places(leaf))
            yield route, leaf[start:end]
    for key, figure in report.figures.items():
        if figure.status == "to_fill":
            yield ("figures", key), OPEN_WORD


def touches(route: Route, other: Route) -> bool:
    """Whether one of two routes lies within the other; the route of the whole report lies within none."""
    shorter = min(len(route), len(other))
    return shorter > 0 and route[:shorter] == other[:shorter]
