"""The figures of a page of ours: the rows of its table by their keys, and the numbers of the text that lead there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from fazhi_report.norms.catalogue import catalogue
from fazhi_report.notation.figure import parse_figure
from fazhi_report.notation.references import KEY_PATTERN
from fazhi_report.readers.page_words import words_of
from fazhi_report.tree.raw import RawFigure

_ANCHOR = "figure-"
_STATUS = {"0": "zero", "未统计": "not_recorded", "不适用": "not_applicable"}
_FIELDS = {"口径": "scope", "时段": "period", "来源": "source", "说明": "note"}


def take_figures(root: etree._Element) -> dict[str, RawFigure]:
    """Read the figures, and turn the numbers that print them into references.

    What a figure was computed from is not on the page: it comes back as a plain value. One whose words are no
    figure (增长14.6%) stays words.

    Args:
        root: The page; links to figures become ``{{ key }}``.
    """
    figures: dict[str, RawFigure] = {}
    for key, row in _rows(root):
        text = "".join(words_of(cell) for cell in row.findall("td[@class='now']"))
        if key not in figures and (value := value_of(text)):
            figures[key] = RawFigure(text, value | _said(key, row))
    for link in root.iterfind(".//article[@id='report']//a[@class='datum']"):
        key = _key(str(link.get("href", "")).removeprefix("#"))
        if key in figures and words_of(link) == figures[key].text:
            for child in list(link):
                link.remove(child)
            link.text = f"{{{{ {key} }}}}"
    return figures


def _rows(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for row in root.iterfind(".//table[@class='facts']//tr[@id]"):
        if key := _key(str(row.get("id"))):
            yield key, row


def _key(anchor: str) -> str:
    """The key that an anchor names; empty where it names none."""
    key = unquote(anchor.removeprefix(_ANCHOR)) if anchor.startswith(_ANCHOR) else ""
    return key if is_key(key) else ""


def is_key(text: str) -> bool:
    """Whether a text is the key of a figure."""
    return bool(re.fullmatch(KEY_PATTERN, text))


def value_of(text: str) -> dict[str, str]:
    """Value or status in the shape of the data file; empty where the words are no figure."""
    if text in _STATUS:
        return {"status": _STATUS[text]}
    try:
        parse_figure(text)
    except ValueError:
        return {}
    return {"value": text}


def _said(key: str, row: etree._Element) -> dict[str, str]:
    """The name, where the catalogue has none, and what the page says of the figure."""
    said = {} if catalogue().get(key) else {"label": "".join(map(words_of, row.findall("th")))}
    for entry in row.iterfind(".//dl/div"):
        terms = [words_of(one) for one in entry]
        if len(terms) > 1 and terms[0] in _FIELDS:
            said[_FIELDS[terms[0]]] = terms[1]
    return said
