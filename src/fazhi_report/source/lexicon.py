"""The office's own lexicon: where it lies, and how it is read."""

from __future__ import annotations

from pathlib import Path

from fazhi_report.errors import FazhiError
from fazhi_report.norms.lexicon import Lexicon, LexiconError, lexicon, parse

NAME = "lexicon.yaml"
"""The file's name."""
MOST_BYTES = 1_000_000
"""A larger file is no list of words."""


def lexicon_for(path: Path) -> Lexicon:
    """The lexicon for a data file: the shipped one, with ``lexicon.yaml`` beside the file or beside its folder.

    The nearer one is taken alone. A folder holds data files of all years; one lexicon serves them all.

    Raises:
        FazhiError: There is such a file, and it cannot be read.
    """
    for folder in (path.parent, path.absolute().parent.parent):
        own = folder / NAME
        if own.is_file():
            return read_lexicon(own)
    return lexicon()


def read_lexicon(path: Path) -> Lexicon:
    """The shipped lexicon with an office's own file.

    Raises:
        FazhiError: The file cannot be read, or has another form.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise FazhiError(f"词表 {path} 太大", "词表不超过 1 MB")
        return lexicon().with_own(parse(data.decode("utf-8-sig")))
    except OSError as error:
        raise FazhiError(f"读不了词表 {path}（{error.__class__.__name__}）", "检查文件的权限") from None
    except UnicodeDecodeError:
        raise FazhiError(f"词表 {path} 不是 UTF-8 编码", "用编辑器另存为 UTF-8") from None
    except LexiconError as error:
        raise FazhiError(f"{path}：{error}", "格式见 fazhi-report rules FZ801") from None
