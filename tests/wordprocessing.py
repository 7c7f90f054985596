"""Reads a .docx with nothing but zip and ElementTree, so that no library's habits hide a fault."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def part(content: bytes, name: str = "word/document.xml") -> ET.Element:
    return ET.fromstring(parts(content)[name])  # noqa: S314  (our own output)


def paragraphs(content: bytes) -> list[ET.Element]:
    return list(part(content).iter(f"{W}p"))


def words(element: ET.Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def style(paragraph: ET.Element) -> str:
    return attribute(paragraph, "pPr/pStyle", "val") or "Normal"


def attribute(element: ET.Element, path: str, name: str) -> str | None:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}{name}")


def of_style(content: bytes, wanted: str) -> list[ET.Element]:
    return [paragraph for paragraph in paragraphs(content) if style(paragraph) == wanted]


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
