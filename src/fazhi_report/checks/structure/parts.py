"""The parts of the report: their order, their headings, causes under the shortcomings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fazhi_report.checks.registry import rule
from fazhi_report.checks.structure.reading import body
from fazhi_report.checks.texts import Texts
from fazhi_report.findings import Issue, Severity
from fazhi_report.model.report import Report
from fazhi_report.norms.outline import outline
from fazhi_report.notation.references import FILLER

_THIN = 50
_STATUTORY = ("achievements", "leader_duties", "shortcomings", "plans")


@rule("FZ301", Severity.NOTE)
def parts_out_of_order(report: Report) -> Iterator[Issue]:
    """各部分的次序与规定所列的不同。

    ## 查什么
    报告里各部分的先后，与规定列出年度报告内容的先后是否一致：主要举措和成效，存在的不足和原因，党政主要负责人
    履行第一责任人职责的有关情况，下一年度主要安排，其他需要报告的情况。“其他需要报告的情况”没有就不写，不作为缺项。

    ## 为什么
    规定列的是内容，各地公布的报告次序并不一致，有的把第一责任人放在第二，有的放在最前，所以只作提示。本地有
    统一体例的从其体例；没有的，照规定的次序最稳妥。

    ## 怎么改
    调整 `order` 里的先后，序号由程序重编；确按本地体例排列的，不必改。

    ## 依据
    《法治政府建设与责任落实督察工作规定》（2019）关于年度报告内容的规定。
    """
    decreed = outline().order(report.year)
    present = [name for name, _ in report.parts]
    wanted = [name for name in decreed.parts if name in present] if decreed else present
    if present == wanted:
        return
    # The default order is nobody's line: then the first part out of its place is shown.
    moved = next(name for name, right in zip(present, wanted, strict=True) if name != right)
    stated = "order" in report.model_fields_set
    yield Issue(
        ("order",) if stated else (moved, "heading"),
        f"各部分的次序是{_named(present)}；规定所列的次序是{_named(wanted)}",
        f"本地没有统一体例的，写作 order: [{', '.join(wanted)}]",
    )


def _named(names: Sequence[str]) -> str:
    return "".join(f"“{outline().parts[name].short}”" for name in names)


@rule("FZ302", Severity.WARNING)
def shortcomings_without_causes(texts: Texts) -> Iterator[Issue]:
    """不足部分没有说原因。

    ## 查什么
    “不足和原因”部分的正文（标题不算）里，有没有一处交代原因的话，如“原因”“症结”“由于”“制约”“导致”。
    一处也没有才提出。

    ## 为什么
    规定要求写“存在的不足和原因”。只列问题不说原因，下一年度的安排就没有着落，是督察时常指出的缺项。

    ## 怎么改
    逐条或在末尾说明原因，如“主要原因是……”。

    ## 依据
    《法治政府建设与责任落实督察工作规定》（2019）关于年度报告内容的规定。
    """
    said = "".join(text.words for text in body(texts, "shortcomings"))
    if not any(word in said for word in outline().causes):
        yield Issue(
            ("shortcomings", "heading"),
            "“不足和原因”部分只说了不足，没有说原因",
            "补写产生这些不足的原因，如“主要原因是……”",
        )


@rule("FZ305", Severity.NOTE)
def thin_part(texts: Texts) -> Iterator[Issue]:
    """这一部分太短。

    ## 查什么
    四个法定部分的正文是否都在五十字以上。

    ## 为什么
    一两句话报告不了一年的一个方面，多半是还没写完，或者只写了套话。

    ## 怎么改
    补充具体的举措、数据、事例；确实只有这些的，不必改。

    ## 依据
    《法治政府建设与责任落实督察工作规定》（2019）关于年度报告内容的规定。
    """
    for name in _STATUTORY:
        length = sum(len(text.words) - text.words.count(FILLER) for text in body(texts, name))
        if length < _THIN:
            yield Issue(
                (name, "heading"),
                f"“{outline().parts[name].short}”部分的正文只有 {length} 个字",
                "看看是不是还没写完，补充具体的举措、数据、事例",
            )


@rule("FZ307", Severity.WARNING)
def heading_of_another_part(report: Report) -> Iterator[Issue]:
    """标题说的是另一部分的内容。

    ## 查什么
    一个部分的标题里没有本部分的词，却有只属于另一部分的词，例如 `plans`（下一年度安排）的标题写成“存在的
    不足和原因”。

    ## 为什么
    多半是两个部分的文字填颠倒了，或复制标题忘了改。

    ## 怎么改
    核对标题与正文，改标题，或把两部分的内容换回来。

    ## 依据
    《法治政府建设与责任落实督察工作规定》（2019）关于年度报告内容的规定；本工具的数据格式。
    """
    known = outline().parts
    for name, part in report.parts:
        if any(word in part.heading for word in known[name].words):
            continue
        for other, norm in known.items():
            told = next((word for word in norm.tell_tales if word in part.heading), None)
            if other != name and told:
                yield Issue(
                    (name, "heading"),
                    f"这里是“{known[name].short}”部分，标题却说“{told}”，像是“{norm.short}”的标题",
                    f"改标题，或把 {name} 与 {other} 的内容换回来",
                    part.heading.index(told),
                )
                break
