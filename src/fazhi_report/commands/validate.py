"""Check data files: one file, all years of a unit, or many units."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

from fazhi_report import __version__
from fazhi_report.commands.city import Unit, absolute, is_data_name
from fazhi_report.commands.kept_findings import KeptFindings, kept_or_found
from fazhi_report.commands.reading import load
from fazhi_report.commands.surroundings import last_statistics, other_units, waiver_file, year_before
from fazhi_report.commands.workers import Workers
from fazhi_report.document.raw import SUFFIXES
from fazhi_report.errors import FazhiError, system_refusal
from fazhi_report.findings import Finding
from fazhi_report.model.authors import same_organ
from fazhi_report.reporters.summary import RuleCard, Summary
from fazhi_report.rules.own import own_rules
from fazhi_report.rules.registry import Rule
from fazhi_report.rules.run import Checked, Subjects, check, data_rules, statistics_rules
from fazhi_report.rules.waivers import excuse
from fazhi_report.source.layout import YEAR
from fazhi_report.source.load import Source, load_waivers
from fazhi_report.source.settings import lexicon_for, settings_for


@dataclass(frozen=True, slots=True)
class ValidateOptions:
    """What to look for.

    Args:
        select: Codes or prefixes of the rules to run; empty for all.
        ignore: Codes or prefixes of the rules to leave out.
        edition: The edition that the files are judged for; None for the one that each is meant for.
        waivers: The waiver file; None for the one beside each data file.
        today: The day of the run; None leaves out the rules about days that have passed.
        against: A folder with the data of other units; None to compare with none.
        keep_in: The output folder among whose notes findings are kept by content; None to check every file anew.
    """

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    edition: str | None = None
    waivers: Path | None = None
    today: date | None = None
    against: Path | None = None
    keep_in: Path | None = None


@dataclass(frozen=True, slots=True)
class ValidationResult:
    """What checking the data files of one unit gave.

    Args:
        paths: The data files.
        findings: What is wrong, sorted.
        summary: The sum; None where the work could not go on.
        reason: Why it could not, one Chinese sentence.
        hint: How to mend that; empty when nothing helps.
        trace: The traceback of a fault of this program; empty otherwise.
    """

    paths: tuple[Path, ...]
    findings: tuple[Finding, ...] = ()
    summary: Summary | None = None
    reason: str = ""
    hint: str = ""
    trace: str = ""


def validate(units: Iterable[Unit], options: ValidateOptions, workers: Workers) -> Iterator[ValidationResult]:
    """Check units; what goes wrong with one never stops the others.

    Args:
        units: The data files; they are read a little ahead of the work.
        options: What to look for.
        workers: The processes that do the work.

    Yields:
        The result of each unit, in the order of the units.
    """
    if workers.remote:
        units = absolute(units)
        waivers, against = (path and path.absolute() for path in (options.waivers, options.against))
        # Other machines have no common notes.
        options = replace(options, waivers=waivers, against=against, keep_in=None)
    return workers.map(_validate_unit, ((unit.files, options) for unit in units), _lost)


def check_source(source: Source, options: ValidateOptions, *, kept: KeptFindings | None = None) -> Checked:
    """Check one data file that is loaded, as `validate` does: what is wrong with its waivers is a finding, too.

    Args:
        source: The data file.
        options: What to look for.
        kept: Where its findings are kept, opened before it was loaded; None to check it in any case.
    """
    checked = _examined(lambda: source, options, kept)
    return replace(checked, findings=_waived((Path(source.path),), (checked,), options)[0])


def examine(source: Source, options: ValidateOptions) -> Checked:
    """Run the rules on a data file that is loaded, without its waivers."""
    return check(subjects_of(source, options), select=options.select, ignore=options.ignore)


def kept_findings(path: Path, options: ValidateOptions) -> KeptFindings | None:
    """The place where the findings of a data file are kept; None where they are not, as beside other units."""
    if options.keep_in is None or options.against is not None or options.today is None:
        return None
    chosen = ("select", *options.select, "ignore", *options.ignore)
    return KeptFindings.of(path, options.keep_in, chosen, options.edition, options.today)


def _examined(read: Callable[[], Source], options: ValidateOptions, kept: KeptFindings | None) -> Checked:
    """The findings of the rules in a data file, without its waivers; those that are kept where they still hold."""

    def find() -> tuple[Checked, Source, str, str]:
        source = read()
        own = _own_edition(source)
        return examine(source, options), source, options.edition or own, own

    return kept_or_found(kept, find)


def _own_edition(source: Source) -> str:
    """The edition that a file is meant for: a secret report has no other than the paper that is submitted."""
    return "submit" if source.report is not None and source.report.secrecy is not None else "publish"


def subjects_of(source: Source, options: ValidateOptions) -> Subjects:
    """What the rules may look at: the file, last year's file beside it, and the words that its office has made a rule of.

    Where no edition is named, it is judged for the one that it is meant for.
    """
    before = year_before(source)
    is_own = before is None or source.year is None or same_organ(before.organ, source.year.organ)
    return Subjects.of(
        source,
        edition=options.edition or _own_edition(source),
        today=options.today,
        lexicon=lexicon_for(Path(source.path)),
        previous=before if is_own else None,
        passed_over="" if before is None or is_own else f"{before.year}年的文件是{before.organ.name}的",
        siblings=None if options.against is None else other_units(source, options.against),
        settings=settings_for(Path(source.path)),
        last_statistics=last_statistics(source),
    )


def _validate_unit(task: tuple[tuple[Path, ...], ValidateOptions]) -> ValidationResult:
    """Check the data files of one unit; whatever goes wrong is told in the result."""
    paths, options = task
    try:
        return _validated(paths, options)
    except FazhiError as error:
        return ValidationResult(paths, reason=error.message, hint=error.hint)
    except OSError as error:
        return ValidationResult(paths, reason=system_refusal(error))
    except Exception as error:  # noqa: BLE001  (a fault of ours in one report must not stop two thousand others)
        reason = f"程序出错：{type(error).__name__}: {error}"
        return ValidationResult(paths, reason=reason, trace=traceback.format_exc())


def _validated(paths: tuple[Path, ...], options: ValidateOptions) -> ValidationResult:
    results = [
        _document(path, options)
        if is_document(path)
        else _examined(partial(load, path), options, kept_findings(path, options))
        for path in paths
    ]
    findings, waiver_files = _waived(paths, results, options)
    summary = Summary.of(
        findings,
        len(paths),
        (skip for result in results for skip in result.skipped if skip[0] not in _WAIVER_RULES),
        paths=(*paths, *waiver_files),
        rules=map(_card, _known(paths).values()),
        version=__version__,
        numbers=sum(result.numbers for result in results),
        held=sum(result.held for result in results),
    )
    return ValidationResult(paths, findings, summary)


def is_document(path: Path) -> bool:
    """Whether a file is a document and no data file: Word, WPS, a saved web page and the like; plain text is data."""
    return path.suffix.lower() in {*SUFFIXES} - {".txt", ".md"}


def _document(path: Path, options: ValidateOptions) -> Checked:
    # The importer and the page rules are large, and data files need neither.
    from fazhi_report.commands.check_docx import CheckOptions  # noqa: PLC0415
    from fazhi_report.commands.document_check import check_document  # noqa: PLC0415

    return check_document(
        path, partial(examine, options=options), CheckOptions(options.select, options.ignore)
    )


def _waived(
    paths: Sequence[Path], results: Sequence[Checked], options: ValidateOptions
) -> tuple[tuple[Finding, ...], tuple[Path, ...]]:
    """The findings that are left, with what is wrong with the waivers; and the waiver files."""
    by_file: dict[Path | None, list[tuple[Path, Checked]]] = {}
    for path, result in zip(paths, results, strict=True):
        by_file.setdefault(options.waivers or waiver_file(path), []).append((path, result))
    left: list[Finding] = []
    for file, group in by_file.items():
        findings = [finding for _, result in group for finding in result.findings]
        if file is None:
            left += findings
            continue
        source, waivers = load_waivers(file)
        looked_at = [path for path, _ in group]
        kept, waived = excuse(findings, waivers, options.today or date.min, looked_at)
        if not _is_whole(looked_at):
            # One that fits nothing here may fit the other years.
            waived = replace(waived, used=frozenset(range(len(waivers))))
        left += [*kept, *check(Subjects(source=source, waived=waived), ignore=options.ignore).findings]
    return tuple(sorted(left)), tuple(file for file in by_file if file is not None)


def _is_whole(paths: Sequence[Path]) -> bool:
    """Whether data files are all that lie in their folders; beside files named after a year only such count."""
    own = {path.absolute() for path in paths}
    by_year = {path.parent for path in own if YEAR.fullmatch(path.stem)}
    return not any(
        is_data_name(entry.name) and (folder not in by_year or YEAR.fullmatch(Path(entry).stem))
        for folder in {path.parent for path in own}
        for entry in _entries(folder)
        if Path(entry) not in own
    )


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        yield from entries


_WAIVER_RULES = frozenset({"FZ020", "FZ021"})


def _known(paths: Sequence[Path]) -> Mapping[str, Rule]:
    """The rules that data files are checked by: the program's, and those of their offices."""
    own = [own_rules(settings_for(path)) for path in paths[:1]]
    return {**data_rules(), **statistics_rules(), **(own[0] if own else {})}


@lru_cache(maxsize=512)
def _card(one: Rule) -> RuleCard:
    return RuleCard(one.code, one.slug, one.title, one.page, one.severity)


def _lost(task: tuple[tuple[Path, ...], ValidateOptions]) -> ValidationResult:
    return ValidationResult(task[0], reason="处理它的进程意外终止，多半是内存不足；单独检查它看看")
