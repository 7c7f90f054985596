"""Who issues a report: one organ or several, in the data and in print."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.composition.report import compose
from fazhi_report.document.nodes import Document
from fazhi_report.model.authors import JointAuthors, Organ, joined, mark_lines, same_organ
from fazhi_report.model.report import Report
from fazhi_report.source.load import Source, load_text
from fazhi_report.text.organ_names import full_names, organ_kind, split_authors

PARTY = {"name": "中共示例市甲区委员会", "short_name": "区委", "kind": "party"}
GOVERNMENT = {"name": "示例市甲区人民政府", "kind": "government"}
BODY = {
    "year": 2024,
    "opening": "现报告如下。",
    "date_of_issue": "2025-02-20",
    "signatories": ["张三", "李四"],
}


def read(organ: object, **fields: object) -> Source:
    text = yaml.safe_dump(BODY | {"organ": organ} | fields, allow_unicode=True, sort_keys=False)
    return load_text(text, PurePath("2024.yaml"))


def report(organ: object, **fields: object) -> Report:
    source = read(organ, **fields)
    assert source.report is not None, source.problems
    return source.report


def printed(organ: object, **fields: Any) -> Document:
    return compose(report(organ, **fields), edition="submit")


def test_one_organ_stays_a_mapping_and_a_list_is_several() -> None:
    assert isinstance(report(GOVERNMENT).organ, Organ)
    joint = report([PARTY, GOVERNMENT]).organ
    assert isinstance(joint, JointAuthors)
    assert [one.name for one in joint.each] == [PARTY["name"], GOVERNMENT["name"]]
    assert joint.name == "中共示例市甲区委员会 示例市甲区人民政府"
    assert joint.short_name == "区委、示例市甲区人民政府"
    assert joint.lead.name == GOVERNMENT["name"]


@pytest.mark.parametrize(
    ("between", "title"),
    [
        ("space", "中共示例市甲区委员会 示例市甲区人民政府2024年法治政府建设年度报告"),
        ("mark", "中共示例市甲区委员会、示例市甲区人民政府2024年法治政府建设年度报告"),
        ("and", "中共示例市甲区委员会和示例市甲区人民政府2024年法治政府建设年度报告"),
        ("line", "中共示例市甲区委员会 示例市甲区人民政府2024年法治政府建设年度报告"),
        ("换行", "中共示例市甲区委员会 示例市甲区人民政府2024年法治政府建设年度报告"),
    ],
)
def test_title_mark_and_signature_name_all_authors(between: str, title: str) -> None:
    document = printed([PARTY, GOVERNMENT], title={"preset": "annual", "between": between})
    assert document.properties.title == title
    assert document.properties.name.startswith(title)
    assert document.signature.organs == (PARTY["name"], GOVERNMENT["name"])
    assert document.masthead is not None
    assert (document.masthead.organ_mark, document.masthead.mark_word) == (
        (PARTY["name"], GOVERNMENT["name"]),
        "文件",
    )


def test_authors_that_share_no_line_have_one_each() -> None:
    assert printed([PARTY, GOVERNMENT], title={"preset": "about"}).title == (
        "中共示例市甲区委员会 示例市甲区人民政府",
        "关于2024年度法治政府建设情况的报告",
    )
    longer = [PARTY | {"name": "中共示例市示例区委员会"}, GOVERNMENT | {"name": "示例市示例区人民政府"}]
    assert printed(longer, title={"preset": "about"}).title == (
        "中共示例市示例区委员会",
        "示例市示例区人民政府",
        "关于2024年度法治政府建设情况的报告",
    )


def test_the_organ_in_charge_may_have_the_mark_alone() -> None:
    organ = report([PARTY | {"mark": ["中共示例市甲区委员会文件"]}, GOVERNMENT]).organ
    assert mark_lines(organ) == (("中共示例市甲区委员会文件",), "")


@pytest.mark.parametrize(
    ("organ", "said", "route"),
    [
        ([], "一个也没有", ("organ", "<several>")),
        ([PARTY, PARTY], "两个名称相同", ("organ", "<several>")),
        ([PARTY, {"nme": "甲"}], "nme", ("organ", "<several>", 1, "nme", "[key]")),
        ([PARTY, "示例市甲区人民政府"], "键: 值", ("organ", "<several>", 1)),
        ("示例市甲区人民政府", "键: 值", ("organ", "<one>")),
        ([PARTY] * 10, "最多 9 个", ("organ", "<several>")),
    ],
)
def test_what_is_no_list_of_authors_is_refused_with_its_place(
    organ: object, said: str, route: tuple[str | int, ...]
) -> None:
    problems = read(organ).problems
    assert any(said in one.message and one.route == route for one in problems), problems


def test_the_space_between_authors_is_only_for_presets() -> None:
    problems = read(GOVERNMENT, title={"text": "报告", "between": "mark"}).problems
    assert any("机关之间" in one.message for one in problems)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ([PARTY, GOVERNMENT], GOVERNMENT, True),
        ([PARTY, GOVERNMENT], [PARTY, GOVERNMENT], True),
        ([PARTY, GOVERNMENT], [PARTY, {"name": "示例市乙区人民政府", "kind": "government"}], False),
        ([PARTY, GOVERNMENT], PARTY, False),
    ],
)
def test_a_government_with_its_committee_is_the_same_organ(one: object, other: object, *, same: bool) -> None:
    assert same_organ(report(one).organ, report(other).organ) is same
    assert same_organ(report(other).organ, report(one).organ) is same


PLACES = st.sampled_from(
    ["示例市", "和平区", "示例市甲区", "示例县", "与城县", "委城镇", "示例乡", "市中区", "党城市"]
)
GAPS = st.sampled_from(["space", "mark"])


@given(place=PLACES, between=GAPS, party=st.sampled_from(["中共{}委员会", "中共{}委", "{}党委", "{}委"]))
def test_what_is_joined_is_split_again(place: str, between: str, party: str) -> None:
    names = (party.format(place), f"{place}人民政府")
    assert split_authors(joined(names, between)) == names
    assert split_authors(joined(names, between).replace(" ", "\u3000")) == names
    assert split_authors("\n".join(names)) == names
    assert organ_kind(names[0]) == "party"
    assert organ_kind(names[1]) in {"government", "township"}


@given(
    place=PLACES, between=st.sampled_from(["", "和", "、", " "]), rest=st.sampled_from(["政府", "人民政府"])
)
def test_a_name_without_its_place_gets_that_of_the_committee(place: str, between: str, rest: str) -> None:
    if between == "和" and place.startswith("和"):
        return
    split = split_authors(f"中共{place}委{between}{rest}")
    assert full_names(split) == (f"中共{place}委", f"{place}人民政府")


@given(
    place=PLACES, end=st.sampled_from(["司法局", "委办公室", "教育委员会", "住房和城乡建设局", "人民政府"])
)
def test_one_name_stays_whole(place: str, end: str) -> None:
    assert split_authors(f"{place}{end}") == (f"{place}{end}",)
