"""The set pages in the preview: pictures, words to be selected, findings at their place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from io import BytesIO
from pathlib import Path, PurePath

import pytest
from lxml import etree
from PIL import Image

from fazhi_report.commands.draft import Draft, draft
from fazhi_report.document.nodes import Datum, Document, Heading, Paragraph, Strong, Text
from fazhi_report.findings import Finding, Place, Severity
from fazhi_report.norms.gbt9704 import CLASSIC, Look
from fazhi_report.preview.paper import Box, Paper, Stretch
from fazhi_report.preview.places import Places
from fazhi_report.preview.setting import Pages
from fazhi_report.preview.view import View, view
from fazhi_report.source.load import load_text
from fazhi_report.writers.fonts import Font
from fazhi_report.writers.typst.setter import GETA, set_document
from previewing import ROOT
from specimens import PLAIN, SUBMITTED, common, text

SUBMIT = common(SUBMITTED)
Setter = Callable[[Document], Pages]


@pytest.fixture
def setter(square_fonts: tuple[Font, ...]) -> Setter:
    def pages(document: Document) -> Pages:
        made = set_document(document, CLASSIC, square_fonts, lenient=True)
        return Pages(made.content, made.missing)

    return pages


def look(folder: Path, content: str, setter: Setter, last: View | None = None) -> View:
    path = folder / "2020.yaml"
    path.write_text(content, encoding="utf-8", newline="\n")
    return view(draft(path, edition="publish", templates=None, today=None), last, path.name, setter)


def sheets(shown: View) -> list[etree._Element]:
    return [etree.fromstring(one) for one in re.findall(r"<svg.*?</svg>", shown.desk, re.DOTALL)]


def words_of(sheet: etree._Element) -> str:
    return "".join("".join(str(one.text) for one in sheet.iter("{*}text")).split())


def test_each_page_is_a_picture_with_its_words_over_it(setter: Setter) -> None:
    shown = view(Draft(None, SUBMIT), None, "x", setter)
    assert shown.paper is not None
    pages = sheets(shown)
    assert len(pages) == len(shown.paper.sheets) > 4
    for page, sheet in zip(pages, shown.paper.sheets, strict=True):
        (image,) = page.iter("{*}image")
        assert image.get("href") == f"/page/{sheet.digest}.png"
        picture = Image.open(BytesIO(shown.paper.picture(sheet.digest) or b""))
        assert picture.size == pytest.approx((595 * 2, 842 * 2), abs=2)
    whole = "".join(map(words_of, pages))
    for block in SUBMIT.blocks:
        if isinstance(block, Heading | Paragraph):
            first = "".join("".join(part.text for part in getattr(block, "content", ())).split())[:12]
            assert first in whole
    assert shown.paper.picture("0" * 16) is None


def test_an_unchanged_page_keeps_its_picture(setter: Setter) -> None:
    blocks = tuple(Paragraph(text(PLAIN * 20)) for _ in range(4))
    before = Paper.of(setter(replace(SUBMIT, blocks=blocks)).pdf).sheets
    changed = (*blocks[:-1], Paragraph(text(f"改{PLAIN * 20}")))
    after = Paper.of(setter(replace(SUBMIT, blocks=changed)).pdf).sheets
    assert before[0].digest == after[0].digest
    assert [one.digest for one in before] != [one.digest for one in after]


def test_another_ink_is_another_picture(square_fonts: tuple[Font, ...]) -> None:
    first, second = (
        Paper.of(
            set_document(SUBMIT, replace(CLASSIC, look=Look(mark_color=ink)), square_fonts).content
        ).sheets
        for ink in ("FF0000", "AA0000")
    )
    assert first[0].digest != second[0].digest
    assert first[1].digest == second[1].digest


def test_findings_lead_to_their_place_on_the_page(tmp_path: Path, setter: Setter) -> None:
    content = (ROOT / "data" / "2020.yaml").read_text(encoding="utf-8")
    shown = look(tmp_path, content, setter)
    (growth,) = re.findall(r'<a class="place" href="#(f\d+)">[^<]*</a> <b>FZ202 ', shown.html)
    pages = sheets(shown)
    ((page, mark),) = [
        (page, one) for page in pages for one in page.iter("{*}rect") if one.get("id") == growth
    ]
    box = Box(*(float(mark.get(name) or 0) for name in ("x", "y", "width", "height")))
    # It is as wide as the figure, 24.3% in half-width characters of 16 points, and lies on the line that has it.
    assert box.width == pytest.approx(5 * 8, abs=6)
    line = next(one for one in page.iter("{*}text") if "24.3%" in str(one.text))
    assert box.top < float(line.get("y") or 0) < box.top + box.height
    leads = re.findall(r'href="#(f\d+)">[^<]*</a> <b>FZ321 .*?<code>(.*?)</code>', shown.html)
    assert leads
    for name, line in leads:
        page = next(page for page in pages for one in page.iter("{*}rect") if one.get("id") == name)
        assert "".join(unescape(line).removeprefix("- heading: ").split())[:8] in words_of(page)


def test_a_place_is_found_across_pages_and_looks(setter: Setter) -> None:
    parts = (
        Text(PLAIN * 15),
        Strong("第一责任人"),
        Text("收到"),
        Datum("a.b", "80件"),
        Text("，" + PLAIN * 9),
    )
    document = replace(SUBMIT, blocks=(Paragraph(parts), Paragraph(text(PLAIN * 30 + "完"))))
    paper = Paper.of(setter(document).pdf)
    places = Places(document, paper.sheets, {})
    (figure,) = places.of_figure("a.b")
    assert paper.sheets[figure.page].text[figure.start : figure.start + figure.count] == "80件"
    assert places.of_figure("a.c") == []
    assert places.of_words("没有这些字") == []
    assert {one.page for one in places.of_words(PLAIN * 30 + "完")} == {1, 2, 3}
    boxes = paper.boxes([("x", figure), ("y", Stretch(0, 0, 5))])
    assert [(name, page) for name, page, _ in boxes] == [("y", 0), ("x", figure.page)]


def test_a_character_that_no_font_has_is_told_and_replaced(setter: Setter) -> None:
    rare = replace(SUBMIT, blocks=(Paragraph(text("申请人㐂某到场。")),))
    shown = view(Draft(None, rare), None, "x", setter)
    assert "本机的字体都没有 “㐂”（U+3402）" in unescape(shown.html)
    assert f"申请人{GETA}某到场。" in "".join(map(words_of, sheets(shown)))


def test_a_broken_file_keeps_the_last_pages(tmp_path: Path, setter: Setter) -> None:
    good = look(tmp_path, (ROOT / "tests" / "data" / "minimal.yaml").read_text(encoding="utf-8"), setter)
    broken = look(tmp_path, "year: [", setter, good)
    assert broken.paper is good.paper
    assert broken.desk == good.desk
    assert '<div id="desk" class="pale">' in broken.html


def test_hostile_words_come_out_as_words(setter: Setter) -> None:
    hostile = "<script>alert(1)</script>\"'&<image href=x onload=alert(1)>"
    document = replace(SUBMIT, blocks=(Paragraph(text(hostile)), Paragraph((Datum(hostile, hostile),))))
    source = load_text(f"{hostile}\n", PurePath("x.yaml"))
    finding = Finding(
        Place(source.path, 1, 1), "FZ001", Severity.ERROR, hostile, hostile, ("figures", hostile)
    )
    shown = view(Draft(source, document, (finding,)), None, hostile, setter)
    assert "<script" not in shown.html
    assert "onload=alert(1)&gt;" in shown.html
    assert all(len(list(page.iter("{*}image"))) == 1 for page in sheets(shown))
