"""Print docs/dev/licences.md: every locked package with its licence, from the packages' own metadata.

    python scripts/licences.py [FOLDER …]

Packages are looked for in this environment and in the folders given. What is installed in neither keeps the licence
that the page already says; a package without one is named, and nothing is written.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "dev" / "licences.md"
HEAD = """\
# Licences of the locked packages

Every package of every `requirements/*.lock`, with the licence that its own metadata names, as an SPDX expression.
`python scripts/licences.py` prints the page; `tests/test_licences.py` holds it against the locks, against what is
installed, and against the licences that are allowed: for what comes to a user (the dependencies and the extras), none
that binds the works of others; LGPL only for what stays on a developer's machine.

| package | licence | locks |
|---|---|---|
"""
_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", re.MULTILINE)
_ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
# What metadata says that is no SPDX expression.
_SPDX = {
    "MIT License": "MIT",
    "MIT license": "MIT",
    "PSFL": "PSF-2.0",
    "MIT No Attribution License (MIT-0)": "MIT-0",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "BSD 2-Clause License": "BSD-2-Clause",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "Dual License": "Apache-2.0 OR BSD-3-Clause",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
}
_UNNAMED = {"atheris": "Apache-2.0"}
"""Packages whose metadata names no licence, by the text of the licence that lies beside it."""
_LONG = 60
"""A longer field is the text of a licence, not its name."""


def locked() -> dict[str, set[str]]:
    """Return the packages of the locks: name → the locks that pin it, without their suffix."""
    found: dict[str, set[str]] = {}
    for lock in sorted((ROOT / "requirements").glob("*.lock")):
        for name in _PIN.findall(lock.read_text(encoding="utf-8")):
            found.setdefault(_canonical(name), set()).add(lock.stem)
    return found


def stated() -> dict[str, tuple[str, frozenset[str]]]:
    """Return what the page says: name → licence and locks."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    return {name: (licence, frozenset(locks.split(", "))) for name, licence, locks in _ROW.findall(text)}


def installed(folders: Iterable[str] = ()) -> dict[str, str]:
    """Return the licences of what is installed here or in folders: name → SPDX expression; empty where none is named."""
    found: dict[str, str] = {}
    for one in distributions(path=[*sys.path, *folders]):
        name = one.metadata["Name"]
        if name:
            found.setdefault(_canonical(name), licence_of(one))
    return found


def licence_of(package: Distribution) -> str:
    """Return the licence that a package's metadata names, as an SPDX expression; empty where it names none."""
    data = package.metadata
    # Of a field that is not there, the metadata of Python 3.11 gives None, that of later ones raises an error.
    fields = {key: str(data[key]).strip() for key in ("License-Expression", "License") if key in data}
    if expression := fields.get("License-Expression"):
        return expression
    short = fields.get("License", "")
    classes = [
        one.rpartition("::")[2].strip()
        for one in (data.get_all("Classifier") or ())
        if one.startswith("License")
    ]
    named = [short] if short and len(short) <= _LONG and "\n" not in short and short != "UNKNOWN" else classes
    words = " AND ".join(sorted({_SPDX.get(one, one) for one in named if one != "OSI Approved"}))
    return words or _UNNAMED.get(_canonical(data["Name"]), "")


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> None:
    """Write the page."""
    here, said = installed(sys.argv[1:]), stated()
    rows, missing = [], []
    for name, locks in sorted(locked().items()):
        licence = here.get(name) or said.get(name, ("", frozenset()))[0]
        if not licence:
            missing.append(name)
        rows.append(f"| `{name}` | {licence} | {', '.join(sorted(locks))} |\n")
    if missing:
        sys.exit(f"no licence known for: {', '.join(missing)}; install them in a folder and name it")
    PAGE.write_text(HEAD + "".join(rows), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
