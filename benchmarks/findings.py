"""Every finding of every data file at hand, one a line, so that two trees can be compared: speed may change none."""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePath

from fazhi_report.checks.run import Subjects, check
from fazhi_report.model.report import Report
from fazhi_report.source.load import load, load_bytes

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("data", "examples", "tests/bad", "tests/rules", "tests/data", "tests/data_files")
TODAY = date(2022, 3, 1)
WORDS = 8
"""Lines taken from other files into each mixed one."""


def files() -> list[Path]:
    """Every data file, fixture and example of the tree."""
    return sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.yaml"))


def told(data: bytes, path: PurePath, edition: str, beside: Path | None = None) -> Iterator[str]:
    """The findings of one file, and the rules that were skipped."""
    previous = load(beside).year if beside is not None and beside.exists() else None
    siblings = None
    if beside is not None and (sibling := beside.with_name("sibling.yaml")).exists():
        other = load(sibling).report
        siblings = None if other is None else (other,)
    source = load_bytes(data, path)
    checked = check(Subjects.of(source, edition=edition, today=TODAY, previous=previous, siblings=siblings))
    for one in checked.findings:
        yield f"{path}|{edition}|{one!r}"
    for skip in checked.skipped:
        yield f"{path}|{edition}|{skip!r}"


def mixed(count: int) -> Iterator[tuple[bytes, PurePath]]:
    """The report of 2020 with lines of all fixtures strewn into its paragraphs, the same each time."""
    chance = random.Random(count)  # noqa: S311  (no secret)
    lines = sorted({line for path in files() for line in _phrases(path)})
    text = (ROOT / "data" / "2020.yaml").read_text(encoding="utf-8").split("\n")
    places = [
        number
        for number, line in enumerate(text)
        if line.endswith("。") and not line.lstrip().startswith("#")
    ]
    for number in range(count):
        made = list(text)
        for place in chance.sample(places, min(len(places), WORDS * 4)):
            cut = chance.choice(("", "。", "，", "；"))
            made[place] = made[place].rstrip("。") + cut + chance.choice(lines)
        yield "\n".join(made).encode(), PurePath(f"mixed/{number}.yaml")


def _phrases(path: Path) -> Iterator[str]:
    try:
        words = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return
    for line in words.splitlines():
        phrase = line.strip().removeprefix("- ").split(" # ")[0]
        if phrase and not set(phrase) & set("\"'{}[]&*#|>`@%:\\\t") and any(one > "\u3000" for one in phrase):
            yield phrase


def main() -> None:
    """Print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mixed", type=int, default=100)
    options = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    for path in files():
        name = PurePath(path.relative_to(ROOT).as_posix())
        for edition in ("publish", "submit"):
            for line in told(path.read_bytes(), name, edition, path.with_name("previous.yaml")):
                print(line)
    reports = 0
    for data, name in mixed(options.mixed):
        reports += isinstance(load_bytes(data, name).report, Report)
        for line in told(data, name, "publish"):
            print(line)
    print(f"{reports} of {options.mixed} mixed files are reports")


if __name__ == "__main__":
    main()
