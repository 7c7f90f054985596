"""Titles, quoted names and addresses inside a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.text.zones import LONGEST_NAME, Zone, addresses, quoted_names, titles
from growth import assert_linear


def words(text: str, zones: list[Zone]) -> list[str]:
    return [text[zone.start : zone.end] for zone in zones]


def test_titles_are_outermost() -> None:
    text = "印发《关于印发〈甲〉的通知》《乙（2020年）》，另有《丙"
    assert words(text, titles(text)) == ["《关于印发〈甲〉的通知》", "《乙（2020年）》"]


def test_names_are_short_and_no_sentences() -> None:
    text = "“‘法雨’润企”“网上办、就近办”，他说：“今年很好，明年更好。”另有“1+N”"
    assert words(text, quoted_names(text)) == ["“‘法雨’润企”", "“网上办、就近办”", "“1+N”"]
    long = f"“{'甲' * (LONGEST_NAME + 1)}”"
    assert not quoted_names(long)


def test_straight_marks_pair_off_from_the_left() -> None:
    text = '"甲"工程12件,"乙,丙"和"丁"'
    assert words(text, quoted_names(text)) == ['"甲"', '"丁"']


def test_a_mark_without_its_partner_ends_with_its_line() -> None:
    assert not titles("《甲\n乙》")
    text = "“甲《乙”丙》《丁》"
    assert words(text, quoted_names(text)) == ["“甲《乙”"]
    assert words(text, titles(text)) == ["《丁》"]


def test_addresses_of_the_web_and_of_mailboxes() -> None:
    text = "见www.a.gov.cn/2020/1.html，邮箱b12@c.cn。"
    assert words(text, addresses(text)) == ["www.a.gov.cn/2020/1.html", "b12@c.cn"]


@given(st.text(alphabet='《》〈〉“”‘’"\n甲，', max_size=40))
def test_zones_stand_in_order_and_apart(text: str) -> None:
    for zones in (titles(text), quoted_names(text)):
        edges = [edge for zone in zones for edge in (zone.start, zone.end)]
        assert edges == sorted(edges)


@pytest.mark.parametrize("piece", ["《", "“", '"', "《”", "“《", "》", "a", "a@", "www."])
def test_long_texts_take_linear_time(piece: str) -> None:
    assert_linear(lambda text: (titles(text), quoted_names(text), addresses(text)), piece)
