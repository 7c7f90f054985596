"""Writes values in the shape of the model as YAML: in its order, one sentence per line, with comments for the drafter.

The text may come from an untrusted file. The form of each value depends on its content, so that no content becomes a
key, a comment or a line of its own; `difference` reads the text back and compares it with the values meant.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, zip_longest

import yaml.emitter

from fazhi_report.findings import Route
from fazhi_report.model.base import join_lines
from fazhi_report.model.prose import paragraphs
from fazhi_report.model.report import PART_FIELDS, Report
from fazhi_report.source.encoding import decode, without_forbidden
from fazhi_report.source.parse import Value, parse

Notes = Mapping[Route, Sequence[str]]
"""Route → comments that stand above its key or item."""

_SCHEMA = "# yaml-language-server: $schema={schema}\n"
_STEP = "  "
_PLAIN = re.compile(r"[\w“‘《（〔【〇\u3400-\u9fff][^\x00-\x1f]*", re.UNICODE)
_NOT_PLAIN = re.compile(
    r":(?:\s|$)|\s#|[\[\]{},]|^(?:true|false|null|yes|no|on|off|~)$|^[-?:]\s|\s$|^\s", re.IGNORECASE
)
_LOOKS_NUMERIC = re.compile(r"^[-+]?[0-9][0-9_.,eExXoO]*$")
_LONG = 60
_FLOW_WIDTH = 80
_ROW_WIDTH = 400
"""Widest line for a row of a table of statistics; one row is one line."""
_ROW_DEPTH = len(("tables", "permits", "rows", "total"))
_UNPRINTABLE = re.compile("[\x7f-\xa0\xad\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""Characters that no line of YAML holds as they are, or that cannot be told from a blank there."""
_UNBLOCKED = re.compile("[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_SENTENCE = re.compile(r"(?<=[。；])(?![\s”’》）〕】。；，、！？—…]|$)")
_BLOCK_FIELDS = frozenset({"text", "opening"})
_TEXT_LISTS = frozenset({"text", "opening", "measures"})


def dump(
    values: Mapping[str, object],
    *,
    notes: Notes | None = None,
    head: Sequence[str] = (),
    tail: Sequence[str] = (),
    schema: str = "report.schema.json",
) -> str:
    """Return values as YAML text, in the order of the model; reading it back gives the same values.

    Args:
        values: Fields of the report: texts, whole numbers, booleans, lists and mappings of them.
        notes: Comments by route; a comment on a missing field is written in the field's place.
        head: Lines of comment at the top.
        tail: Lines of comment at the end.
        schema: The path of the schema for editors, relative to the file.
    """
    writing = _Writing(dict(notes or {}))
    lines = [
        _SCHEMA.format(schema=schema).rstrip(),
        *_commented(head),
        "",
    ]
    lines += writing.fields(_ordered(values, writing.notes), (), "")
    if tail:
        lines += ["", *_commented(tail)]
    return "\n".join(lines).rstrip() + "\n"


def _commented(lines: Sequence[str], indent: str = "") -> Iterator[str]:
    """Yield lines of comment; number signs in words become full-width, since they would begin ``# fazhi: ignore[…]``."""
    for line in lines:
        for part in line.splitlines() or [""]:
            yield f"{indent}# {without_forbidden(part)[0].replace('#', '＃')}".rstrip()


def _ordered(values: Mapping[str, object], notes: Notes) -> dict[str, object]:
    """Return the fields in the order of the model; a missing field with a note gets the value `_Absent`."""
    noted = {route[0] for route in notes if len(route) == 1}
    order = list(Report.model_fields)
    # The order of the parts and the figures are written before the words, where drafters look for them.
    for name in ("order", "figures"):
        order.remove(name)
        order.insert(order.index("opening"), name)
    known = [name for name in order if name in values or name in noted]
    parts = [name for name in values if name in PART_FIELDS]
    positions = [at for at, name in enumerate(known) if name in PART_FIELDS and name in values]
    for at, name in zip(positions, parts, strict=True):
        known[at] = name
    return {
        name: values.get(name, _ABSENT) for name in (*known, *(name for name in values if name not in order))
    }


_ABSENT = object()
_SPACED = frozenset(
    {
        "organ",
        "title",
        "document_number",
        "as_issued",
        "order",
        "figures",
        "tables",
        "opening",
        *PART_FIELDS,
        "closing",
        "publication",
    }
)


@dataclass(slots=True)
class _Writing:
    notes: dict[Route, Sequence[str]]
    used: set[Route] = field(default_factory=set)

    def fields(self, values: Mapping[str, object], route: Route, indent: str) -> list[str]:
        lines: list[str] = []
        last = ""
        for name, value in values.items():
            here = (*route, name)
            if not route and lines and (name in _SPACED or value is _ABSENT or last == "title"):
                lines.append("")
            lines += self._comments(here, indent)
            if value is not _ABSENT:
                lines += self._field(name, value, here, indent)
            last = name
        return lines

    def _comments(self, route: Route, indent: str) -> Iterator[str]:
        return _commented(self.notes.get(route, ()), indent)

    def _field(self, field_name: str, value: object, route: Route, indent: str) -> list[str]:
        name = scalar(field_name)
        match value:
            case Mapping():
                wide = _ROW_WIDTH if route[0] == "tables" else _FLOW_WIDTH * 2
                flow = _flow(value, wide) if not self._noted_below(route) else None
                if flow is not None and _on_one_line(route):
                    return [f"{indent}{name}: {flow}"]
                return [f"{indent}{name}:", *self.fields(value, route, indent + _STEP)]
            case str() if name in _BLOCK_FIELDS and route[0] != "title" and (block := block_lines(value)):
                return [f"{indent}{name}: |", *_indented(block, indent + _STEP)]
            case str():
                return [f"{indent}{name}: {scalar(value)}"]
            case list() | tuple():
                return self._list(name, value, route, indent)
            case _:
                return [f"{indent}{name}: {_literal(value)}"]

    def _list(self, name: str, values: Sequence[object], route: Route, indent: str) -> list[str]:
        noted = self._noted_below(route)
        texts = [value for value in values if isinstance(value, str)]
        if name in _BLOCK_FIELDS and len(texts) == len(values) and not noted and (block := _blocks(texts)):
            return [f"{indent}{name}: |", *_indented(block, indent + _STEP)]
        flow = f"[{', '.join(map(_flow_scalar, texts))}]"
        if len(texts) == len(values) and name not in _TEXT_LISTS and len(flow) <= _FLOW_WIDTH and not noted:
            return [f"{indent}{name}: {flow}"]
        lines = [f"{indent}{name}:"]
        for at, value in enumerate(values):
            here = (*route, at)
            lines += self._comments(here, indent + _STEP)
            lines += self._entry(value, here, indent + _STEP, long=name in _TEXT_LISTS)
        return lines

    def _entry(self, value: object, route: Route, indent: str, *, long: bool) -> list[str]:
        inner = indent + _STEP
        match value:
            case str() if long and (block := block_lines(value)):
                return [f"{indent}- |", *_indented(block, inner)]
            case str():
                return [f"{indent}- {scalar(value)}"]
            case Mapping() if set(value) == {"text"} and route[-2:-1] == ("measures",):
                return self._entry(str(value["text"]), route, indent, long=True)
            case Mapping():
                lines = self.fields(value, route, inner)
                first = next(at for at, line in enumerate(lines) if not line.lstrip().startswith("#"))
                lines[first] = f"{indent}- {lines[first].lstrip()}"
                return [*(line[len(_STEP) :] for line in lines[:first]), *lines[first:]]
            case list() | tuple():
                return [f"{indent}- [{', '.join(_flow_scalar(str(cell)) for cell in value)}]"]
            case _:
                return [f"{indent}- {_literal(value)}"]

    def _noted_below(self, route: Route) -> bool:
        return any(len(one) > len(route) and one[: len(route)] == route for one in self.notes)


def _on_one_line(route: Route) -> bool:
    """Whether a mapping is one for one line: a figure, or a row of a table of statistics."""
    return (route[0] == "figures" and len(route) > 1) or (route[0] == "tables" and len(route) == _ROW_DEPTH)


def scalar(text: str, *, flow: bool = False) -> str:
    """Return a text on one line: plain where YAML reads it so, else between quotation marks.

    Args:
        text: The text.
        flow: Whether it is written between brackets or braces.
    """
    plain = _PLAIN.fullmatch(text) and not _NOT_PLAIN.search(text) and not _LOOKS_NUMERIC.match(text)
    if not plain:
        return _quoted(text)
    # The emitter of PyYAML decides which texts need no quotation marks.
    known = _EMITTER.analyze_scalar(text)
    return text if (known.allow_flow_plain if flow else known.allow_block_plain) else _quoted(text)


def _flow_scalar(text: str) -> str:
    return scalar(text, flow=True)


_EMITTER = yaml.emitter.Emitter(io.StringIO(), allow_unicode=True)


def _quoted(text: str) -> str:
    """Return the text between quotation marks, with JSON's escapes and those that only YAML needs."""
    written = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _flow(value: Mapping[str, object], wide: int) -> str | None:
    """Return a mapping on one line; None where it is too long or contains lists."""
    parts = []
    for name, inner in value.items():
        key = _flow_scalar(name)
        match inner:
            case Mapping():
                flow = _flow(inner, wide)
                if flow is None:
                    return None
                parts.append(f"{key}: {flow}")
            case str():
                parts.append(f"{key}: {_flow_scalar(inner)}")
            case list() | tuple():
                parts.append(f"{key}: [{', '.join(_flow_scalar(str(one)) for one in inner)}]")
            case _:
                parts.append(f"{key}: {_literal(inner)}")
    line = f"{{{', '.join(parts)}}}"
    return line if len(line) <= wide else None


def _literal(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case None:
            return "null"
        case _:
            return str(value)


def _blocks(texts: Sequence[str]) -> list[str]:
    """Return paragraphs as lines of one block, separated by empty lines; no lines where one cannot be in a block."""
    lines: list[str] = []
    for text in texts:
        block = block_lines(text)
        if not block:
            return []
        lines += [*([""] if lines else []), *block]
    return lines


def block_lines(text: str) -> list[str]:
    """Return a text as lines of a block, one sentence per line; the lines joined again give the text.

    There are no lines where the text cannot be in a block: where one would begin or end with a blank, or contains a
    character that YAML takes for a line break or does not allow.
    """
    lines = _SENTENCE.split(text)
    fits = all(line and line.strip() == line and not _UNBLOCKED.search(line) for line in lines)
    return lines if fits and join_lines("\n".join(lines)) == text else []


def _indented(lines: Sequence[str], indent: str) -> list[str]:
    return [f"{indent}{line}".rstrip() for line in lines]


def difference(data: bytes, values: Mapping[str, object]) -> str:
    """Return where the bytes of a data file differ from the values from which they were made.

    Args:
        data: The bytes as they were read back.
        values: The values meant.

    Returns:
        A Chinese sentence without its stop; empty where the file contains exactly these values.
    """
    decoded = decode(data)
    parsed = parse(decoded.text) if not decoded.problems else None
    problems = decoded.problems or (parsed.problems if parsed else ())
    if parsed is None or problems:
        return f"读不回来：{problems[0].message}"
    found = _differs(values, parsed.value, ())
    return "" if found is None else f"{'.'.join(map(str, found)) or '全文'} 读回来和要写的不一样"


def _differs(meant: object, read: Value, route: Route) -> Route | None:
    """Return the first route at which the value read differs from the value meant; None for none."""
    pairs: Iterable[tuple[str | int, object, Value]]
    match meant, read:
        case Mapping(), dict() if set(meant) == set(read):
            pairs = ((name, inner, read[name]) for name, inner in meant.items())
        case Mapping(), dict():
            return (*route, *sorted(set(meant) ^ set(read))[:1])
        case Mapping(), str() if set(meant) == {"text"} and route[-2:-1] == ("measures",):
            # A measure without a lead is written as its text alone.
            return _differs(meant["text"], read, route)
        case (list() | tuple(), list()) if len(meant) == len(read):
            pairs = zip(count(), meant, read, strict=False)
        case (list() | tuple(), str()) if route and route[-1] in _BLOCK_FIELDS:
            pairs = ((at, *both) for at, both in enumerate(zip_longest(meant, paragraphs(read))))
        case _:
            return None if _is_same(meant, read) else route
    found = (_differs(one, other, (*route, name)) for name, one, other in pairs)
    return next((one for one in found if one is not None), None)


def _is_same(meant: object, read: Value) -> bool:
    """Whether a value that contains no others was read as it was meant."""
    match meant, read:
        case str(), str():
            # Lines of a block are joined by the model.
            return read == meant or join_lines(read.removesuffix("\n")) == meant
        case (bool() | int() | float(), str()):
            return read == _literal(meant)
        case _:
            return meant is None and read is None
