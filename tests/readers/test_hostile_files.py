"""Files that mean harm, or are simply broken: a sentence, never a traceback, within bounds."""

from __future__ import annotations

import base64
import os
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from docx_packages import W, document, p, package, relationships, word_file
from fazhi_report.document.raw import SUFFIXES, RawParagraph, raw_texts
from fazhi_report.docx_in.archive import MEGABYTE
from fazhi_report.docx_in.package import OLE
from fazhi_report.errors import FazhiError
from fazhi_report.readers import detect, docx
from fazhi_report.readers.detect import read

LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9))
    + f"]><w:document {W}><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>"
)
OUTSIDE = (
    f'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><w:document {W}><w:body>'
    "<w:p><w:r><w:t>&f;</w:t></w:r></w:p></w:body></w:document>"
)


def encrypted(data: bytes) -> bytes:
    """The same package with every entry marked as encrypted."""
    marked = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = marked.find(signature)
        while at >= 0:
            flags = struct.unpack_from("<H", marked, at + offset)[0]
            struct.pack_into("<H", marked, at + offset, flags | 1)
            at = marked.find(signature, at + 4)
    return bytes(marked)


def open_document(content: bytes) -> bytes:
    return package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def bomb() -> bytes:
    return word_file(b" " * (60 * MEGABYTE))


def deep() -> bytes:
    return document("<w:sdt><w:sdtContent>" * 400 + p("深") + "</w:sdtContent></w:sdt>" * 400)


def ragged() -> bytes:
    """A table with one long row and many short ones; filled up it would have 25 million cells."""
    cell = f"<w:tc>{p('格')}</w:tc>"
    return document(f"<w:tbl><w:tr>{cell * 5000}</w:tr>{f'<w:tr>{cell}</w:tr>' * 5000}</w:tbl>")


# What is big is made when it is asked for, not whenever tests are collected.
CASES: dict[str, tuple[str, bytes | Callable[[], bytes], str]] = {
    "zip bomb": (".docx", bomb, "压缩炸弹"),
    "zip bomb for LibreOffice": (".odt", lambda: open_document(b" " * (201 * MEGABYTE)), "压缩炸弹"),
    "encrypted open document": (".odt", encrypted(open_document(b"x")), "加了密码"),
    "billion laughs": (".docx", word_file(LAUGHS), "实体"),
    "external entity": (".docx", word_file(OUTSIDE), "实体"),
    "entity in utf-16": (".docx", word_file(LAUGHS.encode("utf-16")), "实体"),
    "deep xml": (".docx", deep(), "嵌套超过"),
    "ragged table": (".docx", ragged, "表格超过 200000 格"),
    "macros": (
        ".docx",
        package({"[Content_Types].xml": "<a/>", "word/vbaProject.bin": b"x", "word/document.xml": "<a/>"}),
        "有宏",
    ),
    "encrypted entries": (".docx", encrypted(document(p("密"))), "加了密"),
    "encrypted by Word": (
        ".docx",
        OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "加了密码",
    ),
    "old workbook": (".doc", OLE + bytes(600) + "Workbook".encode("utf-16-le"), "Excel"),
    "cut off": (".docx", document(p("正文" * 500))[:-60], "损坏"),
    "no document": (".docx", package({"word/styles.xml": "<a/>", "content.txt": "x"}), "不是 Word 文档"),
    "another archive": (".doc", package({"content.txt": "x"}), "压缩包"),
    "Word 2003": (
        ".doc",
        b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>',
        "没有正文",
    ),
    "Word 2003 with macros": (
        ".xml",
        b'<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" w:macrosPresent="yes"/>',
        "有宏",
    ),
    "other markup": (".doc", b"<?xml version='1.0'?><!-- <html> --><svg xmlns='x'/>", "XML"),
    "text in disguise": (".doc", "一、工作情况".encode(), "不是 Word、WPS"),
    "no page": (".doc", b"MIME-Version: 1.0\r\nContent-Type: image/png\r\n\r\nx", "没有网页"),
    "no body": (".docx", word_file(f"<w:document {W}/>"), "没有正文"),
    "broken xml": (".docx", word_file("<w:document"), "损坏"),
    "many entries": (
        ".docx",
        package({**{f"a{at}": b"" for at in range(4100)}, "word/document.xml": b""}),
        "部件",
    ),
    "workbook": (".docx", package({"xl/workbook.xml": "<a/>"}), "Excel"),
    "pdf in disguise": (".docx", b"%PDF-1.7\n", "PDF"),
    "picture": (".txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "编码认不出"),
    "empty": (".md", b"", "空文件"),
    "zeros": (".txt", bytes(100), "空文件"),
    "deep html": (".html", b"<div>" * 5000 + "深".encode(), "太深"),
    "no words": (".html", b"<html><body><script>var a=1</script></body></html>", "没有文字"),
    "broken pdf": (".pdf", b"%PDF-1.7\nnothing", "PDF"),
    "half a character": (".txt", b"\xff\xfe" + "年".encode("utf-16-le") + b"\x00\xd8", "不合这个编码"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_is_refused_with_a_sentence(name: str, tmp_path: Path) -> None:
    suffix, data, words = CASES[name]
    path = tmp_path / f"old{suffix}"
    path.write_bytes(data if isinstance(data, bytes) else data())
    start = time.monotonic()
    with pytest.raises(FazhiError) as caught:
        read(path)
    assert words in caught.value.message
    assert caught.value.hint
    assert time.monotonic() - start < 5


def flat(parts: dict[str, str]) -> bytes:
    """A package as one XML file."""
    inside = "".join(
        f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{content}</pkg:xmlData></pkg:part>'
        for name, content in parts.items()
    )
    space = 'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"'
    return f'<?xml version="1.0"?><?mso-application x?><pkg:package {space}>{inside}</pkg:package>'.encode()


BODY = f"<w:document {W}><w:body>{p('正文在此')}</w:body></w:document>"
PAGE = "<html><head><style>p{{}}</style></head><body><p>正文在此</p></body></html>"
MHT = (
    b'From: Word\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary="b"\r\n\r\n--b\r\n'
    b'Content-Type: image/png\r\n\r\nx\r\n--b\r\nContent-Type: text/html; charset="gb2312"\r\n'
    b"Content-Transfer-Encoding: base64\r\n\r\n"
    + base64.encodebytes(PAGE.encode("gb2312"))
    + b"\r\n--b--\r\n"
)
OTHER_MAIN = package(
    {
        "[Content_Types].xml": "<a/>",
        "_rels/.rels": relationships(("officeDocument", "word/document2.xml", "Internal")),
        "word/document2.xml": BODY,
    }
)
FLAT = flat(
    {
        "_rels/.rels": relationships(("officeDocument", "word/document.xml", "Internal")),
        "word/document.xml": BODY,
    }
)
DISGUISED: dict[str, bytes] = {
    "page": PAGE.encode("gb18030"),
    "page in two bytes": ("\ufeff" + PAGE).encode("utf-16-le"),
    "piece of a page": "<!-- x --><meta charset=utf-8><p>正文在此".encode(),
    "page that is XML": f'<?xml version="1.0"?>\n<!DOCTYPE html>{PAGE}'.encode(),
    "MHT": MHT,
    "Flat OPC": FLAT,
    "main part of another name": OTHER_MAIN,
    "docx": document(p("正文在此")),
}


@pytest.mark.parametrize("suffix", [".doc", ".docx", ".wps", ".odt", ".rtf", ".html", ".mht"])
@pytest.mark.parametrize("name", DISGUISED)
def test_a_file_is_read_as_what_it_is(
    name: str, suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # None of these needs LibreOffice, and none is shown to it.
    monkeypatch.setattr(detect, "convert", None)
    path = tmp_path / f"old{suffix}"
    path.write_bytes(DISGUISED[name])
    found = read(path)
    assert [block.text for block in found.blocks if isinstance(block, RawParagraph)] == ["正文在此"]


def test_markdown_may_begin_with_a_tag(tmp_path: Path) -> None:
    path = tmp_path / "old.md"
    path.write_text("<center>\n\n# 报告\n", encoding="utf-8")
    assert "报告" in raw_texts(read(path).blocks)


def test_a_suffix_that_is_not_known_is_told(tmp_path: Path) -> None:
    path = tmp_path / "old.xlsx"
    path.write_bytes(b"x")
    with pytest.raises(FazhiError, match="不认识后缀"):
        read(path)
    assert ".docx" in SUFFIXES


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(FazhiError, match="没有文件"):
        read(tmp_path / "none.docx")
    (tmp_path / "folder.docx").mkdir()
    with pytest.raises(FazhiError, match="是文件夹"):
        read(tmp_path / "folder.docx")


def test_what_libreoffice_made_may_name_what_the_old_file_linked_to() -> None:
    linked = package(
        {
            "[Content_Types].xml": "<a/>",
            "word/document.xml": f"<w:document {W}><w:body>{p('正文')}</w:body></w:document>",
            "word/_rels/document.xml.rels": relationships(("image", "file:///x.png", "External")),
        }
    )
    (block,) = docx.read(linked, converted=True).blocks
    assert isinstance(block, RawParagraph)
    assert block.text == "正文"


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is asked of a POSIX system")
def test_memory_stays_within_bounds(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    path.write_bytes(bomb())
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (700 * 2**20,) * 2)\n"
        "from pathlib import Path\nfrom fazhi_report.errors import FazhiError\n"
        "from fazhi_report.readers.detect import read\n"
        "try:\n    read(Path(sys.argv[1]))\nexcept FazhiError as error:\n    print(error.message)"
    )
    result = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, str(path)],
        capture_output=True,
        encoding="utf-8",
        env=dict(os.environ),
        check=False,
    )
    assert "压缩炸弹" in result.stdout, result.stderr
