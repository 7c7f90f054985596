"""The head's duties, and phrases that are quoted to the letter."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.checks.registry import rule
from fazhi_report.checks.structure.likeness import near_misses, quotes
from fazhi_report.checks.structure.reading import body
from fazhi_report.checks.texts import Texts
from fazhi_report.findings import Issue, Severity
from fazhi_report.model.report import Report
from fazhi_report.norms.outline import outline


@rule("FZ341", Severity.NOTE)
def duties_unmentioned(report: Report, texts: Texts) -> Iterator[Issue]:
    """第一责任人部分有的职责没有提到。

    ## 查什么
    规定给政府主要负责人列了六项职责：组织领导和规划计划，依法决策和政务公开，依法履职和执法责任，督促班子成员
    依法行政和内部监督，维护司法权威和出庭应诉，学法用法和普法责任。逐项看这一部分有没有提到，列出没有提到的。

    ## 为什么
    这一部分要对照职责写，漏一项，就像是没有履行。各项按常用的词识别，说法不同也可能没有认出来，所以只作提示。

    ## 怎么改
    补写没有提到的职责履行情况；确实没有的，或已换一种说法写到的，不必改。

    ## 依据
    《党政主要负责人履行推进法治建设第一责任人职责规定》（2016）关于政府主要负责人职责的规定。
    """
    norms = outline()
    if report.year not in norms.duties_years:
        return
    said = "".join(text.words for text in body(texts, "leader_duties"))
    absent = [duty.title for duty in norms.duties if not any(word in said for word in duty.words)]
    if absent:
        listed = "；".join(absent)
        yield Issue(
            ("leader_duties", "heading"),
            f"六项职责中有 {len(absent)} 项没有提到：{listed}",
            "补写这几项的履行情况；换一种说法写到的，不必改",
        )


@rule("FZ342", Severity.WARNING)
def misquoted_phrase(report: Report, texts: Texts) -> Iterator[Issue]:
    """固定提法引用得不准。

    ## 查什么
    文件里定了型的提法，如“重要工作亲自部署、重大问题亲自过问、重点环节亲自协调、重要任务亲自督办”“科学立法、
    严格执法、公正司法、全民守法”：文中至少有两句与原文相同、旁边的一句像而不同的，指出那一句。只引其中几句、
    每句都准的，不提。提法按报告年度有效的文件。

    ## 为什么
    固定提法一字不能少：漏了“亲自”，意思就变了。

    ## 怎么改
    照提示改成原文。

    ## 依据
    提法所在的文件，见提示；《党政机关公文处理工作条例》第二十条（签发前审核）。
    """
    phrases = [
        phrase
        for phrase in outline().phrases
        if report.year in phrase.years and quotes(texts.joined, phrase.clauses)
    ]
    for text in texts:
        for phrase in phrases:
            for slip in near_misses(text.words, phrase.clauses):
                yield Issue(
                    text.route,
                    f"“{slip.found}”应为“{slip.wanted}”",
                    f"原文是“{phrase.text}”，见{phrase.source}",
                    slip.start,
                )
