"""The parts of an old report are imported as the office has them, and built again as they were."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fazhi_report.commands.import_ import Recovered, recover_scan
from fazhi_report.composition.report import compose
from fazhi_report.document.nodes import body
from fazhi_report.importer.suggestions import FigureBinding
from fazhi_report.model.report import Report
from fazhi_report.readers.text import scan
from fazhi_report.rules.run import Subjects, check
from fazhi_report.source.load import load_text

TITLE = "示例区人民政府2018年法治政府建设工作报告"
OPENING = "2018年，示例区依法行政，现将有关情况报告如下："
SIGNED = ("示例区人民政府", "2019年1月15日")
THEMES = ["党的领导", "放管服改革", "制度建设", "科学决策", "执法监督", "矛盾化解", "队伍建设"]
SHAPES: dict[str, tuple[tuple[str, ...], list[str | None]]] = {
    "five parts, one on the problems of last year": (
        (
            "一、2018年主要举措和成效",
            "（一）规范执法。全年检查260次。",
            "（二）化解矛盾。一是排查。排查纠纷1620件。二是调解。调解1588件。",
            "二、党政主要负责人履行推进法治建设第一责任人职责情况",
            "主要负责人亲自部署。",
            "三、2017年存在问题的整改情况",
            "新录用执法人员15人。",
            "四、存在的不足",
            "执法力量薄弱，原因是编制偏紧。",
            "五、下一步工作安排",
            "2019年，加强培训。",
        ),
        ["achievements", "leader_duties", "problems_solved", "shortcomings", "plans"],
    ),
    "eight parts, seven of them themes": (
        (
            *(
                line
                for number, theme in zip("一二三四五六七", THEMES, strict=True)
                for line in (
                    f"{number}、推进{theme}",
                    f"（一）抓{theme}。办理12件。",
                    "（二）抓督查。督查3次。",
                )
            ),
            "八、下一步工作打算",
            "2019年，加强培训。",
        ),
        [None] * 7 + ["plans"],
    ),
    "no part on the leader": (
        (
            "一、主要举措和成效",
            "检查45次。",
            "二、存在的问题",
            "力量不足。",
            "三、下一步工作安排",
            "加强培训。",
        ),
        ["achievements", "shortcomings", "plans"],
    ),
    "no numbers at all": (("2018年，检查执法单位45次。", "下一步，加强培训。"), []),
    "a single part": (
        ("一、工作开展情况", "（一）规范执法。检查45次。", "（二）加强培训。培训126人。"),
        ["achievements"],
    ),
    "numbers that skip and repeat": (
        (
            "一、主要举措和成效",
            "（一）规范执法。检查45次。",
            "（一）加强培训。培训126人。",
            "（二）调解纠纷。调解12件。",
            "三、存在的问题",
            "力量不足。",
            "三、下一步工作安排",
            "加强培训。",
        ),
        ["achievements", "shortcomings", "plans"],
    ),
    "text behind a part's heading": (
        (
            "一、主要举措和成效。检查45次。",
            "二、存在的问题",
            "力量不足。",
            "三、下一步工作安排",
            "加强培训。",
        ),
        ["achievements", "shortcomings", "plans"],
    ),
    "a part with nothing but its heading": (
        ("一、主要举措和成效", "二、存在的问题", "力量不足。", "三、下一步工作安排", "加强培训。"),
        ["achievements", "shortcomings", "plans"],
    ),
}
ENDS = {"signed": SIGNED, "neither date nor signature": ()}


def recovered(lines: tuple[str, ...]) -> Recovered:
    return recover_scan(scan("\n".join(lines)), Path("old.txt"), binding=FigureBinding.NOTHING)


def report_of(found: Recovered) -> Report:
    report = load_text(found.text, Path("2018.yaml")).report
    assert report is not None, found.problems
    return report


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("name", SHAPES)
def test_what_is_built_is_what_was_imported(name: str, end: str) -> None:
    lines, roles = SHAPES[name]
    found = recovered((TITLE, OPENING, *lines, *ENDS[end]))
    assert found.balance.even
    report = report_of(found)
    assert [one.role for one in report.body_parts] == roles
    assert "".join(body(compose(report))) == "".join((OPENING, *lines, *ENDS[end]))


@pytest.mark.parametrize("name", SHAPES)
def test_what_the_law_asks_for_today_keeps_no_check_from_running(name: str) -> None:
    lines, roles = SHAPES[name]
    # A sum that is wrong, in the last text of the report.
    source = load_text(
        recovered((TITLE, OPENING, *lines, "受理12件，其中甲类8件、乙类7件。")).text, Path("2018.yaml")
    )
    found = {one.code: one.severity.name for one in check(Subjects.of(source)).findings}
    assert "FZ223" in found, found
    assert found.get("FZ308") == ("WARNING" if "leader_duties" not in roles else None)
    assert found["FZ309"] == "WARNING"
    assert "ERROR" not in found.values()


def test_the_decreed_parts_keep_their_names_and_everything_else_is_a_list() -> None:
    decreed = (
        "一、主要举措和成效",
        "检查45次。",
        "二、存在的问题",
        "力量不足。",
        "三、第一责任人履职情况",
        "亲自部署。",
        "四、下一步工作安排",
        "加强培训。",
    )
    values: Any = recovered((TITLE, OPENING, *decreed, *SIGNED)).values
    assert values["order"] == ["achievements", "shortcomings", "leader_duties", "plans"]
    assert "parts" not in values
    values = recovered((TITLE, OPENING, *decreed, "五、优化营商环境", "办理12件。", *SIGNED)).values
    assert [one.get("role") for one in values["parts"]] == [
        "achievements",
        "shortcomings",
        "leader_duties",
        "plans",
        None,
    ]
