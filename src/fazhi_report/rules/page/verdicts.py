"""The verdict on each clause: kept, broken, not applicable, or not visible in a file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from fazhi_report.findings import Finding
from fazhi_report.norms import placement
from fazhi_report.norms.gbt9704 import Strength
from fazhi_report.recognise.anatomy import Anatomy
from fazhi_report.rules.page.clause import CLAUSES, Clause, PageAnswer, page_answer

if TYPE_CHECKING:
    from fazhi_report.docx_in.printed import PrintedPages

_ON_PAPER = "要看纸质成品"
_FIGURE = re.compile("[0-9]+")


class ClauseOutcome(StrEnum):
    """Whether a clause is kept."""

    KEPT = "符合"
    BROKEN = "不符合"
    ABSENT = "不涉及"
    UNKNOWN = "无法判断"
    SETTLED = "本机关设定"


@dataclass(frozen=True, slots=True)
class ClauseVerdict:
    """The verdict on a clause in one file.

    Args:
        clause: Number of the clause.
        code: The rule that judged it; empty where none can.
        what: The subject of the clause.
        strength: How binding the clause is.
        outcome: Whether it is kept.
        reason: Why it cannot be judged, or how often it is broken; empty otherwise.
    """

    clause: str
    code: str
    what: str
    strength: str
    outcome: ClauseOutcome
    reason: str = ""


def verdicts(
    layout: Anatomy,
    findings: Iterable[Finding],
    skipped: Collection[str],
    selected: Collection[str],
    printed: PrintedPages | None = None,
    *,
    settled: Mapping[str, str] | None = None,
) -> tuple[ClauseVerdict, ...]:
    """Return the verdicts on one file, in the order of the standard's clauses.

    Args:
        layout: The file.
        findings: The findings of the rules in it.
        skipped: Codes of the rules that did not run, since their input was missing (such as printed pages).
        selected: Codes of the rules that were asked for.
        printed: Its printed pages, whose measures decide where there are any.
        settled: Codes of the rules that the office keeps otherwise, with its reasons.
    """
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.code] = counts.get(finding.code, 0) + 1
    reasons = settled or {}
    table = [
        _verdict(layout, clause, counts.get(code, 0), code in skipped, page_answer(code, layout, printed))
        for code, clause in CLAUSES.items()
        if code in selected
    ]
    table = [
        replace(row, outcome=ClauseOutcome.SETTLED, reason=reasons[row.code])
        if row.outcome is ClauseOutcome.BROKEN and row.code in reasons
        else row
        for row in table
    ]
    return tuple(sorted((*table, *_on_paper()), key=lambda row: (_order(row.clause), row.code)))


def _verdict(
    layout: Anatomy,
    clause: Clause,
    broken: int,
    lacked: bool,  # noqa: FBT001  (two facts of one rule)
    answer: PageAnswer | None,
) -> ClauseVerdict:
    norm = clause.norm

    def row(outcome: ClauseOutcome, reason: str = "") -> ClauseVerdict:
        return ClauseVerdict(norm.clause, clause.code, norm.what, norm.strength, outcome, reason)

    if broken:
        return row(ClauseOutcome.BROKEN, f"{broken} 条")
    if not clause.applies(layout):
        return row(ClauseOutcome.ABSENT)
    if answer is not None:
        return row(ClauseOutcome.KEPT if answer.kept else ClauseOutcome.BROKEN, answer.told)
    if lacked:
        return row(ClauseOutcome.UNKNOWN, "要排出页面才知道，请加 --render")
    unknown = clause.unknown(layout)
    return row(ClauseOutcome.UNKNOWN, unknown) if unknown else row(ClauseOutcome.KEPT)


def _on_paper() -> Iterator[ClauseVerdict]:
    for clause, what in placement.BINDING.items():
        yield ClauseVerdict(clause, "", what, Strength.SHALL, ClauseOutcome.UNKNOWN, _ON_PAPER)


def _order(clause: str) -> tuple[int, tuple[int, ...]]:
    """Return the sort key of a clause: GB/T 9704 first, by its numbers, other standards behind it."""
    own = clause[:1].isdigit()
    return (0 if own else 1), tuple(int(number) for number in _FIGURE.findall(clause))
