"""The roles that its words give a quantity: change, base, rate, share, average, total, rest, pending, stock."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi_report.sentences import words
from fazhi_report.sentences.clauses import Block, blocks
from fazhi_report.sentences.quantity import Pattern, sharpened
from fazhi_report.sentences.terms import Term

_TAIL = r"(?:了|约|达到?了?|高?达|为|是|近|超过?|逾|有|仅|分别为?|到|-|−)*"
_CHANGE = Pattern(
    rf"(?:(?P<up>{words.RISE_NAMES}|{words.RISE})|(?P<down>{words.FALL_NAMES}|{words.FALL}))"
    rf"(?P<object>(?:接|办|收|出|开展|办理|受理)?)(?P<tail>{_TAIL})$"
)
_NAMED = re.compile(f"(?:{words.RISE_NAMES}|{words.FALL_NAMES}){_TAIL}$")
# 较上年减少行政检查450次, 同比多接720个: the verb stands before its object.
_VERB_OBJECT = Pattern(
    rf"(?:同比|环比|[较比与](?:{words.LAST}|20[0-9]{{2}}年)(?:同期)?(?:的?相比)?)"
    rf"(?:(?P<up>增加|增长|新增|净增|多|提高|上升)|(?P<down>减少|下降|降低|压减|压缩|精简|少))(?P<object>[^，。；、0-9]{{1,8}})$"
)
_WHEN = rf"(?:{words.LAST}|{words.THIS}|20[0-9]{{2}}年(?:度|底|末)?|[一二三四]季度|平均|同期)?的?"
_TO = Pattern(
    rf"(?:(?P<up>{words.RISE})|(?P<down>{words.FALL})|(?P<turn>{words.TURN}))"
    rf"(?:至|到|为|成){_WHEN}(?:约|近|仅|的)*$"
)
_FROM = Pattern("(?:由|从)[^由从]{0,18}$")
_LAST_TAIL = (
    r"(?:同期|全年|全县|全市|全区)?(?:的|为|是|有|约|则为|：|达|共|只有|仅|仅为|收|办|办理|受理|新收)*"
)
_BASE = Pattern(rf"(?:(?:{words.LAST})|(?:20[0-9]{{2}}年(?:度)?))(?:同期)?{_LAST_TAIL}$")
_BASE_COMPARED = Pattern(
    rf"(?:比|较|相较于?|与|和|相比于?)(?:{words.LAST}|20[0-9]{{2}}年度?)(?:同期)?{_LAST_TAIL}$"
)
_YEAR = Pattern("(20[0-9]{2})年")
_SHARE = Pattern(
    r"占(?!地|用|道|有)(?P<base>[^占]{0,24}?)(?:的)?(?:比重?|比例|比率|份额)?(?:分别|均|各|只|仅|就|高|也|已)*"
    r"(?:达到?了?|为|是|约|近|超过?|有|在)*$"
)
_RATE = Pattern(
    r"(?P<name>[^，。；0-9]{0,20}(?:率|满意度|比例|比重|占比|指数))(?P<tail>(?:分别|均|已|也|稳定|保持|始终|维持|连续|达到?了?|高?达|为|是|约|在|至|由|从"
    r"|超过?|接近|控制|常年|继续|仅|近|全部|又)*)$"
)
_OF = Pattern("[^，。；、]{0,8}?的(?:比重?|比例)?(?:分别|均)?(?:达到?了?|为|是|约)?$")
_AMONG = Pattern("^[^，。；、：0-9]{1,10}(?:当中|中|里)，[^，。；0-9]{0,12}$")
_AVERAGE = Pattern(
    rf"(?:平均每|每[个名位家件人月天日户次村场万][^，。；0-9]{{0,6}}?平均|(?<!水)平均(?![工工]资)|{words.AVERAGE})[^，。；0-9]{{0,14}}$"
)
_EACH = Pattern("(?:^|[，])每(?:个|名|位|家|件|月|天|日|户|次|村|场|人)[^，。；0-9]{0,10}$")
_WHOLE = Pattern(
    rf"(?:{words.WHOLE_WORDS})[^0-9，。；、]{{0,16}}$|(?<![公同])共(?!享|建|治|同|识)[^0-9，。；、]{{0,12}}$"
)
_REST = Pattern(rf"(?:^|，|；|、|（)(?:{words.REST})(?!有关|相关)")
_OPENER = Pattern(
    rf"(?:{words.OPENERS.replace('|由', '').replace('|当中', '')})|按[^，。；0-9]{{1,10}}(?:划?分类?|统计|看)|从[^，。；0-9]{{1,10}}(?:看|分)|含"
)
_PENDING = Pattern(f"{words.PENDING}")
_STOCKS = (
    ("start", Pattern(rf"(?:{words.STOCK_START}|20[0-9]{{2}}年(?:度)?结转)")),
    ("end", Pattern(rf"(?:{words.STOCK_END})")),
    ("in", Pattern(rf"(?:{words.STOCK_IN})")),
    ("out", Pattern(rf"(?:{words.STOCK_OUT})")),
)
_EMPTY = re.compile(rf"(?:{words.EMPTY}|20[0-9]{{2}}年|[，、：的了])")
_COMPARED = Pattern(rf"(?:{words.COMPARED})")
_UNITS_OF_PERCENT = frozenset({"percent", "points"})


def read(text: str) -> Iterator[Block]:
    """The blocks of a text, every quantity with its roles."""
    for block in blocks(text):
        last: dict[int, Term] = {}
        for term in block.terms:
            _assign(term, last.get(term.scope))
            last[term.scope] = term
        _spread(block)
        yield block


def _assign(term: Term, last: Term | None) -> None:
    phrase = term.phrase
    match = _YEAR.search(phrase)
    term.year = int(match[1]) if match else None
    together = last is not None and last.clause_id == term.clause_id
    if (to := _TO.search(term.before)) and not _NAMED.search(term.before):
        term.to = 1 if to["up"] else -1 if to["down"] else 0
        if together and last is not None and last.family == term.family:
            # 由上年的97件增至116件; 从（…）: the value before it is what it changed from.
            last.start = True
    _change(term, last if together else None)
    if term.to is None and not term.change:
        _based(term)
    opener = _OPENER.search(term.gap)
    term.opener = opener[0] if opener else ""
    if (
        not term.opener
        and last is not None
        and last.family == term.family
        and re.match("^[^，。；、0-9]{0,4}：", term.gap)
    ):
        # 全年审结案件318件：维持174件……
        term.opener = "："
    if not term.opener and last is not None and last.family == term.family and _AMONG.match(term.gap):
        # 12起重大案件中，9起已结案
        term.opener = "中，"
    if term.quantity.is_percent and not term.change:
        if share := _SHARE.search(phrase):
            term.share = share["base"]
            term.own = phrase[: share.start()]
        elif (
            together
            and last is not None
            and last.quantity.countable
            and re.search("占[^，。]*$", last.phrase)
            and _OF.match(term.gap)
        ):
            # 占全县900名执法人员的比重为76%: the base is a number itself.
            term.share = ""
            term.base_number = last
        elif (
            not phrase
            and term.scope
            and term.owner is not None
            and term.owner.counted
            and term.gap in {"，", ""}
        ):
            # 公安类128件（40%）
            term.share = ""
        elif rate := _RATE.search(phrase):
            term.rate = _name(rate["name"])
    if average := _AVERAGE.search(phrase) or _EACH.search(phrase):
        term.average = average[0]
    if term.quantity.countable and not term.change:
        term.total = bool(_WHOLE.search(phrase))
        term.rest = bool(
            _REST.search(term.gap[-1 - len(phrase) :] if term.gap else phrase) or _REST.search(phrase)
        )
        term.pending = bool(_PENDING.search(term.before) or _PENDING.match(term.after))
        for name, pattern in _STOCKS:
            if pattern.search(phrase) or (name == "end" and pattern.match(term.after)):
                term.stock = name
                break


def _name(words_before: str) -> str:
    """The name of a rate without what stands before it: 、 parts names."""
    return re.split("[，、：]", words_before)[-1]


def _change(term: Term, last: Term | None) -> None:
    """Whether a term says by how much something changed, in which direction, and of what."""
    if term.to is not None:
        return
    match = _CHANGE.search(term.before) or (
        _VERB_OBJECT.search(term.phrase) if term.quantity.countable else None
    )
    if match is None:
        return
    word = match["up"] or match["down"]
    leading = (
        term.phrase[: match.start()]
        if match.re.pattern != _CHANGE.compiled().pattern
        else term.before[: match.start()]
    )
    compared = _COMPARED.search(term.clause[: max(0, len(term.clause))]) is not None
    if word in words.SHORT and not (_COMPARED.search(leading) or (last is not None and compared)):
        return
    if (
        term.quantity.countable
        and not term.quantity.timed
        and word in {"压缩", "精简", "精减", "缩减", "压减"}
        and not compared
    ):
        pass
    term.change = 1 if match["up"] else -1
    term.own = _EMPTY.sub("", leading)


def _based(term: Term) -> None:
    """Whether a term is the value of the period compared with."""
    phrase = term.phrase
    if _BASE_COMPARED.search(phrase):
        term.base = True
    elif re.search("结转|转入|未结|旧存|存案|留存", term.words):
        return
    elif match := _BASE.search(phrase):
        rest = phrase[: match.start()]
        bracketed = bool(term.scope) and not rest
        beginning = not rest or rest.endswith(("，", "由", "从", "是", "与", "而", "和"))
        named = re.match(words.LAST, match[0]) is not None
        term.base = bracketed or (beginning and named) or (beginning and term.mark in {"，", "；"})
    if (
        term.scope
        and re.search(rf"(?:比|较|与|由|从)(?:{words.LAST}|20[0-9]{{2}}年度?)(?:同期)?$", term.lead)
        and not term.phrase
    ):
        term.base = True
    if term.base and re.match("(?:度|底)?(?:挂牌|部署|下达)", term.words):
        term.base = False


def _latest(terms: tuple[Term, ...]) -> None:
    """Take the latest of several named years for what it is, not for a base: 2023年580件，2024年680件."""
    for sentence in {term.sentence for term in terms}:
        years = {term.year for term in terms if term.sentence == sentence and term.year is not None}
        if len(years) > 1:
            for term in terms:
                if term.sentence == sentence and term.base and term.year == max(years):
                    term.base = _BASE_COMPARED.search(term.phrase) is not None


def _sharpen(terms: tuple[Term, ...]) -> None:
    """Read values of one size and sentence with the digits of the finest."""
    finest: dict[tuple[int, str, int], int] = {}
    for term in terms:
        key = (term.sentence, term.family, term.quantity.factor)
        finest[key] = max(finest.get(key, 0), term.quantity.digits)
    for term in terms:
        if term.quantity.countable:
            term.quantity = sharpened(term.quantity, finest[term.sentence, term.family, term.quantity.factor])


def _spread(block: Block) -> None:
    """Carry roles over the members of a list: 分别为126件、98件、49件; a list of years with 分别."""
    terms = block.terms
    _sharpen(terms)
    _latest(terms)
    for position, term in enumerate(terms):
        match = re.search(r"((?:20[0-9]{2}年(?:度)?[、和及与，]*){2,})[^，。；0-9]*分别", term.gap)
        if match:
            years = [int(one) for one in re.findall("20[0-9]{2}", match[1])]
            run = terms[position : position + len(years)]
            if len(run) == len(years) and all(
                one.family == term.family and one.scope == term.scope for one in run
            ):
                for one, year in zip(run, years, strict=True):
                    one.year = year
        if position and not term.before and term.family == terms[position - 1].family:
            former = terms[position - 1]
            if (
                term.scope == former.scope
                and term.gap in {"、", "和", "，", "及", "与", "以及"}
                and "分别" in former.clause
            ):
                term.share, term.rate, term.own = former.share, former.rate, former.own
                term.base_number = former.base_number
