"""docs/dev/walk.md: the files that it names on each way are those through which the value really goes.

A file is on the way where one of its functions returns the value: as text, as bytes, or in a field of a small object.
Whoever only looks at it (rules, width estimates) is not.
"""

from __future__ import annotations

import dataclasses
import re
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import docx
import pytest

import fazhi_report
from commandline import run_in
from fazhi_report import compose, load, write

ROOT = Path(__file__).parents[1]
SRC = Path(fazhi_report.__file__).parent
PAGE = (ROOT / "docs" / "dev" / "walk.md").read_text(encoding="utf-8")
MINIMAL = (ROOT / "tests" / "data" / "minimal.yaml").read_text(encoding="utf-8")
MANY = 50
"""Items of a list that are looked at; a longer one is no value on its way."""


def holds(value: object, words: str, depth: int = 1) -> bool:
    """Whether a value is the words, or holds them in a field or an item."""
    if isinstance(value, str):
        return words in value
    if isinstance(value, bytes):
        return words.encode() in value
    if depth and isinstance(value, tuple | list):
        return any(holds(item, words, depth - 1) for item in value[:MANY])
    if depth and dataclasses.is_dataclass(value):
        return any(
            holds(getattr(value, field.name, None), words, depth - 1) for field in dataclasses.fields(value)
        )
    return False


def files_on_the_way(words: str, errand: Callable[[], object]) -> list[str]:
    """The files of the package in which a function returns the words, in the order in which they do."""
    found: dict[str, None] = {}

    def on_event(frame: FrameType, event: str, returned: object) -> None:
        path = frame.f_code.co_filename
        if event == "return" and path.startswith(str(SRC)) and holds(returned, words):
            found.setdefault(Path(path).relative_to(SRC).as_posix())

    before = sys.getprofile()
    sys.setprofile(on_event)
    try:
        errand()
    finally:
        sys.setprofile(before)
    return list(found)


def named(title: str) -> set[str]:
    """The files that a section of the page names."""
    section = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert section is not None, title
    return set(re.findall(r"`([a-z_0-9/]+\.py)`", section[1]))


def test_a_figure_from_yaml_to_the_page(tmp_path: Path) -> None:
    data = tmp_path / "data" / "2024.yaml"
    data.parent.mkdir()
    data.write_text(MINIMAL.replace("80件", "9173件"), encoding="utf-8")
    way = files_on_the_way("9173", lambda: write(compose(load(data)), tmp_path / "dist"))
    assert set(way) - {"api.py"} == named("A figure, from YAML to the page")


def test_a_finding_from_the_rule_to_the_terminal(tmp_path: Path) -> None:
    data = tmp_path / "data" / "2024.yaml"
    data.parent.mkdir()
    data.write_text(MINIMAL.replace("补齐短板", "截止年底补齐短板"), encoding="utf-8")
    way = files_on_the_way("用了“截止", lambda: run_in(tmp_path, "validate", "2024", "--select", "FZ805"))
    assert set(way) == named("A finding, from the rule to the terminal")


def test_a_paragraph_of_an_old_report_to_yaml(tmp_path: Path) -> None:
    old = docx.Document()
    for words in (
        "示例市司法局关于2024年度法治政府建设情况的报告",
        "示例市人民政府：",
        "现将有关情况报告如下。",
        "一、主要举措和成效",
        "出台制度八项，琼台玉宇。",
        "二、存在的不足和原因",
        "队伍力量不足，原因是编制偏紧。",
        "三、履行第一责任人职责情况",
        "主要负责人亲自部署。",
        "四、下一年度主要安排",
        "补齐短板。",
        "示例市司法局",
        "2025年2月28日",
    ):
        old.add_paragraph(words)
    old.save(str(tmp_path / "old.docx"))
    way = files_on_the_way("琼台玉宇", lambda: run_in(tmp_path, "import", "old.docx", "-o", "data/2024.yaml"))
    assert set(way) == named("A paragraph of an old .docx, to YAML")


def test_the_floors_are_those_of_the_linter() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(one["layers"] for one in contracts if one["id"] == "floors")
    section = PAGE.split("## The floors", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| (\d+) \| ((?:`[a-z_]+`(?:, )?)+) \|", section, re.MULTILINE)
    assert [int(floor) for floor, _ in rows] == list(range(len(layers), 0, -1))
    assert [sorted(re.findall("`([a-z_]+)`", rooms)) for _, rooms in rows] == [
        sorted(layer.split(" | ")) for layer in layers
    ]


@pytest.mark.parametrize(
    "place", sorted(set(re.findall(r"`((?:src|tests|templates|data|docs)/[^`*A-Z]*)`", PAGE)))
)
def test_places_that_the_page_names_are_there(place: str) -> None:
    assert (ROOT / place).exists()
