"""The Linhai report comes out with every character of the published page, read by eyes that did not write it."""

import re
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx2python import docx2python

from fazhi_report.composition.report import compose
from fazhi_report.norms.gbt9704 import PROFILES
from fazhi_report.source.load import load
from fazhi_report.writers.formats import writer

ROOT = Path(__file__).resolve().parents[2]
FIRST, LAST = "临海市人民政府:", "2021年2月28日"


def folded(text: str) -> str:
    """The text after NFKC, without white space."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def cut(text: str) -> str:
    """From the addressee to the date of issue, the last one."""
    text = folded(text)
    return text[text.index(FIRST) : text.rindex(LAST) + len(LAST)]


@pytest.fixture(scope="module")
def seed() -> str:
    page = (ROOT / "tests" / "data_files" / "linhai-2020.txt").read_text(encoding="utf-8")
    return cut(page)


@pytest.mark.parametrize("profile", PROFILES)
def test_the_docx_holds_every_character(seed: str, profile: str, tmp_path: Path) -> None:
    report = load(ROOT / "data" / "2020.yaml").report
    assert report is not None
    path = tmp_path / "report.docx"
    path.write_bytes(writer("docx")(compose(report), PROFILES[profile]))
    with docx2python(path) as read:
        assert cut(read.text) == seed


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words = ""

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_markdown_holds_every_character(seed: str) -> None:
    report = load(ROOT / "data" / "2020.yaml").report
    assert report is not None
    from markdown_it import MarkdownIt  # noqa: PLC0415  (rich brings it along)

    words = _Words()
    words.feed(
        MarkdownIt("commonmark")
        .enable("table")
        .render(writer("md")(compose(report), PROFILES["classic"]).decode())
    )
    assert cut(words.words) == seed
