"""Where each character of a source goes: into the data, into print by the program, or nowhere, with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from fazhi_report.document.raw import RawBlock, RawTable, Removed, SourceDocument, raw_texts
from fazhi_report.findings import Route
from fazhi_report.text.references import references

_FOLD = str.maketrans("，；：（）？！。“”．０１２３４５６７８９", ',;:()?!."".0123456789')
_WHITE = dict.fromkeys(
    map(ord, " \t\r\n\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\u200b\ufeff")
)
_SHOWN = 30
_WHITE.update(dict.fromkeys(range(0x2000, 0x200B)))


def shortened(text: str) -> str:
    """Return the first words of a text, for a comment of one line."""
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}……"


def characters(texts: Iterable[str]) -> Counter[str]:
    """Return how often each character occurs, width of digits and punctuation and white space aside."""
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update(text.translate(_WHITE).translate(_FOLD))
    return counted


@dataclass(frozen=True, slots=True)
class PrintedAnew:
    """Words that the data leave out because the program prints them: numbers, colons, labels.

    Args:
        text: The words.
        line: Their line in the source.
    """

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that the drafter should look at.

    Args:
        words: The fact, Chinese.
        line: Its line in the source; 0 for none.
    """

    words: str
    line: int = 0

    def comment(self, unit: str) -> str:
        """Return the comment of the data file."""
        return f"待核：{self.words}" + (f"（原文第 {self.line} {unit}）" if self.line else "")


@dataclass(slots=True)
class Account:
    """The record of what an import does with the words of a source.

    Args:
        removed: The words that the data leave out, with reasons.
        printed: The words that the program prints itself.
        added: The words that only the data contain, with reasons.
        notes: Route of the data → doubts for the drafter.
        lines: Route of the data → line of its words in the source.
    """

    removed: list[Removed] = field(default_factory=list)
    printed: list[PrintedAnew] = field(default_factory=list)
    added: list[Removed] = field(default_factory=list)
    notes: dict[Route, list[Doubt]] = field(default_factory=dict)
    lines: dict[Route, int] = field(default_factory=dict)

    def remove(self, text: str, line: int, reason: str) -> None:
        """Record words that the data leave out."""
        if text.strip():
            self.removed.append(Removed(text.strip(), line, reason))

    def remove_block(self, block: RawBlock, reason: str) -> None:
        """Record a paragraph or a table that the data leave out."""
        if isinstance(block, RawTable):
            for row in block.rows:
                self.remove("　".join(row), block.line, reason)
        else:
            self.remove(block.text, block.line, reason)

    def print(self, text: str, line: int) -> None:
        """Record words that the program prints itself."""
        if text.strip():
            self.printed.append(PrintedAnew(text.strip(), line))

    def note(self, route: Route, words: str, line: int = 0) -> None:
        """Record a doubt for the drafter."""
        self.notes.setdefault(route, []).append(Doubt(words, line))

    def line_of(self, route: Route) -> int:
        """Return the line of the source for a route of the data, or for the nearest route above it; 0 for none."""
        while route:
            if route in self.lines:
                return self.lines[route]
            route = route[:-1]
        return 0


@dataclass(frozen=True, slots=True)
class CharacterBalance:
    """Where the characters of a source went, white space and width of digits and punctuation aside.

    Args:
        source: All of them.
        data: Those that the data file contains.
        printed: Those that the program prints itself.
        removed: Those that were left out, each with a reason.
        added: Those of the data that the source does not have.
        lost: Characters that are in none of the three: a fault of this program.
        invented: Characters of the data without a source: a fault of this program.
    """

    source: int
    data: int
    printed: int
    removed: int
    added: int
    lost: Mapping[str, int]
    invented: Mapping[str, int]

    @property
    def even(self) -> bool:
        """Whether every character is accounted for."""
        return not self.lost and not self.invented


def balance_of(scan: SourceDocument, values: object, account: Account) -> CharacterBalance:
    """Return the balance of a scan and the values of the data file; a reference counts as the figure that it prints."""
    read = [*raw_texts(scan.blocks), *(one.text for one in scan.removed)]
    named = {key: figure.text for key, figure in scan.figures.items()}
    written = dict(values) if isinstance(values, Mapping) else {}
    printed = named | _figures(written.pop("figures", None))
    return balance(
        (_in_words(text, named) for text in read),
        (_in_words(text, printed) for text in texts(written)),
        account,
    )


def _figures(written: object) -> dict[str, str]:
    """Return the figures of a data file as printed, by key."""
    found: dict[str, str] = {}
    for key, one in written.items() if isinstance(written, Mapping) else ():
        value = one.get("value") if isinstance(one, Mapping) else one
        if isinstance(value, str):
            found[key] = value
    return found


def _in_words(text: str, printed: Mapping[str, str]) -> str:
    for reference in reversed(list(references(text)) if printed else ()):
        if reference.key in printed:
            text = text[: reference.start] + printed[reference.key] + text[reference.end :]
    return text


def balance(source: Iterable[str], data: Iterable[str], account: Account) -> CharacterBalance:
    """Return the balance of a source: characters of the source against those of data and account, counted anew.

    Args:
        source: Every text of the source, those that its reader set aside included.
        data: Every text of the data file.
        account: The words printed, removed and added.
    """
    came, kept = characters(source), characters(data)
    printed = characters(one.text for one in account.printed)
    removed = characters(one.text for one in account.removed)
    added = characters(one.text for one in account.added)
    went = kept + printed + removed
    return CharacterBalance(
        came.total(),
        kept.total(),
        printed.total(),
        removed.total(),
        added.total(),
        dict((came + added) - went),
        dict(went - (came + added)),
    )


_WORDLESS = frozenset({"kind", "order", "preset", "between", "ordinal", "number", "role", "level3_numbering"})
_NUMBERS_AND_SWITCHES = frozenset(
    {"year", "as_issued", "unsigned", "run_in", "inline", "seal", "addressees_here"}
)


def texts(value: object) -> Iterator[str]:
    """Yield the words of values in the shape of the data file, without kinds, presets, years and switches."""
    match value:
        case str():
            yield value
        case dict():
            for name, inner in value.items():
                if name not in _WORDLESS | _NUMBERS_AND_SWITCHES:
                    yield from texts(inner)
        case list() | tuple():
            for inner in value:
                yield from texts(inner)
