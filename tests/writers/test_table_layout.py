"""The one rule of widths, alignment, merged cells and orientation of tables."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.document.nodes import Heading, Inlines, Paragraph, TableBlock, Text
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.text.width import columns
from fazhi_report.writers.row_groups import Span, spans_of
from fazhi_report.writers.table_layout import page_runs, table_layout
from growth import assert_linear


def row(cells: str) -> tuple[Inlines, ...]:
    return tuple((Text(cell.strip()),) for cell in cells.split("|"))


def table(head: str, *rows: str) -> TableBlock:
    return TableBlock(row(head), tuple(map(row, rows)))


WIDE = table("单位|" + "|".join(["行政检查总数"] * 9), "示例市|" + "|".join(["1,234件"] * 9))


def test_short_cells_and_heads_keep_their_line_and_long_ones_pay() -> None:
    layout = table_layout(table("责任单位|完成情况", "市司法局办公室|" + "各项工作" * 40, "局|短"))
    short, long = layout.widths
    room = (short - norms.CELL_MARGIN.value * 2).pt / layout.size.pt
    assert 7 < room < 8.5
    assert long > short * 2
    assert not layout.landscape


def test_two_long_columns_share_by_what_they_hold() -> None:
    first, second = table_layout(table("甲|乙", "长" * 400 + "|" + "长" * 100)).widths
    assert second * 1.3 < first < second * 2


def test_a_table_gives_way_in_order() -> None:
    def found(count: int) -> tuple[float, bool]:
        layout = table_layout(table("|".join(["受理案件"] * count), "|".join(["1,234件"] * count)))
        return layout.size.pt, layout.landscape

    assert [found(count) for count in (5, 6, 7, 8, 9, 11)] == [
        (14, False),
        (14, False),
        (12, False),
        (14, True),
        (12, True),
        (10.5, True),
    ]


def test_columns_stand_by_what_they_hold() -> None:
    layout = table_layout(
        table(
            "序号|年度|事项|数量|变化",
            "1|2020年|复议|80件|增长5%",
            "2|2021年|应诉|40件|持平",
            "3|2022年|调解|—|提高2个百分点",
        )
    )
    assert [one.value for one in layout.aligns] == ["center", "center", "left", "right", "right"]


def test_group_rows_and_repeated_groups_merge() -> None:
    grouped = table_layout(
        table("指标|数|率", "行政复议||", "收到|80|1%", "行政应诉||", "一审|40|2%", "合计||")
    )
    assert grouped.spans == (Span(0, 0, columns=3), Span(2, 0, columns=3))
    assert {0, 2} <= grouped.together
    repeated = table_layout(
        table(
            "领域|类别|数",
            "复议|收到|8",
            "复议|收到|9",
            "复议|受理|5",
            "应诉|受理|4",
            "应诉|审结|4",
            "80|一|1",
            "80|二|2",
        )
    )
    assert repeated.spans == (Span(0, 0, rows=3), Span(0, 1, rows=2), Span(3, 0, rows=2))
    assert repeated.covered() == {(1, 0), (2, 0), (1, 1), (4, 0)}


def test_a_form_to_fill_in_has_no_group_rows() -> None:
    assert table_layout(table("姓名|电话", "张三|", "李四|", "王五|")).spans == ()
    assert table_layout(table("姓名|电话", "张三|", "李四|", "王五|", "赵六|1")).spans == ()


def test_up_to_four_rows_stay_together() -> None:
    rows = ["甲|1", "乙|2", "丙|3", "丁|4"]
    assert table_layout(table("项|数", *rows)).together == {0, 1, 2}
    assert table_layout(table("项|数", *rows, "戊|5", "己|6")).together == {0, 4}


def test_headings_above_a_landscape_table_come_along() -> None:
    heading, words = Heading(1, (Text("附表"),), "一、"), Paragraph((Text("正文。"),))
    runs = list(page_runs((words, heading, WIDE, WIDE, words)))
    assert [(run.landscape, len(run.blocks)) for run in runs] == [(False, 1), (True, 3), (False, 1)]
    assert list(page_runs(())) == []


CELLS = st.text("法治建设12件,.%— a", max_size=30)


@given(
    st.integers(1, 14).flatmap(
        lambda count: st.lists(st.lists(CELLS, min_size=count, max_size=count), min_size=2, max_size=6)
    )
)
def test_any_table_fills_its_type_area(rows: list[list[str]]) -> None:
    made = [tuple((Text(cell),) for cell in cells) for cells in rows]
    layout = table_layout(TableBlock(made[0], tuple(made[1:])))
    area = norms.TYPE_AREA_HEIGHT if layout.landscape else norms.TYPE_AREA_WIDTH
    assert sum(width.tw for width in layout.widths) == int(area.value.twips)
    assert all(width.tw == width.twips > 0 for width in layout.widths)
    shown = [cell for one in layout.spans for cell in [(one.row, one.column)]]
    assert not layout.covered() & set(shown)
    if not layout.landscape:
        for width, *cells in zip(layout.widths, *rows, strict=True):
            room = (width - norms.CELL_MARGIN.value * 2).twips / layout.size.twips
            for number, cell in enumerate(cells):
                if (
                    columns(cell.strip()) <= 8
                    and Span(number - 1, 0, columns=len(rows[0])) not in layout.spans
                ):
                    assert columns(cell.strip()) <= room + 1e-6


def test_long_tables_cost_by_their_length() -> None:
    piece = "甲组|甲类|1件\n甲组|乙类|2件\n乙组|乙类|3件\n乙组|乙类|4件\n（一）类||\n"

    def work(text: str) -> None:
        rows = [line.split("|") for line in text.splitlines()[:-1]]
        assert len(list(spans_of(rows))) > len(rows) / 2

    assert_linear(work, piece, 10_000)
