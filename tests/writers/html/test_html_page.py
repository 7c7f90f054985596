"""The page of the report: its words, its head, its order."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest

from fazhi_report.commands.build import BuildOptions
from fazhi_report.document.nodes import Document
from fazhi_report.norms.gbt9704 import PROFILES
from fazhi_report.norms.web import TAGS
from fazhi_report.writers.formats import writer
from specimens import PUBLISHED, SUBMITTED
from unit_files import build_file
from webpage import OFFICE, ROOT, SEED, Element, composed, folded, page, parsed, text, with_class, with_id

FIRST, LAST = "临海市人民政府:", "2021年2月28日"
DOCUMENTS = {
    "seed": composed(SEED),
    "2024": composed(OFFICE / "2024.yaml"),
    "2025": composed(OFFICE / "2025.yaml"),
    "2024-submitted": composed(OFFICE / "2024.yaml", "submit"),
    "specimen": PUBLISHED,
    "specimen-submitted": SUBMITTED,
}


@pytest.fixture(params=DOCUMENTS)
def document(request: pytest.FixtureRequest) -> Document:
    return DOCUMENTS[request.param]


@pytest.fixture(scope="module")
def seed_page() -> Element:
    return parsed(page(DOCUMENTS["seed"]))


def tags(root: Element) -> dict[str, str]:
    return {one.get("name"): one.get("content") for one in root.iter("meta") if one.get("name")}


def test_the_whole_page_holds_every_character_of_the_seed_once(seed_page: Element) -> None:
    seed = folded((ROOT / "tests" / "data_files" / "linhai-2020.txt").read_text(encoding="utf-8"))
    words = folded(text(seed_page.find("body")))
    cut = words[words.index(FIRST) : words.rindex(LAST) + len(LAST)]
    assert cut == seed[seed.index(FIRST) : seed.rindex(LAST) + len(LAST)]


def test_every_field_of_the_seeds_header_is_there(seed_page: Element) -> None:
    (table,) = with_class(seed_page, "disclosure")
    rows = {text(row[0]): text(row[1]) for row in table}
    assert rows == {
        "索引号": "LH331082-038/2021-110071",
        "公开方式": "主动公开",
        "文号": "临司〔2021〕8号",
        "成文日期": "2021-03-09",
        "发布日期": "2021-03-09 09:33",
        "发布机构": "市司法局（市行政复议局）",
    }
    (byline,) = with_class(seed_page, "byline")
    assert [text(one) for one in byline] == [
        "发布日期：2021-03-09 09:33",
        "来源：市司法局（市行政复议局）",
    ]
    (crumbs,) = with_class(seed_page, "breadcrumb")
    assert [text(one) for one in crumbs.iter("li")] == ["首页", "政务公开", "信息公开目录", "计划总结"]


def test_what_the_seed_does_not_tell_is_no_tag(seed_page: Element) -> None:
    named = [tag.name for tag in TAGS]
    assert [name for name in tags(seed_page) if name in named] == ["ArticleTitle", "PubDate", "ContentSource"]
    assert "" not in tags(seed_page).values()


def test_the_offices_page_has_all_ten_tags_as_the_guideline_names_them() -> None:
    found = tags(parsed(page(DOCUMENTS["2024"])))
    assert {
        name: value for name, value in found.items() if name in {tag.name for tag in TAGS if tag.required}
    } == {
        "SiteName": "示例市人民政府门户网站",
        "SiteDomain": "www.shilishi.gov.cn",
        "SiteIDCode": "9900000001",
        "ColumnName": "法治政府建设年度报告",
        "ColumnDescription": "集中发布全市各级各部门法治政府建设年度报告。",
        "ColumnKeywords": "法治政府建设,年度报告,依法行政",
        "ColumnType": "信息公开",
        "ArticleTitle": DOCUMENTS["2024"].properties.title,
        "PubDate": "2025-03-18 10:20",
        "ContentSource": "示例市司法局",
    }


def test_the_syntax_is_html_and_ids_are_unique(document: Document) -> None:
    ids = [one.get("id") for one in parsed(page(document)).iter() if one.get("id")]
    assert len(ids) == len(set(ids))


def test_every_link_leads_to_a_place_on_the_page_or_a_file_beside_it(document: Document) -> None:
    root = parsed(page(document))
    ids = {one.get("id") for one in root.iter()}
    addresses = [one.get("href") for one in root.iter("a")]
    inner = {unquote(address[1:]) for address in addresses if address.startswith("#")}
    assert inner <= ids
    beside = {unquote(address) for address in addresses if not address.startswith("#")}
    name = document.properties.name
    assert beside <= {f"./{name}.{suffix}" for suffix in ("data.json", "data.csv", "dictionary.csv")}


def test_headings_go_down_one_step_at_a_time(document: Document) -> None:
    levels = [
        int(one.tag[1]) for one in parsed(page(document)).iter() if re.fullmatch("h[1-6]", str(one.tag))
    ]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_heading_that_runs_on_is_a_heading_and_a_paragraph(seed_page: Element) -> None:
    run_in = next(with_class(seed_page, "run-in"))
    heading, rest = run_in
    assert (heading.tag, text(heading)) == ("h4", "1.创建“三个一”履职考评机制。")
    assert rest.tag == "p"
    assert text(rest).startswith("制定《2020年法治临海建设要点》")


def test_the_contents_name_the_parts_and_sections(seed_page: Element) -> None:
    (contents,) = with_class(seed_page, "contents")
    links = [text(one) for one in contents.iter("a")]
    assert len(links) == 4 + 8 + 2
    assert links[:2] == [
        "一、2020年市司法局推进法治政府建设情况",
        "（一）坚持统筹协调，法治临海建设取得新成效",
    ]
    assert links[-2:] == ["主要数据", "下载和引用"]


def test_a_figure_leads_to_its_row(seed_page: Element) -> None:
    links = {one.get("href"): text(one) for one in with_class(seed_page, "datum")}
    assert links["#figure-reconsideration.received"] == "80件"
    row = with_id(seed_page, "figure-litigation.cases")
    assert "以市政府作为被告或被申请人" in text(row)
    assert {unquote(link[1:]) for link in links} <= {one.get("id") for one in seed_page.iter("tr")}


def test_last_year_and_the_change_stand_in_the_row() -> None:
    row = with_id(parsed(page(DOCUMENTS["2025"])), "figure-supervisors.appointed")
    assert [text(cell).strip() for cell in row[1:4]] == ["46名", "2024年40名", "增长15.0%"]


def test_tables_have_captions_and_scopes(document: Document) -> None:
    root = parsed(page(document))
    for table in root.iter("table"):
        heads = list(table.iter("th"))
        assert heads
        assert {head.get("scope") for head in heads} <= {"col", "row", "rowgroup"}
    captions = [text(one) for one in root.iter("caption")]
    assert "表1 行政复议与应诉情况" in captions or document not in (PUBLISHED, SUBMITTED)


def test_the_policy_allows_exactly_what_stands_there(document: Document) -> None:
    html = page(document)
    root = parsed(html)
    (policy,) = (one.get("content") for one in root.iter("meta") if one.get("http-equiv"))
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    inline = [one for one in root.iter("script") if one.get("type") is None]
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == " ".join(map(_hash, inline))
    assert rules["style-src"] == " ".join(map(_hash, root.iter("style")))
    assert set(rules) == {"default-src", "script-src", "style-src", "base-uri", "form-action"}
    # An attribute of style or of an event would be refused by the policy.
    names = {str(name) for one in root.iter() for name in one.attrib}
    assert not {
        name for name in names if name == "style" or name.startswith("on") or name in {"src", "srcset"}
    }
    assert html.index("Content-Security-Policy") < html.index("<script")


def _hash(element: Element) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()}'"


def test_the_style_asks_for_nothing_else() -> None:
    html = page(DOCUMENTS["seed"])
    style = html[html.index("<style>") : html.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style


def test_linked_data_are_json() -> None:
    root = parsed(page(DOCUMENTS["2024"]))
    (block,) = (one for one in root.iter("script") if one.get("type"))
    kinds = {one["@type"]: one for one in json.loads(block.text)["@graph"]}
    assert set(kinds) == {"Report", "BreadcrumbList", "Dataset"}
    assert kinds["Report"]["datePublished"] == "2025-03-18T10:20"
    assert len(kinds["Dataset"]["distribution"]) == 3


def test_same_input_same_bytes_on_either_profile(document: Document) -> None:
    made = {writer("html")(document, profile) for profile in PROFILES.values() for _ in range(2)}
    assert len(made) == 1


def test_the_paper_for_the_superior_is_kept_from_search() -> None:
    root = parsed(page(DOCUMENTS["2024-submitted"]))
    assert tags(root)["robots"] == "noindex, nofollow"
    assert "签发人" in text(with_id(root, "report"))
    assert "签发人" not in text(with_id(parsed(page(DOCUMENTS["2024"])), "report"))


def test_what_is_inside_the_office_stays_there() -> None:
    path = OFFICE / "2025-secret.yaml"
    inside = {"inspection.leads", "inspection.assignments", "correction.reoffended", "leader.meetings"}
    assert inside <= {fact.key for fact in composed(path, "submit").facts}
    assert not inside & {fact.key for fact in composed(path).facts}


def test_attachments_stand_behind_the_signature() -> None:
    words = text(with_id(parsed(page(SUBMITTED)), "report"))
    places = [
        words.index(part)
        for part in ("附件：", "2025年2月28日", "（此件公开发布）", "附件1", "附件2", "抄送：")
    ]
    assert places == sorted(places)


def test_a_page_without_figures_has_no_section_of_them() -> None:
    root = parsed(page(replace(PUBLISHED, facts=())))
    assert not list(with_class(root, "figures"))
    assert not list(with_class(root, "datum"))
    assert "62件" in text(root)


def test_companions_are_written_with_the_page(tmp_path: Path) -> None:
    built = build_file(SEED, BuildOptions(("html",), out=tmp_path))
    assert {path.name.split(".", 1)[1] for path in built.paths} == {
        "html",
        "data.json",
        "data.csv",
        "dictionary.csv",
    }
    root = parsed(built.paths[0].read_text(encoding="utf-8"))
    (downloads,) = with_class(root, "downloads")
    assert all((tmp_path / unquote(link.get("href"))).is_file() for link in downloads.iter("a"))
