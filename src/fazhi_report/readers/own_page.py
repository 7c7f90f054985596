"""The reader of web pages written by this program; every element is recognised by its class."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

from fazhi_report.document.raw import (
    BlockRole,
    MergedCells,
    RawBlock,
    RawFigure,
    RawParagraph,
    RawTable,
    Removed,
    SourceDocument,
    filled,
    require_few_cells,
)
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.numbers.figure import parse_figure
from fazhi_report.text.references import KEY_PATTERN

SKIPPED = frozenset({"script", "style", "noscript", "template", "head", "title", "iframe", "object", "svg"})
"""Elements whose text is not read."""
_SPACES = re.compile(r"[ \t\r\n\f\xa0\u200b\ufeff]+")
_HAN = r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
_BETWEEN_HAN = re.compile(rf"(?<={_HAN})[ ]*\n[ ]*(?={_HAN})")


_WIDEST_SPAN = 64
_HIGHEST_SPAN = 400


def table_cells(table: etree._Element) -> tuple[list[tuple[str, ...]], tuple[MergedCells, ...]]:
    """Return the cells of a table by row, those covered by a merged one empty in their place; and the merged ones.

    Raises:
        FazhiError: These are too many cells.
    """
    rows: list[tuple[str, ...]] = []
    merged: list[MergedCells] = []
    # Column → how many more rows a cell above reaches down.
    covered: dict[int, int] = {}
    count = 0
    for at, row in enumerate(table.iter("tr")):
        made: list[str] = []
        reaching = {column: left - 1 for column, left in covered.items() if left > 1}
        for cell in row.iterchildren("td", "th"):
            while len(made) in covered:
                made.append("")
            wide, high = _span(cell, "colspan", _WIDEST_SPAN), _span(cell, "rowspan", _HIGHEST_SPAN)
            if wide > 1 or high > 1:
                merged.append(MergedCells(at, len(made), high, wide))
            if high > 1:
                reaching.update(dict.fromkeys(range(len(made), len(made) + wide), high - 1))
            made += [words_of(cell), *[""] * (wide - 1)]
        rows.append(tuple(made))
        covered = reaching
        count += len(made) + len(covered)
        require_few_cells(count)
    return rows, tuple(merged)


def _span(cell: etree._Element, name: str, most: int) -> int:
    """Return how many columns or rows a cell spans; 1 where it says nothing sensible."""
    text = str(cell.get(name, "1")).strip()
    return max(1, min(int(text), most)) if text.isascii() and text.isdigit() and len(text) < 6 else 1  # noqa: PLR2004


def words_of(element: etree._Element) -> str:
    """Return the text of an element without the white space of the source."""
    return clean(all_text(element))


def all_text(element: etree._Element) -> str:
    """Return the text of an element without scripts and styles."""
    parts = [element.text or ""]
    for child in element:
        if child.tag not in SKIPPED:
            parts.append("\n" if child.tag == "br" else all_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def source_line(element: etree._Element, default: int) -> int:
    """Return the source line of an element's start tag."""
    line: object = element.sourceline
    return line if isinstance(line, int) else default


def clean(text: str) -> str:
    """Return text without the white space of the source; no space remains where a source line ends in Chinese."""
    unwrapped = _BETWEEN_HAN.sub("", text.replace("\r", ""))
    return _SPACES.sub(" ", unwrapped).strip(" \u3000")


_ANCHOR = "figure-"
_STATUS = {"0": "zero", "未统计": "not_recorded", "不适用": "not_applicable"}
_FIELDS = {"口径": "scope", "时段": "period", "来源": "source", "说明": "note"}


def take_figures(root: etree._Element) -> dict[str, RawFigure]:
    """Read the figures, and replace the numbers that print them by references.

    The page does not contain calculations, so derived figures become plain values. A figure printed in words
    (增长14.6%) remains text.

    Args:
        root: The page; links to figures become ``{{ key }}``.
    """
    figures: dict[str, RawFigure] = {}
    for key, row in _rows(root):
        text = "".join(words_of(cell) for cell in row.findall("td[@class='now']"))
        if key not in figures and (value := value_of(text)):
            figures[key] = RawFigure(text, value | _data_of(key, row))
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
    """Return the key in an anchor; empty when it has none."""
    key = unquote(anchor.removeprefix(_ANCHOR)) if anchor.startswith(_ANCHOR) else ""
    return key if is_key(key) else ""


def is_key(text: str) -> bool:
    """Whether a text is the key of a figure."""
    return bool(re.fullmatch(KEY_PATTERN, text))


def value_of(text: str) -> dict[str, str]:
    """Return value or status as in the data file; empty when the text is not a figure."""
    if text in _STATUS:
        return {"status": _STATUS[text]}
    try:
        parse_figure(text)
    except ValueError:
        return {}
    return {"value": text}


def _data_of(key: str, row: etree._Element) -> dict[str, str]:
    """Return the data of a figure on the page, with its label when the catalogue has none."""
    data = {} if catalogue().get(key) else {"label": "".join(map(words_of, row.findall("th")))}
    for entry in row.iterfind(".//dl/div"):
        terms = [words_of(one) for one in entry]
        if len(terms) > 1 and terms[0] in _FIELDS:
            data[_FIELDS[terms[0]]] = terms[1]
    return data


_PARAGRAPHS: Mapping[str, BlockRole] = {
    "addressees": BlockRole.ADDRESSEE,
    "note": BlockRole.NOTE,
    "attachment-mark": BlockRole.ATTACHMENT_MARK,
    "table-note": BlockRole.TABLE_NOTE,
    "date": BlockRole.DATE,
    "organ-mark": BlockRole.ORGAN_MARK,
    "number": BlockRole.DOCUMENT_NUMBER,
    "mark": BlockRole.CORNER,
}
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_FROM_TABLE = "指标和键取自网页的“主要数据”；推算、分项和自述算法网页上没有，要用的请补写"
_OUTSIDE = "网页的目录、数据表和页脚"
_REPEATED = "网页的主要数据一览，数据表里都有"


def is_ours(root: etree._Element) -> bool:
    """Whether this program wrote the page."""
    return root.find(".//article[@id='report']/h1[@id='title']") is not None


def read(root: etree._Element, properties: Mapping[str, str]) -> SourceDocument:
    """Return the blocks of a page written by this program, each with its role."""
    figures = take_figures(root)
    walk = _Walk()
    walk.visit(root)
    return SourceDocument(
        tuple(walk.blocks),
        styled=True,
        removed=tuple(walk.removed),
        properties=properties,
        notes=(_FROM_TABLE,) if figures else (),
        figures=figures,
    )


@dataclass(slots=True)
class _Walk:
    blocks: list[RawBlock] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)

    def visit(self, element: etree._Element) -> None:
        for child in element:
            self._one(child, set(str(child.get("class", "")).split()))

    def _one(self, child: etree._Element, names: set[str]) -> None:
        if child.tag in SKIPPED or child.tag == "summary":
            return
        if "glance" in names:
            self.removed.append(Removed(words_of(child), source_line(child, 1), _REPEATED))
        elif child.tag in {"article", "body", "main", "html"} or names & {
            "page",
            "text",
            "masthead",
            "attachment",
            "publication",
            "end",
        }:
            self.visit(child)
        elif names & {"disclosure", "byline"}:
            for row in child:
                colon = "：" if child.tag == "dl" else ""
                self._add(
                    colon.join(words_of(one) for one in row) if colon else words_of(row), row, BlockRole.LABEL
                )
        elif child.tag == "nav" and "breadcrumb" in names:
            crumb = tuple(words_of(one) for one in child.iter("li"))
            self.blocks.append(
                RawParagraph(words_of(child), source_line(child, 1), BlockRole.CRUMB, breadcrumb=crumb)
            )
        elif _inside(child):
            self._element(child, names)
        elif text := words_of(child):
            self.removed.append(Removed(text, source_line(child, 1), _OUTSIDE))

    def _element(self, child: etree._Element, names: set[str]) -> None:
        if child.tag in {"h1", "h2"} and (child.tag == "h1" or "attachment-title" in names):
            role = BlockRole.TITLE if child.tag == "h1" else BlockRole.ATTACHMENT_TITLE
            self._add("\n".join(_lines(child)), child, role)
        elif child.tag in _HEADINGS:
            self._add(words_of(child), child, BlockRole.HEADING, level=_level(names))
        elif child.tag == "div":
            self._division(child, names)
        elif child.tag == "figure":
            self._table(child)
        else:
            self._plain(child, names)

    def _division(self, child: etree._Element, names: set[str]) -> None:
        if "run-in" in names:
            self._run_in(child)
        elif "table" in names:
            self._table(child)
        elif "attachment-note" in names:
            label = "".join(words_of(one) for one in child.findall("p"))
            for at, name in enumerate(child.iter("li")):
                self._add((label if at == 0 else "") + words_of(name), name, BlockRole.ATTACHMENT_NOTE)
        elif "signature" in names:
            for one in child:
                self._add(
                    words_of(one), one, BlockRole.DATE if one.get("class") == "date" else BlockRole.SIGNATURE
                )
        elif "imprint" in names:
            for one in child:
                spans = [words_of(span) for span in one.findall("span")]
                self._add("　".join(spans) if spans else words_of(one), one, BlockRole.IMPRINT)
        else:
            self._plain(child, names)

    def _plain(self, child: etree._Element, names: set[str]) -> None:
        role = next((_PARAGRAPHS[name] for name in names if name in _PARAGRAPHS), BlockRole.BODY)
        lines = [words_of(span) for span in child.findall("span")] if role is not BlockRole.BODY else []
        if role is BlockRole.ORGAN_MARK and lines:
            for line in lines:
                self._add(line, child, role)
        else:
            self._add("　".join(lines) if lines else words_of(child), child, role)

    def _run_in(self, child: etree._Element) -> None:
        heading, *rest = list(child)
        head = words_of(heading)
        level = _level(set(str(heading.get("class", "")).split()))
        body = "".join(words_of(one) for one in rest)
        self.blocks.append(
            RawParagraph(head + body, source_line(child, 1), BlockRole.RUN_IN, level=level, words=len(head))
        )

    def _table(self, child: etree._Element) -> None:
        table = child.find(".//table")
        # The numbers of a chart are a table below its drawing.
        caption = child.find("figcaption" if child.tag == "figure" else ".//caption")
        if caption is not None:
            self._add(words_of(caption), caption, BlockRole.CAPTION)
        if table is not None:
            rows, merged = table_cells(table)
            self.blocks.append(
                RawTable(_with_names(filled(rows), merged), source_line(table, 1), merged=merged)
            )
        for note in child.findall("p"):
            self._add(words_of(note), note, BlockRole.TABLE_NOTE)

    def _add(self, text: str, element: etree._Element, role: BlockRole, *, level: int = 0) -> None:
        if text:
            self.blocks.append(RawParagraph(text, source_line(element, 1), role, level=level))


def _with_names(
    rows: Sequence[tuple[str, ...]], merged: Iterable[MergedCells]
) -> tuple[tuple[str, ...], ...]:
    """The rows with the name of a group of rows in each of them, as the data file has it."""
    made = [list(row) for row in rows]
    for one in merged:
        for row in made[one.row + 1 : one.row + one.rows] if one.columns == 1 else ():
            row[one.column] = made[one.row][one.column]
    return tuple(map(tuple, made))


def _inside(element: etree._Element) -> bool:
    return any(parent.tag == "article" and parent.get("id") == "report" for parent in element.iterancestors())


def _lines(element: etree._Element) -> Iterator[str]:
    spans = element.findall("span")
    yield from (words_of(span) for span in spans) if spans else [words_of(element)]


def _level(names: set[str]) -> int:
    return next((int(name[-1]) for name in names if name.startswith("level-")), 1)
