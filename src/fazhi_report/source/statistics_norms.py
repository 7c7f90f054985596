"""The tables of statistics for a data file: the shipped ones, with an office's own ``statistics.yaml``."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from fazhi_report.errors import FazhiError, system_reason
from fazhi_report.norms.statistics import StatisticsNorms
from fazhi_report.norms.statistics_file import StatisticsError, statistics_norms, with_local
from fazhi_report.regular_files import open_regular
from fazhi_report.source.encoding import decode
from fazhi_report.source.parse import parse

OWN_TABLES = "statistics.yaml"
"""Name of an office's own file, which lies in the data folder or beside it."""
_MOST_BYTES = 1_000_000
_FORMAT = "写法见参考页“并行年报”和 docs/guide/sister-reports.md"


def statistics_file(path: Path) -> Path | None:
    """Return the office's own file for a data file; None where there is none."""
    beside = (folder / OWN_TABLES for folder in (path.parent, path.absolute().parent.parent))
    return next((file for file in beside if file.exists()), None)


def statistics_norms_for(path: Path) -> StatisticsNorms:
    """Return the tables of statistics for a data file.

    Raises:
        FazhiError: The office's own file cannot be read or has faults; the message gives file, line and cure.
    """
    own = statistics_file(path)
    if own is None:
        return statistics_norms()
    try:
        with open_regular(own) as stream:
            data = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise FazhiError(f"读不了 {own}：{system_reason(error)}", "检查文件的权限") from None
    if len(data) > _MOST_BYTES:
        raise FazhiError(f"{own} 太大", "本地的表和分类不超过 1 MB")
    return _parsed(data, own)


# A folder's files share one; the key is the content, so that a file that has changed is read anew.
@lru_cache(maxsize=4)
def _parsed(data: bytes, path: Path) -> StatisticsNorms:
    decoded = decode(data)
    parsed = parse(decoded.text)
    problems = decoded.problems or parsed.problems
    if problems or parsed.marks is None:
        first = problems[0]
        raise FazhiError(f"{path}：{first.message}", first.hint)
    if not isinstance(parsed.value, dict):
        raise FazhiError(f"{path}:1:1 里没有表", _FORMAT)
    try:
        return with_local(parsed.value)
    except StatisticsError as error:
        line, column = parsed.marks.locate(error.route)
        raise FazhiError(f"{path}:{line}:{column} {error.message}", _FORMAT) from None
