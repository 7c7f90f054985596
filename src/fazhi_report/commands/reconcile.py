"""Hold the report and the statistics of each office against each other, and against the year before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fazhi_report.commands.reading import load
from fazhi_report.comparison.reconciliation import OfficeDocument, ReconciledRow, reconcile
from fazhi_report.errors import FazhiError
from fazhi_report.model.authors import identity
from fazhi_report.source.statistics_norms import statistics_norms_for


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What should agree, and what could not be read.

    Args:
        rows: The relations, office by office and year by year.
        read: The data files that were read.
        unread: Files with errors.
        twice: Files of a kind and year that an office has twice, which were passed over.
    """

    rows: tuple[ReconciledRow, ...]
    read: tuple[Path, ...]
    unread: tuple[Path, ...] = ()
    twice: tuple[Path, ...] = ()


def reconcile_files(
    paths: Iterable[Path], years: Sequence[int] = (), *, named: bool = False
) -> Reconciliation:
    """Read data files and return what should agree between those of one office.

    Args:
        paths: Reports, figures and statistics, of any offices and years.
        years: The years that are told; all where none are given. The year before is read, too.
        named: Whether the files were named one by one, so that one with errors ends the work.

    Raises:
        FazhiError: A named file has errors, or nothing can be compared.
    """
    offices: dict[str, dict[tuple[int, str], OfficeDocument]] = {}
    unread: list[Path] = []
    twice: list[Path] = []
    for path in paths:
        document = _document(path)
        if document is None:
            if named:
                raise FazhiError(f"{path} 有错误，读不出来", f"先运行 fazhi-report validate {path}，改好再来")
            unread.append(path)
            continue
        held = document.held
        office = offices.setdefault(identity(held.organ), {})
        if office.setdefault((held.year, document.kind), document) is not document:
            twice.append(path)
    rows = [
        row
        for office in offices.values()
        for row in reconcile(tuple(office.values()), next(iter(office.values())).norms)
        if not years or row.year in years
    ]
    read = tuple(Path(one.source.path) for office in offices.values() for one in office.values())
    if not rows:
        raise FazhiError(
            f"读了 {len(read)} 个文件，没有可以对照的",
            "同一机关同一年度的报告和年报、或者相连两年的同一种年报才能对照；检查机关名称和年度",
        )
    return Reconciliation(tuple(rows), read, tuple(unread), tuple(twice))


def _document(path: Path) -> OfficeDocument | None:
    source = load(path)
    if source.statistics is None and source.year is None:
        return None
    return OfficeDocument(source, statistics_norms_for(path))
