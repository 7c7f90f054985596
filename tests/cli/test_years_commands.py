"""new, promises, redline and build --draft: from one year to the next."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from functools import partial
from pathlib import Path

import pytest

from commandline import Run, run_in
from fazhi_report.text.references import is_open
from tracked_changes import accepted, plain, rejected
from wordprocessing import W, part, words

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    shutil.copy(ROOT / "data" / "2020.yaml", tmp_path / "data")
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Run:
    return partial(run_in, folder)


def codes(run: Run, *arguments: str) -> dict[str, int]:
    done = run("validate", *arguments, "--format", "json")
    found = [finding["code"] for finding in json.loads(done.stdout)["findings"]]
    return {code: found.count(code) for code in sorted(set(found))}


def test_from_the_seed_to_the_draft_of_next_year(run: Run, folder: Path) -> None:
    made = run("new", "2021", "--from", "2020")
    assert made.returncode == 0, made.stderr
    assert "14 项安排、4 条不足待交代" in made.stderr

    found = codes(run, "2021")
    assert found.keys() == {"FZ510", "FZ518", "FZ519", "FZ520"}
    assert found["FZ510"] == 18

    left = f"{found['FZ519']} 个数待填，"
    assert left in made.stderr
    told = run("validate", "2021").stdout.splitlines()
    assert len(told) == 1
    assert f"data/2021.yaml 还没有写完：{left}" in told[0]
    refused = run("build", "2021")
    assert refused.returncode == 1
    assert left in refused.stdout
    assert "--draft" in refused.stderr
    assert not (folder / "dist").exists()

    drafted = run("build", "2021", "--draft", "--format", "docx,md")
    assert drafted.returncode == 0, drafted.stderr
    (docx,) = (folder / "dist").glob("*2021*（草稿）.docx")
    marked = [
        run_
        for run_ in part(docx.read_bytes()).iter(f"{W}r")
        if run_.find(f"{W}rPr/{W}highlight") is not None
    ]
    assert len(marked) > 100
    assert all(is_open(words(run_)) for run_ in marked)


def test_new_overwrites_nothing(run: Run, folder: Path) -> None:
    (folder / "data" / "2021.yaml").write_text("mine", encoding="utf-8")
    done = run("new", "2021")
    assert done.returncode == 2
    assert "已经存在" in done.stderr
    assert (folder / "data" / "2021.yaml").read_text(encoding="utf-8") == "mine"
    assert run("new", "2021", "-o", "draft/2021.yaml").returncode == 0


def test_new_goes_one_year_at_a_time(run: Run) -> None:
    done = run("new", "2023", "--from", "2020")
    assert done.returncode == 2
    assert "不能直接新建 2023 年" in done.stderr


def test_an_answered_and_finished_file_is_no_draft(run: Run, folder: Path) -> None:
    assert run("build", "2020", "--draft").returncode == 0
    assert list((folder / "dist").glob("*（草稿）.docx"))


def test_promises_in_every_format(run: Run, folder: Path) -> None:
    run("new", "2021")
    path = folder / "data" / "2021.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "    outcome:\n    evidence:\n", "    outcome: done\n    evidence: 临司〔2021〕3号\n", 1
    )
    path.write_text(text, encoding="utf-8")
    rows = json.loads(run("promises", "2021", "--format", "json").stdout)
    assert len(rows) == 18
    assert (rows[0]["outcome"], rows[0]["evidence"]) == ("已完成", "临司〔2021〕3号")
    table = list(
        csv.reader(io.StringIO(run("promises", "2021", "--format", "csv").stdout.removeprefix("\ufeff")))
    )
    assert [row[7] for row in table[:3]] == ["结果", "已完成", "没有交代"]
    shown = run("promises", "2021")
    assert "17 项没有交代" in shown.stderr
    assert "深入学习宣传贯彻习近平法治思想" in shown.stdout


def test_the_ledger_is_printed_as_an_attachment(run: Run, folder: Path) -> None:
    run("new", "2021")
    path = folder / "data" / "2021.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "kind: report", "kind: report\npromises_attachment: true", 1
    )
    path.write_text(text, encoding="utf-8")
    assert run("build", "2021", "--draft", "--format", "md").returncode == 0
    (made,) = (folder / "dist").glob("*.md")
    printed = made.read_text(encoding="utf-8")
    assert "附件：2020年度工作安排和存在不足落实情况表" in printed
    assert printed.count("| 安排 |") == 14
    assert printed.count("| 不足 |") == 4


def test_a_redline_of_two_files(run: Run, folder: Path) -> None:
    changed = (folder / "data" / "2020.yaml").read_text(encoding="utf-8").replace("236条", "237条")
    (folder / "data" / "changed.yaml").write_text(changed, encoding="utf-8")
    for target in ("2020", "data/changed.yaml"):
        assert run("build", target, "-o", f"dist/{Path(target).stem}").returncode == 0
    done = run(
        "redline", "2020", "data/changed.yaml", "-o", "x.docx", "--author", "王五", "--date", "2021-03-01"
    )
    assert done.returncode == 0, done.stderr
    assert "1 段有改动" in done.stderr
    content = (folder / "x.docx").read_bytes()
    (old,), (new,) = (list((folder / "dist" / name).glob("*.docx")) for name in ("2020", "changed"))
    assert accepted(content) == plain(new.read_bytes())
    assert rejected(content) == plain(old.read_bytes())
    assert [words(mark) for mark in part(content).iter(f"{W}ins")] == ["237条"]


def test_a_redline_of_two_revisions(run: Run, folder: Path) -> None:
    identity = ("-c", "user.name=甲", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    path = folder / "data" / "2020.yaml"
    for command in (["init", "-q"], ["add", "data"], ["commit", "-qm", "一稿"]):
        subprocess.run(["git", *identity, *command], cwd=folder, check=True, capture_output=True)
    path.write_text(
        path.read_text(encoding="utf-8").replace("特此报告。", "以上报告，请审阅。"), encoding="utf-8"
    )
    done = run("redline", "2020@HEAD", "2020", "-o", "x.docx")
    assert done.returncode == 0, done.stderr
    texts = [
        [words(mark) for mark in part((folder / "x.docx").read_bytes()).iter(f"{W}{name}")]
        for name in ("ins",)
    ]
    assert "".join(texts[0]) == "以上报告，请审阅。"
    wrong = run("redline", "2020@nothing", "2020", "-o", "y.docx")
    assert wrong.returncode == 2
    assert "nothing" in wrong.stderr
    assert "Traceback" not in wrong.stderr
    assert not (folder / "y.docx").exists()


def test_another_units_words_are_found_on_request(run: Run, folder: Path) -> None:
    other = folder / "units" / "乙"
    other.mkdir(parents=True)
    text = (folder / "data" / "2020.yaml").read_text(encoding="utf-8").replace("临海市司法局", "仙居县司法局")
    (other / "2020.yaml").write_text(text, encoding="utf-8")
    assert "FZ523" not in codes(run, "2020")
    assert codes(run, "2020", "--against", "units")["FZ523"] > 20
    refused = run("validate", "2020", "--against", "nowhere")
    assert refused.returncode == 2
    assert "没有文件夹 nowhere" in refused.stderr
