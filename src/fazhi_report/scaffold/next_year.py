"""Next year's data file from this year's: the skeleton stays, everything that was the year's own is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath

from fazhi_report.errors import FazhiError
from fazhi_report.ledger.evaluate import Ledger, evaluate
from fazhi_report.ledger.words import in_words
from fazhi_report.model.matters import Stated, stated
from fazhi_report.model.report import PART_NAMES, Report
from fazhi_report.model.year_figures import YearFigures
from fazhi_report.notation.open_places import OPEN_WORD, ask
from fazhi_report.scaffold.edits import Edits, single_quoted
from fazhi_report.scaffold.next_figures import empty_figures
from fazhi_report.scaffold.questions import Questions
from fazhi_report.source.load import Source, load_text
from fazhi_report.source.nodes import Mapping, Mark, Scalar

_DOCUMENT_NUMBER = re.compile(
    r"(?P<before>.*[〔\[（(【])(?P<year>20[0-9]{2})(?P<bracket>[〕\]）)】])[^号]*(?P<behind>号.*)?"
)
_OF_THE_PAGE = ("index_number", "document_number", "date_of_issue", "published_at", "address", "description")
"""What the website will say only after publication."""
_HINTS = """\
# 上年的安排和不足，今年逐项交代。outcome 写：done 已完成，partly 部分完成，carried 结转下年，dropped 不再实施；
# done、partly 写 evidence（依据），partly、carried、dropped 写 reason（理由），carried 再写 carried_to（今年的哪一项安排）。
"""


def next_year(source: Source) -> str:
    """The text of next year's data file.

    Args:
        source: This year's file, read without problems.

    Raises:
        FazhiError: The file is not a report, or is written in a way that cannot be carried on.
    """
    report, marks = source.report, source.marks
    if isinstance(source.year, YearFigures):
        raise FazhiError(
            f"{source.path} 只有指标（kind: figures），没有可以沿用的报告",
            "用 --from 指明一个 kind: report 的文件",
        )
    if report is None or marks is None or not isinstance(marks.root, Mapping):
        raise FazhiError(
            f"{source.path} 有错误，不能据以新建下一年度的文件", "先用 fazhi-report validate 查看并改好"
        )
    edits = Edits(marks)
    ledger = evaluate(report.figures)
    empty_figures(edits, report.figures, ledger, report.year)
    top = marks.root.entries
    _head(edits, top, report)
    _parts(edits, top, report, _printer(ledger))
    _follow_ups(edits, top, report, _printer(ledger))
    text = edits.result()
    made = load_text(text, PurePath(f"{report.year + 1}.yaml"))
    if made.report is None:
        told = made.problems[0].message if made.problems else "读不出报告"
        raise FazhiError(
            f"{source.path} 的写法不能直接沿用到下一年度：{told}", "把锚点、别名改成直接写出的内容，再试一次"
        )
    return text


def _printer(ledger: Ledger) -> Callable[[str], str]:
    return lambda words: in_words(words, ledger)


def _head(edits: Edits, top: dict[str, tuple[int, Mark]], report: Report) -> None:
    """Year, title, number, dates and what the website says."""
    words = Questions(edits, "opening", report.year, str)
    edits.set(top["year"][1], str(report.year + 1))
    for name in ("title", "file_name", "closing"):
        if name in top:
            words.move(top[name][1])
    if "document_number" in top and isinstance(number := top["document_number"][1], Scalar) and number.value:
        edits.set(number, single_quoted(_next_number(number.value, report.year)), f"上年：{number.value}")
    _ask_day(edits, top["date_of_issue"][1], "成文日期")
    if "imprint" in top and isinstance(imprint := top["imprint"][1], Mapping):
        _ask_day(edits, imprint.entries["printed_on"][1], "印发日期")
    if "publication" in top and isinstance(page := top["publication"][1], Mapping):
        for name, (_, value) in page.entries.items():
            if name in _OF_THE_PAGE and isinstance(value, Scalar):
                edits.set(value, "null", f"上年：{' '.join(value.value.split())}" if value.value else "")
            elif name == "keywords":
                words.move(value)


def _ask_day(edits: Edits, mark: Mark, what: str) -> None:
    last = mark.value if isinstance(mark, Scalar) else ""
    edits.set(mark, single_quoted(ask(what)), f"上年：{last}")


def _next_number(number: str, year: int) -> str:
    """临司〔2021〕8号 becomes 临司〔2022〕【待填】号: the year of issue is known, the running number is not."""
    match = _DOCUMENT_NUMBER.fullmatch(number)
    if match is None:
        return ask("发文字号")
    issued = int(match["year"]) + 1 if abs(int(match["year"]) - year) <= 1 else int(match["year"])
    return f"{match['before']}{issued}{match['bracket']}{OPEN_WORD}{match['behind'] or ''}"


def _parts(
    edits: Edits, top: dict[str, tuple[int, Mark]], report: Report, print_: Callable[[str], str]
) -> None:
    for name in ("opening", *PART_NAMES):
        if name in top:
            Questions(edits, name, report.year, print_).part(top[name][1])
    attachments = top.get("attachments")
    if attachments is not None and not isinstance(attachments[1], Scalar | Mapping):
        for attachment in attachments[1].items:
            Questions(edits, "attachments", report.year, print_).part(attachment)


def _follow_ups(
    edits: Edits, top: dict[str, tuple[int, Mark]], report: Report, print_: Callable[[str], str]
) -> None:
    """Every plan item and every shortcoming as a question, in the place of the answers to the year before."""
    matters = [*stated(report, "plan"), *stated(report, "shortcoming")]
    block = "".join(
        ["follow_ups:\n", *(f"{line}\n" for one in matters for line in _asked(one, report.year, print_))]
    )
    if "follow_ups" in top:
        key, mark = top["follow_ups"]
        edits.replace(key, edits.extent(mark)[1], block.rstrip("\n"))
        return
    name = next(name for name in ("figures", "opening", "achievements") if name in top)
    place = _above_comments(edits.text, top[name][0])
    edits.insert(place, f"{_HINTS}{block}\n")


def _asked(matter: Stated, year: int, print_: Callable[[str], str]) -> list[str]:
    words = "".join(print_(matter.text).split("\n"))
    named = [f"      id: {matter.id}"] if matter.id else []
    return [
        f"  - kind: {matter.kind}",
        "    of:",
        f"      year: {year}",
        *named,
        f"      where: {single_quoted(matter.where)}",
        f"      text: {single_quoted(words)}",
        "    outcome:",
        "    evidence:",
        "    reason:",
        "    carried_to:",
    ]


def _above_comments(text: str, index: int) -> int:
    """The start of the lines of comment that stand right above a key."""
    start = text.rfind("\n", 0, index) + 1
    while start:
        above = text.rfind("\n", 0, start - 1) + 1
        if not text[above:start].startswith("#"):
            break
        start = above
    return start
