"""Words of the document as HTML: escaped, open places marked, figures as links."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias, assert_never
from urllib.parse import quote

from markupsafe import Markup, escape

from fazhi_report.document.nodes import Datum, Inline, Inlines, Ordinal, Strong, Text
from fazhi_report.text.references import pieces

# Characters that HTML forbids in any form: controls, surrogates, noncharacters (HTML Standard, 13.2.3.5).
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)


def clean(text: str) -> str:
    """The text with U+FFFD in place of every character that HTML forbids."""
    return _FORBIDDEN.sub("�", text)


def escaped(text: str) -> Markup:
    """The text as HTML, for the content of an element or an attribute."""
    return escape(clean(text))


def marked(text: str) -> Markup:
    """The text as HTML, with ``<mark>`` around the places that a draft leaves open."""
    return Markup("").join(
        Markup("<mark>{}</mark>").format(escaped(piece)) if is_open else escaped(piece)
        for piece, is_open in pieces(text)
    )


def figure_id(key: str) -> str:
    """The id of a figure's row in 主要数据."""
    return f"figure-{quote(key, safe='')}"


RenderFigure: TypeAlias = Callable[[Datum], Markup]
"""Renders a figure that is printed through its key."""


def figure_links(explained: frozenset[str]) -> RenderFigure:
    """Renders a figure as a link to its row.

    Args:
        explained: Keys of the figures that have a row; any other figure is rendered as its words.
    """

    def render(figure: Datum) -> Markup:
        if figure.key not in explained:
            return marked(figure.text)
        # Quoted twice: once as an id, once as a part of an address.
        address = quote(figure_id(figure.key))
        return Markup('<a class="datum" href="#{}">{}</a>').format(address, escaped(figure.text))

    return render


def inlines(parts: Inlines, render_figure: RenderFigure) -> Markup:
    """Inlines as HTML."""
    return Markup("").join(_inline(part, render_figure) for part in parts)


def _inline(part: Inline, render_figure: RenderFigure) -> Markup:
    match part:
        case Text(text) | Ordinal(_, text):
            return marked(text)
        case Strong(text):
            return Markup("<strong>{}</strong>").format(escaped(text))
        case Datum():
            return render_figure(part)
        case _:
            assert_never(part)
