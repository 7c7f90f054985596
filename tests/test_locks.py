"""The lock files pin everything by hash and name no place."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REQUIREMENTS = Path(__file__).parents[1] / "requirements"
PIN = re.compile(r"^([a-z0-9-]+)==([^ \\]+)", re.MULTILINE)
LOCKS = ("run.lock", "dev.lock")


def read(name: str) -> str:
    return (REQUIREMENTS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_pinned_by_hash(name: str) -> None:
    # A requirement goes on over backslashes; after joining, each is one line.
    entries = [
        line
        for line in read(name).replace("\\\n", "").splitlines()
        if line and not line.lstrip().startswith("#")
    ]
    assert entries
    assert [entry for entry in entries if not (PIN.match(entry) and "--hash=sha256:" in entry)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_no_place_is_named(name: str) -> None:
    assert re.findall(r"://|--index|--find-links|--extra|^/|file:|@", read(name), re.MULTILINE) == []


def test_what_runs_is_what_was_tested() -> None:
    assert set(PIN.findall(read("run.lock"))) <= set(PIN.findall(read("dev.lock")))


def test_what_the_package_asks_for_is_locked_within_its_bounds() -> None:
    project = tomllib.loads((REQUIREMENTS.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = {canonicalize_name(name): version for name, version in PIN.findall(read("run.lock"))}
    asked = [Requirement(item) for item in project["dependencies"]]
    assert asked
    assert [
        str(one) for one in asked if not one.specifier.contains(pinned.get(canonicalize_name(one.name), "0"))
    ] == []
