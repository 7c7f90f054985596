"""The floors of the house: imports run down only, and the guard that says so bites."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the package under `root`, in a process of its own: it imports what it judges."""
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "src"), "PYTHONUTF8": "1", "NO_COLOR": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_imports_run_down_only() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


def test_an_import_that_climbs_is_called_out(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    climber = tmp_path / "src" / "fazhi_report" / "numbers" / "climber.py"
    climber.write_text("import fazhi_report.rules\n", encoding="utf-8")

    result = lint_imports(tmp_path)

    assert result.returncode == 1
    assert "fazhi_report.numbers.climber -> fazhi_report.rules" in result.stdout


def test_a_room_without_a_floor_is_called_out(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "src" / "fazhi_report" / "annexe.py").write_text(
        '"""A room of no floor."""\n', encoding="utf-8"
    )

    result = lint_imports(tmp_path)

    assert result.returncode == 1
    assert "fazhi_report.annexe" in result.stdout + result.stderr
