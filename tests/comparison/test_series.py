"""Figures over the years: one thread through renamed keys, broken where scopes differ; drawn for grey and for the blind."""

from __future__ import annotations

import csv
import io
import json
import sys
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from PIL import Image, ImageFont

from fazhi_report.comparison.series import (
    Series,
    by_unit,
    charts,
    describe,
    series,
    to_chart,
    to_csv,
    to_json,
    to_xlsx,
)
from fazhi_report.comparison.years import Book
from fazhi_report.errors import FazhiError
from fazhi_report.model.report import YearFigures
from fazhi_report.writers import png
from fazhi_report.writers.drawing import SIZE, WIDTH, SceneText, Sign, Stroke, scene, to_svg, width
from fazhi_report.writers.png import to_png
from printing import FONTS, require_printing

SVG = "{http://www.w3.org/2000/svg}"
FANDOL = FONTS / "FandolSong-Regular.otf"


def book(year: int, figures: Mapping[str, Any]) -> Book:
    data = {"kind": "figures", "year": year, "organ": {"name": "示例市司法局"}, "figures": figures}
    return Book.of(YearFigures.model_validate(data))


def over(*values: Any, key: str = "own.key") -> Series:
    filler = {"zz.zz": "1件"}
    held = [{**filler, key: value} if value else filler for value in values]
    found = series([book(2020 + at, figures) for at, figures in enumerate(held)], key)
    assert found is not None
    return found


def test_years_without_a_file_are_empty_points() -> None:
    found = series([book(2023, {"own.key": "44件"}), book(2020, {"own.key": "62件"})], "own.key")
    assert found is not None
    assert [(point.year, point.text) for point in found.points] == [
        (2020, "62件"),
        (2021, ""),
        (2022, ""),
        (2023, "44件"),
    ]
    assert found.spark == "█··▁"


@pytest.mark.parametrize(
    ("values", "spark"),
    [
        (("1件", "2件", "8件"), "▁▂█"),
        (("5件", "5件"), "▅▅"),
        (("5件",), "▅"),
        (({"status": "not_recorded"}, "5件"), "·▅"),
        (({"status": "zero"}, "5件"), "▁█"),
    ],
)
def test_bars(values: tuple[Any, ...], spark: str) -> None:
    assert over(*values).spark == spark


def test_values_stand_in_the_unit_of_the_last_year() -> None:
    found = over("3.12亿元", "33480.5万元")
    assert found.unit == "万元"
    assert [point.value for point in found.points] == [31200, Fraction("33480.5")]


def test_the_thread_runs_through_renamed_keys_from_either_end() -> None:
    books = [
        book(2020, {"own.first": "1件"}),
        book(2021, {"own.second": {"value": "2件", "aliases": ["own.first"]}}),
        book(2022, {"own.third": {"value": "3件", "aliases": ["own.second"]}}),
    ]
    for key in ("own.first", "own.second", "own.third"):
        found = series(books, key)
        assert found is not None
        assert (found.key, [point.text for point in found.points]) == ("own.third", ["1件", "2件", "3件"])
    assert series(books, "own.fourth") is None


def test_a_line_breaks_where_the_scope_changes() -> None:
    found = over(
        {"value": "8件", "scope": "市本级"},
        {"value": "9件", "scope": "市本级"},
        {"value": "90件", "scope": "全市"},
    )
    assert found.breaks == "2022年起口径由“市本级”改为“全市”"
    chart = to_chart([found])
    assert [line.label for line in chart.lines] == ["own.key", "own.key（2022年起）"]
    assert [line.values for line in chart.lines] == [
        (Decimal(8), Decimal(9), None),
        (None, None, Decimal(90)),
    ]


def test_a_year_without_a_number_does_not_break_the_line() -> None:
    assert over("8件", {"status": "not_recorded"}, "9件").breaks == ""


def test_the_words_for_those_who_cannot_see() -> None:
    assert describe([over("80余条", "", "9条")]) == "own.key：2020年80余条，2022年9条。"


def test_a_unit_an_axis() -> None:
    drawn = [over("1件", key="own.a"), over("1人", key="own.b"), over("2件", key="own.c")]
    assert [[one.key for one in group] for group in by_unit(drawn)] == [["own.a", "own.c"], ["own.b"]]


def test_more_lines_than_grey_can_tell_are_refused() -> None:
    with pytest.raises(FazhiError, match="7 条线"):
        charts([over("1件", "2件", key=f"own.k{number}") for number in range(7)])


DRAWN = [
    over("80余件", "", {"status": "zero"}, "120件", key="own.a"),
    over("98.1%", "98.5%", "98.2%", "99%", key="own.b"),
]


def test_csv_and_json_tell_every_point() -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(DRAWN).decode("utf-8-sig"))))
    assert [(row["年份"], row["数值"], row["数"]) for row in rows[:4]] == [
        ("2020", "80余件", ""),
        ("2021", "", ""),
        ("2022", "0", "0"),
        ("2023", "120件", "120"),
    ]
    data = json.loads(to_json("示例市司法局", DRAWN))
    assert [point["value"] for point in data["series"][1]["points"]] == ["98.1", "98.5", "98.2", "99"]
    assert [point["hedged"] for point in data["series"][0]["points"]] == [True, False, False, False]


def test_the_workbook_holds_numbers_and_a_chart_a_unit() -> None:
    content = to_xlsx("示例市司法局", DRAWN)
    book_read = openpyxl.load_workbook(BytesIO(content))
    sheet = book_read["走势"]
    assert [cell.value for cell in sheet[1]] == ["指标键", "指标", "2020年", "2021年", "2022年", "2023年"]
    assert [cell.value for cell in sheet[2]][2:] == ["80余件", "—", 0, 120]
    assert sheet["F2"].number_format == '0"件"'
    assert sheet["C3"].value == pytest.approx(0.981)
    assert sheet.freeze_panes == "A2"
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert sum(name.startswith("xl/charts/chart") for name in archive.namelist()) == 2
    assert to_xlsx("示例市司法局", DRAWN) == content


def test_the_svg_is_readable_in_grey_and_told_in_words() -> None:
    content = to_svg(scene(charts(DRAWN)))
    root = ET.fromstring(content)  # noqa: S314  (our own output)
    assert root.get("role") == "img"
    assert describe(DRAWN) in (root.get("aria-label") or "")
    description = root.find(f"{SVG}desc")
    assert description is not None
    assert description.text == describe(DRAWN)
    drawn = [element.get(name) for element in root.iter() for name in ("fill", "stroke")]
    colours = {colour for colour in drawn if colour not in {None, "none"}}
    assert all(len({colour[at : at + 2] for at in (1, 3, 5)}) == 1 for colour in colours if colour)
    words = {text.text for text in root.iter(f"{SVG}text")}
    assert {"80余件", "120件", "98.5%", "2021年", "own.a（单位：件）"} <= words
    assert to_svg(scene(charts(DRAWN))) == content


def test_hostile_names_stay_words_in_svg() -> None:
    named = over({"value": "1件", "label": "<script>&]]>"}, "2件")
    named = Series(named.key, "<script>&]]>", named.unit, named.points)
    root = ET.fromstring(to_svg(scene(charts([named]))))  # noqa: S314  (our own output)
    assert root.find(f".//{SVG}script") is None


def test_lines_differ_by_dash_and_mark_and_hedged_points_are_hollow() -> None:
    shapes = scene(charts([over(f"{n}余件", f"{n * 2}件", key=f"own.k{n}") for n in range(1, 7)])).shapes
    dashes = [shape.dash for shape in shapes if isinstance(shape, Stroke) and shape.width == 2]
    assert len(set(dashes)) == 6
    assert len({shape.kind for shape in shapes if isinstance(shape, Sign)}) == 6
    assert sum(shape.hollow for shape in shapes if isinstance(shape, Sign)) == 6


def test_labels_of_a_year_do_not_lie_on_each_other() -> None:
    shapes = scene(charts([over(f"{50 + n}件", f"{50 - n}件", key=f"own.k{n}") for n in range(6)])).shapes
    labels = [shape for shape in shapes if isinstance(shape, SceneText) and shape.text.endswith("件")]
    assert len(labels) == 12
    for one in labels:
        for other in labels:
            if one is not other and one.at[0] == other.at[0]:
                assert abs(one.at[1] - other.at[1]) >= SIZE
    assert all(0 <= shape.at[0] <= WIDTH for shape in labels)


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        (("3件", "120件"), "0", "120"),
        (("98件", "99件"), "0", "99"),
        (("98.1%", "99%"), "97", "99"),
        (("20%", "99%"), "0", "99"),
        (("99%", "99%"), "0", "99"),
        (({"status": "zero"},), "0", "1"),
    ],
)
def test_the_axis_begins_at_zero_unless_all_lies_high(values: tuple[Any, ...], low: str, high: str) -> None:
    shapes = scene(charts([over(*values)])).shapes
    ticks = [shape.text for shape in shapes if isinstance(shape, SceneText) and shape.anchor == "end"]
    assert Decimal(ticks[0]) <= Decimal(low)
    assert Decimal(ticks[0]) == 0 or Decimal(ticks[0]) > 90
    assert Decimal(ticks[-1]) >= Decimal(high)


def test_words_are_measured() -> None:
    assert width("汉字") == 2 * SIZE
    assert width("ab") < width("汉字")


def test_without_a_chinese_font_nothing_is_drawn(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(png, "FONT_FILES", ("no-such-font.ttf",))
    with pytest.raises(FazhiError, match="没有找到中文字体") as told:
        to_png(scene(charts(DRAWN)))
    assert "--font" in told.value.hint
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    with pytest.raises(FazhiError, match="读不了字体文件"):
        to_png(scene(charts(DRAWN)), tmp_path / "broken.ttf")


def test_a_font_without_chinese_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # Pillow's own small font holds Latin letters alone.
    latin = ImageFont.load_default(30)
    monkeypatch.setattr(ImageFont, "truetype", lambda *_: latin)
    with pytest.raises(FazhiError, match="没有汉字"):
        to_png(scene(charts(DRAWN)), tmp_path / "latin.ttf")


def test_without_the_library_the_cure_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(FazhiError) as told:
        to_png(scene(charts(DRAWN)))
    assert "fazhi-report[chart]" in told.value.hint


@pytest.mark.office
@pytest.mark.xdist_group("office")
def test_the_png_is_grey_and_carries_its_words() -> None:
    require_printing()
    content = to_png(scene(charts(DRAWN)), FANDOL)
    with Image.open(BytesIO(content)) as image:
        assert image.mode == "L"
        assert image.size == (1800, 1320)
        assert image.text["Description"] == describe(DRAWN)  # type: ignore[attr-defined]
        assert image.getextrema() == (0, 255)
        ink = sum(image.crop((0, 0, 1800, 60)).histogram()[:128])
    assert ink > 500
    assert to_png(scene(charts(DRAWN)), FANDOL) == content
