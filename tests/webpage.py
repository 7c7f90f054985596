"""Pages for the tests: how they are made, read by a parser of browsers, and which data they come from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import html5lib

from fazhi_report.commands.build import compose_file
from fazhi_report.composition.report import Edition
from fazhi_report.document.nodes import Document
from fazhi_report.norms.gbt9704 import CLASSIC
from fazhi_report.source.load import load
from fazhi_report.writers.formats import writer
from fazhi_report.writers.html.page import write_beside

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT / "data" / "2020.yaml"
OFFICE = ROOT / "examples" / "示例市司法局" / "data"

Element = Any
"""An element of html5lib's tree; its own types are not exported."""


@lru_cache
def composed(path: Path, edition: Edition = "publish") -> Document:
    """The document as ``build --format html`` makes it: it knows the other years."""
    report = load(path).report
    assert report is not None
    return compose_file(path, report, edition=edition, paged=True)


def page(document: Document) -> str:
    return writer("html")(document, CLASSIC).decode("utf-8")


def page_beside(document: Document) -> str:
    """The page as it is written beside the other formats."""
    sizes = {"docx": 50_000, "pdf": 230_000, "data.csv": 9_000, "data.json": 31_000, "dictionary.csv": 12_000}
    return write_beside(document, sizes, CLASSIC.look).decode("utf-8")


def parsed(html: str) -> Element:
    """The page as browsers read it; any fault of syntax is an error."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)


def text(element: Element) -> str:
    """What a reader reads: no style, no script."""
    if element.tag in {"style", "script"} or not isinstance(element.tag, str):
        return ""
    inner = "".join(text(child) + (child.tail or "") for child in element)
    return (element.text or "") + inner


def with_id(root: Element, name: str) -> Element:
    (found,) = (one for one in root.iter() if one.get("id") == name)
    return found


def with_class(root: Element, name: str) -> Iterator[Element]:
    return (one for one in root.iter() if name in (one.get("class") or "").split())


def folded(words: str) -> str:
    """The text after NFKC, without white space."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", words))
