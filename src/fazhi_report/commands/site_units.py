"""The pages of one unit of a city's site: one per year, and one that leads to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from fazhi_report.commands.build import compose_file
from fazhi_report.commands.city import YearFile
from fazhi_report.commands.export import figure_rows
from fazhi_report.commands.page_profile import page_profile
from fazhi_report.commands.reading import load
from fazhi_report.commands.surroundings import refuse_statistics
from fazhi_report.commands.tables import FigureRow
from fazhi_report.commands.validate import ValidateOptions, check_source
from fazhi_report.composition.facts import facts
from fazhi_report.document.fact import Fact
from fazhi_report.document.nodes import Document
from fazhi_report.errors import FazhiError, system_refusal
from fazhi_report.files import deliver
from fazhi_report.findings import Severity
from fazhi_report.ledger import evaluate
from fazhi_report.model.report import Report, Year
from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.rules.owed import published_on
from fazhi_report.source.load import Source
from fazhi_report.source.local_rules import duty_for
from fazhi_report.writers.formats import with_companions, writer
from fazhi_report.writers.html import site_pages as pages
from fazhi_report.writers.html.page import headings, write_beside
from fazhi_report.writers.html.site_frame import SiteFrame

UNITS = "units"
"""Folder of the units' pages."""
_PROFILE = "classic"
_SECRET = "FZ707"  # noqa: S105  (the rule on marks of secrecy)
_WHY_FIGURES = "这一年度的数据文件只有指标（kind: figures），没有报告的文字。"
_WHY_FAULTY = "这一年度的报告还有错误，改好之前没有全文；下面是其中的数据。"


@dataclass(frozen=True, slots=True)
class SiteUnitTask:
    """The work on one unit.

    Args:
        unit: The unit, with what is said of a year without data.
        files: Its data files, in the order of the years.
        frame: The site.
        out: The site's folder.
        force: Replace files that this program did not write.
        today: The day on which waivers are looked at; None for the day of the run.
    """

    unit: pages.SiteUnit
    files: tuple[YearFile, ...]
    frame: SiteFrame
    out: Path
    force: bool = False
    today: date | None = None

    @property
    def folder(self) -> str:
        """The unit's folder below the site's."""
        return self.unit.page.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class SearchedYear:
    """What can be searched of a year: the headings of its page with their places."""

    year: int
    headings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class UnitPages:
    """What became of one unit.

    Args:
        unit: The unit with its years.
        files: Paths below the site's folder that were written.
        rows: Its public figures.
        searched: What can be searched.
        troubles: Data file and why it has no page of its whole text, Chinese.
        refusal: Why nothing could be written, and the cure; empty when all is well.
    """

    unit: pages.SiteUnit
    files: tuple[str, ...] = ()
    rows: tuple[FigureRow, ...] = ()
    searched: tuple[SearchedYear, ...] = ()
    troubles: tuple[tuple[Path, str], ...] = ()
    refusal: tuple[str, str] = ("", "")


@dataclass(slots=True)
class _Made:
    """What has been made of a unit so far."""

    files: dict[str, bytes] = field(default_factory=dict)
    years: dict[int, pages.SiteYear] = field(default_factory=dict)
    rows: list[FigureRow] = field(default_factory=list)
    facts: dict[int, Sequence[Fact]] = field(default_factory=dict)
    searched: list[SearchedYear] = field(default_factory=list)
    troubles: list[tuple[Path, str]] = field(default_factory=list)


def make_unit(task: SiteUnitTask) -> UnitPages:
    """Write the pages of a unit into its folder; what stands in the way is told in the result."""
    try:
        return _make_unit(task)
    except (FazhiError, OSError) as error:
        told = FazhiError(system_refusal(error)) if isinstance(error, OSError) else error
        return UnitPages(task.unit, refusal=(told.message, told.hint))


def _make_unit(task: SiteUnitTask) -> UnitPages:
    made = _Made()
    for one in task.files:
        _add(made, one, task)
    unit = replace(task.unit, years=tuple(made.years.get(one.year, one) for one in task.unit.years))
    figures = [(year, made.facts[year]) for year in sorted(made.facts)]
    made.files["index.html"] = pages.write_unit(pages.at(task.frame, unit.page), unit, figures)
    deliver(
        task.out / task.folder,
        dict(sorted(made.files.items())),
        force=task.force,
        inputs=[one.path for one in task.files],
    )
    names = tuple(f"{task.folder}/{name}" for name in sorted(made.files))
    return UnitPages(unit, names, tuple(made.rows), tuple(made.searched), tuple(made.troubles))


def _add(made: _Made, file: YearFile, task: SiteUnitTask) -> None:
    try:
        source = load(file.path)
        refuse_statistics(source)
    except (FazhiError, OSError) as error:
        _unread(made, file, error.message if isinstance(error, FazhiError) else system_refusal(error))
        return
    year = source.year
    if year is None:
        _unread(made, file, "文件有错误，读不出；先运行 fazhi-report validate")
        return
    if year.year not in task.frame.years or year.year in made.years:
        return
    if isinstance(year, Report) and year.secrecy is not None:
        made.years[year.year] = pages.SiteYear(year.year, pages.CLOSED)
        made.troubles.append((file.path, "定了密级，没有放进去"))
        return
    document, why = _document(source, task)
    if why == _SECRET:
        made.years[year.year] = pages.SiteYear(year.year, pages.CLOSED)
        made.troubles.append((file.path, f"带着密级或内部资料的标记（{_SECRET}），没有放进去"))
        return
    _pages(made, task, year, file.path, (document, why))


def _unread(made: _Made, file: YearFile, why: str) -> None:
    made.troubles.append((file.path, why))
    if file.year is not None:
        made.years.setdefault(file.year, pages.SiteYear(file.year, pages.UNREAD))


def _document(source: Source, task: SiteUnitTask) -> tuple[Document | None, str]:
    """Return the document of a report, or None and why there is none."""
    report, path = source.report, Path(source.path)
    if report is None:
        return None, ""
    checked = check_source(source, ValidateOptions(edition="publish", today=task.today))
    errors = [one for one in checked.findings if one.severity is Severity.ERROR]
    if any(one.code == _SECRET for one in errors):
        return None, _SECRET
    if errors:
        first = errors[0]
        return None, f"第 {first.place.line} 行 {first.code} {first.message}（共 {len(errors)} 处错误）"
    try:
        return compose_file(path, report, edition="publish", paged=True), ""
    except FazhiError as error:
        return None, error.message


def _pages(
    made: _Made, task: SiteUnitTask, year: Year, path: Path, found: tuple[Document | None, str]
) -> None:
    """Write the page of a year, and keep what the other pages say of it."""
    document, why = found
    number = year.year
    page = f"{task.folder}/{number}.html"
    frame = pages.at(task.frame, page)
    shown = document.facts if document else facts(evaluate(year.figures), internal=False)
    if document is not None:
        # Short names of the site's own, so that no title makes a path too long.
        document = replace(document, properties=replace(document.properties, name=str(number)))
        made.files |= _report_files(document, page_profile(path, _PROFILE), frame)
        state = pages.REPORT
        places = tuple((one.anchor, one.text) for one in headings(document))
    else:
        state = pages.FAULTY if why else pages.FIGURES
        told = _WHY_FAULTY if why else _WHY_FIGURES
        figures = pages.UnitFigures(task.unit.name, number, tuple(shown))
        made.files[f"{number}.html"] = pages.write_figures(frame, figures, told)
        places = ()
    if why:
        made.troubles.append((path, why))
    made.facts[number] = shown
    made.rows += figure_rows(year, path)
    made.searched.append(SearchedYear(number, places))
    base = pages.SiteYear(number, state, page, document.properties.title if document else "")
    made.years[number] = _with_days(base, year, path)


def _report_files(document: Document, profile: Profile, frame: SiteFrame) -> dict[str, bytes]:
    name = document.properties.name
    beside = {kind: writer(kind)(document, profile) for kind in with_companions(("html",)) if kind != "html"}
    page = write_beside(
        document, {kind: len(content) for kind, content in beside.items()}, profile.look, frame
    )
    return {f"{name}.html": page, **{f"{name}.{kind}": content for kind, content in beside.items()}}


def _with_days(base: pages.SiteYear, year: Year, path: Path) -> pages.SiteYear:
    """Return a year with its days and whether the deadlines were kept; one without a report has none."""
    if not isinstance(year, Report):
        return base
    duty = duty_for(year, path)
    due = duty.due_on(year.year) if duty else None
    publish_by = duty.publish_by(year.year) if duty else None
    published = published_on(year)
    sources = dict.fromkeys(duty.source_of(name) for name in ("due", "publish")) if duty else {}
    return replace(
        base,
        due=_day(due),
        issued=_day(year.date_of_issue),
        submitted=kept(year.date_of_issue, due),
        publish_by=_day(publish_by),
        published=_day(published),
        publication=kept(published, publish_by),
        source="；".join(sources),
    )


def kept(day: date | None, due: date | None) -> pages.SiteMark:
    """Return whether a day is within a deadline; the last day still is.

    Args:
        day: The day; None when it is not written.
        due: The last day; None where no rule sets one.
    """
    if due is None:
        return pages.SiteMark.of(pages.NO_DUTY)
    if day is None:
        return pages.SiteMark.of(pages.UNDATED)
    if day <= due:
        return pages.SiteMark.of(pages.KEPT)
    return pages.SiteMark(pages.LATE, f"{pages.KIND_WORDS[pages.LATE]} {(day - due).days} 天")


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
