"""The Word template: what an officer types into it is a document that check-docx has nothing to say about."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocxDocument
from docx.text.paragraph import Paragraph

from commandline import Run
from fazhi_report.norms.gbt9704 import HEADINGS
from fazhi_report.writers.package import pack
from wordprocessing import parts

TYPES = "[Content_Types].xml"
ORGAN = "示例市司法局"
TYPED = {
    "【待填：年度】": "2024",
    "示司〔2025〕8号": "示司〔2026〕12号",
    "张三": "李四",
    "【待填：主送机关】": "示例市人民政府",
    "2025年2月28日": "2026年3月10日",
    "2025年2月28日印发": "2026年3月10日印发",
    "【待填：附注，如“此件公开发布”；没有的删去这一行】": "此件公开发布",
    "【待填：附件名称】": "2024年度主要数据",
    "【待填：抄送机关】": "示例市人大常委会办公室",
    "【待填：第二层标题】": "健全工作机制",
    "【待填：存在的不足和原因】": "存在的不足和原因",
    "【待填：第三层标题】": "加强统筹协调",
    "【待填：数据来源、口径；没有的删去这一行】": "数据由各部门报送。",
    "【待填：第四层标题】": "明确责任分工",
}
BODY = "全市各级各部门认真落实各项要求，法治政府建设取得新的成效。"


def exported(run: Run, folder: Path, *options: str) -> bytes:
    done = run("template", "export-dotx", "-o", "模板.dotx", "--force", *options)
    assert done.returncode == 0, done.stderr
    return (folder / "模板.dotx").read_bytes()


def new_document(template: bytes) -> DocxDocument:
    """What Word makes of a template: the same parts, under the type of a document."""
    held = parts(template)
    assert b"wordprocessingml.template.main+xml" in held[TYPES]
    held[TYPES] = held[TYPES].replace(b"template.main+xml", b"document.main+xml")
    return Document(BytesIO(pack(held)))


def style_of(paragraph: Paragraph) -> str:
    assert paragraph.style is not None
    return str(paragraph.style.name)


def typed(document: DocxDocument) -> DocxDocument:
    """The document with every open place written over, as one who follows the guidance does."""
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    for paragraph in [*document.paragraphs, *(one for cell in cells for one in cell.paragraphs)]:
        for run in paragraph.runs:
            if run.font.highlight_color is not None:
                run.text = TYPED.get(run.text, BODY if style_of(paragraph) == "Body Text" else "加强工作")
                run.font.highlight_color = None
    return document


@pytest.mark.parametrize("edition", ["publish", "submit"])
def test_what_is_typed_into_it_keeps_every_clause(run: Run, tmp_path: Path, edition: str) -> None:
    template = exported(run, tmp_path, "--organ", ORGAN, "--edition", edition)
    typed(new_document(template)).save(str(tmp_path / "报告.docx"))
    done = run("check-docx", "报告.docx", "--verdicts", "--ignore", "GW518")
    assert "检查了 1 个文件：没有发现问题" in done.stderr
    assert "不符合" not in done.stdout


def test_headings_are_numbered_by_word(run: Run, tmp_path: Path) -> None:
    document = new_document(exported(run, tmp_path))
    (numbering,) = [one for one in document.part.package.iter_parts() if "numbering" in str(one.partname)]
    texts = [
        one.get(one.tag.replace("lvlText", "val"))
        for one in numbering.element.iter()
        if one.tag.endswith("}lvlText")
    ]
    assert texts == ["%1、", "（%2）", "%3.", "（%4）"]
    headings = [one for one in document.paragraphs if style_of(one).startswith("Heading")]
    assert {style_of(one) for one in headings} == {f"Heading {level}" for level in range(1, 5)}
    # The number is not typed.
    assert all(one.text.startswith("【待填：") for one in headings)
    for level, norm in enumerate(HEADINGS, 1):
        assert document.styles[f"Heading {level}"].font.name == norm.value.face.family


def test_page_and_page_number(run: Run, tmp_path: Path) -> None:
    section = new_document(exported(run, tmp_path, "--profile", "gbt33476")).sections[0]
    assert section.page_width is not None
    assert section.top_margin is not None
    assert section.page_width.mm == pytest.approx(210, abs=0.1)
    assert section.top_margin.mm == pytest.approx(34.58, abs=0.1)
    assert style_of(section.footer.paragraphs[0]) == "Footer"


def test_it_has_the_look_of_its_office(run: Run, tmp_path: Path) -> None:
    (tmp_path / "fazhi-report.toml").write_text(
        '[look]\nmark_color = "C00000"\n[look.faces]\nheiti = "方正黑体_GBK"\n', encoding="utf-8"
    )
    template = exported(run, tmp_path, "--edition", "submit")
    document = new_document(template)
    assert document.styles["Heading 1"].font.name == "方正黑体_GBK"
    assert str(document.styles["发文机关标志"].font.color.rgb) == "C00000"
    assert "方正黑体_GBK".encode() in parts(template)["word/numbering.xml"]


def test_same_bytes_and_no_author(run: Run, tmp_path: Path) -> None:
    first = exported(run, tmp_path, "--organ", ORGAN)
    assert exported(run, tmp_path, "--organ", ORGAN) == first
    properties = new_document(first).core_properties
    assert (properties.author, properties.title) == ("", "法治政府建设年度报告的 Word 模板")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("export-dotx", "-o", "x.docx"), "写出的是 .dotx，文件名却是 x.docx"),
        (("export-dotx", "--organ", "甲" * 61), "不像机关名称"),
        (("export", "-o", "x.dotx"), "可以写 export-dotx"),
        ((), "缺少参数"),
    ],
)
def test_what_cannot_be_written_is_refused(
    run: Run, tmp_path: Path, options: tuple[str, ...], told: str
) -> None:
    done = run("template", *options)
    assert done.returncode == 2
    assert told in done.stderr
    assert not list(tmp_path.iterdir())
