"""The invented office's reports use the whole model, add up, and agree from year to year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from fazhi_report.commands.compare import compare
from fazhi_report.commands.validate import ValidateOptions, examine
from fazhi_report.comparison.rows import Status
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
from fazhi_report.ledger import Ledger, evaluate
from fazhi_report.model.report import Report, Year, YearFigures
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.resources import shipped
from fazhi_report.source.load import load
from fazhi_report.text.references import references

OFFICE = Path(__file__).parents[2] / "examples" / "示例市司法局" / "data"
OFFICE_FILES = sorted(OFFICE.glob("*.yaml"))
FIGURE_FILES = [OFFICE / "2022.yaml", OFFICE / "2023.yaml"]
REPORT_FILES = [path for path in OFFICE_FILES if path not in FIGURE_FILES]
FILES = [*REPORT_FILES, shipped("data") / "example.yaml"]
OLD = Path(__file__).parents[1] / "data" / "old_report.yaml"
CITY = Path(__file__).parents[1] / "data" / "city_report.yaml"
"""What no report of one office has: several authors, local rules, sums over units."""
YEARS = (2024, 2025)
DUTY = "重要工作亲自部署、重大问题亲自过问、重点环节亲自协调、重要任务亲自督办"

reports = pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])


def read(path: Path) -> Report:
    source = load(path)
    assert source.report is not None, source.problems
    assert list(source.problems) == []
    return source.report


def read_year(path: Path) -> Year:
    source = load(path)
    assert source.year is not None, source.problems
    return source.year


def of_year(year: int) -> Report:
    return read(OFFICE / f"{year}.yaml")


def models(value: Any) -> Iterator[BaseModel]:
    """Every model in a report, itself among them."""
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from models(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from models(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from models(one)


def amount(ledger: Ledger, key: str) -> Decimal:
    written = ledger[key].written
    assert written is not None, key
    return written.value


def inlines(block: Block) -> Inlines:
    match block:
        case Heading():
            return (*block.title, *(block.body or ()))
        case Paragraph():
            return block.content
        case TableBlock():
            cells = [cell for row in (block.header, *block.rows) for cell in row]
            return tuple(part for words in (*cells, block.caption, block.note) for part in words)
        case ChartBlock():
            return (*block.caption, *block.note)


def unbound(document: Document) -> str:
    """The words of a document; a bar stands where a figure is printed."""
    blocks = [
        *document.blocks,
        *(block for attachment in document.attachments for block in attachment.blocks),
    ]
    return "\n".join(
        "".join("|" if isinstance(part, Datum) else part.text for part in inlines(block)) for block in blocks
    )


def test_there_are_four_years_and_a_secret_report() -> None:
    assert [path.name for path in OFFICE_FILES] == [
        "2022.yaml",
        "2023.yaml",
        "2024.yaml",
        "2025-secret.yaml",
        "2025.yaml",
    ]
    assert [type(read_year(path)) for path in FIGURE_FILES] == [YearFigures] * 2


def test_the_years_of_figures_show_every_kind_of_change() -> None:
    rows = compare(*FIGURE_FILES).rows
    assert {row.status for row in rows} == set(Status)
    once = {status for status in Status if sum(row.status is status for row in rows) == 1}
    assert once == set(Status) - {Status.CHANGED}
    assert {"restated", "threshold", "aliases"} <= {
        name for figure in read_year(FIGURE_FILES[1]).figures.values() for name in figure.model_fields_set
    }


@pytest.mark.parametrize("path", OFFICE_FILES, ids=lambda path: path.stem)
def test_no_year_contradicts_the_year_before(path: Path) -> None:
    checked = examine(load(path), ValidateOptions(select=("FZ50",)))
    assert checked.findings == ()
    skipped = {code for code, _ in checked.skipped if code.startswith("FZ50")}
    alone = path.stem in {"2022", "2025-secret"}
    assert ({"FZ501", "FZ502", "FZ503", "FZ504"} <= skipped) is alone


@pytest.mark.parametrize("path", FIGURE_FILES, ids=lambda path: path.stem)
def test_a_year_of_figures_says_that_it_is_invented(path: Path) -> None:
    assert "虚构" in path.read_text(encoding="utf-8").splitlines()[1]


@reports
def test_it_says_that_it_is_invented(path: Path) -> None:
    head = path.read_text(encoding="utf-8").splitlines()[:3]
    assert head[0].startswith("# yaml-language-server: $schema=")
    assert (path.parent / head[0].partition("=")[2]).resolve().parent == shipped("data").resolve()
    assert "虚构" in "".join(head)


def test_the_examples_use_every_field_of_the_model() -> None:
    used: dict[type[BaseModel], set[str]] = {}
    for path in (*OFFICE_FILES, OLD, CITY):
        for model in models(read_year(path)):
            used.setdefault(type(model), set()).update(model.model_fields_set)
    # What several parts inherit is one element of the model.
    homes = {
        model: {
            name: next(base for base in reversed(model.__mro__) if name in getattr(base, "model_fields", {}))
            for name in model.model_fields
        }
        for model in used
    }
    told = {(homes[model][name], name) for model, names in used.items() for name in names}
    idle = {
        f"{model.__name__}.{name}"
        for model in used
        for name in model.model_fields
        if (homes[model][name], name) not in told
    }
    assert idle == set()
    assert len(used) >= 20


def test_the_office_uses_every_choice() -> None:
    figures = [figure for path in OFFICE_FILES for figure in read_year(path).figures.values()]
    assert {figure.status for figure in figures} == {"value", "zero", "not_recorded", "not_applicable"}
    ways = {name for one in figures if one.derive is not None for name in one.derive.model_fields_set}
    assert ways == {"share", "growth", "difference", "points", "sum", "remainder"}
    assert {of_year(year).level3_numbering for year in YEARS} == {"restart", "continue"}
    text = "".join(path.read_text(encoding="utf-8") for path in OFFICE_FILES)
    assert all(words in text for words in ("ordinal: 要", "inline: true", "run_in: true", "run_in: false"))
    assert all(character in text for character in "䶮㼆𬭚")


@pytest.mark.parametrize("year", YEARS)
def test_the_submitted_edition_has_masthead_and_imprint(year: int) -> None:
    document = compose(of_year(year), edition="submit")
    assert document.masthead is not None
    assert document.imprint is not None
    assert document.signature.sealed
    assert len(document.masthead.signatories) == (2 if year == YEARS[0] else 1)
    assert len(document.attachments) == 2
    assert len(document.title) == (3 if year == YEARS[0] else 2)


@pytest.mark.parametrize("year", YEARS)
def test_it_is_as_long_as_a_real_report(year: int) -> None:
    length = len(re.sub(r"\s", "", "".join(body(compose(of_year(year))))))
    assert 3000 <= length <= 4000


@reports
def test_every_figure_is_printed_and_can_be_computed(path: Path) -> None:
    report = read(path)
    used = {reference.key for reference in references(path.read_text(encoding="utf-8"))}
    assert report.figures.keys() - used == set()
    assert evaluate(report.figures).troubles == {}


@reports
def test_no_statistic_stands_loose(path: Path) -> None:
    words = re.sub("《[^》]*》", "", unbound(compose(read(path))))
    words = re.sub(r"[0-9]{4}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?|[0-9]{1,2}月[0-9]{1,2}日", "", words)
    assert re.findall(r".{0,6}[0-9]+.{0,4}", words) == []


@reports
def test_punctuation_is_full_width(path: Path) -> None:
    assert re.findall(r"[一-鿿][,;:!?()][一-鿿]?", unbound(compose(read(path)))) == []


@reports
def test_figures_keep_to_the_catalogue_or_bring_a_name(path: Path) -> None:
    known, report = catalogue(), read(path)
    ledger = evaluate(report.figures)
    for key, entry in ledger.items():
        indicator = known.get(key)
        if indicator is None:
            assert entry.figure.label, key
        elif entry.written is not None:
            assert entry.written.unit in indicator.units, key


@reports
def test_parts_add_up(path: Path) -> None:
    figures = read(path).figures
    ledger = evaluate(figures)
    for key, figure in figures.items():
        if figure.part_of is not None:
            assert amount(ledger, key) <= amount(ledger, figure.part_of), key
        if figure.parts:
            total = sum((amount(ledger, part) for part in figure.parts), Decimal())
            assert total < amount(ledger, key) if figure.rest else total == amount(ledger, key), key


@pytest.mark.parametrize("year", YEARS)
def test_stocks_balance(year: int) -> None:
    ledger = evaluate(of_year(year).figures)
    for balance in catalogue().balances:
        inward, outward = (
            sum((amount(ledger, key) for key in keys), Decimal())
            for keys in (balance.inward, balance.outward)
        )
        assert inward == outward, balance.title


def test_the_years_agree() -> None:
    last, this = (evaluate(of_year(year).figures) for year in YEARS)
    for balance in catalogue().balances:
        assert amount(last, balance.closing) == amount(this, balance.opening), balance.title
    compared = 0
    for key, entry in this.items():
        if entry.figure.previous is not None:
            assert entry.figure.previous == last[key].text, key
            compared += 1
        if key.endswith(".last_year"):
            assert entry.text == last[key.removesuffix(".last_year")].text, key
    assert compared > 80
    # The clearing-up of one year covered other documents than that of the next: no growth may be told.
    both = {key for key, entry in this.items() if key in last and entry.written and last[key].written}
    both = {key for key in both if not key.endswith((".growth", ".change", ".points"))}
    sums = {"inspection.units", "inspection.open"}
    without = {key for key in both if this[key].figure.previous is None} - sums
    assert without == {
        f"normative_documents.{name}" for name in ("scanned", "kept", "amended", "repealed", "expired")
    }


@reports
def test_it_keeps_to_the_law_of_the_report(path: Path) -> None:
    report = read(path)
    assert report.plans is not None
    assert report.achievements is not None
    assert report.date_of_issue is not None
    text = "".join(body(compose(report)))
    assert DUTY in text
    assert "原因是" in text
    assert report.closing == "特此报告。"
    assert f"{report.year + 1}年" in report.plans.heading
    assert f"{report.year}年" in report.achievements.heading
    assert report.document_number is not None
    assert f"〔{report.date_of_issue.year}〕" in report.document_number
    assert report.date_of_issue.year == report.year + 1
    assert report.date_of_issue.month < 3
    names = [name for name in report.order if name != "other"]
    assert names == ["achievements", "shortcomings", "leader_duties", "plans"]


@reports
def test_what_is_published_is_no_secret(path: Path) -> None:
    report = read(path)
    internal = {key for key, figure in report.figures.items() if figure.internal}
    secret = report.secrecy is not None
    assert secret is path.stem.endswith("secret")
    assert bool(internal) is secret
    assert (report.publication is None) is secret
    if report.publication is not None:
        assert report.publication.date_of_issue == report.date_of_issue
        assert report.publication.document_number == report.document_number
        assert report.publication.published_at is not None
        assert report.date_of_issue is not None
        assert report.publication.published_at.date() >= report.date_of_issue
