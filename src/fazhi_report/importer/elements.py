"""Single elements of a document, recognised by their words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from fazhi_report.document.raw import RawBlock, RawParagraph
from fazhi_report.importer.account import Account
from fazhi_report.importer.naming import CLOSING, ORGAN_WORDS
from fazhi_report.numbers.dates import parse_date
from fazhi_report.recognise.markers import fold


@dataclass(slots=True)
class AttachmentFrame:
    """An attachment: its title and its blocks."""

    title: str
    line: int
    blocks: list[RawBlock] = field(default_factory=list)


@dataclass(slots=True)
class Frame:
    """A report parted into its elements; texts are as written, empty ones are unknown.

    Args:
        title: The title, one entry a line as the file breaks it.
        title_line: Where it stands; 0 for nowhere.
        organ_mark: 发文机关标志, one entry a line.
        document_number: 发文字号.
        copy_number: 份号.
        secrecy: 密级和保密期限 as printed.
        urgency: 紧急程度.
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
        moved_addressees: 主送机关 that stand in the imprint.
        printed_by: 印发机关.
        printed_on: 印发日期.
        publication: Fields of the publication.
        page_title: The title that the page's own data give.
    """

    title: list[str] = field(default_factory=list)
    title_line: int = 0
    organ_mark: list[str] = field(default_factory=list)
    document_number: str = ""
    copy_number: str = ""
    secrecy: str = ""
    urgency: str = ""
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


_DATE_LIKE = re.compile(
    r"(?:[0-9]{4}|[〇○零一二三四五六七八九]{4})\s?年\s?[0-9一二三四五六七八九十]{1,3}\s?月\s?[0-9一二三四五六七八九十]{1,3}\s?[日月]"
)
_ADDRESSEE = re.compile(
    r"^(?:[省市州县区旗乡镇](?:委|政府|人大|政协)"
    r"|[\u4e00-\u9fff（）、，]{2,80}(?:政府|人大|常委会|委员会|委|办公室|局|厅|部|院|办|政协)(?:（.{1,20}）)?)：$"
)
_NOTED = re.compile(r"^附件：\s*")
_NUMBERED = re.compile(r"^[0-9]{1,2}\s?[.、．]\s*")
_MARK = re.compile(r"^附\s?件\s?[0-9一二三四五六七八九十]{0,2}：?$")
_NOTE = re.compile(r"^（(?P<words>.*)）$")
_PEOPLE = re.compile(r"^(?P<label>主送|抄送)：(?P<names>.+?)。?$")
_PRINTING = re.compile(r"^(?P<by>.+?)\s+(?P<on>\S{8,11})印发$")
_SHORTEST_ORGAN, _LONGEST_ORGAN = 3, 40
_LONGEST_CLOSING = 24


def is_addressee(text: str) -> bool:
    """Whether a line is the addressees with their colon."""
    return bool(_ADDRESSEE.match(fold(text.strip())))


def is_closing(text: str) -> bool:
    """Whether a paragraph closes a report."""
    return len(text.strip()) <= _LONGEST_CLOSING and bool(CLOSING.match(text.strip()))


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else, on the calendar or not."""
    return bool(_DATE_LIKE.fullmatch(fold(text.strip()).replace("\u3000", "")))


def is_organ(text: str) -> bool:
    """Whether a short line is the name of an organ."""
    plain = text.strip()
    return (
        _SHORTEST_ORGAN <= len(plain) <= _LONGEST_ORGAN
        and bool(ORGAN_WORDS.search(plain))
        and not re.search("[。；，：！？]", plain)
    )


def is_attachment_mark(text: str) -> bool:
    """Whether a line is 附件 or 附件1 alone."""
    return bool(_MARK.match(fold(text.strip())))


def is_attachment_note(text: str) -> bool:
    """Whether a line opens 附件说明."""
    return bool(_NOTED.match(fold(text.strip())))


def is_bracketed(text: str) -> bool:
    """Whether a line stands in brackets, as 附注 does."""
    return bool(_NOTE.match(fold(text.strip())))


def take_addressees(frame: Frame, block: RawParagraph, account: Account) -> None:
    """主送机关, without the marks that the program prints."""
    text = block.text.strip()
    names = [name.strip() for name in re.split("[、，,]", text.rstrip("：:")) if name.strip()]
    account.print(
        "、" * text.count("、") + "，" * (text.count("，") + text.count(",")) + text[-1:], block.line
    )
    frame.addressees = names
    # What is printed between names is 、 alone; another mark is told.
    if "，" in text:
        account.note(("addressees",), "原文用逗号分隔主送机关，将印作顿号")


def take_organs(frame: Frame, block: RawParagraph) -> None:
    """署名: names of organs; a tab before the first means that they were centred for a seal."""
    frame.sealed = frame.sealed or (block.text.startswith((" ", "\t")) and block.role.value == "signature")
    frame.organs.extend(name for name in re.split(r"[ \t\u3000\n]+", block.text.strip()) if name)


def take_date(frame: Frame, text: str, line: int, account: Account) -> None:
    """成文日期; one that no calendar has is set aside."""
    written = re.sub(r"\s", "", text)
    try:
        parse_date(written)
    except ValueError as error:
        account.remove(text, line, f"成文日期写不进数据：{error}")
        account.note(("date_of_issue",), f"原文写作“{written}”，不是日历上的日期，请补写", line)
        return
    frame.date = written


def take_note(frame: Frame, block: RawParagraph, account: Account) -> None:
    """附注, without its brackets where it has them."""
    text = block.text.strip()
    if not is_bracketed(text):
        frame.notes.append(text)
        return
    account.print(text[:1] + text[-1:], block.line)
    frame.notes.append(text[1:-1].strip())


def take_attachment_note(frame: Frame, block: RawParagraph, account: Account) -> None:
    """附件说明: the program prints it from the attachments' names."""
    text = fold(block.text.strip())
    label = _NOTED.match(text)
    rest = block.text.strip()[label.end() if label else 0 :]
    number = _NUMBERED.match(fold(rest))
    frame.noted_attachments.append(rest[number.end() if number else 0 :].strip())
    account.print(block.text, block.line)


def take_imprint(frame: Frame, block: RawParagraph, account: Account) -> bool:
    """版记: 主送, 抄送, 印发机关 and 印发日期; whether the line was one of them."""
    text = block.text.strip()
    folded = fold(text)
    if people := _PEOPLE.match(folded):
        names = [
            name.strip() for name in re.split("[，,。；]", text[people.start("names") :]) if name.strip()
        ]
        account.print(text[: people.start("names")], block.line)
        account.print(re.sub("[^，,。；]", "", text[people.start("names") :]), block.line)
        if people["label"] == "主送":
            frame.moved_addressees, frame.addressees = True, names
        else:
            frame.copied_to.extend(names)
        return True
    if printing := _PRINTING.match(folded):
        account.print("印发", block.line)
        frame.printed_by = text[: printing.end("by")]
        frame.printed_on = text[printing.start("on") : printing.end("on")]
        return True
    return False
