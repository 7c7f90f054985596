from __future__ import annotations

import pytest

from fazhi_report.norms.web import (
    ELDER_LINE,
    ELDER_STEPS,
    ELDER_TARGET,
    ELDER_TEXT,
    HIGH_CONTRAST,
    PALETTE,
    SHAPE_CONTRAST,
    TAGS,
    TARGET,
    TEXT_CONTRAST,
    Palette,
)

_LINEAR_BELOW = 0.04045


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.1, contrast ratio)."""
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[index : index + 2], 16) / 255) for index in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _LINEAR_BELOW else ((channel + 0.055) / 1.055) ** 2.4


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("FFFFFF", "FFFFFF") == 1
    # The red of custom fails on white; that is why the pages have another.
    assert contrast("FF0000", "FFFFFF") == pytest.approx(4.0, abs=0.01)
    assert contrast("767676", "FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("palette", [PALETTE, HIGH_CONTRAST])
def test_everything_on_the_page_can_be_told_from_its_ground(palette: Palette) -> None:
    assert [pair for pair in palette.words if contrast(*pair) < TEXT_CONTRAST.value] == []
    assert [pair for pair in palette.shapes if contrast(*pair) < SHAPE_CONTRAST.value] == []


def test_ten_tags_are_required_of_an_article() -> None:
    assert [tag.name for tag in TAGS if tag.required] == [
        "SiteName",
        "SiteDomain",
        "SiteIDCode",
        "ColumnName",
        "ColumnDescription",
        "ColumnKeywords",
        "ColumnType",
        "ArticleTitle",
        "PubDate",
        "ContentSource",
    ]


def test_elder_sizes_reach_what_the_norm_asks() -> None:
    assert ELDER_TEXT.value.pt >= 18
    assert (ELDER_TEXT.value * ELDER_STEPS.value[-1]).pt == pytest.approx(30)
    assert ELDER_LINE.value >= 1.3
    assert (TARGET.value.px, ELDER_TARGET.value.px) == (44, 60)
