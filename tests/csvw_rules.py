"""The rules of CSV on the Web (W3C, tabular data model and metadata vocabulary), read anew from the files alone."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

_KINDS: dict[str, Callable[[str], object]] = {
    "string": lambda text: text,
    "anyURI": lambda text: re.fullmatch(r"[A-Za-z0-9._~%/:?#@!$&'()*+,;=-]+", text),
    "gYear": lambda text: re.fullmatch(r"[0-9]{4}", text),
    "date": lambda text: re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) and date.fromisoformat(text),
    "decimal": lambda text: re.fullmatch(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)", text),
}
Row = dict[str, str]


def tables(folder: Path) -> dict[str, list[Row]]:
    """The rows of each table that the metadata describe, by the names of its columns."""
    described = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))
    return {one["url"]: list(_rows(folder / one["url"], one)) for one in described["tables"]}


def faults(folder: Path) -> Iterator[str]:
    """What the tables of a folder do otherwise than its ``csv-metadata.json`` says."""
    described = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))
    context = described["@context"]
    if (context if isinstance(context, str) else context[0]) != "http://www.w3.org/ns/csvw":
        yield f"@context is {context}"
    read: dict[str, list[Row]] = {}
    for table in described["tables"]:
        head = next(csv.reader([_text(folder / table["url"]).partition("\r\n")[0]]))
        titles = [one["titles"] for one in table["tableSchema"]["columns"]]
        if head != titles:
            yield f"{table['url']}: head {head} is not {titles}"
        read[table["url"]] = list(_rows(folder / table["url"], table))
        yield from _cell_faults(table, read[table["url"]])
    for table in described["tables"]:
        yield from _key_faults(table, read)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")


def _rows(path: Path, table: dict[str, Any]) -> Iterator[Row]:
    names = [one["name"] for one in table["tableSchema"]["columns"]]
    for cells in list(csv.reader(_text(path).split("\r\n")))[1:]:
        if cells:
            yield dict(zip(names, cells, strict=True))


def _cell_faults(table: dict[str, Any], rows: list[Row]) -> Iterator[str]:
    for column in table["tableSchema"]["columns"]:
        for number, row in enumerate(rows, 1):
            cell = row[column["name"]]
            if not cell and column.get("required"):
                yield f"{table['url']} row {number}: {column['name']} is empty"
            if cell and not _KINDS[column["datatype"]](cell):
                yield f"{table['url']} row {number}: {cell!r} is no {column['datatype']}"


def _key_faults(table: dict[str, Any], read: dict[str, list[Row]]) -> Iterator[str]:
    schema = table["tableSchema"]
    keys = [tuple(row[name] for name in schema["primaryKey"]) for row in read[table["url"]]]
    if len(set(keys)) != len(keys):
        yield f"{table['url']}: primary key {schema['primaryKey']} is not unique"
    for foreign in schema["foreignKeys"]:
        there = foreign["reference"]
        known = {tuple(row[name] for name in there["columnReference"]) for row in read[there["resource"]]}
        lost = {tuple(row[name] for name in foreign["columnReference"]) for row in read[table["url"]]} - known
        if lost:
            yield f"{table['url']}: {sorted(lost)[:3]} not in {there['resource']}"
