"""Writes files: completely or not at all, and never over files that this program did not write."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from fazhi_report.errors import FazhiError, system_reason
from fazhi_report.temporary import file_lock, flushed, is_part, part_name, sweep

RECORDS = ".fazhi-report"
"""Folder in the output folder with the records of what this program wrote there."""
_LOCK = "lock"
KEPT = frozenset({".yaml", ".yml", ".j2", ".toml"})
"""Suffixes of what people write for this program: data, waivers, word lists, settings, templates."""


def deliver(
    folder: Path, files: Mapping[str, bytes], *, force: bool = False, inputs: Iterable[Path] = ()
) -> tuple[Path, ...]:
    """Write files into a folder, as `write` does.

    Args:
        folder: Made when missing.
        files: Plain file name → content.
        force: As in `write`.
        inputs: As in `write`.

    Returns:
        The paths written, in the order given.

    Raises:
        FazhiError: A name leaves the folder; or as `write`.
    """
    targets = {_target(folder, name): content for name, content in files.items()}
    write(targets, force=force, inputs=inputs)
    return tuple(targets)


def write(files: Mapping[Path, bytes], *, force: bool = False, inputs: Iterable[Path] = ()) -> None:
    """Write files: all of them whole, or none.

    Each is written to a temporary file beside it, flushed to the disk, and put in place by one rename, so that a fault
    leaves the old file. A file that is there already is replaced only when it is exactly what this program wrote
    last (its digest is kept in ``.fazhi-report/``): a report edited by hand in Word is not lost.

    Args:
        files: Path → content; folders are made when missing.
        force: Replace files that this program did not write. What the run has read, what people write for this
            program (`KEPT`), links and anything that is no file are never replaced.
        inputs: Files that the run has read.

    Raises:
        FazhiError: A file there must not be replaced, or the disk refuses.
    """
    digests = {path: _digest(content) for path, content in files.items()}
    read = tuple(inputs)
    _require_free(digests, read, force=force)
    with _told(files), contextlib.ExitStack() as stack:
        for folder in _folders(files):
            stack.enter_context(_folder_lock(folder))
        parts = stack.enter_context(_flushed(files))
        # Somebody may have been quicker while we waited.
        _require_free(digests, read, force=force)
        _place(parts, digests)


def write_new(
    files: Mapping[Path, bytes], *, checks: Mapping[Path, Callable[[bytes], None]] | None = None
) -> None:
    """Write files where none are yet: all of them whole, or none.

    Args:
        files: Path → content; folders are made when missing.
        checks: Path → function that gets the bytes read back from the disk before the file is put in place, and
            raises an error where they are wrong.

    Raises:
        FazhiError: A file exists there already, the disk refuses, or a check fails.
    """
    for path in files:
        if os.path.lexists(path):
            raise _in_the_way(path)
    with _told(files):
        for folder in _folders(files):
            folder.mkdir(parents=True, exist_ok=True)
            sweep(folder)
        with _flushed(files) as parts:
            for path, check in (checks or {}).items():
                check(parts[path].read_bytes())
            placed: list[Path] = []
            try:
                for path, part in parts.items():
                    _place_new(part, path)
                    placed.append(path)
            except BaseException as error:
                for done in placed:
                    done.unlink(missing_ok=True)
                if isinstance(error, FileExistsError):
                    raise _in_the_way(path) from None
                raise


def rewrite(path: Path, before: bytes, after: bytes, check: Callable[[bytes], None]) -> None:
    """Replace a data file by its edited text, as one step.

    Args:
        path: The data file.
        before: Its bytes when it was read; a file that was changed since then stays as it is.
        after: Its new bytes.
        check: Gets the new bytes read back from the disk before they take the file's place, and raises an error where
            they are wrong.

    Raises:
        FazhiError: The file was changed meanwhile, is a link or read-only, the disk refuses, or the check fails.
    """
    _require_no_link(path)
    with _told([path]):
        mode = path.lstat().st_mode
        if not stat.S_ISREG(mode) or not mode & stat.S_IWUSR:
            raise FazhiError(f"{path} 是只读文件，没有改", "去掉只读属性再试")
        sweep(path.parent)
        with _flushed({path: after}) as parts:
            check(parts[path].read_bytes())
            with contextlib.suppress(OSError):
                parts[path].chmod(stat.S_IMODE(mode))
            if path.read_bytes() != before:
                raise FazhiError(f"{path} 刚刚被别的程序改过，没有写", "在编辑器里保存或关闭它，再运行一次")
            parts[path].replace(path)


def place(parts: Mapping[Path, Path], *, force: bool = False) -> None:
    """Put files in place that another library has written, as `write` does.

    Args:
        parts: Path → the finished temporary file beside it; where it is not moved, the caller removes it.
        force: As in `write`.

    Raises:
        FazhiError: A file there must not be replaced, or the disk refuses.
    """
    with _told(parts), contextlib.ExitStack() as stack:
        digests = {path: _digest_of(part) for path, part in parts.items()}
        _require_free(digests, (), force=force)
        for folder in _folders(parts):
            # Their own parts are of this process; the sweep leaves them.
            stack.enter_context(_folder_lock(folder))
        _require_free(digests, (), force=force)
        _place(parts, digests)


def remove(path: Path) -> None:
    """Remove a file of an earlier run, unless somebody has changed it since."""
    with contextlib.suppress(OSError):
        if not path.is_symlink() and _digest_of(path) in _recorded(path):
            path.unlink()
            _record_path(path).unlink(missing_ok=True)


def changed_or_foreign(folder: Path) -> Iterator[Path]:
    """Yield what below a folder this program did not write, or somebody has changed since, in order; links, too."""
    for path in sorted(folder.rglob("*")):
        if RECORDS in path.relative_to(folder).parts or is_part(path):
            continue
        # A pipe is not opened: it could block for ever.
        own = path.is_dir() or (path.is_file() and _digest_of(path) in _recorded(path))
        if path.is_symlink() or not own:
            yield path


def write_note(folder: Path, name: str, content: bytes) -> None:
    """Write a note of this program's own beside the files of a folder.

    Raises:
        FazhiError: The disk refuses.
    """
    path = folder / RECORDS / name
    with _told([path]):
        _require_no_link(path.parent)
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep(path.parent)
        _replace(path, content)


def tidy(folder: Path) -> None:
    """Remove the temporary files that killed builds have left in an output folder; those of running builds stay."""
    for folder_of_parts in (folder, folder / RECORDS):
        sweep(folder_of_parts)


def _target(folder: Path, name: str) -> Path:
    if not name or name != Path(name).name or "/" in name or "\\" in name or name in {".", ".."}:
        raise FazhiError(f"输出文件名“{name}”会离开输出文件夹", "文件名里不要有 / \\ 和 ..")
    return folder / name


def _folders(paths: Iterable[Path]) -> list[Path]:
    """Return the folders of files, in one order for all processes, so that two never wait for each other."""
    return sorted({path.parent for path in paths})


@contextlib.contextmanager
def _told(paths: Iterable[Path]) -> Iterator[None]:
    """Raise an error of the disk as a `FazhiError` with a Chinese message."""
    try:
        yield
    except (OSError, UnicodeEncodeError) as error:
        places = dict.fromkeys(str(path) if len(list(paths)) == 1 else str(path.parent) for path in paths)
        if isinstance(error, UnicodeEncodeError):
            raise FazhiError(
                f"写不进 {'、'.join(places)}：这里的文件名编码是 {error.encoding}，写不出“{error.object[error.start]}”",
                "设环境变量 PYTHONUTF8=1，或 LC_ALL=C.UTF-8",
            ) from error
        raise FazhiError(
            f"写不进 {'、'.join(places)}：{system_reason(error)}",
            "检查磁盘空间、文件夹权限，文件是否正在 Word 或 WPS 中打开",
        ) from error


def _require_free(digests: Mapping[Path, str], inputs: tuple[Path, ...], *, force: bool) -> None:
    """Refuse to go on where a file must not be replaced.

    Raises:
        FazhiError: There is such a file.
    """
    with _told(digests):
        for path, digest in digests.items():
            _require_one_free(path, digest, inputs, force=force)


def _require_one_free(path: Path, digest: str, inputs: tuple[Path, ...], *, force: bool) -> None:
    elsewhere = "换一个文件名或文件夹（-o）"
    _require_no_link(path.parent / RECORDS)
    _require_no_link(path)
    # A data file that is missing must not be made of something else either: the next run would read it.
    if path.suffix.lower() in KEPT:
        raise FazhiError(f"{path} 是数据、模板或设置文件的名字，不能写成输出", elsewhere)
    try:
        there = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return
    if not stat.S_ISREG(there.st_mode):
        raise FazhiError(f"{path} 已经存在，而且不是文件", f"{elsewhere}，或移走它")
    if any(_is_same(path, one) for one in inputs):
        raise FazhiError(f"{path} 是这次要读的文件，写上去会毁掉它", elsewhere)
    if not force and not there.st_mode & stat.S_IWUSR:
        raise FazhiError(f"{path} 是只读文件，没有覆盖", f"{elsewhere}，或确认后加 --force 覆盖")
    found = _digest_of(path)
    if found == digest or found in _recorded(path):
        return
    if there.st_nlink > 1:
        raise FazhiError(f"{path} 还有别的名字（硬链接），不是本工具写的，没有覆盖", f"{elsewhere}，或移走它")
    if not force:
        raise FazhiError(
            f"{path} 不是本工具写的，或写好之后被人改过，没有覆盖",
            f"{elsewhere}，移走该文件，或确认后加 --force 覆盖",
        )


def _require_no_link(path: Path) -> None:
    if path.is_symlink():
        raise FazhiError(
            f"{path} 是链接，指向 {path.readlink()}，没有往里写", "写出真正的位置（-o），或移走这个链接"
        )


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False


def _in_the_way(path: Path) -> FazhiError:
    return FazhiError(f"{path} 已经存在，没有改动它", "换一个文件名（-o），或先移走它")


@contextlib.contextmanager
def _folder_lock(folder: Path) -> Iterator[None]:
    """Hold the lock of an output folder: two builds at once would mix up each other's records.

    The temporary files of builds that were killed are removed first.
    """
    records = folder / RECORDS
    records.mkdir(parents=True, exist_ok=True)
    with file_lock(records / _LOCK):
        tidy(folder)
        yield


@contextlib.contextmanager
def _flushed(files: Mapping[Path, bytes]) -> Iterator[dict[Path, Path]]:
    """Yield temporary files with the contents, flushed to the disk; they are removed afterwards in any case."""
    parts: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            parts[path] = flushed(path.parent, content)
        yield parts
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _place(parts: Mapping[Path, Path], digests: Mapping[Path, str]) -> None:
    """Put finished files in place; where one fails, the files before it are restored."""
    olds: dict[Path, Path | None] = {}
    placed: list[Path] = []
    try:
        # The last one is in place or is not: nothing comes after it that could fail.
        for path in list(parts)[:-1]:
            olds[path] = _second_name(path)
        for path, part in parts.items():
            _record(path, digests[path])
            part.replace(path)
            placed.append(path)
    except BaseException:
        for path in placed:
            old = olds.get(path)
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True) if old is None else old.replace(path)
        raise
    finally:
        for old in filter(None, olds.values()):
            with contextlib.suppress(OSError):
                old.unlink(missing_ok=True)


def _second_name(path: Path) -> Path | None:
    """Return a second name that keeps a file when another takes its first name; None where there is no file."""
    if not path.exists():
        return None
    name = path.parent / part_name()
    try:
        name.hardlink_to(path)
    except OSError:
        # A disk without hard links.
        return flushed(path.parent, path.read_bytes())
    return name


def _place_new(part: Path, path: Path) -> None:
    """Put a temporary file in place in one step, unless a file exists there.

    Raises:
        FileExistsError: A file exists there.
    """
    try:
        path.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:
        # A disk without hard links: a file that appears between the two steps is not noticed.
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        part.replace(path)


def _replace(path: Path, content: bytes) -> None:
    part = flushed(path.parent, content)
    try:
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _digest_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _record_path(path: Path) -> Path:
    return path.parent / RECORDS / f"{path.name}.sha256"


def _recorded(path: Path) -> set[str]:
    with contextlib.suppress(OSError):
        if (record := _record_path(path)).is_file():
            return set(record.read_text(encoding="ascii", errors="replace").split())
    return set()


def _record(path: Path, digest: str) -> None:
    """Record the digest *before* the file is put in place, so that after a kill in between the file is still known.

    The digest of the file that is there now stays in the note for the same reason.
    """
    known = _recorded(path)
    kept = [_digest_of(path)] if path.is_file() else []
    lines = [*(one for one in kept if one in known), digest]
    _replace(_record_path(path), ("\n".join(dict.fromkeys(lines)) + "\n").encode("ascii"))
