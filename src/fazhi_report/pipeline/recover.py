"""An old file to a data file: read, taken apart, weighed, written; nothing lost, nothing invented."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from fazhi_report.errors import FazhiError
from fazhi_report.extract.account import Balance, balance, texts
from fazhi_report.extract.bind import bound
from fazhi_report.extract.draft import Draft, Wish, draft
from fazhi_report.extract.figures import LEAST, SURE, Suggestion, suggestions
from fazhi_report.findings import Route
from fazhi_report.output import put, put_new
from fazhi_report.readers.formats import read
from fazhi_report.source.dump import dump
from fazhi_report.source.load import load_text
from fazhi_report.tree.raw import Scan, raw_texts

FORMAT = 1
"""Raised when a reader of the report on an import would have to change."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """What an import gave.

    Args:
        source: The old file.
        text: The data file.
        draft: What the old file says.
        balance: Where its characters went.
        suggestions: The figures found, with the keys proposed.
        problems: What keeps the data file from being built, Chinese.
        reading: What there is to say of the reading itself, Chinese.
    """

    source: Path
    text: str
    draft: Draft
    balance: Balance
    suggestions: tuple[Suggestion, ...]
    problems: tuple[str, ...]
    reading: tuple[str, ...] = ()

    @property
    def year(self) -> int | None:
        """The year reported on; None where nothing tells it."""
        year = self.draft.values.get("year")
        return year if isinstance(year, int) else None

    @property
    def doubts(self) -> int:
        """How many places the drafter should look at."""
        return sum(map(len, self.draft.account.notes.values()))


def recover(path: Path, wish: Wish | None = None, *, bind: bool = False) -> Recovered:
    """Read an old file.

    Args:
        path: The file.
        wish: What the drafter asks.
        bind: Whether the figures found become indicators, printed through their keys.

    Raises:
        FazhiError: The file cannot be read.
    """
    return recover_scan(read(path), path, wish, bind=bind)


def recover_scan(scan: Scan, path: Path, wish: Wish | None = None, *, bind: bool = False) -> Recovered:
    """As `recover`, for a file that is read already."""
    found = draft(scan, wish)
    weighed = balance(
        [*raw_texts(scan.blocks), *(one.text for one in scan.removed)], texts(found.values), found.account
    )
    figures = tuple(suggestions(found.values, SURE if bind else LEAST))
    values = bound(found.values, figures) if bind else found.values
    text = dump(values, notes=_comments(found, figures, bind=bind), head=_head(path, scan.notes))
    source = load_text(text, path.with_suffix(".yaml"))
    problems = tuple(problem.message for problem in source.problems)
    return Recovered(path, text, found, weighed, figures, problems, scan.notes)


def deliver(recovered: Recovered, out: Path | None, report: Path | None) -> Path:
    """Write the data file, and the account where one is asked for; what stands there is never replaced.

    Args:
        recovered: The import.
        out: Where to; None for ``data/YEAR.yaml``.
        report: Where the account goes, as JSON; None for nowhere.

    Raises:
        FazhiError: The file is there already, or the year is unknown.
    """
    if out is None:
        if recovered.year is None:
            raise FazhiError("原文没有写明年度，不知道该存成哪个文件", "用 --year 指明年度，或用 -o 指明文件")
        out = Path("data") / f"{recovered.year}.yaml"
    if report is not None and report.exists():
        raise FazhiError(f"{report} 已经存在，没有覆盖", "换一个名字（--report），或先把它移走")
    put_new(out, recovered.text.encode("utf-8"))
    if report is not None:
        put(report, account_json(recovered).encode("utf-8"))
    return out


def account_json(recovered: Recovered) -> str:
    """The account of an import, for people and programs."""
    found, weighed = recovered.draft, recovered.balance
    data = {
        "format": FORMAT,
        "source": recovered.source.name,
        "unit": found.unit,
        "characters": asdict(weighed) | {"even": weighed.even},
        "missing": list(found.missing),
        "problems": list(recovered.problems),
        "notes": [
            {"route": list(route), "line": doubt.line or _line(found, route), "words": doubt.words}
            for route, doubts in found.account.notes.items()
            for doubt in doubts
        ],
        "removed": [asdict(one) for one in found.account.removed],
        "printed": [asdict(one) for one in found.account.printed],
        "added": [asdict(one) for one in found.account.added],
        "figures": [one.as_json(_line(found, one.route)) for one in recovered.suggestions],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _line(found: Draft, route: Route) -> int:
    """The line of the source for a route of the data: its own, or that of what holds it; 0 for none."""
    while route:
        if route in found.account.lines:
            return found.account.lines[route]
        route = route[:-1]
    return 0


def _comments(found: Draft, figures: tuple[Suggestion, ...], *, bind: bool) -> Mapping[Route, list[str]]:
    comments: dict[Route, list[str]] = {}
    for route, doubts in found.account.notes.items():
        # A doubt about a line that became no field of its own stands at the top.
        place: Route = ("kind",) if route[0] == "line" else route
        for doubt in doubts:
            comments.setdefault(place, []).append(doubt.comment(found.unit))
    if figures:
        comments.setdefault(("figures",), []).extend(_figure_comments(found, figures, bind=bind))
    return comments


def _figure_comments(found: Draft, figures: tuple[Suggestion, ...], *, bind: bool) -> list[str]:
    if bind:
        own = sum(not one.listed for one in figures)
        return [
            f"待核：{len(figures)} 个数据的键是程序定的，请逐项核对；{own} 个在指标目录里没有对上，键以 imported 开头。"
        ]
    head = f"正文里找到 {len(figures)} 个数据。要让程序核对和复用，改用 import --bind，或照下面的提议自己写："
    return [head, *(_figure_line(found, one) for one in figures)]


def _figure_line(found: Draft, one: Suggestion) -> str:
    place = _line(found, one.route)
    where = f"，原文第 {place} {found.unit}" if place else ""
    return f"  {one.key}: {one.text}（{one.label}；把握 {one.confidence:.2f}{where}）"


def _head(path: Path, notes: tuple[str, ...]) -> list[str]:
    name = "".join(character if character.isprintable() else "?" for character in path.name)
    return [
        f"由 fazhi-report import 从“{name}”导入；标“待核”的地方请对照原文。",
        *notes,
    ]
