"""The table of follow-ups in a draft, read back: results and their grounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from fazhi_report.document.raw import RawTable
from fazhi_report.forms.answers import AnswerPlace, RefusedCell
from fazhi_report.model.prose import OUTCOME_WORDS, FollowUp

_OUTCOMES = {words: outcome for outcome, words in OUTCOME_WORDS.items()}
_PARTING = "；"
_KIND, _TEXT, _OUTCOME, _GROUND = range(4)
_SHORT = 20


@dataclass(frozen=True, slots=True)
class FollowUpEdit:
    """A change of one follow-up.

    Args:
        text: What it answers.
        fields: Field → its new value.
        old: What the data say, in words.
        new: What they will say, in words.
        place: Where the draft was changed.
    """

    text: str
    fields: dict[str, str]
    old: str
    new: str
    place: AnswerPlace


@dataclass(slots=True)
class _Reading:
    place: AnswerPlace
    refused: list[RefusedCell] = field(default_factory=list)

    def refuse(self, one: FollowUp, message: str, hint: str) -> None:
        self.refused.append(RefusedCell(self.place, f"上年事项“{one.of.text[:_SHORT]}”", message, hint))

    def outcome(self, one: FollowUp, words: str) -> dict[str, str]:
        """Return the outcome that a cell names; none where it names no known one."""
        outcome = _OUTCOMES.get("".join(words.split()))
        if outcome is None:
            self.refuse(one, f"结果“{words}”不在四种之内", f"写：{'、'.join(_OUTCOMES)}")
            return {}
        return {"outcome": outcome}

    def ground(self, one: FollowUp, words: str) -> dict[str, str]:
        """Return evidence and reason that a cell gives; none where they cannot be told apart."""
        if one.evidence and one.reason:
            evidence, parted, reason = words.partition(_PARTING)
            if not parted or _PARTING in reason:
                self.refuse(one, "依据和理由写在一格里，分不清", "在数据文件里改 evidence 和 reason")
                return {}
            return {"evidence": evidence, "reason": reason}
        return {"reason" if one.reason or one.outcome in {"carried", "dropped"} else "evidence": words}


def follow_up_edits(
    follow_ups: Sequence[FollowUp], old: RawTable, new: RawTable, place: AnswerPlace
) -> tuple[dict[int, FollowUpEdit], list[RefusedCell]]:
    """Return what was changed in the table of follow-ups, by the index of the follow-up, and what was not taken.

    Args:
        follow_ups: The follow-ups, one per row below the head.
        old: The table that the data print.
        new: The table of the draft, of the same shape.
        place: Where the table stands.
    """
    reading = _Reading(place)
    made: dict[int, FollowUpEdit] = {}
    for index, one in enumerate(follow_ups):
        was, now = old.rows[index + 1], new.rows[index + 1]
        if was[: _TEXT + 1] != now[: _TEXT + 1]:
            reading.refuse(one, "改的是上年的原话或类别，没有收", "上年的原话照录，不改")
        fields: dict[str, str] = {}
        if was[_OUTCOME] != now[_OUTCOME]:
            fields |= reading.outcome(one, now[_OUTCOME])
        if was[_GROUND] != now[_GROUND] and now[_GROUND]:
            changed = one.model_copy(update=fields)
            fields |= reading.ground(changed, " ".join(now[_GROUND].split()))
        elif was[_GROUND] != now[_GROUND]:
            reading.refuse(one, "依据或理由被清空，没有删", "确实不要的，在数据文件里删去")
        if fields:
            shown = [" ".join(filter(None, (row[_OUTCOME], row[_GROUND]))) for row in (was, now)]
            made[index] = FollowUpEdit(one.of.text, fields, shown[0], shown[1], place)
    return made, reading.refused
