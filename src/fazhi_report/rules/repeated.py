"""FZ345: a long sentence that occurs twice in a report, exactly or nearly."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from fazhi_report.findings import Issue, Route, Severity
from fazhi_report.model.report import PART_FIELDS
from fazhi_report.rules.registry import rule
from fazhi_report.rules.texts import Texts, issue
from fazhi_report.text.zones import sentences
from fazhi_report.typography.scan import Fault

SHORTEST = 11
"""Length, in characters without marks and digits, below which a sentence may be repeated."""
SHORTEST_NEARLY = 16
"""The same length for sentences that are only nearly equal."""
NEARLY = 94.0
"""Least similarity, in per cent, of nearly equal sentences."""
_ENDS = 7
"""Sentences are compared only when this many characters at their start or end are equal."""
_MOST_RIVALS = 8
"""Most earlier sentences with which a sentence is compared; more share their start only if it is boilerplate."""
_HEADINGS = frozenset({"heading", "lead"})
_BARE = re.compile(r"[\W_0-9]+")


@dataclass(frozen=True, slots=True)
class _LongSentence:
    route: Route
    start: int
    whole: bool
    words: str
    bare: str


@rule("FZ345", Severity.WARNING)
def repeated_sentence(texts: Texts) -> Iterator[Issue]:
    """同一句话在报告里说了两遍。

    ## 查什么
    正文各部分里十来个字以上的句子，一字不差或几乎不差（只差个别字、只差数字）地出现在两处。整段重复的由 FZ306 提示；开头、
    结尾、标题和表格不查。

    ## 为什么
    多半是拼稿时两个科室报了同一件事，或改稿时贴了两遍。只差数字的更要紧：两处的数字只能有一处是对的，或者应当写明各说
    什么。

    ## 怎么改
    删去多余的一句；说的确是两件事，写明各是什么。

    ## 依据
    《党政机关公文处理工作条例》第十九条（文字精练）。
    """
    earlier: dict[str, list[_LongSentence]] = defaultdict(list)
    for sentence in _long_sentences(texts):
        keys = (sentence.bare[:_ENDS], sentence.bare[-_ENDS:])
        first = next(
            (one for key in keys for one in earlier[key] if _is_same(one, sentence)),
            None,
        )
        if first is None:
            for key in keys:
                if len(earlier[key]) < _MOST_RIVALS:
                    earlier[key].append(sentence)
            continue
        if first.words == sentence.words and first.whole and sentence.whole:
            continue
        manner = "完全相同" if first.words == sentence.words else "几乎相同"
        fault = Fault(
            sentence.start,
            sentence.start + len(sentence.words),
            f"这一句与前面一句{manner}：“{sentence.words[:16]}……”",
            "删去多余的一句；说的确是两件事，写明各是什么",
        )
        yield replace(issue(sentence.route, fault), related=(first.route,))


def _long_sentences(texts: Texts) -> Iterator[_LongSentence]:
    """Yield the sentences that are long enough, in the order of the report."""
    for text in texts:
        if text.route[0] not in PART_FIELDS or text.route[-1] in _HEADINGS or "rows" in text.route:
            continue
        found = list(sentences(text.words))
        for one in found:
            bare = _BARE.sub("", one.words)
            if len(bare) >= SHORTEST:
                yield _LongSentence(text.route, one.start, len(found) == 1, one.words, bare)


def _is_same(first: _LongSentence, second: _LongSentence) -> bool:
    if first.words == second.words:
        return True
    # Sentences that differ only in figures are rows of statistics when their headings differ, too.
    if len(second.bare) < SHORTEST_NEARLY or abs(len(first.bare) - len(second.bare)) > SHORTEST_NEARLY // 4:
        return False
    from rapidfuzz import fuzz  # noqa: PLC0415  (few reports come so far)

    return fuzz.ratio(first.bare, second.bare) >= NEARLY
