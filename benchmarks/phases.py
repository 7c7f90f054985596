"""What one build is made of, phase by phase, once the process is warm."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from fazhi_report.commands.validate import ValidateOptions, subjects_of
from fazhi_report.composition.report import compose
from fazhi_report.norms.gbt9704 import PROFILES
from fazhi_report.rules.run import check
from fazhi_report.source.load import load
from fazhi_report.writers.docx.document import write
from fazhi_report.writers.markdown import write as markdown

DATA = Path(__file__).resolve().parents[1] / "data" / "2020.yaml"
PROFILE = PROFILES["classic"]
_SENTENCE_END = re.compile("。$", re.MULTILINE)
_FIRST = 0x4E00
T = TypeVar("T")


def varied(text: str, number: int) -> str:
    """The data with every paragraph changed: a word of this report's own before each full stop."""
    return _SENTENCE_END.sub(f"，{chr(_FIRST + number)}事同此。", text)


def plain(data: Path) -> list[str]:
    """The words of a data file, one paragraph a line."""
    report = load(data).report
    assert report is not None, data  # noqa: S101  (a benchmark of nothing is none)
    words = markdown(compose(report), PROFILE)
    return words.decode("utf-8").splitlines()


def build(data: Path, target: Path, *, rules: bool) -> None:
    """What ``fazhi-report build`` does with one file; findings do not stop it."""
    source = load(data)
    if rules:
        check(subjects_of(source, ValidateOptions()))
    assert source.report is not None, data  # noqa: S101  (see above)
    target.write_bytes(write(compose(source.report), PROFILE))


def table(batch: Sequence[Path]) -> str:
    """Milliseconds of each phase, the median of all reports but the first ten."""
    times: dict[str, list[float]] = {}

    def timed(name: str, work: Callable[[], T]) -> T:
        begun = time.process_time()
        result = work()
        times.setdefault(name, []).append(time.process_time() - begun)
        return result

    for data in batch:
        source = timed("load: YAML, positions, model", lambda data=data: load(data))
        subjects = timed(
            "subjects: ledger, texts", lambda source=source: subjects_of(source, ValidateOptions())
        )
        timed("check: all rules", lambda subjects=subjects: check(subjects))
        report = source.report
        assert report is not None, data  # noqa: S101  (see above)
        document = timed("compose: templates to tree", lambda report=report: compose(report))
        timed("write: tree to .docx", lambda document=document: write(document, PROFILE))
    lines = ["| phase | ms a report |", "|---|---:|"]
    lines += [f"| {name} | {statistics.median(spent[10:]) * 1000:.1f} |" for name, spent in times.items()]
    return "\n".join(lines)
