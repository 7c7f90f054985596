"""The labels of rows and columns, compared without numbers, units, brackets and marks; and what a cell holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from fazhi_report.model.statistics import CellState, read_cell
from fazhi_report.norms.statistics import TableItem

_NUMBERED = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)|[0-9]{1,2}[.、](?![0-9]))"
)
_BRACKETS = re.compile(r"\([^()]{0,60}\)")
_MARKS = re.compile(r"[\s、,;:.。/“”\"'‘’·\-—()]+")
_LONGEST = 80
_ALIKE = 88
"""From which similarity on, in per cent, two labels may be the same; such a cell is asked about."""
_UNSEEN = re.compile("[\\s\u00a0\u200b-\u200f\u2028-\u202f\u2060\ufeff]+")
_UNIT = re.compile(r"(?<=[0-9])(?:件|宗|次|个|人|家|条|份|项|起|亿元|万元|元)$")
_MONEY = re.compile(r"(?:亿|万)?元")


@lru_cache(maxsize=4096)
def plain_label(text: str) -> str:
    """Return a label as it is compared: without number, unit and explanation in brackets, marks and blanks."""
    flat = unicodedata.normalize("NFKC", text[:_LONGEST]).strip()
    flat = _NUMBERED.sub("", flat)
    bare = _BRACKETS.sub("", flat)
    return _MARKS.sub("", bare) or _MARKS.sub("", flat)


@lru_cache(maxsize=4096)
def cell_text(text: str) -> str:
    """Return what a cell holds: half-width, without blanks and without a unit behind its number."""
    flat = _UNSEEN.sub("", unicodedata.normalize("NFKC", text[:_LONGEST]))
    return _UNIT.sub("", flat)


def holds_value(text: str) -> bool:
    """Whether a cell holds a number or a word for none; an empty one does not."""
    return bool(text) and read_cell(cell_text(text)).state is not CellState.UNREADABLE


def money_unit(texts: Iterable[str]) -> str:
    """Return the unit of money that labels name last, such as 万元; empty where they name none."""
    found = [
        match[0] for text in texts for match in _MONEY.finditer(unicodedata.normalize("NFKC", text[:200]))
    ]
    return found[-1] if found else ""


@dataclass(frozen=True, slots=True)
class LabelMatch:
    """A row or column that a label means.

    Args:
        key: Its key.
        near: The label, where it is only like the known one; empty where it is the same.
    """

    key: str
    near: str = ""


class LabelIndex:
    """Finds rows or columns by their labels.

    Args:
        items: The rows or columns.
    """

    def __init__(self, items: Iterable[TableItem]) -> None:
        self._exact: dict[str, list[TableItem]] = {}
        for item in items:
            for name in dict.fromkeys(map(plain_label, (item.label, *item.aliases))):
                self._exact.setdefault(name, []).append(item)
        self._alike: dict[str, LabelMatch | None] = {}

    def find(self, labels: Iterable[str]) -> LabelMatch | None:
        """Return what the labels of a cell mean; None for nothing.

        Args:
            labels: Its labels, the nearest first; those further off tell apart what has the same name.
        """
        known = [plain_label(label) for label in labels]
        for label in known:
            if found := self._exact.get(label):
                return LabelMatch(max(found, key=lambda item: _under(item, known)).key)
        return next(filter(None, map(self._near, known)), None)

    def _near(self, label: str) -> LabelMatch | None:
        if label not in self._alike:
            scored = [(fuzz.ratio(label, name), name) for name in self._exact if len(label) > 3]  # noqa: PLR2004
            best = max(scored, default=(0.0, ""))
            item = self._exact[best[1]][0] if best[0] >= _ALIKE else None
            self._alike[label] = None if item is None else LabelMatch(item.key, label)
        return self._alike[label]


def _under(item: TableItem, labels: list[str]) -> int:
    return len(set(map(plain_label, item.under)) & set(labels))
