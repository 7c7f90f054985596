"""A glance at a data file: whose it is and of which year, read from its beginning without the rest."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from fazhi_report.errors import FazhiError
from fazhi_report.model.authors import Organ
from fazhi_report.model.report import Report
from fazhi_report.norms.statistics import FORM_NAMES
from fazhi_report.regular_files import open_regular
from fazhi_report.source.encoding import MOST_BYTES, decode
from fazhi_report.source.layout import YEAR
from fazhi_report.source.parse import DEEPEST, LOADER


def _names(model: type[Report | Organ], field: str) -> tuple[str, ...]:
    return field, model.model_fields[field].title or field


_YEARS, _ORGANS = (_names(Report, field) for field in ("year", "organ"))
_ORGAN_NAMES = _names(Organ, "name")
_STATISTICS = re.compile(
    rf"^[\"']?(?:{'|'.join(_names(Report, 'kind'))})[\"']?[ \t]*:[ \t]*[\"']?(?:{'|'.join(FORM_NAMES)})\b",
    re.MULTILINE,
)
_DEPTH = 2
_LIKE_DATA = re.compile(rf"^[\"']?(?:{'|'.join((*_YEARS, *_ORGANS))})[\"']?[ \t]*[:：]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Glance:
    """What the beginning of a file says.

    Args:
        is_data: Whether it is, or is meant to be, a data file of an office.
        organ: The name of the organ; empty where the beginning gives none.
        year: The year; None where the beginning gives none.
        is_statistics: Whether it holds statistics that stand beside the report, and no report.
    """

    is_data: bool
    organ: str = ""
    year: int | None = None
    is_statistics: bool = False


def glance(path: Path) -> Glance:
    """Return what the beginning of a file says; a file that cannot be opened counts as data, so that a check tells why."""
    try:
        with open_regular(path) as stream:
            data = stream.read(MOST_BYTES + 1)
    except (OSError, FazhiError):
        return Glance(is_data=True)
    text = decode(data).text
    found: dict[str, str] = {}
    broken = True
    with contextlib.suppress(yaml.YAMLError, ValueError, RecursionError):
        for name, value in _entries(text):
            found.setdefault(name, value)
            if {"year", "name"} <= found.keys():
                break
        broken = False
    # What is no YAML is a data file when it looks like one: the check tells what is wrong with it.
    is_data = bool(found) or (broken and _LIKE_DATA.search(text) is not None)
    return Glance(is_data, found.get("name", ""), _year(found), _STATISTICS.search(text) is not None)


def _year(found: dict[str, str]) -> int | None:
    words = found.get("year", "").strip()
    return int(words) if YEAR.fullmatch(words) else None


def _entries(text: str) -> Iterator[tuple[str, str]]:
    """Yield ``year``, ``organ`` and the organ's ``name`` with their values, as far as the parser comes.

    Raises:
        yaml.YAMLError: The text is no YAML.
    """
    for route, value in _values(text):
        match route:
            case (key,) if key in _YEARS:
                yield "year", value
            case (key,) if key in _ORGANS:
                yield "organ", value
            case (outer, key) if outer in _ORGANS and key in _ORGAN_NAMES:
                yield "name", value


def _values(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the values of the root mapping and of the mappings in it, each with its keys; a collection has no words."""
    keys: list[str | None] = []
    # The parser takes time in the square of the depth.
    for event in yaml.parse(text, Loader=LOADER):
        if len(keys) > DEEPEST:
            return
        if isinstance(event, yaml.CollectionEndEvent):
            keys.pop()
        elif isinstance(event, yaml.ScalarEvent) and keys and keys[-1] is None:
            keys[-1] = event.value
            continue
        elif isinstance(event, yaml.NodeEvent):
            if 0 < len(keys) <= _DEPTH and None not in keys:
                yield tuple(filter(None, keys)), getattr(event, "value", "")
            if isinstance(event, yaml.CollectionStartEvent):
                # A sequence has no keys; what stands in it is never asked for.
                keys.append(None if isinstance(event, yaml.MappingStartEvent) else "")
                continue
        if keys and keys[-1]:
            keys[-1] = None
