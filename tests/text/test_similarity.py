"""Nearly equal texts are found as if each were compared with each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from fazhi_report.text.similarity import NEARLY, SimilarTexts
from properties import tried

WORDS = st.text("甲乙丙丁戊", min_size=1, max_size=40)
CHANGES = st.lists(st.tuples(st.integers(0, 39), st.sampled_from(["", "甲", "己", "庚辛"])), max_size=5)


def changed(text: str, changes: list[tuple[int, str]]) -> str:
    for place, word in changes:
        start = place % len(text) if text else 0
        # A word goes in, or takes the place of a character; an empty one only takes it away.
        text = text[:start] + word + text[start + (place % 2 or not word) :]
    return text


@tried(60)
@given(st.lists(WORDS, max_size=8), WORDS, CHANGES)
def test_the_index_finds_what_comparing_all_finds(
    others: list[str], word: str, changes: list[tuple[int, str]]
) -> None:
    known = [*others, word]
    index = SimilarTexts(known)
    for text in (changed(word, changes), *others):
        best = max(fuzz.ratio(text, other) for other in known)
        assert index.similarity(text) == (best if best >= NEARLY else 0.0)


def test_texts_without_a_common_piece_are_not_compared() -> None:
    texts = [chr(0x4E00 + number) * 30 for number in range(400)]
    index = SimilarTexts(texts)
    assert len(index._candidates(texts[7][:-1] + "尾")) == 1
    assert index.similarity(texts[7][:-1] + "尾") > NEARLY
    assert index.similarity("新" * 30) == 0.0
