from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from fazhi_report.document.nodes import SignatureBlock
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.typesetting.signature import signature_layout
from fazhi_report.writers.docx.frame import line_count, signature
from fazhi_report.writers.docx.oxml import W_NAMESPACE
from fazhi_report.writers.docx.page import type_area_width
from wordprocessing import W, words

DATE = "2021年2月28日"
WIDE = norms.BODY.value.size.tw + norms.CHAR_SPACING.value.tw
HALF = norms.BODY.value.size.tw / 2 + norms.CHAR_SPACING.value.tw
DATE_WIDTH = 3 * WIDE + 7 * HALF
AREA = type_area_width().tw


def places(content: SignatureBlock) -> dict[str, dict[str, float]]:
    """Where each line of words begins or ends, in twips from the type area's edges."""
    xml = "".join(signature(content, keep_date=False))
    body = ET.fromstring(f'<w:body xmlns:w="{W_NAMESPACE}">{xml}</w:body>')  # noqa: S314  (our own output)
    found = {}
    for paragraph in body:
        indent = paragraph.find(f"{W}pPr/{W}ind")
        stops = [float(tab.get(f"{W}pos", 0)) for tab in paragraph.iterfind(f"{W}pPr/{W}tabs/{W}tab")]
        found[words(paragraph)] = {
            **(
                {key.removeprefix(W): float(value) for key, value in indent.items()}
                if indent is not None
                else {}
            ),
            **{f"stop{at}": stop for at, stop in enumerate(stops)},
        }
    return found


def test_unsealed_name_two_characters_from_the_edge_and_date_two_to_the_right() -> None:
    name = "示例市人民政府办公室"
    where = places(SignatureBlock((name,), DATE))
    assert where[name]["left"] == pytest.approx(AREA - WIDE * (2 + len(name)), abs=1)
    assert where[DATE]["left"] == pytest.approx(where[name]["left"] + 2 * WIDE, abs=1)


def test_unsealed_with_a_longer_date_the_date_keeps_its_distance_and_the_name_gives_way() -> None:
    # 临海市司法局: six characters; the date: three, and seven digits of half a character.
    where = places(SignatureBlock(("临海市司法局",), DATE))
    assert where[DATE] == {"right": 2 * WIDE}
    start = AREA - 2 * WIDE - DATE_WIDTH
    assert where["临海市司法局"]["left"] == pytest.approx(start - 2 * WIDE, abs=1)


def test_unsealed_names_stand_in_one_column() -> None:
    where = places(SignatureBlock(("甲局", "示例市发展和改革局"), DATE))
    assert where["甲局"]["left"] == where["示例市发展和改革局"]["left"]
    assert where["示例市发展和改革局"]["left"] == pytest.approx(AREA - 11 * WIDE, abs=1)
    assert where[DATE]["left"] == pytest.approx(AREA - 9 * WIDE, abs=1)


def test_names_of_a_column_are_spread_to_one_width_where_no_hole_opens() -> None:
    near, widest = (
        row.names[0] for row in signature_layout(("甲市司法局", "甲市教育体育局"), DATE, sealed=False).rows
    )
    assert (near.start, near.width) == (widest.start, widest.width)
    assert near.spread.twips * 4 == pytest.approx(2 * WIDE, abs=1)
    assert widest.spread.twips == 0
    holed = signature_layout(("甲市司法局", "甲市教育体育局", "甲局"), DATE, sealed=False)
    assert {row.names[0].spread.twips for row in holed.rows} == {0}, "a gap of five characters is a hole"
    assert len({row.names[0].start for row in holed.rows}) == 1


def test_a_name_wider_than_the_type_area_is_broken_by_its_meaning() -> None:
    organ = "双江拉祜族佤族布朗族傣族自治县人力资源和社会保障局驻省会办事处"
    for sealed in (False, True):
        (row,) = signature_layout((organ,), DATE, sealed=sealed).rows
        (name,) = row.names
        assert name.lines == ("双江拉祜族佤族布朗族傣族自治县", "人力资源和社会保障局驻省会办事处")
        assert name.start.tw >= 0
        assert (name.start + name.width).tw <= AREA + 1


def test_sealed_date_four_characters_from_the_edge_and_name_centred_over_it() -> None:
    where = places(SignatureBlock(("临海市司法局",), DATE, sealed=True))
    assert where[DATE]["right"] == pytest.approx(4 * WIDE, abs=1)
    assert where["临海市司法局"]["stop0"] == pytest.approx(AREA - 4 * WIDE - DATE_WIDTH / 2, abs=1)


def test_seals_side_by_side_do_not_touch_nor_leave_the_type_area() -> None:
    seal = norms.SEAL_DIAMETER.value.tw
    where = places(
        SignatureBlock(("甲市司法局", "甲市教育局", "甲市财政局", "甲市民政局"), DATE, sealed=True)
    )
    first = where["甲市司法局甲市教育局甲市财政局"]
    stops = list(first.values())
    assert all(right - left >= seal for left, right in pairwise(stops))
    assert stops[0] >= seal / 2
    assert stops[-1] <= AREA - seal / 2
    assert list(where["甲市民政局"].values()) == stops[-1:], "the last stands over the date"


def test_a_sealed_name_too_long_for_that_draws_the_date_in() -> None:
    name = "中共示例市委全面依法治市委员会办公室"
    where = places(SignatureBlock((name,), DATE, sealed=True))
    middle = where[name]["stop0"]
    assert middle + len(name) * WIDE / 2 == pytest.approx(AREA, abs=1)
    assert AREA - where[DATE]["right"] - DATE_WIDTH / 2 == pytest.approx(middle, abs=1)


def test_long_names_take_a_row_each() -> None:
    names = ("示例市人力资源和社会保障局驻省会办事处", "示例市住房和城乡建设委员会驻省会办事处")
    where = places(SignatureBlock(names, DATE, sealed=True))
    assert set(names) <= set(where)


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (SignatureBlock(("甲局",), DATE), 3),
        (SignatureBlock(("甲局", "乙局"), DATE), 4),
        (SignatureBlock(("甲局",), DATE, sealed=True), 4),
        (SignatureBlock(("甲局", "乙局", "丙局", "丁局"), DATE, sealed=True), 9),
        (SignatureBlock((), DATE), 2),
    ],
)
def test_lines_taken_are_lines_counted(content: SignatureBlock, lines: int) -> None:
    assert line_count(content) == lines
    assert "".join(signature(content, keep_date=False)).count("<w:p>") == lines


def test_the_seal_rises_at_most_one_line_into_the_text() -> None:
    # Names and date lie in the seal's lower half; its top stands within one line below the text (7.3.5.1).
    pitch, seal = norms.LINE_PITCH.value.mm, norms.SEAL_DIAMETER.value.mm
    middle_of_words = norms.SEALED_GAP_LINES.value * pitch + pitch
    for drop in (2, 6):
        top = middle_of_words - drop - seal / 2
        assert 0 <= top <= pitch
