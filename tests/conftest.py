"""What every test may ask for."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from commandline import Run, run_in
from fazhi_report.norms.gbt9704 import PROFILES, Profile

# A slow machine is no fault of the code: speed is measured in benchmarks/, never in a test.
# The suite tries the same examples each time, so that a red run says something about the change; `make fuzz` looks for new
# ones (FAZHI_FUZZ), and what it finds becomes a test.
settings.register_profile(
    "house",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="FAZHI_FUZZ" not in os.environ,
)
settings.load_profile("house")


@pytest.fixture(params=sorted(PROFILES))
def profile(request: pytest.FixtureRequest) -> Profile:
    return PROFILES[request.param]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a command line in an empty folder, in this process."""
    return partial(run_in, tmp_path)
