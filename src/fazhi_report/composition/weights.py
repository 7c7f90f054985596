"""What the values of templates weigh: what is done with a value inside C code costs what it weighs.

Loops are counted by the code that is generated for a template. Comparing, sorting, searching or copying a value is one
step there, whatever its size, and a list that contains another one twice doubles with every step while it takes no
memory. So each container is weighed as if it were written out: 2 × the list, not two references.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from functools import wraps
from typing import Any

from jinja2 import Environment
from jinja2.exceptions import SecurityError
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Macro, Undefined
from jinja2.utils import Namespace
from pydantic import BaseModel

from fazhi_report.composition.allowance import STEP, Allowance, current, spend
from fazhi_report.document.nodes import Datum

_ITEM = 8
"""What an item of a container weighs beside its own weight: its reference, and the object it may be."""
_CONTAINER = 64
"""What a container weighs beside its items."""
MOST_DEPTH = 100
"""Deepest nesting of containers: hashing a tuple of tuples recurses in C, without any bound of its own."""
_MOST_BITS = 300
"""Of a whole number; 90 digits."""
_EMPTY: dict[object, object] = {}
_VIEWS = (type(_EMPTY.keys()), type(_EMPTY.values()), type(_EMPTY.items()))


def weight(value: object) -> int:
    """Return what a value weighs: a text its characters, a container all that it contains, written out.

    Raises:
        SecurityError: It is nested too deep, contains too large a number, or nothing is left of the allowance.
    """
    if isinstance(value, str):
        return len(value) + 1
    found = current()
    return _weigh(value, found)[0] if found is not None else 0


def _weigh(value: object, book: Allowance) -> tuple[int, int]:
    """Return the weight and the depth of a value."""
    if isinstance(value, (list, tuple, dict, BaseModel, *_VIEWS)):
        known = book.weighed.get(id(value))
        return (known[1], known[2]) if known is not None else _walk(value, book)
    return _simple(value), 0


def _simple(value: object) -> int:
    if isinstance(value, int):
        if value.bit_length() > _MOST_BITS:
            raise SecurityError("数太大，超过 90 位")
        return 1
    if isinstance(value, Datum):
        return len(value.text) + len(value.key)
    if isinstance(value, Namespace):
        return 2 * _CONTAINER
    # What is undefined complains when its length is asked for, also before `default` has seen it.
    if isinstance(value, Sized) and not isinstance(value, (Undefined, Context)):
        return len(value) + 1
    return 1


def _walk(value: object, book: Allowance) -> tuple[int, int]:
    """Weigh a container and remember the result."""
    total, deepest = _CONTAINER, 0
    for item in _items(value):
        spent, depth = _weigh(item, book)
        total += spent + _ITEM
        deepest = max(deepest, depth)
        if deepest >= MOST_DEPTH:
            raise SecurityError(f"套得太深，超过 {MOST_DEPTH} 层")
    book.weighed[id(value)] = (value, total, deepest + 1)
    return total, deepest + 1


def _items(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return (one for pair in value.items() for one in pair)
    if isinstance(value, BaseModel):
        return vars(value).values()
    return value if isinstance(value, Iterable) else ()


def weighed(value: object) -> object:
    """Return a value that C code will walk through; it costs its weight."""
    spend(weight(value))
    return value


def looped(value: object) -> object:
    """Return what a loop goes through; each item costs, also those that its condition leaves out."""
    if isinstance(value, Sized) and not isinstance(value, (Undefined, Context)):
        spend(len(value))
    return value


def priced_call(function: object, args: tuple[object, ...], kwargs: Mapping[str, object]) -> None:
    """Take the price of a call: a macro runs in steps of its own, other functions walk through what they are given."""
    if isinstance(function, Macro):
        spend(STEP + len(args) + len(kwargs))
        return
    own = getattr(function, "__self__", None)
    whole = weight(own) * (_ITEM if _makes_list(function) else 1) if isinstance(own, str) else 1
    spend(STEP + _product(whole, sum(map(weight, (*args, *kwargs.values())))))


def _makes_list(function: object) -> bool:
    return getattr(function, "__name__", "") in {"split", "splitlines"}


def _product(whole: int, rest: int) -> int:
    """Return what it costs to hold each part of one value against all of another."""
    # Comparing runs sixteen characters at a time.
    return whole * (1 + rest // 16) + rest


_WORDS = frozenset({"upper", "lower", "capitalize", "title", "trim", "replace"})
"""Filters of texts; of anything else they would print the whole."""
_PLAIN = _WORDS | {"abs", "count", "d", "default", "float", "int", "length", "last", "first"}
"""Filters that make no object for each character of a text."""
_ASKED = (Context, Environment, EvalContext)
_SORTING = frozenset({"sort", "dictsort", "groupby"})


def priced_filter(name: str, found: Callable[..., object]) -> Callable[..., object]:
    """Return a filter that costs what it goes through and what it gives; what it gives bit by bit is made a list."""

    @wraps(found)
    def filtered(*args: object, **kwargs: object) -> object:
        # A filter that asks for its context or environment gets it first.
        value, *rest = args[1:] if isinstance(args[0], _ASKED) else args
        if name in _WORDS and isinstance(value, (list, tuple, dict, range, BaseModel, Mapping)):
            raise SecurityError(f"“{name}”只用于文字，现在是 {type(value).__name__}")
        whole = weight(value)
        if isinstance(value, str) and name not in _PLAIN:
            whole *= _ITEM
        if name in _SORTING:
            whole *= max(whole.bit_length() // 2, 1)
        spend(STEP + _product(whole, sum(map(weight, (*rest, *kwargs.values())))))
        made = found(*args, **kwargs)
        # What waits in a chain of iterators is taken in C, one call in another.
        return weighed(list(_spending(made)) if isinstance(made, Iterator) else made)

    return filtered


def _spending(items: Iterator[object]) -> Iterator[object]:
    """Yield the items of a filter; each costs when it is yielded."""
    for item in items:
        spend(_ITEM)
        yield item


_COMPARING = frozenset(
    {
        "==",
        "eq",
        "equalto",
        "!=",
        "ne",
        ">",
        "gt",
        "greaterthan",
        ">=",
        "ge",
        "<",
        "lt",
        "lessthan",
        "<=",
        "le",
    }
    | {"in", "divisibleby", "lower", "upper"}
)


def priced_test(name: str, found: Callable[..., Any]) -> Callable[..., Any]:
    """Return a test that costs what it compares; most look only at what kind of value they have."""
    if name not in _COMPARING:
        return found

    @wraps(found)
    def tested(*args: object) -> Any:
        spend(STEP + sum(map(weight, args)))
        return found(*args)

    return tested
