"""The marks of figures before the programs of an office: all but unseen on the page, kept when LibreOffice saves."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from fazhi_report.composition.report import Edition, compose
from fazhi_report.document.nodes import Document
from fazhi_report.norms.gbt9704 import CLASSIC, PROFILES
from fazhi_report.readers import docx
from fazhi_report.source.load import load
from fazhi_report.writers.docx.document import write
from fazhi_report.writers.package import pack
from printing import SECONDS, Line, Page, pages, print_pages, require_printing
from wordprocessing import parts

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("office")]

ROOT = Path(__file__).parents[2]
MOST_SHIFT = 1.5
"""Millimetres."""
MOST_REBROKEN = 4
"""Lines of a report."""
CASES: dict[str, tuple[Path, Edition]] = {
    "linhai": (ROOT / "data" / "2020.yaml", "publish"),
    "office": (ROOT / "examples" / "示例市司法局" / "data" / "2024.yaml", "submit"),
}


def example(case: str) -> Document:
    path, edition = CASES[case]
    report = load(path).report
    assert report is not None
    return compose(report, edition=edition)


def resaved(content: bytes, folder: Path) -> bytes:
    """The document as LibreOffice saves it."""
    if shutil.which("soffice") is None:
        if os.environ.get("FAZHI_OFFICE") == "required":
            pytest.fail("missing: LibreOffice (soffice)")
        pytest.skip("missing: LibreOffice (soffice)")
    (folder / "ours.docx").write_bytes(content)
    command = [
        "soffice",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--convert-to", "docx", "--outdir", str(folder / "saved"), str(folder / "ours.docx")),
    ]
    subprocess.run(command, timeout=SECONDS, capture_output=True, check=True)
    return (folder / "saved" / "ours.docx").read_bytes()


def test_marks_move_hardly_anything_in_libreoffice(tmp_path: Path) -> None:
    """It sets a line in pieces that end at bookmarks, and rounds the width of each: a limit that 0002 states.

    A line at its limit may so take a character more or less; pages begin and end with the same words.
    """
    require_printing()
    made = {
        f"{case}-{name}-{kind}": write(document, profile)
        for case in CASES
        for name, profile in PROFILES.items()
        for kind, document in (("marked", example(case)), ("bare", replace(example(case), facts=())))
    }
    printed = print_pages(made, tmp_path)
    for case in CASES:
        for name in PROFILES:
            marked, bare = (pages(printed[f"{case}-{name}-{kind}"]) for kind in ("marked", "bare"))
            assert ["".join(line.text for line in page.lines) for page in marked] == [
                "".join(line.text for line in page.lines) for page in bare
            ]
            assert [page.rules for page in marked] == [page.rules for page in bare]
            pairs = [pair for one, other in zip(marked, bare, strict=True) for pair in _lines(one, other)]
            assert [one.baseline for one, _ in pairs] == [other.baseline for _, other in pairs]
            shifts = [
                abs(here - there)
                for one, other in pairs
                if one.text == other.text
                for here, there in zip(one.starts, other.starts, strict=True)
            ]
            rebroken = sum(one.text != other.text for one, other in pairs)
            assert max(shifts) < MOST_SHIFT
            assert rebroken <= MOST_REBROKEN, rebroken


def _lines(one: Page, other: Page) -> list[tuple[Line, Line]]:
    return list(zip(one.lines, other.lines, strict=True))


@pytest.mark.parametrize("case", CASES)
def test_keys_live_through_libreoffice(case: str, tmp_path: Path) -> None:
    content = write(example(case), CLASSIC)
    ours, theirs = docx.read(content), docx.read(resaved(content, tmp_path))
    assert len(ours.figures) > 80
    assert theirs.figures == ours.figures
    assert theirs.doubts == ()


def test_a_figure_edited_between_two_savings_comes_back(tmp_path: Path) -> None:
    document = example("linhai")
    made = parts(resaved(write(document, CLASSIC), tmp_path))
    main = made["word/document.xml"].decode()
    assert main.count(">62<") == 1
    edited = {**made, "word/document.xml": main.replace(">62<", ">63<").encode()}
    figure = docx.read(pack(edited)).figures["normative_documents.reviewed"]
    assert figure.fields == {"value": "63件", "scope": "市政府规范性文件"}
