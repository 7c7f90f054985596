"""A chart as lines, markers and texts on a plane, and its SVG; `fazhi_report.writers.png` draws the same as PNG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from html import escape
from math import ceil, floor, log10
from typing import Literal, TypeAlias
from unicodedata import east_asian_width

from fazhi_report.document.nodes import ChartBlock, ChartLine
from fazhi_report.norms.gbt9704 import CHART_GREYS
from fazhi_report.norms.web import CHART_FAMILIES
from fazhi_report.numbers.figure import PERCENT, parse_figure

WIDTH = 900.0
"""Width of every scene, in its own unit: a pixel of an SVG at 100 %."""
PANEL = 330.0
"""Height of one chart."""
SIZE = 15.0
"""Type size of the texts."""

_LEFT, _RIGHT, _TOP, _BOTTOM = 80.0, 40.0, 52.0, 74.0
_TICKS = 5
_DASHES: tuple[tuple[float, ...], ...] = ((), (9, 5), (2, 4), (16, 6), (12, 4, 2, 4), (4, 8))
_FALLEN_LITTLE = Decimal("0.7")

Anchor = Literal["start", "middle", "end"]
Mark = Literal["circle", "square", "triangle", "diamond", "cross", "plus"]
_MARKS: tuple[Mark, ...] = ("circle", "square", "triangle", "diamond", "cross", "plus")
Spot: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points."""

    points: tuple[Spot, ...]
    grey: str
    width: float
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """A marker at a point; a hollow one shows a figure with a hedge, such as 80余件."""

    kind: Mark
    at: Spot
    grey: str
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class SceneText:
    """A text and a point of its baseline."""

    text: str
    at: Spot
    anchor: Anchor = "start"
    bold: bool = False


Shape: TypeAlias = Stroke | Sign | SceneText


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole drawing; later shapes cover earlier ones.

    Args:
        height: Its height, in the unit of `WIDTH`.
        width: Its width.
        title: Its title on one line.
        description: The same in words (替代文字).
        shapes: Lines, markers and texts, in the order of drawing.
    """

    height: float
    width: float
    title: str
    description: str
    shapes: tuple[Shape, ...] = field(default=())


def scene(charts: Sequence[ChartBlock], width: float = WIDTH) -> Scene:
    """The drawing of the charts, one below the other, each with its own axis."""
    titles = ["".join(part.text for part in chart.caption) for chart in charts]
    shapes = (
        shape
        for number, chart in enumerate(charts)
        for shape in _Panel(chart, number * PANEL, width).shapes()
    )
    described = "".join(chart.description for chart in charts)
    return Scene(PANEL * len(charts), width, "；".join(titles), described, tuple(shapes))


@dataclass(frozen=True, slots=True)
class _Panel:
    chart: ChartBlock
    top: float
    width: float

    def shapes(self) -> Iterator[Shape]:
        caption = "".join(part.text for part in self.chart.caption)
        unit = f"（单位：{self.chart.unit}）" if self.chart.unit else ""
        yield SceneText(caption + unit, (self.width / 2, self.top + 26), "middle", bold=True)
        values = [value for line in self.chart.lines for value in line.values if value is not None]
        low, high, step = _axis(values, from_zero=self.chart.unit not in PERCENT)
        tick = low
        while tick <= high:
            y = self._y(tick, low, high)
            grey = CHART_GREYS.value[0] if tick == low else "CCCCCC"
            yield Stroke(((_LEFT, y), (self.width - _RIGHT, y)), grey, 1)
            yield SceneText(f"{tick.normalize():f}", (_LEFT - 8, y + SIZE / 3), "end")
            tick += step
        for number, category in enumerate(self.chart.categories):
            yield SceneText(category, (self._x(number), self.top + PANEL - _BOTTOM + 22), "middle")
        marks = [
            [
                self._y(line.values[at] or Decimal(0), low, high)
                for line in self.chart.lines
                if line.values[at] is not None
            ]
            for at in range(len(self.chart.categories))
        ]
        taken: list[list[float]] = [[] for _ in marks]
        for number, line in enumerate(self.chart.lines):
            yield from self._line(number, line, (low, high))
        for line in self.chart.lines:
            for at, value in enumerate(line.values):
                if value is not None:
                    y = _clear(self._y(value, low, high), marks[at], taken[at])
                    yield SceneText(line.texts[at], (self._x(at), y), "middle")
        yield from self._legend()

    def _line(self, number: int, line: ChartLine, ends: tuple[Decimal, Decimal]) -> Iterator[Shape]:
        grey = CHART_GREYS.value[number % len(CHART_GREYS.value)]
        spots = [
            (at, self._x(at), self._y(value, *ends))
            for at, value in enumerate(line.values)
            if value is not None
        ]
        if len(spots) > 1:
            yield Stroke(tuple((x, y) for _, x, y in spots), grey, 2, _DASHES[number % len(_DASHES)])
        for at, x, y in spots:
            yield Sign(_MARKS[number % len(_MARKS)], (x, y), grey, hollow=_is_hedged(line.texts[at]))

    def _legend(self) -> Iterator[Shape]:
        """The legend: a sample and the name of each line, wrapped into rows where the names are long."""
        x, y = _LEFT, self.top + PANEL - 24
        for number, line in enumerate(self.chart.lines):
            grey = CHART_GREYS.value[number % len(CHART_GREYS.value)]
            if x > _LEFT and x + 60 + width(line.label) > self.width - _RIGHT:
                x, y = _LEFT, y + SIZE + 4
            yield Stroke(((x, y), (x + 44, y)), grey, 2, _DASHES[number % len(_DASHES)])
            yield Sign(_MARKS[number % len(_MARKS)], (x + 22, y), grey)
            yield SceneText(line.label, (x + 52, y + SIZE / 3))
            x += 52 + width(line.label) + 28

    def _x(self, number: int) -> float:
        count = len(self.chart.categories)
        room = self.width - _LEFT - _RIGHT
        return _LEFT + room * (number + 0.5) / count

    def _y(self, value: Decimal, low: Decimal, high: Decimal) -> float:
        room = PANEL - _TOP - _BOTTOM
        return self.top + _TOP + room * (1 - float((value - low) / (high - low)))


def width(text: str) -> float:
    """The approximate width of a text: Chinese characters are as wide as high, others 0.55 of that."""
    return sum(SIZE if east_asian_width(char) in "WF" else SIZE * 0.55 for char in text)


def _is_hedged(text: str) -> bool:
    try:
        return bool(parse_figure(text).hedge)
    except ValueError:
        return False


def _clear(y: float, marks: Sequence[float], taken: list[float]) -> float:
    """The baseline of a label nearest to its marker that is clear of the markers and labels of the same year."""
    for distance in range(0, int(PANEL), int(SIZE)):
        for base in (y - 10 - distance, y + 10 + SIZE + distance):
            middle = base - SIZE / 3
            free = all(abs(middle - mark) >= SIZE * 0.8 for mark in marks)
            if free and all(abs(base - other) >= SIZE for other in taken):
                taken.append(base)
                return base
    return y - 10


def _axis(values: Sequence[Decimal], *, from_zero: bool) -> tuple[Decimal, Decimal, Decimal]:
    """Lower end, upper end and step of the axis.

    The axis begins at zero, so that heights are in proportion. Only an axis of rates that are high and close together
    begins just below the lowest: from zero, 98% and 99% would look the same.
    """
    low, high = min((*values, Decimal(0))), max((*values, Decimal(0)))
    if not from_zero and values and max(values) > min(values) > high * _FALLEN_LITTLE:
        low = min(values) - (high - min(values))
    if low == high:
        high = low + 1
    step = _step((high - low) / _TICKS)
    first = floor(low / step) * step
    return first, first + ceil((high - first) / step) * step, step


def _step(rough: Decimal) -> Decimal:
    """The smallest of 1, 2, 5 or 10 times a power of ten that is not below ``rough``."""
    power = Decimal(10) ** floor(log10(rough))
    return next(
        factor * power
        for factor in (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
        if factor * power >= rough
    )


_RADIUS = 5.0


def to_svg(drawn: Scene) -> bytes:
    """The scene as an SVG document of its own."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{element(drawn)}\n'.encode()


def element(drawn: Scene, families: Sequence[str] = CHART_FAMILIES) -> str:
    """The scene as an SVG element to be put into a page: it has no ids and no style sheet.

    Args:
        drawn: The scene.
        families: The fonts of its texts; the first that is there is used.
    """
    named = ",".join(f"'{escape(name)}'" if " " in name else escape(name) for name in families)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(drawn.width)} {_n(drawn.height)}"'
        f' width="{_n(drawn.width)}" height="{_n(drawn.height)}" role="img"'
        f' aria-label="{escape(drawn.title + "：" + drawn.description)}"'
        f' font-family="{named}" font-size="{_n(SIZE)}">\n'
        f"<title>{escape(drawn.title)}</title>\n<desc>{escape(drawn.description)}</desc>\n"
        '<rect width="100%" height="100%" fill="#FFFFFF"/>\n'
    )
    return head + "\n".join(map(_shape, drawn.shapes)) + "\n</svg>"


def outline(kind: Mark, x: float, y: float, radius: float) -> tuple[tuple[float, float], ...]:
    """The corners of a marker; empty for a circle."""
    r = radius
    corners: dict[Mark, tuple[tuple[float, float], ...]] = {
        "circle": (),
        "square": ((-r, -r), (r, -r), (r, r), (-r, r)),
        "triangle": ((0, -r), (r, r), (-r, r)),
        "diamond": ((0, -r * 1.3), (r * 1.3, 0), (0, r * 1.3), (-r * 1.3, 0)),
        "cross": ((-r, -r), (0, -r / 3), (r, -r), (r / 3, 0), (r, r), (0, r / 3), (-r, r), (-r / 3, 0)),
        "plus": (
            (0, -r * 1.4),
            (r / 3, -r / 3),
            (r * 1.4, 0),
            (r / 3, r / 3),
            (0, r * 1.4),
            (-r / 3, r / 3),
            (-r * 1.4, 0),
            (-r / 3, -r / 3),
        ),
    }
    return tuple((x + dx, y + dy) for dx, dy in corners[kind])


def _shape(shape: Shape) -> str:
    match shape:
        case Stroke(points, grey, width, dash):
            path = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
            dashes = f' stroke-dasharray="{" ".join(map(_n, dash))}"' if dash else ""
            return (
                f'<polyline points="{path}" fill="none" stroke="#{grey}" stroke-width="{_n(width)}"{dashes}/>'
            )
        case Sign(kind, (x, y), grey, hollow):
            look = f'fill="#{"FFFFFF" if hollow else grey}" stroke="#{grey}" stroke-width="1.5"'
            if kind == "circle":
                return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(_RADIUS)}" {look}/>'
            path = " ".join(f"{_n(a)},{_n(b)}" for a, b in outline(kind, x, y, _RADIUS))
            return f'<polygon points="{path}" {look}/>'
        case SceneText(text, (x, y), anchor, bold):
            # A white edge keeps words readable where a line runs through them.
            edge = ' stroke="#FFFFFF" stroke-width="4" paint-order="stroke" stroke-linejoin="round"'
            weight = ' font-weight="bold"' if bold else edge
            return f'<text x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}"{weight}>{escape(text)}</text>'


def _n(number: float) -> str:
    """The number with at most two decimals, without trailing zeros."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
