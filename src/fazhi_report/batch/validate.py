"""Check every year of every unit."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fazhi_report.batch.crew import Crew
from fazhi_report.batch.units import Unit
from fazhi_report.errors import FazhiError
from fazhi_report.pipeline.validate import Choice, Validation, validate_files


@dataclass(frozen=True, slots=True)
class Verdict:
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


def validate_units(units: Iterable[Unit], choice: Choice, crew: Crew) -> Iterator[Verdict]:
    """Check units; what goes wrong with one never stops the others.

    Yields:
        A unit's verdict, in the order of the units.
    """
    return crew.map(validate_unit, ((unit.files, choice) for unit in units), _lost)


def validate_unit(task: tuple[tuple[Path, ...], Choice]) -> Verdict:
    """Check a unit's years."""
    paths, choice = task
    try:
        return Verdict(paths, validate_files(paths, choice))
    except FazhiError as error:
        return Verdict(paths, None, f"{error.message}（{error.hint}）" if error.hint else error.message)
    except Exception as error:  # noqa: BLE001  (a fault of ours in one report must not stop two thousand others)
        return Verdict(paths, None, f"程序出错：{type(error).__name__}: {error}", traceback.format_exc())


def _lost(task: tuple[tuple[Path, ...], Choice]) -> Verdict:
    return Verdict(task[0], None, "处理它的进程意外终止，多半是内存不足；单独检查它看看")
