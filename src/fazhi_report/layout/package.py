"""The door for strangers' .docx files: opened within bounds, nothing executed, nothing fetched.

What is refused, each in one sentence: files that are no .docx whatever their suffix; encrypted ones; archives that
are broken, repeat a name or unfold beyond the bounds below; XML with a document type, nested or crowded beyond the
bounds; macros; and relationships that make an office program fetch something by itself. Hyperlinks stay: nobody
follows them here. Media are never unpacked.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import unquote

from lxml import etree

from fazhi_report.errors import FazhiError

_MEGA = 1024 * 1024
MOST_BYTES = 64 * _MEGA
"""Largest file."""
MOST_ENTRIES = 4096
"""Most entries of the archive."""
MOST_PART_BYTES = 16 * _MEGA
"""Largest part that is unpacked, whatever the archive says of its size."""
MOST_UNPACKED_BYTES = 32 * _MEGA
"""Most bytes that are unpacked of one file."""
MOST_MARKS = 1_000_000
"""Most tags and attributes of one part. Together the bounds keep a file below some 600 MB of memory and 5 seconds."""
MOST_DEPTH = 256
"""Deepest nesting of elements: the parser's own bound."""

_ENTRY = b"PK\x01\x02"
_CHUNK = 64 * 1024
_ENCRYPTED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_DOCTYPE = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENCODING = re.compile(r"""encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_HARMLESS_LINKS = ("/hyperlink",)
_RESAVE = "用 Word 或 WPS 打开，另存为 .docx 再试"

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

# What other files begin with, and what to say of them.
_OTHERS = (
    (b"%PDF", "是 PDF，不是 .docx"),
    (b"{\\rtf", "是 RTF，不是 .docx"),
    (b"<!DOCTYPE html", "是网页，不是 .docx"),
    (b"<html", "是网页，不是 .docx"),
    (b"<?xml", "是 XML 文件，不是 .docx"),
    (b"\x89PNG", "是图片，不是 .docx"),
    (b"\xff\xd8\xff", "是图片，不是 .docx"),
    (b"Rar!", "是 RAR 压缩包，不是 .docx"),
    (b"7z\xbc\xaf", "是 7z 压缩包，不是 .docx"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(slots=True)
class Package:
    """The parts of a .docx, unpacked when asked for and never beyond the bounds.

    Args:
        archive: The archive.
        main: Name of the part that holds the document.
        unpacked: Bytes unpacked so far.
    """

    archive: zipfile.ZipFile
    main: str = ""
    unpacked: int = 0
    _trees: dict[str, etree._Element] = field(default_factory=dict)

    @property
    def names(self) -> frozenset[str]:
        """Names of the parts, without a leading slash."""
        return frozenset(self.archive.namelist())

    def xml(self, name: str) -> etree._Element | None:
        """The root of an XML part; None where the package has no such part.

        Raises:
            FazhiError: The part is damaged, or beyond the bounds.
        """
        if name not in self.names:
            return None
        if name not in self._trees:
            self._trees[name] = parse(self._read(name), name)
        return self._trees[name]

    def targets(self, part: str) -> Mapping[str, tuple[str, str]]:
        """Kind (last word of the type) and part by relationship id; what lies outside the package is left out.

        Raises:
            FazhiError: As for `xml`.
        """
        folder, _, name = part.rpartition("/")
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for entry in () if root is None else root:
            if entry.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, unquote(entry.get("Target", ""))))
            kind = entry.get("Type", "").rpartition("/")[2]
            found[entry.get("Id", "")] = (kind, target.lstrip("/"))
        return found

    def related(self, kind: str) -> etree._Element | None:
        """The root of the one part of a kind that the document refers to, such as ``styles``.

        Raises:
            FazhiError: As for `xml`.
        """
        return next(
            (self.xml(part) for found, part in self.targets(self.main).values() if found == kind), None
        )

    def _read(self, name: str) -> bytes:
        pieces: list[bytes] = []
        size = 0
        try:
            with self.archive.open(name) as stream:
                while piece := stream.read(_CHUNK):
                    size += len(piece)
                    self.unpacked += len(piece)
                    if size > MOST_PART_BYTES or self.unpacked > MOST_UNPACKED_BYTES:
                        raise _bloated(name)
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, LookupError):
            raise _damaged(f"读不出 {name}") from None
        return b"".join(pieces)


def open_package(data: bytes) -> Package:
    """Open the bytes of a .docx.

    Raises:
        FazhiError: They are none, or one that this house does not let in.
    """
    _refuse_others(data)
    package = Package(_archive(data))
    _refuse_odd_entries(package.archive)
    types = package.xml("[Content_Types].xml")
    if types is None:
        raise _no_docx(package.names)
    _refuse_macros(package.names, types)
    _refuse_fetching(package)
    package.main = next(
        (part for kind, part in package.targets("").values() if kind == "officeDocument"), "word/document.xml"
    )
    root = package.xml(package.main)
    if root is None or etree.QName(root).localname != "document":
        raise _no_docx(package.names)
    return package


def parse(data: bytes, name: str) -> etree._Element:
    """XML of a stranger: no document type, no entities, no network, bounded in depth and number of tags.

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
        root = etree.fromstring(_DECLARATION.sub("", text, count=1).encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "depth" in str(error):
            raise FazhiError(f"{name} 嵌套超过 {MOST_DEPTH} 层，没有读", "检查是不是选错了文件") from None
        raise _damaged(f"{name} 不是完整的 XML") from None
    return root


def _decoded(data: bytes, name: str) -> str:
    """The text. Why by hand: encodings of the parser's own choosing could hide a document type from us."""
    try:
        if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            return data.decode("utf-16")
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _damaged(f"{name} 不是 UTF-8 文字") from None
    declared = _DECLARATION.match(text)
    encoding = _ENCODING.search(declared[0]) if declared else None
    if encoding is not None and encoding[1].lower() not in {"utf-8", "utf8", "us-ascii"}:
        raise _damaged(f"{name} 自称是 {encoding[1]} 编码")
    return text


def _refuse_others(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise FazhiError(
            f"文件超过 {MOST_BYTES // _MEGA} MB，没有读", "删去或压缩其中的图片再试，或检查是不是选错了文件"
        )
    if not data:
        raise FazhiError("文件是空的", "检查是不是选错了文件")
    if data.startswith(_OLE):
        if _OLE_ENCRYPTED in data:
            raise FazhiError("文件加了密码，打不开", "在 Word 或 WPS 中去掉密码，另存后再试")
        raise FazhiError("是旧版 Word 格式（.doc）或其他 Office 文件，不是 .docx", _RESAVE)
    opening = data[:64].lstrip(b"\xef\xbb\xbf \r\n\t")
    for start, sentence in _OTHERS:
        if opening.lower().startswith(start.lower()):
            raise FazhiError(sentence, f"检查后缀是否写错；文字处理文件{_RESAVE}")
    if not data.startswith(b"PK"):
        raise FazhiError("不是 .docx：不是 Word 文档的压缩包", f"检查后缀是否写错；{_RESAVE}")


def _archive(data: bytes) -> zipfile.ZipFile:
    # Entries are counted before the library makes an object of each.
    if data.count(_ENTRY) > MOST_ENTRIES:
        raise FazhiError(f"压缩包里的条目超过 {MOST_ENTRIES} 个，没有读", "检查是不是选错了文件")
    try:
        return zipfile.ZipFile(BytesIO(data))
    # The library meets broken archives with whatever the broken place raises.
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, ValueError, LookupError, OverflowError):
        raise _damaged("压缩包不完整") from None


def _refuse_odd_entries(archive: zipfile.ZipFile) -> None:
    names: set[str] = set()
    for entry in archive.infolist():
        if entry.flag_bits & _ENCRYPTED:
            raise FazhiError("压缩包加了密码，打不开", "去掉密码后再试")
        if entry.compress_type not in _METHODS:
            raise _damaged(f"{entry.filename} 用了 .docx 不用的压缩方法")
        if entry.filename in names:
            raise _damaged(f"{entry.filename} 出现了两次")
        names.add(entry.filename)


def _refuse_macros(names: frozenset[str], types: etree._Element) -> None:
    declared = " ".join(entry.get("ContentType", "") for entry in types)
    if "macroEnabled" in declared or "vbaProject" in declared or any("vbaProject" in name for name in names):
        raise FazhiError("文件里有宏，没有读", "在 Word 或 WPS 中另存为不带宏的 .docx 再试")


def _refuse_fetching(package: Package) -> None:
    """Templates, pictures, objects and parts that an office program would fetch from elsewhere by itself."""
    for name in sorted(package.names):
        root = package.xml(name) if name.endswith(".rels") else None
        for entry in () if root is None else root:
            kind = entry.get("Type", "")
            if entry.get("TargetMode") == "External" and not kind.endswith(_HARMLESS_LINKS):
                what = kind.rpartition("/")[2] or "不明"
                raise FazhiError(
                    f"文件要从外部取内容（{what}：{entry.get('Target', '')[:80]}），没有读",
                    "在 Word 或 WPS 中断开链接、去掉外部模板，把图片嵌入文件，另存后再试",
                )


def _no_docx(names: frozenset[str]) -> FazhiError:
    if "mimetype" in names:
        return FazhiError("是 ODF 或电子书文件，不是 .docx", _RESAVE)
    if any(name.startswith("xl/") for name in names):
        return FazhiError("是 Excel 表格，不是 .docx", "检查是不是选错了文件")
    if any(name.startswith("ppt/") for name in names):
        return FazhiError("是演示文稿，不是 .docx", "检查是不是选错了文件")
    return FazhiError("是压缩包，但不是 Word 文档", f"检查后缀是否写错；{_RESAVE}")


def _damaged(reason: str) -> FazhiError:
    return FazhiError(f"文件已损坏：{reason}", "用 Word 或 WPS 打开修复，另存后再试")


def _bloated(name: str) -> FazhiError:
    return FazhiError(
        f"{name} 解开后大得反常，没有读完",
        f"单个部件最多 {MOST_PART_BYTES // _MEGA} MB，合计最多 {MOST_UNPACKED_BYTES // _MEGA} MB；检查是不是选错了文件",
    )
