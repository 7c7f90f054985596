"""What was changed in a draft that was edited in Word: sentences, paragraphs, figures, follow-ups."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from fazhi_report.composition.text_diff import paired
from fazhi_report.document.raw import BlockRole, RawBlock, RawParagraph, RawTable, SourceDocument
from fazhi_report.findings import Route
from fazhi_report.forms.answers import AnswerPlace, RefusedCell
from fazhi_report.forms.follow_up_cells import FollowUpEdit, follow_up_edits
from fazhi_report.forms.printed_leaves import FollowUpTable, LeafPiece, PrintedLeaf, PrintedReport
from fazhi_report.model.base import join_lines
from fazhi_report.numbers.figure import parse_figure
from fazhi_report.source.encoding import without_forbidden

_TOKEN = re.compile(r"\{\{ [a-z0-9_.]+ \}\}|.", re.DOTALL)
_REFERENCE = re.compile(r"\{\{ ([a-z0-9_.]+) \}\}")
_RENUMBERED = re.compile(r"[（(]?[〇零一二三四五六七八九十百0-9]{0,5}[）)]?[、.．]?[是要]?[ \u3000]?")
_OPENED = re.compile(r"[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．是要]")
_WORDS = frozenset({BlockRole.BODY, BlockRole.UNKNOWN})
_ORDINAL = re.compile(r"[一二三四五六七八九十]{1,3}[是要]")
_DAY = re.compile(r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|【待填[^】]{0,20}】")
_HAND = "在数据文件里改这一处"
_TABLE_LIKENESS = 60.0
_AROUND = 12


@dataclass(slots=True)
class LeafEdit:
    """A change of one text of the data.

    Args:
        route: Its route.
        old: The text in the data.
        place: Where the draft was changed.
        new: The text as it will be; None where its paragraph was removed.
        added: Paragraphs that were added behind it.
    """

    route: Route
    old: str
    place: AnswerPlace
    new: str | None
    added: list[str] = field(default_factory=list)

    @property
    def shown(self) -> tuple[str, str]:
        """What changes, before and after, with a few characters around it."""
        old, new = self.old, "" if self.new is None else self.new
        if old == new:
            return "（无）", "；".join(f"新增一段：{one}" for one in self.added)
        start = next(
            (at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
        )
        end = 0
        while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
            end += 1
        first = max(start - _AROUND, 0)
        dots = "……" if first else ""
        before, after = (
            f"{dots}{one[first : len(one) - end + min(end, _AROUND)]}{'……' if end > _AROUND else ''}"
            for one in (old, new)
        )
        if self.new is None:
            return old, "（删去这一段）"
        return before, after


@dataclass(slots=True)
class MeasureEdit:
    """A change of an enumeration (一是、二是): a measure that was removed, or measures that were added behind it.

    Args:
        route: Route of the measure.
        place: Where the draft was changed.
        removed: Its words, where it was removed; empty where it stays.
        added: The texts of the measures added behind it, without their ordinals.
    """

    route: Route
    place: AnswerPlace
    removed: str = ""
    added: list[str] = field(default_factory=list)

    @property
    def shown(self) -> tuple[str, str]:
        """What changes, before and after."""
        gone = ["（删去这一条）"] if self.removed else []
        return self.removed or "（无）", "；".join([*gone, *(f"新增一条：{one}" for one in self.added)])


@dataclass(slots=True)
class DraftChanges:
    """What was changed in a draft.

    Args:
        leaves: Route → the change of its text.
        measures: Route of a measure → the change of its enumeration.
        follow_ups: Index of the follow-up → the change.
        day: The date of issue as it is printed now; empty where it was not changed.
        last_day: The date of issue as the data print it.
        figures: Key → the new numbers that were typed over it, each with its place.
        kept: Key → the number of today, in the places that print it without its mark.
        refused: What was not taken.
        passed: Remarks, Chinese.
    """

    leaves: dict[Route, LeafEdit] = field(default_factory=dict)
    measures: dict[Route, MeasureEdit] = field(default_factory=dict)
    follow_ups: dict[int, FollowUpEdit] = field(default_factory=dict)
    day: str = ""
    last_day: str = ""
    figures: dict[str, list[tuple[str, AnswerPlace]]] = field(default_factory=dict)
    kept: dict[str, list[tuple[str, AnswerPlace]]] = field(default_factory=dict)
    refused: list[RefusedCell] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)


Unit = Callable[[str], str]
"""Key of a figure → its text today."""


def draft_changes(
    before: SourceDocument, printed: PrintedReport, after: SourceDocument, file: str, today: Unit
) -> DraftChanges:
    """Return what was changed in a draft.

    Args:
        before: The document that the data give today.
        printed: Where the texts of the data stand in it.
        after: The edited draft.
        file: Its name.
        today: The text of a figure, as the data print it today.
    """
    made = DraftChanges()
    _Comparing(printed, file, today, made).compare(before.blocks, after.blocks)
    return made


@dataclass(slots=True)
class _Comparing:
    printed: PrintedReport
    file: str
    today: Unit
    made: DraftChanges
    last: PrintedLeaf | None = None

    def compare(self, before: Sequence[RawBlock], after: Sequence[RawBlock]) -> None:
        pairs = paired(list(enumerate(before)), list(enumerate(after)), lambda one: _key(one[1]), self._alike)
        for old, new in pairs:
            if old is None and new is not None:
                self._added(new[1])
            elif old is not None:
                self._kept(old[0], old[1], None if new is None else new[1])

    def _kept(self, index: int, old: RawBlock, new: RawBlock | None) -> None:
        leaves = self.printed.paragraphs.get(index, [])
        if new is None:
            self._removed(index, old, leaves)
        elif isinstance(old, RawTable) or isinstance(new, RawTable):
            self._table(index, old, new)
        elif old.text.strip() != new.text.strip():
            self._changed(old, new, leaves)
        if leaves:
            self.last = leaves[-1]

    def _changed(self, old: RawParagraph, new: RawParagraph, leaves: list[PrintedLeaf]) -> None:
        place = self._place(new)
        if not leaves and old.role is BlockRole.DATE:
            self.made.day, self.made.last_day = new.text.strip(), old.text.strip()
        elif not leaves:
            self._refuse(place, f"“{_short(old.text)}”改成了“{_short(new.text)}”：不是正文，没有收", _HAND)
        elif edits := self._edits(old.text, new.text, leaves, place):
            self.made.leaves |= {one.route: one for one in edits}

    def _edits(self, old: str, new: str, leaves: list[PrintedLeaf], place: AnswerPlace) -> list[LeafEdit]:
        """Return the changes of the texts in a paragraph; none where one of them cannot be told from another."""
        texts: dict[int, list[str]] = {number: [] for number in range(len(leaves))}
        one, other = _TOKEN.findall(old), _TOKEN.findall(join_lines(without_forbidden(new)[0].strip()))
        offsets = [0]
        for token in one:
            offsets.append(offsets[-1] + len(token))
        for kind, first, last, start, end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
            words = "".join(other[start:end])
            if kind == "equal":
                for number, leaf in enumerate(leaves):
                    texts[number] += _raw(leaf, offsets[first], offsets[last])
                continue
            within = _within(leaves, offsets[first], offsets[last])
            if within is None:
                if not _RENUMBERED.fullmatch(words):
                    self._refuse(
                        place, f"“{_short(old)}”改成了“{_short(new)}”：几处文字连在一起改了，分不清", _HAND
                    )
                    return []
                continue
            if _cuts(leaves[within], offsets[first], offsets[last]):
                self._refuse(
                    place, f"“{_short(new)}”：改的是程序印出的数，没有收", "改这个数本身，或推算它的数"
                )
                return []
            texts[within].append(self._words(one[first:last], words, place))
        made = ("".join(texts[number]) for number in range(len(leaves)))
        return [
            LeafEdit(leaf.route, leaf.text, place, text)
            for leaf, text in zip(leaves, made, strict=True)
            if text != leaf.text
        ]

    def _words(self, gone: Sequence[str], words: str, place: AnswerPlace) -> str:
        """Return the new words of a text; a number typed over a figure is that figure's new value."""
        keys = [match[1] for token in gone if (match := _REFERENCE.fullmatch(token))]
        if len(keys) != 1 or len(gone) != 1 or _REFERENCE.search(words):
            return words
        was = self.today(keys[0])
        if words == was:
            self.made.kept.setdefault(keys[0], []).append((words, place))
            return gone[0]
        try:
            number = parse_figure(words)
        except ValueError:
            return words
        if number.unit != _unit(was) and _unit(was):
            return words
        self.made.figures.setdefault(keys[0], []).append((words, place))
        return gone[0]

    def _table(self, index: int, old: RawBlock, new: RawBlock) -> None:
        place = self._place(new)
        held = self.printed.tables.get(index)
        shapes = [[len(row) for row in one.rows] if isinstance(one, RawTable) else None for one in (old, new)]
        if _key(old) == _key(new):
            return
        if (
            held is None
            or not isinstance(old, RawTable)
            or not isinstance(new, RawTable)
            or shapes[0] != shapes[1]
        ):
            self._refuse(place, "表格增删了行、列，或者不是数据文件里的表，没有收", _HAND)
        elif isinstance(held, FollowUpTable):
            made, refused = follow_up_edits(held.follow_ups, old, new, place)
            self.made.follow_ups |= made
            self.made.refused += refused
        else:
            for (row, column), leaf in held.items():
                if old.rows[row][column] != new.rows[row][column]:
                    for one in self._edits(old.rows[row][column], new.rows[row][column], [leaf], place):
                        self.made.leaves[one.route] = one

    def _added(self, new: RawBlock) -> None:
        place = self._place(new)
        words = new.text.strip() if isinstance(new, RawParagraph) else "表格"
        measure = None if self.last is None else measure_of(self.last.route)
        ordinal = _ORDINAL.match(words)
        if measure is not None and ordinal and isinstance(new, RawParagraph) and new.role in _WORDS:
            edit = self.made.measures.setdefault(measure, MeasureEdit(measure, place))
            edit.added.append(join_lines(without_forbidden(words[ordinal.end() :])[0]))
            return
        plain = isinstance(new, RawParagraph) and new.role in _WORDS
        if self.last is None or self.last.route[-1] != "<paragraph>" or not plain or _OPENED.match(words):
            self._refuse(
                place, f"新增的“{_short(words)}”没有收：不知道写进数据文件的哪一项", "在数据文件里添上"
            )
            return
        last = self.last
        text = self.made.leaves.setdefault(last.route, LeafEdit(last.route, last.text, place, last.text))
        text.added.append(join_lines(without_forbidden(words)[0]))

    def _removed(self, index: int, old: RawBlock, leaves: list[PrintedLeaf]) -> None:
        place = AnswerPlace(self.file, "", f"原第 {old.line} 段")
        words = old.text if isinstance(old, RawParagraph) else "表格"
        if len(leaves) == 1 and leaves[0].route[-1] == "<paragraph>" and index in self.printed.paragraphs:
            leaf = leaves[0]
            self.made.leaves[leaf.route] = LeafEdit(leaf.route, leaf.text, place, None)
        elif (measure := _only_measure(leaves)) is not None:
            self.made.measures[measure] = MeasureEdit(measure, place, words)
        elif words.strip():
            self._refuse(place, f"“{_short(words)}”在稿子里没有了，没有删", "确实不要的，在数据文件里删去")

    def _alike(self, old: tuple[int, RawBlock], new: tuple[int, RawBlock]) -> float:
        """Return how like two blocks are, in per cent; a figure counts as what it prints, since its mark may be lost."""
        one, other = old[1], new[1]
        if isinstance(one, RawTable) and isinstance(other, RawTable):
            joined = ("\n".join("\n".join(row) for row in table.rows) for table in (one, other))
            return max(_TABLE_LIKENESS, fuzz.ratio(*joined))
        if isinstance(one, RawParagraph) and isinstance(other, RawParagraph):
            # A date is so short that a new one is hardly like the old.
            alone = one.role is BlockRole.DATE and _DAY.fullmatch(other.text.strip())
            return 100.0 if alone else fuzz.ratio(self._shown(one.text), self._shown(other.text))
        return 0.0

    def _shown(self, text: str) -> str:
        return _REFERENCE.sub(lambda found: self.today(found[1]), text)

    def _place(self, block: RawBlock) -> AnswerPlace:
        return AnswerPlace(self.file, "", f"第 {block.line} 段")

    def _refuse(self, place: AnswerPlace, message: str, hint: str) -> None:
        self.made.refused.append(RefusedCell(place, "", message, hint))


def measure_of(route: Route) -> Route | None:
    """Return the route of the measure (一是) that a text belongs to; None for none."""
    at = next((at for at, one in enumerate(route) if one == "<measures>"), None)
    return None if at is None else route[: at + 3]


def _only_measure(leaves: Sequence[PrintedLeaf]) -> Route | None:
    """Return the measure that all texts of a paragraph belong to; None where they belong to none or several."""
    found = {measure_of(one.route) for one in leaves}
    return found.pop() if len(found) == 1 else None


def _key(block: RawBlock) -> object:
    return block.rows if isinstance(block, RawTable) else block.text.strip()


def _within(leaves: Sequence[PrintedLeaf], start: int, end: int) -> int | None:
    """Return the index of the text that holds a range of the paragraph; None for none. Between two, the first."""
    return next((at for at, one in enumerate(leaves) if one.start <= start and end <= one.end), None)


def _cuts(leaf: PrintedLeaf, start: int, end: int) -> bool:
    """Whether a range reaches into what a reference prints in words."""
    return any(one.in_words and start < one.end and one.start < end for one in leaf.pieces)


def _raw(leaf: PrintedLeaf, start: int, end: int) -> Iterator[str]:
    """Yield the data's text of a range of the paragraph; a reference comes with its first character."""
    for piece in leaf.pieces:
        first, last = max(start, piece.start), min(end, piece.end)
        if first < last and not piece.key:
            yield _slice(piece, first, last)
        elif first < last and first == piece.start:
            yield piece.raw


def _slice(piece: LeafPiece, start: int, end: int) -> str:
    return piece.raw[start - piece.start : end - piece.start]


def _unit(text: str) -> str:
    try:
        return parse_figure(text).unit
    except ValueError:
        return ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 2 * _AROUND else f"{line[: 2 * _AROUND]}……"
