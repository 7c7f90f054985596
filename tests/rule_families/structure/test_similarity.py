from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.norms.outline import outline
from fazhi_report.rules.structure.form import LEAST_SIMILARITY, near_misses, similarity

EFFORTS = ("重要工作亲自部署", "重大问题亲自过问", "重点环节亲自协调", "重要任务亲自督办")
WHOLE = "、".join(EFFORTS)
WORDS = st.text(alphabet="重要工作亲自部署过问，、。", max_size=12)


@given(WORDS, WORDS)
def test_similarity_is_the_same_both_ways_and_between_nothing_and_one(one: str, other: str) -> None:
    assert similarity(one, other) == similarity(other, one)
    assert 0 <= similarity(one, other) <= 1


@given(st.text(min_size=1, max_size=12))
def test_a_text_is_like_itself(text: str) -> None:
    assert similarity(text, text) == 1


@given(WORDS, WORDS)
def test_only_the_same_text_is_wholly_like(one: str, other: str) -> None:
    assert (similarity(one, other) == 1) == (one == other and bool(one))


@given(st.sampled_from(range(4)), st.data())
def test_a_clause_that_lost_a_character_is_found_where_it_stands(index: int, data: st.DataObject) -> None:
    clause = EFFORTS[index]
    lost = data.draw(st.integers(0, len(clause) - 1))
    wrong = clause[:lost] + clause[lost + 1 :]
    text = "主要负责人做到" + "、".join(
        wrong if place == index else right for place, right in enumerate(EFFORTS)
    )
    [slip] = near_misses(text + "。", EFFORTS)
    assert slip.wanted == clause
    assert text[slip.start : slip.start + len(slip.found)] == slip.found
    assert slip.found in {wrong, wrong[1:], "到" + wrong, "做到" + wrong}


@pytest.mark.parametrize("phrase", [phrase.clauses for phrase in outline().phrases])
@given(st.data())
def test_what_is_quoted_to_the_letter_is_never_called_out(
    phrase: tuple[str, ...], data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(phrase) - 1))
    last = data.draw(st.integers(first + 1, len(phrase)))
    before = data.draw(st.sampled_from(["", "做到", "坚持", "，对"]))
    after = data.draw(st.sampled_from(["", "。", "的要求", "、应对风险", "，推动工作"]))
    assert list(near_misses(before + "、".join(phrase[first:last]) + after, phrase)) == []


def test_one_slip_leads_on_to_the_next() -> None:
    text = "重要工作部署、重大问题过问、重点环节亲自协调、重要任务亲自督办"
    assert [slip.found for slip in near_misses(text, EFFORTS)] == ["重要工作部署", "重大问题过问"]


def test_each_sentence_is_judged_by_itself() -> None:
    text = f"重要工作亲自部署。{WHOLE}；重要工作部署、重大问题亲自过问、重点环节亲自协调。"
    [slip] = near_misses(text, EFFORTS)
    assert slip.start == text.index("重要工作部署")


def test_a_single_clause_proves_no_quotation() -> None:
    assert list(near_misses("重要工作部署、重大问题亲自过问", EFFORTS)) == []


def test_words_of_their_own_are_left_alone() -> None:
    text = "科学立法、民主立法、严格执法、公正司法"
    assert list(near_misses(text, ("科学立法", "严格执法", "公正司法", "全民守法"))) == []
    assert similarity("民主立法", "严格执法") < LEAST_SIMILARITY
