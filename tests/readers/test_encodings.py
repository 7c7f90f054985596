"""Text files in the encodings of Chinese offices."""

from __future__ import annotations

import codecs

import pytest

from fazhi_report.document.raw import RawParagraph
from fazhi_report.readers.html import read as read_html
from fazhi_report.readers.text import decode

TEXT = "示例市司法局关于2020年度法治政府建设情况的报告\n㼆䶮，同比增长24.3%。\n"
ENCODED = {
    "utf-8": TEXT.encode(),
    "utf-8 with mark": codecs.BOM_UTF8 + TEXT.encode(),
    "gb18030": TEXT.encode("gb18030"),
    "gbk": TEXT.replace("㼆䶮", "甲乙").encode("gbk"),
    "utf-16-le with mark": codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    "utf-16-be with mark": codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    "utf-16-le": TEXT.encode("utf-16-le"),
    "utf-16-be": TEXT.encode("utf-16-be"),
}


@pytest.mark.parametrize("name", ENCODED)
def test_the_words_are_read(name: str) -> None:
    assert decode(ENCODED[name]).replace("甲乙", "㼆䶮") == TEXT


def test_a_page_is_read_by_the_encoding_it_declares() -> None:
    page = '<html><head><meta charset="gb2312"></head><body><p>一、总体情况</p></body></html>'
    (block,) = read_html(page.encode("gb18030")).blocks
    assert isinstance(block, RawParagraph)
    assert block.text == "一、总体情况"


def test_spans_join_without_a_space_and_lines_of_the_source_vanish() -> None:
    page = "<p><span>260余</span><span>份，\n</span><span>其中\n规范性</span><b>100</b><span>％</span></p>"
    (block,) = read_html(page.encode()).blocks
    assert isinstance(block, RawParagraph)
    assert block.text == "260余份，其中规范性100％"
