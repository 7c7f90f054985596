"""Figures as written."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.numbers.figure import SCALES, WrittenFigure, parse_figure
from fazhi_report.numbers.hedges import BEFORE, BEHIND, BETWEEN

FIGURES = [
    ("80件", WrittenFigure("80", "件")),
    ("80余条", WrittenFigure("80", "条", hedge="余")),
    ("40多家", WrittenFigure("40", "家", hedge="多")),
    ("80", WrittenFigure("80")),
    ("24.30%", WrittenFigure("24.30", "%")),
    ("100％", WrittenFigure("100", "％")),
    ("3.2个百分点", WrittenFigure("3.2", "个百分点")),
    ("20574.58万元", WrittenFigure("20574.58", "万元")),
    ("3.5亿元", WrittenFigure("3.5", "亿元")),
    ("2万亿美元", WrittenFigure("2", "万亿美元")),
    ("7.06万件", WrittenFigure("7.06", "件", scale="万")),
    ("4.46万个", WrittenFigure("4.46", "个", scale="万")),
    ("12万人次", WrittenFigure("12", "人次", scale="万")),
    ("5万", WrittenFigure("5", scale="万")),
    ("7万余件", WrittenFigure("7", "件", scale="万", hedge="余")),
    ("300余万件", WrittenFigure("300", "件", scale="万", hedge="余", hedge_first=True)),
    ("190万余元", WrittenFigure("190", "元", scale="万", hedge="余")),
    ("300余万元", WrittenFigure("300", "万元", hedge="余")),
    ("近480批次", WrittenFigure("480", "批次", hedge="近")),
    ("约300%", WrittenFigure("300", "%", hedge="约")),
    ("超过600项", WrittenFigure("600", "项", hedge="超过")),
    ("不低于50%", WrittenFigure("50", "%", hedge="不低于")),
    ("90%以上", WrittenFigure("90", "%", hedge="以上")),
    ("约300余人次", WrittenFigure("300", "人次", hedge="约余")),
    ("1.96个/件", WrittenFigure("1.96", "个/件")),
    ("40件(次)", WrittenFigure("40", "件(次)")),
    ("18,500家", WrittenFigure("18,500", "家")),
    ("-3.2%", WrittenFigure("-3.2", "%")),
    ("−3.2%", WrittenFigure("−3.2", "%")),
    ("15千米", WrittenFigure("15", "千米")),
    ("008件", WrittenFigure("008", "件")),
]


@pytest.mark.parametrize(("text", "figure"), FIGURES)
def test_a_figure_is_read_and_written_back(text: str, figure: WrittenFigure) -> None:
    assert parse_figure(text) == figure
    assert figure.format() == text


def test_digits_are_kept_as_written() -> None:
    assert str(parse_figure("24.30%").number) == "24.30"
    assert parse_figure("24.30%") != parse_figure("24.3%")
    assert parse_figure("18,500家").number == Decimal(18500)
    assert parse_figure("−3.2%").number == Decimal("-3.2")


def test_the_scale_counts_in_the_value() -> None:
    assert str(parse_figure("7.06万件").value) == "70600"
    assert str(parse_figure("0.123456亿件").value) == "12345600"
    assert str(parse_figure("20574.58万元").value) == "20574.58"
    assert parse_figure("80余条").value == parse_figure("80条").value == Decimal(80)


@pytest.mark.parametrize("text", ["80件", "0件", "18,500家", "1629"])
def test_exact_whole_numbers_are_counts(text: str) -> None:
    assert parse_figure(text).is_count


@pytest.mark.parametrize(
    "text", ["80余条", "约80件", "80人左右", "7.06万件", "7万件", "45%", "3个百分点", "20574.58万元"]
)
def test_blurred_scaled_and_measured_figures_are_no_counts(text: str) -> None:
    assert not parse_figure(text).is_count


def test_percent_and_points_are_told_apart() -> None:
    assert parse_figure("3%").is_percent
    assert not parse_figure("3%").is_points
    assert parse_figure("3个百分点").is_points
    assert not parse_figure("3个百分点").is_percent


@pytest.mark.parametrize(
    "text",
    [
        "",
        "件",
        "近百件",
        "80 件",
        " 80件",
        "80件,",
        "８０件",
        "1,23件",
        "1.件",
        ".5%",
        "80件36",
        "达80件",
        "80余多件",
        "7余万余件",
        "80件\n",
    ],
)
def test_what_is_no_single_figure_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="不是一个数据"):
        parse_figure(text)


@pytest.mark.parametrize("text", ["7千件", "3百人", "5十件", "7万万件", "80余千件"])
def test_chinese_places_do_not_follow_arabic_digits(text: str) -> None:
    with pytest.raises(ValueError, match="不能接在阿拉伯数字后面"):
        parse_figure(text)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"text_number": "八十"}, "不是数字"),
        ({"text_number": "80", "scale": "千"}, "只用“万”“亿”"),
        ({"text_number": "80", "hedge": "左近"}, "不是约数用语"),
        ({"text_number": "80", "hedge": "余约"}, "不是约数用语"),
    ],
)
def test_a_figure_made_by_hand_is_checked(parts: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        WrittenFigure(**parts)  # type: ignore[arg-type]


def _one_of(words: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from(("", *words))


def _hedged(*, before: str, between: str, behind: str, scale: str, first: bool) -> dict[str, object]:
    return {
        "hedge": before + between + behind,
        "scale": scale,
        "hedge_first": bool(first and scale and between),
    }


hedged = st.builds(
    _hedged,
    before=_one_of(BEFORE),
    between=_one_of(BETWEEN),
    behind=_one_of(BEHIND),
    scale=st.sampled_from(list(SCALES)),
    first=st.booleans(),
)
numbers = st.decimals(-(10**9), 10**9, allow_nan=False, places=2).map(lambda number: f"{number:f}")
units = st.sampled_from(["", "件", "人次", "%", "％", "个百分点", "批次", "个/件", "元"])


@given(numbers, units, hedged)
def test_every_figure_of_known_parts_makes_the_round_trip(
    number: str, unit: str, blurred: dict[str, object]
) -> None:
    figure = WrittenFigure(number, unit, **blurred)  # type: ignore[arg-type]
    found = parse_figure(figure.format())
    assert found.format() == figure.format()
    assert found.number == Decimal(number)
    if unit != "元":  # 万 before 元 is read as the unit 万元
        assert found == figure


@given(st.text("0123456789.,-近约超过余多万亿千元件%个百分点以上 ", max_size=10))
def test_whatever_is_read_is_written_back(text: str) -> None:
    with suppress(ValueError):
        figure = parse_figure(text)
        assert figure.format() == text
        assert parse_figure(figure.format()) == figure
