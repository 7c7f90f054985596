"""Which files a command line means: files, folders and patterns, for every command that reads files of others."""

from __future__ import annotations

import glob
import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from fazhi_report.document.check_sheet import SHEET_SUFFIX
from fazhi_report.errors import FazhiError

_LOCKS = ("~$", ".~")
"""What Word and WPS put before the name of a file for the mark that they leave beside it while it is open."""


def given_files(targets: Iterable[Path], suffixes: Collection[str]) -> tuple[Path, ...]:
    """Return the files that files, folders and patterns mean, each once, in the order given.

    Folders are searched with all folders below them. Patterns (``*``, ``?``, ``[]``, ``**``) are expanded here, too, for
    shells that leave that to the program. In both, only files of some suffixes count, and the lock files that Word leaves
    beside an open file and our layout check sheets are passed over. A file that is named is always among them, even
    where there is none.

    Args:
        targets: What the command line names.
        suffixes: Suffixes in lower case, such as ``.docx``.

    Raises:
        FazhiError: A folder or a pattern holds no such file.
    """
    found: dict[Path, None] = {}
    for target in targets:
        if target.is_dir():
            below = [path for path in _below(target) if _counts(path, suffixes)]
        elif not target.exists() and glob.has_magic(str(target)):
            below = list(_matching(str(target), suffixes))
        else:
            found[target] = None
            continue
        if not below:
            raise FazhiError(
                f"{target} 里没有 {'、'.join(suffixes)} 文件", "检查路径；子文件夹里的也算，以“~$”开头的不算"
            )
        found.update(dict.fromkeys(sorted(below)))
    return tuple(found)


def refuse_lock_file(path: Path) -> None:
    """Refuse the lock file that Word or WPS leaves beside a file that is open.

    Raises:
        FazhiError: It is one.
    """
    if path.name.startswith(_LOCKS):
        raise FazhiError(
            f"{path} 是 Word、WPS 打开文件时留下的锁文件，不是文档",
            f"要看的是 {path.name[2:]}",
        )


def _counts(path: Path, suffixes: Collection[str]) -> bool:
    ours = path.stem.endswith(SHEET_SUFFIX)
    return path.suffix.lower() in suffixes and not path.name.startswith((*_LOCKS, ".")) and not ours


def _below(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder; links to folders are not followed, folders with a dot are passed over."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        yield from (Path(place) / name for name in names)


def _matching(pattern: str, suffixes: Collection[str]) -> Iterator[Path]:
    for one in map(Path, glob.iglob(pattern, recursive=True)):  # noqa: PTH207  (Path.glob takes no absolute pattern)
        if one.is_dir():
            yield from (path for path in _below(one) if _counts(path, suffixes))
        elif _counts(one, suffixes):
            yield one
