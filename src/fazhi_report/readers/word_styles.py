"""Styles of a .docx: our own by their identifiers, everybody's by name and outline level."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from fazhi_report.readers.package import Package
from fazhi_report.readers.wordml import W, attribute
from fazhi_report.tree.raw import Role

_STYLES = "word/styles.xml"
_HEADING = re.compile(r"^(?:heading|标题)\s*([1-4])$", re.IGNORECASE)
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


@dataclass(frozen=True, slots=True)
class Styles:
    """The paragraph styles of a document.

    Args:
        names: Identifier → name.
        levels: Identifier → heading level, 1 to 4.
        bases: Identifier → the style inherited from.
        numbered: Identifier → its ``w:numPr``.
        default: Identifier of the default paragraph style.
    """

    names: Mapping[str, str]
    levels: Mapping[str, int]
    bases: Mapping[str, str]
    numbered: Mapping[str, etree._Element]
    default: str = ""

    @classmethod
    def of(cls, package: Package) -> Styles:
        """The styles of a package; none when it has none."""
        if _STYLES not in package.names:
            return cls({}, {}, {}, {})
        names, levels, bases, numbered, default = {}, {}, {}, {}, ""
        for style in package.xml(_STYLES).iterchildren(f"{W}style"):
            identifier = attribute(style, "styleId")
            names[identifier] = _value(style, "name")
            bases[identifier] = _value(style, "basedOn")
            level = _level(style, names[identifier])
            if level:
                levels[identifier] = level
            found = style.find(f"{W}pPr/{W}numPr")
            if found is not None:
                numbered[identifier] = found
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in {"1", "true", "on"}:
                default = identifier
        return cls(names, levels, bases, numbered, default)

    def paragraph(self, element: etree._Element) -> str:
        """Identifier of a paragraph's style."""
        found = element.find(f"{W}pPr/{W}pStyle")
        return self.default if found is None else attribute(found, "val")

    def foreign_role(self, style: str) -> tuple[Role, int]:
        """What a style of somebody else's says: a title, a heading with its level, or nothing."""
        if self.names.get(style, "").lower() in {"title", "标题"}:
            return Role.TITLE, 0
        for identifier in self.ancestry(style):
            if identifier in self.levels:
                return Role.HEADING, self.levels[identifier]
        return Role.UNKNOWN, 0

    def ancestry(self, style: str) -> list[str]:
        """The style and those that it inherits from; a circle is walked once."""
        chain: list[str] = []
        while style and style not in chain:
            chain.append(style)
            style = self.bases.get(style, "")
        return chain

    @staticmethod
    def run_in_words(run: etree._Element) -> bool:
        """Whether a run wears the face of a heading that runs in."""
        found = run.find(f"{W}rPr/{W}rStyle")
        return found is not None and bool(re.fullmatch("Heading[1-4]Char", attribute(found, "val")))


def is_ours(styles: Styles) -> bool:
    """Whether this program wrote the document: the roles of its paragraphs are then certain."""
    return styles.names.get(_MARK_OF_OURS) == "段首标题一"


def _value(style: etree._Element, name: str) -> str:
    found = style.find(f"{W}{name}")
    return "" if found is None else attribute(found, "val")


def _level(style: etree._Element, name: str) -> int:
    if match := _HEADING.match(name):
        return int(match[1])
    outline = style.find(f"{W}pPr/{W}outlineLvl")
    value = "" if outline is None else attribute(outline, "val")
    return int(value) + 1 if value in {"0", "1", "2", "3"} else 0
