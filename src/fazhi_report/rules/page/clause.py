"""What every rule of the page shares: the clause it stands for, when that applies, when a file cannot tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from fazhi_report.findings import Issue, Route, Severity
from fazhi_report.norms.gbt9704 import HAO, Norm, Strength
from fazhi_report.norms.gbt9704 import Type as TypeFace
from fazhi_report.norms.length import Length
from fazhi_report.recognise.anatomy import Anatomy, Element, Role
from fazhi_report.rules.registry import Check, rule

_SEVERITIES = {
    Strength.SHALL: Severity.ERROR,
    Strength.GENERALLY: Severity.WARNING,
    Strength.MAY: Severity.NOTE,
    Strength.DERIVED: Severity.NOTE,
    Strength.HOUSE: Severity.NOTE,
}
_HAO_NAMES = {size: name for name, size in HAO.items()}
_MOST_RELATED = 3

Asks = Callable[[Anatomy], bool]
Told = Callable[[Anatomy], str]


@dataclass(frozen=True, slots=True)
class Clause:
    """What a rule stands for.

    Args:
        code: The rule's code.
        norm: The row of the norms.
        applies: Whether a document has what the clause speaks of.
        untold: Why a file cannot tell; empty where it can.
    """

    code: str
    norm: Norm[object]
    applies: Asks
    untold: Told


CLAUSES: dict[str, Clause] = {}
"""Clauses by the code of their rule, in the order in which they were entered."""


def always(_: Anatomy) -> bool:
    """Applies to every document."""
    return True


def plainly(_: Anatomy) -> str:
    """A file always tells."""
    return ""


def has(*roles: Role) -> Asks:
    """Applies where one of some elements is there."""
    return lambda layout: layout.first(*roles) is not None


def clause(
    code: str, norm: Norm[object], *, applies: Asks = always, untold: Told = plainly
) -> Callable[[Check], Check]:
    """Enter a function as the rule of a clause; it weighs as much as the clause binds."""

    def enter(check: Check) -> Check:
        CLAUSES[code] = Clause(code, norm, applies, untold)
        return rule(code, _SEVERITIES[norm.strength])(check)

    return enter


@dataclass(frozen=True, slots=True)
class Breach:
    """A clause broken at a place.

    Args:
        at: The element, or the section by its index.
        asked: What the clause asks for.
        found: What stands there instead.
        cure: How it is mended.
        offset: Characters into the paragraph's words.
    """

    at: Element | int
    asked: str
    found: str
    cure: str
    offset: int | None = None


def issues(norm: Norm[object], breaches: Iterable[Breach]) -> Iterator[Issue]:
    """One issue for all places that break a clause in the same way, at the first of them."""
    gathered: dict[tuple[str, str, str], list[Breach]] = {}
    for breach in breaches:
        gathered.setdefault((breach.asked, breach.found, breach.cure), []).append(breach)
    for (asked, found, cure), group in gathered.items():
        first, *rest = group
        quoted = f"{first.at.quoted}，" if isinstance(first.at, Element) else ""
        count = f"；同样的共 {len(group)} 处" if rest else ""
        message = f"{quoted}{norm.what}：要求{asked}，实为{found}（{norm.clause}，{norm.strength}{count}）"
        related = tuple(_route(one.at) for one in rest[:_MOST_RELATED])
        yield Issue(_route(first.at), message, cure, first.offset, related)


def _route(at: Element | int) -> Route:
    return ("sections", at) if isinstance(at, int) else ("paragraphs", at.number)


def number(value: float) -> str:
    """At most one decimal, no idle zero."""
    return f"{value:.1f}".removesuffix(".0")


def millimetres(length: Length) -> str:
    """A length as a ruler shows it."""
    return f"{number(length.mm)} mm"


def size_name(size: Length) -> str:
    """A type size by its Chinese name where it has one, else in points."""
    return _HAO_NAMES.get(size) or f"{number(size.pt)} 磅"


def type_name(wanted: TypeFace) -> str:
    """A face at a size, such as 三号仿宋."""
    return f"{size_name(wanted.size)}{wanted.face.name}"
