"""The measured page: what a .docx looks like once styles, themes, defaults and direct formatting are resolved."""

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
    """Alignment of a paragraph, by the word of WordprocessingML; ``start`` and ``end`` are read as left and right."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    BOTH = "both"
    DISTRIBUTE = "distribute"


class LineRule(StrEnum):
    """How ``w:line`` is to be read."""

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
    """Family names that a run asks for, theme references resolved; empty where nothing is asked for.

    Args:
        ascii: For half-width letters and digits.
        hansi: For what is neither ASCII nor Chinese.
        east_asia: For Chinese.
    """

    ascii: str = ""
    hansi: str = ""
    east_asia: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look.

    Args:
        text: The words; a line break is a line feed, a tab a tab.
        fonts: Family names.
        size: Type size.
        hint: Whether marks that Chinese shares with Latin are asked to be Chinese (``w:hint``).
        bold, italic, underline: Their usual meaning.
        color: Six hexadecimal digits; empty for automatic (black).
        spacing: Room added to each character.
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
    """A rule along an edge of a paragraph or a table.

    Args:
        edge: ``top``, ``left``, ``bottom``, ``right`` …
        thickness: Its thickness.
        color: Six hexadecimal digits; empty for automatic.
        space: Room between words and rule.
    """

    edge: str
    thickness: Length
    color: str
    space: Length


@dataclass(frozen=True, slots=True)
class LineSpacing:
    """Line spacing.

    Args:
        rule: How the value is meant.
        height: Height of a line; nothing under ``auto``.
        multiple: How many natural lines; 1 unless the rule is ``auto``.
    """

    rule: LineRule = LineRule.AUTO
    height: Length = NONE
    multiple: float = 1.0


@dataclass(frozen=True, slots=True)
class Anchor:
    """A frame, text box or floating table that takes words out of the flow.

    Args:
        bottom: Whether it is bound to the foot of the margin or the page.
        absolute: Its upper edge from the page's upper edge, where that is told; None where not.
        across: What it is aligned to between the margins: ``left``, ``center``, ``right``, ``inside``, ``outside``;
            empty where that is not told.
    """

    bottom: bool = False
    absolute: Length | None = None
    across: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in which table a paragraph stands, all counted from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class MeasuredParagraph:
    """One paragraph, measured.

    Args:
        number: Its number in the order of reading, from 1, cells and text boxes counted.
        runs: The words by their look; hidden and deleted words are left out.
        label: The number that the word processor prints before it; empty for none.
        style: Name of its style.
        align: Alignment.
        left, right: Room on either side; negative reaches into the margin.
        first: Indent of the first line against the others; negative hangs.
        first_chars: The same in characters, where the file gives it so; None where not.
        before, after: Room above and below.
        line: Line spacing.
        snap: Whether it keeps to the page's grid.
        outline: Level in the navigation pane from 0; None for body text.
        page_break: Whether it opens a page.
        tabs: Tab stops: position and kind.
        borders: Rules along its edges.
        fill: Colour behind it; empty for none.
        anchor: How it is taken out of the flow; None where it is not.
        cell: Its place in a table; None outside.
        section: Index of its section.
        mark: The look of the paragraph's end: what an empty paragraph is as high as.
        drawing: Whether a picture or a drawn shape hangs on it.
        red_line: Whether a red drawn line hangs on it.
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
        """All words, the automatic number not among them."""
        return "".join(run.text for run in self.runs)

    @property
    def printed(self) -> str:
        """Number and words as they are read, without blanks at either end."""
        return (self.label + self.words).strip()

    @property
    def blank(self) -> bool:
        """Whether it prints no words and no picture."""
        return not self.printed and not self.drawing

    @property
    def head(self) -> Run:
        """The first run with visible words; the paragraph's end where there is none."""
        return next((run for run in self.runs if run.text.strip()), self.mark)


@dataclass(frozen=True)
class Footer:
    """A footer's paragraphs, ``PAGE`` fields standing as U+FFFC.

    Args:
        paragraphs: What stands there.
    """

    paragraphs: tuple[MeasuredParagraph, ...]

    @cached_property
    def number_line(self) -> MeasuredParagraph | None:
        """The paragraph that prints the page's number."""
        return next((one for one in self.paragraphs if PAGE_FIELD in one.words), None)


PAGE_FIELD = "\ufffc"
"""What stands for a page number among a footer's words."""


@dataclass(frozen=True, slots=True)
class PageSection:
    """A section's page.

    Args:
        width, height: The paper.
        top, bottom, left, right: Margins, the gutter added on its side.
        footer_distance: From the paper's foot to the foot of the footer.
        grid: Kind of the grid.
        line_pitch: Its pitch of lines; nothing where there is none.
        char_space: What it adds to each character.
        columns: Columns of text.
        title_page: Whether its first page has a footer of its own.
        footers: Footers by kind: ``default``, ``even``, ``first``; inherited ones resolved.
        restart: The page number it begins anew with; None where it counts on.
        number_format: How page numbers are written, such as ``decimal``.
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

    @property
    def text_width(self) -> Length:
        """Width between the margins."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> Length:
        """Height between the margins."""
        return self.height - self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Burden:
    """What a file holds besides words and looks, counted: what reading or rewriting it would lose."""

    pictures: int = 0
    merged_cells: int = 0
    notes: int = 0
    revisions: int = 0
    comments: int = 0
    nested_tables: int = 0
    formulas: int = 0
    fields: int = 0
    links: int = 0
    hidden: int = 0
    headers: int = 0
    footers: int = 0


@dataclass(frozen=True)
class Layout:
    """How a .docx looks.

    Args:
        path: The file's name, as the user gave it.
        paragraphs: All of them, in the order of reading.
        sections: At least one.
        even_and_odd: Whether even pages have footers of their own.
        burden: What it holds besides.
    """

    path: PurePath
    paragraphs: tuple[MeasuredParagraph, ...]
    sections: tuple[PageSection, ...]
    even_and_odd: bool = False
    burden: Burden = field(default_factory=Burden)

    def locate(self, route: Route, offset: int | None = None) -> Place:
        """The place of a route: of ``("paragraphs", n)`` line n, and the column of the offset; else the first line."""
        match route:
            case ("paragraphs", int(number), *_):
                return Place(self.path, number, (offset or 0) + 1)
            case ("sections", int(index), *_):
                return Place(self.path, self._opening(index), 1)
            case _:
                return Place(self.path, 1, 1)

    def section_of(self, paragraph: MeasuredParagraph) -> PageSection:
        """The section that a paragraph stands in."""
        return self.sections[min(paragraph.section, len(self.sections) - 1)]

    def _opening(self, section: int) -> int:
        return next((one.number for one in self.paragraphs if one.section == section), 1)

    @cached_property
    def flow(self) -> tuple[MeasuredParagraph, ...]:
        """Paragraphs of the running text: outside tables."""
        return tuple(one for one in self.paragraphs if one.cell is None)
