"""Opens regular files for reading, and refuses pipes, devices and sockets."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from fazhi_report.errors import FazhiError

_KINDS = ((stat.S_ISFIFO, "管道"), (stat.S_ISCHR, "设备"), (stat.S_ISBLK, "设备"), (stat.S_ISSOCK, "套接字"))


def open_regular(path: Path, *, buffering: int = -1) -> BinaryIO:
    """Open a regular file for reading; nothing else, which could block for ever or never end.

    Args:
        path: The file; links are followed.
        buffering: As for `open`.

    Raises:
        FazhiError: It is a pipe, a device or a socket.
        OSError: It is missing, a folder, or the system refuses.
    """
    # Without O_NONBLOCK, opening a pipe waits for a writer. Seen after opening, so that nothing is put there between.
    flags = (
        os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
    )
    try:
        handle = os.open(path, flags)
    except OSError as error:
        # What a socket answers.
        if error.errno == errno.ENXIO:
            raise _no_regular_file(path, "套接字") from None
        raise
    mode = os.fstat(handle).st_mode
    if stat.S_ISREG(mode):
        return os.fdopen(handle, "rb", buffering=buffering)
    os.close(handle)
    for is_kind, name in _KINDS:
        if is_kind(mode):
            raise _no_regular_file(path, name)
    raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))


def read_regular(path: Path) -> bytes:
    """Return the bytes of a regular file, as `open_regular` opens it.

    Raises:
        FazhiError: It is a pipe, a device or a socket.
        OSError: It is missing, a folder, or the system refuses.
    """
    with open_regular(path) as file:
        return file.read()


def _no_regular_file(path: Path, kind: str) -> FazhiError:
    return FazhiError(f"{path} 是{kind}，不是文件，没有读", "先把内容存成文件，再写这个文件的名字")
