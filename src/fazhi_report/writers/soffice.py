"""LibreOffice as a printer of .docx files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fazhi_report.soffice import convert as office
from fazhi_report.soffice.profile import pdf_export, replaced_fonts
from fazhi_report.writers.printing import Printing


def convert(
    documents: Mapping[str, bytes], printing: Printing, replacements: Sequence[tuple[str, str]] = ()
) -> dict[str, bytes]:
    """Print .docx files to PDF in one call.

    Args:
        documents: .docx files by plain ASCII name, without suffix.
        printing: Where LibreOffice is, how long it may take, whether PDF/A-2b is wanted, what to say where it fails.
        replacements: Families, and what to take for each.

    Returns:
        What was written, by the same names; unjudged.

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
