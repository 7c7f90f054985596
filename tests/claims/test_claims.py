"""What sentences claim about their own numbers, and what becomes of it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fazhi_report.claims.judgement import ClaimDoubt, ClaimJudgement, ClaimOutcome, claims, judge
from fazhi_report.claims.nouns import Announced, Claim, GrowthClaim, Parts, Reduction, ShareClaim
from fazhi_report.numbers.percent import growth, share
from growth import assert_linear

FILES = Path(__file__).parents[1] / "data_files"
PIECES = [
    *(
        "其中",
        "80件",
        "66件",
        "33件",
        "45%",
        "同比增长",
        "下降",
        "化解率",
        "由",
        "至",
        "从",
        "减少",
        "精简率",
    ),
    *(
        "累计",
        "新增",
        "等",
        "4大",
        "3个环节",
        "：",
        "、",
        "，",
        "。",
        "；",
        "（",
        "）",
        "一是",
        "二是",
        "“",
        "”",
    ),
    *("《", "》", "占", "比上年的", "约", "万", "甲", "0件", "0%", "2.5天", "压缩"),
]
ANYTHING = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(PIECES),
        max_size=25,
    ).map("".join),
)


def only(text: str, kind: type[Claim]) -> tuple[Claim, ClaimJudgement]:
    found = [claim for claim in claims(text) if isinstance(claim, kind)]
    assert len(found) == 1, found
    return found[0], judge(found[0])


@pytest.mark.parametrize(
    ("text", "outcome", "expected", "whole"),
    [
        ("接收申请80件，立案前化解36件、化解率45%，另有9份。", ClaimOutcome.ROUNDED, "45", "80件"),
        ("立案连同结转办结66件，其中成功化解33件、和解率达50%。", ClaimOutcome.ROUNDED, "50", "66件"),
        (
            "调处纠纷7421件，调解成功7405件，金额20574.58万元，成功率99.78%",
            ClaimOutcome.ROUNDED,
            "99.78",
            "7421件",
        ),
        ("审结案件10件12人，判处重刑8人，重刑率66%。", ClaimOutcome.CUT, "67", "12人"),
        ("办结66件，其中和解33件，占50%。", ClaimOutcome.ROUNDED, "50", "66件"),
        ("接收申请80件，立案前化解37件、化解率45%。", ClaimOutcome.INCONSISTENT, "46", "80件"),
        ("办结66件，其中成功化解34件、和解率达50%。", ClaimOutcome.INCONSISTENT, "52", "66件"),
        ("办结66件，其中和解33件，占办结总数的45%。", ClaimOutcome.INCONSISTENT, "50", "66件"),
        ("受理20件，办结18件，办结率100%。", ClaimOutcome.INCONSISTENT, "90", "20件"),
        ("受理20件，办结30件，办结率90%。", ClaimOutcome.INCONSISTENT, "150", "20件"),
        ("受理20件，其中调解8件（调解率40%）。", ClaimOutcome.ROUNDED, "40", "20件"),
    ],
)
def test_a_share_is_held_against_its_whole(
    text: str, outcome: ClaimOutcome, expected: str, whole: str
) -> None:
    claim, judgement = only(text, ShareClaim)
    assert (judgement.outcome, judgement.expected) == (outcome, Decimal(expected))
    assert judgement.against is not None
    assert judgement.against.text == whole
    assert text[claim.start : claim.end].startswith(whole)


def test_a_share_that_fits_another_whole_names_it() -> None:
    _, judgement = only("办结135件，其中纠错29件，纠错率19.2%。", ShareClaim)
    assert judgement.outcome is ClaimOutcome.INCONSISTENT
    assert judgement.expected == Decimal("21.5")
    assert list(judgement.possible) == [151]


@pytest.mark.parametrize(
    "text",
    [
        "满意率99.9%，办结率100%。",
        "培训200名，现有调委会41个，防止激化率达100%。",
        "行政诉讼14起，调撤率83.33%。",
        "提交报告10份，下达《交办单》15件，整改率达100%。",
        "办理建议147件，提案109件，满意率100%。",
        "受理20件，办结18件，按期办结率100%。",
        "审查合同20件，调解成功45件，成功率90%。",
        "由80%升至90%，提高3%。",
        "由80件升至90件，占比3%。",
        "减少情形45家，同比精简率高，下降率3%。",
        "受理80件案件，同比增长3%。",
        "受理300余宗政府信息公开申请，同比增长约300%。",
        "甲乙两类分别为30件、20件，占比分别为60%、40%。",
        "合格率98%，同比提高3%。",
    ],
)
def test_a_rate_without_counts_of_its_own_is_no_claim(text: str) -> None:
    assert not list(claims(text))


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("审查合同200件，调解成功45件，成功率90%。", ClaimDoubt.LOOSE),
        ("受理80余件，同比增长3.21%。", ClaimDoubt.HEDGED),
        ("受理80件，同比增长约3.21%。", ClaimDoubt.HEDGED),
        ("发布4.46万条，增长3.21%。", ClaimDoubt.SCALED),
        ("支出207万元，增长24.3%。", ClaimDoubt.SCALED),
        ("累计受理207件，同比增长24.3%。", ClaimDoubt.CUMULATIVE),
        ("由0件增至9件，同比增长3%。", ClaimDoubt.NO_BASE),
        ("用时1.5天，同比下降3.3%。", ClaimDoubt.LOOSE),
        ("累计减少3家，精简率47.9%。", ClaimDoubt.CUMULATIVE),
        ("减少3余家，精简率47.9%。", ClaimDoubt.HEDGED),
        ("共852件，公开207件，同比增长24.3%", ClaimDoubt.LOOSE),
    ],
)
def test_what_is_not_exact_or_not_certain_is_left_alone(text: str, doubt: ClaimDoubt) -> None:
    (claim,) = [claim for claim in claims(text) if not isinstance(claim, Parts)]
    judgement = judge(claim)
    assert (judgement.outcome, judgement.doubt) == (ClaimOutcome.UNCHECKED, doubt)


def test_a_growth_that_no_whole_base_gives_is_impossible() -> None:
    _, judgement = only("主动公开政府信息共207条，同比增长24.3%，内容涵盖三公经费。", GrowthClaim)
    assert judgement.outcome is ClaimOutcome.IMPOSSIBLE
    assert judgement.neighbours == ((166, Decimal("24.7")), (167, Decimal("24.0")))


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("公开信息207条，同比增长24.7%。", ClaimOutcome.POSSIBLE),
        ("公开信息207条（同比增长24.0%）。", ClaimOutcome.POSSIBLE),
        ("新增企业46家，增长26%。", ClaimOutcome.POSSIBLE),
        ("现有企业46家，增长26%。", ClaimOutcome.IMPOSSIBLE),
        ("省级载体28家、增长59%。", ClaimOutcome.IMPOSSIBLE),
        ("落户项目346宗、增长123.6%。", ClaimOutcome.IMPOSSIBLE),
        ("受理96件，较去年同期下降20%。", ClaimOutcome.POSSIBLE),
    ],
)
def test_a_lone_growth_is_tried_in_every_reading(text: str, outcome: ClaimOutcome) -> None:
    assert only(text, GrowthClaim)[1].outcome is outcome


@pytest.mark.parametrize(
    ("text", "outcome", "expected"),
    [
        ("案件由120件降至96件，下降20%。", ClaimOutcome.ROUNDED, "-20"),
        ("从2019年的120件下降到2020年的96件，同比下降20.0%。", ClaimOutcome.ROUNDED, "-20.0"),
        ("从2019年的120件下降到2020年的96件，同比下降21%。", ClaimOutcome.INCONSISTENT, "-20"),
        ("受理207件，比上年的166件增长24.7%。", ClaimOutcome.ROUNDED, "24.7"),
        ("受理207件，比上年的166件增长24.3%。", ClaimOutcome.INCONSISTENT, "24.7"),
        ("受理207件，同比增加41件，增长24.69%。", ClaimOutcome.CUT, "24.70"),
        ("受理207件，同比增加41件，增长24.3%。", ClaimOutcome.INCONSISTENT, "24.7"),
        ("时限由20.86天压缩至6.44天，承诺提速率65.1%。", ClaimOutcome.INCONSISTENT, "-69.1"),
        ("时限由20.86天压缩至6.44天，承诺提速率69.1%。", ClaimOutcome.POSSIBLE, None),
    ],
)
def test_a_growth_with_its_base_is_computed(text: str, outcome: ClaimOutcome, expected: str | None) -> None:
    judgement = only(text, GrowthClaim)[1]
    assert judgement.outcome is outcome
    assert judgement.expected == (None if expected is None else Decimal(expected))
    assert judgement.against is not None


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("改革后共减少单位45家，精简率47.9%。", ClaimOutcome.POSSIBLE),
        ("精简3家，精简率47.9%。", ClaimOutcome.IMPOSSIBLE),
        ("原有94家，减少45家，精简率47.9%。", ClaimOutcome.ROUNDED),
    ],
)
def test_a_cut_is_no_new_value(text: str, outcome: ClaimOutcome) -> None:
    assert only(text, Reduction)[1].outcome is outcome


@pytest.mark.parametrize(
    ("text", "outcome", "expected"),
    [
        ("办案72件，其中甲类50件、乙类14件、丙类8件。", ClaimOutcome.EXACT, 72),
        ("出庭46件，其中正职25件，副职21件。", ClaimOutcome.EXACT, 46),
        ("办案72件，其中甲类50件、乙类14件。", ClaimOutcome.POSSIBLE, 64),
        ("办案72件，其中甲类51件、乙类14件、丙类8件。", ClaimOutcome.INCONSISTENT, 73),
        ("办案72件，其中甲类80件。", ClaimOutcome.INCONSISTENT, 80),
        ("办案72件，其中甲类50件（同比增加60件）。", ClaimOutcome.POSSIBLE, 50),
        ("调处7421件，成功7405件，金额3万元；其中疑难771件，死亡71起。", ClaimOutcome.POSSIBLE, 771),
        ("公开207条，其中转载3条；备案信息236条。", ClaimOutcome.POSSIBLE, 3),
    ],
)
def test_parts_are_summed(text: str, outcome: ClaimOutcome, expected: int) -> None:
    judgement = only(text, Parts)[1]
    assert (judgement.outcome, judgement.expected) == (outcome, Decimal(expected))


def test_steps_of_one_business_may_overlap() -> None:
    assert only("办案72件，其中受理60件，办结50件。", Parts)[1].doubt is ClaimDoubt.LOOSE


@pytest.mark.parametrize("text", ["公开207条，其中转载3个。", "其中甲类50件。", "办案70余件，其中甲类50件。"])
def test_parts_need_a_whole_of_their_unit(text: str) -> None:
    assert not [claim for claim in claims(text) if isinstance(claim, Parts)]


@pytest.mark.parametrize(
    ("text", "outcome", "items"),
    [
        ("优化书面申报、评估验收、检查复评等3个环节设置", ClaimOutcome.EXACT, 3),
        ("固化法治监督、法治宣传、法律服务、人民调解等6大专业领域", ClaimOutcome.POSSIBLE, 4),
        ("固化法治监督、法治宣传、法律服务、人民调解等3大专业领域", ClaimOutcome.INCONSISTENT, 4),
        ("研发“‘法雨’润企”“同行·先锋”等4个产品", ClaimOutcome.POSSIBLE, 2),
        ("出台《甲办法》《乙办法》《丙办法》等2项制度", ClaimOutcome.INCONSISTENT, 3),
        ("出台《甲办法》《乙办法》《丙办法》等2类制度", ClaimOutcome.UNCHECKED, 3),
        ("走访甲村、乙村、丙村等2个镇", ClaimOutcome.UNCHECKED, 3),
        ("走访甲村、乙村、丙村等2个村", ClaimOutcome.INCONSISTENT, 3),
        ("走访甲村、乙的村、丙村等2个村", ClaimOutcome.UNCHECKED, 3),
        ("明确4个环节：申请、受理、审查、决定。", ClaimOutcome.EXACT, 4),
        ("明确4个环节：申请、受理、审查和决定。", ClaimOutcome.EXACT, 3),
        ("明确4个环节：申请、受理、审查。", ClaimOutcome.INCONSISTENT, 3),
        ("明确4个环节：申请、受理、审查等。", ClaimOutcome.POSSIBLE, 3),
        ("突出3个重点：一是抓甲；二是抓乙；三是抓丙。", ClaimOutcome.EXACT, 3),
        ("突出4大重点：一是抓甲。二是抓乙。三是抓丙。", ClaimOutcome.INCONSISTENT, 3),
    ],
)
def test_an_announced_number_is_counted(text: str, outcome: ClaimOutcome, items: int) -> None:
    claim, judgement = only(text, Announced)
    assert isinstance(claim, Announced)
    assert len(claim.items) == items
    assert judgement.outcome is outcome


@pytest.mark.parametrize(
    "text",
    [
        "新增3个：甲镇1个、乙镇2个。",
        "明确4个环节：申请，受理、审查。",
        "明确4个环节：一是抓甲。",
        "明确4个环节：一是抓甲。三是抓乙。",
        "受理80件：甲、乙。",
        "等3个环节。",
        "甲、乙等70余家。",
    ],
)
def test_what_is_no_list_is_not_counted(text: str) -> None:
    assert not [claim for claim in claims(text) if isinstance(claim, Announced)]


def test_the_report_has_one_figure_that_cannot_be() -> None:
    text = (FILES / "linhai-2020.txt").read_text(encoding="utf-8")
    judged = [(claim, judge(claim)) for claim in claims(text)]
    faults = [
        text[claim.start : claim.end]
        for claim, judgement in judged
        if judgement.outcome in {ClaimOutcome.INCONSISTENT, ClaimOutcome.IMPOSSIBLE}
    ]
    assert faults == ["207条,同比增长24.3%"]
    shares = [
        (claim.part.text, claim.rate.text, judgement.outcome)
        for claim, judgement in judged
        if isinstance(claim, ShareClaim)
    ]
    assert shares == [
        ("36件", "45%", ClaimOutcome.ROUNDED),
        ("33件", "50%", ClaimOutcome.ROUNDED),
        ("7405件", "99.78%", ClaimOutcome.ROUNDED),
    ]


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 3), st.sampled_from(["round", "cut"]))
def test_a_growth_computed_from_whole_numbers_is_never_doubted(
    new: int, old: int, places: int, mode: str
) -> None:
    rate = growth(new, old, places, "round" if mode == "round" else "cut")
    assert rate is not None
    assume(rate != 0)
    word = "下降" if rate < 0 else "增长"
    lone = only(f"受理{new}件，同比{word}{abs(rate):f}%。", GrowthClaim)[1]
    assert lone.outcome is ClaimOutcome.POSSIBLE
    assert old in lone.possible
    assert only(f"由{old}件变为{new}件，{word}{abs(rate):f}%。", GrowthClaim)[1].outcome in {
        ClaimOutcome.ROUNDED,
        ClaimOutcome.CUT,
    }


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 3), st.sampled_from(["round", "cut"]))
def test_a_share_computed_from_whole_numbers_is_never_doubted(
    part: int, rest: int, places: int, mode: str
) -> None:
    rate = share(part, part + rest, places, "round" if mode == "round" else "cut")
    assert rate is not None
    text = f"受理{part + rest}件，化解{part}件、化解率{rate:f}%。"
    assert only(text, ShareClaim)[1].outcome in {ClaimOutcome.ROUNDED, ClaimOutcome.CUT}


@given(ANYTHING)
def test_any_text_is_read_and_judged(text: str) -> None:
    for claim in claims(text):
        assert 0 <= claim.start < claim.end <= len(text)
        judgement = judge(claim)
        assert (judgement.doubt is not None) == (judgement.outcome is ClaimOutcome.UNCHECKED)


@pytest.mark.parametrize(
    "piece",
    [
        "其中1件",
        "1件，其中2件、",
        "1件、增长2%",
        "由1件至2件",
        "1个环节：甲、乙",
        "甲、乙等1个",
        "《甲》等1个",
        "1件化解率5%，",
        "其中",
        "甲",
    ],
)
def test_long_texts_take_linear_time(piece: str) -> None:
    assert_linear(lambda text: [judge(claim) for claim in claims(text)], piece, 1_500)
