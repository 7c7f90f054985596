"""A document whose every paragraph says what it is: our own .docx."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fazhi_report.extract import elements
from fazhi_report.extract.account import Account
from fazhi_report.extract.frame import AttachmentFrame, Frame
from fazhi_report.extract.head import Head
from fazhi_report.tree.raw import RawBlock, RawParagraph, RawTable, Role

_SIGNATORIES = re.compile("签发人：")


def framed(blocks: Sequence[RawBlock], properties: Mapping[str, str], account: Account) -> Frame:
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
            Role.BODY, Role.HEADING, Role.RUN_IN, Role.CAPTION, Role.TABLE_NOTE, Role.UNKNOWN,
        }:  # fmt: skip
            target = self.frame.body if self.attachment is None else self.attachment.blocks
            target.append(block)
            return
        text = block.text.strip()
        match block.role:
            case Role.LABEL | Role.CRUMB:
                self.head.paragraph(block, before=True)
            case Role.TITLE:
                self.frame.title.extend(part.strip() for part in text.split("\n") if part.strip())
                self.frame.title_line = block.line
            case Role.ADDRESSEE:
                elements.take_addressees(self.frame, block, self.account)
            case Role.SIGNATURE:
                elements.take_organs(self.frame, block)
            case Role.DATE:
                elements.take_date(self.frame, text, block.line, self.account)
            case Role.NOTE:
                elements.take_note(self.frame, block, self.account)
            case _:
                self._behind(block, text)

    def _behind(self, block: RawParagraph, text: str) -> None:
        match block.role:
            case Role.ATTACHMENT_NOTE:
                elements.take_attachment_note(self.frame, block, self.account)
            case Role.ATTACHMENT_MARK:
                self.account.print(text, block.line)
                self.attachment = AttachmentFrame("", block.line)
                self.frame.attachments.append(self.attachment)
            case Role.ATTACHMENT_TITLE if self.attachment is not None:
                self.attachment.title = "".join(text.split("\n"))
            case _:
                self._masthead(block, text)

    def _masthead(self, block: RawParagraph, text: str) -> None:
        match block.role:
            case Role.ORGAN_MARK:
                self.frame.organ_mark.append(text)
            case Role.COPY_NUMBER:
                self.frame.copy_number = text
            case Role.SECRECY:
                self.frame.secrecy = text
            case Role.URGENCY:
                self.frame.urgency = text
            case Role.DOCUMENT_NUMBER:
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
        if isinstance(last, RawParagraph) and last.role is Role.BODY and elements.is_closing(last.text):
            self.frame.closing = last.text.strip(), last.line
            self.frame.body.pop()
        return self.frame
