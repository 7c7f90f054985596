"""Zip packages and XML of strangers: opened within bounds, nothing executed, nothing fetched."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from fazhi_report.errors import FazhiError

MEGABYTE = 1024 * 1024
MOST_FILE_BYTES = 50 * MEGABYTE
"""Largest file that is opened; a report of thirty pages has about 50 kilobytes."""
MOST_ENTRIES = 4_000
"""Most entries of a package."""
MOST_PART_BYTES = 40 * MEGABYTE
"""Largest part of a package, unpacked, whatever its header says."""
MOST_PACKAGE_BYTES = 200 * MEGABYTE
"""Largest sum of all parts that are read."""
MOST_RATIO = 400
"""How many times a part may grow when it is unpacked; text of a real report grows some fifteen times."""
_SMALL_PART = MEGABYTE
"""Parts below this size may grow as they like: a page of blanks packs well."""
MOST_DEPTH = 200
"""Deepest nesting of XML; tables within tables within text boxes reach about sixty."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = 0x1
_CHUNK = 64 * 1024
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def read_file(path: Path) -> bytes:
    """The bytes of a file, within `MOST_FILE_BYTES`.

    Raises:
        FazhiError: There is no such file, it may not be read, or it is too large.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_FILE_BYTES + 1)
    except FileNotFoundError:
        raise FazhiError(f"没有文件 {path}", "检查路径和文件名") from None
    except (OSError, ValueError) as error:
        hint = (
            "这是文件夹，写出其中的文件" if path.is_dir() else "检查文件的权限，或是否正在 Word、WPS 中打开"
        )
        raise FazhiError(f"读不了文件 {path}（{type(error).__name__}）", hint) from None
    if len(data) > MOST_FILE_BYTES:
        raise FazhiError(
            f"{path} 超过 {MOST_FILE_BYTES // MEGABYTE} MB，不像一份报告",
            "删去其中的图片再试，或检查是不是选错了文件",
        )
    return data


@dataclass(slots=True)
class Package:
    """A zip package whose parts are read within bounds.

    Args:
        archive: The archive.
        spent: Bytes unpacked so far.
    """

    archive: zipfile.ZipFile
    spent: int = 0

    @property
    def names(self) -> frozenset[str]:
        """Names of the parts."""
        return frozenset(self.archive.namelist())

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            FazhiError: The part is missing, damaged, encrypted or larger than the bounds allow.
        """
        try:
            info = self.archive.getinfo(name)
        except KeyError:
            raise FazhiError(
                f"文件里没有 {name}，不是完整的 Word 文档", "用 Word 或 WPS 打开后另存为 .docx 再试"
            ) from None
        if info.flag_bits & _ENCRYPTED:
            raise FazhiError("文件加了密，打不开", "在 Word 或 WPS 中去掉密码，另存后再试")
        return self._unpacked(info)

    def xml(self, name: str) -> etree._Element:
        """A part as XML.

        Raises:
            FazhiError: As for `read`; or the part is no XML, or declares entities.
        """
        return parse_xml(self.read(name), name)

    def _unpacked(self, info: zipfile.ZipInfo) -> bytes:
        pieces: list[bytes] = []
        size = 0
        try:
            with self.archive.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    self.spent += len(chunk)
                    self._bound(size, info)
                    pieces.append(chunk)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ):
            raise FazhiError(
                f"文件已损坏：读不出 {info.filename}", "用 Word 或 WPS 打开修复，另存后再试"
            ) from None
        return b"".join(pieces)

    def _bound(self, size: int, info: zipfile.ZipInfo) -> None:
        bloated = size > _SMALL_PART and size > MOST_RATIO * max(info.compress_size, 1)
        if bloated or size > MOST_PART_BYTES or self.spent > MOST_PACKAGE_BYTES:
            raise FazhiError(
                f"文件里的 {info.filename} 解开后大得反常，像是压缩炸弹，没有继续读",
                f"单个部件最多 {MOST_PART_BYTES // MEGABYTE} MB、{MOST_RATIO} 倍，合计最多"
                f" {MOST_PACKAGE_BYTES // MEGABYTE} MB",
            )


def open_package(data: bytes) -> Package:
    """Open a zip package.

    Raises:
        FazhiError: The bytes are no package, or one that is encrypted, damaged or absurd.
    """
    if data.startswith(_OLE):
        raise FazhiError(
            "文件是旧版 Word 格式（.doc），或是加了密的 .docx，不能直接读",
            "在 Word 或 WPS 中去掉密码，另存为 .docx 再试；旧版格式也可以把后缀改回 .doc",
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        count = len(archive.infolist())
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, OverflowError):
        raise FazhiError(
            "文件不是 .docx，或者已经损坏", "检查后缀是否写错；能在 Word 或 WPS 中打开的，另存为 .docx 再试"
        ) from None
    if count > MOST_ENTRIES:
        raise FazhiError(f"文件里有 {count} 个部件，最多 {MOST_ENTRIES} 个", "检查是不是选错了文件")
    return Package(archive)


def parse_xml(data: bytes, name: str) -> etree._Element:
    """XML without entities, external files and network.

    Args:
        data: The bytes.
        name: What to call it in a message.

    Raises:
        FazhiError: It is no XML, declares a document type, or nests deeper than `MOST_DEPTH`.
    """
    # A document type can only do harm here: the formats that we read forbid it.
    if _DOCTYPE.search(data.replace(b"\0", b"")):
        raise FazhiError(f"{name} 里声明了实体，像是攻击文件，没有继续读", "不要打开来历不明的文件")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, recover=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        # The parser has a bound of its own, 256.
        if "xcessive depth" in str(error):
            raise _too_deep(name) from None
        raise FazhiError(
            f"文件已损坏：{name} 不是完整的 XML", "用 Word 或 WPS 打开修复，另存后再试"
        ) from None
    _bound_depth(root, name)
    return root


def _too_deep(name: str) -> FazhiError:
    return FazhiError(f"{name} 嵌套超过 {MOST_DEPTH} 层，没有继续读", "检查是不是选错了文件")


def _bound_depth(root: etree._Element, name: str) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MOST_DEPTH:
            raise _too_deep(name)


def relationships(package: Package, part: str) -> Mapping[str, str]:
    """Internal targets of a part by relationship id; external ones are left out, for nothing is fetched."""
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    if rels not in package.names:
        return {}
    return {
        entry.get("Id", ""): f"{folder}/{entry.get('Target', '')}".replace(f"{folder}//", "")
        for entry in package.xml(rels)
        if entry.get("TargetMode") != "External"
    }
