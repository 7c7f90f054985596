"""The footer of an imprint's page of its own, where that page is numbered."""

from __future__ import annotations

from collections.abc import Mapping

from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.writers.docx.page import FooterId, footer_distance
from fazhi_report.writers.docx.parts import DOCUMENT, bind_parts

_EVEN, _NAME = "word/footer2.xml", "footerImprint.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"


def add_imprint_footer(parts: Mapping[str, bytes], profile: Profile) -> dict[str, bytes]:
    """The parts with the footer, where the document asks for it.

    It is that of even pages, with room above that reaches up to the page's margin: LibreOffice 7.4 lets the type area of
    a section that begins on an even page down to the footer, 2.7 mm below its foot.
    """
    if FooterId.IMPRINT.encode() not in parts[DOCUMENT]:
        return dict(parts)
    room = profile.bottom - footer_distance(profile) - norms.PAGE_NUMBER_LINE.value
    kind = f'<Override PartName="/word/{_NAME}" ContentType="{_KIND}"/>'
    bond = f'<Relationship Id="{FooterId.IMPRINT}" Type="{_OFFICE}/footer" Target="{_NAME}"/>'
    made = bind_parts(parts, [kind], [bond])
    above = f'<w:spacing w:before="{max(room.tw, 0)}"/>\n      <w:ind'
    made[f"word/{_NAME}"] = parts[_EVEN].replace(b"<w:ind", above.encode(), 1)
    return made
