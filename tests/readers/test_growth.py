"""Readers of text, Markdown and web pages: what it costs grows with the file, whatever the file repeats."""

from __future__ import annotations

import contextlib

import pytest

from fazhi_report.errors import FazhiError
from fazhi_report.readers import html, text
from growth import assert_linear

MARKDOWN = {
    "many columns": ("|" + "a|" * 5000 + "\n|" + "-|" * 5000 + "\n", "b|"),
    "rows of a wide table": ("|" + "a|" * 5 + "\n|" + "-|" * 5 + "\n", "|b|\n"),
    "pipes": ("a\n|-|-\n", "|"),
    "lists on a line": ("", "- "),
    "numbered lists": ("", "1. a\n"),
    "quotations": ("", "> a\n"),
    "emphasis": ("", "*a_ "),
    "strong": ("", "**a"),
    "brackets": ("", "["),
    "links": ("", "[a]("),
    "pictures": ("", "![a]("),
    "references": ("[a]: b\n\n", "[a]"),
    "backticks": ("", "`a ``"),
    "tags": ("", "<a "),
    "comments": ("a ", "<!-- "),
    "declarations": ("a ", "<!A <? "),
    "lines": ("", "a  \n"),
}
PAGES = {
    "attribute without value": ("<p ", "a "),
    "quotes": ("<p ", "a='"),
    "tags": ("", "<p>正"),
    "spans": ("", "<span>正</span>"),
    "open marks": ("", "<b><p>正"),
    "cells": ("<table><tr>", "<td>正"),
    "rows": ("<table>", "<tr><td>正"),
    "tables in cells": ("<table>", "<tr><td><table><tr><td>正</td></tr></table>"),
    "links in breadcrumbs": ("<div class=crumb>" * 200, "<a>正</a>"),
    "words in breadcrumbs": ("<div class=crumb>" * 200, "<i>正</i>"),
    "comments": ("正", "<!--"),
    "less than": ("<p>", "<a =' "),
    "names": ("<p>正", '<meta name="a" content="b">'),
}


def assert_grows_with_its_length(read: object, before: str, piece: str) -> None:
    def work(repeated: str) -> None:
        with contextlib.suppress(FazhiError):
            read((before + repeated).encode())  # type: ignore[operator]

    assert_linear(work, piece)


@pytest.mark.parametrize("name", MARKDOWN)
def test_markdown(name: str) -> None:
    assert_grows_with_its_length(text.read_markdown, *MARKDOWN[name])


@pytest.mark.parametrize("name", PAGES)
def test_a_page(name: str) -> None:
    assert_grows_with_its_length(html.read, *PAGES[name])


ATTRIBUTES = " ".join(f"a{number}=1" for number in range(9000))


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (f"<p {ATTRIBUTES}>正文</p>", "属性超过 2000 个"),
        (f"<p b='>' c=\">\" {ATTRIBUTES}>正文</p>", "属性超过 2000 个"),
        (f"<p {ATTRIBUTES.replace('=1', '')}>正文</p>", "属性超过 2000 个"),
        ("<p " + ATTRIBUTES.replace("=1 ", '="1"') + ">正文</p>", "属性超过 2000 个"),
        ("<table><tr>" + "<td>正" * 2000 + "<tr><td>正" * 2000, "超过 200000 格"),
        ("<div>" * 10_000 + "正文", "太深"),
    ],
    ids=["attributes", "behind quoted ends", "without values", "without blanks", "ragged table", "deep"],
)
def test_what_would_cost_its_square_is_refused(page: str, words: str) -> None:
    with pytest.raises(FazhiError, match=words) as told:
        html.read(page.encode())
    assert told.value.hint


def test_a_long_quoted_value_is_no_list_of_attributes() -> None:
    page = f"<p>正文<img alt=\"{'a b ' * 9000}\" src='data:image/png;base64,{'A' * 90_000}'></p>"
    (block,) = html.read(page.encode()).blocks
    assert "正文" in str(block)
