"""The layout check sheet: what was measured, on one page, as .docx and as a page that loads nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from subprocess import CompletedProcess

import docx
import html5lib
import pytest
from PIL import Image

from displaced import paper
from fazhi_report.commands import check_docx
from fazhi_report.commands.given_files import given_files
from fazhi_report.commands.page_sheet import MOST_PICTURES, make_sheet, write_sheets
from fazhi_report.document.check_sheet import CheckSheet
from fazhi_report.docx_in.measure import measure
from fazhi_report.docx_in.printed import PrintedPage, PrintedPages
from fazhi_report.errors import FazhiError
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.recognise.recognise import recognise
from fazhi_report.writers.docx import sheet_document
from fazhi_report.writers.html import sheet_page
from printed_paper import FIRST, FOOT, RIGHT_PAGES, line

Run = Callable[..., CompletedProcess[str]]
CONTENT = paper()
PATH = Path("报告<b>&.docx")


def png() -> bytes:
    stream = BytesIO()
    Image.new("L", (36, 51), 255).save(stream, "PNG")
    return stream.getvalue()


def drawn(pages: PrintedPages) -> PrintedPages:
    return replace(
        pages, pages=tuple(replace(page, picture=png()) for page in pages.pages), producer="排版软件 1.0"
    )


AT_THE_EDGE = replace(FIRST, lines=(*FIRST.lines[:-1], line("—1—", FOOT, 0, 14, right=184)))
WRONG = drawn(PrintedPages((AT_THE_EDGE, RIGHT_PAGES.pages[1]), (("仿宋", "别的字体"),)))


def sheet(pages: PrintedPages = WRONG) -> CheckSheet:
    return make_sheet(PATH, CONTENT, recognise(measure(CONTENT, PATH)), pages)


def words(package: bytes) -> str:
    tables = docx.Document(BytesIO(package)).tables
    return "\n".join(cell.text for table in tables for row in table.rows for cell in row.cells)


def test_the_sheet_says_what_was_checked_with_what_and_what_came_out() -> None:
    made = sheet()
    facts = dict(made.facts)
    assert facts["文件"] == PATH.name
    assert facts["SHA-256"] == sha256(CONTENT).hexdigest()
    assert facts["排版"] == "排版软件 1.0，共 2 面"
    assert "没装“仿宋”，用 别的字体 代替" in facts["字体"]
    assert facts["结论"] == "量 17 项：符合 16 项，不符合 1 项"
    (wrong,) = (row for row in made.rows if row.broken)
    assert wrong.cells == (
        "单页码居右",
        "7.5",
        "右空 1 字（4.9 mm）",
        "0.3 字",
        "右空 0 字（0 mm）",
        "1",
        "不符合",
    )
    assert [(one.caption, round(one.ratio, 2)) for one in made.pictures] == [
        ("第 1 面，不符合", 1.42),
        ("第 2 面", 1.42),
    ]


def test_what_no_page_shows_is_left_open() -> None:
    blank = drawn(PrintedPages((PrintedPage(1, ()),)))
    outcomes = {row.what: row.outcome for row in sheet(blank).rows}
    assert set(outcomes.values()) == {"无法判断"}
    assert "版记末条分隔线至版心下边缘" in outcomes


def test_both_forms_say_the_same() -> None:
    made = sheet()
    package, page = sheet_document.write_sheet(made), sheet_page.write_sheet(made)
    assert (package, page) == (sheet_document.write_sheet(made), sheet_page.write_sheet(made))
    read = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page.decode("utf-8"))
    shown = "\n".join(
        "".join(one.itertext()) for tag in ("dt", "dd", "th", "td", "figcaption") for one in read.iter(tag)
    )
    for text in (
        *(word for pair in made.facts for word in pair),
        *(cell for row in made.rows for cell in row.cells),
    ):
        assert text in words(package)
        assert text in shown
    assert len(docx.Document(BytesIO(package)).inline_shapes) == len(list(read.iter("img"))) == 2


def test_the_page_loads_nothing() -> None:
    page = sheet_page.write_sheet(sheet()).decode("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src &#39;none&#39;; style-src &#39;sha256-")
    assert "img-src data:;" in policy[1]
    assert set(re.findall(r'(?:src|href)="([^:"]*)', page)) == {"data"}
    assert "<b>" not in page


def test_the_document_is_one_upright_page_with_nothing_outside() -> None:
    made = docx.Document(BytesIO(sheet_document.write_sheet(sheet())))
    (section,) = made.sections
    assert section.page_width is not None
    assert round(section.page_width.mm) == norms.PAPER_WIDTH.value.mm
    assert not [one for one in made.part.rels.values() if one.is_external]


def test_of_many_pages_those_that_are_wrong_are_shown_first() -> None:
    plain = [PrintedPage(number, ()) for number in range(1, 61)]
    wrong = replace(AT_THE_EDGE, number=51, lines=AT_THE_EDGE.lines[-1:])
    made = sheet(drawn(PrintedPages((*plain[:50], wrong, *plain[51:]))))
    assert len(made.pictures) == MOST_PICTURES
    assert {1, 51, 60} <= {one.number for one in made.pictures}
    assert [one.number for one in made.pictures if one.broken] == [51]
    assert made.omitted.startswith(f"共 60 面，列出 {MOST_PICTURES} 面")


def test_two_files_of_one_name_have_two_sheets(tmp_path: Path) -> None:
    written = write_sheets([(Path("甲/报告.docx"), sheet()), (Path("乙/报告.docx"), sheet())], tmp_path)
    assert [path.name for path in written] == [
        "报告-版式核验单.docx",
        "报告-版式核验单.html",
        "报告-2-版式核验单.docx",
        "报告-2-版式核验单.html",
    ]
    with pytest.raises(FazhiError, match="里没有"):
        given_files([tmp_path], (".docx",))


@pytest.fixture
def given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(check_docx, "print_pages", lambda *_: WRONG)
    (tmp_path / "报告.docx").write_bytes(CONTENT)
    return tmp_path


def test_render_writes_the_sheet_and_says_where(given: Path, run: Run) -> None:
    done = run("check-docx", "报告.docx", "--render", "-o", "核验")
    assert done.returncode == 1
    assert "GW402" in done.stdout
    assert (
        f"已生成版式核验单 {Path('核验/报告-版式核验单.docx')}、{Path('核验/报告-版式核验单.html')}"
        in done.stderr
    )
    assert (given / "核验" / "报告-版式核验单.docx").is_file()
    assert run("check-docx", "报告.docx", "--render").returncode == 1
    assert (given / "dist" / "报告-版式核验单.html").is_file()


def test_a_sheet_replaces_nothing_of_others(given: Path, run: Run) -> None:
    theirs = given / "核验" / "报告-版式核验单.html"
    theirs.parent.mkdir()
    theirs.write_text("别人的", encoding="utf-8")
    done = run("check-docx", "报告.docx", "--render", "-o", "核验")
    assert done.returncode == 2
    assert "没有覆盖" in done.stderr
    assert theirs.read_text(encoding="utf-8") == "别人的"
    assert not (given / "核验" / "报告-版式核验单.docx").exists()


def test_without_render_nothing_is_written(given: Path, run: Run) -> None:
    run("check-docx", "报告.docx", "-o", "核验")
    assert sorted(path.name for path in given.iterdir()) == ["报告.docx"]
