"""Numbers of headings and list words, in any width."""

from __future__ import annotations

import pytest

from fazhi_report.document.raw import RawParagraph
from fazhi_report.importer.cleaning import prepare
from fazhi_report.importer.naming import is_title, named, part_of
from fazhi_report.importer.outline import split
from fazhi_report.norms.elements import HEADINGS
from fazhi_report.readers.text import scan
from fazhi_report.recognise.lines import level
from fazhi_report.recognise.markers import leading_ordinal, opening, ordinals, sentence_end


@pytest.mark.parametrize(
    ("text", "level", "value"),
    [
        ("一、总体情况", 1, 1),
        ("　　十二、其他", 1, 12),
        ("(三)完善制度", 2, 3),
        ("（三）、完善制度", 2, 3),
        ("1.创建机制", 3, 1),
        ("２．创建机制", 3, 2),
        ("3、创建机制", 3, 3),
        ("1.2021年工作", 3, 1),
        ("(4)细化措施", 4, 4),
    ],
)
def test_a_heading_is_told_by_its_number(text: str, level: int, value: int) -> None:
    found = opening(text)
    assert found is not None
    assert (found.level, found.value) == (level, value)


@pytest.mark.parametrize(
    "text", ["2.0版上线", "3.5万件", "一是加强", "2021年，", "“一窗”改革", "第一，", "一季度"]
)
def test_what_is_no_heading(text: str) -> None:
    assert opening(text) is None


def test_list_words_count_from_one_and_in_order() -> None:
    assert [one.value for one in ordinals("一是抓学习。二是抓落实；三是抓监督。五是抓别的。")] == [1, 2, 3]
    assert ordinals("统一是非标准，唯一要求") == []
    assert [one.form for one in ordinals("一要抓，二要管")] == ["要", "要"]
    assert leading_ordinal("　三是强统筹。") is not None
    assert leading_ordinal("坚持三是") is None


def test_a_sentence_ends_outside_quotes() -> None:
    assert sentence_end("推进“要办。就办”改革。然后") == 12
    assert sentence_end("没有句号") == 4
    assert sentence_end("引号“没有关。后面") == 7


@pytest.mark.parametrize(
    ("rest", "title", "body"),
    [
        ("抓好立法。完成规章1部。", "抓好立法。", "完成规章1部。"),
        ("落实责任一是加强领导，二是", "落实责任", "一是加强领导，二是"),
        ("坚持党的领导", "坚持党的领导", None),
        ("总体成效。", "总体成效。", None),
    ],
)
def test_a_heading_and_what_runs_on(rest: str, title: str, body: str | None) -> None:
    assert split(rest) == (title, body)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("2022年推进法治政府建设的主要举措和成效", "achievements"),
        ("主要工作情况", "achievements"),
        ("党政主要负责人履行推进法治建设第一责任人职责的有关情况", "leader_duties"),
        ("存在的不足和原因", "shortcomings"),
        ("当前存在的困难和问题", "shortcomings"),
        ("下一步工作打算", "plans"),
        ("2023年工作要点", "plans"),
        ("2023年重点任务", "plans"),
        ("上年度存在问题的整改情况", "problems_solved"),
        ("其他需要报告的情况", "other"),
        ("坚持党的领导，把牢方向", None),
        ("着力解决群众急难愁盼问题", None),
    ],
)
def test_a_part_is_told_by_its_words(heading: str, name: str | None) -> None:
    assert part_of(heading, 2022) == name


@pytest.mark.parametrize(
    ("title", "organ", "year"),
    [
        ("示例市司法局关于2020年度法治政府建设情况的报告", "示例市司法局", 2020),
        ("示例市2020年法治政府建设年度报告", "示例市", 2020),
        ("2020年示例县人民政府法治政府建设情况报告", "示例县人民政府", 2020),
        ("关于法治政府建设的情况报告", "", None),
        ("示例局关于2022年法治工作情况暨2023年工作要点的报告", "示例局", 2022),
    ],
)
def test_titles_name_the_organ_and_the_year(title: str, organ: str, year: int | None) -> None:
    assert is_title(title)
    assert (named(title).organs, named(title).year) == ((organ,) if organ else (), year)


def lines(text: str) -> list[str]:
    return [block.text for block in prepare(scan(text)) if isinstance(block, RawParagraph)]


def test_list_words_torn_over_lines_are_joined() -> None:
    assert lines("一\n是加强学习。\n二是\n加强管理。\n（三）\n服务群众") == [
        "一是加强学习。",
        "二是加强管理。",
        "（三）服务群众",
    ]


def test_paragraphs_on_lines_of_their_own_stay_apart() -> None:
    text = "特此报告\n示例市司法局\n2021年2月28日"
    assert lines(text) == text.split("\n")


@pytest.mark.parametrize(
    ("words", "depth"),
    [
        ("一、总体", 1),
        ("十二．其他", 1),
        ("二，问题", 1),
        ("（三）聚焦", 2),
        ("( 三 ) 、聚焦", 2),
        ("1.健全机制", 3),
        ("１．健全机制", 3),
        ("3.2024年共办理80件", 3),
        ("3.5万人参加", 0),
        ("(1)压实", 4),
        ("一是强化学习", 0),
    ],
)
def test_import_and_check_docx_read_the_same_level(words: str, depth: int) -> None:
    found = opening(words)
    assert (found.level if found else 0) == depth
    role = level(words)
    assert (HEADINGS.index(role) + 1 if role else 0) == depth
