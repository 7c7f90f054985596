"""The figures of a document, explained and compared, ready for any writer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure of the year with its explanation and its comparison with last year (主要数据).

    Args:
        key: Indicator key, such as ``reconsideration.received``.
        label: Chinese name.
        domain: Chinese name of its field, such as 行政复议.
        text: As printed: ``80余条``, or the word for why there is no number.
        number: Its plain number, scale applied, such as ``80``; empty where there is none.
        unit: The measure word, ``%`` or 个百分点.
        hedge: Words that make the number approximate, such as 余.
        status: ``value``, ``zero``, ``not_recorded`` or ``not_applicable``.
        definition: What is counted; empty when unknown.
        scope: 口径; empty when unknown.
        period: 时段; empty for the whole year.
        source: 来源; empty when unknown.
        previous: Last year's figure as printed; empty when unknown.
        previous_number: Its plain number; empty where there is none.
        change: The change in words: 增长24.7%, 提高2.4个百分点, 持平; empty when it cannot be computed.
        note: 说明.
        share: Whether it is a share of a whole (0 to 100 %), and not a growth rate.
    """

    key: str
    label: str
    domain: str
    text: str
    number: str = ""
    unit: str = ""
    hedge: str = ""
    status: str = "value"
    definition: str = ""
    scope: str = ""
    period: str = ""
    source: str = ""
    previous: str = ""
    previous_number: str = ""
    change: str = ""
    note: str = ""
    share: bool = False


@dataclass(frozen=True, slots=True)
class YearFigure:
    """A figure in one year.

    Args:
        year: The year.
        text: The figure as printed; empty where that year has none.
        number: Its plain number in the unit of the latest year, such as ``80``; empty where there is none.
    """

    year: int
    text: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A figure that the web page shows before the text (主要数据一览).

    Args:
        key: Indicator key; the figure itself is in `Document.facts`.
        years: The figure over the years, in order, this year last; empty where only this year and last are known.
    """

    key: str
    years: tuple[YearFigure, ...] = ()
