"""A city's own report from its units: totals in the text, who is lacking, what is built anew, and the wide table."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Run
from fazhi_report.commands.reading import load, unit_years
from fazhi_report.errors import FazhiError

UNITS = {"司法局": (80, 70), "财政局": (30, 21), "教育局": (40, 35)}
ROSTER = "单位,简称,类别\n示例市司法局,市司法局,部门\n示例市财政局,,部门\n示例市教育局,,部门\n"
REPORT = """\
kind: report
year: 2025
organ: {name: 示例市人民政府, short_name: 市政府, kind: government}
title: {preset: annual}
addressees: [示例市委]
opening: 现将有关情况报告如下。
achievements:
  heading: 主要举措和成效
  text: 全市调解矛盾纠纷{{ mediation.total }}，调解成功{{ mediation.succeeded }}，成功率{{ mediation.succeeded.rate }}。
shortcomings: {heading: 不足和原因, text: 队伍力量不足。原因是编制较少。}
leader_duties: {heading: 主要负责人履行第一责任人职责情况, text: 市长认真履行职责。}
plans: {heading: 2026年主要安排, text: 充实队伍。}
closing: 特此报告。
signature: {}
date_of_issue: 2026-02-10
figures:
  mediation.total: {derive: {sum_units: {}}}
  mediation.succeeded: {derive: {sum_units: {}}}
  mediation.succeeded.rate: {derive: {share: {of: mediation.succeeded, over: mediation.total}}}
"""
Make = Callable[..., Path]


@pytest.fixture
def city(tmp_path: Path) -> Path:
    folder = tmp_path / "示例市"
    for name, (total, done) in UNITS.items():
        unit(folder, name, f"mediation.total: {total}件", f"mediation.succeeded: {done}件")
    (folder / "单位.csv").write_text(ROSTER, encoding="utf-8-sig")
    write(folder / "data" / "2025.yaml", REPORT)
    return folder


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def unit(city: Path, name: str, *figures: str) -> None:
    lines = "".join(f"  {one}\n" for one in figures)
    head = f"kind: figures\nyear: 2025\norgan: {{name: 示例市{name}}}\nfigures:\n"
    write(city / name / "data" / "2025.yaml", head + lines)


def built(city: Path, run: Run) -> str:
    done = run(
        "build",
        str(city / "data" / "2025.yaml"),
        "--format",
        "md",
        "-o",
        str(city / "out"),
        "--draft",
        "--force",
    )
    assert done.returncode == 0, done.stderr
    return next((city / "out").glob("*.md")).read_text(encoding="utf-8")


def test_the_text_prints_what_the_units_add_up_to(city: Path, run: Run) -> None:
    # 150 = 80 + 30 + 40, 126 = 70 + 21 + 35; 126 of 150 is 84 per cent.
    assert "调解矛盾纠纷150件，调解成功126件，成功率84.00%。" in built(city, run)


def test_without_one_unit_it_is_no_total_and_no_rate(city: Path, run: Run) -> None:
    (city / "教育局" / "data" / "2025.yaml").unlink()
    done = run("validate", str(city / "data" / "2025.yaml"))
    assert done.returncode == 1
    assert "“调解矛盾纠纷”已报 2/3 家，还不是合计；没有报来：示例市教育局" in done.stdout
    assert "的合计不全（已报 2/3 家），不能参与推算" in done.stdout
    assert (
        "示例市教育局 没有报来" in run("explain", "mediation.total", str(city / "data" / "2025.yaml")).stdout
    )


def test_a_reason_completes_it_and_goes_into_the_note(city: Path) -> None:
    (city / "教育局" / "data" / "2025.yaml").unlink()
    path = city / "data" / "2025.yaml"
    path.write_text(
        REPORT.replace("sum_units: {}", "sum_units: {without: [示例市教育局], reason: 年中撤并}"),
        encoding="utf-8",
    )
    year = load(path).year
    assert year is not None
    assert year.figures["mediation.total"].note == "不含示例市教育局：年中撤并"


def test_states_other_than_a_number_are_told_apart(city: Path, run: Run) -> None:
    unit(
        city,
        "教育局",
        "mediation.total: {status: not_recorded}",
        "mediation.succeeded: {status: not_applicable}",
    )
    said = run("validate", str(city / "data" / "2025.yaml")).stdout
    assert "“调解矛盾纠纷”已报 2/3 家，还不是合计；没有统计：示例市教育局" in said
    assert "“调解成功”已报" not in said


def test_a_units_new_number_is_built_and_checked_anew(city: Path, run: Run) -> None:
    command = (
        "build",
        str(city),
        "2025",
        "--format",
        "md",
        "-o",
        str(city.parent / "out"),
        "--draft",
        "--changed",
    )
    assert "150件" in _city_text(city, run, command)
    unit(city, "教育局", "mediation.total: 41件", "mediation.succeeded: 35件")
    assert "151件" in _city_text(city, run, command)


def _city_text(city: Path, run: Run, command: tuple[str, ...]) -> str:
    run(*command)
    found = next(path for path in (city.parent / "out").rglob("*.md") if "人民政府" in path.name)
    return found.read_text(encoding="utf-8")


def test_compare_writes_every_format_and_tells_who_is_missing(city: Path, run: Run, tmp_path: Path) -> None:
    assert run("compare", str(city), "--year", "2025", "-o", str(tmp_path / "表.csv")).returncode == 0
    rows = list(csv.reader((tmp_path / "表.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0][5:] == ["示例市司法局", "示例市财政局", "示例市教育局"]
    (city / "教育局" / "data" / "2025.yaml").unlink()
    done = run("compare", str(city), "--year", "2025", "--format", "json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["missing"] == ["示例市教育局"]
    refused = run("compare", str(city), "--year", "2025", "-o", str(tmp_path / "表.doc"))
    assert (refused.returncode, (tmp_path / "表.doc").exists()) == (2, False)
    assert "不知道“.doc”是什么格式" in refused.stderr


def test_a_year_without_data_is_refused(city: Path, run: Run) -> None:
    refused = run("compare", str(city), "--year", "2019")
    assert refused.returncode == 2
    assert "没有任何单位 2019 年的数据文件" in refused.stderr


def test_units_beside_the_roster_come_last_and_are_in_no_total(city: Path, run: Run) -> None:
    unit(city, "水利局", "mediation.total: 1件")
    names = [one.unit for one in unit_years(city, 2025)]
    assert names == ["示例市司法局", "示例市财政局", "示例市教育局", "示例市水利局"]
    said = run("compare", str(city), "--year", "2025").stdout
    assert "示例市人民政府2025年：3 家单位，已报 3 家，另有花名册之外 1 家（不计入合计）" in said
    assert "调解矛盾纠纷　合计 150件" in said


def test_a_roster_with_faults_stops_the_sum(city: Path) -> None:
    (city / "单位.csv").write_text("名单\n甲\n", encoding="utf-8")
    with pytest.raises(FazhiError, match="没有“单位”一列"):
        load(city / "data" / "2025.yaml")


@pytest.mark.parametrize("between", [" ", "、", "和", ""])
def test_joint_authors_are_found_however_the_roster_writes_them(city: Path, between: str) -> None:
    party, government = "中共示例市青山区委员会", "示例市青山区人民政府"
    with (city / "单位.csv").open("a", encoding="utf-8") as stream:
        stream.write(f"{party}{between}{government},青山区,区\n")
    organs = f"organ:\n  - {{name: {party}, kind: party}}\n  - {{name: {government}, kind: government}}\n"
    head = f"kind: figures\nyear: 2025\n{organs}figures:\n"
    write(city / "青山区" / "data" / "2025.yaml", f"{head}  mediation.total: 5件\n")
    found = {one.unit: one for one in unit_years(city, 2025)}
    assert found[f"{party}{between}{government}"].year is not None
    assert not any(one.outside for one in found.values())
