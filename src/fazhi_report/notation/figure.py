"""A figure exactly as a report writes it: digits, hedge, scale and unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from fazhi_report.notation.pattern import Pattern

BEFORE = ("不少于", "不低于", "不超过", "超过", "将近", "接近", "大约", "至少", "近", "约", "超", "逾")
"""Hedges that stand before the digits. 达 is none of them: 达80件 states eighty."""
BETWEEN = ("余", "多")
"""Hedges that stand behind the digits or their scale."""
BEHIND = ("以上", "以下", "以内", "左右", "上下")
"""Hedges that stand behind the unit."""

SCALES = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
"""What may follow Arabic digits; 千 and 百 may not (GB/T 15835)."""
PERCENT = ("%", "％")
POINTS = ("个百分点", "百分点")

MOST_CHARACTERS = 64
"""Of one figure, its hedges and unit among them; more digits than this are no figure of an office."""

_SCALE = "万亿|万|亿"
_MONEY = f"(?:{_SCALE})(?:元|美元|欧元|英镑|日元|港元|港币)"
_NUMBER = r"[-−]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_UNIT = rf"(?:{_MONEY}|[^\s0-9.,;:!?，。；：！？、“”‘’《》<>{{}}]*?)"
_BEFORE, _BETWEEN, _BEHIND = "|".join(BEFORE), "|".join(BETWEEN), "|".join(BEHIND)
_HEDGE = Pattern(f"({_BEFORE})?({_BETWEEN})?({_BEHIND})?")
_FIGURE = Pattern(
    rf"(?P<before>{_BEFORE})?(?P<number>{_NUMBER})(?P<first>{_BETWEEN})?"
    rf"(?:(?!{_MONEY})(?P<scale>{_SCALE}))?(?P<second>{_BETWEEN})?"
    rf"(?P<unit>{_UNIT})(?P<behind>{_BEHIND})?"
)
# 千 and 百 are right only as the beginning of a unit of their own.
_WRONG_SCALE = Pattern("千(?![米克瓦卡伏赫焦帕])|百(?!分点|帕)|十|[万亿]")


@dataclass(frozen=True, slots=True)
class WrittenFigure:
    """A figure as written: 24.30 stays apart from 24.3.

    Args:
        text_number: The digits, with sign, grouping commas and final zeros as written.
        unit: The measure word, ``%`` or 个百分点; 万元 is one unit, since money is counted in it.
        scale: 万 or 亿 behind the digits (7.06万件); empty where there is none.
        hedge: Words that blur the number, of `BEFORE`, `BETWEEN` and `BEHIND` in this order (约…余 is 约余).
        hedge_first: True where 余 or 多 stands before the scale (300余万件) and not behind it (7万余件).

    Raises:
        ValueError: The hedge or the scale is not a known one, or the digits are no number.
    """

    text_number: str
    unit: str = ""
    scale: str = ""
    hedge: str = ""
    hedge_first: bool = False

    def __post_init__(self) -> None:
        if not re.fullmatch(_NUMBER, self.text_number):
            raise ValueError(f"“{self.text_number}”不是数字，应写成“80”“24.30”这样的半角数字。")
        if self.scale not in SCALES:
            raise ValueError(f"数字后面不用“{self.scale}”，只用“万”“亿”。")
        if not _HEDGE.fullmatch(self.hedge):
            raise ValueError(f"“{self.hedge}”不是约数用语，可用“{'”“'.join((*BEFORE, *BETWEEN, *BEHIND))}”。")

    @property
    def number(self) -> Decimal:
        """The digits as a number, final zeros kept; without the scale."""
        return Decimal(self.text_number.replace(",", "").replace("−", "-"))

    @property
    def value(self) -> Decimal:
        """The number with its scale, in the unit: 7.06万件 is 70600."""
        number = self.number
        sign, digits, exponent = number.as_tuple()
        shift = len(str(SCALES[self.scale])) - 1
        # Built from its parts: a product would be rounded to the context's precision.
        return Decimal(f"{Decimal((sign, digits, int(exponent) + shift)):f}")

    @property
    def is_count(self) -> bool:
        """True for an exact whole number of things: only such a figure takes exact arithmetic."""
        whole = "." not in self.text_number
        return whole and not self.hedge and not self.scale and not self.is_percent and not self.is_points

    @property
    def is_percent(self) -> bool:
        """True for a percentage."""
        return self.unit in PERCENT

    @property
    def is_points(self) -> bool:
        """True for a difference of percentages."""
        return self.unit in POINTS

    def format(self) -> str:
        """The figure exactly as written."""
        match = _HEDGE.fullmatch(self.hedge)
        before, between, behind = match.groups(default="") if match else ("", "", "")
        scaled = f"{between}{self.scale}" if self.hedge_first else f"{self.scale}{between}"
        return f"{before}{self.text_number}{scaled}{self.unit}{behind}"


# A report asks for the same figures again and again, and a city's reports for many of the same.
@lru_cache(maxsize=4096)
def parse_figure(text: str) -> WrittenFigure:
    """Read one figure: 80余条, 20574.58万元, 7.06万件, 近480批次, 24.3%, 90%以上.

    Nothing is normalised: `WrittenFigure.format` gives the text back.

    Raises:
        ValueError: The text is not one figure, or 千 or 百 follows Arabic digits.
    """
    if len(text) > MOST_CHARACTERS:
        raise ValueError(f"“{text[:20]}……”有 {len(text)} 个字符，不像一个数据。")
    match = _FIGURE.fullmatch(text)
    if match is None or (match["first"] and match["second"]):
        raise ValueError(f"“{text}”不是一个数据，应写成“80件”“80余条”“24.3%”，数字用半角，不留空格。")
    part = match.groupdict(default="")
    unit = part["unit"]
    if (wrong := _WRONG_SCALE.match(unit)) and not re.fullmatch(_MONEY, unit):
        raise ValueError(f"“{text}”里的“{wrong[0]}”不能接在阿拉伯数字后面，请写出全部数字。")
    return WrittenFigure(
        text_number=part["number"],
        unit=unit,
        scale=part["scale"],
        hedge=part["before"] + part["first"] + part["second"] + part["behind"],
        hedge_first=bool(part["first"] and part["scale"]),
    )
