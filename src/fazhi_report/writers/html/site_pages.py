"""The pages of a city's site: its units and years, their figures, comparison, deadlines, data and search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from fazhi_report.document.fact import Fact
from fazhi_report.writers.html.assets import render
from fazhi_report.writers.html.figures import by_domain, charts, drawn, groups, rows_of
from fazhi_report.writers.html.page import embedded
from fazhi_report.writers.html.site_frame import SiteFrame, comparison_name, deadlines_name, framed

KEPT, LATE, UNDATED, MISSING, NO_DUTY = "kept", "late", "undated", "missing", "none"
"""Kinds of marks; each mark says in words what it means, and a page never tells it by colour alone."""
KIND_WORDS = {KEPT: "按期", LATE: "逾期", UNDATED: "没有写日期", MISSING: "未报", NO_DUTY: "没有规定期限"}
REPORT, FIGURES, FAULTY, UNREAD, ABSENT, CLOSED, NO_DATA = (
    "report",
    "figures",
    "faulty",
    "unread",
    "missing",
    "closed",
    "no_data",
)
"""What there is of a unit for a year."""
STATE_WORDS = {
    REPORT: "报告",
    FIGURES: "数据",
    FAULTY: "数据",
    UNREAD: "读不出",
    ABSENT: "未报",
    CLOSED: "不公开",
    NO_DATA: "—",
}
_UNMARKED = {FIGURES: "只有数据", FAULTY: "报告有错误", UNREAD: "读不出", CLOSED: "不公开"}
"""States of which nothing is said of deadlines."""


@dataclass(frozen=True, slots=True)
class SiteMark:
    """Whether a deadline was kept.

    Args:
        kind: One of the kinds of marks.
        words: What it says.
    """

    kind: str
    words: str

    @classmethod
    def of(cls, kind: str) -> SiteMark:
        """Return the mark that says no more than its kind."""
        return cls(kind, KIND_WORDS[kind])


@dataclass(frozen=True, slots=True)
class SiteYear:
    """What there is of a unit for a year.

    Args:
        year: The year.
        state: One of `STATE_WORDS`.
        page: Path of its page below the site's folder; empty for none.
        title: The title of its report; empty for none.
        due: The last day to submit the report, ISO 8601; empty when no rule sets one.
        issued: 成文日期; empty when not written.
        submitted: Whether it was submitted in time; None where there is no report.
        publish_by: The last day to publish it; empty when no rule sets one.
        published: The day of publication; empty when not written.
        publication: Whether it was published in time; None where there is no report.
        source: The rule that sets the days.
    """

    year: int
    state: str
    page: str = ""
    title: str = ""
    due: str = ""
    issued: str = ""
    submitted: SiteMark | None = None
    publish_by: str = ""
    published: str = ""
    publication: SiteMark | None = None
    source: str = ""

    @property
    def words(self) -> str:
        """What there is, in one word."""
        return STATE_WORDS[self.state]

    @property
    def mark(self) -> SiteMark | None:
        """What is said of the deadline to submit; for a missing report that it is missing."""
        return SiteMark.of(MISSING) if self.state == ABSENT else self.submitted


@dataclass(frozen=True, slots=True)
class SiteUnit:
    """A unit of the site.

    Args:
        name: Its name.
        short: Its name without that of the city.
        kind: Its kind in the words of the roster; empty when unknown.
        page: Path of its page below the site's folder; empty where there are no data of it.
        years: One entry per year of the site, latest first.
        owes: Whether it is one of the units that have to report: not the city itself, nor one beside the roster.
    """

    name: str
    short: str
    kind: str
    page: str
    years: tuple[SiteYear, ...]
    owes: bool = True

    def of(self, year: int) -> SiteYear:
        """Return what there is for a year."""
        return next(one for one in self.years if one.year == year)


@dataclass(frozen=True, slots=True)
class Tally:
    """How the units of a site stand in a year.

    Args:
        year: The year.
        units: How many units have to report.
        answered: How many have answered.
        counts: Kind of mark, or state of those without one; its words; how many units, where there are any.
    """

    year: int
    units: int
    answered: int
    counts: tuple[tuple[str, str, int], ...]


def tally(units: Sequence[SiteUnit], year: int) -> Tally:
    """Return how the units that have to report stand in a year."""
    found = [one for unit in units if unit.owes and (one := unit.of(year)).state != NO_DATA]
    kinds = Counter(one.mark.kind if one.mark else one.state for one in found)
    named = (*KIND_WORDS.items(), *_UNMARKED.items())
    counts = tuple((kind, words, kinds[kind]) for kind, words in named if kinds[kind])
    answered = sum(one.state != ABSENT for one in found)
    return Tally(year, len(found), answered, counts)


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """The figures of one unit and year whose report has no page.

    Args:
        organ: The unit.
        year: The year.
        facts: The figures.
    """

    organ: str
    year: int
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A figure of all units.

    Args:
        key: Indicator key.
        label: Chinese name.
        total: The total in words.
        of: Of how many units it is the sum, where some are lacking; empty otherwise.
        why: What the remark is about, in a word.
        remark: Why there is no total, what it lacks, or how it was computed; empty otherwise.
        cells: What each unit answered, and whether it is a number.
    """

    key: str
    label: str
    total: str
    of: str
    why: str
    remark: str
    cells: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class ComparedChart:
    """A small chart with one bar per unit, the largest first.

    Args:
        key: Indicator key.
        label: Chinese name.
        ends: The largest and the smallest in words.
        bars: Height in per cent of the largest, and what the bar stands for.
    """

    key: str
    label: str
    ends: str
    bars: tuple[tuple[str, str], ...]

    @property
    def step(self) -> float:
        """The width of a bar with the gap after it, in per cent."""
        return 100 / len(self.bars)


@dataclass(frozen=True, slots=True)
class Compared:
    """The figures of all units for a year.

    Args:
        year: The year.
        summary: How many units and figures.
        missing: Units that have not answered.
        units: Name and page of each unit, in the order of the columns.
        domains: The rows by domain.
        charts: The small charts.
    """

    year: int
    summary: str
    missing: tuple[str, ...]
    units: tuple[tuple[str, str], ...]
    domains: tuple[tuple[str, tuple[ComparedRow, ...]], ...]
    charts: tuple[ComparedChart, ...]


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file of the open data.

    Args:
        path: Its path below the site's folder.
        name: Its Chinese name.
        use: What is in it.
        size: Its size in words.
        columns: Name, title and meaning of its columns; none where it has none of its own.
    """

    path: str
    name: str
    use: str
    size: str
    columns: tuple[tuple[str, str, str], ...] = ()


def write_units(frame: SiteFrame, units: Sequence[SiteUnit]) -> bytes:
    """Return the first page: units × years."""
    kinds: dict[str, list[SiteUnit]] = {}
    for unit in units:
        kinds.setdefault(unit.kind, []).append(unit)
    return render(
        "site_index.html.j2",
        **framed(frame),
        **_head(frame, f"{frame.city}法治政府建设年度报告"),
        kinds=list(kinds.items()),
        tallies=[tally(units, year) for year in frame.years],
        reports=sum(one.state == REPORT for unit in units for one in unit.years),
        deadlines={year: deadlines_name(year) for year in frame.years},
    )


def write_unit(frame: SiteFrame, unit: SiteUnit, figures: Sequence[tuple[int, Sequence[Fact]]]) -> bytes:
    """Return the page of a unit: its years, and their figures side by side.

    Args:
        frame: The site.
        unit: The unit.
        figures: Year and figures, in the order of the years.
    """
    made = rows_of(figures)
    return render(
        "site_unit.html.j2",
        **framed(frame),
        **_head(frame, f"{unit.name}法治政府建设年度报告"),
        organ=unit.name,
        unit=unit,
        years=[year for year, _ in figures],
        domains=by_domain(made),
        charts=drawn(made),
        draws=any(row.is_drawn for row in made),
    )


def write_figures(frame: SiteFrame, found: UnitFigures, why: str) -> bytes:
    """Return the page of a year of which there are figures and no text.

    Args:
        frame: The site.
        found: The figures.
        why: Why there is no text.
    """
    return render(
        "site_figures.html.j2",
        **framed(frame),
        **_head(frame, f"{found.organ}{found.year}年法治政府建设数据"),
        why=why,
        whose="",
        document=found,
        properties=found,
        groups=groups(found.facts),
        charts=charts(found.facts),
        has_previous=any(fact.previous for fact in found.facts),
    )


def write_comparison(frame: SiteFrame, compared: Compared) -> bytes:
    """Return the page that puts the units of a year side by side."""
    return render(
        "site_compare.html.j2",
        **framed(frame),
        **_head(frame, f"{frame.city}{compared.year}年各单位数据横向对照"),
        compared=compared,
        others=[(year, comparison_name(year)) for year in frame.compared],
    )


def write_deadlines(frame: SiteFrame, units: Sequence[SiteUnit], year: int) -> bytes:
    """Return the page that says who kept the deadlines of a year."""
    rows = [(unit, unit.of(year)) for unit in units]
    return render(
        "site_deadlines.html.j2",
        **framed(frame),
        **_head(frame, f"{frame.city}{year}年度报告的期限"),
        year=year,
        tally=tally(units, year),
        rows=rows,
        sources=tuple(dict.fromkeys(one.source for _, one in rows if one.source)),
        others=[(one, deadlines_name(one)) for one in frame.years],
    )


def write_data(frame: SiteFrame, files: Sequence[SiteFile]) -> bytes:
    """Return the page with the open data and their dictionary."""
    return render(
        "site_data.html.j2", **framed(frame), **_head(frame, f"{frame.city}法治政府建设开放数据"), files=files
    )


def write_search(frame: SiteFrame, index: object) -> bytes:
    """Return the page that searches without a server: the index stands in it."""
    return render(
        "site_search.html.j2",
        **framed(frame, "search.js"),
        **_head(frame, f"搜索{frame.city}法治政府建设年度报告"),
        index=embedded(index),
    )


def at(frame: SiteFrame, here: str) -> SiteFrame:
    """Return the frame of another page of the same site."""
    return replace(frame, here=here)


def _head(frame: SiteFrame, title: str) -> dict[str, Any]:
    return {"title": title, "heading": title, "site": f"{frame.city}法治政府建设年度报告"}
