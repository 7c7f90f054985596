"""Command reformat: writes the words of a .docx, unchanged, in the layout of GB/T 9704-2012."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from fazhi_report.commands.check_docx import CheckOptions, Inspected, judge
from fazhi_report.commands.recast import recast
from fazhi_report.docx_in.archive import read_file
from fazhi_report.docx_in.measure import measure
from fazhi_report.errors import FazhiError
from fazhi_report.files import deliver
from fazhi_report.norms.elements import TEXT, Role
from fazhi_report.norms.gbt9704 import PROFILES
from fazhi_report.recognise.anatomy import Anatomy
from fazhi_report.recognise.recognise import recognise
from fazhi_report.rules.page.verdicts import ClauseOutcome, ClauseVerdict
from fazhi_report.writers.docx.document import write

_BLANKS = re.compile(r"\s+")
_AROUND = 8
_Numbered: TypeAlias = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Reformatted:
    """The result of reformatting a file.

    Args:
        path: The file written.
        mended: Clauses that were broken and are kept now.
        left: Findings of the new file that need a person: the words themselves are at fault.
        flattened: What stays as words only, such as links, and how often.
    """

    path: Path
    mended: tuple[ClauseVerdict, ...]
    left: Inspected
    flattened: tuple[tuple[str, int], ...] = ()


def reformat(
    source: Path, target: Path, *, profile: str = "classic", sealed: bool | None = None, force: bool = False
) -> Reformatted:
    """Write the words of a file in the layout of the standard.

    Args:
        source: The file; it is not touched.
        target: Where to write.
        profile: Name of the page profile.
        sealed: Whether room is laid out for a seal; None to take what the file shows.
        force: Replace a file that this program did not write.

    Raises:
        FazhiError: The file cannot be opened, holds what would be lost, or would not come out word for word.
    """
    _require_target(source, target)
    data = read_file(source)
    try:
        before = recognise(measure(data, source))
        content = write(recast(before, sealed=sealed), PROFILES[profile])
        after = recognise(measure(content, target))
        _require_same_words(before, after)
    except FazhiError as error:
        raise FazhiError(f"{source}：{error.message}", error.hint) from None
    was, now = judge(source, before, CheckOptions()), judge(target, after, CheckOptions())
    kept = {row.code for row in now.verdicts if row.outcome is not ClauseOutcome.BROKEN}
    mended = tuple(row for row in was.verdicts if row.outcome is ClauseOutcome.BROKEN and row.code in kept)
    (path,) = deliver(target.parent, {target.name: content}, force=force, inputs=(source,))
    burden = before.layout.burden
    held = (("超链接", burden.links), ("域（目录、交叉引用等）", burden.fields))
    return Reformatted(path, mended, now, tuple((what, count) for what, count in held if count))


def _require_target(source: Path, target: Path) -> None:
    """Refuse a target that is not a new .docx file.

    Raises:
        FazhiError: The target is the source, a folder, or named as another format.
    """
    if target.is_dir():
        raise FazhiError(f"{target} 是文件夹", f"-o 写文件名，如 {target / source.name}")
    if target.suffix.lower() != ".docx":
        raise FazhiError(f"写出的是 .docx，文件名却是 {target.name}", "-o 写以 .docx 结尾的文件名")
    if target.exists() and source.exists() and target.samefile(source):
        raise FazhiError("写到原来的文件会盖住原件", "-o 写另一个文件名")


def _require_same_words(before: Anatomy, after: Anatomy) -> None:
    """Refuse where a character changes its place; in the body a blank or the end of a paragraph counts, too.

    Raises:
        FazhiError: The words would change.
    """
    for pieces in (_all, _body):
        old, new = list(pieces(before)), list(pieces(after))
        was, now = ("".join(words for _, words in one) for one in (old, new))
        if was == now:
            continue
        at = _first_difference(was, now)
        start = max(at - _AROUND, 0)
        shown, came = (words[start : at + _AROUND].replace("\n", "¶") for words in (was, now))
        raise FazhiError(
            f"重排会改动文字，没有重排：第 {_number_at(old, at)} 段附近，原文“{shown}”会成为“{came}”",
            "在原件里照这样改好，再重排",
        )


def _all(layout: Anatomy) -> Iterator[_Numbered]:
    """Yield the visible characters of each paragraph with its number; blanks are left out, since they only place words."""
    for one in layout.elements:
        yield one.number, _BLANKS.sub("", one.paragraph.printed)


def _body(layout: Anatomy) -> Iterator[_Numbered]:
    """Yield the lines of the body with the numbers of their paragraphs."""
    for one in layout.elements:
        if one.role in {*TEXT, Role.TABLE}:
            for line in one.paragraph.printed.split("\n"):
                if line.strip():
                    yield one.number, line.strip() + "\n"


def _number_at(pieces: Sequence[_Numbered], at: int) -> int:
    """Return the number of the paragraph that holds the character at an index."""
    for number, words in pieces:
        if at < len(words):
            return number
        at -= len(words)
    return pieces[-1][0] if pieces else 0


def _first_difference(old: str, new: str) -> int:
    """Return the index of the first character that differs."""
    return next(
        (index for index, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
        min(len(old), len(new)),
    )
