"""GW201 to GW203: copy number, secrecy and urgency in the corner of the masthead."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.findings import Issue
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms import placement
from fazhi_report.recognise.anatomy import Anatomy, Role
from fazhi_report.rules.page.clause import Breach, clause, has, issues
from fazhi_report.rules.page.measures import align_name, is_flush_left

_CORNER = (Role.COPY_NUMBER, Role.SECRECY, Role.URGENCY)


@clause("GW201", norms.COPY_NUMBER_DIGITS, applies=has(Role.COPY_NUMBER))
def wrong_count_of_digits(layout: Anatomy) -> Iterator[Issue]:
    """份号不是 6 位。

    ## 查什么
    份号是不是 6 位阿拉伯数字。

    ## 为什么
    份号一般用 6 位 3 号阿拉伯数字。

    ## 怎么改
    前面补 0，写满 6 位。

    ## 依据
    GB/T 9704—2012 第 7.2.1 条。
    """
    wanted = norms.COPY_NUMBER_DIGITS.value

    def breaches() -> Iterator[Breach]:
        for element in layout.of(Role.COPY_NUMBER):
            digits = len(element.paragraph.printed)
            if digits != wanted:
                yield Breach(
                    element, f" {wanted} 位", f" {digits} 位", f"写作“{element.paragraph.printed:0>{wanted}}”"
                )

    yield from issues(norms.COPY_NUMBER_DIGITS, breaches())


@clause("GW202", placement.CORNER, applies=has(*_CORNER))
def corner_not_flush_left(layout: Anatomy) -> Iterator[Issue]:
    """份号、密级或紧急程度没有顶格。

    ## 查什么
    份号、密级和保密期限、紧急程度是不是左对齐、不缩进。

    ## 为什么
    三项都顶格编排在版心左上角。

    ## 怎么改
    左对齐，缩进改为 0。

    ## 依据
    GB/T 9704—2012 第 7.2.1、7.2.2、7.2.3 条。
    """
    found = (
        Breach(
            one,
            "顶格",
            align_name(one.paragraph) if one.paragraph.align.value != "left" else "有缩进",
            "左对齐，缩进改为 0",
        )
        for one in layout.of(*_CORNER)
        if not is_flush_left(one)
    )
    yield from issues(placement.CORNER, found)


@clause("GW203", placement.CORNER_ORDER, applies=lambda layout: len(layout.of(*_CORNER)) > 1)
def corner_out_of_order(layout: Anatomy) -> Iterator[Issue]:
    """份号、密级、紧急程度的顺序不对。

    ## 查什么
    三项同时标注时，是不是按份号、密级和保密期限、紧急程度的顺序自上而下分行排列。

    ## 为什么
    这是标准规定的顺序。

    ## 怎么改
    按份号、密级、紧急程度的顺序重排。

    ## 依据
    GB/T 9704—2012 第 7.2.3 条。
    """
    found = layout.of(*_CORNER)
    order = [_CORNER.index(one.role) for one in found]
    if order != sorted(order):
        said = "、".join(one.role.value for one in found)
        wanted = "、".join(_CORNER[index].value for index in sorted(set(order)))
        early = next(one for at, one in enumerate(found) if order[at] != sorted(order)[at])
        yield from issues(placement.CORNER_ORDER, [Breach(early, wanted, said, "按这个顺序自上而下分行")])
