"""Charts in a .docx: native, bound to a workbook with the same numbers, told in words."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree as ET

import docx
import openpyxl

from fazhi_report.document.nodes import ChartBlock, ChartLine, Paragraph, Text
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import CLASSIC
from fazhi_report.writers.docx.document import write
from fazhi_report.writers.docx.pages import estimate_pages
from fazhi_report.writers.formats import writer
from specimens import PUBLISHED, text
from wordprocessing import W, parts, style, words

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

CHART = ChartBlock(
    ("2020年", "2021年", "2022年"),
    "件",
    (
        ChartLine("a.b", "收到“申请”<&>", ("62件", "", "80余件"), (Decimal(62), None, Decimal(80))),
        ChartLine("a.c", "办结", ("46件", "50.5件", "0"), (Decimal(46), Decimal("50.5"), Decimal(0))),
    ),
    "收到：2020年62件。",
    text("图1 走势"),
    text("注：数据来自台账。"),
)
DOCUMENT = replace(PUBLISHED, blocks=(*PUBLISHED.blocks[:2], CHART, Paragraph((Text("正文。"),))))


def chart_parts(content: bytes) -> tuple[ET.Element, bytes]:
    held = parts(content)
    (name,) = (name for name in held if re.fullmatch(r"word/charts/[^/]*\.xml", name))
    (book,) = (name for name in held if name.endswith(".xlsx"))
    return ET.fromstring(held[name]), held[book]  # noqa: S314  (our own output)


def test_the_drawing_leads_to_the_chart_and_the_chart_to_its_workbook() -> None:
    document = docx.Document(BytesIO(write(DOCUMENT, CLASSIC)))
    (drawing,) = document.element.iter(f"{C}chart")
    (identifier,) = (value for name, value in drawing.items() if name.endswith("}id"))
    part = document.part.related_parts[identifier]
    assert part.content_type.endswith("drawingml.chart+xml")
    (book,) = part.rels.values()
    assert book.target_part.content_type.endswith("spreadsheetml.sheet")
    (external,) = ET.fromstring(part.blob).iter(f"{C}externalData")  # noqa: S314  (our own output)
    assert book.rId in external.attrib.values()


def test_the_chart_holds_its_numbers_and_labels_as_printed() -> None:
    chart, book = chart_parts(write(DOCUMENT, CLASSIC))
    cached = [[point.findtext(f"{C}v") for point in one.iter(f"{C}pt")] for one in chart.iter(f"{C}numCache")]
    assert cached == [["62", "80"], ["46", "50.5", "0"]]
    labels = ["".join(run.text or "" for run in label.iter(f"{A}t")) for label in chart.iter(f"{C}dLbl")]
    assert labels == ["62件", "", "80余件", "46件", "50.5件", "0"]
    sheet = openpyxl.load_workbook(BytesIO(book)).active
    assert sheet is not None
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        [None, "2020年", "2021年", "2022年"],
        ["收到“申请”<&>", 62, None, 80],
        ["办结", 46, 50.5, 0],
    ]


def test_lines_are_told_apart_without_colour_and_set_in_a_chinese_face() -> None:
    chart, _ = chart_parts(write(DOCUMENT, CLASSIC))
    colours = {colour.get("val") or "" for colour in chart.iter(f"{A}srgbClr")}
    assert all(len({colour[at : at + 2] for at in (0, 2, 4)}) == 1 for colour in colours)
    series = list(chart.iter(f"{C}ser"))
    looks = {(one.find(f".//{A}prstDash").get("val"), one.find(f".//{C}symbol").get("val")) for one in series}  # type: ignore[union-attr]
    assert len(looks) == len(series) == 2
    assert {one.find(f"{C}smooth").get("val") for one in series} == {"0"}  # type: ignore[union-attr]
    faces = {face.get("typeface") for face in chart.iter(f"{A}ea")}
    assert faces == {norms.CHART_TEXT.value.face.family}


def test_it_is_as_wide_as_the_type_area_and_told_in_words() -> None:
    root = ET.fromstring(parts(write(DOCUMENT, CLASSIC))["word/document.xml"])  # noqa: S314  (our own output)
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
    (extent,) = root.iter(f"{drawing}extent")
    assert (
        int(extent.get("cx", "0")) / 36000 == round(norms.TYPE_AREA_WIDTH.value.mm, 2)
        or abs(int(extent.get("cx", "0")) / 36000 - norms.TYPE_AREA_WIDTH.value.mm) < 0.1
    )
    (properties,) = root.iter(f"{drawing}docPr")
    assert properties.get("descr") == CHART.description
    paragraphs = list(root.iter(f"{W}p"))
    at = next(number for number, one in enumerate(paragraphs) if one.find(f".//{drawing}inline") is not None)
    assert [(style(one), words(one)) for one in paragraphs[at - 1 : at + 2]] == [
        ("Caption", "图1 走势"),
        ("TableHead", ""),
        ("TableNote", "注：数据来自台账。"),
    ]


def test_a_document_without_a_chart_needs_no_library_and_gains_no_part() -> None:
    assert not [name for name in parts(write(PUBLISHED, CLASSIC)) if "chart" in name or "embed" in name]


def test_the_same_chart_twice_is_one_part_and_the_same_bytes() -> None:
    twice = replace(DOCUMENT, blocks=(CHART, *DOCUMENT.blocks))
    assert len([name for name in parts(write(twice, CLASSIC)) if name.endswith(".xlsx")]) == 1
    assert write(twice, CLASSIC) == write(twice, CLASSIC)


def test_a_chart_takes_room_on_the_page() -> None:
    # Two charts of 80 mm, with caption and note, on a page; the title leaves room for one on the first.
    many = replace(PUBLISHED, blocks=tuple(replace(CHART, unit=str(number)) for number in range(6)))
    assert estimate_pages(many, CLASSIC) == 4


def test_markdown_shows_the_table_and_json_the_tree() -> None:
    markdown = writer("md")(DOCUMENT, CLASSIC).decode("utf-8")
    assert "|  | 2020年 | 2021年 | 2022年 |" in markdown
    assert "| 办结 | 46件 | 50.5件 | 0 |" in markdown
    assert "图1 走势" in markdown
    tree = writer("json")(DOCUMENT, CLASSIC).decode("utf-8")
    assert '"node": "ChartLine"' in tree
    assert '"50.5"' in tree
