"""Files of strangers, no more of them than is let in."""

from __future__ import annotations

from pathlib import Path

from fazhi_report.errors import FazhiError
from fazhi_report.wordfile.archive import MEGABYTE, MOST_FILE_BYTES


def read_file(path: Path) -> bytes:
    """The bytes of a file, within `MOST_FILE_BYTES`.

    Raises:
        FazhiError: There is no such file, it may not be read, or it is too large.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_FILE_BYTES + 1)
    except FileNotFoundError:
        raise FazhiError(f"没有文件 {path}", "检查路径和文件名") from None
    except (OSError, ValueError) as error:
        hint = (
            "这是文件夹，写出其中的文件" if path.is_dir() else "检查文件的权限，或是否正在 Word、WPS 中打开"
        )
        raise FazhiError(f"读不了文件 {path}（{type(error).__name__}）", hint) from None
    if len(data) > MOST_FILE_BYTES:
        raise FazhiError(
            f"{path} 超过 {MOST_FILE_BYTES // MEGABYTE} MB，没有读",
            "删去或压缩其中的图片再试，或检查是不是选错了文件",
        )
    return data
