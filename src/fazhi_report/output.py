"""The one place that writes results: whole or not at all, and never over somebody's work."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from fazhi_report.errors import FazhiError
from fazhi_report.parts import flushed, sweep
from fazhi_report.turns import turn

RECORDS = ".fazhi-report"
"""Folder beside the files written, with what this program must remember of them."""
_LOCK = "lock"


def deliver(folder: Path, files: Mapping[str, bytes], *, force: bool = False) -> tuple[Path, ...]:
    """Write files into a folder: all of them whole, or none.

    Each is written to a temporary neighbour, flushed to the disk, and put in place by one rename, so that a fault
    leaves the old file. A file that is there already is replaced only when it is exactly what this program wrote
    last (its digest stands in ``.fazhi-report/``): a report touched up by hand in Word is not lost.

    Args:
        folder: Made when missing.
        files: Plain file name → content.
        force: Replace files that this program did not write.

    Returns:
        The paths written, in the order given.

    Raises:
        FazhiError: A name leaves the folder; a file of somebody else stands there; the disk refuses.
    """
    targets = {_target(folder, name): content for name, content in files.items()}
    try:
        if not force:
            for path, content in targets.items():
                _refuse_foreign(path, content)
        with _our_turn(folder), _parts(targets) as parts:
            if not force:
                # Somebody may have been quicker while we waited.
                for path, content in targets.items():
                    _refuse_foreign(path, content)
            for path, part in parts.items():
                _record(path, targets[path])
                part.replace(path)
    except OSError as error:
        raise FazhiError(
            f"写不进 {folder}：{_reason(error)}", "检查磁盘空间、文件夹权限，文件是否正在 Word 或 WPS 中打开"
        ) from error
    return tuple(targets)


def tidy(folder: Path) -> None:
    """Clear away what killed builds have left in an output folder; files of builds at work stay."""
    for place in (folder, folder / RECORDS):
        sweep(place)


def put(path: Path, content: bytes) -> None:
    """Write one file whose name the user has given, whole or not at all, replacing what stands there.

    Raises:
        FazhiError: The disk refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep(path.parent)
        _replace(path, content)
    except OSError as error:
        raise FazhiError(f"写不进 {path}：{_reason(error)}", "检查磁盘空间、文件夹权限") from error


def put_new(path: Path, content: bytes) -> None:
    """Write one file where none is yet.

    Raises:
        FazhiError: Something stands there already; the disk refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep(path.parent)
        part = flushed(path.parent, content)
        try:
            _place_new(part, path)
        finally:
            part.unlink(missing_ok=True)
    except FileExistsError:
        raise FazhiError(f"{path} 已经存在，没有改动它", "换一个文件名（-o），或先移走它") from None
    except OSError as error:
        raise FazhiError(f"写不进 {path}：{_reason(error)}", "检查磁盘空间、文件夹权限") from error


def _place_new(part: Path, path: Path) -> None:
    """Put a whole file where none is yet, in one step.

    Raises:
        FileExistsError: Something stands there.
    """
    try:
        path.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:
        # A disk without hard links; whoever comes in between here is not seen.
        if path.exists():
            raise FileExistsError(path) from None
        part.replace(path)


def _replace(path: Path, content: bytes) -> None:
    part = flushed(path.parent, content)
    try:
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextlib.contextmanager
def _our_turn(folder: Path) -> Iterator[None]:
    """The folder to ourselves: two builds at once would mix up each other's notes.

    Whatever a build that was killed has left is cleared away first.
    """
    records = folder / RECORDS
    records.mkdir(parents=True, exist_ok=True)
    with turn(records / _LOCK):
        tidy(folder)
        yield


def _target(folder: Path, name: str) -> Path:
    if not name or name != Path(name).name or "/" in name or "\\" in name or name in {".", ".."}:
        raise FazhiError(f"输出文件名“{name}”会离开输出文件夹", "文件名里不要有 / \\ 和 ..")
    return folder / name


def _refuse_foreign(path: Path, content: bytes) -> None:
    if not path.exists():
        return
    if not path.is_file():
        raise FazhiError(f"{path} 已经存在，而且不是文件", "换一个输出文件夹（-o），或移走它")
    there = path.read_bytes()
    if there != content and _digest(there) not in _recorded(path):
        raise FazhiError(
            f"{path} 不是本工具写的，或写好之后被人改过，没有覆盖",
            "换一个输出文件夹（-o），移走该文件，或确认后加 --force 覆盖",
        )


@contextlib.contextmanager
def _parts(targets: Mapping[Path, bytes]) -> Iterator[dict[Path, Path]]:
    """Temporary neighbours with the contents, on the disk; gone afterwards whatever happens."""
    parts: dict[Path, Path] = {}
    try:
        for path, content in targets.items():
            parts[path] = flushed(path.parent, content)
        yield parts
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _record_path(path: Path) -> Path:
    return path.parent / RECORDS / f"{path.name}.sha256"


def _recorded(path: Path) -> set[str]:
    try:
        return set(_record_path(path).read_text(encoding="ascii", errors="replace").split())
    except OSError:
        return set()


def _record(path: Path, content: bytes) -> None:
    """Note the digest *before* the file is put in place, so that a kill in between leaves a file we still know.

    The digest of what stands there now stays on the note for the same reason.
    """
    known = _recorded(path)
    kept = [_digest(path.read_bytes())] if path.is_file() else []
    note = _record_path(path)
    lines = [*(digest for digest in kept if digest in known), _digest(content)]
    _replace(note, ("\n".join(dict.fromkeys(lines)) + "\n").encode("ascii"))


def _reason(error: OSError) -> str:
    match error:
        case PermissionError():
            return "没有权限，或文件正被别的程序占用"
        case NotADirectoryError() | FileExistsError():
            return "路径中有一段是文件，不是文件夹"
        case _:
            return error.strerror or type(error).__name__
