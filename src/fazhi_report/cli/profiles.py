"""Page profiles on the command line."""

from __future__ import annotations

from enum import StrEnum


class ProfileName(StrEnum):
    """Page profiles by name; `fazhi_report.norms.gbt9704.PROFILES` holds them."""

    CLASSIC = "classic"
    GBT33476 = "gbt33476"
