from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.numbers.percent import growth, share
from fazhi_report.rules.prose import prose_issues, remarks


def codes(text: str) -> list[str]:
    return [remark.code for remark in remarks(text)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("主动公开政府信息共207条，同比增长24.3%。", "FZ202"),
        ("国际专利申请量384件，增长14.0%。", "FZ202"),
        ("到期回复率98.5%，同比提高2.3%。", "FZ204"),
        ("败诉率11.8%，比上年下降3%。", "FZ204"),
        ("公务员参考率105%。", "FZ208"),
        ("犯罪案件达10件12人，判处五年以上刑期8人，重刑率66%。", "FZ210"),
        ("收到80件，化解36件、化解率54%。", "FZ221"),
        ("收到80件，化解35件、化解率43.7%。", "FZ210"),
        ("纠纷由120件降至96件，下降25%。", "FZ222"),
        ("办结72件，其中甲类50件、乙类14件、丙类18件。", "FZ223"),
        ("优化3个环节：书面申报、评估验收、检查复评、公示通报。", "FZ120"),
    ],
)
def test_what_a_sentence_says_of_itself(text: str, code: str) -> None:
    assert codes(text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "减少事业单位45家，精简率47.9%。",
        "新增企业46家，增长26%。",
        "受理180余宗政府信息公开申请，同比增长约300%。",
        "接收行政复议申请80件，立案前化解36件、化解率45%，立案连同结转办结66件，其中成功化解33件、和解率达50%。",
        "调处矛盾纠纷7421件，调解成功7405件，调解涉及金额20574.58万元，成功率99.78%。",
        "执法证申办率不低于50%，主动好评率99.9%，防止矛盾激化率达100%。",
        "任务完成率120%，税收增长130%。",
        "败诉率11.8%，同比下降3个百分点。",
        "优化书面申报、评估验收、检查复评等3个环节。",
        "组建“6 + N”工作专班，用“1+1+N”模式。",
        "全力以赴抓落实。",
        "",
    ],
)
def test_what_may_be_true_is_left_alone(text: str) -> None:
    assert codes(text) == []


def test_the_growth_without_a_base_names_its_neighbours() -> None:
    (remark,) = remarks("主动公开政府信息共207条，同比增长24.3%。")
    assert "没有整数基期" in remark.message
    assert "166 → 24.7%" in remark.hint
    assert "167 → 24.0%" in remark.hint


def test_issues_of_a_plain_text_count_from_its_beginning() -> None:
    text = "第一段。\n其中，主动公开政府信息共207条，同比增长24.3%。"
    (issue,) = prose_issues(text)
    assert issue.route == ()
    assert issue.offset == text.index("207")


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 2))
def test_growth_between_whole_numbers_is_never_called_impossible(new: int, old: int, digits: int) -> None:
    rate = growth(new, old, digits)
    assert rate is not None
    word = "下降" if rate < 0 else "增长"
    assert codes(f"调处纠纷{new}件，同比{word}{abs(rate)}%。") == []
    assert set(codes(f"纠纷由{old}件变为{new}件，{word}{abs(rate)}%。")) <= {"FZ210"}


@given(
    st.integers(1, 10**6).flatmap(lambda whole: st.tuples(st.integers(1, whole), st.just(whole))),
    st.integers(0, 2),
)
def test_a_share_of_whole_numbers_is_never_called_wrong(pair: tuple[int, int], digits: int) -> None:
    part, whole = pair
    rate: Decimal | None = share(part, whole, digits)
    assert codes(f"收到申请{whole}件，其中化解{part}件、化解率{rate}%。") == []
