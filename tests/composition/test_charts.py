"""Charts among the paragraphs: asked for in the data, drawn from the years beside it."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest

from fazhi_report.commands.surroundings import other_years
from fazhi_report.composition.report import compose
from fazhi_report.document.markup import MarkupError, parse
from fazhi_report.document.nodes import ChartBlock, Text
from fazhi_report.errors import FazhiError
from fazhi_report.model.prose import Chart as ChartData
from fazhi_report.model.report import Report
from fazhi_report.model.walk import each, texts
from fazhi_report.source.load import load, load_text

OFFICE = Path(__file__).parents[2] / "examples" / "示例市司法局" / "data"
HEAD = """\
year: 2024
organ: {name: 示例市司法局}
achievements:
  heading: 举措
  text:
    - 前文。
    - chart: CHART
    - 后文。
leader_duties: {heading: 履职, text: 亲自部署。}
shortcomings: {heading: 不足, text: 原因是编制偏紧。}
plans: {heading: 安排, text: 补齐短板。}
date_of_issue: 2025-02-28
figures:
  own.first: {value: 62件, label: 第一}
  own.second: {value: 80余件, label: 第二}
  own.money: {value: 3万元, label: 金额}
  own.secret: {value: 5件, label: 内部, internal: true}
"""


def report(chart: str) -> Report:
    source = load_text(HEAD.replace("CHART", chart), PurePath("2024.yaml"))
    assert source.report is not None, source.problems
    return source.report


def drawn(chart: str, edition: str = "publish") -> ChartBlock:
    data = report(chart)
    if edition == "submit":
        data = data.model_copy(update={"signatories": ("张三",)})
        document = compose(data, edition="submit")
    else:
        document = compose(data)
    (found,) = (block for block in document.blocks if isinstance(block, ChartBlock))
    return found


def test_it_stands_between_its_paragraphs_and_holds_what_is_printed() -> None:
    blocks = compose(report("{keys: [own.first, own.second], caption: 走势, note: 注：略。}")).blocks
    at = next(number for number, block in enumerate(blocks) if isinstance(block, ChartBlock))
    chart = blocks[at]
    assert isinstance(chart, ChartBlock)
    assert chart.caption == (Text("走势"),)
    assert chart.note == (Text("注：略。"),)
    assert [line.texts for line in chart.lines] == [("62件",), ("80余件",)]
    assert chart.description == "第一：2024年62件。第二：2024年80余件。"


def test_without_a_caption_the_names_stand_above_it() -> None:
    assert drawn("{keys: [own.first]}").caption == (Text("第一"),)


def test_it_reaches_over_the_years_of_the_folder() -> None:
    source = load(OFFICE / "2025.yaml")
    assert source.report is not None
    others = other_years(source.path, source.report)
    assert sorted(year.year for year in others) == [2022, 2023, 2024]
    (chart,) = (
        block for block in compose(source.report, others=others).blocks if isinstance(block, ChartBlock)
    )
    assert chart.categories == ("2022年", "2023年", "2024年", "2025年")
    assert chart.lines[0].texts == ("398件", "446件", "512件", "587件")


def test_a_report_without_a_chart_reads_no_other_year(tmp_path: Path) -> None:
    (tmp_path / "2023.yaml").write_text("no: year", encoding="utf-8")
    data = report("{keys: [own.first]}")
    plain = data.model_copy(update={"achievements": data.plans})
    assert other_years(tmp_path / "2024.yaml", plain) == ()
    with pytest.raises(FazhiError, match=r"2023\.yaml 有错误"):
        other_years(tmp_path / "2024.yaml", data)


@pytest.mark.parametrize(
    ("chart", "message"),
    [
        ("{keys: [own.first, own.money]}", "单位不同"),
        ("{keys: [own.nothing]}", "own.nothing"),
        ("{keys: [own.secret]}", "own.secret"),
        ("{keys: [own.first], years: 2018-2020}", "own.first"),
    ],
)
def test_what_cannot_be_drawn_is_told(chart: str, message: str) -> None:
    with pytest.raises(FazhiError, match=message):
        compose(report(chart))


def test_what_is_internal_may_be_drawn_for_the_superior_organ() -> None:
    assert drawn("{keys: [own.secret]}", edition="submit").lines[0].texts == ("5件",)


def test_keys_and_years_are_no_words_of_the_report() -> None:
    data = report("{keys: [own.first], years: 2020-2024, caption: 走势}")
    words = {text for _, text in texts(data)}
    assert "走势" in words
    assert not {"own.first", "2020-2024"} & words
    assert [route for route, _ in each(data, ChartData)] == [("achievements", "text", 1, "<chart>", "chart")]


@pytest.mark.parametrize("chart", ["{keys: []}", "{keys: [own.first], years: 2020}", "{key: own.first}"])
def test_an_ill_formed_chart_is_a_finding(chart: str) -> None:
    source = load_text(HEAD.replace("CHART", chart), PurePath("2024.yaml"))
    assert source.report is None
    assert {source.locate(problem.route).line for problem in source.problems} == {7}


@pytest.mark.parametrize("markup", ["! a | b", "! | | | own.key"])
def test_markup_that_asks_for_a_chart_in_vain(markup: str) -> None:
    with pytest.raises(MarkupError):
        parse(markup)


def test_own_templates_may_print_restatements_and_notes(tmp_path: Path) -> None:
    sections = tmp_path / "sections"
    sections.mkdir()
    (sections / "closing.md.j2").write_text(
        '{% import "macros.md.j2" as say %}\n{{ say.restatements(report) }}\n\n{{ say.notes(report) }}\n',
        encoding="utf-8",
    )
    text = HEAD.replace("    - chart: CHART\n", "").replace(
        "{value: 62件, label: 第一}",
        "{value: 62件, label: 第一, previous: 50件, note: 受理范围扩大, restated: {reason: 补录, published: 48件}}",
    )
    source = load_text(text, PurePath("2024.yaml"))
    assert source.report is not None
    document = compose(source.report, templates=tmp_path)
    said = [
        "".join(part.text for part in block.content) for block in document.blocks if hasattr(block, "content")
    ]
    assert said[-2:] == ["第一上年数更正为50件（原公布48件）：补录。", "第一：受理范围扩大。"]
