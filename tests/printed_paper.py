"""The pages of the document of `displaced` as they should be printed, made by hand."""

from __future__ import annotations

from dataclasses import replace

from fazhi_report.docx_in.printed import Glyph, PrintedLine, PrintedPage, PrintedPages, PrintedRule
from fazhi_report.norms.length import Length, mm, pt
from fazhi_report.text.width import columns


def line(
    text: str, baseline: float, left: float, size: float = 16, right: float | None = None
) -> PrintedLine:
    """Characters of a size in points, from the left edge on, or up to the right one; millimetres."""
    widths = [pt(size) * columns(one) for one in text]
    at = mm(left) if right is None else mm(right) - Length(sum(one.twips for one in widths))
    glyphs = []
    for one, width in zip(text, widths, strict=True):
        glyphs.append(Glyph(one, at, at + width, mm(baseline) - pt(size) * 0.8, mm(baseline)))
        at = at + width
    return PrintedLine(text, mm(baseline), pt(size), tuple(glyphs))


def rule(at: float, left: float = 28, right: float = 184) -> PrintedRule:
    return PrintedRule(mm(left), mm(right), mm(at), mm(at + 0.3))


MARK = line("示例市司法局文件", 72 + 42 * 0.8 * 25.4 / 72, 47, 42)
NUMBER = line("示司〔2025〕6号签发人：张某某", 112, 33.6, right=178.4)
LEFT, RIGHT = line("示司〔2025〕6号", 112, 33.6), line("签发人：张某某", 112, 0, right=178.4)
HEAD = replace(NUMBER, glyphs=(*LEFT.glyphs, *RIGHT.glyphs))
TITLE = line("示例市司法局关于2024年度法治工作的报告", 150, 32, 22)
# The dash lies 0.4 of the size above the baseline.
FOOT = 262 + 7 + 14 * 0.4 * 25.4 / 72
NUMBERS = (line("—1—", FOOT, 0, 14, right=179.06), line("—2—", FOOT, 32.94, 14))
NAME, DATE = line("示例市司法局", 198, 126), line("2025年2月28日", 208, 0, right=161.7)
COPIED = line("抄送：示例市委全面依法治市委员会办公室，示例市人大常委会办", 243, 32.94, 14)
WRAPPED = line("公室，省司法厅，市政协办公室。", 251, 47.76, 14)
PRINTED = replace(
    line("示例市司法局办公室2025年3月1日印发", 260, 33, 14),
    glyphs=(
        *line("示例市司法局办公室", 260, 32.94, 14).glyphs,
        *line("2025年3月1日印发", 260, 0, 14, right=179.06).glyphs,
    ),
)
FIRST = PrintedPage(1, (MARK, HEAD, TITLE, NUMBERS[0]), (rule(116),))
SECOND = PrintedPage(
    2, (NAME, DATE, COPIED, WRAPPED, PRINTED, NUMBERS[1]), (rule(236), rule(253), rule(261.7))
)
RIGHT_PAGES = PrintedPages((FIRST, SECOND))
