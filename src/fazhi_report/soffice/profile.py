"""The settings of LibreOffice's profile; unlike options on the command line, every version obeys them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

_FILTER = "/org.openoffice.Office.Common/Filter/PDF/Export"
_FONTS = "/org.openoffice.Office.Common/Font/Substitution"
_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_PDF_A_2B = 2

Setting = tuple[str, str]
"""Path of a node of the configuration, and what stands there."""


def document(settings: Iterable[Setting]) -> str:
    """The text of ``registrymodifications.xcu``: the caller's settings, and those that no call goes without."""
    items = (f'<item oor:path="{path}">{content}</item>\n' for path, content in (*_guarded(), *settings))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n' + "".join(items) + "</oor:items>\n"
    )


def _guarded() -> tuple[Setting, ...]:
    """No macros whatever the file asks for; nothing fetched from links."""
    return (
        (_SECURITY, _value("DisableMacrosExecution", "true")),
        (_SECURITY, _value("MacroSecurityLevel", "3")),
        (_SECURITY, _value("BlockUntrustedRefererLinks", "true")),
        ("/org.openoffice.Office.Writer/Content/Update", _value("Link", "0")),
    )


def pdf_export(*, archival: bool) -> tuple[Setting, ...]:
    """How a PDF is written; ``archival`` is PDF/A-2b."""
    return (
        (_FILTER, _value("SelectPdfVersion", str(_PDF_A_2B if archival else 0))),
        # A page left blank before a right-hand one is a page.
        (_FILTER, _value("IsSkipEmptyPages", "false")),
        (_FILTER, _value("UseTaggedPDF", "true")),
        (_FILTER, _value("ExportBookmarks", "true")),
    )


def replaced_fonts(replacements: Sequence[tuple[str, str]]) -> tuple[Setting, ...]:
    """Families, and what to take for each."""
    switch = (_FONTS, _value("Replacement", "true" if replacements else "false"))
    return (switch, *(_pair(number, *pair) for number, pair in enumerate(replacements)))


def _pair(number: int, family: str, substitute: str) -> Setting:
    pair = (
        _value("ReplaceFont", family),
        _value("SubstituteFont", substitute),
        _value("Always", "true"),
        _value("OnScreenOnly", "false"),
    )
    return (f"{_FONTS}/FontPairs", f'<node oor:name="_{number}" oor:op="replace">{"".join(pair)}</node>')


def _value(name: str, value: str) -> str:
    return f'<prop oor:name="{name}" oor:op="fuse"><value>{escape(value)}</value></prop>'
