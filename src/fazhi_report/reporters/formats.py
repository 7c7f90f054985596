"""Findings in the formats of ``--format``: text, JSON, SARIF, GitHub, JUnit."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote

from fazhi_report.errors import FazhiError
from fazhi_report.findings import Finding, Place, Severity
from fazhi_report.reporters.summary import RuleCard, Summary, visible

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element
from fazhi_report.reporters.unfinished import WORK, is_summed, work_left

_RELATED = 5
"""Other places that are named below a finding; a program finds all of them in the JSON."""


def text_report(findings: Iterable[Finding], summary: Summary) -> str:
    """One line ``path:line:column CODE 级别 message`` per finding, with its hint below; empty without findings.

    The totals are not part of it; `Summary.sentence` gives them.
    """
    del summary
    return "".join(_lines(finding) for finding in findings)


def _lines(finding: Finding) -> str:
    head = f"{finding.place} {finding.code} {finding.severity.label} {finding.message}"
    lines = [head, *([f"  提示：{finding.hint}"] if finding.hint else [])]
    lines += [f"  另见：{place}" for place in finding.related[:_RELATED]]
    if len(finding.related) > _RELATED:
        lines.append(f"  另见：共 {len(finding.related)} 处，全部位置见 --format json")
    return "".join(visible(line) + "\n" for line in lines)


_MANY = 5
"""A rule with more findings than this is shown by its first ones."""
_SHOWN = 3
"""How many of them."""


def short_text_report(findings: Iterable[Finding], summary: Summary) -> str:
    """As `text_report`, but of a rule with many findings only the first ones, and a line with their number.

    The work that is left in a draft is one line per file.
    """
    whole = tuple(findings)
    drafts: list[str] = []
    found: list[Finding] = []
    for path, group in groupby(whole, key=lambda finding: finding.place.path):
        of_file = list(group)
        if is_summed(of_file):
            drafts.append(visible(f"{path.as_posix()} 还没有写完：{work_left(of_file)}；-v 逐处列出") + "\n")
            of_file = [finding for finding in of_file if finding.code not in WORK]
        found += of_file
    counts = Counter(finding.code for finding in found)
    seen: Counter[str] = Counter()
    shown = []
    for finding in found:
        seen[finding.code] += 1
        if counts[finding.code] <= _MANY or seen[finding.code] <= _SHOWN:
            shown.append(finding)
    titles = {card.code: f"（{card.title.rstrip('。')}）" for card in summary.rules}
    more = [
        f"{code}{titles.get(code, '')}共 {count} 处，列了前 {_SHOWN} 处；-v 全部列出\n"
        for code, count in sorted(counts.items())
        if count > _MANY
    ]
    return text_report(shown, summary) + "".join((*more, *drafts))


def statistics(findings: Iterable[Finding], summary: Summary) -> list[dict[str, str]]:
    """Return one row per rule with findings (code, severity, count, title), the most frequent first.

    Args:
        findings: All findings of a run.
        summary: The totals of the run, with the rules that ran.
    """
    found = tuple(findings)
    severities = {finding.code: finding.severity for finding in sorted(found, key=lambda one: one.severity)}
    titles = {card.code: card.title for card in summary.rules}
    counts = Counter(finding.code for finding in found)
    return [
        {"code": code, "severity": severities[code].label, "count": str(count), "title": titles.get(code, "")}
        for code, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


FORMAT = 1
"""Version of the JSON; increased when its readers have to change."""


def json_report(findings: Iterable[Finding], summary: Summary) -> str:
    """All findings and the totals as JSON; paths have forward slashes on every system."""
    found = {
        "format": FORMAT,
        "findings": [_finding(finding) for finding in findings],
        "summary": {
            "files": summary.files,
            "errors": summary.errors,
            "warnings": summary.warnings,
            "notes": summary.notes,
            "numbers": summary.numbers,
            "held": summary.held,
        },
        "skipped": [{"code": code, "reason": reason} for code, reason in summary.skipped],
    }
    if summary.settled:
        found["settled"] = [{"path": path.as_posix(), "setting": line} for path, line in summary.settled]
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
    """The JSON with an escape in place of every character that is not printable, except line ends."""
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() or one == "\n" else json.dumps(one)[1:-1] for one in text)


_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif_report(findings: Iterable[Finding], summary: Summary) -> str:
    """SARIF 2.1.0 with one run: the rules by code, the results in the order of the findings."""
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
    """The fingerprint of a finding, from rule, file and place in the data: it stays the same when lines move."""
    content = f"{finding.code}\n{finding.place.path.as_posix()}\n{route}\n{finding.message}"
    return hashlib.sha256(content.encode("utf-8", errors="replace")).hexdigest()[:32]


_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def github_report(findings: Iterable[Finding], summary: Summary) -> str:
    """One workflow command of GitHub Actions (``::error file=…,line=…``) per finding."""
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


def junit_report(findings: Iterable[Finding], summary: Summary) -> str:
    """JUnit XML: an error or warning is a failed test case, a note a passed one with output, a clean file a passed one."""
    found = sorted(findings)
    by_path = {path: list(group) for path, group in groupby(found, key=lambda finding: finding.place.path)}
    # Only this format needs it.
    from xml.etree import ElementTree as ET  # noqa: PLC0415

    suites = ET.Element("testsuites", name="fazhi-report")
    for path in sorted({*summary.paths, *by_path}):
        _suite(suites, path.as_posix(), by_path.get(path, []))
    ET.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, encoding="unicode") + "\n"


def _suite(suites: Element, path: str, findings: list[Finding]) -> None:
    from xml.etree import ElementTree as ET  # noqa: PLC0415  (see above)

    failed = sum(1 for finding in findings if finding.severity > Severity.NOTE)
    name = visible(path)
    suite = ET.SubElement(
        suites, "testsuite", name=name, tests=str(max(len(findings), 1)), failures=str(failed)
    )
    if not findings:
        ET.SubElement(suite, "testcase", classname=name, name="没有发现问题")
    for finding in findings:
        place = finding.place
        title = f"{finding.code} {place.line}:{place.column}"
        case = ET.SubElement(suite, "testcase", classname=name, name=title, file=name, line=str(place.line))
        text = visible(finding.message) + (f"\n提示：{visible(finding.hint)}" if finding.hint else "")
        if finding.severity > Severity.NOTE:
            failure = ET.SubElement(
                case, "failure", type=finding.severity.label, message=visible(finding.message)
            )
            failure.text = f"{visible(str(place))} {text}"
        else:
            ET.SubElement(case, "system-out").text = text


Reporter = Callable[[Iterable[Finding], Summary], str]
"""Returns the whole output, with its last line end, and prints nothing."""

REPORTERS: Mapping[str, Reporter] = MappingProxyType(
    {
        "text": text_report,
        "json": json_report,
        "sarif": sarif_report,
        "github": github_report,
        "junit": junit_report,
    }
)
"""Name of the format, as ``--format`` takes it → its reporter."""


def reporter(name: str, *, brief: bool = False) -> Reporter:
    """The reporter of a format.

    Args:
        name: The format, as ``--format`` takes it.
        brief: Whether the text for people shows only the first of many findings of a rule; other formats are always whole.

    Raises:
        FazhiError: The format is unknown.
    """
    if name not in REPORTERS:
        raise FazhiError(f"没有“{name}”这种结果格式", f"可用的格式：{'、'.join(REPORTERS)}")
    found = REPORTERS[name]
    return short_text_report if brief and found is text_report else found
