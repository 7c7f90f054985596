"""The promise of a redline, kept before a reader that is not the writer: accept all, reject all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.composition.report import EDITIONS, Edition, compose
from fazhi_report.composition.text_diff import redline
from fazhi_report.document.nodes import (
    AttachmentBlock,
    Block,
    ChartBlock,
    ChartLine,
    Datum,
    Document,
    Heading,
    ImprintBlock,
    Inline,
    Ordinal,
    Paragraph,
    SignatureBlock,
    Strong,
    TableBlock,
    Text,
)
from fazhi_report.norms.gbt9704 import CLASSIC
from fazhi_report.source.load import load
from fazhi_report.writers.docx.document import write
from fazhi_report.writers.docx.redline_document import write_redline
from properties import tried
from specimens import PUBLISHED, SUBMITTED
from tracked_changes import accepted, plain, rejected
from wordprocessing import W, part, parts

ROOT = Path(__file__).resolve().parents[3]
FILES = sorted(
    path
    for path in {*(ROOT / "data").glob("*.yaml"), *(ROOT / "examples").rglob("data/*.yaml")}
    if "\nkind: figures" not in path.read_text(encoding="utf-8")
)
DAY = date(2021, 3, 1)


def written(before: Document, after: Document) -> bytes:
    return write_redline(redline(before, after), CLASSIC, author="王五", day=DAY)


def holds(before: Document, after: Document) -> None:
    made = written(before, after)
    assert accepted(made) == plain(write(after, CLASSIC))
    assert rejected(made) == plain(write(before, CLASSIC))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_from_this_report_to_every_other_and_back(path: Path, edition: Edition) -> None:
    reports = [report for file in FILES if (report := load(file).report) is not None]
    documents = [
        compose(report, edition=edition) for report in reports if edition == "publish" or report.signatories
    ]
    this = load(path).report
    assert this is not None
    if edition == "publish" or this.signatories:
        document = compose(this, edition=edition)
        for other in documents:
            holds(document, other)


def chart(unit: str) -> ChartBlock:
    line = ChartLine("a.b", "收到", ("80余件", "62件"), (Decimal(80), Decimal(62)))
    return ChartBlock(("2022年", "2023年"), unit, (line,), "收到。", (Text("图1 走势"),), (Text("注：略。"),))


def test_a_drawing_stays_goes_or_comes_as_a_whole() -> None:
    words = Paragraph((Text("前文不变。"),))
    drawings = [(words, chart("件"), words), (words, words), (words, chart("宗"), words)]
    documents = [replace(PUBLISHED, blocks=blocks) for blocks in drawings]
    for before in documents:
        for after in documents:
            holds(before, after)
            held = parts(written(before, after))
            named = [name for name in held if name.startswith("word/charts/chart")]
            wanted = {block for block in (*before.blocks, *after.blocks) if isinstance(block, ChartBlock)}
            assert len(named) == len(wanted)
            assert all(
                name.rpartition("/")[2].removesuffix(".xml").encode() in held["word/document.xml"]
                for name in named
            )


@pytest.mark.parametrize(("before", "after"), list(permutations((PUBLISHED, SUBMITTED), 2)))
def test_from_one_edition_to_the_other(before: Document, after: Document) -> None:
    holds(before, after)


WORDS = st.lists(
    st.sampled_from(["执法监督", "审查合同", "，", "。", "80件", "《办法》", "45%", "“甲”", " "]), max_size=6
).map("".join)
INLINE: st.SearchStrategy[Inline] = st.one_of(
    WORDS.map(Text),
    WORDS.map(Strong),
    st.sampled_from(["80件", "96件", "【待填】"]).map(lambda text: Datum("a.b", text)),
    st.sampled_from(["一是", "二是"]).map(lambda text: Ordinal("是", text)),
)
INLINES = st.lists(INLINE, max_size=4).map(tuple)
CELLS = st.lists(INLINES, min_size=2, max_size=2).map(tuple)
BLOCK: st.SearchStrategy[Block] = st.one_of(
    INLINES.map(Paragraph),
    st.builds(Heading, st.integers(1, 4), INLINES, st.sampled_from(["一、", "（一）"]), st.none() | INLINES),
    st.builds(TableBlock, CELLS, st.lists(CELLS, min_size=1, max_size=3).map(tuple), INLINES, INLINES),
)
BLOCKS = st.lists(BLOCK, max_size=5).map(tuple)
DOCUMENT = st.builds(
    replace,
    st.just(PUBLISHED),
    title=st.sampled_from([("甲局关于2020年度", "情况的报告"), ("甲局2021年报告",)]),
    blocks=BLOCKS,
    addressees=st.sampled_from([(), ("甲市人民政府",), ("甲市委", "甲市人民政府")]),
    attachments=st.lists(
        st.builds(AttachmentBlock, st.sampled_from(["表一", "表二"]), BLOCKS), max_size=2
    ).map(tuple),
    signature=st.sampled_from(
        [
            SignatureBlock(("甲局",), "2021年2月28日"),
            SignatureBlock(("甲局", "乙局"), "2022年3月1日", sealed=True),
        ]
    ),
    notes=st.sampled_from([(), ("此件公开发布",)]),
)


@tried(25)
@given(before=DOCUMENT, after=DOCUMENT)
def test_any_document_to_any_other(before: Document, after: Document) -> None:
    holds(before, after)


@tried(25)
@given(document=DOCUMENT)
def test_nothing_is_marked_where_nothing_changed(document: Document) -> None:
    body = part(written(document, document))
    assert [element.tag for name in ("ins", "del", "pPrChange") for element in body.iter(f"{W}{name}")] == []


def test_every_mark_has_author_date_and_a_number_of_its_own() -> None:
    body = part(written(PUBLISHED, SUBMITTED))
    marks = [element for name in ("ins", "del", "pPrChange") for element in body.iter(f"{W}{name}")]
    assert len(marks) > 10
    assert {mark.get(f"{W}author") for mark in marks} == {"王五"}
    assert {mark.get(f"{W}date") for mark in marks} == {"2021-03-01T00:00:00Z"}
    numbers = [mark.get(f"{W}id") for mark in marks]
    assert len(set(numbers)) == len(numbers)


def test_deleted_words_are_no_words_of_the_text() -> None:
    body = part(written(SUBMITTED, PUBLISHED))
    assert all(run.find(f"{W}t") is None for mark in body.iter(f"{W}del") for run in mark.iter(f"{W}r"))


def test_a_section_never_ends_in_a_paragraph_that_comes_or_goes() -> None:
    imprint = ImprintBlock(printed_by="甲局办公室", printed_on="2021年3月1日")
    shorter = replace(SUBMITTED, attachments=SUBMITTED.attachments[:1], imprint=imprint)
    for before, after in ((SUBMITTED, shorter), (shorter, SUBMITTED)):
        body = part(written(before, after))
        for properties in body.iter(f"{W}pPr"):
            if properties.find(f"{W}sectPr") is not None:
                assert properties.find(f"{W}rPr") is None
        holds(before, after)


def test_the_package_is_the_new_documents_but_for_its_words() -> None:
    made, new = parts(written(PUBLISHED, SUBMITTED)), parts(write(SUBMITTED, CLASSIC))
    assert made.keys() == new.keys()
    assert [name for name in new if made[name] != new[name]] == ["word/document.xml"]


def test_same_input_gives_same_bytes() -> None:
    assert written(PUBLISHED, SUBMITTED) == written(PUBLISHED, SUBMITTED)


def test_groups_of_a_table_change() -> None:
    def grouped(*rows: str) -> Document:
        head, *body = (tuple((Text(cell),) if cell else () for cell in row.split("|")) for row in rows)
        return replace(PUBLISHED, blocks=(TableBlock(head, tuple(body)),), attachments=())

    before = grouped("领域|事项|数", "复议||", "复议|收到|8", "复议|受理|5", "应诉|一审|4", "应诉|二审|1")
    after = grouped(
        "领域|事项|数", "复议||", "复议|受理|6", "复议|审结|6", "应诉||", "一审|应诉|4", "应诉|二审|1"
    )
    holds(before, after)
    holds(after, before)
    assert b"gridSpan" in parts(written(before, after))["word/document.xml"]
