"""A .docx whose words must not change, set anew on the page of GB/T 9704-2012."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fazhi_report.commands.check_docx import CheckOptions, Inspected, judge
from fazhi_report.commands.recast import recast
from fazhi_report.docx_in.archive import read_file
from fazhi_report.docx_in.measure import measure
from fazhi_report.errors import FazhiError
from fazhi_report.files import deliver
from fazhi_report.norms.gbt9704 import PROFILES
from fazhi_report.recognise.anatomy import TEXT, Anatomy, Role
from fazhi_report.recognise.recognise import recognise
from fazhi_report.rules.page.verdicts import ClauseOutcome, ClauseVerdict
from fazhi_report.writers.docx.document import write

_BLANKS = re.compile(r"\s+")
_AROUND = 8


@dataclass(frozen=True, slots=True)
class Reformatted:
    """What setting a file anew gave.

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
    """Set a file anew.

    Args:
        source: The file; it is not touched.
        target: Where to write.
        profile: Name of the page profile.
        sealed: Whether room is laid out for a seal; None to take what the file shows.
        force: Replace a file that this program did not write.

    Raises:
        FazhiError: The file is none of ours to open, holds what would be lost, or would not come out word for word.
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
    (path,) = deliver(target.parent, {target.name: content}, force=force)
    burden = before.layout.burden
    held = (("超链接", burden.links), ("域（目录、交叉引用等）", burden.fields))
    return Reformatted(path, mended, now, tuple((what, count) for what, count in held if count))


def _require_target(source: Path, target: Path) -> None:
    """A file of its own, named for what it will hold.

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
    """Every character in its order; in the body every blank and every end of a paragraph, too.

    Raises:
        FazhiError: The words would change.
    """
    for old, new in ((_all(before), _all(after)), (_body(before), _body(after))):
        if old != new:
            told, came = _first_difference(old, new)
            raise FazhiError(
                f"重排会改动文字，没有重排：原文“{told}”会成为“{came}”",
                "在原件里把这一处改成标准的写法（fazhi-report check-docx 会指出），再重排",
            )


def _all(layout: Anatomy) -> str:
    """All visible characters: blanks only push words into place."""
    return "".join(_BLANKS.sub("", one.paragraph.printed) for one in layout.elements)


def _body(layout: Anatomy) -> str:
    return "\n".join(_body_lines(layout))


def _body_lines(layout: Anatomy) -> Iterator[str]:
    for one in layout.elements:
        if one.role in {*TEXT, Role.TABLE}:
            yield from (line.strip() for line in one.paragraph.printed.split("\n") if line.strip())


def _first_difference(old: str, new: str) -> tuple[str, str]:
    at = next(
        (index for index, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
        min(len(old), len(new)),
    )
    start = max(at - _AROUND, 0)
    told, came = (words[start : at + _AROUND].replace("\n", "¶") for words in (old, new))
    return told, came
