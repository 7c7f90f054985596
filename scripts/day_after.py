"""Install on the day after newer packages came out, with an old pip and with the newest (``make day-after``).

Nobody can wait for tomorrow's releases, so the locks are made older: three packages go back to the release before the
one that is pinned. Then everything is as it will be when the registry has moved on and the locks have not.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NEEDED = (
    "Makefile",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "requirements",
    "scripts",
    "src",
    "templates",
    "data",
)
# The first is asked for with an extra by another package, the second by the program itself, the third by its tests.
OLDER = ("coverage", "rich", "hypothesis")
COMPILE = (
    *(sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes"),
    *("--no-emit-index-url", "--no-strip-extras", "--annotation-style", "line", "pyproject.toml"),
)


def main() -> int:
    """Try every pip that is named, or 23.2.1 and the newest; stops at the first thing that fails."""
    with tempfile.TemporaryDirectory() as folder:
        aged = Path(folder) / "aged"
        aged.mkdir()
        for name in NEEDED:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
            copy(ROOT / name, aged / name)
        told = age(aged)
        for pip in sys.argv[1:] or ("23.2.1", "newest"):
            clone = Path(folder) / pip
            shutil.copytree(aged, clone)
            install(clone, pip, told)
    return 0


def age(clone: Path) -> dict[str, str]:
    """Put three older releases into the locks of a copy, and tell which."""
    dev, run_lock = clone / "requirements" / "dev.lock", clone / "requirements" / "run.lock"
    before = pinned(dev)
    limits = clone / "older.txt"
    limits.write_text("".join(f"{name}<{before[name]}\n" for name in OLDER), encoding="utf-8")
    run(*COMPILE, "--group", "dev", "--constraint", limits, "--output-file", dev, cwd=clone)
    run(*COMPILE, "--group", "build", "--constraint", dev, "--output-file", run_lock, cwd=clone)
    after = pinned(dev)
    print("锁文件改旧：" + "，".join(f"{name} {before[name]} → {after[name]}" for name in OLDER))
    return {name: after[name] for name in OLDER}


def install(clone: Path, pip: str, told: dict[str, str]) -> None:
    """Install for the tests and for the report as the Makefile does, with this pip in front, then look what came."""
    python = clone / ".venv" / "bin" / "python"
    run(sys.executable, "-m", "venv", clone / ".venv", cwd=clone)
    wanted = "pip" if pip == "newest" else f"pip=={pip}"
    run(python, "-m", "pip", "install", "--quiet", "--upgrade", wanted, cwd=clone)
    run("make", ".venv/.dev", "report", cwd=clone)
    ask = "import sys, importlib.metadata as m; print(*map(m.version, sys.argv[1:]), sep='\\n')"
    front, *came = run(python, "-c", ask, "pip", *told, cwd=clone).split()
    if came != list(told.values()):
        sys.exit(f"pip {front}：锁定的是 {told}，装上的是 {came}")
    run(python, "-m", "pip", "check", cwd=clone)
    # The lock is good for pip alone, too: nothing that it asks for is left open.
    alone = ("install", "--dry-run", "--ignore-installed", "--quiet", "--require-hashes")
    run(python, "-m", "pip", *alone, "-r", "requirements/dev.lock", cwd=clone)
    made = sorted(path.name for path in (clone / "dist").glob("[!.]*"))
    print(f"pip {front}：装上的正是锁定的，make report 写出 {'、'.join(made)}；单用 pip 也装得上")


def pinned(lock: Path) -> dict[str, str]:
    """Names and versions of a lock."""
    found = re.findall(
        r"^([a-z0-9-]+)(?:\[.*?\])?==([^ \\]+)", lock.read_text(encoding="utf-8"), re.MULTILINE
    )
    return dict(found)


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command and give its output; ends all where it fails."""
    done = subprocess.run(  # noqa: S603
        [str(word) for word in command], cwd=cwd, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}\n{' '.join(done.args)}：退出码 {done.returncode}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
