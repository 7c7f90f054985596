"""The page that a data file is printed on: the profile, with what its office prints otherwise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fazhi_report.model.settings import Settings
from fazhi_report.norms.gbt9704 import PROFILES, Profile
from fazhi_report.source.settings import settings_for


def page_profile(data_file: Path, name: str) -> Profile:
    """Return the profile of a name with the look of the office whose data file it is.

    Raises:
        FazhiError: The settings beside the data file have faults.
    """
    return looked(name, settings_for(data_file))


def looked(name: str, settings: Settings) -> Profile:
    """Return the profile of a name with the look that settings ask for."""
    return replace(PROFILES[name], look=settings.printed_look)
