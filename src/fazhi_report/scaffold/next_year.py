"""Next year's data file from this year's: sentences stay or become questions; figures, dates and matters are open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from fazhi_report.errors import FazhiError
from fazhi_report.ledger import Ledger, evaluate, in_words
from fazhi_report.model.matters import Stated, stated
from fazhi_report.model.report import PART_NAMES, Report, YearFigures
from fazhi_report.numbers.dates import moved
from fazhi_report.scaffold.edits import Edits, empty_figures, single_quoted
from fazhi_report.source.load import Source, load_text
from fazhi_report.source.positions import Mapping, Mark, Scalar, Sequence
from fazhi_report.text.references import OPEN_WORD, ask, references

_EXCERPT = 40
_QUESTIONS = {
    "opening": "今年工作的总体情况",
    "achievements": "这一项今年做了什么，成效如何",
    "leader_duties": "主要负责人今年怎样履行这一项职责",
    "shortcomings": "今年还存在什么不足，原因是什么",
    "plans": "下一年度准备做什么，由谁负责，何时完成",
    "other": "今年还有什么需要报告",
    "problems_solved": "上年报告的问题今年怎样整改，结果如何",
    "parts": "这一部分今年做了什么，成效如何",
    "attachments": "附件的这一段今年怎样写",
}
_NEW_EACH_YEAR = frozenset({"shortcomings", "plans"})
"""Parts whose matters are new each year: a blank file asks for them once, since follow-ups answer last year's."""
_ABOUT_MATTERS = ("id", "owner", "due", "cause", "measure")


@dataclass(frozen=True, slots=True)
class Questions:
    """Prepares the texts of one part of the file for the drafter.

    Args:
        edits: Takes the changes.
        name: The role of the part, ``parts`` for a part without one; outside the parts the field of the report.
        year: Last year.
        print_: Words of last year with their figures, for the comments.
        blank: Whether questions replace the texts; otherwise they stay, with the years in them moved by one.
    """

    edits: Edits
    name: str
    year: int
    print_: Callable[[str], str]
    blank: bool = False

    def part(self, mark: Mark) -> None:
        """Prepare a part, a section, an item or an attachment; headings stay."""
        if not isinstance(mark, Mapping):
            self.prose(mark)
            return
        for key, (_, value) in mark.entries.items():
            if key in {"heading", "title"} or (key == "lead" and not self._anew):
                self.move(value)
            elif key == "text":
                self.prose(value)
            elif key in {"sections", "items"} and isinstance(value, Sequence):
                self._nodes(key, value)
            elif key in _ABOUT_MATTERS or (key == "number" and isinstance(value, Scalar) and value.value):
                # A number of its own is a slip of last year; headings without numbers are the office's manner.
                self.edits.set(value, "null")

    @property
    def _anew(self) -> bool:
        return self.blank and self.name in _NEW_EACH_YEAR

    def _nodes(self, key: str, nodes: Sequence) -> None:
        if key == "items" and self._anew and nodes.items:
            self._collapse(nodes, f"lead: {single_quoted(self._question(''))}")
            return
        for node in nodes.items:
            self.part(node)

    def prose(self, mark: Mark) -> None:
        """Prepare a text; enumerations keep their leads, tables their frame."""
        if isinstance(mark, Scalar):
            self._ask(mark)
        elif isinstance(mark, Sequence):
            for entry in mark.items:
                self._entry(entry)

    def _entry(self, entry: Mark) -> None:
        if isinstance(entry, Scalar):
            self._ask(entry)
        elif isinstance(entry, Mapping) and "measures" in entry.entries:
            measures = entry.entries["measures"][1]
            if not isinstance(measures, Sequence):
                return
            if self._anew:
                self._collapse(measures, single_quoted(self._question("")))
                return
            for measure in measures.items:
                if isinstance(measure, Scalar):
                    self._ask(measure)
                else:
                    self.part(measure)
        elif isinstance(entry, Mapping):
            for kind, empty in (("table", self._table), ("chart", self._chart)):
                if kind in entry.entries and isinstance(held := entry.entries[kind][1], Mapping):
                    empty(held)

    def _chart(self, chart: Mapping) -> None:
        """Move the years of the caption and the note by one, and the last year of the chart if it was last year."""
        for key, (_, value) in chart.entries.items():
            if key in {"caption", "note"}:
                self.move(value)
            elif key == "years" and isinstance(value, Scalar):
                first, _, last = value.value.partition("-")
                if last == str(self.year):
                    self.edits.set(value, f"{first}-{self.year + 1}")

    def _table(self, table: Mapping) -> None:
        """Move the years of captions and heads by one, keep cells that print figures, and ask for other numbers."""
        for key, (_, value) in table.entries.items():
            if key == "rows":
                for cell in _scalars(value):
                    self._cell(cell)
            else:
                for words in _scalars(value):
                    self.move(words)

    def _cell(self, cell: Scalar) -> None:
        if any(char.isdigit() for char in cell.value) and not any(references(cell.value)):
            self.edits.set(cell, single_quoted(ask("数值")))

    def move(self, mark: Mark) -> None:
        """Move the years by one in a text that stays."""
        for scalar in _scalars(mark):
            words = moved(scalar.value.strip(), self.year)
            if words != scalar.value.strip():
                self.edits.set(scalar, single_quoted("".join(words.split("\n"))))

    def _ask(self, scalar: Scalar) -> None:
        """Replace a paragraph by a question, or keep it."""
        if not self.blank:
            # As it is written in the file, so that the paragraph keeps its lines.
            start, end = self.edits.extent(scalar)
            written = self.edits.text[start:end]
            if (words := moved(written, self.year, days=False)) != written:
                self.edits.replace(start, end, words)
            return
        self.edits.set(scalar, single_quoted(self._question(scalar.value)), self._excerpt(scalar.value))

    def _question(self, words: str) -> str:
        """The question, followed by the figures that the text printed, so that none is forgotten."""
        keys = dict.fromkeys(reference.key for reference in references(words))
        return ask(_QUESTIONS[self.name]) + "、".join(f"{{{{ {key} }}}}" for key in keys)

    def _excerpt(self, words: str) -> str:
        line = " ".join(self.print_(words).split())
        return f"上年：{line[:_EXCERPT]}……" if len(line) > _EXCERPT else f"上年：{line}"

    def _collapse(self, entries: Sequence, new: str) -> None:
        """Replace all entries by one open entry; comments among them are kept above it."""
        start = self.edits.extent(entries.items[0])[0]
        end = max(self.edits.extent(entry)[1] for entry in entries.items)
        kept = "".join(
            f"# {line.lstrip('# ')}\n{' ' * self.edits.column(start)}"
            for line in self.edits.comments(start, end)
        )
        if kept and not self.edits.is_flow(entries):
            new = kept + new
        self.edits.replace(start, end, new)


def _scalars(mark: Mark) -> Iterator[Scalar]:
    match mark:
        case Scalar():
            yield mark
        case Sequence(items=items):
            for item in items:
                yield from _scalars(item)
        case Mapping(entries=entries):
            for _, value in entries.values():
                yield from _scalars(value)


_DOCUMENT_NUMBER = re.compile(
    r"(?P<before>.*[〔\[（(【])(?P<year>20[0-9]{2})(?P<bracket>[〕\]）)】])[^号]*(?P<behind>号.*)?"
)
_OF_THE_PAGE = ("index_number", "document_number", "date_of_issue", "published_at", "address", "description")
"""Fields of the web page whose values are only known after publication."""
_HINTS = """\
# 上年的安排和不足，今年逐项交代。outcome 写：done 已完成，partly 部分完成，carried 结转下年，dropped 不再实施；
# done、partly 写 evidence（依据），partly、carried、dropped 写 reason（理由），carried 再写 carried_to（今年的哪一项安排）。
"""


def next_year(source: Source, *, blank: bool = False) -> str:
    """The text of the data file for next year.

    Args:
        source: This year's file, read without problems.
        blank: Whether questions replace the sentences, which stay otherwise.

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
    _parts(top, report, lambda name: Questions(edits, name, report.year, _printer(ledger), blank=blank))
    _follow_ups(edits, top, report, _printer(ledger))
    text = edits.result()
    made = load_text(text, PurePath(f"{report.year + 1}.yaml"))
    if made.report is None:
        reason = made.problems[0].message if made.problems else "读不出报告"
        raise FazhiError(
            f"{source.path} 的写法不能直接沿用到下一年度：{reason}",
            "把锚点、别名改成直接写出的内容，再试一次",
        )
    return text


def _printer(ledger: Ledger) -> Callable[[str], str]:
    return lambda words: in_words(words, ledger)


def _head(edits: Edits, top: dict[str, tuple[int, Mark]], report: Report) -> None:
    """Edit year, title, document number, dates and the fields of the web page."""
    words = Questions(edits, "opening", report.year, str)
    edits.set(top["year"][1], str(report.year + 1))
    for name in ("title", "file_name", "closing"):
        if name in top:
            words.move(top[name][1])
    if "document_number" in top and isinstance(number := top["document_number"][1], Scalar) and number.value:
        edits.set(number, single_quoted(_next_number(number.value, report.year)), f"上年：{number.value}")
    if "date_of_issue" in top:
        _ask_day(edits, top["date_of_issue"][1], "成文日期")
    else:
        newline = "" if edits.text.endswith("\n") else "\n"
        edits.insert(len(edits.text), f"{newline}date_of_issue: {single_quoted(ask('成文日期'))}\n")
    _issue_anew(edits, top)
    if "imprint" in top and isinstance(imprint := top["imprint"][1], Mapping):
        _ask_day(edits, imprint.entries["printed_on"][1], "印发日期")
    if "publication" in top and isinstance(page := top["publication"][1], Mapping):
        for name, (_, value) in page.entries.items():
            if name in _OF_THE_PAGE and isinstance(value, Scalar):
                edits.set(value, "null", f"上年：{' '.join(value.value.split())}" if value.value else "")
            elif name == "keywords":
                words.move(value)


def _issue_anew(edits: Edits, top: dict[str, tuple[int, Mark]]) -> None:
    """Take back what only holds for the copy of an old report."""
    if "as_issued" in top:
        edits.set(top["as_issued"][1], "false")
    signed = top["signature"][1] if "signature" in top else None
    if isinstance(signed, Mapping) and "unsigned" in signed.entries:
        edits.set(signed.entries["unsigned"][1], "false")


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


def _parts(top: dict[str, tuple[int, Mark]], report: Report, questions: Callable[[str], Questions]) -> None:
    for name in ("opening", *PART_NAMES):
        if name in top:
            questions(name).part(top[name][1])
    listed = top["parts"][1] if "parts" in top else None
    for at, part in enumerate(listed.items if isinstance(listed, Sequence) else ()):
        questions(report.role_at(("parts", at))).part(part)
    attachments = top.get("attachments")
    if attachments is not None and not isinstance(attachments[1], Scalar | Mapping):
        for attachment in attachments[1].items:
            questions("attachments").part(attachment)


def _follow_ups(
    edits: Edits, top: dict[str, tuple[int, Mark]], report: Report, print_: Callable[[str], str]
) -> None:
    """Replace the answers to the year before by one question for each plan and shortcoming of this year."""
    matters = [*stated(report, "plan"), *stated(report, "shortcoming")]
    block = "".join(
        ["follow_ups:\n", *(f"{line}\n" for one in matters for line in _asked(one, report.year, print_))]
    )
    if "follow_ups" in top:
        key, mark = top["follow_ups"]
        edits.replace(key, edits.extent(mark)[1], block.rstrip("\n"))
        return
    name = next(name for name in ("figures", "opening", "parts", *PART_NAMES) if name in top)
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
    """The offset of the first of the comment lines directly above a key."""
    start = text.rfind("\n", 0, index) + 1
    while start:
        above = text.rfind("\n", 0, start - 1) + 1
        if not text[above:start].startswith("#"):
            break
        start = above
    return start
