"""The archive's file is the set page: the same glyphs at the same places, told by readers that did not write it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import ofdkit
import pdfplumber
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from commandline import Run
from fazhi_report.document.nodes import (
    ChartBlock,
    ChartLine,
    Document,
    Heading,
    Masthead,
    Paragraph,
    Strong,
    Text,
)
from fazhi_report.norms.gbt9704 import CLASSIC, PROFILES, Look
from fazhi_report.writers.fonts import Font
from fazhi_report.writers.ofd import ofd_document
from fazhi_report.writers.ofd.glyph_rows import GlyphRow, in_rows
from fazhi_report.writers.ofd.ofd_document import package
from fazhi_report.writers.ofd.set_pages import SetGlyph
from fazhi_report.writers.typst.setter import set_document
from growth import assert_linear
from ofd_pages import OfdFile
from specimens import LONG, PUBLISHED, SUBMITTED, common
from table_shapes import SHAPED

MM = 25.4 / 72
NEAR = 0.1
"""Millimetres by which a glyph may be off."""


def written(document: Document, fonts: tuple[Font, ...], profile: str = "classic") -> tuple[bytes, bytes]:
    """The PDF of a document and the OFD package made from it."""
    made = set_document(document, PROFILES[profile], fonts)
    return made.content, package(made.content, fonts, document.properties)


def same_places(pdf: bytes, ofd: OfdFile) -> None:
    """Every glyph of the PDF, as pdfplumber gives it, stands at its place in the package, and no other."""
    ours = sorted(
        (one.page, one.text, round(one.y, 1), one.x, one.y, one.size, one.font) for one in ofd.characters()
    )
    with pdfplumber.open(BytesIO(pdf)) as printed:
        assert [ofd.size(page) for page in range(len(ofd.pages))] == [
            pytest.approx((0, 0, float(page.width) * MM, float(page.height) * MM), abs=0.01)
            for page in printed.pages
        ]
        theirs = sorted(
            (
                number,
                glyph["text"],
                round((float(page.height) - glyph["matrix"][5]) * MM, 1),
                glyph["matrix"][4] * MM,
                (float(page.height) - glyph["matrix"][5]) * MM,
                glyph["fontname"].rpartition("+")[2],
            )
            for number, page in enumerate(printed.pages)
            for glyph in page.chars
            if not glyph["text"].isspace()
        )
    assert Counter(one[:2] for one in ours) == Counter(one[:2] for one in theirs)
    # In the order of page, character, line and place the two lists are one.
    ordered = sorted(ours, key=lambda one: (one[0], one[1], round(one[4] * 5), one[3]))
    wanted = sorted(theirs, key=lambda one: (one[0], one[1], round(one[4] * 5), one[3]))
    for here, there in zip(ordered, wanted, strict=True):
        assert here[3] == pytest.approx(there[3], abs=NEAR), (here, there)
        assert here[4] == pytest.approx(there[4], abs=NEAR), (here, there)
        assert here[6] == there[5]


CHART = ChartBlock(
    ("2022年", "2023年"),
    "件",
    (ChartLine("a.b", "收到", ("80余件", "62件"), (Decimal(80), Decimal(62))),),
    "收到：2022年80余件，2023年62件。",
    (Text("图1 走势"),),
)
LONG_NAME = Masthead(
    ("示例省示例自治州人民政府政务服务和数据管理委员会办公室", "示例市司法局"), mark_word="文件"
)
DOCUMENTS = {
    "published": common(PUBLISHED),
    "submitted": common(SUBMITTED),
    "long names, condensed and spread": replace(common(SUBMITTED), masthead=LONG_NAME),
    "tables, landscape pages among them": common(SHAPED),
    "chart and draft": replace(
        common(PUBLISHED), blocks=(CHART, Paragraph((Text("收到"), Strong("【待填：数值】件，办结5件。"))))
    ),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_glyph_stands_where_the_pdf_has_it(name: str, square_fonts: tuple[Font, ...]) -> None:
    pdf, content = written(DOCUMENTS[name], square_fonts)
    ofd = OfdFile(content)
    assert ofd.faults() == []
    same_places(pdf, ofd)
    with pdfplumber.open(BytesIO(pdf)) as printed:
        drawn = sum(len(page.lines) + len(page.rects) + len(page.curves) for page in printed.pages)
    assert ofd.count("PathObject") == drawn


def test_another_reader_finds_the_words(square_fonts: tuple[Font, ...]) -> None:
    _, content = written(DOCUMENTS["submitted"], square_fonts, "gbt33476")
    with ofdkit.open(BytesIO(content)) as read:
        assert not read.warnings
        assert (read.info.title, read.info.author) == (
            SUBMITTED.properties.title,
            SUBMITTED.properties.organ,
        )
        starts = {(page.index, run.text): (run.x, run.y) for page in read.pages for run in page.runs}
        text = "".join(page.text() if callable(page.text) else page.text for page in read.pages)
    placed = list(OfdFile(content).characters())
    assert starts
    for (page, words), (x, y) in starts.items():
        same = [
            one
            for one in placed
            if one.page == page and one.text == words[0] and abs(one.x - x) < NEAR and abs(one.y - y) < NEAR
        ]
        assert same, words
    squeezed = "".join(text.split())
    for line in SUBMITTED.title:
        assert "".join(line.split()) in squeezed


def test_fonts_hold_what_is_printed_and_no_more(square_fonts: tuple[Font, ...]) -> None:
    _, content = written(DOCUMENTS["published"], square_fonts)
    ofd = OfdFile(content)
    used: dict[str, set[str]] = {}
    for one in ofd.characters():
        used.setdefault(one.font, set()).add(one.text)
    assert {name for name, _ in ofd.fonts.values()} == set(used)
    whole = {font.postscript: font.path for font in square_fonts}
    for name, held in ofd.fonts.values():
        font, source = TTFont(BytesIO(held)), TTFont(BytesIO(Path(whole[name]).read_bytes()))
        characters = {chr(code) for code in font.getBestCmap()}
        assert used[name] <= characters <= used[name] | {" "}
        assert font["name"].getDebugName(6) == name
        for character in used[name]:
            code = ord(character)
            assert font["hmtx"][font.getBestCmap()[code]][0] == source["hmtx"][source.getBestCmap()[code]][0]
        # FreeType opens it.
        assert ImageFont.truetype(BytesIO(held), 20).getbbox(min(used[name]))


def test_same_bytes_and_properties(square_fonts: tuple[Font, ...]) -> None:
    document = DOCUMENTS["published"]
    first, again = written(document, square_fonts)[1], written(document, square_fonts)[1]
    assert first == again
    ofd = OfdFile(first)
    assert ofd.info("CreationDate") == document.properties.issued.isoformat()
    assert len(ofd.info("DocID")) == 32
    entries = [one.get("Title", "") for one in ofd.document.iter("{http://www.ofdspec.org/2016}OutlineElem")]
    headings = [block.number for block in document.blocks if isinstance(block, Heading)]
    assert entries
    assert [entry for entry in entries if entry.startswith(tuple(filter(None, headings)))]


def test_hostile_words_stay_words(square_fonts: tuple[Font, ...]) -> None:
    words = "<ofd:TextCode>&amp;\"']]>" + "甲" * 60 + "#{}\\$_*"
    properties = replace(PUBLISHED.properties, title=words)
    document = replace(common(PUBLISHED), properties=properties, blocks=(Paragraph((Text(words),)),))
    pdf, content = written(document, square_fonts)
    ofd = OfdFile(content)
    assert ofd.faults() == []
    assert ofd.info("Title") == words
    same_places(pdf, ofd)


def glyph(text: str, x: float, *, y: float = 10.0, size: float = 5.0) -> SetGlyph:
    return SetGlyph(text, x, y, size, size, "A", (0, 0, 0))


MARKS = st.lists(
    st.builds(
        glyph,
        st.sampled_from(["甲", "乙", " ", "1", "\U00020000", "fi"]),
        st.floats(0, 200).map(lambda x: round(x, 3)),
        y=st.sampled_from([10.0, 20.0]),
        size=st.sampled_from([5.0, 6.0]),
    ),
    max_size=30,
)


@given(marks=MARKS)
def test_rows_hold_every_glyph_once_at_its_place(marks: list[SetGlyph]) -> None:
    rows = [row for row in in_rows(marks) if isinstance(row, GlyphRow)]
    held = [
        (character, round(row.first.x + offset, 3), row.first.y)
        for row in rows
        for character, offset in zip(row.text, row.offsets, strict=True)
        if not character.isspace()
    ]
    wanted = [
        (character, round(one.x + one.advance / len(one.text) * at, 3), one.y)
        for one in marks
        for at, character in enumerate(one.text)
        if not character.isspace()
    ]
    assert held == wanted
    assert not any(row.text != row.text.strip() for row in rows)


def test_a_character_beyond_the_basic_plane_has_a_row_of_its_own() -> None:
    rows = list(in_rows([glyph("甲", 10), glyph("\U00020000", 15), glyph("乙", 20)]))
    assert [row.text for row in rows if isinstance(row, GlyphRow)] == ["甲", "\U00020000", "乙"]


@pytest.mark.parametrize("piece", ["甲", "甲 ", "\U00020000"])
def test_the_cost_grows_with_the_page(piece: str) -> None:
    def work(words: str) -> None:
        list(in_rows([glyph(one, at * 5.0) for at, one in enumerate(words)]))

    assert_linear(work, piece)


def test_the_pages_of_a_long_document_are_all_there(square_fonts: tuple[Font, ...]) -> None:
    pdf, content = written(common(LONG), square_fonts)
    with pdfplumber.open(BytesIO(pdf)) as printed:
        assert len(OfdFile(content).pages) == len(printed.pages)
    same_places(pdf, OfdFile(content))


def test_build_writes_it_and_tells_the_fonts(
    run: Run, typefaces: tuple[Font, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ofd_document, "installed", lambda: typefaces)
    data = Path(__file__).parents[3] / "examples" / "示例市司法局" / "data"
    done = run("build", "2024", "--data", data, "--format", "ofd")
    assert done.returncode == 0, done.stderr
    (path,) = (tmp_path / "dist").glob("*.ofd")
    ofd = OfdFile(path.read_bytes())
    assert ofd.faults() == []
    assert f"{len(ofd.pages)} 页" in done.stderr
    assert "字体" in done.stderr


def test_the_office_has_its_own_reds(square_fonts: tuple[Font, ...]) -> None:
    look = Look(mark_color="C8102E", rule_color="C00000")
    document = DOCUMENTS["submitted"]
    made = set_document(document, replace(CLASSIC, look=look), square_fonts)
    with pdfplumber.open(BytesIO(made.content)) as printed:
        colors = {tuple(glyph["non_stroking_color"]) for glyph in printed.pages[0].chars}
    assert any(color == pytest.approx((200 / 255, 16 / 255, 46 / 255), abs=0.002) for color in colors)
    ofd = OfdFile(package(made.content, square_fonts, document.properties))
    values = {one.get("Value") for one in ofd.pages[0].iter("{http://www.ofdspec.org/2016}FillColor")}
    assert values == {"0 0 0", "200 16 46", "192 0 0"}
