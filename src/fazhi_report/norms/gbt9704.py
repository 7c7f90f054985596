"""GB/T 9704-2012 as one table: every number of the layout, with its clause.

Writers and checks read it, ``docs/reference/layout.md`` is made from it; a test makes sure that no other module has a
length, type size or face name of its own.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from fazhi_report.norms.length import Length, mm, pt, twips

T_co = TypeVar("T_co", covariant=True)


class Strength(StrEnum):
    """How binding a clause is."""

    SHALL = "应当"
    GENERALLY = "一般"
    MAY = "推荐"
    DERIVED = "推算"
    HOUSE = "本工具约定"


@dataclass(frozen=True, slots=True)
class Norm(Generic[T_co]):
    """One row of the table.

    Args:
        value: The number, length or face.
        clause: Clause of the standard, such as ``5.2.1``; for derived rows the clauses it follows from.
        what: The term of the standard, Chinese.
        strength: How binding it is.
        tolerance: The tolerance of the standard, in the unit of the value; None where the standard gives none.
    """

    value: T_co
    clause: str
    what: str
    strength: Strength = Strength.SHALL
    tolerance: Length | None = None


@dataclass(frozen=True, slots=True)
class Face:
    """A type face (字体) of the standard and the font families that are accepted for it.

    Args:
        name: Its name in the standard: 仿宋, 楷体, 黑体, 小标宋, 宋体.
        families: Accepted family names; the first is written into documents.
    """

    name: str
    families: tuple[str, ...]

    @property
    def family(self) -> str:
        """The family name that is written into documents."""
        return self.families[0]


@dataclass(frozen=True, slots=True)
class Type:
    """A face at a size (字体字号)."""

    face: Face
    size: Length


HAO = {"一号": pt(26), "二号": pt(22), "三号": pt(16), "四号": pt(14), "小四": pt(12), "五号": pt(10.5)}
"""Type sizes by their Chinese names (字号)."""

# Families without _GB2312 first: those cover the rare characters of names, and stand on every Windows since Vista.
FANGSONG = Face(
    "仿宋",
    (
        "仿宋",
        "FangSong",
        "仿宋_GB2312",
        "FangSong_GB2312",
        "方正仿宋_GBK",
        "方正仿宋简体",
        "华文仿宋",
        "STFangsong",
    ),
)
KAITI = Face(
    "楷体",
    ("楷体", "KaiTi", "楷体_GB2312", "KaiTi_GB2312", "方正楷体_GBK", "方正楷体简体", "华文楷体", "STKaiti"),
)
HEITI = Face("黑体", ("黑体", "SimHei", "方正黑体_GBK", "方正黑体简体", "华文黑体", "STHeiti"))
XIAOBIAOSONG = Face(
    "小标宋",
    (
        "方正小标宋简体",
        "方正小标宋_GBK",
        "FZXiaoBiaoSong-B05S",
        "FZXiaoBiaoSong-B05",
        "华文中宋",
        "STZhongsong",
    ),
)
SONGTI = Face(
    "宋体", ("宋体", "SimSun", "新宋体", "NSimSun", "方正书宋_GBK", "方正书宋简体", "华文宋体", "STSong")
)
FACES = (FANGSONG, KAITI, HEITI, XIAOBIAOSONG, SONGTI)
_BY_FAMILY = {family.lower(): face for face in FACES for family in face.families}


def face_of(name: str) -> Face | None:
    """The face that a font family belongs to; None for families that the table does not list."""
    return _BY_FAMILY.get(name.strip().lower())


# ── Page (5, 7.1) ────────────────────────────────────────────────────────────────────────────────────────────────
PAPER_WIDTH = Norm(mm(210), "5.1", "A4 纸宽")
PAPER_HEIGHT = Norm(mm(297), "5.1", "A4 纸高")
TOP_MARGIN = Norm(mm(37), "5.2.1", "天头（上白边）", tolerance=mm(1))
LEFT_MARGIN = Norm(mm(28), "5.2.1", "订口（左白边）", tolerance=mm(1))
TYPE_AREA_WIDTH = Norm(mm(156), "5.2.1", "版心宽")
TYPE_AREA_HEIGHT = Norm(mm(225), "5.2.1", "版心高")
RIGHT_MARGIN = Norm(
    PAPER_WIDTH.value - LEFT_MARGIN.value - TYPE_AREA_WIDTH.value, "5.2.1", "切口（右白边）", Strength.DERIVED
)
BOTTOM_MARGIN = Norm(
    PAPER_HEIGHT.value - TOP_MARGIN.value - TYPE_AREA_HEIGHT.value,
    "5.2.1",
    "地脚（下白边）",
    Strength.DERIVED,
)
LINES = Norm(22, "5.2.3", "每面行数", Strength.GENERALLY)
LINES_ADJUSTED = Norm((23, 21, 24, 20), "7.3.5.5", "署名将单独成页时，调整行距后的每面行数", Strength.MAY)
FIRST_PAGE_LINES = Norm(2, "7.3.3", "首页至少显示的正文行数", Strength.HOUSE)
CHARS = Norm(28, "5.2.3", "每行字数", Strength.GENERALLY)
BLACK = Norm("000000", "5.2.4", "文字颜色")
# The standard names inks only (Y80 M80); pure red is what screens and printers are given by custom.
RED = Norm("FF0000", "6.2", "红色（发文机关标志、分隔线）", Strength.HOUSE)
OPEN_PLACE = Norm("yellow", "—", "草稿里待填之处的底色", Strength.HOUSE)

# ── Type (5.2.2, 7) ──────────────────────────────────────────────────────────────────────────────────────────────
BODY = Norm(Type(FANGSONG, HAO["三号"]), "5.2.2", "正文", Strength.GENERALLY)
TITLE = Norm(Type(XIAOBIAOSONG, HAO["二号"]), "7.3.1", "标题", Strength.GENERALLY)
HEADINGS = (
    Norm(Type(HEITI, HAO["三号"]), "7.3.3", "第一层标题（一、）", Strength.GENERALLY),
    Norm(Type(KAITI, HAO["三号"]), "7.3.3", "第二层标题（（一））", Strength.GENERALLY),
    Norm(Type(FANGSONG, HAO["三号"]), "7.3.3", "第三层标题（1.）", Strength.GENERALLY),
    Norm(Type(FANGSONG, HAO["三号"]), "7.3.3", "第四层标题（（1））", Strength.GENERALLY),
)
COPY_NUMBER = Norm(Type(FANGSONG, HAO["三号"]), "7.2.1", "份号", Strength.GENERALLY)
COPY_NUMBER_DIGITS = Norm(6, "7.2.1", "份号位数", Strength.GENERALLY)
SECRECY = Norm(Type(HEITI, HAO["三号"]), "7.2.2", "密级和保密期限", Strength.GENERALLY)
URGENCY = Norm(Type(HEITI, HAO["三号"]), "7.2.3", "紧急程度", Strength.GENERALLY)
# The standard leaves the size open (“醒目、美观、庄重”): 42 pt (初号), condensed before a second line is begun.
ORGAN_MARK = Norm(Type(XIAOBIAOSONG, pt(42)), "7.2.4", "发文机关标志", Strength.MAY)
MARK_LEAST_SCALE = Norm(50, "7.2.4", "发文机关标志字符缩放至少（%）", Strength.HOUSE)
MARK_LEAST_SIZE = Norm(HAO["三号"], "7.2.4", "发文机关标志字号至少（不小于正文）", Strength.HOUSE)
MARK_SIZE_STEP = Norm(pt(1), "7.2.4", "发文机关标志逐级缩小的字号", Strength.HOUSE)
MARK_WORD_GAP = Norm(0.5, "7.2.4", "联合行文“文件”与机关名称的间隔（字）", Strength.HOUSE)
# 7.2.5 names no face: what holds for every element holds for it.
DOCUMENT_NUMBER = Norm(Type(FANGSONG, HAO["三号"]), "5.2.2", "发文字号", Strength.GENERALLY)
SIGNATORY_LABEL = Norm(Type(FANGSONG, HAO["三号"]), "7.2.6", "签发人（三字）")
SIGNATORY_NAME = Norm(Type(KAITI, HAO["三号"]), "7.2.6", "签发人姓名")
ATTACHMENT_MARK = Norm(Type(HEITI, HAO["三号"]), "7.3.7", "附件（顺序号）")
IMPRINT = Norm(Type(FANGSONG, HAO["四号"]), "7.4.2", "版记", Strength.GENERALLY)
PAGE_NUMBER = Norm(Type(SONGTI, HAO["四号"]), "7.5", "页码（半角宋体阿拉伯数字）", Strength.GENERALLY)
TABLE = Norm(Type(FANGSONG, HAO["四号"]), "5.2.2", "表内文字", Strength.HOUSE)
TABLE_HEAD = Norm(Type(HEITI, HAO["四号"]), "5.2.2", "表头、表题", Strength.HOUSE)
# Where a table is too wide; a table that is too wide in 小四, too, has a landscape page.
TABLE_SMALL = Norm(Type(FANGSONG, HAO["小四"]), "5.2.2", "宽表的表内文字", Strength.HOUSE)
TABLE_SMALLEST = Norm(Type(FANGSONG, HAO["五号"]), "5.2.2", "横排仍排不下的表内文字", Strength.HOUSE)

# ── Distances ────────────────────────────────────────────────────────────────────────────────────────────────────
LINE_PITCH = Norm(
    twips(math.floor(TYPE_AREA_HEIGHT.value.tw / LINES.value)),
    "5.2.3",
    "行距（225 mm ÷ 22，向下取整）",
    Strength.DERIVED,
)
CHAR_PITCH = Norm(TYPE_AREA_WIDTH.value / CHARS.value, "5.2.3", "字距（156 mm ÷ 28）", Strength.DERIVED)
# 16 pt × 28 is wider than 156 mm: each character gives up whole twips until 28 fit.
CHAR_SPACING = Norm(
    twips(math.floor(CHAR_PITCH.value.twips - BODY.value.size.twips)),
    "5.2.3",
    "字符间距（使每行恰排 28 字）",
    Strength.DERIVED,
)
TITLE_PITCH = Norm(
    TITLE.value.size + BODY.value.size * (7 / 8), "3.2", "标题行距（字高加三号字高的 7/8）", Strength.DERIVED
)
PARAGRAPH_INDENT = Norm(2, "7.3.3", "段首空字数")
MARK_TOP = Norm(mm(35), "7.2.4", "发文机关标志上边缘至版心上边缘")
MARK_LINE_RATIO = Norm(1.25, "7.2.4", "发文机关标志行高与字号之比", Strength.HOUSE)
# Measured in LibreOffice 7.4 for that line: the words' upper edge stands this much of the size below the line's.
MARK_LEAD_RATIO = Norm(0.23, "7.2.4", "发文机关标志行顶至字顶与字号之比", Strength.HOUSE)
MARK_GAP_LINES = Norm(2, "7.2.5", "发文机关标志下空行数")
RULE_GAP = Norm(mm(4), "7.2.7", "发文字号至红色分隔线")
RULE_THICKNESS = Norm(pt(1), "7.2.7", "红色分隔线粗细", Strength.HOUSE)
RULE_WIDTH = Norm(TYPE_AREA_WIDTH.value, "7.2.7", "红色分隔线长度")
TITLE_GAP_LINES = Norm(2, "7.3.1", "红色分隔线下空行数")
ADDRESSEE_GAP_LINES = Norm(1, "7.3.2", "标题下空行数")
ATTACHMENT_NOTE_GAP_LINES = Norm(1, "7.3.4", "正文与附件说明间空行数")
SIGNATURE_MOST_SPREAD = Norm(2, "7.3.5.2", "联合署名拉开至同宽，字间至多空字数", Strength.HOUSE)
SIGNATURE_GAP_LINES = Norm(1, "7.3.5.2", "正文（附件说明）与署名间空行数")
SEALED_DATE_INDENT = Norm(4, "7.3.5.1", "加盖印章：成文日期右空字数")
UNSEALED_INDENT = Norm(2, "7.3.5.2", "不加盖印章：署名右空字数")
UNSEALED_DATE_OFFSET = Norm(2, "7.3.5.2", "不加盖印章：日期首字比署名首字右移字数")
EDGE_INDENT = Norm(1, "7.2.5", "上行文发文字号左空、签发人右空字数")
NAMES_PER_LINE = Norm(2, "7.2.6", "每行签发人数", Strength.GENERALLY)
ATTACHMENT_TITLE_LINE = Norm(3, "7.3.7", "附件标题所在行")
IMPRINT_OUTER_RULE = Norm(mm(0.35), "7.4.1", "版记首、末条分隔线高度", Strength.MAY)
IMPRINT_INNER_RULE = Norm(mm(0.25), "7.4.1", "版记中间分隔线高度", Strength.MAY)
IMPRINT_EDGE_INDENT = Norm(1, "7.4.2", "版记左右空字数")
PAGE_NUMBER_DROP = Norm(mm(7), "7.5", "页码一字线上距版心下边缘")
PAGE_NUMBER_INDENT = Norm(1, "7.5", "单页码右空、双页码左空字数")
PAGE_NUMBER_LINE = Norm(pt(20), "7.5", "页码行高（不得挤占版心）", Strength.HOUSE)
# Measured in LibreOffice 7.4 for the line above: the middle of the dash stands this far above the line's foot.
PAGE_NUMBER_RISE = Norm(twips(156.4), "7.5", "页码行底至一字线", Strength.HOUSE)
ATTACHMENT_GAP_LINES = Norm(1, "7.3.7", "附件标题下空行数", Strength.HOUSE)
# Line and room below it make up 字高加三号字高的 7/8 (3.2), and put the words in the middle between two rules.
IMPRINT_LINE = Norm(pt(24), "3.2", "版记行高", Strength.HOUSE)
IMPRINT_AFTER = Norm(pt(4), "3.2", "版记段后距", Strength.HOUSE)
IMPRINT_RULE_WIDTH = Norm(TYPE_AREA_WIDTH.value, "7.4.1", "版记分隔线长度")
TABLE_LINE_RATIO = Norm(1.3, "8", "表内行高与字号之比（估算页数用）", Strength.HOUSE)
# The standard leaves tables open, but for the page number of landscape pages (8).
TABLE_RULE = Norm(pt(0.5), "8", "表格线粗细", Strength.HOUSE)
SHORT_CELL = Norm(8, "8", "表格短格（不折行）的字数上限", Strength.HOUSE)
LONG_CELL = Norm(12, "8", "表格长栏至少保留的字数", Strength.HOUSE)
# It also keeps two tables apart, of which Word would make one.
TABLE_GAP = Norm(mm(2), "8", "没有表注的表格下方的空白", Strength.HOUSE)
WHOLE_TABLE_ROWS = Norm(4, "8", "表格不跨页的行数上限", Strength.HOUSE)
CHART_HEIGHT = Norm(mm(80), "5.2.1", "图的高度", Strength.HOUSE)
CHART_TEXT = Norm(Type(SONGTI, pt(10.5)), "5.2.2", "图内文字", Strength.HOUSE)
CHART_GREYS = Norm(("000000", "595959", "808080"), "5.2.4", "图线的灰度", Strength.HOUSE)
CELL_MARGIN = Norm(mm(1.5), "8", "表格单元格左右留白", Strength.HOUSE)
CELL_PADDING = Norm(mm(0.8), "8", "表格单元格上下留白", Strength.HOUSE)
# 国发〔1999〕25号: seals of county organs and their departments measure 42 mm.
SEAL_DIAMETER = Norm(mm(42), "7.3.5.1", "印章直径", Strength.GENERALLY)
SEALS_PER_ROW = Norm(3, "7.3.5.1", "联合行文每排印章数上限", Strength.DERIVED)
SEAL_CLEARANCE = Norm(mm(5), "7.3.5.1", "相邻印章间距（互不相交或相切）", Strength.HOUSE)
# Name and date stand a little below the seal's middle, its top at most one line below the text: two lines do both.
SEALED_GAP_LINES = Norm(2, "7.3.5.1", "加盖印章：正文（附件说明）与署名间空行数", Strength.DERIVED)


@dataclass(frozen=True, slots=True)
class Look:
    """What an office prints otherwise than this program: the inks of the red head, and the family of each face.

    Args:
        mark_color: Colour of 发文机关标志, six hexadecimal digits.
        rule_color: Colour of the red rule.
        own_families: Names of faces, each with the family that the office has for it.
    """

    mark_color: str = RED.value
    rule_color: str = RED.value
    own_families: tuple[tuple[str, str], ...] = ()

    def family(self, face: Face) -> str:
        """The family name that is written into documents for a face."""
        return self.families(face)[0]

    def families(self, face: Face) -> tuple[str, ...]:
        """The family names of a face, the office's own first, for whoever takes the first that is there."""
        own = tuple(family for name, family in self.own_families if name == face.name)
        return (*own, *(family for family in face.families if family not in own))


STANDARD_LOOK = Look()


@dataclass(frozen=True, slots=True)
class Profile:
    """A page profile (页面方案): margins and line pitch with which a word processor gives the page of the standard.

    Args:
        name: Its name for ``--profile``.
        what: Its description for help and docs, one Chinese sentence.
        source: The standard that it follows.
        top, bottom: Page margins in the word processor.
        line_pitch: Distance of the baselines of the body.
        mark_top: From the upper page margin to the upper edge of the organ's mark.
        page_number_drop: From the lower page margin to the middle of the page number's dash.
        look: What the office prints otherwise.
    """

    name: str
    what: str
    source: str
    top: Length
    bottom: Length
    line_pitch: Length
    mark_top: Length
    page_number_drop: Length
    look: Look = STANDARD_LOOK

    @property
    def text_height(self) -> Length:
        """Height of the text area in the word processor."""
        return PAPER_HEIGHT.value - self.top - self.bottom

    @property
    def foot(self) -> Length:
        """Distance from the foot of the type area (版心) down to the lower page margin."""
        return BOTTOM_MARGIN.value - self.bottom


CLASSIC = Profile(
    name="classic",
    what="白边取 GB/T 9704 原值（37/35/28/26 mm），多数机关和检查工具所用",
    source="GB/T 9704-2012 5.2",
    top=TOP_MARGIN.value,
    bottom=BOTTOM_MARGIN.value,
    line_pitch=LINE_PITCH.value,
    mark_top=MARK_TOP.value,
    page_number_drop=PAGE_NUMBER_DROP.value,
)
# A word processor puts half of the gap between lines above the first line; GB/T 33476.2 takes that half off the margins.
_HALF_GAP = mm(2.42)
GBT33476 = Profile(
    name="gbt33476",
    what="白边取 GB/T 33476.2 为字处理软件补偿后的值（34.58/32.58 mm）",
    source="GB/T 33476.2-2016 6.2",
    top=TOP_MARGIN.value - _HALF_GAP,
    bottom=BOTTOM_MARGIN.value - _HALF_GAP,
    line_pitch=twips(math.floor((TYPE_AREA_HEIGHT.value + _HALF_GAP * 2).tw / LINES.value)),
    mark_top=MARK_TOP.value + _HALF_GAP,
    page_number_drop=PAGE_NUMBER_DROP.value - _HALF_GAP,
)
PROFILES = {profile.name: profile for profile in (CLASSIC, GBT33476)}


def rows() -> list[tuple[str, Norm[object]]]:
    """Name and row of the whole table in the order of the file, for ``docs/reference/layout.md`` and checks."""
    found: list[tuple[str, Norm[object]]] = []
    for name, value in globals().items():
        if isinstance(value, Norm):
            found.append((name, value))
        elif isinstance(value, tuple) and value and all(isinstance(item, Norm) for item in value):
            found.extend((f"{name}[{index}]", item) for index, item in enumerate(value))
    return found
