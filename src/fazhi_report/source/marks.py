"""A position for every route: where each key and value of the data stands in the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fazhi_report.source.align import raw_index
from fazhi_report.source.lines import Lines
from fazhi_report.source.nodes import Mapping, Mark, Scalar, Sequence
from fazhi_report.source.problem import KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fazhi_report.findings import Route


@dataclass(frozen=True, slots=True)
class _Stop:
    """Where the walk along a route ended."""

    mark: Mark
    key: int
    paragraph: int | None = None
    missing: bool = False


class Marks:
    r"""Positions in one file; nothing is computed before it is asked for.

    Args:
        text: The file, lines parted by ``\n``.
        root: What its top level is.
    """

    def __init__(self, text: str, root: Mark) -> None:
        self.lines = Lines(text)
        self.root = root

    @property
    def text(self) -> str:
        """The file."""
        return self.lines.text

    def locate(self, route: Route, offset: int | None = None) -> tuple[int, int]:
        """Line and column of a route, both from 1, columns in characters.

        Parts that the file lacks are passed over: tags of unions, fields of short forms, paragraphs of a plain
        text (its paragraph is found). A missing key is at the key of the mapping that lacks it; a route that ends
        in ``[key]`` is at the key; a mapping or a list is at its key.

        Args:
            route: Place in the data, as Pydantic's ``loc``.
            offset: Characters into the text at the route as the model holds it, joined and stripped; with the
                empty route, characters into the file.
        """
        return self.lines.at(self._index(route, offset))

    def _index(self, route: Route, offset: int | None) -> int:
        if not route and offset is not None:
            return offset
        stop = self._walk(route)
        if not isinstance(stop.mark, Scalar) or stop.missing or stop.mark.start == stop.mark.end:
            return stop.key
        if offset is None and stop.paragraph is None:
            return stop.mark.start
        return raw_index(self.text, stop.mark, stop.paragraph, offset or 0)

    def _walk(self, route: Route) -> _Stop:
        mark, key, paragraph = self.root, self.root.start, None
        for part in route:
            if part == KEY:
                return _Stop(mark, key, missing=True)
            match mark, part:
                case Mapping(entries=entries), str() if part in entries:
                    key, mark = entries[part]
                case Mapping(), str() if not part.startswith("<"):
                    return _Stop(mark, key, missing=True)
                case Sequence(items=items), int() if part < len(items):
                    mark = items[part]
                    key = mark.start
                case Scalar(), int() if paragraph is None:
                    paragraph = part
        return _Stop(mark, key, paragraph)

    def scalars(self) -> Iterator[Scalar]:
        """Every text of the file, in no order to rely on; one that an alias repeats comes once."""
        waiting, seen = [self.root], set()
        while waiting:
            mark = waiting.pop()
            if id(mark) in seen:
                continue
            seen.add(id(mark))
            match mark:
                case Scalar():
                    yield mark
                case Mapping(entries=entries):
                    waiting.extend(value for _, value in entries.values())
                case Sequence(items=items):
                    waiting.extend(items)
