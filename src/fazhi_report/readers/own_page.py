"""A web page that this program wrote: every element by its class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from fazhi_report.readers.page_words import all_text, cells, clean, source_line
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
_OUTSIDE = "网页的目录、数据表和页脚"


def is_ours(root: etree._Element) -> bool:
    """Whether this program wrote the page."""
    return root.find(".//article[@id='report']/h1[@id='title']") is not None


def read(root: etree._Element, properties: Mapping[str, str]) -> Scan:
    """The blocks of a page of ours, each with its role."""
    walk = _Walk()
    walk.visit(root)
    return Scan(tuple(walk.blocks), styled=True, removed=tuple(walk.removed), properties=properties)


@dataclass(slots=True)
class _Walk:
    blocks: list[RawBlock] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)

    def visit(self, element: etree._Element) -> None:
        for child in element:
            self._one(child, set(str(child.get("class", "")).split()))

    def _one(self, child: etree._Element, names: set[str]) -> None:
        match child.tag:
            case "script" | "style" | "head" | "noscript":
                return
            case "dl" if "disclosure" in names:
                for row in child:
                    self._add("：".join(clean(all_text(one)) for one in row), child, Role.LABEL)
            case "ul" if "byline" in names:
                for row in child:
                    self._add(clean(all_text(row)), row, Role.LABEL)
            case "nav" if "breadcrumb" in names:
                crumb = tuple(clean(all_text(one)) for one in child.iter("li"))
                text = clean(all_text(child))
                self.blocks.append(RawParagraph(text, source_line(child, 1), Role.CRUMB, breadcrumb=crumb))
            case "article" | "body" | "main" | "html":
                self.visit(child)
            case "div" if names & {"page", "text", "masthead"}:
                self.visit(child)
            case "section" if "attachment" in names:
                self.visit(child)
            case _ if child.getparent() is not None and _inside(child):
                self._element(child, names)
            case _:
                text = clean(all_text(child))
                if text:
                    self.removed.append(Removed(text, source_line(child, 1), _OUTSIDE))

    def _element(self, child: etree._Element, names: set[str]) -> None:
        match child.tag:
            case "h1":
                self._add("\n".join(_lines(child)), child, Role.TITLE)
            case "h2" if "attachment-title" in names:
                self._add("\n".join(_lines(child)), child, Role.ATTACHMENT_TITLE)
            case "h2" | "h3" | "h4" | "h5" | "h6":
                self._add(clean(all_text(child)), child, Role.HEADING, level=_level(names))
            case "div" if "run-in" in names:
                self._run_in(child)
            case "div" if "table" in names:
                self._table(child)
            case "div" if "attachment-note" in names:
                label = "".join(clean(all_text(one)) for one in child.findall("p"))
                for at, name in enumerate(child.iter("li")):
                    self._add((label if at == 0 else "") + clean(all_text(name)), name, Role.ATTACHMENT_NOTE)
                if child.find(".//li") is None:
                    self._add(clean(all_text(child)), child, Role.ATTACHMENT_NOTE)
            case "div" if "signature" in names:
                for one in child:
                    role = Role.DATE if one.get("class") == "date" else Role.SIGNATURE
                    self._add(clean(all_text(one)), one, role)
            case "div" if "imprint" in names:
                for one in child:
                    spans = [clean(all_text(span)) for span in one.findall("span")]
                    self._add("　".join(spans) if spans else clean(all_text(one)), one, Role.IMPRINT)
            case _:
                self._plain(child, names)

    def _plain(self, child: etree._Element, names: set[str]) -> None:
        role = next((_PARAGRAPHS[name] for name in names if name in _PARAGRAPHS), Role.BODY)
        lines = [clean(all_text(span)) for span in child.findall("span")] if role is not Role.BODY else []
        if role is Role.SECRECY:
            self._mark(child)
        elif role is Role.ORGAN_MARK and lines:
            for line in lines:
                self._add(line, child, role)
        else:
            self._add("　".join(lines) if lines else clean(all_text(child)), child, role)

    def _mark(self, child: etree._Element) -> None:
        """份号, 密级 and 紧急程度 share a class; their words tell them apart."""
        said = clean(all_text(child))
        role = Role.COPY_NUMBER if said.isdigit() else Role.URGENCY if said in {"特急", "加急"} else Role.SECRECY
        self._add(said, child, role)

    def _run_in(self, child: etree._Element) -> None:
        heading, *rest = list(child)
        head = clean(all_text(heading))
        level = _level(set(str(heading.get("class", "")).split()))
        body = "".join(clean(all_text(one)) for one in rest)
        self.blocks.append(
            RawParagraph(head + body, source_line(child, 1), Role.RUN_IN, level=level, words=len(head))
        )

    def _table(self, child: etree._Element) -> None:
        table = child.find(".//table")
        caption = child.find(".//caption")
        if caption is not None:
            self._add(clean(all_text(caption)), caption, Role.CAPTION)
        if table is not None:
            rows = tuple(tuple(cells(row)) for row in table.iter("tr"))
            self.blocks.append(RawTable(rows, source_line(table, 1)))
        for note in child.findall("p"):
            self._add(clean(all_text(note)), note, Role.TABLE_NOTE)

    def _add(self, text: str, element: etree._Element, role: Role, *, level: int = 0) -> None:
        if text:
            self.blocks.append(RawParagraph(text, source_line(element, 1), role, level=level))


def _inside(element: etree._Element) -> bool:
    return any(parent.tag == "article" and parent.get("id") == "report" for parent in element.iterancestors())


def _lines(element: etree._Element) -> Iterator[str]:
    spans = element.findall("span")
    yield from (clean(all_text(span)) for span in spans) if spans else [clean(all_text(element))]


def _level(names: set[str]) -> int:
    return next((int(name[-1]) for name in names if name.startswith("level-")), 1)
