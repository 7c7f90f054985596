from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from docx2python import docx2python

from fazhi_report.document import nodes
from fazhi_report.document.nodes import Document
from fazhi_report.norms.gbt9704 import CLASSIC, Profile
from fazhi_report.writers.docx.document import write
from specimens import LONG, PUBLISHED, SUBMITTED
from wordprocessing import bare, paragraphs, words

DOCUMENTS = pytest.mark.parametrize(
    "document", [PUBLISHED, SUBMITTED, LONG], ids=["published", "submitted", "long"]
)


def said(document: Document) -> Iterator[str]:
    """Every word in the order of reading, told apart from how the writer goes about it."""
    if document.masthead is not None:
        head = document.masthead
        yield from (*(one.text for one in head.corner), *head.organ_mark, head.document_number)
        yield "签发人："
        yield from head.signatories
    yield from document.title
    if document.addressees:
        yield "、".join(document.addressees) + "："
    for block in document.blocks:
        yield from nodes.lines(block)
    for number, attachment in enumerate(document.attachments, 1):
        yield f"附件：{number}.{attachment.title}" if number == 1 else f"{number}.{attachment.title}"
    yield from document.signature.organs
    yield document.signature.date
    yield from (f"（{note}）" for note in document.notes)
    for number, attachment in enumerate(document.attachments, 1):
        yield f"附件{number}"
        yield attachment.title
        for block in attachment.blocks:
            yield from nodes.lines(block)
    if document.imprint is not None:
        imprint = document.imprint
        yield (
            "抄送：" + "，".join(imprint.copied_to) + "。" + imprint.printed_by + imprint.printed_on + "印发"
        )


def flatten(nested: Any) -> Iterator[str]:
    if isinstance(nested, str):
        yield nested
        return
    for inner in nested:
        yield from flatten(inner)


@DOCUMENTS
def test_every_word_stands_once_and_in_order(document: Document, profile: Profile) -> None:
    read = "".join(map(words, paragraphs(write(document, profile))))
    assert bare(read) == bare("".join(said(document)))


@DOCUMENTS
def test_another_library_reads_the_same_words(document: Document) -> None:
    with docx2python(BytesIO(write(document, CLASSIC)), html=False) as read:
        assert bare("".join(flatten(read.body))) == bare("".join(said(document)))


def test_an_only_attachment_has_no_number() -> None:
    only = replace(SUBMITTED, attachments=SUBMITTED.attachments[:1])
    read = [words(paragraph) for paragraph in paragraphs(write(only, CLASSIC))]
    assert "附件：行政复议与行政应诉情况统计表" in read
    assert "附件" in read
