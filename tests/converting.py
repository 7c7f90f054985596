"""Files as LibreOffice saves them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from printing import SECONDS


def converted(path: Path, kind: str, folder: Path) -> Path:
    """The file as LibreOffice saves it, in a folder; the test is skipped where LibreOffice cannot."""
    command = [
        "soffice",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--convert-to", kind, "--outdir", str(folder), str(path)),
    ]
    if shutil.which("soffice") is not None:
        subprocess.run(command, timeout=SECONDS, capture_output=True, check=True)
    made = folder / f"{path.stem}.{kind}"
    if not made.exists():
        if os.environ.get("FAZHI_OFFICE") == "required":
            pytest.fail("missing: LibreOffice Writer and Calc")
        pytest.skip("missing: LibreOffice Writer and Calc")
    return made
