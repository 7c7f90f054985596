"""Every figure of every unit as rows of one tidy table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from fazhi_report.commands.units import Unit
from fazhi_report.commands.workers import Crew
from fazhi_report.errors import FazhiError
from fazhi_report.ledger import LedgerEntry, evaluate
from fazhi_report.model.figure import Figure
from fazhi_report.model.report import Year
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.reporters.summary import visible
from fazhi_report.source.load import load

COLUMNS = {
    "unit": "机关名称",
    "year": "年度",
    "key": "指标键",
    "label": "指标名称",
    "value": "数值；约数取所写的数，没有统计的为空",
    "measure": "计量单位，如 件、%、万元",
    "hedge": "约数用语，如 余、约、以上；确数为空",
    "status": "value 有数值；zero 确实为零；not_recorded 没有统计；not_applicable 不适用；not_computed 算不出",
    "written": "照报告的写法",
    "source": "数据来源",
    "file": "数据文件",
}
"""Column → what it holds."""
DIGITS, PLACES = 38, 9
"""Of a value: what every engine's decimals hold; a figure that needs more stands in ``written`` alone."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of one year of one unit; the fields are `COLUMNS`."""

    unit: str
    year: int
    key: str
    label: str
    value: Decimal | None
    measure: str
    hedge: str
    status: str
    written: str
    source: str
    file: str


@dataclass(frozen=True, slots=True)
class Extract:
    """The rows of one data file, or why there are none."""

    path: Path
    rows: tuple[FigureRow, ...]
    reason: str = ""


def extract_units(units: Iterable[Unit], crew: Crew, *, internal: bool) -> Iterator[tuple[Extract, ...]]:
    """The rows of units, in their order; what goes wrong with one never stops the others.

    Args:
        units: Read a little ahead of the work.
        crew: Who does it.
        internal: Whether figures that are kept inside the office come along.

    Yields:
        A unit's extracts, a year each; of an organ's year that several files hold, only the first.
    """
    owners: dict[tuple[str, int], Path] = {}
    for extracts in crew.map(extract_unit, ((unit.files, internal) for unit in units), _lost):
        yield tuple(_once(one, owners) for one in extracts)


def _once(extract: Extract, owners: dict[tuple[str, int], Path]) -> Extract:
    """An extract, unless its year of its organ was there before: whoever adds up the table would count it twice."""
    if not extract.rows:
        return extract
    first = extract.rows[0]
    owner = owners.setdefault((first.unit, first.year), extract.path)
    if owner == extract.path:
        return extract
    return Extract(extract.path, (), f"与 {owner} 同是{first.unit}{first.year}年的数据，只导出前一份")


def extract_unit(task: tuple[tuple[Path, ...], bool]) -> tuple[Extract, ...]:
    """The rows of a unit's years."""
    paths, internal = task
    return tuple(_extract(path, internal=internal) for path in paths)


def _extract(path: Path, *, internal: bool) -> Extract:
    try:
        year = load(path).year
    except FazhiError as error:
        return Extract(path, (), error.message)
    if year is None:
        return Extract(path, (), "文件有错误，读不出指标；先运行 fazhi-report validate")
    ledger = evaluate(year.figures)
    return Extract(
        path,
        tuple(
            _row(year, key, figure, ledger.get(key), path)
            for key, figure in year.figures.items()
            if internal or not _is_internal(key, figure)
        ),
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
        source=figure.source or "",
        # A name that is no text (a lone surrogate) would break every table; it is written out.
        file=visible(path.as_posix()),
    )


def fitting(value: Decimal) -> Decimal | None:
    """The value if a decimal column holds it exactly, else None."""
    _, digits, exponent = value.as_tuple()
    places = max(0, -int(exponent))
    whole = len(digits) + int(exponent)
    return value if places <= PLACES and whole <= DIGITS - PLACES else None


def _is_internal(key: str, figure: Figure) -> bool:
    """Whether the office keeps it to itself: the data say so, or say nothing where the catalogue does."""
    listed = catalogue().get(key)
    said = "internal" in figure.model_fields_set
    return figure.internal or (not said and listed is not None and listed.internal)


def _lost(task: tuple[tuple[Path, ...], bool]) -> tuple[Extract, ...]:
    return tuple(Extract(path, (), "处理它的进程意外终止，多半是内存不足") for path in task[0])
