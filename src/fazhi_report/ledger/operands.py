"""What may enter a calculation: exact numbers of one unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from fazhi_report.model.figure import Figure
from fazhi_report.notation.figure import WrittenFigure, parse_figure

_ZERO = WrittenFigure("0")


class OperandError(ValueError):
    """A calculation cannot be made; the message says why, in Chinese."""


class OpenOperandError(OperandError):
    """A calculation waits for a figure that is still to be filled in."""


@dataclass(frozen=True, slots=True)
class Operand:
    """An exact number that enters a calculation.

    Args:
        key: Key of its figure.
        written: The number with scale and unit; never hedged.
        previous: Last year's number as written; None when the data do not hold it.
    """

    key: str
    written: WrittenFigure
    previous: str | None = None

    @property
    def value(self) -> Decimal:
        """The number with its scale."""
        return self.written.value

    @property
    def text(self) -> str:
        """The number as written."""
        return self.written.format()

    def last_year(self) -> Operand:
        """Last year's number.

        Raises:
            OperandError: The data do not hold it, or only about.
        """
        if self.previous is None:
            raise OperandError(f"指标“{self.key}”没有上年数（previous）")
        return _exact(f"{self.key} 的上年数", parse_figure(self.previous))


def operand(key: str, figure: Figure, written: WrittenFigure | None) -> Operand:
    """The figure as an operand.

    Args:
        key: Its key.
        figure: The figure as the data hold it.
        written: Its value, computed where it is derived.

    Raises:
        OperandError: There is no value, or only an approximate one.
    """
    if written is None:
        if figure.status == "to_fill":
            raise OpenOperandError(f"指标“{key}”待填")
        if figure.status != "zero":
            raise OperandError(f"指标“{key}”没有数值，不能参与推算")
        written = _ZERO
    return Operand(key, _exact(key, written).written, figure.previous)


def _exact(key: str, written: WrittenFigure) -> Operand:
    if written.hedge:
        raise OperandError(f"“{key}”是约数（{written.format()}），不能参与推算")
    return Operand(key, written)


def common(operands: tuple[Operand, ...]) -> tuple[str, str, tuple[Decimal, ...]]:
    """Unit, scale and numbers that can be added.

    Numbers of one scale keep it (7.06万件 + 1.2万件); otherwise all are taken in full. A zero that has no unit fits any.

    Raises:
        OperandError: The units differ.
    """
    counted = [one.written for one in operands if one.written != _ZERO]
    units = dict.fromkeys(written.unit for written in counted)
    if len(units) > 1:
        raise OperandError(f"单位不同，不能相加减：{'、'.join(one.text for one in operands)}")
    scales = {written.scale for written in counted}
    if len(scales) == 1:
        return next(iter(units), ""), scales.pop(), tuple(one.written.number for one in operands)
    return next(iter(units), ""), "", tuple(one.value for one in operands)
