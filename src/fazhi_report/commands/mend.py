"""Mend in a data file what has one cure that needs no decision: widths, spaces, interpuncts, brackets, stops of headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from fazhi_report.commands.validate import ValidateOptions, check_source
from fazhi_report.errors import FazhiError
from fazhi_report.files import rewrite
from fazhi_report.findings import Finding, Route, TextEdit
from fazhi_report.model.walk import texts as printed_texts
from fazhi_report.regular_files import read_regular
from fazhi_report.scaffold.edits import Edits
from fazhi_report.source.encoding import encode_like
from fazhi_report.source.load import Source, load_bytes
from fazhi_report.text.references import FILLER


@dataclass(frozen=True, slots=True)
class Mending:
    """What mends a data file; nothing is written yet.

    Args:
        path: The data file.
        before: Its bytes.
        source: The same, read.
        text: Its text with the changes.
        texts: Each text of the data that changes → as it is to be.
        mended: The findings that the changes mend.
    """

    path: Path
    before: bytes
    source: Source
    text: str
    texts: Mapping[str, str]
    mended: tuple[Finding, ...]

    @property
    def diff(self) -> tuple[str, ...]:
        """The changed lines of the file, old and new, with their numbers."""
        old, new = self.source.text.splitlines(), self.text.splitlines()
        # No change adds or takes away a line.
        return tuple(
            line
            for number, (one, other) in enumerate(zip(old, new, strict=True), 1)
            if one != other
            for line in (f"{self.path}:{number}", f"- {one.strip()}", f"+ {other.strip()}")
        )


def mending(path: Path, options: ValidateOptions) -> Mending:
    """Find what can be mended in a data file.

    Raises:
        FazhiError: The file cannot be read.
    """
    before = read_regular(path)
    source = load_bytes(before, path)
    if source.year is None or source.marks is None:
        return Mending(path, before, source, source.text, {}, ())
    edits, texts, mended = Edits(source.marks), dict[str, str](), list[Finding]()
    raw = dict(printed_texts(source.report)) if source.report is not None else {}
    for route, found in _by_route(check_source(source, options).findings):
        text = raw.get(route)
        changes = [] if text is None else _fitting(text, found)
        # A text that the file writes with escapes or over several lines is left to a person.
        places = [(source.marks.index(route, one.start), one) for one in changes]
        if text is None or not all(source.text.startswith(one.old, at) for at, one in places):
            continue
        for at, one in places:
            edits.replace(at, at + len(one.old), one.new)
        texts[text] = _changed(text, changes)
        mended += [one for one in found if one.edits and set(one.edits) <= set(changes)]
    return Mending(path, before, source, edits.result(), texts, tuple(mended))


def deliver(made: Mending) -> None:
    """Write the changes into the data file; a file that was changed meanwhile stays as it is.

    Raises:
        FazhiError: The file read back is not the file meant, was changed meanwhile, or cannot be written.
    """
    after = encode_like(made.text, made.before)
    year = made.source.year
    old = None if year is None else year.model_dump()

    def check(data: bytes) -> None:
        new = load_bytes(data, made.path).year
        if new is None or not _is_meant(old, new.model_dump(), made.texts):
            raise FazhiError(f"{made.path} 的写法改不了：改完读回来和要写的不一样，没有写", "逐处照提示改")

    check(after)
    rewrite(made.path, made.before, after, check)


def _by_route(findings: Iterable[Finding]) -> Iterator[tuple[Route, list[Finding]]]:
    """Yield the findings that have a certain cure, by the text that they are about."""
    found: dict[Route, list[Finding]] = {}
    for one in findings:
        if one.edits:
            found.setdefault(one.route, []).append(one)
    yield from found.items()


def _fitting(text: str, findings: Iterable[Finding]) -> list[TextEdit]:
    """Return the edits of a text in its order; of two that overlap the first, none beside a reference."""
    chosen: list[TextEdit] = []
    end = 0
    for one in sorted({edit for finding in findings for edit in finding.edits}, key=lambda edit: edit.start):
        if one.start >= end and FILLER not in one.old and text.startswith(one.old, one.start):
            chosen.append(one)
            end = one.start + len(one.old)
    return chosen


def _changed(text: str, edits: Iterable[TextEdit]) -> str:
    pieces, end = [], 0
    for one in edits:
        pieces += [text[end : one.start], one.new]
        end = one.start + len(one.old)
    return "".join((*pieces, text[end:]))


def _is_meant(old: object, new: object, texts: Mapping[str, str]) -> bool:
    """Whether two contents differ in nothing but the texts that were to change."""
    if isinstance(old, str) and isinstance(new, str):
        return new == old or texts.get(old) == new
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return old.keys() == new.keys() and all(_is_meant(one, new[key], texts) for key, one in old.items())
    if isinstance(old, list | tuple) and isinstance(new, list | tuple):
        pairs = zip(old, new, strict=False)
        return len(old) == len(new) and all(_is_meant(one, other, texts) for one, other in pairs)
    return old == new
