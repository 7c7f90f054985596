"""The offline bundle: complete for every system, and installed and used without network."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import zipfile
from importlib import util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


def script() -> ModuleType:
    spec = util.spec_from_file_location("bundle", ROOT / "scripts" / "bundle.py")
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    sys.modules["bundle"] = module
    spec.loader.exec_module(module)
    return module


bundle = script()
LOCK = "".join(
    f"{line} --hash=sha256:{hashlib.sha256(name.encode()).hexdigest()}\n"
    for line, name in (
        ("pure==1.0", "pure-1.0-py3-none-any.whl"),
        ("colour==2.0 ; sys_platform == 'win32'", "colour-2.0-py3-none-any.whl"),
        ("fast==3.0", "fast-3.0-cp311-cp311-win_amd64.whl"),
    )
)


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    """A folder with a wheel for each line of the lock; the content of each is its name."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    for name in (
        "pure-1.0-py3-none-any.whl",
        "colour-2.0-py3-none-any.whl",
        "fast-3.0-cp311-cp311-win_amd64.whl",
    ):
        (folder / name).write_text(name, encoding="utf-8")
    return folder


def found(folder: Path, target: str = "windows-amd64", python: str = "3.11") -> list[str]:
    return list(bundle.faults(folder, bundle.locked(LOCK), bundle.TARGETS[target], [python]))


def test_the_guide_has_its_pictures_and_nothing_meant_for_tests(tmp_path: Path) -> None:
    bundle.guide(tmp_path / "guide")
    pages = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "guide").glob("*.html")}
    assert {"index.html", "tutorial.html", "ci.html"} <= set(pages)
    shown = {picture for page in pages.values() for picture in re.findall(r'src="([^"]+)"', page)}
    assert "pictures/draft.png" in shown
    assert {picture for picture in shown if not (tmp_path / "guide" / picture).is_file()} == set()
    assert {name for name, page in pages.items() if "&lt;!--" in page} == set()


def test_a_complete_folder_has_no_fault(wheels: Path) -> None:
    assert found(wheels) == []


def test_a_wheel_that_is_missing_is_named_for_its_system_alone(wheels: Path) -> None:
    (wheels / "colour-2.0-py3-none-any.whl").unlink()
    assert found(wheels) == ["Python 3.11 缺 colour==2.0 的 wheel"]
    # Others do not ask for it; what they lack is the compiled one.
    assert found(wheels, "linux-aarch64") == ["Python 3.11 缺 fast==3.0 的 wheel"]
    assert "Python 3.12 缺 fast==3.0 的 wheel" in found(wheels, python="3.12")


def test_a_wheel_that_was_changed_a_source_and_a_stranger_are_named(wheels: Path) -> None:
    (wheels / "pure-1.0-py3-none-any.whl").write_text("another", encoding="utf-8")
    (wheels / "pure-1.0.tar.gz").touch()
    (wheels / "other-1.0-py3-none-any.whl").touch()
    assert found(wheels) == [
        "other-1.0-py3-none-any.whl 不在锁定的清单里",
        "pure-1.0-py3-none-any.whl 的内容和锁定的不一样",
        "pure-1.0.tar.gz 不是 wheel",
        "Python 3.11 缺 pure==1.0 的 wheel",
    ]


def test_every_requirement_of_the_package_is_in_the_bundle() -> None:
    def names(lock: str) -> set[str]:
        text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
        return {str(one.requirement) for one in bundle.locked(text)}

    building = {"hatchling", "packaging", "pathspec", "pluggy", "tomlkit", "trove-classifiers"}
    run = {one for one in names("run.lock") if one.partition("==")[0] not in building}
    assert run <= names("bundle.lock")


LINES = [
    ("--version",),
    ("--help",),
    ("doctor", "--json"),
    ("init", ".", "--examples"),
    ("validate", "2020"),
    ("validate", "--statistics"),
    ("build", "2020", "--format", "docx,html,md,json"),
    ("build", "--all", "--jobs", "2", "-o", "all"),
    ("new", "2021"),
    ("figures", "2020"),
    ("explain", "mediation.total", "2020"),
    ("promises", "2020"),
    ("rules",),
    ("rules", "FZ202"),
    ("schema", "-o", "schema.json"),
    ("series", "mediation.total"),
    ("diff", "2023", "2020"),
    ("export", "data", "-o", "tables"),
    ("import", "old.docx", "-o", "old.yaml"),
    ("check-docx", "old.docx"),
    ("reformat", "old.docx", "-o", "new.docx"),
]


@pytest.mark.clients
@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the bundle of this system is tried on Linux"
)
def test_it_is_installed_and_used_without_network(tmp_path: Path) -> None:
    """The wheels are downloaded once; from then on there is no network, where the system can take it away."""
    machine = "aarch64" if platform.machine() == "aarch64" else "x86_64"
    python = ".".join(map(str, sys.version_info[:2]))
    command = [sys.executable, str(ROOT / "scripts" / "bundle.py"), f"linux-{machine}", "--pythons", python]
    subprocess.run([*command, "--out", str(tmp_path / "made")], check=True, capture_output=True)
    (packed,) = (tmp_path / "made").glob("*.zip")
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path / "office")
    (folder,) = (tmp_path / "office").iterdir()
    alone = ["unshare", "--net", "--map-root-user"] if shutil.which("unshare") else []
    if alone and subprocess.run([*alone, "true"], check=False, capture_output=True).returncode:
        alone = []
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_", "COV_"))
    }

    def run(*line: str | Path, cwd: Path) -> str:
        done = subprocess.run(
            [*alone, *map(str, line)],
            check=False,
            cwd=cwd,
            env={**clean, "LC_ALL": "C.UTF-8"},
            capture_output=True,
            encoding="utf-8",
        )
        assert done.returncode in {0, 1}, (line, done.stdout, done.stderr)
        assert "Traceback" not in done.stderr
        return done.stdout + done.stderr

    assert "装好了" in run("sh", "install.sh", cwd=folder)
    work = tmp_path / "work"
    work.mkdir()
    for line in LINES:
        if line[0] == "import":
            shutil.copy2(next((work / "dist").glob("*.docx")), work / "old.docx")
        assert run(folder / "fazhi-report", *line, cwd=work)
    assert "没有找到 Python" not in run("sh", "install.sh", cwd=folder)
    assert {path.name for path in folder.iterdir()} >= {"guide", "licences", "packages", "wheels"}
    assert not (folder / "packages.old").exists()
