"""What every test may ask for."""

from __future__ import annotations

import pytest

from fazhi_report.norms.gbt9704 import PROFILES, Profile


@pytest.fixture(params=sorted(PROFILES))
def profile(request: pytest.FixtureRequest) -> Profile:
    return PROFILES[request.param]
