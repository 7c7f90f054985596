"""Requirements on pages of government websites as one table: meta tags, sizes, colours.

The rows have the form of those of GB/T 9704; `Norm.clause` names document and clause.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fazhi_report.norms.gbt9704 import HEITI, SONGTI, XIAOBIAOSONG, Face, Norm, Strength
from fazhi_report.norms.length import pt, px


class TagLevel(StrEnum):
    """The pages of a site on which a tag is required."""

    SITE = "网站"
    COLUMN = "栏目"
    ARTICLE = "文章"


@dataclass(frozen=True, slots=True)
class Tag:
    """A page tag (网页标签) of 《政府网站发展指引》(国办发〔2017〕47号).

    Args:
        name: The name of the ``meta`` element; case-sensitive.
        what: Its content, Chinese.
        level: The pages on which it is required; an article needs those of all three levels.
        field: The field of the data file that it comes from.
        required: Whether a page without it fails the inspection.
    """

    name: str
    what: str
    level: TagLevel
    field: tuple[str, ...]
    required: bool = True


TAGS = (
    Tag("SiteName", "网站名称", TagLevel.SITE, ("publication", "site", "name")),
    Tag("SiteDomain", "网站域名", TagLevel.SITE, ("publication", "site", "domain")),
    Tag("SiteIDCode", "网站标识码", TagLevel.SITE, ("publication", "site", "id_code")),
    Tag("ColumnName", "栏目名称", TagLevel.COLUMN, ("publication", "column", "name")),
    Tag("ColumnDescription", "栏目介绍", TagLevel.COLUMN, ("publication", "column", "description")),
    Tag("ColumnKeywords", "栏目关键词", TagLevel.COLUMN, ("publication", "column", "keywords")),
    Tag("ColumnType", "栏目类别", TagLevel.COLUMN, ("publication", "column", "type")),
    Tag("ArticleTitle", "标题", TagLevel.ARTICLE, ("title",)),
    Tag("PubDate", "发布日期", TagLevel.ARTICLE, ("publication", "published_at")),
    Tag("ContentSource", "来源", TagLevel.ARTICLE, ("publication", "source")),
    Tag("Keywords", "关键词", TagLevel.ARTICLE, ("publication", "keywords"), required=False),
    Tag("Description", "内容概述", TagLevel.ARTICLE, ("publication", "description"), required=False),
    Tag("Url", "网址", TagLevel.ARTICLE, ("publication", "address"), required=False),
)
"""The tags in the order of the guideline; an article needs ten of them."""

ID_CODE = Norm(
    r"[0-9]{10}|bm[0-9]{8}", "国办发〔2017〕47号 附件", "网站标识码：地方 10 位数字，部门 bm 加 8 位数字"
)

# ── Sizes ────────────────────────────────────────────────────────────────────────────────────────────────────────
_ELDER = "工信部 移动互联网应用适老化通用设计规范（2021）"
TEXT = Norm(px(18), "WCAG 2.1 1.4.4", "正文字号", Strength.HOUSE)
TEXT_STEPS = Norm((1.0, 1.25, 1.5), "WCAG 2.1 1.4.4", "标准、大、特大字号之比", Strength.HOUSE)
LINE = Norm(1.9, "WCAG 2.1 1.4.12", "行高与字号之比", Strength.HOUSE)
ELDER_TEXT = Norm(pt(18), _ELDER, "老年模式正文字号（下限）")
ELDER_STEPS = Norm(
    (1.0, 4 / 3, 5 / 3), _ELDER, "老年模式标准、大、特大字号之比（可调至 30 磅）", Strength.DERIVED
)
ELDER_LINE = Norm(2.0, _ELDER, "老年模式行高与字号之比（不小于 1.3）", Strength.HOUSE)
ELDER_PARAGRAPH = Norm(1.3, _ELDER, "老年模式段距与行距之比（下限）")
TARGET = Norm(px(44), _ELDER, "可点区域的边长（下限）")
ELDER_TARGET = Norm(px(60), _ELDER, "老年模式可点区域的边长（下限）")
PHONE = Norm(px(720), "国办发〔2017〕47号", "小于此宽度按手机编排", Strength.HOUSE)
DESK = Norm(px(1120), "国办发〔2017〕47号", "不小于此宽度把目录放在正文旁", Strength.HOUSE)
PAGE_WIDTH = Norm(px(1200), "国办发〔2017〕47号", "页面最宽", Strength.HOUSE)
MEASURE = Norm(38, "WCAG 2.1 1.4.8", "每行最多字数（不多于 40 字）", Strength.HOUSE)
ELDER_MEASURE = Norm(30, _ELDER, "老年模式每行最多字数", Strength.HOUSE)

# ── Contrast ─────────────────────────────────────────────────────────────────────────────────────────────────────
TEXT_CONTRAST = Norm(4.5, "WCAG 2.1 1.4.3", "文字与底色的对比度（下限）")
SHAPE_CONTRAST = Norm(3.0, "WCAG 2.1 1.4.11", "图形、边框与底色的对比度（下限）")


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of a page, hexadecimal RGB.

    Args:
        paper: The background.
        raised: The background of boxes.
        ink: Text.
        faint: Secondary text.
        accent: The red of header, marks and links.
        accent_ink: Text on the accent.
        rule: Dividing lines.
        edge: Borders of controls.
        focus: The outline of the focused element.
        bar: Bars of this year.
        bar_before: Bars of last year.
        marked: The background of the target of a link.
    """

    paper: str
    raised: str
    ink: str
    faint: str
    accent: str
    accent_ink: str
    rule: str
    edge: str
    focus: str
    bar: str
    bar_before: str
    marked: str

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """Pairs of text colour and background that occur on the page."""
        grounds = (self.paper, self.raised, self.marked)
        inks = (self.ink, self.faint, self.accent)
        return (*((ink, ground) for ink in inks for ground in grounds), (self.accent_ink, self.accent))

    @property
    def shapes(self) -> tuple[tuple[str, str], ...]:
        """Pairs of shape colour and background that must be distinguishable."""
        shapes = (self.edge, self.focus, self.bar, self.bar_before)
        return tuple((shape, ground) for shape in shapes for ground in (self.paper, self.raised))


# FF0000 on white is 4.0 : 1, too little for words.
PALETTE = Palette(
    paper="FFFFFF",
    raised="F8F6F3",
    ink="1F1F1F",
    faint="595550",
    accent="B01116",
    accent_ink="FFFFFF",
    rule="E3DED7",
    edge="807A72",
    focus="0B57D0",
    bar="B01116",
    bar_before="8C7F70",
    marked="FFF3D6",
)
HIGH_CONTRAST = Palette(
    paper="000000",
    raised="000000",
    ink="FFFFFF",
    faint="FFFFFF",
    accent="FFFF00",
    accent_ink="000000",
    rule="8A8A8A",
    edge="FFFFFF",
    focus="00FFFF",
    bar="FFFF00",
    bar_before="BFBFBF",
    marked="333300",
)

# ── Faces of the screen ──────────────────────────────────────────────────────────────────────────────────────────
SCREEN = Face(
    "屏幕正文",
    (
        "PingFang SC",
        "Microsoft YaHei",
        "微软雅黑",
        "HarmonyOS Sans SC",
        "Noto Sans CJK SC",
        "Source Han Sans SC",
        *HEITI.families,
    ),
)
SCREEN_TITLE = Face(
    "屏幕标题",
    (*XIAOBIAOSONG.families, "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", *SONGTI.families),
)

CHART_FAMILIES = ("Songti SC", "SimSun", "Noto Serif CJK SC", "Source Han Serif SC", "serif")
"""Families of the words in a chart, in the order in which a browser tries them."""
