"""The site of a city: complete, equal to the export, closed in itself, and careful with what stands there."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from commandline import Run, run_in
from csvw_rules import faults, tables
from fazhi_report.commands.site_units import kept
from fazhi_report.writers.html.site_pages import SiteMark
from site_city import make, report, write
from unit_files import files
from webpage import parsed, text, with_class, with_id

LAW, FINANCE, EDUCATION, POLICE = ("示例市司法局", "示例市财政局", "示例市教育局", "示例市公安局")
JOINT = {"中共示例市西湖区委员会 示例市西湖区人民政府": "示例市西湖区人民政府"}
"""As the data name joint authors → as the roster does."""
INTERNAL, SECRET = "1234567", "987654"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("city"))


@pytest.fixture(scope="module")
def built(city: Path, run_once: Run) -> Path:
    done = run_once("site", str(city), "-o", str(city.parent / "site"))
    assert done.returncode == 1, done.stderr
    assert "公安局/data/2025.yaml：定了密级，没有放进去" in done.stderr
    return city.parent / "site"


@pytest.fixture(scope="module")
def run_once(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("run")
    return lambda *words: run_in(folder, *words)


def folded(words: str) -> str:
    return re.sub(r"\s", "", words)


def page(built: Path, name: str) -> str:
    return (built / name).read_text(encoding="utf-8")


def rows(built: Path, name: str, table: str) -> dict[str, list[str]]:
    (found,) = with_class(parsed(page(built, name)), table)
    return {
        folded(text(row[0])): [folded(text(cell)) for cell in row[1:]]
        for row in found.iter("tr")
        if len(row) > 1
    }


def test_the_first_page_says_what_there_is_of_each_unit_and_year(built: Path) -> None:
    assert rows(built, "index.html", "units") == {
        "单位": ["2025年", "2024年"],
        LAW: ["报告按期", "报告按期"],
        FINANCE: ["数据", "报告逾期3天"],
        EDUCATION: ["未报", "未报"],
        POLICE: ["不公开", "未报"],
        "示例市东山区人民政府": ["报告按期", "未报"],
        "示例市西湖区人民政府": ["报告按期", "未报"],
        "示例市CON:<&局": ["报告按期", "—"],
    }


def test_who_is_not_on_the_roster_is_not_counted(built: Path) -> None:
    (counts,) = with_class(parsed(page(built, "deadlines-2025.html")), "tally")
    assert [folded(text(one)) for one in counts] == [
        "已报5/6家",
        "按期3家",
        "未报1家",
        "只有数据1家",
        "不公开1家",
    ]


def test_the_page_of_deadlines_gives_both_days_and_both_marks(built: Path) -> None:
    found = rows(built, "deadlines-2025.html", "kept-table")
    assert found[LAW][:6] == ["2026-03-01", "2026-03-01", "按期", "2026-04-02", "2026-04-01", "逾期1天"]
    assert found[FINANCE] == ["只有数据，没有报告"]
    assert found[EDUCATION] == ["未报"]


@pytest.mark.parametrize(
    ("day", "due", "mark"),
    [
        (date(2026, 3, 1), date(2026, 3, 1), SiteMark("kept", "按期")),
        (date(2026, 3, 2), date(2026, 3, 1), SiteMark("late", "逾期 1 天")),
        (None, date(2026, 3, 1), SiteMark("undated", "没有写日期")),
        (date(2026, 3, 1), None, SiteMark("none", "没有规定期限")),
    ],
)
def test_the_last_day_is_in_time(day: date | None, due: date | None, mark: SiteMark) -> None:
    assert kept(day, due) == mark


def test_the_figures_are_those_of_the_export(built: Path, city: Path, run: Run, tmp_path: Path) -> None:
    assert run("export", str(city), "-o", "table").returncode == 0
    exported = {
        (JOINT.get(row["unit"], row["unit"]), path.parent.name.removeprefix("year="), row["key"]): (
            *(row[name] for name in ("label", "value", "measure", "hedge", "status", "written", "source")),
        )
        for path in (tmp_path / "table").rglob("figures.csv")
        for row in csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())
        if row["unit"] != POLICE
    }
    listed = {
        (row["unit"], row["year"], row["key"]): (
            *(row[name] for name in ("label", "value", "measure", "hedge", "status", "written", "source")),
        )
        for row in tables(built / "data")["figures.csv"]
    }
    assert len(listed) > 10
    assert listed == exported
    told = json.loads((built / "data" / "figures.json").read_text(encoding="utf-8"))["figures"]
    assert {(one["unit"], str(one["year"]), one["key"], one["written"]) for one in told} == {
        (*key, values[-2]) for key, values in listed.items()
    }


def test_every_page_prints_the_figures_of_the_open_data(built: Path) -> None:
    data = tables(built / "data")["figures.csv"]
    compared = parsed(page(built, "compare-2025.html"))
    for row in data:
        path, _, _ = unquote(row["page"]).partition("#")
        own = parsed((built / "data" / path).read_text(encoding="utf-8"))
        assert folded(row["written"]) in folded(text(with_id(own, f"figure-{row['key']}")))
        if row["year"] == "2025" and row["status"] == "value":
            assert folded(row["written"]) in folded(text(with_id(compared, f"figure-{row['key']}")))


def test_a_total_lacks_no_unit_silently(built: Path) -> None:
    root = parsed(page(built, "compare-2025.html"))
    head = next(root.iter("thead"))[0]
    units = ["司法局", "财政局", "教育局", "东山区人民政府", "西湖区人民政府", "CON:<&局"]
    assert [text(cell) for cell in head] == ["指标", "合计", *units]
    total, *cells = [folded(text(cell)) for cell in with_id(root, "figure-mediation.succeeded")][1:]
    assert total == "129件已报3/5家"
    assert cells == ["77件", "没有统计", "未报", "43件", "9件", "2件"]


def test_nothing_secret_and_nothing_internal_is_anywhere(built: Path) -> None:
    for name, content in files(built).items():
        assert INTERNAL.encode() not in content, name
        assert SECRET.encode() not in content, name


def test_the_tables_are_as_their_description_says(built: Path) -> None:
    assert list(faults(built / "data")) == []
    assert (built / "data" / "figures.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    formula = next(row for row in tables(built / "data")["figures.csv"] if row["key"] == "own.formula")
    assert formula["label"] == "'=2+3"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("机关名称,年度", "机关,年度", "head"),
        ("示例市司法局,2025,mediation.total", "示例市司法局,2025,mediation.succeeded", "primary key"),
        (",80,件", ",八十,件", "decimal"),
        ("示例市司法局,2025,mediation.total", "别的局,2025,mediation.total", "not in reports.csv"),
        ("示例市司法局,2025,mediation.total", ",2025,mediation.total", "empty"),
    ],
)
def test_the_rules_of_the_tables_see_a_fault(
    built: Path, tmp_path: Path, old: str, new: str, fault: str
) -> None:
    folder = shutil.copytree(built / "data", tmp_path / "data")
    content = (folder / "figures.csv").read_bytes()
    assert content.count(old.encode()) == 1
    (folder / "figures.csv").write_bytes(content.replace(old.encode(), new.encode()))
    assert any(fault in one for one in faults(folder))


def test_the_same_data_give_the_same_bytes(built: Path, city: Path, run: Run, tmp_path: Path) -> None:
    before = files(built)
    assert run("site", str(city), "-o", "again").returncode == 1
    assert files(tmp_path / "again") == before
    assert run("site", str(city), "-o", str(built)).returncode == 1
    assert files(built) == before


def links(built: Path) -> Iterator[tuple[Path, str]]:
    for path in built.rglob("*.html"):
        for element in parsed(path.read_text(encoding="utf-8")).iter():
            for name in ("href", "src"):
                if isinstance(element.tag, str) and (found := element.get(name)):
                    yield path, found


def test_every_link_is_relative_and_leads_somewhere(built: Path) -> None:
    ids: dict[Path, set[str]] = {}
    seen = 0
    for path, link in links(built):
        parts = urlsplit(link)
        assert (parts.scheme, parts.netloc) == ("", ""), (path, link)
        target = (path.parent / unquote(parts.path)).resolve() if parts.path else path.resolve()
        assert target.is_relative_to(built.resolve()), (path, link)
        assert target.is_file(), (path, link)
        if parts.fragment:
            if target not in ids:
                tree = parsed(target.read_text(encoding="utf-8"))
                ids[target] = {one.get("id") for one in tree.iter() if one.get("id")}
            assert unquote(parts.fragment) in ids[target], (path, link)
        seen += 1
    assert seen > 100


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are of POSIX")
@pytest.mark.parametrize("name", ["page.html", ".fazhi-report/site.json", ".fazhi-report/index.html.sha256"])
def test_a_pipe_in_the_folder_never_blocks(city: Path, tmp_path: Path, name: str) -> None:
    pipe = tmp_path / "site" / name
    pipe.parent.mkdir(parents=True)
    os.mkfifo(pipe)
    done = run_in(tmp_path, "site", str(city), "-o", "site")
    if name == "page.html":
        assert done.returncode == 2
        assert "page.html 不是本工具写的" in done.stderr
        assert [path.name for path in pipe.parent.iterdir()] == ["page.html"]
    else:
        assert (tmp_path / "site" / "index.html").is_file(), done.stderr


def test_no_file_knows_where_it_was_made(built: Path) -> None:
    folder = built.parent.as_posix().encode()
    for name, content in files(built).items():
        assert folder not in content, name
        assert not re.search(rb"(?:src|href|url)\s*[=(]\s*[\"']?(?:https?:)?//", content), name


def test_every_page_allows_nothing_but_its_own(built: Path) -> None:
    for path in built.rglob("*.html"):
        assert "default-src &#39;none&#39;" in path.read_text(encoding="utf-8").replace("'", "&#39;")


def small(folder: Path, *names: str) -> Path:
    for name in names:
        write(folder / "市" / name / "data" / "2025.yaml", report(name, 2025, "2026-01-20", "2026-03-02", 70))
    return folder / "市"


def test_a_file_of_somebody_else_stops_everything(run: Run, tmp_path: Path) -> None:
    city = small(tmp_path, "甲局")
    foreign = write(tmp_path / "site" / "compare-2025.html", "别人的")
    done = run("site", str(city), "-o", str(tmp_path / "site"))
    assert done.returncode == 2
    assert "compare-2025.html 不是本工具写的，或写好之后被人改过，整个网站没有动" in done.stderr
    assert files(tmp_path / "site") == {"compare-2025.html": "别人的".encode()}
    assert run("site", str(city), "-o", str(tmp_path / "site"), "--force").returncode == 0
    assert foreign.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_link_in_the_folder_is_not_followed(run: Run, tmp_path: Path) -> None:
    city, out = small(tmp_path, "甲局"), tmp_path / "site"
    (tmp_path / "elsewhere").mkdir()
    out.mkdir()
    (out / "units").symlink_to(tmp_path / "elsewhere")
    done = run("site", str(city), "-o", str(out), "--force")
    assert done.returncode == 2
    assert "units 是链接，没有往里写" in done.stderr
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_page_edited_by_hand_is_not_lost(run: Run, tmp_path: Path) -> None:
    city, out = small(tmp_path, "甲局"), tmp_path / "site"
    assert run("site", str(city), "-o", str(out)).returncode == 0
    edited = write(out / "units" / "甲局" / "2025.html", "改过")
    done = run("site", str(city), "-o", str(out))
    assert done.returncode == 2
    assert "被人改过" in done.stderr
    assert edited.read_text(encoding="utf-8") == "改过"


def test_a_unit_that_is_gone_leaves_no_page(run: Run, tmp_path: Path) -> None:
    city, out = small(tmp_path, "甲局", "乙局"), tmp_path / "site"
    assert run("site", str(city), "-o", str(out)).returncode == 0
    assert any(name.startswith("units/乙局/") for name in files(out))
    shutil.rmtree(city / "乙局")
    assert run("site", str(city), "-o", str(out)).returncode == 0
    assert not any("乙局" in name for name in files(out))
    assert not any("乙局".encode() in content for content in files(out).values())


@pytest.mark.parametrize("name", ["../../逃", "CON", "a" * 300, "甲\u202e局", "甲/乙"])
def test_no_name_leads_out_of_the_folder(run: Run, tmp_path: Path, name: str) -> None:
    text_ = report(f'"{name}"', 2025, "2026-01-20", "2026-03-02", 70)
    write(tmp_path / "市" / "x" / "data" / "2025.yaml", text_)
    out = tmp_path / "deep" / "er" / "site"
    run("site", str(tmp_path / "市"), "-o", str(out))
    assert {one.name for one in tmp_path.iterdir()} == {"市", "deep"}
    (unit,) = (out / "units").iterdir() if (out / "units").is_dir() else (None,)
    if unit is not None:
        assert len(unit.name.encode()) <= 200
        assert unit.name.upper().split(".")[0] not in {"CON", "", ".."}


def test_a_report_with_errors_has_its_figures_and_no_text(run: Run, tmp_path: Path) -> None:
    city = small(tmp_path, "甲局")
    path = city / "甲局" / "data" / "2025.yaml"
    wrong = path.read_text(encoding="utf-8").replace("value: 67件", "value: 99件")
    path.write_text(wrong, encoding="utf-8")
    done = run("site", str(city), "-o", str(tmp_path / "site"))
    assert done.returncode == 1
    assert "没有全文" in done.stderr
    shown = text(parsed(page(tmp_path / "site", "units/甲局/2025.html")))
    assert "70件" in shown
    assert "局长认真履行职责" not in shown


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("nowhere", "-o", "site"), "没有文件夹 nowhere"),
        (("市", "-o", "site", "--year", "2019"), "没有 2019 年的数据文件"),
    ],
)
def test_what_cannot_be_done_is_told(run: Run, tmp_path: Path, words: tuple[str, ...], reason: str) -> None:
    small(tmp_path, "甲局")
    done = run("site", *words)
    assert done.returncode == 2
    assert reason in done.stderr
    assert not (tmp_path / "site").exists()


def test_only_the_years_asked_for(run: Run, city: Path, tmp_path: Path) -> None:
    run("site", str(city), "-o", "one", "--year", "2024", "--name", "某市")
    names = set(files(tmp_path / "one"))
    assert {"compare-2024.html", "deadlines-2024.html"} <= names
    assert not any("2025" in name for name in names)
    assert "某市法治政府建设年度报告" in page(tmp_path / "one", "index.html")


def calls(work: Callable[[], object]) -> int:
    """How many functions a piece of work calls."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def test_the_work_grows_with_the_units(tmp_path: Path, run: Run) -> None:
    costs = []
    for count in (2, 8, 32):
        city = small(tmp_path / str(count), *(f"第{number}局" for number in range(count)))
        costs.append(calls(partial(run, "site", city, "-o", f"site-{count}", "--jobs", "1")))
    assert costs[2] - costs[1] < 1.3 * 4 * (costs[1] - costs[0])
