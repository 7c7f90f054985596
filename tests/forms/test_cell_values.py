"""An answer in a cell: whatever people type gives the figure meant, or a reason; nothing is guessed."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.forms.answers import read_answer
from fazhi_report.forms.cell_values import CellError, read_figure
from fazhi_report.forms.form_workbook import as_number
from fazhi_report.forms.questions import STATES, FormQuestion
from fazhi_report.model.figure import Figure
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.numbers.figure import parse_figure
from fazhi_report.readers.grid import GridCell
from properties import tried


def asked(previous: str = "1件", key: str = "own.thing") -> FormQuestion:
    figure = Figure.model_validate({"status": "to_fill", "previous": previous})
    return FormQuestion(key, "某指标", figure, catalogue().get(key))


COUNT, RATE, MONEY = asked(), asked("9%"), asked("9.5万元")

RIGHT = [
    (COUNT, 80, "General", "80件"),
    (COUNT, 80.0, "0", "80件"),
    (COUNT, "８０", "@", "80件"),
    (COUNT, " 1,234 件\u200b", "@", "1234件"),
    (COUNT, "约80余件", "@", "约80余件"),
    (COUNT, "80余", "@", "80余件"),
    (COUNT, "7.06万件", "@", "7.06万件"),
    (COUNT, 12, '0"件"', "12件"),
    (RATE, 0.665, "0.0%", "66.5%"),
    (RATE, 66.5, "General", "66.5%"),
    (RATE, "66.50％", "@", "66.50%"),
    (RATE, "90%以上", "@", "90%以上"),
    (RATE, 0.1 + 0.2, "0%", "30%"),
    (MONEY, 0.1 + 0.2, "General", "0.3万元"),
    (MONEY, "20,574.58", "@", "20574.58万元"),
    (asked("-3%", "own.cases.growth"), -0.032, "0.0%", "-3.2%"),
    (asked("1件", "reconsideration.received"), "12宗", "@", "12宗"),
]


@pytest.mark.parametrize(("question", "value", "form", "meant"), RIGHT)
def test_what_people_type(question: FormQuestion, value: object, form: str, meant: str) -> None:
    assert read_figure(GridCell(value, form), question) == meant


@pytest.mark.parametrize(
    ("question", "value", "form", "words"),
    [
        (COUNT, "1,2345", "@", "逗号"),
        (COUNT, "80人", "@", "单位不同"),
        (COUNT, "大约有三", "@", "用汉字写的"),
        (COUNT, 5, '0"人"', "显示的单位"),
        (COUNT, float("inf"), "General", "15 位"),
        (COUNT, 2 / 3, "General", "小数有"),
        (RATE, 1, "General", "分不清"),
        (RATE, "80人", "@", "单位不同"),
        (MONEY, "1.2亿元", "@", "单位不同"),
        (MONEY, 0.5, "0%", "百分数"),
    ],
)
def test_what_cannot_be_taken_says_why(question: FormQuestion, value: object, form: str, words: str) -> None:
    with pytest.raises(CellError, match=words) as told:
        read_figure(GridCell(value, form), question)
    assert told.value.hint


def test_the_result_of_a_formula_is_taken_as_it_is_shown() -> None:
    assert read_figure(GridCell(2 / 3, "0.00%", is_formula=True), RATE) == "66.67%"
    assert read_figure(GridCell(200 / 3, "0.0", is_formula=True), MONEY) == "66.7万元"
    with pytest.raises(CellError, match="分不清"):
        read_figure(GridCell(1.5, "General", is_formula=True), RATE)


STATE = [
    (GridCell(None), "", ""),
    (GridCell(None), "为零", "为零"),
    (GridCell(0), "", "为零"),
    (GridCell(0), "有数", "0件"),
    (GridCell(0), "为零", "为零"),
    (GridCell("无"), "没有统计", "没有统计"),
    (GridCell("不适用"), "", "不适用"),
    (GridCell(3), "有数", "3件"),
]


@pytest.mark.parametrize(("cell", "state", "meant"), STATE)
def test_value_and_state_together(cell: GridCell, state: str, meant: str) -> None:
    assert read_answer(cell, state, COUNT) == meant


@pytest.mark.parametrize(
    ("cell", "state"),
    [(GridCell(3), "为零"), (GridCell(None), "有数"), (GridCell("未统计"), "为零"), (GridCell("/"), "有数")],
)
def test_a_contradiction_is_no_answer(cell: GridCell, state: str) -> None:
    with pytest.raises(CellError):
        read_answer(cell, state, COUNT)


FIGURES = st.builds(
    lambda digits, places, unit: (
        f"{digits[:-places] or '0'}.{digits[-places:]}{unit}" if places else f"{digits}{unit}"
    ),
    st.integers(0, 10**12).map(str),
    st.integers(0, 4),
    st.sampled_from(["件", "万元", "%", "个百分点", "人次"]),
)


@tried(60)
@given(FIGURES)
def test_what_the_form_writes_is_read_as_the_same_number(text: str) -> None:
    figure = Figure.model_validate({"value": text})
    question = FormQuestion("own.growth.growth", "某指标", figure, None)
    number, form = as_number(text, question.unit)
    read = read_figure(GridCell(text if number is None else number, form), question) if number != 0 else text
    assert parse_figure(read).value == parse_figure(text).value
    assert parse_figure(read).unit == parse_figure(text).unit


@tried(60)
@given(
    st.one_of(
        st.text(
            st.sampled_from(f"{string.printable}０１９，．％件人万亿约余多无—一二\u3000\u200b"), max_size=12
        ),
        st.integers(),
        st.floats(),
        st.booleans(),
        st.none(),
    ),
    st.sampled_from(["General", "0%", "0.00%", '0"件"', "@", "yyyy-mm-dd", "#,##0.00_ "]),
    st.sampled_from(["", *STATES.values(), "别的"]),
    st.sampled_from([COUNT, RATE, MONEY]),
)
def test_every_cell_gives_a_figure_of_the_row_a_state_or_a_reason(
    value: object, form: str, state: str, question: FormQuestion
) -> None:
    try:
        answer = read_answer(GridCell(value, form), state, question)
    except CellError as error:
        answer = "" if error.message and error.hint else "no reason"
    if answer and answer not in STATES.values():
        assert Figure.model_validate({"value": answer}).written is not None
        assert parse_figure(answer).unit in question.units
