"""Words, numbers and tables of anybody's .docx."""

from __future__ import annotations

from docx_packages import W, document, p
from fazhi_report.document.raw import BlockRole, RawParagraph, RawTable
from fazhi_report.readers.docx import OUR_ROLES, read
from fazhi_report.writers.docx.styles import TABLE_STYLES, looks

LISTS = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""


def numbered(text: str, depth: int) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="7"/></w:numPr>')


def texts(data: bytes) -> list[str]:
    return [block.text for block in read(data).blocks if isinstance(block, RawParagraph)]


def test_automatic_numbers_are_written_out() -> None:
    body = "".join(
        (
            numbered("甲", 0),
            numbered("子", 1),
            numbered("x", 2),
            numbered("丑", 1),
            numbered("乙", 0),
            numbered("寅", 1),
        )
    )
    assert texts(document(body, numbering=LISTS)) == [
        "一、甲",
        "（一）子",
        "1.x",
        "（二）丑",
        "二、乙",
        "（一）寅",
    ]


def test_runs_join_and_breaks_stay() -> None:
    body = "<w:p><w:r><w:t>共260</w:t></w:r><w:r><w:t>余份</w:t><w:br/><w:t>次行</w:t></w:r></w:p>"
    assert texts(document(body)) == ["共260余份\n次行"]


def test_insertions_stay_and_deletions_are_told() -> None:
    body = (
        "<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        "<w:r><w:t>文</w:t></w:r></w:p>"
    )
    scan = read(document(body))
    assert [block.text for block in scan.blocks if isinstance(block, RawParagraph)] == ["新文"]
    assert [(one.text, one.reason) for one in scan.removed] == [("旧", "修订标记中已删去的文字")]


def test_what_stands_around_the_body_is_told() -> None:
    foot = f"<w:ftr {W}><w:p><w:r><w:t>— 1 —</w:t></w:r></w:p></w:ftr>"
    notes = f"<w:footnotes {W}><w:footnote>{p('见附表')}</w:footnote></w:footnotes>"
    scan = read(document(p("正文"), footer1=foot, footnotes=notes))
    assert {(one.text, one.reason) for one in scan.removed} == {
        ("— 1 —", "页脚（页码等）"),
        ("见附表", "脚注"),
    }


def test_content_controls_and_text_boxes_are_read() -> None:
    box = f"<w:p><w:r><w:pict><w:txbxContent>{p('框里')}</w:txbxContent></w:pict></w:r></w:p>"
    body = f"<w:sdt><w:sdtContent>{p('控件里')}</w:sdtContent></w:sdt>{box}"
    assert texts(document(body)) == ["控件里", "框里"]


def test_a_table_keeps_its_shape_where_cells_are_merged() -> None:
    def cell(text: str, span: int = 1) -> str:
        return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{p(text)}</w:tc>'

    body = f"<w:tbl><w:tr>{cell('合计', 2)}</w:tr><w:tr>{cell('甲')}{cell('乙')}</w:tr></w:tbl>"
    (table,) = read(document(body)).blocks
    assert isinstance(table, RawTable)
    assert table.rows == (("合计", ""), ("甲", "乙"))


def test_headings_of_foreign_styles_are_told_by_name() -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="我的"/><w:basedOn w:val="a"/></w:style></w:styles>'
    )
    (block,) = read(document(p("一、总体", '<w:pStyle w:val="b"/>'), styles=styles)).blocks
    assert isinstance(block, RawParagraph)
    assert (block.role, block.level) == (BlockRole.HEADING, 1)


def test_our_styles_are_all_known() -> None:
    tables = {style for pair in TABLE_STYLES.values() for style in pair}
    plain = {"Normal", "BodyText", "Footer", *tables}
    assert {str(look.style) for look in looks()} - plain == set(OUR_ROLES)


def test_a_picture_is_told_of_and_its_alternative_text_kept_apart() -> None:
    drawing = (
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<wp:docPr id="1" name="图1" descr="案件走势"/></wp:inline></w:drawing></w:r>'
    )
    scan = read(document(f"<w:p><w:r><w:t>走势见图。</w:t></w:r>{drawing}</w:p>"))
    assert [one.text for one in scan.removed] == ["案件走势"]
    assert scan.notes == ("有 1 张图片或图表没有导入（原文第 1 段）",)
