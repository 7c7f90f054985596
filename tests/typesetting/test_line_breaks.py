import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.text.width import columns
from fazhi_report.typesetting.line_breaks import LINE_CHARACTERS, break_lines
from growth import assert_linear


@pytest.mark.parametrize(
    ("title", "organ", "lines"),
    [
        ("某县司法局2024年法治政府建设年度报告", "某县司法局", 1),
        ("临海市司法局关于2020年度法治政府建设情况的报告", "临海市司法局", 2),
        ("某某市某某区市场监督管理局关于2024年度法治政府建设情况的报告", "某某市某某区市场监督管理局", 2),
    ],
)
def test_as_few_lines_as_the_words_need(title: str, organ: str, lines: int) -> None:
    assert len(break_lines(title, organ)) == lines


def test_lines_break_at_word_sense() -> None:
    assert break_lines("临海市司法局关于2020年度法治政府建设情况的报告", "临海市司法局") in (
        ("临海市司法局", "关于2020年度法治政府建设情况的报告"),
        ("临海市司法局关于2020年度", "法治政府建设情况的报告"),
    )


def test_the_name_of_the_organ_is_not_torn() -> None:
    organ = "某某开发区管理委员会综合行政执法局"
    lines = break_lines(f"{organ}关于2024年度法治政府建设情况的报告", organ)
    assert [organ in line for line in lines].count(True) == 1


def test_a_name_longer_than_a_line_breaks_at_word_sense() -> None:
    organ = "某某经济技术开发区管理委员会综合行政执法局"
    lines = break_lines(f"{organ}关于2024年度法治政府建设情况的报告", organ)
    assert lines[0].endswith("管理委员会")


@given(st.text(st.sampled_from("关于年度法治政府建设情况的报告局委员会暨甲乙2024"), min_size=1, max_size=90))
def test_nothing_is_lost_and_every_line_fits(title: str) -> None:
    lines = break_lines(title)
    assert "".join(lines) == title
    assert all(0 < columns(line) <= LINE_CHARACTERS for line in lines)


@given(
    st.text(st.sampled_from("关于法治政府建设和甲乙丙丁20"), max_size=70),
    st.sampled_from(("（草稿）", "（2021—2025年）", "《规定》")),
)
def test_no_line_ends_inside_brackets(title: str, bracketed: str) -> None:
    """A bracket that fits on a line stays on one line; no line begins with a closing mark or is one character."""
    for text in (title + bracketed, bracketed + title, title[:9] + bracketed + title[9:]):
        lines = break_lines(text)
        assert "".join(lines) == text
        assert any(bracketed in line for line in lines)
        assert len(lines) == 1 or all(len(line) > 1 for line in lines)


@pytest.mark.parametrize("piece", ["字", "关于法治建设和情况的报告", "（字", "字a1", "局关于"])
def test_a_title_of_any_length_takes_linear_time(piece: str) -> None:
    assert_linear(lambda text: break_lines(text, "局"), piece)
