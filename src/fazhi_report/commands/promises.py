"""List the plans and shortcomings of past years with the answers that later years gave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fazhi_report.commands.city import City, Unit
from fazhi_report.commands.reading import load
from fazhi_report.errors import FazhiError
from fazhi_report.ledger import evaluate, in_words
from fazhi_report.model.authors import same_organ
from fazhi_report.model.matters import stated, touches
from fazhi_report.model.prose import KIND_WORDS, OUTCOME_WORDS, FollowUp
from fazhi_report.model.report import Report
from fazhi_report.rules.stale import texts_kept

_UNANSWERED = "没有交代"
_NOT_YET = "待下一年度交代"


@dataclass(frozen=True, slots=True)
class Promises:
    """The plans and shortcomings of one unit or of many.

    Args:
        rows: One row per plan or shortcoming, the oldest year first.
        unread: Files that could not be read as a report.
        others: Years in the folder that are another organ's, with its name, Chinese.
        unanswered: How many rows of years that have a report after them lack an answer.
    """

    rows: Sequence[Mapping[str, str]]
    unread: tuple[Path, ...]
    others: tuple[str, ...]
    unanswered: int


def city_promises(city: City, year: int, folder: Path) -> Promises:
    """List the plans and shortcomings of all years up to one, unit after unit, with the answers in the files.

    Args:
        city: The units.
        year: The last year whose report is read.
        folder: The folder of the units, for the message.

    Raises:
        FazhiError: No unit has a data file of that year or before.
    """
    found = [promises(paths) for unit in city.once().units if (paths := _until(unit, year))]
    if not found:
        raise FazhiError(f"{folder} 里没有 {year} 年及以前的数据文件", "用 --data 指明数据文件夹")
    return Promises(
        [row for one in found for row in one.rows],
        tuple(path for one in found for path in one.unread),
        tuple(other for one in found for other in one.others),
        sum(one.unanswered for one in found),
    )


def _until(unit: Unit, year: int) -> list[Path]:
    return [one.path for one in unit.years if one.year is not None and one.year <= year]


def promises(paths: Sequence[Path]) -> Promises:
    """List the plans and shortcomings of the years of one unit, with the answers in the files.

    Args:
        paths: The data files.
    """
    loaded = {path: load(path).report for path in paths}
    held = {one.year: one for one in loaded.values() if one is not None}
    newest = held[max(held)].organ if held else None
    reports = {year: one for year, one in held.items() if newest and same_organ(one.organ, newest)}
    others = tuple(f"{year}年（{one.organ.name}）" for year, one in held.items() if year not in reports)
    rows = [
        row
        for one in sorted(reports)
        for row in _of_year(reports[one], reports.get(one + 1), reports.get(one - 1))
    ]
    for one in sorted(reports):
        rows += _of_years_without_file(reports[one], reports)
    rows.sort(key=lambda row: row["year"])
    named = [{"organ": newest.name if newest else "", **row} for row in rows]
    unread = tuple(path for path, report in loaded.items() if report is None)
    return Promises(named, unread, others, sum(row["outcome"] == _UNANSWERED for row in rows))


def _of_year(
    report: Report, following: Report | None, previous: Report | None
) -> Iterator[Mapping[str, str]]:
    """The rows of a report; what a new file keeps of last year's matters is none of its own yet."""
    kept = () if previous is None else texts_kept(report, previous)
    ledger = evaluate(report.figures)
    for matter in (*stated(report, "plan"), *stated(report, "shortcoming")):
        if matter.is_open or any(touches(route, matter.route) for route in kept):
            continue
        text = in_words(matter.text, ledger)
        answer = None
        if following is not None:
            answer = next((one for one in following.follow_ups if matter.is_meant_by(one)), None)
        owner = "" if matter.about is None else matter.about.owner or ""
        due = "" if matter.about is None else matter.about.due or ""
        about = {
            "kind": KIND_WORDS[matter.kind],
            "where": matter.where,
            "text": text,
            "owner": owner,
            "due": due,
        }
        yield {"year": str(report.year), **about, **_answered(answer, following)}


def _of_years_without_file(report: Report, known: Mapping[int, Report]) -> Iterator[Mapping[str, str]]:
    """Rows for the answers to a year whose own file is missing."""
    for one in report.follow_ups:
        if one.of.year not in known:
            about = {"kind": KIND_WORDS[one.kind], "where": one.of.where or "", "text": one.of.text}
            yield {"year": str(one.of.year), **about, "owner": "", "due": "", **_answered(one, report)}


def _answered(answer: FollowUp | None, by: Report | None) -> Mapping[str, str]:
    if by is None:
        return {"answered": "", "outcome": _NOT_YET, "evidence": ""}
    if answer is None or answer.outcome is None:
        return {"answered": str(by.year), "outcome": _UNANSWERED, "evidence": ""}
    target = f"结转到：{answer.carried_to}" if answer.carried_to else ""
    evidence = "；".join(filter(None, (answer.evidence, answer.reason, target)))
    return {"answered": str(by.year), "outcome": OUTCOME_WORDS[answer.outcome], "evidence": evidence}
