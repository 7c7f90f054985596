"""The reader of saved web pages: text is joined within a paragraph, scripts are left out.

[x] Word's HTML: numbers split over spans, conditional comments, empty paragraphs
[x] tables, lists, line breaks; breadcrumbs by class; title and meta tags
[x] the element of the article; what lies outside it is marked, as are lines that are links
[x] pages written by this program, by their classes
[ ] words that only a script would fill in, frames, pictures
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree
from lxml import html as lxml_html

from fazhi_report.document.raw import (
    BlockRole,
    RawBlock,
    RawParagraph,
    RawTable,
    Removed,
    SourceDocument,
    filled,
)
from fazhi_report.errors import FazhiError
from fazhi_report.readers import own_page
from fazhi_report.readers.own_page import SKIPPED, all_text, clean, source_line, table_cells, words_of
from fazhi_report.readers.page_body import BLOCKS, CONTROLS, LEAST_LINKED, body_of
from fazhi_report.readers.text import decode

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_CRUMB = re.compile(r"bread|crumb|weizhi|position|location|dqwz|当前位置|面包屑", re.IGNORECASE)
MOST_DEPTH = 250
"""Deepest nesting that is read; the parser itself stops at 256."""
MOST_CHARACTERS = 4_000_000
"""Largest page that is parsed, in characters."""


MOST_ATTRIBUTES = 2_000
"""Most attributes of a tag: the parser holds each against all before it."""
_MOST_CRUMB = 200
"""Most elements within a breadcrumb."""
# Possessive: no text is gone through twice. A quote only counts behind an equals sign, as for the parser.
_TAG = re.compile(r"<[A-Za-z](?:[^>=]|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+")
_ATTRIBUTE = re.compile(r"[\s\"'/][A-Za-z_:.]")
_QUOTED = re.compile(r"=\s*+(?:\"[^\"]*+\"|'[^']*+')")


def read(data: bytes) -> SourceDocument:
    """Return the page's blocks in reading order.

    Raises:
        FazhiError: The bytes are not text, or the page is too large or too deeply nested.
    """
    text = _decoded(data)
    if len(text) > MOST_CHARACTERS:
        raise FazhiError(f"网页超过 {MOST_CHARACTERS // 10_000} 万字，没有继续读", "检查是不是选错了文件")
    if text.count("<") > MOST_CHARACTERS // 8:
        raise FazhiError("网页里的标签多得反常，没有继续读", "检查是不是选错了文件")
    _require_few_attributes(text)
    root = _parsed(text)
    if own_page.is_ours(root):
        return own_page.read(root, _properties(root))
    article = body_of(root)
    around = frozenset() if article is None else frozenset({article, *article.iterancestors()})
    walk = _Walk(article, around, outside=article is not None)
    walk.visit(root, 0)
    walk.flush()
    return SourceDocument(tuple(walk.blocks), removed=tuple(walk.removed), properties=_properties(root))


def _require_few_attributes(text: str) -> None:
    for tag in _TAG.finditer(text):
        # Few tags are so long; a picture within the page is one quoted value.
        if tag.end() - tag.start() > 2 * MOST_ATTRIBUTES:
            names = _QUOTED.sub('="" ', tag[0])
            if len(_ATTRIBUTE.findall(names)) > MOST_ATTRIBUTES:
                raise FazhiError(
                    f"网页里一个标签的属性超过 {MOST_ATTRIBUTES} 个，没有继续读",
                    "在浏览器里复制正文，存为 .txt 再试",
                )


def _decoded(data: bytes) -> str:
    declared = _CHARSET.search(data[:4096])
    if declared and declared[1].lower() in {b"gb2312", b"gbk", b"gb18030"}:
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            pass
    return decode(data)


def _parsed(text: str) -> etree._Element:
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    # The bytes passed here are UTF-8, whatever encoding the page declares.
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise FazhiError("网页是空的，或者不是网页", "用浏览器打开，另存为网页（.html）再试") from None
    if any("xcessive depth" in str(entry.message) for entry in parser.error_log):
        raise FazhiError("网页嵌套得太深，没有继续读", "在浏览器里复制正文，存为 .txt 再试")
    return root


@dataclass(slots=True)
class _Walk:
    """Collects inline words until a block ends.

    Args:
        article: The element of the article; None where nothing lies outside it.
        around: That element and those that contain it.
        outside: Whether the words being read lie outside the article.
    """

    article: etree._Element | None
    around: frozenset[etree._Element]
    outside: bool
    blocks: list[RawBlock] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    linked: int = 0
    line: int = 1
    gap: bool = False

    def visit(self, element: etree._Element, depth: int, *, link: bool = False) -> None:
        if element.tag in SKIPPED:
            return
        if depth > MOST_DEPTH:
            raise FazhiError(
                f"网页嵌套超过 {MOST_DEPTH} 层，没有继续读", "在浏览器里复制正文，存为 .txt 再试"
            )
        if self._taken_whole(element):
            return
        is_block = element.tag in BLOCKS
        if is_block or element.tag == "br":
            self.flush()
        if is_block:
            self.line = max(self.line, source_line(element, 1))
        was_outside = self.outside
        if element is self.article:
            self.outside = False
        link = link or element.tag == "a"
        self._add(element.text, link=link)
        for child in element:
            self.visit(child, depth + 1, link=link)
            self._add(child.tail, link=link)
        if is_block:
            self.flush()
        self.outside = was_outside

    def _taken_whole(self, element: etree._Element) -> bool:
        """Take a table, a breadcrumb, a form control or a hidden element as a whole; False for any other."""
        if element.tag in CONTROLS:
            self._remove(element, "网页上的按钮和选项")
        elif self._is_hidden(element):
            self._remove(element, "网页上看不见的文字")
        elif element.tag == "table" and element not in self.around and not _holds_layout(element):
            self.flush()
            self._table(element)
        elif element not in self.around and _is_crumb(element):
            self.flush()
            self._crumb(element)
        else:
            return False
        return True

    def _is_hidden(self, element: etree._Element) -> bool:
        return (
            self.article is not None
            and element not in self.around
            and _HIDDEN.search(str(element.get("style", ""))) is not None
        )

    def _remove(self, element: etree._Element, reason: str) -> None:
        if words := words_of(element):
            self.removed.append(Removed(words, source_line(element, self.line), reason))

    def _add(self, text: str | None, *, link: bool) -> None:
        if text:
            self.pending.append(text)
            self.linked += len(clean(text)) if link else 0

    def flush(self) -> None:
        text, linked = clean("".join(self.pending)), self.linked
        self.pending.clear()
        self.linked = 0
        if text:
            is_link = linked >= len(text) * LEAST_LINKED
            self.blocks.append(
                RawParagraph(text, self.line, gap=self.gap, outside=self.outside, linked=is_link)
            )
        self.gap = not text

    def _table(self, table: etree._Element) -> None:
        rows, merged = table_cells(table)
        padded = filled(rows)
        caption = table.find("caption")
        line = source_line(table, self.line)
        if caption is not None and words_of(caption):
            self.blocks.append(RawParagraph(words_of(caption), line, BlockRole.CAPTION, outside=self.outside))
        if any(cell for row in padded for cell in row):
            self.blocks.append(RawTable(padded, line, outside=self.outside, merged=merged))

    def _crumb(self, element: etree._Element) -> None:
        names = [clean(all_text(one)) for one in element.iter("a")]
        text = clean(all_text(element))
        if text:
            crumb = tuple(name for name in names if name)
            line = source_line(element, self.line)
            self.blocks.append(
                RawParagraph(text, line, BlockRole.CRUMB, breadcrumb=crumb, outside=self.outside)
            )


def _holds_layout(table: etree._Element) -> bool:
    """Whether a table only serves layout: it contains another table, or a cell with several paragraphs of prose."""
    if table.find(".//table") is not None:
        return True
    return any(len(cell.findall(".//p")) > 3 or len(cell.findall(".//div")) > 3 for cell in table.iter("td"))  # noqa: PLR2004


def _is_crumb(element: etree._Element) -> bool:
    if element.tag not in {"div", "ul", "ol", "nav", "p", "span", "td"}:
        return False
    names = " ".join(str(element.get(name, "")) for name in ("class", "id", "des", "aria-label"))
    if not _CRUMB.search(names):
        return False
    # No more than this is looked through: such elements may lie in each other.
    inside = [one.tag for one in islice(element.iter(), _MOST_CRUMB + 1)]
    return len(inside) <= _MOST_CRUMB and 1 <= inside.count("a") <= 12 and "p" not in inside[1:]  # noqa: PLR2004


def _properties(root: etree._Element) -> Mapping[str, str]:
    """Return title and meta tags, with names in lower case."""
    found = {}
    title = root.find(".//title")
    if title is not None and (title.text or "").strip():
        found["title"] = clean(title.text or "")
    for meta in root.iter("meta"):
        name, content = str(meta.get("name", "")).strip().lower(), clean(str(meta.get("content", "")))
        if name and content:
            found.setdefault(name, content)
    return found
