"""The rule that says which pages are numbered: all, but an imprint's page behind a blank one, and that blank page."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.docx_in.facts import PageSection
from fazhi_report.docx_in.printed import PrintedPage, PrintedPages
from fazhi_report.norms import placement
from fazhi_report.norms.elements import IMPRINT, TEXT, Role
from fazhi_report.recognise.anatomy import Anatomy, Element
from fazhi_report.rules.page.clause import ON_PAGE, Breach, PageAnswer, clause
from fazhi_report.rules.page.places import has_page_numbers
from fazhi_report.rules.page.seen import find, probe
from fazhi_report.rules.page.seen_foot import numbered_pages

_ALL = "版记页和它前面的空白页都没有页码"
_NUMBERED = "版记页有页码（前面没有空白页）"
_TAKE_AWAY = "版记单独成节，取消“链接到前一节”，删去这一节页脚里的页码"
_PUT_BACK = "版记一节的页脚“链接到前一节”，照编页码"
_BREAKS = frozenset({"evenPage", "oddPage"})


def _own_section(layout: Anatomy) -> PageSection | None:
    """Return the section that the imprint has to itself; None where it shares that of the text, or there is none."""
    foot, last = layout.of(*IMPRINT)[:1], layout.of(*TEXT, Role.SIGNATURE, Role.DATE, Role.NOTE)[-1:]
    if not foot or not last:
        return None
    own, text = (layout.layout.section_of(one.paragraph) for one in (foot[0], last[0]))
    return None if own is text else own


def _is_numbered(layout: Anatomy, section: PageSection) -> bool:
    kinds = ("default", "even") if layout.layout.even_and_odd else ("default",)
    footers = (section.footers.get(kind) for kind in kinds)
    return any(footer is not None and footer.number_line is not None for footer in footers)


def _may_be_blank_before(layout: Anatomy, section: PageSection) -> bool:
    """Whether a blank page may come before the imprint's section, by its kind or by a page break typed there."""
    foot = layout.of(*IMPRINT)[0]
    between = layout.elements[foot.number - 1 - layout.blanks_before(foot) : foot.number - 1]
    return section.start in _BREAKS or any(one.paragraph.page_break for one in between)


def _blank_page_unknown(layout: Anatomy) -> str:
    own = _own_section(layout)
    return (
        "版记前有没有空白页，要看排出来的页面"
        if own is not None and _may_be_blank_before(layout, own)
        else ""
    )


@clause("GW406", placement.PAGE_NUMBER_FIRST, applies=has_page_numbers, unknown=_blank_page_unknown)
def page_without_number(layout: Anatomy) -> Iterator[Breach]:
    """首页或版记页该有页码的没有，不该有的有。

    ## 查什么
    首页：是不是勾选了“首页不同”而首页页脚里没有页码；只有信函格式的首页不显示页码。
    版记页：前面没有空白页的，照编页码；前面有空白页的，空白页和版记页都不编。版记单独成节、前面可能插入空白页的，
    文件说不清，加 `--render` 看排出来的页面。

    ## 为什么
    页码从首页编起；公文的版记页前有空白页的，空白页和版记页均不编排页码，没有空白页的，版记页照编。

    ## 怎么改
    首页：去掉“首页不同”。版记页：前面没有空白页的，版记一节的页脚链接到前一节；有空白页的，删去这一节的页码。

    ## 依据
    GB/T 9704—2012 第 7.5 条；信函格式见第 10.1 条。
    """
    for section in layout.layout.sections[:1]:
        footer = section.footers.get("first")
        numbered = footer is not None and footer.number_line is not None
        if has_page_numbers(layout) and section.title_page and not numbered:
            yield Breach(0, "首页有页码", "勾选了“首页不同”，首页页脚里没有", "去掉“首页不同”")
    own = _own_section(layout)
    if own is None or not has_page_numbers(layout) or _may_be_blank_before(layout, own):
        return
    if not _is_numbered(layout, own):
        yield Breach(layout.of(*IMPRINT)[0], _NUMBERED, "没有页码", _PUT_BACK)


def _seen(layout: Anatomy, printed: PrintedPages) -> PageAnswer | None:
    """Answer by the printed pages: the first one, the imprint's, and the one before it."""
    numbered = numbered_pages(printed)
    if not numbered or not has_page_numbers(layout):
        return None
    breaches, told = [], [f"首页{_has(1 in numbered)}页码"]
    if 1 not in numbered:
        breaches.append(Breach(0, "首页有页码", "排出来首页没有页码", "去掉“首页不同”"))
    for foot in layout.of(*IMPRINT)[:1]:
        found = find(printed, probe(foot), last=True)
        if found is not None:
            breach, words = _imprint_page(printed, numbered, foot, found.page)
            breaches += [breach] if breach is not None else []
            told.append(words)
    return PageAnswer(kept=not breaches, told="；".join(told), breaches=tuple(breaches))


def _imprint_page(
    printed: PrintedPages, numbered: frozenset[int], foot: Element, page: PrintedPage
) -> tuple[Breach | None, str]:
    """Return the breach of the imprint's page, and what was seen, in words."""
    before = page.number - 1
    blank = before >= 1 and _is_blank(printed.pages[before - 1])
    found = page.number in numbered
    told = f"版记在第 {page.number} 面，{_has(found)}页码，前面{_has(blank)}空白页"
    if blank:
        wrong = [number for number in (before, page.number) if number in numbered]
        shown = "、".join(f"第 {number} 面" for number in wrong)
        return (Breach(foot, _ALL, f"排出来{shown}有页码", _TAKE_AWAY) if wrong else None), told
    there = f"排出来第 {page.number} 面没有页码"
    return (None if found else Breach(foot, _NUMBERED, there, _PUT_BACK)), told


def _is_blank(page: PrintedPage) -> bool:
    """Whether nothing is printed on a page but its number."""
    return not page.rules and len(page.text.strip("—–―－-0123456789")) == 0


def _has(there: bool) -> str:  # noqa: FBT001
    return "有" if there else "没有"


ON_PAGE["GW406"] = _seen
