from __future__ import annotations

import pytest

from fazhi_report.source.load import Ignore, find_ignores
from fazhi_report.source.parse import parse


def ignores(text: str) -> tuple[Ignore, ...]:
    marks = parse(text).marks
    assert marks is not None
    return find_ignores(marks)


def test_a_comment_behind_data_covers_its_line() -> None:
    (one,) = ignores("a: 1\nb: 2  # fazhi: ignore[FZ202] 已核实\nc: 3\n")
    assert (one.codes, one.reason, one.first, one.last, one.malformed) == (("FZ202",), "已核实", 2, 2, False)
    assert one.covers("FZ202", 2)
    assert not one.covers("FZ202", 1)
    assert not one.covers("FZ201", 2)


def test_a_comment_alone_covers_the_next_line_of_data() -> None:
    (one,) = ignores("a: 1\n# fazhi: ignore[FZ202] 已核实\n\n# 别的话\nb: 2\nc: 3\n")
    assert (one.first, one.last) == (5, 5)


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\n# fazhi: ignore[FZ202] 已核实\nb: |\n  一\n  二\nc: 3\n",
        "a: 1\n#\nb: |  # fazhi: ignore[FZ202] 已核实\n  一\n  二\nc: 3\n",
        "a: 1\n# fazhi: ignore[FZ202] 已核实\nb: '一\n\n  二'\nc: 3\n",
    ],
)
def test_a_text_is_covered_as_a_whole(text: str) -> None:
    (one,) = ignores(text)
    assert (one.first, one.last) == (3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "b: |\n  一\n  # fazhi: ignore[FZ202] 不是注释\n",
        "b: '# fazhi: ignore[FZ202] 不是注释'\n",
        'b: "一\n  # fazhi: ignore[FZ202] 不是注释"\n',
        "b: 一#fazhi:ignore[FZ202]\n",
        "b: fazhi\n",
    ],
)
def test_words_of_a_text_are_no_comment(text: str) -> None:
    assert not ignores(text)


def test_a_text_that_an_alias_repeats_is_no_trouble() -> None:
    (one,) = ignores("a: &x 甲\nb: [*x, *x]  # fazhi: ignore[FZ202] 已核实\n")
    assert (one.first, one.last) == (2, 2)


def test_several_codes_in_one_comment() -> None:
    (one,) = ignores("b: 2 # fazhi: ignore[FZ202, FZ301，FZ401] 已核实\n")
    assert one.codes == ("FZ202", "FZ301", "FZ401")


def test_without_a_reason_nothing_is_covered() -> None:
    (one,) = ignores("b: 2 # fazhi: ignore[FZ202]\n")
    assert not one.covers("FZ202", 1)


@pytest.mark.parametrize(
    "comment", ["# fazhi: ignore FZ202", "# fazhi：ignore[FZ202] x", "# fazhi: ignore[] x", "# fazhi: 忽略"]
)
def test_what_cannot_be_read_is_malformed(comment: str) -> None:
    (one,) = ignores(f"b: 2 {comment}\n")
    assert one.malformed
    assert not one.covers("FZ202", 1)


def test_a_comment_at_the_very_end_covers_itself() -> None:
    (one,) = ignores("b: 2\n# fazhi: ignore[FZ202] 已核实\n")
    assert (one.first, one.last) == (2, 2)
