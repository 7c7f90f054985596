"""Writes changed texts, dates and follow-ups into the text of a data file; every other byte stays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from fazhi_report.errors import FazhiError
from fazhi_report.findings import Route
from fazhi_report.forms.draft_changes import LeafEdit, MeasureEdit
from fazhi_report.model.prose import paragraphs
from fazhi_report.scaffold.edits import Edits
from fazhi_report.source.dump import block_lines, scalar
from fazhi_report.source.positions import Mapping, Mark, Scalar, content_start, raw_index
from fazhi_report.source.positions import Sequence as ListMark

_STEP = "  "
_KEY_COLUMN = re.compile(r"[ \t]*(?:-[ \t]+)*")
_BLANK = re.compile(r"[ \t\u3000]*")


def edit_texts(edits: Edits, changes: Iterable[LeafEdit], *, whole: bool = False) -> None:
    """Edit texts of a data file.

    Args:
        edits: Takes the changes.
        changes: The changes, each text once.
        whole: Whether changed texts are written anew, and not only the words of them that change.

    Raises:
        FazhiError: A text is written in a form that cannot be edited in place.
    """
    in_scalar: dict[int, list[tuple[int, LeafEdit]]] = {}
    marks: dict[int, Scalar] = {}
    for change in changes:
        if not whole and _edit_words(edits, change):
            continue
        found = edits.marks.find(change.route)
        if found is None or not isinstance(mark := found[0], Scalar):
            raise _unwritable(change)
        paragraph = found[1]
        if paragraph is None and change.route[-1] == "<paragraph>" and _in_list(edits, change) is not None:
            _edit_entry(edits, change, mark)
        else:
            marks[mark.start] = mark
            in_scalar.setdefault(mark.start, []).append((paragraph or 0, change))
    for start, held in in_scalar.items():
        _edit_scalar(edits, marks[start], dict(held))


def _edit_words(edits: Edits, change: LeafEdit) -> bool:
    """Edit only the words that change, in a text of which nothing else changes; return whether that was possible."""
    found = edits.marks.find(change.route)
    if found is None or not isinstance(mark := found[0], Scalar) or change.new is None or change.added:
        return False
    # Plain words must stay plain; a double-quoted text is written anew.
    plain = not mark.style and scalar(change.new, flow=True) == change.new
    if not plain and mark.style not in {"|", "'"}:
        return False
    matcher = SequenceMatcher(None, change.old, change.new, autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            continue
        words = change.new[start:end]
        at = raw_index(edits.text, mark, found[1], first)
        behind = at if first == last else raw_index(edits.text, mark, found[1], last - 1) + 1
        edits.replace(at, behind, words.replace("'", "''") if mark.style == "'" else words)
    return True


def edit_measures(edits: Edits, changes: Iterable[MeasureEdit]) -> None:
    """Remove measures from enumerations, and add new ones behind others.

    Raises:
        FazhiError: An enumeration is written in a form that cannot be edited in place.
    """
    for change in changes:
        held, index = edits.marks.find(change.route[:-1]), change.route[-1]
        fault = FazhiError(
            f"{change.place}：这一组“一是、二是”在数据文件里的写法改不了", "在数据文件里改这一处，再收别的"
        )
        if held is None or not isinstance(held[0], ListMark) or not isinstance(index, int):
            raise fault
        if edits.is_flow(held[0]) or (change.removed and len(held[0].items) == 1 and not change.added):
            raise fault
        start, end = edits.extent(held[0].items[index])
        line = edits.text.rfind("\n", 0, start) + 1
        entries = [_entry(words, edits.text[line:start].partition("-")[0]) for words in change.added]
        behind = edits.text.find("\n", end)
        behind = len(edits.text) if behind < 0 else behind
        if change.removed:
            edits.replace(line, behind + 1, "".join(f"{one}\n" for one in entries))
        else:
            edits.insert(behind, "".join(f"\n{one}" for one in entries))


def edit_field(edits: Edits, route: Route, words: str) -> None:
    """Set a field that is written on one line; a missing one is added to its mapping.

    Raises:
        FazhiError: It cannot be edited in place.
    """
    found = edits.marks.find(route)
    if found is not None and isinstance(mark := found[0], Scalar):
        if mark.start < mark.end:
            edits.set(mark, scalar(words, flow=True))
        else:
            edits.insert(mark.start, f" {scalar(words, flow=True)}")
        return
    parent = edits.marks.find(route[:-1])
    if parent is None or not isinstance(holder := parent[0], Mapping) or not holder.entries:
        raise FazhiError(f"数据文件里 {'.'.join(map(str, route))} 的写法改不了", "在数据文件里改这一处")
    last = max(edits.extent(value)[1] for _, value in holder.entries.values())
    column = edits.column(min(start for start, _ in holder.entries.values()))
    parting = ", " if edits.is_flow(holder) else "\n" + " " * column
    edits.insert(last, f"{parting}{route[-1]}: {scalar(words, flow=True)}")


def _in_list(edits: Edits, change: LeafEdit) -> ListMark | None:
    """Return the list whose entry a paragraph is; None where it is written in a text of its own."""
    found = edits.marks.find(change.route[:-2])
    return found[0] if found is not None and isinstance(found[0], ListMark) else None


def _edit_entry(edits: Edits, change: LeafEdit, mark: Scalar) -> None:
    """Edit a paragraph that is an entry of a list."""
    held = _in_list(edits, change)
    if held is None or (edits.is_flow(held) and (change.added or change.new is None)):
        raise _unwritable(change)
    start, end = edits.extent(mark)
    dash = edits.text.rfind("\n", 0, start) + 1
    if change.new is None:
        if len(held.items) == 1 and not change.added:
            raise _unwritable(change)
        behind = edits.text.find("\n", end)
        edits.replace(dash, len(edits.text) if behind < 0 else behind + 1, "")
        return
    indent = edits.text[dash:start].partition("-")[0]
    made = [change.new, *change.added] if change.new != change.old else list(change.added)
    entries = [_entry(words, indent) for words in made]
    if change.new != change.old:
        edits.replace(start, end, entries.pop(0).lstrip()[len("- ") :])
    if entries:
        edits.insert(end, "\n" + "\n".join(entries))


def _match(text: str, at: int) -> str:
    found = _BLANK.match(text, at)
    return found[0] if found else ""


def _entry(words: str, indent: str) -> str:
    lines = block_lines(words)
    if len(lines) > 1:
        return "\n".join([f"{indent}- |", *(f"{indent}{_STEP}{line}" for line in lines)])
    return f"{indent}- {scalar(words, flow=True)}"


def _edit_scalar(edits: Edits, mark: Scalar, changes: dict[int, LeafEdit]) -> None:
    """Edit the paragraphs of one scalar: in a block only their lines, else the whole of it."""
    if mark.style == "|" and (spans := _spans(edits, mark)) is not None:
        if all(one.new is None and not one.added for one in changes.values()) and len(changes) == len(spans):
            raise _unwritable(next(iter(changes.values())))
        _edit_block(edits, spans, changes)
        return
    whole = paragraphs(mark.value) or [mark.value]
    made: list[str] = []
    for number, words in enumerate(whole):
        change = changes.get(number)
        made += [words] if change is None else [*([] if change.new is None else [change.new]), *change.added]
    if not made:
        raise _unwritable(next(iter(changes.values())))
    if len(made) == 1:
        edits.set(mark, scalar(made[0], flow=True))
        return
    edits.set(mark, _block(edits, mark, made, next(iter(changes.values()))))


def _block(edits: Edits, mark: Mark, made: Sequence[str], change: LeafEdit) -> str:
    """Return paragraphs as a block below the key of a text.

    Raises:
        FazhiError: The text is written within braces, or a paragraph cannot be in a block.
    """
    line = edits.text.rfind("\n", 0, mark.start) + 1
    before = _KEY_COLUMN.match(edits.text, line)
    lines = [block_lines(words) for words in made]
    if before is None or re.search(r"[{\[]", edits.text[line : mark.start]) or not all(lines):
        raise _unwritable(change)
    indent = " " * len(before[0]) + _STEP
    return "|\n" + "\n\n".join("\n".join(f"{indent}{one}" for one in lines_of) for lines_of in lines)


@dataclass(frozen=True, slots=True)
class _Span:
    """The lines of one paragraph in a block: offsets of the first character and behind the last one, indentation."""

    start: int
    end: int
    indent: str


def _spans(edits: Edits, mark: Scalar) -> list[_Span] | None:
    """Return the lines of each paragraph of a block; None where they cannot be told."""
    spans: list[_Span] = []
    position, open_ = content_start(edits.text, mark), False
    end = edits.extent(mark)[1]
    for line in edits.text[position:end].split("\n"):
        if line.strip():
            blank = _match(line, 0)
            if open_:
                spans[-1] = _Span(spans[-1].start, position + len(line), spans[-1].indent)
            else:
                spans.append(_Span(position + len(blank), position + len(line), blank))
        open_ = bool(line.strip())
        position += len(line) + 1
    return spans if len(spans) == len(paragraphs(mark.value)) else None


def _edit_block(edits: Edits, spans: Sequence[_Span], changes: dict[int, LeafEdit]) -> None:
    for number, change in sorted(changes.items()):
        span = spans[number]
        news = [] if change.new is None else [change.new]
        lines = [block_lines(words) for words in (*news, *change.added)]
        if not all(lines):
            raise _unwritable(change)
        made = [f"\n{span.indent}".join(one) for one in lines]
        if made:
            parting = f"\n\n{span.indent}"
            if change.new == change.old:
                edits.insert(span.end, parting + parting.join(made[1:]))
            else:
                edits.replace(span.start, span.end, parting.join(made))
        elif number + 1 < len(spans):
            edits.replace(span.start, spans[number + 1].start, "")
        else:
            edits.replace(spans[number - 1].end, span.end, "")


def _unwritable(change: LeafEdit) -> FazhiError:
    return FazhiError(
        f"{change.place}：“{change.old[:20]}”在数据文件里的写法改不了", "在数据文件里改这一处，再收别的"
    )
