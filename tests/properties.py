"""How often a property is tried: seldom with every run of the suite, as often as FAZHI_FUZZ says where there is time."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings


def tried(quick: int) -> settings:
    """Settings of a property whose every example costs much: so many examples, or FAZHI_FUZZ of them."""
    count = int(os.environ.get("FAZHI_FUZZ", quick))
    return settings(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck))


def many(quick: int) -> int:
    """How many cases of a property with its own generator are tried: so many, or FAZHI_FUZZ of them."""
    return int(os.environ.get("FAZHI_FUZZ", quick))
