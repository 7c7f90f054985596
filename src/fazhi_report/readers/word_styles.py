"""What the styles of a .docx say of its paragraphs: our own by their identifiers, everybody's by name and level."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from fazhi_report.tree.raw import Role
from fazhi_report.wordfile.properties import Styles
from fazhi_report.wordfile.wml import value, whole

_HEADING = re.compile(r"^(?:heading|标题)\s*([1-4])$", re.IGNORECASE)
_DEEPEST = 4
_MARK_OF_OURS = "RunInHeading1"

OUR_ROLES: Mapping[str, tuple[Role, int]] = {
    "Title": (Role.TITLE, 0),
    **{f"Heading{level}": (Role.HEADING, level) for level in range(1, 5)},
    **{f"RunInHeading{level}": (Role.RUN_IN, level) for level in range(1, 5)},
    "Addressee": (Role.ADDRESSEE, 0),
    "Caption": (Role.CAPTION, 0),
    "TableNote": (Role.TABLE_NOTE, 0),
    "AttachmentNote": (Role.ATTACHMENT_NOTE, 0),
    "Signature": (Role.SIGNATURE, 0),
    "Date": (Role.DATE, 0),
    "Note": (Role.NOTE, 0),
    "AttachmentMark": (Role.ATTACHMENT_MARK, 0),
    "AttachmentTitle": (Role.ATTACHMENT_TITLE, 0),
    "CopyNumber": (Role.COPY_NUMBER, 0),
    "Secrecy": (Role.SECRECY, 0),
    "Urgency": (Role.URGENCY, 0),
    "OrganMark": (Role.ORGAN_MARK, 0),
    "DocumentNumber": (Role.DOCUMENT_NUMBER, 0),
    "Imprint": (Role.IMPRINT, 0),
    "ImprintRule": (Role.IMPRINT, 0),
}
"""Our paragraph styles, by identifier, as `fazhi_report.writers.docx.styles` names them (a test compares)."""


def style_of(paragraph: etree._Element, styles: Styles) -> str:
    """Identifier of a paragraph's style."""
    return value(paragraph, "pPr/pStyle") or styles.defaults.get("paragraph", "")


def foreign_role(key: str, styles: Styles) -> tuple[Role, int]:
    """What a style of somebody else's says: a title, a heading with its level, or nothing."""
    chain = styles.chain(key)
    if chain and chain[-1].name.lower() in {"title", "标题"}:
        return Role.TITLE, 0
    for style in reversed(chain):
        if match := _HEADING.match(style.name):
            return Role.HEADING, int(match[1])
        outline = whole(style.paragraph.get("outlineLvl.val"))
        if outline is not None and 0 <= outline < _DEEPEST:
            return Role.HEADING, outline + 1
    return Role.UNKNOWN, 0


def runs_in(run: etree._Element) -> bool:
    """Whether a run wears the face of a heading that runs in."""
    return bool(re.fullmatch("Heading[1-4]Char", value(run, "rPr/rStyle") or ""))


def is_ours(styles: Styles) -> bool:
    """Whether this program wrote the document: the roles of its paragraphs are then certain."""
    return _MARK_OF_OURS in styles.by_id and styles.by_id[_MARK_OF_OURS].name == "段首标题一"
