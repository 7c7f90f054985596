import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.document.markup import MARKS, MarkupError, datum, literal, parse
from fazhi_report.document.nodes import (
    AttachmentBlock,
    Datum,
    Heading,
    Ordinal,
    Paragraph,
    Strong,
    TableBlock,
    Text,
    words,
)
from growth import assert_linear

WORDS = st.text(st.characters(exclude_characters=MARKS + "\n", exclude_categories=["Cs"]), min_size=1)


def test_headings_stand_alone_or_run_on() -> None:
    parsed = parse("# 总体情况\n正文\n\n### 首句。 ###\n接着的文字\n第二行\n\n另一段")
    assert parsed.blocks == (
        Heading(1, (Text("总体情况"),)),
        Paragraph((Text("正文"),)),
        Heading(3, (Text("首句。"),), body=(Text("接着的文字第二行"),)),
        Paragraph((Text("另一段"),)),
    )


def test_measures_run_on_or_stand_alone() -> None:
    parsed = parse("引子。\n\n+是 甲。\n+是 乙。\n\n-要 丙。\n\n-要 丁。")
    assert parsed.blocks == (
        Paragraph((Text("引子。"), Ordinal("是"), Text("甲。"), Ordinal("是"), Text("乙。"))),
        Paragraph((Ordinal("要"), Text("丙。"))),
        Paragraph((Ordinal("要"), Text("丁。"))),
    )


def test_a_run_on_measure_without_anything_before_it_opens_a_paragraph() -> None:
    assert parse("## 标题\n+是 甲。").blocks[1] == Paragraph((Ordinal("是"), Text("甲。")))


def test_measures_behind_a_heading_that_runs_on_join_it() -> None:
    (heading,) = parse("## 标题。 ##\n+是 甲。").blocks
    assert heading == Heading(2, (Text("标题。"),), body=(Ordinal("是"), Text("甲。")))


def test_tables_hold_inlines_in_every_cell() -> None:
    markup = f"|= 表题\n| 项目 | 数 |\n|---|---|\n| {literal('甲|乙')} | {datum('a.b', '80件')} |\n|: 说明"
    (table,) = parse(markup).blocks
    assert table == TableBlock(
        header=((Text("项目"),), (Text("数"),)),
        rows=(((Text("甲|乙"),), (Datum("a.b", "80件"),)),),
        caption=(Text("表题"),),
        note=(Text("说明"),),
    )


def test_an_attachment_ends_with_the_text() -> None:
    parsed = parse("正文\n\n::: 数据表\n\n# 一表\n\n::: 名单\n名单文字")
    assert parsed.attachments == (
        AttachmentBlock("数据表", (Heading(1, (Text("一表"),)),)),
        AttachmentBlock("名单", (Paragraph((Text("名单文字"),)),)),
    )


def test_strong_words() -> None:
    assert parse("甲**乙**丙").blocks == (Paragraph((Text("甲"), Strong("乙"), Text("丙"))),)


@pytest.mark.parametrize(
    "markup",
    ["##### 太深", "#没有空格", "<b>粗</b>", "::: ", "| 甲 | 乙 |\n| 只有一格 |", "# ", "| 甲 " * 61],
    ids=repr,
)
def test_what_is_no_markup_of_ours_is_refused(markup: str) -> None:
    with pytest.raises(MarkupError) as caught:
        parse(markup)
    assert caught.value.fragment


@given(WORDS)
def test_data_never_become_markup(text: str) -> None:
    (block,) = parse(literal(text)).blocks
    assert isinstance(block, Paragraph)
    assert words(block.content) == text


@given(st.lists(WORDS, min_size=1, max_size=4), st.lists(WORDS, min_size=4, max_size=4))
def test_data_never_leave_their_cell(head: list[str], row: list[str]) -> None:
    width = len(head)
    lines = ["|" + "|".join(literal(cell) for cell in cells[:width]) + "|" for cells in (head, row * width)]
    (table,) = parse("\n".join(lines)).blocks
    assert isinstance(table, TableBlock)
    assert [words(cell) for cell in table.header] == head
    assert [words(cell) for cell in table.rows[0]] == (row * width)[:width]


@given(st.text(max_size=200))
def test_any_template_output_is_read_or_refused(markup: str) -> None:
    try:
        parsed = parse(markup)
    except MarkupError:
        return
    assert isinstance(parsed.blocks, tuple)


@pytest.mark.parametrize(
    "piece",
    [
        "甲乙丙丁\n",
        "| 甲 | 乙 |\n",
        "+是 甲。\n",
        "# 甲\n\n",
        "|甲",
        " #",
        "**甲",
        "*甲",
        "-",
        "甲\n\n",
        "::: 甲\n",
    ],
    ids=repr,
)
@pytest.mark.parametrize("before", ["甲", "| ", "# 甲", "**"])
def test_parsing_costs_what_the_text_is_long(before: str, piece: str) -> None:
    def work(text: str) -> None:
        with contextlib.suppress(MarkupError):
            parse(f"{before}{text}乙")

    assert_linear(work, piece, 5_000)
