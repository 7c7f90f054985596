"""The table of figures on the disk: one CSV or Parquet file per year, or one DuckDB file; whole or not at all."""

from __future__ import annotations

import contextlib
import csv
import errno
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, TextIO

from fazhi_report.errors import FazhiError, system_reason
from fazhi_report.files import RECORDS, place, remove, write_note
from fazhi_report.temporary import is_part, part_name, settle, sweep
from fazhi_report.writers.excel import harmless

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

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


_GROUP = 20_000
"""How many rows are written at once."""
_NOTE = "export.json"
_YEAR = list(COLUMNS).index("year")
_NOTED = re.compile(r"(?:year=\d{4}/)?figures\.(?:csv|parquet|duckdb)")
_NAMES = [name for name in COLUMNS if name != "year"]


class Sheet(Protocol):
    """A file of the table that rows are added to."""

    def add(self, rows: Sequence[FigureRow]) -> None:
        """Add rows."""
        ...

    def close(self) -> None:
        """Write the remaining rows and close the file."""
        ...


class _Csv:
    """A CSV file in UTF-8 with a byte order mark; cells that a spreadsheet would compute are escaped.

    Excel and WPS read the bytes as GBK without the mark; DuckDB, Spark and pandas skip it.
    """

    def __init__(self, path: Path) -> None:
        self._stream: TextIO = path.open("x", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._stream, lineterminator="\n")
        self._writer.writerow(_NAMES)

    def add(self, rows: Sequence[FigureRow]) -> None:
        self._writer.writerows(
            [_cell(value) for place, value in enumerate(astuple(row)) if place != _YEAR] for row in rows
        )

    def close(self) -> None:
        self._stream.close()


class _Parquet:
    def __init__(self, path: Path) -> None:
        try:
            import pyarrow as pa  # noqa: PLC0415  (an extra)
            import pyarrow.parquet as pq  # noqa: PLC0415
        except ImportError:
            raise _missing("Parquet", "pyarrow", "parquet") from None
        self._schema: pa.Schema = _schema()
        self._make: Callable[..., pa.Table] = pa.Table.from_arrays
        self._array: Callable[..., pa.Array] = pa.array
        self._writer: pq.ParquetWriter = pq.ParquetWriter(path, self._schema, compression="zstd")

    def add(self, rows: Sequence[FigureRow]) -> None:
        arrays = [
            self._array([getattr(row, field.name) for row in rows], type=field.type) for field in self._schema
        ]
        self._writer.write_table(self._make(arrays, schema=self._schema))

    def close(self) -> None:
        self._writer.close()


def _schema() -> pa.Schema:
    import pyarrow as pa  # noqa: PLC0415  (an extra)

    return pa.schema(
        [(name, pa.decimal128(DIGITS, PLACES) if name == "value" else pa.string()) for name in _NAMES]
    )


class _Duck:
    """A DuckDB file with one table ``figures``; rows go through a CSV file, a hundred times faster than one by one."""

    def __init__(self, path: Path) -> None:
        try:
            import duckdb  # noqa: PLC0415  (an extra)
        except ImportError:
            raise _missing("DuckDB", "duckdb", "duckdb") from None
        self._folder = path.parent
        self._refusal: type[Exception] = duckdb.Error
        with self._told():
            self._base = duckdb.connect(str(path))
            self._make()

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """What the library says when the disk refuses, as an error of the system."""
        try:
            yield
        except self._refusal as error:
            raise OSError(errno.EIO, str(error).partition("\n")[0][:200]) from error

    def _make(self) -> None:
        kinds = {"year": "INTEGER", "value": f"DECIMAL({DIGITS}, {PLACES})"}
        columns = ", ".join(f'"{name}" {kinds.get(name, "VARCHAR")}' for name in COLUMNS)
        self._base.execute(f"CREATE TABLE figures ({columns})")
        for name, meaning in COLUMNS.items():
            self._base.execute(f"COMMENT ON COLUMN figures.\"{name}\" IS '{meaning}'")

    def add(self, rows: Sequence[FigureRow]) -> None:
        part = self._folder / part_name()
        try:
            with part.open("x", encoding="utf-8", newline="") as stream:
                csv.writer(stream, quoting=csv.QUOTE_ALL).writerows(_plain(row) for row in rows)
            with self._told():
                self._base.execute(
                    "COPY figures FROM ? (FORMAT csv, HEADER false, QUOTE '\"', ESCAPE '\"', "
                    "NULLSTR '\\N', ALLOW_QUOTED_NULLS true)",
                    [str(part)],
                )
        finally:
            part.unlink(missing_ok=True)

    def close(self) -> None:
        with self._told():
            self._base.close()


_SHEETS: Mapping[str, tuple[Callable[[Path], Sheet], str]] = MappingProxyType(
    {
        "csv": (_Csv, "year={year}/figures.csv"),
        "parquet": (_Parquet, "year={year}/figures.parquet"),
        "duckdb": (_Duck, "figures.duckdb"),
    }
)
FORMATS = tuple(_SHEETS)
"""Names of table formats."""


class TableFile:
    """A table that is being written: its rows are spread over files by year.

    Args:
        folder: The output folder.
        form: One of `FORMATS`.
        force: Replace files that no export wrote.
    """

    def __init__(self, folder: Path, form: str, *, force: bool = False) -> None:
        self.rows = 0
        self._force = force
        self._made: list[Path] = []
        self._folder = folder
        self._open, self._name = _SHEETS[form]
        self._sheets: dict[str, tuple[Path, Sheet]] = {}
        self._waiting: dict[str, list[FigureRow]] = {}

    def add(self, rows: Sequence[FigureRow]) -> None:
        """Add rows; they are written to the disk some thousands at a time."""
        self.rows += len(rows)
        for row in rows:
            name = self._name.format(year=row.year)
            waiting = self._waiting.setdefault(name, [])
            waiting.append(row)
            if len(waiting) >= _GROUP:
                self._write(name)

    def finish(self) -> tuple[Path, ...]:
        """Put the files in place, and remove files of the last export that this one did not write.

        Returns:
            The files written.

        Raises:
            FazhiError: Something stands there that is not to be replaced; the disk refuses.
        """
        for name in sorted(self._waiting):
            self._write(name)
        for part, sheet in self._sheets.values():
            sheet.close()
            settle(part)
        names = sorted(self._sheets)
        old = _noted(self._folder)
        # Before the files: a kill in between leaves files that we still know.
        self._note({*old, *names})
        place({self._folder / name: self._sheets[name][0] for name in names}, force=self._force)
        self._sheets.clear()
        for name in old.difference(names):
            remove(self._folder / name)
        self._note(set(names))
        return tuple(self._folder / name for name in names)

    def drop(self) -> None:
        """Remove the temporary files."""
        for part, sheet in self._sheets.values():
            with contextlib.suppress(Exception):
                sheet.close()
            _unlink(part)
        for folder in reversed(self._made):
            # Only where it is empty.
            with contextlib.suppress(OSError):
                folder.rmdir()

    def _write(self, name: str) -> None:
        if name not in self._sheets:
            folder = (self._folder / name).parent
            if folder != self._folder and folder.is_symlink():
                raise FazhiError(f"{folder} 是链接，没有往里写", "移走这个链接，或换一个空文件夹（-o）")
            if not folder.exists():
                folder.mkdir(parents=True)
                self._made.append(folder)
            sweep(folder)
            part = folder / part_name()
            try:
                self._sheets[name] = (part, self._open(part))
            except BaseException:
                _unlink(part)
                raise
        self._sheets[name][1].add(self._waiting.pop(name, []))

    def _note(self, names: set[str]) -> None:
        write_note(self._folder, _NOTE, (json.dumps(sorted(names), indent=1) + "\n").encode("utf-8"))


@contextlib.contextmanager
def table(folder: Path, form: str, *, force: bool = False) -> Iterator[TableFile]:
    """Open a table in a folder; where something goes wrong, the last export stays as it was.

    Args:
        folder: Made when missing.
        form: One of `FORMATS`.
        force: Write into a folder that holds files which no export wrote.

    Raises:
        FazhiError: The folder holds files which no export wrote, a library is missing, or the disk refuses.
    """
    if not force and not (folder / RECORDS / _NOTE).is_file() and _holds_others(folder):
        raise FazhiError(f"{folder} 里有不是本工具导出的文件", "换一个空文件夹（-o），或确认后加 --force")
    made = TableFile(folder, form, force=force)
    try:
        yield made
    except OSError as error:
        raise FazhiError(f"写不进 {folder}：{system_reason(error)}", "检查磁盘空间、文件夹权限") from error
    finally:
        made.drop()


def _unlink(part: Path) -> None:
    """Remove a file in the making, and the log that DuckDB keeps beside it."""
    for one in (part, part.with_name(f"{part.name}.wal")):
        with contextlib.suppress(OSError):
            one.unlink(missing_ok=True)


def _holds_others(folder: Path) -> bool:
    """Whether the folder holds a file that no export wrote; temporary files of a killed export do not count."""
    return any(path.is_file() and not is_part(path) for path in folder.rglob("*"))


def _noted(folder: Path) -> set[str]:
    """The files of the last export by its record; names that would lead out of the folder are ignored."""
    try:
        found = json.loads((folder / RECORDS / _NOTE).read_text(encoding="utf-8"))
        return {name for name in found if _NOTED.fullmatch(name)}
    except (OSError, ValueError, TypeError):
        return set()


def _cell(value: object) -> str:
    return "" if value is None else harmless(value) if isinstance(value, str) else f"{value:f}"


def _plain(row: FigureRow) -> list[str]:
    return [
        "\\N" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)
        for value in astuple(row)
    ]


def _missing(what: str, package: str, extra: str) -> FazhiError:
    return FazhiError(f"导出 {what} 要用 {package}，没有安装", f'pip install "fazhi-report[{extra}]"')
