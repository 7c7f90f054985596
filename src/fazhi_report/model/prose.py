"""The text of a report: parts, sections, paragraphs, enumerated measures, tables, charts."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    Tag,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema

from fazhi_report.model.base import Base, Line, YearNumber, join_lines, trouble
from fazhi_report.model.figure import FigureKey
from fazhi_report.norms.outline import outline

MatterId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9一-鿿][A-Za-z0-9一-鿿._-]{0,63}$")]
"""Identifier of a plan item or a shortcoming, by which others refer to it."""

Outcome = Literal["done", "partly", "carried", "dropped"]
OUTCOME_WORDS: dict[Outcome, str] = {
    "done": "已完成",
    "partly": "部分完成",
    "carried": "结转下年",
    "dropped": "不再实施",
}
MatterKind = Literal["plan", "shortcoming"]
KIND_WORDS: dict[MatterKind, str] = {"plan": "安排", "shortcoming": "不足"}


class Promised(Base):
    """Reference to a plan item or a shortcoming of an earlier report."""

    year: YearNumber = Field(title="年度", description="写下这项安排或不足的报告年度")
    id: MatterId | None = Field(None, title="编号", description="那一项在当年文件里的 id；没有就不写")
    where: Line | None = Field(None, title="位置", description="在当年报告里的位置，如“（一）一是”")
    text: Line = Field(title="原文", description="当年的原话，照录首句或全文")


class FollowUp(Base):
    """What was done about a plan item or a shortcoming of last year."""

    of: Promised = Field(title="所答事项", description="上年的哪一项安排或不足")
    kind: MatterKind = Field("plan", title="类别", description="plan：工作安排；shortcoming：存在的不足")
    outcome: Outcome | None = Field(
        None,
        title="结果",
        description="done：已完成；partly：部分完成；carried：结转下年；dropped：不再实施。空着就是还没有交代",
    )
    evidence: Line | None = Field(None, title="依据", description="凭什么说完成了：文件、数据、报告的哪一段")
    reason: Line | None = Field(None, title="理由", description="没有完成、结转或不再实施的理由")
    carried_to: Line | None = Field(
        None, title="结转到", description="结转到今年安排的哪一项：写它的 id 或原话"
    )


_BLANK_LINE = re.compile(r"\n[ \t　]*\n")


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a YAML text; an empty line separates them."""
    return [part.strip() for part in _BLANK_LINE.split(text) if part.strip()]


def _spread(value: object) -> object:
    """Convert a single text into the list of its paragraphs, so that drafters need no list for plain prose."""
    if isinstance(value, str):
        return paragraphs(value) or [value]
    return value


class Matter(Base):
    """The unprinted data of a plan item or a shortcoming."""

    id: MatterId | None = Field(None, title="编号", description="供别处引用的名字，如 p1；不印出")
    owner: Line | None = Field(None, title="责任单位", description="谁负责，用于工作安排；不印出")
    due: Line | None = Field(
        None, title="完成时限", description="何时完成，用于工作安排，如“2021年6月底前”；不印出"
    )
    cause: Line | None = Field(
        None, title="原因", description="不足的原因；正文已经写明“主要原因是……”的不用写；不印出"
    )
    measure: MatterId | None = Field(
        None, title="整改措施", description="对应的下一年度安排：那一项的 id；不印出"
    )


class Measure(Matter):
    """A measure of an enumeration (一是、二是): a lead sentence and the text after it."""

    lead: Line | None = Field(
        None, title="首句", description="概括这一条的短句，如“加强法治监督。”；没有可不写"
    )
    text: Line | None = Field(None, title="正文", description="首句之后的文字，不写“一是”，序号由程序编")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.lead is None and self.text is None:
            raise trouble("empty_measure", "这一条既没有首句（lead）也没有正文（text）")
        return self

    @model_validator(mode="before")
    @classmethod
    def _plain_text(cls, value: object) -> object:
        return {"text": value} if isinstance(value, str) else value


class Measures(Base):
    """An enumeration 一是……二是…… (列举)."""

    measures: Annotated[tuple[Measure, ...], Field(min_length=1)] = Field(
        title="列举", description="一是、二是……各条，一条一项；序号由程序编"
    )
    inline: bool = Field(
        default=False,
        title="接排",
        description="true：接在上一段（或段首标题）后面同段连排；false：每条自成一段",
    )
    ordinal: Literal["是", "要"] = Field("是", title="序号用字", description="“是”印作“一是”，“要”印作“一要”")


Cell = Annotated[
    str,
    BeforeValidator(lambda value: "" if value is None else value),
    AfterValidator(join_lines),
    # The schema must allow numbers: to an editor an unquoted 80 is one, although every value is read as text.
    WithJsonSchema({"type": ["string", "number", "null"]}),
]
"""The text of a table cell; may be empty."""


class Table(Base):
    """A table (表格)."""

    caption: Line | None = Field(None, title="表题", description="表格上方的题目")
    columns: Annotated[tuple[Line, ...], Field(min_length=1)] = Field(title="表头", description="各栏名称")
    rows: Annotated[tuple[tuple[Cell, ...], ...], Field(min_length=1)] = Field(
        title="各行",
        description="每行的单元格，栏数与表头相同；可用 {{ 指标键 }} 引用指标；"
        "只有第一格有字的行是分组行，左起各栏里上下相同的组名，印时合并",
    )
    note: Line | None = Field(None, title="表注", description="表格下方的说明，如数据来源")

    @model_validator(mode="after")
    def _rectangular(self) -> Self:
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise trouble(
                    "ragged_table",
                    f"第 {number} 行有 {len(row)} 格，表头有 {len(self.columns)} 栏，两者应当相同",
                )
        return self


class TableEntry(Base):
    """A table among the paragraphs."""

    table: Table = Field(title="表格", description="插在这里的表格")


class Chart(Base):
    """Figures over the years as a chart (趋势图)."""

    keys: Annotated[tuple[FigureKey, ...], Field(min_length=1, max_length=6)] = Field(
        title="指标键", description="画哪些指标，一条线一个，单位要相同，最多 6 个"
    )
    years: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{4}$")] | None = Field(
        None, title="年份", description="起止年份，如 2018-2024；不写则同一文件夹里有的年份都画"
    )
    caption: Line | None = Field(None, title="图题", description="图上方的题目；不写则用指标名称")
    note: Line | None = Field(None, title="图注", description="图下方的说明，如数据来源")


class ChartEntry(Base):
    """A chart among the paragraphs."""

    chart: Chart = Field(title="趋势图", description="插在这里的图，数据取自同一文件夹里各年度的文件")


def _entry_kind(value: Any) -> str:  # noqa: ANN401  (Pydantic hands in whatever the file held)
    if isinstance(value, Measures) or (isinstance(value, dict) and "measures" in value):
        return "<measures>"
    if isinstance(value, TableEntry) or (isinstance(value, dict) and "table" in value):
        return "<table>"
    if isinstance(value, ChartEntry) or (isinstance(value, dict) and "chart" in value):
        return "<chart>"
    return "<paragraph>"


# The tags become parts of an error's place; brackets keep them from being taken for keys of the file.
Entry = Annotated[
    Annotated[Line, Tag("<paragraph>")]
    | Annotated[Measures, Tag("<measures>")]
    | Annotated[TableEntry, Tag("<table>")]
    | Annotated[ChartEntry, Tag("<chart>")],
    Discriminator(_entry_kind),
]
Prose = Annotated[tuple[Entry, ...], BeforeValidator(_spread)]
"""A text: one YAML block (empty lines part paragraphs), or a list of paragraphs, enumerations, tables and charts."""


_NUMBER = (
    "^(?:第?[（(]?(?:[0-9０-９]{1,3}|[〇零一二三四五六七八九十百]{1,5}|[①-⑳])[）)]?"
    "(?:部分|章|节|条)?[、.．，：:]?)?$"
)
HeadingNumber = Annotated[
    Annotated[str, StringConstraints(pattern=_NUMBER)] | None,
    # To an editor 4. without quotation marks is a number, although every value is read as text.
    WithJsonSchema({"type": ["string", "number", "null"], "pattern": _NUMBER}),
    Field(
        title="序号",
        description="只在不是顺次的下一个时写，照原样，如“八、”“（四）”；写 '' 为不印序号；不写由程序编",
    ),
]
"""The number of a heading as it is printed, such as 八、; empty for no number, None for the next one of its level."""


class Item(Matter):
    """A numbered item of the third or fourth level (1. or （1）)."""

    number: HeadingNumber = None
    lead: Line = Field(title="首句", description="标题句，不写序号；段首标题以句号结尾")
    run_in: bool = Field(
        default=True, title="段首标题", description="true：正文接在首句后面；false：首句独占一行"
    )
    text: Prose = Field((), title="正文", description="首句后面的文字")
    items: tuple[Item, ...] = Field((), title="下一层", description="下一层各项（1. 之下为（1））")


class Section(Matter):
    """A section of the second level (（一）)."""

    number: HeadingNumber = None
    heading: Line = Field(title="标题", description="本节标题，不写序号“（一）”")
    run_in: bool = Field(
        default=False, title="段首标题", description="true：正文接在标题后面同段；false：标题独占一行"
    )
    text: Prose = Field((), title="正文", description="标题之后、各项之前的文字")
    items: tuple[Item, ...] = Field((), title="各项", description="1.、2.、3. 各项")


class Part(Base):
    """A part of the report (一、二、三、四)."""

    number: HeadingNumber = None
    heading: Line = Field(title="标题", description="本部分标题，用本机关自己的说法，不写序号“一、”")
    run_in: bool = Field(
        default=False, title="段首标题", description="true：正文接在标题后面同段；false：标题独占一行"
    )
    text: Prose = Field((), title="正文", description="本部分开头的文字")
    items: tuple[Item, ...] = Field(
        (), title="各项", description="不分节而直接列的 1.、2.、3. 各项，印在正文之后、各节之前"
    )
    sections: tuple[Section, ...] = Field((), title="各节", description="（一）（二）（三）各节")


class _RoleNames:
    """Offers the roles of ``norms/outline.yaml`` in the schema; the file is read when the schema is made."""

    def __get_pydantic_json_schema__(self, _: CoreSchema, __: GetJsonSchemaHandler) -> dict[str, object]:
        return {"type": "string", "enum": list(outline().parts)}


def _known_role(role: str) -> str:
    known = outline().parts
    if role not in known:
        names = "、".join(f"{name}（{norm.short}）" for name, norm in known.items())
        raise trouble("role", f"没有“{role}”这种部分，只有 {names}")
    return role


PartRole = Annotated[str, AfterValidator(_known_role), _RoleNames()]
"""What a part is about: a name of ``norms/outline.yaml``."""


class ListedPart(Part):
    """A part in the list of parts."""

    role: PartRole | None = Field(
        None,
        title="内容",
        description="这一部分写的是什么，如 plans（下一年度安排）；专题部分（如“优化营商环境”）不写",
    )


class Attachment(Base):
    """An attachment bound in with the report (附件)."""

    title: Line = Field(title="附件名称", description="与附件说明一致，后面不加标点")
    lines: tuple[Line, ...] = Field(
        (), title="附件标题分行", description="自己指定回行时，一行一项；连起来与 title 相同"
    )
    text: Prose = Field((), title="正文", description="附件的文字和表格")
    sections: tuple[Section, ...] = Field(
        (), title="各节", description="附件中的一、二、三；附件自成一套序号"
    )

    @model_validator(mode="after")
    def _same_words(self) -> Self:
        if self.lines and "".join(self.lines) != self.title:
            raise trouble(
                "attachment_lines", "附件标题分行（lines）连起来与附件名称（title）不同；照附件名称改"
            )
        return self
