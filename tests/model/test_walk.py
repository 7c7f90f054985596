from __future__ import annotations

from pathlib import Path, PurePath
from typing import Any

import pytest
from pydantic import ValidationError

from fazhi_report.findings import Route
from fazhi_report.model.figure import Figure
from fazhi_report.model.prose import Measure, Part, Table
from fazhi_report.model.report import Report
from fazhi_report.model.walk import each, texts
from fazhi_report.source.load import load_bytes

DATA: dict[str, Any] = {
    "year": "2024",
    "file_name": "不印",
    "organ": {"name": "机关", "short_name": "简称", "mark": ["标志"], "kind": "department"},
    "title": {"lines": ["题一", "题二"]},
    "document_number": "文号",
    "signatories": ["签发人"],
    "secrecy": {"level": "秘密", "period": "1年"},
    "urgency": "特急",
    "addressees": ["主送"],
    "copied_to": ["抄送"],
    "opening": ["开头一", {"measures": [{"lead": "首句"}, {"text": "正文"}], "ordinal": "要"}],
    "achievements": {
        "heading": "标题",
        "text": [{"table": {"caption": "表题", "columns": ["栏"], "rows": [["格"]], "note": "表注"}}],
        "sections": [
            {"heading": "节", "items": [{"lead": "项", "text": ["项文"], "items": [{"lead": "目"}]}]},
        ],
    },
    "leader_duties": {"heading": "二", "text": ["二文"]},
    "shortcomings": {"heading": "三", "text": ["三文"]},
    "plans": {"heading": "四", "text": ["四文"]},
    "closing": "结束",
    "attachments": [{"title": "附件", "text": ["附文"]}],
    "signature": {"organs": ["署名"]},
    "date_of_issue": "2025-02-28",
    "notes": ["附注"],
    "imprint": {"printed_by": "印发", "printed_on": "2025-03-01"},
    "publication": {"source": "不印", "site": {"name": "不印"}},
    "figures": {"a.b": {"value": "80件", "note": "不印"}},
}


@pytest.fixture(scope="module")
def report() -> Report:
    return Report.model_validate(DATA)


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in strings(one)]
    if isinstance(value, list):
        return [text for one in value for text in strings(one)]
    return [str(value)]


def test_every_printed_text_comes_once(report: Report) -> None:
    unprinted = {"2024", "不印", "department", "秘密", "特急", "要", "2025-02-28", "2025-03-01", "80件"}
    assert sorted(text for _, text in texts(report)) == sorted(
        text for text in strings(DATA) if text not in unprinted
    )


def test_routes_are_those_of_pydantic(report: Report) -> None:
    """Each text is spoilt in its turn; Pydantic must complain at the very route that the walk gave."""
    for route, _ in texts(report):
        with pytest.raises(ValidationError) as caught:
            Report.model_validate(spoilt(DATA, route))
        assert route in [error["loc"] for error in caught.value.errors()]


def spoilt(data: Any, route: Route) -> Any:
    if not route or route == ("<paragraph>",):
        return 3.5
    part, *rest = route
    if isinstance(part, str) and part.startswith("<"):
        return spoilt(data, tuple(rest))
    if isinstance(data, list):
        return [spoilt(one, tuple(rest)) if index == part else one for index, one in enumerate(data)]
    return {**data, part: spoilt(data[part], tuple(rest))}


def test_parts_of_a_kind_come_with_their_routes(report: Report) -> None:
    assert [route for route, _ in each(report, Part)] == [
        ("achievements",),
        ("leader_duties",),
        ("shortcomings",),
        ("plans",),
    ]
    assert [(route, figure.value) for route, figure in each(report, Figure)] == [(("figures", "a.b"), "80件")]
    assert [route for route, _ in each(report, Table)] == [("achievements", "text", 0, "<table>", "table")]
    assert [route for route, _ in each(report, Measure)] == [
        ("opening", 1, "<measures>", "measures", 0),
        ("opening", 1, "<measures>", "measures", 1),
    ]
    assert [one for _, one in each(report, Report)] == [report]


@pytest.mark.parametrize("name", ["data/2020.yaml", "tests/data/minimal.yaml"])
def test_every_text_of_a_file_is_found_where_it_is_written(name: str) -> None:
    root = Path(__file__).parent.parent.parent
    source = load_bytes((root / name).read_bytes(), PurePath(name))
    assert source.report is not None
    lines = source.text.split("\n")
    for route, text in texts(source.report):
        for offset in {0, len(text) // 2, len(text) - 1}:
            place = source.locate(route, offset)
            if not text[offset].isspace():
                assert lines[place.line - 1][place.column - 1] == text[offset]
