"""Claims compared with their operands: the computed value and its difference from the stated one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from fazhi_report.ledger import Ledger, Operand, OperandError, operand
from fazhi_report.model.figure import Calculation, Figure
from fazhi_report.numbers.figure import WrittenFigure, parse_figure
from fazhi_report.numbers.interval import (
    Interval,
    base_unit,
    digits,
    is_exact,
    magnitude,
    possible_values,
    rounding_interval,
    total,
)
from fazhi_report.numbers.percent import (
    PercentComparison,
    PercentVerdict,
    classify_growth,
    classify_share,
    shorten,
)
from fazhi_report.rules.relations import operands


@dataclass(frozen=True, slots=True)
class Judgement:
    """The result of checking a claim.

    Args:
        verdict: How the stated value agrees with the printed operands.
        expected: The computed value, written like the stated one; empty when there is none.
        formula: The calculation with the printed figures.
        possible: Whether the stated value is possible when the printed operands are rounded.
        falling: Whether the figure fell according to the operands.
    """

    verdict: PercentVerdict
    expected: str
    formula: str
    possible: bool
    falling: bool


def judge(key: str, ledger: Ledger) -> Judgement | None:
    """Return the judgement of a figure's claim; None when it cannot be judged exactly.

    A claim whose value or operand is approximate or unknown is not judged. A change may be stated without its
    sign, since the sentence has 增长 or 下降.
    """
    entry = ledger.entries.get(key)
    if entry is None or entry.figure.claim is None or entry.written is None or entry.written.hedge:
        return None
    try:
        terms = _terms(entry.figure.claim, ledger)
    except OperandError:
        return None
    return _judged(entry.figure.claim, entry.written, terms)


def _terms(claim: Calculation, ledger: Ledger) -> tuple[Operand, ...]:
    """Return the operands, including last year's number when the claim names no other.

    Raises:
        OperandError: An operand is missing, approximate or not a number.
    """
    given = tuple(_operand(key, ledger) for _, key in operands(claim))
    change = claim.growth or claim.difference or claim.points
    return (*given, given[0].last_year()) if change and len(given) == 1 else given


def _operand(key: str, ledger: Ledger) -> Operand:
    entry = ledger.entries.get(key)
    if entry is None:
        raise OperandError(key)
    return operand(key, entry.figure, entry.written)


def _judged(claim: Calculation, stated: WrittenFigure, terms: tuple[Operand, ...]) -> Judgement | None:
    if len({base_unit(term.written) for term in terms if term.written.number}) > 1:
        return None
    if claim.share or claim.growth:
        return _rate(claim, stated, terms) if stated.is_percent else None
    unit = base_unit(terms[0].written)
    fits = claim.points is not None or not stated.unit or not unit or base_unit(stated) == unit
    return _total(claim, stated, terms) if fits else None


def _rate(claim: Calculation, stated: WrittenFigure, terms: tuple[Operand, ...]) -> Judgement:
    first, second = terms
    one, other = (_decimal(magnitude(term.written)) for term in terms)
    falling = claim.growth is not None and one < other
    if claim.share:
        formula, found = f"{first.text} ÷ {second.text}", classify_share(one, other, stated.number)
    else:
        formula = f"（{first.text} − {second.text}）÷ {second.text}"
        found = _growth(one, other, stated.number)
    expected = "" if found.expected is None else _like(stated, found.expected)
    one_of, base = (possible_values(term.written) for term in terms)
    reached = one_of.growth_from(base) if claim.growth else one_of.quotient(base)
    possible = False
    if reached is not None and not all(is_exact(term.written) for term in terms):
        possible = _meets(reached.scaled(Fraction(100)), stated)
    return Judgement(found.verdict, expected, formula, possible, falling)


def _growth(new: Decimal, old: Decimal, rate: Decimal) -> PercentComparison:
    """Return the comparison of the stated growth with the figures; 下降3% is stated without its sign."""
    unsigned = new < old and rate > 0
    found = classify_growth(new, old, -rate if unsigned else rate)
    return PercentComparison(found.verdict, abs(found.expected)) if unsigned and found.expected else found


def _total(claim: Calculation, stated: WrittenFigure, terms: tuple[Operand, ...]) -> Judgement:
    signs = (1, *((1 if claim.sum else -1) for _ in terms[1:]))
    exact = sum(
        (sign * magnitude(term.written) for sign, term in zip(signs, terms, strict=True)), Fraction(0)
    )
    values = [possible_values(term.written) for term in terms]
    reached = total(one if sign > 0 else -one for sign, one in zip(signs, values, strict=True))
    falling = exact < 0
    unsigned = abs(exact) if falling and stated.number > 0 else exact
    factor = magnitude(WrittenFigure("1", stated.unit, stated.scale))
    places = max(
        digits(one.number) for one in (stated, *(term.written for term in terms)) if one.scale == stated.scale
    )
    return Judgement(
        _verdict(stated, unsigned / factor),
        _like(stated, shorten(unsigned / factor, places, "round")),
        (" + " if claim.sum else " − ").join(term.text for term in terms),
        not all(is_exact(term.written) for term in terms) and _meets(reached, stated),
        falling,
    )


def _verdict(stated: WrittenFigure, exact: Fraction) -> PercentVerdict:
    """Return how two numbers agree; only one with 万, 亿 or decimals may be rounded."""
    if exact == stated.number:
        return PercentVerdict.ROUNDED
    if is_exact(stated):
        return PercentVerdict.WRONG
    if exact in rounding_interval(stated.number, "round"):
        return PercentVerdict.ROUNDED
    return PercentVerdict.CUT if exact in rounding_interval(stated.number, "cut") else PercentVerdict.WRONG


def _meets(reached: Interval, stated: WrittenFigure) -> bool:
    """Whether the stated value is possible in the interval, with or without its sign."""
    return not (reached.apart(possible_values(stated)) and (-reached).apart(possible_values(stated)))


def _decimal(exact: Fraction) -> Decimal:
    return Decimal(exact.numerator) / exact.denominator


def _like(stated: WrittenFigure, number: Decimal) -> str:
    return WrittenFigure(f"{number:f}", stated.unit, stated.scale).format()


def direction(key: str, ledger: Ledger) -> int | None:
    """Return whether a change is up (1), down (-1) or neither (0); None when the data do not determine it.

    Computed from this year and last year where a growth, or a difference from last year, is derived or claimed.
    For a difference of two named figures, which may also be last year minus this year, only a negative result
    means down; any other means None.
    """
    entry = ledger.entries.get(key)
    if entry is None:
        return None
    calculation = entry.figure.claim or entry.figure.derive
    if calculation is not None and _from_last_year(calculation):
        try:
            new, old = _terms(calculation, ledger)
        except OperandError:
            pass
        else:
            return (new.value > old.value) - (new.value < old.value)
    return -1 if entry.written is not None and entry.written.number < 0 else None


def _from_last_year(calculation: Calculation) -> bool:
    change = calculation.difference or calculation.points
    return calculation.growth is not None or (change is not None and change.less is None)


def trend(figure: Figure) -> int | None:
    """Return whether a figure is above (1), below (-1) or equal to (0) last year's; None when unknown."""
    if figure.previous is None or figure.written is None:
        return None
    new, old = figure.written, parse_figure(figure.previous)
    if base_unit(new) != base_unit(old):
        return None
    if magnitude(new) == magnitude(old):
        return 0
    return (possible_values(new) - possible_values(old)).sign or None
