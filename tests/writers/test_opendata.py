"""The figures as data: every one, exactly, and harmless to a spreadsheet."""

from __future__ import annotations

import csv
import json
from dataclasses import fields, replace
from decimal import Decimal
from io import StringIO

import pytest

from fazhi_report.document.fact import Fact
from fazhi_report.document.nodes import Document
from fazhi_report.norms.gbt9704 import CLASSIC
from fazhi_report.writers.formats import FORMATS, with_companions, writer
from fazhi_report.writers.opendata import COLUMNS
from specimens import PUBLISHED
from webpage import OFFICE, SEED, composed

NUMBERS = ("number", "previous_number")


def rows(document: Document, form: str = "data.csv") -> list[list[str]]:
    data = writer(form)(document, CLASSIC)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))


def figures(document: Document) -> list[dict[str, object]]:
    found = json.loads(writer("data.json")(document, CLASSIC))["figures"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("name", ["seed", "2024", "2025"])
def test_json_and_csv_hold_every_figure(name: str) -> None:
    document = composed(SEED if name == "seed" else OFFICE / f"{name}.yaml")
    header, *body = rows(document)
    assert header == [column.title for column in COLUMNS]
    assert [row[0] for row in body] == [fact.key for fact in document.facts]
    for row, record in zip(body, figures(document), strict=True):
        told = dict(zip((column.name for column in COLUMNS), row, strict=True))
        words = {key: value for key, value in told.items() if value and key not in NUMBERS}
        assert words == {key: value for key, value in record.items() if key not in NUMBERS}
        for key in NUMBERS:
            assert (Decimal(told[key]) if told[key] else None) == (
                Decimal(str(record[key])) if key in record else None
            )


def test_figures_of_the_seed() -> None:
    found = {str(one["key"]): one for one in figures(composed(SEED))}
    assert (found["mediation.amount"]["number"], found["mediation.amount"]["unit"]) == (20574.58, "万元")
    assert (found["inspection.problems"]["number"], found["inspection.problems"]["hedge"]) == (80, "余")
    assert (found["litigation.lost"]["number"], found["litigation.lost"]["status"]) == (0, "zero")
    assert found["litigation.cases"]["scope"] == "以市政府作为被告或被申请人"
    assert "previous" not in found["litigation.cases"]


def test_the_dictionary_explains_every_column_and_every_figure() -> None:
    document = composed(SEED)
    _, *body = rows(document, "dictionary.csv")
    assert [row[1] for row in body if row[0] == "字段"] == [column.name for column in COLUMNS]
    assert {row[1]: row[2] for row in body if row[0] == "指标"} == {
        fact.key: fact.label for fact in document.facts
    }
    assert all(row[5] for row in body)


def test_every_column_is_a_field() -> None:
    assert {column.name for column in COLUMNS} == {field.name for field in fields(Fact)} - {"share"}


def test_no_spreadsheet_runs_a_word() -> None:
    words = '=HYPERLINK("x")'
    fact = Fact("a.b", words, "@x", "-3件", "-3", "+A1", note="\t=1+1", change="--1")
    (_, row) = rows(replace(PUBLISHED, facts=(fact,)))
    assert [cell for cell in row if cell.startswith(("=", "+", "@", "\t"))] == []
    assert {"'" + words, "'@x", "-3件", "-3", "'+A1", "'\t=1+1"} <= set(row)


def test_numbers_beyond_a_float_stay_exact() -> None:
    fact = Fact("a.b", "数", "域", "1", "0.12345678901234567890", previous_number="123456789012345678901234")
    (record,) = figures(replace(PUBLISHED, facts=(fact,)))
    assert record["number"] == "0.12345678901234567890"
    assert record["previous_number"] == 123456789012345678901234


def test_a_page_never_goes_without_its_data() -> None:
    assert with_companions(("html", "docx", "data.csv")) == (
        "html",
        "data.json",
        "data.csv",
        "dictionary.csv",
        "docx",
    )
    assert with_companions(("docx",)) == ("docx",)
    assert set(with_companions(FORMATS)) == set(FORMATS)
