"""Document → PDF by LibreOffice: a print of the .docx as it is, and which fonts it took."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from io import BytesIO

from fazhi_report import libreoffice as office
from fazhi_report.document.nodes import Document
from fazhi_report.errors import FazhiError
from fazhi_report.libreoffice import Printing, pdf_export, replaced_fonts
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import Face, Profile
from fazhi_report.writers import docx
from fazhi_report.writers.docx.oxml import W_NAMESPACE, escape
from fazhi_report.writers.docx.parts import DECLARATION, DOCUMENT, base
from fazhi_report.writers.docx.styles import looks, words_looks
from fazhi_report.writers.fonts import Font, installed
from fazhi_report.writers.odt import granted, ignored
from fazhi_report.writers.package import pack
from fazhi_report.writers.pdf_facts import Facts, Sample, dated
from fazhi_report.writers.printed_pdf import FaceUse, PrintedPdf

_WORDS = "法治政府建设年度报告"


def probe(families: Iterable[str]) -> bytes:
    """A .docx with one page per family, each with the same text in that family."""
    pages = "".join(
        f'<w:p><w:pPr><w:pageBreakBefore w:val="{int(number > 0)}"/></w:pPr><w:r><w:rPr>'
        f'<w:rFonts w:ascii="{family}" w:eastAsia="{family}" w:hAnsi="{family}" w:cs="{family}"/>'
        f"</w:rPr><w:t>{_WORDS}</w:t></w:r></w:p>"
        for number, family in enumerate(map(escape, families))
    )
    text = f'{DECLARATION}<w:document xmlns:w="{W_NAMESPACE}"><w:body>{pages}</w:body></w:document>'
    return pack({**base(), DOCUMENT: text.encode("utf-8")})


def require_legible(families: Sequence[str], samples: Iterable[Sample], outcome: str, cure: str = "") -> None:
    """Check that Chinese fonts are installed: without them every character is printed as the same empty box.

    Args:
        families: The families of the probe.
        samples: Its pages as read back from the PDF.
        outcome: Chinese words for the message: what could not be made.
        cure: Chinese advice for the message, besides installing fonts.

    Raises:
        FazhiError: The text of a page cannot be read back.
    """
    wanted = set(_WORDS)
    blank = [
        family
        for family, sample in zip(families, samples, strict=True)
        if len(wanted & set(sample.words)) < len(wanted) / 2
    ]
    if blank:
        raise FazhiError(
            f"本机没有能显示汉字的字体（{'、'.join(blank)} 印出来全是方框），{outcome}",
            f"安装中文字体后重试；统信、麒麟、Debian 至少运行 sudo apt install fonts-noto-cjk{cure}",
        )


def print_docx(
    documents: Mapping[str, bytes], printing: Printing, replacements: Sequence[tuple[str, str]] = ()
) -> dict[str, bytes]:
    """Convert .docx files to PDF; what LibreOffice ignores in them is set by way of .odt, in a call before.

    Args:
        documents: Name → .docx; names are ASCII without suffix.
        printing: Options of the conversion.
        replacements: Family → family to use in its place.

    Returns:
        Name → PDF; the content is not checked.

    Raises:
        FazhiError: LibreOffice is missing, cannot be started, hangs, or leaves out a document.
    """
    call = office.Call(
        office.PDF,
        printing.soffice,
        printing.seconds,
        (*pdf_export(archival=printing.archival), *replaced_fonts(replacements)),
        otherwise=printing.otherwise,
        slow="机器慢的，用 --soffice-timeout 放宽秒数",
    )
    wishes = {name: found for name, content in documents.items() if (found := ignored(content))}
    turned = (
        {
            name: granted(content, wishes[name])
            for name, content in office.convert(
                {f"{name}.docx": documents[name] for name in wishes}, replace(call, target=office.ODT)
            ).items()
        }
        if wishes
        else {}
    )
    files = {
        f"{name}.odt" if name in turned else f"{name}.docx": turned.get(name, content)
        for name, content in documents.items()
    }
    return office.convert(files, call)


_REPORT, _PROBE = "report", "probe"
_STYLE = re.compile(rb'<w:[pr]Style w:val="(\w+)"')


def print_document(document: Document, profile: Profile, printing: Printing) -> PrintedPdf:
    """Convert a document to PDF and report on its fonts.

    In the same call LibreOffice converts a probe with one page per face; the fonts of a page are those that it uses
    for that face. Where the first family of a face is not installed but another accepted one is, LibreOffice is
    configured to use that one.

    Args:
        document: The document, numbered.
        profile: The page profile.
        printing: Options of the conversion.

    Raises:
        FazhiError: LibreOffice is missing, hangs, writes nothing or no PDF (or no PDF/A where
            that is asked for).
    """
    # LibreOffice sets a line anew at every bookmark, fractions of a millimetre apart; on paper the bookmarks are not needed.
    packed = docx.write(replace(document, facts=()), profile)
    faces = _asked(packed)
    fonts = installed()
    owned = {face: _families(face, fonts) for face in faces}
    replacements = [
        (face.family, owned[face][0]) for face in faces if owned[face] and face.family not in owned[face]
    ]
    asked = [face.family for face in faces]
    written = print_docx({_REPORT: packed, _PROBE: probe(asked)}, printing, replacements)
    report, samples = Facts.of(written[_REPORT]), Facts.of(written[_PROBE]).samples()
    require_legible(asked, samples, "没有生成 PDF")
    if printing.archival:
        _require_archival(report)
    uses = tuple(
        _use(face, owned[face], sample.fonts, fonts, report)
        for face, sample in zip(faces, samples, strict=True)
    )
    named = {name for use in uses for name in use.printed}
    return PrintedPdf(
        content=dated(written[_REPORT], document.properties.issued),
        pages=report.page_count,
        faces=uses,
        others=tuple(sorted(report.fonts.keys() - named)),
    )


def _asked(packed: bytes) -> tuple[Face, ...]:
    """The faces that the .docx names, in the order of the norms."""
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        body = archive.read(DOCUMENT)
    used = {name.decode("ascii") for name in _STYLE.findall(body)}
    types = [(look.style, look.type) for look in looks()] + [
        (look.style, look.type) for look in words_looks()
    ]
    asked = {kind.face for style, kind in types if kind is not None and style in used}
    # Every paragraph falls back on the body's face, every page has a number.
    asked |= {norms.BODY.value.face, norms.PAGE_NUMBER.value.face}
    return tuple(face for face in norms.FACES if face in asked)


def _families(face: Face, fonts: Iterable[Font]) -> tuple[str, ...]:
    """The accepted families of a face that are installed."""
    there = {family for font in fonts for family in font.families}
    return tuple(family for family in face.families if family in there)


def _use(
    face: Face, owned: tuple[str, ...], names: tuple[str, ...], fonts: Iterable[Font], report: Facts
) -> FaceUse:
    accepted = {font.postscript for font in fonts if set(font.families) & set(face.families)}
    # Where the machine's fonts cannot be listed, Latin family names still give a font away.
    accepted |= {family.replace(" ", "") for family in face.families}
    return FaceUse(
        face=face,
        installed=owned,
        printed=names,
        genuine=bool(names) and accepted.issuperset(names),
        embedded=all(report.fonts.get(name, True) for name in names),
    )


def _require_archival(report: Facts) -> None:
    if not report.archival:
        raise FazhiError(
            "这个 LibreOffice 写出的不是 PDF/A-2b", "升级到 LibreOffice 7.0 以上，或不加 --pdf-a"
        )
