"""Units of the figures of two years: whether two numbers can be compared, and in which unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from fazhi_report.ledger import LedgerEntry
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.numbers.figure import SCALES, WrittenFigure

_MONEY = re.compile(r"(万亿|万|亿)?((?:美|欧|日|港)?元|英镑|港币)")


def factor_between(old: LedgerEntry, new: LedgerEntry) -> Fraction | None:
    """Return the factor that converts the old number into the unit of the new one.

    Returns:
        1 for the same unit and for synonyms, 10000 from 亿元 to 万元; None where the two count different things.
        A zero has no unit and fits any.
    """
    if old.written is None or new.written is None or unit_of(old) == unit_of(new):
        return Fraction(1)
    was, now = _MONEY.fullmatch(unit_of(old)), _MONEY.fullmatch(unit_of(new))
    if was and now:
        return Fraction(SCALES[was[1] or ""], SCALES[now[1] or ""]) if was[2] == now[2] else None
    if "rate" in {kind(old), kind(new)}:
        return Fraction(1) if kind(old) == kind(new) else None
    listed = catalogue().get(new.key)
    alike = listed is not None and {unit_of(old), unit_of(new)} <= set(listed.units)
    return Fraction(1) if alike else None


def kind(entry: LedgerEntry) -> str:
    """Return ``rate``, ``points`` or ``count``; empty for a figure without number, which fits any."""
    written = entry.written
    if written is None:
        return ""
    return "rate" if written.is_percent else "points" if written.is_points else "count"


def unit_of(entry: LedgerEntry) -> str:
    """Return the unit of a figure as written; empty for a figure without number."""
    return "" if entry.written is None else entry.written.unit


def common_scale(old: LedgerEntry, new: LedgerEntry) -> str:
    """Return the scale (万, 亿) that both numbers are written in; empty where they differ."""
    scales = {one.scale for one in _numbers(old, new)}
    return scales.pop() if len(scales) == 1 else ""


def _numbers(*entries: LedgerEntry) -> Iterator[WrittenFigure]:
    return (one.written for one in entries if one.written is not None)
