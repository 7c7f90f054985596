"""What filled forms change in a data file: old and new of every figure, and what contradicts what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from fazhi_report.forms.answers import AnswerPlace, FormAnswer, RefusedCell, is_same
from fazhi_report.forms.questions import STATES
from fazhi_report.model.figure import Figure

_STATUS = {word: status for status, word in STATES.items()}
_OPEN = "待填"


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A change of one figure.

    Args:
        key: Its key.
        label: Its Chinese name.
        old: What the data file contains, in words.
        new: What it will contain, in words.
        figure: The figure as it will be.
        place: Where the answer was written.
    """

    key: str
    label: str
    old: str
    new: str
    figure: Figure
    place: AnswerPlace


@dataclass(slots=True)
class FormChanges:
    """The changes that all answers together make.

    Args:
        figures: The changes, in the order of the answers.
        refused: Answers that contradict each other or the data file.
        same: Number of answers that the data file already contains.
        passed: Remarks for the drafter, Chinese.
    """

    figures: list[FigureChange] = field(default_factory=list)
    refused: list[RefusedCell] = field(default_factory=list)
    same: int = 0
    passed: list[str] = field(default_factory=list)


def form_changes(answers: Iterable[FormAnswer]) -> FormChanges:
    """Return what answers change; the data file that they are held against is that of their questions.

    Args:
        answers: The answers of all forms.
    """
    made = FormChanges()
    by_key: dict[str, list[FormAnswer]] = {}
    for answer in answers:
        if _is_untouched(answer):
            made.same += 1
        else:
            by_key.setdefault(answer.question.key, []).append(answer)
    for given in by_key.values():
        _settle(given, made)
    return made


def _is_untouched(answer: FormAnswer) -> bool:
    """Whether an answer is what the form was sent out with, or what the data file already contains."""
    figure = answer.question.figure
    today = answer.question.token
    told = is_same(answer.token, today) or (answer.base is not None and is_same(answer.token, answer.base))
    said = answer.source in {"", figure.source_name} and answer.note in {"", figure.note or ""}
    return told and said


def _settle(given: Sequence[FormAnswer], made: FormChanges) -> None:
    first = given[0]
    label = first.question.label
    others = [one for one in given[1:] if not is_same(one.token, first.token)]
    if others:
        for one in given:
            elsewhere = next(other for other in given if not is_same(other.token, one.token))
            message = f"两处答案不同：这里是“{one.token}”，{elsewhere.place} 是“{elsewhere.token}”"
            made.refused.append(
                RefusedCell(one.place, label, message, "问清以哪个为准，改成一致，或只收一份")
            )
        return
    made.passed += [f"{one.place}：{label}与 {first.place} 答案相同，只用一处" for one in given[1:]]
    today = first.question.token
    if first.base is not None and not is_same(first.base, today) and not is_same(first.token, today):
        message = f"表发出后，数据文件里已由“{first.base or _OPEN}”改成“{today or _OPEN}”，表里填的是“{first.token}”"
        made.refused.append(
            RefusedCell(first.place, label, message, "问清以哪个为准：直接改数据文件，或重新生成采集表再填")
        )
        return
    try:
        figure = changed_figure(first)
    except ValidationError as error:
        reason = "；".join(str(one["msg"]) for one in error.errors())
        made.refused.append(
            RefusedCell(
                first.place,
                label,
                f"填的是“{first.token}”，写不进数据文件：{reason}",
                "先改好数据文件里的这个指标",
            )
        )
        return
    old, new = _words(first.question.figure, figure)
    made.figures.append(FigureChange(first.question.key, label, old, new, figure, first.place))


def changed_figure(answer: FormAnswer) -> Figure:
    """Return the figure of an answer: its value or status, source and note; everything else stays.

    Raises:
        ValidationError: The figure cannot be so, as one whose own calculation needs a value.
    """
    figure = answer.question.figure
    held: dict[str, Any] = figure.model_dump(exclude_unset=True)
    if not is_same(answer.token, answer.question.token):
        held.pop("value", None)
        held.pop("status", None)
        if answer.token in _STATUS:
            held["status"] = _STATUS[answer.token]
        else:
            held["value"] = answer.token
        source = {"file": answer.place.file, "sheet": answer.place.sheet, "cell": answer.place.cell}
        held["source"] = {name: text for name, text in source.items() if text}
        if figure.source_name:
            held["source"]["name"] = figure.source_name
    if answer.source and answer.source != figure.source_name:
        held["source"] = {**(held.get("source") or {}), "name": answer.source}
    if answer.note:
        held["note"] = answer.note
    return Figure.model_validate(held)


def _words(old: Figure, new: Figure) -> tuple[str, str]:
    """Return what changes, before and after, in words."""
    pairs = [(_value(old), _value(new)), (old.note or "", new.note or ""), (old.source_name, new.source_name)]
    names = ("", "说明：", "来源：")
    changed = [(name, was, now) for name, (was, now) in zip(names, pairs, strict=True) if was != now]
    before, after = (
        "；".join(f"{name}{words}" for name, *both in changed if (words := both[side])) for side in (0, 1)
    )
    return before or "（空）", after


def _value(figure: Figure) -> str:
    return figure.value or STATES.get(figure.status) or _OPEN
