"""A web page that this program wrote: every element by its class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from fazhi_report.readers.own_figures import take_figures
from fazhi_report.readers.page_words import SKIPPED, cells, source_line, words_of
from fazhi_report.tree.raw import RawBlock, RawParagraph, RawTable, Removed, Role, Scan

_PARAGRAPHS: Mapping[str, Role] = {
    "addressees": Role.ADDRESSEE,
    "note": Role.NOTE,
    "attachment-mark": Role.ATTACHMENT_MARK,
    "table-note": Role.TABLE_NOTE,
    "date": Role.DATE,
    "organ-mark": Role.ORGAN_MARK,
    "number": Role.DOCUMENT_NUMBER,
    "mark": Role.SECRECY,
}
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_FROM_TABLE = "指标和键取自网页的“主要数据”；推算、分项和自述算法网页上没有，要用的请补写"
_OUTSIDE = "网页的目录、数据表和页脚"


def is_ours(root: etree._Element) -> bool:
    """Whether this program wrote the page."""
    return root.find(".//article[@id='report']/h1[@id='title']") is not None


def read(root: etree._Element, properties: Mapping[str, str]) -> Scan:
    """The blocks of a page of ours, each with its role."""
    figures = take_figures(root)
    walk = _Walk()
    walk.visit(root)
    return Scan(
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
        if child.tag in SKIPPED:
            return
        if child.tag in {"article", "body", "main", "html"} or names & {
            "page",
            "text",
            "masthead",
            "attachment",
        }:
            self.visit(child)
        elif names & {"disclosure", "byline"}:
            for row in child:
                colon = "：" if child.tag == "dl" else ""
                self._add(
                    colon.join(words_of(one) for one in row) if colon else words_of(row), row, Role.LABEL
                )
        elif child.tag == "nav" and "breadcrumb" in names:
            crumb = tuple(words_of(one) for one in child.iter("li"))
            self.blocks.append(
                RawParagraph(words_of(child), source_line(child, 1), Role.CRUMB, breadcrumb=crumb)
            )
        elif _inside(child):
            self._element(child, names)
        elif text := words_of(child):
            self.removed.append(Removed(text, source_line(child, 1), _OUTSIDE))

    def _element(self, child: etree._Element, names: set[str]) -> None:
        if child.tag in {"h1", "h2"} and (child.tag == "h1" or "attachment-title" in names):
            role = Role.TITLE if child.tag == "h1" else Role.ATTACHMENT_TITLE
            self._add("\n".join(_lines(child)), child, role)
        elif child.tag in _HEADINGS:
            self._add(words_of(child), child, Role.HEADING, level=_level(names))
        elif child.tag == "div":
            self._division(child, names)
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
                self._add((label if at == 0 else "") + words_of(name), name, Role.ATTACHMENT_NOTE)
        elif "signature" in names:
            for one in child:
                self._add(words_of(one), one, Role.DATE if one.get("class") == "date" else Role.SIGNATURE)
        elif "imprint" in names:
            for one in child:
                spans = [words_of(span) for span in one.findall("span")]
                self._add("　".join(spans) if spans else words_of(one), one, Role.IMPRINT)
        else:
            self._plain(child, names)

    def _plain(self, child: etree._Element, names: set[str]) -> None:
        role = next((_PARAGRAPHS[name] for name in names if name in _PARAGRAPHS), Role.BODY)
        lines = [words_of(span) for span in child.findall("span")] if role is not Role.BODY else []
        if role is Role.SECRECY:
            self._mark(child)
        elif role is Role.ORGAN_MARK and lines:
            for line in lines:
                self._add(line, child, role)
        else:
            self._add("　".join(lines) if lines else words_of(child), child, role)

    def _mark(self, child: etree._Element) -> None:
        """份号, 密级 and 紧急程度 share a class; their words tell them apart."""
        said = words_of(child)
        role = (
            Role.COPY_NUMBER if said.isdigit() else Role.URGENCY if said in {"特急", "加急"} else Role.SECRECY
        )
        self._add(said, child, role)

    def _run_in(self, child: etree._Element) -> None:
        heading, *rest = list(child)
        head = words_of(heading)
        level = _level(set(str(heading.get("class", "")).split()))
        body = "".join(words_of(one) for one in rest)
        self.blocks.append(
            RawParagraph(head + body, source_line(child, 1), Role.RUN_IN, level=level, words=len(head))
        )

    def _table(self, child: etree._Element) -> None:
        table = child.find(".//table")
        caption = child.find(".//caption")
        if caption is not None:
            self._add(words_of(caption), caption, Role.CAPTION)
        if table is not None:
            rows = tuple(tuple(cells(row)) for row in table.iter("tr"))
            self.blocks.append(RawTable(rows, source_line(table, 1)))
        for note in child.findall("p"):
            self._add(words_of(note), note, Role.TABLE_NOTE)

    def _add(self, text: str, element: etree._Element, role: Role, *, level: int = 0) -> None:
        if text:
            self.blocks.append(RawParagraph(text, source_line(element, 1), role, level=level))


def _inside(element: etree._Element) -> bool:
    return any(parent.tag == "article" and parent.get("id") == "report" for parent in element.iterancestors())


def _lines(element: etree._Element) -> Iterator[str]:
    spans = element.findall("span")
    yield from (words_of(span) for span in spans) if spans else [words_of(element)]


def _level(names: set[str]) -> int:
    return next((int(name[-1]) for name in names if name.startswith("level-")), 1)
