"""The body: headings, paragraphs, tables, the list of attachments and the attachments themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.notation.columns import columns
from fazhi_report.tree.nodes import Attachment, Block, Chart, Heading, Paragraph, Table, Text
from fazhi_report.writers.docx.charts import chart
from fazhi_report.writers.docx.measure import chars
from fazhi_report.writers.docx.oxml import BREAK, Place, Say, blank, paragraph, run, runs
from fazhi_report.writers.docx.styles import HEADING_WORDS, HEADINGS, RUN_INS, StyleId
from fazhi_report.writers.docx.tables import table

_KEEP = Place(keep_next=True)
ATTACHMENT_LABEL = "附件"


def title(lines: Sequence[str]) -> str:
    """The title, broken at the lines given (7.3.1)."""
    return paragraph(StyleId.TITLE, BREAK.join(map(run, lines)))


def addressees(names: Sequence[str]) -> str:
    """主送机关, flush left, with the colon behind the last (7.3.2)."""
    return paragraph(StyleId.ADDRESSEE, run("、".join(names) + "："))


def blocks(content: Sequence[Block], profile: Profile, *, keep_last: bool, say: Say = runs) -> Iterator[str]:
    """The blocks of the body or of an attachment.

    Args:
        content: The blocks, numbered.
        profile: The page that tables are made for.
        keep_last: Whether the last block stays on the page of what follows, so that no signature stands alone.
        say: Writes the words.
    """
    for number, block in enumerate(content, 1):
        yield from _block(block, profile, say, keep_next=keep_last and number == len(content))


def attachment_note(content: Sequence[Attachment]) -> Iterator[str]:
    """附件说明: names in line with one another, no mark behind them (7.3.4)."""
    label = f"{ATTACHMENT_LABEL}："
    indent = norms.PARAGRAPH_INDENT.value
    for number, attachment in enumerate(content, 1):
        ordinal = f"{number}." if len(content) > 1 else ""
        opening = (label if number == 1 else "") + ordinal
        left = chars(indent + columns(label + ordinal))
        place = Place(keep_next=True, left=left, hanging=chars(columns(opening)))
        yield paragraph(StyleId.ATTACHMENT_NOTE, run(opening + attachment.title), place)


def attachment(content: Attachment, number: int | None, profile: Profile, say: Say = runs) -> Iterator[str]:
    """附件 on a page of its own.

    Args:
        content: The attachment.
        number: Its number; None for an only one.
        profile: The page that tables are made for.
        say: Writes the words.
    """
    yield from attachment_head(content, number)
    yield from blocks(content.blocks, profile, keep_last=False, say=say)


def attachment_head(content: Attachment, number: int | None) -> Iterator[str]:
    """The mark of an attachment on its first line, its title on the third (7.3.7)."""
    yield paragraph(StyleId.ATTACHMENT_MARK, run(f"{ATTACHMENT_LABEL}{number or ''}"))
    yield blank(norms.ATTACHMENT_TITLE_LINE.value - 2, keep_next=True)
    yield paragraph(StyleId.ATTACHMENT_TITLE, BREAK.join(map(run, content.lines or (content.title,))))
    yield blank(norms.ATTACHMENT_GAP_LINES.value, keep_next=True)


def _block(block: Block, profile: Profile, say: Say, *, keep_next: bool) -> Iterator[str]:
    keep = _KEEP if keep_next else None
    match block:
        case Heading():
            yield _heading(block, say, keep)
        case Paragraph(content):
            yield paragraph(StyleId.BODY, say(content, None), keep)
        case Table():
            yield from table(block, profile, keep_next=keep_next, say=say)
        case Chart():
            yield from chart(block, keep_next=keep_next, say=say)
        case _:
            assert_never(block)


def _heading(block: Heading, say: Say, keep: Place | None) -> str:
    """A heading on its own line, or run in: then only its words wear its face (docs/decisions/0007)."""
    words = (Text(block.number), *block.title)
    level = block.level - 1
    if block.body is None:
        return paragraph(HEADINGS[level], say(words, None), keep)
    return paragraph(RUN_INS[level], say(words, HEADING_WORDS[level]) + say(block.body, None), keep)
