"""Make next year's data file; no existing file is changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fazhi_report.errors import FazhiError
from fazhi_report.files import write_new
from fazhi_report.model.matters import open_spots
from fazhi_report.scaffold.next_year import next_year
from fazhi_report.source.load import load, load_text


@dataclass(frozen=True, slots=True)
class Made:
    """The new file, and how many plans, shortcomings, figures and texts in it have to be filled in."""

    path: Path
    plans: int
    shortcomings: int
    figures: int
    texts: int


def make_next_year(last: Path, year: int, target: Path) -> Made:
    """Write the file of a year from the file of the year before.

    Raises:
        FazhiError: The file of the year before is missing, broken or of another year; something stands at the target.
    """
    source = load(last)
    if source.report is not None and source.report.year != year - 1:
        raise FazhiError(
            f"{last} 是 {source.report.year} 年的文件，不能直接新建 {year} 年的",
            f"先新建 {source.report.year + 1} 年的，或用 --from 指明 {year - 1} 年的文件",
        )
    text = next_year(source)
    write_new({target: text.encode("utf-8")})
    report = load_text(text, target).report
    if report is None:
        raise FazhiError(f"{target} 写好之后读不出来", "请把上年的文件发给本工具的维护者")
    kinds = [one.kind for one in report.follow_ups]
    figures = sum(figure.status == "to_fill" for figure in report.figures.values())
    texts = sum(1 for _ in open_spots(report)) - figures
    return Made(target, kinds.count("plan"), kinds.count("shortcoming"), figures, texts)
