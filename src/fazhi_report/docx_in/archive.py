"""Reading of untrusted zip archives and XML within fixed limits, whatever sizes they declare."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from lxml import etree

from fazhi_report.errors import FazhiError, system_reason
from fazhi_report.regular_files import open_regular

MEGABYTE = 1024 * 1024
MOST_FILE_BYTES = 50 * MEGABYTE
"""Largest file that is opened; a report of thirty pages has about 50 kilobytes."""
MOST_ENTRIES = 4_000
"""Most entries of an archive."""
MOST_PART_BYTES = 16 * MEGABYTE
"""Largest part that is kept."""
MOST_KEPT_BYTES = 32 * MEGABYTE
"""Most bytes of all kept parts together."""
MOST_UNPACKED_BYTES = 200 * MEGABYTE
"""Most unpacked bytes of all parts, pictures included, of a file that is passed to another program."""

_ENTRY = b"PK\x01\x02"
_CHUNK = 64 * 1024
_ENCRYPTED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
# For a broken archive the library raises whatever the damaged place causes.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    LookupError,
    OverflowError,
)


@dataclass(slots=True)
class Archive:
    """An archive whose parts are unpacked on demand.

    Args:
        zipped: The archive.
        kept: Bytes kept so far.
    """

    zipped: zipfile.ZipFile
    kept: int = 0

    @property
    def names(self) -> frozenset[str]:
        """Names of the parts, without a leading slash."""
        return frozenset(self.zipped.namelist())

    def read(self, name: str) -> bytes:
        """Return the bytes of a part.

        Raises:
            FazhiError: The part is damaged or too large.
        """
        pieces: list[bytes] = []
        size = 0
        for piece in self._pieces(name):
            size += len(piece)
            self.kept += len(piece)
            if size > MOST_PART_BYTES or self.kept > MOST_KEPT_BYTES:
                raise _bloated(name, MOST_PART_BYTES, MOST_KEPT_BYTES)
            pieces.append(piece)
        return b"".join(pieces)

    def size(self, name: str) -> int:
        """Return the size of a part as the archive declares it."""
        return self.zipped.getinfo(name).file_size

    def survey(self) -> None:
        """Unpack every part without keeping it, to check the limits before another program gets the file.

        Raises:
            FazhiError: A part is damaged, or all together are larger than `MOST_UNPACKED_BYTES`.
        """
        size = 0
        for name in sorted(self.names):
            for piece in self._pieces(name):
                size += len(piece)
                if size > MOST_UNPACKED_BYTES:
                    raise _bloated(name, MOST_UNPACKED_BYTES, MOST_UNPACKED_BYTES)

    def _pieces(self, name: str) -> Iterator[bytes]:
        try:
            with self.zipped.open(name) as stream:
                while piece := stream.read(_CHUNK):
                    yield piece
        except _BROKEN:
            raise damaged(f"读不出 {name}") from None


def open_archive(data: bytes) -> Archive:
    """Open the bytes of a zip archive.

    Raises:
        FazhiError: They are not an archive, or one that is damaged, encrypted, too large or unusual.
    """
    if len(data) > MOST_FILE_BYTES:
        raise FazhiError(
            f"文件超过 {MOST_FILE_BYTES // MEGABYTE} MB，没有读",
            "删去或压缩其中的图片再试，或检查是不是选错了文件",
        )
    # Entries are counted before the library creates an object for each.
    if data.count(_ENTRY) > MOST_ENTRIES:
        raise FazhiError(f"压缩包里的部件超过 {MOST_ENTRIES} 个，没有读", "检查是不是选错了文件")
    try:
        zipped = zipfile.ZipFile(BytesIO(data))
    except _BROKEN:
        raise damaged("压缩包不完整") from None
    _refuse_odd_entries(zipped)
    return Archive(zipped)


def damaged(reason: str) -> FazhiError:
    """Return the error for a damaged file."""
    return FazhiError(f"文件已损坏：{reason}", "用 Word 或 WPS 打开修复，另存后再试")


def _refuse_odd_entries(zipped: zipfile.ZipFile) -> None:
    names: set[str] = set()
    for entry in zipped.infolist():
        if entry.flag_bits & _ENCRYPTED:
            raise FazhiError("文件加了密码，打不开", "在 Word 或 WPS 中去掉密码，另存后再试")
        if entry.compress_type not in _METHODS:
            raise damaged(f"{entry.filename} 用了 Office 文件不用的压缩方法")
        if entry.filename in names:
            raise damaged(f"{entry.filename} 出现了两次")
        names.add(entry.filename)


def _bloated(name: str, part: int, total: int) -> FazhiError:
    return FazhiError(
        f"{name} 解开后大得反常，像是压缩炸弹，没有读完",
        f"单个部件最多 {part // MEGABYTE} MB，合计最多 {total // MEGABYTE} MB；检查是不是选错了文件",
    )


def read_file(path: Path) -> bytes:
    """Return the bytes of a file of at most `MOST_FILE_BYTES`.

    Raises:
        FazhiError: The file is missing, not readable or too large.
    """
    try:
        with open_regular(path) as file:
            data = file.read(MOST_FILE_BYTES + 1)
    except FileNotFoundError:
        raise FazhiError(f"没有文件 {path}", "检查路径和文件名") from None
    except (OSError, ValueError) as error:
        hint = (
            "这是文件夹，写出其中的文件" if path.is_dir() else "检查文件的权限，或是否正在 Word、WPS 中打开"
        )
        reason = system_reason(error) if isinstance(error, OSError) else "路径里有看不见的字符"
        raise FazhiError(f"读不了文件 {path}：{reason}", hint) from None
    if len(data) > MOST_FILE_BYTES:
        raise FazhiError(
            f"{path} 超过 {MOST_FILE_BYTES // MEGABYTE} MB，没有读",
            "删去或压缩其中的图片再试，或检查是不是选错了文件",
        )
    return data


MOST_MARKS = 1_000_000
"""Most tags and attributes of one part."""
MOST_DEPTH = 256
"""Deepest nesting of elements, which is the parser's own limit."""

_DOCTYPE = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENCODING = re.compile(r"""encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")

# The strict variant of the format uses other namespaces for the same elements.
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
    """Return the root element of a part.

    Args:
        data: UTF-8 or UTF-16, as the format demands.
        name: Its name in messages.

    Raises:
        FazhiError: It is not XML, or exceeds the limits.
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
    """Return the decoded text; decoding in the parser could hide a document type declaration from the check."""
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
