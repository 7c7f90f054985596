"""One door for what is written: whatever stands at an output's place, no command destroys it."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import pytest

import published_statistics
from commandline import Run, run_in
from fazhi_report.errors import FazhiError
from fazhi_report.files import KEPT, write
from statistics_sets import disclosure, enforcement, made_up

ROOT = Path(__file__).resolve().parents[1]
OTHER = Path("data/别县.yaml")
OLD = "# 某县2018年法治政府建设年度报告\n\n一、主要举措\n\n受理行政复议案件12件。\n"


@dataclass(frozen=True)
class Command:
    """A command line that writes one file.

    Args:
        line: Its words; ``OUT`` stands for the file.
        out: Where the file comes to stand.
        force: Whether there is ``--force``.
        free: Whether the user names the file, so that it could be any.
    """

    line: str
    out: str
    force: bool = True
    free: bool = True

    def words(self, out: str | Path, *more: str) -> list[str]:
        return [*(str(out) if word == "OUT" else word for word in self.line.split()), *more]


COMMANDS = {
    "diff": Command("diff 2020 2023 --format csv -o OUT", "对比.csv"),
    "diff text": Command("diff 2020 2023 --format text -o OUT", "对比.txt"),
    "diff docx": Command("diff 2020 2023 --format docx -o OUT", "对比.docx"),
    "reconcile": Command("reconcile 2021 -o OUT", "对照.xlsx"),
    "series": Command("series mediation.total --format csv -o OUT", "走势.csv"),
    "redline": Command("redline 2020 2020 -o OUT", "花脸稿.docx"),
    "schema": Command("schema -o OUT", "schema.json"),
    "reformat": Command("reformat old.docx -o OUT", "new.docx"),
    "build": Command("build 2020 --format md", "dist/报告.md", free=False),
    "export": Command("export . -o table", "table/year=2020/figures.csv", free=False),
    "import": Command("import old.md --year 2018 -o OUT", "data/2018.yaml", force=False),
    "import of statistics": Command("import 执法.html -o OUT", "data/2021-enforcement.yaml", force=False),
    "import --report": Command("import old.md --year 2018 --report OUT", "账.json", force=False),
    "new": Command("new 2021 -o OUT", "data/2021.yaml", force=False),
    "form": Command("form 2020 -o OUT", "采集表.xlsx"),
    "template": Command("template export-dotx -o OUT", "模板.dotx"),
}


@pytest.fixture(scope="session")
def office_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    (folder / "data").mkdir()
    year = (ROOT / "data" / "2020.yaml").read_text(encoding="utf-8")
    (folder / "data" / "2020.yaml").write_text(f"file_name: 报告\n{year}", encoding="utf-8")
    shutil.copy(ROOT / "data" / "2023.yaml", folder / "data")
    (folder / OTHER).write_text("# 别的年度\n", encoding="utf-8")
    (folder / "old.md").write_text(OLD, encoding="utf-8")
    (folder / "执法.html").write_bytes(published_statistics.page(made_up()[2]))
    for one in (disclosure(1, 2021), enforcement(3, 2021)):
        (folder / "data" / f"2021-{one.kind}-a.yaml").write_text(one.text, encoding="utf-8")
    done = run_in(folder, "build", "2020", "-o", "made")
    assert done.returncode == 0, done.stderr
    shutil.copy(folder / "made" / "报告.docx", folder / "old.docx")
    shutil.rmtree(folder / "made")
    return folder


@pytest.fixture
def office(office_files: Path, tmp_path: Path) -> Path:
    shutil.copytree(office_files, tmp_path, dirs_exist_ok=True)
    return tmp_path


def everything(folder: Path) -> dict[str, object]:
    return {
        path.relative_to(folder).as_posix(): path.readlink()
        if path.is_symlink()
        else path.read_bytes()
        if path.is_file()
        else None
        for path in folder.rglob("*")
        if ".fazhi-report" not in path.parts
    }


def refused(run: Run, office: Path, line: list[str], words: str) -> None:
    before = everything(office)
    done = run(*line)
    assert done.returncode == 2, (line, done.stderr)
    assert words in done.stderr, (line, done.stderr)
    assert "提示：" in done.stderr
    assert "Traceback" not in done.stderr
    assert everything(office) == before


def foreign(out: Path, _office: Path) -> None:
    out.write_bytes(b"theirs")


def read_only(out: Path, _office: Path) -> None:
    out.write_bytes(b"theirs")
    out.chmod(0o444)


def symlink(out: Path, office: Path) -> None:
    out.symlink_to(office / OTHER)


def dangling(out: Path, office: Path) -> None:
    out.symlink_to(office / "nowhere")


def hard_link(out: Path, office: Path) -> None:
    out.hardlink_to(office / OTHER)


def folder(out: Path, _office: Path) -> None:
    out.mkdir()


@pytest.mark.parametrize("place", [foreign, read_only, symlink, dangling, hard_link, folder])
@pytest.mark.parametrize("name", COMMANDS)
def test_what_stands_there_stays(
    name: str, place: Callable[[Path, Path], None], office: Path, run: Run
) -> None:
    command = COMMANDS[name]
    out = office / command.out
    out.parent.mkdir(parents=True, exist_ok=True)
    place(out, office)
    # What stands in the folder of a table is told by the folder.
    words = "table" if name == "export" else command.out
    refused(run, office, command.words(command.out), words)
    if not command.force:
        return
    if place not in {foreign, read_only}:
        refused(run, office, command.words(command.out, "--force"), command.out)
        return
    done = run(*command.words(command.out, "--force"))
    assert done.returncode == 0, done.stderr
    assert out.read_bytes() != b"theirs"


def why_not(line: str) -> str:
    """The reason for which a command refuses the name of a data file, a template or settings."""
    match line.split(maxsplit=1)[0]:
        case "diff" | "series" | "reconcile":
            return "是什么格式"
        case "import" | "new":
            return "已经存在，没有"
        case _:
            return "文件名却是"


@pytest.mark.parametrize("target", ["data/2020.yaml", OTHER, "templates/closing.md.j2", "data/waivers.yaml"])
@pytest.mark.parametrize("name", [name for name, one in COMMANDS.items() if one.free])
def test_no_data_file_becomes_an_output(name: str, target: str | Path, office: Path, run: Run) -> None:
    (office / "templates").mkdir()
    for one in ("templates/closing.md.j2", "data/waivers.yaml"):
        (office / one).write_text("# 留着\n", encoding="utf-8")
    for force in ([], ["--force"]) if COMMANDS[name].force else ([],):
        refused(run, office, COMMANDS[name].words(target, *force), why_not(COMMANDS[name].line))


@pytest.mark.parametrize("link", [None, Path.symlink_to, Path.hardlink_to])
def test_no_command_writes_on_what_it_reads(
    link: Callable[[Path, Path], None] | None, office: Path, run: Run
) -> None:
    for number, year in enumerate(("2020", "2023")):
        shutil.copy(office / "data" / f"{year}.yaml", office / f"{number}.txt")
    # Under a suffix that the command writes, or it would refuse for that.
    shutil.copy(office / "data" / "2020.yaml", office / "2.docx")
    for words in ("diff 0.txt 1.txt", "redline 2.docx 2.docx", "reformat old.docx"):
        source = words.split()[1]
        out = office / f"{words.split()[0]}{'.txt' if words[0] == 'd' else '.docx'}"
        if link is None:
            out = office / source
        else:
            link(out, office / source)
        reason = "是链接" if link is Path.symlink_to else "是这次要读的文件"
        if words.startswith("reformat"):
            reason = "会盖住原件"
        refused(run, office, [*words.split(), "-o", str(out), "--force"], reason)


@pytest.mark.parametrize("name", [name for name, one in COMMANDS.items() if one.force])
def test_own_outputs_are_replaced_without_a_word(name: str, office: Path, run: Run) -> None:
    command = COMMANDS[name]
    for _ in range(2):
        done = run(*command.words(command.out))
        assert done.returncode == 0, done.stderr
        data = office / "data" / "2020.yaml"
        old, new = ("推进", "促进") if name == "build" else ("7421", "7422")
        data.write_text(data.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    (office / command.out).write_bytes(b"touched up by hand")
    refused(run, office, command.words(command.out), "被人改过")


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    import resource  # noqa: PLC0415  (POSIX only)

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


FULL = {
    **{name: (one.words(one.out)) for name, one in COMMANDS.items()},
    "export parquet": ["export", ".", "-o", "table", "--format", "parquet"],
    "export duckdb": ["export", ".", "-o", "table", "--format", "duckdb"],
    "import both": ["import", "old.md", "--year", "2018", "-o", "data/2018.yaml", "--report", "账.json"],
    "init": ["init", ".", "--examples", "--templates"],
}


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX 的限额")
@pytest.mark.parametrize("size", [0, 3000, 20_000])
@pytest.mark.parametrize("name", FULL)
def test_a_full_disk_leaves_what_was_there(name: str, size: int, office: Path, run: Run) -> None:
    before = everything(office)
    with full_disk(size):
        done = run(*FULL[name])
    assert "Traceback" not in done.stderr
    if done.returncode == 0 or (name.startswith("import") and done.returncode == 1):
        # It was small enough.
        assert size
        return
    assert done.returncode == 2, done.stderr
    assert "写不进" in done.stderr
    files = {path: content for path, content in everything(office).items() if content is not None}
    assert files == {path: content for path, content in before.items() if content is not None}


def test_import_writes_both_or_neither(office: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything(office)
    link = Path.hardlink_to

    def refusing(self: Path, target: Path) -> None:
        if self.name == "账.json":
            raise FileExistsError(self)
        link(self, target)

    monkeypatch.setattr(Path, "hardlink_to", refusing)
    done = run(*FULL["import both"])
    assert done.returncode == 2
    assert "账.json 已经存在，没有" in done.stderr
    assert everything(office) == before


def test_init_keeps_what_is_there_and_finishes_the_rest(office: Path, run: Run) -> None:
    with full_disk(3000) if sys.platform != "win32" else nullcontext():
        run("init", ".", "--examples")
    done = run("init", ".", "--examples")
    assert done.returncode == 0, done.stderr
    assert (office / "data" / "2020.yaml").read_text(encoding="utf-8").startswith("file_name: 报告\n")
    assert (office / "README.md").read_bytes()


def test_a_folder_of_notes_that_leads_elsewhere(office: Path, run: Run) -> None:
    (office / "away").mkdir()
    (office / ".fazhi-report").symlink_to(office / "away")
    refused(run, office, COMMANDS["schema"].words("schema.json"), "是链接")
    assert os.listdir(office / "away") == []  # noqa: PTH208  (also what begins with a dot)


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("suffix", sorted(KEPT))
def test_the_door_itself_keeps_what_people_write(suffix: str, tmp_path: Path, *, force: bool) -> None:
    # Most commands refuse such a name for its suffix before they come to the door.
    kept = tmp_path / f"2020{suffix}"
    kept.write_text("# 留着\n", encoding="utf-8")
    with pytest.raises(FazhiError, match="不能写成输出"):
        write({kept: b"gone"}, force=force)
    assert kept.read_text(encoding="utf-8") == "# 留着\n"


def test_what_people_write_is_known_by_its_suffix() -> None:
    assert {path.suffix for path in (ROOT / "data").glob("*.y*ml")} <= KEPT
    assert {path.suffix for path in (ROOT / "templates").rglob("*") if path.is_file()} <= KEPT


@pytest.mark.parametrize(
    "line",
    [
        "diff 2020 2023 --format csv -o x.yml",
        "diff 2020 2023 -o x.pdf",
        "series mediation.total --format json -o x.doc",
        "redline 2020 2020 -o x.html",
        "schema -o x.txt",
        "reformat old.docx -o x.pdf",
        "template export-dotx -o x.docx",
    ],
)
def test_a_suffix_that_no_format_has_is_refused(line: str, office: Path, run: Run) -> None:
    refused(run, office, line.split(), why_not(line))


_WRITES = re.compile(
    r"""\.write_(?:bytes|text)\(|\bopen\([^)]*["'](?:w|x|a|r\+)b?\+?["']"""
    r"""|\.hardlink_to\(|os\.(?:rename|replace|link)\("""
)
_WRITERS = {
    "files.py",
    "temporary.py",
    # Parts of a table, which files.py puts in place.
    "commands/tables.py",
    # Into temporary folders.
    "libreoffice.py",
    # Parts of the package itself, when a maintainer makes them anew.
    "writers/docx/base.py",
}


def test_nothing_else_in_the_program_writes() -> None:
    source = ROOT / "src" / "fazhi_report"
    found = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if _WRITES.search(path.read_text(encoding="utf-8"))
    }
    assert found == _WRITERS
