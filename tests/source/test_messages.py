from __future__ import annotations

import re
from typing import Any, get_args

import pytest
from pydantic import ValidationError
from pydantic_core.core_schema import ErrorType

from fazhi_report.model.report import Report
from fazhi_report.source.messages import _TABLE, problem_of, quote, without_cascades

ENGLISH = re.compile(r"Input|should|valid|[A-Za-z]+ [A-Za-z]+ [A-Za-z]+")
PART = {"heading": "甲", "text": "乙"}
WHOLE: dict[str, Any] = {
    "year": "2024",
    "organ": {"name": "示例市司法局"},
    "achievements": PART,
    "leader_duties": PART,
    "shortcomings": PART,
    "plans": PART,
    "date_of_issue": "2025-02-28",
}


def errors(change: dict[str, Any]) -> list[Any]:
    with pytest.raises(ValidationError) as caught:
        Report.model_validate({key: value for key, value in {**WHOLE, **change}.items() if value != "GONE"})
    return caught.value.errors(include_url=False)


def schema_kinds(schema: object) -> set[str]:
    """The error types that a core schema can raise, read off its nodes."""
    raised = {
        "str": {"string_type"},
        "int": {"int_type", "int_parsing", "int_parsing_size"},
        "bool": {"bool_type", "bool_parsing"},
        "date": {"date_type"},
        "datetime": {"datetime_type"},
        "literal": {"literal_error"},
        "tuple": {"tuple_type"},
        "dict": {"dict_type"},
        "model-fields": {"model_type", "missing", "extra_forbidden"},
    }
    constraints = {
        "min_length": "string_too_short",
        "pattern": "string_pattern_mismatch",
        "ge": "greater_than_equal",
        "le": "less_than_equal",
    }
    kinds: set[str] = set()
    if isinstance(schema, dict):
        kind = schema.get("type")
        if isinstance(kind, str):
            kinds |= raised.get(kind, set())
            for name, error in constraints.items():
                if name in schema:
                    kinds.add("too_short" if kind == "tuple" else error)
        for inner in schema.values():
            kinds |= schema_kinds(inner)
    elif isinstance(schema, list | tuple):
        for inner in schema:
            kinds |= schema_kinds(inner)
    return kinds


Report.model_rebuild()
KINDS = schema_kinds(Report.__pydantic_core_schema__)


def test_the_walk_sees_the_schema() -> None:
    assert {
        "missing",
        "literal_error",
        "int_parsing",
        "too_short",
        "string_pattern_mismatch",
        "date_type",
    } <= KINDS


def test_every_error_that_the_schema_can_raise_has_a_row() -> None:
    assert KINDS - set(_TABLE) == set()


@pytest.mark.parametrize("value", [None, "x", "2024：甲", ["甲"], {"甲": "乙"}, 1, ""], ids=repr)
def test_no_error_of_pydantic_speaks_english(value: object) -> None:
    english = {}
    for kind in get_args(ErrorType):
        loc = ("achievements", "sections", 0, "heading")
        error: Any = {"type": kind, "loc": loc, "msg": "Input should be", "input": value, "ctx": {}}
        if kind == "too_short":
            error |= {"input": [], "ctx": {"min_length": 1, "actual_length": 0}}
        problem = problem_of(error)
        words = problem.message + problem.hint
        if not re.search("[一-鿿]", problem.message) or ENGLISH.search(words):
            english[kind] = words
    assert english == {}


@pytest.mark.parametrize(
    ("change", "words", "hint"),
    [
        ({"organ": "GONE"}, "缺少“发文机关”（organ）", "organ: "),
        ({"achivements": PART}, "不认识的键“achivements”", "achievements"),
        ({"成文日期": "x"}, "不认识的键“成文日期”", "date_of_issue"),
        ({"organ": {"name": "甲", "Short-Name": "乙"}}, "Short-Name", "short_name"),
        ({"sections": []}, "sections", "检查缩进"),
        ({"organ": {"name": "甲", "year": "2024"}}, "year", "最外层"),
        ({"zzz": "x"}, "zzz", "这里可以写：kind"),
        ({"": "x"}, "没有键", "补上键名"),
        ({"organ": "name：甲"}, "“发文机关”（organ）", "半角冒号"),
        ({"title": {"preset": "anual"}}, "“标题样式”（preset）只能写", "是不是 annual"),
        ({"opening": [{"mesures": ["甲"]}]}, "“开头”（opening）第 1 项", "是不是 measures"),
        ({"opening": [["甲"]]}, "“开头”（opening）第 1 项", "删去“- ”"),
        ({"addressees": "甲"}, "“主送机关”（addressees）应是一列", "- "),
        ({"figures": {"Bad": "1件"}}, "指标键“Bad”", "小写"),
        ({"copy_number": "甲"}, "“份号”（copy_number）", "6 位"),
        ({"year": "1999"}, "不小于 2004", "2020"),
        ({"year": "9" * 5000}, "“9999", "半角"),
        ({"file_name": "字" * 999}, "文件名", "只写名字"),
        ({"date_of_issue": "2025-02-30"}, "2025-02-30", "2021-02-28"),
    ],
)
def test_sentences_name_the_field_and_the_cure(change: dict[str, Any], words: str, hint: str) -> None:
    problem = problem_of(without_cascades(errors(change))[0])
    assert words in problem.message
    assert hint in problem.hint


def test_unknown_keys_point_at_the_key() -> None:
    assert problem_of(errors({"zzz": "x"})[0]).route == ("zzz", "[key]")


def test_checks_of_the_whole_point_at_the_field_they_name() -> None:
    assert problem_of(errors({"order": ["plans", "plans"]})[0]).route == ("order",)


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        ({"achivements": PART, "achievements": "GONE"}, ["extra_forbidden"]),
        ({"achivements": PART, "achievements": "甲"}, ["model_type", "extra_forbidden"]),
        ({"opening": [{"measures": [None]}]}, ["model_type"]),
        ({"opening": [{"measures": []}]}, ["too_short"]),
    ],
)
def test_no_fault_is_told_twice(change: dict[str, Any], kinds: list[str]) -> None:
    assert [one["type"] for one in without_cascades(errors(change))] == kinds


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "空着"),
        ("甲\n乙", "“甲 乙”"),
        ("字" * 99, "“" + "字" * 40 + "……”"),
        ({"k": 1}, "“k: ……”这样的键和值"),
        ([], "以“- ”开头的各项"),
    ],
)
def test_quotes_are_short_and_on_one_line(value: object, words: str) -> None:
    assert quote(value) == words
