"""The PDF that Typst sets: its page, its tags, its words, and what is refused."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from fazhi_report.document.nodes import Block, Document, Heading, Paragraph, lines, words
from fazhi_report.errors import FazhiError
from fazhi_report.libreoffice import Printing
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import CLASSIC, Profile
from fazhi_report.writers import pdf as pdf_writer
from fazhi_report.writers.formats import writer
from fazhi_report.writers.pdf import print_document
from fazhi_report.writers.pdf_facts import Facts
from fazhi_report.writers.printed_pdf import PrintedPdf, font_report
from fazhi_report.writers.typst.glyphs import glyphs
from printing import Page, outside, pages
from sfnt import renamed
from specimens import ORGAN, PLAIN, PUBLISHED, SUBMITTED, common, text
from typefaces import POSTSCRIPT, listed, put, squares

SUBMIT, PUBLISH = common(SUBMITTED), common(PUBLISHED)


def printed(document: Document, profile: Profile = CLASSIC) -> PrintedPdf:
    return print_document(document, profile, Printing())


def measured(made: PrintedPdf, folder: Path) -> list[Page]:
    path = folder / "report.pdf"
    path.write_bytes(made.content)
    return pages(path)


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.usefixtures("typefaces")
def test_lines_and_characters_of_a_full_page(tmp_path: Path) -> None:
    full = replace(PUBLISH, blocks=tuple(Paragraph(text(PLAIN * 20)) for _ in range(4)))
    second = measured(printed(full), tmp_path)[1]
    assert len(second.body) == norms.LINES.value
    assert {len(line.text) for line in second.body if line.left < 29} >= {norms.CHARS.value}
    assert second.body[0].baseline - second.body[0].size * 0.88 * 25.4 / 72 == pytest.approx(39.28, abs=0.05)


@pytest.mark.usefixtures("typefaces")
def test_standard_language_tags_and_bookmarks_are_read_back() -> None:
    made = printed(SUBMIT)
    read = pypdf.PdfReader(BytesIO(made.content))
    assert str(read.root_object["/Lang"]) == "zh-CN"
    assert read.metadata is not None
    assert read.metadata.title == SUBMIT.properties.title
    assert read.metadata.creation_date_raw == "D:20250228000000Z"
    assert read.xmp_metadata is not None
    assert (read.xmp_metadata.pdfaid_part, read.xmp_metadata.pdfaid_conformance) == ("2", "A")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in Facts.of(made.content).metadata
    tags = list(tagged(read.root_object["/StructTreeRoot"]))
    assert tags.count("Title") == 1
    assert {"H1", "H2", "H3", "H4", "P", "Strong", "Table", "TH", "TD"} == set(tags) & TAGS
    bookmarks = [str(one["/Title"]) for one in flat(read.outline)]
    attached = [(one.title, *headings(one.blocks)) for one in SUBMIT.attachments]
    assert bookmarks == [*headings(SUBMIT.blocks), *(one for many in attached for one in many)]


@pytest.mark.usefixtures("typefaces")
def test_no_level_is_left_out_in_the_tags() -> None:
    content = (
        Heading(3, text("三层"), "1."),
        Heading(4, text("四层"), "（1）"),
        Heading(1, text("一层"), "一、"),
    )
    made = printed(
        replace(PUBLISH, blocks=(*content, Heading(4, text("又四层"), "（1）"), Paragraph(text("完。"))))
    )
    tags = list(tagged(pypdf.PdfReader(BytesIO(made.content)).root_object["/StructTreeRoot"]))
    assert [one for one in tags if one.startswith("H")] == ["H1", "H2", "H1", "H2"]


TAGS = {"H1", "H2", "H3", "H4", "H5", "P", "Strong", "Table", "TH", "TD", "Figure"}


def headings(blocks: tuple[Block, ...]) -> list[str]:
    return [one.number + words(one.title) for one in blocks if isinstance(one, Heading)]


def tagged(element: Any) -> Any:
    """The tags of a PDF from the top down."""
    found = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(found, dict):
        if "/S" in found:
            yield str(found["/S"]).removeprefix("/")
        found = found.get("/K", [])
        found = found.get_object() if hasattr(found, "get_object") else found
        for child in found if isinstance(found, list) else [found]:
            yield from tagged(child)


def flat(outline: Any) -> Any:
    for one in outline:
        if isinstance(one, list):
            yield from flat(one)
        else:
            yield one


@pytest.mark.usefixtures("typefaces")
def test_the_words_are_those_of_the_document(tmp_path: Path) -> None:
    made = printed(SUBMIT)
    body = squeezed("".join(line.text for page in measured(made, tmp_path) for line in page.body))
    for block in SUBMIT.blocks:
        if isinstance(block, Heading | Paragraph):
            assert squeezed("".join(lines(block))) in body
    # A search looks through the text of a page with the ends of lines taken out.
    whole = squeezed("".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(made.content)).pages))
    assert "“法治示例”建设为统领" in whole
    assert "\u2060" not in whole


@pytest.mark.usefixtures("typefaces")
def test_same_document_same_bytes() -> None:
    assert printed(SUBMIT).content == printed(SUBMIT).content
    assert writer("pdf")(SUBMIT, CLASSIC) == printed(SUBMIT).content


@pytest.mark.usefixtures("typefaces")
def test_words_are_data(tmp_path: Path) -> None:
    hostile = '#panic("x") $1+1$ *a* _b_ `c` \\ @d <e> // f = g ~ \' " [h] {i} #let #set'
    made = printed(replace(PUBLISH, blocks=(Paragraph(text(hostile)), Heading(1, text(hostile), "一、"))))
    body = "".join(line.text for page in measured(made, tmp_path) for line in page.body)
    assert body.count(squeezed(hostile)) == 2


@pytest.mark.usefixtures("typefaces")
@pytest.mark.parametrize(
    "word", ["x" * 400, "。" * 300, "（" * 60, "——" * 90, "1" * 400, "http://" + "a/b" * 99]
)
def test_words_longer_than_a_line_stay_inside(word: str, tmp_path: Path) -> None:
    made = printed(replace(PUBLISH, blocks=(Paragraph(text(f"见{word}，照办。")),)))
    found = measured(made, tmp_path)
    assert [line.text for page in found for line in outside(page)] == []
    assert squeezed(word) in squeezed("".join(line.text for page in found for line in page.body))


@pytest.mark.usefixtures("typefaces")
def test_a_long_report_grows_evenly() -> None:
    def seconds(count: int) -> float:
        long = replace(
            PUBLISH, blocks=tuple(Paragraph(text(f"第{one}段，{PLAIN}。")) for one in range(count))
        )
        start = time.process_time()
        assert printed(long).pages > count // 12
        return time.process_time() - start

    seconds(20)
    # Four times the paragraphs, and room for the noise of a busy machine; a square would be sixteen times.
    assert seconds(2000) < 10 * seconds(500)


@pytest.mark.usefixtures("typefaces")
def test_characters_that_no_font_has_are_all_named_and_nothing_is_an_empty_box() -> None:
    rare = replace(PUBLISH, blocks=(Paragraph(text("申请人㐂某、𠮷某到场😀，另见“㐂某”。")),))
    with pytest.raises(FazhiError, match="本机的字体都没有这些字") as caught:
        printed(rare)
    for one in ("“㐂”（U+3402", "“𠮷”（U+20BB7", "“😀”（U+1F600", "见“申请人㐂某、𠮷某到场"):
        assert one in caught.value.message
    assert "改掉" in caught.value.hint


def test_a_rare_character_is_taken_from_another_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path)
    (tmp_path / "rare.ttf").write_bytes(renamed(squares("㐂"), "稀见字", "SquareRare"))
    monkeypatch.setattr(pdf_writer, "installed", lambda: listed(tmp_path))
    made = printed(replace(PUBLISH, blocks=(Paragraph(text("申请人㐂某。")),)))
    assert made.others == ("SquareRare",)
    assert "另有 SquareRare：个别字上列字体里没有" in "\n".join(font_report(made))


def test_a_missing_face_is_told_and_refused_where_that_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fonts = put(tmp_path, [norms.FANGSONG, norms.HEITI, norms.SONGTI])
    monkeypatch.setattr(pdf_writer, "installed", lambda: fonts)
    told = "\n".join(font_report(printed(PUBLISH)))
    assert f"仿宋：本机有 仿宋，用 {POSTSCRIPT[norms.FANGSONG]}，已嵌入" in told
    assert f"楷体：本机没有，由 {POSTSCRIPT[norms.FANGSONG]} 代替，已嵌入" in told
    assert "提示：楷体、小标宋 不是公文要求的字体" in told
    with pytest.raises(FazhiError, match="楷体 被 SquareFang 代替"):
        print_document(PUBLISH, CLASSIC, Printing(strict_fonts=True))


def test_a_machine_without_chinese_fonts_gives_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_writer, "installed", tuple)
    with pytest.raises(FazhiError, match="没有能显示汉字的字体") as caught:
        printed(PUBLISH)
    assert "fonts-noto-cjk" in caught.value.hint


@pytest.mark.usefixtures("typefaces")
@pytest.mark.parametrize("package", ["typst", "fontTools.ttLib", "pypdf"])
def test_a_missing_package_is_one_sentence(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    glyphs.cache_clear()
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(FazhiError, match="没有装") as caught:
        print_document(replace(PUBLISH, notes=(ORGAN,)), CLASSIC, Printing())
    assert 'pip install "fazhi-report[pdf]"' in caught.value.hint
