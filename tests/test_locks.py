"""The lock files pin everything by hash, with its extras, and name no place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
MACHINES = [
    {"sys_platform": platform, "os_name": kind, "platform_system": system, "python_version": python}
    for platform, kind, system in (
        ("linux", "posix", "Linux"),
        ("darwin", "posix", "Darwin"),
        ("win32", "nt", "Windows"),
    )
    for python in ("3.11", "3.13")
]


def entries(text: str) -> list[str]:
    """The requirements of a lock, one a line: each goes on over backslashes."""
    lines = text.replace("\\\n", "").splitlines()
    return [line for line in lines if line and not line.lstrip().startswith("#")]


def pins(text: str) -> Iterator[Requirement]:
    """What a lock pins, without the hashes."""
    for entry in entries(text):
        yield Requirement(entry.partition("--hash")[0])


def read(name: str) -> str:
    return (ROOT / "requirements" / name).read_text(encoding="utf-8")


def versions(name: str) -> set[tuple[str, str]]:
    return {(pin.name, str(pin.specifier)) for pin in pins(read(name))}


def unpinned_extras(text: str) -> list[str]:
    """Wishes for an extra, on any machine, that a lock does not pin with that extra.

    pip takes `coverage[toml]` and `coverage` for two wishes: with only the second one pinned, the first is open, and a
    pip of 2023 refuses it as soon as a newer coverage is out. Says nothing of packages that are not installed.
    """
    extras: dict[str, set[str]] = {}
    for pin in pins(text):
        extras.setdefault(canonicalize_name(pin.name), set()).update(pin.extras)
    found = []
    for name, chosen in extras.items():
        try:
            wishes = [Requirement(wish) for wish in requires(name) or ()]
        except PackageNotFoundError:
            continue
        for wish in wishes:
            lacking = wish.extras - extras.get(canonicalize_name(wish.name), set())
            if lacking and any(holds(wish, extra) for extra in {"", *chosen}):
                found.append(f"{name}: {wish}")
    return found


def holds(wish: Requirement, extra: str) -> bool:
    return wish.marker is None or any(wish.marker.evaluate({**one, "extra": extra}) for one in MACHINES)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_requirement_is_pinned_by_hash(lock: Path) -> None:
    pinned = re.compile(r"[a-z0-9-]+(\[[a-z0-9,-]+\])?==[^ *]+ .*--hash=sha256:[0-9a-f]{64}")
    listed = entries(read(lock.name))
    assert listed
    assert [entry for entry in listed if not pinned.match(entry)] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_no_place_is_named(lock: Path) -> None:
    assert re.findall(r"://|--index|--find-links|--extra|^/|file:|@", read(lock.name), re.MULTILINE) == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_extra_that_is_asked_for_is_pinned(lock: Path) -> None:
    assert unpinned_extras(read(lock.name)) == []


def test_an_extra_that_the_lock_lost_is_found() -> None:
    text = read("dev.lock")
    assert "coverage[toml]==" in text
    (found,) = unpinned_extras(text.replace("coverage[toml]==", "coverage=="))
    assert found.startswith("pytest-cov: coverage[toml]")


def test_what_runs_is_what_was_tested() -> None:
    assert versions("run.lock") <= versions("dev.lock")


@pytest.mark.parametrize("name", ["run.lock", "oldest.lock"])
def test_what_the_package_asks_for_is_locked_within_its_bounds(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = {canonicalize_name(one): version.removeprefix("==") for one, version in versions(name)}
    asked = [Requirement(item) for item in project["dependencies"]]
    assert asked
    assert [
        str(one) for one in asked if not one.specifier.contains(pinned.get(canonicalize_name(one.name), "0"))
    ] == []
