"""The marks that cut a text, told once for all who read words around a number."""

from __future__ import annotations

from fazhi_report.sentences.quantity import fold_digits
from fazhi_report.text.patterns import Pattern

SENTENCE = "。！？\n"
"""Marks that end a sentence."""
SECTION = SENTENCE + "；"
"""Marks that end a part of a sentence that has a subject of its own."""
CLAUSE = SECTION + "，"
"""Marks that end a clause."""
ITEM = "、："
"""Marks inside a clause: between the items of a list, and before them."""
OPEN, CLOSE = "（(〔［【[", "）)〕］】]"
"""Brackets; what stands in them is a scope of its own."""
_FULL = str.maketrans({";": "；", "!": "！", "?": "？", "(": "（", ")": "）", "％": "%", "﹪": "%"})
_COMMA = Pattern("(?<![0-9]),|,(?![0-9])", needs=",")
_COLON = Pattern("(?<![0-9]):|:(?![0-9])", needs=":")


def fold(text: str) -> str:
    """The text in full-width marks and half-width digits, every offset kept."""
    return _COLON.sub("：", _COMMA.sub("，", fold_digits(text).translate(_FULL)))
