"""The lexicon: outdated, wrong and discouraged words; that of the program and that of an office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Literal, get_args

import yaml

from fazhi_report.norms.shipped import plain_yaml, read

Kind = Literal["organ", "law", "period", "formula", "misused", "preferred", "banned"]
"""The kind of fault of a word; each kind has its own rule, FZ801 to FZ807 in this order."""
KINDS: tuple[Kind, ...] = get_args(Kind)

_FIELDS = frozenset({"word", "title", "instead", "why", "from", "until", "unless", "next"})
_OPTIONAL_WORDS = ("unless", "next")
_KIND_OF_TITLE = ("《{}》", "《中华人民共和国{}》", "〈{}〉")


MOST_WORDS = 10_000
"""Most words of an office's lexicon, those of ``unless`` among them; each is looked for in every sentence."""
_MOST_DEPTH = 8


class LexiconError(ValueError):
    """The lexicon cannot be read; the message says where and why."""


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """A word and its fault.

    Args:
        word: The word.
        kind: The kind of fault.
        instead: What to write instead; empty where that depends on the context.
        why: The reason, one Chinese sentence.
        since: The first day on which it is wrong; None where it has always been.
        until: The first day on which it is right again, such as that of a coming period; None where there is none.
        unless: Longer words in which it is right.
        next: Characters of which one must follow the word; empty for any.
    """

    word: str
    kind: Kind
    instead: str = ""
    why: str = ""
    since: date | None = None
    until: date | None = None
    unless: tuple[str, ...] = ()
    next: str = ""

    def holds(self, day: date) -> bool:
        """Whether the word is wrong in a text about this day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)

    def found_in(self, text: str) -> Iterator[int]:
        """The offsets of the word in the text, without those inside the longer words of ``unless``."""
        start = text.find(self.word)
        while start >= 0:
            end = start + len(self.word)
            follows = not self.next or text[end : end + 1] in tuple(self.next)
            if follows and not self._harmless(text, start):
                yield start
            start = text.find(self.word, end)

    def _harmless(self, text: str, start: int) -> bool:
        for longer in self.unless:
            inside = longer.find(self.word)
            if inside <= start and text.startswith(longer, start - inside):
                return True
        return False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The entries of a lexicon.

    Args:
        entries: Kind → entries, in the order of the file.
        history: Words that show that a sentence is about former times.
        allowed: Words and titles that the office allows.
    """

    entries: Mapping[Kind, tuple[LexiconEntry, ...]]
    history: tuple[str, ...] = ()
    allowed: frozenset[str] = frozenset()

    def of(self, kind: Kind) -> tuple[LexiconEntry, ...]:
        """The entries of a kind."""
        return self.entries.get(kind, ())

    def with_own(self, content: object) -> Lexicon:
        """This lexicon, extended by that of an office.

        Its entries are added and replace entries for the same word; entries for words that it allows are removed.

        Args:
            content: The content of its file, all scalars as text: kinds with lists of entries, and ``allow``.

        Raises:
            LexiconError: The content has another form.
        """
        data = _mapping({} if content is None else content, "词表")
        if unknown := set(data) - {"version", "allow", *KINDS}:
            raise LexiconError(f"词表里有不认识的键“{min(unknown)}”，可用的是 allow、{'、'.join(KINDS)}")
        allowed = set(_words(data.get("allow", []), "allow"))
        own = _entries(data)
        words = len(allowed) + sum(1 + len(one.unless) for entries in own.values() for one in entries)
        if words > MOST_WORDS:
            raise _too_many()
        replaced = allowed | {one.word for entries in own.values() for one in entries}
        merged = {
            kind: (*(one for one in self.of(kind) if one.word not in replaced), *own.get(kind, ()))
            for kind in KINDS
        }
        return Lexicon(MappingProxyType(merged), self.history, self.allowed | allowed)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon that comes with the program; read once."""
    content = _mapping(read("lexicon"), "词表")
    return Lexicon(MappingProxyType(_entries(content)), tuple(_words(content["history"], "history")))


def parse_lexicon(text: str) -> object:
    """The content of a lexicon file; every scalar is text.

    Raises:
        LexiconError: The text is no YAML, or no list of words: nested deep, with aliases, or endless.
    """
    try:
        _require_plain(text)
        return plain_yaml(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第 {mark.line + 1} 行" if mark is not None else ""
        raise LexiconError(f"词表{where}的 YAML 语法有误") from None


def _require_plain(text: str) -> None:
    """Refuse what grows when it is read: a list of words written once and named ten thousand times."""
    depth = scalars = 0
    for event in yaml.parse(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
        line = event.start_mark.line + 1 if event.start_mark else 1
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        scalars += isinstance(event, yaml.ScalarEvent)
        if isinstance(event, yaml.AliasEvent):
            raise LexiconError(f"词表第 {line} 行用了别名（*），词要直接写出来")
        if depth > _MOST_DEPTH:
            raise LexiconError(f"词表第 {line} 行套得太深")
        # A word may have as many as six fields.
        if scalars > 6 * MOST_WORDS:
            raise _too_many()


def _too_many() -> LexiconError:
    return LexiconError(f"词表超过 {MOST_WORDS} 个词")


def _entries(data: Mapping[str, Any]) -> dict[Kind, tuple[LexiconEntry, ...]]:
    return {
        kind: tuple(
            one
            for number, entry in enumerate(_list(data[kind], kind), 1)
            for one in _entry(kind, _mapping(entry, f"{kind} 第 {number} 条"), f"{kind} 第 {number} 条")
        )
        for kind in KINDS
        if kind in data
    }


def _entry(kind: Kind, entry: Mapping[str, Any], where: str) -> Iterator[LexiconEntry]:
    if unknown := set(entry) - _FIELDS:
        raise LexiconError(f"词表 {where}有不认识的键“{min(unknown)}”，可用的是 {'、'.join(sorted(_FIELDS))}")
    words = _words(entry.get("word", []), where)
    words += [
        form.format(title) for title in _words(entry.get("title", []), where) for form in _KIND_OF_TITLE
    ]
    if not words or not all(words):
        raise LexiconError(f"词表 {where}缺少 word（词）或 title（书名号里的名称）")
    for word in words:
        yield LexiconEntry(
            word=word,
            kind=kind,
            instead=_text(entry.get("instead", ""), where),
            why=_text(entry.get("why", ""), where),
            since=_day(entry.get("from"), where),
            until=_day(entry.get("until"), where),
            unless=tuple(longer for longer in _words(entry.get("unless", []), where) if word in longer),
            next=_text(entry.get("next", ""), where),
        )


def _mapping(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise LexiconError(f"{where}应是“键: 值”的形式")
    return value


def _list(value: object, where: str) -> list[object]:
    if not isinstance(value, list):
        raise LexiconError(f"词表 {where} 应是一列")
    return value


def _words(value: object, where: str) -> list[str]:
    """One word or a list of words."""
    return [_text(one, where) for one in (value if isinstance(value, list) else [value])]


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise LexiconError(f"词表 {where}里应写文字")
    return value


def _day(value: object, where: str) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(_text(value, where))
    except ValueError:
        raise LexiconError(f"词表 {where}的日期“{value}”应写成 2019-04-01") from None
