"""The reader on sentences of many wordings, on numbers of every kind, and in time."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.sentences import words
from fazhi_report.sentences.reader import Answer, Claim, Identity, claims, opening_claims
from formulas import steps, untrue
from growth import assert_linear

LINES = [
    line.split(" ", 1)
    for line in Path(__file__).with_name("sentences.txt").read_text(encoding="utf-8").splitlines()
    if line[:2] in {"W ", "R "}
]
WRONG = [text for mark, text in LINES if mark == "W"]
RIGHT = [text for mark, text in LINES if mark == "R"]
NUMBER = re.compile(r"(?<![0-9.])[0-9]+(?:\.[0-9]+)?(?![0-9.年])")


def told(text: str) -> list[Claim]:
    return [claim for claim in claims(text) if claim.answer is Answer.WRONG]


def test_numbers_that_do_not_agree_are_told() -> None:
    assert [text for text in WRONG if not told(text)] == []


def test_numbers_that_agree_are_not() -> None:
    assert {text: told(text) for text in RIGHT if told(text)} == {}


def test_four_right_sentences_in_one_paragraph_raise_no_alarm() -> None:
    paragraphs = ["".join(four) for four in zip(RIGHT, RIGHT[1:], RIGHT[2:], RIGHT[3:], strict=False)]
    assert {text: told(text) for text in paragraphs if told(text)} == {}


@pytest.mark.parametrize(
    ("text", "kind", "answer", "message"),
    [
        ("审结80件，化解36件，化解率54%。", Identity.RATE, Answer.WRONG, "36 ÷ 80 = 45.0%，不是54%"),
        ("办结80件，其中调解36件，占54%。", Identity.SHARE, Answer.WRONG, "36 ÷ 80 = 45.0%，不是54%"),
        (
            "办结1148件，上年为1346件，同比下降41.7%。",
            Identity.GROWTH,
            Answer.WRONG,
            "1346 − 1148 = 198，198 ÷ 1346 = 14.7%，不是41.7%",
        ),
        (
            "排查渗漏点64处，处理71处。",
            Identity.CARRIED,
            Answer.ASK,
            "71 > 64：71处比前一步的64处还多，是否另有来源？",
        ),
        ("收到318件，上年为265件，增加63件。", Identity.DIFFERENCE, Answer.WRONG, "318 − 265 = 53，不是63件"),
        (
            "合格率由86.4%提高到93.7%，提高17.3个百分点。",
            Identity.POINTS,
            Answer.WRONG,
            "93.7% − 86.4% = 7.3%，不是17.3个百分点",
        ),
        ("材料由142件降至189件。", Identity.DIRECTION, Answer.WRONG, "由142件到189件：189 > 142，是升不是降"),
        ("办理330件，是上年132件的3.5倍。", Identity.MULTIPLE, Answer.WRONG, "330 ÷ 132 = 2.5，不是3.5倍"),
        (
            "审结158件，其中甲类96件，乙类71件。",
            Identity.PARTS,
            Answer.WRONG,
            "96 + 71 = 167，167 > 158：各项之和比158件多",
        ),
        ("办结275件，维持149件，其余136件终止。", Identity.SUM, Answer.WRONG, "149 + 136 = 285，不是275件"),
        (
            "提出意见147条，被采纳174条。",
            Identity.PART,
            Answer.WRONG,
            "174 > 147：174条不会比前面的147条还多",
        ),
        (
            "上年结转9件，新收47件，办结50件，未结16件。",
            Identity.STOCK,
            Answer.WRONG,
            "9 + 47 − 50 = 6，不是16件",
        ),
        (
            "6名工作人员全年办理案件312件，人均办理62件。",
            Identity.AVERAGE,
            Answer.WRONG,
            "312 ÷ 6 = 52，不是62件",
        ),
        (
            "从结果看，维持占52%，驳回占18%，其余占40%。",
            Identity.HUNDRED,
            Answer.WRONG,
            "52% + 18% + 40% = 110%，不是100%",
        ),
        ("四季度受理86件，同比三季度增长7.5%。", Identity.PERIOD, Answer.WRONG, "与三季度比，写了“同比”"),
        (
            "公开信息207条，同比增长24.3%。",
            Identity.GRIM_GROWTH,
            Answer.ASK,
            "207 − 166 = 41，41 ÷ 166 = 24.7%",
        ),
        ("抽查案卷35宗，合格率达96.43%。", Identity.GRIM, Answer.ASK, "33 ÷ 35 = 94.29%，34 ÷ 35 = 97.14%"),
        (
            "败诉率8.7%，同比下降2.4%。",
            Identity.PERCENT_OR_POINTS,
            Answer.ASK,
            "是百分之2.4，还是2.4个百分点",
        ),
        ("收到申请126件，审结134件。", Identity.CARRIED, Answer.ASK, "134 > 126"),
        ("县财政安排普法经费48.6元。", Identity.SIZE, Answer.ASK, "48.6 < 10000"),
    ],
)
def test_each_identity_prints_what_was_computed(
    text: str, kind: Identity, answer: Answer, message: str
) -> None:
    found = [claim for claim in claims(text) if claim.kind is kind and claim.answer is answer]
    assert message in found[0].message


def test_what_was_tried_stands_in_the_hint() -> None:
    (claim,) = told("收到100件，受理90件，审结80件，调解20件，调解率35%。")
    assert "也试过以90件、100件为分母" in claim.hint


@pytest.mark.parametrize(
    ("opening", "body", "answers"),
    [
        ("全年受理复议案件246件。", "全年受理复议案件264件，审结251件。", [Answer.WRONG]),
        ("办理援助案件580余件。", "全年办理援助案件586件。", [Answer.RIGHT]),
        ("全县办理复议案件278件。", "全县受理复议案件247件。", [Answer.ASK]),
        ("全年化解纠纷3846件。", "专项行动期间化解纠纷1274件。", []),
    ],
)
def test_the_opening_is_held_against_the_body(opening: str, body: str, answers: list[Answer]) -> None:
    assert [claim.answer for claim in opening_claims([opening], [body])] == answers


def test_every_formula_of_a_message_holds() -> None:
    found = [claim for text in chain(WRONG, RIGHT) for claim in claims(text)]
    assert [text for claim in found for text in untrue(claim.message + "；" + claim.hint)] == []
    assert sum(steps(claim.message) for claim in found) > len(WRONG)


@given(st.sampled_from(WRONG + RIGHT), st.data())
def test_formulas_hold_whatever_the_numbers_are(text: str, data: st.DataObject) -> None:
    number = st.one_of(
        st.integers(0, 20).map(str),
        st.integers(0, 10**5).map(str),
        st.decimals(0, 200, places=1).map(str),
        st.decimals(0, 100, places=2).map(str),
    )
    changed = NUMBER.sub(lambda match: data.draw(st.one_of(st.just(match[0]), number)), text)
    for claim in claims(changed):
        assert untrue(claim.message + "；" + claim.hint) == []
        assert (claim.message == "") <= (claim.answer is Answer.RIGHT)


@given(
    st.lists(
        st.sampled_from(
            [
                "12件",
                "30%",
                "，",
                "。",
                "（",
                "）",
                "其中",
                "占",
                "上年",
                "由",
                "降至",
                "增长",
                "共",
                "其余",
                "\n",
            ]
        ),
        max_size=30,
    )
)
def test_no_text_makes_it_fail(pieces: list[str]) -> None:
    assert isinstance(claims("".join(pieces)), tuple)


BEFORE = "{name}{new}件，上年为{old}件，同比{word}{rate}%"
BEHIND = "{name}{new}件，同比{word}{rate}%，上年为{old}件"
BRACKET = "{name}{new}件，同比{word}{rate}%（上年{old}件）"


@given(
    st.lists(
        st.tuples(
            st.sampled_from([BEFORE, BEHIND, BRACKET]),
            st.sampled_from(["受理案件", "审结案件", "立案", "发出建议"]),
            st.integers(50, 2000),
            st.integers(50, 2000),
        ).filter(lambda one: one[2] != one[3]),
        min_size=1,
        max_size=3,
    ),
    st.sampled_from(["；", "。"]),
)
def test_a_growth_holds_with_its_base_on_either_side(
    clauses: list[tuple[str, str, int, int]], mark: str
) -> None:
    said = [
        form.format(
            name=name,
            new=new,
            old=old,
            word="增长" if new > old else "下降",
            rate=f"{abs(new - old) / old * 100:.2f}",
        )
        for form, name, new, old in clauses
    ]
    assert [claim.message for claim in told(mark.join(said) + "。") if claim.kind is Identity.GROWTH] == []


TRUTH = Path(__file__).parents[1] / "truth"
PIECES = [
    piece
    for path in [*sorted(TRUTH.rglob("*.*")), Path(__file__).with_name("sentences.txt")]
    for piece in re.findall(r"[^，。；、：（）()\n]+[，。；、：（）()\n]?", path.read_text(encoding="utf-8"))
    if re.search("[一-鿿]", piece)
]
"""Clauses and shorter pieces of all sentences and reports that are known."""
VOCABULARY = sorted(
    {
        word
        for table in vars(words).values()
        if isinstance(table, str)
        for word in re.findall("[一-鿿]+", table)
        if table is not words.__doc__
    }
)
QUANTITIES = [
    "12件",
    "0件",
    "30%",
    "100%",
    "7.2个工作日",
    "3倍",
    "2.5个百分点",
    "40人",
    "1.2万元",
    "3期",
    "四成",
    "2023年",
    "3类",
    "第3位",
    "平均",
    "每",
]


@pytest.mark.parametrize("seed", range(40))
def test_no_glued_or_made_up_text_makes_it_fail_or_lie(seed: int) -> None:
    draw = Random(seed)  # noqa: S311
    for _ in range(10):
        glued = "".join(draw.choices(PIECES, k=draw.randint(2, 9)))
        made_up = "".join(
            "".join(draw.choices(VOCABULARY, k=draw.randint(0, 2)))
            + draw.choice(QUANTITIES)
            + draw.choice(["，", "。", "；", "、", "：", "（", "）", "", "至"])
            for _ in range(draw.randint(2, 9))
        )
        for text in (glued, made_up):
            half = len(text) // 2
            found = [*claims(text), *opening_claims(text[:half], text[half:])]
            assert [untrue(claim.message + "；" + claim.hint) for claim in found] == [[]] * len(found)


@pytest.mark.parametrize(
    "piece",
    [
        "全年审结案件318件，其中，维持174件，占54.7%；驳回62件，占19.5%，较上年的290件增长9.7%。",
        "其中维持174件、驳回62件、其他82件，",
        "维持88件（占53.7%，含12件）、",
        "（收到12件",
        "合计12件、",
        "坚持依法行政，",
    ],
)
def test_it_takes_time_in_proportion_to_the_text(piece: str) -> None:
    assert_linear(lambda text: len(claims.__wrapped__(text)), piece, size=1_000)
