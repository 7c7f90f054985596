"""Words of the tree as HTML: whatever they hold comes out as words."""

from __future__ import annotations

import re
from typing import assert_never
from urllib.parse import quote

from markupsafe import Markup, escape

from fazhi_report.notation.open_places import pieces
from fazhi_report.tree.nodes import Datum, Inline, Inlines, Ordinal, Strong, Text

# What HTML may not hold in any form: controls, surrogates, noncharacters (HTML Standard, 13.2.3.5).
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)


def fit(text: str) -> str:
    """The text with U+FFFD for every character that a page may not hold."""
    return _UNFIT.sub("�", text)


def say(text: str) -> Markup:
    """Words as HTML, for elements and for attributes."""
    return escape(fit(text))


def anchor(key: str) -> str:
    """The id of a figure's row."""
    return f"figure-{quote(key, safe='')}"


def _marked(text: str) -> Markup:
    """Words as HTML, the open places of a draft marked."""
    return Markup("").join(
        Markup("<mark>{}</mark>").format(say(piece)) if is_open else say(piece)
        for piece, is_open in pieces(text)
    )


class Sayer:
    """Says inlines; a figure that the page explains becomes a link to its explanation.

    Args:
        explained: Keys of the figures that have a row of their own.
    """

    def __init__(self, explained: frozenset[str] = frozenset()) -> None:
        self._explained = explained

    def __call__(self, parts: Inlines) -> Markup:
        """Inlines as HTML."""
        return Markup("").join(self._inline(part) for part in parts)

    def _inline(self, part: Inline) -> Markup:
        match part:
            case Text(text) | Ordinal(_, text):
                return _marked(text)
            case Strong(text):
                return Markup("<strong>{}</strong>").format(say(text))
            case Datum(key, text):
                if key not in self._explained:
                    return _marked(text)
                # Twice quoted: once as an id, once as a part of an address.
                return Markup('<a class="datum" href="#{}">{}</a>').format(quote(anchor(key)), say(text))
            case _:
                assert_never(part)
