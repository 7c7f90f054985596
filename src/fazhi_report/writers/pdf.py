"""Document → PDF: the .docx converted by LibreOffice, with a report on the fonts used."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from fazhi_report import libreoffice as office
from fazhi_report.document.nodes import Document
from fazhi_report.errors import FazhiError
from fazhi_report.libreoffice import Printing, pdf_export, replaced_fonts
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import Face, Profile
from fazhi_report.writers import docx
from fazhi_report.writers.docx.oxml import W_NAMESPACE, escape, pack
from fazhi_report.writers.docx.parts import DECLARATION, DOCUMENT, base
from fazhi_report.writers.docx.styles import looks, words_looks
from fazhi_report.writers.fonts import Font, installed
from fazhi_report.writers.pdf_facts import Facts, Sample, dated

if TYPE_CHECKING:
    # The command line imports this module for its defaults, and must be quick.
    from fazhi_report.norms.gbt9704 import Face


@dataclass(frozen=True, slots=True)
class FaceUse:
    """The fonts that were used for one face of the document.

    Args:
        face: The face.
        installed: Its accepted families that are installed, in the order of the norms.
        printed: PostScript names of the fonts that LibreOffice used for it.
        genuine: Whether those fonts belong to an accepted family.
        embedded: Whether those that the PDF uses are embedded in it.
    """

    face: Face
    installed: tuple[str, ...]
    printed: tuple[str, ...]
    genuine: bool
    embedded: bool

    @property
    def faithful(self) -> bool:
        """Whether every reader of the PDF sees this face."""
        return self.genuine and self.embedded


@dataclass(frozen=True, slots=True)
class PrintedPdf:
    """A PDF and what is known of it.

    Args:
        content: The PDF.
        pages: The number of its pages.
        faces: The fonts used for each face of the document, in the order of the norms.
        others: PostScript names of further fonts in the PDF: those of characters that the faces lack.
    """

    content: bytes
    pages: int
    faces: tuple[FaceUse, ...]
    others: tuple[str, ...]


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
    """Convert .docx files to PDF in one call of LibreOffice.

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
    return office.convert({f"{name}.docx": content for name, content in documents.items()}, call)


_REPORT, _PROBE = "report", "probe"
_STYLE = re.compile(rb'<w:[pr]Style w:val="(\w+)"')


def write(document: Document, profile: Profile) -> bytes:
    """The document as a PDF with the default options; `print_document` takes options and reports on the fonts."""
    return print_document(document, profile, Printing()).content


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
        FazhiError: pypdf or LibreOffice is missing; LibreOffice hangs, writes nothing or no PDF (or no PDF/A where
            that is asked for); a face is substituted although that is forbidden.
    """
    _require_pypdf()
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
    if printing.strict_fonts:
        _require_faithful(uses)
    named = {name for use in uses for name in use.printed}
    return PrintedPdf(
        content=dated(written[_REPORT], document.properties.issued),
        pages=report.page_count,
        faces=uses,
        others=tuple(sorted(report.fonts.keys() - named)),
    )


def _require_pypdf() -> None:
    try:
        import pypdf  # noqa: F401, PLC0415  (an extra: only whoever prints needs it)
    except ImportError:
        raise FazhiError(
            "生成 PDF 要用 pypdf 核对页数和字体，这里没有装", '运行 pip install "fazhi-report[pdf]" 后重试'
        ) from None


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


def _require_faithful(uses: Iterable[FaceUse]) -> None:
    lacking = [use for use in uses if not use.faithful]
    if not lacking:
        return
    faults = "；".join(
        f"{use.face.family} 被 {'、'.join(use.printed) or '别的字体'} 代替"
        if not use.genuine
        else f"{use.face.family} 不许嵌入"
        for use in lacking
    )
    names = "、".join(use.face.name for use in lacking)
    raise FazhiError(
        f"字体不齐，没有写任何文件：{faults}",
        f"安装 {names} 字体后重试（可用的字体名见 docs/reference/layout.md），或不加 --strict-fonts",
    )


def font_report(printed: PrintedPdf) -> Iterator[str]:
    """The font report for people: one line per face, then the fonts of single characters, then advice where needed."""
    yield "PDF 的字体："
    for use in printed.faces:
        yield f"  {_line(use)}"
    if printed.others:
        yield f"  另有 {'、'.join(printed.others)}：个别字上列字体里没有"
    substituted = [use.face.name for use in printed.faces if not use.genuine]
    if substituted:
        yield f"  提示：{'、'.join(substituted)} 不是公文要求的字体，安装后重新生成；可用的字体名见 docs/reference/layout.md"
    if any(use.genuine and not use.embedded for use in printed.faces):
        yield "  提示：没有嵌入的字体，在没有它的电脑上会变样；这样的字体自己不许嵌入，可换同类字体"


def _line(use: FaceUse) -> str:
    asked, taken = use.face.family, "、".join(use.printed) or "别的字体"
    if use.genuine:
        state = f"本机有 {'、'.join(use.installed)}" if use.installed else "本机有"
        taken = f"用 {taken}"
    else:
        state = f"本机有 {'、'.join(use.installed)}，LibreOffice 却没有用" if use.installed else "本机没有"
        taken = f"由 {taken} 代替"
    return f"{asked}：{state}，{taken}，{'已嵌入' if use.embedded else '没有嵌入'}"
