"""The files that units have sent: which of them are looked at, each with its digest and time of receipt."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from fazhi_report.commands.city import HIDDEN, LINK, ORIGINALS, PassedOver
from fazhi_report.docx_in.archive import MEGABYTE, MOST_FILE_BYTES
from fazhi_report.errors import FazhiError, system_reason
from fazhi_report.regular_files import open_regular
from fazhi_report.source.layout import DATA_SUFFIXES
from fazhi_report.text.file_names import safe_name

MOST_RECEIVED = 20_000
"""Most files of one folder of received files."""
BEIJING = timezone(timedelta(hours=8))
"""The zone in which times of receipt are written, whatever zone the machine has."""
_JUNK = (".", "~$", ".~", "Thumbs.db", "desktop.ini", "__MACOSX")
_PACKED = frozenset({".zip", ".rar", ".7z", ".tar", ".gz", ".tgz"})
_SUFFIX = re.compile(r"\.[0-9A-Za-z]{1,8}")
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file that a unit has sent.

    Args:
        path: The file.
        name: Its path below the folder of received files, with ``/``, as text that can be printed.
        digest: SHA-256 of its content, hexadecimal.
        moment: When it was saved, nanoseconds since 1970.
    """

    path: Path
    name: str
    digest: str
    moment: int

    @property
    def received(self) -> str:
        """When it was saved, Beijing time to the second."""
        return datetime.fromtimestamp(self.moment // 1_000_000_000, BEIJING).strftime("%Y-%m-%d %H:%M:%S")

    @property
    def kept_name(self) -> str:
        """The name of the copy that is kept: the sender's, and the first characters of the digest."""
        stem, suffix = os.path.splitext(self.path.name)  # noqa: PTH122  (a suffix may be no suffix of a path)
        plain = suffix if _SUFFIX.fullmatch(suffix) else ""
        return f"{safe_name(stem, '原件')}-{self.digest[:8]}{plain}"


@dataclass(frozen=True, slots=True)
class Receipts:
    """What lies in the folders of received files.

    Args:
        files: What is looked at, in the order in which it was saved.
        passed: What is not, with the reason.
    """

    files: tuple[ReceivedFile, ...]
    passed: tuple[PassedOver, ...]


def received_files(roots: Sequence[Path], out: Path) -> Receipts:
    """Return what lies in folders of received files.

    Args:
        roots: The folders, or single files.
        out: The folder that is written into; nothing below it counts as received.

    Raises:
        FazhiError: A folder is missing, or holds more files than `MOST_RECEIVED`.
    """
    files: list[ReceivedFile] = []
    passed: list[PassedOver] = []
    for root in roots:
        if not root.exists():
            raise FazhiError(f"没有收件文件夹 {root}", "检查路径")
        for path in [root] if root.is_file() else _below(root, out, passed):
            if len(files) >= MOST_RECEIVED:
                raise FazhiError(f"{root} 里的文件超过 {MOST_RECEIVED} 个", "检查是不是选错了文件夹")
            base = root.parent if root.is_file() else root
            name = path.relative_to(base).as_posix()
            try:
                files.append(_taken(path, name if len(roots) == 1 else f"{base.name}/{name}"))
            except OSError as error:
                passed.append(PassedOver(path, f"读不了：{system_reason(error)}"))
            except FazhiError as error:
                passed.append(PassedOver(path, error.message.removeprefix(f"{path} ")))
    return Receipts(tuple(sorted(files, key=lambda one: (one.moment, one.name))), tuple(passed))


def _below(root: Path, out: Path, passed: list[PassedOver]) -> Iterator[Path]:
    own = out.resolve()
    for place, folders, names in os.walk(root):
        folder = Path(place)
        kept = []
        for name in sorted(folders):
            path = folder / name
            if reason := _no_folder(path, own):
                passed.append(PassedOver(path, reason))
            else:
                kept.append(name)
        folders[:] = kept
        for name in sorted(names):
            path = folder / name
            if reason := _no_file(path):
                passed.append(PassedOver(path, reason))
            else:
                yield path


def _no_folder(path: Path, out: Path) -> str:
    if path.is_symlink():
        return LINK
    if path.name.startswith(_JUNK):
        return HIDDEN
    return f"收件登记自己的文件夹（{ORIGINALS}、各单位数据）" if path.resolve() == out else ""


def _no_file(path: Path) -> str:
    if path.is_symlink():
        return LINK
    if path.name.startswith(_JUNK):
        return HIDDEN
    return "压缩包：解开，把里面的文件放进收件文件夹" if path.suffix.lower() in _PACKED else ""


def _taken(path: Path, name: str) -> ReceivedFile:
    """Return a file with its digest.

    Raises:
        FazhiError: It is no regular file, or too large.
        OSError: The system refuses.
    """
    digest = hashlib.sha256()
    with open_regular(path) as stream:
        state = os.fstat(stream.fileno())
        if state.st_size > MOST_FILE_BYTES:
            raise FazhiError(f"超过 {MOST_FILE_BYTES // MEGABYTE} MB，没有收：删去或压缩其中的图片再交")
        while piece := stream.read(_CHUNK):
            digest.update(piece)
    return ReceivedFile(path, _printable(name), digest.hexdigest(), state.st_mtime_ns)


def _printable(name: str) -> str:
    return "".join(one if one.isprintable() else "?" for one in name)


def is_data_file(path: Path) -> bool:
    """Whether a received file is YAML, as this program writes it."""
    return path.suffix.lower() in DATA_SUFFIXES
