"""Where LibreOffice is on this machine."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from fazhi_report.errors import FazhiError

_NAMES = ("soffice", "libreoffice", "libreoffice7.6", "libreoffice24.8", "libreoffice25.2", "libreoffice25.8")
_INSTALL = (
    "先安装 LibreOffice（Writer）：Windows、macOS 从 www.libreoffice.org 下载安装；"
    "统信 UOS、银河麒麟在应用商店安装，或运行 sudo apt install libreoffice-writer；"
    "Debian、Ubuntu 运行 sudo apt install libreoffice-writer"
)


def find(given: Path | None = None, otherwise: str = "") -> Path:
    """LibreOffice's program.

    Args:
        given: The program, or a folder of the installation; None to look on the PATH and in the usual places.
        otherwise: What can be done without it, for the message.

    Raises:
        FazhiError: It is not there.
    """
    if given is not None:
        for candidate in _within(given):
            if candidate.is_file():
                return candidate.resolve()
        raise FazhiError(
            f"{given} 不是 LibreOffice 的程序", "--soffice 写 soffice 程序的路径，或 LibreOffice 的安装文件夹"
        )
    for candidate in (*_on_path(), *_usual_places()):
        if candidate.is_file():
            return candidate
    raise FazhiError("本机没有找到 LibreOffice", f"{_INSTALL}。{otherwise}" if otherwise else _INSTALL)


def _within(given: Path) -> Iterator[Path]:
    """The program itself, or where it lies in an installation."""
    yield given
    # On Windows soffice.com waits for the end of the work; soffice.exe may return at once.
    names = ("soffice.com", "soffice.exe") if sys.platform == "win32" else ("soffice",)
    for folder in ("", "program", "Contents/MacOS"):
        yield from (given / folder / name for name in names)


def _on_path() -> Iterator[Path]:
    for name in _NAMES:
        found = shutil.which(name)
        # A relative answer comes from the working folder: what lies there was perhaps sent along with the data.
        if found is not None and Path(found).is_absolute():
            yield Path(found)


def _usual_places() -> Iterator[Path]:
    for folder in _installations():
        yield from list(_within(folder))[1:]


def _installations() -> Iterator[Path]:
    if sys.platform == "win32":
        for variable in ("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"):
            base = os.environ.get(variable)
            if base:
                yield from (Path(base) / "LibreOffice", Path(base) / "Programs" / "LibreOffice")
    elif sys.platform == "darwin":
        yield from (Path("/Applications/LibreOffice.app"), Path.home() / "Applications" / "LibreOffice.app")
    else:
        yield from (Path("/usr/lib/libreoffice"), Path("/usr/lib64/libreoffice"))
        yield from sorted(Path("/opt").glob("libreoffice*"), reverse=True)
        yield from (Path("/snap/libreoffice/current/lib/libreoffice"), Path("/usr/local/lib/libreoffice"))
