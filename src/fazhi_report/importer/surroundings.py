"""What a web page carries around its article: metadata and breadcrumb are taken, all else is left out with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fazhi_report.document.raw import RawBlock, RawParagraph, RawTable
from fazhi_report.importer.account import Account, shortened
from fazhi_report.importer.boilerplate import between, breadcrumb, is_boilerplate, is_notice, labels
from fazhi_report.importer.elements import Frame, is_organ
from fazhi_report.recognise.lines import (
    copied,
    is_attachment_mark,
    is_attachment_note,
    is_closing,
    is_date,
    is_note,
    printing,
)
from fazhi_report.recognise.markers import opening

OUTSIDE = "网页上正文以外的文字"
"""Why a line outside the article is left out."""
_LEAST_PROSE = 30
_MOST_STRAY = 40
_MOST_BETWEEN = 3
_LABEL = 6


def parted(blocks: Sequence[RawBlock]) -> tuple[list[RawBlock], list[RawBlock], list[RawBlock]]:
    """Return the blocks before the article of a web page, those in it, and those behind it.

    Closing words, 附件说明, signature, date and 附注 right behind the element of the article belong to the article.
    """
    inside = [at for at, block in enumerate(blocks) if not block.outside]
    if not inside:
        return [], list(blocks), []
    start, end = inside[0], inside[-1] + 1
    ending, rest = _ending(blocks[end:])
    return list(blocks[:start]), [*blocks[start:end], *ending], rest


def _ending(behind: Sequence[RawBlock]) -> tuple[list[RawBlock], list[RawBlock]]:
    """Return the lines right behind the article that belong to its end, and the others."""
    ending: list[RawBlock] = []
    organs: list[RawBlock] = []
    skipped: list[RawBlock] = []
    taken = 0
    for at, block in enumerate(behind):
        if not isinstance(block, RawParagraph) or block.linked:
            break
        text = block.text.strip()
        if is_closing(text) or is_date(text) or is_note(text) or is_attachment_note(text):
            ending += [*organs, block]
            organs = []
            taken = at + 1
        elif is_organ(text):
            # An organ counts only with a date below it: the foot of a page names one too.
            organs.append(block)
        elif len(text) <= _LABEL and not ending:
            # 落款 and the like, which name a field of the page.
            skipped.append(block)
        else:
            break
    return (ending, [*skipped, *behind[taken:]]) if ending else ([], list(behind))


def head_lines(blocks: Iterable[RawBlock], account: Account) -> list[RawBlock]:
    """Return what may belong to the head of the document; links that are no breadcrumb are left out."""
    kept: list[RawBlock] = []
    for block in blocks:
        if isinstance(block, RawParagraph) and block.linked and breadcrumb(block) is None:
            account.remove_block(block, OUTSIDE)
        else:
            kept.append(block)
    return kept


def take_behind(blocks: Iterable[RawBlock], frame: Frame, account: Account) -> None:
    """Take 来源 from the lines behind the article, and leave everything else out."""
    for block in blocks:
        if isinstance(block, RawTable) or not take_source(block, frame, account):
            account.remove_block(block, OUTSIDE)


def take_source(block: RawParagraph, frame: Frame, account: Account) -> bool:
    """Take a line that begins with 来源 into the publication; False where it does not, or 来源 is known already."""
    found = labels(block.text.strip(), block.line)
    if not found or found[0].field != "source" or not found[0].value or frame.publication.get("source"):
        return False
    account.print(found[0].label, block.line)
    frame.publication["source"] = found[0].value
    for one in found[1:]:
        account.remove(one.label + one.value, one.line, "网页装饰")
    account.remove(between(block.text.strip(), found), block.line, "标签之间的符号")
    return True


def tail_start(blocks: Sequence[RawBlock]) -> int:
    """Return the index where what the page has put behind the text begins; the number of blocks where there is nothing.

    A few short lines between such lines belong to them; the drafter is shown them.
    """
    start, between_them = len(blocks), 0
    for at in reversed(range(len(blocks))):
        block = blocks[at]
        if is_furniture(block):
            start, between_them = at, 0
        elif isinstance(block, RawParagraph) and between_them < _MOST_BETWEEN and is_stray(block.text):
            between_them += 1
        else:
            break
    return start


def is_furniture(block: RawBlock) -> bool:
    """Whether a block behind the text is no part of the document: a button, a label, a link, a notice of the site."""
    if not isinstance(block, RawParagraph):
        return False
    text = block.text.strip()
    if copied(text) or printing(text) or is_date(text) or is_note(text):
        return False
    if block.linked and not _is_attachment_line(text) and opening(text) is None:
        return True
    return not text or is_boilerplate(text) or is_notice(text) or bool(labels(text, block.line))


def is_stray(text: str) -> bool:
    """Whether a short line at the end is neither a sentence, a heading nor an element of the document."""
    words = text.strip()
    return (
        0 < len(words) <= _MOST_STRAY
        and words[-1] not in "。；：！？”"
        and opening(words) is None
        and not (is_organ(words) or is_date(words) or is_note(words) or is_closing(words))
        and not (copied(words) or printing(words) or _is_attachment_line(words))
    )


def _is_attachment_line(text: str) -> bool:
    return is_attachment_note(text) or is_attachment_mark(text)


def note_prose(blocks: Iterable[RawBlock], account: Account) -> None:
    """Note for the drafter that running text outside the article was left out."""
    prose = [block for block in blocks if isinstance(block, RawParagraph) and _is_prose(block)]
    if prose:
        account.note(
            ("opening",),
            f"网页正文以外另有 {len(prose)} 段文字没有收，如“{shortened(prose[0].text)}”",
            prose[0].line,
        )


def _is_prose(block: RawParagraph) -> bool:
    text = block.text.strip()
    return (
        len(text) >= _LEAST_PROSE
        and "。" in text
        and not block.linked
        and not labels(text, block.line)
        and not is_boilerplate(text)
        and not is_notice(text)
    )
