"""Distances on printed pages: what was measured decides, and each displacement is told as what it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from displaced import ODD, Footing, number_line, number_table, paper
from fazhi_report.commands.check_docx import CheckOptions, judge
from fazhi_report.docx_in.measure import measure
from fazhi_report.docx_in.printed import PrintedLine, PrintedPage, PrintedPages, PrintedRule
from fazhi_report.norms.length import mm
from fazhi_report.recognise.anatomy import Anatomy
from fazhi_report.recognise.recognise import recognise
from fazhi_report.rules.page.clause import CLAUSES
from fazhi_report.rules.page.distances import DISTANCES
from fazhi_report.rules.page.verdicts import ClauseOutcome
from printed_paper import (
    COPIED,
    DATE,
    FIRST,
    FOOT,
    MARK,
    NAME,
    NUMBERS,
    RIGHT_PAGES,
    SECOND,
    WRAPPED,
    line,
    rule,
)

PATH = Path("x.docx")


def layout(**moved: object) -> Anatomy:
    return recognise(measure(paper(**moved), PATH))  # type: ignore[arg-type]


def moved(page: PrintedPage, old: PrintedLine | PrintedRule, new: PrintedLine | PrintedRule) -> PrintedPages:
    swapped = replace(
        page,
        lines=tuple(new if one == old and isinstance(new, PrintedLine) else one for one in page.lines),
        rules=tuple(new if one == old and isinstance(new, PrintedRule) else one for one in page.rules),
    )
    return PrintedPages(tuple(swapped if one is page else one for one in (FIRST, SECOND)))


def broken(pages: PrintedPages, document: Anatomy) -> set[str]:
    measured = {one.what: one.measure(document, pages) for one in DISTANCES if one.applies(document)}
    assert not [what for what, places in measured.items() if not places], "every distance is seen"
    return {what for what, places in measured.items() if not places[0].kept}


def test_right_pages_are_right() -> None:
    assert broken(RIGHT_PAGES, layout()) == set()


@pytest.mark.parametrize(
    ("pages", "what"),
    [
        (moved(FIRST, MARK, line(MARK.text, 59 + 11.85, 47, 42)), "发文机关标志上边缘至版心上边缘"),
        (moved(FIRST, FIRST.rules[0], rule(121)), "发文字号至红色分隔线"),
        (moved(FIRST, FIRST.rules[0], rule(116, right=172)), "红色分隔线长度"),
        (moved(FIRST, FIRST.rules[0], rule(116, 33, 189)), "红色分隔线左端至版心左边缘"),
        (moved(FIRST, NUMBERS[0], line("—1—", FOOT, 0, 14, right=184)), "单页码居右"),
        (moved(SECOND, NUMBERS[1], line("—2—", FOOT, 0, 14, right=179)), "双页码居左"),
        (moved(SECOND, NUMBERS[1], line("—2—", FOOT + 5, 32.94, 14)), "页码一字线至版心下边缘"),
        (moved(SECOND, DATE, line(DATE.text, 208, 0, right=180)), "成文日期的位置"),
        (moved(SECOND, NAME, line(NAME.text, 198, 112)), "发文机关署名的位置"),
        (moved(SECOND, COPIED, line(COPIED.text, 243, 28, 14)), "抄送机关居左"),
        (moved(SECOND, WRAPPED, line(WRAPPED.text, 251, 33, 14)), "抄送机关回行对齐冒号后的首字"),
        (moved(SECOND, SECOND.rules[1], rule(253, right=174)), "版记分隔线长度"),
        (moved(SECOND, SECOND.rules[2], rule(256)), "版记末条分隔线至版心下边缘"),
    ],
)
def test_what_is_moved_is_told(pages: PrintedPages, what: str) -> None:
    # What is placed by another element is wrong along with it.
    along = {"抄送机关居左": "抄送机关回行对齐冒号后的首字", "成文日期的位置": "发文机关署名的位置"}
    assert broken(pages, layout()) == {what, along.get(what, what)}


def test_every_row_decides_rules_that_exist() -> None:
    assert {code for one in DISTANCES for code in one.codes} <= CLAUSES.keys()
    assert len({one.what for one in DISTANCES}) == len(DISTANCES)


def outcome(code: str, document: Anatomy, pages: PrintedPages | None) -> ClauseOutcome:
    told = judge(PATH, document, CheckOptions(select=(code,)), pages)
    (verdict,) = (one for one in told.verdicts if one.code == code)
    assert (verdict.outcome is ClauseOutcome.BROKEN) == bool(told.findings)
    return verdict.outcome


def test_the_measured_value_wins_over_the_declared_one() -> None:
    wrong = moved(FIRST, FIRST.rules[0], rule(121))
    declared_wrong, declared_right = layout(number=number_line(gap=25)), layout()
    assert outcome("GW213", declared_right, None) is ClauseOutcome.KEPT
    assert outcome("GW213", declared_right, wrong) is ClauseOutcome.BROKEN
    assert outcome("GW213", declared_wrong, None) is ClauseOutcome.BROKEN
    assert outcome("GW213", declared_wrong, RIGHT_PAGES) is ClauseOutcome.KEPT


def test_pages_answer_what_a_file_leaves_open() -> None:
    in_cells = layout(number=number_table(0))
    assert outcome("GW209", in_cells, None) is ClauseOutcome.UNKNOWN
    assert outcome("GW209", in_cells, RIGHT_PAGES) is ClauseOutcome.KEPT


def test_what_no_page_shows_is_judged_by_the_file() -> None:
    empty = PrintedPages((PrintedPage(1, ()),))
    assert outcome("GW213", layout(number=number_line(gap=25)), empty) is ClauseOutcome.BROKEN


def test_blanks_count_only_at_the_edge_that_they_stand_at() -> None:
    before = replace(ODD, before="\u3000— ", indent="")
    assert outcome("GW402", layout(odd=before), None) is ClauseOutcome.BROKEN
    behind = Footing("— ", " —\u3000", "", "right")
    assert outcome("GW402", layout(odd=behind), None) is ClauseOutcome.KEPT


def test_wider_figures_of_another_font_do_not_count() -> None:
    wide = line("2025年2月28日", 208, 0, right=161.7)
    stretched = replace(wide, glyphs=(replace(wide.glyphs[0], left=mm(119.2)), *wide.glyphs[1:]))
    pages = moved(SECOND, DATE, stretched)
    (row,) = (one for one in DISTANCES if one.what == "发文机关署名的位置")
    own, taken = (
        row.measure(layout(), one)[0] for one in (pages, replace(pages, substituted=(("仿宋", "别的"),)))
    )
    assert abs(taken.spot.value.mm) < abs(own.spot.value.mm)


def test_a_finding_says_required_and_measured() -> None:
    wrong = moved(FIRST, NUMBERS[0], line("—1—", FOOT, 0, 14, right=184))
    (one,) = judge(PATH, layout(), CheckOptions(select=("GW402",)), wrong).findings
    assert "要求右空 1 字（4.9 mm），实为排出来第 1 面右空 0 字（0 mm）（7.5，应当）" in one.message


def test_a_requirement_of_nothing_is_said_in_words() -> None:
    (one,) = judge(
        PATH, layout(), CheckOptions(select=("GW705",)), moved(SECOND, SECOND.rules[2], rule(256))
    ).findings
    assert "要求与版心下边缘重合，实为排出来第 2 面高于下边缘 5.7 mm（7.4.1，应当）" in one.message
