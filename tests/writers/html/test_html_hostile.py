"""Whatever the words are, the page says them and does nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.document.fact import Fact
from fazhi_report.document.nodes import (
    AttachmentBlock,
    Datum,
    Document,
    Heading,
    Paragraph,
    SignatureBlock,
    Strong,
    TableBlock,
    Text,
    Webpage,
)
from fazhi_report.writers.html.inline_markup import clean
from properties import tried
from specimens import PUBLISHED, SUBMITTED
from webpage import Element, page, parsed, text

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "</style><!-- ]]> -->",
    "\"'><b onclick='x'>",
    "&lt;&amp;&#60;{{ 7*7 }}{% raw %}",
    "字" * 3000 + "x" * 3000,
    "\u202e左\u2066右\u2069\u200f",
    "javascript:alert(1)",
    "行\u2028行\u2029",
    "#section-1?a=b%20&c",
]


def poisoned(words: str) -> Document:
    """The document with these words in every place that holds words."""
    inline = (Text(words), Strong(words), Datum("a.b", words), Datum(words, words))
    facts = (
        Fact("a.b", words, words, words, "8", words, definition=words, scope=words, source=words, note=words),
        Fact("a.c", words, words, words, "9", words, previous=words, previous_number="3", change=words),
    )
    return replace(
        PUBLISHED,
        properties=replace(
            PUBLISHED.properties,
            title=words,
            organ=words,
            name=words,
            publication=((words, words),),
            webpage=Webpage(
                site_name=words,
                site_domain=words,
                site_id_code=words,
                column_name=words,
                column_description=words,
                column_keywords=(words, words),
                column_type=words,
                published_at=words,
                source=words,
                keywords=(words,),
                description=words,
                address=words,
                breadcrumb=(words, words),
            ),
        ),
        title=(words, words),
        blocks=(
            Heading(1, inline, words),
            Heading(2, inline, words, body=inline),
            Paragraph(inline),
            TableBlock((inline, inline), ((inline, inline),), inline, inline),
        ),
        signature=SignatureBlock((words,), words),
        addressees=(words,),
        attachments=(AttachmentBlock(words, (Paragraph(inline),)),),
        notes=(words,),
        masthead=SUBMITTED.masthead,
        imprint=SUBMITTED.imprint,
        facts=facts,
    )


def shape(root: Element) -> list[tuple[str, tuple[str, ...]]]:
    """Elements and the names of their attributes: what a page is, apart from its words."""
    return [(str(one.tag), tuple(sorted(map(str, one.attrib)))) for one in root.iter()]


HARMLESS = shape(parsed(page(poisoned("平常的话"))))


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_come_out_as_words(words: str) -> None:
    root = parsed(page(poisoned(words)))
    assert shape(root) == HARMLESS
    (article,) = root.iter("article")
    assert text(article).count(words) >= 16
    titles = [one.get("content") for one in root.iter("meta") if one.get("name") == "ArticleTitle"]
    assert titles == [words]


@tried(30)
@given(st.text(st.characters(exclude_characters="\r"), min_size=1))
def test_any_words_come_out_as_words(words: str) -> None:
    root = parsed(page(poisoned(f"字{words}字")))
    assert shape(root) == HARMLESS
    (article,) = root.iter("article")
    assert clean(f"字{words}字") in text(article)


def test_no_address_but_our_own_can_be_made() -> None:
    for words in HOSTILE:
        for link in parsed(page(poisoned(words))).iter("a"):
            assert link.get("href").startswith(("#", "./"))
