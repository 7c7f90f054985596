"""Findings for people: one line each, the cure indented below."""

from __future__ import annotations

from collections.abc import Iterable

from fazhi_report.findings import Finding
from fazhi_report.reporters.summary import Summary
from fazhi_report.reporters.visible import visible


def report(findings: Iterable[Finding], summary: Summary) -> str:
    """``path:line:column CODE 级别 message`` and the hint; nothing at all when there is nothing to say.

    The sum is no finding: whoever wants to show it has `Summary.sentence`.
    """
    del summary
    return "".join(_lines(finding) for finding in findings)


def _lines(finding: Finding) -> str:
    head = f"{finding.place} {finding.code} {finding.severity.label} {finding.message}"
    lines = [head, *([f"  提示：{finding.hint}"] if finding.hint else [])]
    lines += [f"  另见：{place}" for place in finding.related]
    return "".join(visible(line) + "\n" for line in lines)
