"""Readers and extraction against bytes of chance: a sentence or a data file, never a traceback, never a hang.

``make fuzz`` runs the same for longer (FAZHI_FUZZ=number of examples).
"""

from __future__ import annotations

import time
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from docx_packages import W, document, p, package
from fazhi_report.commands.import_ import recover_scan
from fazhi_report.document.raw import SourceDocument
from fazhi_report.errors import FazhiError
from fazhi_report.importer.suggestions import FigureBinding
from fazhi_report.readers import docx, html
from fazhi_report.readers import text as markdown
from fazhi_report.readers import text as plain
from fazhi_report.source.load import load_text
from properties import tried

SEED = Path(__file__).parents[1] / "data_files" / "linhai-2020.txt"
SECONDS = 10
fuzz = tried(20)

# Pieces that structure is told by, in orders that no drafter would think of.
_MARKS = (
    "一、 二、 三、 十一、 （一） (二) 1. 2． （1） 一是 二是 三要 一 是 。 ； ： ， “ ” 《 》"
    " \" ' {{ # | : \\ ` * ** % !"
)
_WORDS = (
    "特此报告。 附件 附件1 附件：1. 示例市司法局 2021年2月28日 2021年2月30日 示例市人民政府："
    " 示例市司法局关于2020年度法治政府建设情况的报告 现将有关情况报告如下： 索引号： 文号:示司〔2021〕8号号"
    " 当前位置：首页>公开 打印 成效 不足 第一责任人 下一步安排 80余件 45% 同比增长24.3% 其中 签发人：张三"
    " （此件公开发布） 抄送：甲，乙。 表1情况 注：甲 来源： <b> </p> &amp; &#0; 𠮷 e\u0301"
)
PIECES = (
    *_MARKS.split(), *_WORDS.split(), "\n", "\n\n", "　　", " ", "\t", "{{ a.b }}", "- ", "> ",
    "推进法治政府建设" * 8, "\x07", "\u200b", "\ufeff", "\ue000", "\u2028", "\x85",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


def survives(scan: SourceDocument) -> None:
    """Everything is accounted for, and what is written is read as it was meant."""
    start = time.monotonic()
    for binding in FigureBinding:
        found = recover_scan(scan, Path("old.txt"), binding=binding)
        assert found.balance.even, (found.balance.lost, found.balance.invented)
        source = load_text(found.text, Path("new.yaml"))
        assert source.marks is not None, source.problems
    assert time.monotonic() - start < SECONDS


@fuzz
@given(texts)
def test_text_of_every_kind_is_taken_apart(text: str) -> None:
    scan = plain.scan(text)
    if scan.blocks:
        survives(scan)


@fuzz
@given(texts)
def test_markdown_of_every_kind(text: str) -> None:
    survives(markdown.read_markdown(text.encode("utf-8", errors="surrogatepass")))


@fuzz
@given(
    st.lists(
        st.tuples(st.sampled_from(("p", "div", "td", "li", "h1", "table", "tr", "span", "br")), texts),
        max_size=20,
    )
)
def test_pages_of_every_kind(parts: list[tuple[str, str]]) -> None:
    page = "".join(f"<{tag}>{text}" for tag, text in parts)
    try:
        scan = html.read(f"<html><body>{page}".encode("utf-8", errors="surrogatepass"))
    except FazhiError:
        return
    survives(scan)


@fuzz
@given(st.lists(texts, max_size=12), st.booleans())
def test_documents_of_every_kind(paragraphs: list[str], ours: bool) -> None:  # noqa: FBT001
    def xml(text: str) -> str:
        kept = "".join(one for one in text if one >= " " and one not in "\ufffe\uffff")
        return kept.replace("&", "&amp;").replace("<", "&lt;")

    styles = (
        f'<w:styles {W}><w:style w:styleId="RunInHeading1"><w:name w:val="段首标题一"/></w:style></w:styles>'
    )
    names = (
        "Heading1",
        "RunInHeading2",
        "Signature",
        "Date",
        "Title",
        "BodyText",
        "Imprint",
        "Note",
        "AttachmentMark",
    )
    body = "".join(
        p(xml(text), f'<w:pStyle w:val="{names[at % len(names)]}"/>') for at, text in enumerate(paragraphs)
    )
    scan = docx.read(document(body, styles=styles) if ours else document(body))
    survives(scan)


@fuzz
@given(st.data())
def test_broken_packages(data: st.DataObject) -> None:
    whole = bytearray(document(p("一、总体情况") * 5))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    try:
        survives(docx.read(bytes(whole[:cut] if data.draw(st.booleans()) else whole)))
    except FazhiError:
        return


@fuzz
@given(st.binary(max_size=400))
def test_bytes_of_every_kind(data: bytes) -> None:
    for read in (plain.read_text, markdown.read_markdown, html.read, docx.read):
        try:
            scan = read(data)
        except FazhiError:
            continue
        survives(scan)
    try:
        docx.read(package({"word/document.xml": data}))
    except FazhiError:
        return


@fuzz
@given(st.data())
def test_the_seed_with_lines_lost_doubled_and_swapped(data: st.DataObject) -> None:
    lines = SEED.read_text(encoding="utf-8").split("\n")
    for _ in range(data.draw(st.integers(1, 12))):
        at, other = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        match data.draw(st.sampled_from(("drop", "double", "swap", "join"))):
            case "drop" if len(lines) > 1:
                del lines[at]
            case "double":
                lines.insert(other, lines[at])
            case "swap":
                lines[at], lines[other] = lines[other], lines[at]
            case _:
                lines[at : at + 2] = ["".join(lines[at : at + 2])]
    survives(plain.scan("\n".join(lines)))
