"""What became of last year's plans and shortcomings (上年安排落实情况)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from fazhi_report.model.base import Base, Line

MatterId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9一-鿿][A-Za-z0-9一-鿿._-]{0,63}$")]
"""Name of a plan item or a shortcoming, by which others point to it."""

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
    """Which matter of an earlier report is meant."""

    year: Annotated[int, Field(ge=2004, le=2100)] = Field(
        title="年度", description="写下这项安排或不足的报告年度"
    )
    id: MatterId | None = Field(None, title="编号", description="那一项在当年文件里的 id；没有就不写")
    where: Line | None = Field(None, title="位置", description="在当年报告里的位置，如“（一）一是”")
    text: Line = Field(title="原文", description="当年的原话，照录首句或全文")


class FollowUp(Base):
    """The answer to one matter of last year."""

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
