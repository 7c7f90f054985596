"""Any .docx printed by LibreOffice and measured, with an account of the fonts that this machine lacks."""

from __future__ import annotations

from dataclasses import replace

from fazhi_report.errors import FazhiError
from fazhi_report.layout.anatomy import Anatomy
from fazhi_report.layout.faces import chinese, face_of, family
from fazhi_report.layout.printed import Printed, measure_pages
from fazhi_report.writers.fonts import installed
from fazhi_report.writers.printing import Printing
from fazhi_report.writers.soffice import convert


def print_pages(data: bytes, layout: Anatomy, printing: Printing) -> Printed:
    """Print a file that the guard of `fazhi_report.wordfile.package` has let in, and measure its pages.

    Where the machine lacks a family but has another of the same face, LibreOffice is told to take that.

    Raises:
        FazhiError: LibreOffice or pypdf is missing; LibreOffice hangs or writes nothing; there is no Chinese font.
    """
    there = {name for font in installed() for name in font.families}
    asked = _families(layout)
    # Where the machine's fonts cannot be listed, none is said to be missing.
    missing = sorted(asked - there) if there else []
    replacements = [(name, other) for name in missing if (other := _stand_in(name, there)) is not None]
    (pdf,) = convert({"page": data}, printing, replacements).values()
    printed = replace(measure_pages(pdf), substituted=tuple(missing))
    wanted = {one for element in layout.elements for one in chinese(element.paragraph.words)}
    if len(wanted & printed.characters) < len(wanted) / 2:
        raise FazhiError(
            "本机没有能显示汉字的字体，排出来全是方框，量不了", "安装中文字体后重试，或去掉 --render"
        )
    return printed


def _families(layout: Anatomy) -> set[str]:
    """Families that visible characters are set in."""
    runs = (run for element in layout.elements for run in element.paragraph.runs)
    return {family(run, one) for run in runs for one in set(run.text) if not one.isspace()} - {""}


def _stand_in(name: str, there: set[str]) -> str | None:
    """An installed family of the same face."""
    face = face_of(name)
    return None if face is None else next((one for one in face.families if one in there), None)
