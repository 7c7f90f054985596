"""Boilerplate of web pages around a report: labels with metadata of the publication, breadcrumbs, buttons and links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fazhi_report.document.raw import RawParagraph, RawTable
from fazhi_report.norms.elements import CORNER
from fazhi_report.recognise.markers import fold

_NO_FIELD = (
    "主题分类 体裁分类 组配分类 公开范围 公开时限 公开类别 信息分类 服务对象 主题词 信息类别 栏目 本地目录"
    " 浏览次数 浏览量 阅读次数 阅读量 点击率 点击数 点击量 访问量 作者 编辑 责任编辑 责编 审核"
    " 字号 字体 字体大小 视力保护色 保护视力色 分享到 分享 打印"
    " 主办 主办单位 承办单位 技术支持 网站标识码 地址 邮编 联系电话 版权所有 备案号"
)
# Label → field of the publication; an empty field means that the model has no place for it.
_LABELS = {
    "索引号": "index_number",
    "索引编号": "index_number",
    "信息索引号": "index_number",
    "公开方式": "disclosure",
    "文号": "document_number",
    "发文字号": "document_number",
    "文件编号": "document_number",
    "成文日期": "date_of_issue",
    "发文日期": "date_of_issue",
    "生成日期": "date_of_issue",
    "发布时间": "published_at",
    "发布日期": "published_at",
    "公开日期": "published_at",
    "公开时间": "published_at",
    "时间": "published_at",
    "日期": "published_at",
    "发布机构": "issuing_unit",
    "发布单位": "issuing_unit",
    "发文机关": "issuing_unit",
    "发布机关": "issuing_unit",
    "公开责任部门": "issuing_unit",
    "信息来源": "source",
    "稿件来源": "source",
    "来源": "source",
    "有效性": "validity",
    "时效性": "validity",
    "关键词": "keywords",
    "内容概述": "description",
    "原文链接": "address",
    "网址": "address",
    "签发人": "signatories",
    **{one.label: one.key for one in CORNER},
    "标题": "title",
    "信息名称": "title",
    "名称": "title",
    **dict.fromkeys(_NO_FIELD.split(), ""),
}
_LABEL = re.compile(
    r"(?:^|(?<=[\s|•·【\[]))\s*(?P<label>"
    + "|".join(sorted((r"\s*".join(label) for label in _LABELS), key=len, reverse=True))
    + r")\s*[：】\]]\s*[：]?"
)
_CRUMB = re.compile(r"当前(?:的)?位置|您?(?:现在)?(?:所在|的)的?位置|您现在的位置|所在位置")
_CRUMB_MARKS = re.compile(r"\s*(?:>>|[>＞»→])\s*")
_WORDS = re.compile(
    "无障碍|长者|老年模式|适老|简体|繁体|移动版|手机版|登录|注册|网站地图|设为首页|加入收藏|收藏本站|返回顶部"
    "|打印|关闭|(?:今日|累计|总)访问量|(?:手机|移动)端?.{0,4}(?:扫码|扫一扫|查看|阅读)"
    "|点赞|^赞|^收藏|网友评论|我要评论|^评论|分享|微信|微博|QQ空间|朋友圈|扫一扫|扫码|二维码|字号|字体|大\\s*中\\s*小|小\\s*中\\s*大"
    "|上一篇|下一篇|上一条|下一条|相关链接|友情链接"
    "|相关(?:阅读|文章|信息|新闻|报道|文档|附件|解读|政策|资讯|内容)|(?:推荐|延伸)阅读|为您推荐|热门|附件(?:列表|下载)|下载附件|Produced\\s*By|大汉|责任编辑|责编"
    "|版权所有|备\\d|ICP|公网安备|主办单位|承办单位|技术支持|网站标识码|联系我们|关于我们|网站声明|您好.{0,4}欢迎|今天是|农历|星期"
    "|收听|播放|语音|纠错|首页|繁體|English|政务公开|信息公开|工作动态|页面链接|=== ?正文|={3,}|-{3,}|^[*_—─－]{2,}$"
)
_MOST_BOILERPLATE = 60
# Sentences of the site itself, whatever their length and whether or not they end with a stop.
_NOTICE = re.compile(
    "网站标识码|ICP备|公网安备|网安备|版权所有|Copyright|All Rights Reserved|免责声明|(?:隐私|版权)(?:声明|政策|保护)"
    "|浏览器.{0,20}(?:访问|浏览|查看|打开|以上|版本)|(?:建议|推荐|请)(?:您)?使用.{0,40}(?:浏览器|分辨率|显示器)"
    "|(?:浏览|显示|用户|使用)(?:效果|体验).{0,12}(?:建议|推荐|请)|[0-9]{3,4}\\s*[*×xX]\\s*[0-9]{3,4}.{0,12}(?:分辨率|以上)"
    "|本(?:网站|站|网)(?:声明|.{0,20}(?:转载|刊载|版权|法律责任))|您是第.{0,14}(?:位)?访(?:问者|客)",
    re.IGNORECASE,
)


_REPORTED = re.compile("法治|执法|普法|依法|行政|政务|公开|建设|工作")


@dataclass(frozen=True, slots=True)
class Label:
    """A label of an index table with its value.

    Args:
        field: Field of the publication; empty where the model has none; ``title`` for the report's own title.
        label: The label's words as written, with the colon.
        value: The words behind it; may be empty.
        line: Its line in the source.
    """

    field: str
    label: str
    value: str
    line: int


def labels(text: str, line: int) -> list[Label]:
    """Return the labels of a line with their values; empty where the line does not begin with a label."""
    folded = fold(text).replace("|", " ")
    found = [match for match in _LABEL.finditer(folded) if _likely(folded, match)]
    if not found or folded[: found[0].start()].strip(" •·\t\u3000【[") != "":
        return []
    ends = [match.start() for match in found[1:]] + [len(text)]
    return [
        Label(
            _LABELS[re.sub(r"\s", "", match["label"])],
            text[match.start() : match.end()],
            text[match.end() : end].strip(" \t\u3000|"),
            line,
        )
        for match, end in zip(found, ends, strict=True)
    ]


def between(text: str, found: Sequence[Label]) -> str:
    """Return the marks around the labels and values of a line, such as • and |."""
    for one in found:
        text = text.replace(one.label, "", 1).replace(one.value, "", 1)
    return text


def _likely(folded: str, match: re.Match[str]) -> bool:
    """Whether a match is a label: one behind the first has a blank or a bar before it."""
    return match.start() == 0 or not folded[match.start() - 1].isalnum() or folded[match.start()].isspace()


def table_labels(table: RawTable) -> list[Label] | None:
    """Return the labels of an index table; None for any other table."""
    found: list[Label] = []
    for row in table.rows:
        cells = [cell for cell in row if cell.strip()]
        pending = ""
        for cell in cells:
            inside = labels(cell, table.line)
            name = re.sub(r"[\s：]", "", fold(cell))
            if inside and inside[0].value:
                found.extend(inside)
                pending = ""
            elif name in _LABELS or inside:
                pending = cell
            elif pending:
                found.append(
                    Label(_LABELS.get(re.sub(r"[\s：]", "", fold(pending)), ""), pending, cell, table.line)
                )
                pending = ""
            else:
                return None
    return found or None


def breadcrumb(block: RawParagraph) -> tuple[str, ...] | None:
    """Return the names of a breadcrumb; None for any other line."""
    if block.breadcrumb:
        return block.breadcrumb
    folded = fold(block.text)
    match = _CRUMB.search(folded)
    rest = block.text[match.end() :].lstrip("：: \u3000") if match else block.text
    parts = [part.strip() for part in _CRUMB_MARKS.split(rest)]
    if match or (len(parts) > 2 and len(block.text) <= _MOST_BOILERPLATE * 2):  # noqa: PLR2004
        return tuple(part for part in parts if part)
    return None


def continues_breadcrumb(text: str) -> bool:
    """Whether a line begins with the mark of a breadcrumb."""
    return bool(_CRUMB_MARKS.match(text))


def is_boilerplate(text: str) -> bool:
    """Whether a short line is boilerplate: a button, a link or a notice that pages carry around their text."""
    stripped = text.strip()
    return (
        len(stripped) <= _MOST_BOILERPLATE and not stripped.endswith("。") and bool(_WORDS.search(stripped))
    )


def is_notice(text: str) -> bool:
    """Whether a line is a sentence of the web site about itself: its number, its rights, the browser it wants.

    A sentence that speaks of law or of plans is the office's own.
    """
    return bool(_NOTICE.search(text)) and not (text.rstrip().endswith("。") and _REPORTED.search(text))


def document_numbers(text: str) -> Iterator[str]:
    """Yield the document numbers of a line, such as 临司〔2021〕8号."""
    for match in re.finditer(r"[\u4e00-\u9fff]{1,12}[〔\[（(][0-9]{4}[〕\]）)]\s?[0-9]{1,5}\s?号", text):
        yield match[0]
