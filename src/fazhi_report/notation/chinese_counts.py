"""Statistics written in Chinese characters, told from fixed words: 二十三件 and 近百场, not 三项制度 and 一是."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fazhi_report.notation.numerals import from_chinese
from fazhi_report.notation.pattern import Pattern
from fazhi_report.notation.zones import quoted_names, titles

_DIGITS, _PLACES = "一二两三四五六七八九", "十百千万亿"
_NUMERAL = f"[{_DIGITS}{_PLACES}零〇]"
# Only words that count cases, papers, people and meetings: 个, 项, 条 and 大 stand in too many fixed words.
_UNIT = (
    "件次|人次|场次|户次|批次|家次|件(?!套)|宗(?!旨)|起(?!草|诉|来)|份(?!额)|篇(?!章)|元"
    "|名(?!单|录|誉|称|义)|人(?!民|大|才|员|事|力|社|均|口|格)|家(?!庭|园|长|门|人)|户(?!籍)|场(?!所|景|地)|次(?!数|要)"
)
_COUNT = Pattern(
    rf"(?<![0-9第每任某逐同另{_DIGITS}{_PLACES}零〇数几])(?P<before>近|约|上|超|逾|超过|将近|数)?"
    rf"(?P<numeral>{_NUMERAL}{{1,15}})(?P<hedge>余|多|来)?(?P<unit>{_UNIT})"
)
_REPORTED = Pattern(
    "(?:办理|受理|审理|审结|办结|结案|立案|查处|查办|纠错|审查|备案|发出|收到|接收|调处|化解|调解|制定|印发|处理|移送|共|计|为|达)(?:了|案件)?$"
)
_CASES = frozenset({"件", "宗", "起", "份"})
_REACH = 6
_FIRST_TOLD = 2
"""一件 is left out: 一件事一次办 counts nothing."""


@dataclass(frozen=True, slots=True)
class ChineseCount:
    """A statistic in Chinese characters, which the standard wants in Arabic digits (GB/T 15835, 4.1.1).

    Args:
        start: Where it begins, characters into the text, with the hedge before it.
        end: Just behind its unit.
        text: Exactly what stands there.
        value: The number; None for an approximation (近百件, 三十余场).
        unit: The measure word.
    """

    start: int
    end: int
    text: str
    value: int | None
    unit: str


def chinese_counts(text: str) -> Iterator[ChineseCount]:
    """Find the statistics that a text writes in Chinese characters.

    Rather too few than too many: a numeral counts only before words for cases, papers, people and meetings, and
    either has places and digits (二十三件), or is an approximation (近百件, 上千人次), or is the small object of
    a verb that reports (受理两件). Numbers in titles and quotation marks belong to names.

    Yields:
        The counts in the order of the text; they never overlap.
    """
    names = [(zone.start, zone.end) for zone in (*titles(text), *quoted_names(text))]
    inside = bytearray(len(text))
    for start, end in names:
        inside[start:end] = b"\1" * (end - start)
    for match in _COUNT.finditer(text):
        if inside[match.start()]:
            continue
        known, value = _read(match, text)
        if known:
            yield ChineseCount(match.start(), match.end(), match[0], value, match["unit"])


def _read(match: re.Match[str], text: str) -> tuple[bool, int | None]:
    """Whether the words state a statistic, and its value where it is exact."""
    numeral = match["numeral"]
    placed, counted = not set(numeral).isdisjoint(_PLACES), not set(numeral).isdisjoint(_DIGITS)
    if match["before"] or match["hedge"]:
        return placed, None
    try:
        value = from_chinese(numeral)
    except ValueError:
        return False, None
    if placed and counted:
        return True, value
    reported = _REPORTED.search(text[max(0, match.start() - _REACH) : match.start()]) is not None
    return reported and match["unit"] in _CASES and value >= _FIRST_TOLD, value
