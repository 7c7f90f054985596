"""To whom the report goes: organs and no persons, upwards and not downwards."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.checks.registry import rule
from fazhi_report.findings import Issue, Route, Severity
from fazhi_report.model.report import Report
from fazhi_report.norms.outline import outline
from fazhi_report.notation.pattern import Pattern

_END_MARK = Pattern("[：:，,。.；;、]+$")
_JOINT = Pattern("[、，,]")
_PARTY = Pattern("(?:委|委员会|党委)$")


@rule("FZ334", Severity.ERROR)
def addressed_to_person(report: Report) -> Iterator[Issue]:
    """主送给了领导人个人。

    ## 查什么
    主送机关里有没有“某市长”“某书记”“某同志”“尊敬的……”。

    ## 为什么
    公文报送机关，不报送个人；除上级机关负责人直接交办的事项外，不得以本机关名义向上级机关负责人报送公文。

    ## 怎么改
    改为机关名称，如“临海市人民政府”。

    ## 依据
    《党政机关公文处理工作条例》第十五条第五项。
    """
    persons = Pattern(outline().persons)
    for index, name in enumerate(report.addressees):
        if match := persons.search(_END_MARK.sub("", name)):
            yield Issue(
                ("addressees", index),
                f"主送“{name}”是个人，公文应报送机关",
                "改为机关名称",
                match.start(),
            )


@rule("FZ335", Severity.NOTE)
def several_addressees(report: Report) -> Iterator[Issue]:
    """主送机关不止一个。

    ## 查什么
    主送机关是不是只有一个。同级党委和政府并列（市委、市政府）的不提。

    ## 为什么
    向上级机关行文，原则上主送一个上级机关，根据需要抄送相关上级机关和同级机关。年度报告依规定要报几个机关，
    所以只作提示：分别各编一份，比一份文写几个主送更合规矩。

    ## 怎么改
    留一个主送，其余分别另编一份，或写进 `copied_to`。

    ## 依据
    《党政机关公文处理工作条例》第十五条第一项。
    """
    names = [name for entry in report.addressees for name in _JOINT.pieces(entry) if name]
    pair = 2
    if len(names) == pair and {bool(_PARTY.search(name)) for name in names} == {True, False}:
        government = next(name for name in names if not _PARTY.search(name))
        if government.endswith("政府"):
            return
    if len(names) > 1:
        yield Issue(
            ("addressees",),
            f"主送机关有 {len(names)} 个，原则上主送一个上级机关",
            "分别各编一份，或留一个主送、其余写进 copied_to",
        )


@rule("FZ336", Severity.ERROR)
def mark_after_name(report: Report) -> Iterator[Issue]:
    """机关名称或姓名后面带了标点。

    ## 查什么
    主送机关、抄送机关、签发人、署名机关的名称末尾有没有冒号、逗号、顿号、句号。

    ## 为什么
    名称之间和末尾的标点由程序加，手写的会印成两个，如“临海市人民政府：：”。

    ## 怎么改
    删去末尾的标点；几个机关一行一项。

    ## 依据
    GB/T 9704—2012 7.3.2、7.4.2；本工具的数据格式。
    """
    for route, name in _names(report):
        if match := _END_MARK.search(name):
            yield Issue(
                route, f"“{name}”末尾带了“{match[0]}”，会印成两个标点", "删去末尾的标点", match.start()
            )


def _names(report: Report) -> Iterator[tuple[Route, str]]:
    for field in ("addressees", "copied_to", "signatories"):
        for index, name in enumerate(getattr(report, field)):
            yield (field, index), name
    for index, name in enumerate(report.signature.organs):
        yield ("signature", "organs", index), name


@rule("FZ337", Severity.WARNING)
def copied_downwards(report: Report) -> Iterator[Issue]:
    """抄送给了下级机关。

    ## 查什么
    抄送机关里有没有“各镇（街道）”“各科室”“各司法所”这样的下级机关和内设机构。

    ## 为什么
    向上级机关行文，可以抄送相关上级机关和同级机关，不抄送下级机关。

    ## 怎么改
    从 `copied_to` 里删去；需要下级了解的，另行印发。

    ## 依据
    《党政机关公文处理工作条例》第十五条第一项。
    """
    lower = Pattern(outline().lower)
    for index, name in enumerate(report.copied_to):
        if lower.search(_END_MARK.sub("", name)):
            yield Issue(
                ("copied_to", index),
                f"“{name}”是下级机关或内设机构，上行文不抄送下级",
                "从 copied_to 里删去，需要的另行印发",
            )
