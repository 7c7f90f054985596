"""Distances measured on LibreOffice's pages: of documents made with python-docx, and of all our own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from check_docx_page import own_documents
from displaced import MOVED
from fazhi_report.commands.check_docx import CheckOptions, judge
from fazhi_report.commands.page_sheet import make_sheet
from fazhi_report.document.nodes import Paragraph, Text
from fazhi_report.docx_in.line_ends import with_blanks_kept
from fazhi_report.docx_in.measure import measure
from fazhi_report.docx_in.printed import PrintedPages, measure_pages
from fazhi_report.libreoffice import Printing
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms import placement
from fazhi_report.recognise.recognise import recognise
from fazhi_report.rules.page.distances import DISTANCES
from fazhi_report.rules.page.verdicts import ClauseOutcome
from fazhi_report.writers.docx.document import write
from fazhi_report.writers.docx.sheet_document import write_sheet
from fazhi_report.writers.office_pdf import print_docx
from fazhi_report.writers.package import pack
from printing import PDF_FACES, SECONDS, fonts_conf, require_printing
from specimens import SUBMITTED
from wordprocessing import parts

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("office")]
PATH = Path("x.docx")
TAKEN = tuple((face.family, PDF_FACES[face]) for face in norms.FACES)
CODES = {code for one in DISTANCES for code in one.codes}


def printed(
    documents: Mapping[str, bytes], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, PrintedPages]:
    require_printing()
    (folder / "fonts.conf").write_text(fonts_conf(folder / "font-cache"), encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(folder / "fonts.conf"))
    # One call for all; LibreOffice's names are plain ASCII.
    named = {f"d{number}": with_blanks_kept(content) for number, content in enumerate(documents.values())}
    pages = print_docx(named, Printing(seconds=SECONDS * 2))
    return {
        name: replace(
            measure_pages(pages[f"d{number}"], picture_width=placement.SHEET_DOTS.value), substituted=TAKEN
        )
        for number, name in enumerate(documents)
    }


def broken(content: bytes, pages: PrintedPages) -> set[str]:
    """What is wrong on the pages; every distance that a document has is seen on them, and no clause left open."""
    layout = recognise(measure(content, PATH))
    rows = [one for one in DISTANCES if one.applies(layout) and one.least_pages <= len(pages.pages)]
    measured = {one.what: one.measure(layout, pages) for one in rows}
    assert [what for what, places in measured.items() if not places] == []
    wrong = {what for what, places in measured.items() if not places[0].kept}
    codes = {code for one in DISTANCES if one.what in wrong for code in one.codes}
    verdicts = {one.code: one.outcome for one in judge(PATH, layout, CheckOptions(), pages).verdicts}
    assert {code for code in CODES if verdicts[code] is ClauseOutcome.BROKEN} == codes
    assert ClauseOutcome.UNKNOWN not in {verdicts[code] for code in CODES}
    return wrong


def test_each_displacement_earns_its_verdict_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = printed({name: content for name, (content, _) in MOVED.items()}, tmp_path, monkeypatch)
    earned = {name: broken(content, pages[name]) for name, (content, _) in MOVED.items()}
    assert earned == {name: set(wanted) for name, (_, wanted) in MOVED.items()}


def test_our_own_pages_are_right_in_every_distance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = {
        f"{path} {edition} {profile}": content
        for (path, edition, profile), content in own_documents().items()
    }
    pages = printed(documents, tmp_path, monkeypatch)
    wrong = {name: broken(content, pages[name]) for name, content in documents.items()}
    assert {name: what for name, what in wrong.items() if what} == {}


def test_a_sheet_is_one_page_however_many_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content, _ = MOVED["right"]
    pages = printed({"right": content}, tmp_path, monkeypatch)["right"].pages
    layout = recognise(measure(content, PATH))
    sheets = {}
    for count in (1, 2, 3, 7, 17, 24, 90):
        many = tuple(replace(pages[number % 2], number=number + 1) for number in range(count))
        name = Path(f"{'关于法治政府建设情况的报告' * 6}.docx")
        sheet = make_sheet(name, content, layout, PrintedPages(many, TAKEN, "LibreOffice"))
        sheets[f"{count}"] = write_sheet(sheet)
    (tmp_path / "again").mkdir()
    again = printed(sheets, tmp_path / "again", monkeypatch)
    assert {name: len(one.pages) for name, one in again.items()} == dict.fromkeys(sheets, 1)


def renumbered(content: bytes, *changes: tuple[str, str]) -> bytes:
    """The document with other footers in its last section."""
    made = parts(content)
    text = made["word/document.xml"].decode("utf-8")
    head, mark, last = text.rpartition("<w:sectPr>")
    for old, new in changes:
        assert old in last
        last = last.replace(old, new)
    made["word/document.xml"] = f"{head}{mark}{last}".encode()
    return pack(made)


def test_the_number_of_the_imprints_page_is_judged_both_ways(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """7.5: numbered unless a blank page comes before it; then neither is."""
    bare = replace(SUBMITTED, attachments=(), notes=())
    behind_odd, behind_blank = (
        write(replace(bare, blocks=(Paragraph((Text("短段落。"),)),) * count), norms.CLASSIC)
        for count in (32, 24)
    )
    documents = {
        "numbered behind an odd page": behind_odd,
        "without a number behind an odd page": renumbered(
            behind_odd, ("rIdFooterImprint", "rIdFooterBlank"), ("rIdFooterOdd", "rIdFooterBlank")
        ),
        "without a number behind a blank page": behind_blank,
        "numbered behind a blank page": renumbered(
            behind_blank,
            ('w:type="default" r:id="rIdFooterBlank"', 'w:type="default" r:id="rIdFooterOdd"'),
            ('w:type="even" r:id="rIdFooterBlank"', 'w:type="even" r:id="rIdFooterEven"'),
        ),
    }
    pages = printed(documents, tmp_path, monkeypatch)
    kept = {}
    for name, content in documents.items():
        layout = recognise(measure(content, PATH))
        verdicts = judge(PATH, layout, CheckOptions(), pages[name]).verdicts
        kept[name] = next(one.outcome for one in verdicts if one.code == "GW406") is ClauseOutcome.KEPT
        (alone,) = (
            one.outcome for one in judge(PATH, layout, CheckOptions(), None).verdicts if one.code == "GW406"
        )
        assert alone is ClauseOutcome.UNKNOWN, "a file does not show where its pages end"
    assert list(kept.values()) == [True, False, True, False]
