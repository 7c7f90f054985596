"""The comments of an imported data file: doubts beside their fields, the numbers found at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from fazhi_report.extract.account import Account
from fazhi_report.extract.figures import Suggestion
from fazhi_report.extract.unlisted import Unlisted
from fazhi_report.findings import Route

_SAID = {
    "requirement": "这些是要求、目标或下一年度的安排，不是本年度的数据，没有编键",
    "words": "待核：这些数用汉字写，没有编键；要作数据的，请查出确数，改用阿拉伯数字",
}


@dataclass(frozen=True, slots=True)
class Remarks:
    """What there is to say to the drafter.

    Args:
        account: Doubts, and where everything stood in the source.
        unit: What lines of the source are counted in.
        figures: The figures found, with their keys.
        others: The numbers that get no key.
    """

    account: Account
    unit: str
    figures: Sequence[Suggestion]
    others: Sequence[Unlisted]

    def notes(self, *, bind: bool) -> Mapping[Route, list[str]]:
        """Comments by the field that they stand above."""
        comments: dict[Route, list[str]] = {}
        for route, doubts in self.account.notes.items():
            # A doubt about a line that became no field of its own stands at the top.
            place: Route = ("kind",) if route[0] == "line" else route
            comments.setdefault(place, []).extend(doubt.comment(self.unit) for doubt in doubts)
        if self.figures and bind:
            own = sum(not one.listed for one in self.figures)
            comments.setdefault(("figures",), []).append(
                f"待核：{len(self.figures)} 个数据的键是程序定的，请逐项核对；"
                f"{own} 个在指标目录里没有对上，键以 imported 开头。"
            )
        return comments

    def tail(self, *, bind: bool) -> list[str]:
        """Comments at the end of the file."""
        lines = [] if bind else self._found()
        for why, said in _SAID.items():
            there = [(one.route, one.text) for one in self.others if one.why == why]
            if there:
                lines += [*([""] if lines else []), f"{said}：", *self._by_line(there)]
        return lines

    def _found(self) -> list[str]:
        if not self.figures:
            return []
        lines = [
            f"正文里找到 {len(self.figures)} 个数据；要让程序核对和复用，用 import --bind 重新导入，或者自己写进 figures。"
        ]
        listed = [
            f"  {one.key}: {one.text}（{one.label}；把握 {one.confidence:.0%}{self._where(one.route)}）"
            for one in self.figures
            if one.listed
        ]
        if listed:
            lines += ["可能是指标目录里的：", *listed]
        own = [(one.route, _named(one)) for one in self.figures if not one.listed]
        if own:
            lines += ["指标目录里没有对上的，键和名称（label）自己定：", *self._by_line(own)]
        return lines

    def _by_line(self, found: Sequence[tuple[Route, str]]) -> list[str]:
        """Numbers of the same line of the source together."""
        placed = ((self.account.line_of(route), text) for route, text in found)
        return [
            f"  {f'原文第 {line} {self.unit}：' if line else ''}{'、'.join(text for _, text in group)}"
            for line, group in groupby(placed, key=lambda one: one[0])
        ]

    def _where(self, route: Route) -> str:
        line = self.account.line_of(route)
        return f"，原文第 {line} {self.unit}" if line else ""


def _named(one: Suggestion) -> str:
    """The figure with the words before it, where there are any."""
    return one.text if one.label == one.unit else f"{one.label} {one.text}"
