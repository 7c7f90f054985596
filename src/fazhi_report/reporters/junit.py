"""Findings as JUnit XML, for GitLab, Jenkins and others: a suite a file, a case a finding."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from xml.etree import ElementTree as ET

from fazhi_report.findings import Finding, Severity
from fazhi_report.reporters.summary import Summary
from fazhi_report.reporters.visible import visible


def report(findings: Iterable[Finding], summary: Summary) -> str:
    """Errors and warnings fail their case; notes pass and say their word as output; a clean file is one passed case."""
    found = sorted(findings)
    by_path = {path: list(group) for path, group in groupby(found, key=lambda finding: finding.place.path)}
    suites = ET.Element("testsuites", name="fazhi-report")
    for path in sorted({*summary.paths, *by_path}):
        _suite(suites, path.as_posix(), by_path.get(path, []))
    ET.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, encoding="unicode") + "\n"


def _suite(suites: ET.Element, path: str, findings: list[Finding]) -> None:
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
