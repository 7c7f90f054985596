"""FZ51x: follow-up of last year's plans and shortcomings, complete plans of this year, no open places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi_report.findings import Issue, Severity
from fazhi_report.model.matters import Stated, open_spots, plain, stated
from fazhi_report.model.prose import KIND_WORDS, FollowUp
from fazhi_report.model.report import Report
from fazhi_report.norms.catalogue import named_key
from fazhi_report.rules.registry import rule

FAMILY = "FZ51"
"""Prefix of the rules for incomplete content: their errors prevent a final report but not a draft."""

_QUOTED = 40
_CAUSES = re.compile("原因|由于|因为|源于|根源|归因|导致|缘于|受.{1,12}影响|所致")
_COMMON_WORDS = 4
# Words of nearly every sentence of such a report, so that sharing them is no evidence.
_EVERYWHERE = re.compile(
    "法治政府建设|法治建设|法治政府|法治化|依法行政|推进|进一步|加强|工作|建设|问题|机制|不断|全面|提升|完善"
)
_NEEDS = {"owner": "责任单位（owner）", "due": "完成时限（due）"}


def _short(text: str) -> str:
    line = "".join(text.split("\n"))
    return line if len(line) <= _QUOTED else f"{line[:_QUOTED]}……"


def _named(follow_up: FollowUp) -> str:
    where = follow_up.of.where or ""
    return f"{follow_up.of.year}年的{KIND_WORDS[follow_up.kind]}{where}“{_short(follow_up.of.text)}”"


@rule("FZ510", Severity.ERROR)
def unanswered_follow_up(report: Report) -> Iterator[Issue]:
    """上年的安排或不足没有交代。

    ## 查什么
    `follow_ups` 里的每一项有没有写结果（`outcome`）。

    ## 为什么
    上年的报告向社会公布了安排，也承认了不足；今年的报告不说下文，读者只能认为没有办。

    ## 怎么改
    写上 `outcome`：`done` 已完成、`partly` 部分完成、`carried` 结转下年、`dropped` 不再实施，并写依据或理由。

    ## 依据
    《法治政府建设与责任落实督察工作规定》第二十六条：年度报告应当写明下一年度的主要安排；安排写了就要有回应。
    """
    for index, one in enumerate(report.follow_ups):
        if one.outcome is None:
            yield Issue(
                ("follow_ups", index),
                f"{_named(one)}没有交代",
                "写 outcome：done、partly、carried 或 dropped，再写 evidence（依据）或 reason（理由）",
            )


@rule("FZ511", Severity.WARNING)
def follow_ups_and_last_year_disagree(report: Report, previous: Report) -> Iterator[Issue]:
    """上年的事项和今年的交代对不上。

    ## 查什么
    上年文件里的每一项安排、每一条不足，今年的 `follow_ups` 里有没有；`follow_ups` 里说是上年的，上年文件里有没有。

    ## 为什么
    漏掉的往往正是没有办成的；引错了原话，交代就不知道在答什么。

    ## 怎么改
    补上漏掉的一项，或改正 `of` 里的原话（`text`）和位置（`where`）。用 fazhi-report new 新建的文件已经逐项列好。

    ## 依据
    本工具约定：上年的安排和不足逐项交代。
    """
    promised = [*stated(previous, "plan"), *stated(previous, "shortcoming")]
    of_last_year = [
        (index, one) for index, one in enumerate(report.follow_ups) if one.of.year == previous.year
    ]
    if not of_last_year:
        yield Issue(
            ("follow_ups",) if report.follow_ups else ("year",),
            f"{previous.year}年的 {len(promised)} 项安排和不足，今年都没有交代（follow_ups）",
            f"用 fazhi-report new {report.year} 列出各项，逐项写明结果",
        )
        return
    for one in promised:
        if not any(one.is_meant_by(follow_up) for _, follow_up in of_last_year):
            yield Issue(
                ("follow_ups",),
                f"{previous.year}年的{KIND_WORDS[one.kind]}{one.where}“{_short(one.lead)}”，今年没有交代",
                "在 follow_ups 里补上这一项",
            )
    for index, follow_up in of_last_year:
        if not any(one.is_meant_by(follow_up) for one in promised):
            yield Issue(
                ("follow_ups", index, "of"), f"{_named(follow_up)}，上年的文件里没有", "照上年的原话改正 of"
            )


@rule("FZ512", Severity.WARNING)
def carried_but_not_planned(report: Report) -> Iterator[Issue]:
    """结转的事项不在今年的安排里。

    ## 查什么
    结果写了 `carried`（结转下年）的事项，下一年度安排里有没有：`carried_to` 写了编号或原话的按它找，没有写的按上年的原话找。

    ## 为什么
    说了结转而安排里没有，这件事就从此没有下文。

    ## 怎么改
    在下一年度安排里写上这一项，用 `carried_to` 指明；不再做的写 `dropped` 和理由。

    ## 依据
    本工具约定：结转的事项要在安排里接得上。
    """
    plans = stated(report, "plan")
    for index, one in enumerate(report.follow_ups):
        if one.outcome != "carried" or any(_carries(plan, one) for plan in plans):
            continue
        if one.carried_to is not None:
            message = f"{_named(one)}结转到“{_short(one.carried_to)}”，今年的安排里没有这一项"
            yield Issue(("follow_ups", index, "carried_to"), message, "核对编号（id）或原话")
        else:
            yield Issue(
                ("follow_ups", index, "outcome"),
                f"{_named(one)}写了结转，今年的安排里找不到",
                "在下一年度安排里写上，并用 carried_to 指明是哪一项",
            )


def _carries(plan: Stated, one: FollowUp) -> bool:
    if one.carried_to is None:
        name = plain(one.of.text).partition("。")[0]
        return name in plain(plan.text)
    return one.carried_to == plan.id or plain(one.carried_to).rstrip("。") in plain(plan.text)


@rule("FZ513", Severity.ERROR)
def done_without_evidence(report: Report) -> Iterator[Issue]:
    """说已完成，没有写依据。

    ## 查什么
    结果为 `done`（已完成）或 `partly`（部分完成）的事项，有没有写依据（`evidence`）。

    ## 为什么
    没有依据的“已完成”经不起督察和公众追问。

    ## 怎么改
    写上 `evidence`：文件名称和文号、数据、会议，或者本报告的哪一段。

    ## 依据
    本工具约定：完成要有依据。
    """
    for index, one in enumerate(report.follow_ups):
        if one.outcome in {"done", "partly"} and not one.evidence:
            yield Issue(
                ("follow_ups", index, "outcome"),
                f"{_named(one)}写了完成，没有写依据",
                "写上 evidence（依据）",
            )


@rule("FZ514", Severity.ERROR)
def undone_without_reason(report: Report) -> Iterator[Issue]:
    """没有完成，没有写理由。

    ## 查什么
    结果为 `partly`（部分完成）、`carried`（结转下年）、`dropped`（不再实施）的事项，有没有写理由（`reason`）。

    ## 为什么
    安排可以调整，但要说明为什么；否则看上去就是忘了。

    ## 怎么改
    写上 `reason`：政策变化、条件不具备、并入别的工作等。

    ## 依据
    本工具约定：没有完成要有理由。
    """
    for index, one in enumerate(report.follow_ups):
        if one.outcome in {"partly", "carried", "dropped"} and not one.reason:
            yield Issue(
                ("follow_ups", index, "outcome"), f"{_named(one)}没有完成，没有写理由", "写上 reason（理由）"
            )


@rule("FZ515", Severity.NOTE)
def shortcoming_without_cause(report: Report) -> Iterator[Issue]:
    """写了不足，没有写原因。

    ## 查什么
    每一条不足的文字里有没有说明原因（“主要原因是”“由于”等），或者写了 `cause`。

    ## 为什么
    规定要求写“存在的不足和原因”；不知道原因，就不知道措施对不对路。

    ## 怎么改
    在这一条里写明原因；原因写在别处的，用 `cause` 记下。

    ## 依据
    《法治政府建设与责任落实督察工作规定》第二十六条：推进法治政府建设存在的不足和原因。
    """
    for one in stated(report, "shortcoming"):
        known = one.is_open or (one.about is not None and one.about.cause)
        if not known and not _CAUSES.search(one.text):
            yield Issue(
                one.route,
                f"不足{one.where}“{_short(one.lead)}”没有写原因",
                "补一句“主要原因是……”，或写 cause",
            )


@rule("FZ516", Severity.NOTE)
def shortcoming_without_measure(report: Report) -> Iterator[Issue]:
    """不足没有对应的措施。

    ## 查什么
    每一条不足在下一年度安排里有没有对应的措施：写了 `measure` 的，看安排里有没有这个编号（`id`）；没有写的，
    看有没有哪一项安排说到同一件事（至少连续四个字相同，“法治政府建设”“进一步加强”这类到处都有的话不算）。

    ## 为什么
    找到了不足却没有措施，明年的报告还会写同一条不足。

    ## 怎么改
    在下一年度安排里写上针对它的措施，给那一项起一个 `id`，再在这一条不足里写 `measure: 那个编号`。

    ## 依据
    本工具约定：不足和安排对得上。
    """
    plans = stated(report, "plan")
    if any(plan.is_open for plan in plans):
        return
    introduction = "".join(
        entry for one in report.parts_of("plans") for entry in one.part.text if isinstance(entry, str)
    )
    wordings = [plain(words) for words in (introduction, *(plan.text for plan in plans))]
    for one in stated(report, "shortcoming"):
        linked = None if one.about is None else one.about.measure
        if one.is_open:
            continue
        if linked is not None:
            if all(plan.id != linked for plan in plans):
                yield Issue((*one.route, "measure"), f"安排里没有编号（id）为“{linked}”的一项", "核对编号")
        elif not any(_speak_of_one_thing(one.text, words) for words in wordings):
            yield Issue(
                one.route,
                f"不足{one.where}“{_short(one.lead)}”在下一年度安排里没有对应的措施",
                "在安排里写上措施；已经写了的，给它起 id，在这里写 measure",
            )


def _speak_of_one_thing(shortcoming: str, plan: str) -> bool:
    pieces = (piece for piece in _EVERYWHERE.sub(" ", shortcoming).split() if len(piece) >= _COMMON_WORDS)
    rest = _EVERYWHERE.sub(" ", plan)
    return any(
        piece[at : at + _COMMON_WORDS] in rest
        for piece in pieces
        for at in range(len(piece) - _COMMON_WORDS + 1)
        if not re.search(r"\W", piece[at : at + _COMMON_WORDS])
    )


@rule("FZ517", Severity.WARNING)
def plan_without_owner_or_date(report: Report) -> Iterator[Issue]:
    """安排没有责任单位或完成时限。

    ## 查什么
    报告写了 `plan_needs`（如 `plan_needs: [owner, due]`）的，每一项安排有没有写 `owner`（责任单位）、`due`（完成时限）。
    没有写 `plan_needs` 的报告不查。

    ## 为什么
    没有人负责、没有期限的安排，年底多半还是安排。

    ## 怎么改
    在这一项里写上 `owner`、`due`；它们不印出来，用于督办和下一年的交代。

    ## 依据
    本机关的要求（`plan_needs`）。
    """
    if not report.plan_needs:
        return
    for one in stated(report, "plan"):
        if one.is_open:
            continue
        lacking = [
            _NEEDS[need] for need in report.plan_needs if one.about is None or not getattr(one.about, need)
        ]
        if lacking:
            yield Issue(one.route, f"安排{one.where}“{_short(one.lead)}”没有写{'、'.join(lacking)}", "补上")


@rule("FZ518", Severity.ERROR)
def open_place(report: Report) -> Iterator[Issue]:
    """文字或日期待填。

    ## 查什么
    报告里还有没有【待填：……】。还有待填的那一段，别的规则先不查。

    ## 为什么
    待填的地方印出去，就是没有写完的报告。

    ## 怎么改
    写上这一处的内容，删去【待填：……】。没有写完时，用 fazhi-report build --draft 看草稿。

    ## 依据
    本工具约定：正式的报告没有待填之处。
    """
    for route, words in open_spots(report):
        if route[0] != "figures":
            yield Issue(
                route, f"待填：{words.strip('【】').removeprefix('待填').lstrip('：') or '内容'}", "写上内容"
            )


@rule("FZ519", Severity.ERROR)
def figure_to_fill(report: Report) -> Iterator[Issue]:
    """指标待填。

    ## 查什么
    还有没有状态为 `to_fill` 的指标。

    ## 为什么
    没有填的指标印出来是【名称（上年数）】，由它推算的指标也算不出。

    ## 怎么改
    把 `status: to_fill` 改成 `value: 数值`；确实为零、没有统计、不适用的，改 `status`。

    ## 依据
    本工具约定：正式的报告没有待填的指标。
    """
    for route, _ in open_spots(report):
        if route[0] == "figures":
            key = str(route[1])
            figure = report.figures[key]
            last_year = f"，上年{figure.previous}" if figure.previous else ""
            yield Issue(
                route,
                f"待填：{named_key(key, figure.label)}{last_year}",
                "把 status: to_fill 改成 value: 数值",
            )
