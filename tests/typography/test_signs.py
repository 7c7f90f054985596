"""A scan is asked only where its sign is: nowhere else may it find anything."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fazhi_report.typography
from fazhi_report.text.references import mask
from fazhi_report.typography.scan import Fault, Scan, scan

ROOT = Path(__file__).resolve().parents[2]


def scans() -> Iterator[tuple[str, Scan]]:
    """Every scan of the package, by name."""
    for found in walk_packages(fazhi_report.typography.__path__, "fazhi_report.typography."):
        for name, value in vars(import_module(found.name)).items():
            if isinstance(value, Scan):
                yield name, value


SCANS = dict(scans())
# What signs look for, and what stands around it, often enough for a hit.
ALPHABET = st.sampled_from(
    "法的了一二十第、，。；：！“”‘’《》（）〔〕【】()[].,:?'-—…·•+＋*Ｘ×X□_0123456789０％% \u3000"
    "年月日号件项个万亿千余多约近左右是要今明去密"
)
TEXTS = st.text(ALPHABET, max_size=12)


@pytest.fixture(scope="module")
def lines() -> list[str]:
    """Every line of every data file and of every test of plain text, references masked."""
    folders = (
        "data",
        "examples",
        "tests/rules",
        "tests/bad",
        "tests/numbers",
        "tests/typography",
        "tests/text",
    )
    files = [
        path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in {".yaml", ".py"}
    ]
    found = {
        line for path in files for line in path.read_text(encoding="utf-8", errors="replace").split("\n")
    }
    pieces = {piece.strip() for line in found for piece in (line, *line.split('"'), *line.split(": "))}
    return sorted(map(mask, pieces))


def test_there_are_scans() -> None:
    assert len(SCANS) > 30


@pytest.mark.parametrize("name", SCANS)
def test_the_sign_is_in_every_line_with_a_fault(name: str, lines: list[str]) -> None:
    one = SCANS[name]
    faulty = [line for line in lines if any(one.look(line))]
    assert faulty
    assert [line for line in faulty if not one.sign.search(line)] == []
    # The sign must not hang on where a text begins or ends: the rules look for it in all texts at once.
    assert [line for line in faulty if not one.sign.search(f"甲\n{line}\n乙", 2)] == []


@given(TEXTS, TEXTS, TEXTS)
def test_the_sign_is_found_in_the_middle_of_other_texts(before: str, text: str, behind: str) -> None:
    joined = f"{before}\n{text}\n{behind}"
    for name, one in SCANS.items():
        if any(one.look(text)):
            match = one.sign.search(joined, len(before) + 1)
            assert match is not None, name
            assert match.start() <= len(before) + 1 + len(text), name


def test_a_scan_says_nothing_of_a_text_without_its_sign() -> None:
    asked: list[str] = []

    @scan("[0-9]")
    def one(text: str) -> Iterator[Fault]:
        asked.append(text)
        yield from ()

    assert list(one("甲乙")) == []
    assert list(one("甲1")) == []
    assert asked == ["甲1"]
