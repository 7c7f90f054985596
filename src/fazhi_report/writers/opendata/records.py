"""Facts as records: the columns that every form of the data has, and what they mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fazhi_report.tree.nodes import Document, Fact


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the data.

    Args:
        name: Its name for programs; the field of `Fact` that it shows.
        title: Its name for people.
        meaning: What stands in it, one Chinese sentence.
    """

    name: str
    title: str
    meaning: str


COLUMNS = (
    Column("key", "指标键", "指标在历年数据中不变的键，小写英文。"),
    Column("domain", "领域", "指标所属的工作领域。"),
    Column("label", "名称", "指标的中文名称。"),
    Column("text", "本年数（照写）", "报告公布的写法，连同约数词和单位。"),
    Column("number", "本年数", "纯数字，万、亿已换算成完整的数；百分比为百分号前的数；没有数值时为空。"),
    Column("unit", "单位", "数的单位；百分比为 %。"),
    Column("hedge", "约数词", "“余”“近”“以上”等；空表示确数。"),
    Column("status", "状态", "value 有数值，zero 确实为零，not_recorded 没有统计，not_applicable 不适用。"),
    Column("previous", "上年数（照写）", "上年公布的写法；空表示没有登记。"),
    Column("previous_number", "上年数", "上年的纯数字；没有时为空。"),
    Column("change", "比上年", "由本年数和上年数算出；约数、单位不同或没有上年数时为空。"),
    Column("definition", "释义", "数的是什么。"),
    Column("scope", "口径", "统计的范围。"),
    Column("period", "时段", "统计的时段；空表示报告年度全年。"),
    Column("source", "来源", "数据来自哪里；空表示没有登记。"),
    Column("note", "说明", "需要交代的情况。"),
)


def cells(fact: Fact) -> Iterator[str]:
    """The fact's values in the order of the columns."""
    return (str(getattr(fact, column.name)) for column in COLUMNS)


def heading(document: Document) -> dict[str, object]:
    """What all the figures are of: which report, whose, of when."""
    properties = document.properties
    return {
        "title": properties.title,
        "organ": properties.organ,
        "year": properties.year,
        "issued": properties.issued.isoformat(),
        "published": properties.webpage.published_at,
        "address": properties.webpage.address,
    }
