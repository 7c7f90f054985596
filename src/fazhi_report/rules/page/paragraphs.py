"""Rules of the body (正文) that weigh many paragraphs together: lines, characters, spacing, levels of headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fazhi_report.document.numbering import heading_number
from fazhi_report.docx_in.facts import Grid, PageSection
from fazhi_report.docx_in.placement import is_certain, line_height, usual_pitch
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms import placement
from fazhi_report.norms.elements import HEADINGS, TEXT, Role
from fazhi_report.recognise.anatomy import Anatomy, Element
from fazhi_report.recognise.lines import ordinal
from fazhi_report.recognise.numbering import opens_division
from fazhi_report.rules.page.clause import Breach, clause
from fazhi_report.rules.page.lengths import millimetres, profile_of
from fazhi_report.rules.page.places import body, has
from fazhi_report.typesetting.ending import adjusted_pitch

_THIRD = 2


def _main_text(layout: Anatomy) -> list[Element]:
    """Yield the body without attachments, from which lines and characters are counted (22 × 28)."""
    return [one for one in body(layout) if not one.attached]


def _pitch_unknown(layout: Anatomy) -> str:
    sheet = layout.layout
    loose = any(not is_certain(one.paragraph, sheet.section_of(one.paragraph)) for one in _main_text(layout))
    return "行高由字体决定，文件里没有写死" if loose else ""


def adjusted_lines(layout: Anatomy) -> int | None:
    """Return the lines of a page where the pitch of a signed document is adjusted to just fill it (7.3.5.5); else None."""
    texts = _main_text(layout)
    if not texts or layout.first(Role.DATE, Role.SIGNATURE) is None or _pitch_unknown(layout):
        return None
    pitch = usual_pitch(layout.layout, (one.paragraph for one in texts))
    height = profile_of(layout.layout.section_of(texts[0].paragraph)).text_height
    fitting = (lines for lines in norms.LINES_ADJUSTED.value if adjusted_pitch(height, lines).tw == pitch.tw)
    return next(fitting, None)


@clause("GW106", norms.LINES, applies=has(*TEXT), unknown=_pitch_unknown)
def wrong_count_of_lines(layout: Anatomy) -> Iterator[Breach]:
    """每面不是 22 行，或 22 行撑不满版心。

    ## 查什么
    按正文的行距和版心的高度，一面排得下几行，22 行撑不撑得满版心。
    行高由字体决定的（单倍、多倍行距又没有网格），文件说不清，不下结论。
    有署名的，行距均匀地调到 20 至 24 行恰好撑满版心，是第 7.3.5.5 条许可的（署名将单独成页时调整行距），不报。

    ## 为什么
    每面排 22 行，并撑满版心；行距取 28 磅虽也是 22 行，却只占 217 mm，差 8 mm 没有撑满；取 30 磅只有 21 行。

    ## 怎么改
    正文行距设为固定值 28.95 磅，或文档网格每页 22 行。

    ## 依据
    GB/T 9704—2012 第 5.2.3 条、第 7.3.5.5 条；一行的定义见第 3.2 条。
    """
    texts = _main_text(layout)
    if not texts or _pitch_unknown(layout):
        return
    section = layout.layout.section_of(texts[0].paragraph)
    pitch = usual_pitch(layout.layout, (one.paragraph for one in texts))
    if pitch.twips <= 0 or section.text_height.twips <= 0:
        return
    # Judged on the height that the standard gives: a wrong margin is reported by GW102 and GW105.
    height = profile_of(section).text_height
    lines, wanted = int((height.twips + 1) // pitch.twips), norms.LINES.value
    if adjusted_lines(layout) is not None:
        return
    rest = height - pitch * wanted
    cure = f"行距设为固定值 {profile_of(section).line_pitch.pt:.2f} 磅，或文档网格每页 {wanted} 行"
    if lines != wanted:
        yield Breach(texts[0], f" {wanted} 行", f" {lines} 行（行距 {pitch.pt:.2f} 磅）", cure)
    elif rest.twips > placement.FILL_SLACK.value.twips:
        found = f" {wanted} 行只占 {millimetres(pitch * wanted)}（行距 {pitch.pt:.2f} 磅）"
        yield Breach(texts[0], f" {wanted} 行撑满版心高 {millimetres(height)}", found, cure)


@clause("GW107", norms.CHARS, applies=has(*TEXT))
def wrong_count_of_characters(layout: Anatomy) -> Iterator[Breach]:
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
    texts = [one for one in _main_text(layout) if one.role is Role.BODY]
    counted = Counter(_characters(one, layout.layout.section_of(one.paragraph)) for one in texts)
    wanted = norms.CHARS.value
    found = counted.most_common(1)[0][0] if counted else wanted
    if found != wanted:
        cure = f"字符间距设为紧缩 {-norms.CHAR_SPACING.value.pt:.2f} 磅，或文档网格每行 {wanted} 字"
        yield Breach(texts[0], f" {wanted} 字", f" {found} 字", cure)


def _characters(element: Element, section: PageSection) -> int:
    """Return how many characters fit in a line of a paragraph."""
    # Counted in the size of the norm: another size is reported by GW502.
    pitch = norms.BODY.value.size + element.paragraph.head.spacing
    if section.grid in {Grid.LINES_AND_CHARS, Grid.SNAP} and element.paragraph.snap:
        pitch = pitch + section.char_space
    return int((norms.TYPE_AREA_WIDTH.value.tw + 1) // pitch.twips) if pitch.twips > 0 else 0


@clause("GW308", placement.EVEN_PARAGRAPHS, applies=has(*TEXT))
def room_between_paragraphs(layout: Anatomy) -> Iterator[Breach]:
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
    texts = body(layout)
    numbers = {one.number for one in texts}
    for one in texts:
        room = one.paragraph.before + one.paragraph.after
        if abs(room.twips) > placement.PITCH_SLACK.value.twips:
            yield Breach(one, "段前、段后 0 磅", f"共 {room.pt:.1f} 磅", "段前、段后距改为 0")
        blanks = layout.blanks_before(one)
        if blanks and one.number - blanks - 1 in numbers:
            yield Breach(one, "段间不空行", f"空 {blanks} 行", "删去空行")


@clause("GW309", placement.EVEN_LINES, applies=has(*TEXT))
def uneven_line_spacing(layout: Anatomy) -> Iterator[Breach]:
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
    texts = [one for one in body(layout) if is_certain(one.paragraph, sheet.section_of(one.paragraph))]
    usual = usual_pitch(sheet, (one.paragraph for one in texts))
    for one in texts:
        found = line_height(one.paragraph, sheet.section_of(one.paragraph))
        if abs((found - usual).twips) > placement.PITCH_SLACK.value.twips:
            yield Breach(one, f" {usual.pt:.2f} 磅", f" {found.pt:.2f} 磅", "与其他段落设为同样的行距")


@clause("GW602", placement.LEVELS, applies=has(*HEADINGS))
def skipped_level(layout: Anatomy) -> Iterator[Breach]:
    """结构层次跳了级。

    ## 查什么
    “一、”下面直接用“（1）”、“（一）”下面直接用“（1）”、文首就用“（一）”这样隔着用的；“一、”下面用“1.”的，只有两层时许可，不报。

    ## 为什么
    文中结构层次序数依次可以用“一、”“（一）”“1.”“（1）”标注。

    ## 怎么改
    改用紧接着的下一层序数。

    ## 依据
    GB/T 9704—2012 第 7.3.3 条。
    """
    deepest, attached = -1, False
    for one in layout.of(*TEXT):
        if one.attached != attached or opens_division(one.paragraph.printed):
            deepest, attached = -1, one.attached
        if one.role not in HEADINGS:
            continue
        level = HEADINGS.index(one.role)
        two_levels = deepest == 0 and level == _THIRD
        if level > deepest + 1 and not two_levels and deepest >= 0:
            asked = f"“{heading_number(deepest + 2, 1)}”一层"
            yield Breach(one, asked, f"“{ordinal(one.paragraph.printed)}”", "改用紧接着的下一层", 0)
        deepest = level
