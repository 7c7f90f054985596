from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from fazhi_report.errors import FazhiError
from fazhi_report.source.load import load_revision

MINIMAL = (Path(__file__).parents[1] / "data" / "minimal.yaml").read_text(encoding="utf-8")


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=甲", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A data file with two commits and a change that is in none."""
    folder = tmp_path / "仓 库" / "data"
    folder.mkdir(parents=True)
    path = folder / "2024.yaml"
    git(tmp_path / "仓 库", "init", "-q")
    for number, closing in enumerate(("第一稿。", "第二稿。")):
        path.write_text(f"{MINIMAL}closing: {closing}\n", encoding="utf-8")
        git(folder, "add", "2024.yaml")
        git(folder, "commit", "-qm", f"{number}")
    path.write_text(f"{MINIMAL}closing: 第三稿。\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "closing"), [("HEAD", "第二稿。"), ("HEAD~1", "第一稿。"), ("HEAD^", "第一稿。")]
)
def test_the_file_as_it_stood(kept: Path, name: str, closing: str) -> None:
    source = load_revision(kept, name)
    assert source.report is not None
    assert source.report.closing == closing
    assert str(source.path).endswith(f"2024.yaml@{name}")


@pytest.mark.parametrize("name", ["HEAD~9", "no-such-branch"])
def test_a_revision_that_is_not_there(kept: Path, name: str) -> None:
    with pytest.raises(FazhiError, match="没有"):
        load_revision(kept, name)


@pytest.mark.parametrize("name", ["", "-h", "--output=x", "HEAD:./other", "HEAD x", "a" * 300, "$(id)"])
def test_what_is_no_revision_never_reaches_git(kept: Path, name: str) -> None:
    with pytest.raises(FazhiError, match="不是 git 的版本"):
        load_revision(kept, name)


def test_a_file_outside_every_repository(tmp_path: Path) -> None:
    (tmp_path / "2024.yaml").write_text(MINIMAL, encoding="utf-8")
    with pytest.raises(FazhiError, match="HEAD 的内容"):
        load_revision(tmp_path / "2024.yaml", "HEAD")


def test_without_git(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(FazhiError, match="没有找到 git"):
        load_revision(kept, "HEAD")
