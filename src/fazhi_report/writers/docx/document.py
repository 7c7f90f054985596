"""Document → .docx on the page of GB/T 9704-2012."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fazhi_report.document.nodes import UNSIGNED, Document
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.writers.docx import body, charts, page
from fazhi_report.writers.docx.frame import imprint, masthead, signature
from fazhi_report.writers.docx.imprint_footer import add_imprint_footer
from fazhi_report.writers.docx.office_look import with_look
from fazhi_report.writers.docx.oxml import R_NAMESPACE, W_NAMESPACE, blank, paragraph, run
from fazhi_report.writers.docx.pages import Extent, arranged, extent, fitted_profile, place_imprint
from fazhi_report.writers.docx.parts import CORE, DECLARATION, DOCUMENT, FigureMarks, base, core_properties
from fazhi_report.writers.docx.styles import StyleId
from fazhi_report.writers.package import pack
from fazhi_report.writers.table_layout import page_runs


def write(document: Document, profile: Profile) -> bytes:
    """The document as a .docx package: same document and profile, same bytes.

    Args:
        document: What to write, numbered.
        profile: The page profile; its lines are set closer or wider where the signature would stand alone (7.3.5.5).
    """
    return pack(document_parts(document, profile))


def document_parts(document: Document, profile: Profile) -> dict[str, bytes]:
    """The parts of the package of a document: name → content."""
    profile = fitted_profile(document, profile)
    document = arranged(document, profile)
    marks = FigureMarks(document)
    text = (
        f'{DECLARATION}<w:document xmlns:w="{W_NAMESPACE}" xmlns:r="{R_NAMESPACE}">'
        f"<w:body>{''.join(_body(document, profile, marks))}</w:body></w:document>"
    )
    parts = {**base(), DOCUMENT: text.encode("utf-8"), CORE: core_properties(document.properties)}
    drawn = charts.add_parts(add_imprint_footer(parts, profile), charts.of(document))
    return marks.add_parts(with_look(drawn, profile.look))


def _body(document: Document, profile: Profile, marks: FigureMarks) -> Iterator[str]:
    """The content of ``w:body`` in the order of reading; the properties of the last section are its end."""
    reach = extent(document, profile)
    *before, last = _stretches(document, profile, reach, marks)
    for one in before:
        yield from page.end_section(one.written, one.section(profile))
    if document.imprint is None:
        yield from last.written
        yield last.section(profile)
        return
    place = place_imprint(document.imprint, reach, profile)
    yield from page.end_section(last.written, last.section(profile)) if place.own_page else last.written
    yield from imprint(document.imprint, profile)
    yield page.imprint_section(profile, numbered=place.numbered) if place.own_page else page.section(profile)


@dataclass(slots=True)
class _Stretch:
    """What is written on portrait pages, or on landscape pages, without a change between."""

    landscape: bool
    written: list[str]

    def section(self, profile: Profile) -> str:
        return page.landscape_section() if self.landscape else page.section(profile)


def _stretches(document: Document, profile: Profile, reach: Extent, marks: FigureMarks) -> list[_Stretch]:
    """The content without the imprint; at least one stretch."""
    made: list[_Stretch] = []
    for landscape, lines in _pieces(document, profile, reach, marks):
        written = list(lines)
        if made and made[-1].landscape is landscape:
            made[-1].written += written
        elif written:
            made.append(_Stretch(landscape, written))
    return made or [_Stretch(landscape=False, written=[])]


def _pieces(
    document: Document, profile: Profile, reach: Extent, marks: FigureMarks
) -> Iterator[tuple[bool, Iterable[str]]]:
    """Yield the content piece by piece, each with whether its pages are landscape."""
    yield False, opening(document, profile)
    pieces = list(page_runs(document.blocks))
    for number, one in enumerate(pieces, 1):
        # Not always: LibreOffice moves a paragraph that is kept with the next as a whole.
        keep = reach.held and number == len(pieces)
        yield one.landscape, body.blocks(one.blocks, keep_last=keep, render=marks.render)
    yield False, ending(document)
    numbered = len(document.attachments) > 1
    for number, attachment in enumerate(document.attachments, 1):
        head: Iterable[str] = body.attachment_head(attachment, number if numbered else None)
        for one in page_runs(attachment.blocks):
            # The head is on the page of what follows it.
            yield one.landscape, head
            yield one.landscape, body.blocks(one.blocks, keep_last=False, render=marks.render)
            head = ()
        yield False, head


def opening(document: Document, profile: Profile) -> Iterator[str]:
    """The content from the masthead to the addressees."""
    if document.masthead is not None:
        yield from masthead(document, profile)
        yield blank(norms.TITLE_GAP_LINES.value)
    if document.title:
        yield body.title(document.title)
        yield blank(norms.ADDRESSEE_GAP_LINES.value)
    if document.addressees:
        yield body.addressees(document.addressees)


def ending(document: Document) -> Iterator[str]:
    """附件说明, 署名, 成文日期, 附注, kept on a page with text of the body (7.3.5.5)."""
    if document.attachments and document.title:
        yield blank(norms.ATTACHMENT_NOTE_GAP_LINES.value, keep_next=True)
        yield from body.attachment_note(document.attachments)
    if document.signature != UNSIGNED:
        yield from signature(document.signature, keep_date=bool(document.notes))
    for note in document.notes:
        yield paragraph(StyleId.NOTE, run(f"（{note}）"))
