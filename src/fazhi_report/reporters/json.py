"""Findings for machines: one JSON object, its shape named by ``format``."""

from __future__ import annotations

import json
from collections.abc import Iterable

from fazhi_report.findings import Finding, Place
from fazhi_report.reporters.summary import Summary

FORMAT = 1
"""Raised when a reader of the old shape would go wrong."""


def report(findings: Iterable[Finding], summary: Summary) -> str:
    """All findings and the sum; paths with forward slashes on every system."""
    found = {
        "format": FORMAT,
        "findings": [_finding(finding) for finding in findings],
        "summary": {
            "files": summary.files,
            "errors": summary.errors,
            "warnings": summary.warnings,
            "notes": summary.notes,
        },
        "skipped": [{"code": code, "reason": reason} for code, reason in summary.skipped],
    }
    # Unseen characters and lone surrogates of file names travel as escapes; Chinese stays legible.
    return _escaped(json.dumps(found, ensure_ascii=False, indent=2)) + "\n"


def _finding(finding: Finding) -> dict[str, object]:
    return {
        **_place(finding.place),
        "code": finding.code,
        "severity": finding.severity.name.lower(),
        "message": finding.message,
        "hint": finding.hint,
        "route": list(finding.route),
        "related": [_place(place) for place in finding.related],
    }


def _place(place: Place) -> dict[str, object]:
    return {"path": place.path.as_posix(), "line": place.line, "column": place.column}


def _escaped(text: str) -> str:
    """JSON in which every character that is not printable, but line ends, is an escape."""
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() or one == "\n" else json.dumps(one)[1:-1] for one in text)
