"""What a form asks: one row per figure of a data file that is not computed from others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from fazhi_report.model.figure import Figure
from fazhi_report.model.internal import is_internal
from fazhi_report.norms.catalogue import Indicator, Kind, catalogue, indicator_name
from fazhi_report.numbers.figure import PERCENT, WrittenFigure, parse_figure

Grouping = Literal["domain", "source"]
STATES: dict[str, str] = {
    "value": "有数",
    "zero": "为零",
    "not_recorded": "没有统计",
    "not_applicable": "不适用",
}
"""Status of a figure → the state that the form offers."""
_OTHERS, _NO_SOURCE = "其他", "来源未定"
_SIGNED = (".growth", ".change", ".points")
_USUAL_THRESHOLD = "50%"
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """A row of a form.

    Args:
        key: Key of the figure.
        label: Its Chinese name.
        figure: The figure as in the data.
        listed: Its indicator in the catalogue; None for an own figure.
        last: Its value in last year's data file; empty where there is none.
    """

    key: str
    label: str
    figure: Figure
    listed: Indicator | None
    last: str = ""

    @property
    def unit(self) -> str:
        """The unit in which it is asked for; empty where neither the data nor the catalogue name one."""
        for written in (self.figure.written, self._previous):
            if written is not None and written.unit:
                return written.unit
        return "" if self.listed is None else self.listed.unit

    @property
    def units(self) -> frozenset[str]:
        """All units that an answer may have; empty for any."""
        if not self.unit:
            return frozenset()
        also = () if self.listed is None else self.listed.units
        # Other spellings of the catalogue's unit are only allowed where the row asks in one of them.
        return frozenset({self.unit, *(also if self.unit in also else ())})

    @property
    def is_rate(self) -> bool:
        """Whether it is asked for in per cent."""
        return self.unit in PERCENT

    @property
    def kind(self) -> Kind:
        """Count, money or rate."""
        return (
            "rate" if self.listed is None and self.is_rate else self.listed.kind if self.listed else "count"
        )

    @property
    def may_be_negative(self) -> bool:
        """Whether an answer may be below zero: a growth or a difference."""
        return self.key.endswith(_SIGNED) or (self.kind == "rate" and not self.is_rate)

    @property
    def scope(self) -> str:
        """What is counted: the scope and period of the data, and the catalogue's definition."""
        internal = "内部掌握，不公开" if is_internal(self.key, self.figure) else ""
        own = "；".join(filter(None, (self.figure.scope, self.figure.period, internal)))
        listed = "" if self.listed is None else self.listed.definition
        return "。".join(filter(None, (own.rstrip("。"), listed)))

    @property
    def state(self) -> str:
        """The state that the data give; empty for a figure that is still to be filled in."""
        return STATES.get(self.figure.status, "")

    @property
    def token(self) -> str:
        """The answer that the data already contain: the value as written, else the state; empty for none."""
        return self.figure.value or ("" if self.figure.status == "value" else self.state)

    @property
    def threshold(self) -> str:
        """The change since last year, in per cent, beyond which the form asks for a note."""
        return self.figure.threshold or _USUAL_THRESHOLD

    @property
    def previous(self) -> str:
        """Last year's value: as the data say, else as last year's file says; empty for none."""
        return self.figure.previous or self.last

    @property
    def _previous(self) -> WrittenFigure | None:
        return parse_figure(self.previous) if self.previous else None


def form_questions(
    figures: Mapping[str, Figure], last: Mapping[str, Figure] | None = None
) -> tuple[FormQuestion, ...]:
    """Return the rows for the figures of a data file, in its order; what is computed is not asked for.

    Args:
        figures: The figures.
        last: Those of last year's data file.
    """
    known = catalogue()
    values = {key: figure.value for key, figure in (last or {}).items() if figure.value is not None}
    return tuple(
        FormQuestion(key, indicator_name(key, figure.label), figure, known.get(key), values.get(key, ""))
        for key, figure in figures.items()
        if figure.derive is None
    )


def sheets(questions: Iterable[FormQuestion], by: Grouping) -> dict[str, list[FormQuestion]]:
    """Return the rows by the name of their sheet.

    Args:
        questions: The rows.
        by: Whether a sheet holds the figures of one domain, or those that one office or ledger answers for.
    """
    found: dict[str, list[FormQuestion]] = {}
    for one in questions:
        group = (
            catalogue().domain(one.key) or _OTHERS if by == "domain" else one.figure.source_name or _NO_SOURCE
        )
        found.setdefault(group, []).append(one)
    names: dict[str, list[FormQuestion]] = {}
    for group, rows in found.items():
        names[_sheet_name(group, {name.casefold() for name in names})] = rows
    return names


def _sheet_name(group: str, taken: set[str]) -> str:
    """Return a name that Excel takes, different from those taken: 31 characters, without some marks."""
    name = _NOT_IN_NAMES.sub("_", group).strip()[:_LONGEST_NAME] or _OTHERS
    number = 1
    while name.casefold() in taken:
        number += 1
        name = f"{name[: _LONGEST_NAME - 4]}_{number}"
    return name
