"""Zip archives of strangers, unpacked within bounds whatever they say of themselves."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from fazhi_report.errors import FazhiError

MEGABYTE = 1024 * 1024
MOST_FILE_BYTES = 50 * MEGABYTE
"""Largest file that is opened; a report of thirty pages has about 50 kilobytes."""
MOST_ENTRIES = 4_000
"""Most entries of an archive."""
MOST_PART_BYTES = 16 * MEGABYTE
"""Largest part that is kept."""
MOST_KEPT_BYTES = 32 * MEGABYTE
"""Most bytes of all parts that are kept."""
MOST_UNPACKED_BYTES = 200 * MEGABYTE
"""Most bytes that all parts, pictures too, may unfold to where another program is going to unpack them."""

_ENTRY = b"PK\x01\x02"
_CHUNK = 64 * 1024
_ENCRYPTED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
# The library meets a broken archive with whatever the broken place raises.
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
    """An archive whose parts are unpacked when asked for.

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
        """The bytes of a part.

        Raises:
            FazhiError: The part is damaged, or larger than the bounds allow.
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
        """How large a part says it is."""
        return self.zipped.getinfo(name).file_size

    def survey(self) -> None:
        """Unpack every part and keep none: what comes before a program that knows no bounds gets the file.

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
        FazhiError: They are none, or one that is damaged, encrypted, crowded, or no office program writes.
    """
    if len(data) > MOST_FILE_BYTES:
        raise FazhiError(
            f"文件超过 {MOST_FILE_BYTES // MEGABYTE} MB，没有读",
            "删去或压缩其中的图片再试，或检查是不是选错了文件",
        )
    # Entries are counted before the library makes an object of each.
    if data.count(_ENTRY) > MOST_ENTRIES:
        raise FazhiError(f"压缩包里的部件超过 {MOST_ENTRIES} 个，没有读", "检查是不是选错了文件")
    try:
        zipped = zipfile.ZipFile(BytesIO(data))
    except _BROKEN:
        raise damaged("压缩包不完整") from None
    _refuse_odd_entries(zipped)
    return Archive(zipped)


def damaged(reason: str) -> FazhiError:
    """What to say of a file that is broken."""
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
