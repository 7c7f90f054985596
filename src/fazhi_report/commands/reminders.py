"""The list of units that still owe something (催报): who, what, days left, and a text that is ready to be sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

from fazhi_report.commands.city import DATA
from fazhi_report.commands.collect import write_changed
from fazhi_report.commands.received_papers import BROKEN, FAULTY, MISSING
from fazhi_report.commands.register_file import RegisteredUnit, RegisterFile, read_register
from fazhi_report.model.authors import Organ
from fazhi_report.model.local_rules import duty_under
from fazhi_report.norms.gbt9704 import SONGTI
from fazhi_report.numbers.dates import format_date
from fazhi_report.reporters.summary import visible
from fazhi_report.source.local_rules import local_rules_for
from fazhi_report.text.markdown import escape_markdown
from fazhi_report.text.organ_names import organ_kind
from fazhi_report.writers.excel import finish, new_workbook, row_height, stamp

_HEADS = (
    ("序号", 6),
    ("单位", 26),
    ("类别", 10),
    ("状态", 14),
    ("要做什么", 40),
    ("期限", 13),
    ("还剩（天）", 10),
)
_MORE_HEADS = (("联系人", 10), ("电话", 16), ("催报文字", 80))
_SOON = 3
"""Days before the deadline from which a reminder says so."""


@dataclass(frozen=True, slots=True)
class RemindOptions:
    """Whom to remind of what.

    Args:
        city: The folder of the city.
        year: The year.
        today: The day from which days are counted.
        due: By when papers are wanted; None for the day that the rules set for each unit.
        sender: Who reminds, at the end of each text; empty for nobody.
        out: The folder for the lists; None for that of the city.
        force: Replace files that this program did not write.
    """

    city: Path
    year: int
    today: date
    due: date | None = None
    sender: str = ""
    out: Path | None = None
    force: bool = False


@dataclass(frozen=True, slots=True)
class Reminder:
    """A unit that owes something.

    Args:
        unit: The unit, as registered.
        wanted: What it is to do, Chinese.
        due: By when; None where no rule sets a day.
        today: The day from which days are counted.
    """

    unit: RegisteredUnit
    wanted: str
    due: date | None
    today: date

    @property
    def days(self) -> int | None:
        """Days left; negative when the day has passed; None without one."""
        return None if self.due is None else (self.due - self.today).days

    def text(self, year: int, sender: str) -> str:
        """Return the words to be sent to the unit."""
        days = self.days
        if days is None or self.due is None:
            when = "请尽快"
        elif days < 0:
            when = f"应于{format_date(self.due)}前报送，已逾期{-days}天，请尽快"
        elif days == 0:
            when = "今天到期，请在今天"
        elif days <= _SOON:
            when = f"{format_date(self.due)}到期，只剩{days}天，请抓紧"
        else:
            when = f"请于{format_date(self.due)}前（还有{days}天）"
        to = "、".join(filter(None, (self.unit.name, self.unit.contact)))
        end = f"（{sender}）" if sender else ""
        return f"{to}：{year}年度法治政府建设年度报告，{when}{self.wanted}。{end}"


def make_reminders(options: RemindOptions) -> tuple[tuple[Reminder, ...], tuple[Path, ...]]:
    """Write the lists of who owes what, as workbook, Markdown and text, and return the reminders and the changed files.

    Raises:
        FazhiError: There is no register, or a list cannot be written.
    """
    register = read_register(options.city, options.year)
    found = tuple(_reminders(register, options))
    folder, name = options.out or options.city, f"催报{options.year}"
    texts = [one.text(options.year, options.sender) for one in found]
    files = {
        folder / f"{name}.xlsx": _workbook(found, texts, options.year),
        folder / f"{name}.md": _markdown(found, options).encode(),
        folder / f"{name}.txt": "".join(f"{visible(text)}\n\n" for text in texts).encode(),
    }
    return found, write_changed(files, force=options.force)


def _reminders(register: RegisterFile, options: RemindOptions) -> Iterator[Reminder]:
    for unit in register.units:
        if wanted := _wanted(unit, register):
            due = options.due or _due(unit.name, options)
            yield Reminder(unit, wanted, due, options.today)


def _wanted(unit: RegisteredUnit, register: RegisterFile) -> str:
    """Return what a unit is to do, as the end of a sentence; empty for nothing."""
    if unit.state == MISSING:
        return "报送报告、数据表"
    if unit.state == BROKEN:
        bad = [one for one in register.files if one.unit == unit.name]
        told = "；".join(f"{one.name.rpartition('/')[2]}{one.verdict}（{one.reason}）" for one in bad)
        return f"重新报送，交来的不能用：{told}"
    if unit.missing:
        return f"补正后重报：{unit.missing}"
    return f"改好{unit.errors}处错误后重报（见退回的修改意见）" if unit.state == FAULTY else ""


def _due(name: str, options: RemindOptions) -> date | None:
    """Return the day that the rules set for a unit, the city's own among them; None where none does."""
    organ = Organ(name=name, kind=organ_kind(name))
    data_file = options.city / name / DATA / f"{options.year}.yaml"
    duty = duty_under(organ, options.year, local_rules_for(data_file))
    return None if duty is None else duty.due_on(options.year)


def _cells(number: int, one: Reminder) -> list[str | int]:
    due = "" if one.due is None else format_date(one.due)
    days: str | int = "" if one.days is None else one.days
    return [number, one.unit.name, one.unit.kind, one.unit.state, one.wanted, due, days]


def _workbook(found: Sequence[Reminder], texts: Sequence[str], year: int) -> bytes:
    buffer = BytesIO()
    with new_workbook(buffer) as book:
        stamp(book, f"{year}年度法治政府建设报告催报")
        sheet = book.add_worksheet("催报")
        font = {"font_name": SONGTI.family, "font_size": 10, "valign": "top", "border": 1, "text_wrap": True}
        head = book.add_format({**font, "bold": True, "bg_color": "#D9E1F2", "align": "center"})
        plain, late = book.add_format(font), book.add_format({**font, "bold": True, "bg_color": "#F8CBAD"})
        heads = (*_HEADS, *_MORE_HEADS)
        for column, (title, width) in enumerate(heads):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, head)
        for row, (one, text) in enumerate(zip(found, texts, strict=True), 1):
            cells = (*_cells(row, one), one.unit.contact, one.unit.phone, text)
            sheet.set_row(
                row, row_height((str(cell), width) for cell, (_, width) in zip(cells, heads, strict=True))
            )
            for column, value in enumerate(cells):
                if isinstance(value, int):
                    sheet.write_number(row, column, value, late if value < 0 else plain)
                else:
                    sheet.write_string(row, column, visible(value), plain)
        finish(sheet, len(heads), max(len(found), 1))
    return buffer.getvalue()


def _markdown(found: Sequence[Reminder], options: RemindOptions) -> str:
    """Return the list as Markdown."""
    heads = [title for title, _ in (*_HEADS, *_MORE_HEADS[:2])]
    lines = [
        f"# {options.year}年度法治政府建设报告催报（{format_date(options.today)}）",
        "",
        f"| {' | '.join(heads)} |",
        f"|{'---|' * len(heads)}",
    ]
    for number, one in enumerate(found, 1):
        cells = (*_cells(number, one), one.unit.contact, one.unit.phone)
        lines.append(f"| {' | '.join(escape_markdown(visible(str(cell))) for cell in cells)} |")
    return "\n".join([*lines, ""])
