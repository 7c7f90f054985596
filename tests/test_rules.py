from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath
from textwrap import indent

from fazhi_report.comparison.unit_answers import UnitYear, with_answers
from fazhi_report.findings import Finding, Place, Severity
from fazhi_report.model.report import Report, Year
from fazhi_report.model.statistics import YearStatistics
from fazhi_report.rules.run import Subjects, check, data_rules, rules, statistics_rules
from fazhi_report.rules.waivers import excuse
from fazhi_report.source.load import load_bytes, load_text, load_waivers
from rule_fixtures import codes, texts

RULES = dict(rules())
DATA_RULES = {**data_rules(), **statistics_rules()}
"""Those whose fixtures are YAML files of ours; the rules of the page are tried in test_page_rules.py."""
HEADINGS = ["## 查什么", "## 为什么", "## 怎么改", "## 依据"]
EXCUSED = Finding(
    Place(PurePath("data/2020.yaml"), 3, 1), "FZ202", Severity.WARNING, "主动公开 207 条，同比增长 24.3%"
)
"""The one finding of the run in which the fixtures of waivers are judged."""
TODAY = re.compile(r"^# today: ([0-9-]{10})$", re.MULTILINE)
"""A fixture says in comments of its own line under which edition and on which day it is judged."""


def judged(code: str, name: str, folder: Path) -> list[Finding]:
    """The findings of one of the texts of a rule: a data file or, where its first key says so, a waiver file."""
    fixture = texts(code)
    text, encoding = (fixture.bad, fixture.encoding) if name == "bad" else (fixture.good, "utf-8")
    if text.startswith("waivers:"):
        path = folder / "fazhi-waivers.yaml"
        path.write_text(text, encoding="utf-8")
        source, waivers = load_waivers(path)
        _, waived = excuse([EXCUSED], waivers, date(2026, 1, 1))
        return [*check(Subjects(source=source, waived=waived)).findings]
    today, sibling = TODAY.search(text), _year(fixture.sibling)
    source = load_bytes(text.encode(encoding), PurePath("fixture.yaml"))
    if fixture.units and source.year is not None:
        source = replace(
            source, year=with_answers(source.year, [_unit(*one) for one in fixture.units.items()])
        )
    subjects = Subjects.of(
        source,
        edition="submit" if "\n# edition: submit\n" in f"\n{text}" else "publish",
        today=date.fromisoformat(today[1]) if today else None,
        previous=_year(fixture.previous),
        siblings=(sibling,) if isinstance(sibling, Report) else None,
        last_statistics=_statistics(fixture.previous),
    )
    return [*check(subjects).findings]


def _year(text: str | None) -> Year | None:
    """The file that a fixture is held against: last year's, or another unit's."""
    if text is None:
        return None
    source = load_bytes(text.encode(), PurePath("beside.yaml"))
    assert source.year or source.statistics, text
    return source.year


def _statistics(text: str | None) -> YearStatistics | None:
    return None if text is None else load_text(text, PurePath("beside.yaml")).statistics


def _unit(name: str, figures: str) -> UnitYear:
    lines = indent(figures, "  ")
    return UnitYear(
        name, _year(f"kind: figures\nyear: 2024\norgan: {{name: {name}}}\nfigures:\n{lines}"), file="x"
    )


def lines(code: str, name: str, folder: Path) -> list[int]:
    return [one.place.line for one in judged(code, name, folder) if one.code == code]


def test_the_page_has_a_title_and_four_sections() -> None:
    for code, rule in RULES.items():
        assert re.search("[一-鿿]", rule.title), code
        assert not rule.title.endswith("。"), code
        assert [line for line in rule.page.split("\n") if line.startswith("#")] == HEADINGS, code
        parts = re.split(r"^## .*$", rule.page, flags=re.MULTILINE)
        assert all(part.strip() for part in parts), code


def test_the_bad_text_is_found_out_on_each_line_and_nowhere_else(tmp_path: Path) -> None:
    wanted = {code: texts(code).lines for code in DATA_RULES}
    assert [code for code, found in wanted.items() if not found] == []
    assert {code: lines(code, "bad", tmp_path) for code in DATA_RULES} == wanted


def test_the_good_text_earns_no_finding(tmp_path: Path) -> None:
    earned = {code: lines(code, "good", tmp_path) for code in DATA_RULES}
    assert {code: found for code, found in earned.items() if found} == {}


def test_the_good_text_holds_a_report() -> None:
    for code in DATA_RULES:
        good = texts(code).good
        held = load_text(good, PurePath("good.yaml"))
        assert good.startswith("waivers:") or held.report or held.statistics, code


def test_last_year_beside_a_fixture_is_the_year_before() -> None:
    for code in DATA_RULES:
        if previous := _year(texts(code).previous):
            good = _year(texts(code).good)
            assert good is not None
            assert previous.year == good.year - 1, code


def test_every_fixture_belongs_to_a_rule() -> None:
    assert codes() == set(RULES)


def test_no_two_rules_share_a_title_or_a_name() -> None:
    assert len({rule.title for rule in RULES.values()}) == len(RULES)
    assert len({rule.slug for rule in RULES.values()}) == len(RULES)
