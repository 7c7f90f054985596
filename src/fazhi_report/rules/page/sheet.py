"""GW1xx: paper, margins, lines and characters to the page, colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fazhi_report.docx_in.facts import Grid, PageSection
from fazhi_report.docx_in.placement import is_certain, usual_pitch
from fazhi_report.findings import Issue
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms import placement
from fazhi_report.norms.gbt9704 import Norm
from fazhi_report.norms.length import Length
from fazhi_report.recognise.anatomy import TEXT, Anatomy, Element, Role
from fazhi_report.rules.page.clause import Breach, always, clause, has, issues, millimetres
from fazhi_report.rules.page.measures import profile_of

_PAGE = "布局 → 页边距 → 自定义边距"


def _upright(layout: Anatomy) -> Iterator[tuple[int, PageSection]]:
    """Sections whose page stands upright; landscape ones hold tables, and their margins are turned, too (8)."""
    for index, section in enumerate(layout.layout.sections):
        if section.height >= section.width and section.width.twips > 0:
            yield index, section


def _is_unsized(layout: Anatomy) -> str:
    return "" if any(True for _ in _upright(layout)) else "没有写明纸张和页边距，或各页都是横排"


def _margin(layout: Anatomy, norm: Norm[Length], side: str, cure: str) -> Iterator[Breach]:
    for index, section in _upright(layout):
        profile = profile_of(section)
        wanted = {"top": profile.top, "bottom": profile.bottom}.get(side, norm.value)
        found: Length = getattr(section, side)
        slack = norm.tolerance or placement.PLATE_SLACK.value
        if abs(found.twips - wanted.twips) > slack.twips:
            yield Breach(
                index, f" {millimetres(wanted)}±{millimetres(slack)}", f" {millimetres(found)}", cure
            )


@clause("GW101", placement.PAPER)
def paper_other_than_a4(layout: Anatomy) -> Iterator[Issue]:
    """纸张不是 A4。

    ## 查什么
    每一节的纸张大小是不是 210 mm×297 mm，横排的表格页可以横放；没有写明纸张大小的，各软件会取各自的默认值。

    ## 为什么
    公文用纸采用 A4 型纸；python-docx、pandoc 和英文版 Word 的默认纸张是美国信纸。

    ## 怎么改
    在“布局 → 纸张大小”里选 A4。

    ## 依据
    GB/T 9704—2012 第 5.1 条。
    """
    wanted = sorted((norms.PAPER_WIDTH.value, norms.PAPER_HEIGHT.value))
    slack = placement.PLATE_SLACK.value.twips

    def breaches() -> Iterator[Breach]:
        for index, section in enumerate(layout.layout.sections):
            found = sorted((section.width, section.height))
            if any(abs(one.twips - other.twips) > slack for one, other in zip(found, wanted, strict=True)):
                size = f" {millimetres(section.width)}×{millimetres(section.height)}"
                yield Breach(
                    index,
                    f" A4（{millimetres(wanted[0])}×{millimetres(wanted[1])}）",
                    size if section.width.twips else "没有写明纸张大小",
                    "在“布局 → 纸张大小”里选 A4",
                )

    yield from issues(placement.PAPER, breaches())


@clause("GW102", norms.TOP_MARGIN, untold=_is_unsized)
def wrong_top_margin(layout: Anatomy) -> Iterator[Issue]:
    """天头（上白边）不对。

    ## 查什么
    上页边距是不是 37 mm±1 mm；按 GB/T 33476.2 为字处理软件补偿的 34.58 mm 同样算对。

    ## 为什么
    天头、订口定下版心的位置，版头和红线都从版心量起。

    ## 怎么改
    在页边距里把“上”改为 3.7 厘米。

    ## 依据
    GB/T 9704—2012 第 5.2.1 条；GB/T 33476.2—2016 第 6.2 条。
    """
    yield from issues(norms.TOP_MARGIN, _margin(layout, norms.TOP_MARGIN, "top", f"{_PAGE}，改“上”"))


@clause("GW103", norms.LEFT_MARGIN, untold=_is_unsized)
def wrong_left_margin(layout: Anatomy) -> Iterator[Issue]:
    """订口（左白边）不对。

    ## 查什么
    左页边距加上装订线是不是 28 mm±1 mm。

    ## 为什么
    公文左侧装订，订口窄了文字会被订住。

    ## 怎么改
    在页边距里把“左”改为 2.8 厘米，装订线改为 0。

    ## 依据
    GB/T 9704—2012 第 5.2.1 条。
    """
    yield from issues(
        norms.LEFT_MARGIN, _margin(layout, norms.LEFT_MARGIN, "left", f"{_PAGE}，改“左”和装订线")
    )


@clause("GW104", norms.TYPE_AREA_WIDTH, untold=_is_unsized)
def wrong_right_margin(layout: Anatomy) -> Iterator[Issue]:
    """版心宽不对：右页边距不是 26 mm。

    ## 查什么
    右页边距是不是 26 mm（210−28−156），版心误差 1 mm 以内。

    ## 为什么
    版心宽 156 mm，每行才排得下 28 个三号字。

    ## 怎么改
    在页边距里把“右”改为 2.6 厘米。

    ## 依据
    GB/T 9704—2012 第 5.2.1 条、第 6.1 条。
    """
    found = _margin(layout, norms.RIGHT_MARGIN, "right", f"{_PAGE}，改“右”，使版心宽 156 mm")
    yield from issues(norms.TYPE_AREA_WIDTH, _named("右白边", found))


@clause("GW105", norms.TYPE_AREA_HEIGHT, untold=_is_unsized)
def wrong_bottom_margin(layout: Anatomy) -> Iterator[Issue]:
    """版心高不对：下页边距与上页边距不相配。

    ## 查什么
    下页边距是不是 35 mm（297−37−225）；上页边距取 34.58 mm 的，下页边距应为 32.58 mm。

    ## 为什么
    版心高 225 mm，每面才排得下 22 行，版记和页码也才落在该在的地方。

    ## 怎么改
    在页边距里把“下”改为 3.5 厘米。

    ## 依据
    GB/T 9704—2012 第 5.2.1 条；GB/T 33476.2—2016 第 6.2 条。
    """
    found = _margin(layout, norms.BOTTOM_MARGIN, "bottom", f"{_PAGE}，改“下”，使版心高 225 mm")
    yield from issues(norms.TYPE_AREA_HEIGHT, _named("下白边", found))


def _named(side: str, breaches: Iterator[Breach]) -> Iterator[Breach]:
    return (Breach(one.at, side + one.asked, side + one.found, one.cure) for one in breaches)


def _plain(layout: Anatomy) -> list[Element]:
    """Running text of the body: what 22 lines and 28 characters are counted by."""
    return [one for one in layout.main(*TEXT) if one.paragraph.anchor is None]


def _pitch_is_loose(layout: Anatomy) -> str:
    sheet = layout.layout
    loose = any(not is_certain(one.paragraph, sheet.section_of(one.paragraph)) for one in _plain(layout))
    return "行高由字体决定，文件里没有写死" if loose else ""


@clause("GW106", norms.LINES, applies=has(*TEXT), untold=_pitch_is_loose)
def wrong_count_of_lines(layout: Anatomy) -> Iterator[Issue]:
    """每面不是 22 行，或 22 行撑不满版心。

    ## 查什么
    按正文的行距和版心的高度，一面排得下几行，22 行撑不撑得满版心。
    行高由字体决定的（单倍、多倍行距又没有网格），文件说不清，不下结论。

    ## 为什么
    每面排 22 行，并撑满版心；行距取 28 磅虽也是 22 行，却只占 217 mm，差 8 mm 没有撑满；取 30 磅只有 21 行。

    ## 怎么改
    正文行距设为固定值 28.95 磅，或文档网格每页 22 行。

    ## 依据
    GB/T 9704—2012 第 5.2.3 条；一行的定义见第 3.2 条。
    """
    texts = _plain(layout)
    if not texts or _pitch_is_loose(layout):
        return
    section = layout.layout.section_of(texts[0].paragraph)
    pitch = usual_pitch(layout.layout, (one.paragraph for one in texts))
    if pitch.twips <= 0 or section.text_height.twips <= 0:
        return
    # Judged on the height that the standard gives: a wrong margin is news of its own.
    height = profile_of(section).text_height
    lines, wanted = int((height.twips + 1) // pitch.twips), norms.LINES.value
    rest = height - pitch * wanted
    cure = f"行距设为固定值 {profile_of(section).line_pitch.pt:.2f} 磅，或文档网格每页 {wanted} 行"
    if lines != wanted:
        found = f" {lines} 行（行距 {pitch.pt:.2f} 磅）"
        yield from issues(norms.LINES, [Breach(texts[0], f" {wanted} 行", found, cure)])
    elif rest.twips > placement.FILL_SLACK.value.twips:
        found = f" {wanted} 行只占 {millimetres(pitch * wanted)}（行距 {pitch.pt:.2f} 磅）"
        asked = f" {wanted} 行撑满版心高 {millimetres(height)}"
        yield from issues(norms.LINES, [Breach(texts[0], asked, found, cure)])


@clause("GW107", norms.CHARS, applies=has(*TEXT))
def wrong_count_of_characters(layout: Anatomy) -> Iterator[Issue]:
    """每行不是 28 字。

    ## 查什么
    按正文的字号、字符间距（或字符网格）和版心的宽度，一行排得下几个字。

    ## 为什么
    每行排 28 个字，并撑满版心。16 磅的字 28 个宽 448 磅，156 mm 只有 442 磅：不调字符间距只排得下 27 个。

    ## 怎么改
    正文字符间距设为紧缩 0.25 磅，或文档网格每行 28 字。

    ## 依据
    GB/T 9704—2012 第 5.2.3 条。
    """
    texts = _plain(layout)
    counted = Counter(
        _characters(one, layout.layout.section_of(one.paragraph)) for one in texts if one.role is Role.BODY
    )
    found = counted.most_common(1)[0][0] if counted else norms.CHARS.value
    if found != norms.CHARS.value:
        first = next(one for one in texts if one.role is Role.BODY)
        cure = (
            f"字符间距设为紧缩 {-norms.CHAR_SPACING.value.pt:.2f} 磅，或文档网格每行 {norms.CHARS.value} 字"
        )
        yield from issues(norms.CHARS, [Breach(first, f" {norms.CHARS.value} 字", f" {found} 字", cure)])


def _characters(element: Element, section: PageSection) -> int:
    # Counted in the size of the norm: another size is news of its own.
    pitch = norms.BODY.value.size + element.paragraph.head.spacing
    if section.grid in {Grid.LINES_AND_CHARS, Grid.SNAP} and element.paragraph.snap:
        pitch = pitch + section.char_space
    return int((norms.TYPE_AREA_WIDTH.value.tw + 1) // pitch.twips) if pitch.twips > 0 else 0


@clause("GW108", norms.BLACK)
def coloured_words(layout: Anatomy) -> Iterator[Issue]:
    """文字不是黑色。

    ## 查什么
    发文机关标志以外的文字有没有用黑色以外的颜色，如超链接的蓝色、修改时留下的红色。

    ## 为什么
    如无特殊说明，公文中文字的颜色均为黑色。

    ## 怎么改
    选中文字，字体颜色改为“自动”或黑色。

    ## 依据
    GB/T 9704—2012 第 5.2.4 条。
    """

    def breaches() -> Iterator[Breach]:
        for element in layout.elements:
            if element.role is Role.ORGAN_MARK:
                continue
            for run in element.paragraph.runs:
                if run.text.strip() and run.color not in {"", norms.BLACK.value}:
                    yield Breach(element, "黑色", f"颜色 {run.color}", "字体颜色改为“自动”或黑色")
                    break

    yield from issues(norms.BLACK, breaches())


@clause("GW109", placement.ONE_COLUMN, applies=always)
def columns_of_text(layout: Anatomy) -> Iterator[Issue]:
    """分了栏。

    ## 查什么
    有没有哪一节分成两栏以上。

    ## 为什么
    每行排 28 个字，并撑满版心；分栏排不下。

    ## 怎么改
    在“布局 → 栏”里选“一栏”。

    ## 依据
    GB/T 9704—2012 第 5.2.3 条。
    """
    found = (
        Breach(index, "通栏", f"分 {section.columns} 栏", "在“布局 → 栏”里选“一栏”")
        for index, section in enumerate(layout.layout.sections)
        if section.columns > 1
    )
    yield from issues(placement.ONE_COLUMN, found)
