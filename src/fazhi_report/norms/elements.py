"""The elements of an official document (公文要素) as a table: one row per element, with its clause of GB/T 9704-2012.

The recogniser, the readers, the importer, the writers and the page rules read these rows. Sizes, faces and distances
are in `fazhi_report.norms.gbt9704`; a row gives the words by which an element is recognised and what is printed around
it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import Norm, Type


class Role(StrEnum):
    """The element that a paragraph belongs to; the value is its Chinese name, as messages print it."""

    COPY_NUMBER = "份号"
    SECRECY = "密级和保密期限"
    URGENCY = "紧急程度"
    ORGAN_MARK = "发文机关标志"
    NUMBER_LINE = "发文字号、签发人"
    TITLE = "标题"
    SUBTITLE = "题下说明"
    ADDRESSEE = "主送机关"
    HEADING_1 = "第一层标题"
    HEADING_2 = "第二层标题"
    HEADING_3 = "第三层标题"
    HEADING_4 = "第四层标题"
    BODY = "正文"
    ATTACHMENT_NOTE = "附件说明"
    SIGNATURE = "发文机关署名"
    DATE = "成文日期"
    NOTE = "附注"
    ATTACHMENT_MARK = "附件顺序号"
    ATTACHMENT_TITLE = "附件标题"
    TABLE = "表格"
    CAPTION = "表题"
    TABLE_NOTE = "表注"
    COPIED_TO = "抄送机关"
    PRINTED_BY = "印发机关和印发日期"
    UNKNOWN = "认不出的段落"
    BLANK = "空行"


class Region(StrEnum):
    """The region of the page that an element belongs to (GB/T 9704-2012, 7.1)."""

    MASTHEAD = "版头"
    MAIN = "主体"
    IMPRINT = "版记"
    OUTSIDE = "版心外"


JOINT = "★"
"""The mark between 密级 and 保密期限."""
SUBMIT, PUBLISH = "submit", "publish"
_BOTH = (SUBMIT, PUBLISH)
_HAN = "一二三四五六七八九十"
_COUNT, _FIGURE = f"[{_HAN}百]{{1,5}}", "[0-9０-９]{1,2}"
_DIGIT = "0-9０-９〇○零一二三四五六七八九"
DAY = rf"[{_DIGIT}]{{2,4}}\s*年.{{1,4}}月.{{1,4}}[日月]|[0-9]{{4}}[-./][0-9]{{1,2}}[-./][0-9]{{1,2}}"
"""A day as documents write it, right or wrong: 2021年2月28日, 二〇二一年二月二十八日, 2021-02-28, 2021年2月28月."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialElement:
    """One row of the table.

    Args:
        key: Identifier; where the data file has a field of the element, the field's name.
        role: The role of a paragraph that contains the element.
        name: The term of the standard, Chinese.
        clause: Clause of GB/T 9704-2012.
        region: Where on the page it belongs.
        editions: Editions that print it.
        printed: How it is printed, in the words of the standard.
        label: The word printed before it, without colon; pages without layout print it before elements in their own line.
        closing: The mark printed behind it.
        words: The pattern of its line, blanks and width of marks aside; None where only its place identifies it.
        place: Where the recogniser looks for it, Chinese.
        style: Identifier of its paragraph style in .docx files of this program; empty for none of its own.
        type: Face and size; None for those of the body.
        form: How its value is written, as a format string.
        parts: Fields of the value, joined by ★; empty where the value is one text.
        corner: Whether it has a line of its own in the upper left corner of the masthead.
    """

    key: str
    role: Role
    name: str
    clause: str
    region: Region
    editions: tuple[str, ...] = _BOTH
    printed: str
    label: str = ""
    closing: str = ""
    words: re.Pattern[str] | None = None
    place: str
    style: str = ""
    type: Norm[Type] | None = None
    form: str = "{}"
    parts: tuple[str, ...] = ()
    corner: bool = False

    def value_of(self, text: str) -> object:
        """Return the value of the data file for a printed text: the text, or a mapping of its parts."""
        if not self.parts:
            return text
        pieces = text.split(JOINT, len(self.parts) - 1)
        return {name: piece for name, piece in zip(self.parts, pieces, strict=False) if piece}

    def printed_from(self, value: object) -> str:
        """Return the printed text for a value of the data file; empty for no value."""
        if value is None or value == "":
            return ""
        if self.parts:
            return JOINT.join(filter(None, (getattr(value, name) for name in self.parts)))
        return self.form.format(value)


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.DOTALL)


ELEMENTS: tuple[OfficialElement, ...] = (
    OfficialElement(
        key="copy_number",
        role=Role.COPY_NUMBER,
        name="份号",
        clause="7.2.1",
        region=Region.MASTHEAD,
        editions=(SUBMIT,),
        printed="版心左上角第一行顶格，6 位阿拉伯数字",
        label="份号",
        words=_pattern("[0-9]{1,8}"),
        place="发文字号以上",
        style="CopyNumber",
        type=norms.COPY_NUMBER,
        form=f"{{:0>{norms.COPY_NUMBER_DIGITS.value}}}",
        corner=True,
    ),
    OfficialElement(
        key="secrecy",
        role=Role.SECRECY,
        name="密级和保密期限",
        clause="7.2.2",
        region=Region.MASTHEAD,
        editions=(SUBMIT,),
        printed="版心左上角第二行顶格，保密期限中的数字用阿拉伯数字",
        label="密级",
        words=_pattern("(?:绝密|机密|秘密)(?:[★☆*].*)?"),
        place="发文字号以上",
        style="Secrecy",
        type=norms.SECRECY,
        parts=("level", "period"),
        corner=True,
    ),
    OfficialElement(
        key="urgency",
        role=Role.URGENCY,
        name="紧急程度",
        clause="7.2.3",
        region=Region.MASTHEAD,
        editions=(SUBMIT,),
        printed="版心左上角顶格，在份号、密级之下",
        label="紧急程度",
        words=_pattern("特急|加急|特提|平急"),
        place="发文字号以上",
        style="Urgency",
        type=norms.URGENCY,
        corner=True,
    ),
    OfficialElement(
        key="organ_mark",
        role=Role.ORGAN_MARK,
        name="发文机关标志",
        clause="7.2.4",
        region=Region.MASTHEAD,
        editions=(SUBMIT,),
        printed="居中，红色，机关名称加“文件”二字或只用名称",
        place="发文字号以上；没有发文字号的，以“文件”结尾或印成红色的一行",
        style="OrganMark",
        type=norms.ORGAN_MARK,
    ),
    OfficialElement(
        key="document_number",
        role=Role.NUMBER_LINE,
        name="发文字号",
        clause="7.2.5",
        region=Region.MASTHEAD,
        editions=(SUBMIT,),
        printed="发文机关标志下空二行居中；上行文居左空一字",
        label="发文字号",
        words=_pattern(r"[〔\[［(（【〈]\s*[0-9]{2,4}年?\s*[〕\]］)）】〉]\s*第?\s*[0-9]{1,6}\s*号?"),
        place="标题以上",
        style="DocumentNumber",
        type=norms.DOCUMENT_NUMBER,
    ),
    OfficialElement(
        key="signatories",
        role=Role.NUMBER_LINE,
        name="签发人",
        clause="7.2.6",
        region=Region.MASTHEAD,
        editions=(SUBMIT,),
        printed="与发文字号同一行，居右空一字",
        label="签发人",
        words=_pattern(r"签\s*发\s*人\s*[：:]?"),
        place="标题以上",
    ),
    OfficialElement(
        key="title",
        role=Role.TITLE,
        name="标题",
        clause="7.3.1",
        region=Region.MAIN,
        printed="红色分隔线下空二行居中，回行词意完整",
        place="版头之下，主送机关和正文之上",
        style="Title",
        type=norms.TITLE,
    ),
    OfficialElement(
        key="addressees",
        role=Role.ADDRESSEE,
        name="主送机关",
        clause="7.3.2",
        region=Region.MAIN,
        printed="标题下空一行顶格",
        closing="：",
        place="标题之下以冒号结尾、没有句子的一行",
        style="Addressee",
    ),
    *(
        OfficialElement(
            key=f"heading_{level}",
            role=role,
            name=role.value,
            clause="7.3.3",
            region=Region.MAIN,
            printed=f"左空二字，序数写作“{number}”",
            words=_pattern(words),
            place="正文里",
            style=f"Heading{level}",
        )
        for level, (role, number, words) in enumerate(
            (
                (Role.HEADING_1, "一、", rf"(?P<n>{_COUNT})\s*[、.．，,]"),
                (Role.HEADING_2, "（一）", rf"[（(]\s*(?P<n>{_COUNT})\s*[）)]\s*[、.．]?"),
                # 3.5万人 is no third item; 3.2024年 is one.
                (
                    Role.HEADING_3,
                    "1.",
                    rf"(?P<n>{_FIGURE})\s*(?:、|[.．](?:(?![0-9０-９])|(?=(?:19|20)[0-9]{{2}}年)))",
                ),
                (Role.HEADING_4, "（1）", rf"[（(]\s*(?P<n>{_FIGURE})\s*[）)]\s*[、.．]?"),
            ),
            1,
        )
    ),
    OfficialElement(
        key="body",
        role=Role.BODY,
        name="正文",
        clause="7.3.3",
        region=Region.MAIN,
        printed="每个自然段左空二字，回行顶格",
        place="主送机关之下，附件说明和署名之上",
        style="BodyText",
        type=norms.BODY,
    ),
    OfficialElement(
        key="attachment_note",
        role=Role.ATTACHMENT_NOTE,
        name="附件说明",
        clause="7.3.4",
        region=Region.MAIN,
        printed="正文下空一行左空二字，名称后不加标点",
        label="附件",
        words=_pattern(r"附\s*件\s*[：:]\s*(?=\S)"),
        place="正文之下，署名之上",
        style="AttachmentNote",
    ),
    OfficialElement(
        key="signature",
        role=Role.SIGNATURE,
        name="发文机关署名",
        clause="7.3.5",
        region=Region.MAIN,
        printed="成文日期之上；盖章的以成文日期为准居中",
        place="成文日期之上没有句子的短行",
        style="Signature",
    ),
    OfficialElement(
        key="date_of_issue",
        role=Role.DATE,
        name="成文日期",
        clause="7.3.5.4",
        region=Region.MAIN,
        printed="阿拉伯数字，年份标全，月、日不编虚位",
        words=_pattern(DAY),
        place="正文之后独占一行",
        style="Date",
    ),
    OfficialElement(
        key="notes",
        role=Role.NOTE,
        name="附注",
        clause="7.3.6",
        region=Region.MAIN,
        printed="成文日期下一行左空二字，加圆括号",
        label="（",
        closing="）",
        words=_pattern(r"[（(](?P<inner>.*)[）)]"),
        place="成文日期之下",
        style="Note",
    ),
    OfficialElement(
        key="attachments",
        role=Role.ATTACHMENT_MARK,
        name="附件",
        clause="7.3.7",
        region=Region.MAIN,
        printed="另面编排，“附件”二字及顺序号顶格，标题在第三行居中",
        label="附件",
        words=_pattern(rf"附\s*件\s*[0-9{_HAN}]{{0,3}}\s*[：:]?"),
        place="成文日期之下独占一行",
        style="AttachmentMark",
        type=norms.ATTACHMENT_MARK,
    ),
    OfficialElement(
        key="attachment_title",
        role=Role.ATTACHMENT_TITLE,
        name="附件标题",
        clause="7.3.7",
        region=Region.MAIN,
        printed="版心第三行居中，与附件说明一致",
        place="附件顺序号之下",
        style="AttachmentTitle",
        type=norms.TITLE,
    ),
    OfficialElement(
        key="copied_to",
        role=Role.COPIED_TO,
        name="抄送机关",
        clause="7.4.2",
        region=Region.IMPRINT,
        editions=(SUBMIT,),
        printed="左右各空一字，回行与冒号后的首字对齐；主送机关移入版记的，“抄送”改为“主送”",
        label="抄送",
        closing="。",
        words=_pattern(r"(?P<label>抄\s*送|抄\s*报|分\s*送|主\s*送)\s*[：:]\s*(?P<names>.*)"),
        place="全文末尾",
        style="Imprint",
        type=norms.IMPRINT,
    ),
    OfficialElement(
        key="printed_by",
        role=Role.PRINTED_BY,
        name="印发机关",
        clause="7.4.3",
        region=Region.IMPRINT,
        editions=(SUBMIT,),
        printed="末条分隔线之上左空一字",
        words=_pattern(
            rf"(?P<organ>.*?)\s*(?P<date>{DAY})\s*印\s*发\s*[。.]?\s*(?P<rest>[（(]?\s*共\s*印.*)?"
        ),
        place="全文末尾",
        style="Imprint",
        type=norms.IMPRINT,
    ),
    OfficialElement(
        key="printed_on",
        role=Role.PRINTED_BY,
        name="印发日期",
        clause="7.4.3",
        region=Region.IMPRINT,
        editions=(SUBMIT,),
        printed="与印发机关同一行，右空一字，阿拉伯数字标全，后加“印发”",
        closing="印发",
        words=_pattern(rf"(?:{DAY})\s*印\s*发"),
        place="全文末尾",
        type=norms.IMPRINT,
    ),
    OfficialElement(
        key="page_number",
        role=Role.UNKNOWN,
        name="页码",
        clause="7.5",
        region=Region.OUTSIDE,
        printed="版心下边缘之下，左右各一条一字线；单页码居右空一字，双页码居左空一字",
        place="页脚",
        style="Footer",
        type=norms.PAGE_NUMBER,
    ),
)
"""Every element, in the order in which a document prints them."""

BY_KEY: Mapping[str, OfficialElement] = MappingProxyType({one.key: one for one in ELEMENTS})
"""The rows by their identifiers."""
CORNER = tuple(one for one in ELEMENTS if one.corner)
"""What stands in the upper left corner of the masthead, one line each, in this order."""
HEADINGS = (Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4)
TEXT = (*HEADINGS, Role.BODY)
MASTHEAD = tuple(dict.fromkeys(one.role for one in ELEMENTS if one.region is Region.MASTHEAD))
IMPRINT = tuple(dict.fromkeys(one.role for one in ELEMENTS if one.region is Region.IMPRINT))


def words_of(key: str) -> re.Pattern[str]:
    """Return the pattern of an element that is recognised by its words.

    Raises:
        LookupError: There is no such element, or its words do not identify it.
    """
    words = BY_KEY[key].words
    if words is None:
        raise LookupError(key)
    return words
