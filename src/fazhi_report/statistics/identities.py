"""Whether the cells of a table agree with one another, with last year's, and the units' rows with their total."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fazhi_report.findings import Route
from fazhi_report.model.statistics import CellState, TableCell
from fazhi_report.norms.statistics import EVERY, TOTAL, CellIdentity, IdentityTerm, Relation
from fazhi_report.statistics.normed import NormedTable

_SIGNS: dict[Relation, str] = {"equal": "不等于", "at_most": "大于", "both_or_neither": "与"}
_SHOWN = 30
"""Most terms of a formula that are written out."""
_NAMED = 4
"""Most terms that are named one by one."""


@dataclass(frozen=True, slots=True)
class Addend:
    """One number in a relation.

    Args:
        name: What it is called.
        cell: The cell; None where the data do not have it.
        route: Where it stands.
        minus: Whether it is subtracted.
        last: Whether it stands in last year's file.
    """

    name: str
    cell: TableCell | None
    route: Route
    minus: bool = False
    last: bool = False

    @property
    def number(self) -> Decimal | None:
        """Its number; None where it has none."""
        return None if self.cell is None else self.cell.number


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a relation."""

    addends: tuple[Addend, ...]

    @property
    def known(self) -> Decimal:
        """The sum of the numbers that there are."""
        return sum(
            (-one.number if one.minus else one.number for one in self.addends if one.number is not None),
            Decimal(0),
        )

    @property
    def open(self) -> tuple[Addend, ...]:
        """What has no number."""
        return tuple(one for one in self.addends if one.number is None)

    @property
    def has_minus(self) -> bool:
        """Whether something is subtracted, so that an unknown number may move the sum either way."""
        return any(one.minus for one in self.addends)

    @property
    def formula(self) -> str:
        """The numbers as they were added: ``3 + 4 = 7``; zeros are counted where there are many terms."""
        numbers = [(one, one.number) for one in self.addends if one.number is not None]
        if not numbers:
            return "没有数"
        many = len(numbers) > 3  # noqa: PLR2004  (what is read at a glance)
        shown = [(one, number) for one, number in numbers if number or not many]
        zeros = len(numbers) - len(shown)
        words = ""
        for one, number in shown[:_SHOWN]:
            sign = (" − " if one.minus else " + ") if words else ("−" if one.minus else "")
            words += f"{sign}{plain(number)}"
        more = f"（另 {zeros} 格为 0）" if zeros else ""
        return f"{words or '0'}{more}" + (f" = {plain(self.known)}" if len(numbers) > 1 else "")

    @property
    def names(self) -> str:
        """The names of what is added."""
        if len(self.addends) > _NAMED:
            return f"{self.addends[0].name}等 {len(self.addends)} 项"
        words = ""
        for one in self.addends:
            words += (("−" if one.minus else "＋") if words else "") + one.name
        return words


@dataclass(frozen=True, slots=True)
class IdentityBreach:
    """A relation that does not hold.

    Args:
        identity: What should hold.
        normed: The table.
        across: The key of the row or column in which it does not.
        left: The numbers on the left.
        right: The numbers on the right.
        certain: Whether it is broken whatever stands in the cells without a number.
    """

    identity: CellIdentity
    normed: NormedTable
    across: str
    left: Side
    right: Side
    certain: bool

    @property
    def where(self) -> str:
        """The row or column in words."""
        return across_words(self.identity, self.normed, self.across)

    @property
    def open(self) -> tuple[Addend, ...]:
        """The cells without a number."""
        return (*self.left.open, *self.right.open)

    @property
    def message(self) -> str:
        """What was computed, one Chinese sentence."""
        return f"{self.normed.name}{self.where}：{comparison(self.identity.relation, self.left, self.right)}"

    @property
    def routes(self) -> tuple[Route, ...]:
        """The cells concerned, the whole first."""
        both = (*self.right.addends, *self.left.addends)
        return tuple(one.route for one in both if one.cell is not None and not one.last)


def across_words(identity: CellIdentity, normed: NormedTable, at: str) -> str:
    """Return the row or column in which an identity is held, in words."""
    return f"“{normed.column_name(at)}”列" if identity.along == "rows" else f"“{normed.row_name(at)}”行"


def comparison(relation: Relation, left: Side, right: Side) -> str:
    """Return what was computed of the two sides, with the names of what was added, in Chinese."""
    if relation == "both_or_neither":
        return f"{left.names}是 {left.formula}，{right.names}是 {right.formula}，一边是零，一边不是"
    gap = abs(left.known - right.known)
    sign = _SIGNS[relation]
    return f"{left.names}是 {left.formula}，{sign}{right.names}的 {right.formula}，相差 {plain(gap)}"


def plain(number: Decimal) -> str:
    """Return a number without idle zeros."""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def verdict(relation: Relation, left: Side, right: Side) -> bool | None:
    """Return whether a relation is broken for certain (True), holds or cannot be told (None), or is open (False).

    Open means that the numbers that there are do not fit, and that the cells without a number might explain it.
    Counts are never negative, so that an unknown number can only make a sum larger.
    """
    known_left, known_right = left.known, right.known
    if relation == "both_or_neither":
        return _both_or_neither(left, right)
    fits = known_left <= known_right if relation == "at_most" else known_left == known_right
    if fits or not (_says_something(left) and _says_something(right)):
        return None
    loose_left, loose_right = bool(left.open), bool(right.open)
    if not (loose_left or loose_right):
        return True
    if left.has_minus or right.has_minus or (loose_left and loose_right):
        return False if relation == "equal" else None
    if relation == "at_most":
        return loose_left
    # The open side may still grow up to the other.
    explained = known_left < known_right if loose_left else known_right < known_left
    return not explained


def _says_something(side: Side) -> bool:
    return any(one.number is not None for one in side.addends)


def _both_or_neither(left: Side, right: Side) -> bool | None:
    for one, other in ((left, right), (right, left)):
        if one.known > 0 and not other.known and not other.open:
            return True
    return None


def breaches(normed: NormedTable) -> Iterator[IdentityBreach]:
    """Yield what does not hold within a table."""
    for identity in normed.norm.identities:
        yield from _breaches(identity, normed, None)
    if normed.units and TOTAL in normed.table.rows:
        yield from _breaches(_units_identity(normed), normed, None)


def breaches_across(normed: NormedTable, last: NormedTable) -> Iterator[IdentityBreach]:
    """Yield what does not hold between a table and last year's."""
    for identity in normed.norm.across:
        yield from _breaches(identity, normed, last)


def returned(normed: NormedTable) -> bool:
    """Whether every unit that owes its figures has a row, none of whose cells says that they are not returned."""
    owed = normed.table.units
    if not owed:
        return False
    states = {cell.state for row, _, cell in normed.table.cells() if row != TOTAL}
    return set(owed) <= set(normed.units) and CellState.NOT_RETURNED not in states


UNITS_TITLE = "各单位之和等于合计"


def _units_identity(normed: NormedTable) -> CellIdentity:
    whole = returned(normed)
    return CellIdentity(
        UNITS_TITLE,
        "rows",
        (IdentityTerm(EVERY),),
        "equal",
        (IdentityTerm(TOTAL),),
        "error" if whole else "question",
        "" if whole else "没有写应报单位（units），或者还没有报齐，合计可以不等",
    )


def _breaches(
    identity: CellIdentity, normed: NormedTable, last: NormedTable | None
) -> Iterator[IdentityBreach]:
    for at, left, right in sides(identity, normed, last):
        broken = verdict(identity.relation, left, right)
        if broken is not None:
            yield IdentityBreach(identity, normed, at, left, right, broken)


def sides(
    identity: CellIdentity, normed: NormedTable, last: NormedTable | None = None
) -> Iterator[tuple[str, Side, Side]]:
    """Yield both sides of an identity for each row or column in which it is to hold, with its key.

    Args:
        identity: The identity.
        normed: The table.
        last: Last year's table; None where the identity does not ask for it.
    """
    by_row = identity.along == "columns"
    for at in identity.rows or tuple(normed.rows) if by_row else tuple(normed.columns):
        left, right = (_side(terms, identity, at, normed, last) for terms in (identity.left, identity.right))
        if left is not None and right is not None:
            yield at, left, right


def _side(
    terms: Sequence[IdentityTerm],
    identity: CellIdentity,
    at: str,
    normed: NormedTable,
    last: NormedTable | None,
) -> Side | None:
    """Return one side of an identity; None where the table has no such rows or columns in this year."""
    addends: list[Addend] = []
    by_row = identity.along == "columns"
    for term in terms:
        held = last if term.last else normed
        if held is None:
            return None
        for key in _keys(term, held, by_row=by_row):
            known = held.columns if by_row else held.rows
            row, column = (at, key) if by_row else (key, at)
            if key not in known or column not in held.columns_of(row):
                return None
            addends.append(_addend(term, held, row, column, _namer(held, by_row=by_row)(key)))
    return Side(tuple(addends)) if addends else None


def _keys(term: IdentityTerm, normed: NormedTable, *, by_row: bool) -> tuple[str, ...]:
    if term.key != EVERY:
        return (term.key,)
    return tuple(key for key, item in normed.columns.items() if item.part) if by_row else normed.units


def _namer(normed: NormedTable, *, by_row: bool) -> Callable[[str], str]:
    return normed.column_name if by_row else normed.row_name


def _addend(term: IdentityTerm, normed: NormedTable, row: str, column: str, name: str) -> Addend:
    cell = normed.table.cell(row, column)
    said = f"上一年度的“{name}”" if term.last else f"“{name}”"
    return Addend(said, cell, normed.route(row, column), term.minus, term.last)
