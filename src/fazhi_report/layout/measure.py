"""Any .docx to its measured layout.

- [x] styles with their chains, defaults, themes, direct formatting, character styles, toggle properties
- [x] tables, nested ones too; frames and text boxes; numbers of lists; footers; grids; sections
- [x] tracked changes as if accepted; hidden words left out
- [ ] conditional formatting of table styles (first row, bands); contextual spacing; text in pictures
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from lxml import etree

from fazhi_report.layout import looks
from fazhi_report.layout.facts import (
    NONE,
    PAGE_FIELD,
    Anchor,
    Burden,
    Cell,
    Fonts,
    Footer,
    Layout,
    Paragraph,
    Run,
    Section,
)
from fazhi_report.layout.looks import Looks
from fazhi_report.layout.sections import section
from fazhi_report.layout.shapes import anchor, is_red_line
from fazhi_report.norms.length import Length
from fazhi_report.wordfile.lists import Lists, numbered
from fazhi_report.wordfile.package import Package, open_package
from fazhi_report.wordfile.properties import Styles, Theme, flat
from fazhi_report.wordfile.wml import MC, W, alternatives, child, is_on, local, value

_PASSED = frozenset(
    {"sdt", "sdtContent", "smartTag", "customXml", "ins", "moveTo", "hyperlink", "dir", "bdo"}
)
# What belongs to a page's number: 第 1 页 共 8 页, - 1 -, 1/8.
_BESIDE_NUMBER = re.compile(f"[\\s{PAGE_FIELD}0-9第页共—–―─-]|/")
_GONE = frozenset({"del", "moveFrom"})
_REVISIONS = frozenset({"ins", "del", "moveTo", "moveFrom"})
_MARKS = {
    "tab": "\t",
    "cr": "\n",
    "noBreakHyphen": "-",
    "softHyphen": "",
    "ptab": "\t",
    "pgNum": PAGE_FIELD,
    "sym": "\u25a1",
}
_COUNTED = {
    "footnoteReference": "notes",
    "endnoteReference": "notes",
    "commentReference": "comments",
    "object": "pictures",
}


def measure(data: bytes, path: PurePath) -> Layout:
    """Measure the bytes of a .docx.

    Args:
        data: The file.
        path: Its name, for findings.

    Raises:
        FazhiError: It is none, or one that `fazhi_report.wordfile.package` does not let in.
    """
    package = open_package(data)
    return _Measure.of(package).layout(path)


@dataclass(slots=True)
class _Context:
    """Where the reading stands."""

    table: str = ""
    cell: Cell | None = None
    anchor: Anchor | None = None


@dataclass(slots=True)
class _Measure:
    package: Package
    body: etree._Element
    settings: etree._Element | None
    looks: Looks
    lists: Lists
    sections: list[Section] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    at: int = 0
    tables: int = 0
    depth: int = 0
    burden: Counter[str] = field(default_factory=Counter)
    footers: dict[str, Footer] = field(default_factory=dict)

    @classmethod
    def of(cls, package: Package) -> _Measure:
        root = package.xml(package.main)
        body = child(root, "body")
        settings = package.related("settings")
        theme = Theme.read(package.related("theme"), settings)
        made = Looks(Styles.read(package.related("styles")), theme)
        empty = etree.Element(f"{W}body")
        return cls(
            package, empty if body is None else body, settings, made, Lists.read(package.related("numbering"))
        )

    def layout(self, path: PurePath) -> Layout:
        self._read_sections()
        self._blocks(self.body, _Context())
        self._read_headers()
        return Layout(
            path,
            tuple(self.paragraphs),
            tuple(self.sections),
            even_and_odd=self._switch("evenAndOddHeaders"),
            burden=Burden(**self.burden),
        )

    def _switch(self, name: str) -> bool:
        found = child(self.settings, name)
        return found is not None and is_on(value(found) or "1")

    def _read_sections(self) -> None:
        ends: list[etree._Element | None] = [
            one for one in self.body.iter(f"{W}sectPr") if _ends_section(one)
        ]
        parts = self.package.targets(self.package.main)
        for properties in ends or [None]:
            inherited = self.sections[-1].footers if self.sections else {}

            def footer(key: str) -> Footer | None:
                kind, part = parts.get(key, ("", ""))
                return self._footer(part) if kind == "footer" else None

            self.sections.append(
                section(properties, inherited, footer, gutter_on_top=self._switch("gutterAtTop"))
            )

    def _read_headers(self) -> None:
        for kind, part in self.package.targets(self.package.main).values():
            root = self.package.xml(part) if kind == "header" else None
            words = () if root is None else (one.text or "" for one in root.iter(f"{W}t"))
            self.burden["headers"] += bool("".join(words).strip())

    def _footer(self, part: str) -> Footer | None:
        """A footer, measured once however many sections refer to it."""
        root = self.package.xml(part)
        if root is not None and part not in self.footers:
            self.footers[part] = self._measured_footer(root)
        return self.footers.get(part)

    def _measured_footer(self, root: etree._Element) -> Footer:
        inner = _Measure(self.package, root, self.settings, self.looks, Lists(), list(self.sections))
        inner._blocks(root, _Context())
        self.burden["footers"] += sum(bool(_BESIDE_NUMBER.sub("", one.words)) for one in inner.paragraphs)
        return Footer(tuple(inner.paragraphs))

    def _section(self) -> Section | None:
        return self.sections[min(self.at, len(self.sections) - 1)] if self.sections else None

    def _blocks(self, parent: etree._Element, context: _Context) -> None:
        for entry in parent:
            name = local(entry)
            if name == "p":
                self._paragraph(entry, context)
            elif name == "tbl":
                self._table(entry, context)
            elif name in _PASSED:
                self.burden["revisions"] += name in _REVISIONS
                self._blocks(entry, context)
            elif entry.tag == f"{MC}AlternateContent":
                for choice in alternatives(entry):
                    self._blocks(choice, context)

    def _table(self, table: etree._Element, context: _Context) -> None:
        self.burden["nested_tables"] += context.cell is not None
        number, self.tables = self.tables, self.tables + 1
        style = value(table, "tblPr/tblStyle") or self.looks.styles.defaults.get("table", "")
        floating = child(table, "tblPr/tblpPr")
        where = context.anchor if floating is None else Anchor(value(floating, name="tblpYSpec") == "bottom")
        for row, entry in enumerate(_within(table, "tr")):
            for column, cell in enumerate(_within(entry, "tc")):
                self.burden["merged_cells"] += child(cell, "tcPr/vMerge") is not None
                self.burden["merged_cells"] += child(cell, "tcPr/gridSpan") is not None
                inner = _Context(style, context.cell or Cell(number, row, column), where)
                self._blocks(cell, inner)

    def _paragraph(self, entry: etree._Element, context: _Context) -> None:
        properties = child(entry, "pPr")
        direct = flat(properties)
        key = direct.get("pStyle.val") or self.looks.styles.defaults.get("paragraph", "")
        styled = self.looks.styles.paragraph(key, context.table, {}, direct)
        level = self.lists.level(styled) if numbered(styled) else None
        resolved = (
            styled
            if level is None
            else self.looks.styles.paragraph(key, context.table, level.paragraph, direct)
        )
        label = self.lists.next(styled) if level is not None else ""
        reader = _Words(self, key, context.table)
        reader.read(entry)
        mark = self.looks.run("", key, context.table, flat(child(properties, "rPr"))) or Run(
            "", _NO_FONTS, NONE
        )
        made = self._made(resolved, reader, mark, label, context)
        named = self.looks.styles.by_id.get(key)
        self.paragraphs.append(replace(made, style=named.name if named else ""))
        for box, where in reader.boxes:
            self._blocks(box, _Context("", context.cell, where))
        if child(properties, "sectPr") is not None:
            self.at += 1

    def _made(
        self, resolved: dict[str, str], reader: _Words, mark: Run, label: str, context: _Context
    ) -> Paragraph:
        runs = tuple(reader.runs)
        size = runs[0].size if runs else mark.size
        at = self._section()
        pitch = at.line_pitch if at is not None else NONE
        places = looks.indents(resolved, size)
        return Paragraph(
            number=len(self.paragraphs) + 1,
            runs=runs,
            label=label,
            align=looks.align(resolved),
            left=places.left,
            right=places.right,
            first=places.first,
            first_chars=places.first_chars,
            before=looks.room(resolved, "before", pitch),
            after=looks.room(resolved, "after", pitch),
            line=looks.line(resolved),
            snap=is_on(resolved.get("snapToGrid.val", "1")),
            outline=looks.outline(resolved),
            page_break=reader.opens_page or is_on(resolved.get("pageBreakBefore.val")),
            tabs=looks.tabs(resolved),
            borders=tuple(looks.borders(resolved)),
            fill=resolved.get("shd.fill", "").replace("auto", ""),
            anchor=context.anchor or looks.frame(resolved, at.top if at is not None else NONE),
            cell=context.cell,
            section=self.at,
            mark=mark,
            drawing=reader.drawing,
            red_line=reader.red_line,
        )

    def top(self) -> Length:
        """The upper margin where the reading stands."""
        at = self._section()
        return NONE if at is None else at.top


_NO_FONTS = Fonts()


@dataclass(slots=True)
class _Words:
    """The words of one paragraph, and what hangs on it."""

    owner: _Measure
    paragraph: str
    table: str
    said: list[tuple[Run, list[str]]] = field(default_factory=list)
    boxes: list[tuple[etree._Element, Anchor]] = field(default_factory=list)
    drawing: bool = False
    red_line: bool = False
    opens_page: bool = False
    fields: list[str] = field(default_factory=list)
    showing: list[bool] = field(default_factory=list)

    def read(self, parent: etree._Element) -> None:
        for entry in parent:
            name = local(entry)
            if name == "r":
                self._run(entry)
            elif name in _PASSED:
                self.owner.burden["revisions"] += name in _REVISIONS
                self.owner.burden["links"] += name == "hyperlink"
                self.read(entry)
            elif name == "fldSimple":
                self._simple_field(entry)
            elif name in _GONE:
                self.owner.burden["revisions"] += 1
            elif name in {"oMath", "oMathPara"}:
                self.owner.burden["formulas"] += 1
            elif entry.tag == f"{MC}AlternateContent":
                for choice in alternatives(entry):
                    self.read(choice)

    def _simple_field(self, entry: etree._Element) -> None:
        if _is_page(value(entry, name="instr") or ""):
            first = child(entry, "r/rPr")
            self._say(PAGE_FIELD, first)
        else:
            self.owner.burden["fields"] += 1
            self.read(entry)

    def _run(self, entry: etree._Element) -> None:
        properties = child(entry, "rPr")
        text = "".join(self._pieces(entry))
        if text:
            self._say(text, properties)

    def _say(self, text: str, properties: etree._Element | None) -> None:
        run = self.owner.looks.run(text, self.paragraph, self.table, flat(properties))
        if run is None:
            self.owner.burden["hidden"] += bool(text.strip())
            return
        look = replace(run, text="")
        if not self.said or self.said[-1][0] != look:
            self.said.append((look, []))
        self.said[-1][1].append(text)

    @property
    def runs(self) -> Iterator[Run]:
        """The words by their look: neighbours of one look are one run."""
        return (replace(look, text="".join(texts)) for look, texts in self.said)

    def _pieces(self, entry: etree._Element) -> Iterator[str]:
        for piece in entry:
            name = local(piece)
            if name == "fldChar":
                yield from self._field(value(piece, name="fldCharType") or "")
            elif name == "instrText" and self.fields:
                self.fields[-1] += piece.text or ""
            elif all(self.showing):
                yield from self._piece(piece, name)

    def _piece(self, piece: etree._Element, name: str) -> Iterator[str]:
        if name == "t":
            yield piece.text or ""
        elif name == "br":
            yield from self._break(value(piece, name="type") or "")
        elif name in _MARKS:
            yield _MARKS[name]
        elif name in {"drawing", "pict"} or piece.tag == f"{MC}AlternateContent":
            self._drawn(piece)
        elif name in _COUNTED:
            self.owner.burden[_COUNTED[name]] += 1

    def _break(self, kind: str) -> Iterator[str]:
        if kind == "page":
            # A page that breaks behind the words opens for the paragraph after; told there by its neighbours.
            self.opens_page = self.opens_page or not self.said
            yield "\f"
        elif kind != "column":
            yield "\n"

    def _field(self, step: str) -> Iterator[str]:
        """A field told in pieces: what it computes counts, its instruction does not."""
        if step == "begin":
            self.fields.append("")
            self.showing.append(False)
        elif step == "separate" and self.fields:
            self.showing[-1] = not _is_page(self.fields[-1])
            self.owner.burden["fields"] += self.showing[-1]
        elif step == "end" and self.fields:
            instruction = self.fields.pop()
            self.showing.pop()
            if _is_page(instruction):
                yield PAGE_FIELD

    def _drawn(self, piece: etree._Element) -> None:
        chosen = list(alternatives(piece)) if piece.tag == f"{MC}AlternateContent" else [piece]
        for drawn in chosen:
            boxes = [box for box in drawn.iter(f"{W}txbxContent") if not _is_within_box(box, drawn)]
            where = anchor(drawn, self.owner.top())
            self.boxes += [(box, where) for box in boxes]
            self.red_line = self.red_line or is_red_line(drawn)
            if not boxes:
                self.drawing = True
                self.owner.burden["pictures"] += 1


def _ends_section(properties: etree._Element) -> bool:
    """Whether section properties hold now; those of a tracked change held before."""
    parent = properties.getparent()
    return parent is not None and local(parent) in {"pPr", "body"}


def _is_page(instruction: str) -> bool:
    words = instruction.split()
    return bool(words) and words[0].upper() == "PAGE"


def _within(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, through whatever is wrapped around them."""
    for entry in parent:
        if local(entry) == name:
            yield entry
        elif local(entry) in _PASSED:
            yield from _within(entry, name)


def _is_within_box(box: etree._Element, drawn: etree._Element) -> bool:
    """Whether a text box lies within another of the same drawing, or in what old programs are given instead."""
    for ancestor in box.iterancestors():
        if ancestor is drawn:
            return False
        if local(ancestor) in {"txbxContent", "Fallback"}:
            return True
    return False
