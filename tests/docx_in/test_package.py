"""Files of strangers are refused in one sentence, within bounds, and nothing of them is executed or fetched."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from collections.abc import Mapping
from pathlib import PurePath

import pytest

from docx_packages import document
from fazhi_report.docx_in import archive
from fazhi_report.docx_in.archive import MOST_MARKS, parse
from fazhi_report.docx_in.links import without_links
from fazhi_report.docx_in.measure import measure
from fazhi_report.docx_in.package import OLE, open_package
from fazhi_report.errors import FazhiError
from inspected import base
from wordprocessing import parts

DOCUMENT = "word/document.xml"
RELS = "word/_rels/document.xml.rels"
SETTINGS_RELS = "word/_rels/settings.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SECONDS = 5.0


def packed(content: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def with_part(name: str, data: bytes) -> bytes:
    return packed({**parts(base("published")), name: data})


def relationship(kind: str, target: str, mode: str = "External") -> bytes:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId9" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    ).encode()


def with_type(old: str, new: str) -> bytes:
    made = parts(base("published"))
    name = "[Content_Types].xml"
    made[name] = made[name].decode("utf-8").replace(old, new).encode("utf-8")
    return packed(made)


def encrypted_entry() -> bytes:
    data = bytearray(base("published"))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def repeated_name() -> bytes:
    buffer = io.BytesIO(base("published"))
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(DOCUMENT, b"<other/>")
    return buffer.getvalue()


def lying_size() -> bytes:
    """A bomb whose directory says that it is small."""
    data = bytearray(with_part(DOCUMENT, b" " * (archive.MOST_PART_BYTES + 1)))
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.index(mark)
        while at >= 0:
            name = data[at + (46 if mark[2] == 1 else 30) :][: len(DOCUMENT)]
            if name == DOCUMENT.encode():
                struct.pack_into("<I", data, at + place, 100)
            at = data.find(mark, at + 4)
    return bytes(data)


BOMB = b"<w:document>" + b"<w:p/>" * (archive.MOST_PART_BYTES // 6 + 1) + b"</w:document>"
LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><x>&c;</x>'
)
FILE_ENTITY = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
HOSTILE = {
    "empty": (b"", "空的"),
    "not a zip": (b"hello", "不是 .docx"),
    "pdf": (b"%PDF-1.7\n", "PDF"),
    "rtf": (b"{\\rtf1 hello}", "RTF"),
    "web page": (b"\xef\xbb\xbf<!doctype HTML><p>x", "网页"),
    "old word": (OLE + b"\0" * 600, "旧版 Word"),
    "password": (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "spreadsheet": (packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}), "Excel"),
    "slides": (packed({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<x/>"}), "演示文稿"),
    "odt": (packed({"mimetype": b"application/vnd.oasis.opendocument.text"}), "ODF"),
    "some zip": (packed({"a.txt": b"x"}), "不是 Word 文档"),
    "cut off": (base("published")[:-200], "损坏"),
    "half": (base("published")[:2000], "损坏"),
    "encrypted entry": (encrypted_entry(), "密码"),
    "odd compression": (packed(parts(base("published")), method=zipfile.ZIP_LZMA), "压缩方法"),
    "no xml": (with_part(DOCUMENT, b"<w:document"), "不是完整的 XML"),
    "other encoding": (
        with_part(DOCUMENT, b"<?xml version='1.0' encoding='UTF-7'?><x/>"),
        "UTF-7",
    ),
    "bad bytes": (with_part(DOCUMENT, b"<x>\xff\xfe\xfd</x>"), "UTF-8"),
    "zip bomb": (with_part(DOCUMENT, BOMB), "大得反常"),
    "lying bomb": (lying_size(), "损坏"),
    "crowded": (with_part(DOCUMENT, b"<a>" + b"<b/>" * MOST_MARKS + b"</a>"), "标记超过"),
    "crowded attributes": (with_part(DOCUMENT, b"<a>" + b'<b c=""/>' * 600_000 + b"</a>"), "标记超过"),
    "deep": (with_part(DOCUMENT, b"<a>" * 400 + b"</a>" * 400), "嵌套"),
    "entities": (with_part(DOCUMENT, LAUGHS), "实体"),
    "file entity": (with_part("word/styles.xml", FILE_ENTITY), "实体"),
    "hidden entities": (
        with_part(DOCUMENT, b"\xff\xfe" + LAUGHS.decode().encode("utf-16-le")),
        "实体",
    ),
    "macro": (with_part("word/vbaProject.bin", b"x"), "宏"),
    "macro type": (
        with_type(MAIN_TYPE, "application/vnd.ms-word.document.macroEnabled.main+xml"),
        "宏",
    ),
    "another file inside": (with_part(RELS, relationship("aFChunk", "chunk.mht", "Internal")), "altChunk"),
    "text elsewhere": (with_part(RELS, relationship("subDocument", "part2.docx")), "子文档"),
    "no document": (
        packed({"[Content_Types].xml": b"<Types/>", "_rels/.rels": relationship("x", "y", "Internal")}),
        "不是 Word 文档",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_with_a_sentence_and_in_time(name: str) -> None:
    data, word = HOSTILE[name]
    began = time.monotonic()

    with pytest.raises(FazhiError) as refused:
        measure(data, PurePath("x.docx"))

    assert word in refused.value.message
    assert "\n" not in refused.value.message
    assert time.monotonic() - began < SECONDS


@pytest.mark.parametrize(
    ("part", "kind", "target", "words"),
    [
        (SETTINGS_RELS, "attachedTemplate", "file:///C:\\WPS\\normal.dot", "模板：file:///C:"),
        (RELS, "image", "file://host/share/x.png", "图片：file://host"),
        (RELS, "image", "NULL", "图片：NULL"),
        (RELS, "oleObject", "mhtml:https://example.org/x!x", "链接的对象：mhtml"),
    ],
)
def test_what_programs_leave_behind_is_noted_and_the_file_is_read(
    part: str, kind: str, target: str, words: str
) -> None:
    data = with_part(part, relationship(kind, target))
    assert words in measure(data, PurePath("x.docx")).outside
    cut = without_links(data)
    assert measure(cut, PurePath("x.docx")).outside == ""
    assert open_package(cut).xml(part) is not None
    assert words in measure(data, PurePath("x.docx")).outside


def test_links_are_cut_and_words_are_kept() -> None:
    picture = 'xmlns:v="urn:schemas-microsoft-com:vml" src="http://192.0.2.1/x.png"'
    link = 'xmlns:x="http://www.w3.org/1999/xlink" x:href="http://192.0.2.1/x.odt"'
    main = document(
        '<w:p><w:r><w:instrText> INCLUDEPICTURE "http://192.0.2.1/y.png" </w:instrText></w:r>'
        '<w:fldSimple w:instr=" LINK Word.Document.8 a.doc "><w:r><w:t>结果</w:t></w:r></w:fldSimple>'
        f"<w:r><w:t>INCLUDEPICTURE 见 http://www.example.gov.cn/</w:t><w:pict><v:imagedata {picture}/></w:pict></w:r>"
        f"<section {link}/><a {link}>去看</a></w:p>"
    )
    cut = open_package(without_links(main)).archive.read("word/document.xml").decode()
    assert cut.count("192.0.2.1") == 2
    assert ">去看</a>" in cut
    assert "INCLUDEPICTURE 见 http://www.example.gov.cn/" in cut
    assert "LINK" not in cut
    old = b"{\\rtf1{\\field{\\*\\fldinst INCLUDEPICTURE x}}" + "includetext".encode("utf-16-le")
    spoilt = without_links(old)
    assert len(spoilt) == len(old)
    assert b"INCLUDEPICTURE" not in spoilt
    assert "includetext".encode("utf-16-le") not in spoilt


def test_a_repeated_name_is_refused() -> None:
    with pytest.raises(FazhiError, match="出现了两次"):
        open_package(repeated_name())


def test_too_many_entries_are_counted_before_they_are_read() -> None:
    names = {f"{number}.xml": b"" for number in range(archive.MOST_ENTRIES + 1)}
    with pytest.raises(FazhiError, match="部件超过"):
        open_package(packed(names))


def test_a_file_beyond_the_bound_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_FILE_BYTES", 1000)
    with pytest.raises(FazhiError, match="没有读"):
        open_package(base("published"))


def test_many_parts_that_are_each_within_bounds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_KEPT_BYTES", 4000)
    with pytest.raises(FazhiError, match="大得反常"):
        measure(base("published"), PurePath("x.docx"))


def test_hyperlinks_are_harmless() -> None:
    link = relationship("hyperlink", "https://example.org/")
    made = parts(base("published"))
    made[RELS] = made[RELS].replace(
        b"</Relationships>",
        link[link.index(b"<Relationship ") :].replace(b"</Relationships>", b"") + b"</Relationships>",
    )
    assert measure(packed(made), PurePath("x.docx")).paragraphs


def test_media_are_never_unpacked() -> None:
    data = with_part("word/media/image1.png", b"\0" * (archive.MOST_KEPT_BYTES * 2))
    assert measure(data, PurePath("x.docx")).paragraphs


def test_the_strict_variant_is_read() -> None:
    made = parts(base("published"))
    for name in (DOCUMENT, "word/styles.xml"):
        made[name] = made[name].replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
    measured = measure(packed(made), PurePath("x.docx"))
    assert measured.paragraphs == measure(base("published"), PurePath("x.docx")).paragraphs


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encodings_of_the_format_are_read(encoding: str) -> None:
    assert parse("<x>法治</x>".encode(encoding), "x").text == "法治"
