"""FZ017: one line for all figures that stand in the words, and only keys that are sure."""

from __future__ import annotations

from pathlib import Path

from fazhi_report.findings import Issue
from fazhi_report.rules.figure_keys import loose_figure
from fazhi_report.source.load import load_text

DATA = """\
kind: report
year: 2025
organ: {{name: 示例市司法局}}
addressees: [示例市人民政府]
opening: 现将有关情况报告如下。
achievements: {{heading: 主要举措和成效, text: ["{text}", 采购桌椅50套。]}}
leader_duties: {{heading: 履行第一责任人职责情况, text: 亲自部署。}}
shortcomings: {{heading: 存在的不足和原因, text: 力量不足。}}
plans: {{heading: 下一年度主要安排, text: 补齐短板。}}
date_of_issue: 2026-02-28
"""


def found(text: str) -> Issue:
    report = load_text(DATA.format(text=text), Path("2025.yaml")).report
    assert report is not None
    (issue,) = loose_figure(report)
    return issue


def test_a_file_has_one_line_with_the_count_and_all_places() -> None:
    issue = found("受理行政复议案件96件，采购桌椅50套。")
    assert issue.message == "有 3 个数没有用指标印出，第一个是“96件”"
    assert [route[:3] for route in (issue.route, *issue.related)] == [
        ("achievements", "text", 0),
        ("achievements", "text", 1),
    ]


def test_only_sure_keys_are_proposed() -> None:
    assert "reconsideration.accepted: 96件" in found("受理行政复议案件96件。").hint
    assert "reconsideration" not in found("受理信访件96件，涉企行政复议案件受理9件。").hint
