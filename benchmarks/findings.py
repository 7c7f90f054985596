"""Every finding of every data file at hand, one a line, so that two trees can be compared: speed may change none."""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePath

from fazhi_report.model.report import Report
from fazhi_report.rules.run import Subjects, check
from fazhi_report.source.load import load_bytes

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests"))

from rule_fixtures import Texts, codes, texts, told  # noqa: E402  (lies among the tests)

FOLDERS = ("data", "examples", "tests/bad", "tests/data", "tests/data_files")
TODAY = date(2022, 3, 1)
WORDS = 8
"""Lines taken from other files into each mixed one."""


def files() -> list[Path]:
    """Every data file, fixture and example of the tree."""
    return sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.yaml"))


def fixtures() -> Iterator[tuple[PurePath, bytes, Texts]]:
    """The texts of the rules for data files: bad and good."""
    for code in sorted(
        code for code in codes() if "both" in told(code) or isinstance(told(code)["bad"], str)
    ):
        one = texts(code)
        yield PurePath(f"tests/rules/{code}/bad.yaml"), one.bad.encode(one.encoding), one
        yield PurePath(f"tests/rules/{code}/good.yaml"), one.good.encode(), one


def lines(data: bytes, path: PurePath, edition: str, beside: Texts | None = None) -> Iterator[str]:
    """The findings of one file, and the rules that were skipped."""
    previous = siblings = None
    if beside is not None and beside.previous:
        previous = load_bytes(beside.previous.encode(), PurePath("previous.yaml")).year
    if beside is not None and beside.sibling:
        other = load_bytes(beside.sibling.encode(), PurePath("sibling.yaml")).report
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
    known = [*(path.read_bytes() for path in files()), *(data for _, data, _ in fixtures())]
    phrases = sorted({phrase for data in known for phrase in _phrases(data)})
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
            made[place] = made[place].rstrip("。") + cut + chance.choice(phrases)
        yield "\n".join(made).encode(), PurePath(f"mixed/{number}.yaml")


def _phrases(data: bytes) -> Iterator[str]:
    try:
        words = data.decode()
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
    plain = ((PurePath(path.relative_to(ROOT).as_posix()), path.read_bytes(), None) for path in files())
    for name, data, beside in (*plain, *fixtures()):
        for edition in ("publish", "submit"):
            print(*lines(data, name, edition, beside), sep="\n")
    reports = 0
    for data, name in mixed(options.mixed):
        reports += isinstance(load_bytes(data, name).report, Report)
        print(*lines(data, name, "publish"), sep="\n")
    print(f"{reports} of {options.mixed} mixed files are reports")


if __name__ == "__main__":
    main()
