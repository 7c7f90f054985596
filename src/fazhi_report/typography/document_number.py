"""Checks document numbers (发文字号) such as 临司〔2021〕8号 (GB/T 9704-2012, 7.2.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi_report.findings import TextEdit
from fazhi_report.text.patterns import Pattern
from fazhi_report.typography.scan import HAN, Fault, scan

_RIGHT = Pattern(rf"[{HAN}A-Za-z]{{1,20}}〔[0-9]{{4}}〕[1-9][0-9]{{0,5}}号")
_CLOSE = r"[〕\]］)）】〉》}｝」]"
_SHAPE = Pattern(
    rf"(?P<code>[{HAN}])(?P<gap>\s{{0,3}})(?P<open>[〔\[［(（【〈《{{｛「])\s{{0,3}}(?P<year>[0-9]{{2,4}})\s{{0,3}}(?P<nian>年?)"
    rf"\s{{0,3}}(?P<close>{_CLOSE})(?P<between>\s{{0,3}})(?P<di>第?)\s{{0,3}}(?P<number>[0-9]{{1,6}})(?P<hao>\s{{0,3}}号*)",
    # Many a bracket stands behind a year, few before a number.
    glimpse=rf"[0-9]\s{{0,3}}年?\s{{0,3}}{_CLOSE}\s{{0,3}}第?\s{{0,3}}[0-9]",
)
# 〔2021〕8、9号, 〔2021〕8—10号: 号 is written once.
_GOES_ON = Pattern(r"[、，至和及—～\-]第?[0-9]")
_YEAR_DIGITS = 4


@scan(rf"{_CLOSE}\s{{0,3}}第?\s{{0,3}}[0-9]")
def document_numbers(text: str) -> Iterator[Fault]:
    """Find wrongly written document numbers inside a text.

    Brackets other than 〔 〕, 第 or leading zeros before the number, 号 missing or twice, a year that is not written
    in full. Numbers of court cases, （2021）浙1082行初8号, are skipped.
    """
    for match in _SHAPE.finditer(text):
        if match["open"] != "〔" and ("号" not in match["hao"] or match["nian"]):
            continue
        if faults := list(_faults(match, text)):
            number = match["number"].lstrip("0") or "0"
            right = f"〔{match['year']}〕{number}号"
            hint = (
                f"应为“{right}”" if len(match["year"]) == _YEAR_DIGITS else "应如“〔2021〕8号”，年份写全四位"
            )
            words = text[match.start("open") : match.end()]
            # 号 is for a person to add: another number may follow.
            certain = len(match["year"]) == _YEAR_DIGITS and "号" in match["hao"]
            edits = (TextEdit(match.start("open"), words, right),) if certain else ()
            yield Fault(match.start("open"), match.end(), f"文号“{words}”{'，'.join(faults)}", hint, edits)


def _faults(match: re.Match[str], text: str) -> Iterator[str]:
    if (match["open"], match["close"]) != ("〔", "〕"):
        yield "年份没有用六角括号“〔 〕”"
    if len(match["year"]) != _YEAR_DIGITS or match["nian"]:
        yield "年份的写法不对"
    if match["di"]:
        yield "多了“第”字"
    if match["number"].startswith("0"):
        yield "编了虚位“0”"
    count = match["hao"].count("号")
    if count > 1:
        yield f"有 {count} 个“号”字"
    elif count == 0 and not _GOES_ON.match(text, match.end("number")):
        yield "缺“号”字"
    if any(space in match[0][1:] for space in (" ", "\u3000", "\xa0")):
        yield "中间有空格"


def document_number(text: str) -> Iterator[Fault]:
    """Find the faults of a text that should be one document number and nothing else."""
    if _RIGHT.fullmatch(text):
        return
    found = False
    for fault in document_numbers(text):
        found = True
        yield fault
    if not found:
        message = f"“{text}”不是“机关代字〔年份〕序号”的写法"
        yield Fault(
            0, len(text), message, "应如“临司〔2021〕8号”：代字在前，年份四位、用六角括号，序号后一个“号”"
        )
