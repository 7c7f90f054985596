"""The site of a city in a real browser, opened from the disk: quiet, searchable, readable by everyone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from browsing import Open, tool
from commandline import run_in
from site_city import make

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LAW = "units/示例市司法局"
PAGES = (
    "index.html",
    "compare-2025.html",
    "deadlines-2025.html",
    "data.html",
    "search.html",
    f"{LAW}/index.html",
    f"{LAW}/2025.html",
    "units/示例市财政局/2025.html",
)
SIZES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 360, "height": 640}, "is_mobile": True, "has_touch": True},
}
MODES = {"light": "", "elder": "#elder", "contrast": "#contrast"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    make(folder)
    done = run_in(folder, "site", "示例市", "-o", "网站 #1")
    assert done.returncode == 1, done.stderr
    return folder / "网站 #1"


def search(page: Any, words: str) -> None:
    page.fill("#words", words)
    # The page waits a moment for the next letter.
    page.wait_for_timeout(300)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_quiet_fits_and_asks_for_nothing(window: Open, site: Path, name: str, size: str) -> None:
    with window(**SIZES[size]) as it:
        it.open(site / name)
        for box in ("#elder", "#size-huge"):
            it.set(box)
        assert it.said == []
        assert it.asked == [(site / name).as_uri()]
        assert it.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation(window: Open, site: Path, name: str, mode: str, size: str) -> None:
    script = tool("axe-core/axe.min.js").read_text(encoding="utf-8")
    with window(**SIZES[size], bypass_csp=True) as it:
        it.open(site / name)
        if MODES[mode]:
            it.set(MODES[mode])
        if name == "search.html":
            it.page.fill("#words", "调解")
            it.page.wait_for_selector(".hits")
        it.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        it.page.evaluate(script)
        levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
        found = it.page.evaluate(f"axe.run({{ runOnly: {json.dumps(levels)} }})")
    assert len(found["passes"]) > 15
    assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found["violations"]] == []


def test_the_main_pages_lead_to_each_other(window: Open, site: Path) -> None:
    with window() as it:
        it.open(site / LAW / "2025.html")
        for name in ("横向对照", "期限", "数据", "搜索", "各单位"):
            it.page.get_by_role("navigation", name="全站").get_by_role("link", name=name).click()
            assert it.page.locator("nav.site-links [aria-current=page]").inner_text() == name
        it.page.get_by_role("link", name="示例市财政局2025年数据").click()
        assert "1.5万件" in it.page.locator("table.facts").inner_text()
        assert it.said == []


def test_search_works_from_the_disk(window: Open, site: Path) -> None:
    with window() as it:
        it.open(site / "search.html")
        it.page.fill("#words", "市司法局 2025 调解矛盾")
        it.page.wait_for_selector(".hits")
        assert it.page.locator("#found").inner_text() == "找到 1 条。"
        hit = it.page.locator(".hit-list a")
        assert hit.inner_text().split() == ["调解矛盾纠纷", "80件", "示例市司法局", "2025年"]
        address = it.page.url
        hit.click()
        assert it.page.locator("tr:target th").inner_text() == "调解矛盾纠纷"
        it.page.goto("about:blank")
        it.page.goto(address)
        assert it.page.locator(".hit-list a").count() == 1
        assert it.said == []
        assert {one.split(":")[0] for one in it.asked} <= {"file", "about"}


def test_search_finds_units_headings_and_comparisons_and_nothing_hidden(window: Open, site: Path) -> None:
    with window() as it:
        it.open(site / "search.html")
        for words, heads in (
            ("东山区", ["单位（1）", "报告（1）", "正文（4）", "数（2）"]),
            ("各单位 调解成功", ["指标（2）"]),
            ("ＣＯＮ", ["单位（1）", "报告（1）", "正文（4）", "数（2）"]),
        ):
            search(it.page, words)
            assert it.page.locator(".hits h2").all_inner_texts() == heads
        for words in ("内部台账", "987654", "<b>"):
            search(it.page, words)
            assert it.page.locator("#found").inner_text().startswith("没有找到")


def test_without_script_search_leads_to_the_list_of_units(window: Open, site: Path) -> None:
    with window(java_script_enabled=False) as it:
        it.open(site / "search.html")
        assert it.page.locator("#search").is_hidden()
        it.page.locator("main a").click()
        assert it.page.locator("table.units").is_visible()


@pytest.mark.parametrize("name", ["search.html", "compare-2025.html"])
def test_a_stricter_policy_of_the_server_lets_it_work(window: Open, site: Path, name: str) -> None:
    html = (site / name).read_text(encoding="utf-8")
    policy = html.split('Content-Security-Policy" content="', 1)[1].split('"', 1)[0].replace("&#39;", "'")
    headers = {"content-type": "text/html", "content-security-policy": policy}
    with window() as it:
        it.page.route("**/*", lambda route: route.fulfill(body=html, headers=headers))
        it.page.goto("http://office.test/page.html")
        if name == "search.html":
            it.page.fill("#words", "调解")
            it.page.wait_for_selector(".hits")
        it.set("#elder")
        assert it.page.evaluate("document.documentElement.className") == "scripted elder"
        assert it.said == []
