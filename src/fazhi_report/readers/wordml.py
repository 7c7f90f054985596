"""The words of a paragraph of WordprocessingML, as they are printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from fazhi_report.wordfile.wml import MC, W

REFERENCED = {
    "word/header": "页眉",
    "word/footer": "页脚（页码等）",
    "word/footnotes": "脚注",
    "word/endnotes": "尾注",
    "word/comments": "批注",
}
"""Parts beside the body, by the beginning of their names, and what their words are."""

_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}
_SKIPPED = frozenset(
    {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}txbxContent", f"{MC}Fallback", f"{W}instrText"}
)

Choice = Callable[["etree._Element"], bool]  # noqa: SLF001  (the only name of the type)


def words(element: etree._Element, chosen: Choice | None = None) -> str:
    """The words of a paragraph as they are printed; breaks and tabs stay.

    Args:
        element: The paragraph.
        chosen: Which runs to take; None for all.
    """
    return "".join(_words(element, chosen))


def _words(element: etree._Element, chosen: Choice | None) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{W}r" and chosen is not None and not chosen(child):
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        else:
            yield from _words(child, chosen)
