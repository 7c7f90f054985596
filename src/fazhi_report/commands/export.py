"""Export every figure of every unit as rows of one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from fazhi_report.commands.city import Unit, absolute
from fazhi_report.commands.figure_workbook import figure_workbook
from fazhi_report.commands.reading import load
from fazhi_report.commands.surroundings import refuse_statistics
from fazhi_report.commands.tables import DIGITS, PLACES, FigureRow, table
from fazhi_report.commands.workers import Workers
from fazhi_report.errors import FazhiError
from fazhi_report.files import write
from fazhi_report.ledger import LedgerEntry, evaluate
from fazhi_report.model.figure import Figure
from fazhi_report.model.internal import is_internal
from fazhi_report.model.report import Year
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.reporters.summary import visible


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What to export, and where to.

    Args:
        out: The output folder.
        form: One of `fazhi_report.commands.tables.FORMATS`.
        internal: Whether figures come along that are kept inside the office.
        force: Write into a folder that holds files which no export wrote.
    """

    out: Path
    form: str = "csv"
    internal: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What an export gave.

    Args:
        paths: The files written.
        files: How many data files were read.
        rows: How many rows were written.
        left_out: How many data files gave no rows.
    """

    paths: tuple[Path, ...]
    files: int
    rows: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Extract:
    """The rows of one data file.

    Args:
        path: The data file.
        rows: Its figures; none where it could not be read.
        reason: Why there are none, Chinese; empty where there are.
    """

    path: Path
    rows: tuple[FigureRow, ...]
    reason: str = ""


def export(
    units: Iterable[Unit], options: ExportOptions, workers: Workers, on_extract: Callable[[Extract], None]
) -> ExportResult:
    """Export units in their order; what goes wrong with one data file never stops the others.

    Where several files hold the same year of the same organ, only the first is exported.

    Args:
        units: The data files; they are read a little ahead of the work.
        options: What to export, and where to.
        workers: The processes that do the work.
        on_extract: Is called with each data file as its turn comes.

    Raises:
        FazhiError: The output folder holds files which no export wrote, a library is missing, or the disk refuses.
    """
    if workers.remote:
        units = absolute(units)
    files = left_out = 0
    with table(options.out, options.form, force=options.force) as made:
        for extract in _extracts(units, workers, internal=options.internal):
            files += 1
            left_out += bool(extract.reason)
            made.add(extract.rows)
            on_extract(extract)
        return ExportResult(made.finish(), files, made.rows, left_out)


def export_workbook(
    units: Iterable[Unit], options: ExportOptions, workers: Workers, on_extract: Callable[[Extract], None]
) -> ExportResult:
    """Export units as one workbook; the arguments are those of `export`, ``out`` is the file.

    Raises:
        FazhiError: The file is there and is not ours, there are too many rows, or the disk refuses.
    """
    if workers.remote:
        units = absolute(units)
    rows: list[FigureRow] = []
    files = left_out = 0
    for extract in _extracts(units, workers, internal=options.internal):
        files += 1
        left_out += bool(extract.reason)
        rows += extract.rows
        on_extract(extract)
    write({options.out: figure_workbook(rows)}, force=options.force)
    return ExportResult((options.out,), files, len(rows), left_out)


def _extracts(units: Iterable[Unit], workers: Workers, *, internal: bool) -> Iterator[Extract]:
    owners: dict[tuple[str, int], Path] = {}
    for extracts in workers.map(_extract_unit, ((unit.files, internal) for unit in units), _lost):
        for one in extracts:
            yield _once(one, owners)


def _once(extract: Extract, owners: dict[tuple[str, int], Path]) -> Extract:
    """The extract; without rows where another file held the same year of the organ, which a sum would count twice."""
    if not extract.rows:
        return extract
    first = extract.rows[0]
    owner = owners.setdefault((first.unit, first.year), extract.path)
    if owner == extract.path:
        return extract
    return Extract(extract.path, (), f"与 {owner} 同是{first.unit}{first.year}年的数据，只导出前一份")


def _extract_unit(task: tuple[tuple[Path, ...], bool]) -> tuple[Extract, ...]:
    """The extracts of one unit, one per data file."""
    paths, internal = task
    return tuple(_extract(path, internal=internal) for path in paths)


def _extract(path: Path, *, internal: bool) -> Extract:
    try:
        source = load(path)
        refuse_statistics(source)
        year = source.year
    except FazhiError as error:
        return Extract(path, (), error.message)
    if year is None:
        return Extract(path, (), "文件有错误，读不出指标；先运行 fazhi-report validate")
    return Extract(path, figure_rows(year, path, internal=internal))


def figure_rows(year: Year, path: Path, *, internal: bool = False) -> tuple[FigureRow, ...]:
    """Return the figures of a data file as rows of the table.

    Args:
        year: Its content.
        path: The data file.
        internal: Whether figures come along that are kept inside the office.
    """
    ledger = evaluate(year.figures)
    return tuple(
        _row(year, key, figure, ledger.get(key), path)
        for key, figure in year.figures.items()
        if internal or not is_internal(key, figure)
    )


def _row(held: Year, key: str, figure: Figure, entry: LedgerEntry | None, path: Path) -> FigureRow:
    listed = catalogue().get(key)
    usual = "" if listed is None else listed.unit
    written = None if entry is None else entry.written
    status = figure.status if entry is not None and (written or figure.status != "value") else "not_computed"
    return FigureRow(
        unit=held.organ.name,
        year=held.year,
        key=key,
        label=figure.label or (listed.label if listed else ""),
        value=Decimal(0) if status == "zero" else None if written is None else fitting(written.value),
        measure=written.unit if written else usual,
        hedge=written.hedge if written else "",
        status=status,
        written=entry.text if entry else "",
        source=figure.source_name,
        # A name that is no text (a lone surrogate) would break every table; it is written out.
        file=visible(path.as_posix()),
    )


def fitting(value: Decimal) -> Decimal | None:
    """The value if a decimal column holds it exactly, else None."""
    _, digits, exponent = value.as_tuple()
    places = max(0, -int(exponent))
    whole = len(digits) + int(exponent)
    return value if places <= PLACES and whole <= DIGITS - PLACES else None


def _lost(task: tuple[tuple[Path, ...], bool]) -> tuple[Extract, ...]:
    return tuple(Extract(path, (), "处理它的进程意外终止，多半是内存不足") for path in task[0])
