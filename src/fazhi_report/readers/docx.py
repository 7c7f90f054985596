"""The reader of .docx files, both foreign ones and those written by this program.

[x] paragraphs, tables, nested tables (their words), content controls, hyperlinks, insertions, text boxes
[x] automatic numbers: Chinese and Arabic, as printed
[x] styles of this program: every element by its role; its bookmarks: figures by their keys
[x] footnotes, page headers and footers, comments: listed as removed
[x] symbols and form fields: as the characters that they show; hidden words, ruby and EQ fields: listed as removed
[x] tracked changes: as if accepted, deleted paragraph marks and table rows too
[x] a page laid out in a table: as its paragraphs
[x] pictures and charts: counted, their alternative texts listed; the letters of formulas
[ ] the words inside pictures, charts and SmartArt
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from fazhi_report.document.raw import (
    BlockRole,
    RawBlock,
    RawDoubt,
    RawParagraph,
    RawTable,
    Removed,
    SourceDocument,
    filled,
)
from fazhi_report.docx_in.joined import goes_on, is_deleted_row, joined
from fazhi_report.docx_in.lists import Lists
from fazhi_report.docx_in.looks import Looks
from fazhi_report.docx_in.package import Package, open_package
from fazhi_report.docx_in.page_tables import page_tables, within
from fazhi_report.docx_in.properties import MC, Styles, Theme, W, child, flat, value, whole
from fazhi_report.docx_in.signs import BEYOND_WORDS, UNKNOWN_SIGN, beyond_words, field_code
from fazhi_report.errors import FazhiError
from fazhi_report.norms.elements import CORNER
from fazhi_report.readers.merged_cells import column_span, goes_on_below, merged_cells
from fazhi_report.readers.own_marks import (
    REFERENCED,
    Choice,
    is_fallback,
    pictures,
    shown,
    take_marks,
    words,
)
from fazhi_report.writers.row_groups import names_group

_HEADING = re.compile(r"^(?:heading|标题)\s*([1-4])$", re.IGNORECASE)
_DEEPEST = 4
_MARK_OF_OURS = "RunInHeading1"

OUR_ROLES: Mapping[str, tuple[BlockRole, int]] = {
    "Title": (BlockRole.TITLE, 0),
    **{f"Heading{level}": (BlockRole.HEADING, level) for level in range(1, 5)},
    **{f"RunInHeading{level}": (BlockRole.RUN_IN, level) for level in range(1, 5)},
    "Addressee": (BlockRole.ADDRESSEE, 0),
    "Caption": (BlockRole.CAPTION, 0),
    "TableNote": (BlockRole.TABLE_NOTE, 0),
    "AttachmentNote": (BlockRole.ATTACHMENT_NOTE, 0),
    "Signature": (BlockRole.SIGNATURE, 0),
    "Date": (BlockRole.DATE, 0),
    "Note": (BlockRole.NOTE, 0),
    "AttachmentMark": (BlockRole.ATTACHMENT_MARK, 0),
    "AttachmentTitle": (BlockRole.ATTACHMENT_TITLE, 0),
    **{one.style: (BlockRole.CORNER, 0) for one in CORNER},
    "OrganMark": (BlockRole.ORGAN_MARK, 0),
    "DocumentNumber": (BlockRole.DOCUMENT_NUMBER, 0),
    "Imprint": (BlockRole.IMPRINT, 0),
    "ImprintRule": (BlockRole.IMPRINT, 0),
}
"""Roles of this program's paragraph styles, by the identifiers of `fazhi_report.writers.docx.styles` (tested)."""


def style_of(paragraph: etree._Element, styles: Styles) -> str:
    """Return the identifier of a paragraph's style."""
    return value(paragraph, "pPr/pStyle") or styles.defaults.get("paragraph", "")


def foreign_role(key: str, styles: Styles) -> tuple[BlockRole, int]:
    """Return the role and heading level that a foreign style indicates: a title, a heading, or unknown."""
    chain = styles.chain(key)
    if chain and chain[-1].name.lower() in {"title", "标题"}:
        return BlockRole.TITLE, 0
    for style in reversed(chain):
        if match := _HEADING.match(style.name):
            return BlockRole.HEADING, int(match[1])
        outline = whole(style.paragraph.get("outlineLvl.val"))
        if outline is not None and 0 <= outline < _DEEPEST:
            return BlockRole.HEADING, outline + 1
    return BlockRole.UNKNOWN, 0


def runs_in(run: etree._Element) -> bool:
    """Whether a run has the character style of a run-in heading."""
    return bool(re.fullmatch("Heading[1-4]Char", value(run, "rPr/rStyle") or ""))


def is_ours(styles: Styles) -> bool:
    """Whether this program wrote the document, so that the roles of its paragraphs are certain."""
    return _MARK_OF_OURS in styles.by_id and styles.by_id[_MARK_OF_OURS].name == "段首标题一"


_FROM_MARKS = "指标和键取自本工具写在文件里的标记；推算、分项和自述算法文件里没有，要用的请补写"


def read(data: bytes, *, converted: bool = False) -> SourceDocument:
    """Return the document's blocks in reading order.

    Args:
        data: The file.
        converted: Whether LibreOffice just converted it from an old file.

    Raises:
        FazhiError: The file is not a .docx, or is damaged, encrypted or too large.
    """
    package = open_package(data, converted=converted)
    body = child(package.xml(package.main), "body")
    if body is None:
        raise FazhiError("文件里没有正文，不是完整的 Word 文档", "用 Word 或 WPS 打开后另存为 .docx 再试")
    marked = take_marks(package, body)
    styles = Styles.read(package.related("styles"))
    lists = Lists.read(package.related("numbering"))
    reading = _Reading(
        styles, lists, marked.lines, page_tables(body), Looks(styles, Theme()), ours=is_ours(styles)
    )
    reading.signs = beyond_words(body)
    blocks = tuple(reading.blocks(body))
    return SourceDocument(
        blocks,
        unit="段",
        styled=reading.ours,
        removed=(*reading.removed, *_around(package, len(blocks))),
        notes=(
            *filter(None, [package.outside]),
            *reading.notes,
            *reading.about_pictures(),
            *reading.about_signs(),
            *((_FROM_MARKS,) if marked.figures else ()),
        ),
        figures=marked.figures,
        doubts=(*marked.numbered_doubts(), *reading.doubts),
        edited=frozenset(marked.edited),
    )


@dataclass(slots=True)
class _Reading:
    """Reads a document body, counting automatic numbers and paragraphs on the way."""

    styles: Styles
    lists: Lists
    asked: dict[etree._Element, int]
    pages: frozenset[etree._Element]
    looks: Looks
    ours: bool
    line: int = 0
    gap: bool = False
    removed: list[Removed] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    pictured: list[int] = field(default_factory=list)
    doubts: list[RawDoubt] = field(default_factory=list)
    signs: Counter[str] = field(default_factory=Counter)
    bullets: int = 0

    def blocks(self, parent: etree._Element) -> Iterator[RawBlock]:
        for entry in parent:
            match entry.tag:
                case str() as tag if tag == f"{W}p":
                    yield from self._paragraph(entry)
                case str() as tag if tag == f"{W}tbl":
                    yield from self._table(entry)
                case str() as tag if tag in {
                    f"{W}sdt",
                    f"{W}sdtContent",
                    f"{W}ins",
                    f"{W}customXml",
                    f"{W}moveTo",
                }:
                    yield from self.blocks(entry)
                case str() as tag if tag == f"{MC}AlternateContent":
                    choice = entry.find(f"{MC}Choice")
                    yield from self.blocks(entry if choice is None else choice)
                case _:
                    self._deleted(entry)

    def _paragraph(self, element: etree._Element) -> Iterator[RawBlock]:
        parts = joined(element)
        if goes_on(element):
            return
        self.line += 1
        for part in parts:
            self._deleted(part)
            self._pictures(part)
            self._set_aside(part)
        self._tell(parts)
        style = style_of(element, self.styles)
        text = self._number(element) + "".join(map(self._shown, parts))
        for box in (box for part in parts for box in part.iter(f"{W}txbxContent")):
            if not is_fallback(box):
                yield from self.blocks(box)
        if not text.strip():
            self.gap = True
            return
        yield self._roled(element, style, text)
        self.gap = False

    def _roled(self, element: etree._Element, style: str, text: str) -> RawParagraph:
        raw = RawParagraph(text, self.line, gap=self.gap)
        if self.ours:
            role, level = OUR_ROLES.get(style, (BlockRole.BODY, 0))
            head = self._shown(element, runs_in) if role is BlockRole.RUN_IN else ""
            return replace(raw, role=role, level=level, words=len(head))
        role, level = foreign_role(style, self.styles)
        return replace(raw, role=role, level=level)

    def _number(self, element: etree._Element) -> str:
        """Count a paragraph of a list, and return its automatic number; empty for none and for a bullet."""
        style = style_of(element, self.styles)
        properties = self.styles.paragraph(style, "", {}, flat(child(element, "pPr")))
        level = self.lists.level(properties)
        self.bullets += level is not None and level.bullet
        return self.lists.next(properties)

    def _shown(self, element: etree._Element, chosen: Choice | None = None) -> str:
        """Return the text of a paragraph without its hidden runs."""
        style = style_of(element, self.styles)
        return words(element, lambda run: not self._hides(run, style) and (chosen is None or chosen(run)))

    def _hides(self, run: etree._Element, style: str) -> bool:
        """Whether a run of a paragraph with a style is hidden."""
        return self.looks.run("", style, "", flat(child(run, "rPr"))) is None

    def _set_aside(self, paragraph: etree._Element) -> None:
        """Record what a paragraph holds and the data do not: hidden words, ruby and the codes of EQ fields."""
        found: list[tuple[str, str]] = []
        style = style_of(paragraph, self.styles)
        for one in shown(paragraph):
            if one.tag == f"{W}r" and self._hides(one, style):
                found.append((words(one), "隐藏的文字"))
            elif one.tag == f"{W}ruby":
                found.append(("".join(map(words, one.iterfind(f"{W}rt"))), "拼音"))
        for one in paragraph.iter(f"{W}instrText", f"{W}fldSimple"):
            if code := field_code(one):
                found.append((code, "公式域等（EQ、SYMBOL）的代码"))
                self.doubts.append(
                    RawDoubt("", "这里有公式域等（EQ、SYMBOL）拼出来的字，读不出，请对照原文补上", self.line)
                )
        self.removed += [Removed(text, self.line, reason) for text, reason in found if text.strip()]
        if lacking := self._shown(paragraph).count(UNKNOWN_SIGN):
            said = f"这里有 {lacking} 个符号认不出，写成了“{UNKNOWN_SIGN}”，请对照原文改"
            self.doubts.append(RawDoubt("", said, self.line))

    def _table(self, element: etree._Element) -> Iterator[RawBlock]:
        if element in self.pages or self._holds_mark(element):
            for row in within(element, "tr"):
                for cell in within(row, "tc"):
                    yield from self.blocks(cell)
            return
        self.line += 1
        self._deleted(element)
        self._pictures(element)
        for paragraph in element.iter(f"{W}p"):
            self._set_aside(paragraph)
        self._tell(element.iter(f"{W}p") if self.asked else ())
        elements = [row for row in within(element, "tr") if not is_deleted_row(row)]
        padded = filled(_without_merges([list(self._cells(row)) for row in elements]))
        if any(cell for row in padded for cell in row):
            yield RawTable(padded, self.line, merged=tuple(merged_cells(elements)))
        self.gap = False

    def _holds_mark(self, table: etree._Element) -> bool:
        """Whether a table of our own file sets names of organs and 文件 side by side."""
        styles = {style_of(one, self.styles) for one in table.iter(f"{W}p")} if self.ours else set()
        return {OUR_ROLES.get(one, (None, 0))[0] for one in styles} == {BlockRole.ORGAN_MARK}

    def _cells(self, row: etree._Element) -> Iterator[_ReadCell]:
        for cell in within(row, "tc"):
            ends = (one for one in cell.iter(f"{W}p") if not (is_fallback(one) or goes_on(one)))
            texts = [self._number(one) + "".join(map(self._shown, joined(one))) for one in ends]
            is_lower = goes_on_below(cell)
            yield _ReadCell("\n".join(filter(None, map(str.strip, texts))), is_lower)
            yield from [_ReadCell("", is_lower)] * (column_span(cell) - 1)

    def _tell(self, elements: Iterable[etree._Element]) -> None:
        for element in elements:
            if element in self.asked:
                self.asked[element] = self.line

    def _pictures(self, element: etree._Element) -> None:
        for text in pictures(element):
            self.pictured.append(self.line)
            if text.strip():
                self.removed.append(Removed(text.strip(), self.line, "图片或图表的替代文字"))

    def about_pictures(self) -> Iterator[str]:
        """Yield the messages about pictures, which a data file cannot contain."""
        if self.pictured:
            places = "、".join(map(str, dict.fromkeys(self.pictured)))
            yield f"有 {len(self.pictured)} 张图片或图表没有导入（原文第 {places} 段）"

    def about_signs(self) -> Iterator[str]:
        """Yield the messages about symbols and form fields, and about the signs of bullets."""
        told = [
            f"{BEYOND_WORDS[name]} {self.signs[name]} 处"
            for name in ("symbols", "form_fields")
            if self.signs[name]
        ]
        if told:
            yield f"{'、'.join(told)}，按印出来的样子收成文字，请对照原文"
        if self.signs["lettering"]:
            yield f"{BEYOND_WORDS['lettering']} {self.signs['lettering']} 处，只收了文字，请对照原文"
        if self.bullets:
            yield f"项目符号 {self.bullets} 处没有收，各条的文字都在"

    def _deleted(self, element: etree._Element) -> None:
        deleted = element.iter(f"{W}delText")
        moved = (text for one in element.iter(f"{W}moveFrom") for text in one.iter(f"{W}t"))
        for texts, what in ((deleted, "已删去"), (moved, "已移走")):
            text = "".join(node.text or "" for node in texts)
            if not text.strip():
                continue
            self.removed.append(Removed(text, max(self.line, 1), f"修订标记中{what}的文字"))
            note = "文件带有修订标记：插入的算正文，删去的不算"
            if note not in self.notes:
                self.notes.append(note)


@dataclass(frozen=True, slots=True)
class _ReadCell:
    """The words of a cell, and whether it is the lower part of a merged one."""

    text: str
    is_lower: bool


def _without_merges(rows: Sequence[Sequence[_ReadCell]]) -> tuple[tuple[str, ...], ...]:
    """Return the texts of the cells; the merged name of a group at the left of the rows stands in each of them."""
    made: list[tuple[str, ...]] = []
    for at, row in enumerate(rows):
        texts: list[str] = []
        named = at > 1
        for column, cell in enumerate(row):
            above = made[-1][column] if named and column < len(made[-1]) else ""
            named = named and cell.is_lower and names_group(above)
            texts.append(cell.text or (above if named else ""))
        made.append(tuple(texts))
    return tuple(made)


def _around(package: Package, last: int) -> Iterator[Removed]:
    """Yield the texts outside the body as removed."""
    for prefix, reason in REFERENCED.items():
        for name in sorted(package.names):
            root = package.xml(name) if name.startswith(prefix) and name.endswith(".xml") else None
            lines = [] if root is None else filter(None, map(words, root.iter(f"{W}p")))
            text = "\n".join(lines).strip()
            if text:
                yield Removed(text, max(last, 1), reason)
