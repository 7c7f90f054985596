"""Atomic writes, locks and temporary files: a file is written completely or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import re
import secrets
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from fazhi_report.errors import FazhiError

_PREFIX = ".fazhi-part-"
_NAME = re.compile(rf"^{re.escape(_PREFIX)}(?P<host>[0-9a-f]{{8}})-(?P<pid>[0-9]+)-(?P<run>[0-9a-f]{{8}})-")
_RUN = secrets.token_hex(4)
"""Distinguishes this process from an earlier one with the same number, as in containers."""
_OLDEST = 24 * 60 * 60
"""Seconds after which a temporary file is abandoned, even where its process cannot be asked: no build takes a day."""


def flushed(folder: Path, content: bytes) -> Path:
    """Write a temporary file into a folder and flush it to the disk.

    Returns:
        Its path; the caller renames or removes it.

    Raises:
        OSError: The disk refuses; nothing is left then.
    """
    part = folder / part_name()
    try:
        # The kernel applies the umask to this mode: a report is for everyone whom the umask allows.
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    return part


def settle(part: Path) -> None:
    """Flush a temporary file to the disk that another library has written.

    Raises:
        OSError: The disk refuses.
    """
    # Windows flushes nothing that is open for reading only.
    with part.open("r+b") as stream:
        os.fsync(stream.fileno())


def is_part(path: Path) -> bool:
    """Whether a file is a temporary file of this or another process of this program."""
    return path.name.startswith(_PREFIX)


def part_name() -> str:
    """A new name for a temporary file of this process."""
    return f"{_PREFIX}{_host()}-{os.getpid()}-{_RUN}-{secrets.token_hex(4)}"


def sweep(folder: Path) -> None:
    """Remove the temporary files of processes that have ended; what cannot be removed stays for the next run."""
    try:
        found = [path for path in folder.iterdir() if is_part(path)]
    except OSError:
        return
    for part in found:
        if _is_left_over(part):
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)


def _is_left_over(part: Path) -> bool:
    """Whether the process of this temporary file has ended."""
    match = _NAME.match(part.name)
    if match and match["host"] == _host():
        pid = int(match["pid"])
        if pid == os.getpid():
            return match["run"] != _RUN
        if not _is_alive(pid):
            return True
    # Of another machine on a shared folder, of an older version, or under a number that lives again.
    try:
        return time.time() - part.stat().st_mtime > _OLDEST
    except OSError:
        return False


def _host() -> str:
    return hashlib.sha256(platform.node().encode("utf-8", "surrogateescape")).hexdigest()[:8]


def _is_alive(pid: int) -> bool:
    if sys.platform == "win32":
        return _is_alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        # There is one that is not ours to ask.
        return True
    return True


def _is_alive_on_windows(pid: int) -> bool:
    """As `_is_alive`, but by a handle of the system, because ``os.kill`` ends processes on Windows."""
    import ctypes  # noqa: PLC0415  (Windows only)

    synchronize, timed_out = 0x00100000, 0x102
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  (unknown to the types of other systems)
    handle = kernel.OpenProcess(synchronize, False, pid)  # noqa: FBT003  (a C function)
    if not handle:
        return False
    try:
        return bool(kernel.WaitForSingleObject(handle, 0) == timed_out)
    finally:
        kernel.CloseHandle(handle)


LOCK_TIMEOUT = 30.0
"""Seconds to wait for the lock; a delivery takes a few milliseconds."""
_LOCK_PAUSE = 0.02


@contextlib.contextmanager
def file_lock(path: Path) -> Iterator[bool]:
    """Hold a lock file, so that other processes wait.

    Args:
        path: The lock file; made when missing and never removed, since removing it would hand out two locks.

    Yields:
        Whether the lock is held. Where the disk knows no locks, or others never end, work goes on without:
        every file is still replaced whole.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError:
        yield False
        return
    try:
        yield _held(handle)
    finally:
        # Closing gives the lock back.
        os.close(handle)


def _held(handle: int) -> bool:
    end = time.monotonic() + LOCK_TIMEOUT
    while time.monotonic() < end:
        try:
            _lock(handle)
        except (BlockingIOError, PermissionError):
            time.sleep(_LOCK_PAUSE)
        except OSError:
            return False
        else:
            return True
    return False


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


RECORDS = ".fazhi-report"
"""Folder in the output folder with the records of what this program wrote there."""
_LOCK = "lock"


def deliver(folder: Path, files: Mapping[str, bytes], *, force: bool = False) -> tuple[Path, ...]:
    """Write files into a folder: all of them completely, or none.

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
        with _folder_lock(folder), _parts(targets) as parts:
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
    """Remove the temporary files that killed builds have left in an output folder; those of running builds stay."""
    for place in (folder, folder / RECORDS):
        sweep(place)


def put(path: Path, content: bytes) -> None:
    """Write one file completely or not at all, replacing an existing one.

    Raises:
        FazhiError: The disk refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep(path.parent)
        _replace(path, content)
    except OSError as error:
        raise FazhiError(f"写不进 {path}：{_reason(error)}", "检查磁盘空间、文件夹权限") from error


def put_new(path: Path, content: bytes, check: Callable[[bytes], None] | None = None) -> None:
    """Write one file completely or not at all, unless one exists.

    Args:
        path: Where.
        content: Its bytes.
        check: Is called with what the disk gives back before the file takes its place; raises where that is wrong.

    Raises:
        FazhiError: Something stands there already; the disk refuses; the check does.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep(path.parent)
        part = flushed(path.parent, content)
        try:
            if check is not None:
                check(part.read_bytes())
            _place_new(part, path)
        finally:
            part.unlink(missing_ok=True)
    except FileExistsError:
        raise FazhiError(f"{path} 已经存在，没有改动它", "换一个文件名（-o），或先移走它") from None
    except OSError as error:
        raise FazhiError(f"写不进 {path}：{_reason(error)}", "检查磁盘空间、文件夹权限") from error


def _place_new(part: Path, path: Path) -> None:
    """Put a temporary file in place in one step, unless a file exists there.

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
def _folder_lock(folder: Path) -> Iterator[None]:
    """Hold the lock of an output folder: two builds at once would mix up each other's records.

    Whatever a build that was killed has left is cleared away first.
    """
    records = folder / RECORDS
    records.mkdir(parents=True, exist_ok=True)
    with file_lock(records / _LOCK):
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
    """Temporary files with the contents, flushed to the disk; they are removed afterwards in any case."""
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
    """Record the digest *before* the file is put in place, so that after a kill in between the file is still known.

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
