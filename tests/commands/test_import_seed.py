"""The first real report, from the saved page to data to print: nothing is lost on the way."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from fazhi_report.commands.import_ import Recovered, recover
from fazhi_report.composition.report import compose
from fazhi_report.document.nodes import body
from fazhi_report.importer.draft import Wish
from fazhi_report.importer.suggestions import FigureBinding
from fazhi_report.ledger import evaluate
from fazhi_report.model.report import Report
from fazhi_report.source.load import load, load_text

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "tests" / "data_files" / "linhai-2020.txt"

# Route → why the import says something else than the hand.
EXPLAINED = {
    ("as_issued",): "the hand keeps the report as its own paper; a page is taken for an old report",
    ("organ", "short_name"): "the page never says that 市司法局 is the short name",
    ("order",): "the hand leaves out the part that is not there; the order of the others is the same",
}


@pytest.fixture(scope="module", params=list(FigureBinding), ids=lambda one: one.value)
def seed(request: pytest.FixtureRequest) -> Recovered:
    return recover(PAGE, binding=request.param)


def report_of(found: Recovered) -> Report:
    report = load_text(found.text, Path("2020.yaml")).report
    assert report is not None, found.problems
    return report


def folded(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def cut(text: str) -> str:
    """From the addressee to the date of issue."""
    plain = folded(text)
    last = "2021年2月28日"
    return plain[plain.index("临海市人民政府:") : plain.rindex(last) + len(last)]


def test_what_is_built_again_is_the_page(seed: Recovered) -> None:
    printed = "".join(body(compose(report_of(seed))))
    assert cut(printed) == cut(PAGE.read_text(encoding="utf-8"))


def test_every_character_has_its_place(seed: Recovered) -> None:
    assert seed.balance.even
    assert seed.balance.source == len(folded(PAGE.read_text(encoding="utf-8")).replace("•", "•"))


def test_what_is_removed_is_boilerplate(seed: Recovered) -> None:
    removed = [(one.text, one.reason) for one in seed.draft.account.removed]
    assert ("打印 关闭", "网页装饰") in removed
    assert ("号", "文号末尾多出的“号”") in removed
    assert sum(len(folded(text)) for text, _ in removed) == seed.balance.removed < 70


def test_the_metadata_of_the_page_are_in_their_fields(seed: Recovered) -> None:
    by_hand = load(ROOT / "data" / "2020.yaml").report
    assert by_hand is not None
    assert report_of(seed).publication == by_hand.publication


def test_the_structure_is_that_made_by_hand() -> None:
    by_hand = load(ROOT / "data" / "2020.yaml").report
    assert by_hand is not None
    figures = {key: entry.text for key in by_hand.figures if (entry := evaluate(by_hand.figures).get(key))}
    differences = set(
        differing(plain(report_of(recover(PAGE, binding=FigureBinding.NOTHING)), {}), plain(by_hand, figures))
    )
    assert differences == set(EXPLAINED)


def plain(report: Report, figures: dict[str, str]) -> Any:
    """The fields, figures printed in place."""

    def fill(value: Any) -> Any:
        match value:
            case str():
                return re.sub(r"\{\{ (\S+) \}\}", lambda match: figures[match[1]], value)
            case dict():
                return {name: fill(inner) for name, inner in value.items()}
            case list() | tuple():
                return [fill(inner) for inner in value]
            case _:
                return value

    return fill(report.model_dump(exclude={"figures"}))


def differing(one: Any, other: Any, route: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(one, dict) and isinstance(other, dict):
        return [
            found
            for name in one.keys() | other.keys()
            for found in differing(one.get(name), other.get(name), (*route, name))
        ]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [
            found
            for at, (left, right) in enumerate(zip(one, other, strict=True))
            for found in differing(left, right, (*route, at))
        ]
    return [] if one == other else [route]


def test_half_width_punctuation_is_kept_on_request() -> None:
    found = recover(PAGE, Wish(keep_punctuation=True))
    assert found.balance.even
    assert "2020年,临海市司法局忠诚履行" in found.text
    assert "2020年，临海市司法局忠诚履行" in recover(PAGE).text
