"""Rules for headings: end marks, numbers, siblings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fazhi_report.findings import Issue, Route, Severity, TextEdit
from fazhi_report.model.prose import Measures
from fazhi_report.model.report import STATUTORY, Report
from fazhi_report.model.walk import each
from fazhi_report.norms.duties import ReportDuty
from fazhi_report.norms.gbt9704 import CHARS
from fazhi_report.norms.outline import outline
from fazhi_report.rules.registry import rule
from fazhi_report.rules.structure.reading import body_of_role, groups, shown
from fazhi_report.rules.texts import Texts
from fazhi_report.text.patterns import Pattern
from fazhi_report.text.references import FILLER

_CLOSERS = "”’）》】"
_HAN = "[一二三四五六七八九十]"
# 一、二审 are courts, 2.0版 is a version.
_NUMBER = (
    rf"(?:第?{_HAN}{{1,3}}、(?!{_HAN})|[（(]{_HAN}{{1,3}}[）)]、?|[0-9０-９]{{1,2}}[.．、](?![0-9０-９])"
    r"|[（(][0-9０-９]{1,2}[）)]|[①-⑳])"
)
_TYPED = Pattern(rf"{_NUMBER}|{_HAN}{{1,2}}是(?!否|不是)")
_TYPED_MEASURE = Pattern(rf"{_NUMBER}|{_HAN}{{1,2}}(?:是(?!否|不是)|要(?!素|件|点|求))")
_TYPED_HEADING = Pattern(_NUMBER)
_TYPED_ATTACHMENT = Pattern(rf"附件[0-9０-９一二三四五六七八九十]*[：:.．、 ]?|{_NUMBER}")
_MOST_LINES = 2


@rule("FZ321", Severity.NOTE)
def heading_with_end_mark(report: Report) -> Iterator[Issue]:
    """独占一行的标题末尾有标点。

    ## 查什么
    独占一行的各级标题，末尾是不是句号、冒号、分号、逗号。接排正文的段首标题不在此列。

    ## 为什么
    标题独占一行，已经与正文分开，末尾通常不加标点。公布的报告里带句号的也不少，所以只作提示；但一份报告里应当一致。

    ## 怎么改
    删去末尾的标点；想让正文接排的，写 `run_in: true`。

    ## 依据
    GB/T 15834—2011 关于句末点号的用法；GB/T 9704—2012 7.3.3 的结构层次。
    """
    for group in groups(report):
        for heading in group.headings:
            if heading.own_line and heading.text[-1:] in "。：；，、":
                yield Issue(
                    heading.route,
                    f"标题独占一行，末尾不用“{heading.text[-1]}”",
                    "删去末尾的标点；正文接排的写 run_in: true",
                    len(heading.text) - 1,
                    edits=(TextEdit(len(heading.text) - 1, heading.text[-1], ""),),
                )


@rule("FZ322", Severity.WARNING)
def run_in_heading_without_end(report: Report) -> Iterator[Issue]:
    """段首标题与正文之间没有标点。

    ## 查什么
    正文接排在后面的标题、首句（包括“一是”各条的首句），末尾有没有句号等标点。

    ## 为什么
    接排时标题与正文在同一段里，没有标点就连成一句，读不断。

    ## 怎么改
    在标题或首句末尾加句号。

    ## 依据
    GB/T 15834—2011 关于句号的用法。
    """
    for group in groups(report):
        for heading in group.headings:
            if heading.run_in and heading.followed and not _ends(heading.text, "。！？：…"):
                yield _unended(heading.route, heading.text)
    for route, measures in each(report, Measures):
        for index, measure in enumerate(measures.measures):
            if measure.lead and measure.text and not _ends(measure.lead, "。！？：…；，"):
                yield _unended((*route, "measures", index, "lead"), measure.lead)


def _ends(text: str, marks: str) -> bool:
    return text.rstrip(_CLOSERS)[-1:] in marks or text[-1:] in marks


def _unended(route: Route, text: str) -> Issue:
    return Issue(
        route, f"“{shown(text)[-8:]}”与后面的正文接排，中间没有句号", "在末尾加“。”", max(len(text) - 1, 0)
    )


@rule("FZ323", Severity.NOTE)
def mixed_siblings(report: Report) -> Iterator[Issue]:
    """同一层的标题有的独占一行，有的接排正文。

    ## 查什么
    同一个上级标题下面的各个标题，是不是都独占一行，或都接排正文。没有正文的不比较。

    ## 为什么
    同一层次的体例一致，读者才看得出层次。

    ## 怎么改
    给少数的几个改 `run_in`，与多数一致。

    ## 依据
    GB/T 9704—2012 7.3.3 的结构层次。
    """
    for group in groups(report):
        followed = [heading for heading in group.headings if heading.followed]
        run_in = sum(heading.run_in for heading in followed)
        if not 0 < run_in < len(followed):
            continue
        apart = run_in * 2 - len(followed)
        usual = followed[0].run_in if apart == 0 else apart > 0
        for heading in followed:
            if heading.run_in != usual:
                form = "接排正文" if heading.run_in else "独占一行"
                wanted = "true" if usual else "false"
                yield Issue(
                    heading.route, f"同一层的标题里，只有少数像这个一样{form}", f"写 run_in: {wanted}"
                )


@rule("FZ324", Severity.NOTE)
def only_child(report: Report) -> Iterator[Issue]:
    """这一层只有一个标题。

    ## 查什么
    （一）之后有没有（二），1.之后有没有2.，“一是”之后有没有“二是”。

    ## 为什么
    分层是为了并列；只有一个，就不必编号，或者漏了后面的。

    ## 怎么改
    补上漏掉的；确实只有一个的，并入上一层。

    ## 依据
    GB/T 9704—2012 7.3.3 的结构层次。
    """
    hint = "补上漏掉的；确实只有一个的，不编号，并入上一层"
    for group in groups(report):
        if len(group.headings) == 1 and group.parent:
            yield Issue(group.headings[0].route, "这一层只有一个标题，有“一”没有“二”", hint)
    for route, measures in each(report, Measures):
        if len(measures.measures) == 1:
            yield Issue(
                (*route, "measures", 0), f"只有“一{measures.ordinal}”，没有“二{measures.ordinal}”", hint
            )


@rule("FZ325", Severity.ERROR)
def typed_number(report: Report) -> Iterator[Issue]:
    """序号是手写的，会印成两个。

    ## 查什么
    各级标题、首句、“一是”各条、附件名称的开头，有没有手写的“一、”“（一）”“1.”“一是”“附件1”。

    ## 为什么
    这些序号由程序统一编，手写的会印成“一、一、”；以后增删一条，手写的也不会跟着变。

    ## 怎么改
    删去开头的序号。

    ## 依据
    GB/T 9704—2012 7.3.3 的结构层次；本工具的数据格式。
    """
    for group in groups(report):
        for heading in group.headings:
            yield from _typed(heading.route, heading.text, _TYPED)
    for route, measures in each(report, Measures):
        for index, measure in enumerate(measures.measures):
            field, words = ("lead", measure.lead) if measure.lead else ("text", measure.text or "")
            yield from _typed((*route, "measures", index, field), words, _TYPED_MEASURE)
    for index, attachment in enumerate(report.attachments):
        yield from _typed(("attachments", index, "title"), attachment.title, _TYPED_ATTACHMENT)


def _typed(route: Route, text: str, pattern: Pattern) -> Iterator[Issue]:
    if match := pattern.match(text):
        yield Issue(route, f"开头的“{match[0].strip()}”是手写的，程序编的序号前后会重复", "删去手写的序号", 0)


@rule("FZ326", Severity.WARNING)
def typed_heading(texts: Texts) -> Iterator[Issue]:
    """正文的段落以手写的序号开头，像是标题。

    ## 查什么
    正文段落的开头有没有“一、”“（一）”“1.”“（1）”“①”。附件里的文字不查；段落以“一是”开头不算。

    ## 为什么
    写在正文里的标题不按标题编排，字体不对，导航窗格里没有，序号也不会随增删改变。

    ## 怎么改
    （一）各节写进 `sections`，1.各项写进 `items`，“一是”各条写进 `measures`，不写序号。

    ## 依据
    GB/T 9704—2012 7.3.3 的结构层次。
    """
    for text in texts:
        if text.route[-1] != "<paragraph>" or text.route[0] == "attachments":
            continue
        if match := _TYPED_HEADING.match(text.words):
            yield Issue(
                text.route,
                f"段落以手写的“{match[0]}”开头，像是标题，却会按正文编排",
                "写进 sections（（一））、items（1.），不写序号",
                0,
            )


@rule("FZ327", Severity.NOTE)
def long_heading(report: Report) -> Iterator[Issue]:
    """标题太长。

    ## 查什么
    各级标题、首句是否超过两行（按每行 28 字）。

    ## 为什么
    标题要让人一眼看完；超过两行，读起来就是正文了。

    ## 怎么改
    缩短标题，把具体做法移到正文里。

    ## 依据
    《党政机关公文处理工作条例》第十九条（文字精练）；GB/T 9704—2012 5.2.3（每行 28 字）。
    """
    for group in groups(report):
        for heading in group.headings:
            length = len(heading.text) - heading.text.count(FILLER)
            if length > _MOST_LINES * CHARS.value:
                yield Issue(
                    heading.route,
                    f"标题有 {length} 个字，超过 {_MOST_LINES} 行",
                    "缩短标题，把具体做法移到正文里",
                )


_THIN = 50


@rule("FZ301", Severity.NOTE)
def parts_out_of_order(report: Report, duty: ReportDuty | None = None) -> Iterator[Issue]:
    """各部分的次序与规定所列的不同。

    ## 查什么
    报告里各部分的先后，与规定列出年度报告内容的先后是否一致：主要举措和成效，存在的不足和原因，党政主要负责人
    履行第一责任人职责的有关情况，下一年度主要安排，其他需要报告的情况。“其他需要报告的情况”没有就不写，不作为缺项。

    ## 为什么
    规定列的是内容，各地公布的报告次序并不一致，有的把第一责任人放在第二，有的放在最前，所以只作提示。本地有
    统一体例的从其体例，写进 `地方规定.yaml` 的 `order`，就照它查；没有的，照规定的次序最稳妥。

    ## 怎么改
    调整 `order` 里的先后，或移动 `parts` 的各项，序号由程序重编；确按本地体例排列的，不必改。

    ## 依据
    《法治政府建设与责任落实督察工作规定》（2019）关于年度报告内容的规定。
    """
    decreed = outline().order(report.year)
    local = duty.order if duty is not None and duty.order else ()
    order = local or (decreed.parts if decreed else ())
    # A part without a decreed place is in order wherever the office puts it; of a divided part the first one counts.
    places = {one.role: one.route for one in reversed(report.body_parts) if one.role is not None}
    present = [name for name in reversed(places) if name in order]
    wanted = [name for name in order if name in present]
    if present == wanted:
        return
    # The default order has no line in the file, so the first part out of order is shown.
    moved = next(name for name, right in zip(present, wanted, strict=True) if name != right)
    stated = "order" in report.model_fields_set
    cure = "照规定的次序移动 parts 的各项" if report.parts else f"写作 order: [{', '.join(wanted)}]"
    yield Issue(
        ("order",) if stated else (*places[moved], "heading"),
        f"各部分的次序是{_named(present)}；{'地方' if local else ''}规定所列的次序是{_named(wanted)}",
        f"{cure}，见{duty.source_of('order')}" if duty and local else f"本地没有统一体例的，{cure}",
    )


def _named(names: Sequence[str]) -> str:
    return "".join(f"“{outline().parts[name].short}”" for name in names)


@rule("FZ302", Severity.WARNING)
def shortcomings_without_causes(report: Report, texts: Texts) -> Iterator[Issue]:
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
    parts = report.parts_of("shortcomings")
    said = "".join(text.words for text in body_of_role(report, texts, "shortcomings"))
    if parts and not any(word in said for word in outline().causes):
        yield Issue(
            (*parts[0].route, "heading"),
            "“不足和原因”部分只说了不足，没有说原因",
            "补写产生这些不足的原因，如“主要原因是……”",
        )


@rule("FZ305", Severity.NOTE)
def thin_part(report: Report, texts: Texts) -> Iterator[Issue]:
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
    for name in STATUTORY:
        parts = report.parts_of(name)
        said = body_of_role(report, texts, name)
        length = sum(len(text.words) - text.words.count(FILLER) for text in said)
        if parts and length < _THIN:
            yield Issue(
                (*parts[0].route, "heading"),
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
    for one in report.body_parts:
        name, heading = one.role, one.part.heading
        if name is None or any(word in heading for word in known[name].words):
            continue
        for other, norm in known.items():
            word_of_other = next((word for word in norm.tell_tales if word in heading), None)
            if other != name and word_of_other:
                yield Issue(
                    (*one.route, "heading"),
                    f"这里是“{known[name].short}”部分，标题却说“{word_of_other}”，像是“{norm.short}”的标题",
                    "改 role，或改标题" if report.parts else f"改标题，或把 {name} 与 {other} 的内容换回来",
                    heading.index(word_of_other),
                )
                break
