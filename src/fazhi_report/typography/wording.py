"""Finds words typed twice, blanks left to fill in, years relative to today, and promises without content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from fazhi_report.text.patterns import Pattern
from fazhi_report.text.zones import quoted_names, titles
from fazhi_report.typography.scan import HAN, Fault, covered, scan

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
    """Find blanks that a template leaves to be filled in: XX市, ×件, 20XX年, （待补充）.

    A multiplication (3×4) and a formula (“1+X”) are no blanks.
    """
    for match in _BLANK.finditer(text):
        yield Fault(match.start(), match.end(), f"“{match[0]}”是没有填写的空", "填上内容，或删去这句话")


@scan("去年|今年|明年|前年|后年")
def relative_years(text: str) -> Iterator[Fault]:
    """Find 去年, 今年, 明年 in the office's own words: read a year later they mean another year."""
    matches = list(_RELATIVE.finditer(text))
    if not matches:
        return
    aside = covered(len(text), ((zone.start, zone.end) for zone in (*titles(text), *quoted_names(text))))
    for match in matches:
        if not aside[match.start()]:
            yield Fault(match.start(), match.end(), f"“{match[0]}”没有写明是哪一年", "写明年份，如“2020年”")


@scan(f"{_VERB}{_OBJECT}(?:[，、。；]|$)|{_SLOGAN}")
def hollow_promises(text: str) -> Iterator[Fault]:
    """Find sentences that promise to strengthen, improve or continue, and do not say what."""
    for match in _HOLLOW.finditer(text):
        yield Fault(match.start(), match.end(), f"“{match[0]}”没有说做什么", "写明事项、措施和时限，或删去")


_WORDS = "\u4e00-\u9fff"

_DOUBLED = Pattern(r"([的了在和与及并于被或而为向从由是将把])\1")
# Where two may meet: 目的的, 为了了解, 行为为了, 以及及时. Character → what may stand before, what may stand behind.
_MEETINGS = {
    "的": ("目", "确"),
    "了": ("不", "解结然之"),
    "在": ("现正存所实潜内外", ""),
    "和": ("总调缓饱平温谐共", "美平谐睦"),
    "与": ("参", ""),
    "及": ("普涉波以", "时早格"),
    "并": ("合一", ""),
    "于": ("由", ""),
    "为": ("行作认成因人视称", "了民何"),
    "向": ("方导面", ""),
    "从": ("服听", ""),
    "由": ("理事自缘", ""),
    "是": ("", "非"),
}
_MEASURES = Pattern(r"([号件个条项名人份次场家年月日元%％])(?<=[0-9].)\1")
# 〔2021〕8号号 is reported as a fault of a document number.
_DOCUMENT_NUMBER = Pattern(r"[〕\])）][0-9]{1,6}$")
# 一项一项, 逐条逐条 are words; and these are nouns and verbs at once: 基层组织组织开展, 法律服务服务企业.
_NOUN_AND_VERB = (
    "组织 代表 服务 规定 决定 报告 计划 领导 调解 监督 管理 培训 检查 考核 宣传 审查 备案 执法 复议 建议 研究 讨论 "
    "指导 协调 调查 安排 部署 登记 处罚 许可 评估 督察 督查 巡察 编制 设计 创新 改革 教育 学习 治理 建设 发展 保障 要求 "
    "通知 公告 预防 仲裁 公证 鉴定 援助 矫正 帮教 听证 述职 述法 普法 应诉 审核 论证 清理 活动 合作"
)
_BOTH = frozenset(_NOUN_AND_VERB.split())
_TWICE = Pattern(rf"(?![一逐每])([{_WORDS}]{{2,20}})\1")
_CLAUSE = Pattern(rf"(?<![{HAN}0-9])([{_WORDS}0-9、]{{6,60}})([，；。])\1(?=[，；。])")
_CLAUSE_END = Pattern("[，；。]")
_SHORTEST_CLAUSE = 6
_REDUPLICATED = 2
# Characters that head both halves of a phrase of four: 共建共享, 缓税缓费, 能减能免, 严管严查.
_PARALLEL = frozenset(
    "共互同自多无有可能敢善勤早快严从依以减免缓退增提保稳促强补优查办评说学用讲比争创应尽宜"
)


@scan("[^\n]")
def repetitions(text: str) -> Iterator[Fault]:
    """Find words, measure words and clauses that occur twice in a row.

    Doubling that is Chinese usage is allowed: 家家户户, 一步一步, and a noun before the same word as a verb.
    """
    hint = "删去多出的一个"
    for match in (*_particles(text), *_MEASURES.finditer(text)):
        if not _DOCUMENT_NUMBER.search(text[max(0, match.start() - 8) : match.start()]):
            yield Fault(match.start(), match.end(), f"“{match[0]}”重复", hint)
    for match in _TWICE.finditer(text):
        word = match[1]
        if len(set(word)) > 1 and not (
            len(word) == _REDUPLICATED and (word in _BOTH or _is_across_words(text, match.start()))
        ):
            yield Fault(match.start(), match.end(), f"“{word}”重复了一遍", hint)
    for match in _CLAUSE.finditer(text) if _says_twice(text) else ():
        yield Fault(match.start(), match.end(), f"“{match[1]}”这一句重复了一遍", "删去多出的一句")


def _is_across_words(text: str, start: int) -> bool:
    """Return whether a doubled word of two characters is made by a phrase such as 共建共享 behind another word.

    村企共建共建共享 and 减税缓税缓费 double nothing: a phrase of two verbs or two objects begins within the doubling
    and ends behind it.
    """
    return any(
        text[at] == text[at + 2] and text[at + 1] != text[at + 3] and text[at] in _PARALLEL
        for at in (start + 1, start + 2)
        if at + 4 <= len(text)
    )


def _says_twice(text: str) -> bool:
    """Return whether the words between two marks end the words before them: a quick test before the full one."""
    clauses = _CLAUSE_END.pieces(text)
    return any(
        len(second) >= _SHORTEST_CLAUSE and first.endswith(second) for first, second in pairwise(clauses)
    )


def _particles(text: str) -> Iterator[re.Match[str]]:
    for match in _DOUBLED.finditer(text):
        before, behind = _MEETINGS.get(match[1], ("", ""))
        around = (text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1])
        if not (around[0] and around[0] in before) and not (around[1] and around[1] in behind):
            yield match
