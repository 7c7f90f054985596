"""The cells of an untrusted .xlsx as plain values; nothing is computed, fetched or run."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from fazhi_report.docx_in.archive import Archive, damaged, open_archive, parse
from fazhi_report.errors import FazhiError

if TYPE_CHECKING:
    from lxml import etree
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MOST_CELLS = 200_000
"""Most cells of a workbook that are looked at; a form of a hundred figures has about 1,500."""
_PROPERTIES = frozenset({"docProps/core.xml", "docProps/app.xml"})
"""Parts that WPS writes in a way of its own, and that hold nothing of the form."""
_FAULTS = (
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    RuntimeError,
    AssertionError,
    ArithmeticError,
    ImportError,
    SyntaxError,
    zipfile.BadZipFile,
)
"""What the library raises for a broken workbook, by whichever part of it is broken."""
_RESAVE = "用 Excel、WPS 或 LibreOffice 打开，另存为 .xlsx 再试"
_NAMED_CELL = re.compile(
    r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!]+))!\$?(?P<cell>[A-Z]{1,3}\$?[0-9]{1,7})"
)

Position = tuple[int, int]
"""Row and column, both from 1."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell.

    Args:
        value: Number, text, truth value or date; of a formula the result that the file contains; None for none.
        form: Its number format.
        is_formula: Whether it is computed.
    """

    value: object
    form: str = "General"
    is_formula: bool = False

    @property
    def text(self) -> str:
        """The value as text, without white space around it; whole numbers without a decimal point."""
        value = self.value
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None else str(value).strip()


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """A sheet.

    Args:
        name: Its name.
        cells: The cells that contain anything, by position.
        merged: First and last position of each merged range.
    """

    name: str
    cells: Mapping[Position, GridCell]
    merged: tuple[tuple[Position, Position], ...] = ()

    def text(self, row: int, column: int | None) -> str:
        """Return the text of a cell; empty for an empty cell and for no column."""
        cell = None if column is None else self.cells.get((row, column))
        return "" if cell is None else cell.text

    def covering(self, row: int, column: int) -> tuple[Position, Position] | None:
        """Return the merged range that a cell belongs to; None for none."""
        return next(
            (
                one
                for one in self.merged
                if one[0][0] <= row <= one[1][0] and one[0][1] <= column <= one[1][1]
            ),
            None,
        )


@dataclass(frozen=True, slots=True)
class GridBook:
    """A workbook.

    Args:
        grids: Its sheets in order.
        properties: Its custom properties, such as that of a form.
        names: Defined name in lower case → sheet and position of its cell; row 0 where the cell was deleted.
    """

    grids: tuple[SheetGrid, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, tuple[str, Position]] = field(default_factory=dict)


def read_workbook(data: bytes) -> GridBook:
    """Read the bytes of an .xlsx.

    Raises:
        FazhiError: They are no workbook, or one that is damaged, encrypted or too large.
    """
    if not data.startswith(b"PK"):
        raise FazhiError("不是 .xlsx 工作簿（可能是旧的 .xls、.et，或加了密码）", _RESAVE)
    archive = open_archive(data)
    if "xl/workbook.xml" not in archive.names and not any(
        name.startswith("xl/") and name.endswith(".xml") for name in archive.names
    ):
        raise FazhiError("不是 Excel 工作簿", "检查是不是选错了文件")
    checked = _checked(archive)
    book = _loaded(checked, cached=False)
    # By range the library would make every cell up to the last one: of a sheet with one cell at its far end, billions.
    formulas = any(cell.data_type == "f" for sheet in book.worksheets for cell in sheet._cells.values())  # noqa: SLF001
    results = _loaded(checked, cached=True) if formulas else book
    grids = tuple(_grid(sheet, results[sheet.title]) for sheet in book.worksheets)
    return GridBook(grids, _properties(book), dict(_names(book)))


def _checked(archive: Archive) -> bytes:
    """Return the archive without the properties, after a look at every part of XML.

    Raises:
        FazhiError: A part is damaged, too large, or declares entities.
    """
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name in sorted(archive.names - _PROPERTIES):
            if name.endswith("/"):
                continue
            content = archive.read(name)
            if name.endswith((".xml", ".rels", ".vml")):
                _require_small_ranges(parse(content, name))
            made.writestr(name, content)
    return buffer.getvalue()


def _require_small_ranges(root: etree._Element) -> None:
    """Refuse merged cells and links over more cells than are looked at: the library makes every cell of them.

    Raises:
        FazhiError: There are such.
    """
    from openpyxl.utils.cell import range_boundaries  # noqa: PLC0415  (only this command reads workbooks)

    area = 0
    for element in root.iter("{*}mergeCell", "{*}hyperlink"):
        try:
            first, top, last, bottom = (
                int(one or 0) for one in range_boundaries(str(element.get("ref", "A1")))
            )
        except ValueError:
            raise damaged("合并的单元格写错了位置") from None
        area += max(last - first + 1, 0) * max(bottom - top + 1, 0)
    if area > MOST_CELLS:
        raise FazhiError(
            f"合并的单元格、链接盖住了 {area} 格，没有读", "检查是不是选错了文件；取消整列、整表的合并"
        )


def _loaded(data: bytes, *, cached: bool) -> Workbook:
    from openpyxl import load_workbook  # noqa: PLC0415  (only this command reads workbooks)

    try:
        with warnings.catch_warnings():
            # What the library does not know (extensions, pictures) is not looked at here.
            warnings.simplefilter("ignore")
            # Not read_only: that mode believes the dimension of a sheet, which WPS writes as one cell.
            return load_workbook(BytesIO(data), data_only=cached, keep_links=False)
    except _FAULTS:
        raise damaged("读不出工作簿，里面的格式不对") from None


def _grid(sheet: Worksheet, results: Worksheet) -> SheetGrid:
    found: dict[Position, GridCell] = {}
    values = results._cells  # noqa: SLF001
    if len(sheet._cells) > MOST_CELLS:  # noqa: SLF001
        raise FazhiError(f"工作表“{sheet.title}”的单元格超过 {MOST_CELLS} 个，没有读", "检查是不是选错了文件")
    for position, cell in sheet._cells.items():  # noqa: SLF001
        value = values[position].value if cell.data_type == "f" else cell.value
        if value is not None or cell.data_type == "f":
            found[position] = GridCell(value, str(cell.number_format), cell.data_type == "f")
    merged = tuple(
        ((one.min_row, one.min_col), (one.max_row, one.max_col)) for one in sheet.merged_cells.ranges
    )
    return SheetGrid(sheet.title, found, merged)


def _properties(book: Workbook) -> dict[str, str]:
    try:
        properties = getattr(book, "custom_doc_props", None)
        return {str(one.name): str(one.value or "") for one in properties.props} if properties else {}
    except _FAULTS:
        return {}


def _names(book: Workbook) -> Iterator[tuple[str, tuple[str, Position]]]:
    from openpyxl.utils.cell import coordinate_to_tuple  # noqa: PLC0415  (only this command reads workbooks)

    for name, defined in book.defined_names.items():
        match = _NAMED_CELL.fullmatch(str(defined.value or "").strip())
        if match is None:
            yield name.lower(), ("", (0, 0))
        else:
            sheet = (match["quoted"] or match["plain"]).replace("''", "'")
            yield name.lower(), (sheet, coordinate_to_tuple(match["cell"].replace("$", "")))
