"""The settings of an office (fazhi-report.toml): defaults of options, rules, indicators and words of its own."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from fazhi_report.model.base import Base, Line, trouble
from fazhi_report.model.figure import FigureKey
from fazhi_report.model.office_look import AllowedDeviation, OwnLook
from fazhi_report.norms.gbt9704 import STANDARD_LOOK, Look

_CodeOrPrefix = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}[0-9]{0,3}$")]
_OURS = ("FZ", "GW")
"""Codes of the program's own rules begin with these letters."""


def _own_code(code: str) -> str:
    if code.startswith(_OURS):
        raise trouble("own_code", f"编号 {code} 与本工具的规则重名：不能以 {'、'.join(_OURS)} 开头")
    return code


def _below(name: str) -> str:
    """Check that an output folder lies in the working folder: settings may come from somebody else."""
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in name:
        raise trouble("folder", f"输出文件夹“{name}”不在工作文件夹里；别处的，在命令行上用 -o 写")
    return name


class BuildDefaults(Base):
    """Defaults of the options of ``build``."""

    format: Line | None = Field(None, title="格式", description="如 docx,html")
    edition: Literal["publish", "submit"] | None = Field(None, title="版别", description="publish 或 submit")
    profile: Literal["classic", "gbt33476"] | None = Field(
        None, title="白边", description="classic 或 gbt33476"
    )
    out: Annotated[Line, AfterValidator(_below)] | None = Field(
        None, title="输出文件夹", description="工作文件夹里的一个文件夹，如 dist"
    )


class ValidateDefaults(Base):
    """Defaults of the options of ``validate``."""

    edition: Literal["publish", "submit"] | None = Field(None, title="版别", description="publish 或 submit")
    fail_on: Literal["error", "warning", "note"] | None = Field(
        None, title="算作不合格的级别", description="error、warning 或 note"
    )


class IgnoredRule(Base):
    """A rule that the office does not run."""

    code: _CodeOrPrefix = Field(title="规则编号", description="如 FZ808，或前几位")
    reason: Line = Field(title="理由", description="为什么不查")


class RuleChoice(Base):
    """The rules that run."""

    select: tuple[_CodeOrPrefix, ...] = Field((), title="只查的规则", description="编号或前几位")
    ignore: tuple[IgnoredRule, ...] = Field((), title="不查的规则", description="编号和理由")


class OwnIndicator(Base):
    """An indicator that only this office has."""

    key: FigureKey = Field(title="指标键", description="如 own.petitions 或 领域.名称")
    label: Line = Field(title="名称", description="名词短语，如“接访群众”")
    unit: Line | None = Field(None, title="单位", description="如 件；写了就核对")
    definition: Line | None = Field(None, title="口径", description="数的是什么")


class OwnRule(Base):
    """A rule of the office; exactly one of ``present``, ``equal`` and ``absent`` says what it looks for."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}[0-9]{3}$"), AfterValidator(_own_code)] = Field(
        title="编号", description="两个大写字母和三位数字，如 BJ001"
    )
    message: Line = Field(title="说明", description="一句话，写进检查结果")
    severity: Literal["error", "warning", "note"] = Field(
        "warning", title="级别", description="error、warning 或 note"
    )
    hint: Line | None = Field(None, title="怎样改", description="一句话")
    present: Annotated[tuple[FigureKey, ...], Field(min_length=1)] | None = Field(
        None, title="必有的指标", description="这些指标键都要有"
    )
    equal: Annotated[tuple[Line, ...], Field(min_length=2, max_length=2)] | None = Field(
        None, title="相等的两边", description="如 [“a.b”, “a.c + a.d - a.e”]"
    )
    absent: Annotated[tuple[Line, ...], Field(min_length=1)] | None = Field(
        None, title="不许有的词", description="正文里不许出现的词"
    )

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        given = [name for name in ("present", "equal", "absent") if getattr(self, name) is not None]
        if len(given) != 1:
            raise trouble(
                "own_rule",
                "一条规则只写一种：present（必有的指标）、equal（相等的两边）或 absent（不许有的词）",
            )
        return self


class PageChoice(Base):
    """What the web pages of an office show."""

    highlights: Annotated[tuple[FigureKey, ...], Field(max_length=8)] = Field(
        (),
        title="主要数据一览",
        description="网页正文之前要列出的指标键；数据文件里写了的以数据文件为准，当年没有的略过",
    )


class Settings(Base):
    """The settings of an office."""

    # None, not empty models: most offices have no settings, and no schema is built for them then.
    build: BuildDefaults | None = Field(None, title="生成的默认选项", description="build 的选项")
    validate_: ValidateDefaults | None = Field(
        None, alias="validate", title="检查的默认选项", description="validate 的选项"
    )
    look: OwnLook | None = Field(None, title="本机关的版式", description="红头的颜色、字体、容许的偏离")
    page: PageChoice | None = Field(None, title="网页", description="网页上先列出哪些指标")
    rules: RuleChoice | None = Field(None, title="规则", description="只查、不查哪些规则")
    indicators: tuple[OwnIndicator, ...] | Line = Field(
        (), title="自己的指标", description="逐个写，或写一个 .csv 文件的名字"
    )
    own_rules: tuple[OwnRule, ...] = Field((), title="自己的规则", description="一条一项")
    lexicon: dict[str, object] = Field(
        default_factory=dict, title="自己的词", description="与 lexicon.yaml 同"
    )

    @model_validator(mode="after")
    def _codes_once(self) -> Self:
        seen: set[str] = set()
        for one in self.own_rules:
            if one.code in seen:
                raise trouble("own_rule", f"编号 {one.code} 用了两次")
            seen.add(one.code)
        return self

    @property
    def printed_look(self) -> Look:
        """What the office prints otherwise."""
        return STANDARD_LOOK if self.look is None else self.look.look

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """What the office prints otherwise: a sign by which it is known in a file, and a Chinese line that tells it."""
        return () if self.look is None else tuple(self.look.choices)

    @property
    def allowed(self) -> tuple[AllowedDeviation, ...]:
        """The clauses of the page that the office keeps otherwise."""
        return () if self.look is None else self.look.allow

    @property
    def selected(self) -> tuple[str, ...]:
        """Codes or prefixes of the only rules that run; none where all run."""
        return () if self.rules is None else self.rules.select

    @property
    def highlights(self) -> tuple[str, ...]:
        """Keys of the figures that the web page shows before the text; none where the program chooses them."""
        return () if self.page is None else self.page.highlights

    @property
    def ignored(self) -> tuple[IgnoredRule, ...]:
        """The rules that do not run."""
        return () if self.rules is None else self.rules.ignore

    @property
    def listed(self) -> tuple[OwnIndicator, ...]:
        """The office's indicators; none where they stand in a file of their own that is not read yet."""
        return () if isinstance(self.indicators, str) else self.indicators


DEFAULTS = Settings.model_construct()
"""The settings of an office that has none."""
