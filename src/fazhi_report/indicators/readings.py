"""Readings of the figures of a text: the indicator, how sure it is, and the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from fazhi_report.indicators.spots import Spot


class Certainty(Enum):
    """How surely a figure is the indicator that its words name."""

    SURE = "sure"
    """有把握: every piece of evidence agrees, and nothing speaks for another indicator."""
    ASK = "ask"
    """待确认: the words fit, but something is unknown: a person decides."""
    NONE = "none"
    """认不出: no indicator of the catalogue."""


class Uncertainty(Enum):
    """A reason why a reading is not sure, or is wrong."""

    RESIDUE = "还有认不出的字"
    RIVAL = "别的指标也说得通"
    SHARED = "一个数说了几件事"
    FAR = "说法或者话题离得远"
    BESIDE = "前面说的是别的事"
    INHERITED = "前面的限定可能管到它"
    NO_VERB = "没有写做了什么"
    OTHER_YEAR = "说的不是本年"
    DERIVED = "由前一个数推算"
    PART_OF_YEAR = "只是一段时间"
    SEVERAL_YEARS = "几年合计"
    OTHER_VALUE = "同一指标另有一个数"
    PLAN = "是打算，不是结果"
    AWARD = "数的是荣誉"
    NEGATED = "说的是没有"
    FOREIGN = "说的是别的事"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a figure is, or may be, an indicator.

    Args:
        head: The words that name the indicator.
        behind: Whether they come behind the figure.
        topic: The words that name the topic of the sentence; empty where only the head itself does.
        residue: Words beside them that the vocabulary does not explain.
        doubts: The reasons why the reading is not sure.
    """

    head: str
    behind: bool
    topic: str
    residue: str
    doubts: tuple[Uncertainty, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Which indicator a figure is.

    Args:
        spot: The figure and its words.
        certainty: How surely.
        key: The indicator; empty for none.
        rivals: Other indicators that the words fit as well.
        evidence: Why; None where no words name any indicator.
    """

    spot: Spot
    certainty: Certainty
    key: str = ""
    rivals: tuple[str, ...] = ()
    evidence: Evidence | None = None
