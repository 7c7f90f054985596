"""Whatever a file holds: a verdict or a sentence, never a traceback, and soon.

A few cases with every run; many more with ``FAZHI_FUZZ=20000``.
"""

from __future__ import annotations

import re
import time
from pathlib import PurePath

from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.commands.recast import recast
from fazhi_report.docx_in.measure import measure
from fazhi_report.errors import FazhiError
from fazhi_report.recognise.recognise import recognise
from fazhi_report.rules.run import Subjects, check
from fazhi_report.writers.package import pack
from inspected import base
from properties import tried
from wordfiles import docx, p
from wordprocessing import parts

SECONDS = 10.0
GOOD = base("submitted")
PARTS = parts(GOOD)
NAMES = ["word/document.xml", "word/styles.xml", "word/footer1.xml", "word/settings.xml", "_rels/.rels"]
ATTRIBUTE = re.compile(rb'="[^"]*"')
TAG = re.compile(rb"<w:[a-zA-Z]+")
VALUES = [
    b"-1",
    b"0",
    b"999999999999",
    b"1e9",
    b"x",
    b"",
    b"NaN",
    "九".encode(),
    b"0.5pt",
    b"-32768",
    b"true",
]
TAGS = [
    b"<w:tbl",
    b"<w:p",
    b"<w:sectPr",
    b"<w:ins",
    b"<w:fldChar",
    b"<w:txbxContent",
    b"<w:tc",
    b"<w:rPr",
    b"<w:num",
]
fuzz = tried(60)


def survives(data: bytes) -> bool:
    """Whether the file was let in; whatever happens takes its time and raises nothing but a sentence."""
    began = time.monotonic()
    try:
        layout = recognise(measure(data, PurePath("x.docx")))
        check(Subjects(layout=layout))
        recast(layout)
    except FazhiError:
        return False
    finally:
        assert time.monotonic() - began < SECONDS
    return True


@fuzz
@given(st.data())
def test_bytes_of_the_archive_are_changed(data: st.DataObject) -> None:
    broken = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(broken) - 1))
        broken[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.sampled_from([0, 0, 0, 1, 100, 3000]))
    survives(bytes(broken[: len(broken) - cut]))


@fuzz
@given(st.data())
def test_values_and_tags_of_the_xml_are_changed(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES))
    content = PARTS[name]
    for pattern, words, ends in ((ATTRIBUTE, VALUES, (b'="', b'"')), (TAG, TAGS, (b"", b""))):
        found = list(pattern.finditer(content))
        for _ in range(data.draw(st.integers(0, 3)) if found else 0):
            match = data.draw(st.sampled_from(found))
            word = ends[0] + data.draw(st.sampled_from(words)) + ends[1]
            content = content[: match.start()] + word + content[match.end() :]
            found = list(pattern.finditer(content))
    survives(pack({**PARTS, name: content}))


PIECES = st.sampled_from(
    [
        "附件：",
        "附件1",
        "一、",
        "（一）",
        "1.",
        "（1）",
        "抄送：",
        "2025年2月28日",
        "印发",
        "签发人：",
        "〔2025〕8号",
        "某某局",
        "文件",
        "关于",
        "报告",
        "。",
        "：",
        "\u3000",
        " ",
        "、",
        "（",
        "）",
        "秘密★1年",
        "000001",
        "“",
        "注：",
    ]
)
LINES = st.lists(st.lists(PIECES, max_size=6).map("".join), max_size=14)


@fuzz
@given(lines=LINES, table=st.booleans())
def test_any_order_of_telling_words_is_read(lines: list[str], *, table: bool) -> None:
    body = "".join(map(p, lines))
    if table:
        body += f"<w:tbl><w:tr><w:tc>{body or p()}</w:tc></w:tr></w:tbl>{p('后文。')}"
    survives(docx(body))


STRUCTURE = st.recursive(
    st.sampled_from([p("甲。"), p(), "<w:r><w:t>乙</w:t></w:r>", "<w:sectPr/>", "<w:tbl/>", "<w:tr/>"]),
    lambda inner: st.tuples(
        st.sampled_from(
            ["tbl", "tr", "tc", "p", "sdt", "sdtContent", "ins", "del", "r", "txbxContent", "pPr"]
        ),
        st.lists(inner, max_size=3).map("".join),
    ).map(lambda pair: f"<w:{pair[0]}>{pair[1]}</w:{pair[0]}>"),
    max_leaves=25,
)


@fuzz
@given(STRUCTURE)
def test_elements_may_stand_where_they_should_not(body: str) -> None:
    survives(docx(p("开头。") + body))


def test_a_good_file_survives() -> None:
    assert survives(GOOD)
