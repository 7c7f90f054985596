"""Titles and headings of reports: which lines are a title, and the organ, the year and the part that they name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fazhi_report.model.authors import joined
from fazhi_report.model.organ import TITLE_PRESETS
from fazhi_report.recognise.markers import fold
from fazhi_report.text.organ_names import split_authors

_SUBJECT = "法治|依法行政|依法治"
_TITLE = re.compile(rf"(?:{_SUBJECT}).{{0,40}}(?:报告|情况|总结|要点|汇报)(?:[（(].{{1,12}}[）)])?$")
_SECOND_LINE = re.compile(rf"^(?:关于|[0-9]{{4}}年).{{0,40}}(?:{_SUBJECT}).{{0,40}}(?:报告|情况|总结|汇报)$")
_YEAR = re.compile(r"(?P<year>(?:19|20)[0-9]{2})\s?年")
_NAMES = r"[\u4e00-\u9fff（）、 \u3000]{2,160}?"
_ORGAN_BEFORE = re.compile(rf"^(?P<organ>{_NAMES})(?=关于|(?:19|20)[0-9]{{2}}年)")
_ORGAN_AFTER = re.compile(rf"^(?:19|20)[0-9]{{2}}年度?(?P<organ>{_NAMES})(?=法治|依法)")
_PREFIX = re.compile(r"^(?:【[^】]{1,12}】|\[[^\]]{1,12}\]|标题[：:]|发布)\s*")
ORGAN_WORDS = re.compile(
    "(?:政府|委员会|管委会|局|厅|院|部|办公室|办|处|署|中心|街道|镇|乡|集团|公司|大队|支队|党委|党工委|委|主席团|常委会)(?:（.{1,20}）)?$"
)
_LEAST_TITLE, _MOST_TITLE = 7, 70
_LONGEST_ORGAN = 40


@dataclass(frozen=True, slots=True)
class Named:
    """The organs and the year that a title names.

    Args:
        organs: The organs in their order, as they are written; empty where the title names none.
        year: The year reported on; None where the title names none.
    """

    organs: tuple[str, ...]
    year: int | None


def is_title(text: str) -> bool:
    """Whether a line looks like the title of a rule-of-law report."""
    plain = fold(strip_prefix(text)[1]).replace(" ", "").replace("\u3000", "")
    return (
        _LEAST_TITLE <= len(plain) <= _MOST_TITLE
        and bool(_TITLE.search(plain))
        and not re.search("[。；，？！]|如下", plain)
    )


def is_second_line(text: str) -> bool:
    """Whether a line is the rest of a title whose first line is the organ."""
    return bool(_SECOND_LINE.match(fold(text).replace(" ", "").replace("\u3000", "")))


def strip_prefix(text: str) -> tuple[str, str]:
    """Return the prefix of a title, such as 【工作总结】, and the title."""
    match = _PREFIX.match(text.strip())
    return (match[0], text.strip()[match.end() :]) if match else ("", text.strip())


def named(title: str) -> Named:
    """Return the organs and the year that a title names."""
    plain = fold(title)
    years = [int(match["year"]) for match in _YEAR.finditer(plain)]
    match = _ORGAN_BEFORE.match(plain) or _ORGAN_AFTER.match(plain)
    words = match["organ"].strip() if match else ""
    organs = split_authors(words) if words and words != "关于" else ()
    # Words with blanks that are not several organs are none at all.
    whole = len(organs) > 1 or all(
        re.fullmatch(rf"[^、 \u3000]{{2,{_LONGEST_ORGAN}}}", one) for one in organs
    )
    return Named(organs if whole else (), years[0] if years else None)


def preset(title: str, organs: Sequence[str], year: int) -> dict[str, str]:
    """Return the preset that prints exactly this title, with what stands between several organs; empty for none."""
    plain = re.sub(r"[ \u3000]+", " ", title)
    for name, form in TITLE_PRESETS.items():
        for between in ("space", "mark", "and") if len(organs) > 1 else (None,):
            if form.format(organ=joined(organs, between), year=year) == plain:
                return {"preset": name} | ({"between": between} if between and between != "space" else {})
    return {}


PART_HEADING: Final = re.compile(
    "(?:[0-9]{4}年度?)?(?:(?:当前|目前|工作中)?(?:还)?存在的?(?:主要|突出)?(?:问题|不足)(?:[和及与、](?:主要)?(?:原因|不足|问题|困难))?"
    "|(?:下一步|下步|下阶段|[0-9]{4}年|明年)(?:的?主要)?(?:工作)?(?:计划|打算|安排|思路|举措|要点)"
    "|(?:主要)?工作(?:开展|完成)?情况|主要(?:工作)?(?:举措|措施|做法)(?:[和与及](?:工作)?成效)?)"
    "(?=在|虽然|尽管|一年来|[0-9]{4}年|今年|回顾|过去|我|对照|下|根据|（|为|按照)"
)
"""Heading of a part that text follows without a mark between."""

LAST_YEAR = re.compile(
    "(?:上一?年度?|去年|[0-9]{4}年度?).{0,12}(?:问题|不足|意见).{0,8}(?:整改|修复|落实|改进|解决)"
)
"""Heading on the problems of last year and what was done about them: a part of its own, not this year's shortcomings."""
OTHER = re.compile("其[他它]")
LEADER = re.compile("第一责任人|(?:主要负责人|主要领导).{0,6}履(?:行|职)|履行.{0,10}法治建设.{0,6}职责")
SHORTCOMINGS = re.compile("不足|问题|短板|薄弱环节|差距|困难")
PLANS = re.compile("下一?步|下一?阶段|下一年|明年|计划|打算|思路|工作安排|主要安排|工作要点|展望|今后|下半年")
ACHIEVEMENTS = re.compile(
    "成效|举措|措施|做法|成绩|进展|工作(?:开展|完成|总体|推进)?情况|总体情况|总结|主要工作|情况$"
)

OPENING = re.compile("(?:现将|现就|将).{0,60}(?:报告|汇报|总结|通报|公布|公告)?如下")


def part_of(heading: str, year: int | None) -> str | None:
    """Return the role of the part that a heading names; None where its words name none.

    Args:
        heading: The words, without number.
        year: The year reported on: a later one means plans.
    """
    if LAST_YEAR.search(heading):
        return "problems_solved"
    if OTHER.match(heading):
        return "other"
    if LEADER.search(heading):
        return "leader_duties"
    if SHORTCOMINGS.search(heading) and not re.search("解决.{0,8}问题", heading):
        return "shortcomings"
    later = year is not None and f"{year + 1}年" in heading and f"{year}年" not in heading
    if PLANS.search(heading) or later:
        return "plans"
    return "achievements" if ACHIEVEMENTS.search(heading) else None
