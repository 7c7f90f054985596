"""What the page holds: every word of the report, nothing of the data but words, findings that lead to their place."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path, PurePath

from fazhi_report.commands.draft import Draft, draft
from fazhi_report.document.nodes import (
    ChartBlock,
    CornerLine,
    Datum,
    Document,
    Paragraph,
    TableBlock,
    chart_rows,
    words,
)
from fazhi_report.errors import FazhiError
from fazhi_report.findings import Finding, Place, Severity
from fazhi_report.norms.gbt9704 import CLASSIC
from fazhi_report.preview.setting import Pages
from fazhi_report.preview.sheets import pieces
from fazhi_report.preview.view import View, main, shell, view
from fazhi_report.source.load import load_text
from fazhi_report.writers.html import write
from previewing import ROOT
from specimens import PUBLISHED, SUBMITTED, text

HOSTILE = "<script>alert(1)</script>\"'&{{x}}\u202e<img src=x onerror=alert(1)>"
TAG = re.compile(r"<[^>]*>")


def nothing_set(document: Document) -> Pages:
    """Stands in for a machine without Typst, where the words of the web page are shown."""
    raise FazhiError(f"排不了 {document.properties.year} 年的", "装上 <typst>")


def shown(html: str) -> str:
    return unescape(TAG.sub("", html))


def element(html: str, number: str) -> str:
    """The piece of that number."""
    (found,) = re.findall(rf'<div id="p{number}" class="[^"]*">.*?(?=<div id="p\d|<aside)', html, re.DOTALL)
    return str(found)


def test_every_word_of_the_report_is_there() -> None:
    printed = re.sub(r"\n", "", "".join(shown(piece.html) for piece in pieces(SUBMITTED)))
    assert SUBMITTED.masthead is not None
    assert SUBMITTED.imprint is not None
    wanted = [
        *SUBMITTED.masthead.organ_mark,
        SUBMITTED.masthead.document_number,
        *SUBMITTED.masthead.signatories,
        *(one.text for one in SUBMITTED.masthead.corner),
        *SUBMITTED.title,
        *SUBMITTED.addressees,
        SUBMITTED.signature.date,
        *(f"（{note}）" for note in SUBMITTED.notes),
        *SUBMITTED.imprint.copied_to,
        SUBMITTED.imprint.printed_by,
        f"{SUBMITTED.imprint.printed_on}印发",
        "附件：1.行政复议与行政应诉情况统计表",
        "附件1",
        "附件2",
    ]
    for block in (*SUBMITTED.blocks, *(block for item in SUBMITTED.attachments for block in item.blocks)):
        match block:
            case Paragraph(content):
                wanted.append(words(content))
            case TableBlock():
                wanted += [words(cell) for row in (block.header, *block.rows) for cell in row]
                wanted += [words(block.caption), words(block.note)]
            case ChartBlock():
                wanted += [cell for row in chart_rows(block) for cell in row]
            case _:
                wanted.append(block.number + words(block.title) + words(block.body or ()))
    assert [word for word in wanted if word not in printed] == []


def test_a_piece_is_what_the_web_page_has() -> None:
    for document in (SUBMITTED, PUBLISHED):
        page = write(document, CLASSIC).decode("utf-8")
        made = list(pieces(document))
        assert [piece.html for piece in made if not piece.keys and piece.html.strip() not in page] == []
        # A figure leads elsewhere there: to its row.
        with_figures = [piece for piece in made if piece.keys]
        assert with_figures
        assert [piece.text for piece in with_figures if piece.text not in shown(page)] == []


def test_figures_keep_their_key() -> None:
    (piece,) = [piece for piece in pieces(PUBLISHED) if "normative_documents.reviewed" in piece.keys]
    assert '<span class="figure" title="normative_documents.reviewed">62件</span>' in piece.html


def test_hostile_words_come_out_as_words() -> None:
    assert SUBMITTED.masthead is not None
    assert SUBMITTED.imprint is not None
    hostile = replace(
        SUBMITTED,
        title=(HOSTILE,),
        addressees=(HOSTILE,),
        blocks=(
            Paragraph((*text(HOSTILE), Datum(HOSTILE, HOSTILE))),
            TableBlock((text(HOSTILE),), ((text(HOSTILE),),), text(HOSTILE), text(HOSTILE)),
        ),
        notes=(HOSTILE,),
        masthead=replace(
            SUBMITTED.masthead,
            organ_mark=(HOSTILE,),
            document_number=HOSTILE,
            corner=(CornerLine("secrecy", HOSTILE),),
        ),
        imprint=replace(SUBMITTED.imprint, printed_by=HOSTILE, copied_to=(HOSTILE,)),
        signature=replace(SUBMITTED.signature, organs=(HOSTILE,), date=HOSTILE),
        properties=replace(SUBMITTED.properties, title=HOSTILE),
    )
    source = load_text(f"{HOSTILE}\n", PurePath(f"{HOSTILE}.yaml"))
    finding = Finding(Place(source.path, 1, 1), "FZ001", Severity.ERROR, HOSTILE, HOSTILE)
    page = shell(view(Draft(source, hostile, (finding,)), None, HOSTILE, nothing_set))
    assert page.count("<script") == 1
    assert "<img" not in page
    assert "onerror=alert(1)&gt;" in page
    broken = shell(view(Draft(None, None, (), FazhiError(HOSTILE, HOSTILE)), None, HOSTILE, nothing_set))
    assert broken.count("<script") == 1
    assert "<img" not in broken
    # What turns the reading direction of messages is written out.
    assert "\u202e" not in broken


def look(tmp_path: Path, content: str) -> View:
    path = tmp_path / "2020.yaml"
    path.write_text(content, encoding="utf-8", newline="\n")
    return view(draft(path, edition="publish", templates=None, today=None), None, path.name, nothing_set)


def test_findings_lead_to_their_place(tmp_path: Path) -> None:
    content = (ROOT / "data" / "2020.yaml").read_text(encoding="utf-8")
    html = look(tmp_path, content).html
    items = re.findall(r"<li class=\"(\w+)\">(.*?)</li>", html)
    (growth,) = [item for _, item in items if "FZ202" in item]
    link = re.search(
        r'<a class="place" href="#p(\d+)">([^<]*2020\.yaml:(\d+):\d+)</a>',
        growth,
    )
    assert link is not None
    line = content.split("\n")[int(link[3]) - 1].strip()
    assert f"<code>{line}</code>" in growth
    piece = element(html, link[1])
    assert re.match(r'<div id="p\d+" class="body marked">', piece)
    assert "24.3%" in shown(piece)


def test_a_finding_in_a_text_leads_to_its_paragraph(tmp_path: Path) -> None:
    content = (ROOT / "data" / "2020.yaml").read_text(encoding="utf-8")
    html = look(tmp_path, content).html
    leads = re.findall(r'<a class="place" href="#p(\d+)">[^<]*</a> <b>FZ321 .*?<code>(.*?)</code>', html)
    assert leads
    for number, line in leads:
        assert unescape(line).removeprefix("- heading: ") in shown(element(html, number))


def test_a_broken_file_keeps_the_last_sheets(tmp_path: Path) -> None:
    content = (ROOT / "tests" / "data" / "minimal.yaml").read_text(encoding="utf-8")
    good = look(tmp_path, content)
    (tmp_path / "2020.yaml").write_text("year: [", encoding="utf-8")
    broken = view(
        draft(tmp_path / "2020.yaml", edition="publish", templates=None, today=None), good, "x", nothing_set
    )
    assert broken.desk == good.desk
    assert "下面是上一次排出的样子" in broken.html
    assert broken.title == good.title
    assert broken.version != good.version
    first = view(
        draft(tmp_path / "2020.yaml", edition="publish", templates=None, today=None),
        None,
        "2020.yaml",
        nothing_set,
    )
    assert first.title == "2020.yaml"
    assert "下面是" not in first.html


def test_a_version_is_what_shows(tmp_path: Path) -> None:
    content = (ROOT / "tests" / "data" / "minimal.yaml").read_text(encoding="utf-8")
    assert look(tmp_path, content) == look(tmp_path, content)
    assert f'data-version="{look(tmp_path, content).version}"' in main(look(tmp_path, content))


def test_where_no_pages_can_be_set_the_reason_stands_above_the_words(tmp_path: Path) -> None:
    content = (ROOT / "tests" / "data" / "minimal.yaml").read_text(encoding="utf-8")
    html = look(tmp_path, content).html
    assert 'id="notice"' in html
    assert "所以这里不分页，只看文字" in html
    assert "装上 &lt;typst&gt;" in html
    assert '<div id="flow">' in html


def asset(name: str) -> str:
    return (ROOT / "src" / "fazhi_report" / "preview" / "assets" / name).read_text(encoding="utf-8")


def test_nothing_is_fetched_from_elsewhere(tmp_path: Path) -> None:
    content = (ROOT / "tests" / "data" / "minimal.yaml").read_text(encoding="utf-8")
    for source in (shell(look(tmp_path, content)), asset("preview.css"), asset("preview.js")):
        assert re.findall(r"https?:|//[a-z]|@import|url\(", source) == []
        assert re.findall(r" on\w+=| style=", source) == []
