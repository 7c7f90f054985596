"""The forms of numbers that are no statistics (dates, ratios, names): one named pattern per form, with an example."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, lru_cache

from fazhi_report.numbers.figure import COUNTED, MEASURED
from fazhi_report.numbers.hedges import BEHIND
from fazhi_report.text.patterns import Pattern


class Kind(Enum):
    """What a number in a text is used for."""

    STATISTIC = "statistic"
    """数据: a count, a sum of money or a rate; it should come from the data."""
    ANNOUNCED = "announced"
    """概括数: it announces a list instead of counting work (4大重点)."""
    REQUIREMENT = "requirement"
    """要求、目标: what was to be reached, not what was (不低于50%, 每人不少于40学时, 5万元以上的案件)."""
    RANGE = "range"
    """数值范围: from so many to so many (3—5个)."""
    MEASURE = "measure"
    """时长、距离: a length of time or a physical quantity that describes and does not report (近3年)."""
    YEAR = "year"
    """年份: 2020年, 2020年度, 2021—2025年."""
    DATE = "date"
    """日期: 2021年2月28日, 1—10月, 2021-03-09, 3季度."""
    TIME = "time"
    """时刻: 09:33, 8时30分."""
    DOCUMENT_NUMBER = "document number"
    """文号、令号: 〔2021〕8号, 第825号."""
    ORDINAL = "ordinal"
    """序号、名次: 1., （2）, 第26条, 附件3, 前10名."""
    FORMULA = "formula"
    """提法中的算式: 1+3, 6 + N, 7×24, 12·4, 比例3:1."""
    NAME = "name"
    """名称: in 《》 and quotation marks, 2.0版, 12345热线, 20KV, telephone numbers, codes."""
    UNCLEAR = "unclear"
    """不明: neither a measure word nor the neighbours explain it, as in the cell of a table."""


@dataclass(frozen=True)
class Shape:
    """A form in which numbers of one kind are written.

    Args:
        name: A short name; a found number gives it as its reason.
        kind: What such a number is.
        example: An example, with square brackets around the number.
        source: A regular expression; its group ``n`` is the number.
        needs: Characters of which every such number, or its neighbourhood, contains at least one.
        glimpse: An expression that every text with such a number matches; `source` is compiled only for such texts.
    """

    name: str
    kind: Kind
    example: str
    source: str
    needs: str = ""
    glimpse: str = ""

    @cached_property
    def _pattern(self) -> Pattern:
        return Pattern(self.source, re.MULTILINE, needs=self.needs, glimpse=self.glimpse)

    def finditer(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of every number of this form."""
        return (match.span("n") for match in self._pattern.finditer(text))

    def can_stand(self, characters: frozenset[str]) -> bool:
        """Return whether a text of these characters can contain such a number."""
        return not self.needs or not characters.isdisjoint(self.needs)


_HAN = "\u4e00-\u9fff"
_TO = r"\s?(?:——|[—–\-－~～至到])\s?"
# What may not stand before a number is looked at behind its first digit: so each begins with digits alone, and the
# engine leaps from one to the next instead of trying every character of a text.
_FIRST = r"[0-9](?<![0-9.][0-9])"
_YEAR = r"(?:1(?<![0-9]1)9|2(?<![0-9]2)0)[0-9]{2}(?![0-9])"
_SHORT = rf"{_FIRST}[0-9]?(?![0-9])"
_MONTH = rf"{_SHORT}\s?月(?:份|底|初|末)?"
_DAY = rf"{_SHORT}\s?[日号](?!内|以内|之内|常)"
# 缩短为2日, 减少了5日, 时限为5日 and 平均3日 are lengths of time.
_NO_LENGTH = "(?<![短缩减少压降][为至到了])(?<![时限][为是])(?<!平均)(?<!用时)(?<!耗时)"
_DATE = rf"(?:{_YEAR}\s?年\s?)?{_MONTH}(?:\s?{_DAY})?"
_OPEN, _CLOSE = r"[〔\[［【(（]", r"[〕\]］】)）]"
_WHOLE = rf"{_FIRST}[0-9]{{0,14}}(?![0-9])"
_NUMBER = rf"{_FIRST}(?:[0-9]{{0,2}}(?:,[0-9]{{3}}){{1,4}}|[0-9]{{0,14}})(?:\.[0-9]{{1,9}})?(?![0-9])"
_TERM = rf"(?:[0-9]{{1,5}}(?:\.[0-9]{{1,3}})?|[A-Za-zＡ-Ｚ]{{1,2}}|[{_HAN}]{{1,4}})"
_START_TERM = r"(?<![0-9A-Za-z.])(?:[0-9]{1,5}(?:\.[0-9]{1,3})?|[A-Za-zＡ-Ｚ]{1,2})"
_SCALE = "(?:万亿|万|亿)"
_UNIT = rf"(?:{MEASURED}|{COUNTED})"
_RATIO = rf"{_WHOLE}\s?[:：∶]\s?[0-9]{{1,6}}(?![0-9])"

FORMULAS = (
    Shape(
        "formula",
        Kind.FORMULA,
        "“[6 + N]”工作专班",
        rf"(?P<n>{_START_TERM}(?:\s?[+＋×*÷]\s?(?:{_TERM})){{1,9}}(?<![{_HAN}]))(?![0-9])",
        needs="+＋×*÷",
    ),
    Shape(
        "term",
        Kind.FORMULA,
        "网格＋[12]",
        rf"(?<=[{_HAN}”’A-Z0-9])\s?[+＋×]\s?(?P<n>{_WHOLE})(?!\s?[%％.])",
        needs="+＋×",
    ),
    Shape(
        "first term",
        Kind.FORMULA,
        "“[1]+网格”",
        rf"(?P<n>{_WHOLE})(?=\s?[+＋×]\s?[{_HAN}“‘A-Z0-9])",
        needs="+＋×",
    ),
    Shape(
        "day with a dot",
        Kind.FORMULA,
        "“[12·4]”国家宪法日",
        rf"(?P<n>{_SHORT}\s?[·•・‧]\s?[0-9]{{1,2}}(?![0-9]))",
        needs="·•・‧",
    ),
    Shape(
        "ratio",
        Kind.FORMULA,
        "比例为[3:1]",
        rf"(?<=[比例为按])(?P<n>{_RATIO})(?=[，。；、,;)）\s]|$)",
        needs=":：∶",
    ),
    # U+2236 is the sign of ratios and of nothing else.
    Shape(
        "sign of ratio",
        Kind.FORMULA,
        "上升到[1.6∶1]",
        rf"(?P<n>{_NUMBER}\s?∶\s?[0-9]{{1,6}}(?:\.[0-9]{{1,4}})?(?![0-9.]))",
        needs="∶",
    ),
    Shape(
        "ratio before its name",
        Kind.FORMULA,
        "[3:1]的比例",
        rf"(?P<n>{_RATIO})(?=的?(?:比例|配比|比))",
        needs=":：∶",
    ),
    Shape(
        "fraction",
        Kind.FORMULA,
        "[2/3]以上",
        r"(?P<n>(?<![0-9A-Za-z/\-])[0-9]{1,3}/[0-9]{1,3}(?![0-9/]))",
        needs="/",
    ),
)
"""Forms with signs between numbers. They are looked for before names in quotation marks, since “1+3” is both."""

SHAPES = (
    # Document numbers and codes
    Shape(
        "document number",
        Kind.DOCUMENT_NUMBER,
        "厅字[〔2019〕28号]",
        rf"(?P<n>{_OPEN}\s?{_YEAR}\s?{_CLOSE}\s?[{_HAN}0-9]{{0,16}}?\s?(?<![0-9])[0-9]{{1,6}}\s?号{{1,3}})",
        glimpse=rf"{_OPEN}\s?(?:19|20)[0-9]{{2}}\s?{_CLOSE}",
    ),
    Shape(
        "order",
        Kind.DOCUMENT_NUMBER,
        "国务院令[第825号]",
        rf"(?P<n>第\s?{_WHOLE}\s?号{{1,2}}(?:令|公告|文件)?)",
        needs="号",
    ),
    Shape(
        "building",
        Kind.NAME,
        "人民路[8号]楼",
        rf"(?P<n>{_WHOLE}\s?号)(?=楼|线|院|路|厅|窗|门|机|馆|岗|店|仓|桥|码头|地块)",
        needs="号",
    ),
    Shape(
        "telephone",
        Kind.NAME,
        "电话[0576-85112345]",
        r"(?P<n>(?<![0-9\-])(?:0[0-9]{2,3}-[0-9]{7,8}|400-?[0-9]{3}-?[0-9]{4}|1[3-9][0-9]{9})(?![0-9\-]))",
        glimpse="[0-9][0-9-]{9}",
    ),
    Shape(
        "date in digits",
        Kind.DATE,
        "[2021-03-09]",
        rf"(?P<n>{_YEAR}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}(?![0-9]))",
        needs="-/.",
    ),
    Shape(
        "code",
        Kind.NAME,
        "索引号[LH331082-038/2021-110071]",
        r"(?P<n>[A-Za-z0-9](?<![A-Za-z0-9]{2})"
        r"(?:(?<=[A-Za-z])[A-Za-z]{0,19}(?:/[A-Z])?[ ]?[0-9]{1,20}|(?<=[0-9])[0-9]{0,19}[A-Za-z])[A-Za-z0-9]{0,40}"
        r"(?:[-/._—][A-Za-z0-9]{1,40}){0,8}(?![A-Za-z0-9]))",
        glimpse="[A-Za-z]",
    ),
    Shape(
        "version",
        Kind.NAME,
        "涉军法律援助[2.0]升级版",
        rf"(?P<n>{_FIRST}[0-9]?\.[0-9](?:\.[0-9]{{1,3}}){{0,3}}(?![0-9%％]))(?=\s?(?:版|升级|模式|时代|工程|改革|平台|系统|标准)|\s?(?:”|’))",
        needs=".",
    ),
    Shape(
        "dotted number",
        Kind.NAME,
        "系统[2.1.3]",
        rf"(?P<n>{_FIRST}[0-9]{{0,3}}(?:\.[0-9]{{1,4}}){{2,6}}(?![0-9]))",
        needs=".",
    ),
    Shape("long code", Kind.NAME, "账号[6222020000000000]", r"(?P<n>[0-9](?<![0-9]{2})[0-9]{15,}[Xx]?)"),
    Shape(
        "hotline",
        Kind.NAME,
        "[12345]政务服务便民热线",
        rf"(?P<n>(?<![0-9.])(?:1[12][0-9]|1[12][0-9]{{3}}|9[56][0-9]{{3,4}})(?![0-9.]))"
        rf"(?=\s?[”’]?\s?[{_HAN}]{{0,10}}?(?:热线|专线|电话|法网|接处警|报警))",
        glimpse="1[12][0-9]|9[56][0-9]{3}",
    ),
    Shape(
        "number to call",
        Kind.NAME,
        "拨打[110]",
        rf"(?:拨打|热线|致电|电话)\s?(?P<n>[0-9]{{3,5}}(?![0-9]))(?!\s?(?:{_UNIT}|余|多|{_SCALE}))",
        glimpse=r"(?:拨打|热线|致电|电话)\s?[0-9]",
    ),
    # Numbering
    Shape(
        "numbering",
        Kind.ORDINAL,
        "[1.]创建“三个一”",
        r"(?:^|(?<=[。；：;:\n]))[ \t\u3000]{0,8}(?P<n>[0-9]{1,2}(?:\.|、)(?![0-9])|[0-9]{1,2}\.(?=(?:19|20)[0-9]{2}\s?年))",
        needs=".、",
        glimpse=r"[0-9](?:[.、](?![0-9])|\.(?:19|20)[0-9]{2})",
    ),
    Shape("number in brackets", Kind.ORDINAL, "[（1）]", r"(?P<n>[(（]\s?[0-9]{1,2}\s?[)）])", needs="(（"),
    Shape(
        "nth",
        Kind.ORDINAL,
        "[第26条]",
        rf"(?P<n>第\s?{_WHOLE}(?:{_TO}第?[0-9]{{1,6}})?\s?{_UNIT}?)",
        glimpse=r"第\s?[0-9]",
    ),
    Shape(
        "exhibit",
        Kind.ORDINAL,
        "附件[3]",
        rf"(?:附件|附表|附图|附录|表|图|专栏|案例|序号|样式|注)\s?(?P<n>{_SHORT}(?!\s?(?:{_UNIT}|余|多)))",
        glimpse=r"(?:附件|附表|附图|附录|表|图|专栏|案例|序号|样式|注)\s?[0-9]",
    ),
    Shape(
        "rank",
        Kind.ORDINAL,
        "居全省前[10名]",
        rf"(?<=前)(?P<n>{_WHOLE}\s?(?:名|位|强|列)?)(?![{_HAN}]?年|\s?个?(?:月|季度))",
        glimpse="前[0-9]",
    ),
    Shape("grade", Kind.ORDINAL, "[3级]", rf"(?P<n>{_WHOLE}\s?(?:级|周年|楼))", needs="级年楼"),
    # Years, dates, times
    Shape(
        "years",
        Kind.YEAR,
        "对[2007—2021年]印发的",
        rf"(?P<n>{_YEAR}(?:年度?)?{_TO}{_YEAR}(?:\s?年度?)?)(?!\s?月)",
        needs="—–-－~～至到",
    ),
    Shape(
        "list of years",
        Kind.YEAR,
        "[2019、2020年]",
        rf"(?P<n>(?:{_YEAR}年?\s?[、/和及与]\s?){{1,9}}{_YEAR}\s?年度?)(?!\s?{_SHORT}\s?月)",
        needs="、/和及与",
        glimpse=r"[0-9]年?\s?[、/和及与]\s?(?:19|20)[0-9]{2}",
    ),
    Shape(
        "years without their dash",
        Kind.YEAR,
        "[20212025年]",
        r"(?P<n>(?<![0-9])(?:(?:19|20)[0-9]{2}){2}\s?年)",
        glimpse=r"[0-9][0-9]{7}\s?年",
    ),
    Shape(
        "short years",
        Kind.YEAR,
        "[21—25年]",
        rf"(?P<n>{_SHORT}[—–-]{_SHORT}年)(?!内|以上|时间|期|以下)",
        needs="—–-",
    ),
    Shape(
        "months",
        Kind.DATE,
        "[1—10月]",
        rf"(?P<n>(?:{_YEAR}\s?年\s?)?{_SHORT}{_TO}{_SHORT}\s?月(?:份)?(?!\s?(?:{_SHORT})\s?日))",
        needs="月",
    ),
    Shape(
        "date",
        Kind.DATE,
        "[2021年2月28日]",
        rf"(?P<n>{_DATE}(?:{_TO}(?:{_DATE}|{_DAY}))?)",
        glimpse=r"[0-9]\s?月",
    ),
    Shape(
        "day",
        Kind.DATE,
        "当月[15日]前",
        rf"(?P<n>{_NO_LENGTH}{_DAY})(?=前|起|至|止|，|,|。|上午|下午|在|召|晚)",
        needs="日号",
    ),
    Shape("quarter", Kind.DATE, "[3季度]", rf"(?P<n>{_SHORT}\s?季度)", needs="季"),
    Shape("year", Kind.YEAR, "[2020年度]", rf"(?P<n>{_YEAR}\s?(?:年度|学年|年|届))", needs="年届"),
    Shape(
        "year in brackets",
        Kind.YEAR,
        "（[2020]）",
        rf"(?<=[(（〔\[])(?P<n>{_YEAR})(?=[)）〕\]])",
        needs="(（〔[",
    ),
    Shape(
        "clock",
        Kind.TIME,
        "[09:33]",
        r"(?P<n>(?<![0-9:：.])(?:[01]?[0-9]|2[0-4])[:：][0-5][0-9](?:[:：][0-5][0-9])?(?![0-9:：.%％]))",
        glimpse="[0-9][:：][0-5]",
    ),
    Shape(
        "hours",
        Kind.TIME,
        "[8时30分]",
        rf"(?P<n>{_SHORT}\s?时(?:\s?{_SHORT}\s?分)?)(?![间期代段尚效候])",
        needs="时",
    ),
    Shape(
        "o'clock",
        Kind.TIME,
        "上午[9点]",
        rf"(?<=[上下中]午|早上|晚上|凌晨)(?P<n>{_SHORT}\s?点(?:半|\s?{_SHORT}分)?)",
        glimpse="[午上晨][0-9]",
    ),
    # Names
    Shape(
        "circle",
        Kind.NAME,
        "[15分钟]公共法律服务圈",
        rf"(?P<n>{_WHOLE}\s?(?:分钟|公里|千米|米|小时))(?=[{_HAN}]{{0,12}}圈)",
        needs="圈",
    ),
    Shape(
        "generation",
        Kind.NAME,
        "[90后]干部",
        r"(?P<n>(?<![0-9.])(?:[5-9][05]|[01][05])后)(?![续置期台方来勤果面])",
        glimpse="[05]后",
    ),
    Shape("numbered thing", Kind.DOCUMENT_NUMBER, "[4号]文件", rf"(?P<n>{_WHOLE}\s?号{{1,2}})", needs="号"),
    # Ranges; 由1200至1500件 is no range but a change, and so two statistics
    Shape(
        "range",
        Kind.RANGE,
        "每季度[3—5次]",
        rf"(?<![由从自])(?P<n>{_NUMBER}\s?{_SCALE}?{_UNIT}?{_TO}{_NUMBER}\s?(?:{_SCALE}{_UNIT}?|{_UNIT})"
        rf"(?:{'|'.join(BEHIND)})?)",
        glimpse=r"[—–\-－~～至到]\s?[0-9]",
    ),
)
"""All other forms, narrow ones before wide ones."""

_TELLING = frozenset("".join(shape.needs for shape in (*FORMULAS, *SHAPES)))


def possible(text: str) -> tuple[list[Shape], list[Shape]]:
    """Return the formulas and the other forms that a text can contain, judged by its characters: about ten of forty."""
    return _possible(_TELLING.intersection(text))


@lru_cache(maxsize=1024)
def _possible(characters: frozenset[str]) -> tuple[list[Shape], list[Shape]]:
    formulas, others = (
        [shape for shape in shapes if shape.can_stand(characters)] for shapes in (FORMULAS, SHAPES)
    )
    return formulas, others
