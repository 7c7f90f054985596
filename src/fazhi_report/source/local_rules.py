"""The duty of a report: the national rule, the rules of its area, and an office's own file beside the data."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from fazhi_report.errors import FazhiError, system_reason
from fazhi_report.model.local_rules import LocalRules, duty_under
from fazhi_report.model.report import Report, Year
from fazhi_report.norms.duties import ReportDuty
from fazhi_report.regular_files import open_regular
from fazhi_report.source.load import read

OWN_RULES = ("地方规定.yaml", "local-rules.yaml")
"""Names of the file with an office's or a city's own rules; the first that is there counts."""
_MOST_BYTES = 200_000
_FOLDERS_ABOVE = 3
"""The data folder, the unit's folder above it, the city's folder above that."""


def local_rules_file(path: Path) -> Path | None:
    """Return the file of local rules for a data file: beside it or in one of the two folders above; None for none."""
    folders = path.absolute().parents[:_FOLDERS_ABOVE]
    named = (folder / name for folder in folders for name in OWN_RULES)
    return next((file for file in named if file.exists()), None)


def local_rules_for(path: Path) -> LocalRules | None:
    """Return the local rules beside a data file; None where there are none.

    Raises:
        FazhiError: The file cannot be read or has faults; the message gives file, line and cure.
    """
    own = local_rules_file(path)
    if own is None:
        return None
    try:
        with open_regular(own) as stream:
            data = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise FazhiError(f"读不了 {own}：{system_reason(error)}", "检查文件的权限") from None
    if len(data) > _MOST_BYTES:
        raise FazhiError(f"{own} 太大", "地方规定不超过 200 KB")
    return _parsed(data, own)


# A city's units share one file; the key is the content, so that a file that has changed is read anew.
@lru_cache(maxsize=4)
def _parsed(data: bytes, path: Path) -> LocalRules:
    rules, source = read(data, path, lambda _: LocalRules)
    if rules is None:
        told = "；".join(
            f"{source.locate(one.route, one.offset)} {one.message}{f'（{one.hint}）' if one.hint else ''}"
            for one in source.problems[:_MOST_TOLD]
        )
        raise FazhiError(f"地方规定有错误：{told}", "写法见 docs/guide/local-rules.md")
    return rules


_MOST_TOLD = 5


def duty_for(year: Year, path: Path) -> ReportDuty | None:
    """Return what the authors of a data file owe for its year; None where no rule sets a day.

    Raises:
        FazhiError: The local rules beside the file cannot be read or have faults.
    """
    about = year if isinstance(year, Report) else None
    return duty_under(
        year.organ,
        year.year,
        local_rules_for(path),
        region=about.region if about else None,
        designations=about.designations if about else (),
    )
