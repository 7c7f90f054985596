"""The page of many years."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote

from fazhi_report.document.fact import Fact
from fazhi_report.document.nodes import Document
from fazhi_report.writers.html.figures import drawn, rows
from fazhi_report.writers.html.page import write_index
from specimens import PUBLISHED
from webpage import OFFICE, composed, parsed, text, with_class


def year(number: int, *facts: Fact) -> Document:
    properties = replace(PUBLISHED.properties, year=number, name=f"{number}")
    return replace(PUBLISHED, properties=properties, facts=facts)


def fact(number: str, unit: str = "件", key: str = "a.b") -> Fact:
    return Fact(key, "收案", "复议", f"{number}{unit}", number, unit)


def test_the_years_lead_to_their_pages() -> None:
    documents = [composed(OFFICE / f"{one}.yaml") for one in (2025, 2024)]
    root = parsed(write_index(documents).decode())
    (years,) = with_class(root, "years")
    assert [unquote(link.get("href")) for link in years.iter("a")] == [
        f"./{document.properties.name}.html" for document in documents
    ]


def test_every_figure_stands_beside_itself() -> None:
    documents = [composed(OFFICE / f"{one}.yaml") for one in (2024, 2025)]
    root = parsed(write_index(documents).decode())
    (table,) = with_class(root, "series")
    found = {text(row[0]): [text(cell) for cell in row[1:3]] for row in table.iter("tr") if len(row) > 2}
    assert found["聘任监督员"] == ["40名", "46名"]
    keys = {one.key for document in documents for one in document.facts}
    assert len(rows(documents)) == len(keys)


def test_a_year_without_the_figure_is_a_gap_and_no_nought() -> None:
    (row,) = rows([year(2022, fact("5")), year(2023), year(2024, fact("10"))])
    assert [point.height for point in row.points] == ["50.00", "", "100.00"]
    assert row.line == "0.00,50.00 100.00,0.00"
    html = write_index([year(2022, fact("5")), year(2023), year(2024, fact("10"))]).decode()
    assert "—" in text(next(with_class(parsed(html), "series")))


def test_another_unit_is_another_scale_and_is_not_drawn() -> None:
    (row,) = rows([year(2023, fact("5", "万元")), year(2024, fact("10"))])
    assert not row.is_drawn
    assert drawn([row]) == ()


def test_all_noughts_make_flat_columns() -> None:
    (row,) = rows([year(2023, fact("0")), year(2024, fact("0"))])
    assert [point.height for point in row.points] == ["0.00", "0.00"]


def test_what_fell_below_nought_is_not_drawn() -> None:
    (row,) = rows([year(2023, fact("-5")), year(2024, fact("10"))])
    assert not row.is_drawn


def test_one_year_alone_has_an_index_too() -> None:
    root = parsed(write_index([year(2024)]).decode())
    assert not list(with_class(root, "chart"))
