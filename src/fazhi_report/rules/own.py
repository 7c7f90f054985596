"""The rules that an office adds in its settings; each is data, and runs as a rule of the program does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from fazhi_report.findings import Issue, Severity
from fazhi_report.ledger import Ledger
from fazhi_report.model.report import Year
from fazhi_report.model.settings import OwnRule, Settings
from fazhi_report.numbers.figure import WrittenFigure
from fazhi_report.numbers.interval import Interval, base_unit, possible_values, total
from fazhi_report.rules.registry import Check, Rule
from fazhi_report.rules.relations import name, stated
from fazhi_report.rules.texts import Texts
from fazhi_report.text.references import KEY_PATTERN

_TERM = re.compile(rf"\s*(?P<sign>[+-]?)\s*(?P<key>{KEY_PATTERN})\s*")


def own_rules(settings: Settings) -> dict[str, Rule]:
    """Return the office's rules by code."""
    return {one.code: _rule(one) for one in settings.own_rules}


def _rule(one: OwnRule) -> Rule:
    check, needs = _check(one)
    page = f"{one.message}。\n\n## 依据\n本机关的规定（fazhi-report.toml）。"
    return Rule(
        one.code, Severity[one.severity.upper()], check, needs, name=f"own_{one.code.lower()}", manual=page
    )


def _check(one: OwnRule) -> tuple[Check, tuple[str, ...]]:
    if one.present is not None:
        return _present(one, one.present), ("year",)
    if one.equal is not None:
        return _equal(one, *one.equal), ("ledger",)
    return _absent(one, one.absent or ()), ("texts",)


def _present(one: OwnRule, keys: Sequence[str]) -> Check:
    def check(year: Year) -> Iterator[Issue]:
        for key in keys:
            if key not in year.figures:
                hint = one.hint or f"在 figures 里写上 {key}；没有统计的写 status: not_recorded"
                yield Issue(("figures",), f"{one.message}（没有指标“{name(key, year.figures)}”）", hint)

    return check


def _absent(one: OwnRule, words: Sequence[str]) -> Check:
    def check(texts: Texts) -> Iterator[Issue]:
        for text in texts:
            for word in words:
                at = text.words.find(word)
                while at >= 0:
                    yield Issue(text.route, f"{one.message}（“{word}”）", one.hint or "改写或删去", at)
                    at = text.words.find(word, at + len(word))

    return check


def terms(side: str) -> list[tuple[int, str]]:
    """Return the terms of a sum of figures, each with its sign; empty where the words are no sum of keys."""
    found: list[tuple[int, str]] = []
    at = 0
    while at < len(side):
        match = _TERM.match(side, at)
        if match is None or (found and not match["sign"]):
            return []
        found.append((-1 if match["sign"] == "-" else 1, match["key"]))
        at = match.end()
    return found


def _equal(one: OwnRule, left: str, right: str) -> Check:
    sides = (terms(left), terms(right))

    def check(ledger: Ledger) -> Iterator[Issue]:
        if not all(sides):
            hint = "写指标键，用 + 和 - 连接，如 a.b + a.c"
            yield Issue(("figures",), f"规则 {one.code} 的算式“{left}”“{right}”读不懂", hint)
            return
        numbers = {key: stated(key, ledger) for side in sides for _, key in side}
        known = {key: number for key, number in numbers.items() if number is not None}
        # What is not stated, or counted in another unit, cannot be held against anything.
        if len(known) < len(numbers) or len({base_unit(number) for number in known.values()} - {""}) > 1:
            return
        values = [total(_signed(sign, possible_values(known[key])) for sign, key in side) for side in sides]
        if values[0].exceeds(values[1]) or values[1].exceeds(values[0]):
            shown = "，".join(map(_shown, sides, values, (known, known)))
            first, *others = numbers
            yield Issue(
                ("figures", first),
                f"{one.message}（{shown}，不相等）",
                one.hint or "核对这几个指标",
                related=tuple(("figures", key) for key in others),
            )

    return check


def _signed(sign: int, values: Interval) -> Interval:
    return -values if sign < 0 else values


def _shown(side: Sequence[tuple[int, str]], values: Interval, known: Mapping[str, WrittenFigure]) -> str:
    """Return a side as it was computed: the numbers, and their sum where it is one number."""
    words = "".join(f" {'−' if sign < 0 else '+'} {known[key].format()}" for sign, key in side)
    words = words.removeprefix(" + ").strip()
    if len(side) == 1 or values.exact is None:
        return words
    unit = next(filter(None, (base_unit(known[key]) for _, key in side)), "")
    return f"{words} = {values.exact}{unit}"
