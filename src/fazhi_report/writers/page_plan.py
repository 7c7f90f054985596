"""How the mark and the signature of a document are set, for every writer that makes pages."""

from __future__ import annotations

from fazhi_report.document.nodes import Document, SignatureBlock
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.typesetting.lines import count_lines
from fazhi_report.typesetting.organ_mark import MarkLayout, mark_layout, mark_room
from fazhi_report.typesetting.signature import SignatureLayout, signature_layout


def mark_of(document: Document, profile: Profile) -> MarkLayout | None:
    """发文机关标志 as it is set; None for a document without a masthead."""
    head = document.masthead
    if head is None:
        return None
    room = mark_room(
        profile,
        title_lines=len(document.title),
        number_lines=max(-(-len(head.signatories) // norms.NAMES_PER_LINE.value), 1),
        further_lines=addressee_lines(document),
    )
    return mark_layout(head.organ_mark, head.mark_word, room=room)


def addressee_lines(document: Document) -> int:
    """The number of lines of 主送机关; 0 for none."""
    if not document.addressees:
        return 0
    return count_lines("、".join(document.addressees) + "：", norms.CHARS.value)


def signature_of(content: SignatureBlock) -> SignatureLayout:
    """The places of 署名 and 成文日期."""
    return signature_layout(content.organs, content.date, sealed=content.sealed)
