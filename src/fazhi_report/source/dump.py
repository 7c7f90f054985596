"""Values in the shape of the model to YAML text: in its order, one sentence a line, with comments for the drafter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fazhi_report.findings import Route
from fazhi_report.model.report import Report

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
    """Values as YAML text, in the order of the model; reading it back gives the same values.

    Args:
        values: Fields of the report: texts, whole numbers, booleans, lists and mappings of them.
        notes: Comments by route; those of fields that are not there stand where the field would.
        head: Lines of comment at the top.
        tail: Lines of comment at the end.
        schema: Where the editor finds the schema, seen from the file.
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


def _commented(lines: Sequence[str]) -> Iterator[str]:
    return (f"# {part}".rstrip() for line in lines for part in line.splitlines() or [""])


def _ordered(values: Mapping[str, object], notes: Notes) -> dict[str, object]:
    """The fields in the order of the model; fields that only have a note stand empty (`_Absent`)."""
    noted = {route[0] for route in notes if len(route) == 1}
    order = list(Report.model_fields)
    # The order of the parts and the figures stand before the words, where drafters look for them.
    for name in ("order", "figures"):
        order.remove(name)
        order.insert(order.index("opening"), name)
    known = [name for name in order if name in values or name in noted]
    parts = [name for name in values if name in _PART_FIELDS]
    positions = [at for at, name in enumerate(known) if name in _PART_FIELDS and name in values]
    for at, name in zip(positions, parts, strict=True):
        known[at] = name
    return {
        name: values.get(name, _ABSENT) for name in (*known, *(name for name in values if name not in order))
    }


_PART_FIELDS = frozenset({"achievements", "leader_duties", "shortcomings", "plans", "other"})
_ABSENT = object()
_SPACED = frozenset(
    {
        "organ",
        "title",
        "document_number",
        "order",
        "figures",
        "opening",
        *_PART_FIELDS,
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
        for words in self.notes.get(route, ()):
            for line in words.split("\n"):
                yield f"{indent}# {line}".rstrip()

    def _field(self, name: str, value: object, route: Route, indent: str) -> list[str]:
        match value:
            case Mapping():
                flow = _flow(value) if not self._noted_below(route) else None
                if flow is not None and len(route) > 1 and route[0] == "figures":
                    return [f"{indent}{name}: {flow}"]
                return [f"{indent}{name}:", *self.fields(value, route, indent + _STEP)]
            case str() if name in _BLOCK_FIELDS and route[0] != "title":
                return [f"{indent}{name}: |", *_block(value, indent + _STEP)]
            case str():
                return [f"{indent}{name}: {scalar(value)}"]
            case list() | tuple():
                return self._list(name, value, route, indent)
            case _:
                return [f"{indent}{name}: {_literal(value)}"]

    def _list(self, name: str, values: Sequence[object], route: Route, indent: str) -> list[str]:
        noted = self._noted_below(route)
        texts = [value for value in values if isinstance(value, str)]
        if name in _BLOCK_FIELDS and len(texts) == len(values) and not noted and _can_share_block(texts):
            return [f"{indent}{name}: |", *_blocks(texts, indent + _STEP)]
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
            case str() if long:
                return [f"{indent}- |", *_block(value, inner)]
            case str():
                return [f"{indent}- {scalar(value)}"]
            case Mapping() if set(value) == {"text"} and route[-2:-1] == ("measures",):
                return [f"{indent}- |", *_block(str(value["text"]), inner)]
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


def scalar(text: str) -> str:
    """A text on one line: plain where YAML reads it so, else between quotation marks."""
    plain = _PLAIN.fullmatch(text) and not _NOT_PLAIN.search(text) and not _LOOKS_NUMERIC.match(text)
    return text if plain else _quoted(text)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _flow_scalar(text: str) -> str:
    return scalar(text)


def _flow(value: Mapping[str, object]) -> str | None:
    """A mapping on one line; None where it is too long or holds lists of its own."""
    parts = []
    for name, inner in value.items():
        match inner:
            case Mapping():
                flow = _flow(inner)
                if flow is None:
                    return None
                parts.append(f"{name}: {flow}")
            case str():
                parts.append(f"{name}: {scalar(inner)}")
            case list() | tuple():
                parts.append(f"{name}: [{', '.join(_flow_scalar(str(one)) for one in inner)}]")
            case _:
                parts.append(f"{name}: {_literal(inner)}")
    line = f"{{{', '.join(parts)}}}"
    return line if len(line) <= _FLOW_WIDTH * 2 else None


def _literal(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case None:
            return "null"
        case _:
            return str(value)


def _can_share_block(texts: Sequence[str]) -> bool:
    """Whether paragraphs may stand in one block, parted by empty lines."""
    return bool(texts) and all(text.strip() == text and text for text in texts)


def _blocks(texts: Sequence[str], indent: str) -> list[str]:
    lines: list[str] = []
    for text in texts:
        lines += ([""] if lines else []) + _block(text, indent)
    return lines


def _block(text: str, indent: str) -> list[str]:
    """A text as lines of a block, one sentence a line; joined again they are the text."""
    return [indent + line for line in _SENTENCE.split(text)]
