"""``deadlines``: the calendar of an office and of a city."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from calendars import events_in
from commandline import Run, run_in

ROOT = Path(__file__).resolve().parents[2]
MINIMAL = (ROOT / "tests" / "data" / "minimal.yaml").read_text(encoding="utf-8")
RULES = """\
area: 示例市
source: 示府办〔2024〕1号
rules:
  - due: 02-10
    steps: [{name: 初稿, by: 01-10}, 审签]
"""


def office(folder: Path, name: str = "示例市司法局", kind: str = "department") -> Path:
    data = folder / "data" / "2024.yaml"
    data.parent.mkdir(parents=True)
    organ = f"  name: {name}\n  kind: {kind}\n"
    data.write_text(MINIMAL.replace("  name: 示例市司法局\n", organ, 1), encoding="utf-8")
    return data


@pytest.fixture
def city(tmp_path: Path) -> Path:
    office(tmp_path / "示例市" / "司法局")
    office(tmp_path / "示例市" / "财政局", "示例市财政局")
    office(tmp_path / "示例市" / "示例镇", "示例镇人民政府", "township")
    office(tmp_path / "示例市" / "政府", "示例市人民政府", "government")
    return tmp_path


def dates(run: Run, *words: str) -> list[dict[str, Any]]:
    done = run("deadlines", *words, "--format", "json")
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["dates"]
    return found


def test_an_office_sees_its_days_in_order(tmp_path: Path, run: Run) -> None:
    office(tmp_path)
    done = run("deadlines")
    assert done.returncode == 0, done.stderr
    days = [line[:10] for line in done.stdout.splitlines() if line[:2] == "20"]
    assert days == sorted(days)
    assert "2025-03-01  报送法治政府建设年度报告" in done.stdout
    assert "2025-04-01  公开法治政府建设年度报告" in done.stdout
    assert "2025-01-31  行政执法统计年报" in done.stdout
    assert "2024年度：1 家" in done.stderr


def test_what_was_not_verified_says_so(tmp_path: Path, run: Run) -> None:
    office(tmp_path)
    for one in dates(run):
        unsure = one["key"] in {"disclosure", "reconsideration", "normative_documents"}
        assert ("日期待核" in one["name"]) is unsure
        assert bool("核对" in one["remark"] or "别处以本地通知为准" in one["remark"]) is unsure


@pytest.mark.usefixtures("city")
def test_a_city_names_who_owes_what(run: Run) -> None:
    found = dates(run, "示例市", "--year", "2024")
    due = {one["who"]: one["units"] for one in found if one["key"] == "due"}
    assert due == {
        "县级以上政府部门": ["示例市司法局", "示例市财政局"],
        "县级以上地方政府": ["示例市人民政府"],
        "乡镇政府（街道办事处）": ["示例镇人民政府"],
    }
    disclosure = [one["units"] for one in found if one["key"] == "disclosure_government"]
    assert disclosure == [["示例市人民政府"]]


def test_the_city_s_own_rule_moves_the_days_and_brings_the_steps(city: Path, run: Run) -> None:
    (city / "示例市" / "地方规定.yaml").write_text(RULES, encoding="utf-8")
    found = dates(run, "示例市", "--year", "2024")
    assert {one["day"] for one in found if one["key"] == "due"} == {"2025-02-10"}
    assert {one["source"] for one in found if one["key"] == "due"} == {"示府办〔2024〕1号"}
    steps = {one["name"]: one["day"] for one in found if one["key"].startswith("step")}
    assert steps == {"法治政府建设年度报告：初稿": "2025-01-10", "法治政府建设年度报告：审签": None}


def test_another_year_s_data_serve_for_a_year_without(tmp_path: Path, run: Run) -> None:
    office(tmp_path)
    assert {one["day"] for one in dates(run, "--year", "2026") if one["key"] == "due"} == {"2027-03-01"}


def test_the_calendar_file_has_every_day_twice_the_same(city: Path, run: Run) -> None:
    words = ("deadlines", "示例市", "--year", "2024", "--format", "ics")
    assert run(*words, "-o", "a.ics").returncode == 0
    assert run(*words, "-o", "b.ics").returncode == 0
    content = (city / "a.ics").read_bytes()
    assert content == (city / "b.ics").read_bytes()
    found = events_in(content)
    with_day = [one for one in dates(run, "示例市", "--year", "2024") if one["day"]]
    assert [(one.summary, one.start) for one in found] == [
        (f"{one['name']}（2024年度）", date.fromisoformat(one["day"])) for one in with_day
    ]
    assert len({one.uid for one in found}) == len(found)
    # A pipe may change the ends of lines.
    assert run(*words).stdout.splitlines() == content.decode().splitlines()


def test_the_identifier_stays_when_the_day_moves(tmp_path: Path, run: Run) -> None:
    office(tmp_path)

    def uid() -> tuple[str, date]:
        done = run("deadlines", "--format", "ics", "-o", "a.ics", "--force")
        assert done.returncode == 0, done.stderr
        (one,) = (one for one in events_in((tmp_path / "a.ics").read_bytes()) if "报送法治" in one.summary)
        return one.uid, one.start

    before = uid()
    (tmp_path / "地方规定.yaml").write_text(RULES, encoding="utf-8")
    after = uid()
    assert before[0] == after[0]
    assert (before[1], after[1]) == (date(2025, 3, 1), date(2025, 2, 10))


def test_an_edited_calendar_is_not_overwritten(tmp_path: Path, run: Run) -> None:
    office(tmp_path)
    (tmp_path / "a.ics").write_text("自己的", encoding="utf-8")
    done = run("deadlines", "--format", "ics", "-o", "a.ics")
    assert done.returncode == 2
    assert "a.ics 不是本工具写的" in done.stderr
    assert (tmp_path / "a.ics").read_text(encoding="utf-8") == "自己的"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere",), "没有文件夹 nowhere"),
        (("2023", "--year", "2024"), "年度写了几个"),
        (("--year", "2014"), "不能小于 2015"),
        (("--data", "empty"), "里没有任何年度的数据文件"),
    ],
)
def test_refusals_say_why(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    office(tmp_path)
    (tmp_path / "empty").mkdir()
    done = run_in(tmp_path, "deadlines", *words)
    assert done.returncode == 2
    assert said in done.stderr


def test_a_faulty_file_is_told_and_the_others_listed(city: Path, run: Run) -> None:
    (city / "示例市" / "司法局" / "data" / "2024.yaml").write_text(
        "year: 2024\norgan: {}\n", encoding="utf-8"
    )
    done = run("deadlines", "示例市", "--year", "2024")
    assert done.returncode == 1
    assert "没有读" in done.stderr
    assert "司法局" in done.stderr
    assert "3 家" in done.stderr
