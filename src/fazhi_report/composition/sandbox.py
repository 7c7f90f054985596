"""The sandbox of section templates: templates can read data and write words, and nothing else."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import CodeType, MappingProxyType
from typing import Any

from jinja2 import nodes
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup
from pydantic import BaseModel

from fazhi_report.composition.allowance import STEP, spend
from fazhi_report.composition.template_code import Code, counting, failed_line, template_line, too_deep
from fazhi_report.composition.template_complaints import NamedUndefined, visible
from fazhi_report.composition.template_files import Loader
from fazhi_report.composition.weights import looped, priced_call, priced_filter, priced_test, weighed
from fazhi_report.document.markup import datum, literal
from fazhi_report.document.nodes import Datum
from fazhi_report.model.prose import ChartEntry, Measures, TableEntry
from fazhi_report.model.report import BodyPart
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.source.encoding import forbidden_in

_TEXT = frozenset(
    {
        *(
            "startswith",
            "endswith",
            "strip",
            "lstrip",
            "rstrip",
            "removeprefix",
            "removesuffix",
            "upper",
            "lower",
        ),
        *("split", "splitlines", "find", "count", "isdigit", "isascii"),
    }
)
_SHOWN: Mapping[type, frozenset[str]] = MappingProxyType(
    {
        Markup: frozenset(),
        str: _TEXT,
        Datum: frozenset({"key", "text"}),
        BodyPart: frozenset({"role", "part"}),
        date: frozenset({"year", "month", "day", "hour", "minute", "isoformat"}),
        Macro: frozenset({"name", "arguments", "caller"}),
        BlockReference: frozenset({"super"}),
    }
)
"""Type → its attributes that templates see; methods that could build a text of any length are not among them."""
_OPEN = (LoopContext, Namespace, TemplateModule)
"""Types of Jinja2's own whose attributes are all harmless."""

_PRINTED = (str, int, float, date, Undefined)
"""What can be printed; of an undefined value that is its complaint."""

FILTERS = frozenset(
    {
        *(
            "abs",
            "capitalize",
            "count",
            "d",
            "default",
            "dictsort",
            "first",
            "float",
            "groupby",
            "int",
            "items",
        ),
        *("join", "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace"),
        *("reverse", "select", "selectattr", "sort", "title", "trim", "unique", "upper"),
    }
)
GLOBALS = frozenset({"range", "namespace"})
_MOST_DIGITS = 40
"""Of a number that a template computes."""


class Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox in which everything that is not allowed is refused, and everything that is allowed is counted.

    Why: the sandbox of Jinja2 keeps templates from Python's internals, but lets them call every method that has no
    underscore (Pydantic's ``parse_file`` reads files) and lets them loop, multiply and recurse without end.
    """

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.code_generator_class = Code
        self.filters = {
            name: priced_filter(name, _REPLACED.get(name, found))
            for name, found in self.filters.items()
            if name in FILTERS
        }
        self.tests = {name: priced_test(name, found) for name, found in dict[str, Any](self.tests).items()}
        self.globals = {name: found for name, found in self.globals.items() if name in GLOBALS}
        self.globals["range"] = _range
        # The code of templates calls these.
        self.spend, self.weighed, self.looped, self.joined, self.whole = spend, weighed, looped, joined, whole

    def wrap_str_format(self, value: Any) -> None:
        """Return None: templates get no ``format``, since a width in it can make a text of any length."""
        del value

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may see this attribute."""
        if attr.startswith("_"):
            return False
        if isinstance(obj, BaseModel):
            return attr in visible(type(obj))
        if isinstance(obj, _OPEN):
            return super().is_safe_attribute(obj, attr, value)
        if isinstance(obj, Mapping):
            return attr in {"items", "keys", "values", "get"}
        for kind, shown in _SHOWN.items():
            if isinstance(obj, kind):
                return attr in shown
        # Macros of an imported template; it holds nothing else.
        return isinstance(value, Macro)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute; of a part of the model only fields can be read."""
        if isinstance(obj, BaseModel) and attribute not in visible(type(obj)):
            unsafe = hasattr(type(obj), attribute)
            return (
                self.unsafe_undefined(obj, attribute) if unsafe else self.undefined(obj=obj, name=attribute)
            )
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item; ``report[name]`` reads a field, so that a template can go through the parts by name."""
        if isinstance(obj, BaseModel) and isinstance(argument, str):
            return self.getattr(obj, argument)
        whole(obj)
        if isinstance(argument, (BaseModel, Mapping, list, tuple)):
            # Jinja2 would print all of it in its complaint.
            raise SecurityError(f"方括号里写名字或序号，现在是 {type(argument).__name__}")
        return super().getitem(obj, argument)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805, PYI063  (a template may call its keywords self)
        """Call a function for a template; every call costs."""
        priced_call(__obj, args, kwargs)
        made = super().call(__context, __obj, *args, **kwargs)
        return weighed(made) if isinstance(made, (str, list, Namespace)) else made

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute a binary operation of a template, unless the result would be huge."""
        del context
        if isinstance(left, Undefined) or isinstance(right, Undefined):
            # It says by itself what is undefined.
            return left + right
        if isinstance(left, str) or isinstance(right, str):
            return _texts(operator, left, right)
        if not isinstance(left, (int, float)) or not isinstance(right, (int, float)):
            raise SecurityError(f"“{operator}”只用于数和文字")
        if operator == "**":
            raise SecurityError("不能用“**”乘方")
        if max(abs(left), abs(right)) > 10**_MOST_DIGITS:
            raise SecurityError(f"数太大，超过 {_MOST_DIGITS} 位")
        return _OPERATORS[operator](left, right)

    def compile(self, source: Any, name: str | None = None, filename: str | None = None, *args: Any) -> Any:
        """Return the code of a template.

        Raises:
            TemplateSyntaxError: Jinja2 or Python refuses it, as a number of five thousand digits, or runs out of stack.
        """
        try:
            return super().compile(source, name, filename, *args)
        except (ArithmeticError, MemoryError, RecursionError, ValueError) as error:
            raise too_deep(failed_line(error), name, filename) from error

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002  (a hook of Jinja2)
    ) -> str:
        return super()._generate(counting(source, name), name, filename, defer_init)

    def _compile(self, source: str, filename: str) -> CodeType:
        """Compile the code of a template; an error of Python is raised with the template's line.

        Raises:
            TemplateSyntaxError: Python refuses the code, as it does when more than twenty blocks are nested.
        """
        try:
            return super()._compile(source, filename)
        except (SyntaxError, ValueError) as error:
            line = template_line(source, getattr(error, "lineno", None) or 1)
            raise too_deep(line, self._name_of(filename), filename) from error

    def _name_of(self, filename: str) -> str:
        """Return the name by which templates include a file."""
        path = Path(filename)
        for folder in getattr(self.loader, "searchpath", ()):
            if path.is_relative_to(folder):
                return path.relative_to(folder).as_posix()
        return path.name


_OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = MappingProxyType(
    {
        "+": operator.add,
        "-": operator.sub,
        "*": operator.mul,
        "/": operator.truediv,
        "//": operator.floordiv,
        "%": operator.mod,
    }
)


def _texts(sign: str, left: object, right: object) -> object:
    if sign != "+" or not (isinstance(left, str) and isinstance(right, str)):
        raise SecurityError(f"文字不能用“{sign}”，连接文字用“~”")
    return joined(left, right)


def wrap(value: object) -> object:
    """Return the text that an expression prints: data is put between marks, so that it never becomes markup."""
    if isinstance(value, Markup):
        # Only a macro or a block gives Markup here: it has wrapped its own values already.
        made = value
    elif isinstance(value, Datum):
        made = Markup(datum(value.key, value.text))  # noqa: S704  (markup.py, not HTML, reads this)
    else:
        _require_printable((value,))
        _require_characters(str(value))
        made = Markup(literal(str(value)))  # noqa: S704  (markup.py, not HTML, reads this)
    spend(STEP + len(made))
    return made


def _require_printable(values: Iterable[object]) -> None:
    """Refuse what would print its inside, or the word None.

    Raises:
        SecurityError: There is such a value.
    """
    for value in values:
        if value is None:
            raise SecurityError('这里没有内容，用 or "" 写明没有时印什么')
        if not isinstance(value, _PRINTED):
            raise SecurityError(f"这里印不出来：不是文字，是 {type(value).__name__}")


def _require_characters(text: str) -> None:
    """Refuse what data files may not contain either: an escape in a template could write any character.

    Raises:
        SecurityError: There is such a character.
    """
    for one in forbidden_in(text):
        raise SecurityError(f"印出的文字里{one.message()}")


def whole(value: Any) -> Any:
    """Return a value that is to be cut; what is printed already stays whole, since it has marks around the data in it.

    Raises:
        SecurityError: It is printed already.
    """
    if isinstance(value, Markup):
        raise SecurityError("排好的文字不能截取、倒排")
    return value


def joined(*parts: object) -> str:
    """Return texts joined; data stays marked as data beside words of a template and figures."""
    if any(isinstance(part, (Markup, Datum)) for part in parts):
        return Markup("").join(Markup(wrap(part)) for part in parts)  # noqa: S704  (as in `wrap`)
    _require_printable(parts)
    texts = [str(part) for part in parts]
    spend(sum(map(len, texts)) + len(texts))
    return "".join(texts)


def _range(*numbers: int) -> range:
    made = range(*numbers)
    spend(len(made))
    return made


def _join(value: Iterable[object], between: str = "") -> str:
    parts: list[object] = []
    for part in value:
        parts += [between, part] if parts else [part]
    return joined(*parts)


def _replace(text: object, old: object, new: object) -> str:
    words = str(text)
    _require_characters(f"{old}{new}")
    if not isinstance(old, str) or not isinstance(new, str):
        raise SecurityError("replace 要写明换掉什么、换成什么")
    if not old:
        raise SecurityError("replace 要写明换掉什么")
    spend(len(words) + words.count(old) * len(new))
    made = words.replace(old, new)
    return Markup(made) if isinstance(text, Markup) else made  # noqa: S704  (as in `wrap`)


def _trim(text: object, characters: str | None = None) -> str:
    _require_characters(characters or "")
    return (text if isinstance(text, str) else str(text)).strip(characters)


def _reverse(value: Any) -> object:
    return whole(value)[::-1] if isinstance(value, str) else list(reversed(value))


_REPLACED: Mapping[str, Callable[..., object]] = MappingProxyType(
    {"join": _join, "replace": _replace, "reverse": _reverse, "trim": _trim}
)
"""Filters of Jinja2 that could build a text of any length or lose the marks around data, and what stands for them."""


def _label(key: object) -> object:
    """Return the Chinese name of an indicator for a template; what is no key is returned as it is."""
    return (catalogue().label(key) or key) if isinstance(key, str) else key


@lru_cache(maxsize=8)
def environment(folders: tuple[Path, ...]) -> Sandbox:
    """Return the environment that finds templates in these folders, the first one first.

    Args:
        folders: The user's own ``templates/``, if any, then the shipped one.
    """
    made = Sandbox(
        loader=Loader([str(folder) for folder in folders], encoding="utf-8-sig"),
        undefined=NamedUndefined,
        finalize=wrap,
        # Whatever is computed is computed when the template runs, where it is counted.
        optimized=False,
        # Makes macros return Markup, which is how `wrap` knows their output from data.
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.tests["measures"] = lambda entry: isinstance(entry, Measures)
    made.tests["chart"] = lambda entry: isinstance(entry, ChartEntry)
    made.globals["label"] = _label
    made.tests["table"] = lambda entry: isinstance(entry, TableEntry)
    return made
