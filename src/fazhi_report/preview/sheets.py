"""Document → the pieces that the browser arranges on sheets of paper; their HTML is that of the web page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape

from markupsafe import Markup

from fazhi_report.document.nodes import (
    UNSIGNED,
    Block,
    ChartBlock,
    Datum,
    Document,
    Heading,
    Paragraph,
    TableBlock,
)
from fazhi_report.writers.html.assets import render_element
from fazhi_report.writers.html.body import Body
from fazhi_report.writers.html.inline_markup import escaped, marked
from fazhi_report.writers.html.page import attachment_body, attachment_heads, issued_on

_TAG = re.compile(r"<[^>]*>")
_FIGURE = re.compile(r'<span class="figure" title="([^"]*)">')


@dataclass(frozen=True)
class Piece:
    """An element that the browser moves from sheet to sheet as a whole, or cuts where it may be cut.

    Args:
        kind: Classes for the style sheet and the script: ``body`` may be cut between two lines and ``table`` between
            two rows, ``keep`` stays on the sheet of the next piece, ``turn`` begins a sheet.
        html: The element as the web page has it, with every figure in a ``span`` that holds its key.
    """

    kind: str
    html: Markup

    @cached_property
    def text(self) -> str:
        """The words of the piece, in which findings look for theirs."""
        return unescape(_TAG.sub("", self.html))

    @cached_property
    def keys(self) -> frozenset[str]:
        """Keys of the figures that are printed in the piece."""
        return frozenset(map(unescape, _FIGURE.findall(self.html)))


def pieces(document: Document) -> Iterator[Piece]:
    """Everything that is printed, from the masthead (版头) to the imprint (版记)."""
    if document.masthead is not None:
        yield Piece("keep", render_element("masthead", document.masthead))
    if document.title:
        yield Piece("title keep", render_element("title", document.title))
    if document.addressees:
        yield Piece("addressees", render_element("addressees", document.addressees))
    yield from _blocks(Body(_figure), document.blocks)
    heads = attachment_heads(document)
    if heads:
        yield Piece("listing", render_element("attachment_note", heads))
    signature = document.signature
    if signature != UNSIGNED:
        kind = "sealed" if signature.sealed else "unsealed"
        yield Piece(kind, render_element("signature", signature, issued_on(document)))
    for note in document.notes:
        yield Piece("body", render_element("note", note))
    for head, attachment in zip(heads, document.attachments, strict=True):
        yield Piece("turn keep", render_element("attachment_head", head))
        yield from _blocks(attachment_body(head, _figure), attachment.blocks)
    if document.imprint is not None:
        yield Piece("foot", render_element("imprint", document.imprint))


def _blocks(body: Body, blocks: Iterable[Block]) -> Iterator[Piece]:
    for block in blocks:
        match block:
            case Heading(body=None):
                kind = "body keep"
            case Heading() | Paragraph():
                kind = "body"
            case TableBlock():
                kind = "table"
            case ChartBlock():
                kind = "drawing"
        yield Piece(kind, body.block(block))


def _figure(figure: Datum) -> Markup:
    """A figure in a ``span`` that holds its key, by which findings and their links find it."""
    return Markup('<span class="figure" title="{}">{}</span>').format(
        escaped(figure.key), marked(figure.text)
    )
