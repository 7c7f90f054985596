"""Where signature and date stand (7.3.5): what the clause requires of their places, sealed or not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fazhi_report.norms import gbt9704 as norms
from fazhi_report.rules.page.lengths import near


class SignedMeasure(StrEnum):
    """What is measured of a place in a line."""

    ROOM_RIGHT = "右空"
    SHIFT = "日期首字右移"
    OFF_CENTRE = "中点相差"


@dataclass(frozen=True, slots=True)
class Stand:
    """A place as measured, and as required; both in characters."""

    kind: SignedMeasure
    found: float
    wanted: float

    @property
    def kept(self) -> bool:
        """Whether the place is the one required."""
        return near(self.found, self.wanted)


@dataclass(frozen=True, slots=True)
class SignedPlaces:
    """The places of the last signature and of the date, in characters.

    Args:
        right: Room on the right of the date.
        name_right: Room on the right of the signature.
        shift: How far the date begins to the right of the signature.
        off: How far the middle of the signature is to the right of that of the date.
        longer: Whether the date is longer than the signature.
    """

    right: float
    name_right: float
    shift: float
    off: float
    longer: bool

    @property
    def sealed(self) -> bool:
        """Whether the places are those of a sealed document, the only sign of a seal in a file."""
        if near(self.right, norms.UNSEALED_INDENT.value):
            return False
        middle = (norms.SEALED_DATE_INDENT.value + norms.UNSEALED_INDENT.value) / 2
        return self.right >= middle or near(self.off, 0)

    def of_date(self) -> Stand:
        """Return the place of the date."""
        alone = date_alone(self.right)
        if alone.kept:
            return alone
        shifted = Stand(SignedMeasure.SHIFT, self.shift, norms.UNSEALED_DATE_OFFSET.value)
        if shifted.kept and self.right >= 0:
            return shifted
        # A sealed name so long that it reaches the edge draws the date in until both are centred on each other.
        centred = Stand(SignedMeasure.OFF_CENTRE, self.off, 0)
        reaches = near(self.name_right, 0) and self.right > norms.SEALED_DATE_INDENT.value
        return centred if reaches and centred.kept else alone

    def of_name(self) -> Stand:
        """Return the place of the signature."""
        shifted = Stand(SignedMeasure.SHIFT, self.shift, norms.UNSEALED_DATE_OFFSET.value)
        room = Stand(SignedMeasure.ROOM_RIGHT, self.name_right, norms.UNSEALED_INDENT.value)
        unsealed = near(self.right, norms.UNSEALED_INDENT.value) if self.longer else room.kept
        if shifted.kept and unsealed:
            return shifted if self.longer else room
        if self.sealed:
            return Stand(SignedMeasure.OFF_CENTRE, self.off, 0)
        return shifted if self.longer else room


def date_alone(right: float) -> Stand:
    """Return the place of a date by the room on its right, in characters: that of a sealed one or an unsealed one."""
    sealed, unsealed = norms.SEALED_DATE_INDENT.value, norms.UNSEALED_INDENT.value
    middle = (sealed + unsealed) / 2
    return Stand(
        SignedMeasure.ROOM_RIGHT, right, unsealed if near(right, unsealed) or right < middle else sealed
    )
