"""Cells of CSV files: nothing that a spreadsheet would compute."""

from __future__ import annotations

import pytest

from fazhi_report.writers.excel import harmless


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "=1+1",
            "+A1",
            "@SUM(1)",
            "\t=1",
            "\r=1",
            "-",
            "-A1",
            "-1+cmd|'/C calc'!A0",
            "-1-1",
            "-1*2件",
            "-2e5",
        ),
        # What nobody sees comes first.
        *(
            " =1",
            "\u3000=1",
            "\u200b=1",
            "\ufeff=1",
            "\u202e@SUM(1)",
            "\n=1",
            "\x00=1",
            "\u2060+A1",
            "\ttext",
        ),
        # Full-width and small signs, and the sign of minus.
        *("＝1+1", "＋A1", "－A1", "＠SUM(1)", "﹦1+1", "﹢A1", "\u2212A1", "\u3000＝1"),
    ],
)
def test_what_could_be_computed_is_quoted(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "-18",
        "+5",
        "-1,234.5",
        "－18件",
        "\u221218",
        "-18件",
        "-2.4个百分点",
        "-3.2%",
        "80余件",
        "未统计",
        "1+1",
    ],
)
def test_numbers_and_words_stay(cell: str) -> None:
    assert harmless(cell) == cell
