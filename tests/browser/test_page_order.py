"""What stands where on the page: title, figures at a glance, text; contents that follow; what explains itself."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from browsing import Open, tool
from fazhi_report.document.nodes import TableBlock, Text, body, words
from fazhi_report.norms import gbt9704
from fazhi_report.writers.table_layout import table_layout
from table_shapes import SHAPES
from webpage import OFFICE, SEED, composed, folded, page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Pages = dict[str, Path]
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
TABLET: dict[str, Any] = {"viewport": {"width": 768, "height": 1024}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 640},
    "is_mobile": True,
    "has_touch": True,
}
WIDTH = "one => one.getBoundingClientRect().width"
TOP = "one => one.getBoundingClientRect().top + scrollY"
FIRST = ".text > p:not(.addressees)"
FIGURE = 'a.datum[href="#figure-supervisors.appointed"]'


@pytest.mark.parametrize(
    ("size", "query", "most"),
    [
        # Before: 603, 744, 987 and, in elder mode, 916, 1007 and 1789, all without figures at a glance.
        (DESK, "", 920),
        (TABLET, "", 1000),
        (PHONE, "", 520),
        (DESK, "?elder=1", 1200),
        (TABLET, "?elder=1", 1000),
        (PHONE, "?elder=1", 720),
    ],
    ids=["desk", "tablet", "phone", "desk-elder", "tablet-elder", "phone-elder"],
)
def test_title_then_figures_then_text(
    window: Open, pages: Pages, size: dict[str, Any], query: str, most: int
) -> None:
    with window(**size) as it:
        it.open(pages["office"], query)
        tops = [
            it.page.locator(one).first.evaluate(TOP)
            for one in ("h1", ".publication", ".glance", ".addressees", FIRST)
        ]
        assert tops == sorted(tops)
        assert tops[0] < 320
        assert tops[-1] <= most


def test_figures_at_a_glance_lead_to_their_rows_and_draw_their_years(window: Open, pages: Pages) -> None:
    with window(**DESK) as it:
        it.open(pages["office"])
        items = it.page.locator(".glance li")
        assert items.count() == 8
        first = items.first
        assert "收到行政复议申请 587件 上年512件 增长14.6%" in " ".join(first.inner_text().split())
        drawing = first.locator("svg")
        assert drawing.get_attribute("aria-label") == "2022年398件，2023年446件，2024年512件，2025年587件"
        heights = [float(one.get_attribute("height")) for one in drawing.locator("rect").all()]
        assert heights == pytest.approx([40 * part / 587 for part in (398, 446, 512, 587)], abs=0.01)
        first.locator("a").click()
        assert it.page.evaluate("document.querySelector(':target').id") == "figure-reconsideration.received"


def test_disclosure_is_folded_on_a_telephone_and_open_on_a_desk(window: Open, pages: Pages) -> None:
    for script in (True, False):
        with window(**PHONE, java_script_enabled=script) as it:
            it.open(pages["office"])
            table = it.page.locator(".disclosure")
            assert not table.is_visible()
            it.page.locator(".publication summary").tap()
            assert table.is_visible()
        with window(**DESK, java_script_enabled=script) as it:
            it.open(pages["office"])
            assert it.page.locator(".disclosure dd").first.is_visible()
            assert it.page.locator(".publication summary").is_hidden()


@pytest.mark.parametrize("size", [DESK, TABLET, PHONE], ids=["desk", "tablet", "phone"])
def test_contents_follow_the_reader(window: Open, pages: Pages, size: dict[str, Any]) -> None:
    with window(**size) as it:
        it.open(pages["office"])
        heading = it.page.locator("#section-3")
        heading.evaluate(
            "one => window.scrollTo(0, one.getBoundingClientRect().top + scrollY - innerHeight / 3 + 20)"
        )
        it.page.wait_for_selector('.contents a[aria-current][href="#section-3"]', state="attached")
        bar = it.page.locator(".contents").bounding_box()
        assert 0 <= bar["y"] < size["viewport"]["height"]
        assert bar["y"] + bar["height"] <= size["viewport"]["height"] + 1
        if size is not DESK:
            assert it.page.locator(".contents .here").inner_text().startswith("三、")
            it.page.locator(".contents summary").click()
            it.page.locator('.contents a[href="#section-4"]').click()
            # The bar folds again and does not cover the heading that was asked for.
            assert not it.page.locator(".contents a").first.is_visible()
            box, bar = (it.page.locator(one).bounding_box() for one in ("#section-4", ".contents"))
            assert box["y"] >= bar["y"] + bar["height"] or box["y"] + box["height"] <= bar["y"]


def test_figures_of_the_text_are_quiet_until_they_are_looked_for(window: Open, pages: Pages) -> None:
    looks = """() => [...document.querySelectorAll('.text a.datum')].map(one => {
        const own = getComputedStyle(one), around = getComputedStyle(one.parentElement);
        return own.textDecorationLine !== 'none' || own.color !== around.color || own.fontWeight !== around.fontWeight;
    })"""
    with window(**DESK) as it:
        it.open(pages["office"])
        loud = it.page.evaluate(looks)
        assert len(loud) > 80
        assert not any(loud)
        figure = it.page.locator(FIGURE).first
        figure.hover()
        assert figure.evaluate("one => getComputedStyle(one).textDecorationLine") == "underline"
        assert "口径" in it.page.locator("a.datum").first.evaluate(
            "one => { one.focus(); return document.getElementById('figure-card').innerText; }"
        )


def test_the_card_is_a_sheet_at_the_foot_of_a_telephone(window: Open, pages: Pages) -> None:
    with window(**PHONE) as it:
        it.open(pages["office"])
        figure = it.page.locator(FIGURE).first
        figure.evaluate("one => window.scrollTo(0, one.getBoundingClientRect().top + scrollY - 200)")
        figure.tap()
        box = it.page.locator("#figure-card").bounding_box()
        assert (box["x"], box["width"]) == (0, 360)
        assert box["y"] + box["height"] == pytest.approx(640, abs=1)
        assert box["y"] > figure.bounding_box()["y"]


@pytest.mark.parametrize("size", [DESK, TABLET, PHONE], ids=["desk", "tablet", "phone"])
def test_wide_tables_fit(window: Open, tmp_path: Path, size: dict[str, Any]) -> None:
    words = ("序号", "执法主体", "执法人员", "行政处罚", "行政许可", "行政检查", "行政强制", "同比", "备注")
    cells = (
        "1",
        "示例市综合行政执法局",
        "126名",
        "1208件",
        "17652件",
        "98120次",
        "36件",
        "增长12.5%",
        "含委托执法的数",
    )
    head, row = (tuple((Text(word),) for word in one) for one in (words, cells))
    document = replace(composed(SEED), blocks=(TableBlock(head, (row,) * 4), *composed(SEED).blocks))
    path = tmp_path / "wide.html"
    path.write_text(page(document), encoding="utf-8", newline="\n")
    with window(**size) as it:
        it.open(path)
        assert it.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        box = it.page.locator(".sideways").first
        assert box.evaluate("one => one.scrollWidth - one.clientWidth") <= 0
        # Short words are on one line, and every word of the table is there to be read.
        text = box.inner_text()
        assert all(word in text for word in cells)


def test_tables_are_printed_by_the_rule_of_the_pages(window: Open, tmp_path: Path) -> None:
    """Widths within two parts of a hundred of the rule's; what it turns has landscape pages of its own."""
    tables = [shape for shape in SHAPES if len(shape.rows) <= 5 and len(shape.header) <= 9][:12]
    layouts = [table_layout(one) for one in tables]
    path = tmp_path / "tables.html"
    path.write_text(page(replace(composed(SEED), blocks=tuple(tables))), encoding="utf-8", newline="\n")
    with window(**DESK) as it:
        it.open(path)
        printed = it.page.pdf(prefer_css_page_size=True)
        it.page.emulate_media(media="print")
        frames = it.page.locator(".text > .table")
        for at, layout in enumerate(layouts):
            area = gbt9704.TYPE_AREA_HEIGHT if layout.landscape else gbt9704.TYPE_AREA_WIDTH
            it.page.set_viewport_size({"width": round(area.value.px), "height": 900})
            widths = [one.evaluate(WIDTH) for one in frames.nth(at).locator("thead th").all()]
            wanted = [width.twips / sum(one.twips for one in layout.widths) for width in layout.widths]
            assert [width / sum(widths) for width in widths] == pytest.approx(wanted, abs=0.02)
    turned: dict[str, bool] = {}
    with pdfplumber.open(BytesIO(printed)) as pdf:
        for sheet in pdf.pages:
            wide = sheet.width > sheet.height
            found = [word["text"] for word in sheet.extract_words() if re.fullmatch("表[0-9]+", word["text"])]
            turned.update(dict.fromkeys(found, wide))
            left, top, right, bottom = edges(wide=wide)
            outside = [
                char
                for char in sheet.chars
                if not (left - 1 <= char["x0"] and char["x1"] <= right + 1 and top - 1 <= char["top"])
                or char["bottom"] > bottom + 1
            ]
            # Chromium names some glyphs, spaces among them, with a control character.
            seen = {char["text"] for char in outside if char["text"].isprintable()} - {" "}
            assert seen == set(f"—{sheet.page_number}")
            middle = sum(char["top"] for char in outside) / len(outside)
            if wide:
                # The portrait page, turned clockwise: its foot is at the left, its right side below.
                assert max(char["x1"] for char in outside) < left
                assert (middle > sheet.height / 2) is (sheet.page_number % 2 == 1)
    assert turned == {
        words(one.caption): layout.landscape for one, layout in zip(tables, layouts, strict=True)
    }
    assert set(turned.values()) == {True, False}


def edges(*, wide: bool) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the type area in points."""
    left, top = gbt9704.LEFT_MARGIN.value.pt, gbt9704.TOP_MARGIN.value.pt
    across, down = gbt9704.TYPE_AREA_WIDTH.value.pt, gbt9704.TYPE_AREA_HEIGHT.value.pt
    if wide:
        foot = gbt9704.PAPER_HEIGHT.value.pt - top - down
        return foot, left, foot + down, left + across
    return left, top, left + across, top + down


def test_nothing_runs_into_the_last_part(window: Open, pages: Pages) -> None:
    with window(**PHONE) as it:
        it.open(pages["office"])
        end, article, figures, take = (
            it.page.locator(one).bounding_box() for one in (".end", "article", ".figures", ".take")
        )
        last = it.page.locator(".end").evaluate(
            "one => one.previousElementSibling.getBoundingClientRect().bottom"
        )
        assert end["y"] - last >= 24
        assert figures["y"] - (article["y"] + article["height"]) >= 24
        assert take["y"] - (figures["y"] + figures["height"]) >= 24
        assert it.page.locator("article .take, article .figures").count() == 0


def test_the_files_say_what_they_are_and_how_large(window: Open, pages: Pages) -> None:
    with window(**DESK) as it:
        it.open(pages["office"])
        offered = [" ".join(one.inner_text().split()) for one in it.page.locator(".downloads a").all()]
        assert [one.split()[1] for one in offered] == ["PDF", "Word", "CSV", "JSON", "CSV"]
        assert offered[1].endswith("49 KB")
        line = it.page.locator("#cite").inner_text()
        assert line.startswith(
            "示例市司法局. 示例市司法局关于2025年度法治政府建设情况的报告[R/OL]. (2026-03-10)[20"
        )
        it.page.locator("#copy").click()
        assert it.page.locator(".copied").inner_text()
        assert it.page.evaluate("getSelection().toString()") == line


def test_paper_has_every_word_of_the_report_and_none_of_the_page(window: Open, pages: Pages) -> None:
    document = composed(SEED)
    with window() as it:
        it.open(pages["seed"])
        printed = it.page.pdf(prefer_css_page_size=True)
    with pdfplumber.open(BytesIO(printed)) as pdf:
        foot = (gbt9704.TOP_MARGIN.value + gbt9704.TYPE_AREA_HEIGHT.value).pt + 1
        areas = [page.filter(lambda one: one.get("bottom", 0) <= foot) for page in pdf.pages]
        words = "".join(area.extract_text() or "" for area in areas)
    expected = folded(
        "".join((*document.title, *body(document), *(f"（{note}）" for note in document.notes)))
    )
    # A face may have one glyph for both kinds of middle dot, and Chromium names some glyphs with a control character.
    assert re.sub("[\x00-\x1f]", "", folded(words)).replace("•", "·") == expected.replace("•", "·")


def test_a_page_is_light(window: Open, pages: Pages) -> None:
    with window(**PHONE) as it:
        it.open(pages["office"])
        assert pages["office"].stat().st_size < 200_000
        assert len(it.asked) == 1
        assert it.page.evaluate("document.querySelectorAll('*').length") < 3_500
        assert it.said == []


def test_the_look_of_figures_is_no_fault_for_axe(window: Open, pages: Pages) -> None:
    """A link that looks like its text is found by its paragraph, its ring and its card; axe agrees."""
    script = tool("axe-core/axe.min.js").read_text(encoding="utf-8")
    with window(**DESK, bypass_csp=True) as it:
        it.open(pages["office"])
        it.page.evaluate(script)
        found = it.page.evaluate("axe.run({ runOnly: { type: 'rule', values: ['link-in-text-block'] } })")
        assert found["violations"] == []


def test_highlights_of_the_office_stand_in_its_order() -> None:
    keys = [one.key for one in composed(OFFICE / "2025.yaml").highlights]
    assert keys[:2] == ["reconsideration.received", "enforcement.visits"]
