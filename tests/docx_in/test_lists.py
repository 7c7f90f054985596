"""Numbers that Word prints by itself."""

from __future__ import annotations

import pytest

from fazhi_report.docx_in.lists import ListLevel, Lists
from wordfiles import measured, p

LEVELS = (
    ("chineseCounting", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + "".join(
        f'<w:lvl w:ilvl="{depth}"><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{depth * 100}"/></w:pPr></w:lvl>'
        for depth, (form, text) in enumerate(LEVELS)
    )
    + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num>'
)


def item(depth: int, key: int = 1, more: str = "") -> str:
    return p("文", f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{key}"/></w:numPr>{more}')


def labels(*items: str) -> list[str]:
    return [one.label for one in measured("".join(items), numbering=NUMBERING).paragraphs]


def test_levels_count_and_begin_anew() -> None:
    assert labels(item(0), item(1), item(1), item(2), item(3), item(0), item(1), item(2)) == [
        "一、",
        "（一）",
        "（二）",
        "1.",
        "（1）",
        "二、",
        "（一）",
        "1.",
    ]


def test_a_list_may_start_elsewhere_and_counts_for_itself() -> None:
    assert labels(item(0), item(0, 2), item(0)) == ["一、", "五、", "二、"]


def test_no_list_no_number() -> None:
    assert labels(item(0, 0), item(0, 3), item(0, 77), p("文")) == ["", "", "", ""]


def test_a_number_asked_for_directly_brings_its_indent_and_direct_formatting_wins() -> None:
    plain, own = measured(item(2) + item(2, more='<w:ind w:left="7"/>'), numbering=NUMBERING).paragraphs
    assert (plain.left.tw, own.left.tw) == (200, 7)


@pytest.mark.parametrize(
    ("form", "counted"),
    [
        ("decimal", "12"),
        ("decimalZero", "12"),
        ("decimalFullWidth", "１２"),
        ("decimalEnclosedCircle", "⑫"),
        ("chineseCountingThousand", "十二"),
        ("lowerLetter", "l"),
        ("upperLetter", "L"),
        ("lowerRoman", "xii"),
        ("upperRoman", "XII"),
        ("none", ""),
        ("somethingElse", "12"),
    ],
)
def test_numbers_are_written_in_their_form(form: str, counted: str) -> None:
    lists = Lists({"1": {0: ListLevel(form, "%1", start=12)}}, {"1": "0"})
    assert lists.next({"numPr.numId.val": "1"}) == counted


def test_letters_and_rings_run_out_gracefully() -> None:
    def first(form: str, start: int) -> str:
        return Lists({"1": {0: ListLevel(form, "%1", start=start)}}, {"1": "0"}).next(
            {"numPr.numId.val": "1"}
        )

    assert first("lowerLetter", 28) == "bb"
    assert first("decimalEnclosedCircle", 21) == "21"
    assert first("lowerRoman", 1994) == "mcmxciv"


def test_legal_figures_are_written_out() -> None:
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="chineseLegalSimplified"/><w:lvlText w:val="%1、"/></w:lvl>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    found = measured(item(0) * 12, numbering=numbering).paragraphs
    assert [found[0].label, found[11].label] == ["壹、", "壹拾贰、"]
