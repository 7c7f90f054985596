"""Shares: 占…的45%, of the whole that the words name or that the list of the part has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from fazhi_report.sentences import words
from fazhi_report.sentences.claim import Answer, Claim, Kind
from fazhi_report.sentences.clauses import Block
from fazhi_report.sentences.percentages import Percentage
from fazhi_report.sentences.quantity import Pattern
from fazhi_report.sentences.terms import Term
from fazhi_report.sentences.wholes import candidates, parallel, rows_before, run_before, shared, whole_of

_GENERIC = Pattern(words.GENERIC_BASE)
_EMPTY = Pattern(words.EMPTY)
_QUOTES = Pattern("[“”（）()、]")
_WIDER = Pattern(words.WIDER)


def shares(block: Block) -> Iterator[Claim]:
    """The claims of shares of a block.

    Where several shares of one sentence do not hold and none does, another whole is likely meant: they are asked.
    """
    found: dict[int, list[Claim]] = {}
    for term in block.terms:
        if term.share is not None and term.stated:
            found.setdefault(term.sentence, []).extend(_share(term, block))
    for row in found.values():
        doubtful = len(row) > 1 and all(claim.answer is Answer.WRONG for claim in row)
        for claim in row:
            yield replace(claim, answer=Answer.ASK) if doubtful else claim


def _share(term: Term, block: Block) -> Iterator[Claim]:
    row, place = parallel(term, block)
    rows = rows_before(row, block) if len(row) > 1 else []
    if rows:
        part: Term | None = rows[0][place]
    elif len(row) > 1 or _EMPTY.sub("", term.own):
        return
    else:
        part = _part_before(term.base_number or term, block)
    if part is None or part is term.base_number:
        return
    wholes = _wholes(term, part, [one for one in candidates(part, block) if one not in row], block)
    if rows and wholes and term.base_number is None:
        ahead = [one for one in wholes if one.index < rows[0][0].index]
        wholes = [*ahead[:1], *(one for one in wholes if one not in ahead[:1])]
    if wholes:
        claim = Percentage(term, [[part], *_sums(part, block)], wholes, Kind.SHARE).judged()
        if claim is not None:
            yield claim


def _part_before(term: Term, block: Block) -> Term | None:
    """The count that a percentage follows: the one before it in its scope, or the owner of its bracket."""
    for other in reversed(block.terms[: term.index]):
        if other.scope != term.scope:
            continue
        if other.sentence != term.sentence or (
            other.share is None and not other.rate and not other.quantity.countable
        ):
            break
        if other.quantity.countable:
            return other if other.counted else None
    return term.owner if term.owner is not None and term.owner.counted else None


def _wholes(term: Term, part: Term, around: Sequence[Term], block: Block) -> list[Term]:
    """The wholes that a share can be of, the likeliest first; none where its words name one that is not here."""
    likely = whole_of(part, block)
    if likely is not None and _has_share(likely, block) and not part.opener:
        likely = None
    fitting = [one for one in around if one is likely or (_room(part, one) and not _has_share(one, block))]
    if term.base_number is not None:
        likely = term.base_number
    elif base := content(term.share or ""):
        likely = _named(term.share or "", base, part, fitting, likely)
        if likely is None:
            return []
    if likely is None or (likely not in fitting and likely is not term.base_number):
        likely = fitting[0] if fitting else None
    return [] if likely is None else [likely, *(one for one in fitting if one is not likely)]


def _named(base: str, core: str, part: Term, around: Sequence[Term], likely: Term | None) -> Term | None:
    """The whole that the base's words name; None where none of the counts is called so.

    Args:
        base: The words between 占 and the number.
        core: What they say beyond 总数, 全部 and their like.
        part: The part.
        around: The wholes in reach.
        likely: The whole that the list has; kept where it is a total behind the part.
    """
    named = [one for one in around if shared(core, one.clause) * 2 >= len(core)]
    region = _WIDER.search(base)
    if region and not any(region[0] in one.clause for one in named):
        return None
    if likely is not None and likely.total and likely.index > part.index:
        return likely
    called = [one for one in named if shared(core, one.words) * 2 >= len(core)]
    behind = [one for one in around if one.total and one.index > part.index]
    return next(iter([*called, *named, *behind]), None)


def content(base: str) -> str:
    """What a base is called, without words that name none in particular."""
    return _GENERIC.sub("", _QUOTES.sub("", base))


def _room(part: Term, whole: Term) -> bool:
    """Whether a part can lie inside a whole."""
    low, high = part.quantity.span.low, whole.quantity.span.high
    return low is None or high is None or low <= high


def _has_share(term: Term, block: Block) -> bool:
    """Whether a count has a share of its own behind it and so stands beside others, not over them."""
    following = block.terms[term.index + 1] if term.index + 1 < len(block.terms) else None
    return (
        following is not None
        and following.share is not None
        and following.base_number is not term
        and following.sentence == term.sentence
    )


def _sums(part: Term, block: Block) -> list[list[Term]]:
    """The lists that end with the part: 撤销7件、变更3件，占5%."""
    row = run_before(part, block)
    return [row[start:] for start in range(len(row) - 1)]
