"""Nothing lost, nothing invented: whatever a file says is in the data, printed anew, or set aside with a reason.

What the source says is counted by this test itself, not by the readers. ``make fuzz`` runs it for longer
(FAZHI_FUZZ=number of examples).
"""

from __future__ import annotations

import html as markup
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docx_packages import document, p
from fazhi_report.commands.import_ import recover_scan
from fazhi_report.document.raw import SourceDocument, raw_texts
from fazhi_report.importer.account import characters
from fazhi_report.readers import docx, html
from fazhi_report.readers import text as markdown
from fazhi_report.readers import text as plain
from properties import tried

fuzz = tried(30)

_REPORT = (
    "示例市司法局关于2020年度法治政府建设情况的报告",
    "示例市司法局",
    "关于2020年度法治政府建设情况的报告",
    "示例市人民政府：",
    "现将有关情况报告如下：",
    "一、主要举措和成效",
    "二、存在的不足和原因",
    "三、下一步安排",
    "（一）加强领导。召开会议5次，整改率100%。",
    "1.完善制度",
    "一是压实责任。二是强化监督；三是提升能力。",
    "一是压实责任。",
    "二是强化监督。",
    "特此报告。",
    "2021年2月28日",
    "（此件公开发布）",
    "附件：1.统计表",
    "附件1",
    "统计表",
    "抄送：甲，乙。",
    "示例市司法局办公室　2021年2月28日印发",
)
_BOILERPLATE = (
    "当前位置：首页 > 政务公开 > 年报",
    "索引号：LH331082-038/2021-110071 公开方式：主动公开",
    "文号：示司〔2021〕8号号",
    "发布时间：2021-03-09 09:33 来源：示例市司法局 浏览次数：12",
    "字号：[大 中 小] 打印 关闭",
    "责任编辑：张三",
    "> > >",
    "|||",
)
_STRANGE = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from(
            "\x00\x07\x0b\x0c\x1f\x7f\x85\u00a0\u00ad\u200b\u200d\u202e\u2028\ufeff\ufffe\ufffd\ue000"
        ),
        st.sampled_from("\u0301\u3007㊀⑴Ⅳ½𠮷\U0001f468\U000e0101﹗｡＂｛｝{}[]|#*_~`<>&\\：；，"),
    ),
    max_size=20,
)
paragraphs = st.lists(
    st.one_of(
        st.sampled_from(_REPORT),
        st.sampled_from(_BOILERPLATE),
        st.builds("".join, st.tuples(st.sampled_from(_REPORT), _STRANGE)),
        st.builds("".join, st.tuples(_STRANGE, st.sampled_from(_REPORT))),
        _STRANGE,
    ),
    max_size=14,
)
tables = st.lists(st.lists(st.one_of(st.sampled_from(_REPORT), _STRANGE), min_size=1, max_size=3), max_size=3)


def visible(texts: list[str]) -> Counter[str]:
    """What a reader of the file would see: no control characters, no white space."""
    return characters(
        "".join(one for one in text if unicodedata.category(one) not in {"Cc", "Cf"}) for text in texts
    )


def weigh(said: list[str], scan: SourceDocument) -> None:
    """The scan has every visible character of the source, and the import accounts for every one of the scan."""
    read = visible([*raw_texts(scan.blocks), *(one.text for one in scan.removed)])
    assert not visible(said) - read
    assert all(one.reason for one in scan.removed)
    found = recover_scan(scan, Path("old.txt"))
    assert found.balance.even, (found.balance.lost, found.balance.invented)
    assert all(one.reason for one in found.draft.account.removed)


@fuzz
@given(paragraphs)
def test_of_a_text(lines: list[str]) -> None:
    weigh(lines, plain.scan("\n".join(lines)))


@fuzz
@given(paragraphs)
def test_of_a_text_on_one_line(lines: list[str]) -> None:
    weigh(lines, plain.scan(" ".join(lines) + "推进法治政府建设" * 160))


def _escaped(text: str) -> str:
    """As a tool writes it: characters that Markdown reads as marks are escaped, control characters left out."""
    kept = "".join(
        one for one in text if unicodedata.category(one) not in {"Cc", "Cf", "Co", "Cn", "Zl", "Zp"}
    )
    return "".join(f"\\{one}" if one in "\\`*_{}[]()#+-.!|<>&~:=" else one for one in kept)


@fuzz
@given(paragraphs, tables)
def test_of_markdown(lines: list[str], rows: list[list[str]]) -> None:
    grid = [[_escaped(cell) for cell in (row * 3)[:3]] for row in rows]
    table = [f"| {' | '.join(row)} |" for row in grid]
    if table:
        table.insert(1, "| --- | --- | --- |")
    written = [_escaped(line) for line in lines]
    source = "\n\n".join([*written, "\n".join(table)])
    said = [text.replace("\\", "") for text in (*written, *(cell for row in grid for cell in row))]
    scan = markdown.read_markdown(source.encode("utf-8"))
    weigh([text for text in said if text.strip()], scan)


@pytest.mark.parametrize("times", [2, 3])
@pytest.mark.parametrize("line", [one for one in _REPORT if "印发" in one or "抄送" in one])
def test_an_imprint_that_is_there_several_times(line: str, times: int) -> None:
    row = f"| {' | '.join([line] * times)} |"
    source = f"示例市人民政府：\n\n{row}\n|{' --- |' * times}"
    weigh(["示例市人民政府：", *[line] * times], markdown.read_markdown(source.encode("utf-8")))


def _legal(text: str) -> str:
    """What a page or a part may hold at all."""
    return "".join(
        one for one in text if unicodedata.category(one) not in {"Cc", "Cf"} and one not in "\ufffe\uffff"
    )


@fuzz
@given(paragraphs, tables, st.sampled_from(("p", "div", "li", "h2", "td", "span")))
def test_of_a_page(lines: list[str], rows: list[list[str]], tag: str) -> None:
    lines = [_legal(line) for line in lines]
    rows = [[_legal(cell) for cell in row] for row in rows]
    body = "".join(f"<{tag}>{markup.escape(line)}</{tag}>" for line in lines)
    table = "".join(f"<tr>{''.join(f'<td>{markup.escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    page = f"<html><body><ul>{body}</ul><table>{table}</table></body></html>"
    weigh([*lines, *(cell for row in rows for cell in row)], html.read(page.encode("utf-8")))


@fuzz
@given(paragraphs, tables)
def test_of_a_document(lines: list[str], rows: list[list[str]]) -> None:
    lines = [_legal(line) for line in lines]
    rows = [[_legal(cell) for cell in row] for row in rows]
    cells = "".join(
        f"<w:tr>{''.join(f'<w:tc>{p(markup.escape(cell))}</w:tc>' for cell in row)}</w:tr>" for row in rows
    )
    body = "".join(p(markup.escape(line)) for line in lines) + f"<w:tbl>{cells}</w:tbl>"
    weigh([*lines, *(cell for row in rows for cell in row)], docx.read(document(body)))
