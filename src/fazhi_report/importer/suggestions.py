"""The figures of a draft, each with the indicator that it is, or with a key made from its words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import lru_cache
from typing import Literal

from fazhi_report.findings import Route
from fazhi_report.importer.leaves import Leaf, leaves
from fazhi_report.indicators.documents import NamedFigure, Passage, named
from fazhi_report.indicators.lexicon import lexicon
from fazhi_report.indicators.readings import Certainty, Uncertainty
from fazhi_report.indicators.scope import Scope
from fazhi_report.numbers.finder import FoundNumber, Kind, numbers
from fazhi_report.numbers.numerals import chinese_counts
from fazhi_report.sentences.claim import Answer, Claim, Identity
from fazhi_report.sentences.reader import claims
from fazhi_report.text.patterns import Pattern
from fazhi_report.text.references import is_own
from fazhi_report.text.zones import Sentence, sentences


class FigureBinding(Enum):
    """Which figures an import writes as indicators."""

    NOTHING = "nothing"
    SURE = "sure"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A number that cannot be an indicator, or words that say that there is none (合同审查没有统计).

    Args:
        route: Route of the text that contains it.
        text: The number as written.
        why: ``requirement``, ``words`` for Chinese characters, or ``state`` for what was not recorded or did not happen.
    """

    route: Route
    text: str
    why: Literal["requirement", "words", "state"]

    def as_json(self, line: int) -> dict[str, object]:
        """Return the number for the account of an import."""
        return {"line": line, "route": list(self.route), "text": self.text, "why": self.why}


def _passage(leaf: Leaf) -> Passage:
    return Passage(_words(leaf), leaf.headings, leaf.heads, coming=leaf.role == "plans")


def _words(leaf: Leaf) -> str:
    """Return the words of a text; of a cell of bare digits with the unit that its table writes beside it."""
    words = f"{leaf.text}{leaf.unit}"
    found = numbers(words) if leaf.unit and leaf.text else ()
    whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(words)) and numbers(leaf.text)
    return words if whole and found[0].end > numbers(leaf.text)[0].end else leaf.text


def unlisted(values: Mapping[str, object]) -> list[Unlisted]:
    """Return the numbers that get no key, and the words that say that there is no number, in the order of the draft's words.

    Args:
        values: Fields of the report.
    """
    found: list[Unlisted] = []
    for leaf in leaves(values):
        passage = _passage(leaf)
        found += (
            Unlisted(leaf.route, number.text, "requirement")
            for number in numbers(leaf.text)
            if number.kind is Kind.REQUIREMENT
            or (number.kind is Kind.STATISTIC and passage.is_planned(number))
        )
        found += (Unlisted(leaf.route, count.text, "words") for count in chinese_counts(leaf.text))
        if not passage.coming:
            found += (Unlisted(leaf.route, words, "state") for words in _states(leaf.text))
    return found


_STATE = Pattern(
    "[^，。；：、]{2,24}(?:没有|未)(?:单独|专门|作|做)?统计(?=[，。；]|$)"
    "|(?:全年|本年度?|年内|今年)(?:没有|未发生|未收到|未受理|未办理|无)[^，。；：0-9０-９]{2,24}(?=[，。；]|$)"
)


def _states(text: str) -> Iterator[str]:
    """Yield the clauses that say of a matter of the catalogue that it was not recorded, or did not happen."""
    return (match[0] for match in _STATE.finditer(text) if lexicon().topics_of(match[0]))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A figure of the text, with its key and the reasons for it.

    Args:
        route: Route of the text that contains it.
        start: Its offset in that text, in characters.
        end: The offset just behind it.
        text: The figure as written, hedge and unit included.
        unit: Its unit; empty for none.
        hedge: Words that blur it; empty for none.
        key: The indicator where it is sure, else a key made from its words; empty where no words distinguish
            it from another figure of the text, or where its indicator is taken by another spelling of the value.
        label: The indicator's name, or a noun phrase.
        certainty: How sure the indicator is.
        asked: The indicators that it may be, the likeliest first, where it is not sure.
        doubts: The reasons why it is not sure, Chinese.
        sentence: The sentence that contains it; of a very long one the words around it.
        claim: The office's own calculation for it, in the shape of the data file.
        part_of: Key of the whole that it is a part of; empty for none.
        apart: Whether a table writes its unit beside its cell, so that the cell keeps its digits.
    """

    route: Route
    start: int
    end: int
    text: str
    unit: str
    hedge: str
    key: str
    label: str
    certainty: Certainty
    asked: tuple[str, ...]
    doubts: tuple[str, ...]
    sentence: str
    claim: Mapping[str, object] = field(default_factory=dict)
    part_of: str = ""
    apart: bool = False

    @property
    def sure(self) -> bool:
        """Whether the key can be taken without asking."""
        return self.certainty is Certainty.SURE and bool(self.key)

    @property
    def listed(self) -> bool:
        """Whether the key is one of the catalogue."""
        return bool(self.key) and not is_own(self.key)

    def is_bound(self, binding: FigureBinding) -> bool:
        """Whether an import writes it as an indicator."""
        return bool(self.key) and (
            (binding is FigureBinding.ALL and not self.apart)
            or (binding is not FigureBinding.NOTHING and self.sure)
        )

    def as_json(self, line: int) -> dict[str, object]:
        """Return the suggestion for the account of an import."""
        return {
            "line": line,
            "route": list(self.route),
            "text": self.text,
            "unit": self.unit,
            "hedge": self.hedge,
            "key": self.key,
            "label": self.label,
            "certainty": self.certainty.value,
            "asked": list(self.asked),
            "doubts": list(self.doubts),
            "sentence": self.sentence,
            "claim": dict(self.claim),
            "part_of": self.part_of,
        }


def suggestions(values: Mapping[str, object]) -> list[Suggestion]:
    """Return the figures of a draft, in the order of its words; each key has one value in one spelling.

    Args:
        values: Fields of the report.
    """
    texts = list(leaves(values))
    passages = [_passage(leaf) for leaf in texts]
    known = values.get("figures")
    spelt = {str(key): "" for key in known} if isinstance(known, dict) else {}
    made: list[Suggestion] = []
    for leaf, passage, row in zip(texts, passages, named(passages, _scope(values)), strict=True):
        found = {one.reading.spot.number.start: one for one in row}
        for number in numbers(passage.text):
            one = found.get(number.start)
            if one is None or passage.is_planned(number) or not _is_writable(passage.text, number):
                continue
            # A key whose value is spelt in two ways would print one of them in the place of the other.
            key = one.key if spelt.setdefault(one.key, number.text) == number.text else ""
            made.append(_suggestion(leaf, number, one, key))
    return _related(texts, made)


def _is_writable(text: str, number: FoundNumber) -> bool:
    """Whether a reference in the place of a number is read as one: a brace of the text beside it would join with it."""
    braced = text[: number.start].endswith("{") or text.startswith("}", number.end)
    return not braced and number.written is not None and number.written.format() == number.text


def _scope(values: Mapping[str, object]) -> Scope:
    organ, year = values.get("organ"), values.get("year")
    # Of several authors the last is the government, the office …; the committee before it has the same place.
    last = organ[-1] if isinstance(organ, list) and organ else organ
    name = last.get("name") if isinstance(last, dict) else None
    return Scope(name if isinstance(name, str) else "", year if isinstance(year, int) else None)


def _suggestion(leaf: Leaf, number: FoundNumber, one: NamedFigure, key: str) -> Suggestion:
    reading, written = one.reading, number.written
    evidence = reading.evidence
    return Suggestion(
        route=leaf.route,
        start=number.start,
        end=number.end,
        text=number.text,
        unit=number.unit,
        hedge=written.hedge if written else "",
        key=key,
        label=one.label,
        certainty=reading.certainty,
        asked=(reading.key, *reading.rivals) if reading.certainty is Certainty.ASK else (),
        doubts=_doubts(evidence.doubts, evidence.residue) if evidence else (),
        sentence=_sentence(leaf.text, number.start),
        apart=number.end > len(leaf.text),
    )


def _doubts(doubts: Sequence[Uncertainty], residue: str) -> tuple[str, ...]:
    return tuple(
        f"{doubt.value}“{residue}”" if doubt is Uncertainty.RESIDUE else doubt.value for doubt in doubts
    )


_LONGEST_SENTENCE = 400
"""A longer sentence is shown by the words around its figure."""


def _sentence(text: str, at: int) -> str:
    """Return the sentence at an offset of a text; of a very long one the words around the offset."""
    found = _sentences(text)
    number = bisect_right(found, at, key=lambda one: one.start) - 1
    if number < 0:
        return text[:_LONGEST_SENTENCE]
    one = found[number]
    start = max(0, min(at - one.start - _LONGEST_SENTENCE // 2, len(one.words) - _LONGEST_SENTENCE))
    return one.words[start : start + _LONGEST_SENTENCE]


@lru_cache(maxsize=4)
def _sentences(text: str) -> tuple[Sentence, ...]:
    return tuple(sentences(text))


def claimed(one: Suggestion, keys: frozenset[str]) -> Suggestion:
    """Return the suggestion without references to figures that are not written as indicators."""
    operands = {
        str(value) for inner in one.claim.values() if isinstance(inner, dict) for value in inner.values()
    }
    named_keys = {value for value in operands if "." in value}
    return replace(
        one,
        claim=one.claim if named_keys <= keys else {},
        part_of=one.part_of if one.part_of in keys else "",
    )


_SHARES = frozenset({Identity.SHARE, Identity.RATE})
_GROWTH = frozenset({Identity.GROWTH, Identity.GRIM_GROWTH})
_PARTS = frozenset({Identity.PARTS, Identity.SUM, Identity.PART})
_OF_SHARE = 3
"""Numbers of a share: itself, its part, its whole."""


def _related(texts: Sequence[Leaf], made: list[Suggestion]) -> list[Suggestion]:
    """Return the suggestions with the calculations that their sentences state.

    A calculation is written even where the numbers disagree, so that validate reports the error.
    """
    places = {(one.route, one.start): at for at, one in enumerate(made) if one.key}
    for leaf in texts:
        for claim in claims(leaf.text):
            at = [places.get((leaf.route, operand.start)) for operand in claim.operands]
            known = [one for one in at if one is not None]
            if claim.kind in _PARTS and at[0] is not None:
                _parts(known, made)
            elif len(known) < len(at) or (claim.answer is Answer.ASK and claim.kind in _SHARES):
                continue
            elif claim.kind in _SHARES and len(known) == _OF_SHARE:
                _share(claim, known, made)
            elif claim.kind in _GROWTH and not claim.derived and not claim.falling:
                _growth(claim, known, made)
    return made


def _share(claim: Claim, at: Sequence[int], made: list[Suggestion]) -> None:
    rate, part, whole = at
    share: dict[str, object] = {"of": made[part].key, "over": made[whole].key, "digits": claim.at.digits}
    if claim.cut:
        share["rounding"] = "cut"
    made[rate] = replace(made[rate], claim={"share": share})


def _growth(claim: Claim, at: Sequence[int], made: list[Suggestion]) -> None:
    rate, new, *old = at
    growth: dict[str, object] = {"of": made[new].key, "digits": claim.at.digits}
    if old:
        growth["base"] = made[old[0]].key
    made[rate] = replace(made[rate], claim={"growth": growth})


def _parts(at: Sequence[int], made: list[Suggestion]) -> None:
    whole, *parts = at
    for part in parts:
        if part != whole:
            made[part] = replace(made[part], part_of=made[whole].key)


def bound(
    values: Mapping[str, object],
    suggestions: Sequence[Suggestion],
    binding: FigureBinding = FigureBinding.ALL,
) -> dict[str, object]:
    """Return the values with figures written as indicators; the printed words stay the same.

    A cell whose unit stands beside it keeps its digits, since a reference prints the unit, too.

    Args:
        values: Fields of the report.
        suggestions: The figures, with their keys.
        binding: Which of them are written.
    """
    chosen = [one for one in suggestions if one.is_bound(binding)]
    keys = frozenset(one.key for one in chosen)
    by_route: dict[Route, list[Suggestion]] = {}
    for one in chosen:
        if not one.apart:
            by_route.setdefault(one.route, []).append(one)
    replaced = {name: _replaced(value, (name,), by_route) for name, value in values.items()}
    known = values.get("figures")
    figures = dict(known) if isinstance(known, dict) else {}
    for one in chosen:
        figures.setdefault(one.key, _figure(claimed(one, keys)))
    return {**replaced, "figures": figures} if figures else replaced


def _replaced(value: object, route: Route, by_route: Mapping[Route, Sequence[Suggestion]]) -> object:
    match value:
        case str():
            pieces, end = [], 0
            for one in sorted(by_route.get(route, ()), key=lambda one: one.start):
                pieces += [value[end : one.start], f"{{{{ {one.key} }}}}"]
                end = one.end
            return "".join((*pieces, value[end:]))
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
