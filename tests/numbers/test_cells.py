"""Figures in cells of tables."""

from __future__ import annotations

import pytest

from fazhi_report.numbers.cells import is_figure


@pytest.mark.parametrize(
    "cell",
    [
        "80",
        "80件",
        "80余条",
        "约3.5万件",
        "99.78%",
        "增长24.7%",
        "提高2.4个百分点",
        "－12",
        "+1～+3万人次",
        "+10～+34%",
        "+3件",
        "20,574.58万元",
        "12〔1〕",
    ],
)
def test_figures_with_their_units_are_known(cell: str) -> None:
    assert is_figure(cell)


@pytest.mark.parametrize("cell", ["司法局", "1个月内办结并反馈", "—", "", "3.深化府院联动"])
def test_words_are_no_figures(cell: str) -> None:
    assert not is_figure(cell)
