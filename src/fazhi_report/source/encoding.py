"""Bytes to text: UTF-8, and a plain word about everything else."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from fazhi_report.source.characters import forbidden_in
from fazhi_report.source.problem import Problem

MOST_BYTES = 4 * 1024 * 1024
"""Largest file that is read; a real report has about 60 thousand bytes."""

_CURE = "用记事本或其他编辑器打开，另存为 UTF-8 编码"
# UTF-32 comes first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16（记事本的“Unicode”）"),
    (codecs.BOM_UTF16_BE, "UTF-16（记事本的“Unicode big endian”）"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    r"""A file's text.

    Args:
        text: Without byte order mark, lines parted by ``\n``; up to the fault when there is one.
        problems: Why it cannot be read on; empty when it can.
    """

    text: str
    problems: tuple[Problem, ...] = ()


def decode(data: bytes) -> Decoded:
    """Read the bytes of a file.

    A byte order mark of UTF-8 is taken quietly, for Windows' Notepad writes it; so are the line ends of Windows.
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
    """Whether Chinese reads as UTF-8 in more places than not, so that only some bytes are spoilt.

    Letters of two bytes count for nothing: GBK, read as UTF-8, gives them by chance.
    """
    text = data.decode("utf-8", errors="replace")
    spoilt = text.count("\N{REPLACEMENT CHARACTER}")
    return sum(character >= "\u2000" for character in text) > 2 * spoilt


def _looks_like_utf16(data: bytes) -> bool:
    """Whether one byte in two is empty where Latin letters and line ends stand."""
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    return max(even, odd) > 2 + 8 * min(even, odd)


def _not_utf8(message: str, hint: str) -> Decoded:
    return Decoded("", (Problem("encoding", (), message, hint, offset=0),))
