"""A city is a folder: units are found in it however they lie, and what is passed over is told with its reason."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Run
from fazhi_report.commands import city as module
from fazhi_report.commands.city import City, city_below
from fazhi_report.commands.content_key import content_key
from fazhi_report.commands.surroundings import files_beside, last_years_file
from fazhi_report.source.glance import Glance, glance

MINIMAL = (Path(__file__).resolve().parents[1] / "data" / "minimal.yaml").read_text(encoding="utf-8")

ORGANS = {"司法局": (62, 70), "财政局": (5, 4), "东山镇": (8, 8)}
YEARS = (2020, 2021)
LAYOUTS: dict[str, Callable[[str, int], str]] = {
    "a folder per unit": lambda unit, year: f"{unit}/data/{year}.yaml",
    "without data/": lambda unit, year: f"{unit}/{year}.yml",
    "below districts": lambda unit, year: f"东区/直属/{unit}/data/{year}.yaml",
    "a folder per year": lambda unit, year: f"{year}/{unit}.yaml",
    "years in words": lambda unit, year: f"各局{year}年度/{unit}.yaml",
    "districts in years": lambda unit, year: f"{year}/东区/{unit}.yaml",
    "the year in the name": lambda unit, year: f"{unit}{year}.yaml",
    "the year before the name": lambda unit, year: f"收到的/{year}年-{unit}.yaml",
    "all mixed": lambda unit, year: {
        "司法局": f"司法局/data/{year}.yaml",
        "财政局": f"{year}/财政局.yaml",
        "东山镇": f"镇/东山镇（{year}）.yaml",
    }[unit],
}


def data_of(unit: str, year: int) -> str:
    """A small report, whose number of applications is the unit's and year's own."""
    return (
        MINIMAL.replace("2025", str(year + 1))
        .replace("2024", str(year))
        .replace("示例市司法局", f"示例市{unit}")
        .replace(": 80件", f": {ORGANS[unit][year - 2020]}件")
    )


@pytest.fixture(params=LAYOUTS)
def city(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    place = LAYOUTS[request.param]
    for unit in ORGANS:
        for year in YEARS:
            path = tmp_path / "市" / place(unit, year)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(data_of(unit, year), encoding="utf-8")
    return tmp_path / "市"


def test_every_layout_is_the_same_city_to_every_command(city: Path, run: Run) -> None:
    found = city_below([city])
    assert [[one.year for one in unit.years] for unit in found.units] == [[2020, 2021]] * 3
    assert {unit.name[-1] for unit in found.units} == set(ORGANS)
    assert found.passed == ()

    done = run("diff", city, "2020", "2021", "--format", "json")
    assert done.returncode == 0, done.stderr
    rows = [one for one in json.loads(done.stdout)["rows"] if one["key"] == "reconsideration.received"]
    assert {
        one["organ"].removeprefix("示例市"): (one["old"]["text"], one["new"]["text"]) for one in rows
    } == {unit: tuple(f"{value}件" for value in values) for unit, values in ORGANS.items()}
    assert run("diff", "2020", "2021", "--data", city, "--format", "json").stdout == done.stdout

    done = run("series", "reconsideration.received", city, "--format", "json")
    assert done.returncode == 0, done.stderr
    drawn = json.loads(done.stdout)["series"]
    assert {
        one["organ"].removeprefix("示例市"): [point["text"] for point in one["points"]] for one in drawn
    } == {unit: [f"{value}件" for value in values] for unit, values in ORGANS.items()}

    done = run("validate", city, "2021", "--select", "FZ0", "--no-cache")
    assert done.returncode == 0, done.stderr
    assert "检查了 3 个文件" in done.stderr
    assert "略过（不是要看的年度）" in done.stderr
    assert "检查了 6 个文件" in run("validate", city, "--select", "FZ0", "--no-cache").stderr

    done = run("build", city, "-o", "dist", "--format", "md")
    assert "共 6 份：生成 6" in done.stderr
    assert len(list((city.parent / "dist").rglob("*.md"))) == 6
    assert "未变 6" in run("build", city, "-o", "dist", "--format", "md", "--changed").stderr

    done = run("export", city, "-o", "table")
    assert done.returncode == 0, done.stderr
    assert "共 6 份" in done.stderr
    assert run("export", city, "2021", "-o", "table21").stderr.count("共 3 份") == 1

    done = run("promises", city, "2021", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert {one["organ"] for one in json.loads(done.stdout)} == {f"示例市{unit}" for unit in ORGANS}


def test_last_year_is_found_in_every_layout(city: Path) -> None:
    for unit in city_below([city]).units:
        before, now = unit.files
        assert last_years_file(now) == before
        assert last_years_file(before) is None
        assert files_beside(before) == (now,)


OF_A = Glance(is_data=True, organ="甲局", year=2020)


def write(path: Path, text: str = "x") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_what_is_passed_over_is_told_with_its_reason(tmp_path: Path, run: Run) -> None:
    root = tmp_path / "市"
    write(root / "司法局" / "data" / "2020.yaml", data_of("司法局", 2020))
    write(root / "司法局" / "data" / "2020.yml", data_of("司法局", 2020))
    write(root / "司法局" / "data" / "草稿.yaml", data_of("司法局", 2021))
    write(root / "司法局" / "fazhi-waivers.yaml", "waivers: []\n")
    write(root / "司法局" / "templates" / "x.j2")
    write(root / "财政局.yaml", data_of("财政局", 2020))
    write(root / "又一份.yaml", data_of("财政局", 2020))
    write(root / "设置.yaml", "a: 1\n")
    write(root / "坏的.yaml", "year: 2020\norgan: [\n")
    write(root / "说明.docx")
    write(root / "~$说明.docx")
    write(root / ".git" / "2020.yaml", data_of("财政局", 2020))
    write(root / "原件" / "2020.yaml", data_of("财政局", 2020))
    (root / "丙局").mkdir()
    if sys.platform != "win32":
        (root / "别处").symlink_to(tmp_path)
    found = city_below([root])
    reasons = {one.path.relative_to(root).as_posix(): one.reason for one in found.passed}
    assert reasons.pop("司法局/data/2020.yml").endswith("是同一单位同一年度的，用前一份")
    assert {name: reason for name, reason in reasons.items() if name != "别处"} == {
        "司法局/data/草稿.yaml": module.UNNAMED,
        "设置.yaml": module.NO_DATA,
        "说明.docx": module.NO_DATA,
        "~$说明.docx": module.HIDDEN,
        ".git": module.HIDDEN,
        "原件": module.KEPT_ORIGINALS,
        "丙局": module.EMPTY,
    }
    assert reasons.get("别处", module.LINK) == module.LINK
    # A broken data file is one for the check to speak of.
    assert [unit.title for unit in found.units] == ["又一份", "司法局", "坏的", "财政局"]
    once = found.once()
    assert [
        one.path.name for one in once.passed if one.reason.startswith("与") and "示例市财政局" in one.reason
    ] == ["财政局.yaml"]
    told = run("diff", root, root).stderr
    assert f"略过（{module.NO_DATA}）：" in told
    done = run("validate", root, "--no-cache")
    assert "坏的.yaml" in done.stdout
    assert f"略过（{module.EMPTY}）：{root / '丙局'}" in done.stderr


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("year: 2020\norgan:\n  name: 甲局\n", OF_A),
        (
            "organ: {short_name: 局, name: 甲局}\nkind: figures\nyear: '2020'\n",
            OF_A,
        ),
        ("年度: 2020\n发文机关: {机关名称: 甲局}\n", OF_A),
        (
            "parts:\n- {year: 1999, organ: {name: 乙局}}\nyear: 2021\n",
            Glance(is_data=True, organ="", year=2021),
        ),
        ("a: {year: 2020}\n- b\n", Glance(is_data=False)),
        ("a: 1\n", Glance(is_data=False)),
        ("", Glance(is_data=False)),
        ("[" * 100_000, Glance(is_data=False)),
        ("year: 2020\norgan: [\n", Glance(is_data=True, organ="", year=2020)),
        ("{% x %}\nyear: 2020\n", Glance(is_data=True, organ="", year=None)),
    ],
)
def test_a_glance(text: str, seen: Glance, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    assert glance(path) == seen


def test_years_and_files_of_others_are_refused_with_their_reason(tmp_path: Path, run: Run) -> None:
    write(tmp_path / "市" / "2020" / "司法局.yaml", data_of("司法局", 2020))
    write(tmp_path / "市" / "2021" / "司法局.yaml", data_of("司法局", 2021))
    (tmp_path / "空").mkdir()
    for line, told in {
        "build 市 2019": "市 里没有 2019 年的数据文件",
        "validate 空": "空 里没有任何年度的数据文件",
        "diff 市 市": "有 示例市司法局 的两个数据文件",
        "diff 市 市/2020/司法局.yaml": "两者不能对比",
        "diff 2020": "要对比的是两边",
        "series 市": "没有写要看的指标",
        "promises 市": "要写一个年度",
        "promises 市 2019": "市 里没有 2019 年及以前的数据文件",
        "export 市/2020/司法局.yaml -o t": "没有文件夹",
    }.items():
        done = run(*line.split())
        assert (done.returncode, told in done.stderr) == (2, True), (line, done.stderr)


def test_one_unit_that_cannot_be_read_stops_no_other(tmp_path: Path, run: Run) -> None:
    for year in YEARS:
        write(tmp_path / "市" / f"{year}" / "司法局.yaml", data_of("司法局", year))
        write(tmp_path / "市" / f"{year}" / "财政局.yaml", data_of("财政局", year).replace("year:", "yeer:"))
    for line in ("diff 市 2020 2021", "series reconsideration.received 市", "export 市 -o t"):
        done = run(*line.split())
        assert done.returncode == 1, done.stderr
        assert "财政局.yaml" in done.stderr
    assert run("promises", "市", "2021").stderr.count("财政局.yaml 有错误，没有读") == 2


def made(root: Path, units: int) -> Path:
    for year in YEARS:
        (root / f"{year}").mkdir(parents=True)
        for unit in range(units):
            (root / f"{year}" / f"第{unit}局.yaml").write_text(
                f"kind: figures\nyear: {year}\norgan: {{name: 第{unit}局}}\nfigures: {{a.b: 1件}}\n",
                encoding="utf-8",
            )
    return root


def test_a_city_is_found_in_linear_time(tmp_path: Path) -> None:
    def cost(units: int) -> tuple[float, City]:
        root = made(tmp_path / f"{units}", units)
        start = time.process_time()
        city = city_below([root]).once()
        for path in (path for unit in city.units for path in unit.files):
            content_key(path, ())
            files_beside(path)
        return time.process_time() - start, city

    cost(20)
    small, _ = cost(125)
    large, city = cost(2_000)
    assert len(city.units) == 2_000
    # Sixteen times the units: linear growth is 16, quadratic 256.
    assert large < 60 * max(small, 0.02), (small, large)
