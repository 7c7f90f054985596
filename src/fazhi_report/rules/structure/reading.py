"""The texts of a part and the headings of a level, for the rules of structure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fazhi_report.findings import Route
from fazhi_report.model.prose import Item, Section
from fazhi_report.model.report import Report
from fazhi_report.rules.texts import RunningText, Texts
from fazhi_report.text.patterns import Pattern
from fazhi_report.text.references import FILLER, mask

_HIDDEN = Pattern(f"{FILLER}+")


def shown(words: str) -> str:
    """Return masked text as it is quoted in messages."""
    return _HIDDEN.sub("{{ … }}", words)


def body(texts: Texts, route: Route) -> list[RunningText]:
    """Return the texts of a part, or of another field of the report, without its own heading."""
    inside, heading = len(route), (*route, "heading")
    return [text for text in texts if text.route[:inside] == route and text.route != heading]


def body_of_role(report: Report, texts: Texts, role: str) -> list[RunningText]:
    """Return the texts of all parts of a role, without the parts' headings."""
    return [text for part in report.parts_of(role) for text in body(texts, part.route)]


@dataclass(frozen=True, slots=True)
class HeadingText:
    """A heading of any level.

    Args:
        route: Route of its text.
        text: Its text, references masked.
        run_in: Whether text follows in the same paragraph.
        followed: Whether any text follows before the next heading.
    """

    route: Route
    text: str
    run_in: bool
    followed: bool

    @property
    def own_line(self) -> bool:
        """Whether it has a line of its own; a lead sentence has none, even without text after it."""
        return not self.run_in


@dataclass(frozen=True, slots=True)
class HeadingGroup:
    """The headings of a level under the same parent.

    Args:
        parent: Route of the parent.
        headings: In order.
    """

    parent: Route
    headings: tuple[HeadingText, ...]


def groups(report: Report) -> Iterator[HeadingGroup]:
    """Yield every group of sibling headings, parents first, beginning with the parts."""
    parts = report.body_parts
    if parts:
        yield HeadingGroup(
            (),
            tuple(
                _heading((*one.route, "heading"), one.part.heading, run_in=one.part.run_in) for one in parts
            ),
        )
    for one in parts:
        yield from _items(one.part.items, one.route)
        yield from _sections(one.part.sections, one.route)
    for index, attachment in enumerate(report.attachments):
        yield from _sections(attachment.sections, ("attachments", index))


def _sections(sections: tuple[Section, ...], parent: Route) -> Iterator[HeadingGroup]:
    if not sections:
        return
    routes = [(*parent, "sections", index) for index in range(len(sections))]
    yield HeadingGroup(
        parent,
        tuple(
            _heading((*route, "heading"), section.heading, followed=bool(section.text), run_in=section.run_in)
            for route, section in zip(routes, sections, strict=True)
        ),
    )
    for route, section in zip(routes, sections, strict=True):
        yield from _items(section.items, route)


def _items(items: tuple[Item, ...], parent: Route) -> Iterator[HeadingGroup]:
    if not items:
        return
    routes = [(*parent, "items", index) for index in range(len(items))]
    yield HeadingGroup(
        parent,
        tuple(
            _heading((*route, "lead"), item.lead, followed=bool(item.text), run_in=item.run_in)
            for route, item in zip(routes, items, strict=True)
        ),
    )
    for route, item in zip(routes, items, strict=True):
        yield from _items(item.items, route)


def _heading(route: Route, text: str, *, followed: bool = True, run_in: bool = False) -> HeadingText:
    return HeadingText(route, mask(text), run_in, followed)
