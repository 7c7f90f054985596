"""Repair of damaged copies: pages on one line are split, wrapped lines and torn list words are joined."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count, pairwise
from typing import TypeGuard

from fazhi_report.document.raw import BlockRole, RawBlock, RawParagraph, RawTable, SourceDocument
from fazhi_report.importer.account import Account
from fazhi_report.importer.boilerplate import labels
from fazhi_report.importer.naming import PART_HEADING, is_title
from fazhi_report.recognise.lines import is_addressee
from fazhi_report.recognise.markers import fold, opening
from fazhi_report.source.encoding import without_forbidden
from fazhi_report.text.width import to_full_width
from fazhi_report.typography.marks import half_width_stops

_FLAT = 1200
"""The length of a line above which it may be a whole page without its line breaks."""
_LEAST_FLAT = 60
_NEARLY_WHOLE = 0.6
"""Share of a file's text from which on a shorter line may be such a page."""
_TERMINAL = "。！？；：…”’》）.;:)"
_TORN = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}[是要、]?|[0-9]{1,2}[.、]?|（[^）]{0,3}|（[^）]{1,3}）)\s*$"
)
_LIST_WORD_AT_END = re.compile(r"[。；：，][一二三四五六七八九十]{1,3}[是要]?\s*$")
_LEVEL_1 = re.compile(r"(?:(?<=[。：；！？”）\s])|^)(?P<n>[一二三四五六七八九十]{1,3})、")
_LEVEL_2 = re.compile(r"（(?P<n>[一二三四五六七八九十]{1,3})）")
_SIGNED = re.compile(
    r"(?<=。)(?P<closing>[特专]此报告。)?(?P<organ>[\u4e00-\u9fff（）]{3,40})"
    r"(?P<date>[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)(?![^。]{0,60}[，。])"
)
_FIRST_MEASURE = re.compile(r"一是")
_FIRST_ITEM = re.compile(r"(?<=[\u4e00-\u9fff”》）\s])1[.、](?=\s*[\u4e00-\u9fff“《])")
_TITLE_AND_TEXT = re.compile(
    r"(?P<title>(?!现将|现就|将|根据|按照|为).{7,70}?(?:报告|总结|情况|汇报))(?:\s+|(?=20[0-9]{2}年[，以来]|(?:现将|现就|根据|按照|为)|20[0-9]{2}年.{2,20}，))"
)
# A blank between digits or letters parts a date from its time and 6 from +, not a paragraph from the next.
_BLANK = re.compile(r"(?<![!-~\s])\s+|(?<=[!-~])\s+(?![!-~\s])")
_CRUMB_MARKS = ">＞»→"
_NUMERALS = "一二三四五六七八九十"
_LEAST_WRAPPED = 4
_WRAP_SLACK = 8
_MOST_WRAP_WIDTH = 120
_LEAST_WRAP_WIDTH = 40
_HEAD_WORDS = 60


def prepare(scan: SourceDocument) -> list[RawBlock]:
    """Return the blocks so that each paragraph is one block."""
    if scan.styled:
        return list(scan.blocks)
    whole = max(sum(len(one.text) for one in scan.blocks if _is_text(one)) * _NEARLY_WHOLE, _LEAST_FLAT)
    blocks = [part for block in _titled(scan.blocks) for part in _parted(block, min(whole, _FLAT))]
    if scan.unit != "段":
        blocks = _unwrapped(blocks)
    return _mended(blocks)


def _is_text(block: RawBlock) -> TypeGuard[RawParagraph]:
    return isinstance(block, RawParagraph) and not block.outside and block.role is not BlockRole.CRUMB


def _titled(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Return the blocks, a title that runs on into the text of its line split off."""
    split = list(blocks)
    for at, block in enumerate(split):
        if not _is_text(block):
            continue
        if is_title(block.text) or block.role is not BlockRole.UNKNOWN:
            break
        folded = fold(block.text)
        if (match := _TITLE_AND_TEXT.match(folded)) and is_title(match["title"].strip()):
            end = match.end("title")
            split[at : at + 1] = [
                replace(block, text=block.text[:end]),
                replace(block, text=block.text[end:].lstrip()),
            ]
            break
        if "。" in folded:
            break
    return split


def _parted(block: RawBlock, flat: float) -> Iterator[RawBlock]:
    """Yield a block split at its line breaks, a page on one line at its blanks, and a heading before 1. in its line.

    Args:
        block: A block.
        flat: The least length of a line that may be a whole page, in characters.
    """
    if not isinstance(block, RawParagraph) or block.role is BlockRole.CRUMB:
        yield block
        return
    pieces = block.text.split("\n")
    if len(block.text) > flat and not block.outside and _is_flat(block.text):
        pieces = _unflattened(block.text)
    if block.role is BlockRole.UNKNOWN and not block.outside:
        pieces = [part for piece in pieces for part in _run_on(piece)]
    if block.role is BlockRole.TITLE or len(pieces) == 1:
        yield block
        return
    for piece in pieces:
        if piece.strip():
            yield replace(block, text=piece, words=0)


def _run_on(text: str) -> list[str]:
    """Return a heading and the numbered items that follow it in its line without a stop between, each by itself."""
    folded = fold(text)
    found = opening(folded)
    if found is None or found.level > 2:  # noqa: PLR2004
        return [text]
    window = folded[found.end : found.end + _HEAD_WORDS]
    first = _FIRST_ITEM.search(window)
    if first is None or re.search("[。：；，]", window[: first.start()]):
        return [text]
    places = [0, found.end + first.start()]
    for number in count(2):
        item = re.compile(rf"(?<=[。；\s]){number}[.、](?![0-9])").search(folded, places[-1])
        if item is None:
            break
        places.append(item.start())
    return [text[start:end].strip() for start, end in pairwise([*places, len(text)])]


def _is_flat(text: str) -> bool:
    folded = fold(text)
    return "二、" in folded and (folded.count("（一）") > 0 or "一、" in folded)


def _unflattened(text: str) -> list[str]:
    """Return a page on one line, split at its blanks and before its headings in the order of their numbers."""
    folded = fold(text)
    places = {
        0,
        len(text),
        *_joints(folded),
        *_tail(folded),
        *(match.start() for match in _BLANK.finditer(text)),
    }
    ordered = sorted(places)
    return _rejoined(text[start:end].strip() for start, end in pairwise(ordered))


def _rejoined(pieces: Iterable[str]) -> list[str]:
    """Join labels with their values (索引号： LH331082) and breadcrumbs with their marks."""
    joined: list[str] = []
    for piece in filter(None, pieces):
        last = joined[-1] if joined else ""
        found = labels(last, 0)
        waiting = bool(found) and not found[-1].value and not (labels(piece, 0) or is_addressee(piece))
        if last and (waiting or piece[0] in _CRUMB_MARKS or last[-1] in _CRUMB_MARKS):
            joined[-1] = f"{last} {piece}"
        else:
            joined.append(piece)
    return joined


def _joints(folded: str) -> list[int]:
    """Return the offsets where headings begin and end."""
    places: set[int] = set()
    first = second = 0
    for match in sorted((*_LEVEL_1.finditer(folded), *_LEVEL_2.finditer(folded)), key=re.Match.start):
        value = _NUMERALS.find(match["n"]) + 1 if len(match["n"]) == 1 else 0
        if match.re is _LEVEL_1 and value == first + 1:
            first, second = value, 0
        elif match.re is _LEVEL_2 and value == second + 1 and first:
            second = value
        else:
            continue
        places.add(match.start())
        if end := _heading_end(folded, match.end(), level=1 if match.re is _LEVEL_1 else 2):
            places.add(end)
    return sorted(places)


def _tail(folded: str) -> Iterator[int]:
    """Yield the offsets of closing, signature and date where no blank separates them from the last sentence."""
    if signed := _SIGNED.search(folded):
        for name in ("closing", "organ", "date"):
            yield from {signed.start(name), signed.end(name)} - {-1}


def _heading_end(folded: str, start: int, *, level: int) -> int:
    """Return the offset where a heading without a mark at its end stops; 0 where text follows it in its line."""
    window = folded[start : start + _HEAD_WORDS]
    stops = [window.find(mark) for mark in "。：；" if mark in window]
    measure = _FIRST_MEASURE.search(window)
    if measure and all(measure.start() < stop for stop in stops):
        return start + measure.start()
    if level == 1 and (usual := PART_HEADING.match(window)):
        return start + usual.end()
    return 0


def _unwrapped(blocks: list[RawBlock]) -> list[RawBlock]:
    """Join lines that were broken at a fixed width."""
    width = _wrap_width(blocks)
    if not width:
        return blocks
    joined: list[RawBlock] = []
    lines: list[str] = []
    before = ""
    for block in [*blocks, None]:
        text = block.text if isinstance(block, RawParagraph) else ""
        if block is not None and lines and text and _continues(before, block, width):
            lines.append(text.strip())
        else:
            # The lines of a paragraph are joined once, however many they are.
            if len(lines) > 1 and isinstance(joined[-1], RawParagraph):
                joined[-1] = replace(
                    joined[-1], text="".join(line.rstrip() for line in lines[:-1]) + lines[-1]
                )
            joined += [] if block is None else [block]
            lines = [text] if isinstance(block, RawParagraph) else []
        before = text
    return joined


def _wrap_width(blocks: Sequence[RawBlock]) -> int:
    """Return the width at which lines were broken; 0 where they were not."""
    texts = [block.text for block in blocks if isinstance(block, RawParagraph)]
    open_ended = sorted(
        width
        for text in texts
        if text.rstrip()[-1:] not in _TERMINAL and (width := _cells(text)) >= _LEAST_WRAP_WIDTH
    )
    if not open_ended or max(map(_cells, texts)) > _MOST_WRAP_WIDTH:
        return 0
    widest = max(open_ended, key=lambda width: (_near(open_ended, width), width))
    return widest if _near(open_ended, widest) >= _LEAST_WRAPPED else 0


def _near(widths: Sequence[int], width: int) -> int:
    """Return how many lines are about as wide, and not wider; the widths are sorted."""
    return bisect_right(widths, width) - bisect_left(widths, width - _WRAP_SLACK)


def _continues(before: str, block: RawBlock, width: int) -> bool:
    """Whether a line continues the one before, which is full."""
    if not isinstance(block, RawParagraph) or block.gap or block.outside:
        return False
    indented = block.text[:1] in {"\u3000", " ", "\t"}
    return _cells(before) >= width - _WRAP_SLACK and not indented and opening(block.text) is None


def _mended(blocks: list[RawBlock]) -> list[RawBlock]:
    """Join list words torn over two lines (一 / 是), and numbers alone on a line, to what follows."""
    mended: list[RawBlock] = []
    for block in blocks:
        last = mended[-1] if mended else None
        if isinstance(block, RawParagraph) and isinstance(last, RawParagraph) and _is_torn(last, block):
            mended[-1] = replace(last, text=last.text.rstrip() + block.text.strip())
        else:
            mended.append(block)
    return mended


def _is_torn(last: RawParagraph, block: RawParagraph) -> bool:
    if last.role is not BlockRole.UNKNOWN or block.role is not BlockRole.UNKNOWN:
        return False
    if last.outside or block.outside:
        return False
    folded = fold(last.text)
    if _TORN.match(folded):
        return True
    torn = _LIST_WORD_AT_END.search(folded)
    return torn is not None and (torn[0].rstrip()[-1] in "是要" or block.text.strip()[:1] in {"是", "要"})


def _cells(text: str) -> int:
    """Return the width in half characters without the indent."""
    return sum(1 if character.isascii() else 2 for character in text.strip())


_WHITE = str.maketrans("\t\xa0\u2002\u2003\u2007\u202f", "      ", "\u200b\ufeff")


_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_WIDE_POINT = re.compile("(?<=[0-9])．(?=[0-9])")


def _half_width(text: str) -> str:
    """Return the text with its digits in half width, as GB/T 15835 asks; no character is added or lost."""
    return _WIDE_POINT.sub(".", text.translate(_DIGITS))


def normalised(text: str) -> str:
    """Return the text with Chinese punctuation in full width: commas, stops behind Chinese, straight quotation marks.

    Numbers, times, ratios, ordinals (一.), names, English and web addresses stay as they are. No character is added or
    lost, so that offsets hold.
    """
    characters = list(_quotes(to_full_width(text)))
    for offset, _, wanted in half_width_stops("".join(characters)) if "." in text else ():
        characters[offset] = wanted
    return "".join(characters)


def _quotes(text: str) -> str:
    """Return the text with straight quotation marks, in pairs within Chinese, as opening and closing ones."""
    places = [at for at, character in enumerate(text) if character == '"']
    if not places or len(places) % 2 or not re.search("[\u4e00-\u9fff]", text):
        return text
    characters = list(text)
    for number, at in enumerate(places):
        characters[at] = "”" if number % 2 else "“"
    return "".join(characters)


def clean(blocks: Sequence[RawBlock], account: Account, *, keep: bool) -> list[RawBlock]:
    """Return the blocks without forbidden characters, with digits and punctuation normalised unless they are kept.

    Args:
        blocks: The blocks of a scan.
        account: Where forbidden characters are noted.
        keep: Whether digits and punctuation stay as they are written.
    """
    return [_cleaned(block, account, keep=keep) for block in blocks]


def _cleaned(block: RawBlock, account: Account, *, keep: bool) -> RawBlock:
    if isinstance(block, RawTable):
        rows = tuple(tuple(_text(cell, block.line, account, keep=keep) for cell in row) for row in block.rows)
        return replace(block, rows=rows)
    # The names of a breadcrumb stay as the page writes them, so that they are found in its text.
    text = _text(block.text, block.line, account, keep=keep or bool(block.breadcrumb))
    # Where something was taken out, the place of a heading's end no longer holds.
    words = block.words if len(text) == len(block.text) else 0
    names = tuple(filter(None, map(_printable, block.breadcrumb)))
    return replace(block, text=text, words=words, breadcrumb=names)


def _printable(text: str) -> str:
    """Return a text without white space around it and without what no data file may hold."""
    return without_forbidden(text.translate(_WHITE))[0].strip()


def clean_properties(properties: Mapping[str, str]) -> Mapping[str, str]:
    """Return what a file says of itself without what no data file may hold; values that are nothing else are left out."""
    cleaned = {name: _printable(value) for name, value in properties.items()}
    return {name: value for name, value in cleaned.items() if value}


def _text(text: str, line: int, account: Account, *, keep: bool) -> str:
    kept, forbidden = without_forbidden(text.translate(_WHITE))
    if forbidden:
        shown = "".join(f"U+{ord(character):04X} " for character in forbidden[:20]).strip()
        account.remove(forbidden, line, f"控制字符或看不见的字符（{shown}）")
    return kept if keep else normalised(_half_width(kept))
