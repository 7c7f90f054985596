from __future__ import annotations

from dataclasses import replace

from fazhi_report.composition.text_diff import redline
from fazhi_report.document.nodes import Block, Datum, Heading, Inlines, Paragraph, TableBlock, Text
from fazhi_report.document.revision import Mark, Redline, Revised, RevisedTable, Script, new_words, old_words
from specimens import PUBLISHED

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
