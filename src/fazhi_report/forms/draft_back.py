"""A draft .docx of this program that was edited in Word, held against the data file that it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from fazhi_report.composition.report import EDITIONS, compose
from fazhi_report.document.raw import SourceDocument, raw_texts
from fazhi_report.errors import FazhiError
from fazhi_report.forms.answers import AnswerPlace, FormAnswer, RefusedCell
from fazhi_report.forms.draft_changes import DraftChanges, draft_changes
from fazhi_report.forms.printed_leaves import locate
from fazhi_report.forms.questions import FormQuestion
from fazhi_report.ledger import Ledger, evaluate
from fazhi_report.model.report import Report, Year
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.norms.gbt9704 import CLASSIC
from fazhi_report.numbers.dates import parse_date
from fazhi_report.readers import docx
from fazhi_report.text.references import is_open
from fazhi_report.writers.docx.document import write

_LEAST_SAME = 0.3
"""Share of its paragraphs that a draft has in common with what the data file prints; below it is another report."""


@dataclass(frozen=True, slots=True)
class DraftOffice:
    """What a draft is composed with besides its data file.

    Args:
        templates: The office's own templates; None for none.
        others: Other years of the office, for charts.
    """

    templates: Path | None = None
    others: Sequence[Year] = ()


def read_draft(
    data: bytes, file: str, report: Report, office: DraftOffice
) -> tuple[DraftChanges, SourceDocument]:
    """Return what was changed in a draft, and the draft itself.

    Args:
        data: The draft.
        file: Its name.
        report: The data file that it was made from.
        office: What it was composed with.

    Raises:
        FazhiError: It was not written by this program, is another report, or is damaged.
    """
    after = docx.read(data)
    # WPS and LibreOffice rename the styles: what the draft prints tells whose it is, not how it looks.
    before = _nearest(report, office, after)
    if before is None:
        raise FazhiError(
            f"{file} 和数据文件对不上：不是由它生成的稿子，或是别的报告",
            "检查文件和年度；在 build 生成的 .docx 上改，别处写的用 fazhi-report import",
        )
    ledger = evaluate(report.figures)
    made = draft_changes(
        before,
        locate(report, before.blocks),
        after,
        file,
        lambda key: ledger[key].text if key in ledger else "",
    )
    if made.day:
        _check_day(made, file)
    made.passed += _about_newer_data(report, ledger, after, file)
    return made, after


def _nearest(report: Report, office: DraftOffice, after: SourceDocument) -> SourceDocument | None:
    """Return the document of the data that has most paragraphs in common with a draft; None for no such."""
    texts = raw_texts(after.blocks)
    best, most = None, _LEAST_SAME * len(texts)
    for edition, draft in product(EDITIONS, (False, True)):
        document = compose(
            report, edition=edition, templates=office.templates, others=office.others, draft=draft
        )
        made = docx.read(write(document, CLASSIC))
        same = len(set(texts) & set(raw_texts(made.blocks)))
        if same > most:
            best, most = made, same
    return best


def _about_newer_data(report: Report, ledger: Ledger, after: SourceDocument, file: str) -> Iterator[str]:
    """Yield what to say of figures that were changed in the data after the draft was printed."""
    changed = [
        report.figures[key].label or catalogue().label(key) or key
        for key, one in after.figures.items()
        if key in ledger and one.text != ledger[key].text and key not in after.edited
    ]
    if changed:
        yield (
            f"{file}：稿子印出之后，数据文件里改过 {len(changed)} 个数（{changed[0]}等），以数据文件为准；"
            "文字也可能改过，请看清再收"
        )


def _check_day(made: DraftChanges, file: str) -> None:
    try:
        parse_date(made.day)
    except ValueError:
        place = AnswerPlace(file, "", "成文日期")
        made.refused.append(RefusedCell(place, "", f"“{made.day}”认不出是日期", "写成 2026年1月20日"))
        made.day = ""


def _place(after: SourceDocument, key: str, file: str) -> AnswerPlace:
    """Return the paragraph that prints a figure by its mark."""
    words = f"{{{{ {key} }}}}"
    line = next((one.line for one in after.blocks if any(words in text for text in raw_texts((one,)))), 0)
    return AnswerPlace(file, "", f"第 {line} 段" if line else "")


def draft_answers(
    made: DraftChanges, after: SourceDocument, questions: Sequence[FormQuestion], file: str
) -> tuple[list[FormAnswer], list[RefusedCell]]:
    """Return the figures that a draft changes as answers, and what was not taken.

    Args:
        made: The changes of its texts, with the numbers typed over figures.
        after: The draft; its marks tell which figures were edited.
        questions: The figures of the data that may be answered.
        file: Name of the draft.
    """
    asked = {one.key: one for one in questions}
    answers: list[FormAnswer] = []
    refused: list[RefusedCell] = []
    for key in dict.fromkeys([*after.edited, *made.figures]):
        typed = list(made.figures.get(key, ()))
        marked = after.figures.get(key)
        if marked is not None and (key in after.edited or typed):
            # Where the mark is left in one place, it says what that place prints.
            typed.append((marked.text, _place(after, key, file)))
        typed += made.kept.get(key, ())
        # Whoever fills one open place in has filled in the figure.
        typed = [one for one in typed if not is_open(one[0])]
        if not typed:
            continue
        label = asked[key].label if key in asked else key
        place = typed[0][1]
        if key not in asked:
            refused.append(RefusedCell(place, label, "这是推算的数，没有收", "改推算它的数"))
        elif len({text for text, _ in typed}) > 1:
            shown = "、".join(f"“{text}”" for text in dict.fromkeys(text for text, _ in typed))
            refused.append(RefusedCell(place, label, f"稿子里各处不一样：{shown}", "各处改成一致再收"))
        else:
            answers.append(FormAnswer(asked[key], typed[0][0], "", "", place, None))
    return answers, refused
