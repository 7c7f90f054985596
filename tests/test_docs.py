"""The documents keep their word: links lead somewhere, named commands exist, printed pages are fresh."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest

from commandline import run_in

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md")])
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]

CODE_BLOCK = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"^```.*?^```|`[^`\n]+`", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def links(text: str) -> list[str]:
    """Targets of links and pictures that lie in the repository, without their anchors."""
    targets = (unquote(target).partition("#")[0] for target in LINK.findall(CODE_BLOCK.sub("", text)))
    return [target for target in targets if target and "://" not in target]


def code(text: str) -> str:
    """Only what stands in code, where a command means itself."""
    return "\n".join(CODE.findall(text))


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", read(ROOT / "Makefile"), re.MULTILINE))


def test_links_lead_somewhere() -> None:
    dead = {
        name(page): [link for link in links(read(page)) if not (page.parent / link).exists()]
        for page in PAGES
    }
    assert {page: found for page, found in dead.items() if found} == {}


def test_make_has_the_targets_that_are_named() -> None:
    there = targets()
    unknown = {
        name(page): set(re.findall(r"\bmake ([a-z][a-z-]*)", code(read(page)))) - there for page in PAGES
    }
    assert {page: found for page, found in unknown.items() if found} == {}


@pytest.mark.parametrize("page", READMES, ids=map(name, READMES))
def test_the_program_has_the_commands_and_options_that_are_named(page: Path) -> None:
    commands = set(re.findall(r"\bfazhi-report ([a-z][a-z-]*)", code(read(page))))
    assert {"build", "validate", "init", "schema"} <= commands
    helps = ""
    for command in sorted(commands):
        result = run_in(ROOT, command, "--help")
        assert result.returncode == 0, f"fazhi-report {command} --help: {result.stderr}"
        helps += result.stdout
    options = set(re.findall(r"`(--[a-z-]+)", code(read(page))))
    assert {option for option in options if option not in helps} == set()


@pytest.mark.parametrize("page", READMES, ids=map(name, READMES))
def test_the_finding_that_is_shown_is_one_that_is_given(page: Path, tmp_path: Path) -> None:
    (shown,) = re.findall(r"^```text\n(.*?)^```", read(page), re.MULTILINE | re.DOTALL)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "2020.yaml").write_text(read(ROOT / "data" / "2020.yaml"), encoding="utf-8")

    result = run_in(tmp_path, "validate", "2020")

    # The line moves with every edit of the data, and Windows writes the path its own way.
    place = re.compile(r"data.2020\.yaml:\d+:\d+")
    assert result.returncode == 0, result.stderr
    assert place.sub("data/2020.yaml", shown) in place.sub("data/2020.yaml", result.stdout)


def test_both_readmes_show_the_same() -> None:
    english, chinese = map(read, READMES)
    assert sorted(set(links(english)) - {"README.zh-CN.md"}) == sorted(set(links(chinese)) - {"README.md"})
    commands = [re.findall(r"^\$ ([a-z-]+ [a-z]+)", text, re.MULTILINE) for text in (english, chinese)]
    assert commands[0] == commands[1] != []
    findings = [
        re.findall(r"^```text\n(.*?)^```", text, re.MULTILINE | re.DOTALL) for text in (english, chinese)
    ]
    assert findings[0] == findings[1] != []


def test_printed_pages_are_fresh() -> None:
    command = [sys.executable, "-X", "utf8", str(ROOT / "scripts" / "docs.py"), "--check"]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads(read(ROOT / "pyproject.toml"))
    groups = [
        project["project"]["dependencies"],
        *project["project"]["optional-dependencies"].values(),
        *project["dependency-groups"].values(),
    ]
    asked = {re.split(r"[^a-z0-9-]", item)[0] for group in groups for item in group if isinstance(item, str)}
    table = set(
        re.findall(r"^\| `([a-z0-9-]+)` \|", read(ROOT / "docs" / "dev" / "dependencies.md"), re.MULTILINE)
    )
    assert table == asked


def test_decisions_are_numbered_without_gaps() -> None:
    names = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(found[:4]) for found in names] == list(range(1, len(names) + 1))


def test_links_are_found() -> None:
    text = "[a](x.md#y) ![b](p%20q.png) [c](https://example.org) [d](#here)\n```\n[e](code.md)\n```\n"
    assert links(text) == ["x.md", "p q.png"]
