"""The register of rules: code, weight, needs, and the page that the docstring is."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from fazhi_report.findings import Issue, Severity

Check = Callable[..., Iterator[Issue]]
"""A rule's function; its parameters are its needs, each named as in `fazhi_report.rules.run.Subjects`."""

_CODE = re.compile(r"[A-Z]{2}[0-9]{3}")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule.

    Args:
        code: Its code, such as FZ001; it never changes its meaning and is never used again.
        severity: What its findings weigh.
        check: The function that looks.
        needs: What the function must be given; without one of them the rule is skipped.
        silenceable: Whether select, ignore and comments may silence it. What keeps a file from being read at all
            cannot be silenced: nothing would be left to check, and nobody would be told.
    """

    code: str
    severity: Severity
    check: Check
    needs: tuple[str, ...]
    silenceable: bool = True

    @property
    def title(self) -> str:
        """The fault in one sentence: the first line of the docstring, without its full stop."""
        return self.page.split("\n", 1)[0].removesuffix("。")

    @property
    def slug(self) -> str:
        """The function's name as part of an address."""
        return self.check.__name__.replace("_", "-")

    @property
    def page(self) -> str:
        """The page of the rule, Markdown."""
        return inspect.cleandoc(self.check.__doc__ or "")


RULES: dict[str, Rule] = {}
"""Rules by code, in the order in which their families were imported."""


def rule(code: str, severity: Severity, *, silenceable: bool = True) -> Callable[[Check], Check]:
    """Enter a function into the register.

    Raises:
        ValueError: The code is malformed or taken; the program stops at import.
    """
    if not _CODE.fullmatch(code):
        raise ValueError(f"{code!r} is no code of a rule")

    def enter(check: Check) -> Check:
        if code in RULES:
            raise ValueError(f"code {code} is taken by {RULES[code].slug}")
        signature: Any = inspect.signature(check)
        RULES[code] = Rule(code, severity, check, tuple(signature.parameters), silenceable)
        return check

    return enter


def matches(code: str, prefixes: Iterable[str]) -> bool:
    """Whether a code begins with one of the prefixes: FZ2 means all of FZ200 to FZ299."""
    return any(code.startswith(prefix.strip().upper()) for prefix in prefixes if prefix.strip())
