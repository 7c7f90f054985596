"""The clients of CI: pre-commit runs our hook, schemas of others accept our snippets and our SARIF."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FILES = ROOT / "src" / "fazhi_report" / "scaffold" / "files"
pytestmark = pytest.mark.clients


def run(*command: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=environment,
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository of an office: a good year, and a hook that runs our entry as it stands in our manifest."""
    (tmp_path / "data").mkdir()
    shutil.copy(ROOT / "data" / "2020.yaml", tmp_path / "data" / "2020.yaml")
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    # The language alone is changed, so that the test need not fetch every dependency into an environment of its own.
    local = {**hook, "language": "system"}
    config = {"repos": [{"repo": "local", "hooks": [local]}]}
    (tmp_path / ".pre-commit-config.yaml").write_text(
        yaml.safe_dump(config, allow_unicode=True), encoding="utf-8"
    )
    for words in (("init", "-q"), ("add", "-A")):
        assert run("git", *words, cwd=tmp_path).returncode == 0
    return tmp_path


def test_the_manifest_of_the_hook_is_valid(tool: Path) -> None:
    done = run(tool / "pre-commit", "validate-manifest", ".pre-commit-hooks.yaml")
    assert done.returncode == 0, done.stdout


def test_the_hook_passes_a_good_year_and_stops_a_bad_one(repository: Path, tool: Path) -> None:
    assert run(tool / "pre-commit", "run", "-a", cwd=repository).returncode == 0
    data = repository / "data" / "2020.yaml"
    data.write_text(data.read_text(encoding="utf-8").replace("year: 2020", "yeer: 2020"), encoding="utf-8")
    run("git", "add", "-A", cwd=repository)
    done = run(tool / "pre-commit", "run", "-a", cwd=repository)
    assert done.returncode == 1
    assert "data/2020.yaml:6:1 FZ004" in done.stdout


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("vendor.github-workflows", FILES / "github.yml"),
        ("vendor.gitlab-ci", FILES / "gitlab.yml"),
        ("vendor.github-workflows", ROOT / ".github" / "workflows" / "ci.yml"),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_the_files_of_ci_are_valid(tool: Path, schema: str, path: Path) -> None:
    done = run(tool / "check-jsonschema", "--builtin-schema", schema, path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_check_jsonschema_accepts_every_data_file(tool: Path) -> None:
    files = [ROOT / "data" / "2020.yaml", *sorted((ROOT / "examples").rglob("data/*.yaml"))]
    done = run(tool / "check-jsonschema", "--schemafile", ROOT / "data" / "report.schema.json", *files)
    assert done.returncode == 0, done.stdout + done.stderr


def test_sarif_is_valid_by_its_schema(npm: Path, tmp_path: Path) -> None:
    schema = npm / "@microsoft" / "jest-sarif" / "lib" / "schemas" / "sarif-2.1.0-rtm.5.json"
    broken = tmp_path / "坏 文件.yaml"
    text = (ROOT / "data" / "2020.yaml").read_text(encoding="utf-8")
    broken.write_text(
        text.replace("7421件", "7321件").replace("临司〔2021〕8号", "临司[2021]8号号"), encoding="utf-8"
    )
    done = run(sys.executable, "-m", "fazhi_report", "validate", "2020", broken, "--format", "sarif")
    log = json.loads(done.stdout)
    jsonschema.validate(log, json.loads(schema.read_text(encoding="utf-8")))
    (one,) = log["runs"]
    assert one["results"]
    rules = one["tool"]["driver"]["rules"]
    for result in one["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
