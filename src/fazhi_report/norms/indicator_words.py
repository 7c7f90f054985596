"""The shipped words by which a text names an indicator (指标用语)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, NotRequired, TypedDict, cast

from fazhi_report.norms.shipped import read

_CHOICE = re.compile(r"\(([^()]*)\)")
_SILENT = str.maketrans("", "", "（）“”‘’《》 ")
"""Marks that are read over, in the words as in the texts."""


@dataclass(frozen=True, slots=True)
class IndicatorWords:
    """The words of one indicator.

    Args:
        key: The indicator's key in the catalogue.
        topic: The topic that must be the one named nearest to the figure.
        heads: Words that end right before the figure.
        behind: Words that begin right behind its unit.
        verbs: Words that may come before the figure where `behind` names the indicator.
        prefix: Words that may come before a head and do not narrow what is counted.
        needs: Words of which the sentence must contain one; empty for no such need.
        excluded: Words that neither the clause nor the words behind may contain.
        apart: Topics that rule the indicator out where they are the nearest before the figure in the sentence.
        needs_verb: Whether a mere noun behind names the indicator only with one of the verbs before the figure.
        awarded: Whether words of awards belong to the indicator itself.
    """

    key: str
    topic: str
    heads: tuple[str, ...]
    behind: tuple[str, ...]
    verbs: tuple[str, ...]
    prefix: tuple[str, ...]
    needs: tuple[str, ...]
    excluded: tuple[str, ...]
    apart: tuple[str, ...]
    needs_verb: bool
    awarded: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic that a text may be about.

    Args:
        name: Its name in the file.
        words: Words that mention it.
        nouns: Words that go with it without mentioning it.
        within: The larger topic that it belongs to; empty for none.
        foreign: Whether the catalogue has no indicators for it.
        loose: Those of the nouns that belong to it only where the topic is named beside them.
        carried: Whether it applies to a whole list or sentence, even where others are named in between (镇街).
    """

    name: str
    words: tuple[str, ...]
    nouns: tuple[str, ...] = ()
    within: str = ""
    foreign: bool = False
    loose: tuple[str, ...] = ()
    carried: bool = False


@dataclass(frozen=True, slots=True)
class MeasuredShare:
    """How often sure readings were right on texts that had no part in making the words.

    Args:
        right: How many were right.
        wrong: How many were wrong.
        on: The date of the measurement.
    """

    right: int
    wrong: int
    on: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words by which the indicators of figures are recognised.

    Args:
        topics: Name → topic, foreign ones included.
        frame: Words that do not change what is counted.
        openers: Those of the frame with which sentences open; they are left out of names.
        fillers: Words that may come between a head and its figure.
        nouns: Objects that any head may have.
        negation: Words that negate the head behind them.
        awards: Words of prizes and selections.
        plans: Words of plans and tasks.
        past: Words for last year.
        several: Words for a span of several years.
        spells: Words for a part of the year.
        indicators: Key → words, in the order of the file.
        measured: How often sure readings were right on unseen texts; None where that was not measured.
    """

    topics: Mapping[str, Topic]
    frame: tuple[str, ...]
    openers: tuple[str, ...]
    fillers: tuple[str, ...]
    nouns: tuple[str, ...]
    negation: tuple[str, ...]
    awards: tuple[str, ...]
    plans: tuple[str, ...]
    past: tuple[str, ...]
    several: tuple[str, ...]
    spells: tuple[str, ...]
    indicators: Mapping[str, IndicatorWords]
    measured: MeasuredShare | None = None


class _TopicEntry(TypedDict, total=False):
    words: list[str]
    nouns: list[str]
    within: str
    loose: list[str]
    carried: Literal["true"]


_Entry = TypedDict(
    "_Entry",
    {
        "heads": list[str],
        "behind": list[str],
        "verbs": list[str],
        "prefix": list[str],
        "topic": str,
        "needs": list[str],
        "not": list[str],
        "apart": list[str],
        "needs_verb": Literal["true"],
        "awarded": Literal["true"],
    },
    total=False,
)


class _MeasuredEntry(TypedDict):
    right: str
    wrong: str
    on: str


class _File(TypedDict):
    measured: NotRequired[_MeasuredEntry]
    topics: dict[str, _TopicEntry]
    foreign: dict[str, list[str]]
    frame: list[str]
    openers: list[str]
    fillers: list[str]
    nouns: list[str]
    negation: list[str]
    awards: list[str]
    plans: list[str]
    past: list[str]
    several: list[str]
    spells: list[str]
    indicators: dict[str, _Entry]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Return the shipped words; the file is read once."""
    data = cast("_File", read("indicator_words"))
    topics = {
        name: Topic(
            name,
            _plain(entry["words"]),
            _plain(entry.get("nouns", ())),
            entry.get("within", ""),
            loose=_plain(entry.get("loose", ())),
            carried="carried" in entry,
        )
        for name, entry in data["topics"].items()
    }
    foreign = {name: Topic(name, _plain(words), foreign=True) for name, words in data["foreign"].items()}
    return Vocabulary(
        topics=MappingProxyType(topics | foreign),
        frame=_plain(data["frame"]),
        openers=_plain(data["openers"]),
        fillers=_plain(data["fillers"]),
        nouns=_plain(data["nouns"]),
        negation=_plain(data["negation"]),
        awards=_plain(data["awards"]),
        plans=_plain(data["plans"]),
        past=_plain(data["past"]),
        several=_plain(data["several"]),
        spells=_plain(data["spells"]),
        indicators=MappingProxyType({key: _words(key, entry) for key, entry in data["indicators"].items()}),
        measured=_measured(data.get("measured")),
    )


def spellings(pattern: str) -> tuple[str, ...]:
    """Return every word that a pattern denotes: 新受理 and 受理 for ``(新/)受理``."""
    pieces = _CHOICE.split(pattern)
    choices = [piece.split("/") if at % 2 else [piece] for at, piece in enumerate(pieces)]
    return tuple(dict.fromkeys("".join(words) for words in itertools.product(*choices)))


def _plain(patterns: Iterable[str]) -> tuple[str, ...]:
    """Return the words without marks that are read over, each once."""
    words = (word.translate(_SILENT) for pattern in patterns for word in spellings(pattern))
    return tuple(dict.fromkeys(word for word in words if word))


def _measured(entry: _MeasuredEntry | None) -> MeasuredShare | None:
    return None if entry is None else MeasuredShare(int(entry["right"]), int(entry["wrong"]), entry["on"])


def _words(key: str, entry: _Entry) -> IndicatorWords:
    return IndicatorWords(
        key=key,
        topic=entry.get("topic", key.partition(".")[0]),
        heads=_plain(entry.get("heads", ())),
        behind=_plain(entry.get("behind", ())),
        verbs=_plain(entry.get("verbs", ())),
        prefix=_plain(entry.get("prefix", ())),
        needs=_plain(entry.get("needs", ())),
        excluded=_plain(entry.get("not", ())),
        apart=tuple(entry.get("apart", ())),
        needs_verb="needs_verb" in entry,
        awarded="awarded" in entry,
    )
