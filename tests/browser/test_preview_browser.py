"""The preview in headless Chromium, as the drafter sees it."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browsing import Open
from previewing import ROOT, Preview, previewed, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

sync_api = pytest.importorskip("playwright.sync_api")
expect = sync_api.expect
pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(sys.platform == "win32", reason="ends the program as Ctrl-C does on POSIX"),
]
SEED = (ROOT / "data" / "2020.yaml").read_text(encoding="utf-8")
WORDS = "忠诚履行谋划法治"
assert SEED.count(WORDS) == 1


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    with previewed(tmp_path, SEED) as running_one:
        yield running_one


@pytest.fixture
def page(window: Open, preview: Preview) -> Iterator[Page]:
    """The page of the preview; it may ask nobody else and has nothing to complain of."""
    with window(viewport={"width": 1400, "height": 900}) as it:
        it.page.goto(preview.address)
        it.page.wait_for_selector(".folio")
        yield it.page
        assert it.said == []
        assert [url for url in it.asked if not url.startswith((preview.address, "data:"))] == []


def test_the_report_stands_on_sheets_of_paper(page: Page) -> None:
    sheets = page.locator(".sheet")
    assert 15 <= sheets.count() <= 19
    box = sheets.first.bounding_box()
    assert box is not None
    assert box["width"] == pytest.approx(210 / 25.4 * 96, abs=1)
    assert box["height"] == pytest.approx(297 / 25.4 * 96, abs=1)
    folios = page.locator(".folio").all_text_contents()
    assert folios == [f"— {number} —" for number in range(1, len(folios) + 1)]
    # Nothing is cut off at the foot, and a full sheet is filled to within two of its 22 lines.
    depths: list[float] = page.evaluate(
        "[...document.querySelectorAll('.area')].map(area => {"
        " const box = area.getBoundingClientRect();"
        " return (area.lastElementChild.getBoundingClientRect().bottom - box.top) / box.height * 22; })"
    )
    assert max(depths) <= 22.1
    assert min(depths[:-1]) >= 19.9


def test_no_word_is_lost_between_the_sheets(page: Page) -> None:
    whole = page.evaluate(
        "fetch('/view').then(answer => answer.text()).then(text =>"
        " new DOMParser().parseFromString(text, 'text/html').querySelector('#flow').textContent)"
    )
    parted = "".join(page.locator(".area").all_text_contents())
    assert parted == whole


def test_a_change_is_seen_and_the_place_kept(page: Page, preview: Preview) -> None:
    page.evaluate("document.getElementById('desk').scrollTop = 5000")
    started = time.perf_counter()
    preview.write(SEED.replace(WORDS, "这里刚刚改过"))
    expect(page.locator("#desk")).to_contain_text("这里刚刚改过", timeout=10_000)
    seconds = time.perf_counter() - started
    sys.stderr.write(f"\nfrom saving to showing: {seconds:.2f} s\n")
    assert page.evaluate("document.getElementById('desk').scrollTop") == 5000
    page.reload()
    page.wait_for_selector(".folio")
    assert page.evaluate("document.getElementById('desk').scrollTop") == 5000


def test_broken_and_mended(page: Page, preview: Preview) -> None:
    expect(page.locator("#trouble")).to_have_count(0)
    preview.write(SEED.replace("achievements:", "achievements", 1))
    expect(page.locator("#trouble")).to_be_visible()
    expect(page.locator("#findings li.error").first).to_contain_text("data/2020.yaml:")
    expect(page.locator("#desk")).to_contain_text(WORDS)
    preview.write(SEED.replace(WORDS, "改好了"))
    expect(page.locator("#trouble")).to_have_count(0)
    expect(page.locator("#findings li.error")).to_have_count(0)
    expect(page.locator("#desk")).to_contain_text("改好了")


def test_a_finding_leads_to_its_figure_and_to_its_paragraph(page: Page) -> None:
    page.locator("#findings li", has_text="FZ202").locator("a.place").click()
    figure = page.locator(".found")
    expect(figure).to_have_text("24.3%")
    expect(figure).to_be_in_viewport()
    page.locator("#findings li", has_text="FZ321").last.locator("a.place").click()
    expect(page.locator(":target")).to_be_in_viewport()
    heading = page.locator("#findings li", has_text="FZ321").last.locator("code").inner_text()
    expect(page.locator(":target")).to_contain_text(heading.removeprefix("- heading: "))


def test_the_end_is_told_and_a_new_start_is_taken_up(browser: Browser, tmp_path: Path) -> None:
    opened = browser.new_page()
    with previewed(tmp_path, SEED) as preview:
        opened.goto(preview.address)
        expect(opened.locator("#lost")).to_be_hidden()
        preview.end()
        expect(opened.locator("#lost")).to_be_visible()
    preview.write(SEED.replace(WORDS, "重新开始"))
    with running(tmp_path, "--port", str(preview.port)):
        expect(opened.locator("#desk")).to_contain_text("重新开始", timeout=30_000)
        expect(opened.locator("#lost")).to_be_hidden()
    opened.close()


def test_without_script_it_can_be_read(browser: Browser, preview: Preview) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(preview.address)
    expect(opened.locator("#flow")).to_contain_text(WORDS)
    expect(opened.locator("#findings")).to_contain_text("FZ202")
    context.close()


def test_a_table_and_an_attachment_are_parted_too(browser: Browser, tmp_path: Path) -> None:
    office = (ROOT / "examples" / "示例市司法局" / "data" / "2025.yaml").read_text(encoding="utf-8")
    with previewed(tmp_path, office, "--edition", "submit") as preview:
        opened = browser.new_page(viewport={"width": 1400, "height": 900})
        opened.goto(preview.address)
        opened.wait_for_selector(".folio")
        first = opened.locator(".area").first
        expect(first.locator(".organ-mark")).to_be_visible()
        colour = first.locator(".organ-mark").evaluate("mark => getComputedStyle(mark).color")
        assert colour == "rgb(255, 0, 0)"
        heads = opened.locator(".area > .turn")
        for number in range(heads.count()):
            assert heads.nth(number).evaluate("head => head.previousElementSibling === null")
        opened.close()


def test_a_long_table_is_cut_between_its_rows(browser: Browser, tmp_path: Path) -> None:
    office = (ROOT / "examples" / "示例市司法局" / "data" / "2025.yaml").read_text(encoding="utf-8")
    row = "              - - 行政复议收到申请\n"
    assert office.count(row) == 1
    more = "".join(f"              - [第{number}行, 甲, 乙, 丙]\n" for number in range(1, 61))
    with previewed(tmp_path, office.replace(row, more + row), "--edition", "submit") as preview:
        opened = browser.new_page(viewport={"width": 1400, "height": 900})
        opened.goto(preview.address)
        opened.wait_for_selector(".folio")
        parts = opened.locator(".area > .table").filter(has_text=re.compile(r"第\d+行"))
        assert parts.count() >= 3
        firsts = parts.locator("tbody tr > :first-child").all_text_contents()
        assert firsts[:60] == [f"第{number}行" for number in range(1, 61)]
        heads = parts.locator("thead").all_text_contents()
        assert heads == ["项目2024年2025年变化"] * parts.count()
        assert parts.locator("caption").all_text_contents() == ["行政争议主要数据对比"]
        assert opened.locator(".table-note").filter(has_text="台账").count() == 1
        over = opened.evaluate(
            "[...document.querySelectorAll('.area')].filter(area =>"
            " area.lastElementChild.getBoundingClientRect().bottom > area.getBoundingClientRect().bottom + 1).length"
        )
        assert over == 0
        opened.close()
