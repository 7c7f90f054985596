"""Command reformat: writes the words of a .docx, unchanged, in the layout of GB/T 9704-2012."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from fazhi_report.commands.check_docx import CheckOptions, Inspected, judge, require_words
from fazhi_report.commands.given_files import refuse_lock_file
from fazhi_report.commands.office_settings import document_settings, in_families_of_norms
from fazhi_report.commands.page_profile import looked
from fazhi_report.commands.recast import held, recast, signature_of
from fazhi_report.commands.restyle import restyle
from fazhi_report.commands.retype import Retyped, retype
from fazhi_report.docx_in.archive import read_file
from fazhi_report.docx_in.measure import measure, measure_file
from fazhi_report.errors import FazhiError
from fazhi_report.files import deliver
from fazhi_report.norms.elements import TEXT, Role
from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.recognise.anatomy import Anatomy
from fazhi_report.recognise.lines import SENTENCE
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
        flattened: Kind of content kept as words only, such as links → count.
        reason: Why the file was changed in place and not written anew; empty where it was written anew.
        kept: The contents that were left as they are, Chinese.
        retyped: What was changed in the typed text: soft returns, and punctuation where that was asked for.
    """

    path: Path
    mended: tuple[ClauseVerdict, ...]
    left: Inspected
    flattened: tuple[tuple[str, int], ...] = ()
    reason: str = ""
    kept: tuple[str, ...] = ()
    retyped: Retyped = field(default_factory=lambda: Retyped(b""))


def reformat(
    source: Path,
    target: Path,
    *,
    profile: str = "classic",
    sealed: bool | None = None,
    fix_punctuation: bool = False,
    force: bool = False,
) -> Reformatted:
    """Write the words of a file in the layout of the standard.

    A file that contains only words is written anew. One that contains more (pictures, merged cells, headers …),
    or whose words would change on the way, is changed in place: faces, sizes, spacing, indents and margins are set
    where that is safe, and everything else stays (docs/decisions/0020-reformat-in-place.md).

    Args:
        source: The file; it is not touched.
        target: Where to write.
        profile: Name of the page profile.
        sealed: Whether room is laid out for a seal; None to take what the file shows.
        fix_punctuation: Whether half-width marks in Chinese text become full-width ones.
        force: Replace a file that this program did not write.

    Raises:
        FazhiError: The file cannot be opened, holds no words, or nothing in it can be set.
    """
    _require_target(source, target)
    refuse_lock_file(source)
    data = read_file(source)
    settings = document_settings(source)
    page = looked(profile, settings)
    try:
        original = recognise(measure(data, source))
        retyped = retype(data, source, fix_punctuation=fix_punctuation)
        data = retyped.content
        before = recognise(measure(data, source))
        content, after, reason, kept = _set_anew(data, before, target, page, sealed=sealed)
    except FazhiError as error:
        raise FazhiError(f"{source}：{error.message}", error.hint) from None
    was, now = (
        judge(path, recognise(in_families_of_norms(one.layout, settings)), CheckOptions(), settings=settings)
        for path, one in ((source, original), (target, after))
    )
    good = {row.code for row in now.verdicts if row.outcome is not ClauseOutcome.BROKEN}
    mended = tuple(row for row in was.verdicts if row.outcome is ClauseOutcome.BROKEN and row.code in good)
    (path,) = deliver(target.parent, {target.name: content}, force=force, inputs=(source,))
    other_content = before.layout.other_content
    words_only = (
        ()
        if reason
        else (
            ("超链接", other_content.links),
            ("域（目录、交叉引用等）", other_content.fields),
            ("把全文套在格里的表格", other_content.page_tables),
        )
    )
    flattened = tuple((what, count) for what, count in words_only if count)
    return Reformatted(path, mended, now, flattened, reason, kept, retyped)


def _set_anew(
    data: bytes, before: Anatomy, target: Path, profile: Profile, *, sealed: bool | None
) -> tuple[bytes, Anatomy, str, tuple[str, ...]]:
    """Return the new file, its layout, why it was changed in place (empty where not), and the contents left in it.

    Raises:
        FazhiError: Nothing can be set, or something else than looks would change.
    """
    require_words(before)
    _refuse_soft_breaks(before)
    try:
        content = write(recast(before, sealed=sealed), profile)
        after = recognise(measure(content, target))
        _require_same_words(before, after)
    except FazhiError as error:
        reason = error.message
    else:
        return content, after, "", ()
    file = measure_file(data, before.layout.path)
    made = restyle(data, file, before, profile, signed=signature_of(before, sealed=sealed))
    after = recognise(measure(made.content, target))
    if [one.paragraph.printed for one in after.elements] != [
        one.paragraph.printed for one in before.elements
    ]:
        raise FazhiError("重排会改动文字，没有重排", "把文件另存一份，再试")
    objects = tuple(f"{what} {count} 处" for what, count in held(before.layout.other_content))
    outside = (before.layout.outside,) if before.layout.outside else ()
    return made.content, after, reason, (*objects, *made.kept, *outside)


def _refuse_soft_breaks(layout: Anatomy) -> None:
    """Refuse a file whose title and text are one paragraph with soft breaks: all of it would be set alike.

    Raises:
        FazhiError: There is such a paragraph.
    """
    first = next((one for one in layout.elements if one.paragraph.printed), None)
    opening, _, rest = ("", "", "") if first is None else first.paragraph.printed.partition("\n")
    if first is not None and SENTENCE.search(rest) and not SENTENCE.search(opening):
        raise FazhiError(
            f"第 {first.number} 段{first.quoted}里标题和正文只用软回车（Shift+Enter）分行，分不开，没有重排",
            "用“查找和替换”把手动换行符 ^l 换成段落标记 ^p，再试",
        )


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
    """Refuse a result in which a character changes its place; in the body blanks and ends of paragraphs count, too.

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
        raise FazhiError(f"整份重写会改动文字：第 {_number_at(old, at)} 段附近，原文“{shown}”会成为“{came}”")


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
