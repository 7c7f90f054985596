"""What sentences claim about their own numbers, recomputed: plain text in, remarks out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from fazhi_report.claims.judgement import ClaimJudgement, ClaimOutcome, claims, judge
from fazhi_report.claims.nouns import Announced, Claim, GrowthClaim, Parts, Reduction, ShareClaim
from fazhi_report.findings import Issue
from fazhi_report.numbers.finder import FoundNumber
from fazhi_report.text.patterns import Pattern


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about a stretch of text.

    Args:
        code: The rule that says it.
        start: Where the stretch begins, characters into the text.
        end: Just behind it.
        message: The fact.
        hint: The cure.
        operands: Where the numbers stand that the remark is about.
    """

    code: str
    start: int
    end: int
    message: str
    hint: str
    operands: tuple[tuple[int, int], ...] = ()


def prose_issues(text: str) -> Iterator[Issue]:
    """Everything that can be said of the numbers of a plain text, offsets counted from its beginning."""
    return (Issue((), remark.message, remark.hint, remark.start) for remark in remarks(text))


# A claim needs a rate, a 其中, or a number beside its list; most texts have none, and finding numbers is dear.
_CLAIMING = Pattern("[%％]|其中|等(?:共|共计|全部)?[0-9０-９]|[0-9０-９][^，。；：:0-9０-９]{1,12}[：:]")


# Several rules ask for the remarks on the same texts, one after the other.
@lru_cache(maxsize=2048)
def remarks(text: str) -> tuple[Remark, ...]:
    """The remarks on a text, in its order.

    FZ120 announced counts, FZ202 growth without a base, FZ204 percent or points, FZ208 rates beyond 100%, FZ210 cut
    rates, FZ221 shares, FZ222 growth, FZ223 parts of a whole.
    """
    if _CLAIMING.search(text) is None:
        return ()
    found = [remark for claim in claims(text) if (remark := _remark(claim, judge(claim), text))]
    found += [*_unclear_points(text), *_over_hundred(text)]
    return tuple(sorted(found, key=lambda remark: (remark.start, remark.code)))


def _remark(claim: Claim, judged: ClaimJudgement, text: str) -> Remark | None:
    """What an outcome gives to say; None for what agrees, is possible or cannot be checked."""
    if judged.outcome not in {ClaimOutcome.CUT, ClaimOutcome.INCONSISTENT, ClaimOutcome.IMPOSSIBLE}:
        return None
    match claim:
        case ShareClaim():
            return _share(claim, judged)
        case GrowthClaim():
            return _growth(claim, judged)
        case Reduction():
            return _reduction(claim, judged)
        case Parts():
            return _parts(claim, judged)
        case Announced():
            return _announced(claim, judged, text)


def _made(code: str, claim: Claim, message: str, hint: str, *numbers: FoundNumber | None) -> Remark:
    places = tuple((number.start, number.end) for number in numbers if number is not None)
    return Remark(code, claim.start, claim.end, message, hint, places)


def _percent(value: Decimal | None) -> str:
    return "" if value is None else f"{abs(value)}%"


def _share(claim: ShareClaim, judged: ClaimJudgement) -> Remark:
    whole, right = judged.against or claim.wholes[0], _percent(judged.expected)
    formula = f"{claim.part.text} ÷ {whole.text} = {right}"
    if judged.outcome is ClaimOutcome.CUT:
        message = f"{claim.rate.text}是截尾得到的，四舍五入是 {right}（{claim.part.text} ÷ {whole.text}）"
        return _made("FZ210", claim, message, f"改为 {right}，全文取舍一致", claim.part, whole, claim.rate)
    message = f"{claim.rate.text}与前后的数不符：{formula}"
    return _made("FZ221", claim, message, "核对这三个数", claim.part, whole, claim.rate)


def _growth(claim: GrowthClaim, judged: ClaimJudgement) -> Remark:
    word, right = "下降" if claim.falling else "增长", _percent(judged.expected)
    numbers = (claim.new, claim.old or claim.change, claim.rate)
    if judged.outcome is ClaimOutcome.IMPOSSIBLE:
        near = "，".join(f"{base} → {value}%" for base, value in judged.neighbours)
        hint = f"核对本期数与上年数（{near}）" if near else "核对本期数与增长率"
        message = f"{claim.new.text}，同比{word}{claim.rate.text}：没有整数基期"
        return _made("FZ202", claim, message, hint, *numbers)
    if claim.old is not None:
        basis = f"{claim.old.text} → {claim.new.text}"
    else:
        basis = f"{claim.new.text}，{'减少' if claim.falling else '增加'}{claim.change.text if claim.change else ''}"
    if judged.outcome is ClaimOutcome.CUT:
        message = f"{claim.rate.text}是截尾得到的，四舍五入是 {right}（{basis}）"
        return _made("FZ210", claim, message, f"改为 {right}，全文取舍一致", *numbers)
    fell = judged.expected is not None and judged.expected < 0
    message = f"{word}{claim.rate.text}与前后的数不符：{basis}，{'下降' if fell else '增长'} {right}"
    return _made("FZ222", claim, message, "核对这几个数", *numbers)


def _reduction(claim: Reduction, judged: ClaimJudgement) -> Remark:
    if judged.outcome is ClaimOutcome.CUT:
        right = _percent(judged.expected)
        message = f"{claim.rate.text}是截尾得到的，四舍五入是 {right}"
        return _made("FZ210", claim, message, f"改为 {right}，全文取舍一致", claim.change, claim.rate)
    message = f"减少{claim.change.text}，比例{claim.rate.text}：没有整数基数"
    return _made("FZ202", claim, message, "核对减少的数与比例", claim.change, claim.rate)


def _parts(claim: Parts, judged: ClaimJudgement) -> Remark:
    whole = judged.against or claim.wholes[0]
    terms = " + ".join(part.text for part in claim.parts)
    total = f"{terms} = {judged.expected}" if len(claim.parts) > 1 else terms
    message = f"其中的 {total}，比前面的{whole.text}还多"
    return _made("FZ223", claim, message, "核对总数与其中各项", whole, *claim.parts)


def _announced(claim: Announced, judged: ClaimJudgement, text: str) -> Remark:
    given = len(claim.items)
    noun = _NOUN.match(text, claim.count.end)
    message = f"写明“{claim.count.text}{noun[0] if noun else ''}”，列出来的却有{given}项"
    if judged.expected is not None and judged.expected < (
        claim.count.written.value if claim.count.written else 0
    ):
        message = f"写明“{claim.count.text}{noun[0] if noun else ''}”，列出来的只有{given}项"
    return _made("FZ120", claim, message, "核对个数与所列各项", claim.count)


_NOUN = Pattern("[\u4e00-\u9fff]{0,6}")

_THAN = "(?:同比|(?:比|较)(?:上年|去年|上一年)(?:度|同期)?)"
_POINTS = Pattern(
    r"(?:率|占比|比例|比重|满意度)[^，。；、0-9]{0,6}(?P<rate>[0-9]{1,3}(?:\.[0-9]{1,4})?)[%％][，,]?"
    rf"{_THAN}(?P<word>增长|上升|提高|提升|增加|下降|降低|减少|回落)了?"
    r"(?P<change>[0-9]{1,3}(?:\.[0-9]{1,4})?)[%％]",
    glimpse=f"[%％][，,]?{_THAN}",
)


def _unclear_points(text: str) -> Iterator[Remark]:
    """A rate that rose or fell by so many percent: per cent of itself, or percentage points."""
    for match in _POINTS.finditer(text):
        message = f"“{match[0]}”：是{match['change']}个百分点，还是百分之{match['change']}？"
        hint = f"两年百分比之差写“{match['change']}个百分点”"
        places = (match.span("rate"), match.span("change"))
        yield Remark("FZ204", match.start(), match.end(), message, hint, places)


_ALL = 100
# 完成率 and 增长率 may lie above 100%, these may not.
_BOUNDED = Pattern(
    "(?P<name>(?:合格|参考|参学|参训|覆盖|化解|成功|出庭|应诉|整改|采纳|满意|好评|和解|纠错|败诉|胜诉|回复|答复|反馈|公开"
    "|备案|报备|审查|审核|知晓|协同|普及|优秀|公示|持证)率|满意度|占比)"
    r"[^，。；、0-9]{0,6}(?P<rate>[0-9]{3,4}(?:\.[0-9]{1,4})?)[%％]",
    glimpse="[0-9][0-9]{2}[0-9.]{0,6}[%％]",
)


def _over_hundred(text: str) -> Iterator[Remark]:
    """A rate of which there cannot be more than all."""
    for match in _BOUNDED.finditer(text):
        if Decimal(match["rate"]) > _ALL:
            message = f"{match['name']}{match['rate']}%，超过了 100%"
            yield Remark(
                "FZ208",
                match.start(),
                match.end(),
                message,
                "核对分子、分母，口径要一致",
                (match.span("rate"),),
            )
