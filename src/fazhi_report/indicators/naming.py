"""Names figures without an indicator: a noun phrase for people, and a key that stays the same over the years.

A figure is identified by noun phrase, unit and topic of the sentence, not by its position: the third figure of one
year need not be the third of the next.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from fazhi_report.indicators.lexicon import lexicon
from fazhi_report.indicators.spots import Spot, plain
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.norms.indicator_words import vocabulary
from fazhi_report.sentences.roles import without_origin
from fazhi_report.sentences.times import without_dates
from fazhi_report.text.references import OWN_LENGTH, OWN_PREFIX

_SHORT = 4
"""A phrase of fewer characters names nothing without the words around it."""
_SELF_EXPLAINED = 6
"""A phrase of fewer characters is the same thing only where the words before it are the same, too."""
_LONGEST = 24
_LEADING = re.compile(
    "^(?:[、，；：（）]|[一二三四五六七八九十]是|以及|及其|其中|和(?![解谐平])|及(?![时格])|与(?!会)|并(?![联])"
    "|(?:共|已)(?=[\u4e00-\u9fff]{2})(?![同建享治有])|对(?![口标外内])|将(?![近来]))+"
)
_TRAILING = re.compile(
    "(?:共计|总计|合计|累计|共有|达到|达|(?<![行作成认称])为|(?<!不)是|了|有|已|约|近|超过|超|的|等|共|均|至|到|在|计|仅|就|对|与|和|、|：)+$"
)
_VERBS = re.compile(
    "明显|进行|开展|完成|全部|均|已|参加|参与|被|获评|获|组成|实现|接受|用于|分别|达到|提供|并|通过|建立|成立|得到|入选|覆盖|签订|投入|第一时间|在|为|与|和(?=[^\u4e00-\u9fff]|$)"
)
_HAN = re.compile("[\u4e00-\u9fff]")
_DIGITS = re.compile("[0-9０-９.,，。；：！？、（）%％\\-—]+")
_CHANGES = {"增长": "增长", "上升": "增长", "提高": "提高", "提升": "提高", "增加": "增加"}


def label(spot: Spot, before: str = "") -> str:
    """Return a noun phrase for a figure; empty where its words contain none.

    Args:
        spot: The figure and its words.
        before: The label of the figure before it in the sentence; empty for none.
    """
    before = before.partition("：")[0]
    if (told := _relative(spot, before)) is not None:
        return told
    slot = _trimmed(without_dates(spot.slot))
    own = f"{_short(_trimmed(_unframed(slot)) or slot)}{_noun(spot.behind)}"
    if len(own) >= _SHORT or (len(own) > 1 and not before and not spot.clause):
        return own
    around = before or _subject(spot)
    return f"{around}：{own}" if around and own and around != own else own or around


def _relative(spot: Spot, before: str) -> str | None:
    """Return the name of a figure that refers to another one (同比增长, 占比, 上年); None for any other figure."""
    term = spot.term
    if term is None:
        return None
    subject = before or _subject(spot)
    if spot.grows:
        return f"{subject}同比{_CHANGES.get(term.verb, term.verb)}"
    if term.share is not None and not term.own:
        return f"{subject}占比"
    if spot.is_last_year and before:
        return f"{before}上年数"
    if spot.moves:
        return f"{label(replace(spot, slot=without_origin(spot.slot), term=None), before)}原数"
    return before.removesuffix("原数") if term.to is not None and before.endswith("原数") else None


def change_kind(spot: Spot) -> str:
    """Return the qualifier of a figure that states the change of another, such as ``growth``; empty for all others.

    Such figures are not compared over the years, since growth is no count.
    """
    if spot.term is None or not spot.term.change or spot.number.written is None:
        return ""
    written = spot.number.written
    return "growth" if written.is_percent else "points" if written.is_points else "change"


def identity(spot: Spot, name: str, before: str = "", headings: Sequence[str] = ()) -> str:
    """Return what identifies a figure without indicator: its topic, its noun phrase and its unit, as one text.

    Words that change from year to year and from office to office (dates, 全市, 共) are left out. A short name
    (参训, 发现问题) is ambiguous, so the name of the figure before it is added.

    Args:
        spot: The figure and its words.
        name: Its name.
        before: The name of the figure before it in the sentence; empty for none.
        headings: The headings above it.
    """
    about = "" if lexicon().topics_of(name) else _topic(spot)
    bare = _bare(name) or name
    if len(bare) < _SELF_EXPLAINED and (around := _bare(before or _subject(spot))):
        about = f"{about}/{around}"
    elif len(bare) < _SHORT and headings:
        about = f"{about}/{_bare(headings[-1])}"
    return "|".join((about, bare, _unit(spot.number.unit)))


@lru_cache(maxsize=4096)
def own_key(identified: str) -> str:
    """Return the key of a figure without indicator, made from its identity; the same words make the same key."""
    digest = hashlib.sha256(identified.encode()).digest()
    # A piece of a key begins with a letter.
    return f"{OWN_PREFIX}{base64.b32encode(digest).decode().lower()[:OWN_LENGTH]}"


def wider(spot: Spot, headings: Sequence[str], depth: int) -> str | None:
    """Return words around a figure that distinguish it from another of the same name.

    Args:
        spot: The figure and its words.
        headings: The headings above it, the outermost first.
        depth: How far from the figure: 0 for the words before its clause, then the headings from the nearest on, last
            the sentence.

    Returns:
        None where no more words are left.
    """
    if depth == 0:
        return spot.clause or _subject(spot)
    if depth <= len(headings):
        return plain(headings[-depth]).text
    return _bare(spot.sentence) if depth == len(headings) + 1 else None


def _trimmed(words: str) -> str:
    return _TRAILING.sub("", _LEADING.sub("", words))


def _unframed(words: str) -> str:
    """Return the words without those that many sentences open with (全年, 我市, 累计)."""
    openers = vocabulary().openers
    while True:
        word = max((word for word in openers if words.startswith(word)), key=len, default="")
        if not word or len(word) == len(words):
            return words
        words = words[len(word) :]


def _short(words: str) -> str:
    """Return a phrase that fits on a line: of a long one the words behind its last comma-like mark."""
    if len(words) <= _LONGEST:
        return words
    for mark in ("、", "的"):
        _, found, last = words.rpartition(mark)
        if found and len(last) >= _SHORT:
            return last
    return words


def _noun(behind: str) -> str:
    """Return the noun behind a unit, up to the verb that follows."""
    words = _VERBS.split(behind, maxsplit=1)[0].strip("的等了和与、")
    return words if len(words) > 1 and len(words) <= _LONGEST and _HAN.search(words) else ""


def _subject(spot: Spot) -> str:
    """Return the subject of the words before the figure's clause."""
    clause = _short(_trimmed(_unframed(without_dates(spot.clause))))
    if len(clause) >= _SHORT:
        return clause
    mentions = lexicon().topics_of(spot.before)
    return spot.before[mentions[-1].start : mentions[-1].end] if mentions else _noun(spot.behind)


def _topic(spot: Spot) -> str:
    """Return the topic that is named nearest before the figure in its sentence; empty for none."""
    mentions = lexicon().topics_of(spot.before)
    return "/".join(sorted(mentions[-1].topics)) if mentions else ""


def _bare(name: str) -> str:
    """Return a phrase without dates, digits, marks and words that narrow nothing."""
    return _openers().sub("", _DIGITS.sub("", without_dates(name)))


@lru_cache(maxsize=1)
def _openers() -> re.Pattern[str]:
    """Return a pattern of the words with which sentences open, the longest first."""
    return re.compile(
        "|".join(sorted(map(re.escape, vocabulary().openers), key=lambda word: (-len(word), word)))
    )


def _unit(unit: str) -> str:
    """Return one unit for all that mean the same: 件 for 宗, 人 for 名."""
    for first, others in catalogue().synonyms.items():
        if unit in others and first in {"件", "人"}:
            return first
    return "%" if unit == "％" else unit
