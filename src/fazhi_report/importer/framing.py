"""Blocks to a frame: head, body and tail told apart, by role where the file gives roles, else by their words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from fazhi_report.document.raw import BlockRole, RawBlock, RawParagraph, RawTable
from fazhi_report.importer import elements
from fazhi_report.importer.account import Account, shortened
from fazhi_report.importer.elements import AttachmentFrame, Frame
from fazhi_report.importer.furniture import between, is_furniture, labels, table_labels
from fazhi_report.importer.head import Head, read_head
from fazhi_report.importer.naming import OPENING, is_title
from fazhi_report.recognise.markers import fold, opening

_SIGNATORIES = re.compile("签发人：")


def framed_by_roles(blocks: Sequence[RawBlock], properties: Mapping[str, str], account: Account) -> Frame:
    """Part a document by its roles.

    Args:
        blocks: All of them, in order.
        properties: What the file says of itself.
        account: Where printed words are noted.
    """
    frame = Frame()
    reading = _Reading(frame, account, Head(frame, account))
    for block in blocks:
        reading.take(block)
    reading.head.finish(properties)
    return reading.done()


@dataclass(slots=True)
class _Reading:
    frame: Frame
    account: Account
    head: Head
    attachment: AttachmentFrame | None = None

    def take(self, block: RawBlock) -> None:
        if isinstance(block, RawTable) or block.role in {
            BlockRole.BODY, BlockRole.HEADING, BlockRole.RUN_IN, BlockRole.CAPTION, BlockRole.TABLE_NOTE, BlockRole.UNKNOWN,
        }:  # fmt: skip
            target = self.frame.body if self.attachment is None else self.attachment.blocks
            target.append(block)
            return
        text = block.text.strip()
        match block.role:
            case BlockRole.LABEL | BlockRole.CRUMB:
                self.head.paragraph(block, before=True)
            case BlockRole.TITLE:
                self.frame.title.extend(part.strip() for part in text.split("\n") if part.strip())
                self.frame.title_line = block.line
            case BlockRole.ADDRESSEE:
                elements.take_addressees(self.frame, block, self.account)
            case BlockRole.SIGNATURE:
                elements.take_organs(self.frame, block)
            case BlockRole.DATE:
                elements.take_date(self.frame, text, block.line, self.account)
            case BlockRole.NOTE:
                elements.take_note(self.frame, block, self.account)
            case _:
                self._behind(block, text)

    def _behind(self, block: RawParagraph, text: str) -> None:
        match block.role:
            case BlockRole.ATTACHMENT_NOTE:
                elements.take_attachment_note(self.frame, block, self.account)
            case BlockRole.ATTACHMENT_MARK:
                self.account.print(text, block.line)
                self.attachment = AttachmentFrame("", block.line)
                self.frame.attachments.append(self.attachment)
            case BlockRole.ATTACHMENT_TITLE if self.attachment is not None:
                self.attachment.title = "".join(text.split("\n"))
            case _:
                self._masthead(block, text)

    def _masthead(self, block: RawParagraph, text: str) -> None:
        match block.role:
            case BlockRole.ORGAN_MARK:
                self.frame.organ_mark.append(text)
            case BlockRole.COPY_NUMBER:
                self.frame.copy_number = text
            case BlockRole.SECRECY:
                self.frame.secrecy = text
            case BlockRole.URGENCY:
                self.frame.urgency = text
            case BlockRole.DOCUMENT_NUMBER:
                self._number(block, text)
            case _:
                if not elements.take_imprint(self.frame, block, self.account):
                    self.account.remove(text, block.line, "版记中认不出的文字")

    def _number(self, block: RawParagraph, text: str) -> None:
        """发文字号 and 签发人, parted by tabs."""
        if _SIGNATORIES.search(text):
            self.account.print("签发人：", block.line)
        for piece in re.split(r"[ \t\u3000]+", _SIGNATORIES.sub(" ", text)):
            if re.search(r"[〔\[].*号$", piece):
                self.frame.document_number = piece
            elif piece:
                self.frame.signatories.append(piece)

    def done(self) -> Frame:
        """The frame; the last short paragraph of the body may be the closing."""
        last = self.frame.body[-1] if self.frame.body else None
        if isinstance(last, RawParagraph) and last.role is BlockRole.BODY and elements.is_closing(last.text):
            self.frame.closing = last.text.strip(), last.line
            self.frame.body.pop()
        return self.frame


_PROSE = 40
_ORGAN_AND_DATE = re.compile(r"^(?P<organ>[\u4e00-\u9fff（）]{3,40})\s+(?P<date>\S{8,11})$")
_LEADING_ON = re.compile(f"，.*：$|{OPENING.pattern}")
_MOST_ORGANS = 5
_LONGEST_NAME = 80


def framed(
    blocks: Sequence[RawBlock], properties: Mapping[str, str], account: Account, *, styled: bool
) -> Frame:
    """Part a document into its elements.

    Args:
        blocks: Whole paragraphs and tables, in order.
        properties: What the file says of itself.
        account: Where everything that does not reach the frame is noted.
        styled: Whether the roles are complete.
    """
    if styled:
        return framed_by_roles(blocks, properties, account)
    frame = Frame()
    blocks = list(blocks)
    start = _body_start(blocks)
    start = _past_cover(blocks, start, account)
    read_head(blocks[:start], properties, frame, account)
    rest = _addressed(blocks[start:], frame, account)
    body = _without_tail(rest, frame, account)
    frame.body = body
    return frame


def _body_start(blocks: Sequence[RawBlock]) -> int:
    """Where the head ends: at the addressee, the first prose, or the first numbered heading."""
    for at, block in enumerate(blocks):
        if isinstance(block, RawTable):
            if table_labels(block) is None and at:
                return at
            continue
        if _opens_body(block):
            return at
    return len(blocks)


def _opens_body(block: RawParagraph) -> bool:
    text = block.text.strip()
    if block.role in {BlockRole.TITLE, BlockRole.CRUMB} or labels(text, block.line):
        return False
    if elements.is_addressee(text) or (block.role is BlockRole.HEADING and opening(text) is not None):
        return True
    found = opening(text)
    if found is not None and found.level == 1 and found.value == 1:
        return True
    if is_title(text):
        return False
    folded = fold(text)
    if len(text) >= _PROSE and (folded.endswith(("。", "：", "；")) or "。" in folded):
        return True
    return not is_furniture(text) and ("。" in folded or _LEADING_ON.search(folded) is not None)


def _past_cover(blocks: Sequence[RawBlock], start: int, account: Account) -> int:
    """Past a covering letter: a second title behind a signature or a date, before the first numbered heading."""
    signed = False
    for at in range(start, len(blocks)):
        block = blocks[at]
        if not isinstance(block, RawParagraph):
            break
        text = block.text.strip()
        found = opening(text)
        if found is not None and found.level == 1:
            break
        signed = signed or elements.is_date(text)
        if signed and (is_title(text) or block.role is BlockRole.TITLE):
            for one in blocks[:at]:
                account.remove_block(one, "报告之前的呈送函")
            account.note(("title",), "报告之前另有一份呈送函，没有导入；文号、主送机关在函里的请自行补上")
            return _restart(blocks, at)
    return start


def _restart(blocks: Sequence[RawBlock], title: int) -> int:
    """Where the body behind a second title begins; what stands before that title is blanked out."""
    if isinstance(blocks, list):
        blocks[:title] = [RawParagraph("", 0)] * title
    return title + max(_body_start(blocks[title:]), 1)


def _addressed(blocks: Sequence[RawBlock], frame: Frame, account: Account) -> list[RawBlock]:
    """Take the addressees: first, or behind an opening paragraph."""
    for at, block in enumerate(blocks[:3]):
        if isinstance(block, RawParagraph) and elements.is_addressee(block.text):
            elements.take_addressees(frame, block, account)
            if at:
                account.note(("addressees",), "原文的主送机关在开头一段之后，将印在正文之前")
            return [*blocks[:at], *blocks[at + 1 :]]
        if isinstance(block, RawParagraph) and opening(block.text):
            break
    return list(blocks)


def _without_tail(blocks: list[RawBlock], frame: Frame, account: Account) -> list[RawBlock]:
    """The body; signature, date, attachments, notes, imprint and furniture behind it go to the frame."""
    blocks = [part for block in blocks for part in _organ_and_date(block)]
    end = _last_date(blocks)
    if end is None:
        cut = len(blocks)
        while cut and _is_tail_furniture(blocks[cut - 1]):
            cut -= 1
        _after_date(blocks[cut:], frame, account)
        body = blocks[:cut]
        if body and isinstance(body[-1], RawParagraph) and elements.is_organ(body[-1].text):
            elements.take_organs(frame, body.pop())  # type: ignore[arg-type]
        return _closed(body, frame, account)
    date = blocks[end]
    if isinstance(date, RawParagraph):
        elements.take_date(frame, date.text, date.line, account)
    _after_date(blocks[end + 1 :], frame, account)
    start = end
    while start and end - start < _MOST_ORGANS and _signs(blocks[start - 1]):
        start -= 1
    for block in blocks[start:end]:
        if isinstance(block, RawParagraph):
            elements.take_organs(frame, block)
    return _closed(blocks[:start], frame, account)


def _signs(block: RawBlock) -> bool:
    return (
        isinstance(block, RawParagraph) and elements.is_organ(block.text) and opening(block.text) is None
        and not elements.is_closing(block.text) and block.role is not BlockRole.HEADING
    )  # fmt: skip


def _organ_and_date(block: RawBlock) -> list[RawBlock]:
    """A signature and a date on one line, parted."""
    if isinstance(block, RawParagraph) and (match := _ORGAN_AND_DATE.match(block.text.strip())):
        text = block.text.strip()
        if elements.is_date(match["date"]) and elements.is_organ(match["organ"]):
            return [replace(block, text=match["organ"]), replace(block, text=text[match.start("date") :])]
    return [block]


def _last_date(blocks: Sequence[RawBlock]) -> int | None:
    """Where the date of issue stands: the last date on a line of its own, before any attachment."""
    first_mark = next(
        (at for at, block in enumerate(blocks)
         if isinstance(block, RawParagraph) and elements.is_attachment_mark(block.text)),
        len(blocks),
    )  # fmt: skip
    for at in reversed(range(first_mark)):
        block = blocks[at]
        if isinstance(block, RawParagraph) and elements.is_date(block.text):
            return at
    return None


def _is_tail_furniture(block: RawBlock) -> bool:
    if not isinstance(block, RawParagraph):
        return False
    text = block.text.strip()
    return not text or is_furniture(text) or bool(labels(text, block.line))


def _closed(blocks: list[RawBlock], frame: Frame, account: Account) -> list[RawBlock]:
    """Take 附件说明 and the closing from the end."""
    cut = len(blocks)
    while cut and isinstance(one := blocks[cut - 1], RawParagraph) and _may_note(one.text):
        cut -= 1
        if elements.is_attachment_note(one.text):
            for block in blocks[cut:]:
                if isinstance(block, RawParagraph):
                    elements.take_attachment_note(frame, block, account)
            blocks = blocks[:cut]
            break
    last = blocks[-1] if blocks else None
    if isinstance(last, RawParagraph) and elements.is_closing(last.text):
        frame.closing = last.text.strip(), last.line
        blocks = blocks[:-1]
    return blocks


def _may_note(text: str) -> bool:
    return elements.is_attachment_note(text) or (
        bool(re.match(r"^\s*[0-9]{1,2}[.．、]", text)) and len(text) <= _LONGEST_NAME
    )


def _after_date(blocks: Sequence[RawBlock], frame: Frame, account: Account) -> None:
    """What stands behind the date: notes, attachments, imprint; the rest is furniture."""
    attachment: AttachmentFrame | None = None
    for at, block in enumerate(blocks):
        if isinstance(block, RawParagraph):
            text = block.text.strip()
            if elements.is_attachment_mark(text):
                account.print(text, block.line)
                attachment = AttachmentFrame("", block.line)
                frame.attachments.append(attachment)
                continue
            if attachment is not None and not attachment.title:
                attachment.title = text
                continue
            if elements.take_imprint(frame, block, account):
                continue
            if attachment is None or _all_furniture(blocks[at:]):
                _leftover(block, frame, account)
                continue
        if attachment is None:
            _leftover(block, frame, account)
        else:
            attachment.blocks.append(block)


def _all_furniture(blocks: Sequence[RawBlock]) -> bool:
    return all(_is_tail_furniture(block) for block in blocks)


def _leftover(block: RawBlock, frame: Frame, account: Account) -> None:
    if isinstance(block, RawTable):
        account.remove_block(block, "落款之后的表格")
        return
    text = block.text.strip()
    found = labels(text, block.line)
    if elements.is_bracketed(text) and not found:
        elements.take_note(frame, block, account)
    elif (
        found and not frame.publication.get(found[0].field) and found[0].field == "source" and found[0].value
    ):
        account.print(found[0].label, block.line)
        frame.publication["source"] = found[0].value
        for one in found[1:]:
            account.remove(one.label + one.value, one.line, "网页装饰")
        account.remove(between(text, found), block.line, "标签之间的符号")
    else:
        furniture = _is_tail_furniture(block)
        account.remove(text, block.line, "网页装饰" if furniture else "落款之后的文字")
        if not furniture:
            account.note(("date_of_issue",), f"落款之后的一行没有收：“{shortened(text)}”", block.line)
