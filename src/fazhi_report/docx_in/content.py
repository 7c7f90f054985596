"""The content of a .docx without the formatting that reformatting may change, to compare two files."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from fazhi_report.docx_in.properties import W, local

FREE = {
    "pPr": frozenset({"spacing", "ind", "jc", "snapToGrid"}),
    "rPr": frozenset({"rFonts", "sz", "szCs", "spacing"}),
    "sectPr": frozenset({"pgSz", "pgMar"}),
}
"""Parent element → properties that may differ between two files with the same content."""


def content(root: etree._Element) -> tuple[str, ...]:
    """Return the content of a part in order: text, pictures, fields, symbols, tables and properties that must be kept.

    The division into runs does not matter, nor do the properties in `FREE`: two parts with equal content print the
    same text and objects, and differ at most in fonts, sizes, spacing, indents and margins.
    """
    return tuple(_joined(_walk(root)))


def _joined(tokens: Iterator[tuple[str, str]]) -> Iterator[str]:
    """Yield the tokens with adjacent text joined, and without a formatting equal to the one before."""
    words: list[str] = []
    look = ""
    for kind, text in tokens:
        if kind == "text":
            words.append(text)
            continue
        if kind == "look":
            if text == look:
                continue
            look = text
        if words:
            yield f"text {''.join(words)}"
            words.clear()
        yield f"{kind} {text}"
    if words:
        yield f"text {''.join(words)}"


def _walk(element: etree._Element) -> Iterator[tuple[str, str]]:
    name = local(element) if str(element.tag).startswith(W) else ""
    if name in FREE:
        kept = _kept(element)
        if kept:
            yield "kept", kept
    elif name == "t":
        yield "text", element.text or ""
    elif name == "r":
        properties = element.find(f"{W}rPr")
        yield "look", "" if properties is None else _kept(properties)
        for entry in element:
            if entry is not properties:
                yield from _walk(entry)
    else:
        yield "open", f"{element.tag} {sorted(element.attrib.items())} {(element.text or '').strip()}"
        for entry in element:
            yield from _walk(entry)
        yield "close", str(element.tag)


def _kept(properties: etree._Element) -> str:
    free = FREE[local(properties)]
    return "".join(_property(one) for one in properties if local(one) not in free)


def _property(one: etree._Element) -> str:
    if local(one) in FREE:
        kept = _kept(one)
        return f"{local(one)}({kept})" if kept else ""
    return etree.tostring(one, method="c14n", exclusive=True, with_tail=False).decode()
