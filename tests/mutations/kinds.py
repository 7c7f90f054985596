"""Ways to spoil a data file, one slip at a time: what a tired drafter does to a good file."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Mutate = Callable[[str, random.Random], str | None]
"""Spoils a text; None where the text offers no place for the slip."""


@dataclass(frozen=True)
class Kind:
    """A kind of slip.

    Args:
        name: What happens, Chinese, for the table.
        mutate: Does it once, somewhere.
        claimed: Prefixes of the rules that claim to catch it; empty where none does.
    """

    name: str
    mutate: Mutate
    claimed: tuple[str, ...] = ()


def _pick(pattern: str, text: str, chance: random.Random) -> re.Match[str] | None:
    found = list(re.finditer(pattern, text, re.MULTILINE))
    return chance.choice(found) if found else None


def _replaced(text: str, match: re.Match[str], group: int | str, words: str) -> str:
    return text[: match.start(group)] + words + text[match.end(group) :]


def _swap(pattern: str, words: str | Callable[[str, random.Random], str]) -> Mutate:
    """Replace group 1 of one match, chosen by chance."""

    def mutate(text: str, chance: random.Random) -> str | None:
        match = _pick(pattern, text, chance)
        if match is None:
            return None
        new = words if isinstance(words, str) else words(match[1], chance)
        return None if new == match[1] else _replaced(text, match, 1, new)

    return mutate


def _another_digit(number: str, chance: random.Random) -> str:
    """The number with one digit changed, the first not to zero; only the digits at the front that decide."""
    places = [index for index, char in enumerate(number) if char.isdigit()]
    place = chance.choice(places)
    digits = [
        digit
        for digit in "0123456789"
        if digit != number[place] and not (place == places[0] and digit == "0")
    ]
    return number[:place] + chance.choice(digits) + number[place + 1 :]


def _another_year(year: str, chance: random.Random) -> str:
    return str(int(year) + chance.choice([-9, -7, -5, -4, -3, -2, 2, 3, 4, 5, 7, 9]))


def _no_such_day(_day: str, chance: random.Random) -> str:
    month = chance.choice([2, 4, 6, 9, 11])
    return chance.choice(
        [f"2025年{month}月31日", f"2025-{month:02}-31", f"2025年{month + 11}月8日", f"2025.{month}.0"]
    )


def _wrong_brackets(mark: str, chance: random.Random) -> str:
    left, right = chance.choice(
        [("[", "]"), ("(", ")"), ("（", "）"), ("【", "】"), ("［", "］"), ("〈", "〉")]
    )
    return f"{left}{mark[1:-1]}{right}"


def _larger(number: str, _chance: random.Random) -> str:
    return str(int(number) * 100 + 7)


def claim_operand(text: str, chance: random.Random) -> str | None:
    """One digit of a figure that a stated share is reckoned from."""
    keys = sorted(_operands(text))
    chance.shuffle(keys)
    for key in keys:
        match = re.search(rf"^  {re.escape(key)}: (?:\{{value: )?(\d+)", text, re.MULTILINE)
        if match:
            return _replaced(text, match, 1, _another_digit(match[1], chance))
    return None


def _operands(text: str) -> set[str]:
    found: set[str] = set()
    for claim in re.finditer(r"claim:\s+share: \{of: ([a-z_.]+), over: ([a-z_.]+)", text):
        found |= {claim[1], claim[2]}
    return found


def claim_rate(text: str, chance: random.Random) -> str | None:
    """One digit of a share that the office states."""
    match = _pick(r"value: (\d+(?:\.\d+)?)%\n    claim:\n      share", text, chance)
    return None if match is None else _replaced(text, match, 1, _another_digit(match[1], chance))


def part_above_whole(text: str, chance: random.Random) -> str | None:
    """A figure that is part of another grows above it."""
    match = _pick(r"\{value: (\d+)[^}\n]*part_of: [a-z_.]+\}", text, chance)
    return None if match is None else _replaced(text, match, 1, _larger(match[1], chance))


def required_part(text: str, chance: random.Random) -> str | None:
    """A whole part of the report is gone."""
    name = chance.choice(["achievements", "leader_duties", "shortcomings", "plans"])
    match = re.search(rf"^{name}:\n(?:(?:[ ].*)?\n)+", text, re.MULTILINE)
    return None if match is None else text[: match.start()] + text[match.end() :]


def twice(text: str, chance: random.Random) -> str | None:
    """A figure is there twice, with two values."""
    match = _pick(r"^  [a-z_.]+\.[a-z_.]+: \d+(\D)\n", text, chance)
    return (
        None if match is None else text[: match.end()] + match[0].replace(": ", ": 1") + text[match.end() :]
    )


def figure_gone(text: str, chance: random.Random) -> str | None:
    """The definition of a figure that the text prints is gone."""
    printed = set(re.findall(r"\{\{ ([a-z_.]+) \}\}", text))
    lines = [
        match
        for match in re.finditer(r"^  ([a-z_.]+): (?:\d|\{value)[^\n]*\n", text, re.MULTILINE)
        if match[1] in printed
    ]
    if not lines:
        return None
    match = chance.choice(lines)
    return text[: match.start()] + text[match.end() :]


def loose_number(text: str, chance: random.Random) -> str | None:
    """A figure's value stands in the text instead of its key."""
    match = _pick(r"(\{\{ ([a-z_.]+) \}\})", text, chance)
    if match is None:
        return None
    value = re.search(
        rf"^  {re.escape(match[2])}:(?: \{{value:|\n    value:)? (\d[^\s,}}]*)", text, re.MULTILINE
    )
    return None if value is None else _replaced(text, match, 1, value[1])


def unit_changed(text: str, chance: random.Random) -> str | None:
    """A count of cases becomes a count of kilograms: a unit that no catalogue knows for it."""
    match = _pick(
        r"^  (?:reconsideration|mediation|litigation|legal_aid|correction)[a-z_.]*: (?:\{value: )?\d+(件|人)",
        text,
        chance,
    )
    return None if match is None else _replaced(text, match, 1, "吨")


def prose(pattern: str, words: str | Callable[[str, random.Random], str]) -> Mutate:
    """A slip in the running text, which stands in the lines of blocks."""
    inner = _swap(pattern, words)

    def mutate(text: str, chance: random.Random) -> str | None:
        start = text.index("\nopening:")
        end = text.index("\nclosing:")
        spoilt = inner(text[start:end], chance)
        return None if spoilt is None else text[:start] + spoilt + text[end:]

    return mutate


HAN = "[一-鿿]"

KINDS = (
    Kind("占比的分子、分母改一位数字", claim_operand, ("FZ1", "FZ201", "FZ210")),
    Kind("自述的占比改一位数字", claim_rate, ("FZ201", "FZ208", "FZ210")),
    Kind("其中数大于总数", part_above_whole, ("FZ101",)),
    Kind("单位换成目录不认的", unit_changed, ("FZ013",)),
    Kind("引用的指标键拼错", _swap(r"\{\{ [a-z_]+\.([a-z_]+)", lambda word, _: word + "x"), ("FZ010",)),
    Kind("指标的定义丢了", figure_gone, ("FZ010",)),
    Kind("同一指标写了两遍", twice, ("FZ003",)),
    Kind("数字直接写在文字里", loose_number, ("FZ017", "FZ012")),
    Kind(
        "顶层键拼错",
        _swap(r"^(organ|addressees|opening|plans|closing|signature)(?=:)", lambda word, _: word[:-1] + "z"),
        ("FZ004", "FZ005"),
    ),
    Kind("少了一整部分", required_part, ("FZ308",)),
    Kind("部分标题的年份错一年", _swap(r"^  heading: [^\n]*?(20\d\d)", _another_year), ("FZ311",)),
    Kind("成文日期日历上没有", _swap(r"^date_of_issue: (\S+)", _no_such_day), ("FZ006",)),
    Kind("成文日期的年份写错", _swap(r"^date_of_issue: (20\d\d)", _another_year), ("FZ4",)),
    Kind("文号年份与成文日期不一", _swap(r"^document_number: \S+?〔(20\d\d)〕", _another_year), ("FZ4",)),
    Kind("文号的括号写错", _swap(r"document_number: \S+?(〔20\d\d〕)", _wrong_brackets), ("FZ605",)),
    Kind("全角逗号成了半角", prose(rf"{HAN}(，){HAN}", ","), ("FZ601",)),
    Kind("丢了一个后引号", prose("(”)", ""), ("FZ603",)),
    Kind("丢了一个书名号", prose("(》)", ""), ("FZ603",)),
    Kind("两个逗号相连", prose("(，)", "，，"), ("FZ607",)),
    Kind("句末少了句号", prose(r"(。)\n\s*(?:\n|- |[a-z])", ""), ("FZ609", "FZ322")),
    Kind("标题里手写了序号", _swap(r"^    - heading: ()", "（一）"), ("FZ325",)),
    Kind("留下占位文字", prose(rf"(?<={HAN})(，)(?={HAN})", "，XX件，"), ("FZ303", "FZ809")),
    Kind("字词重复", prose(rf"({HAN}{HAN})，", lambda word, _: word + word), ("FZ624",)),
    Kind(
        "数字中间有空格",
        prose(r"(\d{2})年", lambda digits, _: f"{digits[0]} {digits[1]}"),
        ("FZ617", "FZ618", "FZ017"),
    ),
    Kind("混进手机号码", prose("(，)", "，联系电话13812345678，"), ("FZ702",)),
    Kind("机关用了旧名", prose(r"(市场监管局|市场监督管理局|综合执法局|卫健局)", "工商局"), ("FZ801",)),
    Kind(
        "无人核对的数改一位",
        _swap(r"^  (?:leader|inspection|popularisation)[a-z_.]*: (\d+)(?=\D)", _another_digit),
    ),
    Kind("一个字换成另一个字", prose(rf"{HAN}({HAN}){HAN}", "好")),
    Kind("少了一句话", prose(r"(\n {6,}(?!- )[^\n{}:]{12,60}。)(?=\n {6,}(?!- )[^\n:]{12})", "")),
)


def mutants(kind: Kind, texts: dict[str, str], count: int) -> Iterator[tuple[str, str]]:
    """Spoilt texts of a kind, by file; the same ones every time."""
    chance = random.Random(f"fazhi {kind.name}")  # noqa: S311  (the same slips on every run)
    names = sorted(texts)
    seen = set(texts.values())
    for turn in range(count * 10):
        name = names[turn % len(names)]
        spoilt = kind.mutate(texts[name], chance)
        if spoilt is not None and spoilt not in seen:
            seen.add(spoilt)
            yield name, spoilt
        if len(seen) == count + len(texts):
            return
