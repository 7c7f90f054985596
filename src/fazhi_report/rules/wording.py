"""FZ8xx: outdated, wrong and empty words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fazhi_report.findings import Issue, Severity
from fazhi_report.model.report import Report
from fazhi_report.norms.lexicon import Kind, Lexicon, LexiconEntry
from fazhi_report.rules.registry import rule
from fazhi_report.rules.texts import RunningText, Texts, issue, issues
from fazhi_report.text.patterns import Pattern
from fazhi_report.text.zones import titles
from fazhi_report.typography import wording
from fazhi_report.typography.scan import covered

_OF_THE_YEAR = frozenset(
    {
        "opening",
        "achievements",
        "leader_duties",
        "shortcomings",
        "other",
        "problems_solved",
        "parts",
        "closing",
        "attachments",
        "title",
    }
)
_SENTENCE_END = Pattern("[。；\n]")
_LONGEST_SENTENCE = 200
"""Most characters on either side of a word that count as its sentence."""
_KEPT_IN_TITLES = frozenset({"organ", "misused", "preferred", "banned"})
"""Kinds that do not apply in titles of documents, as titles are quoted unchanged."""
_DATED = frozenset({"organ", "law", "period", "preferred"})
"""Kinds that are allowed in a sentence about an earlier time."""


@rule("FZ801", Severity.WARNING)
def outdated_organ(report: Report, texts: Texts, lexicon: Lexicon) -> Iterator[Issue]:
    """用了机关的旧名称。

    ## 查什么
    机构改革中更名、合并、撤销的机关（工商局、法制办、国土资源局、环保局等），按文字所说的年份判断：2020 年度报告的
    正文说 2020 年，“下一年度安排”说 2021 年，主送、抄送、署名按成文日期。书名号里的名称、同一句里写着“原”“更名”
    等字样的不查。词表随程序附带；本机关可在数据文件旁边或数据文件夹的上一层放 `lexicon.yaml` 增补：

    ```yaml
    organ:
      - {word: 旧名, instead: 新名, from: 2024-05-01, why: 本市机构改革}
    allow: [本机关许可的词]
    ```

    ## 为什么
    机关名称应当用全称或规范化简称；旧名多半是从往年的稿子里带来的。

    ## 怎么改
    改为现名；说的确是从前，写“原某局”。

    ## 依据
    《党政机关公文处理工作条例》第九条；《深化党和国家机构改革方案》（2018）、《党和国家机构改革方案》（2023）。
    """
    yield from _words(report, texts, lexicon, "organ")


@rule("FZ802", Severity.WARNING)
def outdated_law(report: Report, texts: Texts, lexicon: Lexicon) -> Iterator[Issue]:
    """引用了已经废止的法律法规，或名称写错。

    ## 查什么
    书名号里的法律、行政法规、党内法规：在文字所说的那一年开始以前是不是已经废止；名称是不是写得不全（少了“暂行”）、
    把条例写成了法。同一句里写着“废止”“原”的不查。词表可由本机关增补，格式见 FZ801。

    ## 为什么
    引用废止的法律，依据就不成立。

    ## 怎么改
    改为现行的名称；说的是当时的依据，写明“当时施行的”或“原”。

    ## 依据
    《党政机关公文处理工作条例》第二十条：审核公文要看是否符合国家法律法规。
    """
    yield from _words(report, texts, lexicon, "law")


@rule("FZ803", Severity.NOTE)
def period_out_of_time(report: Report, texts: Texts, lexicon: Lexicon) -> Iterator[Issue]:
    """提到的规划或普法时段已经过去，或还没有开始。

    ## 查什么
    “六五”“七五”“八五”普法，“十二五”至“十五五”，《法治政府建设实施纲要》两个时段等，与文字所说的年份对照；规划期满
    后的一年留给总结验收，不提示。

    ## 为什么
    沿用往年的稿子，时段最容易忘了改。

    ## 怎么改
    改为现行的规划；确是回顾的，不必改。

    ## 依据
    各规划、纲要自己写明的起止年份。
    """
    yield from _words(report, texts, lexicon, "period")


@rule("FZ804", Severity.WARNING)
def misquoted_formula(report: Report, texts: Texts, lexicon: Lexicon) -> Iterator[Issue]:
    """固定表述写错。

    ## 查什么
    重要思想、领导人姓名、“四个意识”“四个自信”“两个维护”一类固定搭配、届和大的称呼、“法治”与“法制”、并列次序
    固定的词组。只查词表里列明的错误写法。

    ## 为什么
    这些表述一字不能错，错一字就要收回重印。

    ## 怎么改
    照提示改，并与原文核对。

    ## 依据
    党的全国代表大会和中央全会文件的表述；《党政机关公文处理工作条例》第二十条。
    """
    yield from _words(report, texts, lexicon, "formula")


@rule("FZ805", Severity.WARNING)
def wrong_word(report: Report, texts: Texts, lexicon: Lexicon) -> Iterator[Issue]:
    """错别字，或用错了词。

    ## 查什么
    词表里列明的错别字和误用：“截止2020年底”（截至）、“布署”（部署）、“签定”（签订）、“权利清单”（权力清单）等。

    ## 为什么
    同音字由输入法选错，读稿时不易看出。

    ## 怎么改
    照提示改；提示错了的，把这个词写进本机关词表的 allow。

    ## 依据
    《现代汉语词典》；《第一批异形词整理表》（GF 1001—2001）；有关法律的用语。
    """
    yield from _words(report, texts, lexicon, "misused")


@rule("FZ806", Severity.NOTE)
def unidiomatic_word(report: Report, texts: Texts, lexicon: Lexicon) -> Iterator[Issue]:
    """有更规范的说法。

    ## 查什么
    词表里列明的口语、旧说法和不够规范的词，如“法人代表”“社区服刑人员”“其它”。

    ## 为什么
    公文用书面语和法律用语，前后一致。

    ## 怎么改
    照提示改；本机关惯用的，写进词表的 allow。

    ## 依据
    有关法律的用语；《党政机关公文处理工作条例》第十九条：表述准确，文字精练。
    """
    yield from _words(report, texts, lexicon, "preferred")


@rule("FZ807", Severity.WARNING)
def improper_word(report: Report, texts: Texts, lexicon: Lexicon) -> Iterator[Issue]:
    """用了不宜使用的词。

    ## 查什么
    词表里列明的歧视性、贬义的称呼，已经废止的制度，涉港澳台的错误说法。

    ## 为什么
    公开的公文对当事人应当使用尊重的、法定的称呼。

    ## 怎么改
    照提示改。

    ## 依据
    《残疾人保障法》等法律的用语；新闻报道禁用词和涉港澳台用语规范。
    """
    yield from _words(report, texts, lexicon, "banned")


def _words(report: Report, texts: Texts, lexicon: Lexicon, kind: Kind) -> Iterator[Issue]:
    # The set of characters is tested first, because searching for a word reads all texts.
    entries = [
        entry
        for entry in lexicon.of(kind)
        if texts.characters.issuperset(entry.word) and entry.word in texts.joined
    ]
    for text in texts if entries else ():
        day = _spoken_of(report, text)
        for entry in entries:
            if entry.word in text.words and entry.holds(day):
                yield from _found(text, entry, lexicon.history)


def _found(text: RunningText, entry: LexiconEntry, history: tuple[str, ...]) -> Iterator[Issue]:
    kept = titles(text.words) if entry.kind in _KEPT_IN_TITLES else ()
    aside = covered(len(text.words), ((zone.start, zone.end) for zone in kept))
    for start in entry.found_in(text.words):
        if aside[start]:
            continue
        end = start + len(entry.word)
        if entry.kind in _DATED and any(word in _sentence(text.words, start, end) for word in history):
            continue
        hint = "：".join(filter(None, (f"写作{_quoted(entry.instead)}" if entry.instead else "", entry.why)))
        yield Issue(text.route, f"用了“{entry.word}”", hint, start)


def _quoted(words: str) -> str:
    return words if words[0] in "“《" or "应为" in words else f"“{words}”"


def _spoken_of(report: Report, text: RunningText) -> date:
    """Return the first day of the period that a text is about; for the present, the date of issue."""
    role = report.role_at(text.route)
    if role == "plans":
        return date(report.year + 1, 1, 1)
    if role in _OF_THE_YEAR:
        return date(report.year, 1, 1)
    return report.date_of_issue or date(report.year + 1, 1, 1)


def _sentence(text: str, start: int, end: int) -> str:
    """Return the sentence around a word without the word itself."""
    before, behind = text[max(0, start - _LONGEST_SENTENCE) : start], text[end : end + _LONGEST_SENTENCE]
    return _SENTENCE_END.pieces(before)[-1] + "\n" + _SENTENCE_END.pieces(behind)[0]


@rule("FZ808", Severity.NOTE)
def relative_year(texts: Texts) -> Iterator[Issue]:
    """“今年”“去年”没有写明是哪一年。

    ## 查什么
    正文里的去年、今年、明年、前年；书名号、引号里的不查。

    ## 为什么
    年度报告写于次年、公布更晚，“今年”可以读成两个年份；收进汇编以后更分不清。

    ## 怎么改
    写明年份；上下文已经清楚的，可以不改。

    ## 依据
    GB/T 15835—2011 第 5.1.4 条（年份的写法）；《党政机关公文处理工作条例》第十九条：表述准确。
    """
    yield from issues(texts, wording.relative_years)


@rule("FZ809", Severity.ERROR)
def unfilled_blank(report: Report, texts: Texts) -> Iterator[Issue]:
    """范文里的空没有填。

    ## 查什么
    XX、××、20XX 年、×件、□、____、（待补充）、TODO 一类的占位写法。公式“1+X”和乘号不查。

    ## 为什么
    从范文、往年稿子改写时留下的空，印出去就是笑话。

    ## 怎么改
    填上内容，或删去这句话。

    ## 依据
    《党政机关公文处理工作条例》第二十条：审核人名、地名、时间、数字等是否准确。
    """
    yield from issues(texts, wording.blanks)
    page = report.publication
    if page is not None and page.document_number is not None:
        for fault in wording.blanks(page.document_number):
            yield issue(("publication", "document_number"), fault)


@rule("FZ810", Severity.NOTE)
def hollow_promise(report: Report, texts: Texts) -> Iterator[Issue]:
    """只说加强，没有说做什么。

    ## 查什么
    不足和下一年度安排两部分里，“进一步加强各项工作”“再接再厉，再创佳绩”一类没有对象的句子。

    ## 为什么
    下一年度的安排要能督察、能对账；没有对象的承诺，明年无从核对。

    ## 怎么改
    写明事项、措施、责任单位和时限，或删去这句话。

    ## 依据
    《法治政府建设与责任落实督察工作规定》关于年度报告载明下一年度主要安排的规定。
    """
    about = texts.where(lambda text: report.role_at(text.route) in {"plans", "shortcomings"})
    yield from issues(about, wording.hollow_promises)
