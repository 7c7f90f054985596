"""Joint authors: an old report goes through import, data and build, and comes out with the same text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from fazhi_report.commands.import_ import Recovered, recover_scan
from fazhi_report.composition.report import compose
from fazhi_report.document.nodes import Document
from fazhi_report.model.report import Report
from fazhi_report.norms.gbt9704 import PROFILES
from fazhi_report.readers import docx, html
from fazhi_report.readers import text as plain
from fazhi_report.source.load import load_text
from fazhi_report.writers.formats import writer
from properties import tried
from wordfiles import docx as word_file
from wordfiles import p

TITLES = yaml.safe_load(Path(__file__).with_name("joint_titles.yaml").read_text(encoding="utf-8"))
BODY = (
    "现将2024年度法治政府建设情况报告如下。",
    "一、主要举措和成效",
    "制定规范性文件5件。",
    "二、存在的不足和原因",
    "执法能力还有不足，主要原因是培训不够。",
    "三、主要负责人履行第一责任人职责情况",
    "召开专题会议4次。",
    "四、2025年工作安排",
    "加强培训。",
    "特此报告。",
)
READERS = {"docx": docx.read, "md": plain.read_markdown, "html": html.read}
DATE = "2025年2月20日"


def lines_of(case: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The lines of the old paper with their colours, an empty one between its elements."""
    red = '<w:color w:val="FF0000"/>'
    mark = (
        [*((words, red) for words in case["mark"]), ("示发〔2025〕8号", ""), ("", "")]
        if "mark" in case
        else []
    )
    return [
        *mark,
        *((words, "") for words in case["title"]),
        ("", ""),
        (f"{case['addressee']}：", ""),
        *((words, "") for words in BODY),
        ("", ""),
        *((words, "") for words in case["signature"]),
        (DATE, ""),
    ]


def as_docx(case: Mapping[str, Any]) -> Recovered:
    data = word_file("".join(p(words, run=run) for words, run in lines_of(case)))
    return recover_scan(docx.read(data), Path("old.docx"))


def as_text(case: Mapping[str, Any]) -> Recovered:
    text = "\n".join(words for words, _ in lines_of(case))
    return recover_scan(plain.read_text(text.encode("utf-8")), Path("old.txt"))


def as_page(case: Mapping[str, Any]) -> Recovered:
    """A page of a website: breadcrumb, title with its lines, 来源, article; it shows no masthead."""
    lines = "".join(
        f"<p>{words}</p>" for words in (f"{case['addressee']}：", *BODY, *case["signature"], DATE)
    )
    page = (
        f"<html><head><meta charset='utf-8'><title>{''.join(case['title'])}</title></head><body>"
        f"<div>首页 &gt; 政务公开 &gt; 法治政府</div><h1>{'<br>'.join(case['title'])}</h1>"
        f"<div>来源：区司法局　发布时间：2025-03-01 10:00</div><div class='article' id='zoom'>{lines}</div>"
        "<div>版权所有 示例区人民政府</div></body></html>"
    )
    return recover_scan(html.read(page.encode()), Path("old.html"))


@dataclass(frozen=True, slots=True)
class Back:
    """An old paper that went to data and to a document again."""

    found: Recovered
    report: Report
    document: Document


def back(found: Recovered) -> Back:
    assert found.balance.even, (found.balance.lost, found.balance.invented)
    source = load_text(found.text, Path("new.yaml"))
    assert source.report is not None, source.problems
    return Back(found, source.report, compose(source.report, edition="submit"))


def spaced(text: str) -> str:
    """A text in which every kind of blank between two names is one space."""
    return " ".join(text.split())


@pytest.mark.parametrize("read", [as_docx, as_text, as_page])
@pytest.mark.parametrize("case", TITLES, ids=lambda case: case["name"])
def test_joint_authors_come_back(case: Mapping[str, Any], read: Any) -> None:
    done = back(read(case))
    organ, document = done.report.organ, done.document
    assert [one.name for one in organ.each] == case["authors"]
    assert [one.kind for one in organ.each] == case["kinds"]
    # The same text: a title that was broken by hand keeps its lines, another one is broken by the program.
    broken = len(case["title"]) > 1
    told = list(document.title) if broken else [document.properties.title]
    assert [*map(spaced, told)] == [*map(spaced, case["title"])]
    assert list(document.addressees) == case["addressee"].split("、")
    assert [spaced(" ".join(document.signature.organs))] == [spaced(" ".join(case["signature"]))]
    if "mark" in case and read is not as_page:
        assert document.masthead is not None
        *names, last = document.masthead.organ_mark
        assert [*names, last + document.masthead.mark_word] == case["mark"]


def report_of(**changed: Any) -> dict[str, Any]:
    return {**TITLES[0], **changed}


def doubts(found: Recovered) -> str:
    return "".join(line for line in found.text.splitlines() if "待核" in line and "写的是" in line)


@pytest.mark.parametrize(
    ("case", "names", "told"),
    [
        (
            report_of(signature=["示例市甲区人民政府"]),
            ["中共示例市甲区委员会", "示例市甲区人民政府"],
            "标题写的是中共示例市甲区委员会、示例市甲区人民政府，署名是示例市甲区人民政府；按标题写",
        ),
        (
            report_of(title=["示例市甲区人民政府关于2024年度法治政府建设情况的报告"], mark=[]),
            ["中共示例市甲区委员会", "示例市甲区人民政府"],
            "署名写的是中共示例市甲区委员会、示例市甲区人民政府，标题是示例市甲区人民政府；按署名写",
        ),
        (
            report_of(signature=["示例市甲区人民政府", "中共示例市甲区委员会"]),
            ["示例市甲区人民政府", "中共示例市甲区委员会"],
            "标题是中共示例市甲区委员会、示例市甲区人民政府",
        ),
        (
            report_of(signature=["中共示例市乙区委员会", "示例市乙区人民政府"]),
            ["中共示例市乙区委员会", "示例市乙区人民政府"],
            "标题是中共示例市甲区委员会、示例市甲区人民政府，发文机关标志是",
        ),
    ],
    ids=["one signature", "one in the title", "another order", "another district"],
)
def test_places_that_disagree_are_told(case: Mapping[str, Any], names: list[str], told: str) -> None:
    done = back(as_docx(case))
    assert [one.name for one in done.report.organ.each] == names
    assert told in doubts(done.found)


@pytest.mark.parametrize(
    "case",
    [
        report_of(title=["甲区2024年法治政府建设年度报告"], mark=[]),
        report_of(mark=["中共示例市甲区委员会文件"]),
        report_of(title=["甲区区委、区政府2024年度法治政府建设情况报告"]),
    ],
    ids=["the region alone in the title", "the mark of the organ in charge", "short names"],
)
def test_short_forms_are_no_disagreement(case: Mapping[str, Any]) -> None:
    done = back(as_docx(case))
    assert [one.name for one in done.report.organ.each] == TITLES[0]["authors"]
    assert doubts(done.found) == ""
    assert done.document.masthead is not None
    if len(case["mark"]) == 1:
        assert list(done.document.masthead.organ_mark) == case["mark"]


def test_the_opening_names_authors_that_nothing_else_names() -> None:
    bare = report_of(title=["2024年度法治政府建设情况报告"], mark=[], signature=[])
    lines = [(words.replace("现将", "现将甲区区委、区政府"), run) for words, run in lines_of(bare)]
    found = recover_scan(
        docx.read(word_file("".join(p(words, run=run) for words, run in lines))), Path("o.docx")
    )
    assert [one.name for one in back(found).report.organ.each] == ["甲区区委", "甲区人民政府"]


@pytest.mark.parametrize("form", ["docx", "md", "html"])
@pytest.mark.parametrize("between", ["space", "mark", "and", "line"])
def test_what_the_program_prints_of_joint_authors_it_reads(form: str, between: str) -> None:
    text = back(as_text(TITLES[0])).found.text.replace(
        "preset: about", f"preset: about\n  between: {between}"
    )
    made = load_text(text, Path("2024.yaml")).report
    assert made is not None
    document = compose(made, edition="submit" if form == "docx" else "publish")
    data = writer(form)(document, PROFILES["classic"])
    again = back(recover_scan(READERS[form](data), Path(f"old.{form}"))).report
    assert [(one.name, one.kind) for one in again.organ.each] == [
        (one.name, one.kind) for one in made.organ.each
    ]
    assert compose(again, edition="publish").properties.title == document.properties.title
    assert again.signature.organs == ()
    if form == "docx":
        assert compose(again, edition="submit").title == document.title
        assert compose(again, edition="submit").masthead == document.masthead


PAIRS = st.sampled_from(
    [
        ("中共和平区委员会", "和平区人民政府"),
        ("大河镇党委", "大河镇人民政府"),
        ("中共城关街道工作委员会", "城关街道办事处"),
        ("中共高新技术产业开发区工作委员会", "高新技术产业开发区管理委员会"),
        ("中共党河市委", "党河市人民政府"),
        ("新华区委", "区政府"),
        ("中共某某自治州委", "某某自治州人民政府"),
    ]
)
FORMS = st.sampled_from(
    [
        "{}关于2024年度法治政府建设情况的报告",
        "{}2024年法治政府建设年度报告",
        "2024年{}法治政府建设情况报告",
        "{}关于2024年度推进法治政府建设工作情况的报告",
    ]
)


@tried(60)
@given(
    PAIRS,
    st.sampled_from([" ", "\u3000", "、", "和", "", "\n"]),
    FORMS,
    st.sampled_from(["lines", "line", "none"]),
    st.sampled_from([as_docx, as_text]),
)
def test_any_pair_in_any_form_comes_back(
    pair: tuple[str, str],
    between: str,
    form: str,
    signed: str,
    read: Callable[[Mapping[str, Any]], Recovered],
) -> None:
    assume(between != "\n" or form.startswith("{"))
    full = [pair[0], "新华区人民政府" if pair[1] == "区政府" else pair[1]]
    title = form.format(between.join(pair)).split("\n")
    signature = {"lines": full, "line": ["\u3000".join(full)], "none": []}[signed]
    done = back(read({"title": title, "addressee": "市委、市政府", "signature": signature}))
    assert [one.name for one in done.report.organ.each] == full
    told = done.document.title if len(title) > 1 else [done.document.properties.title]
    assert [*map(spaced, told)] == [*map(spaced, title)]
    assert doubts(done.found) == ""


def test_an_office_above_a_title_is_no_joint_author() -> None:
    single = report_of(
        title=["示例市司法局", "示例市司法局2024年法治政府建设年度报告"], mark=[], signature=["示例市司法局"]
    )
    assert [one.name for one in back(as_text(single)).report.organ.each] == ["示例市司法局"]
