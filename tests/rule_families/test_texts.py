"""All texts of a report asked at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.rules.texts import RunningText, Texts, issues
from fazhi_report.text.patterns import Pattern
from fazhi_report.typography.scan import Fault, Scan

WORDS = st.lists(st.text(st.sampled_from("甲乙12\n"), max_size=6), max_size=8)
SIGNS = st.sampled_from(["1", "[12]", "12", "1\\s?2", "乙{2}", "1[^甲]{0,3}2", "2(?<=12)"])


def of(words: list[str]) -> Texts:
    return Texts(RunningText(("opening", number), one) for number, one in enumerate(words))


@given(WORDS, SIGNS)
def test_every_text_with_the_sign_is_shown_once_and_in_order(words: list[str], source: str) -> None:
    sign = Pattern(source)
    shown = [text.route[1] for text in of(words).showing(sign)]
    assert shown == sorted(set(shown))
    assert set(shown) >= {number for number, one in enumerate(words) if sign.search(one)}


@given(WORDS)
def test_a_character_is_found_in_its_own_texts_alone(words: list[str]) -> None:
    shown = [text.words for text in of(words).showing(Pattern("1"))]
    assert shown == [one for one in words if "1" in one]


def test_a_match_across_the_border_hides_none_behind_it() -> None:
    words = ["甲1", "2乙1", "2"]
    assert [text.words for text in of(words).showing(Pattern("1\\n?2?"))] == ["甲1", "2乙1"]
    assert [text.words for text in of(["甲1", "1乙"]).showing(Pattern("1\\n1|1乙"))] == ["甲1", "1乙"]


def test_texts_are_a_sequence() -> None:
    texts = of(["甲", "乙1", ""])
    assert len(texts) == 3
    assert texts[1].words == "乙1"
    assert [text.words for text in texts[1:]] == ["乙1", ""]
    assert texts.joined == "甲\n乙1\n"
    assert texts.characters == set("甲乙1\n")
    assert [text.words for text in texts.where(lambda text: "1" in text.words)] == ["乙1"]
    assert list(Texts(()).showing(Pattern("1"))) == []


def test_issues_stand_at_their_texts() -> None:
    def ones(text: str) -> list[Fault]:
        return [Fault(offset, offset + 1, "一", "改") for offset, one in enumerate(text) if one == "1"]

    found = list(issues(of(["甲1", "乙", "1"]), Scan(lambda text: iter(ones(text)), Pattern("1"))))
    assert [(one.route, one.offset) for one in found] == [(("opening", 0), 1), (("opening", 2), 0)]
