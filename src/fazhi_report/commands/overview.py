"""All figures of a year with their values, where they are printed, their sources and the findings about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from fazhi_report.commands.figure_names import key_named
from fazhi_report.commands.reading import load
from fazhi_report.commands.surroundings import refuse_statistics
from fazhi_report.commands.validate import ValidateOptions, subjects_of
from fazhi_report.comparison.unit_answers import movers
from fazhi_report.findings import Finding
from fazhi_report.ledger import Ledger, LedgerEntry, OperandError, Spot, compute, operand, printed
from fazhi_report.model.figure import STATUS_WORDS, Figure
from fazhi_report.model.report import Report, Year
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.rules.run import Checked, check
from fazhi_report.source.load import Source


@dataclass(frozen=True)
class Overview:
    """The figures of a data file and the findings about them."""

    source: Source
    year: Year
    ledger: Ledger
    checked: Checked

    def rows(self) -> list[Mapping[str, str]]:
        """One row per figure, in the order of the file."""
        spots = self._spots()
        return [
            {
                "key": key,
                "label": label(key, figure),
                "value": self.ledger[key].text if key in self.ledger else "算不出",
                "printed": "、".join(str(self.source.locate(*spot).line) for spot in spots.get(key, ()))
                or "未印",
                "source": figure.source_name,
                "findings": "、".join(sorted(self._codes(key))) or "通过",
            }
            for key, figure in self.year.figures.items()
        ]

    def explain(self, words: str) -> Sequence[str]:
        """Everything known of one figure, one line per fact.

        Args:
            words: Its key or its Chinese name.

        Raises:
            FazhiError: The file has no such figure, or several of this name.
        """
        labels = {key: label(key, figure) for key, figure in self.year.figures.items()}
        key = key_named(words, labels, str(self.source.path))
        figure = self.year.figures[key]
        listed = catalogue().get(key)
        place = self.source.locate(("figures", key))
        facts = (
            ("指标", f"{key}　{label(key, figure)}"),
            ("释义", "" if listed is None else listed.definition),
            ("数值", self._value(key, figure)),
            (
                "推算",
                "；".join(self.ledger[key].steps)
                if key in self.ledger
                else self.ledger.troubles.get(key, ""),
            ),
            ("各单位", _units(figure)),
            ("核对", self._claim(figure)),
            ("上年", figure.previous or ""),
            ("更正", "" if figure.restated is None else figure.restated.reason),
            ("口径", "，".join(filter(None, (figure.scope, figure.period)))),
            ("来源", figure.source_name),
            ("填在", "" if figure.source is None else figure.source.place),
            ("说明", figure.note or ""),
            ("写在", str(place)),
            ("印在", "、".join(str(self.source.locate(*spot)) for spot in self._spots().get(key, ()))),
            (
                "检查",
                "；".join(f"{one.code} {one.message}" for one in self._findings.get(key, ())),
            ),
        )
        return [f"{name}：{words}" for name, words in facts if words]

    def _spots(self) -> Mapping[str, tuple[Spot, ...]]:
        """Where the texts print each figure; empty for a file without texts."""
        return printed(self.year) if isinstance(self.year, Report) else {}

    def _value(self, key: str, figure: Figure) -> str:
        if key not in self.ledger:
            return "算不出"
        state = STATUS_WORDS.get(figure.status)
        return f"{self.ledger[key].text}（{state}）" if state else self.ledger[key].text

    def _claim(self, figure: Figure) -> str:
        if figure.claim is None:
            return ""
        try:
            _, _, steps = compute(
                figure.claim, lambda key: operand(key, self._entry(key).figure, self._entry(key).written)
            )
        except OperandError as error:
            return f"无法核对：{error}"
        return "；".join(steps)

    def _entry(self, key: str) -> LedgerEntry:
        if key not in self.ledger:
            raise OperandError(f"没有指标“{key}”的数值")
        return self.ledger[key]

    def _codes(self, key: str) -> set[str]:
        return {finding.code for finding in self._findings.get(key, ())}

    @cached_property
    def _findings(self) -> Mapping[str | int, Sequence[Finding]]:
        """The findings about each figure, by its key."""
        found: dict[str | int, list[Finding]] = {}
        for finding in self.checked.findings:
            if finding.route[:1] == ("figures",) and len(finding.route) > 1:
                found.setdefault(finding.route[1], []).append(finding)
        return found


def _units(figure: Figure) -> str:
    """What the units of the city answered for their sum, those that changed most first; empty for other figures."""
    way = None if figure.derive is None else figure.derive.sum_units
    if way is None or way.answers is None:
        return ""
    said = [
        f"{one.unit} {one.written.format() if one.written else '0'}"
        + (f"（上年 {one.previous.format()}）" if one.previous else "")
        for one in movers(way.counted)
    ]
    others = [f"{one.unit} {one.state}" for one in way.answers if one not in way.counted]
    return "；".join((*said, *others))


def label(key: str, figure: Figure) -> str:
    """The figure's Chinese name: the file's own, else the catalogue's, else empty."""
    return figure.label or catalogue().label(key) or ""


def overview(path: Path) -> Overview | None:
    """The overview of a data file; None when it has errors that keep its figures from being read.

    Raises:
        FazhiError: The file cannot be opened.
    """
    source = load(path)
    refuse_statistics(source)
    subjects = subjects_of(source, ValidateOptions())
    if subjects.year is None or subjects.ledger is None:
        return None
    return Overview(source, subjects.year, subjects.ledger, check(subjects))
