"""Headings by the order of their numbers: a number used twice, lists inside a text, items without a section."""

from __future__ import annotations

import pytest

from fazhi_report.document.raw import RawParagraph
from fazhi_report.importer.account import Account
from fazhi_report.importer.outline import Branch, outline

SHAPES = {
    "a number used twice": ("一、甲 （一）乙 （二）丙 （二）丁 （三）戊 二、己", "甲(乙 丙 丁 戊) 己"),
    "the first used twice": ("一、甲 （一）乙 （一）丙 （二）丁 二、戊", "甲(乙 丙 丁) 戊"),
    "a part's number twice": ("一、甲 二、乙 二、丙 三、丁", "甲 乙 丙 丁"),
    "an item's number twice": ("一、甲 （一）乙 1.丙 2.丁 2.戊 3.己", "甲(乙(丙 丁 戊 己))"),
    "a list under the first": ("一、甲 （一）乙 （一）丙 （二）丁 （二）戊 二、己", "甲(乙 戊) 己"),
    "a list under the second": (
        "一、甲 （一）乙 （二）丙 （一）丁 （二）戊 （三）己 （三）庚",
        "甲(乙 丙 庚)",
    ),
    "items without a section": ("一、甲 1.乙 2.丙 二、丁 1.戊", "甲(乙 丙) 丁(戊)"),
    "items before the first section": ("一、甲 1.乙 （一）丙 1.丁 2.戊", "甲(乙 丙(丁 戊))"),
    "items that run on": ("一、甲 1.乙 2.丙 二、丁 3.戊 4.己", "甲(乙 丙) 丁(戊 己)"),
    "a list of parts' numbers": ("一、甲 一、乙 二、丙 三、丁 二、戊 三、己", "甲 戊 己"),
}


def _shown(branches: list[Branch]) -> str:
    return " ".join(
        branch.title + (f"({_shown(branch.branches)})" if branch.branches else "") for branch in branches
    )


@pytest.mark.parametrize("name", SHAPES)
def test_numbers_make_the_tree(name: str) -> None:
    text, tree = SHAPES[name]
    blocks = [RawParagraph(line, at) for at, line in enumerate(text.split(), 1)]
    assert _shown(outline(blocks, Account(), styled=False).parts) == tree


def test_a_number_used_twice_is_told() -> None:
    account = Account()
    outline(
        [RawParagraph(line, at) for at, line in enumerate(("一、甲", "二、乙", "二、丙"), 1)],
        account,
        styled=False,
    )
    assert [one.words for one in account.notes["line", 3]] == [
        "重号：原文序号是“二、”，按次序应是“三、”，照原文印；要改的，删去 number"
    ]
