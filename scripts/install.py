"""Install what a lock pins into the environment of the Python that runs this, whatever has been published since.

    python scripts/install.py dev --editable      # requirements/dev.lock, then this checkout
    python scripts/install.py run --package X.whl # requirements/run.lock, then a built package

pip (any since 23.2) installs one package without dependencies, uv, as requirements/installer.lock pins it; uv does
the rest. Every file is checked by its hash, and nothing is built, so no build tool is looked for either.
"""

from __future__ import annotations

import argparse
import ast
import os
import subprocess
import sys
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parents[1] / "requirements"
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")
UV_INSTALL = (sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", sys.executable)
# Where uv shall look and whom it shall trust is asked of pip, which offices have told about their mirror.
TOLD = {
    "UV_DEFAULT_INDEX": ("index-url", "UV_INDEX_URL"),
    "SSL_CERT_FILE": ("cert", "SSL_CERT_DIR"),
}


def main() -> int:
    """Install uv, the lock, then the project where it is asked for; the exit code of the first that fails."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("lock", help="which of requirements/*.lock: run, dev, …")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--editable", action="store_true", help="then install this checkout, editable")
    what.add_argument("--package", type=Path, help="then install this wheel or sdist")
    options = parser.parse_args()

    only_pinned = ("--no-deps", "--only-binary", ":all:", "--require-hashes")
    steps = [
        (*PIP, "install", "--quiet", *only_pinned, "-r", str(REQUIREMENTS / "installer.lock")),
        (*UV_INSTALL, "--no-build", "--require-hashes", "-r", str(REQUIREMENTS / f"{options.lock}.lock")),
    ]
    # What building asks for is in the lock.
    project = (*UV_INSTALL, "--no-deps", "--no-build-isolation")
    if options.editable:
        steps.append((*project, "--editable", str(REQUIREMENTS.parent)))
    elif options.package:
        steps.append((*project, "--reinstall", str(options.package)))
    environment = {**settings_of_pip(), **os.environ}
    for step in steps:
        done = subprocess.run(step, env=environment, check=False)  # noqa: S603
        if done.returncode:
            return done.returncode
    return 0


def settings_of_pip() -> dict[str, str]:
    """What pip's own configuration says about index and certificates, in uv's words."""
    asked = subprocess.run((*PIP, "config", "list"), capture_output=True, encoding="utf-8", check=False)  # noqa: S603
    told: dict[str, str] = {}
    for section in ("global.", "install.", ":env:."):  # the later one counts
        for line in asked.stdout.splitlines():
            name, equals, value = line.partition("=")
            if equals and name.startswith(section):
                told[name.removeprefix(section)] = str(ast.literal_eval(value))
    return {
        variable: told[name]
        for variable, (name, other) in TOLD.items()
        if name in told and other not in os.environ
    }


if __name__ == "__main__":
    sys.exit(main())
