"""Framing: the blocks of an old file are sorted into the elements of a report, by their named roles or by the recogniser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from fazhi_report.document.raw import BlockRole, RawBlock, RawParagraph, RawTable
from fazhi_report.importer import elements
from fazhi_report.importer.account import Account, shortened
from fazhi_report.importer.boilerplate import is_boilerplate, labels, table_labels
from fazhi_report.importer.elements import AttachmentFrame, Frame
from fazhi_report.importer.head import Head, read_head
from fazhi_report.importer.naming import OPENING, is_title
from fazhi_report.importer.surroundings import (
    head_lines,
    is_furniture,
    is_stray,
    note_prose,
    parted,
    tail_start,
    take_behind,
    take_source,
)
from fazhi_report.norms.elements import CORNER, Role
from fazhi_report.recognise.lines import (
    SENTENCE,
    corner,
    imprint,
    is_addressee,
    is_closing,
    is_date,
    is_form,
    is_note,
    may_address,
)
from fazhi_report.recognise.markers import fold, opening
from fazhi_report.recognise.recognise import DocumentLine, recognise_lines


def framed_by_roles(blocks: Sequence[RawBlock], properties: Mapping[str, str], account: Account) -> Frame:
    """Return the elements of a document that names the role of each paragraph itself.

    Args:
        blocks: All of them, in order.
        properties: The metadata of the file.
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
    numbers: list[RawParagraph] = field(default_factory=list)
    imprint: list[RawParagraph] = field(default_factory=list)

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
                elements.take_organs(self.frame, block, self.account)
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
            case BlockRole.CORNER:
                self._corner(block, text)
            case BlockRole.DOCUMENT_NUMBER:
                self.numbers.append(block)
            case _:
                self.imprint.append(block)

    def _corner(self, block: RawParagraph, text: str) -> None:
        """Take a line of 份号, 密级 or 紧急程度; its words say which of them it is."""
        role = corner(text)
        key = next((one.key for one in CORNER if one.role is role), "")
        if not key or key in self.frame.corner:
            self.account.remove(text, block.line, "版头左上角认不出的文字")
            self.account.note(("secrecy",), f"版头左上角的一行没有收：“{shortened(text)}”", block.line)
            return
        self.frame.corner[key] = text

    def done(self) -> Frame:
        """Return the frame; a last short paragraph of the body becomes the closing words."""
        if self.numbers:
            words = "\t".join(one.text.strip() for one in self.numbers)
            self.head.number_line(words, self.numbers[0].line)
        start, roles = imprint([one.text for one in self.imprint])
        roles = [Role.UNKNOWN] * start + roles
        elements.take_imprint(self.frame, list(zip(roles, self.imprint, strict=True)), self.account)
        last = self.frame.body[-1] if self.frame.body else None
        if isinstance(last, RawParagraph) and last.role is BlockRole.BODY and is_closing(last.text):
            self.frame.closing = last.text.strip(), last.line
            self.frame.body.pop()
        return self.frame


_PROSE = 40
_ORGAN_AND_DATE = re.compile(r"^(?P<organ>[\u4e00-\u9fff（）]{3,40})\s+(?P<date>\S{8,11})$")
_LEADING_ON = re.compile(f"，.*：$|{OPENING.pattern}")


def framed(
    blocks: Sequence[RawBlock], properties: Mapping[str, str], account: Account, *, styled: bool
) -> Frame:
    """Return the elements of a document.

    Args:
        blocks: Whole paragraphs and tables, in order.
        properties: The metadata of the file.
        account: Where everything that does not reach the frame is noted.
        styled: Whether the roles are complete.
    """
    if styled:
        return framed_by_roles(blocks, properties, account)
    frame = Frame()
    before, article, behind = parted(blocks)
    article = list(_without_forms(article))
    start = _body_start(article)
    start = _past_cover(article, start, account)
    read_head([*head_lines(before, account), *article[:start]], properties, frame, account)
    rest = _addressed(article[start:], frame, account)
    frame.body = _without_tail(rest, frame, account)
    take_behind(behind, frame, account)
    note_prose([*before, *behind], account)
    return frame


def _without_forms(blocks: Sequence[RawBlock]) -> Iterator[RawBlock]:
    """Yield the blocks, a table that holds masthead or imprint as one paragraph per cell."""
    at_top = True
    for block in blocks:
        if isinstance(block, RawParagraph):
            at_top = at_top and SENTENCE.search(block.text) is None
            yield block
            continue
        cells = [
            line.strip() for row in block.rows for cell in row for line in cell.split("\n") if line.strip()
        ]
        if is_form(cells, at_top=at_top) and table_labels(block) is None:
            yield from (RawParagraph(words, block.line) for words in cells)
        else:
            yield block


def _body_start(blocks: Sequence[RawBlock]) -> int:
    """Return the index of the first block of the body: the addressees, the first sentence, or the first numbered heading."""
    titled = False
    for at, block in enumerate(blocks):
        if isinstance(block, RawTable):
            if table_labels(block) is None and at:
                return at
            continue
        if _opens_body(block) or (titled and _addresses(block)):
            return at
        titled = block.role is BlockRole.TITLE or is_title(block.text)
    return len(blocks)


def _addresses(block: RawParagraph) -> bool:
    """Whether a line right below the title is the addressees and neither a label nor boilerplate of the page."""
    text = block.text.strip()
    return may_address(text) and not labels(text, block.line) and not is_boilerplate(text)


def _opens_body(block: RawParagraph) -> bool:
    text = block.text.strip()
    if block.role in {BlockRole.TITLE, BlockRole.CRUMB} or labels(text, block.line):
        return False
    if is_addressee(text) or (block.role is BlockRole.HEADING and opening(text) is not None):
        return True
    found = opening(text)
    if found is not None and found.level == 1 and found.value == 1:
        return True
    if is_title(text):
        return False
    folded = fold(text)
    if len(text) >= _PROSE and (folded.endswith(("。", "：", "；")) or "。" in folded):
        return True
    return not is_boilerplate(text) and ("。" in folded or _LEADING_ON.search(folded) is not None)


def _past_cover(blocks: Sequence[RawBlock], start: int, account: Account) -> int:
    """Return the index of the first block of the body behind a covering letter; the same index where there is none.

    A covering letter ends with a date; a second title follows before the first numbered heading.
    """
    signed = False
    for at in range(start, len(blocks)):
        block = blocks[at]
        if not isinstance(block, RawParagraph):
            break
        text = block.text.strip()
        found = opening(text)
        if found is not None and found.level == 1:
            break
        signed = signed or is_date(text)
        if signed and (is_title(text) or block.role is BlockRole.TITLE):
            for one in blocks[:at]:
                account.remove_block(one, "报告之前的呈送函")
            account.note(("title",), "报告之前另有一份呈送函，没有导入；文号、主送机关在函里的请自行补上")
            return _restart(blocks, at)
    return start


def _restart(blocks: Sequence[RawBlock], title: int) -> int:
    """Return the index of the body behind a second title, and empty the blocks before that title."""
    if isinstance(blocks, list):
        blocks[:title] = [RawParagraph("", 0)] * title
    return title + max(_body_start(blocks[title:]), 1)


def _addressed(blocks: Sequence[RawBlock], frame: Frame, account: Account) -> list[RawBlock]:
    """Take the addressees from the first three blocks and return the others."""
    for at, block in enumerate(blocks[:3]):
        if isinstance(block, RawParagraph) and is_addressee(block.text):
            elements.take_addressees(frame, block, account)
            if at:
                account.note(("addressees",), "原文的主送机关在开头一段之后，将印在正文之前")
            return [*blocks[:at], *blocks[at + 1 :]]
        if isinstance(block, RawParagraph) and opening(block.text):
            break
    return list(blocks)


def _without_tail(blocks: list[RawBlock], frame: Frame, account: Account) -> list[RawBlock]:
    """Return the blocks of the body; elements behind it go to the frame, the rest is left out with a reason."""
    blocks = [part for block in blocks for part in _organ_and_date(block)]
    cut = tail_start(blocks)
    tail = _Tail(frame, account)
    body = tail.take(blocks[:cut])
    for block in blocks[cut:]:
        _leftover(block, frame, account)
    last = body[-1] if body else None
    if not tail.dated and isinstance(last, RawParagraph) and elements.is_organ(last.text):
        elements.take_organs(frame, last, account)
        body.pop()
        last = body[-1] if body else None
    if isinstance(last, RawParagraph) and is_closing(last.text):
        frame.closing = last.text.strip(), last.line
        body.pop()
    elif not tail.dated and isinstance(last, RawParagraph) and is_stray(last.text):
        account.note(("signature",), f"最后一行“{shortened(last.text)}”不像正文，请核对", last.line)
    return body


@dataclass(slots=True)
class _Tail:
    """A walk through the blocks behind the head that puts each where its element belongs."""

    frame: Frame
    account: Account
    dated: bool = False
    attachment: AttachmentFrame | None = None
    body: list[RawBlock] = field(default_factory=list)
    imprint: list[tuple[Role, RawParagraph]] = field(default_factory=list)

    def take(self, blocks: Sequence[RawBlock]) -> list[RawBlock]:
        """Return the blocks of the body; the others go to the frame."""
        numbers = list(_numbers(blocks))
        found = recognise_lines(list(_lines(blocks, numbers)), headed=False)
        for number, block in zip(numbers, blocks, strict=True):
            role = found.roles.get(number) if isinstance(block, RawParagraph) else Role.TABLE
            if number >= found.foot and isinstance(block, RawParagraph):
                self.imprint.append((role or Role.UNKNOWN, block))
            elif number in found.attached:
                self._attached(role, block)
            else:
                self._main(role, block)
        elements.take_imprint(self.frame, self.imprint, self.account)
        return self.body

    def _attached(self, role: Role | None, block: RawBlock) -> None:
        if role is Role.ATTACHMENT_MARK and isinstance(block, RawParagraph):
            self.account.print(block.text, block.line)
            self.attachment = AttachmentFrame("", block.line)
            self.frame.attachments.append(self.attachment)
        elif self.attachment is None:
            self.body.append(block)
        elif role is Role.ATTACHMENT_TITLE and isinstance(block, RawParagraph):
            self.attachment.title += block.text.strip()
        else:
            self.attachment.blocks.append(block)

    def _main(self, role: Role | None, block: RawBlock) -> None:
        if isinstance(block, RawTable):
            if self.dated:
                _leftover(block, self.frame, self.account)
            else:
                self.body.append(block)
            return
        match role:
            case Role.ADDRESSEE if not self.frame.addressees:
                elements.take_addressees(self.frame, block, self.account)
            case Role.SIGNATURE if block.role is not BlockRole.HEADING:
                elements.take_organs(self.frame, block, self.account)
            case Role.DATE:
                self.dated = True
                elements.take_date(self.frame, block.text, block.line, self.account)
            case Role.ATTACHMENT_NOTE:
                elements.take_attachment_note(self.frame, block, self.account)
            case Role.NOTE | Role.UNKNOWN:
                _leftover(block, self.frame, self.account)
            case _:
                self.body.append(block)


def _lines(blocks: Sequence[RawBlock], numbers: Sequence[int]) -> Iterator[DocumentLine]:
    """Yield the paragraphs in the form that the recogniser reads."""
    behind_table = False
    for number, block in zip(numbers, blocks, strict=True):
        if isinstance(block, RawTable):
            behind_table = True
        elif block.text.strip():
            yield DocumentLine(number, block.text.strip(), behind_table=behind_table)
            behind_table = False


def _numbers(blocks: Sequence[RawBlock]) -> Iterator[int]:
    """Yield one number per block; an empty line before a block counts as one more."""
    number = 0
    for block in blocks:
        number += 1 + (isinstance(block, RawParagraph) and block.gap)
        yield number


def _organ_and_date(block: RawBlock) -> list[RawBlock]:
    """Return a block in two where it holds a signature and a date on one line, else the block alone."""
    if isinstance(block, RawParagraph) and (match := _ORGAN_AND_DATE.match(block.text.strip())):
        text = block.text.strip()
        if is_date(match["date"]) and elements.is_organ(match["organ"]):
            return [replace(block, text=match["organ"]), replace(block, text=text[match.start("date") :])]
    return [block]


def _leftover(block: RawBlock, frame: Frame, account: Account) -> None:
    if isinstance(block, RawTable):
        account.remove_block(block, "落款之后的表格")
        account.note(("date_of_issue",), "落款之后的一张表格没有收", block.line)
        return
    text = block.text.strip()
    if is_note(text) and not labels(text, block.line):
        elements.take_note(frame, block, account)
    elif not take_source(block, frame, account):
        boilerplate = is_furniture(block)
        where = "落款之后" if frame.date else "正文之后"
        account.remove(text, block.line, "网页装饰" if boilerplate else f"{where}的文字")
        if not boilerplate:
            place = "date_of_issue" if frame.date else "signature"
            account.note((place,), f"{where}的一行没有收：“{shortened(text)}”", block.line)
