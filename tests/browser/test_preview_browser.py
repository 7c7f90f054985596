"""The preview in headless Chromium, as the drafter sees it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browsing import Open
from previewing import ROOT, Preview, previewed, running
from printing import fonts_conf, missing

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


@pytest.fixture(autouse=True)
def machine(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with the free fonts alone."""
    lacking = [name for name in missing() if "soffice" not in name]
    if lacking:
        pytest.skip(f"missing: {', '.join(lacking)}; run scripts/office-tools")
    folder = tmp_path_factory.mktemp("fontconfig")
    (folder / "fonts.conf").write_text(fonts_conf(folder / "cache"), encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(folder / "fonts.conf"))


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    with previewed(tmp_path, SEED) as running_one:
        yield running_one


@pytest.fixture
def page(window: Open, preview: Preview) -> Iterator[Page]:
    """The page of the preview; it may ask nobody else and has nothing to complain of."""
    with window(viewport={"width": 1400, "height": 900}) as it:
        it.page.goto(preview.address)
        it.page.wait_for_selector("svg.sheet")
        yield it.page
        assert it.said == []
        assert [url for url in it.asked if not url.startswith((preview.address, "data:"))] == []


def test_the_report_stands_on_the_set_pages(page: Page) -> None:
    sheets = page.locator("svg.sheet")
    assert sheets.count() == 16
    box = sheets.first.bounding_box()
    assert box is not None
    assert box["width"] == pytest.approx(210 / 25.4 * 96, abs=1)
    assert box["height"] == pytest.approx(297 / 25.4 * 96, abs=1)
    # Every picture is there, and is that of the page.
    loaded: list[int] = page.evaluate(
        "Promise.all([...document.querySelectorAll('svg.sheet image')].map(async one => {"
        " const picture = new Image(); picture.src = one.getAttribute('href'); await picture.decode();"
        " return picture.naturalWidth; }))"
    )
    assert loaded == [1191] * 16 or set(loaded) <= {1190, 1191}
    assert page.locator("svg.sheet").nth(15).locator("text").first.text_content() == "— 16 —"


def test_the_words_lie_on_their_pictures_and_can_be_selected(page: Page) -> None:
    words = page.locator("svg.sheet text", has_text=WORDS).first
    box = words.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 1, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 1, box["y"] + box["height"] / 2)
    page.mouse.up()
    selected = page.evaluate("getSelection().toString()")
    assert WORDS in selected
    # As wide on the page as the line of the type area, first-line indent taken off.
    assert box["width"] == pytest.approx(26 / 28 * 156 / 25.4 * 96, abs=6)


def test_a_change_is_seen_and_the_place_kept(page: Page, preview: Preview) -> None:
    page.evaluate("document.getElementById('desk').scrollTop = 5000")
    started = time.perf_counter()
    preview.write(SEED.replace(WORDS, "这里刚刚改过"))
    expect(page.locator("#desk text", has_text="这里刚刚改过").first).to_be_attached(timeout=20_000)
    seconds = time.perf_counter() - started
    sys.stderr.write(f"\nfrom saving to showing: {seconds:.2f} s\n")
    assert page.evaluate("document.getElementById('desk').scrollTop") == 5000
    page.reload()
    page.wait_for_selector("svg.sheet")
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


def test_a_finding_leads_to_its_figure_and_to_its_words(page: Page) -> None:
    page.locator("#findings li", has_text="FZ202").locator("a.place").click()
    figure = page.locator(".mark:target")
    expect(figure).to_be_in_viewport()
    box = figure.bounding_box()
    assert box is not None
    line = page.locator("svg.sheet text", has_text="24.3%").first.bounding_box()
    assert line is not None
    assert line["y"] - 8 < box["y"] + box["height"] / 2 < line["y"] + line["height"] + 8
    page.locator("#findings li", has_text="FZ321").last.locator("a.place").click()
    expect(page.locator(".mark:target")).to_be_in_viewport()


def test_the_end_is_told_and_a_new_start_is_taken_up(browser: Browser, tmp_path: Path) -> None:
    opened = browser.new_page()
    with previewed(tmp_path, SEED) as preview:
        opened.goto(preview.address)
        expect(opened.locator("#lost")).to_be_hidden()
        preview.end()
        expect(opened.locator("#lost")).to_be_visible()
    preview.write(SEED.replace(WORDS, "重新开始"))
    with running(tmp_path, "--port", str(preview.port)):
        expect(opened.locator("#desk text", has_text="重新开始").first).to_be_attached(timeout=30_000)
        expect(opened.locator("#lost")).to_be_hidden()
    opened.close()


def test_without_script_it_can_be_read(browser: Browser, preview: Preview) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(preview.address)
    expect(opened.locator("svg.sheet")).to_have_count(16)
    expect(opened.locator("#findings")).to_contain_text("FZ202")
    context.close()


def test_a_landscape_page_and_red_head_are_shown(browser: Browser, tmp_path: Path) -> None:
    office = (ROOT / "examples" / "示例市司法局" / "data" / "2025.yaml").read_text(encoding="utf-8")
    with previewed(tmp_path, office, "--edition", "submit") as preview:
        opened = browser.new_page(viewport={"width": 1400, "height": 900})
        opened.goto(preview.address)
        opened.wait_for_selector("svg.sheet")
        # A rare character of a name, which the free fonts lack.
        expect(opened.locator("#notice")).to_contain_text("本机的字体都没有")
        expect(opened.locator("svg.sheet").first).to_contain_text("示例市司法局文件")
        opened.close()
