"""Ordinals written by hand: 1、 for 1. and （一）、 for （一） (GB/T 15834, appendix B)."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.notation.fault import HAN, Fault, is_han, scan
from fazhi_report.notation.pattern import Pattern

_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
# The first two only before a word.
_BEFORE_WORDS = (
    (Pattern("(?:^|(?<=[。；：]))([0-9]{1,2})、"), "{0}."),
    (Pattern(f"(?:^|(?<=[。；：]))({_HAN_NUMBER})[.．,，]"), "{0}、"),
)
_FORMS = (
    *_BEFORE_WORDS,
    (Pattern(rf"[（(]({_HAN_NUMBER})[）)][、.．]"), "（{0}）"),
    (Pattern(r"[（(]([0-9]{1,2})[）)][、.．]"), "（{0}）"),
    (Pattern("(?:^|(?<=[。；]))(第[一二三四五六七八九十])、(?![第一二三四五六七八九十])"), "{0}，"),
    (Pattern(f"(?:^|(?<=[。；：，]))({_HAN_NUMBER}[是要])[、，：]"), "{0}"),
)
_SIGN = (
    "[、.．,，：](?:(?<=[0-9]、)|(?<=[）)].)|(?<=[一二三四五六七八九十].)|(?<=[一二三四五六七八九十][是要].))"
)
_TYPED = Pattern(
    rf"{_HAN_NUMBER}、|[（(](?:{_HAN_NUMBER}|[0-9]{{1,2}})[）)]|[0-9]{{1,2}}(?:、|[.．](?![0-9]))|{_HAN_NUMBER}[是要](?=[{HAN}])"
)


@scan(_SIGN)
def ordinals(text: str) -> Iterator[Fault]:
    """Ordinals followed by the wrong mark: 1、 一. （一）、 （1）. 第一、 一是、."""
    for pattern, form in _FORMS:
        for match in pattern.finditer(text):
            behind = text[match.end() : match.end() + 1]
            if (pattern, form) in _BEFORE_WORDS and not (is_han(behind) or behind in {"《", "“"}):
                continue
            yield Fault(match.start(), match.end(), f"序号写作“{match[0]}”", f"应为“{form.format(match[1])}”")


@scan("[一二三四五六七八九十（(0-9](?<=^.)")
def typed_ordinal(text: str) -> Iterator[Fault]:
    """An ordinal typed before a heading or a measure, which the program numbers itself."""
    if match := _TYPED.match(text):
        yield Fault(0, match.end(), f"前面手写了序号“{match[0]}”", "删去；序号由程序编，手写的会印成两个")
