"""Document → PDF, set by Typst from one fixed template."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Final

from fazhi_report.document.nodes import Document
from fazhi_report.errors import FazhiError
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import FACES, Profile
from fazhi_report.writers.docx.pages import arranged, fitted_profile
from fazhi_report.writers.fonts import Font
from fazhi_report.writers.typst.content import document_json, printed_texts
from fazhi_report.writers.typst.faces import FaceFonts, SetFont, Shelf, require_glyphs, unseen
from fazhi_report.writers.typst.norms_json import DASH, norms_json

TEMPLATE = Path(__file__).with_name("template") / "report.typ"
STANDARDS: Final = ("a-2a", "ua-1")
"""PDF/A-2a for the archive, PDF/UA-1 for readers who cannot see."""
_ALWAYS = f"0123456789 {DASH}"


@dataclass(frozen=True, slots=True)
class SetPdf:
    """A PDF as the compiler made it, and the fonts that it was given.

    Args:
        content: The PDF.
        faces: The fonts of each face, in the order of the norms.
        others: Fonts of characters that the faces lack.
        missing: Characters that no font has, in whose place `GETA` stands.
    """

    content: bytes
    faces: tuple[FaceFonts, ...]
    others: tuple[SetFont, ...]
    missing: tuple[str, ...] = ()


GETA: Final = "〓"
"""What printers put in the place of a character that they do not have (下駄)."""


def set_document(
    document: Document, profile: Profile, fonts: Iterable[Font], *, lenient: bool = False
) -> SetPdf:
    """Set a document.

    Args:
        document: The document, numbered.
        profile: The page profile.
        fonts: The installed fonts.
        lenient: Whether `GETA` stands in the place of characters that no font has, which are an error otherwise.

    Raises:
        FazhiError: typst or fonttools is missing; no font has Chinese characters; a character is in no font.
    """
    # The lines stand as close as in the .docx (7.3.5.5).
    profile = fitted_profile(document, profile)
    shelf = Shelf(fonts)
    faces = {face: shelf.face(face, profile.look.families(face)) for face in FACES}
    texts = tuple(printed_texts(document))
    others, missing = _others(shelf, faces.values(), texts)
    if not lenient:
        require_glyphs(missing, texts)
    drawn = faces[norms.CHART_TEXT.value.face].chosen.family, *(one.family for one in others)
    tree = document_json(arranged(document, profile), profile, drawn)
    inputs = {
        # A character of a text stands for itself in the JSON.
        "document": json.dumps(tree, ensure_ascii=False).translate(dict.fromkeys(map(ord, missing), GETA)),
        "norms": json.dumps(norms_json(profile, faces.values(), others), ensure_ascii=False),
    }
    from typst import Compiler, TypstError  # noqa: PLC0415  (an extra; `Shelf` has said where it is missing)

    compiler = Compiler(
        TEMPLATE, root=TEMPLATE.parent, font_paths=shelf.compiled, ignore_system_fonts=True, sys_inputs=inputs
    )
    midnight = datetime.combine(document.properties.issued, time(), UTC)
    try:
        content = compiler.compile(format="pdf", pdf_standards=list(STANDARDS), timestamp=midnight)
    except TypstError as error:
        raise FazhiError(f"Typst 没有排出 PDF：{error.message}", "把数据文件发给本工具的维护者") from error
    assert isinstance(content, bytes)  # noqa: S101  (a PDF is one file)
    return SetPdf(content, tuple(faces.values()), others, missing)


def _others(
    shelf: Shelf, faces: Iterable[FaceFonts], texts: tuple[str, ...]
) -> tuple[tuple[SetFont, ...], tuple[str, ...]]:
    """Fonts of the characters that a face lacks, and the characters that no font has."""
    everywhere = frozenset.intersection(*(one.chosen.characters for one in faces))
    wanted = {one for text in (*texts, _ALWAYS) for one in text}
    lacking = {one for one in wanted if ord(one) not in everywhere and not unseen(one)}
    found = shelf.others(lacking)
    return tuple(dict.fromkeys(found.values())), tuple(sorted(lacking - found.keys()))
