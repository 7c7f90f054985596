from fazhi_report.document.nodes import Heading, Ordinal, Paragraph, Text
from fazhi_report.document.numbering import number


def heading(level: int) -> Heading:
    return Heading(level, (Text("题"),))


def numbers(levels: list[int], *, restart: bool = True) -> list[str]:
    return [
        block.number
        for block in number(map(heading, levels), restart_level3=restart)
        if isinstance(block, Heading)
    ]


def test_each_level_counts_below_the_one_above() -> None:
    assert numbers([1, 2, 3, 4, 4, 3, 2, 3, 1, 2]) == [
        "一、", "（一）", "1.", "（1）", "（2）", "2.", "（二）", "1.", "二、", "（一）",
    ]  # fmt: skip


def test_the_third_level_may_run_through() -> None:
    assert numbers([1, 2, 3, 3, 2, 3, 1, 2, 3], restart=False)[2::1] == [
        "1.",
        "2.",
        "（二）",
        "3.",
        "二、",
        "（一）",
        "4.",
    ]


def test_more_than_ten() -> None:
    assert numbers([2] * 12)[-2:] == ["（十一）", "（十二）"]


def measure(*texts: str) -> Paragraph:
    return Paragraph(tuple(part for text in texts for part in (Ordinal("是"), Text(text))))


def ordinals(*blocks: Paragraph | Heading) -> list[str]:
    found = []
    for block in number(blocks):
        parts = block.content if isinstance(block, Paragraph) else getattr(block, "body", None) or ()
        found += [part.text for part in parts if isinstance(part, Ordinal)]
    return found


def test_measures_count_over_paragraphs_until_other_words_come() -> None:
    assert ordinals(measure("甲"), measure("乙"), Paragraph((Text("别的"),)), measure("丙")) == [
        "一是",
        "二是",
        "一是",
    ]


def test_measures_count_within_a_paragraph() -> None:
    assert ordinals(measure("甲", "乙", "丙")) == ["一是", "二是", "三是"]


def test_a_heading_begins_a_new_count() -> None:
    run_in = Heading(2, (Text("题"),), body=(Ordinal("要"), Text("甲"), Ordinal("要"), Text("乙")))
    assert ordinals(measure("前"), run_in, run_in) == ["一是", "一要", "二要", "一要", "二要"]


def test_words_before_the_first_measure_of_a_paragraph_begin_a_new_count() -> None:
    led = Paragraph((Text("引子。"), Ordinal("是"), Text("甲")))
    assert ordinals(measure("前"), led, led) == ["一是", "一是", "一是"]
