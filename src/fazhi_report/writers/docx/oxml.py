"""WordprocessingML as text: runs, paragraphs and borders, escaped and in the order of the schema."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from fazhi_report.document.nodes import Inline, Strong
from fazhi_report.norms.gbt9704 import OPEN_PLACE
from fazhi_report.norms.length import Length
from fazhi_report.text.references import is_open, pieces
from fazhi_report.writers.docx.styles import Align, StyleId

W_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

# Characters that XML 1.0 cannot hold; the data is checked long before, this keeps the promise of a readable file.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Without a hint Word sets “ ” ‘ ’ — … · × and the like in the Latin face (ISO/IEC 29500-1, 17.3.2.26).
_AMBIGUOUS = re.compile("[\x80-\u2fff]")
_HINT = '<w:rFonts w:hint="eastAsia"/>'

SCHEMA_ORDER = {
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked"
    " personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
    " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss"
    " imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd"
    " fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType"
    " pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings"
    " sectPrChange",
}
"""The order that the schema asks for among the children of an element (ISO/IEC 29500-1)."""

RenderInlines = Callable[[Iterable[Inline], StyleId | None], str]
"""Writes inlines as runs of a character style, as `runs` does."""

BREAK = "<w:r><w:br/></w:r>"
TAB = "<w:r><w:tab/></w:r>"


def escape(text: str) -> str:
    """The text escaped for XML, in content and in attributes."""
    written = _UNWRITABLE.sub("\ufffd", text)
    # Four passes in C, several times as quick as one `str.translate`.
    return written.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


@dataclass(frozen=True, slots=True)
class RunFormat:
    """Direct formatting of a run, where it differs from its style; None inherits.

    Args:
        size: Type size.
        scale: Width of the characters in per cent.
        spacing: Space added to each character.
    """

    size: Length | None = None
    scale: int | None = None
    spacing: Length | None = None

    def __str__(self) -> str:
        """The children of ``w:rPr`` after style and font, in the order of the schema."""
        written = "" if self.spacing is None else f'<w:spacing w:val="{self.spacing.tw}"/>'
        if self.scale is not None:
            written += f'<w:w w:val="{self.scale}"/>'
        if self.size is not None:
            written += f'<w:sz w:val="{self.size.half_points}"/><w:szCs w:val="{self.size.half_points}"/>'
        return written


_INHERITED = RunFormat()


def run(text: str, style: StyleId | None = None, look: RunFormat = _INHERITED) -> str:
    """The text as runs of one style; empty for no text. Open places of a draft are shaded.

    Args:
        text: The text.
        style: Character style; None for that of the paragraph.
        look: What differs from the style.
    """
    if is_open(text):
        return "".join(_run(piece, style, look, marked=marked) for piece, marked in pieces(text))
    return _run(text, style, look)


def spread_run(text: str, spacing: Length, look: RunFormat = _INHERITED) -> str:
    """The text as runs with space added behind each character but the last.

    Args:
        text: The text.
        spacing: The space; what is less than half a twip adds nothing.
        look: What else differs from the style of the paragraph; its spacing is that of the last character.
    """
    if spacing.tw == 0:
        return run(text, look=look)
    inherited = look.spacing or Length(0)
    return run(text[:-1], look=replace(look, spacing=inherited + spacing)) + run(text[-1:], look=look)


def _run(text: str, style: StyleId | None, look: RunFormat, *, marked: bool = False) -> str:
    if not text:
        return ""
    looks = f'<w:rStyle w:val="{style}"/>' if style else ""
    if _AMBIGUOUS.search(text):
        looks += _HINT
    looks += str(look)
    if marked:
        looks += f'<w:highlight w:val="{OPEN_PLACE.value}"/>'
    properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    space = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() or "  " in text else ""
    return f"<w:r>{properties}<w:t{space}>{escape(text)}</w:t></w:r>"


def runs(parts: Iterable[Inline], style: StyleId | None = None) -> str:
    """Inlines as runs; neighbours of the same style become one run, so that a search finds text across them.

    Args:
        parts: The inlines.
        style: Character style of everything that is not `Strong`.
    """
    written: list[str] = []
    pending: list[str] = []
    for part in parts:
        if isinstance(part, Strong):
            written += run("".join(pending), style), run(part.text, StyleId.STRONG)
            pending.clear()
        else:
            pending.append(part.text)
    return "".join((*written, run("".join(pending), style)))


@dataclass(frozen=True, slots=True)
class EdgeRule:
    """A rule along an edge of a paragraph or a table.

    Args:
        edge: ``top``, ``left``, ``bottom``, ``right``, ``insideH`` or ``insideV``.
        thickness: Its thickness; written in eighths of a point.
        color: Its colour.
        space: Distance between text and rule, written in whole points; None for none.
    """

    edge: str
    thickness: Length
    color: str
    space: Length | None = None

    def __str__(self) -> str:
        """The rule as an element."""
        return (
            f'<w:{self.edge} w:val="single" w:sz="{self.thickness.eighths}"'
            f' w:space="{int(self.space.pt) if self.space else 0}" w:color="{self.color}"/>'
        )


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """Direct formatting of a paragraph, where it differs from its style; None inherits.

    Args:
        keep_next: Whether the paragraph stays on the page of the next one.
        frame: A ``w:framePr`` element that takes the paragraph out of the flow; empty for none.
        borders: Rules along its edges, in the order top, left, bottom, right.
        fill: Colour behind the paragraph; empty for none.
        tabs: Positions of tab stops with their alignment (left, center, right).
        before: Space above.
        line: Exact line height.
        left: Indent on the left.
        right: Indent on the right.
        hanging: How far the first line begins to the left of the others.
        align: Alignment.
    """

    keep_next: bool = False
    frame: str = ""
    borders: Sequence[EdgeRule] = ()
    fill: str = ""
    tabs: Sequence[tuple[Length, Align]] = ()
    before: Length | None = None
    line: Length | None = None
    left: Length | None = None
    right: Length | None = None
    hanging: Length | None = None
    align: Align | None = None

    def __str__(self) -> str:
        """The children of ``w:pPr`` after the style, in the order of the schema."""
        stops = "".join(f'<w:tab w:val="{align}" w:pos="{stop.tw}"/>' for stop, align in self.tabs)
        return "".join(
            (
                "<w:keepNext/>" if self.keep_next else "",
                self.frame,
                _wrap("pBdr", "".join(map(str, self.borders))),
                f'<w:shd w:val="clear" w:color="auto" w:fill="{self.fill}"/>' if self.fill else "",
                _wrap("tabs", stops),
                self._spacing(),
                _element("ind", left=self.left, right=self.right, hanging=self.hanging),
                f'<w:jc w:val="{self.align}"/>' if self.align else "",
            )
        )

    def _spacing(self) -> str:
        rule = ' w:lineRule="exact"/>' if self.line else "/>"
        return _element("spacing", before=self.before, line=self.line).replace("/>", rule)


def paragraph(style: StyleId | str, content: str, place: ParagraphFormat | None = None) -> str:
    """A paragraph.

    Args:
        style: Identifier of the paragraph style.
        content: Runs, as text.
        place: Its direct formatting.
    """
    named = "" if style is StyleId.NORMAL else f'<w:pStyle w:val="{style}"/>'
    properties = named + (str(place) if place else "")
    return f"<w:p>{_wrap('pPr', properties)}{content}</w:p>"


def blank(count: int, *, keep_next: bool = False) -> str:
    """Empty lines of body type (空行)."""
    return paragraph(StyleId.NORMAL, "", ParagraphFormat(keep_next=True) if keep_next else None) * count


def _wrap(name: str, inner: str) -> str:
    return f"<w:{name}>{inner}</w:{name}>" if inner else ""


def _element(name: str, **lengths: Length | None) -> str:
    attributes = "".join(f' w:{key}="{value.tw}"' for key, value in lengths.items() if value is not None)
    return f"<w:{name}{attributes}/>" if attributes else ""
