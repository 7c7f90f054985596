"""Findings as annotations of GitHub Actions."""

from __future__ import annotations

from collections.abc import Iterable

from fazhi_report.findings import Finding, Severity
from fazhi_report.reporters.summary import Summary
from fazhi_report.reporters.visible import visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def report(findings: Iterable[Finding], summary: Summary) -> str:
    """One ``::error file=…,line=…`` line a finding."""
    del summary
    return "".join(_line(finding) for finding in findings)


def _line(finding: Finding) -> str:
    place = finding.place
    properties = {
        "file": place.path.as_posix(),
        "line": str(place.line),
        "col": str(place.column),
        "title": f"{finding.code} {finding.severity.label}",
    }
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = visible(finding.message) + (f"\n提示：{visible(finding.hint)}" if finding.hint else "")
    return f"::{_COMMANDS[finding.severity]} {written}::{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
