"""The measured layout of a .docx: its properties after styles, themes, defaults and direct formatting are resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import PurePath

from fazhi_report.findings import Place, Route
from fazhi_report.norms.length import Length

NONE = Length(0)


class Alignment(StrEnum):
    """Alignment of a paragraph, by its value in WordprocessingML; ``start`` and ``end`` count as left and right."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    BOTH = "both"
    DISTRIBUTE = "distribute"


class LineRule(StrEnum):
    """Meaning of ``w:line``."""

    AUTO = "auto"
    EXACT = "exact"
    AT_LEAST = "atLeast"


class Grid(StrEnum):
    """Kind of a section's grid."""

    NONE = "default"
    LINES = "lines"
    LINES_AND_CHARS = "linesAndChars"
    SNAP = "snapToChars"


@dataclass(frozen=True, slots=True)
class Fonts:
    """Font families of a run, theme references resolved; empty where none is set.

    Args:
        ascii: For half-width letters and digits.
        hansi: For characters that are neither ASCII nor Chinese.
        east_asia: For Chinese.
    """

    ascii: str = ""
    hansi: str = ""
    east_asia: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text with the same formatting.

    Args:
        text: The text; a line break is a line feed, a tab a tab.
        fonts: Family names.
        size: Type size.
        hint: Whether marks common to Chinese and Latin use the Chinese font (``w:hint``).
        bold, italic, underline: Their usual meaning.
        color: Six hexadecimal digits; empty for automatic (black).
        spacing: Space added to each character.
    """

    text: str
    fonts: Fonts
    size: Length
    hint: bool = False
    bold: bool = False
    italic: bool = False
    underline: bool = False
    color: str = ""
    spacing: Length = NONE


@dataclass(frozen=True, slots=True)
class Border:
    """A border line of a paragraph or a table.

    Args:
        edge: ``top``, ``left``, ``bottom``, ``right`` …
        thickness: Its thickness.
        color: Six hexadecimal digits; empty for automatic.
        space: Space between text and line.
    """

    edge: str
    thickness: Length
    color: str
    space: Length


@dataclass(frozen=True, slots=True)
class LineSpacing:
    """Line spacing.

    Args:
        rule: Meaning of the value.
        height: Height of a line; zero for ``auto``.
        multiple: Multiple of the natural line height; 1 unless the rule is ``auto``.
    """

    rule: LineRule = LineRule.AUTO
    height: Length = NONE
    multiple: float = 1.0


@dataclass(frozen=True, slots=True)
class Anchor:
    """Position of a frame, text box or floating table outside the text flow.

    Args:
        bottom: Whether it is placed at the bottom margin or the bottom of the page.
        absolute: Distance of its upper edge from that of the page; None when unknown.
        across: Its alignment between the margins: ``left``, ``center``, ``right``, ``inside``, ``outside``;
        empty when unknown.
        left: Distance of its left edge from that of the page; None when unknown.
        turned: Whether its text runs downwards, turned clockwise.
    """

    bottom: bool = False
    absolute: Length | None = None
    across: str = ""
    left: Length | None = None
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """Table, row and column of a paragraph, counted from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class MeasuredParagraph:
    """A paragraph with its measured layout.

    Args:
        number: Its number in reading order, from 1, paragraphs of cells and text boxes included.
        runs: The text by formatting, without hidden and deleted text.
        label: The automatic number printed before it; empty for none.
        style: Name of its style.
        align: Alignment.
        left, right: Indents; a negative one extends into the margin.
        first: Indent of the first line relative to the others; negative for a hanging indent.
        first_chars: The same in characters; None when the file does not give it in characters.
        before, after: Space above and below.
        line: Line spacing.
        snap: Whether it is aligned to the document grid.
        outline: Level in the navigation pane from 0; None for body text.
        page_break: Whether it begins a page.
        tabs: Tab stops: position and kind.
        borders: Its border lines.
        fill: Background colour; empty for none.
        anchor: Its position outside the text flow; None when it is in the flow.
        cell: Its place in a table; None outside tables.
        section: Index of its section.
        mark: Formatting of the paragraph mark, which gives an empty paragraph its height.
        drawing: Whether a picture or a shape is anchored to it.
        red_line: Whether a red drawn line is anchored to it.
    """

    number: int
    runs: tuple[Run, ...]
    label: str = ""
    style: str = ""
    align: Alignment = Alignment.LEFT
    left: Length = NONE
    right: Length = NONE
    first: Length = NONE
    first_chars: float | None = None
    before: Length = NONE
    after: Length = NONE
    line: LineSpacing = field(default_factory=LineSpacing)
    snap: bool = True
    outline: int | None = None
    page_break: bool = False
    tabs: tuple[tuple[Length, str], ...] = ()
    borders: tuple[Border, ...] = ()
    fill: str = ""
    anchor: Anchor | None = None
    cell: Cell | None = None
    section: int = 0
    mark: Run = field(default_factory=lambda: Run("", Fonts(), NONE))
    drawing: bool = False
    red_line: bool = False

    @property
    def words(self) -> str:
        """The text without the automatic number."""
        return "".join(run.text for run in self.runs)

    @property
    def printed(self) -> str:
        """Automatic number and text, without white space at the ends."""
        return (self.label + self.words).strip()

    @property
    def blank(self) -> bool:
        """Whether it prints neither text nor a picture."""
        return not self.printed and not self.drawing

    @property
    def head(self) -> Run:
        """The first run with visible text; the paragraph mark when there is none."""
        return next((run for run in self.runs if run.text.strip()), self.mark)


@dataclass(frozen=True)
class Footer:
    """The paragraphs of a footer, with U+FFFC for each ``PAGE`` field.

    Args:
        paragraphs: Its paragraphs.
    """

    paragraphs: tuple[MeasuredParagraph, ...]

    @cached_property
    def number_line(self) -> MeasuredParagraph | None:
        """The paragraph that prints the page number; None when there is none."""
        return next((one for one in self.paragraphs if PAGE_FIELD in one.words), None)


PAGE_FIELD = "\ufffc"
"""Placeholder of the page number in the text of a footer."""


@dataclass(frozen=True, slots=True)
class PageSection:
    """The page setup of a section.

    Args:
        width, height: The paper.
        top, bottom, left, right: Margins, the gutter included.
        footer_distance: Distance from the bottom of the page to the bottom of the footer.
        grid: Kind of the grid.
        line_pitch: Its line pitch; zero when there is none.
        char_space: Space that it adds to each character.
        columns: Number of text columns.
        title_page: Whether its first page has a separate footer.
        footers: Footers by kind: ``default``, ``even``, ``first``; inherited ones resolved.
        restart: Its first page number; None when numbering continues.
        number_format: Format of page numbers, such as ``decimal``.
        start: Where it begins: ``nextPage``, ``evenPage``, ``oddPage`` or ``continuous``.
    """

    width: Length
    height: Length
    top: Length
    bottom: Length
    left: Length
    right: Length
    footer_distance: Length = NONE
    grid: Grid = Grid.NONE
    line_pitch: Length = NONE
    char_space: Length = NONE
    columns: int = 1
    title_page: bool = False
    footers: Mapping[str, Footer] = field(default_factory=dict)
    restart: int | None = None
    number_format: str = "decimal"
    start: str = "nextPage"

    @property
    def text_width(self) -> Length:
        """Width between the margins."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> Length:
        """Height between the margins."""
        return self.height - self.top - self.bottom


@dataclass(frozen=True, slots=True)
class OtherContent:
    """Counts of the contents of a file that reading or reformatting it would lose."""

    pictures: int = 0
    merged_cells: int = 0
    notes: int = 0
    revisions: int = 0
    comments: int = 0
    nested_tables: int = 0
    page_tables: int = 0
    formulas: int = 0
    fields: int = 0
    links: int = 0
    hidden: int = 0
    headers: int = 0
    footers: int = 0
    symbols: int = 0
    form_fields: int = 0
    equation_fields: int = 0
    rubies: int = 0
    chunks: int = 0
    lettering: int = 0
    rules: int = 0
    list_marks: int = 0


@dataclass(frozen=True)
class Layout:
    """The measured layout of a .docx.

    Args:
        path: The name of the file, as the user gave it.
        paragraphs: All paragraphs in reading order.
        sections: At least one.
        even_and_odd: Whether even pages have separate footers.
        other_content: Counts of its other contents.
        outside: A Chinese sentence about the file's external links; empty when there are none.
    """

    path: PurePath
    paragraphs: tuple[MeasuredParagraph, ...]
    sections: tuple[PageSection, ...]
    even_and_odd: bool = False
    other_content: OtherContent = field(default_factory=OtherContent)
    outside: str = ""

    def locate(self, route: Route, offset: int | None = None) -> Place:
        """The place of a route: line n for ``("paragraphs", n)``, and the column of the offset; else the first line."""
        match route:
            case ("paragraphs", int(number), *_):
                return Place(self.path, number, (offset or 0) + 1)
            case ("sections", int(index), *_):
                return Place(self.path, self._opening(index), 1)
            case _:
                return Place(self.path, 1, 1)

    def section_of(self, paragraph: MeasuredParagraph) -> PageSection:
        """Return the section of a paragraph."""
        return self.sections[min(paragraph.section, len(self.sections) - 1)]

    def _opening(self, section: int) -> int:
        return next((one.number for one in self.paragraphs if one.section == section), 1)

    @cached_property
    def flow(self) -> tuple[MeasuredParagraph, ...]:
        """The paragraphs outside tables."""
        return tuple(one for one in self.paragraphs if one.cell is None)
