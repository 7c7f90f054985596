"""The answer in one cell, as people write it: numbers, text with units, full-width digits, per cent, words for nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from fazhi_report.forms.questions import FormQuestion
from fazhi_report.numbers.figure import WrittenFigure, parse_figure
from fazhi_report.readers.grid import GridCell

NOTHING = frozenset(
    {
        "无",
        "没有",
        "暂无",
        "空",
        "—",
        "——",
        "-",
        "--",
        "――",
        "―",
        "－",
        "/",
        "／",
        "\\",
        "n/a",
        "na",
        "null",
        "无数据",
    }
)
"""Words that may mean zero, not counted, or not applicable."""
SAID_STATES = {
    "零": "为零",
    "为零": "为零",
    "确实为零": "为零",
    "没有统计": "没有统计",
    "未统计": "没有统计",
    "不适用": "不适用",
}
"""Words that say in the place of a number why there is none."""
_LARGEST = Decimal(10) ** 15
_MOST_PLACES = 6
_MOST_PERCENT = 1000
_UNSEEN = re.compile("[\\s\u00a0\u200b-\u200f\u2028-\u202f\u2060\ufeff]+")
_GROUPED = re.compile(r"(?<![0-9,.])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])")
_CHINESE_NUMBER = re.compile("[〇零一二两三四五六七八九十百千]")
_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_PLACES = re.compile(r"0\.(0+)")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0x2212: "-"}


class CellError(ValueError):
    """Raised when a cell contains no answer that could be taken.

    Args:
        message: The fact, Chinese.
        hint: The cure, Chinese.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def narrowed(text: str) -> str:
    """Return a text with half-width digits and signs, without white space and invisible characters."""
    return _UNSEEN.sub("", text.translate(_WIDE)).removeprefix("'")


def read_figure(cell: GridCell, question: FormQuestion) -> str:
    """Return the figure in a cell with its unit, as the data file writes it; empty for an empty cell.

    A word for nothing and a word for a state are returned as they are (`NOTHING`, `SAID_STATES`).

    Raises:
        CellError: The cell contains something else.
    """
    value = cell.value
    match value:
        case None if cell.is_formula:
            raise CellError("公式没有算出的结果", "用 Excel 或 WPS 打开，算出后保存，或直接填数字")
        case None:
            return ""
        case bool():
            raise CellError(f"“{'TRUE' if value else 'FALSE'}”不是数", "填数字")
        case datetime() | date() | time() | timedelta():
            raise CellError(f"Excel 把它变成了日期或时间（{value}）", "把单元格格式改成“常规”，重新填数字")
        case int() | float():
            return _number(
                Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value), cell, question
            )
        case _:
            return _text(str(value), question)


def _number(number: Decimal, cell: GridCell, question: FormQuestion) -> str:
    literal = "".join(one or other for one, other in _QUOTED.findall(cell.form))
    bare = _QUOTED.sub("", cell.form)
    if not number.is_finite() or abs(number) >= _LARGEST:
        raise CellError("数太大，Excel 只保留 15 位有效数字", "把单元格改成文本格式，写出全部数字")
    shown = _places(bare)
    if "%" in bare or "％" in literal:
        if not question.is_rate:
            raise CellError(
                f"单元格里是百分数（{_plain(number * 100)}%），这一行的单位是“{question.unit or '无'}”",
                "填数字，不要用百分比格式",
            )
        return _percent(_cut(number * 100, shown, formula=cell.is_formula), question)
    unit = literal.strip()
    if re.search(r"[\u4e00-\u9fff]", unit) and question.units and unit not in question.units:
        raise CellError(
            f"单元格显示的单位是“{unit}”，这一行的单位是“{question.unit}”", "改成这一行的单位，或写明数和单位"
        )
    if question.is_rate:
        return _bare_percent(number, question, formula=cell.is_formula)
    number = _cut(number, shown, formula=cell.is_formula)
    return _fitting(WrittenFigure(_plain(number), question.unit), question)


def _bare_percent(number: Decimal, question: FormQuestion, *, formula: bool) -> str:
    """Return a percentage that was written without a sign.

    Raises:
        CellError: It might as well be a fraction.
    """
    if formula or 0 < abs(number) <= 1:
        raise CellError(
            f"{_plain(number)} 是 {_plain(number)}% 还是 {_plain(number * 100)}%，分不清",
            "写成带百分号的，如 66.5%",
        )
    return _percent(_cut(number, None, formula=formula), question)


def _percent(number: Decimal, question: FormQuestion) -> str:
    if abs(number) > _MOST_PERCENT and not question.may_be_negative:
        raise CellError(f"{_plain(number)}% 大得反常", "检查是不是多乘了 100；写成带百分号的，如 66.5%")
    return f"{_plain(number)}%"


def _places(form: str) -> int | None:
    """Return the number of decimals that a number format shows; None where it shows as many as there are."""
    found = _PLACES.search(form)
    return len(found[1]) if found else 0 if "0" in form else None


def _cut(number: Decimal, shown: int | None, *, formula: bool) -> Decimal:
    """Return the number with the decimals that the cell shows, where it has more of them than anybody types.

    Raises:
        CellError: The cell does not say how many are meant.
    """
    places = -int(number.normalize().as_tuple().exponent)
    limit = shown if shown is not None and formula else _MOST_PLACES
    if places <= limit:
        return number
    if shown is None:
        raise CellError(
            f"小数有 {places} 位（{_plain(number)}），多半是公式的结果", "按报告里要写的位数填，如 66.67"
        )
    return number.quantize(Decimal(1).scaleb(-shown))


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _text(raw: str, question: FormQuestion) -> str:
    text = narrowed(raw)
    if text.startswith("#"):
        raise CellError(f"公式出错（{text}）", "改好公式，或直接填数字")
    if text.lower() in NOTHING or text in SAID_STATES:
        return text
    if not text:
        return ""
    written = _parsed(_GROUPED.sub(lambda found: found[0].replace(",", ""), text), raw)
    if not written.unit and question.is_rate and not written.hedge and not written.scale:
        return _bare_percent(written.number, question, formula=False)
    if not written.unit:
        written = replace(written, unit=question.unit)
    written = replace(written, unit=written.unit.replace("％", "%"))
    if question.units and written.unit not in question.units:
        raise CellError(
            f"单位不同：填的是“{written.unit}”，这一行的单位是“{question.unit}”", "换算成这一行的单位再填"
        )
    return _fitting(written, question)


def _parsed(text: str, raw: str) -> WrittenFigure:
    shown = raw.strip() if len(raw.strip()) <= 20 else f"{raw.strip()[:20]}……"  # noqa: PLR2004  (what fits a line)
    try:
        return parse_figure(text)
    except ValueError:
        pass
    if "," in text:
        raise CellError(f"“{shown}”里的逗号不在千位上，认不准", "去掉逗号，写全数字")
    if _CHINESE_NUMBER.search(text) and not re.search("[0-9]", text):
        raise CellError(f"“{shown}”是用汉字写的", "填阿拉伯数字；没有的在“状态”里选")
    if len(re.findall(r"[0-9]+(?:\.[0-9]+)?", text)) > 1:
        raise CellError(f"“{shown}”里不止一个数", "一格只填一个数，其余写进“说明”")
    raise CellError(f"“{shown}”认不出是数", "填数字，单位不用写")


def _fitting(written: WrittenFigure, question: FormQuestion) -> str:
    """Return the figure as written.

    Raises:
        CellError: It is below zero where that cannot be, or no figure of a data file.
    """
    if written.number < 0 and not question.may_be_negative:
        raise CellError(f"“{written.format()}”是负数", "核对；增减量写在它自己的指标里")
    text = written.format()
    try:
        parse_figure(text)
    except ValueError:
        raise CellError(f"“{text}”认不出是数", "填数字，单位不用写") from None
    return text
