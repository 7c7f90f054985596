from __future__ import annotations

from pathlib import Path, PurePath

import pytest

from fazhi_report.model.matters import open_spots, stated, touches
from fazhi_report.model.prose import FollowUp, Promised
from fazhi_report.model.report import Report
from fazhi_report.source.load import load_text

MINIMAL = (Path(__file__).parents[1] / "data" / "minimal.yaml").read_text(encoding="utf-8")


def report(plans: str) -> Report:
    text = MINIMAL.replace("  text: 2025年，补齐短板。\n", plans)
    source = load_text(text, PurePath("2024.yaml"))
    assert source.report is not None, source.problems
    return source.report


SECTIONS = """\
  text: 总的要求。
  sections:
    - heading: 抓执法。
      text: 规范程序。
      id: law
    - heading: 抓普法。
      items:
        - lead: 进村。
        - lead: 进校。
          items:
            - lead: 进班级。
          text:
            - measures: [{lead: 编教材。}, 上好课。]
              ordinal: 要
"""


def test_each_smallest_piece_that_is_counted_is_a_matter() -> None:
    found = stated(report(SECTIONS), "plan")
    assert [(one.where, one.lead) for one in found] == [
        ("（一）", "抓执法。"),
        ("（二）1.", "进村。"),
        ("（二）2.一要", "编教材。"),
        ("（二）2.二要", "上好课。"),
        ("（二）2.（1）", "进班级。"),
    ]
    assert found[0].text == "抓执法。规范程序。"
    assert found[0].id == "law"


def test_a_part_that_counts_nothing_has_its_paragraphs() -> None:
    found = stated(report("  text: |\n    补齐短板。充实队伍。\n\n    开展普法。\n"), "plan")
    assert [(one.where, one.lead) for one in found] == [("第1段", "补齐短板。"), ("第2段", "开展普法。")]


@pytest.mark.parametrize(
    ("meant", "answers"),
    [
        ({"text": "抓执法。规范程序。"}, True),
        ({"text": "抓执法"}, True),
        ({"text": "别的话", "id": "law"}, True),
        ({"text": "抓执法。", "id": "other"}, False),
        ({"text": "抓普法。"}, False),
    ],
)
def test_a_follow_up_means_a_matter_by_its_name_or_its_words(meant: dict[str, str], *, answers: bool) -> None:
    matter = stated(report(SECTIONS), "plan")[0]
    follow_up = FollowUp(of=Promised.model_validate({"year": 2024, **meant}))
    assert matter.is_meant_by(follow_up) is answers
    assert not matter.is_meant_by(follow_up.model_copy(update={"kind": "shortcoming"}))


def test_what_is_still_open_is_told_with_its_place() -> None:
    text = MINIMAL.replace("出台制度8项。", "出台【待填：几项】，另有【待填】。")
    text = text.replace("2025-02-28", "【待填：成文日期】").replace("80件", "{status: to_fill}")
    made = load_text(text, PurePath("2024.yaml")).report
    assert made is not None
    assert list(open_spots(made)) == [
        (("achievements", "text", 0, "<paragraph>"), "【待填：几项】"),
        (("date_of_issue",), "【待填：成文日期】"),
        (("figures", "reconsideration.received"), "【待填】"),
    ]


def test_places_touch_where_one_lies_in_the_other() -> None:
    assert touches(("plans",), ("plans", "text", 0))
    assert touches(("plans", "text", 0), ("plans",))
    assert not touches(("plans", "text", 0), ("plans", "text", 1))
    assert not touches((), ("plans",))
