"""What stands around the body: title, addressees, signature, date, attachments, and the page's furniture."""

from __future__ import annotations

from dataclasses import dataclass, field

from fazhi_report.tree.raw import RawBlock


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
