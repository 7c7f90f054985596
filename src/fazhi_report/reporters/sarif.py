"""Findings as SARIF 2.1.0, for code scanning."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import PurePath
from urllib.parse import quote

from fazhi_report.findings import Finding, Place, Severity
from fazhi_report.reporters.summary import RuleCard, Summary
from fazhi_report.reporters.visible import visible

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def report(findings: Iterable[Finding], summary: Summary) -> str:
    """One run: the rules by code, the results in the order of the findings."""
    found = tuple(findings)
    cards = sorted(summary.rules, key=lambda card: card.code)
    index = {card.code: number for number, card in enumerate(cards)}
    run = {
        "tool": {
            "driver": {
                "name": "fazhi-report",
                "version": summary.version,
                "rules": [_rule(card) for card in cards],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index) for finding in found],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(card: RuleCard) -> dict[str, object]:
    return {
        "id": card.code,
        "name": "".join(word.capitalize() for word in card.slug.split("-")),
        "shortDescription": {"text": card.title},
        "help": {"text": card.page, "markdown": card.page},
        "defaultConfiguration": {"level": _LEVELS[card.severity]},
    }


def _result(finding: Finding, index: dict[str, int]) -> dict[str, object]:
    text = f"{finding.message}。{finding.hint}" if finding.hint else finding.message
    route = "/".join(str(part) for part in finding.route)
    location = _location(finding.place)
    if route:
        location["logicalLocations"] = [{"fullyQualifiedName": visible(route)}]
    result: dict[str, object] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": visible(text)},
        "locations": [location],
        "partialFingerprints": {"fazhiReport/v1": _fingerprint(finding, route)},
    }
    if finding.code in index:
        result["ruleIndex"] = index[finding.code]
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_location(place)} for number, place in enumerate(finding.related)
        ]
    return result


def _location(place: Place) -> dict[str, object]:
    return {
        "physicalLocation": {
            "artifactLocation": _artifact(place.path),
            "region": {"startLine": place.line, "startColumn": place.column},
        }
    }


def _artifact(path: PurePath) -> dict[str, object]:
    written = path.as_posix()
    if path.is_absolute():
        return {
            "uri": "file://" + quote(written if written.startswith("/") else f"/{written}", errors="replace")
        }
    return {"uri": quote(written, errors="replace"), "uriBaseId": "%SRCROOT%"}


def _fingerprint(finding: Finding, route: str) -> str:
    """The same finding keeps its mark when lines move: it is the rule, the file and the place in the data."""
    said = f"{finding.code}\n{finding.place.path.as_posix()}\n{route}\n{finding.message}"
    return hashlib.sha256(said.encode("utf-8", errors="replace")).hexdigest()[:32]
