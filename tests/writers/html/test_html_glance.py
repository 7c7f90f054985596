"""The figures before the text, the files beside the page, the line to cite, the room that tables need."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fazhi_report.document.fact import Fact, Highlight, YearFigure
from fazhi_report.document.nodes import TableBlock, Text
from fazhi_report.writers.html.beside import citation, offered
from fazhi_report.writers.html.glance import glance
from specimens import PUBLISHED
from webpage import OFFICE, composed, page, parsed, text, with_class, with_id

RECEIVED = Fact(
    "a.b", "收到申请", "复议", "近80余件", "80", "件", previous="70件", previous_number="70", change=""
)


def test_columns_are_in_proportion_and_a_gap_is_no_column() -> None:
    years = (YearFigure(2023, "40件", "40"), YearFigure(2024), YearFigure(2025, "近80余件", "80"))
    (item,) = glance(replace(PUBLISHED, facts=(RECEIVED,), highlights=(Highlight("a.b", years),)))
    assert [column.height for column in item.columns] == ["20.00", "0.00", "40.00"]
    assert [column.is_now for column in item.columns] == [False, False, True]
    assert item.words == ("近", "80", "余件")
    assert (item.years, item.spoken) == ("2023—2025年", "2023年40件，2025年近80余件")


@pytest.mark.parametrize("number", ["", "-3"])
def test_what_columns_cannot_show_is_not_drawn(number: str) -> None:
    years = (YearFigure(2024, "x", number), YearFigure(2025, "80件", "80"))
    (item,) = glance(replace(PUBLISHED, facts=(RECEIVED,), highlights=(Highlight("a.b", years),)))
    assert item.columns == ()


def test_a_figure_that_is_not_listed_is_not_at_a_glance() -> None:
    assert glance(replace(PUBLISHED, facts=(RECEIVED,), highlights=(Highlight("a.gone"),))) == ()


def test_the_title_comes_first_then_figures_then_text() -> None:
    html = page(composed(OFFICE / "2025.yaml"))
    places = [
        html.index(one) for one in ('<h1 id="title"', 'class="publication"', 'class="glance"', 'class="text"')
    ]
    assert places == sorted(places)


def test_only_files_that_are_written_are_offered_and_their_sizes_are_rounded_up() -> None:
    document = composed(OFFICE / "2025.yaml")
    assert [one.kind.suffix for one in offered(document, {})] == ["data.csv", "data.json", "dictionary.csv"]
    found = {
        one.kind.suffix: one.size for one in offered(document, {"docx": 1025, "pdf": 3 * 1024**2, "md": 9})
    }
    assert found == {"pdf": "3.0 MB", "docx": "2 KB", "data.csv": "", "data.json": "", "dictionary.csv": ""}


def test_the_line_to_cite_is_that_of_the_standard() -> None:
    document = composed(OFFICE / "2025.yaml")
    title = document.properties.title
    assert citation(document) == (
        f"示例市司法局. {title}[R/OL]. (2026-03-10). https://www.shilishi.gov.cn/sfj/zwgk/fzzfjsndbg/2025.html"
    )
    offline = replace(document, properties=replace(document.properties, webpage=PUBLISHED.properties.webpage))
    assert "[R]. (2026-02-12)." in citation(offline) or "[R/OL]" in citation(offline)


def test_tables_say_how_much_room_they_need_and_cells_what_they_are() -> None:
    head, row = (
        tuple((Text(word),) for word in one)
        for one in (("项目", "2024年", "办理情况的说明"), ("收案", "80件", "全部办结，未发生超期情况"))
    )
    root = parsed(
        page(replace(PUBLISHED, blocks=(TableBlock(head, (row,)), TableBlock(head * 3, (row * 3,)))))
    )
    narrow, wide, *_ = with_class(root, "table")
    assert narrow.get("class") == "table"
    assert wide.get("class") == "table stack wide small"
    cells = {text(cell): (cell.get("class"), cell.get("data-label")) for cell in narrow.iter("td")}
    assert cells["80件"] == ("short number", "2024年")
    assert cells["全部办结，未发生超期情况"] == (None, "办理情况的说明")


def test_end_matter_is_no_part_of_the_last_part() -> None:
    root = parsed(page(composed(OFFICE / "2025.yaml")))
    (end,) = with_class(root, "end")
    assert "2026年2月12日" in text(end)
    assert not list(end.iter("h2"))
    article = with_id(root, "report")
    assert not list(with_class(article, "figures"))
    assert not list(with_class(article, "take"))
