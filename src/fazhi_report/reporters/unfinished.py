"""What is left to do in a draft, as one line instead of a finding for each place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from fazhi_report.findings import Finding

WORK: Mapping[str, str] = MappingProxyType(
    {"FZ519": "个数待填", "FZ520": "段待改", "FZ518": "处待写", "FZ510": "项待交代"}
)
"""Code of a rule that finds work left to do → counter and name of it, in the order of print."""
_LAST_YEARS_WORDS = "FZ520"
_MANY = 5
"""With more places than this they are counted and not listed."""


def work_left(findings: Iterable[Finding]) -> str:
    """Return what is left to do: 84 个数待填，20 段待改，7 项待交代; empty where nothing is.

    A paragraph with several sentences of last year counts once. Such sentences alone are findings like others: the report
    is finished and may be printed.
    """
    places = {(one.code, one.place.path, one.route) for one in findings if one.code in WORK}
    counts = Counter(code for code, _, _ in places)
    if not counts.keys() - {_LAST_YEARS_WORDS}:
        return ""
    return "，".join(f"{counts[code]} {words}" for code, words in WORK.items() if counts[code])


def is_summed(findings: Iterable[Finding]) -> bool:
    """Whether what is left to do in one file is so much that it is counted and not listed."""
    left = [one for one in findings if one.code in WORK]
    return len(left) > _MANY and bool(work_left(left))
