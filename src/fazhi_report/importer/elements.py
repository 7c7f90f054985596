"""Frame: the elements of an old report, filled from recognised lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from fazhi_report.document.raw import RawBlock, RawParagraph
from fazhi_report.importer.account import Account, shortened
from fazhi_report.importer.naming import ORGAN_WORDS
from fazhi_report.norms.elements import Role
from fazhi_report.numbers.dates import parse_date
from fazhi_report.recognise.lines import copied, is_note, may_sign, noted_name, printing
from fazhi_report.text.organ_names import split_authors


@dataclass(slots=True)
class AttachmentFrame:
    """An attachment with its title and its blocks."""

    title: str
    line: int
    blocks: list[RawBlock] = field(default_factory=list)


@dataclass(slots=True)
class Frame:
    """The elements of an old report as written; an empty one is unknown.

    Args:
        title: The title, one entry per line of the file.
        title_line: Its line in the source; 0 for none.
        organ_mark: 发文机关标志, one entry per line.
        document_number: 发文字号.
        corner: 份号, 密级和保密期限, 紧急程度 as printed, by the identifiers of `fazhi_report.norms.elements`.
        signatories: 签发人.
        addressees: 主送机关.
        body: Blocks from behind the addressees to before the closing.
        closing: 结束语, with its line.
        organs: 署名.
        sealed: Whether room for a seal was laid out.
        date: 成文日期 as written.
        notes: 附注, without brackets.
        attachments: 附件.
        noted_attachments: Names that 附件说明 gives.
        copied_to: 抄送机关.
        moved_addressees: 主送机关 that are printed in the imprint.
        printed_by: 印发机关.
        printed_on: 印发日期.
        publication: Fields of the publication.
        page_title: The title in the metadata of the page.
    """

    title: list[str] = field(default_factory=list)
    title_line: int = 0
    organ_mark: list[str] = field(default_factory=list)
    document_number: str = ""
    corner: dict[str, str] = field(default_factory=dict)
    signatories: list[str] = field(default_factory=list)
    addressees: list[str] = field(default_factory=list)
    body: list[RawBlock] = field(default_factory=list)
    closing: tuple[str, int] | None = None
    organs: list[str] = field(default_factory=list)
    sealed: bool = False
    date: str = ""
    notes: list[str] = field(default_factory=list)
    attachments: list[AttachmentFrame] = field(default_factory=list)
    noted_attachments: list[str] = field(default_factory=list)
    copied_to: list[str] = field(default_factory=list)
    moved_addressees: bool = False
    printed_by: str = ""
    printed_on: str = ""
    publication: dict[str, object] = field(default_factory=dict)
    page_title: str = ""


_SHORTEST_ORGAN = 3


def is_organ(text: str) -> bool:
    """Whether a short line is the name of an organ by its words."""
    plain = text.strip()
    return len(plain) >= _SHORTEST_ORGAN and may_sign(plain) and bool(ORGAN_WORDS.search(plain))


def take_addressees(frame: Frame, block: RawParagraph, account: Account) -> None:
    """Take 主送机关 without the marks that the program prints between and behind them."""
    text = block.text.strip()
    said = text.rstrip("：:")
    names = [name.strip() for name in re.split("[、，,]", said) if name.strip()]
    colons = text[len(said) :]
    account.print(
        "、" * said.count("、") + "，" * (said.count("，") + said.count(",")) + colons[:1], block.line
    )
    account.remove(colons[1:], block.line, "主送机关后面多出的冒号")
    frame.addressees = names
    # The program prints only 、 between names, so any other mark is noted as removed.
    if "，" in text:
        account.note(("addressees",), "原文用逗号分隔主送机关，将印作顿号")


def take_organs(frame: Frame, block: RawParagraph, account: Account) -> None:
    """Take the names of 署名, one per line in print; a tab before the first means that room for a seal was laid out."""
    frame.sealed = frame.sealed or (block.text.startswith((" ", "\t")) and block.role.value == "signature")
    for piece in block.text.split():
        names = split_authors(piece)
        frame.organs += names
        between = re.sub("|".join(map(re.escape, names)), "", piece)
        account.remove(between, block.line, "署名机关之间的标点")


def take_date(frame: Frame, text: str, line: int, account: Account) -> None:
    """Take 成文日期; a date that no calendar has is left out and noted."""
    written = re.sub(r"\s", "", text)
    try:
        parse_date(written)
    except ValueError as error:
        account.remove(text, line, f"成文日期写不进数据：{error}")
        account.note(("date_of_issue",), f"原文写作“{written}”，不是日历上的日期，请补写", line)
        return
    frame.date = written


def take_note(frame: Frame, block: RawParagraph, account: Account) -> None:
    """Take 附注 without its brackets."""
    text = block.text.strip()
    if not is_note(text):
        frame.notes.append(text)
        return
    account.print(text[:1] + text[-1:], block.line)
    frame.notes.append(text[1:-1].strip())


def take_attachment_note(frame: Frame, block: RawParagraph, account: Account) -> None:
    """Take a name of 附件说明; the program prints the line itself from the names of the attachments."""
    if name := noted_name(block.text):
        frame.noted_attachments.append(name)
    account.print(block.text, block.line)


def take_imprint(frame: Frame, blocks: Sequence[tuple[Role, RawParagraph]], account: Account) -> None:
    """Take 主送, 抄送, 印发机关 and 印发日期 from the imprint; a line that is none of them is left out and noted.

    An imprint has one 印发机关 and one 印发日期: the first line counts, a further one is left out like any other.

    Args:
        frame: Where the names and the date go.
        blocks: The lines of the imprint with their roles.
        account: Where printed words and doubts are noted.
    """
    moved = False
    organ = ""
    for role, block in blocks:
        text = block.text.strip()
        if role is Role.COPIED_TO:
            moved = _take_copied(frame, text, block.line, account, moved=moved)
        elif role is Role.PRINTED_BY and not frame.printed_on and (found := printing(text)):
            if found.organ:
                _leave_out(organ, block.line, account)
            frame.printed_by = found.organ or organ
            frame.printed_on = found.date
            organ = ""
            account.print("印发", block.line)
            _leave_out(found.rest, block.line, account)
        elif role is Role.PRINTED_BY and not frame.printed_on and not organ:
            organ = text
        else:
            _leave_out(text, block.line, account)
    if blocks:
        _leave_out(organ, blocks[-1][1].line, account)


def _take_copied(frame: Frame, text: str, line: int, account: Account, *, moved: bool) -> bool:
    """Take the names of a line of 抄送机关 and return whether they are the addressees, moved into the imprint.

    Args:
        frame: The frame that the names are written to.
        text: The line.
        line: Its line in the source.
        account: Where printed words and doubts are noted.
        moved: Whether the line before held the addressees: a line without a label goes on with it.
    """
    found = copied(text)
    names = text if found is None else found.names
    if found is not None:
        moved = found.moved
        if found.label in {"主送", "抄送"}:
            account.print(text[: found.start], line)
        else:
            account.remove(text[: found.start], line, f"版记的“{found.label}”，现行标准只有“抄送”")
            account.note(("copied_to",), f"原文写作“{found.label}”，将印作“抄送”", line)
    separators = "，,。；、" if moved else "，,。；"
    account.print(re.sub(f"[^{separators}]", "", names), line)
    if moved and "、" in names:
        account.note(("addressees",), "原文用顿号分隔版记里的主送机关，将印作逗号", line)
    found_names = [name.strip() for name in re.split(f"[{separators}]", names) if name.strip()]
    if moved and found is not None:
        frame.moved_addressees, frame.addressees = True, found_names
    else:
        (frame.addressees if moved else frame.copied_to).extend(found_names)
    return moved


def _leave_out(text: str, line: int, account: Account) -> None:
    if text:
        account.remove(text, line, "版记中认不出的文字")
        account.note(("imprint",), f"版记里的一行没有收：“{shortened(text)}”", line)
