from __future__ import annotations

import re
from pathlib import Path, PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.composition.report import compose
from fazhi_report.document.nodes import body
from fazhi_report.errors import FazhiError
from fazhi_report.model.matters import stated
from fazhi_report.model.report import Report
from fazhi_report.model.walk import texts
from fazhi_report.numbers.dates import moved
from fazhi_report.numbers.figure import parse_figure
from fazhi_report.reporters.unfinished import WORK
from fazhi_report.rules.run import Subjects, check
from fazhi_report.scaffold.next_year import next_year
from fazhi_report.source.load import load, load_text
from fazhi_report.text.references import is_open, references

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "data" / "2020.yaml"
FILES = sorted(
    path
    for path in {*(ROOT / "data").glob("*.yaml"), *(ROOT / "examples").rglob("data/*.yaml")}
    if "\nkind: figures" not in path.read_text(encoding="utf-8")
)
MINIMAL = (ROOT / "tests" / "data" / "minimal.yaml").read_text(encoding="utf-8")
reports = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)


def of(text: str) -> Report:
    source = load_text(text, PurePath("next.yaml"))
    assert source.report is not None, source.problems
    return source.report


def comments(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.lstrip().startswith("#")]


def from_minimal(text: str) -> str:
    return next_year(load_text(text, PurePath("2024.yaml")), blank=True)


@reports
@pytest.mark.parametrize("blank", [False, True], ids=["kept", "blank"])
def test_only_the_work_that_is_left_is_found(path: Path, *, blank: bool) -> None:
    source = load(path)
    made = load_text(next_year(source, blank=blank), PurePath(f"{source.path.stem}-next.yaml"))
    assert made.report is not None
    edition = "publish" if made.report.secrecy is None else "submit"
    findings = check(Subjects.of(made, previous=source.report, edition=edition)).findings
    codes = {finding.code for finding in findings}
    assert codes <= set(WORK)
    assert "FZ518" in codes
    assert ("FZ520" in codes) is not blank


@reports
def test_last_years_sentences_stay_with_their_figures_open(path: Path) -> None:
    source = load(path)
    made = of(next_year(source))
    assert source.report is not None
    before, after = list(texts(source.report)), list(texts(made))
    for (route, old), (same_route, new) in zip(before, after, strict=True):
        assert route == same_route
        assert [one.key for one in references(old)] == [one.key for one in references(new)]
        if "table" not in route:
            assert len(old) == len(new) or is_open(new)


def test_a_sentence_is_last_years_until_it_is_touched() -> None:
    last = load(SEED)
    text = next_year(last)

    def watched(text: str) -> set[str]:
        made = load_text(text, PurePath("2021.yaml"))
        findings = check(Subjects.of(made, previous=last.report), select=["FZ520"]).findings
        return {one.message.partition("；")[0] for one in findings}

    old = "全面推进政府信息公开，深入贯彻《优化营商环境条例》"
    touched = text.replace(old, "部署年度政务公开要点并逐季督查通报，执行涉企政策评估制度")
    (gone,) = watched(text) - watched(touched)
    assert gone.startswith("“督促落实")
    assert watched(touched) < watched(text)


def test_a_number_that_is_no_figure_is_watched_in_the_shortest_sentence() -> None:
    last = load_text(
        MINIMAL.replace("  text: 2025年，补齐短板。", "  text: 培训12人。"), PurePath("2024.yaml")
    )
    assert last.report is not None
    made = load_text(next_year(last), PurePath("2025.yaml"))
    findings = check(Subjects.of(made, previous=last.report), select=["FZ520"]).findings
    assert any("培训12人" in one.message for one in findings)


def test_years_move_and_days_stay() -> None:
    words = "2024年，2024年6月30日印发，截至2024年12月31日，《2024年要点》，2021—2025年。"
    assert moved(words, 2024, days=False) == words.replace("2024年，", "2025年，", 1).replace(
        "2024年12", "2025年12"
    )


@reports
def test_comments_keys_and_order_survive(path: Path) -> None:
    before = path.read_text(encoding="utf-8")
    after = next_year(load(path))
    kept = iter(comments(after))
    assert all(comment in kept for comment in comments(before)), "each in its order"
    tops = [re.findall(r"^([a-z_]+):", text, re.MULTILINE) for text in (before, after)]
    # A copy of an old report may lack the date; the new report must have one.
    missing = ["date_of_issue"] if "date_of_issue" not in tops[0] else []
    assert [key for key in tops[1] if key != "follow_ups"] == [
        *(key for key in tops[0] if key != "follow_ups"),
        *missing,
    ]


@reports
def test_every_matter_is_asked_and_answered_by_exactly_one(path: Path) -> None:
    last = load(path).report
    assert last is not None
    made = of(next_year(load(path)))
    matters = [*stated(last, "plan"), *stated(last, "shortcoming")]
    assert len(made.follow_ups) == len(matters)
    for matter, follow_up in zip(matters, made.follow_ups, strict=True):
        assert follow_up.of.year == last.year
        assert follow_up.outcome is None
        assert [one for one in matters if one.is_meant_by(follow_up)] == [matter]


@reports
def test_figures_are_emptied_with_last_years_value_beside(path: Path) -> None:
    last = load(path).report
    assert last is not None
    text = next_year(load(path))
    made = of(text)
    assert list(made.figures) == list(last.figures)
    for key, figure in made.figures.items():
        before = last.figures[key]
        assert figure.value is None
        assert (figure.derive is None) == (before.derive is None)
        assert figure.claim == before.claim
        if before.value is not None:
            assert figure.status == "to_fill"
            assert figure.previous == before.value
            assert f"上年：{before.value}" in text
        assert (figure.label, figure.parts, figure.part_of) == (before.label, before.parts, before.part_of)


@reports
def test_a_draft_can_be_composed_and_prints_no_mark_twice(path: Path) -> None:
    report = of(next_year(load(path)))
    text = "\n".join(body(compose(report, draft=True)))
    assert "【待填：成文日期】" in text
    assert all(is_open(place) for place in re.findall("【[^【】]*】", text))
    assert "【【" not in text
    assert f"{report.year}年" in text


def test_the_seed_opens_with_its_fourteen_plans_and_four_shortcomings() -> None:
    made = of(next_year(load(SEED)))
    plans = [one.of.where for one in made.follow_ups if one.kind == "plan"]
    assert plans == [
        f"（{section}）{measure}是"
        for section, last in zip("一二三四", "三四四三", strict=True)
        for measure in "一二三四"["一二三四".index("一") : "一二三四".index(last) + 1]
    ]
    assert [one.of.where for one in made.follow_ups if one.kind == "shortcoming"] == [
        "一是",
        "二是",
        "三是",
        "四是",
    ]
    (parks,) = (one for one in made.follow_ups if one.of.where == "（二）四是")
    assert "40多家产业园区" in parks.of.text


def test_years_move_and_titles_of_works_keep_theirs() -> None:
    text = next_year(load(SEED))
    made = of(text)
    assert made.year == 2021
    assert made.document_number == "临司〔2022〕【待填】号"
    assert made.achievements is not None
    assert made.plans is not None
    assert made.achievements.heading == "2021年市司法局推进法治政府建设情况"
    assert made.plans.heading == "2022年法治政府建设工作思路"
    assert made.publication is not None
    assert made.publication.published_at is None


def test_references_stay_so_that_no_figure_is_forgotten() -> None:
    made = from_minimal(MINIMAL)
    assert "{{ reconsideration.received }}" in made
    assert "接收行政复议申请{{" not in made


def test_answers_of_the_year_before_give_way() -> None:
    text = MINIMAL.replace(
        "opening:",
        "follow_ups:\n  - of: {year: 2023, text: 建章立制。}\n    outcome: done\n    evidence: 已印发\nopening:",
    )
    made = from_minimal(text)
    assert made.count("follow_ups:") == 1
    assert "建章立制" not in made
    assert [one.of.year for one in of(made).follow_ups] == [2024, 2024]


def test_comments_among_last_years_plans_stand_above_the_open_one() -> None:
    plans = "  text:\n    - measures:\n        - 补齐短板。\n        # 由人事科牵头\n        - 充实队伍。\n"
    made = from_minimal(MINIMAL.replace("  text: 2025年，补齐短板。\n", plans))
    assert "# 由人事科牵头" in made
    assert len(stated(of(made), "plan")) == 1


def test_a_broken_file_is_refused() -> None:
    with pytest.raises(FazhiError, match="有错误"):
        from_minimal(MINIMAL.replace("year:", "yeer:"))


VALUES = st.one_of(
    st.integers(0, 10**9).map(str),
    st.integers(0, 9999).map(lambda number: f"{number}.{number % 90 + 10}%"),
    st.integers(1, 999).map(lambda number: f"{number}余件"),
    st.sampled_from(["1,234件", "7.06万件", "20574.58万元", "近480批次", "90%以上"]),
)


@given(
    values=st.lists(VALUES, min_size=1, max_size=6),
    flow=st.booleans(),
    comment=st.sampled_from(["", "  # 说明", "  # 引号'和\"，{括号}"]),
)
def test_any_figure_is_emptied_wherever_it_stands(values: list[str], comment: str, *, flow: bool) -> None:
    lines = []
    for number, value in enumerate(values):
        if flow:
            lines.append(f"  a.k{number}: {{label: 名, value: '{value}', scope: 甲}}{comment}\n")
        else:
            lines.append(
                f"  a.k{number}:{comment}\n    label: 名\n    value: '{value}'{comment}\n    scope: 甲\n"
            )
    made = of(from_minimal(MINIMAL + "".join(lines)))
    for number, value in enumerate(values):
        figure = made.figures[f"a.k{number}"]
        assert (figure.status, figure.previous, figure.scope) == ("to_fill", value, "甲")
        assert parse_figure(value).format() == value


def test_a_chart_that_ended_with_last_year_ends_with_this_one() -> None:
    chart = "- chart: {keys: [a.b], years: 2020-2024, caption: 2024年走势, note: 2024年起口径不变}"
    (prose,) = re.findall(r"^achievements:\n(?:  .*\n)+", MINIMAL, re.MULTILINE)
    text = MINIMAL.replace(prose, f"achievements:\n  heading: 举措\n  text:\n    {chart}\n")
    figures = "\nfigures:\n  a.b: {value: 5件, label: 甲}\n"
    made = from_minimal(text.partition("\nfigures:")[0].rstrip() + figures)
    assert "years: 2020-2025" in made
    assert "2025年走势" in made


def test_a_year_of_figures_alone_is_nothing_to_go_on_from() -> None:
    with pytest.raises(FazhiError, match="只有指标"):
        next_year(load(ROOT / "data" / "2023.yaml"))


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("source: 复议科", "复议科"),
        ("source: {name: 复议科, file: 表.xlsx, sheet: 行政复议, cell: H5}", "复议科"),
        ("source: {file: 表.xlsx, sheet: 行政复议, cell: H5}", ""),
    ],
)
def test_the_cell_of_last_years_form_is_forgotten(source: str, kept: str) -> None:
    made = of(from_minimal(MINIMAL.replace("received: 80件", f"received: {{value: 80件, {source}}}")))
    figure = made.figures["reconsideration.received"]
    assert (figure.source_name, figure.source.place if figure.source else "") == (kept, "")


def test_a_sentence_waits_for_its_open_figures() -> None:
    """A total that is open is not taken for the number before it."""
    sentence = (
        "全年收到申请{{ reconsideration.received }}，比上年多3件，其中受理{{ reconsideration.accepted }}"
    )
    figures = "  reconsideration.received: RECEIVED\n  reconsideration.accepted: 95件\n"
    figures += "  own.a: {status: to_fill, label: 甲}\n"
    text = (
        MINIMAL.partition("figures:")[0].replace("text: 出台制度8项。", f"text: {sentence}。") + "figures:\n"
    )

    def codes(received: str) -> set[str]:
        made = load_text(text + figures.replace("RECEIVED", received), PurePath("2024.yaml"))
        assert made.report is not None, made.problems
        found = check(Subjects.of(made)).findings
        return {one.code for one in found if one.route[:1] == ("achievements",)}

    assert codes("80件")
    assert codes("{status: to_fill}") == set()
