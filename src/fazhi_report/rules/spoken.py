"""Remarks on the sentences of a report, without those on figures whose calculation the data declare."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi_report.findings import Issue
from fazhi_report.ledger import Ledger
from fazhi_report.model.report import Report
from fazhi_report.rules.prose import Remark, remarks
from fazhi_report.rules.relations import Figures, is_part
from fazhi_report.rules.texts import PrintedText, printed_texts


def spoken(code: str, report: Report, ledger: Ledger) -> Iterator[Issue]:
    """The issues of one rule in the sentences of a report, each at its first number.

    What the data declare (``claim``, ``derive``, parts of a whole) is checked there, and not again here.
    """
    for words in printed_texts(report, ledger):
        for remark in remarks(words.text):
            if remark.code == code and not _declared(words, remark, report.figures):
                related = tuple(("figures", key) for key in words.keys(remark.start, remark.end))
                yield Issue(words.route, remark.message, remark.hint, words.offset(remark.start), related)


def _declared(words: PrintedText, remark: Remark, figures: Figures) -> bool:
    keys = [key for start, end in remark.operands for key in words.keys(start, end)]
    if any(figures[key].claim or figures[key].derive for key in keys):
        return True
    whole, *parts = keys or [""]
    # Every number bound, and each part known to belong to the whole: FZ101 and FZ102 have compared them.
    return (
        len(keys) == len(remark.operands)
        and bool(parts)
        and all(is_part(one, whole, figures) for one in parts)
    )
