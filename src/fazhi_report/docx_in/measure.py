"""The measurement of the layout of any .docx.

- [x] styles with their chains, defaults, themes, direct formatting, character styles, toggle properties
- [x] tables, nested ones too; frames and text boxes; numbers of lists; footers; grids; sections
- [x] tracked changes as if accepted; hidden text left out
- [ ] conditional formatting of table styles (first row, bands); contextual spacing; text in pictures
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from lxml import etree

from fazhi_report.docx_in import looks
from fazhi_report.docx_in.facts import (
    NONE,
    PAGE_FIELD,
    Anchor,
    Cell,
    Fonts,
    Footer,
    Layout,
    MeasuredParagraph,
    OtherContent,
    PageSection,
    Run,
)
from fazhi_report.docx_in.inline import PASSED, REVISIONS, InlineText
from fazhi_report.docx_in.joined import goes_on, is_deleted_row, joined
from fazhi_report.docx_in.lists import Lists, numbered
from fazhi_report.docx_in.looks import Looks, section
from fazhi_report.docx_in.package import Package, open_package
from fazhi_report.docx_in.page_tables import page_tables, within
from fazhi_report.docx_in.properties import (
    MC,
    Styles,
    Theme,
    W,
    alternatives,
    child,
    flat,
    is_on,
    local,
    value,
)
from fazhi_report.docx_in.signs import DRAWN, beyond_words
from fazhi_report.norms.length import Length

# Text that belongs to a page number: 第 1 页 共 8 页, - 1 -, 1/8.
_BESIDE_NUMBER = re.compile(f"[\\s{PAGE_FIELD}0-9第页共—–―─-]|/")


def measure(data: bytes, path: PurePath) -> Layout:
    """Measure the bytes of a .docx.

    Args:
        data: The file.
        path: Its name, for findings.

    Raises:
        FazhiError: It is not a .docx, or one that `fazhi_report.docx_in.package` refuses.
    """
    return measure_file(data, path).layout


@dataclass(frozen=True, slots=True)
class MeasuredFile:
    """A .docx with its measured layout, for code that edits the file.

    Args:
        package: Its parts.
        layout: Its measured layout.
        entries: The elements of its paragraphs, in the order of the layout's.
    """

    package: Package
    layout: Layout
    entries: tuple[etree._Element, ...]


def measure_file(data: bytes, path: PurePath) -> MeasuredFile:
    """Measure the bytes of a .docx and keep its parts.

    Raises:
        FazhiError: As for `measure`.
    """
    package = open_package(data)
    measuring = _Measure.of(package)
    layout = measuring.layout(path)
    return MeasuredFile(package, layout, tuple(measuring.entries))


@dataclass(slots=True)
class _Context:
    """The surroundings of a paragraph: style of its table, its cell and its anchor."""

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
    sections: list[PageSection] = field(default_factory=list)
    paragraphs: list[MeasuredParagraph] = field(default_factory=list)
    entries: list[etree._Element] = field(default_factory=list)
    at: int = 0
    tables: int = 0
    depth: int = 0
    other_content: Counter[str] = field(default_factory=Counter)
    footers: dict[str, Footer] = field(default_factory=dict)
    pages: frozenset[etree._Element] = frozenset()

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
        self.pages = page_tables(self.body)
        self._blocks(self.body, _Context())
        self._read_headers()
        self.other_content.update(beyond_words(self.body))
        return Layout(
            path,
            tuple(self.paragraphs),
            tuple(self.sections),
            even_and_odd=self._switch("evenAndOddHeaders"),
            other_content=OtherContent(**self.other_content),
            outside=self.package.outside,
        )

    def _switch(self, name: str) -> bool:
        found = child(self.settings, name)
        return found is not None and is_on(value(found) or "1")

    def _read_sections(self) -> None:
        ends: list[etree._Element | None] = [one for one in self.body.iter(f"{W}sectPr") if ends_section(one)]
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
            drawn = root is not None and next(root.iter(*DRAWN), None) is not None
            self.other_content["headers"] += drawn or bool("".join(words).strip())

    def _footer(self, part: str) -> Footer | None:
        """Return a footer, measured once for all sections that use it."""
        root = self.package.xml(part)
        if root is not None and part not in self.footers:
            self.footers[part] = self._measured_footer(root)
        return self.footers.get(part)

    def _measured_footer(self, root: etree._Element) -> Footer:
        inner = _Measure(self.package, root, self.settings, self.looks, Lists(), list(self.sections))
        inner._blocks(root, _Context())
        self.other_content["footers"] += inner.other_content["pictures"] + sum(
            bool(_BESIDE_NUMBER.sub("", one.words)) for one in inner.paragraphs
        )
        return Footer(tuple(inner.paragraphs))

    def _section(self) -> PageSection | None:
        return self.sections[min(self.at, len(self.sections) - 1)] if self.sections else None

    def _blocks(self, parent: etree._Element, context: _Context) -> None:
        for entry in parent:
            name = local(entry)
            if name == "p" and goes_on(entry):
                self.other_content["revisions"] += 1
            elif name == "p":
                self._paragraph(entry, context)
            elif name == "tbl":
                self._table(entry, context)
            elif name in PASSED:
                self.other_content["revisions"] += name in REVISIONS
                self._blocks(entry, context)
            elif entry.tag == f"{MC}AlternateContent":
                for choice in alternatives(entry):
                    self._blocks(choice, context)

    def _table(self, table: etree._Element, context: _Context) -> None:
        self.other_content["nested_tables"] += context.cell is not None
        self.other_content["revisions"] += sum(map(is_deleted_row, within(table, "tr")))
        number, self.tables = self.tables, self.tables + 1
        style = value(table, "tblPr/tblStyle") or self.looks.styles.defaults.get("table", "")
        floating = child(table, "tblPr/tblpPr")
        where = context.anchor if floating is None else looks.floating_table(floating)
        is_page = table in self.pages
        self.other_content["page_tables"] += is_page
        rows = (row for row in within(table, "tr") if not is_deleted_row(row))
        for row, entry in enumerate(rows):
            for column, cell in enumerate(within(entry, "tc")):
                merged = sum(child(cell, f"tcPr/{name}") is not None for name in ("vMerge", "gridSpan"))
                self.other_content["merged_cells"] += 0 if is_page else merged
                place = None if is_page else context.cell or Cell(number, row, column)
                turned = value(cell, "tcPr/textDirection") in {"tbRl", "tbRlV", "rl"}
                at = replace(where, turned=True) if turned and where is not None else where
                self._blocks(cell, _Context(style, place, at))

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
        self.other_content["list_marks"] += level is not None and not level.typed
        reader = InlineText(self.looks, self.other_content, self.top(), key, context.table)
        for part in joined(entry):
            reader.read(part)
        mark = self.looks.run("", key, context.table, flat(child(properties, "rPr"))) or Run(
            "", Fonts(), NONE
        )
        made = self._made(resolved, reader, mark, label, context)
        named = self.looks.styles.by_id.get(key)
        self.paragraphs.append(replace(made, style=named.name if named else ""))
        self.entries.append(entry)
        for box, where in reader.boxes:
            self._blocks(box, _Context("", context.cell, where))
        if child(properties, "sectPr") is not None:
            self.at += 1

    def _made(
        self, resolved: dict[str, str], reader: InlineText, mark: Run, label: str, context: _Context
    ) -> MeasuredParagraph:
        runs = tuple(reader.runs)
        size = runs[0].size if runs else mark.size
        at = self._section()
        pitch = at.line_pitch if at is not None else NONE
        places = looks.indents(resolved, size)
        return MeasuredParagraph(
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
        """The upper margin of the current section."""
        at = self._section()
        return NONE if at is None else at.top


def ends_section(properties: etree._Element) -> bool:
    """Whether section properties are current, and not the former ones of a tracked change."""
    parent = properties.getparent()
    return parent is not None and local(parent) in {"pPr", "body"}
