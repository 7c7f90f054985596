"""Whatever a run is started in and fed with: one Chinese sentence and exit code 2, never a traceback."""

from __future__ import annotations

import errno
import io
import os
import re
import shutil
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

import pytest
from openpyxl import load_workbook

from commandline import Run
from fazhi_report.cli import app
from filled_forms import answer
from inspected import base
from statistics_sets import disclosure, enforcement

ROOT = Path(__file__).resolve().parents[2]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX 的管道、设备和套接字")
PRINTING = {
    "validate": "validate 2020",
    "check-docx": "check-docx old.docx --verdicts",
    "reformat": "reformat old.docx -o new.docx",
    "diff": "diff 2020 2023",
    "diff csv": "diff 2020 2023 --format csv",
    "series": "series mediation.total",
    "reconcile": "reconcile 2021",
    "figures": "figures 2020",
    "explain": "explain mediation.total 2020",
    "rules": "rules",
    "promises": "promises 2020",
    "deadlines": "deadlines --year 2020",
    "deadlines ics": "deadlines --year 2020 --format ics",
    "remind": "remind city --year 2020 --today 2021-01-25",
    "schema": "schema",
    "doctor": "doctor",
    "fill": "fill 2020 form.xlsx --yes",
    "help": "--help",
    "help of a command": "build --help",
}
"""Command lines that write results to stdout."""
SAYING = {
    "build": "build 2020 --format md",
    "export": "export data -o table",
    "site": "site data -o site",
    "compare": "compare data --year 2020 -o wide.csv",
    "collect": "collect inbox --roster units.csv --year 2020",
    "return-slips": "return-slips city --year 2020",
    "init": "init fresh --organ 示例市司法局",
    "import": "import old.md --year 2018 -o old.yaml",
    "new": "new 2021",
    "form": "form 2020 -o again.xlsx",
    "redline": "redline 2020 2020 -o red.docx",
    "template": "template export-dotx",
    "refused": "build 2033",
    "preview": "preview 2033",
}
"""Command lines that write to stderr alone."""


class Refusing(io.RawIOBase):
    """A stream that takes nothing."""

    def __init__(self, number: int) -> None:
        self.number = number

    def writable(self) -> bool:
        return True

    def write(self, _data: object) -> int:
        raise OSError(self.number, os.strerror(self.number))


def stream(number: int | None) -> io.TextIOWrapper:
    """A stream in memory, or one that refuses with an error number."""
    return io.TextIOWrapper(
        io.BytesIO() if number is None else io.BufferedWriter(Refusing(number)), encoding="utf-8"
    )


def said(one: io.TextIOWrapper) -> str:
    one.seek(0)
    return one.read()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "data").mkdir()
    for year in ("2020", "2023"):
        shutil.copy(ROOT / "data" / f"{year}.yaml", tmp_path / "data")
    for one in (disclosure(1, 2021), enforcement(3, 2021)):
        (tmp_path / "data" / f"2021-{one.kind}.yaml").write_text(one.text, encoding="utf-8")
    (tmp_path / "old.docx").write_bytes(base("published"))
    (tmp_path / "old.md").write_text(
        "# 示例市2018年法治政府建设年度报告\n\n一、主要举措\n\n好。\n", encoding="utf-8"
    )
    with chdir(tmp_path), patch("sys.stdin", io.StringIO()):
        with redirect_stderr(stream(None)):
            app.run(["form", "2020", "-o", "form.xlsx"])
        book = load_workbook("form.xlsx")
        answer(book["人民调解"], "mediation.total", 8000)
        book.save("form.xlsx")
        (tmp_path / "inbox").mkdir()
        (tmp_path / "units.csv").write_text("单位\n临海市司法局\n临海市财政局\n", encoding="utf-8")
        with redirect_stderr(stream(None)):
            app.run(["collect", "inbox", "--roster", "units.csv", "--year", "2020", "-o", "city"])
        yield tmp_path


def test_every_command_is_tried() -> None:
    lines = {line.split()[0] for line in (*PRINTING.values(), *SAYING.values())}
    assert lines >= set(app.commands())


@pytest.mark.parametrize("name", ["stdout", "stderr"])
def test_a_closed_stream_stops_a_run_before_it_does_anything(
    name: str, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(office.rglob("*"))
    for line in (*PRINTING.values(), *SAYING.values()):
        err = stream(None)
        with redirect_stderr(err):
            monkeypatch.setattr(sys, name, None)
            assert app.run(line.split()) == 2, line
        if name == "stdout":
            assert said(err).startswith("无法继续：标准输出（stdout）是关着的"), line
        monkeypatch.undo()
    assert sorted(office.rglob("*")) == before


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(("number", "why"), [(errno.ENOSPC, "磁盘满了"), (errno.EPIPE, "另一端已经关了")])
@pytest.mark.parametrize("name", PRINTING)
def test_results_that_cannot_be_written_are_told(name: str, number: int, why: str) -> None:
    err = stream(None)
    with redirect_stdout(stream(number)), redirect_stderr(err):
        assert app.run(PRINTING[name].split()) == 2
    # Whatever else was said before: the last sentence is about the stream.
    assert f"无法继续：结果没有写完，标准输出（stdout）不再接收：{why}\n" in said(err)
    assert "Traceback" not in said(err)


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("name", [*SAYING, "validate", "check-docx"])
def test_words_that_cannot_be_said_fail_the_run(name: str) -> None:
    with redirect_stdout(stream(None)), redirect_stderr(stream(errno.ENOSPC)):
        assert app.run((SAYING | PRINTING)[name].split()) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 不删正在用的文件夹")
def test_a_working_folder_that_is_gone(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    with chdir(gone):
        gone.rmdir()
        for line in (*PRINTING.values(), *SAYING.values()):
            err = stream(None)
            with redirect_stdout(stream(None)), redirect_stderr(err):
                assert app.run(line.split()) == 2, line
            assert said(err).startswith("无法继续：当前的文件夹已经被删除或移走\n"), line
    assert list(tmp_path.iterdir()) == []


class Terminal(io.TextIOWrapper):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("columns", ["1", "20", "40", "x"])
def test_no_terminal_is_too_narrow(columns: str, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("TERM", "xterm")
    lines = (
        *(PRINTING[name] for name in ("validate", "diff", "series", "figures", "help")),
        "build data --format md",
    )
    for line in lines:
        out, err = (Terminal(io.BytesIO(), encoding="utf-8") for _ in range(2))
        with redirect_stdout(out), redirect_stderr(err):
            assert app.run(line.split()) == 0, (line, said(err))
        assert said(out) + said(err)
    assert list((office / "dist").rglob("*.md"))


READING = {
    "build": "build IN",
    "build --changed": "build IN --changed",
    "validate": "validate IN",
    "validate --waivers": "validate 2020 --waivers IN",
    "check-docx": "check-docx IN",
    "reformat": "reformat IN -o new.docx",
    "diff": "diff 2020 IN",
    "series": "series mediation.total --format png -o s.png --font IN",
    "figures": "figures IN",
    "explain": "explain mediation.total IN",
    "import": "import IN.txt -o old.yaml",
    "new": "new 2021 --from IN",
    "redline": "redline IN 2020 -o red.docx",
    "preview": "preview IN --no-browser",
}
"""Command lines that read a file which the user names."""


@contextmanager
def odd(kind: str, place: Path) -> Iterator[Path]:
    """A thing that is no file."""
    if kind == "管道":
        os.mkfifo(place)
    elif kind == "套接字":
        with socket.socket(socket.AF_UNIX) as server, chdir(place.parent):
            # By its name alone: the path of a socket may be no longer than 107 bytes.
            server.bind(place.name)
            yield place
        return
    else:
        place.symlink_to("/dev/zero")
    yield place


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Fail where something blocks."""

    def late(_number: int, _frame: object) -> None:
        raise AssertionError("blocked")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@POSIX
@pytest.mark.parametrize("kind", ["管道", "设备", "套接字"])
@pytest.mark.parametrize("name", READING)
def test_what_is_no_file_is_not_read(name: str, kind: str, office: Path, run: Run) -> None:
    before = sorted(office.rglob("*"))
    place = office / ("IN.txt" if name == "import" else "IN")
    with odd(kind, place):
        with within(20):
            done = run(*READING[name].split())
        assert done.returncode == 2, done.stderr
        assert f"{place.name} 是{kind}，不是文件" in done.stderr
        assert "Traceback" not in done.stderr
        place.unlink()
    assert sorted(office.rglob("*")) == before


@POSIX
@pytest.mark.parametrize("name", ["lexicon.yaml", "fazhi-waivers.yaml", "fazhi-report.toml", "2019.yaml"])
def test_what_lies_beside_a_data_file_and_is_no_file_never_waits(name: str, office: Path, run: Run) -> None:
    """What the office has laid down is not passed over in silence; last year's file is only looked at."""
    os.mkfifo(office / "data" / name)
    done = run("validate", "2020")
    assert done.returncode == (0 if name == "2019.yaml" else 2), done.stderr
    assert name == "2019.yaml" or f"{name} 是管道，不是文件" in done.stderr


@pytest.mark.parametrize("name", READING)
def test_a_file_that_may_not_be_read(
    name: str, office: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (office / ("IN.txt" if name == "import" else "IN")).write_bytes(b"x")
    opened = os.open

    def refusing(path: str | Path, *rest: int) -> int:
        if Path(path).stem == "IN":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return opened(path, *rest)

    monkeypatch.setattr(os, "open", refusing)
    done = run(*READING[name].split())
    assert done.returncode == 2, done.stderr
    assert re.search(r"读不了(?:文件 \S*IN(?:\.txt)?：没有权限|字体文件 IN)", done.stderr), done.stderr
    assert "Permission" not in done.stderr
