"""Small PDF files written by hand: pages with words in named fonts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Sheet:
    """One page: words in one font, which the file holds or only names."""

    font: str
    words: str
    embedded: bool = True


ARCHIVAL = (
    b'<rdf:Description xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
    b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>"
)


def pdf(sheets: Sequence[Sheet], *, xmp: bytes = b"", clock: str = "20261123131253") -> bytes:
    """A PDF whose text can be read back; the hour stands where LibreOffice puts it."""
    kids = " ".join(f"{10 + 10 * number} 0 R" for number in range(len(sheets)))
    objects = {
        1: f"<</Type/Catalog/Pages 2 0 R{'/Metadata 4 0 R' if xmp else ''}>>".encode(),
        2: f"<</Type/Pages/Count {len(sheets)}/Kids[{kids}]>>".encode(),
        3: f"<</Producer(LibreOffice)\n/CreationDate(D:{clock}Z')>>".encode(),
    }
    if xmp:
        objects[4] = stream(xmp, "/Type/Metadata/Subtype/XML")
    for number, sheet in enumerate(sheets):
        objects.update(_page(10 + 10 * number, sheet))
    trailer = f"trailer\n<</Size {max(objects) + 1}/Root 1 0 R\n/Info 3 0 R>>\nstartxref\n"
    return _file(objects, trailer.encode())


def stream(content: bytes, entries: str = "") -> bytes:
    return f"<<{entries}/Length {len(content)}>>stream\n".encode() + content + b"\nendstream"


def _page(first: int, sheet: Sheet) -> dict[int, bytes]:
    """A page, its words, its font, the font's meaning, what describes the font, the font's program."""
    codes = "".join(f"{code:02X}" for code in range(1, len(sheet.words) + 1))
    meaning = "".join(
        f"<{code:02X}><{character.encode('utf-16-be').hex()}>\n"
        for code, character in enumerate(sheet.words, 1)
    )
    cmap = (
        "begincmap\n1 begincodespacerange\n<00><FF>\nendcodespacerange\n"
        f"{len(sheet.words)} beginbfchar\n{meaning}endbfchar\nendcmap"
    )
    widths = " ".join("1000" for _ in sheet.words)
    program = f"/FontFile {first + 5} 0 R" if sheet.embedded else ""
    return {
        first: f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {first + 1} 0 R"
        f"/Resources<</Font<</F1 {first + 2} 0 R>>>>>>".encode(),
        first + 1: stream(f"BT /F1 16 Tf 80 700 Td <{codes}> Tj ET".encode()),
        first
        + 2: f"<</Type/Font/Subtype/Type1/BaseFont/BAAAAA+{sheet.font}/FirstChar 1/LastChar {len(sheet.words)}"
        f"/Widths[{widths}]/FontDescriptor {first + 4} 0 R/ToUnicode {first + 3} 0 R>>".encode(),
        first + 3: stream(cmap.encode()),
        first + 4: f"<</Type/FontDescriptor/FontName/BAAAAA+{sheet.font}/Flags 4{program}>>".encode(),
        first + 5: stream(b"%!"),
    }


def _file(objects: dict[int, bytes], trailer: bytes) -> bytes:
    content = b"%PDF-1.6\n"
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(content)
        content += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = f"xref\n0 {max(objects) + 1}\n0000000000 65535 f \n"
    for number in range(1, max(objects) + 1):
        table += f"{places[number]:010} 00000 n \n" if number in places else "0000000000 65535 f \n"
    return content + table.encode() + trailer + str(len(content)).encode() + b"\n%%EOF\n"
