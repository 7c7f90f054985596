"""A figure as written in a report: digits, hedge, scale and unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from fazhi_report.numbers.hedges import BEFORE, BEHIND, BETWEEN, bounds, split_hedge
from fazhi_report.text.patterns import Pattern

SCALES = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
"""What may follow Arabic digits; 千 and 百 may not (GB/T 15835)."""
PERCENT = ("%", "％")
POINTS = ("个百分点", "百分点")

MOST_CHARACTERS = 64
"""Longest figure that is read, in characters, hedges and unit included."""

_SCALE = "万亿|万|亿"
_MONEY = f"(?:{_SCALE})(?:元|美元|欧元|英镑|日元|港元|港币)"
_NUMBER = r"[-−]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_UNIT = rf"(?:{_MONEY}|[^\s0-9.,;:!?，。；：！？、“”‘’《》<>{{}}]*?)"
_BEFORE, _BETWEEN, _BEHIND = "|".join(BEFORE), "|".join(BETWEEN), "|".join(BEHIND)
_FIGURE = Pattern(
    rf"(?P<before>{_BEFORE})?(?P<number>{_NUMBER})(?P<first>{_BETWEEN})?"
    rf"(?:(?!{_MONEY})(?P<scale>{_SCALE}))?(?P<second>{_BETWEEN})?"
    rf"(?P<unit>{_UNIT})(?P<behind>{_BEHIND})?"
)
# 千 and 百 are right only as the beginning of a unit of their own.
_WRONG_SCALE = Pattern("千(?![米克瓦卡伏赫焦帕])|百(?!分点|帕)|十|[万亿]")


@dataclass(frozen=True, slots=True)
class WrittenFigure:
    """A figure as written; 24.30 and 24.3 are different figures.

    Args:
        text_number: The digits, with sign, grouping commas and final zeros as written.
        unit: The measure word, ``%`` or 个百分点; 万元 is one unit, since money is counted in it.
        scale: 万 or 亿 behind the digits (7.06万件); empty where there is none.
        hedge: Words that blur the number, in the order in which they are written (约…余 is 约余).
        hedge_first: True where 余 or 多 is before the scale (300余万件) and not behind it (7万余件).

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
        bounds(self.hedge)

    @property
    def number(self) -> Decimal:
        """The digits as a number, with final zeros and without the scale."""
        return Decimal(self.text_number.replace(",", "").replace("−", "-"))

    @property
    def value(self) -> Decimal:
        """The number times its scale, in the unit: 70600 for 7.06万件."""
        number = self.number
        sign, digits, exponent = number.as_tuple()
        shift = len(str(SCALES[self.scale])) - 1
        # Built from its parts: a product would be rounded to the context's precision.
        return Decimal(f"{Decimal((sign, digits, int(exponent) + shift)):f}")

    @property
    def is_count(self) -> bool:
        """Whether the figure is a whole number of things without hedge and scale, which allows exact arithmetic."""
        whole = "." not in self.text_number
        return whole and not self.hedge and not self.scale and not self.is_percent and not self.is_points

    @property
    def is_percent(self) -> bool:
        """Whether the unit is a percent sign."""
        return self.unit in PERCENT

    @property
    def is_points(self) -> bool:
        """Whether the unit is percentage points (个百分点)."""
        return self.unit in POINTS

    def format(self) -> str:
        """Return the figure exactly as it was written."""
        before, between, behind = split_hedge(self.hedge) or ("", "", "")
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


_COUNTED = (
    "人次 人天 人日 件次 场次 户次 批次 家次 车次 班次 架次 项次 个次 例次 站次 篇次 课次 点次 "
    "个/件 件/人 元/人 人/次 个百分点 百分点 万元 亿元 "
    "件 宗 个 项 份 人 家 条 次 名 场 起 期 张 篇 册 幅 户 所 座 间 处 支 类 种 批 套 部 本 块 台 辆 只 位 例 卷 款 "
    "届 轮 组 门 封 页 字 句 首 集 节 课时 学时 课 笔 单 票 通 道 面 条次 宗次 栋 幢 艘 架 枚 头 株 把 瓶 箱 袋 盒 粒 根 "
    "版 档 站 点 线 片 路 步 环 层 村 镇街 乡镇 镇 乡 街道 社区 县 区 校 案 大 方面 "
    "元 美元 欧元 港元 日元 港币 英镑 平方米 平方公里 亩 公顷 分 倍 成 番 ‰ % ％"
)
"""Measure words of counts, money and rates: a number before one of these is a statistic."""

_MEASURED = (
    "个工作日 工作日 个小时 小时 分钟 秒钟 秒 个月 年 天 日 周 个星期 岁 周岁 "
    "千米 公里 厘米 毫米 米 吨 公斤 千克 克 千伏 千瓦 升 毫升 摄氏度 度 千瓦时 立方米"
)
"""Measure words of time and of physics: 15分钟服务圈 and 4.5吨货车 name things, 压缩至5.5个工作日 states a figure."""

# Where the measure word is the beginning of another word, the number stands without it: 5部门, 30分别.
_NOT_BEFORE = {
    "部": "门委分署位级队",
    "人": "民大社力工才员事均口",
    "条": "例件款",
    "场": "所景地",
    "处": "理置罚分",
    "分": "别析类局区为中级之",
    "面": "向积对临",
    "组": "织建长",
    "所": "有在属以",
    "座": "谈",
    "例": "如外",
    "批": "准复示",
    "幅": "度",
    "本": "级市区县省次年地",
    "点": "击位",
    "区": "级域政",
    "县": "级政",
    "村": "级民居",
    "镇": "级政",
    "乡": "级政村",
    "站": "式",
    "线": "上下索",
    "单": "位",
    "通": "过告报知",
    "道": "路德",
    "路": "径",
    "步": "骤",
    "环": "境节保",
    "层": "级面",
    "架": "构",
    "成": "立为效果功员",
    "字": "段",
    "节": "约能",
    "大": "会于",
    "年": "度",
    "期": "间",
    "头": "部",
    "只": "有是",
    "把": "握",
    "首": "次批创",
    "位": "于列",
    "类": "似",
    "版": "权",
    "课": "程堂题",
    "门": "户诊",
    "片": "区",
    "起": "草诉到",
    "度": "假",
    "升": "级",
    "米": "面",
    "周": "边期",
    "日": "常",
    "天": "然",
    "克": "服",
}


def _alternatives(words: str) -> str:
    """Return a regular expression that matches any of the words, the longest first, but no beginning of a longer word."""
    guarded = (
        f"{word}(?![{_NOT_BEFORE[word]}])" if word in _NOT_BEFORE else word
        for word in sorted(set(words.split()), key=lambda word: (-len(word), word))
    )
    return "|".join(guarded)


COUNTED = _alternatives(_COUNTED)
"""A regular expression of the measure words that make a number a statistic."""

MEASURED = _alternatives(_MEASURED)
"""A regular expression of the measure words of time and physics."""
