"""An office's own faces and inks in the parts of a .docx that name them: styles, font table, charts."""

from __future__ import annotations

from collections.abc import Mapping

from fazhi_report.norms.gbt9704 import FACES, RED, STANDARD_LOOK, Look
from fazhi_report.writers.docx.oxml import escape

_STYLES, _FONTS, _CHARTS = "word/styles.xml", "word/fontTable.xml", "word/charts/chart"
_FACE_ATTRIBUTES = ("w:ascii", "w:eastAsia", "w:hAnsi", "w:cs", "w:name", "typeface")


def with_look(parts: Mapping[str, bytes], look: Look) -> dict[str, bytes]:
    """The parts with the office's families in place of those of the norms, and its colour of 发文机关标志.

    Args:
        parts: The parts that the writer made.
        look: What the office prints otherwise.
    """
    if look == STANDARD_LOOK:
        return dict(parts)
    return {
        name: _dressed(content, look) if name in {_STYLES, _FONTS} or name.startswith(_CHARTS) else content
        for name, content in parts.items()
    }


def _dressed(content: bytes, look: Look) -> bytes:
    text = content.decode("utf-8")
    # The one red thing among the styles; other words keep their colour.
    text = text.replace(f'<w:color w:val="{RED.value}"/>', f'<w:color w:val="{look.mark_color}"/>')
    for face in FACES:
        family, others = look.family(face), look.families(face)[1:]
        if family == face.family:
            continue
        for attribute in _FACE_ATTRIBUTES:
            text = text.replace(f'{attribute}="{face.family}"', f'{attribute}="{escape(family)}"')
        text = text.replace(
            f'<w:altName w:val="{escape(",".join(face.families[1:]))}"/>',
            f'<w:altName w:val="{escape(",".join(others))}"/>',
        )
    return text.encode("utf-8")
