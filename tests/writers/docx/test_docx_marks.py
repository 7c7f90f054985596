"""The marks of figures: hidden, apart from one another, and nothing that a reader of words or of pages could notice."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx2python import docx2python

from fazhi_report.composition.report import Edition, compose
from fazhi_report.composition.text_diff import redline
from fazhi_report.document.fact import Fact
from fazhi_report.document.nodes import (
    Datum,
    Document,
    Heading,
    Paragraph,
    TableBlock,
    Text,
)
from fazhi_report.norms.gbt9704 import CLASSIC
from fazhi_report.source.load import load
from fazhi_report.writers.docx.document import write
from fazhi_report.writers.docx.parts import NAMESPACE
from fazhi_report.writers.docx.redline_document import write_redline
from specimens import PUBLISHED, SUBMITTED, text
from wordprocessing import W, paragraphs, part, parts, words

ROOT = Path(__file__).parents[3]
ITEM = "customXml/item1.xml"
DATUM = Datum("a.b", "62件")
FACTS = (
    Fact("a.b", "收到", "其他", "62件", scope="全<市>", source="甲科"),
    Fact("a.c", "没有印的", "其他", "5件", source="乙科"),
)
MARKED = replace(PUBLISHED, blocks=(Paragraph((Text("收到"), DATUM, Text("，办结。"))),), facts=FACTS)


def example(edition: Edition = "publish") -> Document:
    report = load(ROOT / "examples" / "示例市司法局" / "data" / "2024.yaml").report
    assert report is not None
    return compose(report, edition=edition)


def names(content: bytes) -> list[str]:
    return [str(one.get(f"{W}name")) for one in part(content).iter(f"{W}bookmarkStart")]


def marked(content: bytes) -> list[tuple[str, str]]:
    """Key and words of every mark, by the part's own account."""
    tree, found = part(content), []
    keys = {
        mark: figure.get("key", "")
        for figure in part(content, ITEM)
        for mark in figure.get("marks", "").split()
    }
    for paragraph in tree.iter(f"{W}p"):
        inside: str | None = None
        for child in paragraph:
            if child.tag == f"{W}bookmarkStart":
                inside = child.get(f"{W}name")
            elif child.tag == f"{W}bookmarkEnd":
                inside = None
            elif inside is not None:
                found.append((keys[inside], words(child)))
    return found


def printed(document: Document) -> list[tuple[str, str]]:
    return re.findall(
        r"Datum\(key='([^']*)', text='([^']*)'\)", repr((document.blocks, document.attachments))
    )


def test_every_printed_figure_has_its_mark() -> None:
    document = example()
    said = printed(document)
    assert len(said) > 80
    assert marked(write(document, CLASSIC)) == said


def test_figures_of_headings_tables_and_attachments_have_marks() -> None:
    blocks = (
        Heading(2, (Text("办结"), DATUM), "（一）"),
        Heading(3, (Text("审查"), DATUM, Text("。")), "1.", body=(Text("其中"), DATUM, Text("。"))),
        TableBlock((text("项"), (DATUM,)), ((text("甲"), (DATUM,)),), caption=(DATUM,), note=(DATUM,)),
    )
    attachments = (replace(SUBMITTED.attachments[0], blocks=(Paragraph((DATUM,)),)),)
    content = write(replace(MARKED, blocks=blocks, attachments=attachments), CLASSIC)
    assert marked(content) == [("a.b", "62件")] * 8


def test_marks_are_hidden_short_and_each_its_own() -> None:
    content = write(example(), CLASSIC)
    found = names(content)
    numbers = [one.get(f"{W}id") for one in part(content).iter(f"{W}bookmarkStart")]
    ends = [one.get(f"{W}id") for one in part(content).iter(f"{W}bookmarkEnd")]
    assert len(found) == len(set(found))
    assert all(re.fullmatch("_fz[0-9]{1,37}", name) for name in found)
    assert numbers == ends
    assert len(set(numbers)) == len(numbers)


def test_words_are_the_same_to_every_reader(tmp_path: Path) -> None:
    document = example()
    bare = replace(document, facts=())
    with_marks, without = write(document, CLASSIC), write(bare, CLASSIC)
    assert list(map(words, paragraphs(with_marks))) == list(map(words, paragraphs(without)))
    read = [
        [one.text for one in docx.Document(BytesIO(content)).paragraphs] for content in (with_marks, without)
    ]
    assert read[0] == read[1]
    assert any("41件" in one for one in read[0])
    texts = []
    for content in (with_marks, without):
        with docx2python(BytesIO(content), html=False) as opened:
            texts.append(opened.text)
    assert texts[0] == texts[1]
    if pandoc := shutil.which("pandoc"):
        told = []
        for name, content in (("a.docx", with_marks), ("b.docx", without)):
            (tmp_path / name).write_bytes(content)
            told.append(
                subprocess.run([pandoc, "-t", "markdown", tmp_path / name], capture_output=True, check=True)
            )
        assert told[0].stdout == told[1].stdout


def test_all_but_document_and_bonds_is_as_without_marks() -> None:
    document = example()
    with_marks, without = (parts(write(one, CLASSIC)) for one in (document, replace(document, facts=())))
    changed = {name for name in with_marks if with_marks[name] != without.get(name)}
    assert changed == {
        "word/document.xml",
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
        ITEM,
        "customXml/itemProps1.xml",
        "customXml/_rels/item1.xml.rels",
    }


def test_the_part_says_what_the_page_says() -> None:
    (figure, other) = part(write(MARKED, CLASSIC), ITEM)
    assert dict(figure.items()) == {
        "key": "a.b",
        "text": "62件",
        "marks": "_fz1",
        "label": "收到",
        "scope": "全<市>",
        "source": "甲科",
    }
    assert figure.tag == f"{{{NAMESPACE}}}figure"
    assert other.get("key") == "a.c"
    assert other.get("marks") is None


def test_what_is_submitted_hides_no_figure_that_it_does_not_print() -> None:
    submitted = replace(MARKED, properties=SUBMITTED.properties)
    content = write(submitted, CLASSIC)
    assert [figure.get("key") for figure in part(content, ITEM)] == ["a.b"]
    assert "乙科".encode() not in b"".join(parts(content).values())


def test_a_figure_that_the_page_does_not_explain_is_words() -> None:
    unknown = replace(MARKED, facts=FACTS[1:], properties=SUBMITTED.properties)
    content = write(unknown, CLASSIC)
    assert names(content) == []
    assert ITEM not in parts(content)


@pytest.mark.parametrize("edition", ["publish", "submit"])
def test_same_input_same_bytes(edition: Edition) -> None:
    assert write(example(edition), CLASSIC) == write(example(edition), CLASSIC)


def test_a_redline_has_no_marks() -> None:
    changed = replace(MARKED, blocks=(Paragraph((Text("收到"), replace(DATUM, text="63件"))),))
    content = write_redline(redline(MARKED, changed), CLASSIC, author="甲", day=date(2025, 3, 1))
    assert names(content) == []
    assert ITEM not in parts(content)
