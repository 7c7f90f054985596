"""Local rules on the annual report (地方规定.yaml): what an area prescribes otherwise than the national rule."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from fazhi_report.model.authors import JointAuthors, Organ
from fazhi_report.model.base import Base, Line, YearNumber, trouble
from fazhi_report.model.report import PartName
from fazhi_report.norms.duties import MonthDay, ReportDuty, ReviewStep, duties
from fazhi_report.norms.shipped import Years, names_of, read
from fazhi_report.text.organ_names import Kind, plain_name

_DAY = re.compile(r"(?P<month>[0-9]{1,2})(?:-|月)(?P<day>[0-9]{1,2})日?")
_ANY_YEAR = 2023
"""A year without 29 February: a deadline must be in every year."""


def _read_day(value: object) -> object:
    if isinstance(value, tuple):
        return value
    match = _DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise trouble("month_day", f"“{value}”不是“月-日”，应写成 01-31 或 1月31日（报告年度的下一年）")
    month, day = int(match["month"]), int(match["day"])
    try:
        date(_ANY_YEAR, month, day)
    except ValueError:
        raise trouble("month_day", f"“{value}”不是每年都有的一天") from None
    return month, day


YearlyDay = Annotated[MonthDay, BeforeValidator(_read_day), WithJsonSchema({"type": "string"})]
"""A day of the year after the report year, written 01-31 or 1月31日."""


class ValidYears(Base):
    """The report years for which a rule holds; either end may be open."""

    # Chinese keys become names of fields.
    model_config = ConfigDict(populate_by_name=True)

    first: YearNumber | None = Field(None, alias="from", title="起始年度", description="第一个适用的报告年度")
    last: YearNumber | None = Field(None, alias="to", title="截止年度", description="最后一个适用的报告年度")

    @property
    def years(self) -> Years:
        """The same as a norm has it."""
        return Years(self.first, self.last)


class LocalStep(Base):
    """A step on the way of the report, such as 征求意见."""

    name: Line = Field(title="环节", description="如 初稿、征求意见、审签、报送、公开")
    by: YearlyDay | None = Field(None, title="截止", description="月-日，如 02-10；规定没有写的不写")
    note: Line | None = Field(None, title="说明", description="由谁办、怎样办")

    @model_validator(mode="before")
    @classmethod
    def _shorthand(cls, value: object) -> object:
        return {"name": value} if isinstance(value, str) else value


class LocalRule(Base):
    """One rule of an area: whom it concerns and what it prescribes; all else stays as the national rule has it."""

    kinds: tuple[Kind, ...] = Field(
        (), title="机关类别", description="只用于这些类别，如 [department]；不写为全部"
    )
    joint: bool | None = Field(
        None, title="联合署名", description="true：只用于党委和政府联合署名的；false：只用于单独署名的"
    )
    designation: Line | None = Field(
        None, title="称号", description="只用于数据里 designations 有这个称号的，如 全国法治政府建设示范"
    )
    due: YearlyDay | None = Field(
        None, title="报送期限", description="月-日，在报告年度的下一年，当日仍为按期"
    )
    publish: YearlyDay | None = Field(None, title="公开期限", description="月-日，在报告年度的下一年")
    to: Line | None = Field(None, title="报告对象", description="向谁报告，如 县委、县政府")
    addressed: tuple[Line, ...] = Field(
        (), title="主送须有", description="主送机关里至少一个含有其中一词，如 [县委, 县政府]"
    )
    copies: Line | None = Field(None, title="抄送对象", description="抄送谁，如 县委依法治县办")
    copied: tuple[Line, ...] = Field((), title="抄送须有", description="抄送机关里至少一个含有其中一词")
    title: Line | None = Field(None, title="标题须有", description="规定的名称，如 法治政府建设年度报告")
    order: tuple[PartName, ...] = Field(
        (),
        title="各部分次序",
        description="规定的先后，如 [achievements, leader_duties, shortcomings, plans]",
    )
    steps: tuple[LocalStep, ...] = Field(
        (), title="环节", description="初稿、征求意见、审签、报送、公开等，按先后"
    )
    source: Line | None = Field(None, title="依据", description="这一条的依据；不写则为整个文件的依据")
    note: Line | None = Field(None, title="说明", description="需要交代的情况")
    valid_for_years: ValidYears = Field(
        default_factory=lambda: ValidYears.model_validate({}), title="适用年度", description="如 {from: 2024}"
    )

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not any(getattr(self, name) for name in _SET[:-1]):
            raise trouble("local_rule", f"这一条没有规定什么；至少写 {'、'.join(_SET[:-1])} 中的一项")
        if len(set(self.order)) != len(self.order):
            raise trouble("order", "各部分次序（order）里有重复的部分")
        return self

    def concerns(self, organ: Organ | JointAuthors, year: int, designations: Iterable[str]) -> bool:
        """Whether the rule is one for these authors and this year."""
        return (
            year in self.valid_for_years.years
            and (not self.kinds or organ.lead.kind in self.kinds)
            and self.joint in {None, len(organ.each) > 1}
            and (self.designation is None or any(self.designation in one for one in designations))
        )


_SET = ("due", "publish", "to", "addressed", "copies", "copied", "title", "order", "steps", "note")
"""The fields that a rule may prescribe."""


class LocalRules(Base):
    """The rules of one area (地方规定)."""

    area: Line = Field(title="地区", description="如 四川省、安徽省淮北市")
    prefixes: tuple[Line, ...] = Field(
        (),
        title="机关名称开头",
        description="机关名称或数据里的 region 以其中一个开头的才用；不写则文件旁边的都用",
    )
    source: Line = Field(title="依据", description="规定的名称、年份和出处")
    rules: Annotated[tuple[LocalRule, ...], Field(min_length=1)] = Field(
        title="规定", description="一条一项；后面的盖过前面的"
    )

    def prefix_of(self, organ: Organ | JointAuthors, region: str | None) -> int | None:
        """Return the length of the longest prefix that fits; None where the area is another one."""
        if not self.prefixes:
            return 0
        names = [plain_name(one.name).removeprefix("中共") for one in organ.each]
        names += [plain_name(region)] if region else []
        fitting = [len(one) for one in self.prefixes if any(name.startswith(one) for name in names)]
        return max(fitting, default=None)


@lru_cache(maxsize=1)
def shipped_areas() -> tuple[LocalRules, ...]:
    """Return the areas whose rules come with the program; read once."""
    return tuple(LocalRules.model_validate(read(name)) for name in names_of("area_"))


def duty_under(
    organ: Organ | JointAuthors,
    year: int,
    own: LocalRules | None = None,
    *,
    region: str | None = None,
    designations: Iterable[str] = (),
) -> ReportDuty | None:
    """Return the duty of the authors for a year: the national rule, over it the areas' rules, over those the office's own.

    Args:
        organ: The authors.
        year: The year reported on.
        own: The rules beside the data; None for none.
        region: Where the organ is, for organs whose names do not say it.
        designations: What the area is honoured as, such as 全国法治政府建设示范市.

    Returns:
        None where neither the national rule nor a local one sets a day.
    """
    lead = organ.lead
    duty = duties().of(lead.kind, lead.name, year, joint=len(organ.each) > 1)
    areas = [(area.prefix_of(organ, region), area) for area in shipped_areas()]
    chosen = [area for length, area in sorted(areas, key=lambda one: one[0] or 0) if length is not None]
    if own is not None and own.prefix_of(organ, region) is not None:
        chosen.append(own)
    for area in chosen:
        for rule in area.rules:
            if rule.concerns(organ, year, designations):
                duty = _over(duty, rule, area, lead.kind)
    return duty


def _over(duty: ReportDuty | None, rule: LocalRule, area: LocalRules, kind: Kind) -> ReportDuty | None:
    """Return a duty with the fields that a local rule sets; None where there is no day to report yet."""
    source = rule.source or area.source
    if duty is None:
        if rule.due is None:
            return None
        duty = ReportDuty(
            area.area, kind, source, rule.valid_for_years.years, rule.to or "上级机关", rule.due
        )
    fields: dict[str, Any] = {name: value for name in _SET if (value := getattr(rule, name))}
    # Whoever names another addressee without its words takes any.
    for told, words in (("to", "addressed"), ("copies", "copied")):
        if told in fields or words in fields:
            fields[words] = "|".join(map(re.escape, getattr(rule, words)))
    if rule.steps:
        fields["steps"] = tuple(ReviewStep(one.name, one.by, one.note or "") for one in rule.steps)
    return replace(duty, **fields, local=MappingProxyType({**duty.local, **dict.fromkeys(fields, source)}))
