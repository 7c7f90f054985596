"""The body: headings, paragraphs, tables, the list of attachments and the heads of attachments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from fazhi_report.document.nodes import (
    AttachmentBlock,
    Block,
    ChartBlock,
    Heading,
    Paragraph,
    TableBlock,
    Text,
)
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.text.width import columns
from fazhi_report.typesetting.lines import chars
from fazhi_report.writers.docx.charts import chart
from fazhi_report.writers.docx.oxml import BREAK, ParagraphFormat, RenderInlines, blank, paragraph, run, runs
from fazhi_report.writers.docx.styles import HEADING_WORDS, HEADINGS, RUN_INS, StyleId
from fazhi_report.writers.docx.tables import table

_KEEP = ParagraphFormat(keep_next=True)
ATTACHMENT_LABEL = "附件"


def title(lines: Sequence[str]) -> str:
    """The title, one paragraph with the given line breaks (7.3.1)."""
    return paragraph(StyleId.TITLE, BREAK.join(map(run, lines)))


def addressees(names: Sequence[str]) -> str:
    """主送机关: flush left, with a colon after the last (7.3.2)."""
    return paragraph(StyleId.ADDRESSEE, run("、".join(names) + "："))


def blocks(content: Sequence[Block], *, keep_last: bool, render: RenderInlines = runs) -> Iterator[str]:
    """The blocks of the body or of an attachment.

    Args:
        content: The blocks, numbered.
        keep_last: Whether the last block stays on the page of the next paragraph, so that no signature is alone there.
        render: Writes inlines as runs.
    """
    for number, block in enumerate(content, 1):
        yield from _block(block, render, keep_next=keep_last and number == len(content))


def attachment_note(content: Sequence[AttachmentBlock]) -> Iterator[str]:
    """附件说明: the names aligned below one another, without punctuation at the end (7.3.4)."""
    label = f"{ATTACHMENT_LABEL}："
    indent = norms.PARAGRAPH_INDENT.value
    for number, attachment in enumerate(content, 1):
        ordinal = f"{number}." if len(content) > 1 else ""
        opening = (label if number == 1 else "") + ordinal
        left = chars(indent + columns(label + ordinal))
        place = ParagraphFormat(keep_next=True, left=left, hanging=chars(columns(opening)))
        yield paragraph(StyleId.ATTACHMENT_NOTE, run(opening + attachment.title), place)


def attachment_head(content: AttachmentBlock, number: int | None) -> Iterator[str]:
    """附件 with its number on the first line of a page, the title on the third (7.3.7)."""
    yield paragraph(StyleId.ATTACHMENT_MARK, run(f"{ATTACHMENT_LABEL}{number or ''}"))
    yield blank(norms.ATTACHMENT_TITLE_LINE.value - 2, keep_next=True)
    yield paragraph(StyleId.ATTACHMENT_TITLE, BREAK.join(map(run, content.lines or (content.title,))))
    yield blank(norms.ATTACHMENT_GAP_LINES.value, keep_next=True)


def _block(block: Block, render: RenderInlines, *, keep_next: bool) -> Iterator[str]:
    keep = _KEEP if keep_next else None
    match block:
        case Heading():
            yield _heading(block, render, keep)
        case Paragraph(content):
            yield paragraph(StyleId.BODY, render(content, None), keep)
        case TableBlock():
            yield from table(block, keep_next=keep_next, render=render)
        case ChartBlock():
            yield from chart(block, keep_next=keep_next, render=render)
        case _:
            assert_never(block)


def _heading(block: Heading, render: RenderInlines, keep: ParagraphFormat | None) -> str:
    """A heading on its own line or run in; a run-in one has its face only in its own words (docs/decisions/0007)."""
    words = (Text(block.number), *block.title) if block.number else block.title
    level = block.level - 1
    if block.body is None:
        return paragraph(HEADINGS[level], render(words, None), keep)
    return paragraph(RUN_INS[level], render(words, HEADING_WORDS[level]) + render(block.body, None), keep)
