"""Document → PDF: set by Typst, or printed from the .docx by LibreOffice; with a report on the fonts used."""

from __future__ import annotations

from fazhi_report.document.nodes import Document
from fazhi_report.errors import FazhiError
from fazhi_report.libreoffice import Printing
from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.writers.fonts import installed
from fazhi_report.writers.printed_pdf import FaceUse, PrintedPdf, require_faithful


def write(document: Document, profile: Profile) -> bytes:
    """The document as a PDF with the default options; `print_document` takes options and reports on the fonts."""
    return print_document(document, profile, Printing()).content


def print_document(document: Document, profile: Profile, printing: Printing) -> PrintedPdf:
    """Make a PDF of a document and report on its fonts; the file is read back.

    Args:
        document: The document, numbered.
        profile: The page profile.
        printing: Who sets it, and what is wanted of it.

    Raises:
        FazhiError: A package or LibreOffice is missing; LibreOffice hangs or writes no PDF; a character is in no
            font; a face is substituted although that is forbidden.
    """
    _require_pypdf()
    if printing.engine == "libreoffice":
        from fazhi_report.writers import office_pdf  # noqa: PLC0415  (whoever has it set by Typst needs no .docx)

        printed = office_pdf.print_document(document, profile, printing)
    else:
        printed = _set(document, profile)
    if printing.strict_fonts:
        require_faithful(printed.faces)
    return printed


def _require_pypdf() -> None:
    try:
        import pypdf  # noqa: F401, PLC0415  (an extra: only whoever prints needs it)
    except ImportError:
        raise FazhiError(
            "生成 PDF 要用 pypdf 核对页数和字体，这里没有装", '运行 pip install "fazhi-report[pdf]" 后重试'
        ) from None


def _set(document: Document, profile: Profile) -> PrintedPdf:
    from fazhi_report.writers.pdf_facts import Facts  # noqa: PLC0415  (an extra)
    from fazhi_report.writers.typst.setter import set_document  # noqa: PLC0415  (an extra)

    made = set_document(document, profile, installed())
    facts = Facts.of(made.content)
    uses = tuple(
        FaceUse(
            face=one.face,
            installed=one.accepted,
            printed=(one.chosen.font.postscript,),
            genuine=one.genuine,
            embedded=facts.fonts.get(one.chosen.font.postscript, True),
        )
        for one in made.faces
        if one.chosen.font.postscript in facts.fonts
    )
    named = {name for use in uses for name in use.printed}
    return PrintedPdf(made.content, facts.page_count, uses, tuple(sorted(facts.fonts.keys() - named)))
