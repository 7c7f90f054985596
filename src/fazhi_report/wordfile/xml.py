"""XML of strangers: no document type, no entities, no network, bounded in depth and number of tags."""

from __future__ import annotations

import re

from lxml import etree

from fazhi_report.errors import FazhiError
from fazhi_report.wordfile.archive import damaged

MOST_MARKS = 1_000_000
"""Most tags and attributes of one part."""
MOST_DEPTH = 256
"""Deepest nesting of elements: the parser's own bound."""

_DOCTYPE = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENCODING = re.compile(r"""encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")

# The strict variant of the format says the same under other names.
_STRICT = (
    (
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    ("http://purl.oclc.org/ooxml/drawingml/main", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    (
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


def parse(data: bytes, name: str) -> etree._Element:
    """The root of a part.

    Args:
        data: UTF-8 or UTF-16, as the format demands.
        name: What to call it in a message.

    Raises:
        FazhiError: It is no XML, or beyond the bounds.
    """
    text = _decoded(data, name)
    if _DOCTYPE.search(text):
        raise FazhiError(f"{name} 里声明了文档类型或实体，像是攻击文件，没有读", "不要打开来历不明的文件")
    if text.count("<") + text.count("=") > MOST_MARKS:
        raise FazhiError(f"{name} 里的标记超过 {MOST_MARKS} 个，没有读", "检查是不是选错了文件")
    for strict, usual in _STRICT:
        text = text.replace(strict, usual)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(_DECLARATION.sub("", text, count=1).encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error):
            raise FazhiError(f"{name} 嵌套超过 {MOST_DEPTH} 层，没有读", "检查是不是选错了文件") from None
        raise damaged(f"{name} 不是完整的 XML") from None


def _decoded(data: bytes, name: str) -> str:
    """The text. Why by hand: encodings of the parser's own choosing could hide a document type from us."""
    try:
        if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            return data.decode("utf-16")
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise damaged(f"{name} 不是 UTF-8 文字") from None
    declared = _DECLARATION.match(text)
    encoding = _ENCODING.search(declared[0]) if declared else None
    if encoding is not None and encoding[1].lower() not in {"utf-8", "utf8", "us-ascii"}:
        raise damaged(f"{name} 自称是 {encoding[1]} 编码")
    return text
