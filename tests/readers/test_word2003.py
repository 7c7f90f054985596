"""The XML of Word 2003: read by its structure, under whatever suffix."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi_report.document.raw import BlockRole, RawParagraph, RawTable
from fazhi_report.readers.detect import read

W2003 = "http://schemas.microsoft.com/office/word/2003/wordml"
HEAD = (
    f'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="{W2003}" '
    'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" xmlns:aml="http://schemas.microsoft.com/aml/2001/core"'
    ' xmlns:v="urn:schemas-microsoft-com:vml">'
)
STYLES = (
    '<w:styles><w:style w:type="paragraph" w:default="on" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style></w:styles>'
)


def p(text: str, properties: str = "", more: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r>{more}</w:p>"


def listed(number: str, font: str) -> str:
    return f'<w:listPr><w:ilvl w:val="0"/><wx:t wx:val="{number}"/><wx:font wx:val="{font}"/></w:listPr>'


def change(kind: str, content: str) -> str:
    return f'<aml:annotation w:type="Word.{kind}"><aml:content>{content}</aml:content></aml:annotation>'


def written(folder: Path, suffix: str, body: str, encoding: str = "utf-8") -> Path:
    path = folder / f"旧{suffix}"
    path.write_bytes(f"{HEAD}{STYLES}<w:body>{body}</w:body></w:wordDocument>".encode(encoding))
    return path


@pytest.mark.parametrize(("suffix", "encoding"), [(".xml", "utf-8"), (".doc", "utf-8"), (".xml", "utf-16")])
def test_it_is_read_by_its_structure(suffix: str, encoding: str, tmp_path: Path) -> None:
    tracked = change("Insertion", "<w:r><w:t>新</w:t></w:r>") + change(
        "Deletion", "<w:r><w:delText>旧</w:delText></w:r>"
    )
    note = f"<w:r><w:footnote>{p('见附表')}</w:footnote></w:r>{change('Comment', p('核一下'))}"
    section = f'<w:sectPr><w:hdr w:type="odd">{p("内部文件")}</w:hdr></w:sectPr>'
    heading = listed("一、", "黑体") + '<w:pStyle w:val="1"/>'
    picture = '<w:r><w:pict><w:binData w:name="a">QUJD</w:binData><v:imagedata src="a"/></w:pict></w:r>'
    table = f"<w:tbl><w:tr><w:tc>{p('复议')}</w:tc><w:tc>{p('12件')}</w:tc></w:tr></w:tbl>"
    entries = (
        p("甲", more=tracked + note),
        f"<wx:sub-section>{p('主要举措', heading)}</wx:sub-section>",
        p("公开", listed("R", "Wingdings 2")),
        table,
        p("乙", more=picture),
        section,
    )
    scan = read(written(tmp_path, suffix, f"<wx:sect>{''.join(entries)}</wx:sect>", encoding))
    texts = [(one.text, one.role) for one in scan.blocks if isinstance(one, RawParagraph)]
    assert texts == [
        ("甲新", BlockRole.UNKNOWN),
        ("一、主要举措", BlockRole.HEADING),
        ("☑公开", BlockRole.UNKNOWN),
        ("乙", BlockRole.UNKNOWN),
    ]
    assert [one.rows for one in scan.blocks if isinstance(one, RawTable)] == [(("复议", "12件"),)]
    assert {one.text for one in scan.removed} == {"旧", "见附表", "核一下", "内部文件"}
    assert any("1 张图片" in one for one in scan.notes)
    assert any("Word 2003" in one for one in scan.notes)
