"""Command import: makes a data file from an old report and accounts for every character."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import chain, groupby
from pathlib import Path

from fazhi_report.commands.given_files import refuse_lock_file
from fazhi_report.document.raw import SourceDocument
from fazhi_report.errors import FazhiError
from fazhi_report.files import write_new
from fazhi_report.findings import Route
from fazhi_report.importer.account import Account, CharacterBalance, balance_of
from fazhi_report.importer.draft import ImportDraft, Wish, draft
from fazhi_report.importer.head import FILE_NAME
from fazhi_report.importer.suggestions import (
    FigureBinding,
    Suggestion,
    Unlisted,
    bound,
    suggestions,
    unlisted,
)
from fazhi_report.model.report import Report
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.norms.indicator_words import vocabulary
from fazhi_report.readers.detect import read
from fazhi_report.source.dump import difference, dump
from fazhi_report.source.load import load_text
from fazhi_report.source.parse import parse

_DOUBT = "待核："
_AS_ISSUED = (
    "已经印发的旧报告照录：缺的部分、文字数据的毛病都只提醒。还没有印发、要接着改的稿子，删去这一行。"
)
_SAID = {
    "requirement": "这些是要求、目标或下一年度的安排，不是本年度的数据，没有编键",
    "words": f"{_DOUBT}这些数用汉字写，没有编键；要作数据的，请查出确数，改用阿拉伯数字",
    "state": f"{_DOUBT}这些话说的是没有统计或者没有发生，没有编键；是指标的，在 figures 里写明 "
    "status: not_recorded（没有统计）或 status: zero（确实为零）",
}


@dataclass(frozen=True, slots=True)
class Remarks:
    """The comments for the drafter.

    Args:
        account: Doubts, and the lines of the source.
        unit: The unit in which places of the source are counted, such as lines.
        values: The values of the data file.
        figures: The figures found, with their keys.
        others: The numbers that get no key.
    """

    account: Account
    unit: str
    values: Mapping[str, object]
    figures: Sequence[Suggestion]
    others: Sequence[Unlisted]

    def doubts(self, binding: FigureBinding) -> int:
        """Return how many comments of the data file ask the drafter to check something."""
        written = [*chain.from_iterable(self.notes(binding).values()), *self.tail(binding)]
        return sum(one.startswith(_DOUBT) for one in written)

    def notes(self, binding: FigureBinding) -> Mapping[Route, list[str]]:
        """Return the comments by the field that they are written above."""
        comments: dict[Route, list[str]] = {}
        for route, doubts in self.account.notes.items():
            place = self._place(route)
            comments.setdefault(place, []).extend(doubt.comment(self.unit) for doubt in doubts)
        if self.values.get("as_issued"):
            comments.setdefault(("as_issued",), []).append(_AS_ISSUED)
        written = [one for one in self.figures if one.is_bound(binding)]
        if written:
            own = len({one.key for one in written if not one.sure})
            words = (
                f"{_DOUBT}{len({one.key for one in written})} 个数据的键是程序认的，请逐项核对{_measured()}"
            )
            comments.setdefault(("figures",), []).append(
                f"{words}；{own} 个在指标目录里没有对上，键以 own 开头，由名称和单位推出。"
                if own
                else f"{words}。"
            )
        return comments

    def _place(self, route: Route) -> Route:
        """Return the field above which a comment is written: its own, or the nearest around it that the file has."""
        if route[0] not in Report.model_fields:
            # A doubt about a line without a field of its own is written at the top.
            return ("kind",)
        value: object = self.values.get(str(route[0]))
        for at, name in enumerate(route[1:], 1):
            if isinstance(value, Mapping) and name in value:
                value = value[str(name)]
            elif isinstance(value, list) and isinstance(name, int) and name < len(value):
                value = value[name]
            else:
                return route[:at]
        return route

    def tail(self, binding: FigureBinding) -> list[str]:
        """Return the comments at the end of the file."""
        lines = self._found(binding)
        for why, said in _SAID.items():
            there = [(one.route, one.text) for one in self.others if one.why == why]
            if there:
                lines += [*([""] if lines else []), f"{said}：", *self._by_line(there)]
        return lines

    def _found(self, binding: FigureBinding) -> list[str]:
        left = [one for one in self.figures if not one.is_bound(binding)]
        sure = [one for one in left if one.sure]
        asked = [one for one in self.figures if one.asked]
        own = [(one.route, f"{one.label} {one.text}") for one in left if not one.sure and not one.asked]
        lines: list[str] = []
        if left:
            lines.append(
                f"正文里另有 {len(left)} 个数据没有写成指标；要让程序核对和复用，写进 figures，"
                "或用 import --bind 全部写成指标。"
            )
        if sure:
            lines += [
                "是指标目录里的：",
                *(f"  {one.key}: {one.text}（{one.label}{self._where(one.route)}）" for one in sure),
            ]
        if asked:
            lines += ["可能是指标目录里的，请对照原句：", *(self._asked(one) for one in asked)]
        if own:
            lines += ["指标目录里没有对上的：", *self._by_line(own)]
        return lines

    def _asked(self, one: Suggestion) -> str:
        """Return the comment on a figure that a person has to decide on, with its sentence."""
        keys = " 或 ".join(f"{key}（{catalogue().label(key)}）" for key in one.asked)
        return (
            f"  {one.text} 是不是 {keys}：“{_around(one)}”，{'，'.join(one.doubts)}{self._where(one.route)}"
        )

    def _by_line(self, found: Sequence[tuple[Route, str]]) -> list[str]:
        """Return the comments on numbers, one comment per line of the source."""
        placed = ((self.account.line_of(route), text) for route, text in found)
        return [
            f"  {f'原文第 {line} {self.unit}：' if line else ''}{'、'.join(text for _, text in group)}"
            for line, group in groupby(placed, key=lambda one: one[0])
        ]

    def _where(self, route: Route) -> str:
        line = self.account.line_of(route)
        return f"，原文第 {line} {self.unit}" if line else ""


_BEFORE, _BEHIND = 26, 10
"""Characters of a sentence that are shown before and behind its figure."""


def _around(one: Suggestion) -> str:
    """Return the sentence of a figure on one line; of a long one the words next to the figure."""
    before, figure, behind = " ".join(one.sentence.split()).partition(one.text)
    start = f"……{before[-_BEFORE:]}" if len(before) > _BEFORE else before
    return f"{start}{figure}{behind[:_BEHIND]}……" if len(behind) > _BEHIND else f"{start}{figure}{behind}"


def _measured() -> str:
    """Return in words how often such keys were right on unseen texts; empty where that was not measured."""
    measured = vocabulary().measured
    if measured is None:
        return ""
    right, wrong = measured.right, measured.wrong
    return f"（没有参与编写的文字上实测，{right + wrong} 个里错 {wrong} 个，{measured.on}）"


FORMAT = 2
"""Raised when a reader of the report on an import would have to change."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """The result of an import.

    Args:
        source: The old file.
        text: The data file.
        values: The values that the data file must contain.
        draft: The content of the old file.
        balance: The balance of its characters.
        suggestions: The figures found, with the keys proposed.
        named: Keys of the figures that the file itself names, as pages and .docx files of this program do.
        unlisted: The numbers that get no key: requirements, plans, Chinese characters.
        problems: The reasons why the data file cannot be built yet, Chinese.
        doubts: How many comments of the data file ask the drafter to check something.
        reading: Remarks on the reading of the file, Chinese.
    """

    source: Path
    text: str
    values: Mapping[str, object]
    draft: ImportDraft
    balance: CharacterBalance
    suggestions: tuple[Suggestion, ...]
    named: tuple[str, ...]
    unlisted: tuple[Unlisted, ...]
    problems: tuple[str, ...]
    doubts: int
    reading: tuple[str, ...] = ()

    @property
    def year(self) -> int | None:
        """The year reported on; None where it is unknown."""
        year = self.draft.values.get("year")
        return year if isinstance(year, int) else None

    @property
    def figures(self) -> int:
        """How many figures were found or are named by the file itself."""
        return len(self.suggestions) + len(self.named)


def recover(
    path: Path, wish: Wish | None = None, *, binding: FigureBinding = FigureBinding.SURE
) -> Recovered:
    """Read an old file.

    Args:
        path: The file.
        wish: The options of the import.
        binding: Which of the figures found become indicators, printed through their keys.

    Raises:
        FazhiError: The file cannot be read.
    """
    return recover_scan(scanned(path), path, wish, binding=binding)


def scanned(path: Path) -> SourceDocument:
    """Read the blocks of an old file.

    Raises:
        FazhiError: The file cannot be read.
    """
    refuse_lock_file(path)
    return read(path)


def recover_scan(
    scan: SourceDocument, path: Path, wish: Wish | None = None, *, binding: FigureBinding = FigureBinding.SURE
) -> Recovered:
    """Return the import of a file that is read already; otherwise as `recover`."""
    scan = replace(scan, properties={**scan.properties, FILE_NAME: path.stem})
    found = draft(scan, wish)
    values = found.values | _named(scan)
    for doubt in scan.doubts:
        route: Route = ("figures", doubt.key) if doubt.key in scan.figures else ("figures",)
        route = route if doubt.key else ("line", doubt.line)
        found.account.note(route, doubt.words, doubt.line)
    figures = tuple(suggestions(values))
    others = tuple(unlisted(values))
    meant = bound(values, figures, binding)
    remarks = Remarks(found.account, found.unit, meant, figures, others)
    text = dump(
        meant,
        notes=remarks.notes(binding),
        head=_head(path, scan.notes),
        tail=remarks.tail(binding),
    )
    _require_same(text.encode("utf-8"), meant)
    # The characters are counted in the text of the file, not in the values handed to its writer.
    weighed = balance_of(scan, parse(text).value, found.account)
    source = load_text(text, path.with_suffix(".yaml"))
    problems = tuple(problem.message for problem in source.problems)
    return Recovered(
        path, text, meant, found, weighed, figures, tuple(scan.figures), others, problems,
        remarks.doubts(binding), scan.notes,
    )  # fmt: skip


def _require_same(data: bytes, meant: Mapping[str, object]) -> None:
    """Refuse a data file that differs from the values meant.

    Raises:
        FazhiError: It differs.
    """
    if told := difference(data, meant):
        raise FazhiError(
            f"要写的数据文件和读出的内容对不上，没有写：{told}",
            "这是程序或磁盘的毛病；换一个文件夹再试，仍不行请把原文件发给开发者",
        )


def _named(scan: SourceDocument) -> dict[str, object]:
    """Return the figures that the file itself names, as a field of the report; empty where it names none."""
    figures: dict[str, object] = {
        key: one.fields["value"] if list(one.fields) == ["value"] else dict(one.fields)
        for key, one in scan.figures.items()
    }
    return {"figures": figures} if figures else {}


def require_content(recovered: Recovered) -> None:
    """Refuse an import whose data would be empty.

    Raises:
        FazhiError: No word of the source is in the data.
    """
    if recovered.balance.data <= recovered.balance.added:
        raise FazhiError(
            f"没有从 {recovered.source} 里认出可以收进数据文件的文字，没有写",
            "检查是不是选错了文件；图片里的文字读不出来",
        )


def deliver(recovered: Recovered, out: Path | None, report: Path | None) -> Path:
    """Write the data file and, where asked for, the account; existing files are never replaced.

    Args:
        recovered: The import.
        out: The path of the data file; None for ``data/YEAR.yaml``.
        report: The path of the account, as JSON; None for no account.

    Raises:
        FazhiError: The data would be empty, the file is there already, the year is unknown, or the file written differs
        from the values meant.
    """
    require_content(recovered)
    if out is None:
        if recovered.year is None:
            raise FazhiError("原文没有写明年度，不知道该存成哪个文件", "用 --year 指明年度，或用 -o 指明文件")
        out = Path("data") / f"{recovered.year}.yaml"
    if report is not None and report.resolve() == out.resolve():
        raise FazhiError(f"-o 和 --report 是同一个文件：{out}", "换一个名字（--report）")
    if report is not None and report.exists():
        raise FazhiError(f"{report} 已经存在，没有覆盖", "换一个名字（--report），或先把它移走")
    files = {out: recovered.text.encode("utf-8")}
    if report is not None:
        files[report] = account_json(recovered).encode("utf-8")
    write_new(files, checks={out: lambda data: _require_same(data, recovered.values)})
    return out


def account_json(recovered: Recovered) -> str:
    """Return the account of an import as JSON."""
    found, weighed = recovered.draft, recovered.balance
    data = {
        "format": FORMAT,
        "source": recovered.source.name,
        "unit": found.unit,
        "characters": asdict(weighed) | {"even": weighed.even},
        "missing": list(found.missing),
        "problems": list(recovered.problems),
        "notes": [
            {"route": list(route), "line": doubt.line or found.account.line_of(route), "words": doubt.words}
            for route, doubts in found.account.notes.items()
            for doubt in doubts
        ],
        "removed": [asdict(one) for one in found.account.removed],
        "printed": [asdict(one) for one in found.account.printed],
        "added": [asdict(one) for one in found.account.added],
        "figures": [one.as_json(found.account.line_of(one.route)) for one in recovered.suggestions],
        "named": list(recovered.named),
        "unlisted": [one.as_json(found.account.line_of(one.route)) for one in recovered.unlisted],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _head(path: Path, notes: tuple[str, ...]) -> list[str]:
    name = "".join(character if character.isprintable() else "?" for character in path.name)
    return [
        f"由 fazhi-report import 从“{name}”导入；标“待核”的地方请对照原文。",
        *notes,
    ]
