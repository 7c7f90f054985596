"""A scene as SVG: one file, readable in grey, with its words told to screen readers."""

from __future__ import annotations

from html import escape

from fazhi_report.norms.fonts import WEB_FAMILIES
from fazhi_report.writers.drawing.scene import SIZE, WIDTH, Mark, Scene, Shape, Sign, Stroke, Words

_RADIUS = 5.0


def to_svg(drawn: Scene) -> bytes:
    """The scene as an SVG document of its own."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{element(drawn)}\n'.encode()


def element(drawn: Scene) -> str:
    """The scene as an SVG element, as a page may hold it: no ids, no style sheet."""
    families = ",".join(f"'{name}'" if " " in name else name for name in WEB_FAMILIES)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(WIDTH)} {_n(drawn.height)}"'
        f' width="{_n(WIDTH)}" height="{_n(drawn.height)}" role="img"'
        f' aria-label="{escape(drawn.title + "：" + drawn.description)}"'
        f' font-family="{families}" font-size="{_n(SIZE)}">\n'
        f"<title>{escape(drawn.title)}</title>\n<desc>{escape(drawn.description)}</desc>\n"
        '<rect width="100%" height="100%" fill="#FFFFFF"/>\n'
    )
    return head + "\n".join(map(_shape, drawn.shapes)) + "\n</svg>"


def outline(kind: Mark, x: float, y: float, radius: float) -> tuple[tuple[float, float], ...]:
    """The corners of a mark that is made of straight lines; none for a circle."""
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
        case Words(text, (x, y), anchor, bold):
            # A white edge keeps words readable where a line runs through them.
            edge = ' stroke="#FFFFFF" stroke-width="4" paint-order="stroke" stroke-linejoin="round"'
            weight = ' font-weight="bold"' if bold else edge
            return f'<text x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}"{weight}>{escape(text)}</text>'


def _n(number: float) -> str:
    """A number with at most two digits behind the point."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
