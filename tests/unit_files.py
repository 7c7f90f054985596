"""Units on the disk for tests of many."""

from __future__ import annotations

from pathlib import Path

from fazhi_report.commands.build import BuildOptions, BuildResult, build
from fazhi_report.commands.city import Unit
from fazhi_report.commands.workers import InProcess

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "data" / "2020.yaml").read_text(encoding="utf-8")


def unit(folder: Path, text: str = TEXT, year: int = 2020) -> Path:
    path = folder / "data" / f"{year}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".fazhi-report" not in path.parts
    }


def build_file(path: Path, options: BuildOptions) -> BuildResult:
    ((result,),) = build([Unit.of_files([path])], options, InProcess())
    return result
