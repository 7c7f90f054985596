from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import PROFILES
from fazhi_report.norms.length import mm
from fazhi_report.text.width import columns
from fazhi_report.typesetting.organ_mark import mark_layout, mark_room, word_apart

FULL = norms.ORGAN_MARK.value.size
AREA = norms.TYPE_AREA_WIDTH.value


def test_a_short_mark_keeps_size_and_width() -> None:
    mark = mark_layout(("临海市司法局文件",))
    assert (mark.size, mark.scale, mark.word) == (FULL, 100, "")


def test_a_longer_mark_is_condensed_before_a_second_line_is_begun() -> None:
    one = mark_layout(("恩施土家族苗族自治州人民政府文件",))
    assert (one.size, len(one.lines)) == (FULL, 1)
    assert 50 <= one.scale < 100
    two = mark_layout(("双江拉祜族佤族布朗族傣族自治县人力资源和社会保障局文件",))
    assert two.size == FULL
    assert [line.text for line in two.lines] == ["双江拉祜族佤族布朗族傣族自治县", "人力资源和社会保障局"]
    assert two.word == "文件"


def test_a_name_without_joints_is_set_smaller_and_at_last_does_not_fit() -> None:
    small = mark_layout(("甲乙丙丁戊己庚辛壬癸" * 3 + "文件",))
    assert small.fits
    assert norms.BODY.value.size <= small.size < FULL
    assert not mark_layout(("甲乙丙丁戊己庚辛壬癸" * 6 + "文件",)).fits


def test_names_of_joint_organs_are_spread_to_one_width_with_the_word_beside_them() -> None:
    mark = mark_layout(("示例市司法局", "示例市人力资源和社会保障局"), "文件")
    em = mark.size * (mark.scale / 100)
    wide = [em * columns(line.text) + line.spread * (len(line.text) - 1) for line in mark.lines]
    assert all(one.twips == pytest.approx(mark.width.twips) for one in wide)
    assert mark.left.twips > 0
    assert mark.word_left > mark.left + mark.width
    assert mark.word_top == mark.pitch / 2


def test_marks_of_five_organs_leave_room_for_text_on_the_first_page() -> None:
    for profile in PROFILES.values():
        room = mark_room(profile, title_lines=2, number_lines=3, further_lines=1)
        mark = mark_layout(tuple(f"示例市第{n}局" for n in "一二三四五"), "文件", room=room)
        assert mark.height <= room
        assert mark.size >= norms.BODY.value.size


def test_what_is_written_as_lines_is_read_as_names_and_word() -> None:
    assert word_apart(("甲局", "乙局", "文件")) == (("甲局", "乙局"), "文件")
    assert word_apart(("甲局", "乙局文件")) == (("甲局", "乙局"), "文件")
    assert word_apart(("甲局", "乙局")) == (("甲局", "乙局"), "")


@given(
    st.lists(
        st.text("示例市县自治州开发区管理委员会司法局人民政府", min_size=1, max_size=45),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from(("", "文件")),
    st.floats(20, 120),
)
def test_every_mark_that_fits_stays_inside_the_type_area(names: list[str], word: str, room: float) -> None:
    mark = mark_layout(tuple(names), word, room=mm(room))
    assert "".join(line.text for line in mark.lines) + mark.word == "".join(names) + word or not word
    assert norms.MARK_LEAST_SIZE.value <= mark.size <= FULL
    assert norms.MARK_LEAST_SCALE.value <= mark.scale <= 100
    if mark.fits:
        end = mark.left + mark.width if not mark.word else mark.word_left + mark.size * (mark.scale / 50)
        assert mark.left.twips >= -1
        assert end.twips <= AREA.twips + 1
