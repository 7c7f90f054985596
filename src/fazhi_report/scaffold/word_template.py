"""What the Word template of an office holds: every element in its style, with words that say what to write there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fazhi_report.document.nodes import (
    AttachmentBlock,
    Block,
    Document,
    Heading,
    ImprintBlock,
    Inlines,
    Masthead,
    Paragraph,
    Properties,
    SignatureBlock,
    TableBlock,
    Text,
)

TITLE = "法治政府建设年度报告的 Word 模板"
_DAY = date(2000, 1, 1)
"""A template has no date; the properties of a document ask for one."""
_NUMBER, _NAME, _DATE = "示司〔2025〕8号", "张三", "2025年2月28日"
EXAMPLES = frozenset({_NUMBER, _NAME, _DATE})
"""Where the place on the line follows from the length of the words, an example stands; it is to be written over."""


def guidance(organ: str, *, submit: bool) -> Document:
    """Return the document of a template.

    Args:
        organ: Full name of the office; empty leaves its place open.
        submit: Whether masthead and imprint are there, as in the paper for the superior organ.
    """
    name = organ or _open("发文机关")
    return Document(
        Properties(TITLE, organ, _DAY.year, _DAY, "submit" if submit else "publish"),
        (f"{name}关于{_open('年度')}年度", "法治政府建设情况的报告"),
        tuple(_blocks()),
        SignatureBlock((name,), _DATE),
        masthead=_masthead(organ) if submit else None,
        addressees=(_open("主送机关"),),
        attachments=(AttachmentBlock(_open("附件名称"), (_paragraph("附件的正文"),)),),
        notes=(_open("附注，如“此件公开发布”；没有的删去这一行"),),
        imprint=_imprint(name) if submit else None,
    )


def _blocks() -> Iterator[Block]:
    yield _paragraph(
        "开头，写明依据和年度。黄底的字都是说明或样例，写完都要换掉。各段的样式在“开始 → 样式”里：正文用“正文文本”，"
        "四层标题用“标题1”到“标题4”，序号自动编排，不要手打"
    )
    yield _heading(1, "第一层标题，如“2024年推进法治政府建设的主要举措和成效”")
    yield _heading(2, "第二层标题")
    yield _paragraph("正文")
    yield _heading(3, "第三层标题")
    yield _paragraph("正文")
    yield _heading(4, "第四层标题")
    yield _paragraph("正文")
    yield _heading(3, "标题与正文同在一行的第三、四层标题，样式不变，标题后用句号，接着写正文")
    yield _heading(1, "存在的不足和原因")
    yield _paragraph("正文")
    yield TableBlock(
        (_plain("项目"), _plain("上年"), _plain("本年")),
        ((_words("指标"), _words("数"), _words("数")),),
        caption=_words("表题"),
        note=_plain(f"注：{_open('数据来源、口径；没有的删去这一行')}"),
    )
    yield _paragraph("结束语，如“特此报告。”")


def _masthead(organ: str) -> Masthead:
    mark = f"{organ}文件" if organ else "发文机关文件"
    return Masthead((mark,), _NUMBER, (_NAME,))


def _imprint(name: str) -> ImprintBlock:
    return ImprintBlock(copied_to=(_open("抄送机关"),), printed_by=name, printed_on=_DATE)


def _heading(level: int, words: str) -> Heading:
    return Heading(level, _words(words))


def _paragraph(words: str) -> Paragraph:
    return Paragraph(_words(words))


def _words(words: str) -> Inlines:
    return _plain(_open(words))


def _plain(words: str) -> Inlines:
    return (Text(words),)


def _open(words: str) -> str:
    return f"【待填：{words}】"
