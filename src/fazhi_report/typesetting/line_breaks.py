"""Breaks titles and long names by their meaning into lines of fit length (回行, GB/T 9704-2012 7.3.1)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from fazhi_report.norms.gbt9704 import TITLE, TYPE_AREA_WIDTH
from fazhi_report.text.width import columns
from fazhi_report.typesetting.joints import free_places, joints

LINE_CHARACTERS = int(TYPE_AREA_WIDTH.value.twips // TITLE.value.size.twips)
"""Number of characters of the title's size that fit on a line."""
MOST_LINES = 5
"""A title of more lines leaves no room for text on the first page."""

_LEAST = 2.0  # characters of a line: one alone is never left
_PER_JOINT = 4.0
_PER_LINE = 30.0
_BEND = 80.0
_FURTHER_LINES = 2
_TORN = 12


@dataclass(frozen=True, slots=True)
class BrokenLines:
    """The lines of a title or a name.

    Args:
        lines: The lines; joined they are the words.
        well: Whether each line ends where the meaning allows it.
    """

    lines: tuple[str, ...]
    well: bool


def kept_lines(lines: tuple[str, ...]) -> BrokenLines:
    """Lines that a person has set; they are well broken where each fits and none is a single character."""
    return BrokenLines(lines, all(_LEAST <= columns(line) <= LINE_CHARACTERS for line in lines))


def break_lines(text: str, *organs: str) -> tuple[str, ...]:
    """The lines of a title; where its words offer no joints, lines of similar width.

    Args:
        text: The whole title.
        organs: Names of the organs in it: not broken where they fit on a line; a line end behind one is preferred.
    """
    return break_title(text, *organs).lines


def break_title(text: str, *organs: str) -> BrokenLines:
    """The lines of a title in the shape of a trapezoid or a diamond (7.3.1).

    Args:
        text: The whole title.
        organs: Names of the organs in it: not broken where they fit on a line; a line end behind one is preferred.
    """
    total = columns(text)
    if total <= LINE_CHARACTERS:
        return BrokenLines((text,), well=True)
    needed = int(-(-total // LINE_CHARACTERS))
    if needed > MOST_LINES:
        return BrokenLines(_evenly(text, LINE_CHARACTERS, needed), well=False)
    places, ends = _title_joints(text, organs)
    counts = range(needed, min(needed + _FURTHER_LINES, MOST_LINES) + 1)
    # Several authors share a line, or each line of theirs has authors alone: what follows begins a new one.
    ways = [_cheapest(text, {one: places[one] for one in places if one not in ends[:-1]}, counts)]
    if len(ends) > 1:
        together = {one: places[one] for one in places if one not in ends}
        ways = [_cheapest(text, together, counts), _cheapest(text, places, counts, through=ends[-1])]
    cut = min(filter(None, ways), default=None)
    if cut is None:
        return BrokenLines(_evenly(text, LINE_CHARACTERS, needed), well=False)
    return BrokenLines(_lines(text, cut), well=True)


def break_name(name: str, most: float) -> BrokenLines:
    """The lines of an organ's name that may not be wider than `most` characters."""
    total = columns(name)
    if total <= most:
        return BrokenLines((name,), well=True)
    needed = int(-(-total // most))
    found = None
    if needed <= MOST_LINES:
        found = _cheapest(name, joints(name), range(needed, needed + 2), most=most)
    return BrokenLines(_lines(name, found) if found else _evenly(name, most, needed), well=found is not None)


def halves(name: str) -> tuple[str, ...]:
    """The two lines of a name that is too long for one; the whole name where its words offer no joint."""
    cut = _cheapest(name, joints(name), range(2, 3), most=columns(name))
    return (name,) if cut is None else _lines(name, cut)


def _title_joints(text: str, organs: Sequence[str]) -> tuple[dict[int, int], list[int]]:
    """The joints of a title, and where the names of organs end that stand in it."""
    found, ends = joints(text), []
    free = set(free_places(text))
    for organ in organs:
        start = text.find(organ) if organ else -1
        if start < 0:
            continue
        end = start + len(organ)
        whole = columns(organ) <= LINE_CHARACTERS
        # A name that fits on a line stays whole; in a longer one a line ends only where nothing else helps.
        inside = [place for place in found if start < place < end]
        found |= {place: found[place] + _TORN for place in inside}
        if whole:
            for place in inside:
                del found[place]
        end += text.startswith("、", end)
        if end in free:
            found[end] = 0
            ends.append(end)
    return dict(sorted(found.items())), sorted(ends)


def _cheapest(
    text: str,
    places: Mapping[int, int],
    counts: Sequence[int],
    *,
    most: float = LINE_CHARACTERS,
    through: int | None = None,
) -> _Cut | None:
    """The best ends of lines, of similar width and without a waist; None where there are none.

    Args:
        text: The text.
        places: Offsets at which a line may end, each with its cost.
        counts: How many lines there may be; fewer are better.
        most: Characters of the widest line.
        through: An offset at which a line must end; None for none.
    """
    search = _Search(text, places, most, through)
    found = ((extra, search.best(count)) for extra, count in enumerate(counts))
    return min((_Cut(cut.cost + _PER_LINE * extra, cut.ends) for extra, cut in found if cut), default=None)


def _lines(text: str, cut: _Cut) -> tuple[str, ...]:
    """The lines; a space at the end of one is not printed."""
    return tuple(
        text[start:end].strip() for start, end in zip((0, *cut.ends), (*cut.ends, len(text)), strict=True)
    )


@dataclass(frozen=True, slots=True, order=True)
class _Cut:
    """Ends of lines, without the last, and what they cost."""

    cost: float
    ends: tuple[int, ...]


class _Search:
    """Looks for the ends of lines that cost least."""

    def __init__(self, text: str, places: Mapping[int, int], most: float, through: int | None) -> None:
        self._places, self._most = places, most
        self._stops = sorted({*places, len(text)})
        self._widths = list(accumulate(map(columns, text), initial=0.0))
        self._end, self._through = len(text), through

    def best(self, count: int) -> _Cut | None:
        """The cheapest way to make so many lines; None where there is none."""
        mean = self._widths[-1] / count
        known: dict[tuple[int, int, float, bool], _Cut | None] = {}

        def rest(start: int, left: int, before: float, falls: bool) -> _Cut | None:  # noqa: FBT001
            key = (start, left, before, falls)
            if key not in known:
                ways = (way(start, end, left, before, falls) for end in self._ends(start, last=left == 1))
                known[key] = min(filter(None, ways), default=None)
            return known[key]

        def way(start: int, end: int, left: int, before: float, falls: bool) -> _Cut | None:  # noqa: FBT001
            wide = self._widths[end] - self._widths[start]
            cost = (wide - mean) ** 2 + _PER_JOINT * self._places.get(end, 0) * (left > 1)
            # Lines that have begun to shorten may not lengthen again: that would be a waist.
            cost += _BEND * (falls and wide > before)
            if left == 1:
                return _Cut(cost, ())
            behind = rest(end, left - 1, wide, falls or wide < before)
            return None if behind is None else _Cut(cost + behind.cost, (end, *behind.ends))

        return rest(0, count, 0.0, falls=False)

    def _ends(self, start: int, *, last: bool) -> list[int]:
        """The ends of the lines that may begin at an offset."""
        base = self._widths[start]
        fitting = []
        for end in self._stops[bisect_right(self._stops, start) :]:
            wide = self._widths[end] - base
            passed = self._through is not None and start < self._through < end
            if wide > self._most or passed:
                break
            if wide >= _LEAST and (end == self._end) == last:
                fitting.append(end)
        return fitting


def _evenly(text: str, most: float, count: int) -> tuple[str, ...]:
    """Lines of nearly equal width for words without fit joints, never inside brackets, a word or a number."""
    widths = list(accumulate(map(columns, text), initial=0.0))
    free = [place for place in free_places(text) if place < len(text) - 1]
    lines: list[str] = []
    start = 0
    while widths[-1] - widths[start] > most:
        wanted = (widths[-1] - widths[start]) / max(count - len(lines), 2)
        fitting = free[
            bisect_right(free, start) : bisect_right(free, bisect_right(widths, widths[start] + most) - 1)
        ]
        # A bracket or a word that is longer than a line is broken where the line is full.
        place = min(
            fitting,
            key=lambda one: abs(widths[one] - widths[start] - wanted),
            default=start + int(most),
        )
        lines.append(text[start:place])
        start = place
    return (*lines, text[start:])
