"""What a run stands on: stdout, stderr and the working folder. Where one fails, a sentence says so, and the run fails."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Callable, Iterator
from typing import TextIO

from fazhi_report.errors import FazhiError, system_reason, system_refusal

_OUT, _ERR = "标准输出（stdout）", "标准错误（stderr）"
_ELSEWHERE = "接到文件或管道上；不要看的，接到空设备（Windows 上是 NUL，别处是 /dev/null）"


def on_firm_ground(work: Callable[[], int], *, failed: int) -> int:
    """Do the work of a run; what the system refuses on the way is told in one sentence.

    Args:
        work: Writes results to stdout and messages to stderr, and returns the exit code.
        failed: The exit code where the system refuses.

    Returns:
        The exit code of the work; ``failed`` where a stream is closed or takes no more, the working folder is gone, or
        the system refuses something else.
    """
    try:
        # Before any work: nothing is written by a run that cannot tell what it did. With a closed stream, the next file
        # that is opened would also take its number, and whatever a library says would go into that file.
        _require_streams()
        _require_folder()
        code = work()
        for stream in _streams():
            stream.flush()
    except FazhiError as error:
        return _failed(error.message, error.hint, failed)
    except (OSError, SystemExit) as error:
        return _failed(*_told(error), failed)
    return code


def tell(message: str, hint: str) -> None:
    """Write to stderr what stopped the work, and the cure if there is one; nothing where stderr is closed or full."""
    lines = f"无法继续：{message}\n" + (f"  提示：{hint}\n" if hint else "")
    with contextlib.suppress(OSError, AttributeError, ValueError):
        sys.stderr.write(lines)
        sys.stderr.flush()


def _require_streams() -> None:
    for stream, name in ((sys.stdout, _OUT), (sys.stderr, _ERR)):
        if stream is None:
            raise FazhiError(f"{name}是关着的，结果没有地方写", _ELSEWHERE)
        # A console of code page 936 lacks rare characters; a question mark beats a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _require_folder() -> None:
    try:
        os.getcwd()  # noqa: PTH109  (asked for nothing but the error)
    except OSError:
        raise FazhiError("当前的文件夹已经被删除或移走", "先 cd 到一个还在的文件夹") from None


def _streams() -> Iterator[TextIO]:
    yield from (stream for stream in (sys.stdout, sys.stderr) if stream is not None)


def _failed(message: str, hint: str, code: int) -> int:
    tell(message, hint)
    for stream in _streams():
        _give_up(stream)
    return code


def _told(error: OSError | SystemExit) -> tuple[str, str]:
    """The fact and the cure of what the system refused; Typer leaves by SystemExit where the reader of a pipe has gone."""
    if isinstance(error, SystemExit) or error.filename is None:
        # Only a stream has no name. Where it is stderr that takes no more, nobody reads this.
        reason = system_reason(error if isinstance(error, OSError) else BrokenPipeError(errno.EPIPE, ""))
        return f"结果没有写完，{_OUT}不再接收：{reason}", "检查输出接到了哪里，磁盘是否已满"
    return system_refusal(error), "检查磁盘空间、权限，路径是否还在"


def _flushes(stream: TextIO) -> bool:
    try:
        stream.flush()
    except (OSError, ValueError):
        return False
    return True


def _give_up(stream: TextIO) -> None:
    """Let a stream that takes no more end in the null device, or the interpreter would fail once more at its end."""
    if _flushes(stream):
        return
    with contextlib.suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)
        stream.flush()
