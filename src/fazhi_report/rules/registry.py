"""The register of rules: code, severity, needs, name and page of each rule."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from fazhi_report.findings import Issue, Severity

Check = Callable[..., Iterator[Issue]]
"""The function of a rule; its parameters have the names of fields of `fazhi_report.rules.run.Subjects`."""

_CODE = re.compile(r"[A-Z]{2}[0-9]{3}")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule.

    Args:
        code: Its code, such as FZ001; it never changes its meaning and is never used again.
        severity: Severity of its findings.
        check: The function that yields its issues.
        needs: Arguments of the function; the rule is skipped when one of them is not available.
        wants: Further arguments of the function, None where they are not available.
        silenceable: Whether select, ignore and comments may silence it. Faults that prevent the reading of a file
        cannot be silenced, because nothing would be checked and no finding would give the reason.
        name: Its English name; empty for that of the function.
        manual: Its page, Markdown; empty for the docstring of the function.
        module: Its module; empty for that of the function.
    """

    code: str
    severity: Severity
    check: Check
    needs: tuple[str, ...]
    wants: tuple[str, ...] = ()
    silenceable: bool = True
    name: str = ""
    manual: str = ""
    module: str = ""

    @property
    def title(self) -> str:
        """The fault in a sentence: the first line of the page, without its full stop."""
        return self.page.split("\n", 1)[0].removesuffix("。")

    @property
    def slug(self) -> str:
        """The rule's name as part of a URL."""
        return (self.name or self.check.__name__).replace("_", "-")

    @property
    def page(self) -> str:
        """The page of the rule, Markdown."""
        return inspect.cleandoc(self.manual or self.check.__doc__ or "")


RULES: dict[str, Rule] = {}
"""Rules by code, in the order in which their families were imported."""


def require_code(code: str) -> None:
    """Check the form of a code.

    Raises:
        ValueError: The code is malformed; raised at import.
    """
    if not _CODE.fullmatch(code):
        raise ValueError(f"{code!r} is no code of a rule")


def enter(one: Rule) -> None:
    """Add a rule to the register.

    Raises:
        ValueError: The code is malformed or taken; the program stops at import.
    """
    require_code(one.code)
    if one.code in RULES:
        raise ValueError(f"code {one.code} is taken by {RULES[one.code].slug}")
    RULES[one.code] = one


def needs_of(function: Callable[..., object]) -> tuple[str, ...]:
    """Return the names of the parameters of a rule's function that have no default."""
    signature: Any = inspect.signature(function)
    return tuple(name for name, one in signature.parameters.items() if one.default is one.empty)


def wants_of(function: Callable[..., object]) -> tuple[str, ...]:
    """Return the names of the parameters of a rule's function that may be None, as their default is."""
    signature: Any = inspect.signature(function)
    return tuple(name for name, one in signature.parameters.items() if one.default is None)


def rule(code: str, severity: Severity, *, silenceable: bool = True) -> Callable[[Check], Check]:
    """Return a decorator that adds a function to the register.

    Raises:
        ValueError: The code is malformed or taken; the program stops at import.
    """
    require_code(code)

    def enter_function(check: Check) -> Check:
        enter(Rule(code, severity, check, needs_of(check), wants_of(check), silenceable=silenceable))
        return check

    return enter_function


def matches(code: str, prefixes: Iterable[str]) -> bool:
    """Whether a code begins with one of the prefixes; FZ2 matches FZ200 to FZ299."""
    return any(code.startswith(prefix.strip().upper()) for prefix in prefixes if prefix.strip())
