"""``diff`` and ``series``: what they say, write and refuse."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from commandline import Run
from fazhi_report.cli.common import cell_width

ROOT = Path(__file__).resolve().parents[2]
OFFICE = ROOT / "examples" / "示例市司法局" / "data"


LINHAI = ("--data", ROOT / "data")


def test_linhai_2020_against_2023(run: Run) -> None:
    done = run("diff", "2020", "2023", *LINHAI, "--format", "csv")
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff"))))
    names = ("2020年数", "2023年数", "增减", "增长率（%）")
    compared = {row["指标键"]: tuple(row[name] for name in names) for row in rows if row["增减"]}
    assert compared == {
        "normative_documents.reviewed": ("62", "44", "-18", "-29.0"),
        "normative_documents.filed": ("46", "32", "-14", "-30.4"),
        "contracts.reviewed": ("32", "23", "-9", "-28.1"),
        "legal_affairs.minutes": ("61", "54", "-7", "-11.5"),
        "legal_affairs.other": ("65", "52", "-13", "-20.0"),
    }
    assert "2020年 → 2023年：可比 5 项（增 0 项、减 5 项、持平或说不准 0 项）" in done.stderr


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_pipe_gets_plain_aligned_text(run: Run, encoding: str) -> None:
    done = run("diff", OFFICE / "2022.yaml", OFFICE / "2023.yaml", encoding=encoding)
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["领域", "指标", "2022年", "2023年", "增减", "幅度", "情况", "说明"]
    (row,) = [line.split() for line in lines if "收到行政复议申请" in line]
    assert row == ["行政复议", "收到行政复议申请", "398件", "446件", "+48件", "+12.1%", "变动"]


def test_only_what_changed_and_the_biggest_first(run: Run) -> None:
    done = run(
        "diff", "2022", "2023", "--data", OFFICE, "--only", "changed", "--sort", "biggest", "--format", "json"
    )
    rows = json.loads(done.stdout)["rows"]
    assert [row["key"] for row in rows[:3]] == [
        "contracts.opinions",
        "disclosure.requests.carried_out",
        "contracts.reviewed",
    ]
    assert "same" not in {row["status"] for row in rows}


@pytest.mark.parametrize(("limit", "code"), [("80%", 0), ("74.2%", 0), ("74.1", 1), ("0", 1)])
def test_a_pipeline_fails_over_a_limit(run: Run, limit: str, code: int) -> None:
    # 310 to 540 is 74.19 per cent.
    done = run("diff", "2022", "2023", "--data", OFFICE, "--only", "changed", "--fail-over", limit)
    assert done.returncode == code
    assert ("contracts.opinions" in done.stderr) is bool(code)


@pytest.mark.parametrize("suffix", ["txt", "json", "csv", "md", "xlsx", "html", "docx"])
def test_the_suffix_is_the_format(run: Run, tmp_path: Path, suffix: str) -> None:
    done = run("diff", "2022", "2023", "--data", OFFICE, "-o", f"对照.{suffix}")
    assert done.returncode == 0, done.stderr
    content = (tmp_path / f"对照.{suffix}").read_bytes()
    assert (content[:2] == b"PK") is (suffix in {"xlsx", "docx"})
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("2022", "2023", "--format", "docx"), "docx 要写到文件"),
        (("2022", "2023", "-o", "x.pdf"), "不知道“.pdf”是什么格式"),
        (("2022", "2023", "--fail-over", "一半"), "--fail-over 应写百分数"),
        (("2022", "2030"), "里没有 2030 年的数据文件"),
        (("2022", str(OFFICE)), "两者不能对比"),
        ((str(OFFICE), str(OFFICE)), "有 示例市司法局 的两个数据文件"),
    ],
)
def test_what_cannot_be_done_is_told(run: Run, arguments: tuple[str, ...], told: str) -> None:
    done = run("diff", *arguments, "--data", OFFICE)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def unit(folder: Path, name: str, organ: str, value: str) -> None:
    folder.mkdir(exist_ok=True)
    text = f"kind: figures\nyear: {folder.name}\norgan: {{name: {organ}}}\nfigures:\n  contracts.reviewed: {value}\n"
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def test_two_folders_of_units(run: Run, tmp_path: Path) -> None:
    unit(tmp_path / "2022", "a", "甲局", "5件")
    unit(tmp_path / "2022", "b", "乙局", "8件")
    unit(tmp_path / "2023", "a", "甲局", "7件")
    unit(tmp_path / "2023", "c", "丙局", "9件")
    (tmp_path / "2023" / "fazhi-waivers.yaml").write_text("waivers: []\n", encoding="utf-8")
    done = run("diff", "2022", "2023", "--format", "json")
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)["rows"]
    assert [(row["organ"], row["status"]) for row in rows] == [
        ("甲局", "changed"),
        ("乙局", "gone"),
        ("丙局", "added"),
    ]
    for form in ("docx", "xlsx", "html", "md"):
        assert run("diff", "2022", "2023", "-o", f"x.{form}").returncode == 0


def test_two_organs_and_two_versions_of_a_year_are_told_apart(run: Run, tmp_path: Path) -> None:
    unit(tmp_path / "2023", "a", "甲局", "5件")
    unit(tmp_path / "2023", "b", "乙局", "8件")
    unit(tmp_path / "2023", "c", "甲局", "6件")
    assert "甲局2023年 → 乙局2023年" in run("diff", "2023/a.yaml", "2023/b.yaml").stderr
    assert "a → c" in run("diff", "2023/a.yaml", "2023/c.yaml").stderr


def test_what_is_internal_is_listed_on_request(run: Run, tmp_path: Path) -> None:
    unit(tmp_path / "2023", "a", "甲局", "{value: 5件, internal: true}")
    unit(tmp_path / "2023", "b", "甲局", "{value: 6件, internal: true}")
    for flag, rows in ((), 0), (("--internal",), 1):
        done = run("diff", "2023/a.yaml", "2023/b.yaml", "--format", "json", *flag)
        assert len(json.loads(done.stdout)["rows"]) == rows


def test_a_file_with_errors_is_not_compared(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("year: x\n", encoding="utf-8")
    done = run("diff", "bad.yaml", OFFICE / "2023.yaml")
    assert done.returncode == 2
    assert "先运行 fazhi-report validate bad.yaml" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals on Windows")
@pytest.mark.parametrize(("columns", "shape"), [(140, "wide"), (90, "middle"), (50, "narrow")])
@pytest.mark.parametrize("plain", [False, True])
def test_a_terminal_gets_what_fits(tmp_path: Path, columns: int, shape: str, *, plain: bool) -> None:
    shown = at_terminal(tmp_path, columns, {"NO_COLOR": "1"} if plain else {})
    bare = "".join(
        part.partition("m")[2] if number else part for number, part in enumerate(shown.split("\x1b["))
    )
    assert ("\x1b[" in shown) is (not plain and shape != "narrow")
    for words in ("收到行政复议申请", "398件", "446件", "+48件", "+12.1%", "口径不同", "基期为零"):
        assert words in bare
    assert ("补录2022年年底签订的合同" in bare.replace("\n", "")) is (shape != "middle")
    assert all(cells(line) <= columns for line in bare.splitlines()) or shape == "narrow"


def cells(line: str) -> int:
    return cell_width(line.rstrip("\r\n "))


def at_terminal(folder: Path, columns: int, extra: dict[str, str]) -> str:
    """What the command prints to a terminal of so many columns."""
    import fcntl  # noqa: PLC0415  (not on Windows)
    import pty  # noqa: PLC0415
    import struct  # noqa: PLC0415
    import termios  # noqa: PLC0415

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    environment = {
        key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "COLUMNS", "FORCE_COLOR"}
    }
    with subprocess.Popen(
        [sys.executable, "-m", "fazhi_report", "diff", "2022", "2023", "--data", OFFICE],
        cwd=folder,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env={**environment, "TERM": "xterm-256color", **extra},
    ) as process:
        os.close(theirs)
        pieces = []
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:
                break
            if not piece:
                break
            pieces.append(piece)
        assert process.wait(60) == 0
    os.close(ours)
    return b"".join(pieces).decode("utf-8").replace("\r\n", "\n")


def test_a_series_as_text(run: Run) -> None:
    done = run("series", "normative_documents.reviewed", "contracts.reviewed", *LINHAI)
    assert done.returncode == 0, done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    assert lines[0] == ["指标键", "指标", "2020年", "2021年", "2022年", "2023年", "走势"]
    assert lines[1] == ["normative_documents.reviewed", "合法性审查", "62件", "—", "—", "44件", "█··▁"]


@pytest.mark.parametrize(
    ("years", "shown"),
    [
        ("2023-2024", ["2023年", "2024年"]),
        ("2024-2023", ["2023年", "2024年"]),
        ("2024", ["2024年"]),
        ("2022至2023年", ["2022年", "2023年"]),
    ],
)
def test_a_series_of_some_years(run: Run, years: str, shown: list[str]) -> None:
    done = run("series", "reconsideration.received", "--years", years, "--data", OFFICE)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0].split() == ["指标键", "指标", *shown, "走势"]


def test_a_break_in_a_series_is_told(run: Run) -> None:
    done = run("series", "legal_aid.total", "--data", OFFICE)
    assert "法律援助案件：2023年起口径由“市本级”改为“全市”，前后不能相比" in done.stderr


@pytest.mark.parametrize("suffix", ["txt", "csv", "json", "xlsx", "svg"])
def test_a_series_in_each_format(run: Run, tmp_path: Path, suffix: str) -> None:
    done = run("series", "mediation.total", "mediation.amount", "--data", OFFICE, "-o", f"走势.{suffix}")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / f"走势.{suffix}").stat().st_size > 100


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("mediation.totla",), "是不是 调解矛盾纠纷（mediation.total）"),
        (("xyz.abc",), "各年度的数据里没有指标“xyz.abc”"),
        (("mediation.total", "--years", "1999-2000"), "里没有 1999 至 2000 年的数据文件"),
        (("mediation.total", "--years", "近年"), "--years 应写起止年份"),
        (("mediation.total", "--format", "png"), "png 要写到文件"),
        (("mediation.total", "-o", "x.png", "--font", "none.ttf"), "读不了字体文件"),
    ],
)
def test_a_series_that_cannot_be_had(run: Run, arguments: tuple[str, ...], told: str) -> None:
    done = run("series", *arguments, "--data", OFFICE)
    assert done.returncode == 2
    assert told in done.stderr


def test_years_of_another_organ_are_left_out_and_named(run: Run, tmp_path: Path) -> None:
    for year, organ in ((2022, "甲局"), (2023, "乙局")):
        text = (
            f"kind: figures\nyear: {year}\norgan: {{name: {organ}}}\nfigures: {{contracts.reviewed: 5件}}\n"
        )
        (tmp_path / f"{year}.yaml").write_text(text, encoding="utf-8")
    done = run("series", "contracts.reviewed", "--data", ".")
    assert done.returncode == 0, done.stderr
    assert "只看乙局的年度，没有用 2022年（甲局）" in done.stderr


def test_a_report_with_a_chart_is_built(run: Run, tmp_path: Path) -> None:
    done = run("build", OFFICE / "2025.yaml", "--format", "docx,md,json")
    assert done.returncode == 0, done.stderr
    (markdown,) = (tmp_path / "dist").glob("*.md")
    assert "| 收到行政复议申请 | 398件 | 446件 | 512件 | 587件 |" in markdown.read_text(encoding="utf-8")


def test_building_every_year_passes_over_the_years_of_figures(run: Run, tmp_path: Path) -> None:
    assert run("init", ".", "--examples").returncode == 0
    done = run("build", "--all", "--format", "md")
    assert done.returncode == 0, done.stderr
    assert "2023.yaml：只有指标" in done.stderr
    assert len(list((tmp_path / "dist").glob("*.md"))) == 1
    (tmp_path / "data" / "2020.yaml").unlink()
    alone = run("build", "--all")
    assert alone.returncode == 2
    assert "各年度的文件都只有指标" in alone.stderr


def test_the_whole_text_is_compared_on_request(run: Run, tmp_path: Path) -> None:
    done = run(
        "diff",
        "--redline",
        "2024",
        "2025",
        "--data",
        OFFICE,
        "--author",
        "王五",
        "--date",
        "2026-03-01",
        "-o",
        "x.docx",
    )
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "x.docx") as archive:
        words = archive.read("word/document.xml").decode("utf-8")
    assert 'w:author="王五" w:date="2026-03-01T00:00:00Z"' in words
    assert "花脸稿要写到文件" in run("diff", "--redline", "2024", "2025", "--data", OFFICE).stderr
