"""Packages for trying the readers on: ordinary ones, and hostile ones."""

from __future__ import annotations

import io
import zipfile

_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def package(parts: dict[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    # Compressed the quick way: bombs are made of a gigabyte.
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def document(body: str, **parts: str) -> bytes:
    """A .docx with this body; further parts by name (numbering, styles, footnotes)."""
    return word_file(f"<w:document {W}><w:body>{body}</w:body></w:document>", **parts)


def word_file(main: bytes | str, **parts: str) -> bytes:
    """A .docx with this main part, well formed or not; further parts by name."""
    named = {f"word/{name}.xml": content for name, content in parts.items()}
    return package(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
            "word/document.xml": main,
            "word/_rels/document.xml.rels": relationships(
                *((name.rstrip("0123456789"), f"{name}.xml", "Internal") for name in parts)
            ),
            **named,
        }
    )


def relationships(*entries: tuple[str, str, str]) -> str:
    """A part of relationships: kind, target and mode of each."""
    lines = "".join(
        f'<Relationship Id="r{at}" Type="{_KINDS}/{kind}" Target="{target}" TargetMode="{mode}"/>'
        for at, (kind, target, mode) in enumerate(entries)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
