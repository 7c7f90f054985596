"""The claims of a report's sentences, without those on figures whose calculation the data declare."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.findings import Issue
from fazhi_report.ledger import Ledger
from fazhi_report.model.report import Report
from fazhi_report.rules.relations import Figures, is_part
from fazhi_report.rules.texts import PrintedText, printed_texts
from fazhi_report.sentences.reader import Answer, Claim, Identity, claims, held


def told(report: Report, ledger: Ledger, *kinds: Identity) -> Iterator[Issue]:
    """The claims of some kinds that do not hold, each at the number that is judged; what is only asked as a question.

    What the data declare (``claim``, ``derive``, parts of a whole) is checked there, and not again here.
    """
    for words in printed_texts(report, ledger):
        for claim in claims(words.text):
            if (
                claim.kind in kinds
                and claim.answer is not Answer.RIGHT
                and not declared(words, claim, report.figures)
            ):
                yield issue(words, claim)


def numbers_held(report: Report, ledger: Ledger) -> tuple[int, int]:
    """How many numbers the texts of a report print, and how many of them were held against others."""
    counts = [held(words.text) for words in printed_texts(report, ledger)]
    return sum(all_of for all_of, _ in counts), sum(tied for _, tied in counts)


def cuts(report: Report, ledger: Ledger) -> Iterator[Issue]:
    """Percentages that were cut and not rounded."""
    for words in printed_texts(report, ledger):
        for claim in claims(words.text):
            if claim.cut and not declared(words, claim, report.figures):
                yield issue(words, claim)


def issue(words: PrintedText, claim: Claim) -> Issue:
    """A claim as an issue at the number that is judged."""
    related = tuple(("figures", key) for key in words.keys(claim.start, claim.end))
    question = claim.answer is Answer.ASK
    return Issue(words.route, claim.message, claim.hint, words.offset(claim.start), related, question)


def declared(words: PrintedText, claim: Claim, figures: Figures) -> bool:
    """Whether the data say how the numbers of a claim hang together, so that it is checked there."""
    keys = [key for operand in claim.operands for key in words.keys(operand.start, operand.end)]
    if any(figures[key].claim or figures[key].derive for key in keys):
        return True
    whole, *parts = keys or [""]
    # Every number bound, and each part known to belong to the whole: FZ101 and FZ102 have compared them.
    return (
        len(keys) == len(claim.operands)
        and bool(parts)
        and all(is_part(one, whole, figures) for one in parts)
    )
