"""Layout check sheet → .docx: one page, with a table of the distances and small pictures of the pages."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from fazhi_report.document.check_sheet import SHEET_HEAD, SHEET_TITLE, SIGNED_BY, CheckSheet, PagePicture
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms import placement
from fazhi_report.norms.length import Length
from fazhi_report.writers.docx.oxml import R_NAMESPACE, W_NAMESPACE, EdgeRule, RunFormat, escape, run
from fazhi_report.writers.docx.parts import CORE, DECLARATION, DOCUMENT, base, bind_parts, core_title
from fazhi_report.writers.docx.styles import StyleId
from fazhi_report.writers.package import pack

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_EMU_PER_TWIP = 635
_SHARES = (30, 10, 24, 11, 27, 5, 11)
"""Widths of the columns of the table, in parts."""
_FACT_SHARES = (10, 108)
_MOST_COLUMNS = 12


def write_sheet(sheet: CheckSheet) -> bytes:
    """Return the sheet as a .docx package: same sheet, same bytes."""
    text = (
        f'{DECLARATION}<w:document xmlns:w="{W_NAMESPACE}" xmlns:r="{R_NAMESPACE}">'
        f"<w:body>{''.join(_body(sheet))}</w:body></w:document>"
    )
    names = [_name(one) for one in sheet.pictures]
    bonds = [f'<Relationship Id="{name}" Type="{_IMAGE}" Target="media/{name}.png"/>' for name in names]
    types = ['<Default Extension="png" ContentType="image/png"/>'] if names else []
    parts = bind_parts(
        {**base(), DOCUMENT: text.encode("utf-8"), CORE: core_title(SHEET_TITLE)}, types, bonds
    )
    media = zip(names, sheet.pictures, strict=True)
    return pack({**parts, **{f"word/media/{name}.png": one.content for name, one in media}})


def _body(sheet: CheckSheet) -> Iterator[str]:
    yield _paragraph(
        run(SHEET_TITLE, StyleId.HEADING_1_WORDS, RunFormat(size=placement.SHEET_TITLE_SIZE.value)), "center"
    )
    yield _table(_FACT_SHARES, [_row(pair, _FACT_SHARES) for pair in sheet.facts], ruled=False)
    yield _paragraph("")
    head = _row(SHEET_HEAD, _SHARES, strong=True, fill=placement.SHEET_SHADE.value)
    wrong = placement.SHEET_WRONG.value
    rows = (
        _row(one.cells, _SHARES, strong=one.broken, fill=wrong if one.broken else "") for one in sheet.rows
    )
    yield _table(_SHARES, [head, *rows])
    yield _paragraph(_words(sheet.omitted))
    if sheet.pictures:
        yield from _pictures(sheet.pictures)
    yield _paragraph(_words(SIGNED_BY), before=placement.SHEET_GAP.value)
    edge = placement.SHEET_MARGIN.value.tw
    sides = " ".join(f'w:{side}="{edge}"' for side in ("top", "right", "bottom", "left"))
    yield (
        f'<w:sectPr><w:pgSz w:w="{norms.PAPER_WIDTH.value.tw}" w:h="{norms.PAPER_HEIGHT.value.tw}"/>'
        f'<w:pgMar {sides} w:header="{edge // 2}" w:footer="{edge // 2}" w:gutter="0"/></w:sectPr>'
    )


def _width() -> Length:
    return norms.PAPER_WIDTH.value - placement.SHEET_MARGIN.value * 2


def _words(text: str, *, strong: bool = False) -> str:
    return run(text, StyleId.STRONG if strong else None, RunFormat(size=placement.SHEET_TEXT.value))


def _paragraph(content: str, align: str = "left", *, before: Length | None = None) -> str:
    above = 0 if before is None else before.tw
    return (
        f'<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="{above}" w:after="0" w:line="240" w:lineRule="auto"/>'
        f'<w:jc w:val="{align}"/><w:rPr><w:sz w:val="{placement.SHEET_TEXT.value.half_points}"/></w:rPr></w:pPr>'
        f"{content}</w:p>"
    )


def _widths(shares: Sequence[int]) -> list[int]:
    return [round(_width().tw * share / sum(shares)) for share in shares]


def _table(shares: Sequence[int], rows: Sequence[str], *, ruled: bool = True) -> str:
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(str(EdgeRule(edge, norms.TABLE_RULE.value, norms.BLACK.value)) for edge in edges)
    widths = _widths(shares)
    columns = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
    borders = f"<w:tblBorders>{lines}</w:tblBorders>" if ruled else ""
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'{borders}<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/>'
        '<w:right w:w="60" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
        f"{''.join(rows)}</w:tbl>"
    )


def _row(cells: Sequence[str], shares: Sequence[int], *, strong: bool = False, fill: str = "") -> str:
    return _cells([_paragraph(_words(cell, strong=strong)) for cell in cells], _widths(shares), fill)


def _cells(contents: Sequence[str], widths: Sequence[int], fill: str = "") -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    made = (
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{shade}</w:tcPr>{content}</w:tc>'
        for content, wide in zip(contents, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(made)}</w:tr>"


def _pictures(pictures: Sequence[PagePicture]) -> Iterator[str]:
    """Yield a table of pictures, in as many columns as make them largest."""
    columns, width = _grid(len(pictures), max(one.ratio for one in pictures))
    shares = [1] * columns
    cells = [
        _paragraph(_picture(one, width), "center")
        + _paragraph(_words(one.caption, strong=one.broken), "center")
        for one in pictures
    ]
    cells += [_paragraph("")] * (-len(cells) % columns)
    rows = [_cells(cells[at : at + columns], _widths(shares)) for at in range(0, len(cells), columns)]
    yield _table(shares, rows, ruled=False)


def _grid(count: int, ratio: float) -> tuple[int, Length]:
    """Return the number of columns and the width of a picture."""

    def width(columns: int) -> Length:
        rows = math.ceil(count / columns)
        across = _width() / columns - placement.SHEET_GAP.value
        down = placement.SHEET_PICTURES.value / rows - placement.SHEET_CAPTION.value
        return min(across, down / ratio, placement.SHEET_PICTURE.value)

    best = max(range(1, min(count, _MOST_COLUMNS) + 1), key=width)
    return best, width(best)


def _name(picture: PagePicture) -> str:
    return f"page{picture.number}"


def _picture(picture: PagePicture, width: Length) -> str:
    across, down = (round(edge.twips * _EMU_PER_TWIP) for edge in (width, width * picture.ratio))
    name, border = _name(picture), "C00000" if picture.broken else "7F7F7F"
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{down}"/>'
        f'<wp:docPr id="{picture.number}" name="{name}" descr="{escape(picture.caption)}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="{picture.number}" name="{name}"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{name}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:ln w="6350"><a:solidFill><a:srgbClr val="{border}"/>'
        "</a:solidFill></a:ln></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
