"""The letters that return papers to their units (退回修改): what is wrong, where in their own file, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

from fazhi_report.commands.city import RETURNED
from fazhi_report.commands.collect import write_changed
from fazhi_report.commands.paper_record import SlipEntry
from fazhi_report.commands.received_papers import UNREADABLE, WRONG_YEAR
from fazhi_report.commands.register_file import RegisteredFile, RegisteredUnit, read_register
from fazhi_report.document.nodes import (
    Block,
    Document,
    Heading,
    Paragraph,
    Properties,
    SignatureBlock,
    TableBlock,
    Text,
)
from fazhi_report.document.numbering import number
from fazhi_report.errors import FazhiError
from fazhi_report.norms.gbt9704 import CLASSIC, SONGTI
from fazhi_report.numbers.dates import format_date
from fazhi_report.reporters.summary import visible
from fazhi_report.text.file_names import safe_name
from fazhi_report.text.organ_names import plain_name
from fazhi_report.typesetting.line_breaks import break_lines
from fazhi_report.writers.docx.document import write as write_docx
from fazhi_report.writers.excel import finish, new_workbook, row_height, stamp

_GROUPS = (
    ("需要改正的问题", ("错误",), ("内容",)),
    ("请核对的问题", ("警告", "待核"), ("内容",)),
    ("版式（GB/T 9704-2012）", ("错误", "警告"), ("版式",)),
    ("供参考的提示", ("提示",), ("内容", "版式")),
)
"""Heading, severities and sides of each table, in order."""
_COLUMNS = ("序号", "位置", "问题", "怎么改")
_WIDTHS = (6, 30, 60, 46)


@dataclass(frozen=True, slots=True)
class SlipOptions:
    """Which letters to write.

    Args:
        city: The folder of the city.
        year: The year.
        today: The day of the letters.
        units: Names of the units; empty for all with something to mend.
        due: By when the papers are wanted back; None to name no day.
        sender: The office that signs; empty for none.
        notes: Whether the findings come along that are only notes.
        out: The folder of the letters; None for 退回 in the city.
        force: Replace files that this program did not write.
    """

    city: Path
    year: int
    today: date
    units: Sequence[str] = ()
    due: date | None = None
    sender: str = ""
    notes: bool = False
    out: Path | None = None
    force: bool = False


@dataclass(frozen=True, slots=True)
class ReturnSlip:
    """A letter to one unit.

    Args:
        unit: The unit, as registered.
        unusable: Its files that cannot be used.
        groups: Heading and entries of each table.
    """

    unit: RegisteredUnit
    unusable: tuple[RegisteredFile, ...]
    groups: tuple[tuple[str, tuple[SlipEntry, ...]], ...]

    @property
    def entries(self) -> int:
        """How many entries it has."""
        return sum(len(entries) for _, entries in self.groups)


def make_slips(options: SlipOptions) -> tuple[tuple[ReturnSlip, ...], tuple[Path, ...]]:
    """Write the letters, each as .docx and .xlsx, and return them and the changed files.

    Raises:
        FazhiError: There is no register, a unit is not in it, or a letter cannot be written.
    """
    register = read_register(options.city, options.year)
    wanted = set(map(plain_name, options.units))
    if unknown := [
        name
        for name in options.units
        if plain_name(name) not in {plain_name(one.name) for one in register.units}
    ]:
        raise FazhiError(f"登记表里没有“{unknown[0]}”", "写花名册里的全称")
    unusable: dict[str, list[RegisteredFile]] = {}
    for file in register.files:
        if file.verdict in {UNREADABLE, WRONG_YEAR} and file.unit:
            unusable.setdefault(file.unit, []).append(file)
    slips = []
    for unit in register.units:
        if wanted and plain_name(unit.name) not in wanted:
            continue
        slip = ReturnSlip(unit, tuple(unusable.get(unit.name, ())), tuple(_groups(unit, notes=options.notes)))
        if slip.entries or slip.unusable:
            slips.append(slip)
    folder = options.out or options.city / RETURNED / str(options.year)
    files = {}
    for slip in slips:
        stem = safe_name(f"{slip.unit.name}修改意见", "修改意见")
        files[folder / f"{stem}.docx"] = write_docx(_letter(slip, options), CLASSIC)
        files[folder / f"{stem}.xlsx"] = _workbook(slip, options)
    return tuple(slips), write_changed(files, force=options.force)


def _groups(unit: RegisteredUnit, *, notes: bool) -> Iterator[tuple[str, tuple[SlipEntry, ...]]]:
    for heading, severities, sides in _GROUPS if notes else _GROUPS[:-1]:
        found = tuple(one for one in unit.entries if one.severity in severities and one.about in sides)
        if found:
            yield heading, tuple(dict.fromkeys(found))


def _letter(slip: ReturnSlip, options: SlipOptions) -> Document:
    title = f"关于{slip.unit.name}{options.year}年度法治政府建设年度报告的修改意见"
    signed = (options.sender,) if options.sender else ()
    return Document(
        properties=Properties(title, options.sender, options.year, options.today, "publish"),
        title=break_lines(title, slip.unit.name),
        blocks=number(_blocks(slip, options)),
        signature=SignatureBlock(signed, format_date(options.today)),
        addressees=(slip.unit.name,),
    )


def _blocks(slip: ReturnSlip, options: SlipOptions) -> Iterator[Block]:
    yield Paragraph((Text(_opening(slip, options)),))
    if slip.unusable:
        yield Heading(1, (Text("不能用的文件"),))
        for file in slip.unusable:
            cure = f"办法：{file.hint.rstrip('。')}。" if file.hint else ""
            yield Paragraph(
                (Text(f"“{_own_name(file.name)}”{file.verdict}：{file.reason.rstrip('。')}。{cure}"),)
            )
    for heading, entries in slip.groups:
        yield Heading(1, (Text(f"{heading}（{len(entries)} 处）"),))
        yield TableBlock(
            tuple((Text(title),) for title in _COLUMNS),
            tuple(
                tuple((Text(visible(cell)),) for cell in _cells(at, entry))
                for at, entry in enumerate(entries, 1)
            ),
        )


def _opening(slip: ReturnSlip, options: SlipOptions) -> str:
    papers = "、".join(
        f"《{_own_name(one.file)}》（{format_date(date.fromisoformat(one.received[:10]))}收到）"
        for one in slip.unit.papers
    )
    got = f"你单位报送的{papers}收悉。" if papers else "你单位报送的材料收悉。"
    what = "经核对，有下列问题，位置是你单位来文中的段落或单元格。" if slip.entries else "有文件不能使用。"
    due = f"请于{format_date(options.due)}前" if options.due is not None else "请"
    again = "改好，整份重报。" if papers else "重新报送。"
    return f"{got}{what}{due}{again}"


def _own_name(name: str) -> str:
    return visible(name.rpartition("/")[2])


def _cells(at: int, entry: SlipEntry) -> tuple[str, str, str, str]:
    words = f"“{entry.words}”" if entry.words and entry.words not in entry.message else ""
    return str(at), f"{entry.place}{words}" or "全文", entry.message, entry.hint or "请核对"


def _workbook(slip: ReturnSlip, options: SlipOptions) -> bytes:
    buffer = BytesIO()
    with new_workbook(buffer) as book:
        stamp(book, f"{slip.unit.name}{options.year}年度法治政府建设年度报告修改意见")
        sheet = book.add_worksheet("修改意见")
        font = {"font_name": SONGTI.family, "font_size": 11, "valign": "top", "border": 1, "text_wrap": True}
        head = book.add_format({**font, "bold": True, "bg_color": "#D9E1F2", "align": "center"})
        plain = book.add_format(font)
        answer = book.add_format({**font, "bg_color": "#FFF9DB"})
        columns = (("类别", 22), *zip(_COLUMNS, _WIDTHS, strict=True), ("改了没有、怎么改的（单位填）", 30))
        for column, (title, width) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, head)
        rows = [
            *(
                ("不能用的文件", str(at), _own_name(one.name), f"{one.verdict}：{one.reason}", one.hint)
                for at, one in enumerate(slip.unusable, 1)
            ),
            *(
                (heading, *_cells(at, entry))
                for heading, entries in slip.groups
                for at, entry in enumerate(entries, 1)
            ),
        ]
        for row, cells in enumerate(rows, 1):
            sheet.set_row(
                row, row_height((cell, width) for cell, (_, width) in zip(cells, columns, strict=False))
            )
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, visible(cell), plain)
            sheet.write_blank(row, len(columns) - 1, None, answer)
        finish(sheet, len(columns), len(rows))
    return buffer.getvalue()
