"""Bytes of a text file to lines: UTF-8, UTF-16 and GB 18030, with and without byte order mark."""

from __future__ import annotations

import codecs
import re

from fazhi_report.errors import FazhiError
from fazhi_report.tree.raw import RawParagraph, Scan

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HAN = re.compile("[\u4e00-\u9fff]")
_COMMON = re.compile("[的一是在和了法治政府工作情况年度行政，。、]")
_SAMPLE = 20_000
_LEAST_COMMON = 0.05
_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def read(data: bytes) -> Scan:
    """A text file as lines.

    Raises:
        FazhiError: The bytes are no text in an encoding that is known.
    """
    return scan(decode(data))


def scan(text: str) -> Scan:
    """Text as lines; an empty line is remembered by the line behind it."""
    blocks: list[RawParagraph] = []
    gap = False
    for number, line in enumerate(_BREAKS.split(text), 1):
        if line.strip():
            blocks.append(RawParagraph(line.rstrip(), number, gap=gap))
        gap = not line.strip()
    return Scan(tuple(blocks))


def decode(data: bytes) -> str:
    """The text, whichever of the encodings of Chinese offices it is in.

    Raises:
        FazhiError: It is in none of them.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    for encoding in ("utf-8", *_without_mark(data), "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise FazhiError(
        "文件不是文字，或者编码认不出（只认 UTF-8、GB 18030、UTF-16）", "用记事本打开，另存为 UTF-8 编码再试"
    )


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise FazhiError(
            f"文件开头标明 {encoding.upper()} 编码，里面却有不合这个编码的字节",
            "多半是文件被截断；找完整的文件再试",
        ) from None


def _without_mark(data: bytes) -> list[str]:
    """UTF-16 without its mark: one byte in two is empty, or the text read so is Chinese prose."""
    if len(data) % 2:
        return []
    sample = data[:_SAMPLE]
    found = []
    for encoding, zeros in (("utf-16-le", sample[1::2].count(0)), ("utf-16-be", sample[::2].count(0))):
        text = sample.decode(encoding, errors="replace")
        common = len(_COMMON.findall(text)) > _LEAST_COMMON * max(len(text), 1)
        if zeros > len(sample) // 8 or (common and _HAN.search(text)):
            found.append(encoding)
    return found
