"""Accepts and rejects tracked changes as a word processor would, with ElementTree alone: not the writer's eyes."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def accepted(content: bytes) -> list[tuple[str, str]]:
    """Style and words of every paragraph once all changes are accepted."""
    return _resolved(content, keep="ins", drop="del")


def rejected(content: bytes) -> list[tuple[str, str]]:
    """Style and words of every paragraph once all changes are rejected."""
    return _resolved(content, keep="del", drop="ins")


def plain(content: bytes) -> list[tuple[str, str]]:
    """Style and words of every paragraph of a document without changes."""
    body = _body(content)
    for name in ("ins", "del", "delText", "pPrChange"):
        assert body.find(f".//{W}{name}") is None
    return _resolved(content, keep="ins", drop="del")


def _body(content: bytes) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = ET.fromstring(archive.read("word/document.xml"))  # noqa: S314  (our own output)
    body = root.find(f"{W}body")
    assert body is not None
    return body


def _resolved(content: bytes, *, keep: str, drop: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    pending = ""
    for paragraph in _paragraphs(_body(content), drop):
        pending += _words(paragraph, drop)
        # A paragraph whose mark goes runs on into the next one.
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{drop}") is None:
            found.append((_style(paragraph, keep), pending))
            pending = ""
    assert not pending
    return found


def _paragraphs(parent: ET.Element, drop: str) -> list[ET.Element]:
    found: list[ET.Element] = []
    for child in parent:
        if child.tag == f"{W}p":
            found.append(child)
        elif child.tag == f"{W}tr":
            if child.find(f"{W}trPr/{W}{drop}") is None:
                found += _paragraphs(child, drop)
        elif child.tag in {f"{W}tbl", f"{W}tc"}:
            found += _paragraphs(child, drop)
    return found


def _words(parent: ET.Element, drop: str) -> str:
    text = ""
    for child in parent:
        if child.tag in {f"{W}t", f"{W}delText"}:
            text += child.text or ""
        elif child.tag == f"{W}br":
            text += "\n"
        elif child.tag == f"{W}tab":
            text += "\t"
        elif child.tag in {f"{W}r", f"{W}ins", f"{W}del"} and child.tag != f"{W}{drop}":
            text += _words(child, drop)
    return text


def _style(paragraph: ET.Element, keep: str) -> str:
    old = paragraph.find(f"{W}pPr/{W}pPrChange/{W}pPr/{W}pStyle")
    now = paragraph.find(f"{W}pPr/{W}pStyle")
    chosen = old if keep == "del" and paragraph.find(f"{W}pPr/{W}pPrChange") is not None else now
    return "" if chosen is None else chosen.get(f"{W}val", "")
