"""Characters that have no business in a report: they cannot be seen, or the machinery uses them itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# The order is that of the table below.
_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
_LINE_SEPARATORS = r"\u2028\u2029"
_BIDI = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_REPLACEMENT = r"\ufffd"
_BYTE_ORDER = r"\ufeff"
_MARKS = r"\ue000-\ue00f\U0010ff00-\U0010fffd"
_NO_CHARACTERS = r"\ud800-\udfff\ufdd0-\ufdef" + "".join(
    rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(0x11)
)

_TABLE = (
    (_CONTROLS, "控制字符", "删去它；多半是从别的软件粘贴时带来的"),
    (_LINE_SEPARATORS, "行分隔符", "删去它，用回车换行"),
    (_BIDI, "改变文字方向的隐形字符", "删去它；它会使看到的文字和实际的文字不一样"),
    (_REPLACEMENT, "乱码留下的替换字符", "对照原文补上这里的字；它是编码转换出错时留下的"),
    (_BYTE_ORDER, "字节顺序标记", "删去它；多半是几个文件拼接时带来的"),
    (_MARKS, "程序内部使用的私用字符", "删去它，或换成正式编码的字"),
    (_NO_CHARACTERS, "不成字符的编码", "删去它"),
)
# One class is looked for several times as fast as the groups that tell its characters apart; and it is a table, as
# long as no character of a higher plane is in it: those are asked for only where there are any.
_ALL = "".join(characters for characters, _, _ in _TABLE)
_BASIC = re.compile("[" + re.sub(r"\\U00(?!00).{6}(?:-\\U.{8})?", "", _ALL) + "]")
_HIGHER = re.compile("[\U00010000-\U0010ffff]")
_ANY = re.compile(f"[{_ALL}]")
_FORBIDDEN = re.compile("|".join(f"([{characters}])" for characters, _, _ in _TABLE))

MOST_TOLD = 20
"""How many forbidden characters of one text are told; the next ones are seldom news."""


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A forbidden character.

    Args:
        offset: Where it stands, characters into the text.
        character: The character.
        what: What it is, in words.
        hint: What to do about it.
    """

    offset: int
    character: str
    what: str
    hint: str

    def message(self, how: str = "") -> str:
        """The sentence for the reader.

        Args:
            how: Words before the name, such as how it was written.
        """
        return f"有{how}{self.what}（U+{ord(self.character):04X}）"


def forbidden_in(text: str) -> Iterator[Forbidden]:
    """The forbidden characters of a text, the first `MOST_TOLD`."""
    if not _BASIC.search(text) and not _HIGHER.search(text):
        return
    first = _ANY.search(text)
    if first is None:
        return
    for number, match in enumerate(_FORBIDDEN.finditer(text, first.start())):
        if number == MOST_TOLD:
            return
        _, what, hint = _TABLE[(match.lastindex or 1) - 1]
        yield Forbidden(match.start(), match[0], what, hint)


def without_forbidden(text: str) -> tuple[str, str]:
    """The text without its forbidden characters, and those characters."""
    return _FORBIDDEN.sub("", text), "".join(match[0] for match in _FORBIDDEN.finditer(text))
