"""GW401 to GW407: page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi_report.docx_in.facts import PAGE_FIELD, Alignment, Footer, LineRule, MeasuredParagraph, PageSection
from fazhi_report.docx_in.placement import LineExtent, line_height, measure_of, spans
from fazhi_report.findings import Issue
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms import placement
from fazhi_report.norms.length import Length
from fazhi_report.recognise.anatomy import Anatomy
from fazhi_report.rules.page.clause import Breach, clause, issues, millimetres
from fazhi_report.rules.page.measures import chars_text, profile_of

_FORM = re.compile(f"— ?{PAGE_FIELD} ?—")


def _numbers(
    layout: Anatomy, *kinds: str
) -> Iterator[tuple[int, str, PageSection, Footer, MeasuredParagraph]]:
    """The lines that print page numbers: section, kind of footer, footer, line."""
    for index, section in enumerate(layout.layout.sections):
        for kind, footer in section.footers.items():
            line = footer.number_line
            if line is not None and (not kinds or kind in kinds) and _is_used(layout, section, kind):
                yield index, kind, section, footer, line


def _is_used(layout: Anatomy, section: PageSection, kind: str) -> bool:
    return {"even": layout.layout.even_and_odd, "first": section.title_page}.get(kind, True)


def _has_numbers(layout: Anatomy) -> bool:
    return any(True for _ in _numbers(layout))


@clause("GW401", placement.PAGE_NUMBERS)
def missing_page_numbers(layout: Anatomy) -> Iterator[Issue]:
    """没有页码。

    ## 查什么
    页脚里有没有页码域；手打的数字不会变，不算。

    ## 为什么
    公文应当编排页码，编排在版心下边缘之下。

    ## 怎么改
    在“插入 → 页码”里插入。

    ## 依据
    GB/T 9704—2012 第 7.5 条。
    """
    if not _has_numbers(layout):
        breach = Breach(0, "页脚里有页码", "没有", "在“插入 → 页码”里插入，左右各加一条一字线")
        yield from issues(placement.PAGE_NUMBERS, [breach])


def _off_edge(section: PageSection, line: MeasuredParagraph, side: Alignment) -> tuple[str, float] | None:
    """Which edge the number stands at, and how many characters from it, typed blanks counted; None where untold."""
    blanks = len(line.words) - len(line.words.strip("\u3000"))
    if line.anchor is not None:
        return _boxed(line, side, blanks)
    found = spans(line, section)
    if line.align is Alignment.CENTER:
        return "居中", 0.0
    if found is None:
        return None
    unit = line.head.size
    span: LineExtent = found[-1]
    blanks = len(span.text) - len(span.text.strip("\u3000"))
    left, right = span.start, measure_of(section) - span.end
    at = "居右" if right.twips < left.twips else "居左"
    room = right if side is Alignment.RIGHT else left
    return at, room.twips / max(unit.twips, 1) + blanks


def _is_for_both(line: MeasuredParagraph) -> bool:
    boxed = line.anchor is not None and line.anchor.across not in {"left", "right", "inside"}
    return boxed or (line.anchor is None and line.align is Alignment.CENTER)


def _boxed(line: MeasuredParagraph, side: Alignment, blanks: int) -> tuple[str, float] | None:
    """The same for a text box or a frame, as WPS sets page numbers."""
    across = "" if line.anchor is None else line.anchor.across
    if across == "center":
        return "居中", 0.0
    outside = "居右" if side is Alignment.RIGHT else "居左"
    inside = "居左" if side is Alignment.RIGHT else "居右"
    at = {"left": "居左", "right": "居右", "outside": outside, "inside": inside}.get(across)
    indent = line.right if side is Alignment.RIGHT else line.left + line.first
    return None if at is None else (at, indent.twips / max(line.head.size.twips, 1) + blanks)


def _place_is_loose(layout: Anatomy) -> str:
    kinds = (("default", Alignment.RIGHT), ("even", Alignment.LEFT))
    places = [
        _off_edge(section, line, side)
        for kind, side in kinds
        for _, _, section, _, line in _numbers(layout, kind)
    ]
    return "页码在文本框里，或用制表位推开，位置说不清" if None in places else ""


def _breaches(layout: Anatomy, kind: str, side: Alignment) -> Iterator[Breach]:
    wanted = norms.PAGE_NUMBER_INDENT.value
    name = "右" if side is Alignment.RIGHT else "左"
    pages = "单页" if side is Alignment.RIGHT else "双页"
    cure = f"{pages}页脚{name}对齐，{name}缩进 {wanted} 字符"
    if not layout.layout.even_and_odd:
        cure = f"勾选“奇偶页不同”，{cure}"
    for index, _, section, _, line in _numbers(layout, kind):
        found = _off_edge(section, line, side)
        if found is None:
            continue
        at, room = found
        if at != f"居{name}":
            yield Breach(index, f"{pages}居{name}空 {wanted} 字", at, cure)
        elif abs(room - wanted) > placement.PLACE_SLACK.value:
            yield Breach(index, f"{pages}居{name}空 {wanted} 字", f"{name}空 {chars_text(room)}", cure)


@clause("GW402", norms.PAGE_NUMBER_INDENT, applies=_has_numbers, untold=_place_is_loose)
def odd_page_number_out_of_place(layout: Anatomy) -> Iterator[Issue]:
    """单页码没有居右空一字。

    ## 查什么
    单数页的页码是不是在右，离版心右边缘一个字。

    ## 为什么
    单页码居右空一字，双页码居左空一字；双面印刷时页码都在切口一侧。

    ## 怎么改
    单页页脚右对齐，右缩进 1 字符。

    ## 依据
    GB/T 9704—2012 第 7.5 条。
    """
    yield from issues(norms.PAGE_NUMBER_INDENT, _breaches(layout, "default", Alignment.RIGHT))


@clause("GW403", norms.PAGE_NUMBER_INDENT, applies=_has_numbers, untold=_place_is_loose)
def even_page_number_out_of_place(layout: Anatomy) -> Iterator[Issue]:
    """双页码没有居左空一字。

    ## 查什么
    双数页有没有自己的页脚，页码是不是在左，离版心左边缘一个字。

    ## 为什么
    单页码居右空一字，双页码居左空一字。

    ## 怎么改
    勾选“奇偶页不同”，双页页脚左对齐，左缩进 1 字符。

    ## 依据
    GB/T 9704—2012 第 7.5 条。
    """
    if not _has_numbers(layout):
        return
    if not layout.layout.even_and_odd:
        # Where odd and even share a footer that stands in the middle, that one place is the news; a box that is
        # bound to the outer edge changes sides by itself.
        if not any(_is_for_both(line) for *_, line in _numbers(layout, "default")):
            breach = Breach(
                0, "双页居左空 1 字", "单双页用同一个页脚", "勾选“奇偶页不同”，双页页脚左对齐，左缩进 1 字符"
            )
            yield from issues(norms.PAGE_NUMBER_INDENT, [breach])
        return
    yield from issues(norms.PAGE_NUMBER_INDENT, _breaches(layout, "even", Alignment.LEFT))


@clause("GW404", placement.PAGE_NUMBER_FORM, applies=_has_numbers)
def malformed_page_number(layout: Anatomy) -> Iterator[Issue]:
    """页码的写法不对。

    ## 查什么
    页码是不是阿拉伯数字，左右各放一条一字线，如“— 1 —”；“第1页 共8页”“-1-”都不是。

    ## 为什么
    页码用 4 号半角宋体阿拉伯数字，数字左右各放一条一字线。

    ## 怎么改
    写作“— 1 —”，一字线是 U+2014。

    ## 依据
    GB/T 9704—2012 第 7.5 条。
    """

    def breaches() -> Iterator[Breach]:
        for index, _, section, _, line in _numbers(layout):
            words = line.words.strip().replace("\u3000", "")
            shown = words.replace(PAGE_FIELD, "1")
            if section.number_format not in {"decimal", "numberInDash"}:
                yield Breach(index, "阿拉伯数字", f"格式 {section.number_format}", "页码格式选“1，2，3”")
            elif not _FORM.fullmatch(words) and section.number_format != "numberInDash":
                yield Breach(index, "“— 1 —”", f"“{shown}”", "左右各放一条一字线（U+2014）")

    yield from issues(placement.PAGE_NUMBER_FORM, breaches())


def _drops(layout: Anatomy) -> Iterator[tuple[int, Length]]:
    """From the type area's foot to the middle of the number's dash, by section."""
    for index, _, section, footer, line in _numbers(layout):
        if line.line.rule is not LineRule.EXACT or line.anchor is not None:
            continue
        at = footer.paragraphs.index(line)
        below = sum(
            (line_height(one, section) + one.before + one.after).twips for one in footer.paragraphs[at + 1 :]
        )
        # The dash of our own line was measured; another line holds it as much lower or higher as it is high.
        ratio = norms.PAGE_NUMBER_RISE.value.twips / norms.PAGE_NUMBER_LINE.value.twips
        rise = line.line.height * ratio + line.after + Length(below)
        profile = profile_of(section)
        compensated = norms.PAGE_NUMBER_DROP.value - profile.page_number_drop
        yield index, profile.bottom - section.footer_distance - rise + compensated


def _drop_is_loose(layout: Anatomy) -> str:
    if not _has_numbers(layout):
        return ""
    return "" if any(True for _ in _drops(layout)) else "页脚的行高由字体决定，或页码在文本框里"


@clause("GW405", norms.PAGE_NUMBER_DROP, applies=_has_numbers, untold=_drop_is_loose)
def page_number_at_wrong_height(layout: Anatomy) -> Iterator[Issue]:
    """页码离版心的距离不对。

    ## 查什么
    页码的一字线离版心下边缘是不是 7 mm，按页脚距离和页脚行高推算，误差 1.5 mm 以内不报；页脚行高由字体决定的，文件说不清。

    ## 为什么
    一字线上距版心下边缘 7 mm，不是距纸边 7 mm。

    ## 怎么改
    调整“页脚距边界”。

    ## 依据
    GB/T 9704—2012 第 7.5 条。
    """

    def breaches() -> Iterator[Breach]:
        for index, drop in _drops(layout):
            off = drop - norms.PAGE_NUMBER_DROP.value
            if abs(off.twips) > placement.PAGE_NUMBER_SLACK.value.twips:
                move = "增大" if off.twips > 0 else "减小"
                cure = f"“页脚距边界”{move} {abs(off.mm):.1f} mm"
                yield Breach(
                    index, f" {millimetres(norms.PAGE_NUMBER_DROP.value)}", f"约 {millimetres(drop)}", cure
                )

    yield from issues(norms.PAGE_NUMBER_DROP, breaches())


@clause("GW406", placement.PAGE_NUMBER_FIRST, applies=_has_numbers)
def first_page_without_number(layout: Anatomy) -> Iterator[Issue]:
    """首页没有页码。

    ## 查什么
    是不是勾选了“首页不同”而首页页脚里没有页码；只有信函格式的首页不显示页码。

    ## 为什么
    页码从首页编起；版记页和版记前的空白页才不编页码。

    ## 怎么改
    去掉“首页不同”。

    ## 依据
    GB/T 9704—2012 第 7.5 条；信函格式见第 10.1 条。
    """
    first = layout.layout.sections[0] if layout.layout.sections else None
    if _has_numbers(layout) and first is not None and first.title_page:
        footer = first.footers.get("first")
        if footer is None or footer.number_line is None:
            breach = Breach(0, "首页有页码", "勾选了“首页不同”，首页页脚里没有", "去掉“首页不同”")
            yield from issues(placement.PAGE_NUMBER_FIRST, [breach])


def _has_sections(layout: Anatomy) -> bool:
    return _has_numbers(layout) and len(layout.layout.sections) > 1


@clause("GW407", placement.PAGE_NUMBER_RUNS, applies=_has_sections)
def page_numbers_begin_anew(layout: Anatomy) -> Iterator[Issue]:
    """页码中途重新编起。

    ## 查什么
    后面的节有没有重新起编页码。

    ## 为什么
    附件与正文一起装订时，页码应当连续编排。

    ## 怎么改
    页码格式里选“续前节”。

    ## 依据
    GB/T 9704—2012 第 7.5 条。
    """
    found = (
        Breach(index, "续前节", f"从 {section.restart} 重新编起", "页码格式里选“续前节”")
        for index, section in enumerate(layout.layout.sections)
        if index and section.restart is not None
    )
    yield from issues(placement.PAGE_NUMBER_RUNS, found)
