"""The PDF that LibreOffice really makes: pages, words, fonts, and the mark of the archive."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

import pdfplumber
import pypdf
import pytest

from fazhi_report.composition.report import compose
from fazhi_report.document.nodes import Document, Heading, Paragraph, words
from fazhi_report.errors import FazhiError
from fazhi_report.libreoffice import Engine, Printing
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import CLASSIC, Face
from fazhi_report.source.load import load
from fazhi_report.writers import docx
from fazhi_report.writers.pdf import print_document
from fazhi_report.writers.printed_pdf import PrintedPdf
from printing import FONTS, PDF_FACES, Line, outside, pages, print_pages, require_printing
from sfnt import renamed
from specimens import SUBMITTED

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("office")]
ROOT = Path(__file__).parents[2]

# Free fonts under the names of the real ones: some by the name that documents ask for, some by another accepted one.
OFFICE_NAMES = MappingProxyType(
    {
        norms.FANGSONG: "仿宋",
        norms.KAITI: "楷体_GB2312",
        norms.HEITI: "黑体",
        norms.XIAOBIAOSONG: "方正小标宋_GBK",
        norms.SONGTI: "宋体",
    }
)
OUTLINES = {**PDF_FACES, norms.XIAOBIAOSONG: "FandolSong-Bold"}


@pytest.fixture(scope="module")
def document() -> Document:
    report = load(ROOT / "data" / "2020.yaml").report
    assert report is not None
    return compose(report)


def machine(folder: Path, faces: Mapping[Face, str]) -> Path:
    """A machine with these fonts alone: fontconfig's description of it."""
    for face, family in faces.items():
        original = (FONTS / f"{OUTLINES[face]}.otf").read_bytes()
        (folder / f"{OUTLINES[face]}.otf").write_bytes(renamed(original, family, OUTLINES[face]))
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def office_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    require_printing()
    monkeypatch.setenv("FONTCONFIG_FILE", str(machine(tmp_path, OFFICE_NAMES)))


@pytest.fixture(autouse=True)
def nothing_stays_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield
    assert list(folder.iterdir()) == []


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.usefixtures("office_machine")
def test_every_face_is_the_one_asked_for(document: Document) -> None:
    done = print_document(document, CLASSIC, Printing(engine="libreoffice", strict_fonts=True))
    assert {use.face: use.printed for use in done.faces} == {face: (name,) for face, name in OUTLINES.items()}
    assert [use.installed for use in done.faces] == [(family,) for family in OFFICE_NAMES.values()]
    assert done.others == ()
    with pdfplumber.open(BytesIO(done.content)) as file:
        title = next(char for char in file.pages[0].chars if char["size"] == pytest.approx(22))
        assert title["fontname"].endswith("+FandolSong-Bold")


@pytest.mark.usefixtures("office_machine")
def test_words_and_pages(document: Document, tmp_path: Path) -> None:
    done = print_document(document, CLASSIC, Printing(engine="libreoffice"))
    read = pypdf.PdfReader(BytesIO(done.content))
    assert len(read.pages) == done.pages == 16
    for page in read.pages:
        assert float(page.mediabox.width) == pytest.approx(norms.PAPER_WIDTH.value.pt, abs=0.5)
        assert float(page.mediabox.height) == pytest.approx(norms.PAPER_HEIGHT.value.pt, abs=0.5)
    (printed,) = print_pages({"report": docx.write(document, CLASSIC)}, tmp_path).values()
    assert len(pypdf.PdfReader(printed).pages) == done.pages
    ours = squeezed("".join(line.text for page in pages_of(done) for line in page))
    for block in document.blocks:
        if isinstance(block, Heading):
            assert squeezed(block.number + words(block.title)) in ours
        elif isinstance(block, Paragraph):
            assert squeezed(words(block.content)) in ours
    assert read.metadata is not None
    assert read.metadata.title == document.properties.title
    assert next(str(item["/Title"]) for item in read.outline if isinstance(item, dict)).startswith("一、")


def pages_of(done: PrintedPdf) -> list[tuple[Line, ...]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.pdf"
        path.write_bytes(done.content)
        return [page.body for page in pages(path)]


@pytest.mark.usefixtures("office_machine")
def test_the_archive_gets_its_format(document: Document) -> None:
    archival = print_document(document, CLASSIC, Printing(engine="libreoffice", archival=True)).content
    read = pypdf.PdfReader(BytesIO(archival))
    assert read.xmp_metadata is not None
    assert (read.xmp_metadata.pdfaid_part, read.xmp_metadata.pdfaid_conformance) == ("2", "B")
    assert read.metadata is not None
    assert read.metadata.creation_date_raw == "D:20210228000000Z'"
    assert "/OutputIntents" in read.root_object
    plain = print_document(document, CLASSIC, Printing(engine="libreoffice")).content
    assert "/OutputIntents" not in pypdf.PdfReader(BytesIO(plain)).root_object


@pytest.mark.usefixtures("office_machine")
@pytest.mark.parametrize("engine", ["typst", "libreoffice"])
def test_no_character_leaves_the_type_area(document: Document, engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(print_document(document, CLASSIC, Printing(engine=engine)).content)
    found = pages(path)
    assert len(found) > 10
    assert [line.text for page in found for line in outside(page)] == []


@pytest.mark.usefixtures("office_machine")
def test_blank_pages_count(tmp_path: Path) -> None:
    done = print_document(SUBMITTED, CLASSIC, Printing(engine="libreoffice"))
    (printed,) = print_pages({"report": docx.write(SUBMITTED, CLASSIC)}, tmp_path).values()
    assert done.pages == len(pypdf.PdfReader(printed).pages)


def test_a_machine_with_one_font(document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    require_printing()
    only = {norms.FANGSONG: OFFICE_NAMES[norms.FANGSONG]}
    monkeypatch.setenv("FONTCONFIG_FILE", str(machine(tmp_path, only)))
    done = print_document(document, CLASSIC, Printing(engine="libreoffice"))
    assert [use.face.name for use in done.faces if use.genuine] == ["仿宋"]
    with pytest.raises(FazhiError, match="楷体 被 FandolFang-Regular 代替"):
        print_document(document, CLASSIC, Printing(engine="libreoffice", strict_fonts=True))


def test_a_machine_without_chinese_fonts(
    document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    require_printing()
    # Entirely without fonts LibreOffice crashes.
    shutil.copy(FONTS / "FandolBraille-Regular.otf", tmp_path)
    monkeypatch.setenv("FONTCONFIG_FILE", str(machine(tmp_path, {})))
    with pytest.raises(FazhiError, match="没有能显示汉字的字体"):
        print_document(document, CLASSIC, Printing(engine="libreoffice"))


@pytest.mark.usefixtures("office_machine")
def test_two_builds_at_once(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "fazhi_report",
        "build",
        "2020",
        "--data",
        str(ROOT / "data"),
        "--format",
        "pdf",
        "--engine",
        "libreoffice",
    ]
    folders = [tmp_path / "甲 一", tmp_path / "乙 二"]
    running = [subprocess.Popen([*command, "-o", str(folder)], stderr=subprocess.PIPE) for folder in folders]
    for process in running:
        _, said = process.communicate(timeout=240)
        assert process.returncode == 0, said.decode(errors="replace")
    first, second = (next(folder.glob("*.pdf")).read_bytes() for folder in folders)
    texts = [
        [page.extract_text() for page in pypdf.PdfReader(BytesIO(made)).pages] for made in (first, second)
    ]
    assert texts[0] == texts[1]
    assert len(texts[0]) == 16
