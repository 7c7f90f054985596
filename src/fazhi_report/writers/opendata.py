"""The figures of a document as open data: CSV, JSON, and the dictionary of their columns."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO

from fazhi_report.document.fact import Fact
from fazhi_report.document.nodes import Document
from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.writers.excel import harmless


@dataclass(frozen=True, slots=True)
class DataColumn:
    """A column of the data.

    Args:
        name: Its key in the files: the name of a field of `Fact`.
        title: Its Chinese name.
        meaning: What it holds, one Chinese sentence.
    """

    name: str
    title: str
    meaning: str


COLUMNS = (
    DataColumn("key", "指标键", "指标在历年数据中不变的键，小写英文。"),
    DataColumn("domain", "领域", "指标所属的工作领域。"),
    DataColumn("label", "名称", "指标的中文名称。"),
    DataColumn("text", "本年数（照写）", "报告公布的写法，连同约数词和单位。"),
    DataColumn("number", "本年数", "纯数字，万、亿已换算成完整的数；百分比为百分号前的数；没有数值时为空。"),
    DataColumn("unit", "单位", "数的单位；百分比为 %。"),
    DataColumn("hedge", "约数词", "“余”“近”“以上”等；空表示确数。"),
    DataColumn(
        "status", "状态", "value 有数值，zero 确实为零，not_recorded 没有统计，not_applicable 不适用。"
    ),
    DataColumn("previous", "上年数（照写）", "上年公布的写法；空表示没有登记。"),
    DataColumn("previous_number", "上年数", "上年的纯数字；没有时为空。"),
    DataColumn("change", "比上年", "由本年数和上年数算出；约数、单位不同或没有上年数时为空。"),
    DataColumn("definition", "释义", "数的是什么。"),
    DataColumn("scope", "口径", "统计的范围。"),
    DataColumn("period", "时段", "统计的时段；空表示报告年度全年。"),
    DataColumn("source", "来源", "数据来自哪里；空表示没有登记。"),
    DataColumn("note", "说明", "需要交代的情况。"),
)


def cells(fact: Fact) -> Iterator[str]:
    """The values of a figure in the order of the columns."""
    return (str(getattr(fact, column.name)) for column in COLUMNS)


def heading(document: Document) -> dict[str, object]:
    """The data of the report that all its figures share: title, organ, year, dates."""
    properties = document.properties
    return {
        "title": properties.title,
        "organ": properties.organ,
        "year": properties.year,
        "issued": properties.issued.isoformat(),
        "published": properties.webpage.published_at,
        "address": properties.webpage.address,
    }


def write_csv(document: Document, profile: Profile) -> bytes:
    """The figures as CSV.

    Args:
        document: Whose figures to write.
        profile: Not used: data have no page.
    """
    del profile
    return table([column.title for column in COLUMNS], map(tuple, map(cells, document.facts)))


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as CSV (RFC 4180) in UTF-8 with a byte order mark: without it Excel and WPS read the bytes as GBK."""
    stream = StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


FORMAT = 1
"""Version of the JSON; increased when its readers have to change."""
_AS_JSON_NUMBERS = ("number", "previous_number")


def write_json(document: Document, profile: Profile) -> bytes:
    """The figures as UTF-8 JSON; empty values are left out, so that nobody reads them as zero.

    Args:
        document: Whose figures to write.
        profile: Not used: data have no page.
    """
    del profile
    data = {
        "format": FORMAT,
        "report": {name: value for name, value in heading(document).items() if value},
        "columns": [
            {"name": column.name, "title": column.title, "description": column.meaning} for column in COLUMNS
        ],
        "figures": [_record(fact) for fact in document.facts],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _record(fact: Fact) -> dict[str, object]:
    values = {column.name: getattr(fact, column.name) for column in COLUMNS}
    return {
        name: _number(value) if name in _AS_JSON_NUMBERS else value
        for name, value in values.items()
        if value != ""
    }


def _number(text: str) -> int | float | str:
    """The number as int or float where that keeps every digit, else its text."""
    exact = Decimal(text)
    if exact == exact.to_integral_value():
        return int(exact)
    near = float(exact)
    return near if Decimal(repr(near)) == exact else text


_HEADER = ("类别", "键", "名称", "领域", "单位", "释义", "口径")


def write_dictionary(document: Document, profile: Profile) -> bytes:
    """The data dictionary as CSV: first the columns of the data, then the figures.

    Args:
        document: Whose figures to explain.
        profile: Not used: data have no page.
    """
    del profile
    columns = [("字段", column.name, column.title, "", "", column.meaning, "") for column in COLUMNS]
    figures = [
        ("指标", fact.key, fact.label, fact.domain, fact.unit, fact.definition, fact.scope)
        for fact in document.facts
    ]
    return table(_HEADER, [*columns, *figures])
