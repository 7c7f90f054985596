"""Check data files: all of them in one process."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fazhi_report import __version__
from fazhi_report.commands.surroundings import last_year, other_units, waiver_file
from fazhi_report.commands.units import Unit
from fazhi_report.commands.workers import Crew
from fazhi_report.errors import FazhiError
from fazhi_report.findings import Finding
from fazhi_report.reporters.summary import RuleCard, Summary
from fazhi_report.rules.registry import Rule
from fazhi_report.rules.run import Checked, Subjects, check, data_rules
from fazhi_report.rules.waivers import excuse
from fazhi_report.source.load import Source, lexicon_for, load, load_waivers


@dataclass(frozen=True, slots=True)
class Validation:
    """What checking some files gave: all findings, sorted, and the sum."""

    findings: tuple[Finding, ...]
    summary: Summary


@dataclass(frozen=True, slots=True)
class Choice:
    """What to look for.

    Args:
        select: Codes or prefixes of the rules to run; empty for all.
        ignore: Codes or prefixes of the rules to leave out.
        edition: The edition that the files are judged for; None for the one that each is meant for.
        waivers: The waiver file; None for the one that stands around each data file.
        against: A folder with the data of other units; None to compare with none.
        today: The day of the run.
    """

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    edition: str | None = None
    waivers: Path | None = None
    today: date | None = None
    against: Path | None = None


def validate_files(paths: Sequence[Path], choice: Choice) -> Validation:
    """Load data files and run the rules on each, in one process.

    Raises:
        FazhiError: A file cannot be opened.
    """
    results = [examine(load(path), choice) for path in paths]
    findings, waiver_files = _waived(paths, results, choice)
    summary = Summary.of(
        findings,
        len(paths),
        (skip for result in results for skip in result.skipped if skip[0] not in _WAIVER_RULES),
        paths=(*paths, *waiver_files),
        rules=map(_card, data_rules().values()),
        version=__version__,
    )
    return Validation(findings, summary)


def examine(source: Source, choice: Choice) -> Checked:
    """Run the rules on a data file that is loaded; waivers are not asked."""
    return check(subjects_of(source, choice), select=choice.select, ignore=choice.ignore)


def subjects_of(source: Source, choice: Choice) -> Subjects:
    """What the rules may look at: the file, last year's file beside it, and the words that its office has made a rule of.

    A secret report is judged as the paper that is submitted, unless an edition is named: it has no other.
    """
    secret = source.report is not None and source.report.secrecy is not None
    return Subjects.of(
        source,
        edition=choice.edition or ("submit" if secret else "publish"),
        today=choice.today,
        lexicon=lexicon_for(Path(source.path)),
        previous=last_year(source),
        siblings=None if choice.against is None else other_units(source, choice.against),
    )


def after_waivers(path: Path, checked: Checked, choice: Choice) -> tuple[Finding, ...]:
    """The findings of one file that no waiver excuses; the waivers themselves are not judged."""
    file = choice.waivers or waiver_file(path)
    if file is None:
        return checked.findings
    _, waivers = load_waivers(file)
    return excuse(checked.findings, waivers, choice.today or date.min)[0]


def _waived(
    paths: Sequence[Path], results: Sequence[Checked], choice: Choice
) -> tuple[tuple[Finding, ...], tuple[Path, ...]]:
    """The findings that are left, with what is wrong with the waivers; and the waiver files."""
    by_file: dict[Path | None, list[tuple[Path, Checked]]] = {}
    for path, result in zip(paths, results, strict=True):
        by_file.setdefault(choice.waivers or waiver_file(path), []).append((path, result))
    left: list[Finding] = []
    for file, group in by_file.items():
        findings = [finding for _, result in group for finding in result.findings]
        if file is None:
            left += findings
            continue
        source, waivers = load_waivers(file)
        kept, waived = excuse(findings, waivers, choice.today or date.min, [path for path, _ in group])
        left += [*kept, *check(Subjects(source=source, waived=waived), ignore=choice.ignore).findings]
    return tuple(sorted(left)), tuple(file for file in by_file if file is not None)


_WAIVER_RULES = frozenset({"FZ020", "FZ021"})


def _card(one: Rule) -> RuleCard:
    return RuleCard(one.code, one.slug, one.title, one.page, one.severity)


@dataclass(frozen=True, slots=True)
class UnitValidation:
    """What checking one unit came to.

    Args:
        paths: The data files.
        validation: What was found; None where the work could not go on.
        reason: Why it could not, one sentence.
        trace: The traceback of a fault of this program; empty otherwise.
    """

    paths: tuple[Path, ...]
    validation: Validation | None
    reason: str = ""
    trace: str = ""


def validate_units(units: Iterable[Unit], choice: Choice, crew: Crew) -> Iterator[UnitValidation]:
    """Check units; what goes wrong with one never stops the others.

    Yields:
        A unit's verdict, in the order of the units.
    """
    return crew.map(validate_unit, ((unit.files, choice) for unit in units), _lost)


def validate_unit(task: tuple[tuple[Path, ...], Choice]) -> UnitValidation:
    """Check a unit's years."""
    paths, choice = task
    try:
        return UnitValidation(paths, validate_files(paths, choice))
    except FazhiError as error:
        return UnitValidation(
            paths, None, f"{error.message}（{error.hint}）" if error.hint else error.message
        )
    except Exception as error:  # noqa: BLE001  (a fault of ours in one report must not stop two thousand others)
        return UnitValidation(
            paths, None, f"程序出错：{type(error).__name__}: {error}", traceback.format_exc()
        )


def _lost(task: tuple[tuple[Path, ...], Choice]) -> UnitValidation:
    return UnitValidation(task[0], None, "处理它的进程意外终止，多半是内存不足；单独检查它看看")
