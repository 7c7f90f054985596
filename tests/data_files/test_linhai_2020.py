"""The first real report: its figures are bound, and its text is still the published one."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from fazhi_report.composition.report import compose
from fazhi_report.document.nodes import (
    Block,
    ChartBlock,
    Datum,
    Document,
    Heading,
    Inlines,
    Paragraph,
    TableBlock,
    body,
)
from fazhi_report.ledger import evaluate
from fazhi_report.model.report import Report
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.resources import shipped
from fazhi_report.source.load import load
from fazhi_report.text.references import references

HERE = Path(__file__).parent
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
CLASSES = {
    "statistic",
    "year",
    "date",
    "document number",
    "ordinal",
    "formula",
    "name",
    "version",
    "announced",
}


def plain(text: str) -> str:
    """Without width and white space, in which alone the page and the data differ."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def published() -> str:
    page = (HERE / "linhai-2020.txt").read_text(encoding="utf-8")
    last = "2021年2月28日"
    return plain(page[page.index("临海市人民政府") : page.index(last) + len(last)])


def contents(block: Block) -> Inlines:
    match block:
        case Heading():
            return (*block.title, *(block.body or ()))
        case Paragraph():
            return block.content
        case TableBlock():
            return tuple(part for row in (block.header, *block.rows) for cell in row for part in cell)
        case ChartBlock():
            return (*block.caption, *block.note)


def printed(document: Document) -> list[Datum]:
    """Every figure as it is printed, in order."""
    return [part for block in document.blocks for part in contents(block) if isinstance(part, Datum)]


@pytest.fixture(scope="module")
def path() -> Path:
    return shipped("data") / "2020.yaml"


@pytest.fixture(scope="module")
def report(path: Path) -> Report:
    source = load(path)
    assert source.report is not None, source.problems
    return source.report


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with (HERE / "seed_numbers.tsv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_the_text_is_the_published_one(report: Report) -> None:
    assert plain("".join(body(compose(report)))) == published()


def test_every_number_of_the_page_is_sorted(rows: list[dict[str, str]]) -> None:
    text = published()
    found = list(NUMBER.finditer(text))
    assert len(found) == len(rows) == 138
    for row, match in zip(rows, found, strict=True):
        assert (int(row["offset"]), row["digits"]) == (match.start(), match.group())
        assert text[: match.start()].endswith(row["before"])
        assert text[match.end() :].startswith(row["after"])
        assert row["class"] in CLASSES
        assert bool(row["key"]) is (row["class"] == "statistic")


def test_the_statistics_and_nothing_else_are_bound(report: Report, rows: list[dict[str, str]]) -> None:
    statistics = [(row["key"], row["digits"]) for row in rows if row["class"] == "statistic"]
    figures = [
        (datum.key, digits) for datum in printed(compose(report)) for digits in NUMBER.findall(datum.text)
    ]
    assert figures == statistics
    assert len(statistics) == 89


def test_every_figure_is_printed_once_and_zeros_in_words(path: Path, report: Report) -> None:
    used = Counter(reference.key for reference in references(path.read_text(encoding="utf-8")))
    assert {key for key, times in used.items() if times > 1} == set()
    unused = {key for key in report.figures if key not in used}
    assert {report.figures[key].status for key in unused} == {"zero"}
    assert unused == {
        "litigation.lost",
        "disclosure.requests",
        "disclosure.disputes",
        "disclosure.complaints",
    }


def test_every_figure_is_listed_in_its_unit(report: Report) -> None:
    known = catalogue()
    for key, figure in report.figures.items():
        indicator = known.get(key)
        assert indicator is not None, key
        if figure.written is not None:
            assert figure.written.unit in indicator.units, key


def test_the_office_claims_four_rates(report: Report) -> None:
    claims = {key: figure.claim for key, figure in report.figures.items() if figure.claim is not None}
    assert {key: claim.operands for key, claim in claims.items()} == {
        "reconsideration.settled_before_filing.rate": (
            "reconsideration.settled_before_filing",
            "reconsideration.received",
        ),
        "reconsideration.settled.rate": ("reconsideration.settled", "reconsideration.concluded"),
        "mediation.succeeded.rate": ("mediation.succeeded", "mediation.total"),
        "disclosure.portal.growth": ("disclosure.portal",),
    }
    assert evaluate(report.figures).troubles == {}


def test_what_the_text_calls_part_of_another_is_declared(report: Report) -> None:
    parts = {key: figure.part_of for key, figure in report.figures.items() if figure.part_of is not None}
    assert parts == {
        "reconsideration.settled": "reconsideration.concluded",
        "disclosure.portal.reposted": "disclosure.portal",
        "disclosure.media.wechat": "disclosure.media",
        "mediation.difficult": "mediation.total",
        "mediation.deaths": "mediation.total",
    }


def test_defects_of_the_page_are_known_where_they_stand(path: Path) -> None:
    comments = [
        line for line in path.read_text(encoding="utf-8").splitlines() if line.lstrip().startswith("#")
    ]
    for defect in ("24.3%", "U+2022", "亲自部署", "8号号", "2021年2月28日", "次序"):
        assert any(defect in line for line in comments), defect
