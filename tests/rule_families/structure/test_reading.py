from __future__ import annotations

from pathlib import Path

import pytest

from fazhi_report.findings import Route
from fazhi_report.model.report import Report
from fazhi_report.rules.structure.reading import body, groups, shown
from fazhi_report.rules.texts import read_texts
from fazhi_report.source.load import load
from fazhi_report.text.references import mask

ROOT = Path(__file__).parents[3]
FILES = [ROOT / "data" / "2020.yaml", *sorted((ROOT / "examples").rglob("202[45].yaml"))]


def report_of(path: Path) -> Report:
    report = load(path).report
    assert report is not None
    return report


def at(report: Report, route: Route) -> object:
    value: object = report
    for part in route:
        value = (
            value[part] if isinstance(value, tuple) and isinstance(part, int) else getattr(value, str(part))
        )
    return value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_heading_stands_at_its_route_and_comes_once(path: Path) -> None:
    report = report_of(path)
    headings = [heading for group in groups(report) for heading in group.headings]
    assert all(mask(str(at(report, heading.route))) == heading.text for heading in headings)
    routes = [heading.route for heading in headings]
    assert len(set(routes)) == len(routes)
    ends = {"heading", "lead"}
    told = [
        text.route for text in read_texts(report) if text.route[-1] in ends and "measures" not in text.route
    ]
    assert sorted(map(str, told)) == sorted(map(str, routes))


def test_the_words_of_a_part_are_its_own_without_its_heading() -> None:
    report = report_of(FILES[0])
    said = body(read_texts(report), ("plans",))
    assert said[0].words.startswith("2021年，市司法局将坚持")
    assert report.plans is not None
    assert report.plans.heading not in [text.words for text in said]


def test_a_reference_is_shown_short() -> None:
    assert shown(mask("接收申请{{ reconsideration.received }}件")) == "接收申请{{ … }}件"
