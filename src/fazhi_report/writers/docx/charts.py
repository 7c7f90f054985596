"""Native charts, which Word draws and can edit; their numbers are in a workbook inside the .docx."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO

from fazhi_report.document.nodes import ChartBlock, Document, words
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.norms.length import Length
from fazhi_report.typesetting.lines import count_lines
from fazhi_report.writers.docx.oxml import ParagraphFormat, RenderInlines, escape, paragraph, runs
from fazhi_report.writers.docx.page import type_area_width
from fazhi_report.writers.docx.parts import TYPES, bind_parts
from fazhi_report.writers.docx.styles import StyleId
from fazhi_report.writers.excel import chart_workbook

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_EMU_PER_TWIP = 635
# Word needs no printer settings of Excel; the reference to the workbook goes right before them.
_PRINT = re.compile(r"<c:printSettings>.*?</c:printSettings>", re.DOTALL)
_LATIN = re.compile(r'<a:latin typeface="([^"]*)"[^>]*/>')


def chart(content: ChartBlock, *, keep_next: bool, render: RenderInlines = runs) -> Iterator[str]:
    """The paragraphs of a chart: caption, drawing, note, kept on one page.

    Args:
        content: The chart.
        keep_next: Whether the last line stays on the page of the next paragraph.
        render: Writes inlines as runs.
    """
    if content.caption:
        yield paragraph(StyleId.CAPTION, render(content.caption, None))
    # The style of a table's words grows with its line; that of the body would clip the drawing.
    yield paragraph(
        StyleId.TABLE_HEAD, _drawing(content), ParagraphFormat(keep_next=keep_next or bool(content.note))
    )
    if content.note:
        yield paragraph(StyleId.TABLE_NOTE, render(content.note, None), ParagraphFormat(keep_next=keep_next))


def heights(content: ChartBlock, profile: Profile) -> Iterator[Length]:
    """The heights of caption, drawing and note."""
    per_line = norms.TYPE_AREA_WIDTH.value.twips / norms.TABLE.value.size.twips
    if content.caption:
        yield profile.line_pitch * count_lines(words(content.caption), per_line)
    yield norms.CHART_HEIGHT.value
    if content.note:
        yield profile.line_pitch * count_lines(words(content.note), per_line)


def of(document: Document) -> tuple[ChartBlock, ...]:
    """The charts of a document without repetition."""
    blocks = (*document.blocks, *(block for one in document.attachments for block in one.blocks))
    return tuple(dict.fromkeys(block for block in blocks if isinstance(block, ChartBlock)))


def add_parts(parts: Mapping[str, bytes], charts: tuple[ChartBlock, ...]) -> dict[str, bytes]:
    """The parts of a package with those of its charts: drawing, workbook, relationships."""
    made = dict(parts)
    if not charts:
        return made
    types, bonds = [f'<Default Extension="xlsx" ContentType="{_SHEET_TYPE}"/>'], []
    for content in charts:
        name = _id(content)
        book = chart_workbook(content)
        made[f"word/charts/{name}.xml"] = _chart_part(book)
        made[f"word/embeddings/{name}.xlsx"] = book
        made[f"word/charts/_rels/{name}.xml.rels"] = _bond(name)
        types.append(f'<Override PartName="/word/charts/{name}.xml" ContentType="{_CHART_TYPE}"/>')
        bonds.append(f'<Relationship Id="{name}" Type="{_OFFICE}/chart" Target="charts/{name}.xml"/>')
    return bind_parts(made, types, bonds)


def _id(content: ChartBlock) -> str:
    """An id made from the content of the chart: drawing and parts get the same one without a counter."""
    return "chart" + hashlib.sha256(repr(content).encode("utf-8")).hexdigest()[:12]


def _drawing(content: ChartBlock) -> str:
    name = _id(content)
    width = type_area_width().tw * _EMU_PER_TWIP
    height = norms.CHART_HEIGHT.value.tw * _EMU_PER_TWIP
    number = int(name.removeprefix("chart")[:7], 16) + 1
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0"'
        f' distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="{name}" descr="{escape(content.description)}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_DRAWING}/main">'
        f'<a:graphicData uri="{_DRAWING}/chart"><c:chart xmlns:c="{_DRAWING}/chart" r:id="{name}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _chart_part(book: bytes) -> bytes:
    """The chart part, taken from the workbook and related to it; Chinese text has the face of the norms."""
    with zipfile.ZipFile(BytesIO(book)) as archive:
        text = archive.read("xl/charts/chart1.xml").decode("utf-8")
    text = _LATIN.sub(lambda face: f'<a:latin typeface="{face[1]}"/><a:ea typeface="{face[1]}"/>', text)
    text = text.replace('lang="en-US"', 'lang="zh-CN"').replace(
        '<c:lang val="en-US"/>', '<c:lang val="zh-CN"/>'
    )
    # Without this element some programs draw curves through the points.
    text = text.replace("</c:ser>", '<c:smooth val="0"/></c:ser>')
    bound = '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>'
    return _PRINT.sub(bound, text).encode("utf-8")


def _bond(name: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Relationships xmlns="{TYPES}/relationships"><Relationship Id="rId1" Type="{_OFFICE}/package"'
        f' Target="../embeddings/{name}.xlsx"/></Relationships>'
    ).encode()
