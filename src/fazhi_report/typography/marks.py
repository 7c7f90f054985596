"""Checks the punctuation of Chinese text against GB/T 15834."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from fazhi_report.findings import TextEdit
from fazhi_report.text.patterns import Pattern
from fazhi_report.text.width import WIDE, half_width_marks
from fazhi_report.text.zones import quoted_names, titles
from fazhi_report.typography.scan import HAN, Fault, Spot, covered, holds_han, is_han, scan, together

# A stop between two Chinese words is one of a sentence, unless both stand in a name (see `interpuncts`).
_STOP = Pattern(
    rf"(?<=[{HAN}”’》）%])\.(?=\s*$|[”’）》]|\s+[{HAN}“《（])|(?<=[”’》）])\.(?=[{HAN}“《（])|(?<=[{HAN}])\.(?=[{HAN}])"
)
# Only such a stop needs looking at; those of 24.3% and of addresses are passed over.
_LONELY_STOP = Pattern(r"[^0-9A-Za-z\s][.．]", needs=".．")
_BEHIND_A_WORD = r"(?<![0-9A-Za-z\s][.．])"
_ORDINAL_BEFORE = Pattern("(?:^|[。；：])[一二三四五六七八九十]{1,3}$")
_ORDINAL_LENGTH = 4
_VARIANTS = dict(zip("｡､﹐﹑﹒﹔﹕﹖﹗﹙﹚", "。、，、。；：？！（）", strict=True))
_VARIANT = Pattern("[" + "".join(_VARIANTS) + "]", needs="".join(_VARIANTS))

_QUOTES = '"＂「」『』〝〞„‟`´＇'
_STRAIGHT = Pattern(f"[{_QUOTES}]|(?<![A-Za-z0-9])'|'(?![A-Za-z0-9])", needs=f"{_QUOTES}'")
_CURLY = {"「": "“", "」": "”", "『": "‘", "』": "’", "'": "‘ ’", "＇": "‘ ’", "`": "‘ ’", "´": "‘ ’"}

_DOTS = "•‧・･∙⋅●"
_DOT = Pattern(rf"\s?([{_DOTS}])\s?", needs=_DOTS)
_STOP_IN_NAME = Pattern(rf"(?<=[{HAN}])([.．])(?=[{HAN}])")

_CLASH = Pattern(
    "[，、；：。][，、；：,;:]+|[，、；：][。]+|。。(?!。)|[，。、；：？！][,;:?!]|(?<![？！])(?:？{2,}|！{2,})"
    "|[“‘《〈（〔【][，。、；：？！]|[，、][》〉）〕】]|[，、]”(?=[，。、；：])|[”》）][，。、；：]{2,}"
)
_CLASH_SIGN = (
    "[，、；：。？！“‘《〈（〔【”》）]"
    "(?:(?<=[，、；：。？！“‘《〈（〔【])[，。、；：？！,;:?!》”〉）〕】]|(?<=[”》）])[，。、；：]{2})"
)
_NEVER_FIRST = "[，。、；：？！）》”’〉】〕％%…]"
_START = Pattern(_NEVER_FIRST)

_SENTENCE_MARK = Pattern("[，。；：？！]")
_END = Pattern("[。；：？！…][”’）》]*$|[”’]$|——$|）$")
_CLOSERS = "”’）》\n"
_WEAK_END = Pattern("[，、,]$")

_LISTED = Pattern("[”》]、(?=[“《])", needs="”》")

# Each begins with a class: the engine then passes over all other characters in one leap.
_DASH = Pattern(r"([-－–―─━—﹣])\1*", needs="-－–―─━—﹣")
_STOPS = Pattern(r"([.．。、·])\1{2,}")
_WORD_EDGES = frozenset("“”《》（）")
_ELLIPSIS = Pattern("[…⋯]+", needs="…⋯")
_RIGHT_DASHES = frozenset({"-", "－", "–", "—", "——"})
_RIGHT_ELLIPSES = frozenset({"……", "…………"})


@scan(f"[{re.escape(''.join((*WIDE, *_VARIANTS)))}.．]{_BEHIND_A_WORD}")
def half_width(text: str) -> Iterator[Fault]:
    """Find half-width marks and stops in Chinese text (GB/T 15834: Chinese marks are full-width)."""
    spots = list(half_width_marks(text))
    spots += [(match.start(), match[0], _VARIANTS[match[0]]) for match in _VARIANT.finditer(text)]
    if _LONELY_STOP.search(text):
        spots += half_width_stops(text)
    return together(sorted(spots), "中文里有半角标点", safe=True)


def half_width_stops(text: str) -> list[Spot]:
    """Return the stops typed in half width that end a sentence: not those of numbers, names and ordinals (一.)."""
    names = _names(text)
    return [
        (match.start(), ".", "。")
        for match in _STOP.finditer(text)
        if not _ORDINAL_BEFORE.search(text[max(0, match.start() - _ORDINAL_LENGTH) : match.start()])
        and not names[match.start()]
    ]


@scan(f"[{_QUOTES}']", needs=f"{_QUOTES}'")
def straight_quotes(text: str) -> Iterator[Fault]:
    """Find quotation marks other than “ ” and ‘ ’ in Chinese text (GB/T 15834, 4.8)."""
    spots = [(match.start(), match[0], _CURLY.get(match[0], "“ ”")) for match in _STRAIGHT.finditer(text)]
    if not holds_han(text):
        return iter(())
    return together(spots, "引号不合规范：")


@scan(f"[{_DOTS}.．]{_BEHIND_A_WORD}")
def interpuncts(text: str) -> Iterator[Fault]:
    """Find bullets and stops where the interpunct · (U+00B7) belongs (GB/T 15834, 4.14)."""
    spots = [
        (match.start(1), match[1])
        for match in _DOT.finditer(text)
        if _in_name(text[match.start() - 1 : match.start()]) and _in_name(text[match.end() : match.end() + 1])
    ]
    if _LONELY_STOP.search(text):
        names = _names(text)
        spots += [(match.start(), match[1]) for match in _STOP_IN_NAME.finditer(text) if names[match.start()]]
    for start, mark in sorted(spots):
        message = f"间隔号用了“{mark}”（U+{ord(mark):04X}）"
        yield Fault(start, start + 1, message, "间隔号应为“·”（U+00B7）", (TextEdit(start, mark, "·"),))


def _in_name(character: str) -> bool:
    return is_han(character) or (character.isascii() and character.isalnum())


@scan(_CLASH_SIGN)
def clashing_marks(text: str) -> Iterator[Fault]:
    """Find two marks where one belongs: ，， 、， “， ，）."""
    for match in _CLASH.finditer(text):
        yield Fault(
            match.start(), match.end(), f"“{match[0]}”两个标点重复或冲突", "留下该用的一个，删去另一个"
        )


@scan(f"{_NEVER_FIRST}(?<=^.)")
def mark_at_start(text: str) -> Iterator[Fault]:
    """Find a mark at the beginning of a paragraph that may not begin a line (GB/T 15834, 5.1)."""
    if (match := _START.match(text)) and not text.startswith(("……", "%}")):
        yield Fault(0, 1, f"段首是“{match[0]}”", "删去它，或把这一段接到上一段后面")


def missing_end(text: str) -> Iterator[Fault]:
    """Find the end of a paragraph of sentences that has no mark, or one that does not end a sentence."""
    # What ends a paragraph is its last mark, with those that close behind it.
    last = len(text.rstrip(_CLOSERS)) - len("——")
    if not _SENTENCE_MARK.search(text) or _END.search(text, max(0, last)):
        return
    if match := _WEAK_END.search(text):
        yield Fault(match.start(), match.end(), f"段末是“{match[0]}”，话没有说完", "补完这句话，或改为“。”")
    else:
        yield Fault(
            len(text) - 1, len(text), f"段末“{text[-1]}”后面没有标点", "补上“。”；列举的各条之间用“；”"
        )


@scan("[”》]、[“《]", needs="”》")
def superfluous_commas(text: str) -> Iterator[Fault]:
    """Find 、 between quotations or titles in a row, which their own marks already separate (GB/T 15834, 4.5.3.5)."""
    matches = list(_LISTED.finditer(text))
    if matches:
        kind = "引号" if matches[0][0][0] == "”" else "书名号"
        count = f"，这一段共 {len(matches)} 处" if len(matches) > 1 else ""
        start = matches[0].start() + 1
        yield Fault(start, start + 1, f"并列的{kind}之间用了顿号{count}", "标号已把各项分开，删去顿号")


@scan(r"([-－–―─━—﹣.．。、·…⋯])(?:\1|(?<=[―─━﹣…⋯]))")
def dashes_and_ellipses(text: str) -> Iterator[Fault]:
    """Find dashes other than —— and ellipses other than …… in Chinese text (GB/T 15834, 4.10 and 4.11)."""
    if not holds_han(text):
        return
    for match in _DASH.finditer(text):
        between = (text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1])
        if match[0] not in _RIGHT_DASHES and all(is_han(one) or one in _WORD_EDGES for one in between):
            yield Fault(
                match.start(), match.end(), f"破折号写作“{match[0]}”", "破折号应为“——”（两个 U+2014）"
            )
    for match in (*_STOPS.finditer(text), *_ELLIPSIS.finditer(text)):
        if match[0] not in _RIGHT_ELLIPSES:
            message = f"省略号写作“{match[0]}”"
            yield Fault(match.start(), match.end(), message, "省略号应为“……”（两个 U+2026）")


def _names(text: str) -> bytearray:
    """Return 1 for each character of a name but its last, where a stop would end a sentence; 0 for all others."""
    zones = (*titles(text), *quoted_names(text))
    return covered(len(text), ((zone.start, zone.end - 2) for zone in zones))


_CLOSING = {"”": "“", "’": "‘", "》": "《", "〉": "〈", "）": "（", "〕": "〔", "】": "【", "］": "［"}
_OPENING = {opening: closing for closing, opening in _CLOSING.items()}
_ANY = "[()" + "".join(_CLOSING) + "".join(_OPENING) + "]"
_MARK = Pattern(_ANY)
_WIDE = {"(": "（", ")": "）"}

# A pair with nothing but words in it, side by side with others: nearly all pairs are, and then nothing is wrong.
_FLAT = re.compile("“”|《》|（）|〔〕|【】|［］")
_HOLLOW = Pattern(r"[“《（(〔【［]\s*[”》）)〕】］]")

_ORDINAL = Pattern(r"(?:^|[\s。；，、：“‘（(])(?:[0-9]{1,3}|[A-Za-z]|[一二三四五六七八九十]{1,3})$")
_APOSTROPHE = Pattern(r"[A-Za-z0-9]’[A-Za-z]|(?:^|[^“‘])’[0-9]{2}年", needs="’")

_LEVELS = {"“": ("“", "‘"), "‘": ("“", "‘"), "《": ("《", "〈"), "〈": ("《", "〈")}
"""Mark → the outer and the inner mark of its family."""
_SHOWN = {"“": "“ ”", "‘": "‘ ’", "《": "《 》", "〈": "〈 〉"}


@dataclass(frozen=True, slots=True)
class _Open:
    """An opening mark, with the nearest mark of each family around it; empty for none."""

    start: int
    mark: str
    quoted: str
    titled: str

    def enclosing(self) -> str:
        return self.quoted if self.mark in "“‘" else self.titled


@scan(_ANY)
def unpaired(text: str) -> Iterator[Fault]:
    """Find marks without their partner, marks that cross, and pairs with nothing in them.

    A closing bracket of a number, as in 1）, is no fault.
    """
    if _is_flat(text) and not _HOLLOW.search(text):
        return
    pairs, alone = _read(text)
    crossed = _crossed(alone)
    closed = set(crossed.values())
    for start, mark in alone:
        if start in closed:
            continue
        if start in crossed:
            words = f"“{mark}”和“{_OPENING[mark]}”之间，别的标号只有一半"
            yield Fault(start, start + 1, f"标号交叉：{words}", "里层的先闭合，外层的后闭合")
        elif mark in _CLOSING:
            yield Fault(start, start + 1, f"“{mark}”前面没有“{_CLOSING[mark]}”", "补上缺的一半，或删去它")
        else:
            yield Fault(start, start + 1, f"“{mark}”后面没有“{_OPENING[mark]}”", "补上缺的一半，或删去它")
    for pair, end in pairs:
        if not text[pair.start + 1 : end - 1].strip():
            yield Fault(pair.start, end, f"“{text[pair.start : end]}”里面没有字", "补上内容，或删去这对标号")


def _crossed(alone: Iterable[tuple[int, str]]) -> dict[int, int]:
    """Return opening mark → closing mark, where both are single because another pair closed between them."""
    waiting: dict[str, list[int]] = {}
    crossed: dict[int, int] = {}
    for start, mark in alone:
        if mark in _OPENING:
            waiting.setdefault(mark, []).append(start)
        elif waiting.get(_CLOSING[mark]):
            crossed[waiting[_CLOSING[mark]].pop()] = start
    return crossed


@scan(_ANY)
def misnested(text: str) -> Iterator[Fault]:
    """Find quotation and title marks on the wrong level: “ ” and 《 》 outside, ‘ ’ and 〈 〉 inside, then again.

    A text with unpaired marks is skipped, since its levels are not known.
    """
    if _is_flat(text):
        return
    pairs, alone = _read(text)
    if any(mark in _LEVELS or mark in "”’》〉" for _, mark in alone):
        return
    for pair, end in sorted(pairs, key=lambda one: one[0].start):
        if pair.mark not in _LEVELS:
            continue
        outer, inner = _LEVELS[pair.mark]
        enclosing = pair.enclosing()
        wanted = inner if enclosing == outer else outer
        if pair.mark != wanted:
            where = f"“{enclosing}”里面" if enclosing else "最外层"
            yield Fault(pair.start, end, f"{where}用了“{pair.mark}”", f"这一层应为“{_SHOWN[wanted]}”")


@lru_cache(maxsize=512)
def _is_flat(text: str) -> bool:
    """Return whether all marks are pairs and none lies inside another: a quick test before the full one."""
    marks = "".join(_MARK.compiled().findall(text)).replace("(", "（").replace(")", "）")
    return not _FLAT.sub("", marks)


@lru_cache(maxsize=512)
def _read(text: str) -> tuple[tuple[tuple[_Open, int], ...], tuple[tuple[int, str], ...]]:
    """Return the pairs of a text with their ends, and the single marks in the order of the text."""
    stack: list[_Open] = []
    depth: Counter[str] = Counter()
    pairs: list[tuple[_Open, int]] = []
    alone: list[tuple[int, str]] = []
    for start, mark in _marks(text):
        if mark in _OPENING:
            stack.append(_opened(start, mark, stack[-1] if stack else None))
            depth[mark] += 1
        elif depth[_CLOSING[mark]]:
            while (last := stack.pop()).mark != _CLOSING[mark]:
                depth[last.mark] -= 1
                alone.append((last.start, last.mark))
            depth[last.mark] -= 1
            pairs.append((last, start + 1))
        elif mark != "）" or not _ORDINAL.search(text[max(0, start - 5) : start]):
            alone.append((start, mark))
    return tuple(pairs), tuple(sorted([*alone, *((one.start, one.mark) for one in stack)]))


def _marks(text: str) -> Iterator[tuple[int, str]]:
    apostrophes = {match.start() + match[0].index("’") for match in _APOSTROPHE.finditer(text)}
    for match in _MARK.finditer(text):
        if match.start() not in apostrophes:
            yield match.start(), _WIDE.get(match[0], match[0])


def _opened(start: int, mark: str, around: _Open | None) -> _Open:
    if around is None:
        return _Open(start, mark, "", "")
    quoted = around.mark if around.mark in "“‘" else around.quoted
    titled = around.mark if around.mark in "《〈" else around.titled
    return _Open(start, mark, quoted, titled)
