"""Takes out the blanks that typing and text recognition leave between characters: 调 解矛盾纠纷 32 件."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from fazhi_report.document.raw import BlockRole, RawBlock, RawParagraph, RawTable
from fazhi_report.importer.account import Account
from fazhi_report.recognise.markers import fold, opening
from fazhi_report.text.organ_names import split_authors

_CHINESE = "\u3400-\u4dbf\u4e00-\u9fff，。；：、（）《》“”？！％"
_AROUND_DIGITS = re.compile(rf"(?<=[{_CHINESE}]) {{1,2}}(?=[0-9])|(?<=[0-9%％]) {{1,2}}(?=[{_CHINESE}])")
_BETWEEN = re.compile(rf"(?<=[{_CHINESE}]) (?=[{_CHINESE}])|{_AROUND_DIGITS.pattern}")
_GAP = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE = re.compile("[，。；]")
_NUMBER = re.compile(r"\s*[0-9]{1,2} ")
"""A paragraph that begins so may be a heading with its number."""
_LEAST_GAPS = 2
_MOST_APART = 100
"""Chinese characters for each blank between two of them, on average, up to which a text is a scanned one."""


def close_gaps(blocks: Sequence[RawBlock], account: Account) -> list[RawBlock]:
    """Return the blocks without blanks that part no words.

    Blanks around the figures of a sentence are taken out of every text, those between Chinese characters only where
    blanks stand inside sentences all over the text, as text recognition leaves them: elsewhere they part a heading from
    its text, or two names.

    Args:
        blocks: The blocks of a scan, each paragraph one block.
        account: Where the drafter is told of a text that was scanned.
    """
    scanned = _is_scanned(blocks)
    if scanned:
        account.note(
            ("opening",),
            "原文的字和字之间多处有空格，像是扫描后识别的，空格已经去掉；请对照原件核对文字和数据",
        )
    return [_closed(block, scanned=scanned) for block in blocks]


def _is_scanned(blocks: Sequence[RawBlock]) -> bool:
    gaps = characters = 0
    for block in blocks:
        if _is_running(block) and isinstance(block, RawParagraph) and opening(fold(block.text)) is None:
            gaps += len(_GAP.findall(block.text))
            characters += len(_HAN.findall(block.text))
    return gaps >= _LEAST_GAPS and characters <= gaps * _MOST_APART


def _is_running(block: RawBlock) -> bool:
    """Whether a block is a paragraph of sentences."""
    return isinstance(block, RawParagraph) and not block.outside and _SENTENCE.search(block.text) is not None


def _closed(block: RawBlock, *, scanned: bool) -> RawBlock:
    if isinstance(block, RawTable):
        pattern = _BETWEEN if scanned else _AROUND_DIGITS
        return replace(block, rows=tuple(tuple(pattern.sub("", cell) for cell in row) for row in block.rows))
    if block.outside or block.role is BlockRole.CRUMB or not (scanned or _is_running(block)):
        return block
    if scanned and len(split_authors(block.text)) > 1:
        return block
    number = _NUMBER.match(block.text)
    start = number.end() if number else 0
    text = block.text[:start] + (_BETWEEN if scanned else _AROUND_DIGITS).sub("", block.text[start:])
    return replace(block, text=text, words=block.words if len(text) == len(block.text) else 0)
