"""GW310 to GW317: list of attachments, signature, date, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi_report.docx_in.placement import LineExtent
from fazhi_report.findings import Issue
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms import placement
from fazhi_report.numbers.dates import format_date, parse_date
from fazhi_report.recognise.anatomy import TEXT, Anatomy, Element, Role
from fazhi_report.rules.page.clause import Breach, clause, has, issues
from fazhi_report.rules.page.measures import (
    chars_text,
    first_indent,
    from_left,
    from_right,
    gap_in_lines,
    is_gap,
    lines_text,
    near,
    place,
    unit,
)
from fazhi_report.text.width import columns

# A name may begin with a figure, a year as a rule: 附件：1.2024年度数据, 附件：2024年度数据.
_RIGHT_NOTE = re.compile(r"附件：(?:1\.|(?![0-9]{1,2}[.．、]))\s*[^\s.．、]")
_RIGHT_NEXT = re.compile(r"[0-9]{1,2}\.\s*[^\s.．、]")
_AFTER_NAME = re.compile(r"[，。；、：,.;:]$")
_LABEL = re.compile(r"附件：(?:[0-9]{1,2}\.)?|[0-9]{1,2}\.")
_ODD_MARK = re.compile(r"(?:附件：)?[0-9]{1,2}([．、])")
_FEW_NAMES = 1


def _note_above(layout: Anatomy) -> tuple[Element, Element] | None:
    note = layout.first(Role.ATTACHMENT_NOTE)
    above = None if note is None else layout.before(note)
    return None if note is None or above is None else (above, note)


@clause("GW310", norms.ATTACHMENT_NOTE_GAP_LINES, applies=has(Role.ATTACHMENT_NOTE))
def wrong_gap_above_attachment_note(layout: Anatomy) -> Iterator[Issue]:
    """正文与附件说明之间没有空一行。

    ## 查什么
    附件说明与正文之间是不是空一行。

    ## 为什么
    如有附件，在正文下空一行左空二字编排“附件”二字。

    ## 怎么改
    其间留一个三号空行。

    ## 依据
    GB/T 9704—2012 第 7.3.4 条。
    """
    pair = _note_above(layout)
    wanted = norms.ATTACHMENT_NOTE_GAP_LINES.value
    if pair is not None and not is_gap(layout, *pair, wanted):
        found = lines_text(gap_in_lines(layout, *pair))
        breach = Breach(pair[1], f"空 {wanted} 行", found, f"其间留 {wanted} 个三号空行")
        yield from issues(norms.ATTACHMENT_NOTE_GAP_LINES, [breach])


@clause("GW311", placement.ATTACHMENT_NOTE_PLACE, applies=has(Role.ATTACHMENT_NOTE))
def attachment_note_out_of_place(layout: Anatomy) -> Iterator[Issue]:
    """附件说明的位置不对。

    ## 查什么
    “附件：”是不是左空二字；第二个起的附件，顺序号是不是与第一个的顺序号对齐；排不下的名称，回行是不是与名称的首字对齐。

    ## 为什么
    附件名称较长需回行时，应当与上一行附件名称的首字对齐。

    ## 怎么改
    用左缩进加悬挂缩进，不用空格。

    ## 依据
    GB/T 9704—2012 第 7.3.4 条。
    """
    yield from issues(placement.ATTACHMENT_NOTE_PLACE, _note_breaches(layout))


def _note_breaches(layout: Anatomy) -> Iterator[Breach]:
    notes = layout.of(Role.ATTACHMENT_NOTE)
    start = float(norms.PARAGRAPH_INDENT.value)
    label = columns("附件：")
    for index, one in enumerate(notes):
        wanted = start if index == 0 else start + label
        found = first_indent(one)
        if not near(found, wanted):
            yield Breach(
                one, f"左空 {chars_text(wanted)}", f"左空 {chars_text(found)}", "改首行的位置，不用空格"
            )
            continue
        words = one.paragraph.printed
        match = _LABEL.match(words)
        hang = wanted + columns(match[0] if match else "")
        left = one.paragraph.left.twips / max(unit(one).twips, 1)
        if columns(words) + wanted > norms.CHARS.value and not near(left, hang):
            asked, told = f"回行左空 {chars_text(hang)}", f"回行左空 {chars_text(left)}"
            yield Breach(one, asked, told, "左缩进加悬挂缩进，使回行与名称首字对齐")


@clause("GW312", placement.ATTACHMENT_NOTE_FORM, applies=has(Role.ATTACHMENT_NOTE))
def malformed_attachment_note(layout: Anatomy) -> Iterator[Issue]:
    """附件说明的写法不对。

    ## 查什么
    是不是“附件：”（全角冒号）加名称；多个附件用阿拉伯数字标注顺序号“1.”；名称后面有没有标点。

    ## 为什么
    如“附件：1.××××”，附件名称后不加标点符号。

    ## 怎么改
    照这个写法改。

    ## 依据
    GB/T 9704—2012 第 7.3.4 条。
    """
    notes = layout.of(Role.ATTACHMENT_NOTE)

    def breaches() -> Iterator[Breach]:
        for index, one in enumerate(notes):
            words = one.paragraph.printed
            if not (_RIGHT_NOTE if index == 0 else _RIGHT_NEXT).match(words):
                asked = "“附件：1.名称”" if len(notes) > _FEW_NAMES else "“附件：名称”"
                asked = asked if index == 0 else f"“{index + 1}.名称”"
                yield Breach(one, asked, one.quoted, _respelt(words), 0)
            elif _AFTER_NAME.search(words):
                yield Breach(one, "名称后不加标点", f"末尾有“{words[-1]}”", "删去末尾的标点", len(words) - 1)

    yield from issues(placement.ATTACHMENT_NOTE_FORM, breaches())


def _respelt(words: str) -> str:
    """What to change in a list of attachments."""
    if words.startswith("附件:"):
        return "“附件”后的冒号改为全角“：”"
    found = _ODD_MARK.match(words)
    return f"顺序号后的“{found[1]}”改为“.”" if found else "照这个写法改"


def _signed_and_dated(layout: Anatomy) -> tuple[Element, Element] | None:
    signature, date = layout.of(Role.SIGNATURE)[-1:], layout.first(Role.DATE)
    return (signature[0], date) if signature and date is not None else None


def _places(layout: Anatomy) -> tuple[LineExtent, LineExtent] | None:
    """Where the last name and the date stand."""
    pair = _signed_and_dated(layout)
    if pair is None:
        return None
    name, day = (place(layout, one) for one in pair)
    return (name[-1], day[-1]) if name and day else None


def _place_is_loose(layout: Anatomy) -> str:
    date = layout.first(Role.DATE)
    if date is None:
        return ""
    known = place(layout, date) if _signed_and_dated(layout) is None else _places(layout)
    return "" if known else "署名或日期用了分散对齐或默认制表位"


def _is_sealed(layout: Anatomy, date: Element, found: tuple[LineExtent, LineExtent]) -> bool:
    """Whether name and date stand as sealed ones do; nothing else in a file tells of the seal."""
    right = from_right(layout, date, found[1])
    if near(right, norms.UNSEALED_INDENT.value):
        return False
    middle = (norms.SEALED_DATE_INDENT.value + norms.UNSEALED_INDENT.value) / 2
    return right >= middle or near(_off_centre(date, found), 0)


@clause("GW313", placement.DATE_PLACE, applies=has(Role.DATE), untold=_place_is_loose)
def date_out_of_place(layout: Anatomy) -> Iterator[Issue]:
    """成文日期的位置不对。

    ## 查什么
    成文日期是不是右空四字（加盖印章）；或者首字比署名首字右移二字、日期长于署名时右空二字（不加盖印章）。

    ## 为什么
    两种排法都留出了印章或对称的位置；靠右、居中都不是。

    ## 怎么改
    加盖印章的，右对齐并右缩进 4 字符；不加盖的，右缩进 2 字符。

    ## 依据
    GB/T 9704—2012 第 7.3.5.1、7.3.5.2 条。
    """
    date, found = layout.first(Role.DATE), _places(layout)
    alone = None if date is None else place(layout, date)
    if date is None or not alone:
        return
    right = from_right(layout, date, alone[-1])
    if near(right, norms.SEALED_DATE_INDENT.value) or near(right, norms.UNSEALED_INDENT.value):
        return
    if found is not None:
        shift = (found[1].start - found[0].start).twips / max(unit(date).twips, 1)
        if near(shift, norms.UNSEALED_DATE_OFFSET.value) and right >= 0:
            return
        # A sealed name so long that it reaches the edge draws the date in until both are centred on each other.
        reaches = near(from_right(layout, date, found[0]), 0) and right > norms.SEALED_DATE_INDENT.value
        if reaches and near(_off_centre(date, found), 0):
            return
    asked = f"右空 {norms.SEALED_DATE_INDENT.value} 字（盖章）或 {norms.UNSEALED_INDENT.value} 字（不盖章）"
    cure = "右对齐，右缩进 4 字符；不盖章的 2 字符"
    told = "居左" if near(from_left(date, alone[-1]), 0) else f"右空 {chars_text(right)}"
    yield from issues(placement.DATE_PLACE, [Breach(date, asked, told, cure)])


def _off_centre(date: Element, found: tuple[LineExtent, LineExtent]) -> float:
    name, day = found
    return ((name.start + name.end) / 2 - (day.start + day.end) / 2).twips / max(unit(date).twips, 1)


@clause(
    "GW314",
    placement.SIGNATURE_PLACE,
    applies=lambda layout: _signed_and_dated(layout) is not None,
    untold=_place_is_loose,
)
def signature_out_of_place(layout: Anatomy) -> Iterator[Issue]:
    """发文机关署名的位置不对。

    ## 查什么
    加盖印章的（日期右空四字），署名是不是以成文日期为准居中；不加盖的，署名是不是右空二字，日期更长时署名首字比日期首字左移二字。

    ## 为什么
    印章要端正地压在署名和日期上，二者必须上下对正。

    ## 怎么改
    署名用居中制表位对准日期的中点；不加盖印章的，署名右缩进 2 字符。

    ## 依据
    GB/T 9704—2012 第 7.3.5.1、7.3.5.2 条。
    """
    pair, found = _signed_and_dated(layout), _places(layout)
    if pair is None or found is None:
        return
    signature, date = pair
    name, day = found
    right = from_right(layout, signature, name)
    shift = from_left(date, day) - from_left(date, name)
    longer = day.end - day.start > name.end - name.start
    if near(shift, norms.UNSEALED_DATE_OFFSET.value) and (longer or near(right, norms.UNSEALED_INDENT.value)):
        return
    if _is_sealed(layout, date, found):
        off = _off_centre(date, found)
        if not near(off, 0):
            told = f"偏{'右' if off > 0 else '左'} {chars_text(abs(off))}"
            breach = Breach(signature, "以成文日期为准居中", told, "用居中制表位对准日期的中点")
            yield from issues(placement.SIGNATURE_PLACE, [breach])
        return
    if longer:
        asked, told = (
            "首字比日期首字左移 2 字（日期更长）",
            f"{'左' if shift >= 0 else '右'}移 {chars_text(abs(shift))}",
        )
        cure = "加大署名的右缩进，使首字在日期首字左边二字处"
    else:
        asked, told = f"右空 {norms.UNSEALED_INDENT.value} 字", f"右空 {chars_text(right)}"
        cure = f"右缩进 {norms.UNSEALED_INDENT.value} 字符，日期首字比署名首字右移二字"
    yield from issues(placement.SIGNATURE_PLACE, [Breach(signature, asked, told, cure)])


@clause("GW315", placement.DATE_FORM, applies=has(Role.DATE))
def malformed_date_of_issue(layout: Anatomy) -> Iterator[Issue]:
    """成文日期的写法不对。

    ## 查什么
    成文日期是不是用阿拉伯数字把年、月、日标全：年份四位，月、日不编虚位，日历上有这一天。

    ## 为什么
    “二〇二一年二月二十八日”是 1999 年旧标准的写法；1 不编为 01。

    ## 怎么改
    写成“2021年2月28日”。

    ## 依据
    GB/T 9704—2012 第 7.3.5.4 条。
    """

    def breaches() -> Iterator[Breach]:
        for one in layout.of(Role.DATE):
            words = one.paragraph.printed
            try:
                right = format_date(parse_date(words))
            except ValueError:
                right = ""
            if right != words:
                asked = f"“{right}”" if right else "如“2021年2月28日”"
                yield Breach(
                    one, asked, f"“{words}”", f"改为{asked}" if right else "核对日期，写全年、月、日"
                )

    yield from issues(placement.DATE_FORM, breaches())


@clause("GW316", norms.SIGNATURE_GAP_LINES, applies=has(Role.SIGNATURE))
def wrong_gap_above_signature(layout: Anatomy) -> Iterator[Issue]:
    """署名与正文之间的空行不对。

    ## 查什么
    不加盖印章的，署名与正文（或附件说明）之间是不是空一行；加盖印章的，空几行由印章的大小定，一至三行都算对。

    ## 为什么
    单一机关行文不加盖印章时，在正文下空一行右空二字编排署名；加盖印章时，印章顶端距正文一行之内。

    ## 怎么改
    增删署名上方的空行。

    ## 依据
    GB/T 9704—2012 第 7.3.5.1、7.3.5.2 条。
    """
    first, found = layout.first(Role.SIGNATURE), _places(layout)
    above = None if first is None else layout.before(first)
    date = layout.first(Role.DATE)
    if first is None or above is None or above.role not in {*TEXT, Role.ATTACHMENT_NOTE}:
        return
    gap = gap_in_lines(layout, above, first)
    wanted = norms.SIGNATURE_GAP_LINES.value
    most = wanted
    if found is not None and date is not None and _is_sealed(layout, date, found):
        most = norms.SEALED_GAP_LINES.value + 1
    slack = placement.GAP_SLACK.value
    if not wanted - slack <= gap <= most + slack:
        asked = f"空 {wanted} 行" if most == wanted else f"空 {wanted}—{most} 行"
        breach = Breach(first, asked, lines_text(gap), "增删署名上方的空行")
        yield from issues(norms.SIGNATURE_GAP_LINES, [breach])


@clause("GW317", placement.NOTE_PLACE, applies=has(Role.NOTE))
def note_out_of_place(layout: Anatomy) -> Iterator[Issue]:
    """附注的位置或括号不对。

    ## 查什么
    附注是不是左空二字，加全角圆括号，编排在成文日期下一行。

    ## 为什么
    如有附注，居左空二字加圆括号编排在成文日期下一行。

    ## 怎么改
    首行缩进 2 字符，用“（ ）”。

    ## 依据
    GB/T 9704—2012 第 7.3.6 条。
    """
    wanted = norms.PARAGRAPH_INDENT.value

    def breaches() -> Iterator[Breach]:
        for one in layout.of(Role.NOTE):
            found, words = first_indent(one), one.paragraph.printed
            if (
                one.paragraph.align.value not in {"left", "both"}
                or abs(found - wanted) > placement.INDENT_SLACK.value
            ):
                yield Breach(one, f"左空 {wanted} 字", f"左空 {chars_text(found)}", "左对齐，首行缩进 2 字符")
            if not (words.startswith("（") and words.endswith("）")):
                yield Breach(one, "全角圆括号“（ ）”", "半角圆括号", "改为“（ ）”", 0)

    yield from issues(placement.NOTE_PLACE, breaches())
