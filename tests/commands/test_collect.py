"""The desk of a city: seventy-two units' papers taken, assigned, checked and registered; again, it goes on where it was."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from commandline import Run, run_in
from desk_city import CITY, FIGURES, YEAR, DeskCity, made_city, paragraphs
from desk_city import _plain as plain  # the same hand writes the second paper
from fazhi_report.commands.cluster import Cluster
from fazhi_report.commands.collect import CollectOptions
from fazhi_report.commands.collect import collect as collect_papers
from fazhi_report.commands.register import write_register
from fazhi_report.commands.workers import InProcess, Workers
from fazhi_report.source.load import load

ORDER = (
    "collect",
    "收件",
    "--roster",
    "单位.csv",
    "--year",
    str(YEAR),
    "--today",
    "2026-01-25",
    "--jobs",
    "1",
)


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, DeskCity, Any]:
    """The city, collected once."""
    folder = tmp_path_factory.mktemp("desk")
    city = made_city()
    inbox, _ = city.write(folder)
    (inbox / "司法局").mkdir(exist_ok=True)
    for name in ("~$报告.docx", ".DS_Store", "Thumbs.db"):
        (inbox / name).write_bytes(b"x")
    (inbox / "一批.zip").write_bytes(b"PK\x03\x04")
    done = run_in(folder, *ORDER)
    assert "Traceback" not in done.stderr
    return folder, city, done


def register(folder: Path) -> dict[str, Any]:
    held: dict[str, Any] = json.loads((folder / "汇总" / f"收件登记{YEAR}.json").read_text(encoding="utf-8"))
    return held


def test_every_unit_is_told_with_what_it_sent(collected: tuple[Path, DeskCity, Any]) -> None:
    folder, city, done = collected
    units = {one["单位"]: one for one in register(folder)["units"]}
    assert done.returncode == 1
    for unit in city.units:
        state = units[unit.name]["状态"]
        match unit.way:
            case "missing":
                assert (state, units[unit.name]["缺什么"]) == ("未报", "报告、数据表")
            case "damaged":
                assert state == "交了，不能用"
            case _:
                assert state.startswith("已报"), (unit, units[unit.name])
    assert Counter(unit["状态"] for unit in units.values())["未报"] == 2
    assert "未报 2 家" in done.stderr


def test_every_number_is_what_the_unit_wrote(collected: tuple[Path, DeskCity, Any]) -> None:
    folder, city, _ = collected
    wrong = []
    for unit in city.of_way("docx", "html", "xlsx", "yaml"):
        year = load(folder / "汇总" / unit.name / "data" / f"{YEAR}.yaml").year
        assert year is not None, unit
        assert year.organ.name == unit.name
        found = {
            key: figure.written.number
            for key, figure in year.figures.items()
            if key in FIGURES and figure.written
        }
        wrong += [(unit.name, key) for key, value in unit.values.items() if found.get(key) != value]
    assert wrong == []


def test_originals_are_kept_as_they_came(collected: tuple[Path, DeskCity, Any]) -> None:
    folder, city, _ = collected
    kept = {one["name"]: one for one in register(folder)["files"] if "original" in one}
    sent = {name: data for unit in city.units for name, data in unit.files.items()} | city.strays
    assert kept.keys() == sent.keys()
    for name, data in sent.items():
        original = folder / "汇总" / kept[name]["original"]
        assert original.read_bytes() == data
        assert kept[name]["sha256"] == hashlib.sha256(data).hexdigest()
        assert original.stat().st_mtime_ns == (folder / "收件" / name).stat().st_mtime_ns
        assert kept[name]["received"].startswith("2026-01-2")


def test_damaged_and_foreign_files_are_named_with_reason_and_cure(
    collected: tuple[Path, DeskCity, Any],
) -> None:
    folder, city, done = collected
    files = {one["name"]: one for one in register(folder)["files"]}
    for unit in city.of_way("damaged"):
        (name,) = unit.files
        assert files[name]["verdict"] == "打不开"
        assert files[name]["unit"] == unit.name
        assert files[name]["reason"]
        assert files[name]["hint"]
        assert f"打不开：{name}（{unit.name}）" in done.stderr
    assert any("密码" in one["reason"] for one in files.values())
    assert any("压缩炸弹" in one["reason"] for one in files.values())
    assert files["财政局补报.docx"]["verdict"] == "不是本市的"
    assert "邻山市财政局" in files["财政局补报.docx"]["reason"]
    passed = {one["name"]: one["reason"] for one in files.values() if one["verdict"] == "略过"}
    assert passed.keys() == {"~$报告.docx", ".DS_Store", "Thumbs.db", "一批.zip"}
    assert "压缩包" in passed["一批.zip"]


def test_a_second_paper_shows_old_and_new(collected: tuple[Path, DeskCity, Any]) -> None:
    folder, city, _ = collected
    (double,) = (unit for unit in city.units if len(unit.files) == 2)
    first, second = double.files
    found = register(folder)
    files = {one["name"]: one for one in found["files"]}
    assert (files[first]["verdict"], files[second]["verdict"]) == ("已被后来的代替", "收下")
    assert second in files[first]["reason"]
    (unit,) = (one for one in found["units"] if one["单位"] == double.name)
    value = double.values["mediation.total"]
    figure, *rest = unit["changes"]
    assert (figure["kind"], figure["old"], figure["new"]) == ("指标", f"{value - 11}件", f"{value}件")
    assert any("新建制度3项。" in one["new"] and "新建制度3项。" not in one["old"] for one in rest)
    assert unit["另有"] == 1


def test_the_register_is_a_workbook_and_a_table_for_excel(collected: tuple[Path, DeskCity, Any]) -> None:
    folder, city, _ = collected
    book = openpyxl.load_workbook(folder / "汇总" / f"收件登记{YEAR}.xlsx")
    assert book.sheetnames == ["收件登记", "文件", "问题", "新旧对照"]
    names = [cell.value for cell in book["收件登记"]["B"]]
    assert names == ["单位", *(unit.name for unit in city.units)]
    data = (folder / "汇总" / f"收件登记{YEAR}.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row["单位"] for row in rows] == names[1:]
    places = [row[4].value for row in book["问题"].iter_rows(min_row=2) if row[1].value == "内容"]
    assert places
    assert not any("YAML" in str(one) for one in places)


def test_the_same_again_changes_nothing(collected: tuple[Path, DeskCity, Any]) -> None:
    folder, _, _ = collected
    before = snapshot(folder / "汇总")
    done = run_in(folder, "collect", "收件", "--year", str(YEAR), "--today", "2026-01-25", "--jobs", "1")
    assert "和上次一样，什么也没有改" in done.stderr
    assert snapshot(folder / "汇总") == before


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "findings" not in path.parts and path.name != "lock"
    }


def test_every_command_reads_the_collected_city(collected: tuple[Path, DeskCity, Any], run: Run) -> None:
    folder, city, _ = collected
    answered = len(city.of_way("docx", "html", "xlsx", "yaml"))
    done = run("export", folder / "汇总", "-o", "表", "--jobs", "1")
    assert f"共 {answered} 份，{answered * len(FIGURES)} 行" in done.stderr
    assert "略过（收到的原件）" in done.stderr
    assert "收件登记" not in done.stderr
    done = run("series", "mediation.total", folder / "汇总", "--format", "json")
    drawn = json.loads(done.stdout)["series"]
    values = {
        unit.name: f"{unit.values['mediation.total']}件"
        for unit in city.of_way("docx", "html", "xlsx", "yaml")
    }
    assert {one["organ"]: one["points"][-1]["text"] for one in drawn} == values


# —— a small desk, for what happens from day to day ——


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """An inbox with the papers of two units of five."""
    city = made_city()
    small = DeskCity(
        [city.of_way("docx")[1], city.of_way("html")[0], *city.of_way("yaml")[:1], *city.of_way("missing")]
    )
    small.write(tmp_path)
    return tmp_path


def collect(folder: Path, *more: str) -> Any:
    return run_in(folder, *ORDER, *more)


def names(folder: Path) -> list[str]:
    return [one["单位"] for one in register(folder)["units"]]


def send(folder: Path, name: str, unit: str, *, extra: str = "", moment: int = 1_769_000_000) -> Path:
    """A later paper of a unit."""
    from desk_city import DeskUnit  # noqa: PLC0415

    path = folder / "收件" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(plain(paragraphs(DeskUnit(unit, "docx", dict.fromkeys(FIGURES, 77)), extra)))
    os.utime(path, (moment, moment))
    return path


def data_of(folder: Path, unit: str) -> Path:
    return folder / "汇总" / unit / "data" / f"{YEAR}.yaml"


def test_a_later_paper_replaces_data_that_nobody_touched(desk: Path) -> None:
    collect(desk)
    unit = names(desk)[0]
    send(desk, "补报.docx", unit)
    done = collect(desk)
    assert "这次新收 1 个文件，写了 1 份数据" in done.stderr
    assert "mediation.total: 77件" in data_of(desk, unit).read_text(encoding="utf-8")
    (row,) = (one for one in register(desk)["units"] if one["单位"] == unit)
    assert [one["new"] for one in row["changes"] if one["kind"] == "指标"] == ["77件"] * len(FIGURES)
    # The inbox may be emptied: what was taken is taken.
    shutil.rmtree(desk / "收件")
    (desk / "收件").mkdir()
    assert "和上次一样" in collect(desk).stderr


def test_a_later_paper_never_replaces_what_the_desk_has_changed(desk: Path) -> None:
    collect(desk)
    unit = names(desk)[0]
    path = data_of(desk, unit)
    mine = path.read_text(encoding="utf-8") + "\n# 电话核过\n"
    path.write_text(mine, encoding="utf-8")
    assert "和上次一样" not in collect(desk).stderr
    send(desk, "补报.docx", unit)
    done = collect(desk)
    assert done.returncode == 1
    assert path.read_text(encoding="utf-8") == mine
    (row,) = (one for one in register(desk)["units"] if one["单位"] == unit)
    assert row["状态"] == "已报，新件待定"
    assert "--take" in row["说明"]
    collect(desk, "--take", unit)
    assert "mediation.total: 77件" in path.read_text(encoding="utf-8")
    (row,) = (one for one in register(desk)["units"] if one["单位"] == unit)
    assert row["状态"].startswith("已报")
    assert "待定" not in row["状态"]


def test_a_paper_that_fits_nobody_or_two_is_asked(desk: Path) -> None:
    first, second = names_of(desk)[:2]
    send(desk, "说明.docx", "示例市没有这个局")
    send(desk, f"{second}/材料.docx", first)
    done = collect(desk)
    assert done.returncode == 1
    files = {one["name"]: one for one in register(desk)["files"]}
    assert files["说明.docx"]["verdict"] == "待认领"
    assert files[f"{second}/材料.docx"]["verdict"] == "待认领"
    assert first in files[f"{second}/材料.docx"]["hint"]
    assert second in files[f"{second}/材料.docx"]["hint"]
    collect(desk, "--assign", f"说明.docx={names_of(desk)[-1]}")
    # An answer is remembered.
    collect(desk)
    files = {one["name"]: one for one in register(desk)["files"]}
    assert (files["说明.docx"]["verdict"], files["说明.docx"]["unit"]) == ("收下", names_of(desk)[-1])
    done = collect(desk, "--assign", "说明.docx=不知道的局")
    assert (done.returncode, "花名册里没有" in done.stderr) == (2, True)


def names_of(folder: Path) -> list[str]:
    rows = list(csv.DictReader(io.StringIO((folder / "单位.csv").read_text(encoding="gb18030"))))
    return [row["单位"] for row in rows]


def test_a_report_and_a_form_of_one_unit_become_one_data_file(desk: Path) -> None:
    unit = names_of(desk)[0]
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        [f"填报单位：{unit}"],
        ["指标", "计量单位", f"{YEAR}年"],
        ["调解矛盾纠纷", "件", 5],
        ["法律明白人", "人", 31],
        ["说不清的数", "个", "约莫"],
    ):
        sheet.append(row)
    book.save(desk / "收件" / "数据.xlsx")
    collect(desk)
    year = load(data_of(desk, unit)).year
    assert year is not None
    assert year.figures["popularisation.guides"].value == "31人"
    (row,) = (one for one in register(desk)["units"] if one["单位"] == unit)
    told = {one["message"]: one for one in row["entries"]}
    clash = next(one for message, one in told.items() if "数据表" in message and "报告里是" in message)
    assert clash["place"].startswith("第 ")
    assert "调解矛盾纠纷" in clash["message"]
    refused = next(one for one in row["entries"] if "约莫" in one["message"])
    assert refused["place"].endswith("C5")


def test_names_of_hostile_files_stay_in_the_folder(desk: Path) -> None:
    inbox = desk / "收件"
    unit = names_of(desk)[-1]
    send(desk, "a\u202eb..docx", unit)
    upper = send(desk, "报告A.docx", unit, extra="甲。", moment=1_769_000_100)
    lower = inbox / "报告a.docx"
    if not lower.exists():
        send(desk, "报告a.docx", unit, extra="乙。", moment=1_769_000_200)
    if sys.platform != "win32":
        (inbox / "链接.docx").symlink_to(upper)
        (inbox / "外面").symlink_to(desk.parent)
        os.mkfifo(inbox / "管道.docx")
    collect(desk)
    there = {path.name for path in (desk / "汇总" / "原件" / str(YEAR)).iterdir() if path.is_file()}
    assert {one.partition("-")[0] for one in there} >= {"报告A", "报告a", "a_b"}
    files = {one["name"]: one for one in register(desk)["files"]}
    if sys.platform != "win32":
        assert (
            files["链接.docx"]["verdict"]
            == files["外面"]["verdict"]
            == files["管道.docx"]["verdict"]
            == "略过"
        )
    assert files["报告a.docx"]["verdict"] == "收下"


def test_what_cannot_be_collected_is_told(desk: Path) -> None:
    for line, told in {
        "collect 没有 --roster 单位.csv --year 2025": "没有收件文件夹",
        "collect 收件 --year 2025": "没有花名册",
        "collect 收件 --year 2025 --roster 没有.csv": "读不了花名册",
        "collect 收件 --year 2025 --roster 单位.csv --assign x": "--assign 应写",
        "collect 收件 --year 2025 --roster 单位.csv --today 明天": "--today 应写日期",
    }.items():
        done = run_in(desk, *line.split())
        assert (done.returncode, told in done.stderr) == (2, True), (line, done.stderr)


def test_papers_of_another_year_and_twice_the_same_do_not_count(desk: Path) -> None:
    unit = names_of(desk)[-1]
    path = send(desk, "去年.docx", unit)
    lines = paragraphs(made_city().of_way("docx")[1])
    path.write_bytes(plain([line.replace(str(YEAR), "2023") for line in lines]))
    shutil.copy2(next((desk / "收件" / "网页").iterdir()), desk / "收件" / "再发一遍.html")
    collect(desk)
    files = {one["name"]: one for one in register(desk)["files"]}
    assert files["去年.docx"]["verdict"] == "年度不对"
    assert sorted(one["verdict"] for one in files.values() if one["name"].endswith(".html")) == [
        "收下",
        "重复",
    ]


def test_every_crew_gives_the_same_city(desk: Path) -> None:
    made = {}
    with ThreadPoolExecutor(2) as threads:
        crews: dict[str, Workers] = {"alone": InProcess(), "cluster": Cluster(threads, 2)}
        for name, crew in crews.items():
            options = CollectOptions([desk / "收件"], desk / "单位.csv", YEAR, desk / name, date(2026, 1, 25))
            found = collect_papers(options, crew)
            write_register(found)
            made[name] = {
                path: data for path, (data, _) in snapshot(desk / name).items() if ".fazhi-report" not in path
            }
    assert len(made["alone"]) > 8
    assert made["alone"] == made["cluster"]


def test_joint_authors_of_one_roster_line_are_one_unit_to_every_command(tmp_path: Path) -> None:
    joint = "中共示例市东区委员会、示例市东区人民政府"
    (tmp_path / "收件").mkdir()
    (tmp_path / "收件" / "a.yaml").write_text(
        f"kind: figures\nyear: {YEAR}\norgan:\n- {{name: 中共示例市东区委员会, kind: party}}\n"
        "- {name: 示例市东区人民政府, kind: government}\nfigures: {mediation.total: 7件}\n",
        encoding="utf-8",
    )
    (tmp_path / "单位.csv").write_text(f"单位\n{joint}\n", encoding="utf-8")
    done = run_in(tmp_path, *ORDER)
    assert (done.returncode, "已报 1 家" in done.stderr) == (0, True), done.stderr
    done = run_in(tmp_path, "compare", "汇总", "--year", str(YEAR), "-o", "宽表.csv")
    assert "1 家单位，已报 1 家" in done.stderr
    assert "花名册之外" not in done.stderr


@pytest.mark.faults
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="SIGKILL")
def test_killed_at_any_point_it_goes_on(tmp_path: Path) -> None:
    city = DeskCity(made_city().units[:36])
    city.write(tmp_path)
    whole = tmp_path / "whole"
    start = time.perf_counter()
    started(tmp_path, whole).wait(300)
    long = time.perf_counter() - start
    killed = 0
    for part in (0.25, 0.4, 0.55, 0.7, 0.85, 0.95):
        process = started(tmp_path, tmp_path / "broken")
        try:
            process.wait(part * long)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            killed += process.wait() == -signal.SIGKILL
    assert killed > 0
    assert started(tmp_path, tmp_path / "broken").wait(300) == 1
    same = {name: data for name, (data, _) in snapshot(whole).items() if ".fazhi-report" not in name}
    assert same == {
        name: data for name, (data, _) in snapshot(tmp_path / "broken").items() if ".fazhi-report" not in name
    }
    assert not list((tmp_path / "broken").rglob(".fazhi-part-*"))


def started(folder: Path, out: Path) -> subprocess.Popen[bytes]:
    order = [sys.executable, "-m", "fazhi_report", *ORDER[:-1], "2", "-o", str(out)]
    return subprocess.Popen(
        order, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def test_the_city_is_named_like_its_units(collected: tuple[Path, DeskCity, Any]) -> None:
    folder, city, _ = collected
    there = {path.name for path in (folder / "汇总").iterdir() if path.is_dir()} - {"原件", ".fazhi-report"}
    assert there == {unit.name for unit in city.of_way("docx", "html", "xlsx", "yaml")}
    assert all(name.startswith(CITY) for name in there)
