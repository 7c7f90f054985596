"""A year that holds figures alone: read like a report, with findings as good, and kindly kept from being built."""

from __future__ import annotations

from datetime import date
from pathlib import Path, PurePath

import pytest

from fazhi_report.commands.build import BuildOptions
from fazhi_report.commands.surroundings import last_year
from fazhi_report.model.report import YearFigures
from fazhi_report.rules.run import Subjects, check
from fazhi_report.source.load import Source, load, load_text
from unit_files import build_file

GOOD = """\
kind: figures
year: 2023
organ:
  name: 示例市司法局
figures:
  contracts.reviewed: {value: 168件, previous: 149件}
"""


def read(text: str) -> Source:
    return load_text(text, PurePath("2023.yaml"))


def test_it_is_read_and_is_no_report() -> None:
    source = read(GOOD)
    assert isinstance(source.year, YearFigures)
    assert source.report is None
    assert source.problems == ()
    assert list(source.year.figures) == ["contracts.reviewed"]


@pytest.mark.parametrize(
    ("change", "place", "message", "hint"),
    [
        (("year: 2023", "yeer: 2023"), (2, 1), "不认识的键“yeer”", "是不是 year（年度）？"),
        (("year: 2023\n", ""), (1, 1), "缺少“年度”（year）", "补上“year: ……”"),
        (("year: 2023", "year: 2023\nopening: x"), (3, 1), "不认识的键“opening”", "整份报告写 kind: report"),
        (("year: 2023", "year: 2023\n标题: x"), (3, 1), "不认识的键“标题”", "这里可以写：kind、year、organ"),
        (
            ("previous: 149件", "prevoius: 149件"),
            (6, 37),
            "不认识的键“prevoius”",
            "是不是 previous（上年数）？",
        ),
        (("168件", "一百件"), (6, 31), "“一百件”不是一个数据", ""),
        (
            ("figures:\n  contracts.reviewed: {value: 168件, previous: 149件}", "figures: {}"),
            (5, 1),
            "“指标”（figures）至少要有 1 项",
            "",
        ),
        (
            ("kind: figures", "kind: figure"),
            (1, 7),
            "只能写 report、figures、disclosure、enforcement、review 之一",
            "是不是 figures？",
        ),
    ],
)
def test_findings_are_as_good_as_those_of_a_report(
    change: tuple[str, str], place: tuple[int, int], message: str, hint: str
) -> None:
    findings = check(Subjects.of(read(GOOD.replace(*change)))).findings
    found = next(one for one in findings if message in one.message)
    assert (found.place.line, found.place.column) == place
    assert hint in found.hint


@pytest.mark.parametrize(
    ("figure", "message"),
    [
        ("{value: 9件, restated: 补录}", "就要写更正后的上年数"),
        ("{value: 9件, threshold: 一半}", "不是一个数据"),
        ("{value: 9件, threshold: 30件}", "变动界限写成百分数"),
        ("{value: 9件, threshold: 0%}", "变动界限写成百分数"),
        ("{value: 9件, threshold: 30%以上}", "变动界限写成百分数"),
        ("{value: 9件, aliases: [Contracts]}", "指标键“Contracts”写得不对"),
    ],
)
def test_what_a_figure_says_of_other_years_is_checked(figure: str, message: str) -> None:
    source = read(GOOD.replace("{value: 168件, previous: 149件}", figure))
    assert message in "".join(problem.message for problem in source.problems)


def test_rules_of_figures_judge_it_and_rules_of_texts_are_skipped_with_the_reason() -> None:
    text = GOOD + "  contracts.opinions: {value: 5条, parts: [contracts.none]}\n"
    checked = check(Subjects.of(read(text)))
    assert "FZ016" in {one.code for one in checked.findings}
    skipped = dict(checked.skipped)
    assert skipped["FZ012"] == "文件只有指标（kind: figures），没有报告"
    assert "FZ016" not in skipped
    assert skipped["FZ501"] == "没有上一年度的数据文件"


def test_build_refuses_it_kindly_and_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "2023.yaml"
    path.write_text(GOOD, encoding="utf-8")
    result = build_file(path, BuildOptions(out=tmp_path / "dist", today=date(2024, 1, 1)))
    assert result.state == "figures_only"
    assert "只有指标" in result.reason
    assert "fazhi-report diff" in result.hint
    assert not (tmp_path / "dist").exists()


@pytest.mark.parametrize(
    ("name", "text", "there"),
    [
        ("2022.yaml", GOOD.replace("2023", "2022"), True),
        ("2022.yml", GOOD.replace("2023", "2022"), True),
        ("2022.yaml", GOOD.replace("2023", "2021"), False),
        ("2022.yaml", "kind: figures\n", False),
        ("2021.yaml", GOOD.replace("2023", "2022"), False),
    ],
)
def test_last_year_is_the_file_beside_it(tmp_path: Path, name: str, text: str, *, there: bool) -> None:
    (tmp_path / "2023.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = last_year(load(tmp_path / "2023.yaml"))
    assert (found is not None) is there


def test_a_file_that_cannot_be_read_has_no_last_year() -> None:
    assert last_year(read("year: x\n")) is None
