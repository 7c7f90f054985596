"""GW318 to GW322: attachments, and the page that says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi_report.findings import Issue
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms import placement
from fazhi_report.recognise.anatomy import Anatomy, Element, Role
from fazhi_report.rules.page.clause import Breach, clause, has, issues
from fazhi_report.rules.page.measures import align_name, gap_in_lines, is_centred, is_flush_left, lines_text

_MARK = re.compile(r"附件(?:[1-9][0-9]?)?")
_DIGITS = re.compile("[0-9]+")
_NOTED = re.compile(r"^(?:附\s*件\s*[：:]\s*)?(?:[0-9]{1,2}[.．、])?\s*")
_END = "，。；、：,.;:"
_NO_TEXT = re.compile(r"此\s*页\s*无\s*正\s*文")
_BLANKS = re.compile(r"\s+")


def _opens_page(layout: Anatomy, element: Element) -> bool:
    """Whether an element begins on a new page: by its own break, one right before it, or a new section."""
    if element.paragraph.page_break:
        return True
    for before in layout.above(element):
        if "\f" in before.paragraph.words or before.paragraph.section != element.paragraph.section:
            return True
        if before.role is not Role.BLANK:
            return False
        if before.paragraph.page_break:
            return True
    return False


@clause("GW318", placement.ATTACHMENT_PAGE, applies=has(Role.ATTACHMENT_MARK))
def attachment_without_new_page(layout: Anatomy) -> Iterator[Issue]:
    """附件没有另起一面。

    ## 查什么
    “附件”顺序号所在的段落前面有没有分页。

    ## 为什么
    附件应当另面编排，并在版记之前，与公文正文一起装订。

    ## 怎么改
    在“附件”前插入分页符，或勾选“段前分页”。

    ## 依据
    GB/T 9704—2012 第 7.3.7 条。
    """
    found = (
        Breach(one, "另面编排", "接排在上文之后", "在前面插入分页符，或勾选“段前分页”")
        for one in layout.of(Role.ATTACHMENT_MARK)
        if not _opens_page(layout, one)
    )
    yield from issues(placement.ATTACHMENT_PAGE, found)


@clause("GW319", placement.ATTACHMENT_MARK_PLACE, applies=has(Role.ATTACHMENT_MARK))
def malformed_attachment_mark(layout: Anatomy) -> Iterator[Issue]:
    """附件顺序号的位置或写法不对。

    ## 查什么
    “附件”二字及顺序号是不是顶格，写成“附件1”，后面不加冒号，中间不空格。

    ## 为什么
    “附件”二字及附件顺序号用 3 号黑体字顶格编排在版心左上角第一行。

    ## 怎么改
    左对齐，缩进改为 0，写作“附件1”。

    ## 依据
    GB/T 9704—2012 第 7.3.7 条。
    """

    def breaches() -> Iterator[Breach]:
        for one in layout.of(Role.ATTACHMENT_MARK):
            words = one.paragraph.printed
            if not is_flush_left(one):
                yield Breach(one, "顶格", align_name(one.paragraph), "左对齐，缩进改为 0")
            if not _MARK.fullmatch(words):
                digits = _DIGITS.search(words)
                yield Breach(
                    one,
                    f"“附件{digits[0] if digits else ''}”",
                    f"“{words}”",
                    "不加冒号，不空格，用阿拉伯数字",
                    0,
                )

    yield from issues(placement.ATTACHMENT_MARK_PLACE, breaches())


def _titled(layout: Anatomy) -> Iterator[tuple[Element, Element]]:
    """Each attachment's mark and the first line of its title."""
    mark: Element | None = None
    for one in layout.of(Role.ATTACHMENT_MARK, Role.ATTACHMENT_TITLE):
        if one.role is Role.ATTACHMENT_MARK:
            mark = one
        elif mark is not None:
            yield mark, one
            mark = None


@clause("GW320", placement.ATTACHMENT_TITLE_PLACE, applies=has(Role.ATTACHMENT_TITLE))
def attachment_title_out_of_place(layout: Anatomy) -> Iterator[Issue]:
    """附件标题的位置不对。

    ## 查什么
    附件标题是不是居中，编排在版心第三行（“附件”之下空一行）。

    ## 为什么
    附件标题居中编排在版心第三行。

    ## 怎么改
    “附件”之下留一个空行，标题居中。

    ## 依据
    GB/T 9704—2012 第 7.3.7 条。
    """
    between = norms.ATTACHMENT_TITLE_LINE.value - 2

    def breaches() -> Iterator[Breach]:
        for mark, title in _titled(layout):
            gap = gap_in_lines(layout, mark, title)
            if abs(gap - between) > placement.GAP_SLACK.value:
                yield Breach(title, "第三行（上空 1 行）", f"上{lines_text(gap)}", "“附件”之下留一个空行")
        for title in layout.of(Role.ATTACHMENT_TITLE):
            if not is_centred(title.paragraph):
                yield Breach(title, "居中", align_name(title.paragraph), "居中，缩进改为 0")

    yield from issues(placement.ATTACHMENT_TITLE_PLACE, breaches())


def _has_both(layout: Anatomy) -> bool:
    return layout.first(Role.ATTACHMENT_NOTE) is not None and layout.first(Role.ATTACHMENT_MARK) is not None


@clause("GW321", placement.ATTACHMENT_AGREES, applies=_has_both)
def attachment_differs_from_note(layout: Anatomy) -> Iterator[Issue]:
    """附件的顺序号或标题与附件说明不一致。

    ## 查什么
    附件说明里列了几个附件，后面就是不是有几个；顺序号、标题是不是一一相同。

    ## 为什么
    附件顺序号和附件标题应当与附件说明的表述一致。

    ## 怎么改
    照附件标题改附件说明，或照附件说明改标题。

    ## 依据
    GB/T 9704—2012 第 7.3.7 条。
    """
    if not _has_both(layout):
        return
    noted = [
        _BLANKS.sub("", _NOTED.sub("", one.paragraph.printed)).rstrip(_END)
        for one in layout.of(Role.ATTACHMENT_NOTE)
    ]
    marks = layout.of(Role.ATTACHMENT_MARK)

    def breaches() -> Iterator[Breach]:
        if len(noted) != len(marks):
            note = layout.of(Role.ATTACHMENT_NOTE)[0]
            yield Breach(note, f"列出 {len(marks)} 个附件", f" {len(noted)} 个", "照后面所附的改")
            return
        for name, mark in zip(noted, marks, strict=True):
            title = _title_of(layout, mark)
            if title and title != name:
                yield Breach(mark, f"标题“{name}”", f"“{title}”", "改得与附件说明一字不差")

    yield from issues(placement.ATTACHMENT_AGREES, breaches())


def _title_of(layout: Anatomy, mark: Element) -> str:
    """The words of an attachment's title, its lines joined."""
    words = ""
    for one in layout.elements[mark.number :]:
        if one.role is Role.ATTACHMENT_TITLE:
            words += one.paragraph.printed
        elif one.role is not Role.BLANK:
            break
    return _BLANKS.sub("", words)


@clause("GW322", placement.ROOM_FOR_SEAL)
def page_without_text(layout: Anatomy) -> Iterator[Issue]:
    """写了“此页无正文”。

    ## 查什么
    文件里有没有“（此页无正文）”。

    ## 为什么
    排版后所剩空白放不下印章、成文日期时，用调整行距、字距的办法解决；“此页无正文”是旧办法。

    ## 怎么改
    删去，略调正文的行距或字距，使署名一页也有正文。

    ## 依据
    GB/T 9704—2012 第 7.3.5.5 条。
    """
    found = (
        Breach(one, "调整行距、字距", "“此页无正文”", "删去，略调行距或字距，使署名一页也有正文")
        for one in layout.elements
        if _NO_TEXT.search(one.paragraph.words)
    )
    yield from issues(placement.ROOM_FOR_SEAL, found)
