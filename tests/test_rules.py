from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath

import pytest

from fazhi_report.checks.run import Checked, Subjects, check, rules
from fazhi_report.checks.waivers import excuse
from fazhi_report.findings import Finding, Place, Severity
from fazhi_report.model.report import Report
from fazhi_report.model.year_figures import Year
from fazhi_report.source.load import load, load_bytes, load_waivers

FIXTURES = Path(__file__).parent / "rules"
RULES = dict(rules())
HEADINGS = ["## 查什么", "## 为什么", "## 怎么改", "## 依据"]
EXCUSED = Finding(
    Place(PurePath("data/2020.yaml"), 3, 1), "FZ202", Severity.WARNING, "主动公开 207 条，同比增长 24.3%"
)
"""The one finding of the run in which the fixtures of waivers are judged."""
TODAY = re.compile(r"^# today: ([0-9-]{10})$", re.MULTILINE)
"""A fixture says in comments of its own line under which edition and on which day it is judged."""
EXPECT = re.compile(r"# expect: ((?:[A-Z]{2}[0-9]{3}[ ,]*)+)")


@dataclass(frozen=True)
class Expected:
    """What a bad fixture says of itself, in comments or, where none can stand, in a file beside it."""

    lines: list[int]
    encoding: str = "utf-8"


def expected(folder: Path, code: str) -> Expected:
    aside = folder / "bad.expect"
    if aside.exists():
        words = [line.split() for line in aside.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
        encodings = [second for first, second in words if first == "encoding"]
        return Expected([int(first) for first, second in words if second == code], *encodings)
    text = (folder / "bad.yaml").read_text(encoding="utf-8")
    return Expected([number for number, line in enumerate(text.split("\n"), 1) if code in _codes(line)])


def _codes(line: str) -> str:
    match = EXPECT.search(line)
    return match[1] if match else ""


def _checked(path: Path, encoding: str) -> Checked:
    """Check a fixture: a data file or, where its first key says so, a waiver file."""
    text = path.read_text(encoding="utf-8")
    if text.startswith("waivers:"):
        source, waivers = load_waivers(path)
        _, waived = excuse([EXCUSED], waivers, date(2026, 1, 1))
        return check(Subjects(source=source, waived=waived))
    source = load_bytes(text.encode(encoding), PurePath(path.stem))
    edition = "submit" if "\n# edition: submit\n" in f"\n{text}" else "publish"
    today = TODAY.search(text)
    day = date.fromisoformat(today[1]) if today else None
    previous, sibling = (_beside(path, name) for name in ("previous", "sibling"))
    siblings = (sibling,) if isinstance(sibling, Report) else None
    return check(Subjects.of(source, edition=edition, today=day, previous=previous, siblings=siblings))


def _beside(path: Path, name: str) -> Year | None:
    """The file that a fixture is held against: last year's, or another unit's."""
    other = path.with_name(f"{name}.yaml")
    if not other.exists():
        return None
    year = load(other).year
    assert year is not None, other
    return year


def found(name: str, folder: Path, code: str, encoding: str = "utf-8") -> list[int]:
    findings = _checked(folder / f"{name}.yaml", encoding).findings
    return [finding.place.line for finding in findings if finding.code == code]


@pytest.mark.parametrize("code", sorted(RULES))
def test_the_page_has_a_title_and_four_sections(code: str) -> None:
    rule = RULES[code]
    assert re.search("[一-鿿]", rule.title)
    assert not rule.title.endswith("。")
    assert [line for line in rule.page.split("\n") if line.startswith("#")] == HEADINGS
    parts = re.split(r"^## .*$", rule.page, flags=re.MULTILINE)
    assert all(part.strip() for part in parts)


@pytest.mark.parametrize("code", sorted(RULES))
def test_the_bad_fixture_is_found_out_on_each_line_and_nowhere_else(code: str) -> None:
    want = expected(FIXTURES / code, code)
    assert want.lines
    assert found("bad", FIXTURES / code, code, want.encoding) == want.lines


@pytest.mark.parametrize("code", sorted(RULES))
def test_the_good_fixture_holds_a_report_and_earns_no_finding(code: str) -> None:
    assert found("good", FIXTURES / code, code) == []
    data = (FIXTURES / code / "good.yaml").read_bytes()
    if not data.startswith(b"waivers:"):
        assert load_bytes(data, PurePath("good")).report is not None


@pytest.mark.parametrize("path", sorted(FIXTURES.rglob("previous.yaml")), ids=lambda path: path.parent.name)
def test_last_year_beside_a_fixture_is_the_year_before(path: Path) -> None:
    years = [
        load_bytes((path.parent / name).read_bytes(), PurePath(name)).year
        for name in ("previous.yaml", "good.yaml")
    ]
    assert years[0] is not None
    assert years[1] is not None
    assert years[0].year == years[1].year - 1


def test_every_fixture_belongs_to_a_rule() -> None:
    assert {folder.name for folder in FIXTURES.iterdir() if folder.is_dir()} == set(RULES)


def test_no_two_rules_share_a_title_or_a_name() -> None:
    assert len({rule.title for rule in RULES.values()}) == len(RULES)
    assert len({rule.slug for rule in RULES.values()}) == len(RULES)
