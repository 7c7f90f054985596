"""The changed words of a sentence in two versions, in pieces that can be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from fazhi_report.document.nodes import Text
from fazhi_report.document.revision import Mark, Script, joined
from fazhi_report.document.tokens import ENDS, is_figure, is_mark, sentences

_MOST_WORDS = 1000
"""Changed words of a sentence that are compared one by one; the longest sentence of a report has two hundred."""
# Chosen on 45 pairs of sentences that were read one by one: docs/decisions/0010.
_LEAST_KEPT = 0.4
"""Share of the shorter version that stays, below which the sentence is shown as another one."""
_LEAST_BETWEEN = 4.5
"""Characters that stay for each of several changed places; with fewer, a reader pieces syllables together."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Words that stayed, and those that were replaced behind them.

    Args:
        kept: The words that are in both versions.
        deleted: The words of the old version that follow them; empty where words were only inserted.
        inserted: The words of the new version.
    """

    kept: str
    deleted: str = ""
    inserted: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether nothing changed, or one figure was replaced by another: what a reader sees at a glance."""
        return not (self.deleted or self.inserted) or (is_figure(self.deleted) and is_figure(self.inserted))


def sentence_script(was: Sequence[str], now: Sequence[str]) -> Iterator[tuple[Mark, str]]:
    """Yield the marked words of a sentence, or both versions as a whole where a reader would lose the thread.

    Args:
        was: The words of the old version.
        now: The words of the new version.
    """
    for edit in _edits(was, now):
        yield Mark.KEPT, edit.kept
        yield Mark.DELETED, edit.deleted
        yield Mark.INSERTED, edit.inserted


def text_script(was: str, now: str) -> Script:
    """Return the diff of two texts by word."""
    old, new = ([word for sentence in sentences((Text(text),)) for word in sentence] for text in (was, now))
    return tuple(joined(sentence_script(old, new)))


def common_ends(was: Sequence[object], now: Sequence[object]) -> tuple[int, int]:
    """Return how many items both sequences begin with, and how many more both end with."""
    least = min(len(was), len(now))
    front = next((at for at in range(least) if was[at] != now[at]), least)
    back = next((at for at in range(least - front) if was[-1 - at] != now[-1 - at]), least - front)
    return front, back


def _edits(was: Sequence[str], now: Sequence[str]) -> list[Edit]:
    """Return the edits from one version to the other, between marks that stayed in pieces that can be read."""
    front, back = common_ends(was, now)
    old, new = was[front : len(was) - back], now[front : len(now) - back]
    if max(len(old), len(new)) > _MOST_WORDS:
        return [Edit("".join(was[:front]), "".join(old), "".join(new)), Edit("".join(was[len(was) - back :]))]
    found, sentence = list[Edit](), list[Edit]()
    kept = ""
    for word, gone, come in _replaced(was, now, front, back):
        kept += word
        if gone or come:
            sentence.append(Edit(kept, gone, come))
            kept = ""
        elif word in ENDS:
            found += _readable([*sentence, Edit(kept)])
            sentence, kept = [], ""
    return [*found, *_readable([*sentence, Edit(kept)])]


def _replaced(
    was: Sequence[str], now: Sequence[str], front: int, back: int
) -> Iterator[tuple[str, str, str]]:
    """Yield each word that stayed, and each change as the words that went and those that came."""
    yield from ((word, "", "") for word in was[:front])
    old, new = was[front : len(was) - back], now[front : len(now) - back]
    for kind, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from ((word, "", "") for word in old[first:last])
        else:
            yield "", "".join(old[first:last]), "".join(new[start:end])
    yield from ((word, "", "") for word in was[len(was) - back :])


def _readable(edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits of a sentence, or the whole sentence as one where a reader would lose the thread."""
    joined = list(_absorbed(edits))
    if _is_readable(joined):
        return joined
    return [
        Edit(
            "",
            "".join(edit.kept + edit.deleted for edit in joined),
            "".join(edit.kept + edit.inserted for edit in joined),
        )
    ]


def _absorbed(edits: Sequence[Edit]) -> Iterator[Edit]:
    """Yield the edits; a single character between two of them is part of one change, unless it is a mark."""
    pending: Edit | None = None
    for edit in edits:
        if pending is not None and len(edit.kept) == 1 and not is_mark(edit.kept):
            deleted = pending.deleted + edit.kept + edit.deleted
            pending = Edit(pending.kept, deleted, pending.inserted + edit.kept + edit.inserted)
            continue
        if pending is not None:
            yield pending
        pending = edit
    if pending is not None:
        yield pending


def _is_readable(edits: Sequence[Edit]) -> bool:
    """Whether a reader can follow the marked words of a sentence; a figure for a figure counts as if it had stayed."""
    changed = [edit for edit in edits if not edit.is_plain]
    if not changed:
        return True
    kept = sum(len(edit.kept) + (len(edit.inserted) if edit.is_plain else 0) for edit in edits)
    shorter = kept + min(
        sum(len(edit.deleted) for edit in changed), sum(len(edit.inserted) for edit in changed)
    )
    return kept >= shorter * _LEAST_KEPT and (len(changed) == 1 or kept >= len(changed) * _LEAST_BETWEEN)
