"""The tutorials do what they say: every command is run, in order, and says what stands below it.

A block ``sh`` is run line by line; 退出码 in its comment is the exit code expected, else 0. A block ``text`` behind it
holds pieces of what was said. A comment of the page names what a person does in between.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from commandline import run_in
from last_years_report import last_years_report
from pictures import LARGEST
from this_years_report import edit_draft, fill_form

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "guide"
STEP = re.compile(
    r"<!-- (?P<what>\w+)(?:：(?P<which>[^ ]+))? -->|^```(?P<kind>\w*)\n(?P<block>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
CODE = re.compile(r"退出码 (\d)")


def last_years(folder: Path) -> None:
    last_years_report(folder / "去年报告.docx")


def fill_in(folder: Path) -> None:
    (folder / "收回的表").mkdir()
    (form,) = folder.glob("*采集表.xlsx")
    fill_form(Path(shutil.copy(form, folder / "收回的表")))


def edit(folder: Path) -> None:
    (draft,) = (folder / "dist").glob("*草稿*.docx")
    edit_draft(Path(shutil.copy(draft, folder / "改过的稿子.docx")))


def write_data(folder: Path) -> None:
    """What the first way came to is typed by hand in the second."""
    shutil.copy(folder.parent / "data" / "2025.yaml", folder / "data")


BY_HAND: dict[str, Callable[[Path], None]] = {
    "去年报告": last_years,
    "填表": fill_in,
    "改稿": edit,
    "写数据文件": write_data,
}


@dataclass
class Reader:
    """A person who does what a page says."""

    folder: Path
    said: str = ""
    typed: int = 0

    def follow(self, page: str) -> None:
        """Do all steps of a page."""
        told, which = "", ""
        for step in STEP.finditer(page):
            if step["what"]:
                told, which = step["what"], step["which"] or ""
                if told == "手工":
                    self.by_hand(which)
                continue
            self.block(step["kind"], step["block"], told, which)
            told = which = ""

    def by_hand(self, which: str) -> None:
        if which == "新文件夹":
            self.folder /= which
            self.folder.mkdir()
        else:
            BY_HAND[which](self.folder)

    def block(self, kind: str, block: str, told: str, which: str) -> None:
        if kind == "sh":
            self.said = "".join(map(self.run, block.splitlines()))
        elif kind == "text":
            said = " ".join(self.said.replace("\\", "/").split())
            assert [line for line in block.splitlines() if " ".join(line.split()) not in said] == []
        elif told == "写入":
            (self.folder / which).write_text(block, encoding="utf-8")
        elif told == "出自":
            assert block in (self.folder / which).read_text(encoding="utf-8")

    def run(self, line: str) -> str:
        program, *words = shlex.split(line, comments=True)
        assert program == "fazhi-report", line
        *words, into = [*words[: words.index(">")], words[-1]] if ">" in words else [*words, ""]
        done = run_in(self.folder, *words, typed="y\n")
        expected = CODE.search(line)
        assert done.returncode == int(expected[1] if expected else 0), f"{line}\n{done.stdout}{done.stderr}"
        self.typed += 1
        if into:
            assert done.stdout
            (self.folder / into).write_text(done.stdout, encoding="utf-8")
        return done.stdout + done.stderr


@pytest.mark.parametrize(("page", "commands"), [("tutorial.md", 11), ("ci.md", 11)])
def test_every_command_does_what_the_page_says(page: str, commands: int, tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    reader.follow((GUIDE / page).read_text(encoding="utf-8"))
    assert reader.typed == commands


@pytest.mark.parametrize(
    "block",
    [
        "fazhi-report rules FZ202  # 退出码 1\n```",
        "fazhi-report rules FZ202\n```\n\n```text\n没有说过的话\n```",
    ],
)
def test_a_page_that_says_what_is_not_so_is_found_out(block: str, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"查什么|没有说过的话"):
        Reader(tmp_path).follow(f"```sh\n{block}\n")


def test_the_hook_is_ours() -> None:
    page = (GUIDE / "ci.md").read_text(encoding="utf-8")
    (shown,) = (
        step["block"] for step in STEP.finditer(page) if step["block"] and "repo: local" in step["block"]
    )
    ((hook,),) = (repo["hooks"] for repo in yaml.safe_load(shown)["repos"])
    (ours,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    del hook["additional_dependencies"], ours["description"]
    assert hook == ours


def test_pictures_are_small_and_shown() -> None:
    sizes = {path.name: path.stat().st_size for path in (GUIDE / "pictures").iterdir()}
    shown = re.findall(r"\(pictures/([^)]+)\)", (GUIDE / "tutorial.md").read_text(encoding="utf-8"))
    assert sorted(sizes) == sorted(shown)
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}
