"""Document → PDF: the .docx printed by LibreOffice, with an account of the fonts."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO

from fazhi_report.errors import FazhiError
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import Face, Profile
from fazhi_report.tree.nodes import Document
from fazhi_report.writers import docx
from fazhi_report.writers.docx.parts import DOCUMENT
from fazhi_report.writers.docx.styles import looks, words_looks
from fazhi_report.writers.fonts import Font, installed
from fazhi_report.writers.pdf_facts import Facts, dated
from fazhi_report.writers.printing import FaceUse, Printed, Printing
from fazhi_report.writers.probe import probe, require_legible
from fazhi_report.writers.soffice import convert

_REPORT, _PROBE = "report", "probe"
_STYLE = re.compile(rb'<w:[pr]Style w:val="(\w+)"')


def write(document: Document, profile: Profile) -> bytes:
    """The document as a PDF, printed as things are; `print_document` tells more and takes wishes."""
    return print_document(document, profile, Printing()).content


def print_document(document: Document, profile: Profile, printing: Printing) -> Printed:
    """Print a document.

    Beside the document LibreOffice prints a probe, a page a face: which fonts stand on it is what it takes for that
    face. Where the machine lacks the family asked for but has another accepted one, LibreOffice is told to take it.

    Args:
        document: What to print, numbered.
        profile: The page to print it on.
        printing: Where LibreOffice is, and what is wanted.

    Raises:
        FazhiError: pypdf or LibreOffice is missing; LibreOffice hangs, writes nothing or no PDF (or no PDF/A where
            that is asked for); a face is substituted although that is forbidden.
    """
    _require_pypdf()
    # LibreOffice sets a line anew at every bookmark, fractions of a millimetre apart; on paper the marks say nothing.
    packed = docx.write(replace(document, facts=()), profile)
    faces = _asked(packed)
    fonts = installed()
    owned = {face: _families(face, fonts) for face in faces}
    replacements = [
        (face.family, owned[face][0]) for face in faces if owned[face] and face.family not in owned[face]
    ]
    asked = [face.family for face in faces]
    written = convert({_REPORT: packed, _PROBE: probe(asked)}, printing, replacements)
    report, samples = Facts.of(written[_REPORT]), Facts.of(written[_PROBE]).samples()
    require_legible(asked, samples, "没有生成 PDF")
    if printing.archival:
        _require_archival(report)
    uses = tuple(
        _use(face, owned[face], sample.fonts, fonts, report)
        for face, sample in zip(faces, samples, strict=True)
    )
    if printing.strict_fonts:
        _require_faithful(uses)
    told = {name for use in uses for name in use.printed}
    return Printed(
        content=dated(written[_REPORT], document.properties.issued),
        pages=report.page_count,
        faces=uses,
        others=tuple(sorted(report.fonts.keys() - told)),
    )


def _require_pypdf() -> None:
    try:
        import pypdf  # noqa: F401, PLC0415  (an extra: only whoever prints needs it)
    except ImportError:
        raise FazhiError(
            "生成 PDF 要用 pypdf 核对页数和字体，这里没有装", '运行 pip install "fazhi-report[pdf]" 后重试'
        ) from None


def _asked(packed: bytes) -> tuple[Face, ...]:
    """The faces that a .docx of ours asks for, in the order of the norms."""
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


def _require_faithful(uses: Iterable[FaceUse]) -> None:
    lacking = [use for use in uses if not use.faithful]
    if not lacking:
        return
    told = "；".join(
        f"{use.face.family} 被 {'、'.join(use.printed) or '别的字体'} 代替"
        if not use.genuine
        else f"{use.face.family} 不许嵌入"
        for use in lacking
    )
    names = "、".join(use.face.name for use in lacking)
    raise FazhiError(
        f"字体不齐，没有写任何文件：{told}",
        f"安装 {names} 字体后重试（可用的字体名见 docs/layout.md），或不加 --strict-fonts",
    )
