"""Phrases by their shape: blanks left to fill in, years told from today, promises of nothing in particular."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.notation.fault import Fault, covered, scan
from fazhi_report.notation.pattern import Pattern
from fazhi_report.notation.zones import quoted_names, titles

_UNITS = "个名件次场项条份家户起期镇村局县市区年月日人万%％〕"
_BLANK = Pattern(
    rf"(?<![A-Za-z0-9+＋×])[XＸ×]{{2,9}}(?![A-Za-z0-9+＋])|(?<![A-Za-z0-9+＋”×])[XＸ×＊*○△](?=[{_UNITS}])"
    r"|20[XＸ×]{2}|_{2,}|□{1,9}|【[^】]{0,20}(?:填|待|补)[^】]{0,20}】|[（(〔](?:待|请)(?:填|补充|核实|核对|确认|定)[^）)〕]{0,20}[）)〕]"
    r"|TODO|FIXME|TBD|待补充|待填写|此处(?:填写|插入|补充)"
)

# One class to begin with, and then what its characters need behind them.
_BLANK_SIGN = (
    "[XＸ×＊*○△_□【TF〔（(待此](?:(?<=[XＸ×＊*○△_□【])|(?<=[〔（(])[待请]|(?<=待)[补填]|(?<=此)处"
    "|(?<=T)(?:ODO|BD)|(?<=F)IXME)"
)
_RELATIVE = Pattern("(?<![近历几往])(?:去年|今年|明年|前年|后年)(?!度?报告)")

_GENERIC = (
    "(?:下一步|下阶段|今后|明年|我们|我局|我市|我区|我县|全市|全区|全县|将|要|会"
    "|继续|进一步|不断|切实|持续|着力|努力|认真|积极|全面|更加)"
)
_SLOGAN = "(?:再接再厉|再创佳绩|争取更大成绩|取得更大成绩|再上新台阶)"
_VERB = "(?:加强|加大|强化|提高|提升|完善|推进|抓好|做好|改进|深化|落实)"
_OBJECT = "(?:各项|相关|有关|本职|自身)?(?:工作)?(?:力度|措施|水平|质量|成效|能力)?"
_HOLLOW = Pattern(
    rf"(?:^|(?<=[。；]))(?:{_GENERIC}[，]?){{0,6}}{_VERB}"
    rf"{_OBJECT}(?:[，、]{_SLOGAN})?(?=[。；]|$)"
    rf"|(?:^|(?<=[。；，])){_SLOGAN}(?:[，、]{_SLOGAN}){{0,3}}(?=[。；]|$)"
)


@scan(_BLANK_SIGN)
def blanks(text: str) -> Iterator[Fault]:
    """Places that a template leaves to be filled in: XX市, ×件, 20XX年, （待补充）.

    A multiplication (3×4) and a formula (“1+X”) are none.
    """
    for match in _BLANK.finditer(text):
        yield Fault(match.start(), match.end(), f"“{match[0]}”是没有填写的空", "填上内容，或删去这句话")


@scan("去年|今年|明年|前年|后年")
def relative_years(text: str) -> Iterator[Fault]:
    """去年, 今年, 明年 in the office's own words: read a year later they mean another year."""
    matches = list(_RELATIVE.finditer(text))
    if not matches:
        return
    aside = covered(len(text), ((zone.start, zone.end) for zone in (*titles(text), *quoted_names(text))))
    for match in matches:
        if not aside[match.start()]:
            yield Fault(match.start(), match.end(), f"“{match[0]}”没有写明是哪一年", "写明年份，如“2020年”")


@scan(f"{_VERB}{_OBJECT}(?:[，、。；]|$)|{_SLOGAN}")
def hollow_promises(text: str) -> Iterator[Fault]:
    """Sentences that promise to strengthen, improve or continue, and do not say what."""
    for match in _HOLLOW.finditer(text):
        yield Fault(match.start(), match.end(), f"“{match[0]}”没有说做什么", "写明事项、措施和时限，或删去")
