"""Recognises figures that refer to the one before them: its growth, its change, its value of last year."""

from __future__ import annotations

from dataclasses import replace

from fazhi_report.indicators.candidates import counts
from fazhi_report.indicators.doubts import unjoined
from fazhi_report.indicators.readings import Certainty, Reading, Uncertainty
from fazhi_report.indicators.spots import Spot
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.sentences.times import YEAR


def related_to_previous(spot: Spot, previous: Reading | None, year: int | None) -> Reading | None:
    """Return the reading of a figure that refers to the one before it: 同比增长24.3%, （上年72件）."""
    slot = unjoined(spot.slot)
    rises = spot.grows and spot.term is not None and spot.term.change > 0
    if not rises and not spot.is_last_year:
        return None
    none = Reading(spot, Certainty.NONE)
    written = spot.number.written
    if (base := YEAR.search(slot)) is not None and (year is None or int(base[1]) != year - 1):
        return none
    if previous is None or not previous.key or written is None or _qualified(previous.key):
        return none
    one = catalogue().indicators[previous.key]
    if spot.is_last_year:
        same = counts(one, spot.number.unit) or (one.kind == "rate" and written.is_percent)
        last = "last_year" if same else ""
    elif written.is_percent:
        last = "" if one.kind == "rate" else "growth"
    elif written.is_points:
        last = "points" if one.kind == "rate" else ""
    else:
        last = "change" if counts(one, spot.number.unit) else ""
    if not last or spot.behind:
        return none
    # What is reckoned from another figure is no indicator by itself: a person decides whether it is kept.
    doubts = (*(previous.evidence.doubts if previous.evidence else ()), Uncertainty.DERIVED)
    evidence = replace(previous.evidence, head=slot, doubts=doubts) if previous.evidence else None
    return Reading(spot, Certainty.ASK, f"{previous.key}.{last}", (), evidence)


def last_year(spot: Spot, reading: Reading) -> Reading:
    """Return the reading of the first figure of a change (由30件增至42件), which is nearly always last year's."""
    if reading.certainty is Certainty.NONE or _qualified(reading.key):
        return Reading(spot, Certainty.NONE)
    return replace(reading, spot=spot, certainty=Certainty.ASK, key=f"{reading.key}.last_year")


def _qualified(key: str) -> bool:
    return key.rpartition(".")[2] in catalogue().qualifiers
