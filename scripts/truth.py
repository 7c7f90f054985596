"""Prints docs/evidence/truth.md: what the checks find in texts that were written without sight of the program.

Every entry goes through the product as a data file of its own: as prose of a small report, by `fazhi_report.check`.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import yaml

from fazhi_report import check, load
from fazhi_report.api import Finding, Severity

ROOT = Path(__file__).resolve().parents[1]
SETS = ROOT / "tests" / "truth"
PAGE = ROOT / "docs" / "evidence" / "truth.md"

OF_NUMBERS = re.compile("FZ[12][0-9]{2}")
NOT_OF_NUMBERS = {"FZ017"}
"""A number that no figure prints is no wrong number."""

_REPORT = {
    "kind": "report",
    "organ": {"name": "示例县人民政府办公室", "short_name": "县政府办", "kind": "department"},
    "title": {"preset": "about"},
    "addressees": ["示例县人民政府"],
    "opening": "现将有关情况报告如下。",
    "shortcomings": {"heading": "不足和原因", "text": "工作中还有不足。主要原因是人员较少。"},
    "leader_duties": {"heading": "主要负责人履行第一责任人职责情况", "text": "主要负责人认真履行职责。"},
    "closing": "特此报告。",
}
NEAR = 30
"""Characters beside a faulty sentence in which a finding still speaks of it."""
_HEADING = re.compile("^[一二三四五六七八九十]+、")


@dataclass(frozen=True, slots=True)
class Entry:
    """A text with what is to be said of it.

    Args:
        kind: Which slip it holds.
        text: The paragraphs, parted by empty lines; with two, the first is the opening.
        verdict: ``wrong``, ``ask`` or ``right``.
    """

    kind: str
    text: str
    verdict: str


def findings(paragraphs: Iterable[str], folder: Path, *, year: int, opening: str = "") -> list[Finding]:
    """What the checks find in the paragraphs as the prose of a report."""
    data: dict[str, Any] = {
        **_REPORT,
        "year": year,
        "achievements": {"heading": f"{year}年工作情况", "text": list(paragraphs)},
        "plans": {"heading": f"{year + 1}年工作安排", "text": "继续推进。"},
        "date_of_issue": f"{year + 1}-02-20",
    }
    if opening:
        data["opening"] = opening
    path = folder / f"{year}.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8")
    return [one for one in check(load(path)).findings if one.code not in NOT_OF_NUMBERS]


def of_numbers(found: Iterable[Finding]) -> list[Finding]:
    """The findings that say of a number that it does not agree with others."""
    return [one for one in found if OF_NUMBERS.fullmatch(one.code)]


def entries(path: Path) -> list[Entry]:
    """The entries of a set."""
    return [
        Entry(str(one.get("kind", "")), one["text"], one["verdict"])
        for one in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def measured(path: Path) -> dict[str, int]:
    """What a set of sentences gives: how many of each verdict there are and how many are told."""
    count: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for entry in entries(path):
            opening, _, body = entry.text.rpartition("\n\n")
            found = of_numbers(findings([body], Path(folder), year=2024, opening=opening))
            loud = any(one.severity is not Severity.NOTE for one in found)
            count[entry.verdict] += 1
            count[f"{entry.verdict} told"] += loud
            count[f"{entry.verdict} asked"] += bool(found) and not loud
    return dict(count)


def told_faults(name: str) -> Iterator[tuple[str, bool, bool]]:
    """The faults of a report: kind, whether it is told, whether it is asked."""
    with tempfile.TemporaryDirectory() as folder:
        clean = set(_said(SETS / "reports" / f"{name}.clean.txt", Path(folder)))
        faulty = _said(SETS / "reports" / f"{name}.faulty.txt", Path(folder))
    # Beside another number the same finding has another place.
    known = {(code, message) for _, _, code, _, message in clean}
    new = [one for one in faulty if (one[2], one[4]) not in known]
    for fault in yaml.safe_load((SETS / "reports" / f"{name}.faults.yaml").read_text(encoding="utf-8")):
        about = [severity for line, column, _, severity, _ in new if _holds(line, column, fault["text"])]
        yield fault["kind"], any(one is not Severity.NOTE for one in about), bool(about)


def _said(path: Path, folder: Path) -> list[tuple[str, int, str, Severity, str]]:
    """The findings on a whole report: the line of the data file, the column, code, weight and message."""
    year = int(path.name.split(".")[0][-4:])
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    heads = [number for number, line in enumerate(lines) if _HEADING.match(line)]
    opening, body = lines[heads[0] - 1], [line for line in lines[heads[0] :] if not _HEADING.match(line)]
    found = findings(body, folder, year=year, opening=opening)
    written = (folder / f"{year}.yaml").read_text(encoding="utf-8").splitlines()
    return [
        (written[one.place.line - 1], one.place.column, one.code, one.severity, one.message) for one in found
    ]


def _holds(line: str, column: int, sentence: str) -> bool:
    """Whether a finding stands in a sentence of a line, or in the one beside it, with which it may disagree."""
    match = SequenceMatcher(None, line, sentence, autojunk=False).find_longest_match()
    start = match.a - match.b
    return match.size >= min(len(sentence), 14) and start - NEAR <= column <= start + len(sentence) + NEAR


def false_on_clean(name: str) -> int:
    """How many findings call a number of a report without faults wrong."""
    with tempfile.TemporaryDirectory() as folder:
        said = _said(SETS / "reports" / f"{name}.clean.txt", Path(folder))
    return sum(
        OF_NUMBERS.fullmatch(code) is not None and weight is not Severity.NOTE
        for _, _, code, weight, _ in said
    )


def share(part: int, whole: int) -> str:
    """Part of whole, with the per cent."""
    return f"{part}/{whole}（{100 * part / whole:.0f}%）" if whole else "—"


def row(count: dict[str, int]) -> tuple[str, ...]:
    """The cells of a set: wrong told, ask asked, right told."""
    wrong, ask, right = (count.get(name, 0) for name in ("wrong", "ask", "right"))
    return (
        share(count.get("wrong told", 0), wrong),
        share(count.get("ask told", 0) + count.get("ask asked", 0), ask),
        share(count.get("right told", 0), right),
    )


def page() -> str:
    """The whole page."""
    first = yaml.safe_load((SETS / "first.yaml").read_text(encoding="utf-8"))
    lines = [
        HEAD,
        "| 文本 | 初次：错的报出 | 问的问到 | 对的误报 | 现在：错的报出 | 问的问到 | 对的误报 |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, told in first["sentences"].items():
        lines.append("| " + " | ".join([name, *row(told), *row(measured(SETS / f"{name}.yaml"))]) + " |")
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    clean = 0
    for path in sorted((SETS / "reports").glob("*.clean.txt")):
        name = path.name.removesuffix(".clean.txt")
        clean += false_on_clean(name)
        for kind, loud, asked in told_faults(name):
            kinds[kind].update({"faults": 1, "told": int(loud), "asked": int(asked and not loud)})
    total: Counter[str] = sum(kinds.values(), Counter())
    lines += [
        "",
        REPORTS.format(
            first=first["reports"], told=total["told"], asked=total["asked"], all=total["faults"], clean=clean
        ),
    ]
    lines += ["| 差错 | 处 | 报出 | 问到 |", "|---|---:|---:|---:|"]
    lines += [
        f"| {kind} | {one['faults']} | {one['told']} | {one['asked']} |"
        for kind, one in sorted(kinds.items())
    ]
    lines += [
        "",
        KEYS,
        "| 文本 | 确定：对 / 错 | 可能：对 / 错 | 有键的数认出（确定） |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {name} | {one['sure']} | {one['ask']} | {one['recall']} |" for name, one in first["keys"].items()
    ]
    return "\n".join(lines) + "\n"


HEAD = """\
# 没见过的文本

本页由 `make truth` 打印，请勿手改。各套文本由没有看过代码和用例的人写成（单位、数字都是虚构的，在 `tests/truth/`），
每套在为它改动任何东西之前只量一次：那一次就是“初次”，只有它说明程序对新文本做得怎样。“现在”是见过之后，只说明没有退步。
第 11 套（sentences-11、glued-11）是改程序的人在读代码之前写的，不如别人写的有说服力。

“错的报出”指报成警告；“问的问到”指给出提示或警告；“对的误报”指对的句子报成警告。glued 是四个对的句子连成一段。

## 一句话里的数字
"""
REPORTS = """\
## 整篇报告

八篇虚构的报告，埋了 {all} 处差错。初次：报出 {first[told]}，问到 {first[asked]}，没有差错的原文误报 {first[clean]} 处；
现在：报出 {told}，问到 {asked}，误报 {clean} 处。own_name_two_forms 的三处错在署名，这里只读正文，
量不到；用 import 读入再 validate，三处都报出（FZ346）。
"""
KEYS = """\
## 数字是哪个指标

初次测得。“确定”的由导入直接绑定，“可能”的只提示。
"""


def main() -> int:
    """Print the page, or measure one set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "sets", nargs="*", type=Path, help="sets of sentences to measure; none: print the page"
    )
    chosen = parser.parse_args().sets
    for path in chosen:
        print(path.name, measured(path))
    if not chosen:
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
        print(PAGE.relative_to(ROOT).as_posix())
    return 0


if __name__ == "__main__":
    sys.exit(main())
