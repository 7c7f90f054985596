"""What the commands share: targets, exits, and where words go."""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from types import FrameType

from fazhi_report.errors import FazhiError
from fazhi_report.reporters.visible import visible

FINE = 0
FOUND = 1
CANNOT_GO_ON = 2
INTERRUPTED = 130


_YEAR = re.compile(r"^(?:19|20|21)\d{2}$")
_SUFFIXES = (".yaml", ".yml")
_NO_YEARS = "先用 fazhi-report init 建立工作文件夹，或用 --data 指明数据文件夹"


def print_error(message: str, hint: str = "") -> None:
    """Tell what stopped the work, on stderr."""
    sys.stderr.write(f"无法继续：{visible(message)}\n")
    if hint:
        sys.stderr.write(f"  提示：{visible(hint)}\n")


def say(line: str) -> None:
    """A line of summary, on stderr, so that stdout stays for results; names in it cannot command the terminal."""
    sys.stderr.write(visible(line) + "\n")


def end_politely() -> None:
    """Take a wish to end, and a terminal that is closed, for Ctrl-C, so that temporary files and children go first."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for name in ("SIGTERM", "SIGHUP"):
        # Windows has no SIGHUP.
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), interrupt)


def resolve(targets: Iterable[str], data: Path) -> list[Path]:
    """The data files that a command line means: a year stands for its file in the data folder.

    Args:
        targets: Years (2020) and paths.
        data: The data folder (``--data``).

    Raises:
        FazhiError: There is no such file.
    """
    return [_resolved(target, data) for target in targets]


def _years(data: Path) -> list[str]:
    if not data.is_dir():
        return []
    found = (path.stem for path in data.iterdir() if path.suffix in _SUFFIXES and _YEAR.match(path.stem))
    return sorted(set(found))


def _resolved(target: str, data: Path) -> Path:
    if not _YEAR.match(target):
        path = Path(target)
        if not path.exists():
            raise FazhiError(f"没有文件 {target}", "检查路径；用年度时写四位数字，如 fazhi-report build 2020")
        if path.is_dir():
            raise FazhiError(
                f"{target} 是文件夹", "写到具体的数据文件，如 data/2020.yaml；整个文件夹用 build 或 validate"
            )
        return path
    for suffix in _SUFFIXES:
        path = data / f"{target}{suffix}"
        if path.is_file():
            return path
    years = _years(data)
    hint = f"{data} 里有：{'、'.join(years)}" if years else _NO_YEARS
    raise FazhiError(f"{data} 里没有 {target} 年的数据文件", hint)


def own_templates(data_file: Path, given: Path | None) -> Path | None:
    """The user's own templates: those named, else ``templates/`` beside the folder of the data file.

    Raises:
        FazhiError: The named folder is not there.
    """
    if given is not None:
        return named_templates(given)
    from fazhi_report.pipeline.surroundings import own_templates as beside

    return beside(data_file)


def named_templates(folder: Path) -> Path:
    """The folder of ``--templates``.

    Raises:
        FazhiError: It is not there.
    """
    if not folder.is_dir():
        raise FazhiError(f"没有模板文件夹 {folder}", "检查 --templates")
    return folder


def codes(text: str) -> tuple[str, ...]:
    """Codes or prefixes of rules, as ``--select`` and ``--ignore`` take them."""
    return tuple(code.strip().upper() for code in text.replace("，", ",").split(",") if code.strip())
