"""The words of a paragraph of WordprocessingML, as they are printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from fazhi_report.wordfile.wml import MC, WP, W

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VML = "{urn:schemas-microsoft-com:vml}"
REFERENCED = {
    "word/header": "页眉",
    "word/footer": "页脚（页码等）",
    "word/footnotes": "脚注",
    "word/endnotes": "尾注",
    "word/comments": "批注",
}
"""Parts beside the body, by the beginning of their names, and what their words are."""

BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}
_SKIPPED = frozenset(
    {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}txbxContent", f"{MC}Fallback", f"{W}instrText"}
)

_WORDS = frozenset({f"{W}t", f"{MATH}t"})

Choice = Callable[["etree._Element"], bool]  # noqa: SLF001  (the only name of the type)


def words(element: etree._Element, chosen: Choice | None = None) -> str:
    """The words of a paragraph as they are printed; breaks and tabs stay.

    Args:
        element: The paragraph.
        chosen: Which runs to take; None for all.
    """
    return "".join(_words(element, chosen))


def shown(element: etree._Element) -> Iterator[etree._Element]:
    """Everything below a paragraph that belongs to its printed words, in their order."""
    for child in element:
        if child.tag not in _SKIPPED:
            yield child
            yield from shown(child)


def pictures(element: etree._Element) -> Iterator[str]:
    """The alternative text of every picture and chart below an element, empty where there is none."""
    for drawing in element.iter(f"{W}drawing", f"{W}pict"):
        shown = drawing.find(f".//{WP}docPr"), drawing.find(f".//{VML}imagedata")
        holds_words = drawing.find(f".//{W}txbxContent") is not None
        if shown != (None, None) and not holds_words and not is_fallback(drawing):
            yield str(shown[0].get("descr", "")) if shown[0] is not None else ""


def is_fallback(element: etree._Element) -> bool:
    """Whether an element says again, for old programs, what stands beside it."""
    return any(parent.tag == f"{MC}Fallback" for parent in element.iterancestors())


def _words(element: etree._Element, chosen: Choice | None) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{W}r" and chosen is not None and not chosen(child):
            continue
        if child.tag in _WORDS:
            yield child.text or ""
        elif child.tag in BREAKS:
            yield BREAKS[child.tag]
        else:
            yield from _words(child, chosen)
