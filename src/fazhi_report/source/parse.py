"""Parsing of YAML into plain values and positions; every scalar remains the text as written.

Parser events are read one by one, without recursion, and reading stops at the first exceeded limit, so that a
hostile file is refused early.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NoReturn, Protocol

import yaml

from fazhi_report.source.encoding import KEY, Problem, forbidden_in
from fazhi_report.source.messages import quote
from fazhi_report.source.positions import Lines, Mapping, Mark, Positions, Scalar, Sequence
from fazhi_report.source.syntax import explain, unbraced

# Some builds of PyYAML lack the C extension; the Python loader gives the same result, twenty times slower.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

DEEPEST = 50
"""Most levels of nesting; real reports have about ten."""
HEAVIEST = 200_000
"""Most values; an alias counts as the values it repeats, and long texts count by their length."""
_CHARACTERS_A_UNIT = 64
MOST_PROBLEMS = 100
"""Most reported problems of those that do not end the parsing."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

Value = str | None | dict[str, "Value"] | list["Value"]
"""Plain data, as passed to Pydantic."""


@dataclass(frozen=True, slots=True)
class ParsedYaml:
    """The result of parsing a YAML text.

    Args:
        value: The data; None when the text is invalid, or empty (then `marks` is set).
        marks: Positions; None when the text is invalid.
        problems: The problems found.
    """

    value: Value
    marks: Positions | None
    problems: tuple[Problem, ...] = ()


class _PyYamlMark(Protocol):
    index: int


class _RefusedError(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(slots=True)
class _OpenMapping:
    mark: Mapping
    anchor: str | None
    weight_before: int
    value: dict[str, Value] = field(default_factory=dict)
    key: tuple[str, int] | None = None


@dataclass(slots=True)
class _OpenSequence:
    mark: Sequence
    anchor: str | None
    weight_before: int
    value: list[Value] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Anchored:
    value: Value
    mark: Mark
    weight: int


class _Builder:
    """Builds values from parser events; at the end ``root`` contains value and mark."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.problems: list[Problem] = []
        self.root: tuple[Value, Mark] | None = None
        self._stack: list[_OpenMapping | _OpenSequence] = []
        self._anchors: dict[str, _Anchored] = {}
        self._weight = 0
        self._lines = Lines(text)

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.MappingStartEvent():
                self._open(event, _OpenMapping(Mapping(_index(event.start_mark)), event.anchor, self._weight))
            case yaml.SequenceStartEvent():
                self._open(
                    event, _OpenSequence(Sequence(_index(event.start_mark)), event.anchor, self._weight)
                )
            case yaml.CollectionEndEvent():
                frame = self._stack.pop()
                self._place(frame.value, frame.mark, frame.anchor, self._weight - frame.weight_before)
            case yaml.AliasEvent():
                self._alias(event)
            case yaml.DocumentStartEvent() if self.root is not None:
                _refuse(event, "文件里有两份文档，“---”之后又开始了一份", "一份报告一个文件；删去多余的“---”")

    @property
    def _at_key(self) -> _OpenMapping | None:
        """Return the mapping whose next key is expected; None when no key is expected."""
        frame = self._stack[-1] if self._stack else None
        return frame if isinstance(frame, _OpenMapping) and frame.key is None else None

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        _refuse_tag(event)
        start, style, text = _index(event.start_mark), event.style or "", event.value
        if style == '"':
            self._tell_escaped(start, text)
        if frame := self._at_key:
            _refuse_key(event)
            frame.key = (text, start)
            return
        weight = 1 + len(text) // _CHARACTERS_A_UNIT
        self._grow(event, weight)
        value = None if not style and text in _NULLS else text
        self._place(value, Scalar(start, _index(event.end_mark), style, text), event.anchor, weight)

    def _open(self, event: yaml.CollectionStartEvent, frame: _OpenMapping | _OpenSequence) -> None:
        _refuse_tag(event)
        if self._at_key:
            if braces := unbraced(self.text, _index(event.start_mark)):
                raise _RefusedError(braces)
            _refuse(event, "键只能是一个词，这里是一组数据", "写成“键: 值”；文字里有 { } [ ] ? 时整段加引号")
        if len(self._stack) >= DEEPEST:
            _refuse(event, f"嵌套超过 {DEEPEST} 层", "报告用不到这样深的层次；检查括号和缩进")
        self._stack.append(frame)
        self._grow(event, 1)

    def _alias(self, event: yaml.AliasEvent) -> None:
        name = event.anchor or ""
        if self._at_key:
            _refuse(event, f"键不能用别名{quote(f'*{name}')}", "直接写键名")
        anchored = self._anchors.get(name)
        if anchored is None:
            _refuse(
                event,
                f"{quote(f'*{name}')}前面没有写完的锚点{quote(f'&{name}')}",
                "直接写出内容；文字以 * 开头时整段加引号",
            )
        self._grow(event, anchored.weight)
        self._place(anchored.value, anchored.mark, None, anchored.weight)

    def _place(self, value: Value, mark: Mark, anchor: str | None, weight: int) -> None:
        """Put a finished value into its mapping or list."""
        if anchor is not None:
            self._anchors[anchor] = _Anchored(value, mark, weight)
        if not self._stack:
            self.root = (value, mark)
            return
        frame = self._stack[-1]
        if isinstance(frame, _OpenSequence):
            frame.mark.items.append(mark)
            frame.value.append(value)
        elif frame.key is not None:
            (key, start), frame.key = frame.key, None
            if key in frame.value:
                self._tell_duplicate(frame, key, start)
            else:
                frame.mark.entries[key] = (start, mark)
                frame.value[key] = value

    def _grow(self, event: yaml.Event, weight: int) -> None:
        self._weight += weight
        if self._weight <= HEAVIEST:
            return
        if isinstance(event, yaml.AliasEvent):
            _refuse(event, "别名（*）层层引用，展开后内容过多", "把内容直接写出来，不用别名")
        _refuse(event, "文件里的内容过多，不像一份报告", "检查是不是选错了文件")

    def _tell_duplicate(self, frame: _OpenMapping, key: str, start: int) -> None:
        outer = (
            one.key[0] if isinstance(one, _OpenMapping) and one.key else len(one.value)
            for one in self._stack[:-1]
        )
        self._tell(
            Problem(
                "duplicate_key",
                (),
                f"键{quote(key)}重复，第 {self._lines.at(frame.mark.entries[key][0])[0]} 行已经写过",
                "两处合为一处，或删去一处；重复的键只有一处生效，另一处的文字会丢失",
                offset=start,
                related=((*outer, key, KEY),),
            )
        )

    def _tell_escaped(self, start: int, text: str) -> None:
        for found in forbidden_in(text):
            self._tell(Problem("character", (), found.message("转义写出的"), found.hint, offset=start))

    def _tell(self, problem: Problem) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)


def _index(mark: _PyYamlMark | None) -> int:
    """Return the offset of a PyYAML mark; the type stubs allow None, but the parsers always set one."""
    return 0 if mark is None else mark.index


def _refuse(event: yaml.Event, message: str, hint: str) -> NoReturn:
    raise _RefusedError(Problem("unsupported", (), message, hint, offset=_index(event.start_mark)))


def _refuse_tag(event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
    if event.tag is not None:
        written = event.tag.replace("tag:yaml.org,2002:", "!!")
        _refuse(event, f"不支持标签{quote(written)}", "删去标签；文字以 ! 开头时整段加引号")


def _refuse_key(event: yaml.ScalarEvent) -> None:
    if event.anchor is not None:
        _refuse(event, f"键{quote(event.value)}前面有锚点{quote(f'&{event.anchor}')}", "删去锚点")
    if event.value == "<<" and not event.style:
        _refuse(event, "不支持合并键“<<”", "把要合并的各行直接写在这里")


def parse(text: str) -> ParsedYaml:
    r"""Parse a YAML text.

    Of duplicate keys the first is kept. Duplicate keys and escaped forbidden characters are reported; every
    other problem ends the parsing.

    Args:
        text: The file without byte order mark, lines separated by ``\n``, free of forbidden characters.
    """
    builder = _Builder(text)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
    except _RefusedError as refusal:
        return ParsedYaml(None, None, (*builder.problems, refusal.problem))
    except yaml.YAMLError as error:
        return ParsedYaml(None, None, (*builder.problems, explain(text, error)))
    value, mark = builder.root or (None, Scalar(0, 0, "", ""))
    return ParsedYaml(value, Positions(text, mark), tuple(builder.problems))
