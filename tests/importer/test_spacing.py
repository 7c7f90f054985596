"""Blanks between characters, as typing and text recognition leave them, change nothing that is read."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from fazhi_report.commands.import_ import Recovered, recover_scan
from fazhi_report.readers.text import scan

LINES = (
    "示例市审计局2025年法治政府建设年度报告",
    "示例市人民政府：",
    "现将2025年度法治政府建设情况报告如下。",
    "一、2025年推进法治政府建设的主要举措和成效",
    "（一）多元化解矛盾纠纷",
    "坚持问题导向，全年调解矛盾纠纷32件，调解成功30件，收到行政复议申请近90件。",
    "（二）规范执法",
    "作出行政处罚决定510件，审查合同12份，组织普法活动26场次，受众11693人次。",
    "二、存在的不足和原因",
    "一是力量薄弱。主要原因是编制少，培训不够。",
    "三、2026年推进法治政府建设的主要安排",
    "一是加强执法监督，计划培训执法人员600人次，力争案卷合格率达到95%以上。",
    "示例市审计局",
    "2026年1月20日",
)


def read(lines: tuple[str, ...] | list[str]) -> Recovered:
    return recover_scan(scan("\n".join(lines)), Path("old.txt"))


def typed(line: str) -> str:
    """A blank on either side of every number in a sentence."""
    return re.sub("(?<=[^0-9])(?=[0-9])|(?<=[0-9])(?=[^0-9%])", " ", line) if "。" in line else line


def scanned(line: str, chance: random.Random) -> str:
    """Such blanks in every line, and some between Chinese characters."""
    spaced = re.sub("(?<=[^0-9])(?=[0-9])|(?<=[0-9])(?=[^0-9%])", " ", line)
    return re.sub("(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", lambda _: " " * (chance.random() < 0.06), spaced)


def test_blanks_around_figures_change_nothing() -> None:
    right = read(LINES)
    found = read([typed(line) for line in LINES])
    assert found.values == right.values
    sure = {one.text for one in found.suggestions if one.sure}
    assert sure == {"32件", "30件", "近90件", "510件", "12份", "26场次", "11693人次"}


@pytest.mark.parametrize("seed", range(12))
def test_a_scanned_text_is_read_like_the_original(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  (no secret)
    right = read(LINES)
    found = read([scanned(line, chance) for line in LINES])
    assert found.values == right.values
    assert "扫描" in found.draft.account.notes[("opening",)][0].words
    assert found.balance.even


def test_a_blank_that_parts_a_heading_from_its_text_stays() -> None:
    lines = ["（一）规范执法 作出行政处罚决定510件。", "（二）普法 组织普法活动26场次。"]
    found = read([*LINES[:4], *lines, *LINES[8:]])
    assert "规范执法 作出" in str(found.values)
    assert ("opening",) not in found.draft.account.notes
