"""Every locked package has a licence that is allowed, and the page of licences says which."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from types import ModuleType

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
ALLOWED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0",
    "PSF-2.0", "Unlicense", "Zlib",
}  # fmt: skip
"""Licences that bind no work of others; MPL binds its own files alone."""
FOR_DEVELOPERS = {"LGPL-2.1-only"}
"""What stays on a developer's machine may be weakly copyleft, too."""


@cache
def licences() -> ModuleType:
    spec = importlib.util.spec_from_file_location("licences", ROOT / "scripts" / "licences.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shipped() -> set[str]:
    """What comes to a user's machine: what the project and its extras ask for, and what that asks for in turn."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wishes = [
        *project["dependencies"],
        *(one for many in project["optional-dependencies"].values() for one in many),
    ]
    found: set[str] = set()
    while wishes:
        wish = Requirement(wishes.pop())
        name = canonicalize_name(wish.name)
        if name in found or (wish.marker and not wish.marker.evaluate({"extra": ""})):
            continue
        found.add(name)
        try:
            wishes += requires(name) or ()
        except PackageNotFoundError:
            continue
    return found


def refused(licence: str, allowed: set[str]) -> bool:
    """Whether no branch of an SPDX expression holds allowed licences alone."""
    return not any(
        {one.strip(" ()") for one in re.split(r"\bAND\b", branch)} <= allowed
        for branch in re.split(r"\bOR\b", licence)
    )


def test_the_page_names_what_the_locks_pin() -> None:
    said = {name: set(locks) for name, (_, locks) in licences().stated().items()}
    assert said == licences().locked()


def test_the_page_says_what_the_packages_say() -> None:
    here, said = licences().installed(), licences().stated()
    wrong = {
        name: (here[name], said[name][0]) for name in here.keys() & said.keys() if here[name] != said[name][0]
    }
    assert wrong == {}
    assert len(here.keys() & said.keys()) > 40


def test_every_licence_is_allowed() -> None:
    users = shipped() | {name for name, locks in licences().locked().items() if "run" in locks}
    assert {"pydantic", "lxml", "distributed", "cloudpickle"} <= users
    bad = {
        name: licence
        for name, (licence, _) in licences().stated().items()
        if refused(licence, ALLOWED if name in users else ALLOWED | FOR_DEVELOPERS)
    }
    assert bad == {}


def test_what_is_not_allowed_is_seen() -> None:
    assert not refused("GPL-3.0-only OR MIT", ALLOWED)
    for licence in ("", "GPL-3.0-only", "MIT AND AGPL-3.0-only", "LGPL-2.1-only", "Proprietary"):
        assert refused(licence, ALLOWED), licence
