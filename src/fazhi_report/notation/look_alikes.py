"""Characters that look right and are not: radicals from PDF files, compatibility forms, traditional characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from fazhi_report.notation.fault import HAN, Fault, scan, together
from fazhi_report.notation.pattern import Pattern

_FORMS = "[\u2e80-\u2fdf\uf900-\ufaff]"
_RADICAL = Pattern(_FORMS)
# Simplified writing knows these, too (通用规范汉字表, 2013): 瞭望, and characters of names.
_ADMITTED = frozenset("昇陞甦祕祐祇氾耑瞭伋劻洸昤晞惇堉浥湲琯奭璘璟沬谿珪珮崁煆歜睏噁")
_COMMON_BIG5 = range(0xA440, 0xC67F)
"""Big5's level 1, the common traditional characters; rarer ones are mostly names."""


@scan(_FORMS)
def radicals(text: str) -> Iterator[Fault]:
    """Radicals and compatibility forms for the characters they look like, as text copied from PDF files has them."""
    spots = [
        (match.start(), match[0], unicodedata.normalize("NFKC", match[0]))
        for match in _RADICAL.finditer(text)
        if unicodedata.normalize("NFKC", match[0]) != match[0]
    ]
    return together(spots, "形似的部首或兼容字形：")


@scan(f"[{HAN}]")
def traditional(text: str) -> Iterator[Fault]:
    """Traditional characters: in Big5's common level and not in GB 2312."""
    odd = [character for character in set(text) if character >= "\u4e00" and _is_traditional(character)]
    if not odd:
        return
    places = [offset for offset, character in enumerate(text) if character in odd]
    shown = "".join(dict.fromkeys(text[offset] for offset in places))
    count = f"，这一段共 {len(places)} 处" if len(places) > 1 else ""
    yield Fault(
        places[0], places[0] + 1, f"有繁体字或异体字“{shown}”{count}", "改为规范的简化字；人名用字除外"
    )


def traditional_ones(characters: Iterable[str]) -> list[str]:
    """Those characters that are traditional."""
    return list(filter(_is_traditional, characters))


@lru_cache(maxsize=8192)
def _is_traditional(character: str) -> bool:
    if not "\u4e00" <= character <= "\u9fff" or character in _ADMITTED:
        return False
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        try:
            return int.from_bytes(character.encode("big5"), "big") in _COMMON_BIG5
        except UnicodeEncodeError:
            return False
    return False
