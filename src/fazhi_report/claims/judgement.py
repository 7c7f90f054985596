"""Claims held against their operands: what agrees, what cannot be, and what nobody can tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import assert_never

from fazhi_report.claims.lists import announced_claims, part_claims
from fazhi_report.claims.nouns import Announced, Claim, GrowthClaim, Parts, Reduction, ShareClaim
from fazhi_report.claims.passage import passages
from fazhi_report.claims.rates import rate_claims
from fazhi_report.numbers.finder import FoundNumber
from fazhi_report.numbers.interval import digits, written_interval
from fazhi_report.numbers.percent import (
    Neighbours,
    PercentComparison,
    PercentVerdict,
    classify_growth,
    classify_share,
    integer_bases,
    integer_stocks,
    integer_wholes,
    nearest_bases,
)


class ClaimOutcome(Enum):
    """What becomes of a claim."""

    ROUNDED = "rounded"
    """一致: the operands give the rate, rounded or exact."""
    CUT = "cut"
    """截尾: the operands give the rate with its further digits dropped."""
    EXACT = "exact"
    """相符: the parts make up the whole; the list has as many items as announced."""
    POSSIBLE = "possible"
    """可能: nothing speaks against it (some whole number gives the rate; the parts leave a rest)."""
    INCONSISTENT = "inconsistent"
    """不符: the operands given do not agree."""
    IMPOSSIBLE = "impossible"
    """推不出: no whole number gives the rate, in any reading of the words. A question, not an error."""
    UNCHECKED = "unchecked"
    """不核: the words leave open what belongs together, or a figure is not exact."""


class ClaimDoubt(Enum):
    """Why a claim is not checked."""

    HEDGED = "hedged"
    """A figure is an approximation (余, 多, 近, 约, 超)."""
    SCALED = "scaled"
    """A figure is rounded to 万 or 亿."""
    CUMULATIVE = "cumulative"
    """The count runs over more than one period (累计)."""
    LOOSE = "loose"
    """It is not certain which figures belong together."""
    NO_BASE = "no base"
    """Nothing can be divided by the base."""


@dataclass(frozen=True, slots=True)
class ClaimJudgement:
    """The outcome of a claim.

    Args:
        outcome: What became of it.
        expected: The value that the operands give: a percentage, with the sign of growth; the sum of the parts;
            the number of items. None where there is none.
        against: The operand that the value was computed with, such as the whole; None for a lone count.
        neighbours: For an impossible growth the bases next to it, with the growth that each gives.
        possible: Whole numbers, not in the text, that would make the rate true.
        doubt: Why the claim is not checked.
    """

    outcome: ClaimOutcome
    expected: Decimal | None = None
    against: FoundNumber | None = None
    neighbours: Neighbours = ()
    possible: range = range(0)
    doubt: ClaimDoubt | None = None


_SAME = {
    PercentVerdict.ROUNDED: ClaimOutcome.ROUNDED,
    PercentVerdict.CUT: ClaimOutcome.CUT,
    PercentVerdict.WRONG: ClaimOutcome.INCONSISTENT,
}


def judge(claim: Claim) -> ClaimJudgement:
    """Hold a claim against its operands.

    Nothing is called wrong before every reading of the words has been tried: the count as new value, as
    difference, as part of a whole that is given. Hedged, scaled and cumulative counts are left alone.
    """
    match claim:
        case ShareClaim():
            return _share(claim)
        case GrowthClaim():
            return _growth(claim)
        case Reduction():
            return _reduction(claim)
        case Parts():
            return _parts(claim)
        case Announced():
            return _announced(claim)
        case _:
            assert_never(claim)


def _share(claim: ShareClaim) -> ClaimJudgement:
    if doubt := _doubt(claim.part, claim.rate):
        return ClaimJudgement(ClaimOutcome.UNCHECKED, doubt=doubt)
    rate, part = _number(claim.rate), int(_value(claim.part))
    tried = [(whole, classify_share(part, _value(whole), rate)) for whole in claim.wholes]
    for whole, comparison in tried:
        if comparison.verdict in {PercentVerdict.ROUNDED, PercentVerdict.CUT}:
            return ClaimJudgement(_SAME[comparison.verdict], comparison.expected, whole)
    whole, comparison = tried[0]
    if not claim.sure:
        return ClaimJudgement(ClaimOutcome.UNCHECKED, doubt=ClaimDoubt.LOOSE)
    if comparison.expected is None:
        return ClaimJudgement(ClaimOutcome.UNCHECKED, doubt=ClaimDoubt.NO_BASE)
    return ClaimJudgement(
        ClaimOutcome.INCONSISTENT, comparison.expected, whole, possible=integer_wholes(part, rate)
    )


def _growth(claim: GrowthClaim) -> ClaimJudgement:
    known = claim.old or claim.change
    if doubt := _doubt(claim.new, claim.rate, *((known,) if known else ())):
        return ClaimJudgement(ClaimOutcome.UNCHECKED, doubt=doubt)
    rate, new = _signed(claim.rate, falling=claim.falling), _value(claim.new)
    if claim.old is not None:
        if _shortened(claim.new, claim.old, rate):
            return ClaimJudgement(ClaimOutcome.POSSIBLE, against=claim.old)
        return _compared(classify_growth(new, _value(claim.old), rate), claim.old)
    if claim.change is not None:
        step = -_value(claim.change) if claim.falling else _value(claim.change)
        return _compared(classify_growth(new, new - step, rate), claim.change)
    if claim.cumulative:
        return ClaimJudgement(ClaimOutcome.UNCHECKED, doubt=ClaimDoubt.CUMULATIVE)
    return _lone_growth(claim, int(new), rate) if claim.new.is_count else _loose()


def _lone_growth(claim: GrowthClaim, new: int, rate: Decimal) -> ClaimJudgement:
    """A count without its base: new value, difference where the words say so, part of a given whole."""
    bases = integer_bases(new, rate)
    stocks = integer_stocks(new, rate) if claim.added else range(0)
    if bases or stocks:
        return ClaimJudgement(ClaimOutcome.POSSIBLE, possible=bases or stocks)
    if _related(claim.new, claim.others, rate):
        return _loose()
    return ClaimJudgement(ClaimOutcome.IMPOSSIBLE, neighbours=nearest_bases(new, rate))


def _reduction(claim: Reduction) -> ClaimJudgement:
    if doubt := _doubt(claim.change, claim.rate):
        return ClaimJudgement(ClaimOutcome.UNCHECKED, doubt=doubt)
    if claim.cumulative:
        return ClaimJudgement(ClaimOutcome.UNCHECKED, doubt=ClaimDoubt.CUMULATIVE)
    if not claim.change.is_count:
        return _loose()
    rate, change = _signed(claim.rate, falling=True), int(_value(claim.change))
    for other in claim.others:
        comparison = classify_share(change, _value(other), abs(rate))
        if comparison.verdict in {PercentVerdict.ROUNDED, PercentVerdict.CUT}:
            return ClaimJudgement(_SAME[comparison.verdict], comparison.expected, other)
    possible = integer_stocks(change, rate) or integer_bases(change, rate)
    if possible:
        return ClaimJudgement(ClaimOutcome.POSSIBLE, possible=possible)
    return _loose() if _related(claim.change, claim.others, rate) else ClaimJudgement(ClaimOutcome.IMPOSSIBLE)


def _parts(claim: Parts) -> ClaimJudgement:
    total = sum((_value(part) for part in claim.parts), Decimal(0))
    largest = max(_value(part) for part in claim.parts)
    for whole in claim.wholes:
        if total == _value(whole):
            return ClaimJudgement(ClaimOutcome.EXACT, total, whole)
    roomy = next((whole for whole in claim.wholes if _value(whole) >= total), None)
    if roomy is not None:
        return ClaimJudgement(ClaimOutcome.POSSIBLE, total, roomy)
    widest = max(claim.wholes, key=_value)
    if largest > _value(widest):
        return ClaimJudgement(ClaimOutcome.INCONSISTENT, largest, widest)
    return ClaimJudgement(ClaimOutcome.INCONSISTENT, total, widest) if claim.apart else _loose()


def _announced(claim: Announced) -> ClaimJudgement:
    announced, given = _value(claim.count), len(claim.items)
    if given <= announced <= given + claim.loose:
        return ClaimJudgement(ClaimOutcome.EXACT, Decimal(given), claim.count)
    if claim.at_least and given < announced:
        return ClaimJudgement(ClaimOutcome.POSSIBLE, Decimal(given), claim.count)
    return ClaimJudgement(ClaimOutcome.INCONSISTENT, Decimal(given), claim.count) if claim.sure else _loose()


def _compared(comparison: PercentComparison, against: FoundNumber) -> ClaimJudgement:
    """A growth whose base is in the text."""
    if comparison.expected is None:
        return ClaimJudgement(ClaimOutcome.UNCHECKED, doubt=ClaimDoubt.NO_BASE)
    return ClaimJudgement(_SAME[comparison.verdict], comparison.expected, against)


def _shortened(new: FoundNumber, old: FoundNumber, rate: Decimal) -> bool:
    """Whether operands with decimals could have given the rate before they lost their own further digits."""
    if not (digits(_value(new)) or digits(_value(old))) or min(_value(new), _value(old)) <= 0:
        return False
    (low_new, high_new), (low_old, high_old) = _ends(new), _ends(old)
    least, most = written_interval(rate).ends
    return (low_new / high_old - 1) * 100 < most and least < (high_new / low_old - 1) * 100


def _ends(figure: FoundNumber) -> tuple[Fraction, Fraction]:
    """Between which values a figure lies as written; whole numbers are exact."""
    value = _value(figure)
    if not digits(value):
        return Fraction(value), Fraction(value)
    return written_interval(value).ends


def _related(count: FoundNumber, others: tuple[FoundNumber, ...], rate: Decimal) -> bool:
    """Whether the rate fits the count and another one of the sentence, as share or as growth, either way round."""
    fits = {PercentVerdict.ROUNDED, PercentVerdict.CUT}
    one = _value(count)
    return any(
        comparison.verdict in fits
        for other in {_value(figure) for figure in others}
        for comparison in (
            classify_share(one, other, abs(rate)),
            classify_share(other, one, abs(rate)),
            classify_growth(one, other, rate),
            classify_growth(other, one, rate),
        )
    )


def _doubt(*figures: FoundNumber) -> ClaimDoubt | None:
    """Why exact arithmetic on these figures would be wrong."""
    for figure in figures:
        if figure.written is None or figure.written.hedge:
            return ClaimDoubt.HEDGED
        if figure.written.scale or figure.written.unit.startswith(("万", "亿")):
            return ClaimDoubt.SCALED
    return None


def _loose() -> ClaimJudgement:
    return ClaimJudgement(ClaimOutcome.UNCHECKED, doubt=ClaimDoubt.LOOSE)


def _number(figure: FoundNumber) -> Decimal:
    """The digits of a figure that is known to be written; zero is never reached."""
    return figure.written.number if figure.written else Decimal(0)


def _value(figure: FoundNumber) -> Decimal:
    return figure.written.value if figure.written else Decimal(0)


def _signed(rate: FoundNumber, *, falling: bool) -> Decimal:
    number = _number(rate)
    return number.copy_negate() if falling else number


def claims(text: str) -> Iterator[Claim]:
    """Find what the sentences of a text claim about their own numbers.

    Operands are looked for within one sentence only. A rate without counts is no claim, nor is a growth behind
    a noun that parts it from the count: the rate may belong to another thing.

    Yields:
        Shares, growth, reductions, parts of a whole and announced lists, sentence by sentence, in the order in
        which they begin.
    """
    for passage in passages(text):
        found = [*rate_claims(passage), *part_claims(passage), *announced_claims(passage)]
        yield from sorted(found, key=lambda claim: (claim.start, claim.end))
