"""Document → Markdown: for reading in a diff and for pasting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from fazhi_report.document.nodes import (
    UNSIGNED,
    AttachmentBlock,
    Block,
    ChartBlock,
    Datum,
    Document,
    Heading,
    Inline,
    Inlines,
    Ordinal,
    Paragraph,
    SignatureBlock,
    Strong,
    TableBlock,
    Text,
    chart_rows,
)
from fazhi_report.norms.elements import BY_KEY
from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.text.markdown import escape_markdown
from fazhi_report.text.organ_names import title_on_one_line
from fazhi_report.writers.row_groups import full_labels

_WITHOUT_MARKS = re.compile(r"^(\W*)(\w.*?)(\W*)$", re.DOTALL)
# A line that opens so would become a list, a quotation, a heading or a table.
_LINE_OPENING = re.compile(r"^(\s*)([-+#>=]|\d{1,9}[.)])")


def write(document: Document, profile: Profile) -> bytes:
    """The document as UTF-8 Markdown (CommonMark with pipe tables).

    Args:
        document: What to write.
        profile: Not used: Markdown has no page.
    """
    del profile
    return ("\n\n".join(_document(document)) + "\n").encode("utf-8")


def _document(document: Document) -> Iterator[str]:
    if document.title:
        yield "# " + escape_markdown(title_on_one_line(document.title))
    if document.masthead is not None:
        mast = document.masthead
        labelled = (
            *((BY_KEY[one.element].label, one.text) for one in mast.corner),
            (BY_KEY["document_number"].label, mast.document_number),
            (BY_KEY["signatories"].label, "、".join(mast.signatories)),
        )
        yield "  \n".join(f"{label}：{escape_markdown(value)}" for label, value in labelled if value)
    if document.addressees:
        yield escape_markdown("、".join(document.addressees) + "：")
    for block in document.blocks:
        yield from _block(block, deeper=1)
    if document.attachments and document.title:
        yield "  \n".join(_attachment_note(document.attachments))
    if document.signature != UNSIGNED:
        yield from _signature(document.signature)
    for note in document.notes:
        yield escape_markdown(f"（{note}）")
    for number, attachment in enumerate(document.attachments, 1):
        yield from _attachment(attachment, number if len(document.attachments) > 1 else None)
    if document.imprint is not None:
        yield "---"
        imprint = document.imprint
        lines = [
            _people("主送", imprint.addressees),
            _people(BY_KEY["copied_to"].label, imprint.copied_to),
            f"{imprint.printed_by}　{imprint.printed_on}印发" if imprint.printed_by else "",
        ]
        yield "  \n".join(escape_markdown(line) for line in lines if line)


def _signature(signed: SignatureBlock) -> Iterator[str]:
    if signed.organs:
        yield "  \n".join(escape_markdown(organ) for organ in signed.organs)
    if signed.date:
        yield _line(signed.date)


def _people(label: str, names: tuple[str, ...]) -> str:
    return f"{label}：{'，'.join(names)}。" if names else ""


def _attachment_note(attachments: tuple[AttachmentBlock, ...]) -> Iterator[str]:
    if len(attachments) == 1:
        yield escape_markdown(f"附件：{attachments[0].title}")
        return
    for number, attachment in enumerate(attachments, 1):
        yield escape_markdown(f"{'附件：' if number == 1 else ''}{number}.{attachment.title}")


def _attachment(attachment: AttachmentBlock, number: int | None) -> Iterator[str]:
    yield f"附件{number or ''}"
    yield "## " + escape_markdown(attachment.title)
    for block in attachment.blocks:
        yield from _block(block, deeper=2)


def _block(block: Block, *, deeper: int) -> Iterator[str]:
    match block:
        case Heading(level, title, number, body):
            if body is None:
                yield f"{'#' * min(level + deeper, 6)} {escape_markdown(number)}{_inlines(title)}"
            else:
                yield _line_opening(number) + _bold(_inlines(title)) + _inlines(body)
        case Paragraph(content):
            yield _line_opening(_inlines(content))
        case TableBlock():
            yield from _table(block)
        case ChartBlock():
            # Markdown has no drawings: the numbers of the chart are written as a table.
            head, *rows = (tuple((Text(cell),) for cell in row) for row in chart_rows(block))
            yield from _table(TableBlock(head, tuple(rows), block.caption, block.note))
        case _:
            assert_never(block)


def _table(table: TableBlock) -> Iterator[str]:
    if table.caption:
        yield _line_opening(_inlines(table.caption))
    rule = "|" + " --- |" * len(table.header)
    head = tuple((Text(label),) for label in full_labels(table)) if table.upper else table.header
    yield "\n".join((_row(head), rule, *(_row(row) for row in table.rows)))
    if table.note:
        yield _line_opening(_inlines(table.note))


def _row(cells: tuple[Inlines, ...]) -> str:
    return "|" + "".join(f" {_inlines(cell)} |" for cell in cells)


def _inlines(parts: Inlines) -> str:
    return "".join(_inline(part) for part in parts)


def _inline(part: Inline) -> str:
    match part:
        case Text(text) | Datum(_, text) | Ordinal(_, text):
            return escape_markdown(text)
        case Strong(text):
            return _bold(escape_markdown(text))
        case _:
            assert_never(part)


def _bold(text: str) -> str:
    """Bold text; punctuation at either end stays outside the asterisks.

    Why: CommonMark does not read ``**首句。**正文`` as bold: behind a punctuation mark, the closing ``**`` needs a space
    or another mark after it.
    """
    match = _WITHOUT_MARKS.match(text)
    return f"{match[1]}**{match[2]}**{match[3]}" if match else text


def _line(text: str) -> str:
    return _line_opening(escape_markdown(text))


def _line_opening(line: str) -> str:
    """The line with an escape where its first characters would be markup, such as the ``1.`` of an item."""
    return _LINE_OPENING.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", line)
