from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.ledger import evaluate
from fazhi_report.model.figure import Figure
from fazhi_report.rules.texts import printed

LEDGER = evaluate({"a.long_name": Figure(value="8件"), "b.x": Figure(value="20574.58万元")})
PIECES = st.lists(
    st.sampled_from(["接收", "{{ a.long_name }}", "{{b.x}}", "{{ c.unknown }}", "，", "其中"]), max_size=8
)


def test_a_text_is_printed_with_its_figures() -> None:
    words = printed(("opening",), "接收{{ a.long_name }}，金额{{b.x}}。", LEDGER)
    assert words.text == "接收8件，金额20574.58万元。"
    assert words.keys(2, 3) == ("a.long_name",)
    assert words.keys(0, len(words.text)) == ("a.long_name", "b.x")
    assert words.keys(0, 2) == ()


@given(PIECES)
def test_every_printed_character_has_its_place_in_the_data(pieces: list[str]) -> None:
    text = "".join(pieces)
    words = printed((), text, LEDGER)
    figures = {index for span in words.spans for index in range(span.start, span.end)}
    for index, character in enumerate(words.text):
        place = words.offset(index)
        assert text[place] == ("{" if index in figures else character)
    assert [words.offset(index) for index in range(len(words.text))] == sorted(
        words.offset(index) for index in range(len(words.text))
    )


def test_an_unknown_figure_stays_as_it_is_written() -> None:
    assert printed((), "共{{ c.unknown }}。", LEDGER).text == "共{{ c.unknown }}。"
