"""The page in a real browser: quiet, steady, worked by keys alone, readable by everyone."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from browsing import Open, Watched, tool
from fazhi_report.norms import gbt9704, web
from webpage import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Pages = dict[str, Path]
PAGES = ("seed", "office", "submitted", "index")
SIZES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 360, "height": 640}, "is_mobile": True, "has_touch": True},
}
MODES = {"normal": "", "elder": "#elder", "contrast": "#contrast", "print": ""}
PIXELS_OF_TEXT = "parseFloat(getComputedStyle(document.querySelector('.text p')).fontSize)"


def words(page: Any, of: str = "article") -> str:
    return "".join(page.locator(of).inner_text().split())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_quiet_and_asks_for_nothing(window: Open, pages: Pages, name: str, size: str) -> None:
    with window(**SIZES[size]) as it:
        it.open(pages[name])
        for box in ("#elder", "#contrast", "#size-huge"):
            it.set(box)
        assert it.said == []
        assert it.asked == [pages[name].as_uri()]
        assert it.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_stricter_policy_of_the_server_lets_it_work(window: Open, pages: Pages) -> None:
    html = pages["office"].read_text(encoding="utf-8")
    policy = html.split('Content-Security-Policy" content="', 1)[1].split('"', 1)[0].replace("&#39;", "'")
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    headers = {
        "content-type": "text/html",
        "content-security-policy": f"default-src 'none'; style-src 'unsafe-inline'; {scripts}",
    }
    with window() as it:
        it.page.route("**/*", lambda route: route.fulfill(body=html, headers=headers))
        it.page.goto("http://office.test/page.html")
        it.set("#elder")
        assert it.page.evaluate("document.documentElement.className") == "scripted elder"
        assert it.said == []


def test_a_foreign_script_does_not_run(window: Open, pages: Pages, tmp_path: Path) -> None:
    html = pages["seed"].read_text(encoding="utf-8")
    path = tmp_path / "tampered.html"
    path.write_text(html.replace("</body>", "<script>window.tampered = 1</script></body>"), encoding="utf-8")
    with window() as it:
        it.open(path)
        assert it.page.evaluate("window.tampered") is None
        assert any("Content Security Policy" in one for one in it.said)


@pytest.mark.parametrize("size", SIZES)
def test_elder_mode_doubles_nothing_and_loses_nothing(window: Open, pages: Pages, size: str) -> None:
    with window(**SIZES[size]) as it:
        it.open(pages["office"])
        before = words(it.page), words(it.page, "main")
        it.set("#elder")
        assert (words(it.page), words(it.page, "main")) == before
        assert it.page.evaluate(PIXELS_OF_TEXT) >= web.ELDER_TEXT.value.px
        it.set("#size-huge")
        assert it.page.evaluate(PIXELS_OF_TEXT) == pytest.approx(40, abs=0.01)
        assert (words(it.page), words(it.page, "main")) == before
        assert it.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_choices_are_remembered_and_can_be_taken_back(window: Open, pages: Pages) -> None:
    root = "document.documentElement.className"
    with window() as it:
        it.open(pages["seed"])
        it.set("#elder")
        it.set("#size-large")
        it.open(pages["office"])
        assert it.page.evaluate(root) == "scripted elder large"
        assert it.page.locator("#elder").is_checked()
        it.page.locator("#elder").uncheck()
        it.page.reload()
        assert it.page.evaluate(root) == "scripted large"


def test_an_address_can_ask_for_elder_mode(window: Open, pages: Pages) -> None:
    with window() as it:
        it.open(pages["seed"], "?elder=1")
        assert it.page.locator("#elder").is_checked()
        it.open(pages["seed"], "?from=x&elder=0")
        assert not it.page.locator("#elder").is_checked()


def test_storage_that_holds_nonsense_is_no_harm(window: Open, pages: Pages) -> None:
    with window() as it:
        it.open(pages["seed"])
        for nonsense in ("{", "null", '"x"', '{"size": "<b>", "elder": "yes"}'):
            it.page.evaluate("text => localStorage.setItem('fazhi-report', text)", nonsense)
            it.page.reload()
            assert it.page.evaluate("document.documentElement.className") == "scripted"
        assert it.said == []


def test_keys_alone_reach_everything_in_the_order_of_the_page(window: Open, pages: Pages) -> None:
    wanted = """() => [...document.querySelectorAll('a[href], summary, button, input, [tabindex="0"]')]
        .filter(one => one.checkVisibility() && !(one.type === 'radio' && !one.checked))
        .map(one => one.id || one.getAttribute('href') || one.tagName)"""
    here = """() => { const one = document.activeElement, style = getComputedStyle(one);
        return { name: one.id || one.getAttribute('href') || one.tagName,
                 ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 }; }"""
    with window(**SIZES["desktop"]) as it:
        it.open(pages["office"])
        expected = it.page.evaluate(wanted)
        walked = []
        for _ in expected:
            it.page.keyboard.press("Tab")
            walked.append(it.page.evaluate(here))
        assert [one["name"] for one in walked] == expected
        # The transparent radio button's ring is drawn by its label.
        assert [one["name"] for one in walked if not one["ring"]] == []
        assert len(expected) > 100


def test_switches_work_by_keys(window: Open, pages: Pages) -> None:
    with window() as it:
        it.open(pages["seed"])
        for box, key in (("#elder", "Space"), ("#contrast", "Space"), ("#size-normal", "ArrowRight")):
            it.page.locator(box).focus()
            it.page.keyboard.press(key)
        assert it.page.evaluate("document.documentElement.className") == "scripted elder contrast large"
        it.set("#elder")
        it.page.locator(".contents summary").focus()
        for state in ("", None):
            it.page.keyboard.press("Enter")
            assert it.page.locator(".contents details").get_attribute("open") == state


def test_the_skip_link_leads_to_the_report(window: Open, pages: Pages) -> None:
    with window() as it:
        it.open(pages["seed"])
        it.page.keyboard.press("Tab")
        assert it.page.locator(".skip").bounding_box()["y"] >= 0
        it.page.keyboard.press("Enter")
        assert it.page.evaluate("document.activeElement.id") == "report"


def test_a_figure_tells_what_it_is_and_goes_away_again(window: Open, pages: Pages) -> None:
    with window() as it:
        it.open(pages["office"])
        figure = it.page.locator('a.datum[href="#figure-supervisors.appointed"]').first
        card = it.page.locator("#figure-card")
        figure.hover()
        told = "".join(card.inner_text().split())
        assert told.startswith("聘任监督员本年46名上年40名比上年增长15.0%")
        assert figure.get_attribute("aria-describedby") == "figure-card"
        # It stays while the pointer is on it, and leaves by Escape without the focus moving.
        card.hover()
        it.page.wait_for_timeout(400)
        assert card.is_visible()
        it.page.keyboard.press("Escape")
        assert card.is_hidden()
        figure.focus()
        assert card.is_visible()
        it.page.keyboard.press("Escape")
        assert card.is_hidden()
        assert figure.get_attribute("aria-describedby") is None
        it.page.keyboard.press("Enter")
        assert it.page.evaluate("document.querySelector(':target').id") == "figure-supervisors.appointed"
        assert it.said == []


def test_a_finger_asks_for_the_card_first_and_for_the_row_then(window: Open, pages: Pages) -> None:
    with window(**SIZES["phone"]) as it:
        it.open(pages["office"])
        figure = it.page.locator('a.datum[href="#figure-supervisors.appointed"]').first
        figure.tap()
        assert it.page.locator("#figure-card").is_visible()
        assert it.page.evaluate("location.hash") == ""
        figure.tap()
        assert it.page.evaluate("location.hash") == "#figure-supervisors.appointed"


def test_contents_fold_on_a_phone_and_stand_beside_on_a_desk(window: Open, pages: Pages) -> None:
    with window(**SIZES["phone"]) as it:
        it.open(pages["seed"])
        link = it.page.locator(".contents a").first
        assert link.is_hidden()
        it.page.locator(".contents summary").tap()
        assert link.is_visible()
        it.page.keyboard.press("Escape")
        assert link.is_hidden()
    with window(**SIZES["desktop"]) as it:
        it.open(pages["seed"])
        contents = it.page.locator(".contents").bounding_box()
        assert contents["x"] + contents["width"] < it.page.locator("article").bounding_box()["x"]
        it.page.locator(".contents a", has_text="二、2020年").click()
        it.page.wait_for_selector('.contents a[aria-current]:has-text("二、2020年")')


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("mode", "least"), [("", web.TARGET), ("?elder=1", web.ELDER_TARGET)])
def test_what_is_touched_is_large_enough(
    window: Open, pages: Pages, size: str, mode: str, least: Any
) -> None:
    small = """least => [...document.querySelectorAll('.tool, summary, .glance li a, .contents a, .downloads a, .years a')]
        .filter(one => one.checkVisibility()).filter(one => {
            const box = one.getBoundingClientRect();
            return box.height < least - .5 || box.width < least - .5; }).map(one => one.outerHTML)"""
    with window(**SIZES[size]) as it:
        for name in ("office", "index"):
            it.open(pages[name], mode)
            it.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
            assert it.page.evaluate(small, least.value.px) == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_no_violation(window: Open, pages: Pages, name: str, mode: str, size: str) -> None:
    script = tool("axe-core/axe.min.js").read_text(encoding="utf-8")
    with window(**SIZES[size], bypass_csp=True) as it:
        it.open(pages[name])
        if MODES[mode]:
            it.set(MODES[mode])
        if mode == "print":
            it.page.emulate_media(media="print")
        it.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        it.page.evaluate("document.querySelector('a.datum')?.focus({ preventScroll: true })")
        it.page.evaluate(script)
        levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
        found = it.page.evaluate(f"axe.run({{ runOnly: {json.dumps(levels)} }})")
    assert len(found["passes"]) > 20
    assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found["violations"]] == []


def test_axe_sees_a_faint_word(window: Open, pages: Pages) -> None:
    script = tool("axe-core/axe.min.js").read_text(encoding="utf-8")
    with window(bypass_csp=True) as it:
        it.open(pages["seed"])
        it.page.evaluate("document.querySelector('article p').style.color = '#bbb'")
        it.page.evaluate(script)
        found = it.page.evaluate("axe.run({ runOnly: ['wcag2aa'] })")
    assert [one["id"] for one in found["violations"]] == ["color-contrast"]


def test_without_script_everything_can_be_read_and_switched(window: Open, pages: Pages) -> None:
    with window(**SIZES["phone"]) as scripted:
        scripted.open(pages["office"])
        expected = words(scripted.page), words(scripted.page, ".figures")
    with window(**SIZES["phone"], java_script_enabled=False) as it:
        it.open(pages["office"])
        assert (words(it.page), words(it.page, ".figures")) == expected
        it.page.locator(".contents summary").click()
        assert it.page.locator(".contents a").first.is_visible()
        assert it.page.locator("#print").is_hidden()
        line = it.page.locator("article p.addressees")
        before = line.bounding_box()["height"]
        it.set("#elder")
        assert line.bounding_box()["height"] > before
        it.page.locator("a.datum").first.click()
        assert it.page.locator("tr:target").count() == 1


def test_paper_is_the_page_of_the_standard(window: Open, pages: Pages) -> None:
    with window() as it:
        # However the reader has set his screen, paper is paper.
        it.open(pages["seed"], "?elder=1")
        it.set("#contrast")
        it.set("#size-huge")
        printed = it.page.pdf(prefer_css_page_size=True)
    with pdfplumber.open(BytesIO(printed)) as pdf:
        sizes = {(round(page.width / 72 * 25.4), round(page.height / 72 * 25.4)) for page in pdf.pages}
        assert sizes == {(210, 297)}
        assert 14 <= len(pdf.pages) <= 18
        left, top = gbt9704.LEFT_MARGIN.value.pt, gbt9704.TOP_MARGIN.value.pt
        right, bottom = left + gbt9704.TYPE_AREA_WIDTH.value.pt, top + gbt9704.TYPE_AREA_HEIGHT.value.pt
        for number, page in enumerate(pdf.pages, 1):
            inside = [char for char in page.chars if char["bottom"] <= bottom + 1]
            assert min(char["x0"] for char in inside) >= left - 1
            assert max(char["x0"] for char in inside) <= right
            assert min(char["top"] for char in inside) >= top - 1
            foot = page.crop((0, bottom + 1, page.width, page.height))
            assert re.sub(r"[^\d—]", "", foot.extract_text() or "") == f"—{number}—"
            middle = sum(char["x0"] for char in foot.chars) / len(foot.chars)
            assert (middle > page.width / 2) is (number % 2 == 1)
        full = pdf.pages[1]
        lines = {
            round(char["bottom"]) for char in full.chars if char["bottom"] <= bottom + 1 and char["size"] > 15
        }
        assert len(lines) == gbt9704.LINES.value
        words = "".join("".join((page.extract_text() or "").split()) for page in pdf.pages)
    assert "老年模式" not in words
    assert "主要数据" not in words


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("mode", MODES)
def test_pictures_are_there_to_be_looked_at(window: Open, pages: Pages, size: str, mode: str) -> None:
    folder = ROOT / "tests" / "actual" / "browser"
    folder.mkdir(parents=True, exist_ok=True)
    with window(**SIZES[size]) as it:
        it.open(pages["office"])
        if MODES[mode]:
            it.set(MODES[mode])
        picture = it.page.screenshot(path=folder / f"office-{size}-{mode}.png")
    assert picture.startswith(b"\x89PNG")


def test_watching_works(window: Open, tmp_path: Path) -> None:
    path = tmp_path / "loud.html"
    path.write_text("<script>console.error('x')</script><img src='y.png'>", encoding="utf-8")
    with window() as it:
        it.open(path)
        assert _loud(it)


def _loud(it: Watched) -> bool:
    return len(it.said) >= 1 and len(it.asked) == 2
