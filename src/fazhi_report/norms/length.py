"""Lengths, independent of their unit."""

from __future__ import annotations

from dataclasses import dataclass

_TWIPS_PER_MM = 1440 / 25.4
_TWIPS_PER_PT = 20
_TWIPS_PER_PX = 15


@dataclass(frozen=True, slots=True, order=True)
class Length:
    """A length, stored in twips (1/1440 inch) without rounding.

    Made with `mm`, `pt`, `px` or `twips`; its properties give it in each unit.
    """

    twips: float

    @property
    def mm(self) -> float:
        """Millimetres."""
        return self.twips / _TWIPS_PER_MM

    @property
    def pt(self) -> float:
        """Points (1/72 inch)."""
        return self.twips / _TWIPS_PER_PT

    @property
    def px(self) -> float:
        """CSS pixels (1/96 inch)."""
        return self.twips / _TWIPS_PER_PX

    @property
    def tw(self) -> int:
        """Whole twips, as WordprocessingML writes them."""
        return round(self.twips)

    @property
    def half_points(self) -> int:
        """Whole half-points, as ``w:sz`` counts type."""
        return round(self.pt * 2)

    @property
    def eighths(self) -> int:
        """Whole eighths of a point, as ``w:sz`` of a border counts rules."""
        return round(self.pt * 8)

    def __add__(self, other: Length) -> Length:
        return Length(self.twips + other.twips)

    def __sub__(self, other: Length) -> Length:
        return Length(self.twips - other.twips)

    def __mul__(self, factor: float) -> Length:
        return Length(self.twips * factor)

    __rmul__ = __mul__

    def __truediv__(self, divisor: float) -> Length:
        return Length(self.twips / divisor)


def mm(value: float) -> Length:
    """A length given in millimetres."""
    return Length(value * _TWIPS_PER_MM)


def pt(value: float) -> Length:
    """A length given in points."""
    return Length(value * _TWIPS_PER_PT)


def px(value: float) -> Length:
    """A length given in CSS pixels."""
    return Length(value * _TWIPS_PER_PX)


def twips(value: float) -> Length:
    """A length given in twips."""
    return Length(value)
