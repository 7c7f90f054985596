"""Check any .docx against GB/T 9704-2012: measure, recognise, judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fazhi_report import __version__
from fazhi_report.checks.page.verdicts import Verdict, verdicts
from fazhi_report.checks.registry import Rule, matches
from fazhi_report.checks.run import Subjects, check, page_rules
from fazhi_report.errors import FazhiError
from fazhi_report.findings import Finding
from fazhi_report.layout.anatomy import Anatomy
from fazhi_report.layout.measure import measure
from fazhi_report.layout.printed import Printed
from fazhi_report.layout.recognise import recognise
from fazhi_report.pipeline.print_docx import print_pages
from fazhi_report.reporters.summary import RuleCard, Summary
from fazhi_report.wordfile.files import read_file
from fazhi_report.writers.printing import Printing


@dataclass(frozen=True, slots=True)
class Look:
    """What to look for.

    Args:
        select: Codes or prefixes of the rules to run; empty for all.
        ignore: Codes or prefixes of the rules to leave out.
        printing: How to print the pages through LibreOffice, to measure them, too; None not to.
    """

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    printing: Printing | None = None


@dataclass(frozen=True, slots=True)
class Inspected:
    """What looking at one file gave.

    Args:
        path: The file.
        layout: What it looks like.
        findings: What is wrong, sorted.
        verdicts: Clause by clause.
        skipped: Code and reason of each rule that lacked a subject.
    """

    path: Path
    layout: Anatomy
    findings: tuple[Finding, ...]
    verdicts: tuple[Verdict, ...]
    skipped: tuple[tuple[str, str], ...]


def inspect(path: Path, look: Look) -> Inspected:
    """Look at one file.

    Raises:
        FazhiError: It is no .docx, one that is not let in, or cannot be printed.
    """
    data = read_file(path)
    try:
        layout = recognise(measure(data, path))
        printed = None if look.printing is None else print_pages(data, layout, look.printing)
    except FazhiError as error:
        raise FazhiError(f"{path}：{error.message}", error.hint) from None
    return judge(path, layout, look, printed)


def judge(path: Path, layout: Anatomy, look: Look, printed: Printed | None = None) -> Inspected:
    """The rules on a file that is measured already."""
    checked = check(Subjects(layout=layout, printed=printed), select=look.select, ignore=look.ignore)
    selected = {
        code
        for code in page_rules()
        if (not look.select or matches(code, look.select)) and not matches(code, look.ignore)
    }
    lacked = {code for code, _ in checked.skipped}
    table = verdicts(layout, checked.findings, lacked, selected)
    return Inspected(path, layout, checked.findings, table, checked.skipped)


def summary_of(looked_at: Sequence[Inspected]) -> Summary:
    """The sum of several files."""
    return Summary.of(
        (finding for one in looked_at for finding in one.findings),
        len(looked_at),
        (skip for one in looked_at for skip in one.skipped),
        paths=(one.path for one in looked_at),
        rules=map(_card, page_rules().values()),
        version=__version__,
    )


def _card(one: Rule) -> RuleCard:
    return RuleCard(one.code, one.slug, one.title, one.page, one.severity)
