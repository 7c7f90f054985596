from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.ledger import Ledger, evaluate
from fazhi_report.model.figure import Figure

COUNT = st.integers(0, 10**7)


def ledger(**figures: object) -> Ledger:
    return evaluate({key.replace("__", "."): Figure.model_validate(value) for key, value in figures.items()})


def derived(way: dict[str, object], **figures: object) -> str:
    made = ledger(**figures, d__x={"derive": way})
    return made.troubles.get("d.x") or made["d.x"].text


def test_written_figures_print_as_written() -> None:
    made = ledger(a__b="80余条", a__c={"value": "24.30%"}, a__d=7)
    assert [made[key].text for key in made] == ["80余条", "24.30%", "7"]


@pytest.mark.parametrize(
    ("status", "text"), [("zero", "0"), ("not_recorded", "未统计"), ("not_applicable", "不适用")]
)
def test_a_status_prints_its_word(status: str, text: str) -> None:
    assert ledger(a__b={"status": status})["a.b"].text == text


@pytest.mark.parametrize(
    ("way", "text"),
    [
        ({"share": {"of": "a.part", "over": "a.whole", "digits": 0}}, "45%"),
        ({"share": {"of": "a.part", "over": "a.zero"}}, "不适用"),
        ({"growth": {"of": "a.whole"}}, "-4.8%"),
        ({"growth": {"of": "a.whole", "wording": "direction"}}, "下降4.8%"),
        ({"growth": {"of": "a.whole", "base": "a.whole", "wording": "direction"}}, "持平"),
        ({"growth": {"of": "a.whole", "base": "a.part", "digits": 2, "rounding": "cut"}}, "122.22%"),
        ({"difference": {"of": "a.whole", "less": "a.part"}}, "44件"),
        ({"difference": {"of": "a.whole", "wording": "direction"}}, "减少4件"),
        ({"points": {"of": "a.rate"}}, "-0.08个百分点"),
        ({"points": {"of": "a.rate", "wording": "direction"}}, "下降0.08个百分点"),
        ({"sum": ["a.part", "a.whole", "a.zero"]}, "116件"),
        ({"remainder": ["a.whole", "a.part"]}, "44件"),
        ({"sum": ["a.money", "a.money"]}, "41149.16万元"),
        ({"sum": ["a.many", "a.many"]}, "14.12万件"),
        ({"sum": ["a.many", "a.part"]}, "70636件"),
    ],
)
def test_derived_figures(way: dict[str, object], text: str) -> None:
    figures: dict[str, object] = {
        "a__part": "36件",
        "a__whole": {"value": "80件", "previous": "84件"},
        "a__zero": {"status": "zero"},
        "a__rate": {"value": "99.78%", "previous": "99.86%"},
        "a__money": "20574.58万元",
        "a__many": "7.06万件",
    }
    assert derived(way, **figures) == text


@pytest.mark.parametrize(
    ("way", "word"),
    [
        ({"share": {"of": "a.none", "over": "a.whole"}}, "不在 figures 里"),
        ({"share": {"of": "a.about", "over": "a.whole"}}, "约数"),
        ({"sum": ["a.whole", "a.people"]}, "单位不同"),
        ({"growth": {"of": "a.people"}}, "没有上年数"),
        ({"growth": {"of": "a.vague"}}, "约数"),
        ({"points": {"of": "a.whole", "less": "a.people"}}, "百分点只从百分比算"),
        ({"sum": ["a.whole", "d.x"]}, "绕成了圈"),
        ({"sum": ["a.whole", "a.unknown"]}, "没有数值"),
    ],
)
def test_what_cannot_be_computed_says_why(way: dict[str, object], word: str) -> None:
    trouble = derived(
        way,
        a__whole="80件",
        a__people="3人",
        a__about="80余件",
        a__vague={"value": "80件", "previous": "70余件"},
        a__unknown={"status": "not_recorded"},
    )
    assert word in trouble


def test_a_circle_names_its_members() -> None:
    made = ledger(
        a__b={"derive": {"sum": ["a.c", "a.d"]}}, a__c={"derive": {"sum": ["a.b", "a.d"]}}, a__d="1件"
    )
    assert set(made.troubles) == {"a.b", "a.c"}
    assert "a.b → a.c → a.b" in made.troubles["a.c"]


def test_steps_show_the_way() -> None:
    made = ledger(
        a__p="36件", a__w="80件", a__r={"derive": {"share": {"of": "a.p", "over": "a.w", "digits": 0}}}
    )
    assert made["a.r"].steps == ("36件 ÷ 80件 = 45%（保留 0 位小数，四舍五入）",)


@given(COUNT, st.integers(1, 10**7), st.integers(0, 4))
def test_shares_agree_with_exact_fractions(part: int, whole: int, digits: int) -> None:
    text = derived(
        {"share": {"of": "a.p", "over": "a.w", "digits": digits}}, a__p=f"{part}件", a__w=f"{whole}件"
    )
    assert abs(Fraction(text.rstrip("%")) - Fraction(100 * part, whole)) <= Fraction(1, 2 * 10**digits)


@given(st.lists(COUNT, min_size=2, max_size=6))
def test_a_remainder_undoes_a_sum(parts: list[int]) -> None:
    figures: dict[str, object] = {f"a__p{index}": f"{part}件" for index, part in enumerate(parts)}
    keys = [key.replace("__", ".") for key in figures]
    made = ledger(
        **figures, t__sum={"derive": {"sum": keys}}, t__rest={"derive": {"remainder": ["t.sum", *keys[1:]]}}
    )
    assert made["t.rest"].text == f"{parts[0]}件"
