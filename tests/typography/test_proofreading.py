"""Every scan of typography: what it finds, what it leaves alone, and that no text harms it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.text.references import mask
from fazhi_report.text.width import to_full_width
from fazhi_report.typography.digits import typed_ordinal
from fazhi_report.typography.document_number import document_number
from fazhi_report.typography.marks import missing_end
from fazhi_report.typography.scan import Fault, Look
from growth import assert_linear
from proofreading import SCANS, proofread

PAGE = Path(__file__).parent.parent / "data_files" / "linhai-2020.txt"

# Scan, text, the words that it points at.
FOUND = [
    ("half-width", "出台制度8项,开展培训。", [","]),
    ("half-width", "印发(试行)办法。", ["("]),
    ("half-width", "开展培训.", ["."]),
    ("half-width", "印发《办法》.组织培训。", ["."]),
    ("straight-quotes", '开展"回头看"。', ['"']),
    ("unpaired", "“三个一机制。", ["“"]),
    ("unpaired", "《“甲》”", ["“"]),
    ("unpaired", "甲）乙（丙", ["）", "（"]),
    ("unpaired", "“”和《 》", ["“”", "《 》"]),
    ("misnested", "《关于印发《办法》的通知》", ["《办法》"]),
    ("misnested", "“‘甲“乙”’”", []),
    ("misnested", "“《关于“乙”的通知》”", ["“乙”"]),
    ("document-numbers", "依据国办发[2021]第03号号文件", ["[2021]第03号号"]),
    ("document-numbers", "依据国办发〔2021〕30文件", ["〔2021〕30"]),
    ("interpuncts", "“维爱•微课堂”", ["•"]),
    ("interpuncts", "“维爱.微课堂”", ["."]),
    ("clashing-marks", "出台制度、，开展培训。。", ["、，", "。。"]),
    ("mark-at-start", "，开展培训。", ["，"]),
    ("document-numbers", "依据公告（2021年）第3号和〔2021〕 30号", ["〔2021〕 30号"]),
    ("superfluous-commas", "“甲”、“乙”、“丙”", ["、"]),
    ("dashes-and-ellipses", "律所--示例律所...", ["--", "..."]),
    ("dashes-and-ellipses", "目录、清单…", ["…"]),
    ("ranges", "落实20212025年规划", ["20212025"]),
    ("ranges", "落实规划2021-2025年", ["2021-2025"]),
    ("ranges", "（2021–2025年）", ["2021–2025"]),
    ("ranges", "2021—25年", ["2021—25年"]),
    ("ranges", "提高63～68%，投入3—5万元", ["63～68%", "3—5万"]),
    ("ranges", "每镇3-5名", ["3-5"]),
    ("dates", "2021年02月08日至3月8号", ["2021年02月08日", "3月8号"]),
    ("dates", "2021年02月和2021年13月", ["2021年02月", "2021年13月"]),
    ("dates", "2021年二月和21年3月", ["2021年二月", "21年"]),
    ("dates", "2019年11月1月", ["2019年11月1月"]),
    ("dates", "2023年2月29日", ["2023年2月29日"]),
    ("dates", "于2021.2.28印发", ["2021.2.28"]),
    ("dates", "二○二一年工作", ["二○二一年"]),
    ("full-width", "达１００％", ["１"]),
    ("scales", "投入5千元", ["5千"]),
    ("approximations", "约80余件、959余份和3、4个", ["80余", "959余", "3、4"]),
    ("split-numbers", "7 421件，99 .78%", ["7 421", "99 .78"]),
    ("spaces", "推进 依法行政", [" "]),
    ("formulas", "“6 + N”和“线上＋线下”", ["6 + N", "线上＋线下"]),
    ("unseen", "依\u200b法", ["\u200b"]),
    ("radicals", "设⽴机构", ["⽴"]),
    ("traditional", "學習", ["學"]),
    ("ordinals", "1、开展培训。", ["1、"]),
    ("repetitions", "认真的的落实，8件件，推进推进", ["的的", "件件", "推进推进"]),
]

# Sentences of real reports, and forms that only look wrong.
RIGHT = [
    "组建“6+N”专班，“‘法雨春风’润百企”“法治同行·老娘舅当先锋”等4个产品，打造援助2.0升级版。",
    "依据国办发〔2021〕30号、〔2024〕10—12号文件，法院作出（2021）浙1082行初8号判决。",
    "2021—2025年，提高63%～68%，投入22万～27万元，1—11月办结80余件，约300人次，最近30多年。",
    "2024年2月29日印发，2月8号楼启用，标准GB/T 15834-2011，电话0576-85111111，网址https://a.gov.cn/2021-2025年。",
    "《关于印发〈实施办法（试行）〉的通知》《规划（2021－2025）》（第二期），重点：1）公示；2）记录……",
    "第三、四季度，一、二审案件，三、四年级，1、2、3名，十九届二中、三中全会，第一、第二产业。",
    "新建道路5千米，重2千克，提高3个百分点，2021百名律师进百村，节约20多万元，违约30余件。",
    "实现目的的同时，为了了解情况，一步一步推进，基层组织组织开展，法律服务服务企业，以及及时公开。",
    "编号20252021，版本2021.13.40，二〇二四年工作，5、3个和三、五个项目，12025月3日。",
    "表1 2024年收案情况",
    "王　丹",
    "Rule of law (2024), Let's and Let’s Encrypt, 3:1, 1,234.",
    "",
]


def spots(text: str, faults: list[Fault]) -> list[str]:
    return [text[fault.start : fault.end] for fault in sorted(faults, key=lambda one: one.start)]


@pytest.mark.parametrize(("name", "text", "words"), FOUND)
def test_what_is_wrong_is_pointed_at(name: str, text: str, words: list[str]) -> None:
    faults = list(SCANS[name](text))
    assert spots(text, faults) == words
    assert all(fault.message and fault.hint and not fault.message.endswith("。") for fault in faults)


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert list(proofread(text)) == []


def test_every_scan_finds_something_somewhere() -> None:
    assert {name for name, _, words in FOUND if words} == set(SCANS)


def test_many_of_a_kind_are_one_piece_of_news() -> None:
    (fault,) = SCANS["half-width"]("甲,乙,丙;丁")
    assert (fault.start, "3 处" in fault.message) == (1, True)
    assert fault.hint == "“,”应为“，”，“;”应为“；”"


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("临司〔2021〕8号", True),
        ("临司〔2021〕8号号", False),
        ("临司〔2021年〕第8号", False),
        ("临司[2021]8号", False),
        ("临司〔2021〕08号", False),
        ("临司〔21〕8号", False),
        ("〔2021〕8号临司", False),
        ("临司2021年8号", False),
        ("临司〔2021〕 8号", False),
    ],
)
def test_a_field_is_one_document_number(number: str, right: bool) -> None:  # noqa: FBT001
    faults = list(document_number(number))
    assert (faults == []) is right
    assert all(0 <= fault.start < fault.end <= len(number) for fault in faults)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("出台制度8项，开展培训", ["训"]),
        ("出台制度8项，开展培训，", ["，"]),
        ("出台制度8项，开展培训。", []),
        ("重点有：", []),
        ("他说：“好。”", []),
        ("示例标题", []),
    ],
)
def test_a_paragraph_of_sentences_ends(text: str, words: list[str]) -> None:
    assert spots(text, list(missing_end(text))) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("一、总体情况", ["一、"]),
        ("（二）审查", ["（二）"]),
        ("3.审查", ["3."]),
        ("一是加强监督", ["一是"]),
        ("一体推进", []),
        ("一审案件", []),
        ("2024年工作", []),
        ("3.5万人次培训", []),
    ],
)
def test_a_typed_ordinal_is_seen(text: str, words: list[str]) -> None:
    assert spots(text, list(typed_ordinal(text))) == words


def test_the_page_of_the_first_report_holds_what_is_known_of_it() -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    body = [line.strip() for line in lines if len(line.strip()) > 100]
    assert len(body) > 20
    found = [(name, line[fault.start : fault.end]) for line in body for name, fault in proofread(line)]
    assert [one for one in found if one[0] != "half-width"] == [("formulas", "6 + N"), ("interpuncts", "•")]
    assert [name for name, _ in found].count("half-width") == len(body)
    restored = [(name, fault.start) for line in body for name, fault in proofread(to_full_width(line))]
    assert [name for name, _ in restored] == ["formulas", "interpuncts"]


ALPHABET = st.sampled_from(
    "法治的了在一二三、，。；：“”‘’《》〈〉（）〔〕()[],.;:\"'0123456789年月日号件%％—-～~… •·+＋ \u3000\u200b㐀XN"
)


@given(st.text(ALPHABET, max_size=60))
def test_faults_lie_inside_the_text(text: str) -> None:
    looks: list[Look] = [*SCANS.values(), missing_end, typed_ordinal, document_number]
    for look in looks:
        for fault in look(text):
            assert 0 <= fault.start <= fault.end <= len(text)
            assert fault.message
            assert fault.hint


@given(st.text(max_size=40))
def test_no_text_harms_a_scan(text: str) -> None:
    assert list(proofread(text)) == list(proofread(text))


@pytest.mark.parametrize(
    "piece",
    [
        "（",
        "）",
        "“",
        "《“",
        "的",
        "法治",
        "1-",
        "20",
        "2021-",
        "。",
        "、",
        "1、",
        "一、",
        " ",
        "甲 ",
        "2021年1月",
        "甲+",
        "〔2021〕",
        "…",
        "《2021.2.28》",
    ],
)
def test_long_texts_are_read_in_linear_time(piece: str) -> None:
    assert_linear(lambda text: list(proofread(text)), piece, 1_500)


def test_masked_references_are_chinese_words_to_a_scan() -> None:
    text = "接收申请{{ reconsideration.received }},办结{{ reconsideration.concluded }} 件"
    masked = mask(text)
    assert len(masked) == len(text)
    assert masked.count("{") == 0
    found = {name: text[fault.start : fault.end] for name, fault in proofread(masked)}
    assert found == {"half-width": ",", "spaces": " "}
