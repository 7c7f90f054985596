"""The Python interface: five functions that stay what they are, and the example of the docs as it is written."""

from __future__ import annotations

import inspect
import json
import pkgutil
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import fazhi_report
from commandline import run_in
from fazhi_report import api

ROOT = Path(__file__).parents[1]
OFFICE = ROOT / "examples" / "示例市司法局"
FIVE = ["check", "compare", "compose", "load", "write"]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    shutil.copytree(OFFICE, tmp_path / "office")
    return tmp_path / "office"


def python(code: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_example_of_the_docs_runs_as_it_is_written(office: Path) -> None:
    page = (ROOT / "docs" / "dev" / "api.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert len([line for line in example.splitlines() if line]) <= 10
    out = python(example, office)
    assert "2023年 → 2024年" in out
    assert out.count("written: ") == 5
    assert len(list((office / "dist").glob("*.docx"))) == 1


def test_the_package_gives_five_functions_and_no_package_takes_their_names() -> None:
    assert sorted(fazhi_report.__all__) == FIVE
    # A module of the same name would take the function's place as soon as it is imported.
    assert {one.name for one in pkgutil.iter_modules(fazhi_report.__path__)}.isdisjoint(FIVE)
    for name in FIVE:
        function = getattr(fazhi_report, name)
        signature = inspect.signature(function)
        words = inspect.getdoc(function) or ""
        assert all(f"    {one}: " in words for one in signature.parameters), name
        assert "Returns:" in words
        assert "Raises:" in words
        assert {
            signature.return_annotation,
            *(one.annotation for one in signature.parameters.values()),
        }.isdisjoint({inspect.Parameter.empty, "Any", "object"})
    with pytest.raises(AttributeError, match="no attribute 'build'"):
        _ = fazhi_report.build  # type: ignore[attr-defined]  # what is not there is asked for


def test_importing_the_package_imports_nothing_of_it(tmp_path: Path) -> None:
    code = (
        "import sys, fazhi_report; print([name for name in sys.modules if name.startswith('fazhi_report')])"
    )
    assert python(code, tmp_path).strip() == "['fazhi_report']"


@pytest.mark.parametrize("name", ["2024.yaml", "2025.yaml"])
def test_the_functions_give_what_the_commands_give(office: Path, name: str) -> None:
    path, other = office / "data" / name, office / "data" / "2023.yaml"
    source = api.load(path)
    checked = api.check(source, today=date.today())  # noqa: DTZ011  (as the command does)
    told = json.loads(run_in(office, "validate", f"data/{name}", "--format", "json").stdout)
    assert [(one.code, one.place.line) for one in checked.findings] == [
        (one["code"], one["line"]) for one in told["findings"]
    ]
    written = api.write(
        api.compose(source, edition="submit"), office / "own", ("md", "docx"), profile="gbt33476"
    )
    arguments = ("--edition", "submit", "--profile", "gbt33476", "--format", "md,docx")
    assert run_in(office, "build", f"data/{name}", *arguments).returncode == 0
    assert {one.name: one.read_bytes() for one in written} == {
        one.name: one.read_bytes() for one in (office / "dist").iterdir() if one.is_file()
    }
    told = json.loads(run_in(office, "diff", str(other), str(path), "--format", "json").stdout)
    assert [one.key for one in api.compare(other, path).rows] == [one["key"] for one in told["rows"]]


def test_what_cannot_go_on_is_one_exception(office: Path) -> None:
    document = api.compose(api.load(office / "data" / "2024.yaml"))
    for attempt in (
        lambda: api.load(office / "none.yaml"),
        lambda: api.compose(api.load(office / "data" / "report.schema.json")),
        lambda: api.write(document, office / "dist", ("doc",)),
        lambda: api.write(document, office / "dist", profile="none"),
        lambda: api.compare(office, office / "data" / "2024.yaml"),
    ):
        with pytest.raises(api.FazhiError) as told:
            attempt()
        assert told.value.hint
    assert not (office / "dist").exists()
