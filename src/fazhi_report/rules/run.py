"""Running of rules: issues become findings with code, severity and place; silenced ones are removed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from fazhi_report.comparison.years import Book
from fazhi_report.errors import FazhiError
from fazhi_report.findings import Finding, Issue, Place, Route, Severity
from fazhi_report.ledger import Ledger, LedgerEntry, evaluate, printed
from fazhi_report.model.matters import open_spots, touches
from fazhi_report.model.report import Report, Year
from fazhi_report.model.settings import DEFAULTS, Settings
from fazhi_report.model.statistics import YearStatistics
from fazhi_report.norms.duties import ReportDuty
from fazhi_report.norms.lexicon import Lexicon
from fazhi_report.norms.lexicon import lexicon as shipped_lexicon
from fazhi_report.norms.statistics import StatisticsForm
from fazhi_report.rules.own import own_rules
from fazhi_report.rules.registry import RULES, Rule, matches
from fazhi_report.rules.stale import texts_kept
from fazhi_report.rules.texts import Texts, read_texts
from fazhi_report.rules.told import numbers_held
from fazhi_report.source.load import Source
from fazhi_report.source.local_rules import duty_for
from fazhi_report.source.statistics_norms import statistics_norms_for

if TYPE_CHECKING:
    # Large, and most checks do not need them; the rules of waivers are imported with the other families.
    from fazhi_report.document.nodes import Document
    from fazhi_report.docx_in.printed import PrintedPages
    from fazhi_report.recognise.anatomy import Anatomy
    from fazhi_report.rules.waivers import Waived

_FAMILIES = (
    "fazhi_report.rules.source",
    "fazhi_report.rules.figure_keys",
    "fazhi_report.rules.consistency",
    "fazhi_report.rules.plausibility",
    "fazhi_report.rules.agreement",
    "fazhi_report.rules.enumerations",
    "fazhi_report.rules.arithmetic",
    "fazhi_report.rules.growth",
    "fazhi_report.rules.shares",
    "fazhi_report.rules.statements",
    "fazhi_report.rules.structure",
    "fazhi_report.rules.deadlines",
    "fazhi_report.rules.dates",
    "fazhi_report.rules.years",
    "fazhi_report.rules.punctuation",
    "fazhi_report.rules.typography",
    "fazhi_report.rules.privacy",
    "fazhi_report.rules.wording",
    "fazhi_report.rules.follow_up",
    "fazhi_report.rules.stale",
    "fazhi_report.rules.publication",
    "fazhi_report.rules.periods",
    "fazhi_report.rules.repeated",
    "fazhi_report.rules.titles",
    "fazhi_report.rules.waivers",
)
_STATISTICS_FAMILIES = ("fazhi_report.rules.statistics_cells", "fazhi_report.rules.statistics_sums")
"""The families that check tables of statistics and nothing else."""
_OF_DRAFTS = ("FZ510", "FZ511", "FZ512", "FZ513", "FZ514", "FZ518", "FZ519", "FZ520")
"""The rules that report open places and sentences of last year; in a draft all other rules skip such texts."""

_ALWAYS_ERRORS = ("FZ0", "FZ338", "FZ339", "FZ51", "FZ7")
"""What stays an error in an old report: it cannot be printed, must not be published, or is not filled in yet.

Other faults went out with the report years ago: whoever records it as it was cannot mend them any more.
"""

PASSED_OVER = "没有与它比"
"""End of the reason why a file that is there was passed over."""

_PAGE = "fazhi_report.rules.page"
"""The family of rules that checks .docx files."""

MOST_ISSUES = 300
"""Most issues reported per rule; a real report has some tens, a hostile file a hundred thousand."""

_ABSENT = {
    **dict.fromkeys(("report", "texts"), "文件有错误，读不出报告"),
    "year": "文件有错误，读不出内容",
    "before": "没有上一年度的数据文件",
    "ledger": "文件有错误，读不出指标",
    "lexicon": "没有词表",
    "today": "没有给出核对的日期",
    "waived": "没有豁免清单",
    "previous": "没有上一年度的数据",
    "siblings": "没有给出要比对的其他单位（--against）",
    "document": "报告没有编排成文",
    "duty": "没有查到本机关这一年度的报告期限",
    "printed": "没有加 --render，没有排出页面",
    "statistics": "文件有错误，读不出各表",
    "last_statistics": "没有上一年度的年报",
}


class Located(Protocol):
    """A file in which routes can be located."""

    def locate(self, route: Route, offset: int | None = None) -> Place:
        """Return the place of a route, or of a character of the text there."""
        ...


@dataclass(frozen=True, slots=True)
class Subjects:
    """The objects that rules can check; a rule that needs one that is None is skipped.

    Args:
        source: The data file, which locates the findings.
        report: The content of the file as a report; None for figures alone.
        year: The content of the file, a report or figures alone.
        previous: Last year's report; None when last year's file contains figures alone.
        before: Last year's figures, from a report or from a file of figures.
        siblings: Reports of other units for the same year.
        document: The report as it will be printed.
        ledger: The report's figures, the derived ones computed.
        edition: ``publish`` or ``submit``; some contents are allowed in one of them only.
        today: The day of the check; None when results must not depend on it.
        texts: The report's texts with references masked, collected once for all rules.
        lexicon: The word lists of the wording rules.
        waived: The effect of the waiver file, when the waiver file is checked.
        layout: The measured layout, when a .docx is checked; only the page rules run then.
        printed: Its pages as laid out by LibreOffice.
        settings: The office's settings: rules of its own, rules that it does not run, its indicators.
        passed_over: Why a file of last year that is there was not compared, Chinese; empty for none.
        statistics: The content of the file, where it holds tables of statistics.
        form: The norms of those tables.
        last_statistics: Last year's tables.
        duty: What the authors owe for the year, by the national and the local rules.
    """

    source: Source | None = None
    report: Report | None = None
    year: Year | None = None
    previous: Report | None = None
    before: Book | None = None
    siblings: tuple[Report, ...] | None = None
    document: Document | None = None
    ledger: Ledger | None = None
    edition: str = "publish"
    today: date | None = None
    texts: Texts | None = None
    lexicon: Lexicon | None = None
    waived: Waived | None = None
    layout: Anatomy | None = None
    printed: PrintedPages | None = None
    settings: Settings = DEFAULTS
    passed_over: str = ""
    statistics: YearStatistics | None = None
    form: StatisticsForm | None = None
    last_statistics: YearStatistics | None = None
    duty: ReportDuty | None = None

    @property
    def file(self) -> Located:
        """The checked file.

        Raises:
            ValueError: There is no file.
        """
        found = self.source if self.layout is None else self.layout.layout
        if found is None:
            raise ValueError("nothing to look at")
        return found

    @classmethod
    def of(
        cls,
        source: Source,
        *,
        edition: str = "publish",
        today: date | None = None,
        lexicon: Lexicon | None = None,
        previous: Year | None = None,
        siblings: tuple[Report, ...] | None = None,
        settings: Settings = DEFAULTS,
        passed_over: str = "",
        last_statistics: YearStatistics | None = None,
    ) -> Subjects:
        """Return the subjects of a data file and of the files beside it.

        Without a lexicon the shipped one is used. A file of figures alone has no report and no texts.
        """
        year, report = source.year, source.report
        if source.statistics is not None:
            norms = statistics_norms_for(Path(source.path))
            found = cls(source, edition=edition, today=today, settings=settings)
            form = norms.forms[source.statistics.kind]
            return replace(found, statistics=source.statistics, form=form, last_statistics=last_statistics)
        if year is None:
            return cls(source, edition=edition, today=today, settings=settings)
        return cls(
            source,
            report,
            year=year,
            previous=previous if isinstance(previous, Report) else None,
            before=None if previous is None else Book.of(previous),
            siblings=siblings,
            ledger=evaluate(year.figures),
            edition=edition,
            today=today,
            texts=None if report is None else read_texts(report),
            lexicon=shipped_lexicon() if lexicon is None else lexicon,
            settings=settings,
            passed_over=passed_over,
            duty=None if report is None else duty_for(report, Path(source.path)),
        )


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of a check.

    Args:
        findings: Sorted by place, then code.
        skipped: Code and reason of each skipped rule.
        numbers: Count of numbers in the texts; 0 when only some rules ran.
        held: Count of those that were compared with others; the rest were not checked.
    """

    findings: tuple[Finding, ...]
    skipped: tuple[tuple[str, str], ...] = ()
    numbers: int = 0
    held: int = 0

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that are errors, any of which prevents a build."""
        return tuple(finding for finding in self.findings if finding.severity == Severity.ERROR)


def rules() -> Mapping[str, Rule]:
    """Return every rule by code, after importing all families."""
    import_module(_PAGE)
    statistics_rules()
    return RULES


def data_rules() -> Mapping[str, Rule]:
    """Return the rules for data files."""
    for family in _FAMILIES:
        import_module(family)
    return {code: one for code, one in RULES.items() if not {"layout", "statistics"} & set(one.needs)}


def statistics_rules() -> Mapping[str, Rule]:
    """Return the rules for tables of statistics, with those for whatever is YAML."""
    known = data_rules()
    for family in _STATISTICS_FAMILIES:
        import_module(family)
    own = {code: one for code, one in RULES.items() if "statistics" in one.needs}
    return {code: one for code, one in known.items() if one.needs == ("source",)} | own


def page_rules() -> Mapping[str, Rule]:
    """Return the rules for .docx files."""
    import_module(_PAGE)
    return {code: one for code, one in RULES.items() if "layout" in one.needs}


def require(named: Sequence[str], known: Mapping[str, Rule]) -> None:
    """Refuse unknown codes, because after a typing error in ``--select`` every file would pass.

    Args:
        named: Codes or prefixes.
        known: The known rules.

    Raises:
        FazhiError: A code or prefix matches no rule.
    """
    if unknown := [name for name in named if not any(matches(code, (name,)) for code in known)]:
        families = "、".join(sorted({code[:2] for code in known}))
        raise FazhiError(
            f"没有规则 {'、'.join(unknown)}", f"这里的规则以 {families} 开头，用 fazhi-report rules 查看"
        )


def check(subjects: Subjects, *, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Checked:
    """Return the findings of the rules.

    Args:
        subjects: The objects to check.
        select: Prefixes of the codes to run; empty means all. Rules that cannot be silenced always run.
        ignore: Prefixes of the codes to skip.
    """
    findings: set[Finding] = set()
    skipped: list[tuple[str, str]] = []
    chosen = _chosen(subjects)
    select = select or subjects.settings.selected
    reasons = {one.code: one.reason for one in subjects.settings.ignored}
    unwritten = () if subjects.report is None else tuple(route for route, _ in open_spots(subjects.report))
    if unwritten and subjects.report is not None:
        unwritten += tuple(_with_open_figures(subjects.report, subjects.ledger or {}))
        if subjects.previous is not None:
            unwritten += texts_kept(subjects.report, subjects.previous)
    for code, one in sorted(chosen.items()):
        if one.silenceable and ((select and not matches(code, select)) or matches(code, ignore)):
            continue
        if one.silenceable and (reason := _reason(code, reasons)):
            skipped.append((code, f"本机关不查：{reason}"))
            continue
        if unwritten and _waits(one) and one.severity == Severity.NOTE:
            skipped.append((code, "文件里还有待填之处，提示先不查"))
            continue
        absent = [need for need in one.needs if getattr(subjects, need) is None]
        if absent:
            skipped.append((code, _why(absent[0], subjects)))
        else:
            findings.update(_findings(one, subjects, unwritten))
    numbers, held = (0, 0)
    if subjects.report is not None and subjects.ledger is not None and not select:
        numbers, held = numbers_held(subjects.report, subjects.ledger)
    return Checked(tuple(sorted(findings)), tuple(skipped), numbers, held)


def _chosen(subjects: Subjects) -> Mapping[str, Rule]:
    """Return the rules for the kind of file that is checked."""
    if subjects.layout is not None:
        return page_rules()
    if subjects.source is not None and subjects.source.is_statistics:
        return statistics_rules()
    return {**data_rules(), **own_rules(subjects.settings)}


def _with_open_figures(report: Report, ledger: Mapping[str, LedgerEntry]) -> Iterator[Route]:
    """Yield the routes of the texts that print a figure that is still to be filled in."""
    for key, spots in printed(report).items():
        if key in ledger and ledger[key].is_open:
            yield from (route for route, _ in spots)


def _reason(code: str, reasons: Mapping[str, str]) -> str:
    """The office's reason for not running a rule; empty where it runs."""
    return next((reason for prefix, reason in reasons.items() if code.startswith(prefix)), "")


def _why(need: str, subjects: Subjects) -> str:
    alone = subjects.year is not None and need in {"report", "texts", "document"}
    if need in {"previous", "before"} and subjects.passed_over:
        return f"{subjects.passed_over}，{PASSED_OVER}"
    return "文件只有指标（kind: figures），没有报告" if alone and subjects.report is None else _ABSENT[need]


def _waits(one: Rule) -> bool:
    """Whether a rule skips texts that are not written yet."""
    return one.silenceable and not one.code.startswith(_OF_DRAFTS)


def _findings(one: Rule, subjects: Subjects, unwritten: Sequence[Route]) -> Iterator[Finding]:
    """Yield the findings of a rule; unwritten texts are left to the rules for drafts."""
    issues: Iterable[Issue] = one.check(*(getattr(subjects, name) for name in (*one.needs, *one.wants)))
    ignores = () if subjects.source is None else subjects.source.ignores
    file = subjects.file
    number = 0
    for issue in issues:
        if _waits(one) and any(touches(issue.route, route) for route in unwritten):
            continue
        if issue.question and unwritten:
            continue
        number += 1
        if number > MOST_ISSUES:
            return
        place = file.locate(issue.route, issue.offset)
        if one.silenceable and any(excuse.covers(one.code, place.line) for excuse in ignores):
            continue
        related = tuple(file.locate(route) for route in issue.related)
        hint = (
            "这条规则的问题还有很多，没有一一列出；检查文件是不是弄错了"
            if number == MOST_ISSUES
            else issue.hint
        )
        yield Finding(
            place,
            one.code,
            _severity(one, issue, subjects),
            issue.message,
            hint,
            issue.route,
            related,
            edits=issue.edits,
        )


def _severity(one: Rule, issue: Issue, subjects: Subjects) -> Severity:
    """Return the severity of an issue: a question is a note, and a fault of an old report at most a warning."""
    if issue.question:
        return Severity.NOTE
    old = subjects.report is not None and subjects.report.as_issued
    return (
        min(one.severity, Severity.WARNING) if old and not matches(one.code, _ALWAYS_ERRORS) else one.severity
    )
