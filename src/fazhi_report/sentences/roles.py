"""The roles that its words give a quantity: change, base, rate, share, average, total, rest, pending, stock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fazhi_report.sentences import words
from fazhi_report.sentences.clauses import Block, Term, blocks
from fazhi_report.sentences.quantity import Pattern, sharpened
from fazhi_report.sentences.times import PERIOD as _PERIOD
from fazhi_report.sentences.times import YEAR

_YEAR = "20[0-9]{2}年(?:度)?"
_VERBS = r"(?:了|约|达到?了?|高?达|为|是|近|超过?|逾|有|仅|分别为?|到|-|−)*"
_CHANGE = Pattern(
    f"(?:(?P<up>{words.RISE_NAMES}|{words.RISE})|(?P<down>{words.FALL_NAMES}|{words.FALL}))"
    f"(?:接|办|收|出|开展|办理|受理)?{_VERBS}$"
)
_NAMED_CHANGE = Pattern(f"(?:{words.RISE_NAMES}|{words.FALL_NAMES}){_VERBS}$")
# 较上年减少行政检查450次: the verb stands before its object.
_VERB_OBJECT = Pattern(
    f"(?:同比|环比|[较比与]{_PERIOD}(?:同期)?(?:的?相比)?)"
    "(?:(?P<up>增加|增长|新增|净增|多|提高|上升)|(?P<down>减少|下降|降低|压减|压缩|精简|少))[^，。；、0-9]{1,8}$"
)
# 今年多挽回32.5万元, 少跑了72户次
_MORE = Pattern(
    "(?:今年|本年|同比|较上年|比上年|比去年|一年间|全年|共|两年间)?(?:(?P<up>多)|(?P<down>少))(?!元|功能|部门|数|量)[一-鿿]{1,2}了?$"
)
_TO = Pattern(
    f"(?:(?P<up>{words.RISE})|(?P<down>{words.FALL})|(?:{words.TURN}))(?:至|到|为|成)"
    f"(?:{words.LAST}|{words.THIS}|20[0-9]{{2}}年(?:度|底|末)?|[一二三四]季度|平均|同期)?的?(?:约|近|仅|的)*$"
)
_SAID = (
    "(?:同期|全年|全县|全市|全区)?(?:的|为|是|有|约|则为|高?达|：|达|共|只有|仅|仅为|收|办|办理|受理|新收)*"
)
_DID = f"(?:共|累计)?(?:{words.TAKEN}|{words.DONE}|办案)"
_BASE = Pattern(
    f"(?P<period>{_PERIOD})(?:同期)?(?:{_SAID}|[一-鿿]{{2,4}}的|[该此这][一-鿿]{{1,4}}?{_SAID}|[一-鿿]均)$"
    f"|(?P<last>上年度?|去年|上一年度?)(?:同期)?{_DID}{_SAID}$"
)
_COMPARED_WITH = Pattern(f"(?:比|较|相较于?|与|和|相比于?){_PERIOD}(?:同期|底|末)?(?:{_SAID}|[一-鿿]均)$")
_COMPARED_BRACKET = Pattern(f"(?:比|较|与|由|从){_PERIOD}(?:同期)?$")
_LAST = Pattern(words.LAST)
_FROM = Pattern(f"[由从](?:{_PERIOD})?(?:同期|底|末)?的?$", needs="由从")
_LAST_FIRST = Pattern("(?:上年度?|去年|上一年度?)(?!同期比|相比)")
_THIS_FIRST = Pattern("(?:今年|本年度?)")
_MEAN = Pattern("(?:全[国省市县区镇]|所在[省市县区])?平均(?:水平)?(?:为|是)?$")
_KEPT = Pattern("结转|转入|未结|旧存|存案|留存")
_ASSIGNED = Pattern("(?:度|底)?(?:挂牌|部署|下达)")
_SHARE = Pattern(
    "占(?!地|用|道|有)(?:到了?)?(?P<base>[^占]{0,24}?)(?:的)?(?:比重?|比例|比率|份额)?(?:分别|依次|均|各|只|仅|就|高|也|已|由此|因此)*"
    "(?:高?达到?了?|为|是|约|近|超过?|有|在|了|过)*$"
)
_SHARE_OF = Pattern("占[^，。]*$")
_WORDED_SHARE = Pattern("(?:已|也|均|达到?|占到?|约|近|接近|超过?|逾|过|不足|不到|，)*$")
_BARE_SHARE = Pattern("(?:比重|比例|占比)(?:达到?|为|是|约)?$")
_OF = Pattern("[^，。；、]{0,8}?的(?:比重?|比例)?(?:分别|均)?(?:达到?了?|为|是|约)?$")
_RATE = Pattern(
    "(?P<name>[^，。；0-9]{0,20}(?:率|满意度|比例|比重|占比|指数|(?<![方层全])面))(?:分别|依次|均|已|也|稳定|保持|始终|维持|连续|达到?了?|高?达|为|是|约"
    "|在|至|由|从|超过?|接近|控制|常年|继续|仅有?|只有|近|全部|又|刚好|正好|已经)*$"
)
_NAME = Pattern("[，、：]")
_AVERAGE = Pattern(
    "(?:平均每|每[个名位家件人月天日户次村场万][^，。；0-9]{0,6}?平均|(?<!水)平均(?![工工]资)"
    f"|{words.AVERAGE})[^，。；0-9]{{0,14}}$"
    "|(?:^|，|给|为|向|按|对)每(?:个|名|位|家|件|月|天|日|户|次|村|场|人|镇)[^，。；0-9]{0,16}$"
)
_WHOLE = Pattern(
    f"(?:{words.WHOLE_WORDS})[^0-9，。；、]{{0,16}}$|(?<![公同])共(?!享|建|治|同|识)[^0-9，。；、]{{0,12}}$"
)
_REST = Pattern(f"(?:^|，|；|、|（)(?:{words.REST})(?!有关|相关)")
_OPENER = Pattern(
    f"{words.OPENERS}|按[^，。；0-9]{{1,10}}(?:划?分类?|统计|看)|从[^，。；0-9]{{1,10}}(?:看|分)|含|分[^，。；0-9]{{0,16}}[两二三四五六七八](?:类|种|部分|档)"
)
_COLON = Pattern("：[^，。；：0-9]{0,12}$")
_EACH = Pattern("分别|依次")
_MADE_OF = Pattern("(?:^|，)(?:分别)?由[^，。；0-9]{0,12}$")
_MADE = Pattern("组成|构成|部分")
_LABELS = Pattern("(?:^|，)[^，。；0-9]{1,20}[、和][^，。；0-9]{1,16}(?:分别|依次)[^，。；0-9]{0,4}$")
_AMONG = Pattern("^[，；]?[^，。；、：0-9]{1,10}(?:当中|中|里)，[^，。；0-9]{0,12}$")
_PENDING = Pattern(words.PENDING)
_STOCKS = (
    ("start", Pattern(f"{words.STOCK_START}|20[0-9]{{2}}年(?:度)?结转")),
    ("end", Pattern(words.STOCK_END)),
    ("in", Pattern(words.STOCK_IN)),
    ("out", Pattern(words.STOCK_OUT)),
)
_EMPTY = Pattern(f"{words.EMPTY}|20[0-9]{{2}}年|[，、：的了]")
_COMPARED = Pattern(words.COMPARED)
_PART = Pattern(
    "第?(?P<quarter>[一二三四])季度|(?<![0-9—-])(?P<month>1?[0-9])月份?(?![0-9底])|(?P<half>[上下])半年"
)
_ORDER = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2}
_YEARS_APART = Pattern(f"((?:{_YEAR}[、和及与，]*){{2,}})[^，。；0-9]*(?:分别|依次)")
_JOINTS = frozenset({"、", "和", "，", "及", "与", "以及"})


def read(text: str) -> Iterator[Block]:
    """The blocks of a text, every quantity with its roles."""
    for block in blocks(text):
        last: dict[int, Term] = {}
        for term in block.terms:
            before = last.get(term.scope)
            _assign(term, before, before if before and before.clause_id == term.clause_id else None)
            last[term.scope] = term
        _sharpen(block.terms)
        _latest(block.terms)
        _spread(block.terms)
        yield block


def subject(term: Term) -> str:
    """The words before a term without those that only compare, date or fill: empty where it speaks of what went before."""
    return _EMPTY.sub("", term.phrase)


def without_origin(said: str) -> str:
    """Words without their end that begins a change: 案件由上年的 is 案件."""
    return _FROM.sub("", said)


def _assign(term: Term, last: Term | None, near: Term | None) -> None:
    """Give a term the roles of its own words.

    Args:
        term: The term.
        last: The term before it in its scope.
        near: The same where both stand in one clause.
    """
    term.part = _part(term.phrase)
    year = YEAR.search(term.phrase)
    term.year = int(year[1]) if year else None
    _to(term, near)
    if term.to is None:
        _change(term, near)
    if term.to is None and not term.change:
        term.base = _is_base(term)
    term.opener = _opener(term, last)
    if term.quantity.is_percent and not term.change:
        _rate(term, near)
    if average := _AVERAGE.search(term.phrase):
        term.average = average[0]
    if term.quantity.countable and not term.change:
        _count(term)
        # 合计22场980人次: two totals of one list.
        term.total = term.total or (near is not None and near.total and term.gap == "")


def _part(phrase: str) -> tuple[str, int] | None:
    """The part of the year that words name: its kind and its number."""
    match = _PART.search(phrase)
    if match is None or match.lastgroup is None:
        return None
    said = match[match.lastgroup]
    return match.lastgroup, _ORDER[said] if said in _ORDER else int(said)


def _to(term: Term, near: Term | None) -> None:
    """由上年的97件增至116件: the value that something became, and the one before it that it became it from."""
    match = _TO.search(term.before)
    if match and not _NAMED_CHANGE.search(term.before):
        term.to = 1 if match["up"] else -1 if match["down"] else 0
        if near is not None and near.family == term.family:
            near.start = True


def _change(term: Term, near: Term | None) -> None:
    """Whether a term says by how much something changed, in which direction, and of what."""
    match, said = _CHANGE.search(term.before) or _MORE.match(term.before), term.before
    if match is None and term.quantity.countable:
        match, said = _VERB_OBJECT.search(term.phrase), term.phrase
    if match is None:
        return
    leading = said[: match.start()]
    said_so = leading if near is None else term.clause
    compared = _COMPARED.search(said_so.replace("占比", ""))
    bare = match.re is _MORE.compiled() and term.mark == "，"
    if (match["up"] or match["down"]) in words.SHORT and not (compared or bare or term.family == "points"):
        return
    term.change = 1 if match["up"] else -1
    term.verb = (match["up"] or match["down"]) if match.re is _CHANGE.compiled() else ""
    if term.quantity.number < 0 and match["up"]:
        # 增幅为-8.17% says that it fell.
        term.change, term.quantity = -1, term.quantity.positive
    term.own = _EMPTY.sub("", leading)


def _is_base(term: Term) -> bool:
    """Whether a term is the value of the period compared with."""
    if _ASSIGNED.match(term.words):
        return False
    bracketed = term.scope and not term.phrase and _COMPARED_BRACKET.search(term.lead)
    compared = term.after.startswith("相比") and _BASE.search(term.phrase)
    mean = term.quantity.is_percent and _MEAN.search(term.phrase)
    if bracketed or compared or mean or _COMPARED_WITH.search(term.phrase):
        return True
    match = _BASE.search(term.phrase)
    if match is None or _KEPT.search(term.words):
        return False
    before = term.phrase[: match.start()]
    if term.scope and not before:
        return True
    # A year alone names a base only behind a comma: 2024年收到318件，2023年为265件.
    if match["last"] or _LAST.match(match["period"]):
        return True
    return term.mark in {"，", "；"} and (
        not before or before.endswith(("由", "从", "是", "与", "而", "和", "按"))
    )


def _opener(term: Term, last: Term | None) -> str:
    """The word that makes a term a part of what stands before it."""
    if match := _OPENER.search(term.gap):
        return match[0]
    if last is None or last.family != term.family:
        return ""
    # 审结318件，结果为：维持174件……; 12起重大案件中，9起已结案; 案件212件，一审、二审分别为135件、77件.
    if _COLON.search(term.gap):
        return "："
    if _AMONG.match(term.gap):
        return "中，"
    if _MADE_OF.search(term.gap) and _MADE.search(term.rest_of_sentence):
        return "由…组成"
    return "分别" if _LABELS.search(term.gap) and not _EACH.search(last.clause) else ""


def _rate(term: Term, near: Term | None) -> None:
    """What a percentage is a share of, or the name of its rate."""
    if share := _SHARE.search(term.phrase):
        term.share, term.own = share["base"], term.phrase[: share.start()]
    elif (
        near is not None and near.quantity.countable and _SHARE_OF.search(near.phrase) and _OF.match(term.gap)
    ):
        # 占全县900名执法人员的比重为76%: the base is a number itself.
        term.share, term.base_number = "", near
    elif _is_bare_share(term, near):
        term.share = ""
    elif rate := _RATE.search(term.phrase):
        term.rate = _NAME.pieces(rate["name"])[-1]


def _is_bare_share(term: Term, near: Term | None) -> bool:
    """Whether a percentage without a name is a share of the count before it: 公安类128件（40%）; 女性198名，比重为45.3%."""
    if term.owner is not None and term.owner.counted:
        return not term.phrase and term.gap in {"，", ""}
    worded = term.quantity.worded and _WORDED_SHARE.match(term.phrase) is not None
    if near is not None and near.counted and not term.gap:
        # A row of a table: 市场监管96件48%
        return True
    return near is None and (worded or _BARE_SHARE.match(term.phrase) is not None)


def _count(term: Term) -> None:
    """What a count is among others: their total, their rest, what is not done, a stock."""
    term.total = _WHOLE.search(term.phrase) is not None
    edge = term.gap[-1 - len(term.phrase) :] if term.gap else term.phrase
    term.rest = _REST.search(edge) is not None or _REST.search(term.phrase) is not None
    term.pending = _PENDING.search(term.before) is not None or _PENDING.match(term.after) is not None
    for name, pattern in _STOCKS:
        if pattern.search(term.phrase) or (name == "end" and pattern.match(term.after)):
            term.stock = name
            return


def _latest(terms: Sequence[Term]) -> None:
    """Take the latest of several named years for what it is, not for a base: 2023年580件，2024年680件."""
    years: dict[int, set[int]] = {}
    for term in terms:
        if term.year is not None:
            years.setdefault(term.sentence, set()).add(term.year)
    for term in terms:
        named = years.get(term.sentence, set())
        if _LAST_FIRST.match(term.phrase) and not _KEPT.search(term.words):
            # 上一年合同审查只有75份，本年做到96份
            term.base = term.base or any(
                _THIS_FIRST.match(one.phrase) and (one.sentence, one.family) == (term.sentence, term.family)
                for one in terms
            )
        if term.base and len(named) > 1 and term.year == max(named):
            term.base = _COMPARED_WITH.search(term.phrase) is not None


def _sharpen(terms: Sequence[Term]) -> None:
    """Read values of one size and sentence with the digits of the finest."""
    finest: dict[tuple[int, str, int], int] = {}
    for term in terms:
        key = (term.sentence, term.family, term.quantity.factor)
        finest[key] = max(finest.get(key, 0), term.quantity.digits)
    for term in terms:
        if term.quantity.countable:
            term.quantity = sharpened(term.quantity, finest[term.sentence, term.family, term.quantity.factor])


def _spread(terms: Sequence[Term]) -> None:
    """Carry roles over the members of a row: 分别为126件、98件、49件; 2022年、2023年分别."""
    for place, term in enumerate(terms):
        if match := _YEARS_APART.search(term.gap):
            years = [int(year[1]) for year in YEAR.finditer(match[1])]
            row = terms[place : place + len(years)]
            if all((one.family, one.scope) == (term.family, term.scope) for one in row):
                for one, year in zip(row, years, strict=False):
                    one.year = year
        former = terms[place - 1] if place else None
        if former is None or term.before or term.family != former.family or term.scope != former.scope:
            continue
        if term.gap in _JOINTS and _EACH.search(former.clause):
            term.share, term.rate, term.own = former.share, former.rate, former.own
            term.base_number, term.base, term.change = former.base_number, former.base, former.change
