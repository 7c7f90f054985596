"""What is published works for someone who has the package and no checkout."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from fazhi_report.norms.shipped import plain_yaml

# One worker builds and installs for all of them.
pytestmark = pytest.mark.xdist_group("packaging")

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment that holds the wheel and, by reference, the libraries it needs."""

    python: Path
    command: Path

    def run(self, *args: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run the installed command as its user would, in `cwd`."""
        return call(self.command, *args, cwd=cwd)


def call(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    # Nothing of the test's own Python may reach the process: no path, no coverage, no warnings filter.
    clean = {
        key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "COV_", "FAZHI_"))
    }
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**clean, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def shown(result: subprocess.CompletedProcess[str]) -> str:
    return f"exit {result.returncode}\n{result.stdout}{result.stderr}"


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist."""
    out = tmp_path_factory.mktemp("packages")
    result = call(
        sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-t", "wheel", "-d", out, cwd=ROOT
    )
    assert result.returncode == 0, shown(result)
    return out


@pytest.fixture(scope="module")
def wheel(packages: Path) -> Path:
    return next(packages.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in an empty environment; its libraries come from the running one, so no network is needed."""
    home = tmp_path_factory.mktemp("empty")
    venv.create(home, with_pip=False)
    base = {"base": str(home), "platbase": str(home), "installed_base": str(home)}
    scripts = Path(sysconfig.get_path("scripts", "venv", base))
    site = Path(sysconfig.get_path("purelib", "venv", base))
    python = scripts / Path(sys.executable).name
    result = call(
        *(
            sys.executable,
            "-m",
            "pip",
            "--python",
            python,
            "--isolated",
            "install",
            "--quiet",
            "--no-index",
            "--no-deps",
        ),
        *("--disable-pip-version-check", wheel),
        cwd=home,
    )
    assert result.returncode == 0, shown(result)
    # Only now, lest pip should take the checkout's editable installation for this one. A folder that a .pth
    # file adds has its own .pth files left unread, so the checkout itself stays out of sight.
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return Installed(python, scripts / f"fazhi-report{Path(sys.executable).suffix}")


def test_the_wheel_carries_what_the_program_reads(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = {
        f"fazhi_report/{path.relative_to(ROOT / 'src/fazhi_report').as_posix()}"
        for path in (ROOT / "src").rglob("*.py")
    }
    beside = {
        f"fazhi_report/{path.relative_to(ROOT).as_posix()}"
        for folder in ("templates", "data")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    assert package | beside | {"fazhi_report/py.typed"} <= names
    assert [name for name in names if not name.startswith(("fazhi_report/", "fazhi_report-"))] == []


def test_the_wheel_carries_the_norms_as_json(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    folder = "fazhi_report/norms/"
    made = {
        Path(name).stem: archive.read(name)
        for name in archive.namelist()
        if name.startswith(folder) and not name.endswith(".py")
    }
    written = {path.stem: path for path in (ROOT / "src" / folder).glob("*.yaml")}
    assert made.keys() == written.keys()
    for name, path in written.items():
        # The order counts, too: rows are looked through from the first.
        assert json.dumps(json.loads(made[name])) == json.dumps(plain_yaml(path.read_text("utf-8")))


def test_what_is_asked_for_is_what_is_imported() -> None:
    # A library comes under another name, or with the library that it belongs to.
    homes = {
        "yaml": "pyyaml",
        "docx": "python-docx",
        "pydantic_core": "pydantic",
        "markupsafe": "jinja2",
        "PIL": "pillow",
        "pdfminer": "pdfminer-six",
        "fontTools": "fonttools",
        "markdown_it": "markdown-it-py",
    }
    imported: set[str] = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Import(names):
                    imported |= {name.name.partition(".")[0] for name in names}
                case ast.ImportFrom(module=str(module), level=0):
                    imported.add(module.partition(".")[0])
    outside = {homes.get(name, name) for name in imported - sys.stdlib_module_names - {"fazhi_report"}}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [
        *project["dependencies"],
        *(item for extra in project["optional-dependencies"].values() for item in extra),
    ]
    assert outside == {re.split(r"[^a-z0-9-]", item)[0] for item in asked}


def test_an_extra_is_imported_only_where_it_is_used() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {
        re.split(r"[^a-z0-9-]", item)[0]
        for extra in project["optional-dependencies"].values()
        for item in extra
    }
    code = (
        "import pkgutil, sys, importlib, fazhi_report as top\n"
        "for module in pkgutil.walk_packages(top.__path__, top.__name__ + '.'):\n"
        "    if not module.name.endswith('__main__') and '.preview' not in module.name:\n"
        "        importlib.import_module(module.name)\n"
        "print(*sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    loaded = {name.partition(".")[0].lower() for name in result.stdout.split()}
    assert loaded & {{"pillow": "pil"}.get(extra, extra) for extra in extras} == set()


def test_the_sdist_carries_what_builds_and_tests_it(packages: Path) -> None:
    with tarfile.open(next(packages.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "pyproject.toml",
        "Makefile",
        "LICENSE",
        "README.md",
        "requirements/dev.lock",
        "scripts/find-python",
    } <= names
    assert {"data/2020.yaml", "tests/test_packaging.py", "docs/dev/vocabulary.md"} <= names


def test_the_sdist_builds_the_same_wheel(packages: Path, wheel: Path, tmp_path: Path) -> None:
    with tarfile.open(next(packages.glob("*.tar.gz"))) as archive:
        archive.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.iterdir()
    result = call(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path, cwd=unpacked)
    assert result.returncode == 0, shown(result)
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()


def test_the_installed_command_is_the_wheels_own(installed: Installed, tmp_path: Path) -> None:
    result = call(installed.python, "-c", "import fazhi_report; print(fazhi_report.__file__)", cwd=tmp_path)
    assert Path(result.stdout.strip()).is_relative_to(installed.python.parents[1]), shown(result)


def test_the_version_is_the_packages(installed: Installed, wheel: Path, tmp_path: Path) -> None:
    result = installed.run("--version", cwd=tmp_path)
    assert result.returncode == 0, shown(result)
    assert result.stdout.split() == ["fazhi-report", wheel.name.split("-")[1]]


def test_init_then_build_in_an_empty_folder(installed: Installed, tmp_path: Path) -> None:
    begun = installed.run("init", ".", "--examples", cwd=tmp_path)
    assert begun.returncode == 0, shown(begun)
    whole = [
        path
        for path in sorted((tmp_path / "data").glob("[0-9]*.yaml"))
        if "kind: report" in path.read_text("utf-8")
    ]
    years = [path.stem for path in whole]
    assert years, shown(begun)

    for year in years:
        built = installed.run("build", year, cwd=tmp_path)
        assert built.returncode == 0, shown(built)
        assert "Traceback" not in shown(built)
    reports = sorted((tmp_path / "dist").glob("*.docx"))
    assert len(reports) == len(years)
    assert all(zipfile.is_zipfile(report) for report in reports)

    compared = installed.run("diff", "2020", "2023", cwd=tmp_path)
    assert compared.returncode == 0, shown(compared)
    assert "-18件" in compared.stdout
    refused = installed.run("build", "2023", cwd=tmp_path)
    assert refused.returncode == 2, shown(refused)
    assert "只有指标" in refused.stderr


def test_init_names_its_folder(installed: Installed, tmp_path: Path) -> None:
    begun = installed.run("init", "示例市司法局", cwd=tmp_path)
    assert begun.returncode == 0, shown(begun)
    assert list((tmp_path / "示例市司法局" / "data").glob("*.yaml"))
    assert [path.name for path in tmp_path.iterdir()] == ["示例市司法局"]
