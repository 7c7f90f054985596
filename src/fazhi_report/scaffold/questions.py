"""Last year's words made into this year's open questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fazhi_report.notation.open_places import ask
from fazhi_report.notation.references import references
from fazhi_report.notation.years import moved
from fazhi_report.scaffold.edits import Edits, single_quoted
from fazhi_report.source.nodes import Mapping, Mark, Scalar, Sequence

_EXCERPT = 40
_QUESTIONS = {
    "opening": "今年工作的总体情况",
    "achievements": "这一项今年做了什么，成效如何",
    "leader_duties": "主要负责人今年怎样履行这一项职责",
    "shortcomings": "今年还存在什么不足，原因是什么",
    "plans": "下一年度准备做什么，由谁负责，何时完成",
    "other": "今年还有什么需要报告",
    "attachments": "附件的这一段今年怎样写",
}
_NEW_EACH_YEAR = frozenset({"shortcomings", "plans"})
"""Parts whose matters are new each year: last year's are answered in the follow-ups, not written again."""
_ABOUT_MATTERS = ("id", "owner", "due", "cause", "measure")


@dataclass(frozen=True, slots=True)
class Questions:
    """Walks one part of the file and empties its words.

    Args:
        edits: Takes the changes.
        name: The part's key.
        year: Last year.
        print_: Words of last year with their figures, for the comments.
    """

    edits: Edits
    name: str
    year: int
    print_: Callable[[str], str]

    def part(self, mark: Mark) -> None:
        """Empty a part, a section, an item, an attachment: headings stay, words become questions."""
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
            elif key in _ABOUT_MATTERS:
                self.edits.set(value, "null")

    @property
    def _anew(self) -> bool:
        return self.name in _NEW_EACH_YEAR

    def _nodes(self, key: str, nodes: Sequence) -> None:
        if key == "items" and self._anew and nodes.items:
            self._collapse(nodes, f"lead: {single_quoted(self._question(''))}")
            return
        for node in nodes.items:
            self.part(node)

    def prose(self, mark: Mark) -> None:
        """Empty a text: paragraphs become questions, enumerations keep their leads, tables their frame."""
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
        """Words move on; a chart that ended with last year ends with this one."""
        for key, (_, value) in chart.entries.items():
            if key in {"caption", "note"}:
                self.move(value)
            elif key == "years" and isinstance(value, Scalar):
                first, _, last = value.value.partition("-")
                if last == str(self.year):
                    self.edits.set(value, f"{first}-{self.year + 1}")

    def _table(self, table: Mapping) -> None:
        """Captions and heads move on; cells that print figures stay; other numbers are asked for."""
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
        """Move the years of words that stay."""
        for scalar in _scalars(mark):
            words = moved(scalar.value.strip(), self.year)
            if words != scalar.value.strip():
                self.edits.set(scalar, single_quoted("".join(words.split("\n"))))

    def _ask(self, scalar: Scalar) -> None:
        self.edits.set(scalar, single_quoted(self._question(scalar.value)), self._excerpt(scalar.value))

    def _question(self, words: str) -> str:
        """The question, and the figures that the words printed, so that none is forgotten."""
        keys = dict.fromkeys(reference.key for reference in references(words))
        return ask(_QUESTIONS[self.name]) + "、".join(f"{{{{ {key} }}}}" for key in keys)

    def _excerpt(self, words: str) -> str:
        line = " ".join(self.print_(words).split())
        return f"上年：{line[:_EXCERPT]}……" if len(line) > _EXCERPT else f"上年：{line}"

    def _collapse(self, entries: Sequence, new: str) -> None:
        """One open entry in the place of many; comments that stood among them stay above it."""
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
