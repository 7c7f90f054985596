"""Formulas of messages, computed again from their printed words."""

from __future__ import annotations

import re
from fractions import Fraction

_NUMBER = r"−?[0-9]+(?:\.[0-9]+)?(?:万亿|万|亿|%)?"
_STEP = re.compile(rf"({_NUMBER}(?: [+−÷×] {_NUMBER})*) ([=<>]) ({_NUMBER})")
_OTHERWISE = re.compile(rf"= ({_NUMBER})，不是约?近?({_NUMBER})")
_SIZES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "%": 1, "": 1}


def value(printed: str) -> Fraction:
    """The value of a printed number; a percentage counts in percent."""
    match = re.fullmatch(r"(−?)([0-9.]+)(万亿|万|亿|%)?", printed)
    assert match is not None
    return Fraction(match[2]) * _SIZES[match[3] or ""] * (-1 if match[1] else 1)


def grain(printed: str) -> Fraction:
    """Half of one in the last printed digit."""
    match = re.fullmatch(r"−?[0-9]+(?:\.([0-9]+))?(万亿|万|亿|%)?", printed)
    assert match is not None
    return Fraction(_SIZES[match[2] or ""], 2 * 10 ** len(match[1] or ""))


def untrue(message: str) -> list[str]:
    """The steps of a message that do not hold, and results that are denied though they are the same."""
    found = [step[0] for step in _STEP.finditer(message) if not _holds(*step.groups())]
    return found + [match[0] for match in _OTHERWISE.finditer(message) if match[1] == match[2]]


def steps(message: str) -> int:
    """How many formulas a message holds."""
    return len(_STEP.findall(message))


def _holds(left: str, sign: str, right: str) -> bool:
    first, *rest = left.split(" ")
    computed = value(first)
    for operator, operand in zip(rest[::2], rest[1::2], strict=True):
        other = value(operand)
        if operator == "÷":
            computed = computed / other * (100 if right.endswith("%") and not first.endswith("%") else 1)
            if right.endswith("%") and first.endswith("%"):
                computed *= 100
        else:
            computed = (
                computed * other if operator == "×" else computed + (other if operator == "+" else -other)
            )
    if sign != "=":
        return computed > value(right) if sign == ">" else computed < value(right)
    exact = "÷" not in rest
    return computed == value(right) if exact else abs(computed - value(right)) <= grain(right)
