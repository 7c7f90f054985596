"""Estimate of the number of pages of a document, by counting lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from fazhi_report.document.nodes import (
    UNSIGNED,
    AttachmentBlock,
    Block,
    ChartBlock,
    Document,
    Heading,
    ImprintBlock,
    Paragraph,
    TableBlock,
    words,
)
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.norms.length import Length
from fazhi_report.text.width import columns
from fazhi_report.typesetting.ending import ImprintPlace, adjusted_profiles, imprint_place
from fazhi_report.typesetting.lines import count_lines
from fazhi_report.writers.docx import charts, frame
from fazhi_report.writers.docx.tables import TableExtent, table_extent
from fazhi_report.writers.page_plan import addressee_lines
from fazhi_report.writers.table_layout import PageRun, page_runs

# Word processors break lines each in its own way: in a hundred lines one may more or less come out.
_DOUBT_PER_LINE = 0.01
_DOUBT_PER_ROW = 0.1
_DOUBT_AT_LEAST = 2
_FEW_LINES = 3


@dataclass(frozen=True, slots=True)
class Extent:
    """The extent of a document without its imprint.

    Args:
        pages: The number of pages, attachments included.
        used: The used height of the last page.
        doubt: How much longer or shorter the text may be in a word processor.
        held: Whether the last words before signature and date are to be held on the page of these: where they might
            part, or where the words are so few that holding them leaves no hole.
        landscape: Whether the last page is a landscape page.
        alone: Whether the signature would come to stand on a page without text of the body.
        safe: Whether text of the body stands on the page of the signature, and one line more or less changes nothing.
    """

    pages: int
    used: Length
    doubt: Length
    held: bool
    landscape: bool = False
    alone: bool = False
    safe: bool = True


def fitted_profile(document: Document, profile: Profile) -> Profile:
    """The profile with lines set closer or wider where the last page would hold the signature alone (7.3.5.5).

    It is the profile itself where text stands above the signature anyway, or where no pitch brings text there.
    """
    if not extent(arranged(document, profile), profile).alone:
        return profile
    tried = adjusted_profiles(profile)
    return next((one for one in tried if extent(arranged(document, one), one).safe), profile)


def estimate_pages(document: Document, profile: Profile) -> int:
    """The estimated number of printed pages, with an imprint's own page and the blank page before it."""
    profile = fitted_profile(document, profile)
    reach = extent(arranged(document, profile), profile)
    if document.imprint is None:
        return reach.pages
    return place_imprint(document.imprint, reach, profile).pages


def place_imprint(content: ImprintBlock, reach: Extent, profile: Profile) -> ImprintPlace:
    """The place of the imprint: on the last page where that is certainly even and has room at its foot (7.4.1)."""
    room = frame.imprint_height(content) + profile.foot + profile.line_pitch
    fits = reach.used + room + reach.doubt < profile.text_height
    return imprint_place(reach.pages, fits=fits and reach.used > reach.doubt and not reach.landscape)


def arranged(document: Document, profile: Profile) -> Document:
    """The document with each chart that its page has no room for behind the text that fills the page.

    So a chart leaves no half-empty page. It passes paragraphs only, and no heading: it stays in its section.
    """
    if not charts.of(document):
        return document
    blocks = tuple(_filled(_opened(document, profile), document.blocks))
    attachments = []
    for one in document.attachments:
        sheet = _Sheet(profile)
        _attachment_head(sheet, one)
        attachments.append(replace(one, blocks=tuple(_filled(sheet, one.blocks))))
    return replace(document, blocks=blocks, attachments=tuple(attachments))


def _filled(sheet: _Sheet, blocks: Sequence[Block]) -> Iterator[Block]:
    waiting: list[ChartBlock] = []
    for block in (block for run in page_runs(blocks) for block in _turned(sheet, run)):
        if isinstance(block, ChartBlock) and (waiting or not _has_room(sheet, block)):
            waiting.append(block)
            continue
        page = sheet.page
        passes = isinstance(block, Paragraph) or (isinstance(block, Heading) and block.body is not None)
        if not passes:
            yield from _settled(sheet, waiting)
        _blocks(sheet, (block,))
        yield block
        if sheet.page > page:
            yield from _settled(sheet, waiting)
    yield from waiting


def _settled(sheet: _Sheet, waiting: list[ChartBlock]) -> Iterator[Block]:
    """The charts that have waited for the next page."""
    _blocks(sheet, waiting)
    yield from waiting
    waiting.clear()


def _has_room(sheet: _Sheet, content: ChartBlock) -> bool:
    """Whether the page certainly has room for a chart."""
    return sheet.fits(_chart_height(sheet, content) + sheet.doubt)


def _turned(sheet: _Sheet, run: PageRun) -> Iterator[Block]:
    """The blocks of a run, on its pages."""
    sheet.lie(landscape=run.landscape)
    yield from run.blocks


def _chart_height(sheet: _Sheet, content: ChartBlock) -> Length:
    """The height of a chart with its caption and its note, which are not parted."""
    return Length(sum(height.twips for height in charts.heights(content, sheet.profile)))


def extent(document: Document, profile: Profile) -> Extent:
    """The extent of masthead, body, signature and attachments."""
    sheet = _opened(document, profile)
    _runs(sheet, document.blocks)
    if document.signature != UNSIGNED or document.notes:
        sheet.lie(landscape=False)
    end = _Ending() if document.signature == UNSIGNED else _ending(sheet, document)
    for attachment in document.attachments:
        _attachment_head(sheet, attachment)
        _runs(sheet, attachment.blocks)
    held = end.may_part or _is_short(document.blocks)
    return Extent(sheet.page, sheet.used, sheet.doubt, held, sheet.landscape, end.alone, end.safe)


def _opened(document: Document, profile: Profile) -> _Sheet:
    """The first page with masthead, title and addressees."""
    sheet = _Sheet(profile)
    if document.masthead is not None:
        sheet.used = frame.masthead_height(document, profile)
        sheet.lines(norms.TITLE_GAP_LINES.value)
    if document.title:
        sheet.add(norms.TITLE_PITCH.value * len(document.title))
        sheet.lines(norms.ADDRESSEE_GAP_LINES.value)
    sheet.lines(addressee_lines(document))
    return sheet


@dataclass(slots=True)
class _Sheet:
    """Counts the pages while blocks are added from the top."""

    profile: Profile
    page: int = 1
    used: Length = field(default_factory=lambda: Length(0))
    unsure: float = 0.0
    landscape: bool = False

    @property
    def height(self) -> Length:
        """The height of the text on the current page."""
        return norms.TYPE_AREA_WIDTH.value if self.landscape else self.profile.text_height

    def lie(self, *, landscape: bool) -> None:
        """Go on with portrait or with landscape pages: where they change, a page begins."""
        if self.landscape is not landscape:
            if self.used.twips:
                self.turn()
            self.landscape = landscape

    @property
    def doubt(self) -> Length:
        """The possible error of the count so far."""
        return self.profile.line_pitch * max(_DOUBT_AT_LEAST, self.unsure)

    def fits(self, height: Length) -> bool:
        """Whether that height is left on the current page."""
        return self.used + height <= self.height

    def turn(self) -> None:
        """Begin a new page."""
        self.page, self.used = self.page + 1, Length(0)

    def add(self, height: Length) -> None:
        """Add something that is not split between pages."""
        if not self.fits(height):
            self.turn()
        self.used = self.used + height

    def lines(self, count: int) -> None:
        """Add lines of the body."""
        # Line by line, as `add` does it, in bare numbers: there are hundreds, and a length is made for each sum.
        pitch, height, used = self.profile.line_pitch.twips, self.height.twips, self.used.twips
        for _ in range(count):
            if used + pitch > height:
                self.page, used = self.page + 1, 0.0
            used += pitch
        self.used = Length(used)
        self.unsure += count * _DOUBT_PER_LINE


def _runs(sheet: _Sheet, blocks: Sequence[Block]) -> None:
    for one in page_runs(blocks):
        sheet.lie(landscape=one.landscape)
        _blocks(sheet, one.blocks)


def _table(sheet: _Sheet, found: TableExtent) -> None:
    """Add a table: caption, head and first rows on one page, the head again on each further one, the note below a row."""
    sheet.unsure += _DOUBT_PER_ROW * (len(found.rows) + 2)
    opening, group = found.caption + found.head, Length(0)
    for at, row in enumerate(found.rows):
        group = group + row
        is_last = at == len(found.rows) - 1
        if at in found.together and not is_last:
            continue
        if not sheet.fits(opening + group + (found.note if is_last else Length(0))):
            sheet.turn()
            opening = opening if opening.twips else found.head
        sheet.add(opening)
        sheet.add(group)
        opening = group = Length(0)
    sheet.add(found.note)


def _blocks(sheet: _Sheet, blocks: Sequence[Block]) -> None:
    for block in blocks:
        match block:
            case Heading(_, title, number, body):
                count = _paragraph_lines(number + words(title) + words(body or ()))
                if body is None and not sheet.fits(sheet.profile.line_pitch * (count + 1)):
                    sheet.turn()  # a heading is no page's last line
                sheet.lines(count)
            case Paragraph(content):
                sheet.lines(_paragraph_lines(words(content)))
            case ChartBlock():
                sheet.add(_chart_height(sheet, block))
            case TableBlock():
                _table(sheet, table_extent(block, sheet.profile))
            case _:
                assert_never(block)


def _paragraph_lines(text: str) -> int:
    return count_lines(text, norms.CHARS.value, indent=norms.PARAGRAPH_INDENT.value)


def _is_short(blocks: Sequence[Block]) -> bool:
    """Whether the body ends with a paragraph of few lines."""
    match blocks[-1:]:
        case [Paragraph(content)]:
            return _paragraph_lines(words(content)) <= _FEW_LINES
        case _:
            return False


@dataclass(frozen=True, slots=True)
class _Ending:
    """What becomes of the words from 附件说明 to 附注.

    Args:
        may_part: Whether a page break may come between them and the text before.
        alone: Whether it does, unless text is brought along.
        safe: Whether text stands above them on their page, by the count of lines and one line more or less.
    """

    may_part: bool = False
    alone: bool = False
    safe: bool = True


def _ending(sheet: _Sheet, document: Document) -> _Ending:
    """Add 附件说明 to 附注."""
    count = frame.line_count(document.signature)
    if document.attachments:
        label = norms.PARAGRAPH_INDENT.value + columns("附件：1.")
        names = (
            count_lines(attachment.title, norms.CHARS.value - label) for attachment in document.attachments
        )
        count += norms.ATTACHMENT_NOTE_GAP_LINES.value + sum(names)
    block = sheet.profile.line_pitch * count
    parted, alone = not sheet.fits(block + sheet.doubt), not sheet.fits(block)
    # What is unsure is held all the same: one line each way is enough to try another pitch.
    unsure = sheet.profile.line_pitch * max(1, sheet.unsure)
    safe = sheet.fits(block + unsure) and (sheet.page == 1 or sheet.used >= unsure)
    if alone:
        sheet.turn()
        count += 1  # the last line of the body comes along
    sheet.lines(count)
    for note in document.notes:
        sheet.lines(_paragraph_lines(f"（{note}）"))
    return _Ending(parted, alone, safe)


def _attachment_head(sheet: _Sheet, content: AttachmentBlock) -> None:
    first = next(page_runs(content.blocks), None)
    sheet.lie(landscape=first is not None and first.landscape)
    if sheet.used.twips:
        sheet.turn()
    sheet.lines(norms.ATTACHMENT_TITLE_LINE.value - 1)
    per_line = norms.TYPE_AREA_WIDTH.value.twips / norms.TITLE.value.size.twips
    lines = content.lines or (content.title,)
    sheet.add(norms.TITLE_PITCH.value * sum(count_lines(line, per_line) for line in lines))
    sheet.lines(norms.ATTACHMENT_GAP_LINES.value)
