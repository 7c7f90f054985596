"""Document → pieces of a page in HTML, in the order of reading; the browser parts them into sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import assert_never

from fazhi_report.document.nodes import (
    AttachmentBlock,
    Block,
    ChartBlock,
    Datum,
    Document,
    Heading,
    ImprintBlock,
    Inline,
    Inlines,
    Masthead,
    Ordinal,
    Paragraph,
    SignatureBlock,
    Strong,
    TableBlock,
    Text,
    chart_rows,
    words,
)
from fazhi_report.norms import gbt9704 as norms


@dataclass(frozen=True, slots=True)
class Piece:
    """What the browser moves from sheet to sheet: a paragraph, a line, a table.

    Args:
        kind: Its class in the style sheet.
        html: What stands inside; data escaped.
        text: Its words, by which findings find it.
        keys: Keys of the figures printed in it.
        tag: ``p`` or ``table``.
    """

    kind: str
    html: str
    text: str = ""
    keys: frozenset[str] = frozenset()
    tag: str = "p"


def pieces(document: Document) -> Iterator[Piece]:
    """Everything that is printed, from the organ's mark to the imprint."""
    if document.masthead is not None:
        yield from _masthead(document.masthead)
        yield from _blank(norms.TITLE_GAP_LINES.value)
    yield _line("title keep", "\n".join(document.title))
    yield from _blank(norms.ADDRESSEE_GAP_LINES.value)
    if document.addressees:
        yield _line("addressees", "、".join(document.addressees) + "：")
    yield from _blocks(document.blocks)
    if document.attachments:
        yield from _blank(norms.ATTACHMENT_NOTE_GAP_LINES.value)
        yield from _attachment_note(document.attachments)
    yield from _signature(document.signature)
    for note in document.notes:
        yield _line("body", f"（{note}）")
    numbered = len(document.attachments) > 1
    for number, attachment in enumerate(document.attachments, 1):
        yield from _attachment(attachment, f"附件{number}" if numbered else "附件")
    if document.imprint is not None:
        yield from _imprint(document.imprint)


def _line(kind: str, text: str) -> Piece:
    return Piece(kind, escape(text).replace("\n", "<br>"), text)


def _blank(count: int) -> Iterator[Piece]:
    for _ in range(count):
        yield Piece("blank", "")


def _masthead(head: Masthead) -> Iterator[Piece]:
    for text in filter(None, (head.copy_number, head.secrecy, head.urgency)):
        yield _line("plain", text)
    yield _line("mark keep", "\n".join(head.organ_mark))
    yield from _blank(norms.MARK_GAP_LINES.value)
    signed = f"签发人：{'　'.join(head.signatories)}" if head.signatories else ""
    parts = (f"<span>{escape(text)}</span>" for text in (head.document_number, signed) if text)
    yield Piece("number", "".join(parts), f"{head.document_number}{signed}")


def _blocks(blocks: Sequence[Block]) -> Iterator[Piece]:
    for block in blocks:
        match block:
            case Heading(level, title, number, None):
                yield _rich(f"body keep h{level}", title, number)
            case Heading(level, title, number, body):
                opening = f'<span class="h{level}">{escape(number)}{_html(title)}</span>'
                html, text = opening + _html(body or ()), number + words(title) + words(body or ())
                yield Piece("body", html, text, _keys(title) | _keys(body or ()))
            case Paragraph(content):
                yield _rich("body", content)
            case TableBlock():
                yield from _table(block)
            case ChartBlock():
                # The drafter checks numbers here; the drawing is for the printed page and the web page.
                head, *rows = (tuple((Text(cell),) for cell in row) for row in chart_rows(block))
                yield from _table(TableBlock(head, tuple(rows), block.caption, block.note))
            case _:
                assert_never(block)


def _rich(kind: str, content: Inlines, before: str = "") -> Piece:
    return Piece(kind, escape(before) + _html(content), before + words(content), _keys(content))


def _html(content: Inlines) -> str:
    return "".join(map(_inline, content))


def _inline(inline: Inline) -> str:
    match inline:
        case Text(text) | Ordinal(_, text):
            return escape(text)
        case Strong(text):
            return f"<strong>{escape(text)}</strong>"
        case Datum(key, text):
            return f'<span class="figure" title="{escape(key)}">{escape(text)}</span>'
        case _:
            assert_never(inline)


def _keys(content: Inlines) -> frozenset[str]:
    return frozenset(inline.key for inline in content if isinstance(inline, Datum))


def _table(table: TableBlock) -> Iterator[Piece]:
    if table.caption:
        yield _rich("caption keep", table.caption)
    head = "".join(f'<th scope="col">{_html(cell)}</th>' for cell in table.header)
    rows = "".join(f"<tr>{''.join(f'<td>{_html(cell)}</td>' for cell in row)}</tr>" for row in table.rows)
    cells = [cell for row in (table.header, *table.rows) for cell in row]
    yield Piece(
        "table",
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>",
        "\n".join(map(words, cells)),
        frozenset().union(*map(_keys, cells)),
        tag="table",
    )
    if table.note:
        yield _rich("note", table.note)


def _attachment_note(attachments: Sequence[AttachmentBlock]) -> Iterator[Piece]:
    for number, attachment in enumerate(attachments, 1):
        count = f"{number}." if len(attachments) > 1 else ""
        label = "附件：" if number == 1 else "　　　"
        yield _line("body", f"{label}{count}{attachment.title}")


def _signature(signature: SignatureBlock) -> Iterator[Piece]:
    sealed = signature.sealed
    yield from _blank((norms.SEALED_GAP_LINES if sealed else norms.SIGNATURE_GAP_LINES).value)
    kind = "sealed" if sealed else "signature"
    for organ in signature.organs:
        yield _line(f"{kind} keep", organ)
    yield _line(f"{kind} date", signature.date)


def _attachment(attachment: AttachmentBlock, label: str) -> Iterator[Piece]:
    yield _line("attachment turn keep", label)
    yield from _blank(norms.ATTACHMENT_TITLE_LINE.value - 2)
    yield _line("title keep", attachment.title)
    yield from _blank(norms.ATTACHMENT_GAP_LINES.value)
    yield from _blocks(attachment.blocks)


def _imprint(imprint: ImprintBlock) -> Iterator[Piece]:
    lines = []
    if imprint.addressees:
        lines.append(f"主送：{'、'.join(imprint.addressees)}。")
    if imprint.copied_to:
        lines.append(f"抄送：{'，'.join(imprint.copied_to)}。")
    printed = f"{imprint.printed_on}印发" if imprint.printed_on else ""
    if imprint.printed_by or printed:
        lines.append("　".join(filter(None, (imprint.printed_by, printed))))
    html = "".join(f"<span>{escape(line)}</span>" for line in lines)
    yield Piece("imprint", html, "\n".join(lines))
