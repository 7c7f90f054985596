"""Build wheel and sdist into build/packages/ and use each as somebody without this checkout would (``make packages``).

Each goes into an environment of its own, made from requirements/run.lock, and makes a report in an empty folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "build" / "packages"
FOLDER = "Scripts" if os.name == "nt" else "bin"


def main() -> int:
    """Build, install, use; stops at the first thing that fails."""
    shutil.rmtree(OUT, ignore_errors=True)
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-t", "wheel", "-d", OUT, cwd=ROOT)
    for package in sorted(OUT.iterdir()):
        with tempfile.TemporaryDirectory() as folder:
            use(package, Path(folder))
    return 0


def use(package: Path, folder: Path) -> None:
    """Make a report with this package, and with nothing else but what run.lock pins."""
    venv.create(folder / "env", with_pip=True)
    programs = folder / "env" / FOLDER
    run(programs / "python", ROOT / "scripts" / "install.py", "run", "--package", package, cwd=folder)
    office = folder / "office"
    office.mkdir()
    for words in (("--version",), ("init", ".", "--examples"), ("validate", "2020"), ("build", "2020")):
        run(programs / "fazhi-report", *words, cwd=office)
    made = sorted(path.name for path in (office / "dist").glob("*.docx"))
    if not made:
        sys.exit(f"{package.name}：没有生成 .docx")
    print(f"{package.name}：按 run.lock 装进空环境，写出 {'、'.join(made)}")


def run(*command: str | Path, cwd: Path) -> None:
    """Run a command, quiet unless it fails; nothing of this Python reaches it."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(  # noqa: S603
        [str(word) for word in command],
        cwd=cwd,
        env={**clean, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        sys.exit(f"{done.stdout}\n{' '.join(done.args)}：退出码 {done.returncode}")


if __name__ == "__main__":
    sys.exit(main())
