"""A folder with a repository that somebody has prepared: nothing that its configuration names is run."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fazhi_report.errors import FazhiError
from fazhi_report.source import load as loading
from fazhi_report.source.load import load_revision

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None, reason="没有 git"),
    pytest.mark.skipif(sys.platform == "win32", reason="钩子是 shell 脚本"),
]
ROOT = Path(__file__).resolve().parents[2]
QUIET = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
USER = ("-c", "user.name=a", "-c", "user.email=a@example.org")


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), *USER, *words],
        env=QUIET,
        capture_output=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
    )
    return done.stdout.strip()


@pytest.fixture
def received(tmp_path: Path) -> Path:
    folder = tmp_path / "received"
    folder.mkdir()
    shutil.copy(ROOT / "data" / "2020.yaml", folder)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "one")
    return folder


def mark(folder: Path) -> Path:
    return folder.parent / "mark"


def program(folder: Path) -> str:
    """A program of the stranger that leaves its mark."""
    script = folder / "evil.sh"
    script.write_text(f"#!/bin/sh\ntouch {shlex.quote(str(mark(folder)))}\nexit 1\n", encoding="utf-8")
    script.chmod(0o755)
    return shlex.quote(str(script))


def partial(folder: Path, url: str, **more: str) -> None:
    """Make it a partial clone without the content of the file."""
    blob = git(folder, "rev-parse", "HEAD:2020.yaml")
    settings = {
        "core.repositoryformatversion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.url": url,
        "remote.origin.promisor": "true",
        "remote.origin.fetch": "+refs/heads/*:refs/remotes/origin/*",
        **more,
    }
    for name, value in settings.items():
        git(folder, "config", name, value)
    (folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()


def by_upload_pack(folder: Path) -> list[str]:
    partial(folder, str(folder), **{"remote.origin.uploadpack": program(folder)})
    return ["cat-file", "blob", "HEAD:2020.yaml"]


def by_ssh(folder: Path) -> list[str]:
    partial(folder, "ssh://example.invalid/x", **{"core.sshCommand": program(folder)})
    return ["cat-file", "blob", "HEAD:2020.yaml"]


def by_protocol(folder: Path) -> list[str]:
    partial(folder, f"ext::{program(folder)}", **{"protocol.ext.allow": "always"})
    return ["cat-file", "blob", "HEAD:2020.yaml"]


def by_monitor(folder: Path) -> list[str]:
    git(folder, "config", "core.fsmonitor", program(folder))
    return ["status"]


def by_text_conversion(folder: Path) -> list[str]:
    (folder / ".git" / "info" / "attributes").write_text("*.yaml diff=evil filter=evil\n", encoding="utf-8")
    git(folder, "config", "diff.evil.textconv", program(folder))
    git(folder, "config", "filter.evil.smudge", program(folder))
    return ["cat-file", "--textconv", "HEAD:2020.yaml"]


def by_hook(folder: Path) -> list[str]:
    program(folder)
    (folder / ".git" / "hooks").mkdir(exist_ok=True)
    for name in ("post-checkout", "reference-transaction", "post-index-change", "fsmonitor-watchman"):
        shutil.copy(folder / "evil.sh", folder / ".git" / "hooks" / name)
    return ["checkout", "-q", "-b", "other"]


@pytest.mark.parametrize(
    "trap", [by_upload_pack, by_ssh, by_protocol, by_monitor, by_text_conversion, by_hook]
)
def test_nothing_of_a_stranger_runs(trap: Callable[[Path], list[str]], received: Path) -> None:
    words = trap(received)
    mark(received).unlink(missing_ok=True)
    if "partialClone" in (received / ".git" / "config").read_text(encoding="utf-8"):
        with pytest.raises(FazhiError, match="git 里没有"):
            load_revision(received / "2020.yaml", "HEAD")
    else:
        assert load_revision(received / "2020.yaml", "HEAD").report is not None
    assert not mark(received).exists()
    # The trap is one: git as it comes steps into it.
    git(received, *words)
    assert mark(received).exists()


def test_git_is_never_taken_from_the_working_folder(received: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(received)
    shutil.copy(received / "evil.sh", received / "git")
    monkeypatch.chdir(received)
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", "bin", os.environ["PATH"]]))
    assert load_revision(Path("2020.yaml"), "HEAD").report is not None
    assert not mark(received).exists()
    monkeypatch.setenv("PATH", os.pathsep.join(["", "."]))
    with pytest.raises(FazhiError, match="没有找到 git"):
        load_revision(Path("2020.yaml"), "HEAD")


def test_settings_of_the_surroundings_lead_nowhere_else(
    received: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    assert load_revision(received / "2020.yaml", "HEAD").report is not None
    assert not [name for name in loading._git_surroundings() if name == "GIT_DIR"]


def test_a_huge_old_version_is_not_read(received: Path) -> None:
    """A small repository may hold hundreds of megabytes; git is asked for the size first."""
    data = received / "2020.yaml"
    before = data.read_bytes()
    data.write_bytes(b"a: " + b"x" * 20_000_000)
    git(received, "commit", "-qam", "huge")
    data.write_bytes(before)
    with pytest.raises(FazhiError, match="超过 4 MB，没有读"):
        load_revision(data, "HEAD")


@pytest.mark.parametrize("name", ["HEAD", "config", "objects/info/alternates"])
def test_a_pipe_in_the_repository_ends_in_a_sentence(
    name: str, received: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "_PATIENCE", 0.5)
    path = received / ".git" / name
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    with pytest.raises(FazhiError, match="秒没有取出"):
        load_revision(received / "2020.yaml", "HEAD")
