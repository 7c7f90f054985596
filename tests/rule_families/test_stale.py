from __future__ import annotations

import re
from pathlib import Path, PurePath

import pytest

from fazhi_report.model.report import Report
from fazhi_report.rules.run import Subjects, check
from fazhi_report.source.load import load, load_text

OFFICE = Path(__file__).resolve().parents[2] / "examples" / "示例市司法局" / "data"
LAST, THIS = OFFICE / "2024.yaml", OFFICE / "2025.yaml"
TEXT = THIS.read_text(encoding="utf-8")

# Rule, item that the sentence is planted into, sentence: each copied from the year before, or nearly so.
PLANTS = [
    (
        "FZ520",
        "完善推进机制。",
        (
            "把合法性审查作为依法行政的第一道关口，审查范围覆盖规范性文件、重大行政决策和政府合同，"
            "做到应审尽审、有错必纠。"
        ),
    ),
    ("FZ520", "深化法治督察。", "推行“综合查一次”，能联合的不单独查，能非现场的就不入企查。"),
    (
        "FZ520",
        "汇聚监督合力。",
        "公众参与、专家论证、风险评估、合法性审查和集体讨论决定等程序得到了严格执行。",
    ),
    ("FZ521", "管好规范性文件。", "2024年，市司法局新建了文件审查台账。"),
    ("FZ521", "管好重大行政决策。", "截至2024年底，目录已经向社会公开。"),
    ("FZ522", "管好政府合同。", "审查合同{{ contracts.reviewed }}，数量明显增加。"),
]


def plant(text: str, lead: str, sentence: str) -> str:
    """The sentence put before the words of an item."""
    (place,) = re.finditer(rf"- lead: {lead}\n +text: \|\n(?P<indent> +)", text)
    return f"{text[: place.end()]}{sentence}\n{place['indent']}{text[place.end() :]}"


def previous() -> Report:
    """Last year's report, with a sentence whose figure has changed since."""
    text = plant(LAST.read_text(encoding="utf-8"), "严把政府合同关。", PLANTS[-1][2])
    report = load_text(text, PurePath("2024.yaml")).report
    assert report is not None
    return report


def found(text: str, last: Report, *, select: str = "FZ52") -> list[tuple[str, str]]:
    source = load_text(text, PurePath("2025.yaml"))
    assert source.report is not None, source.problems
    findings = check(Subjects.of(source, previous=last), select=[select]).findings
    lines = text.splitlines()
    return [(one.code, lines[one.place.line - 1].strip()) for one in findings]


def planted() -> str:
    text = TEXT
    for _, lead, sentence in PLANTS:
        text = plant(text, lead, sentence)
    return text


def test_the_invented_years_hold_nothing_stale() -> None:
    last = load(LAST).report
    assert last is not None
    assert found(TEXT, last) == []


def test_the_planted_sentences_are_found_and_no_others() -> None:
    assert sorted(found(planted(), previous())) == sorted((code, sentence) for code, _, sentence in PLANTS)


def test_the_share_of_the_section_is_told() -> None:
    source = load_text(planted(), PurePath("2025.yaml"))
    messages = [
        one.message for one in check(Subjects.of(source, previous=previous()), select=["FZ520"]).findings
    ]
    assert len(messages) == 3
    assert all("本节 9 句中有 3 句（33%）" in message for message in messages), messages


@pytest.mark.parametrize(
    ("sentence", "stale"),
    [
        ("2024年，全市工作有序推进。", True),
        ("2024年度，全市工作有序推进。", True),
        ("截至2024年底，整改全部完成。", True),
        ("2024年全市工作有序推进。", True),
        ("2024年以来，全市工作有序推进。", False),
        ("比2024年多办结三成。", False),
        ("《2024年工作要点》全部落实。", False),
        ("及时报告2024年度法治政府建设情况。", False),
        ("上年（2024年）结转的案件全部办结。", False),
        ("2024年结转的案件全部办结。", False),
        ("2025年，全市工作有序推进。", False),
        ("现将2024年度法治政府建设情况报告如下。", True),
    ],
)
def test_the_year_before_is_told_from_references_to_it(sentence: str, *, stale: bool) -> None:
    minimal = (Path(__file__).parents[1] / "data" / "minimal.yaml").read_text(encoding="utf-8")
    text = minimal.replace("year: 2024", "year: 2025").replace("出台制度8项。", sentence)
    text = text.replace("2024年，示例市司法局", "2025年，示例市司法局").replace(
        "2025年，补齐短板", "补齐短板"
    )
    source = load_text(text, PurePath("2025.yaml"))
    codes = [one.code for one in check(Subjects.of(source), select=["FZ521"]).findings]
    assert codes == (["FZ521"] if stale else [])
