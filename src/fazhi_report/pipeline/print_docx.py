"""Any .docx printed by LibreOffice and measured, with an account of the fonts that this machine lacks."""

from __future__ import annotations

from dataclasses import replace

from fazhi_report.layout.anatomy import Anatomy
from fazhi_report.layout.faces import chinese, face_of, family
from fazhi_report.layout.printed import Printed, measure_pages
from fazhi_report.wordfile.archive import open_archive
from fazhi_report.writers.fonts import installed
from fazhi_report.writers.pdf_facts import Facts
from fazhi_report.writers.printing import Printing
from fazhi_report.writers.probe import probe, require_legible
from fazhi_report.writers.soffice import convert

_PAGES, _PROBE = "pages", "probe"
_UNNAMED = "（没有写明字体）"


def print_pages(data: bytes, layout: Anatomy, printing: Printing) -> Printed:
    """Print a file that the guard of `fazhi_report.wordfile.package` has let in, and measure its pages.

    Where the machine lacks a family but has another of the same face, LibreOffice is told to take that. Beside the
    file it prints a probe, a page a family: which font stands on it is what it takes for that family.

    Raises:
        FazhiError: LibreOffice or pypdf is missing; LibreOffice hangs or writes nothing; there is no Chinese font.
    """
    open_archive(data).survey()
    there = {name for font in installed() for name in font.families}
    asked = _families(layout)
    # Where the machine's fonts cannot be listed, none is said to be missing.
    missing = [name for name in asked if name not in there] if there else []
    replacements = [(name, other) for name in missing if (other := _stand_in(name, there)) is not None]
    printed = convert({_PAGES: data, _PROBE: probe(asked)}, printing, replacements)
    pages = measure_pages(printed[_PAGES])
    samples = Facts.of(printed[_PROBE]).samples()
    require_legible(
        [name or _UNNAMED for name in asked], samples, "量不了页面", "；或去掉 --render，只量文件"
    )
    taken = {name: "、".join(sample.fonts) for name, sample in zip(asked, samples, strict=True)}
    return replace(pages, substituted=tuple((name, taken[name]) for name in missing if name))


def _families(layout: Anatomy) -> list[str]:
    """Families that visible Chinese characters are set in; the body's words may name none."""
    runs = (run for element in layout.elements for run in element.paragraph.runs)
    return sorted({family(run, one) for run in runs for one in set(chinese(run.text))})


def _stand_in(name: str, there: set[str]) -> str | None:
    """An installed family of the same face."""
    face = face_of(name)
    return None if face is None else next((one for one in face.families if one in there), None)
