"""Check data files: all of them in one process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fazhi_report import __version__
from fazhi_report.checks.registry import Rule
from fazhi_report.checks.run import Subjects, check, rules
from fazhi_report.findings import Finding
from fazhi_report.reporters.summary import RuleCard, Summary
from fazhi_report.source.load import load


@dataclass(frozen=True, slots=True)
class Validation:
    """What checking some files gave: all findings, sorted, and the sum."""

    findings: tuple[Finding, ...]
    summary: Summary


def validate_files(
    paths: Sequence[Path], *, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> Validation:
    """Load data files and run the rules on each, in one process.

    Args:
        paths: The data files.
        select: Codes or prefixes of the rules to run; empty for all.
        ignore: Codes or prefixes of the rules to leave out.

    Raises:
        FazhiError: A file cannot be opened.
    """
    results = [check(Subjects.of(load(path)), select=select, ignore=ignore) for path in paths]
    findings = tuple(sorted(finding for result in results for finding in result.findings))
    summary = Summary.of(
        findings,
        len(paths),
        (skip for result in results for skip in result.skipped),
        paths=paths,
        rules=map(_card, rules().values()),
        version=__version__,
    )
    return Validation(findings, summary)


def _card(one: Rule) -> RuleCard:
    return RuleCard(one.code, one.slug, one.title, one.page, one.severity)
