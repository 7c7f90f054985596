"""Punctuation of old copies in full width, character for character."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from fazhi_report.extract.account import Account
from fazhi_report.notation.width import to_full_width
from fazhi_report.source.characters import without_forbidden
from fazhi_report.tree.raw import RawBlock, RawTable

_STOP = re.compile(r"(?<=[\u4e00-\u9fff”’》）])\.(?=$|[\u4e00-\u9fff“《（])")
_WHITE = str.maketrans("\t\xa0\u2002\u2003\u2007\u202f", "      ", "\u200b\ufeff")


def normalised(text: str) -> str:
    """The text with Chinese punctuation in full width: commas, stops behind Chinese, straight quotation marks.

    No character is added or lost, so that offsets hold.
    """
    return _quotes(_STOP.sub("。", to_full_width(text)))


def _quotes(text: str) -> str:
    """Straight quotation marks opened and closed in turn, where the paragraph has them in pairs beside Chinese."""
    places = [at for at, character in enumerate(text) if character == '"']
    if not places or len(places) % 2 or not re.search("[\u4e00-\u9fff]", text):
        return text
    characters = list(text)
    for number, at in enumerate(places):
        characters[at] = "”" if number % 2 else "“"
    return "".join(characters)


def clean(blocks: Sequence[RawBlock], account: Account, *, keep: bool) -> list[RawBlock]:
    """The blocks as they will be taken apart.

    Args:
        blocks: The blocks of a scan.
        account: Where forbidden characters are noted.
        keep: Whether punctuation stays as it is written.
    """
    return [_cleaned(block, account, keep=keep) for block in blocks]


def _cleaned(block: RawBlock, account: Account, *, keep: bool) -> RawBlock:
    if isinstance(block, RawTable):
        rows = tuple(tuple(_text(cell, block.line, account, keep=keep) for cell in row) for row in block.rows)
        return replace(block, rows=rows)
    text = _text(block.text, block.line, account, keep=keep)
    # Where something was taken out, the place of a heading's end no longer holds.
    words = block.words if len(text) == len(block.text) else 0
    return replace(block, text=text, words=words)


def _text(text: str, line: int, account: Account, *, keep: bool) -> str:
    kept, forbidden = without_forbidden(text.translate(_WHITE))
    if forbidden:
        shown = "".join(f"U+{ord(character):04X} " for character in forbidden[:20]).strip()
        account.remove(forbidden, line, f"控制字符或看不见的字符（{shown}）")
    return kept if keep else normalised(kept)
