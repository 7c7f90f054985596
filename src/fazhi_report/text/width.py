"""Finds half-width punctuation in Chinese text and replaces it by full-width punctuation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fazhi_report.text.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WIDE = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！"}
"""Half-width mark → the full-width one."""
_MARKS = Pattern("[,;:()?!]")

# Characters that are Chinese wherever they stand: Han, 〇, marks such as 。、《》〔〕, full-width forms.
_CHINESE = Pattern("[\u3001-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]")
# Characters that English shares; they count only in a text that also holds a Chinese one.
_SHARED = frozenset("“”‘’—…·%‰")

_ADDRESS = Pattern(r"(?:https?://|ftp://|www\.|mailto:)[!-'*-~]+", re.IGNORECASE | re.ASCII)


def to_full_width(text: str) -> str:
    """Return the text with the punctuation of its Chinese parts in full width (GB/T 15834).

    The marks ``, ; : ( ) ? !`` change where they stand beside Chinese text; not inside numbers (1,234),
    times (09:33), ratios (3:1) and web addresses, nor in text that is not Chinese. No character is added or
    lost, so that offsets hold and the compatibility form (NFKC) of the text stays the same.
    """
    characters = list(text)
    for offset, _, wanted in half_width_marks(text):
        characters[offset] = wanted
    return "".join(characters)


def half_width_marks(text: str) -> Iterator[tuple[int, str, str]]:
    """Find the half-width marks that Chinese text should not contain.

    Yields:
        Offset in the text, the mark found, the full-width mark wanted; in the order of the text.
    """
    if not _MARKS.search(text) or not _CHINESE.search(text):
        return
    kept = _kept(text)
    marks = [match.start() for match in _MARKS.finditer(text) if match.start() not in kept]
    for offset in sorted(_spread(_seeds(text, marks), _links(text, marks))):
        yield offset, text[offset], WIDE[text[offset]]


def _kept(text: str) -> set[int]:
    """Return the offsets that belong to a web address."""
    offsets: set[int] = set()
    for match in _ADDRESS.finditer(text):
        address = match[0].rstrip("".join(WIDE))
        offsets.update(range(match.start(), match.start() + len(address)))
    return offsets


def _seeds(text: str, marks: Iterable[int]) -> list[int]:
    """Return the marks next to a Chinese character, spaces ignored.

    The marks of 1,234 and 09:33 and 3:1 have a digit on either side and are left out.
    """
    return [
        offset for offset in marks if any(_is_chinese(text, _beside(text, offset, step)) for step in (-1, 1))
    ]


def _links(text: str, marks: list[int]) -> dict[int, list[int]]:
    """Return for each mark the marks that must have the same width: its other parenthesis, and marks that touch it."""
    links: dict[int, list[int]] = {offset: [] for offset in marks}
    open_on_line: list[int] = []
    for before, offset in zip([-1, *marks], marks, strict=False):
        if "\n" in text[before + 1 : offset]:
            open_on_line.clear()
        if _beside(text, offset, -1) == before >= 0:
            links[before].append(offset)
            links[offset].append(before)
        if text[offset] == "(":
            open_on_line.append(offset)
        elif text[offset] == ")" and open_on_line:
            opening = open_on_line.pop()
            links[opening].append(offset)
            links[offset].append(opening)
    return links


def _spread(seeds: list[int], links: dict[int, list[int]]) -> set[int]:
    """Return the seeds and every mark that is linked to them."""
    reached, waiting = set(seeds), list(seeds)
    while waiting:
        fresh = [offset for offset in links[waiting.pop()] if offset not in reached]
        reached.update(fresh)
        waiting.extend(fresh)
    return reached


def _beside(text: str, offset: int, step: int) -> int:
    """Return the offset of the next character that is no space, across one line break at most; -1 for none."""
    breaks = 0
    offset += step
    while 0 <= offset < len(text) and text[offset].isspace():
        breaks += text[offset] == "\n"
        if breaks > 1:
            return -1
        offset += step
    return offset if offset < len(text) else -1


def _is_chinese(text: str, offset: int) -> bool:
    return offset >= 0 and (text[offset] in _SHARED or _CHINESE.match(text[offset]) is not None)


# Half-width forms (East Asian Width Na and H) as far as they come in reports.
_NARROW = re.compile("[\x20-\x7e\uff61-\uffdc\uffe8-\uffee]")


def columns(text: str) -> float:
    """Return the width of words in characters (字); a half-width letter or digit counts one half."""
    return len(text) - len(_NARROW.findall(text)) / 2
