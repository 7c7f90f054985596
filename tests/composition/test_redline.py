from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.composition.text_diff import redline
from fazhi_report.document.nodes import Block, Datum, Heading, Inlines, Paragraph, TableBlock, Text
from fazhi_report.document.revision import Mark, Redline, Revised, RevisedTable, Script, new_words, old_words
from growth import assert_linear
from properties import tried
from specimens import PUBLISHED

FRAME = "一直不变的话在这里说得很长很长，一个字也没有改过，前后两版完全一样，所以还是同一段。"
"""A sentence that stays, so that the paragraph is the same one however much of it changes."""
KEPT, DELETED, INSERTED = Mark.KEPT, Mark.DELETED, Mark.INSERTED


def text(words: str) -> Inlines:
    return (Text(words),)


def compared(before: tuple[Block, ...], after: tuple[Block, ...]) -> Redline:
    return redline(replace(PUBLISHED, blocks=before), replace(PUBLISHED, blocks=after))


def script(before: Inlines, after: Inlines) -> Script:
    (change,) = compared((Paragraph(before),), (Paragraph(after),)).changes
    assert isinstance(change, Revised)
    return change.script


def test_what_is_equal_is_kept() -> None:
    block = Paragraph(text("甲。乙。"))
    assert compared((block,), (block,)).changes == (Revised(block, block, ((KEPT, "甲。乙。"),)),)


def test_a_figure_changes_alone() -> None:
    before = (Text("接收行政复议申请"), Datum("a.b", "80件"), Text("，办结率100%。其余不变。"))
    after = (Text("接收行政复议申请"), Datum("a.b", "96件"), Text("，办结率98%。其余不变。"))
    assert script(before, after) == (
        (KEPT, "接收行政复议申请"),
        (DELETED, "80件"),
        (INSERTED, "96件"),
        (KEPT, "，办结率"),
        (DELETED, "100%"),
        (INSERTED, "98%"),
        (KEPT, "。其余不变。"),
    )


def test_a_sentence_that_is_another_one_changes_as_a_whole() -> None:
    assert script(
        text("一直不变的话在这里说得很长很长。开展执法监督。"),
        text("一直不变的话在这里说得很长很长。组织普法宣传。"),
    ) == (
        (KEPT, "一直不变的话在这里说得很长很长。"),
        (DELETED, "开展执法监督。"),
        (INSERTED, "组织普法宣传。"),
    )


def test_a_heading_whose_number_moved_is_the_same_heading() -> None:
    old = Heading(2, text("普法"), "（一）")
    changes = compared(
        (old,), (Heading(2, text("执法监督工作取得新成效"), "（一）"), Heading(2, text("普法"), "（二）"))
    ).changes
    assert [(change.before is None, change.after is None) for change in changes] == [
        (True, False),
        (False, False),
    ]
    last = changes[-1]
    assert isinstance(last, Revised)
    assert last.script == ((DELETED, "（一）"), (INSERTED, "（二）"), (KEPT, "普法"))


def test_headings_of_two_levels_are_no_pair() -> None:
    changes = compared((Heading(1, text("普法"), "一、"),), (Heading(2, text("普法"), "（一）"),)).changes
    assert [change.before is None for change in changes] == [False, True]


def test_rows_of_a_table_are_known_by_their_first_cell() -> None:
    def table(*rows: tuple[str, str]) -> TableBlock:
        return TableBlock(
            (text("项目"), text("数值")), tuple((text(name), text(value)) for name, value in rows)
        )

    (change,) = compared(
        (table(("复议", "80件"), ("应诉", "40件")),), (table(("调解", "9件"), ("复议", "96件")),)
    ).changes
    assert isinstance(change, RevisedTable)
    assert [(row.before, row.after) for row in change.rows] == [(0, 0), (None, 1), (1, 2), (2, None)]
    assert change.rows[2].cells[1] == ((DELETED, "80件"), (INSERTED, "96件"))


def test_a_table_of_other_columns_is_another_table() -> None:
    changes = compared(
        (TableBlock((text("项目"),), ((text("甲"),),)),),
        (TableBlock((text("项目"), text("数")), ((text("甲"), text("1")),)),),
    ).changes
    assert [type(change) for change in changes] == [Revised, Revised]


def test_a_script_holds_both_versions() -> None:
    made = script(text("审查合同32件，提出意见，全部采纳。"), text("审查合同40件，全部采纳。"))
    assert old_words(made) == "审查合同32件，提出意见，全部采纳。"
    assert new_words(made) == "审查合同40件，全部采纳。"


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        # One character changed: its word is marked, not the words between two marks.
        ("健全执法监督机制，严把法治审核关。", "健全执法监督机制，严把法制审核关。", [("法治", "法制")]),
        ("全年收到行政复议申请80余件。", "全年收到行政复议申请96件。", [("80余件", "96件")]),
        (
            "合格率96.61%，提高1.1个百分点。",
            "合格率97.72%，提高1.3个百分点。",
            [("96.61%", "97.72%"), ("1.1个百分点", "1.3个百分点")],
        ),
        ("报告2020年法治建设情况。", "报告2021年法治建设情况。", [("2020年", "2021年")]),
        ("《甲市办法》施行，成效明显。", "《甲市办法》施行；成效明显。", [("，", "；")]),
        ("推进普法工作，加强执法监督。", "推进普法工作，着力加强执法监督。", [("", "着力")]),
        # A single character between two changed words is changed with them.
        (
            "着力提升工作的质量，组织开展活动。",
            "着力提升任务的效率，组织开展活动。",
            [("工作的质量", "任务的效率")],
        ),
        (
            "【待填：上年收件数】的情况照旧不变。",
            "【待填：今年收件数】的情况照旧不变。",
            [("【待填：上年收件数】", "【待填：今年收件数】")],
        ),
    ],
)
def test_the_changed_word_is_marked(before: str, after: str, marked: list[tuple[str, str]]) -> None:
    assert changes(script(text(before), text(after))) == marked


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("二是集中清理规范性文件。", "四是加强规章管理。"),
        # Half of the characters stay, in syllables that nobody puts together.
        (
            "一是坚持深化依法行政制度体系，加快政府治理规范化。",
            "二是健全依法行政体系，提升政府依法治理效能。",
        ),
    ],
)
def test_a_rewritten_sentence_is_shown_whole(before: str, after: str) -> None:
    assert changes(script(text(FRAME + before), text(FRAME + after))) == [(before, after)]


def test_an_added_clause_leaves_the_sentence_alone() -> None:
    added = "并将督察结果纳入领导班子和领导干部综合考核评价，作为衡量工作实绩的重要内容"
    made = script(
        text("组织开展法治督察，逐项整改问题。"), text(f"组织开展法治督察，逐项整改问题，{added}。")
    )
    assert changes(made) == [("", f"，{added}")]


def changes(made: Script) -> list[tuple[str, str]]:
    """The replaced words with what replaced them; empty for nothing."""
    found: list[tuple[str, str]] = []
    for at, (mark, words) in enumerate(made):
        if mark is DELETED:
            found.append((words, ""))
        elif mark is INSERTED:
            old = found.pop()[0] if at and made[at - 1][0] is DELETED else ""
            found.append((old, words))
    return found


WORDS = st.lists(
    st.sampled_from(
        [
            "80件",
            "3.5万元",
            "2021年",
            "12.5%",
            "执法",
            "监督",
            "的",
            "，",
            "。",
            "《",
            "》",
            "A4纸",
            "（一）",
            " ",
        ]
    ),
    max_size=12,
).map("".join)


@tried(200)
@given(before=WORDS, after=WORDS)
def test_no_figure_is_torn(before: str, after: str) -> None:
    before, after = FRAME + before, FRAME + after
    made = script(text(before), text(after))
    assert (old_words(made), new_words(made)) == (before, after)
    for left, right in (("", DELETED), ("", INSERTED)):
        version = [words for mark, words in made if mark in {KEPT, right}]
        joints = {len("".join(version[:at])) for at in range(1, len(version))}
        whole = "".join(version)
        assert not [at for at in joints if whole[at - 1].isdecimal() and whole[at] in "0123456789.%件万年"], (
            left
        )


@pytest.mark.parametrize("piece", ["的", "执法监督", "80件、", "甲。", "𠀀", "（一）"])
def test_the_cost_grows_with_the_text(piece: str) -> None:
    def work(words: str) -> None:
        half = len(words) // 2
        script(text(words), text(f"{words[:half]}乙{words[half:]}丙"))

    assert_linear(work, piece)
