"""The root models of a data file: an annual report, or the figures of a year alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, Self, TypeAlias, get_args

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from fazhi_report.findings import Route
from fazhi_report.model.authors import Authors
from fazhi_report.model.base import Base, Line, YearNumber, trouble
from fazhi_report.model.figure import Figure, FigureKey
from fazhi_report.model.organ import Day, Imprint, Publication, Secrecy, Signature, Title
from fazhi_report.model.prose import Attachment, FollowUp, ListedPart, Part, Prose
from fazhi_report.text import file_names

PartName = Literal["achievements", "leader_duties", "shortcomings", "plans", "other"]
PART_NAMES: tuple[PartName, ...] = get_args(PartName)
"""The parts of the short form, in the order of the first real report; the law's order is configuration, too."""

STATUTORY: tuple[PartName, ...] = ("achievements", "shortcomings", "leader_duties", "plans")
"""The parts that a report must have, in the decree's order; its fifth, 其他需要报告的情况, is written where there is any."""
PART_FIELDS: frozenset[str] = frozenset({*PART_NAMES, "parts"})
"""The fields of a report that contain parts, in either form."""


@dataclass(frozen=True, slots=True)
class BodyPart:
    """A part of a report in either form of the data.

    Args:
        role: What the part is about, a name of ``norms/outline.yaml``; None where nothing says it.
        route: Its route in the data: ``("plans",)`` in the short form, ``("parts", 3)`` in the list.
        part: Its heading and content.
    """

    role: str | None
    route: Route
    part: Part


def _safe_file_name(name: str) -> str:
    """Check that a name is a plain file name that Windows accepts, too."""
    if file_names.FORBIDDEN.search(name) or name.startswith((".", "-")) or name.endswith((".", " ")):
        raise trouble(
            "file_name", f'文件名“{name}”不能含有 / \\ : * ? " < > |，不能以点或减号开头，不能以点或空格结尾'
        )
    if file_names.DEVICES.match(name):
        raise trouble("file_name", f"文件名“{name}”是 Windows 的保留名")
    if file_names.shortened(name) != name:
        raise trouble(
            "file_name",
            f"文件名有 {len(name)} 个字，太长；汉字最多 {file_names.MOST_BYTES // 3} 个，有的磁盘放不下更长的",
        )
    return name


class Report(Base):
    """The annual rule-of-law report (法治政府建设年度报告) of one organ for one year."""

    kind: Literal["report"] = Field("report", title="文件类别", description="report：整份年度报告")
    year: YearNumber = Field(title="年度", description="报告所说的年份，如 2020")
    file_name: Annotated[Line, AfterValidator(_safe_file_name)] | None = Field(
        None, title="文件名", description="输出文件的名字，不带后缀；不写则用标题"
    )

    organ: Authors = Field(
        title="发文机关", description="写报告的机关；联合署名的按先后列出，党委在前，一个机关一项"
    )
    region: Line | None = Field(
        None, title="所在地区", description="如 四川省乐山市；机关名称里没有写明的，按它取地方规定"
    )
    designations: tuple[Line, ...] = Field(
        (), title="示范称号", description="如 全国法治政府建设示范市；有的地方规定对示范地区另有期限"
    )
    title: Title = Field(
        default_factory=lambda: Title(preset="about"),
        title="标题",
        description="公文标题：样式或自拟文字；不写则用 about 样式",
    )
    document_number: Line | None = Field(None, title="发文字号", description="如 临司〔2021〕8号")
    signatories: tuple[Line, ...] = Field(
        (), title="签发人", description="上行文必有：机关主要负责人姓名，联合行文写多人"
    )
    copy_number: Annotated[str, StringConstraints(pattern=r"^[0-9]{1,6}$")] | None = Field(
        None, title="份号", description="涉密公文的份数顺序号，印作 6 位"
    )
    secrecy: Secrecy | None = Field(None, title="密级和保密期限", description="涉密公文才写；涉密的不得公布")
    urgency: Literal["特急", "加急"] | None = Field(None, title="紧急程度", description="特急或加急")
    addressees: tuple[Line, ...] = Field((), title="主送机关", description="如“临海市人民政府”，不写冒号")
    copied_to: tuple[Line, ...] = Field((), title="抄送机关", description="不得抄送下级机关")
    as_issued: bool = Field(
        default=False,
        title="旧报告照录",
        description="true：已经印发的旧报告，照原样录入；缺部分、缺日期、文字数据有误都只提醒，不妨碍再印",
    )

    follow_ups: tuple[FollowUp, ...] = Field(
        (), title="上年事项的交代", description="上年的每一项安排、每一条不足，今年办得怎样；正文不印"
    )
    promises_attachment: bool = Field(
        default=False, title="附落实情况表", description="true：把上年事项的交代印成最后一个附件"
    )
    plan_needs: tuple[Literal["owner", "due"], ...] = Field(
        (), title="安排须写明", description="每项安排必须写明的：owner（责任单位）、due（完成时限）"
    )

    opening: Prose = Field((), title="开头", description="主送机关之后、第一部分之前的文字")
    order: tuple[PartName, ...] = Field(
        PART_NAMES, title="各部分次序", description="四部分（和其他事项）的先后；数据中没有的部分自动略过"
    )
    parts: tuple[ListedPart, ...] = Field(
        (),
        title="各部分",
        description="一个部分一项，先后、标题、序号都照本机关的；不与 achievements 等五个名字和 order 同用",
    )
    achievements: Part | None = Field(
        None, title="主要举措和成效", description="上一年度推进法治政府建设的主要举措和成效"
    )
    leader_duties: Part | None = Field(
        None, title="第一责任人履职", description="党政主要负责人履行推进法治建设第一责任人职责的有关情况"
    )
    shortcomings: Part | None = Field(
        None, title="不足和原因", description="推进法治政府建设存在的不足和原因"
    )
    plans: Part | None = Field(None, title="下一年度安排", description="下一年度推进法治政府建设的主要安排")
    other: Part | None = Field(None, title="其他事项", description="其他需要报告的情况")
    level3_numbering: Literal["restart", "continue"] = Field(
        "restart", title="第三层序号", description="restart：每节从 1. 重新编；continue：全文连续编"
    )
    closing: Line | None = Field(None, title="结束语", description="如“特此报告。”")

    attachments: tuple[Attachment, ...] = Field((), title="附件", description="附在文后的表和材料")
    signature: Signature = Field(
        default_factory=Signature, title="署名", description="署名机关和是否加盖印章"
    )
    date_of_issue: Day | None = Field(
        None, title="成文日期", description="负责人签发的日期，如 2021-02-28；旧报告（as_issued）没有的可不写"
    )
    notes: tuple[Line, ...] = Field((), title="附注", description="如“此件公开发布”，不写括号")
    imprint: Imprint | None = Field(None, title="版记", description="报送版末页的印发机关和印发日期")
    publication: Publication | None = Field(
        None, title="公布信息", description="政府网站上的索引号、公开方式、日期等"
    )

    figures: dict[FigureKey, Figure] = Field(
        default_factory=dict, title="指标", description="本年度的数据，一项一行；正文用 {{ 指标键 }} 引用"
    )

    @model_validator(mode="after")
    def _order_complete(self) -> Self:
        if len(set(self.order)) != len(self.order):
            raise trouble("order", "各部分次序（order）里有重复的部分")
        left_out = [name for name in PART_NAMES if getattr(self, name) is not None and name not in self.order]
        if left_out:
            raise trouble("order", f"各部分次序（order）没有列出 {'、'.join(left_out)}，它的文字会丢失")
        return self

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        short = [name for name in PART_NAMES if getattr(self, name) is not None]
        if self.parts and (short or "order" in self.model_fields_set):
            named = "、".join(short or ["order"])
            raise trouble("parts", f"各部分已经写在 parts 里，又另写了 {named}，分不清先后")
        if not (self.parts or short or self.opening):
            raise trouble("no_body", "报告没有正文：一个部分也没有，也没有开头（opening）")
        return self

    @property
    def prints_follow_ups(self) -> bool:
        """Whether the table of follow-ups is printed: where it is asked for, and in a draft to be answered there."""
        unanswered = any(one.outcome is None for one in self.follow_ups)
        return bool(self.follow_ups) and (self.promises_attachment or unanswered)

    @property
    def body_parts(self) -> tuple[BodyPart, ...]:
        """The parts in the order of the report, whichever form the data have."""
        if self.parts:
            return tuple(BodyPart(one.role, ("parts", at), one) for at, one in enumerate(self.parts))
        named = ((name, getattr(self, name)) for name in self.order)
        return tuple(BodyPart(name, (name,), part) for name, part in named if part is not None)

    def parts_of(self, role: str) -> tuple[BodyPart, ...]:
        """Return the parts of a role; an office may divide one into several, or have none."""
        return tuple(one for one in self.body_parts if one.role == role)

    def role_at(self, route: Route) -> str:
        """Return the role of the part at a route.

        It is ``parts`` for a part without a role, and outside the parts the name of the field of the report.
        """
        match route:
            case ("parts", int(at), *_):
                return self.parts[at].role or "parts"
            case (str(name), *_):
                return name
            case _:
                return ""


class YearFigures(Base):
    """The figures of an organ for a year whose report is not a data file (只有指标的年度)."""

    kind: Literal["figures"] = Field(
        title="文件类别", description="figures：只有指标，供对比和看趋势，不生成报告"
    )
    year: YearNumber = Field(title="年度", description="指标所说的年份，如 2023")
    organ: Authors = Field(title="发文机关", description="指标出自哪个机关的报告")
    figures: Annotated[dict[FigureKey, Figure], Field(min_length=1)] = Field(
        title="指标", description="本年度的数据，一项一行；键与其他年度相同的才能对比"
    )
    publication: Publication | None = Field(
        None, title="公布信息", description="指标出自哪个页面：网址、日期等"
    )
    notes: tuple[Line, ...] = Field((), title="附注", description="录入时需要交代的情况")


Year: TypeAlias = Report | YearFigures
"""The content of a data file: a report, or only figures. Both have year, organ and figures."""

KINDS: dict[str, type[Report | YearFigures]] = {"report": Report, "figures": YearFigures}
"""Value of ``kind`` → model of the file."""
