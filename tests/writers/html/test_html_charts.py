"""A chart on the web page: drawn in place, told in words, its numbers to open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import html5lib
import pytest

from fazhi_report.document.nodes import ChartBlock, ChartLine, chart_rows
from fazhi_report.document.raw import RawParagraph, RawTable, SourceDocument
from fazhi_report.norms.gbt9704 import CLASSIC
from fazhi_report.readers import html
from fazhi_report.readers import text as markdown
from fazhi_report.writers.formats import writer
from specimens import PUBLISHED, text

Reader = Callable[[bytes], SourceDocument]

CHART = ChartBlock(
    ("2022年", "2023年"),
    "件",
    (ChartLine("a.b", "<script>收到", ("80余件", "62件"), (Decimal(80), Decimal(62))),),
    "收到：2022年80余件，2023年62件。",
    text("图1 走势"),
    text("注：略。"),
)


def test_a_chart_is_a_figure_with_a_drawing_and_a_table() -> None:
    document = replace(PUBLISHED, blocks=(*PUBLISHED.blocks, CHART))
    page = html5lib.parse(writer("html")(document, CLASSIC), namespaceHTMLElements=False)
    (figure,) = (one for one in page.iter("figure") if one.get("class") == "chart")
    assert "".join(part.text or "" for part in figure.iter("figcaption")) == "图1 走势"
    (drawing,) = (one for one in figure.iter() if one.tag.endswith("svg"))
    assert CHART.description in (drawing.get("aria-label") or "")
    words = ["".join(cell.itertext()) for cell in figure.iter("td")]
    assert "80余件" in words
    assert list(figure.iter("script")) == []
    assert "".join(figure.itertext()).count("注：略。") == 1


@pytest.mark.parametrize(("form", "read"), [("html", html.read), ("md", markdown.read_markdown)])
def test_a_chart_comes_back_as_a_table(form: str, read: Reader) -> None:
    blocks = read(writer(form)(replace(PUBLISHED, blocks=(CHART,)), CLASSIC)).blocks
    (table,) = (block for block in blocks if isinstance(block, RawTable))
    assert table.rows == tuple(chart_rows(CHART))
    lines = [block.text for block in blocks if isinstance(block, RawParagraph)]
    assert lines[lines.index("图1 走势") + 1] == "注：略。"
