"""What every test may ask for."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from commandline import Run, run_in
from fazhi_report.norms.gbt9704 import PROFILES, Profile
from fazhi_report.writers import pdf
from fazhi_report.writers.fonts import Font

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


@pytest.fixture(scope="session")
def square_fonts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Font, ...]:
    """A font of squares for each face of the norms, with the rare characters of the example's names."""
    from typefaces import put  # noqa: PLC0415  (fonttools only where a page is set)

    return put(tmp_path_factory.mktemp("typefaces"), more="㼆䶮𬭚•")


@pytest.fixture
def typefaces(square_fonts: tuple[Font, ...], monkeypatch: pytest.MonkeyPatch) -> tuple[Font, ...]:
    """A machine with those fonts alone, for whoever sets a PDF."""
    monkeypatch.setattr(pdf, "installed", lambda: square_fonts)
    return square_fonts
