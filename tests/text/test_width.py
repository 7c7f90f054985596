"""Half-width punctuation in Chinese text."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.text.width import half_width_marks, to_full_width
from growth import assert_linear

# Sentences of a published report that came folded to half width, and what they must become.
PUBLISHED = [
    ("临海市人民政府:\n\n2020年,临海市司法局", "临海市人民政府：\n\n2020年，临海市司法局"),
    ("情况\n\n(一)坚持统筹协调,法治", "情况\n\n（一）坚持统筹协调，法治"),
    ("1.创建“三个一”履职考评机制。制定《要点》,印发", "1.创建“三个一”履职考评机制。制定《要点》，印发"),
    ("各镇(街道)、村(社区)法律顾问", "各镇（街道）、村（社区）法律顾问"),
    ("实施办法(试行)》,明确6项", "实施办法（试行）》，明确6项"),
    ("专项实施方案(2020年)》《临海市", "专项实施方案（2020年）》《临海市"),
    ("备案46件;审查", "备案46件；审查"),
    ("化解率45%,立案连同结转办结66件", "化解率45%，立案连同结转办结66件"),
    ("共207条,同比增长24.3%,内容涵盖", "共207条，同比增长24.3%，内容涵盖"),
    ("涉及金额20574.58万元,成功率99.78%;其中", "涉及金额20574.58万元，成功率99.78%；其中"),
    ("“1+3”轮岗,“6 + N”工作专班", "“1+3”轮岗，“6 + N”工作专班"),
    ("(电子执法证)执法", "（电子执法证）执法"),
    ("实现“网上办、掌上办”,实现", "实现“网上办、掌上办”，实现"),
    ("发布单位: 市司法局(市行政复议局)\n", "发布单位： 市司法局（市行政复议局）\n"),
    ("  • 日期:2021-03-09 09:33\n", "  • 日期：2021-03-09 09:33\n"),
]


@pytest.mark.parametrize(("folded", "right"), PUBLISHED)
def test_published_sentences_get_their_punctuation_back(folded: str, right: str) -> None:
    assert to_full_width(folded) == right
    assert to_full_width(right) == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("好吗?好!", "好吗？好！"),
        ("附件1:名称", "附件1：名称"),
        ("GDP(亿元)", "GDP（亿元）"),
        ("依照(GB/T 9704,见附件)执行", "依照（GB/T 9704，见附件）执行"),
        ("分别为“A”,“B”", "分别为“A”，“B”"),
        ("分别达45%,50%", "分别达45%，50%"),
        ("于(2020),(2021)年", "于（2020），（2021）年"),
        ("办结 ,其中", "办结 ，其中"),
        ("接收80,\n其中", "接收80，\n其中"),
        ("共1,234件,80,其中", "共1,234件，80，其中"),
        ("时间:09:33,从09:30:15起", "时间：09:33，从09:30:15起"),
        ("网址:http://a.cn/x?a=1,b:2,请查看", "网址：http://a.cn/x?a=1,b:2，请查看"),
        ("见(www.linhai.gov.cn),或", "见（www.linhai.gov.cn），或"),
        ("条件((一)、(二))均", "条件（（一）、（二））均"),
    ],
)
def test_marks_beside_chinese_become_full_width(text: str, right: str) -> None:
    assert to_full_width(text) == right


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1,234件",
        "1,234,567元",
        "上午09:33至10:15办理",
        "按3:1的比例",
        "1.创建",
        "Hello, world (again)!",
        "“Hello”, he said; 5%, then?",
        "详见 http://a.cn/x?a=(1),b:2;c!",
        "致函mailto:a@b.cn?x=1",
        "临司〔2021〕8号",
        "中文\n\n:",
        "2019,2020",
    ],
)
def test_everything_else_stays(text: str) -> None:
    assert to_full_width(text) == text
    assert list(half_width_marks(text)) == []


def test_marks_come_with_offset_and_cure_in_order() -> None:
    text = "2020年,受理(新收)36件;化解率45%"
    assert list(half_width_marks(text)) == [(5, ",", "，"), (8, "(", "（"), (11, ")", "）"), (15, ";", "；")]


def test_a_pair_of_parentheses_is_of_one_width_and_no_pair_spans_lines() -> None:
    assert to_full_width("法(A)B") == "法（A）B"
    assert to_full_width("法(A),B") == "法（A），B"
    assert to_full_width("A,(B)法") == "A，（B）法"
    assert to_full_width("法律(A\nB) C") == "法律（A\nB) C"


# Few characters, so that marks meet, and now and then any character at all.
texts = st.text("中,()1a \n", max_size=12) | st.text(
    st.sampled_from("中文年,;:()?!1290aZ .、“”%\n（，") | st.characters(), max_size=60
)


@given(texts)
def test_nothing_but_width_changes(text: str) -> None:
    wide = to_full_width(text)
    assert len(wide) == len(text)
    assert unicodedata.normalize("NFKC", wide) == unicodedata.normalize("NFKC", text)


@given(texts)
def test_what_is_converted_needs_no_second_pass(text: str) -> None:
    assert list(half_width_marks(to_full_width(text))) == []


@given(texts)
def test_no_mark_stays_directly_beside_a_han_character(text: str) -> None:
    wide = to_full_width(text)
    beside = {pair for pair in pairwise(wide) if "中" in pair}
    assert not beside & {(mark, "中") for mark in ",;:()?!"}
    assert not beside & {("中", mark) for mark in ",;:()?!"}


@pytest.mark.parametrize("piece", ["“,", "(", ")", ", ", "a.", "(中", "中)"])
def test_hostile_text_takes_no_longer_than_its_length_asks(piece: str) -> None:
    assert_linear(lambda text: to_full_width(f"中{text}中,"), piece)
