"""The calendar of a desk: what its offices owe for a year, by when, and what else is due beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from fazhi_report.commands.city import City, Unit
from fazhi_report.errors import FazhiError
from fazhi_report.model.authors import JointAuthors, Organ
from fazhi_report.model.local_rules import duty_under
from fazhi_report.model.report import Report, Year
from fazhi_report.norms.duties import ReportDuty
from fazhi_report.norms.neighbours import DateCertainty, Neighbour, neighbours
from fazhi_report.source.load import load
from fazhi_report.source.local_rules import local_rules_for
from fazhi_report.writers.ical import CalendarEvent, calendar

REPORT = "法治政府建设年度报告"
_UID_LENGTH = 20


@dataclass(frozen=True, slots=True)
class DueDate:
    """A day on the calendar of a desk.

    Args:
        key: Its identifier: ``due``, ``publish``, ``step.1`` …, or the key of a neighbour.
        day: The day; None where the rule sets none.
        name: What is due, Chinese.
        who: Who owes it, Chinese: the offices, or the kind of offices where the rule says so.
        to: To whom, or what is done, Chinese; empty where the rule does not say.
        source: The rule, Chinese.
        remark: How it is done, how far the date may be relied on, Chinese; empty for nothing.
        units: The offices, in the order of the folders.
    """

    key: str
    day: date | None
    name: str
    who: str
    to: str
    source: str
    remark: str = ""
    units: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class DeskCalendar:
    """The dates of a desk for the reports on one year.

    Args:
        year: The year reported on; the dates lie in the year after.
        dates: By day; those without a day come last.
        units: How many offices it is about.
        unread: Files that could not be read, with the reason.
    """

    year: int
    dates: tuple[DueDate, ...]
    units: int
    unread: tuple[tuple[Path, str], ...] = ()


def desk_calendar(city: City, year: int | None) -> DeskCalendar:
    """Return the calendar of the offices of a city, or of one office.

    An office without data for the year is known from another year's.

    Args:
        city: The offices.
        year: The year reported on; None for the latest of which there are data.

    Raises:
        FazhiError: There is no year, or no office could be read.
    """
    years = [one.year for unit in city.units for one in unit.years if one.year is not None]
    wanted = year or max(years, default=None)
    if wanted is None:
        raise FazhiError("不知道是哪一年度", "写明 --year，如 --year 2025")
    dates: list[DueDate] = []
    unread: list[tuple[Path, str]] = []
    read = 0
    for unit in city.units:
        path = _file_for(unit, wanted)
        held = load(path).year
        if held is None:
            unread.append((path, "文件有错误"))
            continue
        read += 1
        dates += _of_office(held, path, wanted)
    if not read:
        raise FazhiError(
            f"{unread[0][0]} 有错误，没有读" if unread else "没有数据文件", "先用 fazhi-report validate 检查"
        )
    return DeskCalendar(wanted, tuple(sorted(_together(dates), key=_place)), read, tuple(unread))


def _file_for(unit: Unit, year: int) -> Path:
    """Return the file of a year; where there is none, that of the latest year."""
    return next((one.path for one in unit.years if one.year == year), unit.years[-1].path)


def _of_office(held: Year, path: Path, year: int) -> Iterator[DueDate]:
    about = held if isinstance(held, Report) else None
    duty = duty_under(
        held.organ,
        year,
        local_rules_for(path),
        region=about.region if about else None,
        designations=about.designations if about else (),
    )
    if duty is not None:
        yield from _of_duty(held.organ, duty, year)
    yield from (
        _of_neighbour(one, held.organ, year)
        for one in neighbours()
        if not one.kinds or held.organ.lead.kind in one.kinds
    )


def _of_duty(organ: Organ | JointAuthors, duty: ReportDuty, year: int) -> Iterator[DueDate]:
    units = (organ.name,)
    for number, step in enumerate(duty.steps, 1):
        day = None if step.by is None else date(year + 1, *step.by)
        source = duty.source_of("steps")
        yield DueDate(
            f"step.{number}", day, f"{REPORT}：{step.name}", duty.author, "", source, step.note, units
        )
    remark = "；".join(filter(None, (f"抄送{duty.copies}" if duty.copies else "", duty.note)))
    yield DueDate(
        "due", duty.due_on(year), f"报送{REPORT}", duty.author, duty.to, duty.source_of("due"), remark, units
    )
    if (published := duty.publish_by(year)) is not None:
        source = duty.source_of("publish")
        yield DueDate("publish", published, f"公开{REPORT}", duty.author, "向社会公开", source, "", units)


def _of_neighbour(one: Neighbour, organ: Organ | JointAuthors, year: int) -> DueDate:
    remark = "；".join(filter(None, (one.when, one.remark)))
    name = one.name if one.certain is DateCertainty.NATIONAL else f"{one.name}（日期待核）"
    return DueDate(one.key, one.due_on(year), name, one.who, one.to, one.source, remark, (organ.name,))


def _together(dates: Iterable[DueDate]) -> list[DueDate]:
    """Return the dates with one entry for all offices that owe the same on the same day by the same rule."""
    found: dict[DueDate, list[str]] = {}
    for one in dates:
        found.setdefault(replace(one, units=()), []).extend(one.units)
    return [replace(one, units=tuple(dict.fromkeys(units))) for one, units in found.items()]


def _place(one: DueDate) -> tuple[bool, date]:
    # Sorting is stable: steps of one day stay in their order, dates without a day stay as they come.
    return one.day is None, one.day or date.max


def as_events(found: DeskCalendar) -> bytes:
    """Return the dates that have a day as an iCalendar file."""
    name = f"{REPORT}（{found.year}年度）日历"
    return calendar((_event(one, found) for one in found.dates if one.day is not None), name)


def _event(one: DueDate, found: DeskCalendar) -> CalendarEvent:
    day = one.day or date.max
    # Of one office the identifier stays when the rule moves the day; of many, when an office comes or goes.
    scope = one.units[0] if found.units == 1 else day.isoformat()
    digest = hashlib.sha256("\0".join((one.key, str(found.year), scope, one.who)).encode()).hexdigest()
    units = one.units if found.units > 1 else ()
    lines = (
        f"谁：{one.who}",
        f"报给：{one.to}" if one.to else "",
        one.remark,
        f"依据：{one.source}",
        f"{len(units)} 家：{'、'.join(units)}" if units else "",
    )
    return CalendarEvent(
        f"{digest[:_UID_LENGTH]}@fazhi-report",
        day,
        f"{one.name}（{found.year}年度）",
        "\n".join(filter(None, lines)),
        date(found.year + 1, 1, 1),
    )


def as_rows(found: DeskCalendar, shown: int) -> Sequence[dict[str, str]]:
    """Return the dates as rows of a table.

    Args:
        found: The calendar.
        shown: How many offices a row names; further ones are counted.
    """
    return [
        {
            "day": "" if one.day is None else one.day.isoformat(),
            "name": one.name,
            "who": _who(one, found, shown),
            "to": one.to,
            "remark": one.remark,
            "source": one.source,
        }
        for one in found.dates
    ]


def _who(one: DueDate, found: DeskCalendar, shown: int) -> str:
    if found.units == 1:
        return one.who
    names = "、".join(one.units[:shown])
    return f"{names}等 {len(one.units)} 家" if len(one.units) > shown else names
