"""Redline → .docx with tracked changes: accepting all gives the new document, rejecting all the old one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from lxml import etree

from fazhi_report.document.nodes import Block, Document, TableBlock
from fazhi_report.document.revision import Change, Mark, Redline, RevisedAttachment, RevisedRow, RevisedTable
from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.typesetting.ending import ImprintPlace
from fazhi_report.writers.docx import body as blocks
from fazhi_report.writers.docx import charts, document, page
from fazhi_report.writers.docx.frame import imprint
from fazhi_report.writers.docx.imprint_footer import add_imprint_footer
from fazhi_report.writers.docx.office_look import with_look
from fazhi_report.writers.docx.oxml import R_NAMESPACE, W_NAMESPACE, blank
from fazhi_report.writers.docx.pages import extent, place_imprint
from fazhi_report.writers.docx.parts import CORE, DOCUMENT, base, core_properties
from fazhi_report.writers.docx.tables import table
from fazhi_report.writers.docx.tracked import Element, Tracker, is_same, read, style
from fazhi_report.writers.package import pack
from fazhi_report.writers.table_layout import TableLayout, table_layout

_W = f"{{{W_NAMESPACE}}}"


def write_redline(redline: Redline, profile: Profile, *, author: str, day: date) -> bytes:
    """The two documents as one .docx package; same input, same bytes.

    Page, sections and table properties are those of the new document.

    Args:
        redline: What to write.
        profile: The page profile.
        author: The author of the changes.
        day: The date of the changes.
    """
    root = etree.Element(f"{_W}document", nsmap={"w": W_NAMESPACE, "r": R_NAMESPACE})
    body = etree.SubElement(root, f"{_W}body")
    _Writer(redline, profile, Tracker(author, day)).fill(body)
    etree.cleanup_namespaces(
        root, top_nsmap={"w": W_NAMESPACE, "r": R_NAMESPACE}, keep_ns_prefixes=["w", "r"]
    )
    text = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    parts = {**base(), DOCUMENT: text, CORE: core_properties(redline.after.properties)}
    drawn = dict.fromkeys((*charts.of(redline.before), *charts.of(redline.after)))
    bound = add_imprint_footer(parts, profile)
    return pack(with_look(charts.add_parts(bound, tuple(drawn)), profile.look))


class _Writer:
    def __init__(self, redline: Redline, profile: Profile, tracker: Tracker) -> None:
        self._redline, self._profile, self._tracker = redline, profile, tracker

    def fill(self, body: Element) -> None:
        """The content of ``w:body`` in the order of reading; the properties of the last section are its end."""
        old, new, profile = self._redline.before, self._redline.after, self._profile
        words = list(self._words())
        foot = list(
            self._swapped(
                imprint(old.imprint, profile) if old.imprint else (),
                imprint(new.imprint, profile) if new.imprint else (),
            )
        )
        place = self._imprint_place(new)
        apart = place is not None and place.own_page
        if apart:
            self._tracker.settle_end(words)
            self._end_section(words)
        elements = [*words, *foot]
        self._tracker.settle_end(elements)
        body.extend(elements)
        if place is not None and place.own_page:
            body.extend(read(page.imprint_section(profile, numbered=place.numbered)))
        else:
            body.extend(read(page.section(profile)))

    def _end_section(self, words: list[Element]) -> None:
        """End the section in the last paragraph of both versions: an inserted or deleted one would take the end along."""
        (properties,) = read(page.section(self._profile))
        last = words[-1]
        if last.tag != f"{_W}p":
            (last,) = read(blank(1))
            words.append(last)
        # What could not be settled stays in both versions, so that the section does.
        for mark in last.findall(f"{_W}pPr/{_W}rPr"):
            last[0].remove(mark)
        holder = last.find(f"{_W}pPr")
        if holder is None:
            holder = etree.Element(f"{_W}pPr")
            last.insert(0, holder)
        change = holder.find(f"{_W}pPrChange")
        holder.insert(len(holder) if change is None else holder.index(change), properties)

    def _words(self) -> Iterator[Element]:
        """The content without the imprint."""
        old, new = self._redline.before, self._redline.after
        yield from self._swapped(document.opening(old, self._profile), document.opening(new, self._profile))
        for change in self._redline.changes:
            yield from self._change(change)
        yield from self._swapped(document.ending(old), document.ending(new))
        for number, attachment in enumerate(self._redline.attachments, 1):
            yield from self._attachment(attachment, number)

    def _imprint_place(self, content: Document) -> ImprintPlace | None:
        """The place of the imprint; None for none."""
        foot, profile = content.imprint, self._profile
        return None if foot is None else place_imprint(foot, extent(content, profile), profile)

    def _attachment(self, change: RevisedAttachment, number: int) -> Iterator[Element]:
        before, after = self._redline.before.attachments, self._redline.after.attachments
        old, new = (
            () if one is None else blocks.attachment_head(one, number if len(group) > 1 else None)
            for one, group in ((change.before, before), (change.after, after))
        )
        yield from self._swapped(old, new)
        for inner in change.changes:
            yield from self._change(inner)

    def _change(self, change: Change) -> Iterator[Element]:
        if isinstance(change, RevisedTable):
            yield from self._table(change)
            return
        old, new = self._read(change.before), self._read(change.after)
        if change.before is None or change.after is None:
            yield from self._alone(old, new)
        else:
            for was, now in zip(old, new, strict=True):
                yield now if is_same(was, now) else self._tracker.paragraph(was, now, change.script)

    def _table(self, change: RevisedTable) -> Iterator[Element]:
        """A changed table: caption and note word by word, the table row by row."""
        old, new = self._read(change.before), self._read(change.after)
        if not all(map(is_same, old, new)):
            # A cell that goes over several rows cannot come or go with one of them.
            old, new = self._read(change.before, by_row=True), self._read(change.after, by_row=True)
        for was, now in zip(old, new, strict=True):
            if is_same(was, now):
                yield now
            elif now.tag == f"{_W}tbl":
                yield self._tracker.table(was, now, list(_revised_rows(change)))
            else:
                yield self._tracker.paragraph(was, now, ())

    def _swapped(self, before: Iterable[str], after: Iterable[str]) -> Iterator[Element]:
        """Masthead, title, signature: paragraph by paragraph where the styles agree, else deleted and inserted."""
        old, new = read("".join(before)), read("".join(after))
        if [style(one) for one in old] != [style(one) for one in new]:
            yield from self._alone(old, new)
            return
        for was, now in zip_longest(old, new):
            if is_same(was, now):
                yield now
            elif now.tag == f"{_W}tbl" or was.tag != now.tag:
                yield from self._alone([was], [now])
            else:
                yield self._tracker.paragraph(was, now, ())

    def _alone(self, old: Iterable[Element], new: Iterable[Element]) -> Iterator[Element]:
        yield from (self._tracker.whole(one, Mark.DELETED) for one in old)
        yield from (self._tracker.whole(one, Mark.INSERTED) for one in new)

    def _read(self, block: Block | None, *, by_row: bool = False) -> list[Element]:
        """The elements of a block on a portrait page; of a table without cells of several rows, where asked."""
        if isinstance(block, TableBlock):
            layout = table_layout(block, may_turn=False)
            if by_row:
                block = _named_once(block, layout)
                layout = replace(layout, spans=tuple(one for one in layout.spans if one.columns > 1))
            return read("".join(table(block, keep_next=False, layout=layout)))
        return [] if block is None else read("".join(blocks.blocks((block,), keep_last=False)))


def _named_once(content: TableBlock, layout: TableLayout) -> TableBlock:
    """The table with the name of each group in its first row alone, as merged cells print it."""
    below = {
        (row, one.column)
        for one in layout.spans
        if one.columns == 1
        for row in range(one.row + 1, one.row + one.rows)
    }
    rows = (
        tuple(() if (at, column) in below else cell for column, cell in enumerate(row))
        for at, row in enumerate(content.rows)
    )
    return replace(content, rows=tuple(rows))


def _revised_rows(change: RevisedTable) -> Iterator[RevisedRow]:
    """The rows; a row that is the head of a group in one version only is deleted and inserted: its cells are others."""
    old, new = (
        {one.row + 1 for one in table_layout(side).spans if one.columns > 1}
        for side in (change.before, change.after)
    )
    for row in change.rows:
        if row.before is None or row.after is None or (row.before in old) == (row.after in new):
            yield row
        else:
            yield from (RevisedRow(row.before, None), RevisedRow(None, row.after))
