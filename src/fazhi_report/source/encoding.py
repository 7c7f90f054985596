"""Decoding of data files: UTF-8, and a clear message for every other encoding."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fazhi_report.findings import Route

# The order is that of the table below.
_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
_LINE_SEPARATORS = r"\u2028\u2029"
_BIDI = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_REPLACEMENT = r"\ufffd"
_BYTE_ORDER = r"\ufeff"
_CHARACTERS_MARKS = r"\ue000-\ue00f\U0010ff00-\U0010fffd"
_NO_CHARACTERS = r"\ud800-\udfff\ufdd0-\ufdef" + "".join(
    rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(0x11)
)

_TABLE = (
    (_CONTROLS, "控制字符", "删去它；多半是从别的软件粘贴时带来的"),
    (_LINE_SEPARATORS, "行分隔符", "删去它，用回车换行"),
    (_BIDI, "改变文字方向的隐形字符", "删去它；它会使看到的文字和实际的文字不一样"),
    (_REPLACEMENT, "乱码留下的替换字符", "对照原文补上这里的字；它是编码转换出错时留下的"),
    (_BYTE_ORDER, "字节顺序标记", "删去它；多半是几个文件拼接时带来的"),
    (_CHARACTERS_MARKS, "程序内部使用的私用字符", "删去它，或换成正式编码的字"),
    (_NO_CHARACTERS, "不成字符的编码", "删去它"),
)
# One class is looked for several times as fast as the groups that tell its characters apart; and it is a table, as
# long as no character of a higher plane is in it: those are asked for only where there are any.
_ALL = "".join(characters for characters, _, _ in _TABLE)
_BASIC = re.compile("[" + re.sub(r"\\U00(?!00).{6}(?:-\\U.{8})?", "", _ALL) + "]")
_HIGHER = re.compile("[\U00010000-\U0010ffff]")
_ANY = re.compile(f"[{_ALL}]")
_FORBIDDEN = re.compile("|".join(f"([{characters}])" for characters, _, _ in _TABLE))

MOST_REPORTED = 20
"""Number of forbidden characters that are reported per text."""


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A character that data files may not contain.

    Args:
        offset: Its offset in the text, in characters.
        character: The character.
        what: Its name, in Chinese.
        hint: The remedy, in Chinese.
    """

    offset: int
    character: str
    what: str
    hint: str

    def message(self, how: str = "") -> str:
        """Return the message for the user.

        Args:
            how: Words before the name, such as the escape sequence.
        """
        return f"有{how}{self.what}（U+{ord(self.character):04X}）"


def forbidden_in(text: str) -> Iterator[Forbidden]:
    """Yield the forbidden characters of a text, at most `MOST_REPORTED`."""
    if not _BASIC.search(text) and not _HIGHER.search(text):
        return
    first = _ANY.search(text)
    if first is None:
        return
    for number, match in enumerate(_FORBIDDEN.finditer(text, first.start())):
        if number == MOST_REPORTED:
            return
        _, what, hint = _TABLE[(match.lastindex or 1) - 1]
        yield Forbidden(match.start(), match[0], what, hint)


def without_forbidden(text: str) -> tuple[str, str]:
    """Return the text without forbidden characters, and those characters."""
    return _FORBIDDEN.sub("", text), "".join(match[0] for match in _FORBIDDEN.finditer(text))


KEY = "[key]"
"""Last part of a route to a key itself, not to its value; the same as in Pydantic."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem in reading a file; the FZ0xx rules give it its code.

    Args:
        kind: Pydantic's error type, or an additional one: ``encoding``, ``syntax``, ``duplicate_key``, ``unsafe``,
            ``character``.
        route: Route in the data; the empty route with an `offset` is a place in the file's text.
        message: The fact, one Chinese sentence.
        hint: The remedy; empty when the message already implies it.
        offset: Offset in the text at `route`, in characters; None for the whole value.
        related: Routes of other values concerned.
    """

    kind: str
    route: Route
    message: str
    hint: str = ""
    offset: int | None = None
    related: tuple[Route, ...] = ()


MOST_BYTES = 4 * 1024 * 1024
"""Largest file that is read, in bytes; a real report has about 60,000."""

_CURE = "用记事本或其他编辑器打开，另存为 UTF-8 编码"
# UTF-32 comes first, because its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16（记事本的“Unicode”）"),
    (codecs.BOM_UTF16_BE, "UTF-16（记事本的“Unicode big endian”）"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    r"""The decoded text of a file.

    Args:
        text: Without byte order mark, lines separated by ``\n``; up to the fault when there is one.
        problems: Why reading stopped; empty when it did not.
    """

    text: str
    problems: tuple[Problem, ...] = ()


def decode(data: bytes) -> Decoded:
    """Decode the bytes of a file.

    A UTF-8 byte order mark (as written by Windows Notepad) and Windows line ends are accepted.
    """
    if len(data) > MOST_BYTES:
        message = f"文件超过 {MOST_BYTES // 1024 // 1024} MB，不像一份报告"
        return Decoded("", (Problem("unsupported", (), message, "检查是不是选错了文件", offset=0),))
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _not_utf8(f"文件的编码是 {name}，不是 UTF-8", _CURE)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _undecodable(data, error)
    if "\0" in text and _looks_like_utf16(data):
        return _not_utf8("文件的编码像是 UTF-16，不是 UTF-8", _CURE)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = tuple(
        Problem("character", (), one.message(), one.hint, offset=one.offset) for one in forbidden_in(text)
    )
    return Decoded(text, found)


def encode_like(text: str, data: bytes) -> bytes:
    r"""Return a text as the bytes of a file, with the byte order mark and the line ends that the file had before.

    Args:
        text: The text, lines separated by ``\n``.
        data: The bytes of the file before it was edited.
    """
    windows = data.count(b"\r\n") * 2 > data.count(b"\n")
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    return mark + (text.replace("\n", "\r\n") if windows else text).encode("utf-8")


def _undecodable(data: bytes, error: UnicodeDecodeError) -> Decoded:
    if _looks_like_utf16(data):
        return _not_utf8("文件的编码像是 UTF-16，不是 UTF-8", _CURE)
    if _mostly_utf8(data):
        before = data[: error.start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        shown = " ".join(f"{byte:02X}" for byte in data[error.start : error.end])
        message = f"这里的字节（{shown}）不是 UTF-8 编码的文字"
        hint = "对照原文补上这里的字，再存为 UTF-8；多半是文件被截断，或混入了别的编码"
        return Decoded(before, (Problem("encoding", (), message, hint, offset=len(before)),))
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return _not_utf8("文件不是 UTF-8 编码的文字", f"若是文字文件，{_CURE}；若是 Word 等文件，不能直接读")
    return _not_utf8("文件的编码像是 GBK（GB 18030），不是 UTF-8", _CURE)


def _mostly_utf8(data: bytes) -> bool:
    """Whether most Chinese characters are valid UTF-8, so that only some bytes are damaged.

    Two-byte sequences do not count, because GBK text contains them by chance.
    """
    text = data.decode("utf-8", errors="replace")
    spoilt = text.count("\N{REPLACEMENT CHARACTER}")
    return sum(character >= "\u2000" for character in text) > 2 * spoilt


def _looks_like_utf16(data: bytes) -> bool:
    """Whether every second byte is zero, as in UTF-16 text with Latin letters and line ends."""
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    return max(even, odd) > 2 + 8 * min(even, odd)


def _not_utf8(message: str, hint: str) -> Decoded:
    return Decoded("", (Problem("encoding", (), message, hint, offset=0),))
