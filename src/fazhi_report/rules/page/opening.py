"""GW301 to GW309: title, addressee, and the paragraphs of the body."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.docx_in.facts import Alignment, MeasuredParagraph
from fazhi_report.docx_in.placement import is_certain, line_height, usual_pitch
from fazhi_report.findings import Issue
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms import placement
from fazhi_report.recognise.anatomy import MASTHEAD, TEXT, Anatomy, Element, Role
from fazhi_report.rules.page.clause import Breach, clause, has, issues
from fazhi_report.rules.page.measures import (
    align_name,
    chars_text,
    first_indent,
    gap_in_lines,
    is_centred,
    is_flush_left,
    is_gap,
    lines_text,
    unit,
)

_FLUSH = "左缩进、右缩进改为 0，只留首行缩进 2 字符"
_LISTED = "右键“调整列表缩进”：文本缩进 0，编号之后“不特别标注”；再把首行缩进设为 2 字符"


@clause("GW301", placement.TITLE_PLACE, applies=has(Role.TITLE))
def title_not_centred(layout: Anatomy) -> Iterator[Issue]:
    """标题没有居中。

    ## 查什么
    标题各行是不是居中，有没有带着正文的首行缩进。

    ## 为什么
    标题分一行或多行居中排布；带着首行缩进居中，整行会偏右一个字。

    ## 怎么改
    居中，首行缩进改为 0。

    ## 依据
    GB/T 9704—2012 第 7.3.1 条。
    """
    found = (
        Breach(
            one,
            "居中",
            "带着缩进居中" if one.paragraph.align is Alignment.CENTER else align_name(one.paragraph),
            "居中，缩进改为 0",
        )
        for one in layout.of(Role.TITLE)
        if not is_centred(one.paragraph)
    )
    yield from issues(placement.TITLE_PLACE, found)


def _has_title_below_rule(layout: Anatomy) -> bool:
    return layout.first(Role.NUMBER_LINE) is not None and layout.first(Role.TITLE) is not None


@clause("GW302", norms.TITLE_GAP_LINES, applies=_has_title_below_rule)
def wrong_gap_above_title(layout: Anatomy) -> Iterator[Issue]:
    """红色分隔线下没有空二行。

    ## 查什么
    版头与标题之间是不是空二行。

    ## 为什么
    标题编排于红色分隔线下空二行位置。

    ## 怎么改
    其间留两个三号空行，段前、段后距改为 0。

    ## 依据
    GB/T 9704—2012 第 7.3.1 条。
    """
    above, title = layout.of(*MASTHEAD)[-1:], layout.first(Role.TITLE)
    if above and title and not is_gap(layout, above[0], title, norms.TITLE_GAP_LINES.value):
        wanted = norms.TITLE_GAP_LINES.value
        found = lines_text(gap_in_lines(layout, above[0], title))
        cure = f"其间留 {wanted} 个三号空行，段前、段后距改为 0"
        yield from issues(norms.TITLE_GAP_LINES, [Breach(title, f"空 {wanted} 行", found, cure)])


@clause("GW303", norms.ADDRESSEE_GAP_LINES, applies=lambda layout: _below_title(layout) is not None)
def wrong_gap_below_title(layout: Anatomy) -> Iterator[Issue]:
    """标题下没有空一行。

    ## 查什么
    标题与主送机关之间是不是空一行；没有主送机关的，看标题与正文之间。

    ## 为什么
    主送机关编排于标题下空一行位置。

    ## 怎么改
    其间留一个三号空行，段前、段后距改为 0。

    ## 依据
    GB/T 9704—2012 第 7.3.2 条。
    """
    pair = _below_title(layout)
    if pair is not None and not is_gap(layout, *pair, norms.ADDRESSEE_GAP_LINES.value):
        wanted = norms.ADDRESSEE_GAP_LINES.value
        found = lines_text(gap_in_lines(layout, *pair))
        cure = f"标题下留 {wanted} 个三号空行，段前、段后距改为 0"
        yield from issues(norms.ADDRESSEE_GAP_LINES, [Breach(pair[1], f"空 {wanted} 行", found, cure)])


def _below_title(layout: Anatomy) -> tuple[Element, Element] | None:
    titles, below = layout.of(Role.TITLE), layout.first(Role.ADDRESSEE, *TEXT)
    if not titles or below is None or layout.before(below) is not titles[-1]:
        return None
    return titles[-1], below


@clause("GW304", placement.ADDRESSEE_PLACE, applies=has(Role.ADDRESSEE))
def addressee_not_flush_left(layout: Anatomy) -> Iterator[Issue]:
    """主送机关没有顶格。

    ## 查什么
    主送机关是不是居左顶格，回行时仍顶格。

    ## 为什么
    主送机关居左顶格，回行时仍顶格，最后一个机关名称后标全角冒号。

    ## 怎么改
    左对齐，各种缩进改为 0。

    ## 依据
    GB/T 9704—2012 第 7.3.2 条。
    """
    found = (
        Breach(one, "顶格", _not_flush(one), "左对齐，缩进改为 0")
        for one in layout.of(Role.ADDRESSEE)
        if not is_flush_left(one) or abs(one.paragraph.left.twips) > _slack(one)
    )
    yield from issues(placement.ADDRESSEE_PLACE, found)


def _not_flush(element: Element) -> str:
    if element.paragraph.align not in {Alignment.LEFT, Alignment.BOTH}:
        return align_name(element.paragraph)
    return f"首行空 {chars_text(first_indent(element))}"


def _slack(element: Element) -> float:
    return unit(element).twips * placement.INDENT_SLACK.value


@clause("GW305", placement.ADDRESSEE_END, applies=has(Role.ADDRESSEE))
def addressee_without_full_colon(layout: Anatomy) -> Iterator[Issue]:
    """主送机关后不是全角冒号。

    ## 查什么
    最后一个主送机关后面是不是全角冒号“：”。

    ## 为什么
    最后一个机关名称后标全角冒号。

    ## 怎么改
    改为全角冒号。

    ## 依据
    GB/T 9704—2012 第 7.3.2 条。
    """
    found = (
        Breach(one, "全角冒号“：”", "半角“:”", "改为“：”", len(one.paragraph.words.rstrip()) - 1)
        for one in layout.of(Role.ADDRESSEE)
        if not one.paragraph.printed.endswith("：")
    )
    yield from issues(placement.ADDRESSEE_END, found)


def _indented(layout: Anatomy) -> tuple[Element, ...]:
    """Paragraphs that begin two characters in."""
    return tuple(one for one in layout.of(*TEXT) if one.paragraph.anchor is None)


@clause("GW306", norms.PARAGRAPH_INDENT, applies=has(*TEXT))
def wrong_paragraph_indent(layout: Anatomy) -> Iterator[Issue]:
    """段首没有空二字。

    ## 查什么
    正文和各层标题的段首是不是空二字：首行缩进 2 字符、同样宽的长度，或两个全角空格；居中、右对齐的正文也算没有空二字。

    ## 为什么
    每个自然段左空二字，回行顶格；各层标题也一样，不居中、不顶格。

    ## 怎么改
    首行缩进设为 2 字符，删去手打的空格。

    ## 依据
    GB/T 9704—2012 第 7.3.3 条。
    """
    wanted = norms.PARAGRAPH_INDENT.value

    def breaches() -> Iterator[Breach]:
        for one in _indented(layout):
            found = first_indent(one)
            if one.paragraph.align not in {Alignment.LEFT, Alignment.BOTH}:
                yield Breach(one, f"左空 {wanted} 字", align_name(one.paragraph), "两端对齐，首行缩进 2 字符")
            elif abs(found - wanted) > placement.INDENT_SLACK.value:
                yield Breach(one, f"左空 {wanted} 字", f"空 {chars_text(found)}", _indenting(one.paragraph))

    yield from issues(norms.PARAGRAPH_INDENT, breaches())


def _indenting(paragraph: MeasuredParagraph) -> str:
    """How the first line is brought two characters in."""
    if paragraph.label:
        return _LISTED
    typed = paragraph.words[:1] in {" ", "\u3000"}
    return "删去手打的空格，首行缩进设为 2 字符" if typed else "首行缩进设为 2 字符"


@clause("GW307", placement.WRAPPED_LINES, applies=has(*TEXT))
def wrapped_lines_not_flush(layout: Anatomy) -> Iterator[Issue]:
    """正文回行没有顶格。

    ## 查什么
    正文各段的左缩进、右缩进是不是 0。

    ## 为什么
    回行顶格，并撑满版心；自动编号常把整段推进去两三个字。

    ## 怎么改
    左缩进、右缩进改为 0，只留首行缩进 2 字符。

    ## 依据
    GB/T 9704—2012 第 7.3.3 条。
    """

    def breaches() -> Iterator[Breach]:
        for one in _indented(layout):
            paragraph = one.paragraph
            if paragraph.align not in {Alignment.LEFT, Alignment.BOTH}:
                continue
            for side, room in (("左", paragraph.left), ("右", paragraph.right)):
                if abs(room.twips) > _slack(one):
                    found = f"{side}缩进 {chars_text(room.twips / max(unit(one).twips, 1))}"
                    cure = _LISTED if paragraph.label and side == "左" else _FLUSH
                    yield Breach(one, f"{side}边顶格", found, cure)

    yield from issues(placement.WRAPPED_LINES, breaches())


@clause("GW308", placement.EVEN_PARAGRAPHS, applies=has(*TEXT))
def room_between_paragraphs(layout: Anatomy) -> Iterator[Issue]:
    """正文段前、段后留了空。

    ## 查什么
    正文和各层标题的段前距、段后距是不是 0，段落之间有没有多余的空行。

    ## 为什么
    每面排 22 行，并撑满版心；段间留空，一面就排不满 22 行。

    ## 怎么改
    段前、段后距改为 0，删去空行。

    ## 依据
    GB/T 9704—2012 第 5.2.3 条。
    """
    texts = _indented(layout)
    numbers = {one.number for one in texts}

    def breaches() -> Iterator[Breach]:
        for one in texts:
            room = one.paragraph.before + one.paragraph.after
            if abs(room.twips) > placement.PITCH_SLACK.value.twips:
                yield Breach(one, "段前、段后 0 磅", f"共 {room.pt:.1f} 磅", "段前、段后距改为 0")
            blanks = layout.blanks_before(one)
            if blanks and one.number - blanks - 1 in numbers:
                yield Breach(one, "段间不空行", f"空 {blanks} 行", "删去空行")

    yield from issues(placement.EVEN_PARAGRAPHS, breaches())


@clause("GW309", placement.EVEN_LINES, applies=has(*TEXT))
def uneven_line_spacing(layout: Anatomy) -> Iterator[Issue]:
    """正文行距不一致。

    ## 查什么
    正文和各层标题的行距是不是都一样；以多数段落的行距为准。

    ## 为什么
    每面排 22 行，并撑满版心；行距不一，各面的行数就不同，正反两面的行也对不齐。

    ## 怎么改
    全选正文，统一设为固定值 28.95 磅，或统一对齐到文档网格。

    ## 依据
    GB/T 9704—2012 第 5.2.3 条。
    """
    sheet = layout.layout
    texts = [one for one in _indented(layout) if is_certain(one.paragraph, sheet.section_of(one.paragraph))]
    usual = usual_pitch(sheet, (one.paragraph for one in texts))
    slack = placement.PITCH_SLACK.value.twips

    def breaches() -> Iterator[Breach]:
        for one in texts:
            found = line_height(one.paragraph, sheet.section_of(one.paragraph))
            if abs((found - usual).twips) > slack:
                yield Breach(one, f" {usual.pt:.2f} 磅", f" {found.pt:.2f} 磅", "与其他段落设为同样的行距")

    yield from issues(placement.EVEN_LINES, breaches())
