"""The commands: each once in a process of its own, as a person runs it, and what they say, write and refuse."""

import json
from pathlib import Path

import pytest

from commandline import Run, start_in
from fazhi_report.cli.app import commands
from inspected import base
from statistics_sets import disclosure

ROOT = Path(__file__).resolve().parents[2]
WEB_SUFFIXES = ("html", "data.json", "data.csv", "dictionary.csv")
TITLE = "临海市司法局关于2020年度法治政府建设情况的报告"


@pytest.fixture
def workspace(run: Run, tmp_path: Path) -> Path:
    assert run("init", ".", "--examples").returncode == 0
    return tmp_path


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


LINES = {
    "build": ("2020", "--format", "md"),
    "validate": ("2020",),
    "check-docx": ("old.docx",),
    "reformat": ("old.docx", "-o", "new.docx"),
    "diff": ("data/2020.yaml", "again.yaml"),
    "series": ("mediation.total",),
    "reconcile": ("2020",),
    "figures": ("2020",),
    "explain": ("mediation.total", "2020"),
    "export": ("data", "-o", "tables"),
    "site": ("data", "-o", "site"),
    "compare": ("data", "--year", "2020"),
    "collect": ("inbox", "--roster", "units.csv", "--year", "2020"),
    "remind": ("--year", "2020"),
    "return-slips": ("--year", "2020"),
    "rules": (),
    "init": ("fresh", "--organ", "示例市司法局"),
    "import": ("old.txt", "-o", "old.yaml"),
    "new": ("2021", "--from", "2020"),
    "form": ("2020", "-o", "form.xlsx"),
    "fill": ("2020", "forms"),
    "promises": ("2020",),
    "deadlines": ("--year", "2020"),
    "redline": ("data/2020.yaml", "again.yaml", "-o", "redline.docx"),
    "schema": (),
    "template": ("export-dotx",),
    "doctor": (),
}


def test_each_command_has_its_line() -> None:
    # The preview is started in tests/preview.
    assert LINES.keys() | {"preview"} == set(commands())


@pytest.mark.parametrize("command", LINES)
def test_each_command_runs_in_a_process_of_its_own(workspace: Path, command: str) -> None:
    (workspace / "old.docx").write_bytes(base("published"))
    (workspace / "old.txt").write_bytes((ROOT / "tests" / "data_files" / "linhai-2020.txt").read_bytes())
    if command == "reconcile":
        beside = disclosure(1, 2020).text.replace("示例市某局", "临海市司法局")
        (workspace / "data" / "2020-disclosure.yaml").write_text(beside, encoding="utf-8")
    if command == "fill":
        assert start_in(workspace, "form", "2020", "-o", "forms/form.xlsx").returncode == 0
    (workspace / "inbox").mkdir()
    (workspace / "inbox" / "a.yaml").write_bytes((workspace / "data" / "2020.yaml").read_bytes())
    (workspace / "units.csv").write_text("单位\n临海市司法局\n", encoding="utf-8")
    if command in {"remind", "return-slips"}:
        assert start_in(workspace, "collect", *LINES["collect"]).returncode == 0
    (workspace / "again.yaml").write_bytes((workspace / "data" / "2020.yaml").read_bytes())
    done = start_in(workspace, command, *LINES[command])
    assert done.returncode == 0, done.stderr
    assert "无法继续" not in done.stderr
    assert done.stdout + done.stderr


def test_version(tmp_path: Path) -> None:
    done = start_in(tmp_path, "--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("fazhi-report ")


@pytest.mark.parametrize(
    "command",
    [
        (),
        ("build",),
        ("validate",),
        ("figures",),
        ("explain",),
        ("rules",),
        ("init",),
        ("preview",),
        ("schema",),
        ("form",),
        ("fill",),
        ("diff",),
        ("compare",),
        ("site",),
        ("series",),
        ("collect",),
        ("remind",),
        ("return-slips",),
    ],
)
def test_help_is_chinese_throughout(run: Run, command: tuple[str, ...]) -> None:
    done = run(*command, "--help")
    assert done.returncode == 0
    for english in (
        "Usage",
        "Options",
        "Commands",
        "Arguments",
        "Show",
        "default",
        "required",
        "list[",
        "completion for",
    ):
        assert english not in done.stdout
    assert "用法：" in done.stdout


def test_init_makes_a_workspace_and_touches_nothing_twice(run: Run, workspace: Path) -> None:
    assert {
        "data/2020.yaml",
        "data/report.schema.json",
        "ci/github.yml",
        "ci/gitlab.yml",
        "README.md",
    } <= files(workspace)
    (workspace / "data" / "2020.yaml").write_text("mine", encoding="utf-8")
    done = run("init", ".", "--examples", "--templates")
    assert done.returncode == 0
    assert "已有，未动" in done.stderr
    assert (workspace / "data" / "2020.yaml").read_text(encoding="utf-8") == "mine"
    assert "templates/sections/plans.md.j2" in files(workspace)


def test_build_writes_every_format(run: Run, workspace: Path) -> None:
    done = run("build", "2020", "--format", "docx,md,json", "-o", "输出 文件夹")
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (workspace / "输出 文件夹").iterdir() if path.is_file()} == {
        f"{TITLE}.{suffix}" for suffix in ("docx", "md", "json")
    }
    assert "公开版，约 16 页" in done.stderr


def test_build_gives_the_same_bytes_again(run: Run, workspace: Path) -> None:
    assert run("build", "2020").returncode == 0
    (made,) = (workspace / "dist").glob("*.docx")
    first = made.read_bytes()
    assert run("build", "2020").returncode == 0
    assert made.read_bytes() == first


def test_build_keeps_what_somebody_touched_up(run: Run, workspace: Path) -> None:
    run("build", "2020")
    (made,) = (workspace / "dist").glob("*.docx")
    made.write_bytes(b"by hand")
    done = run("build", "2020")
    assert done.returncode == 2
    assert "没有覆盖" in done.stderr
    assert made.read_bytes() == b"by hand"
    assert run("build", "2020", "--force").returncode == 0


def test_build_refuses_content_with_errors_and_writes_nothing(run: Run, workspace: Path) -> None:
    data = workspace / "data" / "2020.yaml"
    data.write_text(data.read_text(encoding="utf-8").replace("year: 2020", "yeer: 2020"), encoding="utf-8")
    done = run("build", "2020")
    assert done.returncode == 1
    assert "FZ004" in done.stdout
    assert "没有生成" in done.stderr
    assert not (workspace / "dist").exists()


def test_the_submitted_edition_needs_signatories(run: Run, workspace: Path) -> None:
    done = run("build", "2020", "--edition", "submit")
    assert done.returncode in {1, 2}
    assert "签发人" in done.stdout + done.stderr
    assert not (workspace / "dist").exists()


def test_a_template_of_ones_own_changes_the_report(run: Run, workspace: Path) -> None:
    own = workspace / "templates" / "sections" / "closing.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text("以上报告，请审阅。\n", encoding="utf-8")
    assert run("build", "2020", "--format", "md").returncode == 0
    (made,) = (workspace / "dist").glob("*.md")
    text = made.read_text(encoding="utf-8")
    assert "以上报告，请审阅。" in text
    assert "特此报告。" not in text


@pytest.mark.parametrize(
    ("template", "place"),
    [
        ("{{ report.nothing }}", "sections/closing.md.j2:1"),
        ("好\n{% if %}", "sections/closing.md.j2:2"),
        ("好\n\n<b>粗</b>", "sections/closing.md.j2:3"),
        ('{% include "none.j2" %}', "sections/closing.md.j2:1"),
        ("{{ report.__class__ }}", "sections/closing.md.j2:1"),
        ("{{ report.model_dump_json() }}", "sections/closing.md.j2:1"),
        ("{{ report.parse_raw('x') }}", "sections/closing.md.j2:1"),
        ('{{ figures["no.such"] }}', ""),
    ],
)
def test_a_broken_template_is_named_with_its_line(
    run: Run, workspace: Path, template: str, place: str
) -> None:
    own = workspace / "templates" / "sections" / "closing.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text(template, encoding="utf-8")
    done = run("build", "2020")
    assert done.returncode == 2
    assert place in done.stderr
    assert "Traceback" not in done.stderr
    assert not (workspace / "dist").exists()


@pytest.mark.usefixtures("workspace")
def test_validate_in_every_format(run: Run) -> None:
    for form in ("text", "json", "sarif", "github", "junit"):
        done = run("validate", "2020", "--format", form)
        assert done.returncode == 0, (form, done.stdout)
        assert "检查了 1 个文件" in done.stderr
    assert json.loads(run("validate", "2020", "--format", "json").stdout)["format"] == 1


def test_schema_is_what_init_wrote(run: Run, workspace: Path) -> None:
    assert run("schema").stdout == (workspace / "data" / "report.schema.json").read_text(encoding="utf-8")
    assert run("schema", "-o", "here.json").returncode == 0
    assert (workspace / "here.json").read_bytes() == (workspace / "data" / "report.schema.json").read_bytes()


@pytest.mark.usefixtures("workspace")
def test_figures_explain_and_rules(run: Run) -> None:
    assert "mediation.total" in run("figures", "2020").stdout
    assert any(
        row["key"] == "mediation.total"
        for row in json.loads(run("figures", "2020", "--format", "json").stdout)
    )
    told = run("explain", "mediation.total", "2020").stdout
    assert "数值：7421件" in told
    assert "mediation.total" in run("explain", "mediation.totel", "2020").stderr
    assert "FZ001" in run("rules").stdout
    assert "## 怎么改" in run("rules", "fz001").stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("build", "2033"), "没有 2033 年的数据文件"),
        (("build", "nowhere.yaml"), "没有文件"),
        (("build", "ci"), "没有任何年度的数据文件"),
        (("bild", "2020"), "没有命令“bild”"),
        (("build", "2020", "--frmat", "md"), "没有选项 --frmat"),
        (("build",), "缺少参数"),
        (("build", "2020", "--format", "exe"), "没有格式 exe"),
        (("build", "2020", "--profile", "letter"), "没有“letter”，可以写 classic、gbt33476"),
        (("build", "2020", "--jobs", "0"), "--jobs 的值不对：不能小于 1"),
        (("build", "2020", "--jobs", "x"), "要写整数"),
        (("preview", "2020", "--port", "x"), "用 fazhi-report preview --help 查看用法"),
        (("build", "2020", "--templates", "none"), "没有模板文件夹"),
        (("build", "2020", "-o", "README.md"), "写不进"),
        (("validate", "2020", "--format", "xml"), "没有“xml”这种结果格式"),
        (("validate", "2020", "--select", "FZ2,FX9"), "没有规则 FX9"),
        (("validate", "2020", "--ignore", "GW1"), "这里的规则以 FZ、TJ 开头"),
        (("rules", "FZ999"), "没有规则 FZ999"),
    ],
)
def test_what_cannot_go_on_says_why_in_chinese(
    run: Run, workspace: Path, arguments: tuple[str, ...], words: str
) -> None:
    before = files(workspace)
    done = run(*arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "无法继续" in done.stderr
    assert "Traceback" not in done.stderr
    assert files(workspace) == before


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8"])
def test_no_console_encoding_raises(run: Run, encoding: str) -> None:
    for arguments in (
        ("validate", "2020"),
        ("figures", "2020"),
        ("--help",),
        ("build", "2033"),
        ("rules", "FZ006"),
    ):
        done = run(*arguments, encoding=encoding)
        assert "Traceback" not in done.stderr
        assert done.returncode in {0, 2}


def test_build_all_makes_every_year_and_the_page_that_leads_to_them(run: Run, workspace: Path) -> None:
    text = (workspace / "data" / "2020.yaml").read_text(encoding="utf-8")
    for path in (workspace / "data").glob("*.yaml"):
        path.unlink()
    for year in ("2020", "2021"):
        (workspace / "data" / f"{year}.yaml").write_text(
            text.replace("year: 2020", f"year: {year}\nfile_name: '{year}'"), encoding="utf-8"
        )
    (workspace / "data" / "notes.yaml").write_text("no: report\n", encoding="utf-8")

    done = run("build", "--all", "--format", "html")

    assert done.returncode == 0, done.stdout + done.stderr
    pages = {f"{year}.{suffix}" for year in ("2020", "2021") for suffix in WEB_SUFFIXES}
    assert {name for name in files(workspace / "dist") if "/" not in name} == {"index.html", *pages}
    index = (workspace / "dist" / "index.html").read_text(encoding="utf-8")
    assert index.index("./2021.html") < index.index("./2020.html")


def test_build_all_writes_no_index_that_lacks_a_year(run: Run, workspace: Path) -> None:
    (workspace / "data" / "2021.yaml").write_text("kind: report\nyear: 2021\n", encoding="utf-8")
    done = run("build", "--all", "--format", "html")
    assert done.returncode == 1
    assert "没有写目录页" in done.stderr
    assert "index.html" not in files(workspace / "dist")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("--all", "2020"), "不必再写年度"), (("--all", "--data", "dist"), "没有任何年度的数据文件")],
)
def test_build_all_says_what_it_cannot_do(run: Run, arguments: tuple[str, ...], words: str) -> None:
    done = run("build", *arguments)
    assert done.returncode == 2
    assert words in done.stderr
