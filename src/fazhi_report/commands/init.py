"""Make the workspace of an office, from nothing or from its last report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePath

from fazhi_report.commands.import_ import Recovered, recover, require_content
from fazhi_report.commands.new import Made, work_of
from fazhi_report.errors import FazhiError
from fazhi_report.importer.draft import Wish
from fazhi_report.scaffold.next_year import next_year
from fazhi_report.source.load import load_text


@dataclass(frozen=True, slots=True)
class OfficeStart:
    """The data files with which an office starts.

    Args:
        files: Place in the workspace → content.
        year: The year of the report to be written.
        recovered: The import of the old report.
        made: What is left to do in the new file.
    """

    files: dict[str, bytes]
    year: int
    recovered: Recovered
    made: Made


def start_from(old: Path, year: int | None) -> OfficeStart:
    """Import an old report and make the file of the year after it; nothing is written.

    Args:
        old: The old report.
        year: The year of the new report; None for the year after the old one's.

    Raises:
        FazhiError: The old report cannot be read, is of another year, or names none.
    """
    recovered = recover(old)
    if recovered.year is None and year is not None:
        recovered = recover(old, Wish(year - 1))
    require_content(recovered)
    if recovered.year is None:
        raise FazhiError(f"{old} 没有写明年度", "用 --year 指明今年要写哪一年的报告")
    if year is not None and recovered.year != year - 1:
        raise FazhiError(
            f"{old} 是 {recovered.year} 年的报告，不能据以写 {year} 年的",
            f"去掉 --year，或换成 {year - 1} 年的报告",
        )
    last_place, place = (f"data/{one}.yaml" for one in (recovered.year, recovered.year + 1))
    last = load_text(recovered.text, PurePath(last_place))
    text = next_year(last)
    return OfficeStart(
        {last_place: recovered.text.encode("utf-8"), place: text.encode("utf-8")},
        recovered.year + 1,
        recovered,
        work_of(text, Path(place), last.report),
    )
