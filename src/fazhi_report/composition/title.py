"""The title: its presets and its line breaks (GB/T 9704-2012 7.3.1)."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate, combinations, pairwise
from math import comb

from fazhi_report.model.authors import joined
from fazhi_report.model.organ import TITLE_PRESETS
from fazhi_report.model.report import Report
from fazhi_report.norms.gbt9704 import TITLE, TYPE_AREA_WIDTH
from fazhi_report.text.organ_names import title_on_one_line

DRAFT_MARK = "（草稿）"
"""Appended to the title of a draft."""
LINE_CHARACTERS = int(TYPE_AREA_WIDTH.value.twips // TITLE.value.size.twips)
"""Number of characters of the title's size that fit on a line."""

_MOST_WAYS = 20_000
"""A title that can be broken in more ways is no title that a person wrote; it is broken evenly."""

# A line may end before the words of the first list and after those of the second.
_BEFORE = (
    "关于",
    "法治政府建设",
    "年度报告",
    "工作报告",
    "情况",
    "的报告",
    "暨",
    "推进",
    "履行",
    "落实",
    "执行",
    "完成",
    "办理",
    "和",
    "及",
    "与",
)
_AFTER = ("人民政府", "委员会", "办公室", "局", "年度", "暨", "以及")


def title_text(report: Report, *, draft: bool = False) -> str:
    """Return the title on one line, marked as a draft if it is one."""
    title, mark = report.title, DRAFT_MARK if draft else ""
    if title.lines:
        return title_on_one_line(title.lines) + mark
    if title.text is not None:
        return title.text + mark
    organ = joined((one.name for one in report.organ.each), title.between)
    return TITLE_PRESETS[title.preset or "about"].format(organ=organ, year=report.year) + mark


def title_lines(report: Report, *, draft: bool = False) -> tuple[str, ...]:
    """Return the title broken by meaning into lines of similar width.

    Lines given in the data are kept.
    """
    if report.title.lines:
        *before, last = report.title.lines
        return (*before, last + (DRAFT_MARK if draft else ""))
    names = tuple(one.name for one in report.organ.each)
    text = title_text(report, draft=draft)
    if report.title.between != "line" or len(names) == 1:
        return break_lines(text, *names)
    year, _, subject = text.partition(joined(names, "line"))
    return (*((year,) if year else ()), *names, *break_lines(subject))


def break_lines(text: str, *organs: str) -> tuple[str, ...]:
    """Return the lines of a title.

    Args:
        text: The whole title.
        organs: Names of the organs in it: never broken; a line end after one is preferred.
    """
    needed = -(-width(text) // (LINE_CHARACTERS * 2))
    if needed <= 1:
        return (text,)
    joints = _joints(text, organs)
    gaps = _gaps(text, organs)
    for count in range(needed, needed + 3):
        if comb(len(joints), count - 1) > _MOST_WAYS:
            break
        ways = (
            _cut(text, places) for places in combinations(joints, count - 1) if _keeps_authors(places, gaps)
        )
        fitting = (lines for lines in ways if max(map(width, lines)) <= LINE_CHARACTERS * 2)
        if best := min(fitting, key=_ugliness, default=None):
            return best
    return _evenly(text, needed)


_PAIRS = {"（": "）", "《": "》", "〈": "〉", "“": "”", "〔": "〕", "【": "】", "(": ")"}
_CLOSERS = frozenset("，。、；：？！%％·") | frozenset(_PAIRS.values())


def _evenly(text: str, count: int) -> tuple[str, ...]:
    """Return lines of nearly equal width for a title without fit joints, never inside brackets, a word or a number."""
    widths = list(accumulate(map(width, text), initial=0))
    free = [place for place in _free_places(text) if place < len(text) - 1]
    most = LINE_CHARACTERS * 2
    lines: list[str] = []
    start = 0
    while widths[-1] - widths[start] > most:
        wanted = (widths[-1] - widths[start]) // max(count - len(lines), 2)
        fitting = free[
            bisect_right(free, start) : bisect_right(free, bisect_right(widths, widths[start] + most) - 1)
        ]
        # A bracket or a word that is longer than a line is broken where the line is full.
        place = min(
            fitting,
            key=lambda one: abs(widths[one] - widths[start] - wanted),
            default=start + LINE_CHARACTERS,
        )
        lines.append(text[start:place])
        start = place
    return (*lines, text[start:])


def _free_places(text: str) -> list[int]:
    """Return the offsets at which a line may end, whatever the words mean."""
    awaited: list[str] = []
    found = []
    for place, (before, after) in enumerate(pairwise(text), 1):
        if before in _PAIRS:
            awaited.append(_PAIRS[before])
        elif awaited and before == awaited[-1]:
            awaited.pop()
        latin = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
        if not awaited and after not in _CLOSERS and not latin:
            found.append(place)
    return found


def width(text: str) -> int:
    """Return the width in half characters: 2 for a Chinese character, 1 for a Latin letter or digit."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def _joints(text: str, organs: Iterable[str]) -> list[int]:
    found = {match.start() for word in _BEFORE for match in re.finditer(re.escape(word), text)}
    found |= {match.end() for word in _AFTER for match in re.finditer(re.escape(word), text)}
    for organ in organs:
        # A name longer than a line has to be broken, too.
        if organ and organ in text and width(organ) <= LINE_CHARACTERS * 2:
            start = text.index(organ)
            end = start + len(organ)
            found = {place for place in found if not start < place < end} | {end}
    found |= set(_gaps(text, organs))
    # A space stands between two authors: the line ends before it, and it is not printed.
    found |= {match.start() for match in re.finditer("[ \u3000]", text)}
    found -= {match.end() for match in re.finditer("[ \u3000]", text)}
    # 关于 may begin a line but never end one.
    found -= {match.end() for match in re.finditer("关于", text)}
    found -= {match.start() for match in re.finditer("的报告", text)}
    return sorted(found & set(_free_places(text)))


def _gaps(text: str, organs: Iterable[str]) -> tuple[int, ...]:
    """Return the offsets behind each of several authors that are named in a row; none for one author."""
    ends = sorted(text.index(organ) + len(organ) for organ in organs if organ in text)
    behind = (end + 1 if text.startswith("、", end) else end for end in ends)
    return tuple(behind) if len(ends) > 1 else ()


def _keeps_authors(places: tuple[int, ...], gaps: tuple[int, ...]) -> bool:
    """Whether the authors share a line, or each line of theirs has authors alone: what follows begins a new one."""
    return not gaps or gaps[-1] in places or not any(gap in places for gap in gaps)


def _cut(text: str, places: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(
        text[start:end].strip() for start, end in zip((0, *places), (*places, len(text)), strict=True)
    )


def _ugliness(lines: tuple[str, ...]) -> tuple[int, int]:
    """Return the penalty of line breaks: uneven widths, and a middle line that is shorter than its neighbours (7.3.1)."""
    widths = [width(line) for line in lines]
    waist = sum(
        1
        for before, here, after in zip(widths, widths[1:], widths[2:], strict=False)
        if here < before and here < after
    )
    return max(widths) - min(widths) + waist * LINE_CHARACTERS, max(widths)
