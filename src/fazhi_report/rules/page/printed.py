"""Rules of the page as it is printed; only with --render."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from fazhi_report.docx_in.printed import PrintedLine, PrintedPage, PrintedPages
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms import placement
from fazhi_report.norms.elements import IMPRINT, TEXT, Role
from fazhi_report.recognise.anatomy import Anatomy, Element
from fazhi_report.rules.page.clause import Breach, clause
from fazhi_report.rules.page.lengths import millimetres
from fazhi_report.rules.page.paragraphs import adjusted_lines
from fazhi_report.rules.page.places import families, has
from fazhi_report.rules.page.seen import foot, probe
from fazhi_report.typography.scan import HAN

_BLANKS = re.compile(r"\s+")
_CHINESE_LINE = re.compile(f"[{HAN}，。、；：？！“”‘’（）《》—…·〔〕]+")
_FEW_LINES = 10  # a page or line with fewer is not full
_SEVERAL = 3  # a length that so many lines have is no accident


def _within(page: PrintedPage) -> list[PrintedLine]:
    """Return the lines of a page without that of the page number."""
    return [line for line in page.lines if line.baseline <= foot() + placement.PLATE_SLACK.value]


def _is_full(line: PrintedLine) -> bool:
    """Whether a line ends at most two characters before the right edge; a short one says nothing of the width.

    Nor does a line of a title or a mark, in another size.
    """
    edge = norms.LEFT_MARGIN.value + norms.TYPE_AREA_WIDTH.value - line.size * 2
    in_size = line.size.half_points == norms.BODY.value.size.half_points
    return not line.glyphs or (in_size and line.glyphs[-1].right >= edge)


def _page_of(printed: PrintedPages, element: Element) -> PrintedPage | None:
    """Return the last page with an element's words; None where no page has them."""
    words = probe(element)
    return next((page for page in reversed(printed.pages) if words and words in page.text), None)


@clause("GW701", norms.LINES, applies=has(*TEXT))
def wrong_count_of_printed_lines(layout: Anatomy, printed: PrintedPages) -> Iterator[Breach]:
    """排出来每面不是 22 行。

    ## 查什么
    用 LibreOffice 排出页面，数排满文字的各面有几行：看最多的一面，有表格的文件不数。按第 7.3.5.5 条均匀调过行距的，
    照调过的行数。

    ## 为什么
    每面排 22 行，并撑满版心。行高由字体决定时，只有排出来才知道。

    ## 怎么改
    正文行距设为固定值 28.95 磅，或文档网格每页 22 行。

    ## 依据
    GB/T 9704—2012 第 5.2.3 条、第 7.3.5.5 条。
    """
    date = layout.first(Role.DATE)
    # The page of the date is filled only by chance, and so are those behind it.
    signed = None if date is None else _page_of(printed, date)
    end = len(printed.pages) if signed is None else signed.number
    counts = [len(_within(page)) for page in printed.pages[1 : end - 1]]
    full = max(counts, default=0)
    wanted = adjusted_lines(layout) or norms.LINES.value
    if full < _FEW_LINES or layout.first(Role.TABLE) is not None or full == wanted:
        return
    first = layout.of(*TEXT)[0]
    cure = f"行距设为固定值 {norms.LINE_PITCH.value.pt:.2f} 磅，或文档网格每页 {norms.LINES.value} 行"
    yield Breach(first, f" {norms.LINES.value} 行", f"排出来 {full} 行", cure)


@clause("GW702", norms.CHARS, applies=has(*TEXT))
def wrong_count_of_printed_characters(layout: Anatomy, printed: PrintedPages) -> Iterator[Breach]:
    """排出来每行不是 28 字。

    ## 查什么
    用 LibreOffice 排出页面，数全是汉字和全角标点的行里，最长的一行有几个字。

    ## 为什么
    每行排 28 个字，并撑满版心。

    ## 怎么改
    正文字符间距设为紧缩 0.25 磅，或文档网格每行 28 字。

    ## 依据
    GB/T 9704—2012 第 5.2.3 条。
    """
    lines = Counter(
        len(line.text)
        for page in printed.pages
        for line in _within(page)
        if _CHINESE_LINE.fullmatch(line.text) and _is_full(line)
    )
    longest = max((length for length, count in lines.items() if count >= _SEVERAL), default=0)
    # A mark may hang beyond the edge of the type area.
    if longest < _FEW_LINES or norms.CHARS.value <= longest <= norms.CHARS.value + 1:
        return
    first = layout.of(*TEXT)[0]
    cure = f"字符间距设为紧缩 {-norms.CHAR_SPACING.value.pt:.2f} 磅"
    yield Breach(first, f" {norms.CHARS.value} 字", f"排出来 {longest} 字", cure)


@clause("GW703", placement.TEXT_ON_FIRST_PAGE, applies=has(*TEXT))
def first_page_without_text(layout: Anatomy, printed: PrintedPages) -> Iterator[Breach]:
    """首页没有正文。

    ## 查什么
    排出来的第一页上，有没有正文的第一段。

    ## 为什么
    公文首页必须显示正文。

    ## 怎么改
    减小发文机关标志的字号或标题的行数；主送机关过多的，移到版记。

    ## 依据
    GB/T 9704—2012 第 7.3.2、7.3.3 条。
    """
    first = layout.first(*TEXT)
    if first is not None and printed.pages and probe(first) not in printed.pages[0].text:
        yield Breach(first, "首页有正文", "首页没有", "减少标题行数，或把主送机关移到版记")


@clause("GW704", placement.TEXT_ABOVE_SIGNATURE, applies=has(Role.DATE))
def signature_on_page_without_text(layout: Anatomy, printed: PrintedPages) -> Iterator[Breach]:
    """署名和日期单独成页。

    ## 查什么
    成文日期所在的一页上，有没有正文或附件说明的文字。

    ## 为什么
    署名单独成页，容易被人换掉前面的正文；应当调整行距、字距，使印章、署名与正文同处一面。

    ## 怎么改
    略调正文的行距或字距，或给最后一段设“与下段同页”。

    ## 依据
    GB/T 9704—2012 第 7.3.5.5 条。
    """
    date = layout.first(Role.DATE)
    page = None if date is None else _page_of(printed, date)
    if date is None or page is None:
        return
    above: list[str] = []
    for line in page.lines:
        if probe(date) in line.text:
            break
        above.append(line.text)
    names = {_BLANKS.sub("", one.paragraph.words) for one in layout.of(Role.SIGNATURE)}
    if not set(above) - names:
        yield Breach(date, "与正文同处一面", f"第 {page.number} 面没有正文", "略调正文的行距或字距")


@clause("GW705", placement.IMPRINT_FOOT, applies=has(*IMPRINT))
def imprint_printed_above_foot(layout: Anatomy, printed: PrintedPages) -> Iterator[Breach]:
    """排出来版记不在最后一面的版心底端。

    ## 查什么
    版记的末行是不是在最后一面，离版心下边缘是不是在一行之内。

    ## 为什么
    版记应置于公文最后一面，末条分隔线与版心下边缘重合。

    ## 怎么改
    版记用图文框或文本框，垂直位置选“相对于页边距、底端对齐”。

    ## 依据
    GB/T 9704—2012 第 7.4.1 条。
    """
    found = layout.of(*IMPRINT)
    page = _page_of(printed, found[-1]) if found else None
    if not found or page is None:
        return
    cure = "版记用图文框或文本框，垂直位置选“相对于页边距、底端对齐”"
    last = next(line for line in reversed(_within(page)) if line.text)
    room = foot() - last.baseline
    if page.number != len(printed.pages):
        there = f"在第 {page.number} 面，共 {len(printed.pages)} 面"
        yield Breach(found[-1], "在最后一面", there, cure)
    elif room > norms.LINE_PITCH.value:
        yield Breach(found[-1], "在版心底端", f"末行离版心下边缘 {millimetres(room)}", cure)


@clause("GW706", placement.PRINTED_FONTS)
def font_substituted_in_print(layout: Anatomy, printed: PrintedPages) -> Iterator[Breach]:
    """本机没有文件要用的字体。

    ## 查什么
    文件用到的字体，有没有本机没装的；没装的，排版时换成了别的字体。

    ## 为什么
    字体换了，字宽、行数、页数都可能跟着变，量出来的结果要打折扣。

    ## 怎么改
    装上这种字体再量；或换成本机有的、标准认可的字体名。没装而量出来的行数、字数，只对代替的字体作数。

    ## 依据
    属本工具提示。
    """
    cure = "装上这种字体再量；这次量得的行数、字数，只对代替的字体作数"
    for name, taken in printed.substituted:
        for one in layout.elements:
            if name in families(one):
                yield Breach(one, "本机有的字体", f"没装“{name}”，排版时用了 {taken}", cure)
                break
