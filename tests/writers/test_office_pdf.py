"""A print of the .docx, with a stand-in for LibreOffice: what is believed and what is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from fazhi_report.document.nodes import Paragraph
from fazhi_report.errors import FazhiError
from fazhi_report.libreoffice import Printing
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import CLASSIC
from fazhi_report.writers import docx, office_pdf
from fazhi_report.writers.fonts import Font
from fazhi_report.writers.office_pdf import print_docx
from fazhi_report.writers.pdf import print_document
from fazhi_report.writers.printed_pdf import PrintedPdf, font_report
from offices import needs_shell, printing_office
from pdfs import ARCHIVAL, Sheet, pdf
from specimens import PUBLISHED, SUBMITTED, text

pytestmark = needs_shell
WORDS = "法治政府建设年度报告"
# In the order of the norms: what the document asks for, and the fonts of a Windows that has them all.
GENUINE = ("FangSong", "KaiTi", "SimHei", "FZXBSJW--GB1-0", "SimSun")
WINDOWS = (
    Font(("仿宋", "FangSong"), "FangSong"),
    Font(("楷体", "KaiTi"), "KaiTi"),
    Font(("黑体", "SimHei"), "SimHei"),
    Font(("方正小标宋简体", "FZXiaoBiaoSong-B05S"), "FZXBSJW--GB1-0"),
    Font(("宋体", "SimSun"), "SimSun"),
)
Print = Callable[..., PrintedPdf]


def sheets(*fonts: str, embedded: bool = True) -> list[Sheet]:
    return [Sheet(font, WORDS, embedded) for font in fonts]


@pytest.fixture
def printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Print:
    """Print with what the stand-in gives for the report and for the probe."""

    def call(
        report: bytes,
        probe: bytes,
        fonts: tuple[Font, ...] = WINDOWS,
        *,
        archival: bool = False,
        strict_fonts: bool = False,
    ) -> PrintedPdf:
        program = printing_office(tmp_path / "office", {"report": report, "probe": probe})
        monkeypatch.setattr(office_pdf, "installed", lambda: fonts)
        return print_document(
            PUBLISHED,
            CLASSIC,
            Printing(engine="libreoffice", soffice=program, archival=archival, strict_fonts=strict_fonts),
        )

    return call


def test_genuine_fonts_are_told_as_such(printed: Print) -> None:
    done = printed(pdf(sheets(*GENUINE)), pdf(sheets(*GENUINE)), strict_fonts=True)
    assert done.pages == 5
    assert [use.face for use in done.faces] == list(norms.FACES)
    assert all(use.faithful for use in done.faces)
    assert done.others == ()
    lines = list(font_report(done))
    assert "仿宋：本机有 仿宋、FangSong，用 FangSong，已嵌入" in lines[1]
    assert not any("提示" in line for line in lines)


def test_substitutes_are_told_and_refused_where_that_is_asked(printed: Print) -> None:
    taken = ("FangSong", "FangSong", "SimHei", "DejaVuSans", "SimSun")
    done = printed(
        pdf(sheets("FangSong", "DejaVuSans", "Symbol")), pdf(sheets(*taken)), WINDOWS[:1] + WINDOWS[2:3]
    )
    # 宋体 is not on the list of this machine, but a font SimSun is nothing else.
    assert [use.genuine for use in done.faces] == [True, False, True, False, True]
    assert done.others == ("Symbol",)
    report = "\n".join(font_report(done))
    assert "楷体：本机没有，由 FangSong 代替，已嵌入" in report
    assert "方正小标宋简体：本机没有，由 DejaVuSans 代替" in report
    assert "另有 Symbol" in report
    assert "提示：楷体、小标宋 不是公文要求的字体" in report


def test_strict_fonts_refuse_substitutes(printed: Print) -> None:
    taken = ("FangSong", "FangSong", "SimHei", "DejaVuSans", "SimSun")
    with pytest.raises(FazhiError, match="楷体 被 FangSong 代替；方正小标宋简体 被 DejaVuSans 代替"):
        printed(pdf(sheets("FangSong")), pdf(sheets(*taken)), strict_fonts=True)


def test_strict_fonts_refuse_what_is_not_embedded(printed: Print) -> None:
    with pytest.raises(FazhiError, match="楷体 不许嵌入"):
        printed(
            pdf([*sheets("FangSong"), *sheets("KaiTi", embedded=False)]),
            pdf(sheets(*GENUINE)),
            strict_fonts=True,
        )


def test_what_is_not_embedded_is_told(printed: Print) -> None:
    done = printed(pdf(sheets("KaiTi", embedded=False)), pdf(sheets(*GENUINE)))
    assert [use.face.name for use in done.faces if not use.embedded] == ["楷体"]
    assert "没有嵌入的字体" in "\n".join(font_report(done))


def test_an_accepted_family_is_taken_for_one_that_is_missing(
    printed: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def listening(
        documents: Mapping[str, bytes], printing: Printing, replacements: Sequence[tuple[str, str]]
    ) -> dict[str, bytes]:
        asked.append(replacements)
        return print_docx(documents, printing, replacements)

    monkeypatch.setattr(office_pdf, "print_docx", listening)
    fonts = (*WINDOWS[1:], Font(("方正仿宋_GBK", "FZFangSong-Z02"), "FZFSK--GBK1-0"))
    done = printed(pdf(sheets("KaiTi")), pdf(sheets("FZFSK--GBK1-0", *GENUINE[1:])), fonts)
    assert asked == [[("仿宋", "方正仿宋_GBK")]]
    assert done.faces[0].faithful
    assert done.faces[0].installed == ("方正仿宋_GBK",)


def test_a_machine_without_chinese_fonts_gives_no_file_of_boxes(printed: Print) -> None:
    boxes = [Sheet("DejaVuSans", "临" * len(WORDS))] * 5
    with pytest.raises(FazhiError, match="没有能显示汉字的字体") as caught:
        printed(pdf(boxes), pdf(boxes))
    assert "fonts-noto-cjk" in caught.value.hint


@pytest.mark.parametrize(
    "garbage",
    [b"hello", b"%PDF-1.6\n", b"%PDF-1.6\n%%EOF", pdf(sheets("KaiTi"))[:600], pdf(sheets("KaiTi"))[-200:]],
    ids=["text", "head", "empty", "cut", "tail"],
)
def test_garbage_is_not_delivered(printed: Print, garbage: bytes) -> None:
    with pytest.raises(FazhiError, match="读不出来"):
        printed(garbage, pdf(sheets(*GENUINE)))


def test_a_file_without_pages_is_not_delivered(printed: Print) -> None:
    with pytest.raises(FazhiError, match="一页也没有"):
        printed(pdf([]), pdf(sheets(*GENUINE)))


def test_what_is_for_the_archive_says_so(printed: Print) -> None:
    done = printed(pdf(sheets("KaiTi"), xmp=ARCHIVAL), pdf(sheets(*GENUINE)), archival=True)
    assert ARCHIVAL in done.content


@pytest.mark.parametrize(
    ("xmp", "embedded"),
    [
        (b"", True),
        (ARCHIVAL.replace(b">2<", b">1<"), True),
        (ARCHIVAL.replace(b">B<", b">U<"), True),
        (ARCHIVAL, False),
    ],
)
def test_what_is_not_for_the_archive_is_refused(printed: Print, xmp: bytes, *, embedded: bool) -> None:
    with pytest.raises(FazhiError, match="不是 PDF/A-2b"):
        printed(pdf(sheets("KaiTi", embedded=embedded), xmp=xmp), pdf(sheets(*GENUINE)), archival=True)


def test_it_is_dated_like_the_report_and_not_by_the_clock(tmp_path: Path) -> None:
    files = set()
    for clock in ("20261123131253", "20270101000001"):
        iso = f"{clock[:4]}-{clock[4:6]}-{clock[6:8]}T{clock[8:10]}:{clock[10:12]}:{clock[12:]}"
        xmp = f"<xmp:CreateDate>{iso}Z</xmp:CreateDate><xmp:ModifyDate>{iso}Z</xmp:ModifyDate>".encode()
        report = pdf(sheets("KaiTi"), xmp=xmp, clock=clock)
        program = printing_office(tmp_path / clock, {"report": report, "probe": pdf(sheets(*GENUINE))})
        content = print_document(PUBLISHED, CLASSIC, Printing(engine="libreoffice", soffice=program)).content
        assert len(content) == len(report)
        assert b"/CreationDate(D:20250228000000Z')" in content
        assert clock.encode() not in content
        files.add(content)
    assert len(files) == 1


def test_only_faces_of_the_document_are_asked_for() -> None:
    plain = replace(PUBLISHED, blocks=(Paragraph(text("正文")),))
    assert [face.name for face in office_pdf._asked(docx.write(plain, CLASSIC))] == ["仿宋", "小标宋", "宋体"]
    assert len(office_pdf._asked(docx.write(SUBMITTED, CLASSIC))) == 5
