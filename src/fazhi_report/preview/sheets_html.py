"""The set pages as HTML: a picture of each, its words over it as text to be selected, and the places of findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from fazhi_report.preview.paper import Box, Paper, PaperPage
from fazhi_report.writers.html.inline_markup import escaped

_BASE = 0.86
"""Where the baseline of a line of Chinese characters lies, in parts of its height from above."""
_PAPER_WIDTH = 595
"""Points of a portrait page; others are shown at the same scale."""


def sheets_html(paper: Paper, marks: Iterable[tuple[str, int, Box]]) -> str:
    """The pages one below the other.

    Args:
        paper: The pages.
        marks: Id of each place that a finding is about, and where it is; of one id the first bears it.
    """
    by_page: dict[int, list[Markup]] = {}
    taken: set[str] = set()
    for name, page, box in marks:
        own = Markup("") if name in taken else Markup(' id="{}"').format(name)
        taken.add(name)
        shape = Markup('<rect{} class="mark" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(
            own, box.left - 1, box.top - 2, box.width + 2, box.height + 4
        )
        by_page.setdefault(page, []).append(shape)
    pages = (_sheet(number, sheet, by_page.get(number, [])) for number, sheet in enumerate(paper.sheets))
    return Markup("").join(pages)


def _sheet(number: int, sheet: PaperPage, marks: Iterable[Markup]) -> Markup:
    """A page as SVG; the marks lie between the picture and the words."""
    size = Markup("{:.0f} {:.0f}").format(sheet.width, sheet.height)
    wide = " landscape" if sheet.width > sheet.height else ""
    return Markup(
        '<svg class="sheet{}" viewBox="0 0 {}" role="img" aria-label="第{}面" xmlns="http://www.w3.org/2000/svg">'
        '<image href="/page/{}.png" width="{:.0f}" height="{:.0f}"/>{}{}</svg>'
    ).format(
        wide,
        size,
        number + 1,
        sheet.digest,
        sheet.width,
        sheet.height,
        Markup("").join(marks),
        Markup("").join(_words(sheet)),
    )


def _words(sheet: PaperPage) -> Iterator[Markup]:
    for one in sheet.words:
        box = one.box
        yield Markup(
            '<text x="{:.1f}" y="{:.1f}" font-size="{:.1f}" textLength="{:.1f}" lengthAdjust="spacingAndGlyphs">{}</text>'
        ).format(box.left, box.top + box.height * _BASE, box.height, box.width, escaped(one.text))
