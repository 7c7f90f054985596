"""Programs of others: skipped where they are missing, unless FAZHI_OFFICE=required."""

import os
import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def demand(what: str, *, there: bool) -> None:
    if there:
        return
    if os.environ.get("FAZHI_OFFICE") == "required":
        pytest.fail(f"{what} is missing; scripts/office-tools installs it")
    pytest.skip(f"{what} is missing; scripts/office-tools installs it")


@pytest.fixture(scope="session")
def npm() -> Path:
    """The folder of the npm packages."""
    folder = ROOT / ".tools" / "node_modules"
    demand(
        "node with the packages of scripts/package.json", there=bool(shutil.which("node")) and folder.is_dir()
    )
    return folder


@pytest.fixture(scope="session")
def tool() -> Path:
    """The folder of the programs that were installed with this Python."""
    return Path(sys.executable).parent
