"""Inlines → what the template sets: runs of plain characters, and boxes of characters that stay together.

Typst narrows Chinese marks at the ends of lines and beside one another, and has no switch for it. So every mark gets
a box of its full width, inside a box with the word that it clings to. Word joiners would do the same and would hide
words from a search.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final, TypeAlias

from fazhi_report.document.nodes import Inline, Strong
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.text.references import pieces
from fazhi_report.text.width import columns
from fazhi_report.typesetting.lines import NEVER_FIRST, NEVER_LAST, unbroken

MARKS: Final = "".join(one for one in NEVER_FIRST + NEVER_LAST if not one.isascii())
"""The marks that Typst would narrow or part from their word."""

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Span: TypeAlias = tuple[str, str]
"""Words, and how they look: letters of `PLAIN`, `STRONG` and so on."""

PLAIN, STRONG, OPEN, HEADING = "", "b", "o", "h"
_SPACE = re.compile(r"[^\S\u3000]")


def spans(parts: Iterable[Inline], look: str = PLAIN) -> Iterator[Span]:
    """The words of inlines with their looks; open places of a draft are cut out."""
    for part in parts:
        own = look + STRONG if isinstance(part, Strong) else look
        for piece, is_open in pieces(part.text):
            yield piece, own + OPEN if is_open else own


def plain(text: str) -> list[Json]:
    """A text as the template sets it."""
    return boxed(((piece, OPEN if is_open else PLAIN) for piece, is_open in pieces(text)))


def boxed(words: Iterable[Span], most: float = norms.CHARS.value) -> list[Json]:
    """Words as the template sets them.

    Args:
        words: Words and looks, one after another.
        most: Characters (字) that fit on a line: a Latin word that is longer breaks anywhere.

    Returns:
        Runs ``{"t": text, "s": look}``, and boxes ``{"b": [atom, …]}`` whose atoms are runs or marks
        ``{"m": mark, "s": look, "r": whether it stands at the right of its square}``.
    """
    joined = [(_SPACE.sub(" ", text), look) for text, look in words if text]
    looks = list(chain.from_iterable([look] * len(text) for text, look in joined))
    made: list[Json] = []
    run, look_of_run, at = "", PLAIN, 0
    for piece in unbroken("".join(text for text, _ in joined)):
        look = looks[at]
        whole = all(one == look for one in looks[at : at + len(piece)])
        if whole and columns(piece) <= most and not any(one in MARKS for one in piece):
            if look != look_of_run and run:
                made.append({"t": run, "s": look_of_run})
                run = ""
            run, look_of_run = run + piece, look
        else:
            if run:
                made.append({"t": run, "s": look_of_run})
                run = ""
            made += _boxes(piece, looks[at : at + len(piece)], most)
        at += len(piece)
    if run:
        made.append({"t": run, "s": look_of_run})
    return made


def _boxes(piece: str, looks: list[str], most: float) -> Iterator[Json]:
    """The box of a piece; of one that is wider than a line, a box for each character."""
    atoms: list[Json] = [
        {"m": one, "s": look, "r": one in NEVER_LAST} if one in MARKS else {"t": one, "s": look}
        for one, look in zip(piece, looks, strict=True)
    ]
    if columns(piece) > most:
        for atom in atoms:
            yield {"b": [atom]}
    else:
        yield {"b": _merged(atoms)}


def _merged(atoms: list[Json]) -> list[Json]:
    """Neighbours of one look that are no marks become one run, so that they are shaped together."""
    made: list[dict[str, Json]] = []
    for atom in atoms:
        assert isinstance(atom, dict)  # noqa: S101  (made above)
        last = made[-1] if made else None
        if last is not None and "t" in last and "t" in atom and last["s"] == atom["s"]:
            last["t"] = f"{last['t']}{atom['t']}"
        else:
            made.append(dict(atom))
    return list(made)
