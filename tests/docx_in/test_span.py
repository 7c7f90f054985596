"""Places in a line and heights of lines, computed."""

from __future__ import annotations

import pytest

from fazhi_report.docx_in.placement import line_height, room_between, spans, top_of
from fazhi_report.norms.length import pt, twips
from wordfiles import A4, measured, p

SIZE = '<w:sz w:val="32"/>'
GRID = f'{A4}<w:docGrid w:type="lines" w:linePitch="579"/>'


def places(properties: str, text: str = "某某局") -> list[tuple[str, int, int]]:
    layout = measured(p(text, properties, SIZE).replace("@", "</w:t><w:tab/><w:t>"))
    found = spans(layout.paragraphs[0], layout.sections[0])
    assert found is not None
    return [(one.text, one.start.tw, one.end.tw) for one in found]


def test_aligned_words() -> None:
    assert places("") == [("某某局", 0, 960)]
    assert places('<w:ind w:left="100" w:firstLine="20"/>') == [("某某局", 120, 1080)]
    assert places('<w:jc w:val="right"/><w:ind w:right="640"/>') == [("某某局", 7244, 8204)]
    assert places('<w:jc w:val="center"/>') == [("某某局", 3942, 4902)]


def test_tab_stops() -> None:
    stops = '<w:tabs><w:tab w:val="center" w:pos="4422"/><w:tab w:val="right" w:pos="8524"/></w:tabs>'
    assert places(stops, "甲@乙乙@丙") == [("甲", 0, 320), ("乙乙", 4102, 4742), ("丙", 8204, 8524)]


def test_where_no_stop_is_told_the_place_is_not() -> None:
    layout = measured(p("甲@乙").replace("@", "</w:t><w:tab/><w:t>") + p("甲", '<w:jc w:val="distribute"/>'))
    assert [spans(one, layout.sections[0]) for one in layout.paragraphs] == [None, None]


@pytest.mark.parametrize(
    ("properties", "height"),
    [
        ("", twips(579)),
        ('<w:snapToGrid w:val="0"/>', pt(16) * 1.3),
        ('<w:spacing w:line="560" w:lineRule="exact"/>', twips(560)),
        ('<w:spacing w:line="360" w:lineRule="auto"/>', twips(868.5)),
        ('<w:spacing w:line="600" w:lineRule="atLeast"/>', twips(1158)),
    ],
)
def test_heights_of_lines(properties: str, height: object) -> None:
    layout = measured(p("甲", properties, SIZE), GRID)
    assert line_height(layout.paragraphs[0], layout.sections[0]) == height


def test_a_line_too_high_for_the_grid_takes_two_cells() -> None:
    layout = measured(p("甲", run='<w:sz w:val="48"/>'), GRID)
    assert line_height(layout.paragraphs[0], layout.sections[0]) == twips(1158)


def test_room_between_and_from_the_top() -> None:
    layout = measured(
        p("甲", '<w:spacing w:after="100"/>', SIZE) + p() + p("乙", '<w:spacing w:before="20"/>', SIZE), GRID
    )
    first, _, last = layout.paragraphs
    assert room_between(layout, first, last) == twips(100 + 579 + 20)
    assert top_of(layout, last) == twips(579 + 100 + 579 + 20)


def test_the_height_of_what_hangs_on_the_font_is_not_told() -> None:
    layout = measured(p("甲") + p("乙"))
    assert top_of(layout, layout.paragraphs[1]) is None
