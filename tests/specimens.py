"""Documents for trying writers on: one that uses every element, one of plain long text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from fazhi_report.document.nodes import (
    AttachmentBlock,
    Block,
    CornerLine,
    Datum,
    Document,
    Heading,
    ImprintBlock,
    Masthead,
    Ordinal,
    Paragraph,
    Properties,
    SignatureBlock,
    Strong,
    TableBlock,
    Text,
)

ORGAN = "示例市司法局"
DATE = "2025年2月28日"
# No punctuation: lines of Chinese characters alone.
PLAIN = "法治政府建设是全面依法治国的重点任务和主体工程要率先突破"


def text(words: str) -> tuple[Text]:
    return (Text(words),)


def properties(edition: str) -> Properties:
    return Properties(
        title=f"{ORGAN}关于2024年度法治政府建设情况的报告",
        organ=ORGAN,
        year=2024,
        issued=date(2025, 2, 28),
        edition=edition,
    )


TABLE = TableBlock(
    header=(text("事项"), text("2023年"), text("2024年"), text("说明")),
    rows=(
        (text("行政复议收案"), text("1,234"), text("80"), text("“一口受理”以来——含上年结转")),
        (text("行政应诉"), text("9"), text("40"), text("—")),
        (
            text("规范性文件合法性审查"),
            text("120"),
            text("62"),
            text("含部门文件；凡涉及经营主体的，另请公平竞争审查机关会签后再行送审，逾期不报的一律退回"),
        ),
    ),
    caption=text("表1 行政复议与应诉情况"),
    note=text("注：数据截至2024年12月31日。"),
)
WIDE = TableBlock(
    header=tuple(map(text, ("执法单位", *(f"检查事项{n}" for n in "甲乙丙丁戊己庚辛壬")))),
    rows=tuple((text(f"执法{n}大队"), *(text("1,234件"),) * 9) for n in "一二三四五六"),
    caption=text("表2 行政检查情况"),
    note=text("注：数据由各单位报送。"),
)
"""A table that is too wide for a portrait page."""

BLOCKS: tuple[Block, ...] = (
    Paragraph(text("2024年，全市司法行政系统坚持以“法治示例”建设为统领，现将有关情况报告如下。")),
    Heading(1, text("法治政府建设主要成效"), "一、"),
    Heading(2, text("聚焦依法决策"), "（一）"),
    Heading(
        3,
        text("健全“1+3”审查机制。"),
        "1.",
        body=(
            Text("全年审查规范性文件"),
            Datum("normative_documents.reviewed", "62件"),
            Text("，备案46件；办结率99.78%……做到应审尽审。"),
        ),
    ),
    Heading(4, text("压实责任。"), "（1）", body=text("各镇街设法制审核员，“维爱·微课堂”每月1期。")),
    Heading(
        2, text("聚焦复议为民。"), "（二）", body=text("收到行政复议申请80件，立案前化解36件，化解率45%。")
    ),
    Heading(3, text("深化府院联动"), "3."),
    Heading(4, text("完善机制"), "（2）"),
    Paragraph(
        (
            Ordinal("是", "一是"),
            Text("强化学习。"),
            Strong("第一责任人"),
            Text("职责清单‘年初有部署、年中有督查’；"),
            Ordinal("是", "二是"),
            Text("A&B<C>、㐂㐂、𠮷。"),
        )
    ),
    TABLE,
    Heading(1, text("存在的不足"), "二、"),
    *(Paragraph(text(PLAIN * 4 + "。")) for _ in range(6)),
    Paragraph(text("以上报告，请审阅。")),
)

ATTACHMENTS = (
    AttachmentBlock("行政复议与行政应诉情况统计表", (TABLE,)),
    AttachmentBlock(
        "示例市2024年度重大行政决策事项目录及其执行情况第三方评估结果汇总",
        (Paragraph(text("目录所列3项决策均已完成后评估。")), Heading(1, text("总体评价"), "一、")),
    ),
)

PUBLISHED = Document(
    properties=properties("publish"),
    title=(f"{ORGAN}关于2024年度", "法治政府建设情况的报告"),
    blocks=BLOCKS,
    signature=SignatureBlock((ORGAN,), DATE),
    addressees=("示例市人民政府",),
)

SUBMITTED = replace(
    PUBLISHED,
    properties=properties("submit"),
    masthead=Masthead(
        organ_mark=(f"{ORGAN}文件",),
        document_number="示司〔2025〕8号",
        signatories=("张三丰", "李四"),
        corner=(
            CornerLine("copy_number", "000001"),
            CornerLine("secrecy", "秘密★1年"),
            CornerLine("urgency", "特急"),
        ),
    ),
    signature=SignatureBlock((ORGAN,), DATE, sealed=True),
    attachments=ATTACHMENTS,
    notes=("此件公开发布", "联系人：王五，电话：0000-00000000"),
    imprint=ImprintBlock(
        copied_to=("示例市委全面依法治市委员会办公室", "示例市人大常委会办公室", "省司法厅", "市政协办公室"),
        printed_by=f"{ORGAN}办公室",
        printed_on="2025年3月1日",
    ),
)

# Title and blank lines apart, every line is full: 28 characters, 22 lines.
LONG = replace(PUBLISHED, blocks=tuple(Paragraph(text(PLAIN * 20)) for _ in range(4)))


def common(value: Any) -> Any:
    """A document without the rare characters, which few fonts have."""
    if isinstance(value, str):
        return value.translate(str.maketrans("㐂𠮷㼆䶮𬭚", "喜吉岭岩锋"))
    if isinstance(value, tuple):
        return tuple(map(common, value))
    if hasattr(value, "__dataclass_fields__"):
        return replace(value, **{name: common(getattr(value, name)) for name in value.__dataclass_fields__})
    return value
