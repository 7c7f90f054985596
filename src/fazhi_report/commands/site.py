"""The site of a city: one folder of pages and open data, for a web server or a disk."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import lru_cache
from pathlib import Path, PurePosixPath

from fazhi_report.commands.city import DATA, City, YearFile, city_below, organ_of
from fazhi_report.commands.reading import unit_years
from fazhi_report.commands.roster import MOST_UNITS, Roster, RosterUnit, roster_of
from fazhi_report.commands.site_data import FOLDER, METADATA, TABLES, SiteData
from fazhi_report.commands.site_search import SearchIndex
from fazhi_report.commands.site_units import UNITS, SiteUnitTask, UnitPages, make_unit
from fazhi_report.commands.wide import city_name
from fazhi_report.commands.workers import Workers
from fazhi_report.comparison.wide import WideRow, WideTable, compare_wide, value_of
from fazhi_report.comparison.wide_sheet import answer_text, charted, to_csv
from fazhi_report.errors import FazhiError, system_reason
from fazhi_report.files import RECORDS, changed_or_foreign, deliver, remove, write_note
from fazhi_report.model.unit_sum import AnswerState
from fazhi_report.regular_files import read_regular
from fazhi_report.source.load import load
from fazhi_report.text.file_names import folded, safe_name
from fazhi_report.text.organ_names import plain_name, split_authors
from fazhi_report.writers.html import site_pages as pages
from fazhi_report.writers.html.beside import size_words
from fazhi_report.writers.html.site_frame import (
    DATA as DATA_PAGE,
)
from fazhi_report.writers.html.site_frame import (
    INDEX,
    SEARCH,
    SiteFrame,
    comparison_name,
    deadlines_name,
)

_Files = dict[str, tuple[str, list[YearFile]]]
"""Plain name → name as written, data files."""
_NOTE = "site.json"
_OWN, _BESIDE = "本级", "花名册之外"


@dataclass(frozen=True, slots=True)
class SiteOptions:
    """What to put on a site.

    Args:
        out: The site's folder.
        name: Name of the city; empty for that of `city_name`.
        years: The years; all where none are given.
        roster: Who has to report; None for the roster in the city's folder, if there is one.
        force: Write into a folder that holds files which no site wrote.
        today: The day on which waivers are looked at; None for the day of the run.
    """

    out: Path
    name: str = ""
    years: tuple[int, ...] = ()
    roster: Roster | None = None
    force: bool = False
    today: date | None = None


@dataclass(frozen=True, slots=True)
class SiteResult:
    """What a site has become.

    Args:
        index: Its first page.
        units: How many units it has.
        reports: How many reports with their whole text.
        files: How many files were written.
        figures: How many figures are in its open data.
        left_out: How many data files have no page of a whole report, though they hold or should hold one.
        city: What was read, and what was passed over.
    """

    index: Path
    units: int
    reports: int
    files: int
    figures: int
    left_out: int
    city: City


@dataclass(frozen=True, slots=True)
class _Planned:
    """A unit before it is made: its entry without data, its files, and further names."""

    unit: pages.SiteUnit
    files: tuple[YearFile, ...]
    names: tuple[str, ...] = ()


def site(
    city: Path, options: SiteOptions, workers: Workers, on_unit: Callable[[UnitPages], None]
) -> SiteResult:
    """Write the site of a city; the same data give the same bytes.

    Args:
        city: The folder of the city.
        options: What to put on the site.
        workers: The processes that make the units' pages.
        on_unit: Is called with each unit as its turn comes.

    Raises:
        FazhiError: There are no data, the roster has faults, the folder holds files that are not to be replaced, or
            the disk refuses. Files of others are found before anything is written.
    """
    found = city_below([city]).of_years(options.years).once()
    years = sorted({one.year for unit in found.units for one in unit.years if one.year is not None})
    if not years:
        asked = f" {'、'.join(map(str, options.years))} 年的" if options.years else "任何年度的"
        raise FazhiError(f"{city} 里没有{asked}数据文件", "先用 collect 收齐，或检查年度和路径")
    roster = options.roster or roster_of(city)
    made = _Site(city, options, roster, found, tuple(reversed(years)))
    try:
        _require_own(options.out, force=options.force)
        return made.write(workers, on_unit)
    except OSError as error:
        raise FazhiError(
            f"写不进 {options.out}：{system_reason(error)}", "检查磁盘空间、文件夹权限"
        ) from error


def _require_own(folder: Path, *, force: bool) -> None:
    found = changed_or_foreign(folder) if folder.is_dir() else ()
    strange = next((path for path in found if not force or path.is_symlink()), None)
    if strange is not None and strange.is_symlink():
        raise FazhiError(f"{strange} 是链接，没有往里写", "移走这个链接，或换一个空文件夹（-o）")
    if strange is not None:
        raise FazhiError(
            f"{strange} 不是本工具写的，或写好之后被人改过，整个网站没有动",
            "换一个空文件夹（-o），移走该文件，或确认后加 --force",
        )


class _Site:
    """A site while it is written."""

    def __init__(
        self, city: Path, options: SiteOptions, roster: Roster | None, found: City, years: tuple[int, ...]
    ) -> None:
        self._city, self._options, self._roster, self._found = city, options, roster, found
        self._authors: dict[str, frozenset[str]] = {}
        name = options.name or city_name(city).removesuffix("人民政府")
        own = city.absolute() / DATA
        with_units = {
            one.year for unit in found.units for one in unit.years if one.path.absolute().parent != own
        }
        compared = tuple(year for year in years if year in with_units)
        self._frame = SiteFrame(name, years, INDEX, compared)
        self._planned = tuple(self._plan())
        self._index = SearchIndex()
        self._written: list[str] = []
        self._compared_files: dict[str, bytes] = {}

    def write(self, workers: Workers, on_unit: Callable[[UnitPages], None]) -> SiteResult:
        """Write all of it."""
        options, old = self._options, _noted(self._options.out)
        data = SiteData(options.out, force=options.force)
        units: list[pages.SiteUnit] = []
        figures = left_out = 0
        try:
            data.open()
            for planned, one in zip(self._planned, self._made(workers), strict=True):
                if one.refusal[0]:
                    raise FazhiError(*one.refusal)
                units.append(one.unit)
                data.add(one.rows, one.unit)
                self._index.add(one, planned.names)
                self._written += one.files
                figures += len(one.rows)
                left_out += len(one.troubles)
                on_unit(one)
            self._front(units)
            self._written += data.finish(units, self._compared_files)
        finally:
            data.drop()
        self._last_pages()
        names = set(self._written)
        for name in sorted(old - names):
            remove(options.out / name)
        write_note(options.out, _NOTE, (json.dumps(sorted(names), indent=0) + "\n").encode("utf-8"))
        reports = sum(one.state == pages.REPORT for unit in units for one in unit.years)
        index = options.out / INDEX
        return SiteResult(index, len(units), reports, len(names), figures, left_out, self._found)

    def _made(self, workers: Workers) -> Iterator[UnitPages]:
        tasks = [self._task(one, workers) for one in self._planned if one.files]
        done = workers.map(make_unit, tasks, _lost)
        for one in self._planned:
            yield next(done) if one.files else UnitPages(one.unit)

    def _task(self, planned: _Planned, workers: Workers) -> SiteUnitTask:
        files, out = planned.files, self._options.out
        if workers.remote:
            files = tuple(replace(one, path=one.path.absolute()) for one in files)
            out = out.absolute()
        return SiteUnitTask(planned.unit, files, self._frame, out, self._options.force, self._options.today)

    # ── Who is on the site ───────────────────────────────────────────────────────────────────────────────────────

    def _plan(self) -> Iterator[_Planned]:
        """Yield the units: the city itself, those of the roster in its order, and those beside it."""
        own, files = self._files()
        taken: set[str] = set()
        for name, of_name in own.items():
            yield self._unit(name, _OWN, of_name, taken=taken, without=pages.NO_DATA)
        for owing in self._roster.units if self._roster else ():
            mine = [files.pop(name) for name in _names(owing) if name in files] or self._joint(owing, files)
            of_unit = [one for _, found in mine for one in found]
            yield self._unit(
                owing.name, owing.kind, of_unit, taken=taken, without=pages.ABSENT, names=owing.short_names
            )
        for name, of_name in files.values():
            yield self._unit(
                name, _BESIDE if self._roster else "", of_name, taken=taken, without=pages.NO_DATA
            )

    def _joint(self, owing: RosterUnit, files: _Files) -> list[tuple[str, list[YearFile]]]:
        """Take the files of joint authors, of whom the roster may name all or one."""
        wanted = {plain_name(name) for name in split_authors(owing.name)} | set(_names(owing))
        for key, (_, found) in files.items():
            # Read once: every unit that has not answered looks through all of them.
            if key not in self._authors:
                self._authors[key] = _authors(found[-1].path)
        return [files.pop(key) for key in tuple(files) if wanted & self._authors[key]]

    def _files(self) -> tuple[dict[str, list[YearFile]], _Files]:
        """The city's own files by organ, and those of the units by plain name with the name as written."""
        home = self._city.absolute() / DATA
        own: dict[str, list[YearFile]] = {}
        files: _Files = {}
        for unit in self._found.units:
            name = organ_of(unit.files[-1]) or unit.title
            if unit.files[-1].absolute().parent == home:
                own.setdefault(name, []).extend(unit.years)
            else:
                files.setdefault(plain_name(name), (name, []))[1].extend(unit.years)
        return own, files

    def _unit(
        self,
        name: str,
        kind: str,
        files: Sequence[YearFile],
        *,
        taken: set[str],
        without: str,
        names: tuple[str, ...] = (),
    ) -> _Planned:
        folder = base = safe_name(name, "_")
        count = 1
        while files and folded(folder) in taken:
            count += 1
            folder = f"{base}-{count}"
        if files:
            taken.add(folded(folder))
        years = tuple(pages.SiteYear(year, without) for year in self._frame.years)
        page = f"{UNITS}/{folder}/index.html" if files else ""
        short = name.removeprefix(self._frame.city) or name
        ordered = tuple(sorted(files, key=lambda one: one.year or 0))
        unit = pages.SiteUnit(name, short, kind, page, years, owes=kind not in {_OWN, _BESIDE})
        return _Planned(unit, ordered, names)

    # ── Pages of the whole site ──────────────────────────────────────────────────────────────────────────────────

    def _front(self, units: Sequence[pages.SiteUnit]) -> None:
        """Write the pages that need all units: the first page, the comparisons, the deadlines."""
        made = {INDEX: pages.write_units(self._frame, units)}
        for year in self._frame.years:
            name = deadlines_name(year)
            made[name] = pages.write_deadlines(pages.at(self._frame, name), units, year)
        self._deliver(made)
        for year in self._frame.compared:
            table = self._table(units, year)
            compared = _compared(table, {one.name: one for one in units})
            name = comparison_name(year)
            self._deliver({name: pages.write_comparison(pages.at(self._frame, name), compared)})
            self._compared_files[f"{PurePosixPath(name).stem}.csv"] = to_csv(table)
            self._index.add_comparison(compared, name)

    def _table(self, units: Sequence[pages.SiteUnit], year: int) -> WideTable:
        closed = {plain_name(one.name) for one in units if one.of(year).state == pages.CLOSED}
        found = unit_years(self._city, year, roster=self._roster)
        shown = [one for one in found if plain_name(one.unit) not in closed]
        return compare_wide(self._frame.city, year, shown)

    def _last_pages(self) -> None:
        """Write the pages that need the finished data."""
        self._deliver(
            {
                DATA_PAGE: pages.write_data(pages.at(self._frame, DATA_PAGE), self._data_files()),
                SEARCH: pages.write_search(pages.at(self._frame, SEARCH), self._index.plain()),
            }
        )

    def _data_files(self) -> list[pages.SiteFile]:
        listed = []
        for table in TABLES:
            columns = tuple((one.name, one.title, one.meaning) for one in table.columns)
            listed.append((table.file, f"{table.title} CSV", table.use, columns))
        listed.append(("figures.json", "全部指标 JSON", "与 CSV 相同，供程序读取", ()))
        for name in self._compared_files:
            year = name.removeprefix("compare-").removesuffix(".csv")
            listed.append((name, f"{year}年横向对照 CSV", "指标为行、单位为列", ()))
        listed.append((METADATA, "表的结构 JSON", "CSV on the Web 的元数据", ()))
        folder = self._options.out / FOLDER
        return [
            pages.SiteFile(
                f"{FOLDER}/{name}", title, use, size_words((folder / name).stat().st_size), columns
            )
            for name, title, use, columns in listed
        ]

    def _deliver(self, files: dict[str, bytes]) -> None:
        deliver(self._options.out, files, force=self._options.force)
        self._written += files


@lru_cache(maxsize=MOST_UNITS)
def _authors(path: Path) -> frozenset[str]:
    """The plain names of the authors of a data file; none where it cannot be read, or is of one alone."""
    try:
        year = load(path).year
    except FazhiError:
        return frozenset()
    if year is None or len(year.organ.each) < 2:  # noqa: PLR2004  (joint: two or more)
        return frozenset()
    return frozenset(plain_name(one.name) for one in year.organ.each)


def _names(owing: RosterUnit) -> tuple[str, ...]:
    return tuple(dict.fromkeys(plain_name(name) for name in (owing.name, *owing.short_names)))


def _compared(table: WideTable, units: dict[str, pages.SiteUnit]) -> pages.Compared:
    """Return a wide comparison as its page shows it."""
    known = [units.get(name) for name in table.units]
    heads = tuple(
        (one.short, one.page) if one else (name, "") for name, one in zip(table.units, known, strict=True)
    )
    owing = len(table.units) - len(table.outside)
    beside = f"，另有花名册之外 {len(table.outside)} 家（不计入合计）" if table.outside else ""
    totals = sum(row.total is not None for row in table.rows)
    summary = (
        f"{owing} 家单位，已报 {owing - len(table.missing)} 家{beside}；"
        f"{len(table.rows)} 项指标，{totals} 项有合计。"
    )
    domains = tuple((name, tuple(map(_row, rows))) for name, rows in table.domains())
    charts = tuple(map(_chart, charted(table)))
    return pages.Compared(table.year, summary, table.missing, heads, domains, charts)


def _row(row: WideRow) -> pages.ComparedRow:
    cells = tuple(
        (answer_text(one), one.written is not None or one.state is AnswerState.ZERO) for one in row.answers
    )
    total, _, of = row.total_text.partition("（")
    why = "缺哪几家" if of else "怎么算的" if row.total is not None else "为什么没有合计"
    return pages.ComparedRow(row.key, row.label, total, of.rstrip("）"), why, row.remark, cells)


def _chart(row: WideRow) -> pages.ComparedChart:
    values = [(one, value) for one in row.answers if (value := value_of(one)) is not None]
    values.sort(key=lambda pair: -pair[1])
    top = max(value for _, value in values) or Fraction(1)
    bars = tuple(
        (f"{max(float(value / top * 100), 0):.2f}", f"{one.unit} {answer_text(one)}") for one, value in values
    )
    first, last = bars[0][1], bars[-1][1]
    return pages.ComparedChart(row.key, row.label, f"最多 {first}，最少 {last}", bars)


def _noted(folder: Path) -> set[str]:
    """The files of the last site by its record; names that would lead out of the folder are ignored."""
    try:
        found = json.loads(read_regular(folder / RECORDS / _NOTE))
        paths = {name: PurePosixPath(name) for name in found if isinstance(name, str)}
    except (FazhiError, OSError, ValueError, TypeError, RecursionError):
        return set()
    return {
        name
        for name, path in paths.items()
        if not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name
    }


def _lost(task: SiteUnitTask) -> UnitPages:
    path = task.files[0].path
    return UnitPages(task.unit, refusal=(f"处理 {path} 的进程意外终止，多半是内存不足", "加 --jobs 1 再试"))
