"""How a PDF is to be printed, and what printing gave."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_report.soffice.limits import SECONDS

if TYPE_CHECKING:
    # The command line imports this module for its defaults, and must be quick.
    from fazhi_report.norms.gbt9704 import Face


@dataclass(frozen=True, slots=True)
class Printing:
    """What is wanted of a PDF.

    Args:
        soffice: LibreOffice's program or the folder it is installed in; None to look for it.
        archival: Whether the file is PDF/A-2b, for the archive.
        strict_fonts: Whether a substituted or missing face stops the work.
        seconds: How long LibreOffice may take.
        otherwise: What can be done where LibreOffice is missing, for the message.
    """

    soffice: Path | None = None
    archival: bool = False
    strict_fonts: bool = False
    seconds: float = SECONDS
    otherwise: str = "装在别处的用 --soffice 指明；也可以先生成 docx，用 WPS 或 Word 另存为 PDF"


@dataclass(frozen=True, slots=True)
class FaceUse:
    """What became of one face that the document asks for.

    Args:
        face: The face asked for.
        installed: Its accepted families that this machine has, in the order of the norms.
        printed: PostScript names of the fonts that LibreOffice took for it.
        genuine: Whether those are fonts of an accepted family.
        embedded: Whether all of those that the PDF uses are inside it.
    """

    face: Face
    installed: tuple[str, ...]
    printed: tuple[str, ...]
    genuine: bool
    embedded: bool

    @property
    def faithful(self) -> bool:
        """Whether every reader sees the face that was asked for."""
        return self.genuine and self.embedded


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed document.

    Args:
        content: The PDF.
        pages: Its pages.
        faces: What became of each face asked for, in the order of the norms.
        others: PostScript names of further fonts in the file: for characters that the faces lack.
    """

    content: bytes
    pages: int
    faces: tuple[FaceUse, ...]
    others: tuple[str, ...]
