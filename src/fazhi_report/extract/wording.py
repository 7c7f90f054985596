"""The words by which real reports name their parts, their closings and themselves (docs/import.md tells whence)."""

from __future__ import annotations

import re
from typing import Final

from fazhi_report.model.report import PartName

PART_HEADING: Final = re.compile(
    "(?:[0-9]{4}年度?)?(?:(?:当前|目前|工作中)?(?:还)?存在的?(?:主要|突出)?(?:问题|不足)(?:[和及与、](?:主要)?(?:原因|不足|问题|困难))?"
    "|(?:下一步|下步|下阶段|[0-9]{4}年|明年)(?:的?主要)?(?:工作)?(?:计划|打算|安排|思路|举措|要点)"
    "|(?:主要)?工作(?:开展|完成)?情况|主要(?:工作)?(?:举措|措施|做法)(?:[和与及](?:工作)?成效)?)"
    "(?=在|虽然|尽管|一年来|[0-9]{4}年|今年|回顾|过去|我|对照|下|根据|（|为|按照)"
)
"""A part's heading that runs into its words without a mark."""

LAST_YEAR = re.compile(
    "(?:上一?年度?|去年|[0-9]{4}年度?).{0,12}(?:问题|不足|意见).{0,8}(?:整改|修复|落实|改进|解决)"
)
"""Last year's problems and their repair: a part of its own, not this year's shortcomings."""
OTHER = re.compile("其[他它]")
LEADER = re.compile("第一责任人|(?:主要负责人|主要领导).{0,6}履(?:行|职)|履行.{0,10}法治建设.{0,6}职责")
SHORTCOMINGS = re.compile("不足|问题|短板|薄弱环节|差距|困难")
PLANS = re.compile("下一?步|下一?阶段|下一年|明年|计划|打算|思路|工作安排|主要安排|工作要点|展望|今后|下半年")
ACHIEVEMENTS = re.compile(
    "成效|举措|措施|做法|成绩|进展|工作(?:开展|完成|总体|推进)?情况|总体情况|总结|主要工作|情况$"
)

CLOSING = re.compile(
    "^(?:特此报告|专此报告|以上报告.{0,10}|特此汇报|现报告如上|现予报告|此报告|妥否，请.{1,6})[。！]?$"
)
OPENING = re.compile("(?:现将|现就|将).{0,60}(?:报告|汇报|总结|通报|公布|公告)?如下")


def part_of(heading: str, year: int | None) -> PartName | None:
    """The part that a heading names; None where its words tell nothing.

    Args:
        heading: The words, without number.
        year: The year reported on: a later one means plans.
    """
    if LAST_YEAR.search(heading) or OTHER.match(heading):
        return "other"
    if LEADER.search(heading):
        return "leader_duties"
    if SHORTCOMINGS.search(heading) and not re.search("解决.{0,8}问题", heading):
        return "shortcomings"
    later = year is not None and f"{year + 1}年" in heading and f"{year}年" not in heading
    if PLANS.search(heading) or later:
        return "plans"
    return "achievements" if ACHIEVEMENTS.search(heading) else None
