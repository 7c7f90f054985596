from __future__ import annotations

from dataclasses import replace

from fazhi_report.document.nodes import Datum, Paragraph, Strong, Text
from fazhi_report.norms.gbt9704 import CLASSIC, OPEN_PLACE
from fazhi_report.writers.formats import writer
from specimens import PUBLISHED
from wordprocessing import W, attribute, part, words

DRAFT = replace(
    PUBLISHED,
    blocks=(Paragraph((Text("收到"), Datum("a.b", "【待填】"), Text("，"), Strong("【待填：数值】件"))),),
    signature=replace(PUBLISHED.signature, date="【待填：成文日期】"),
)


def test_docx_gives_open_places_a_ground_of_their_own() -> None:
    runs = list(part(writer("docx")(DRAFT, CLASSIC)).iter(f"{W}r"))
    marked = [words(run) for run in runs if attribute(run, "rPr/highlight", "val") == OPEN_PLACE.value]
    assert marked == ["【待填】", "【待填：数值】", "【待填：成文日期】"]


def test_html_marks_open_places() -> None:
    page = writer("html")(DRAFT, CLASSIC).decode("utf-8")
    assert "<mark>【待填】</mark>" in page


def test_a_finished_document_has_no_mark() -> None:
    assert b"w:highlight" not in writer("docx")(PUBLISHED, CLASSIC)
    assert part(writer("docx")(PUBLISHED, CLASSIC)).find(f".//{W}highlight") is None
