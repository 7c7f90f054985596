"""The figures of a draft, each with the words around it and the indicator that it probably is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from fazhi_report.claims.judgement import ClaimJudgement, ClaimOutcome, claims, judge
from fazhi_report.claims.nouns import GrowthClaim, Parts, ShareClaim
from fazhi_report.findings import Route
from fazhi_report.importer.proposals import LEAST, SURE, Proposal, around, proposals
from fazhi_report.numbers.finder import FoundNumber, Kind, numbers
from fazhi_report.numbers.interval import digits
from fazhi_report.numbers.numerals import chinese_counts

_SKIPPED = frozenset(
    {"kind", "organ", "title", "publication", "imprint", "signature", "date_of_issue", "order", "figures"}
)
_HEADINGS = frozenset({"heading", "caption", "columns"})


def leaves(values: Mapping[str, object]) -> Iterator[tuple[Route, str, str]]:
    """The running texts of a draft: route, words, and the headings above them.

    A heading that is a whole sentence (（一）集中学法12次，230人参训。) is running text too.
    """
    for name, value in values.items():
        if name not in _SKIPPED:
            yield from _leaves(value, (name,), "")


def _leaves(value: object, route: Route, heading: str) -> Iterator[tuple[Route, str, str]]:
    match value:
        case str():
            yield route, value, heading
        case list() | tuple():
            for at, inner in enumerate(value):
                yield from _leaves(inner, (*route, at), heading)
        case dict():
            own = " ".join(str(value[name]) for name in ("heading", "lead", "caption") if name in value)
            below = f"{heading} {own}".strip()
            for name, inner in value.items():
                if name not in _HEADINGS or _is_sentence(inner):
                    yield from _leaves(inner, (*route, name), below)


def _is_sentence(value: object) -> bool:
    return isinstance(value, str) and value.endswith("。")


_VAGUE = frozenset("余多近约")


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A number that no indicator can hold.

    Args:
        route: The text in which it stands.
        text: The number as written.
        why: ``requirement``, or ``words`` for Chinese characters.
    """

    route: Route
    text: str
    why: Literal["requirement", "words"]

    def as_json(self, line: int) -> dict[str, object]:
        """The number for the account of an import."""
        return {"line": line, "route": list(self.route), "text": self.text, "why": self.why}


def is_planned(route: Route, number: FoundNumber) -> bool:
    """Whether a number belongs to the plans for the next year; what is vague there (40多家) tells what there is."""
    return route[0] == "plans" and number.written is not None and _VAGUE.isdisjoint(number.written.hedge)


def unlisted(values: Mapping[str, object]) -> list[Unlisted]:
    """The numbers that get no key, in the order of the draft's words.

    Args:
        values: Fields of the report.
    """
    found: list[Unlisted] = []
    for route, text, _ in leaves(values):
        found += (
            Unlisted(route, number.text, "requirement")
            for number in numbers(text)
            if number.kind is Kind.REQUIREMENT
            or (number.kind is Kind.STATISTIC and is_planned(route, number))
        )
        found += (Unlisted(route, count.text, "words") for count in chinese_counts(text))
    return found


__all__ = ["LEAST", "SURE", "Suggestion", "suggestions"]

_AGREE = frozenset({ClaimOutcome.ROUNDED, ClaimOutcome.CUT, ClaimOutcome.EXACT, ClaimOutcome.POSSIBLE})


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A figure of the text, and what it may be.

    Args:
        route: The text in which it stands.
        start: Where it begins, characters into that text.
        end: Just behind it.
        text: The figure as written, hedge and unit included.
        unit: Its unit; empty for none.
        hedge: Words that blur it; empty for none.
        key: The indicator proposed, or a key of its own.
        label: The indicator's name; for a key of its own the words before the figure.
        confidence: From 0 (no idea) to 1.
        before: The words before it.
        after: The words behind it.
        claim: The office's own calculation for it, in the shape of the data file.
        part_of: Key of the whole that it is a part of; empty for none.
    """

    route: Route
    start: int
    end: int
    text: str
    unit: str
    hedge: str
    key: str
    label: str
    confidence: float
    before: str
    after: str
    claim: Mapping[str, object] = field(default_factory=dict)
    part_of: str = ""

    @property
    def sure(self) -> bool:
        """Whether the key can be taken without asking."""
        return self.confidence >= SURE

    @property
    def listed(self) -> bool:
        """Whether the key is one of the catalogue."""
        return not self.key.startswith("imported.")

    def as_json(self, line: int) -> dict[str, object]:
        """The suggestion for the account of an import."""
        return {
            "line": line,
            "route": list(self.route),
            "text": self.text,
            "unit": self.unit,
            "hedge": self.hedge,
            "before": self.before,
            "after": self.after,
            "key": self.key,
            "label": self.label,
            "confidence": round(self.confidence, 2),
            "claim": dict(self.claim),
            "part_of": self.part_of,
        }


def suggestions(values: Mapping[str, object], least: float = LEAST) -> list[Suggestion]:
    """The figures of a draft in the order of its words, with keys that are each used once.

    Args:
        values: Fields of the report.
        least: The confidence below which a figure gets a key of its own.
    """
    found = [
        (route, text, number, heading)
        for route, text, heading in leaves(values)
        for number in numbers(text)
        if number.kind is Kind.STATISTIC
        and not is_planned(route, number)
        and number.written is not None
        and number.written.format() == number.text
    ]
    contexts = [around(text, number, heading) for _, text, number, heading in found]
    known = values.get("figures")
    chosen = proposals(contexts, least, known if isinstance(known, dict) else ())
    made = [
        _suggestion(route, number, proposal)
        for (route, _, number, _), proposal in zip(found, chosen, strict=True)
    ]
    return _related(values, made)


def _suggestion(route: Route, number: FoundNumber, proposal: Proposal) -> Suggestion:
    written = number.written
    return Suggestion(
        route=route,
        start=number.start,
        end=number.end,
        text=number.text,
        unit=number.unit,
        hedge=written.hedge if written else "",
        key=proposal.key,
        label=proposal.label,
        confidence=proposal.confidence,
        before=proposal.context.before,
        after=proposal.context.after,
    )


def _related(values: Mapping[str, object], made: list[Suggestion]) -> list[Suggestion]:
    """The suggestions with the claims of their sentences attached to the keys of the operands."""
    places = {(one.route, one.start): at for at, one in enumerate(made)}
    for route, text, _ in leaves(values):
        for claim in claims(text):
            judgement = judge(claim)
            keys = _Keys(route, places, made)
            match claim:
                case ShareClaim():
                    _share(claim, judgement, keys)
                case GrowthClaim():
                    _growth(claim, keys)
                case Parts():
                    _parts(claim, judgement, keys)
                case _:
                    pass
    return made


@dataclass(slots=True)
class _Keys:
    """Suggestions of one text by the place of their number."""

    route: Route
    places: Mapping[tuple[Route, int], int]
    made: list[Suggestion]

    def at(self, number: FoundNumber | None) -> int | None:
        return None if number is None else self.places.get((self.route, number.start))


def _share(claim: ShareClaim, judgement: ClaimJudgement, keys: _Keys) -> None:
    rate, part = keys.at(claim.rate), keys.at(claim.part)
    whole = keys.at(judgement.against or (claim.wholes[0] if claim.sure else None))
    if rate is None or part is None or whole is None or judgement.outcome not in _AGREE:
        return
    share: dict[str, object] = {
        "of": keys.made[part].key,
        "over": keys.made[whole].key,
        "digits": _digits(claim.rate),
    }
    if judgement.outcome is ClaimOutcome.CUT:
        share["rounding"] = "cut"
    keys.made[rate] = replace(keys.made[rate], claim={"share": share})


def _growth(claim: GrowthClaim, keys: _Keys) -> None:
    rate, new, old = keys.at(claim.rate), keys.at(claim.new), keys.at(claim.old)
    if rate is None or new is None or claim.falling:
        return
    growth: dict[str, object] = {"of": keys.made[new].key, "digits": _digits(claim.rate)}
    if old is not None:
        growth["base"] = keys.made[old].key
    keys.made[rate] = replace(keys.made[rate], claim={"growth": growth})


def _parts(claim: Parts, judgement: ClaimJudgement, keys: _Keys) -> None:
    whole = keys.at(judgement.against or claim.wholes[0])
    if whole is None or judgement.outcome not in _AGREE:
        return
    for part in claim.parts:
        at = keys.at(part)
        if at is not None and at != whole:
            keys.made[at] = replace(keys.made[at], part_of=keys.made[whole].key)


def _digits(rate: FoundNumber) -> int:
    return digits(rate.written.number) if rate.written else 0


def bound(values: Mapping[str, object], suggestions: Sequence[Suggestion]) -> dict[str, object]:
    """The values with every figure written as an indicator; the words that are printed stay the same.

    Args:
        values: Fields of the report.
        suggestions: The figures, with their keys.
    """
    by_route: dict[Route, list[Suggestion]] = {}
    for one in suggestions:
        by_route.setdefault(one.route, []).append(one)
    replaced = {name: _replaced(value, (name,), by_route) for name, value in values.items()}
    known = values.get("figures")
    figures = (known if isinstance(known, dict) else {}) | {one.key: _figure(one) for one in suggestions}
    return {**replaced, "figures": figures} if figures else replaced


def _replaced(value: object, route: Route, by_route: Mapping[Route, Sequence[Suggestion]]) -> object:
    match value:
        case str():
            for one in sorted(by_route.get(route, ()), key=lambda one: -one.start):
                value = f"{value[: one.start]}{{{{ {one.key} }}}}{value[one.end :]}"
            return value
        case dict():
            return {name: _replaced(inner, (*route, name), by_route) for name, inner in value.items()}
        case list():
            return [_replaced(inner, (*route, at), by_route) for at, inner in enumerate(value)]
        case _:
            return value


def _figure(one: Suggestion) -> object:
    extra: dict[str, object] = {}
    if not one.listed:
        extra["label"] = one.label
    if one.part_of:
        extra["part_of"] = one.part_of
    if one.claim:
        extra["claim"] = dict(one.claim)
    return {"value": one.text, **extra} if extra else one.text
