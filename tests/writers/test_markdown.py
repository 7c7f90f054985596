from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.document.nodes import (  # fmt: skip
    AttachmentBlock,
    Block,
    CornerLine,
    Document,
    Heading,
    ImprintBlock,
    Masthead,
    Ordinal,
    Paragraph,
    Properties,
    SignatureBlock,
    Strong,
    TableBlock,
    Text,
)
from fazhi_report.norms.gbt9704 import CLASSIC
from fazhi_report.writers.markdown import write


def document(*blocks: Block, **more: Any) -> Document:
    return Document(
        properties=Properties("某局的报告", "某局", 2024, date(2025, 2, 28), "publish"),
        title=("某局", "的报告"),
        blocks=tuple(blocks),
        signature=SignatureBlock(("某局",), "2025年2月28日"),
        **more,
    )


def text(*blocks: Block, **more: Any) -> str:
    return write(document(*blocks, **more), CLASSIC).decode("utf-8")


def test_the_whole_of_a_small_document() -> None:
    assert text(
        Heading(1, (Text("成效"),), number="一、"),
        Heading(
            3,
            (Text("抓“关键少数”。"),),
            number="1.",
            body=(Text("正文"), Ordinal("是", "一是"), Text("甲。")),
        ),
        TableBlock(
            header=((Text("项"),), (Text("数"),)),
            rows=(((Text("甲|乙"),), (Text("1"),)),),
            caption=(Text("表"),),
        ),
        masthead=Masthead(
            ("某局文件",), "某司〔2025〕1号", ("张三", "李四"), corner=(CornerLine("copy_number", "000001"),)
        ),
        addressees=("某市人民政府", "某市委"),
        attachments=(AttachmentBlock("甲表", (Paragraph((Text("文"),)),)), AttachmentBlock("乙表", ())),
        notes=("此件公开发布",),
        imprint=ImprintBlock(copied_to=("某办",), printed_by="某局办公室", printed_on="2025年3月1日"),
    ) == (
        "# 某局的报告\n\n份号：000001  \n发文字号：某司〔2025〕1号  \n签发人：张三、李四\n\n某市人民政府、某市委：\n\n"
        "## 一、成效\n\n1\\.**抓“关键少数**”。正文一是甲。\n\n表\n\n| 项 | 数 |\n| --- | --- |\n| 甲\\|乙 | 1 |\n\n"
        "附件：1.甲表  \n2.乙表\n\n某局\n\n2025年2月28日\n\n（此件公开发布）\n\n"
        "附件1\n\n## 甲表\n\n文\n\n附件2\n\n## 乙表\n\n---\n\n抄送：某办。  \n某局办公室　2025年3月1日印发\n"
    )


def test_markup_in_the_words_comes_out_as_words() -> None:
    made = text(Paragraph((Text("# 不是标题 <b> [链](x) `码` 1*2*3"),)), Paragraph((Text("- 不是列表"),)))
    assert "\\# 不是标题 \\<b\\> \\[链\\](x) \\`码\\` 1\\*2\\*3" in made
    assert "\\- 不是列表" in made


def test_strong_words_close_within_chinese() -> None:
    assert "前**要点**。后" in text(Paragraph((Text("前"), Strong("要点。"), Text("后"))))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1).filter(str.strip))
def test_no_character_is_lost(words: str) -> None:
    made = text(Paragraph((Text(words),)))
    assert words.replace("\\", "") in made.replace("\\", "")
