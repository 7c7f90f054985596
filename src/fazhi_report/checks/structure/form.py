"""The form of an upward report: closing, no requests, signatories, secrecy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from fazhi_report.checks.registry import rule
from fazhi_report.checks.structure.reading import shown
from fazhi_report.checks.texts import Texts
from fazhi_report.findings import Issue, Severity
from fazhi_report.model.report import Report
from fazhi_report.norms.outline import outline
from fazhi_report.notation.pattern import Pattern

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
    last = [text.words for text in texts if text.route[0] == report.parts[-1][0]][-1]
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
    """What every request holds, whatever may stand before it; a title inside it may hold marks that it may not."""
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
