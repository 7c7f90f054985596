"""Command import: makes a data file of statistics from a published document or workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fazhi_report.commands.given_files import refuse_lock_file
from fazhi_report.document.raw import SourceDocument
from fazhi_report.docx_in.archive import read_file
from fazhi_report.errors import FazhiError
from fazhi_report.files import write_new
from fazhi_report.importer.tables.statistics_draft import (
    PublishedStatistics,
    StatisticsDraft,
    as_values,
    form_of,
    is_titled,
    statistics_draft,
    told,
)
from fazhi_report.readers.grid import read_workbook
from fazhi_report.source.dump import difference, dump
from fazhi_report.source.statistics_norms import statistics_norms_for

WORKBOOKS = (".xlsx",)


@dataclass(frozen=True, slots=True)
class ImportedStatistics:
    """What an import of statistics gave.

    Args:
        path: The data file written.
        draft: Its content.
        texts: How many paragraphs of text it has.
        removed: How many paragraphs around the article were left out.
        notes: What the reader says, Chinese.
    """

    path: Path
    draft: StatisticsDraft
    texts: int
    removed: int
    notes: tuple[str, ...]


def read_published(path: Path) -> PublishedStatistics:
    """Read a workbook.

    Raises:
        FazhiError: It cannot be read.
    """
    refuse_lock_file(path)
    return PublishedStatistics.of_workbook(read_workbook(read_file(path)), path.stem)


def published_in(scan: SourceDocument, path: Path) -> PublishedStatistics:
    """Return a document that is read already as statistics."""
    return PublishedStatistics.of_document(scan, path.stem)


def calls_itself_statistics(scan: SourceDocument, path: Path, out: Path) -> bool:
    """Whether a document says in its title that it is statistics.

    Args:
        scan: The document.
        path: Its file.
        out: Where its data file goes, beside which an office's own tables may lie.
    """
    return is_titled(scan, path.stem, statistics_norms_for(out))


def import_statistics(
    published: PublishedStatistics, path: Path, kind: str | None, year: int | None, out: Path | None
) -> ImportedStatistics:
    """Write the data file of published statistics; an existing file is never replaced.

    Args:
        published: The tables and texts of the file.
        path: The file.
        kind: ``disclosure``, ``enforcement`` or ``review``; None to tell it from the file.
        year: The year; None for the one that the file says.
        out: The data file; None for ``data/YEAR-KIND.yaml``.

    Raises:
        FazhiError: No table is recognised, the year is unknown, or the file is there already.
    """
    norms = statistics_norms_for(out or Path("data") / "any.yaml")
    form = norms.forms[kind] if kind else form_of(published, norms)
    if form is None:
        raise FazhiError(
            f"没有从 {path} 里认出信息公开年报、行政执法统计年报或复议应诉统计的表",
            "检查是不是选错了文件；是填报表的用 fill，是年度报告的用 --kind report",
        )
    draft = statistics_draft(published, form, year)
    if not draft.placed:
        raise FazhiError(
            f"没有从 {path} 里认出{form.short}的一个数，没有写", "检查 --kind 和文件；图片里的表读不出来"
        )
    if "year" not in draft.values:
        raise FazhiError(f"{path} 没有写明年度", "用 --year 指明年度")
    values = as_values(draft)
    target = out or Path("data") / f"{draft.values['year']}-{form.key}.yaml"
    head = [
        f"由 fazhi-report import 从“{_printable(path.name)}”导入；标“待核”的地方请对照原文。",
        *published.notes,
    ]
    text = dump(values, notes=draft.notes, head=head, tail=told(draft.unplaced))
    write_new({target: text.encode("utf-8")}, checks={target: lambda data: _require_same(data, values)})
    prose = draft.values.get("text")
    return ImportedStatistics(
        target, draft, len(prose) if isinstance(prose, list) else 0, published.removed, published.notes
    )


def _printable(name: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in name)


def _require_same(data: bytes, values: Mapping[str, object]) -> None:
    if found := difference(data, values):
        raise FazhiError(
            f"要写的数据文件和读出的内容对不上，没有写：{found}",
            "这是程序或磁盘的毛病；换一个文件夹再试，仍不行请把原文件发给开发者",
        )
