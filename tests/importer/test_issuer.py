"""The organ of an old report from title, signature and 来源 together."""

from __future__ import annotations

import pytest

from fazhi_report.importer.issuer import issuer

END = "2025年法治政府建设年度报告"
AGREE = {
    ("示例区", "", ""): "示例区人民政府",
    ("示例县", "", "示例县司法局"): "示例县人民政府",
    ("示例镇", "", ""): "示例镇人民政府",
    ("示例街道", "", ""): "示例街道办事处",
    ("示例新区", "", ""): "示例新区",
    ("示例区", "示例区人民政府", "区司法局"): "示例区人民政府",
    ("市水务局", "示例市水务局", ""): "示例市水务局",
    ("示例市水务局", "", "市水务局"): "示例市水务局",
    ("示例市水务局", "", "局办公室"): "示例市水务局",
    ("", "示例市水务局", ""): "示例市水务局",
}


@pytest.mark.parametrize("said", AGREE, ids="-".join)
def test_names_that_agree(said: tuple[str, str, str]) -> None:
    titled, signed, source = said
    found = issuer(titled, [signed] if signed else [], titled + END, source)
    assert (found.names, found.doubt) == ((AGREE[said],), "")


DISAGREE = {
    ("示例区", "示例区住房局", ""): ("示例区人民政府", "标题说的是示例区，署名是示例区住房局；按标题写"),
    ("示例区", "示例区住房局", "区住房局"): (
        "示例区住房局",
        "标题说的是示例区，署名是示例区住房局；网页的来源也是区住房局，按署名写",
    ),
    ("示例市水务局", "", "示例市教育局"): (
        "示例市水务局",
        "标题说的是示例市水务局，网页的来源是示例市教育局",
    ),
    ("", "", "示例市教育局"): ("示例市教育局", "标题和署名里没有机关名称，取自网页的来源"),
}


@pytest.mark.parametrize("said", DISAGREE, ids="-".join)
def test_names_that_disagree_are_told(said: tuple[str, str, str]) -> None:
    titled, signed, source = said
    found = issuer(titled, [signed] if signed else [], titled + END, source)
    assert (found.names[0], found.doubt) == DISAGREE[said]
