"""Rules for the form of an upward report: closing words, no requests, signatories, secrecy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from fazhi_report.findings import Issue, Severity
from fazhi_report.model.report import Report
from fazhi_report.norms.outline import outline
from fazhi_report.rules.registry import rule
from fazhi_report.rules.structure.reading import body, body_of_role, shown
from fazhi_report.rules.texts import Texts
from fazhi_report.text.patterns import Pattern
from fazhi_report.text.references import FILLER

_MARKS = Pattern(r"[，。！；：、\s]")
_NAMED = Pattern("《[^《》]*》")


def _plain(text: str) -> str:
    return _MARKS.sub("", text)


@rule("FZ331", Severity.NOTE)
def missing_closing(report: Report, texts: Texts) -> Iterator[Issue]:
    """没有结束语。

    ## 查什么
    有没有结束语（`closing`），或最后一部分的末段是不是“特此报告”之类的话。

    ## 为什么
    上行的报告习惯以“特此报告。”单独成段结束。标准没有规定，不少公布的报告也没有，所以只作提示。

    ## 怎么改
    写 `closing: 特此报告。`

    ## 依据
    公文写作惯例；《党政机关公文处理工作条例》第八条第十项（报告）。
    """
    if report.closing is not None:
        return
    parts = report.body_parts
    last = [text.words for text in body(texts, parts[-1].route if parts else ("opening",))][-1]
    if not any(_plain(last).endswith(closing) for closing in outline().closings):
        yield Issue(("closing",), "没有结束语", "写上 closing: 特此报告。")


@rule("FZ332", Severity.WARNING)
def closing_of_another_kind(report: Report) -> Iterator[Issue]:
    """结束语是别的文种的。

    ## 查什么
    结束语里有没有“特此通知”“特此函告”“此致敬礼”“请遵照执行”这样属于别的文种的话。

    ## 为什么
    报告是上行文，用下行、平行文种的结束语就错了文种。

    ## 怎么改
    改为“特此报告。”

    ## 依据
    《党政机关公文处理工作条例》第八条（公文种类）。
    """
    closing = report.closing
    if closing is None or _plain(closing) in outline().closings:
        return
    foreign = next((word for word in outline().foreign_closings if word in closing), None)
    if foreign:
        yield Issue(
            ("closing",),
            f"结束语“{closing}”不是报告的结束语",
            "改为“特此报告。”",
            closing.index(foreign),
        )


@rule("FZ333", Severity.WARNING)
def request_in_report(texts: Texts) -> Iterator[Issue]:
    """报告里夹带了请示事项。

    ## 查什么
    文字里有没有“妥否，请批示”“恳请”“请予批准”“请求上级支持”这样的请示用语。“以上报告，请审阅”不算；说别的事的
    “报请批准”“提请审批”不算；书名号里的不算。

    ## 为什么
    报告不需要批复；把请示的事写在报告里，上级不会批，事情也就误了。

    ## 怎么改
    删去这句话；确需请示的，另行一文“请示”。

    ## 依据
    《党政机关公文处理工作条例》第十五条第四项：不得在报告等非请示性公文中夹带请示事项。
    """
    pattern = _requests()
    for text in texts.showing(_request_sign()):
        covered = _NAMED.sub(lambda match: "■" * len(match[0]), text.words)
        for match in pattern.finditer(covered):
            yield Issue(
                text.route,
                f"“{shown(match[0])}”是请示用语，报告里不得夹带请示事项",
                "删去；确需请示的另行文",
                match.start(),
            )


@lru_cache(maxsize=1)
def _requests() -> Pattern:
    norms = outline()
    words = "|".join(re.escape(word) for word in norms.requests)
    return Pattern(f"(?<![{norms.not_after}])(?:{words})|{'|'.join(norms.request_patterns)}")


@lru_cache(maxsize=1)
def _request_sign() -> Pattern:
    """Return the pattern of a request; it may contain quoted titles with marks that it may not contain otherwise."""
    norms = outline()
    return Pattern(
        "|".join((*map(re.escape, norms.requests), *norms.request_patterns, "请[^，。；\n]{1,15}《"))
    )


@rule("FZ338", Severity.ERROR)
def secret_published(report: Report, edition: str) -> Iterator[Issue]:
    """涉密的报告不得公开。

    ## 查什么
    写了密级（`secrecy`）的报告，是不是在按公开版（publish）检查或编排。

    ## 为什么
    年度报告应当公开，但涉及党和国家秘密的除外。涉密文件上网是泄密。

    ## 怎么改
    只编排报送版（`--edition submit`）；要公开的，另写一份不涉密的报告，删去 `secrecy` 和涉密的内容，并经保密审查。

    ## 依据
    《法治政府建设与责任落实督察工作规定》（2019）关于公开的规定；《政府信息公开条例》第十四条。
    """
    if report.secrecy is not None and edition == "publish":
        related = () if report.publication is None else (("publication",),)
        yield Issue(
            ("secrecy",),
            f"标了“{report.secrecy.level}”的报告不得公开，现在是公开版",
            "涉密的只编排报送版（--edition submit）；另写一份不涉密的供公开",
            related=related,
        )


@rule("FZ339", Severity.ERROR)
def unsigned_submission(report: Report, edition: str) -> Iterator[Issue]:
    """报送版没有签发人。

    ## 查什么
    编排报送版（submit）时，有没有签发人（`signatories`）。

    ## 为什么
    报告是上行文，版头应当标注签发人姓名，由机关主要负责人签发。

    ## 怎么改
    写上 `signatories`：机关主要负责人的姓名，联合行文写多人；只要公开版的，用 `--edition publish`。

    ## 依据
    《党政机关公文处理工作条例》第九条第六项、第二十二条；GB/T 9704—2012 7.2.6。
    """
    if edition == "submit" and not report.signatories:
        yield Issue(
            ("signatories",),
            "报送版是上行文，没有签发人（signatories）",
            "写上机关主要负责人的姓名；只要公开版的用 --edition publish",
        )


LEAST_SIMILARITY = 0.7
"""Least similarity of words that count as a misquotation; less similar ones count as different words."""

_STOP = Pattern(f"[，。；：！？“”‘’《》（）、{FILLER}]")
_JOINT = Pattern("[、和及，]")
_SENTENCE = Pattern("[^。；！？]+")
_SPARE = 3


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A misquoted clause.

    Args:
        start: Its offset in the text, in characters.
        found: The words as written.
        wanted: The correct clause.
    """

    start: int
    found: str
    wanted: str


def similarity(one: str, other: str) -> float:
    """Return the similarity of two short texts, from 0 to 1.

    It is Dice's coefficient over their longest common subsequence.
    """
    if not one or not other:
        return 0.0
    row = [0] * (len(other) + 1)
    for char in one:
        before = 0
        for place, against in enumerate(other, 1):
            held = row[place]
            row[place] = before + 1 if char == against else max(held, row[place - 1])
            before = held
    return 2 * row[-1] / (len(one) + len(other))


def near_misses(text: str, clauses: Sequence[str]) -> Iterator[NearMiss]:
    """Yield the misquoted clauses of a phrase next to clauses that are quoted correctly.

    A sentence that quotes only some of the clauses, but exactly, has none; nor has a sentence with fewer than two
    of them, as it may not be a quotation.
    """
    if not quotes(text, clauses):
        return
    for sentence in _SENTENCE.finditer(text):
        if quotes(sentence[0], clauses):
            for slip in _slips(sentence[0], clauses):
                yield replace(slip, start=sentence.start() + slip.start)


def quotes(text: str, clauses: Sequence[str]) -> bool:
    """Whether a text contains at least two clauses; a single one does not prove a quotation."""
    return sum(clause in text for clause in clauses) > 1


def _slips(sentence: str, clauses: Sequence[str]) -> Iterator[NearMiss]:
    """Yield the misquotations from left to right."""
    spans = {
        index: (sentence.index(clause), sentence.index(clause) + len(clause))
        for index, clause in enumerate(clauses)
        if clause in sentence
    }
    found: list[NearMiss] = []
    for step in (1, -1):
        for index in range(len(clauses))[::step]:
            beside = spans.get(index - step)
            if index in spans or beside is None:
                continue
            clause = clauses[index]
            slip = _after(sentence, beside[1], clause) if step > 0 else _before(sentence, beside[0], clause)
            if slip is not None:
                found.append(slip)
                spans[index] = (slip.start, slip.start + len(slip.found))
    return iter(sorted(found, key=lambda slip: slip.start))


def _after(text: str, start: int, clause: str) -> NearMiss | None:
    """Return the misquotation after a clause and its joining mark; None when there is none."""
    if not _JOINT.match(text, start):
        return None
    start += 1
    stop = _STOP.search(text, start)
    room = text[start : stop.start() if stop else len(text)][: len(clause) + _SPARE]
    return _best(((start, room[:length]) for length in range(1, len(room) + 1)), clause)


def _before(text: str, end: int, clause: str) -> NearMiss | None:
    """Return the misquotation before a clause and its joining mark; None when there is none."""
    if end == 0 or not _JOINT.match(text, end - 1):
        return None
    end -= 1
    starts = range(end - 1, max(end - len(clause) - _SPARE, 0) - 1, -1)
    rooms = ((start, text[start:end]) for start in starts)
    return _best(((start, room) for start, room in rooms if not _STOP.search(room)), clause)


def _best(candidates: Iterator[tuple[int, str]], clause: str) -> NearMiss | None:
    like, start, found = max(
        ((similarity(found, clause), start, found) for start, found in candidates),
        key=lambda candidate: candidate[0],
        default=(0.0, 0, ""),
    )
    return NearMiss(start, found, clause) if like >= LEAST_SIMILARITY else None


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
    parts = report.parts_of("leader_duties")
    if not parts:
        return
    said = "".join(text.words for text in body_of_role(report, texts, "leader_duties"))
    absent = [duty.title for duty in norms.duties if not any(word in said for word in duty.words)]
    if absent:
        listed = "；".join(absent)
        yield Issue(
            (*parts[0].route, "heading"),
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
