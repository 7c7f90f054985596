"""Make next year's data file; no existing file is changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fazhi_report.commands.reading import load
from fazhi_report.commands.surroundings import refuse_statistics
from fazhi_report.errors import FazhiError
from fazhi_report.files import write_new
from fazhi_report.model.report import Report
from fazhi_report.reporters.unfinished import WORK, work_left
from fazhi_report.rules.run import Subjects, check
from fazhi_report.scaffold.next_year import next_year
from fazhi_report.source.load import load_text


@dataclass(frozen=True, slots=True)
class Made:
    """The new file.

    Args:
        path: Where it is.
        plans: How many plans of last year have to be answered.
        shortcomings: How many shortcomings of last year have to be answered.
        left: What is left to do in all, Chinese.
    """

    path: Path
    plans: int
    shortcomings: int
    left: str


def make_next_year(last: Path, year: int, target: Path, *, blank: bool = False) -> Made:
    """Write the file of a year from the file of the year before.

    Raises:
        FazhiError: The file of the year before is missing, broken or of another year; something stands at the target.
    """
    source = load(last)
    refuse_statistics(source)
    if source.report is not None and source.report.year != year - 1:
        raise FazhiError(
            f"{last} 是 {source.report.year} 年的文件，不能直接新建 {year} 年的",
            f"先新建 {source.report.year + 1} 年的，或用 --from 指明 {year - 1} 年的文件",
        )
    text = next_year(source, blank=blank)
    write_new({target: text.encode("utf-8")})
    return work_of(text, target, source.report)


def work_of(text: str, target: Path, last: Report | None) -> Made:
    """Return what is left to do in a new file, beside last year's report.

    Raises:
        FazhiError: The file cannot be read.
    """
    made = load_text(text, target)
    if made.report is None:
        raise FazhiError(f"{target} 写好之后读不出来", "请把上年的文件发给本工具的维护者")
    kinds = [one.kind for one in made.report.follow_ups]
    findings = check(Subjects.of(made, previous=last), select=tuple(WORK)).findings
    return Made(target, kinds.count("plan"), kinds.count("shortcoming"), work_left(findings))
