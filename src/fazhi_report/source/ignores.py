"""Comments that excuse a finding: ``# fazhi: ignore[FZ202] 原因``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fazhi_report.source.align import content_start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fazhi_report.source.lines import Lines
    from fazhi_report.source.marks import Marks

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[ \t]*fazhi[ \t]*[:：][^\n]*", re.MULTILINE)
_FORM = re.compile(r"#[ \t]*fazhi:[ \t]*ignore\[(?P<codes>[^\]\n]*)\](?P<reason>[^\n]*)")


@dataclass(frozen=True, slots=True)
class Ignore:
    """An excuse, and the lines that it covers.

    Args:
        codes: Codes that it names.
        reason: Why; empty when the drafter gave none.
        offset: Where the comment stands, characters into the file.
        first: First line that it covers.
        last: Last line that it covers.
        malformed: Whether it looks like an excuse and cannot be read.
    """

    codes: tuple[str, ...]
    reason: str
    offset: int
    first: int
    last: int
    malformed: bool = False

    def covers(self, code: str, line: int) -> bool:
        """Whether it excuses a finding."""
        return bool(self.reason) and code in self.codes and self.first <= line <= self.last


def find_ignores(marks: Marks) -> tuple[Ignore, ...]:
    """Every excuse of a file.

    A comment covers its own line; when it stands alone in a line, the next line that holds data. If a text
    begins there, it covers the whole text, for no comment can stand inside a text.
    """
    # Why: hardly any file has one, and looking for texts around it is dear.
    if "fazhi" not in marks.text:
        return ()
    texts = [(content_start(marks.text, one), one.start, one.end) for one in marks.scalars()]
    return tuple(
        _read(match, marks.lines, texts)
        for match in _COMMENT.finditer(marks.text)
        if not any(start <= match.start() < end for start, _, end in texts)
    )


def _read(match: re.Match[str], lines: Lines, texts: list[tuple[int, int, int]]) -> Ignore:
    line, column = lines.at(match.start())
    if not lines.words(line)[: column - 1].strip():
        line = next(_data_lines(lines, line + 1), line)
    last = max(
        [line, *(lines.at(max(start, end - 1))[0] for _, start, end in texts if lines.at(start)[0] == line)]
    )
    form = _FORM.fullmatch(match[0])
    if form is None:
        return Ignore((), "", match.start(), line, last, malformed=True)
    codes = tuple(code.strip() for code in re.split("[,，、]", form["codes"]) if code.strip())
    return Ignore(codes, form["reason"].strip(), match.start(), line, last, malformed=not codes)


def _data_lines(lines: Lines, first: int) -> Iterator[int]:
    for line in range(first, len(lines) + 1):
        words = lines.words(line).strip()
        if words and not words.startswith("#"):
            yield line
