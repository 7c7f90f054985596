"""The open data of a city's site: tables in CSV and JSON, and their description by CSV on the Web (W3C)."""

from __future__ import annotations

import contextlib
import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TextIO

from fazhi_report.commands.tables import COLUMNS, FigureRow
from fazhi_report.files import place
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.temporary import flushed, open_part, settle, sweep
from fazhi_report.writers.excel import harmless
from fazhi_report.writers.html import site_pages as pages
from fazhi_report.writers.html.assets import path_address
from fazhi_report.writers.opendata import table as csv_table

FOLDER = "data"
METADATA = "csv-metadata.json"
FIGURES, REPORTS, INDICATORS = "figures.csv", "reports.csv", "indicators.csv"


@dataclass(frozen=True, slots=True)
class SiteColumn:
    """A column of a table.

    Args:
        name: Its name for programs.
        title: Its Chinese name, which is the head of the column.
        meaning: What it holds.
        datatype: Its data type in CSV on the Web.
        required: Whether it is never empty.
    """

    name: str
    title: str
    meaning: str
    datatype: str = "string"
    required: bool = False


@dataclass(frozen=True, slots=True)
class SiteTable:
    """A table.

    Args:
        file: Its file name.
        title: Its Chinese name.
        use: What is in it.
        columns: Its columns.
        key: The columns that tell its rows apart.
        refers: Columns that stand for a row of another table, and that table's file; the names are the same there.
    """

    file: str
    title: str
    use: str
    columns: tuple[SiteColumn, ...]
    key: tuple[str, ...]
    refers: tuple[tuple[tuple[str, ...], str], ...] = ()


def _of_export(name: str, title: str, datatype: str = "string", *, required: bool = False) -> SiteColumn:
    """A column that ``export`` has, too."""
    return SiteColumn(name, title, COLUMNS[name], datatype, required)


_UNIT = _of_export("unit", "机关名称", required=True)
_YEAR = _of_export("year", "年度", "gYear", required=True)
_KEY = _of_export("key", "指标键", required=True)
_PAGE = SiteColumn("page", "网页", "本站里这份报告的页面，相对于本文件的地址；空表示没有", "anyURI")
TABLES = (
    SiteTable(
        FIGURES,
        "全部指标",
        "一行一家单位一个年度的一项指标",
        (
            _UNIT,
            _YEAR,
            _KEY,
            _of_export("label", "指标名称"),
            _of_export("value", "数值", "decimal"),
            _of_export("measure", "计量单位"),
            _of_export("hedge", "约数用语"),
            _of_export("status", "状态", required=True),
            _of_export("written", "照报告的写法"),
            _of_export("source", "数据来源"),
            _PAGE,
        ),
        ("unit", "year", "key"),
        ((("unit", "year"), REPORTS), (("key",), INDICATORS)),
    ),
    SiteTable(
        REPORTS,
        "各单位各年度",
        "一行一家单位一个年度：有什么，什么时候报的",
        (
            _UNIT,
            SiteColumn("kind", "类别", "花名册里的单位类别"),
            _YEAR,
            SiteColumn(
                "state",
                "情况",
                "report 有全文；figures 只有指标；faulty 报告有错误，只列指标；unread 读不出；missing 未报；"
                "closed 不公开；no_data 没有数据",
                required=True,
            ),
            SiteColumn("title", "标题", "报告的标题"),
            SiteColumn("due", "报送期限", "报送的最后一天", "date"),
            SiteColumn("issued", "成文日期", "报告的成文日期；空表示没有写", "date"),
            SiteColumn("submitted", "报送", "按期、逾期几天、没有写日期、没有规定期限、未报"),
            SiteColumn("publish_by", "公开期限", "公开的最后一天", "date"),
            SiteColumn("published", "发布日期", "报告公开的日期；空表示没有写", "date"),
            SiteColumn("publication", "公开", "按期、逾期几天、没有写日期、没有规定期限"),
            SiteColumn("basis", "依据", "期限的出处"),
            _PAGE,
        ),
        ("unit", "year"),
    ),
    SiteTable(
        INDICATORS,
        "指标目录",
        "一行一个指标：名称、领域、单位、释义",
        (
            _KEY,
            SiteColumn("label", "指标名称", "指标的中文名称"),
            SiteColumn("domain", "领域", "指标所属的工作领域；空表示目录里没有"),
            SiteColumn("measure", "计量单位", "通常的计量单位"),
            SiteColumn("definition", "释义", "数的是什么；空表示目录里没有"),
        ),
        ("key",),
    ),
)


class SiteData:
    """The tables while they are written: figures go to the disk as they come.

    Args:
        folder: The site's folder.
        force: Replace files that this program did not write.
    """

    def __init__(self, folder: Path, *, force: bool = False) -> None:
        self._folder = folder / FOLDER
        self._force = force
        self._parts: dict[str, Path] = {}
        self._streams: list[TextIO] = []
        self._labels: dict[str, str] = {}
        self._rows = 0

    def open(self) -> None:
        """Open the files of the figures."""
        self._folder.mkdir(parents=True, exist_ok=True)
        sweep(self._folder)
        # Excel and WPS read the bytes as GBK without the mark.
        self._csv = csv.writer(self._open(FIGURES, "utf-8-sig"), lineterminator="\r\n")
        self._csv.writerow(one.title for one in TABLES[0].columns)
        self._json = self._open("figures.json", "utf-8")
        self._json.write('{"columns":' + _json({one.name: one.title for one in TABLES[0].columns}))
        self._json.write(',\n"figures":[')

    def add(self, rows: Sequence[FigureRow], unit: pages.SiteUnit) -> None:
        """Add the figures of a unit, under the name that it has on the site."""
        addresses = {one.year: page_address(one.page) for one in unit.years}
        for row in rows:
            self._labels.setdefault(row.key, row.label)
            values = {one.name: getattr(row, one.name, None) for one in TABLES[0].columns}
            values["unit"] = unit.name
            values["page"] = addresses.get(row.year, "")
            self._csv.writerow(map(_cell, values.values()))
            self._json.write((",\n" if self._rows else "\n") + _json(_filled(values)))
            self._rows += 1

    def finish(self, units: Sequence[pages.SiteUnit], extra: dict[str, bytes]) -> tuple[str, ...]:
        """Write the other tables and put all files in place.

        Args:
            units: The units with their years.
            extra: Further files of the folder.

        Returns:
            The paths below the site's folder.

        Raises:
            FazhiError: Something stands there that is not to be replaced, or the disk refuses.
        """
        self._json.write("\n]}\n")
        for stream in self._streams:
            stream.close()
        for part in self._parts.values():
            settle(part)
        tables = {
            REPORTS: _table(TABLES[1], _reports(units)),
            INDICATORS: _table(TABLES[2], _indicators(self._labels)),
            METADATA: metadata().encode("utf-8"),
        }
        for name, content in {**tables, **extra}.items():
            self._parts[name] = flushed(self._folder, content)
        names = sorted(self._parts)
        place({self._folder / name: self._parts[name] for name in names}, force=self._force)
        self._parts.clear()
        return tuple(f"{FOLDER}/{name}" for name in names)

    def drop(self) -> None:
        """Remove the temporary files."""
        for stream in self._streams:
            with contextlib.suppress(OSError):
                stream.close()
        for part in self._parts.values():
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)

    def _open(self, name: str, encoding: str) -> TextIO:
        self._parts[name], stream = open_part(self._folder, encoding)
        self._streams.append(stream)
        return stream


def _table(table: SiteTable, rows: Iterator[dict[str, object]]) -> bytes:
    titles = [one.title for one in table.columns]
    return csv_table(titles, ([_text(row[one.name]) for one in table.columns] for row in rows))


def page_address(page: str) -> str:
    """Return the address of a page of the site, seen from the folder of the data; empty for none."""
    return f"../{path_address(page)}" if page else ""


def metadata() -> str:
    """Return the description of all tables (Metadata Vocabulary for Tabular Data)."""
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh-CN"}],
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ",", "lineTerminators": ["\r\n"]},
        "tables": [_described(table) for table in TABLES],
    }
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"


def _described(table: SiteTable) -> dict[str, object]:
    return {
        "url": table.file,
        "dc:title": table.title,
        "dc:description": table.use,
        "tableSchema": {
            "columns": [
                {
                    "name": one.name,
                    "titles": one.title,
                    "dc:description": one.meaning,
                    "datatype": one.datatype,
                    **({"required": True} if one.required else {}),
                }
                for one in table.columns
            ],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "columnReference": list(names),
                    "reference": {"resource": file, "columnReference": list(names)},
                }
                for names, file in table.refers
            ],
        },
    }


def _reports(units: Sequence[pages.SiteUnit]) -> Iterator[dict[str, object]]:
    for unit in units:
        for one in unit.years:
            yield {
                "unit": unit.name,
                "kind": unit.kind,
                "year": one.year,
                "state": one.state,
                "title": one.title,
                "due": one.due,
                "issued": one.issued,
                "submitted": one.mark.words if one.mark else "",
                "publish_by": one.publish_by,
                "published": one.published,
                "publication": one.publication.words if one.publication else "",
                "basis": one.source,
                "page": page_address(one.page),
            }


def _indicators(labels: dict[str, str]) -> Iterator[dict[str, object]]:
    known = catalogue()
    for key, label in sorted(labels.items()):
        listed = known.get(key)
        yield {
            "key": key,
            "label": label,
            "domain": known.domain(key) or "",
            "measure": listed.unit if listed else "",
            "definition": listed.definition if listed else "",
        }


def _filled(values: dict[str, object]) -> dict[str, object]:
    """The values that are there; decimals as exact text, so that nobody rounds them."""
    return {
        name: f"{value:f}" if isinstance(value, Decimal) else value
        for name, value in values.items()
        if value not in {None, ""}
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _cell(value: object) -> str:
    return harmless(_text(value))


def _text(value: object) -> str:
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)
