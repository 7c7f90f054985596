"""Counts of findings by severity."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Self

from fazhi_report.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class RuleCard:
    """The description of a rule in a report.

    Args:
        code: Its code, such as FZ202.
        slug: The fault in English, words joined by hyphens.
        title: The fault in one Chinese sentence.
        page: The rule's page, Markdown.
        severity: The severity of its findings.
    """

    code: str
    slug: str
    title: str
    page: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Summary:
    """The totals of a run.

    Args:
        files: Number of files checked.
        errors: Number of errors (错误).
        warnings: Number of warnings (警告).
        notes: Number of notes (提示).
        skipped: Code and reason of each rule that could not run.
        paths: The files checked, for formats that also name files without findings.
        rules: The rules that ran, for formats that list them.
        version: The program's version.
        numbers: How many numbers the texts print.
        held: How many of them were held against others.
        settled: What offices have settled otherwise and their files show: path and line.
    """

    files: int
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    skipped: tuple[tuple[str, str], ...] = ()
    paths: tuple[PurePath, ...] = ()
    rules: tuple[RuleCard, ...] = ()
    version: str = ""
    numbers: int = 0
    held: int = 0
    settled: tuple[tuple[PurePath, str], ...] = ()

    @classmethod
    def of(
        cls,
        findings: Iterable[Finding],
        files: int,
        skipped: Iterable[tuple[str, str]] = (),
        *,
        paths: Iterable[PurePath] = (),
        rules: Iterable[RuleCard] = (),
        version: str = "",
        numbers: int = 0,
        held: int = 0,
        settled: Iterable[tuple[PurePath, str]] = (),
    ) -> Self:
        """The totals of the findings; a reason for skipping that occurs twice is kept once."""
        count = Counter(finding.severity for finding in findings)
        weights = (count[Severity.ERROR], count[Severity.WARNING], count[Severity.NOTE])
        return cls(
            files,
            *weights,
            skipped=tuple(sorted(set(skipped))),
            paths=tuple(paths),
            rules=tuple(rules),
            version=version,
            numbers=numbers,
            held=held,
            settled=tuple(settled),
        )

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """The totals of several runs by the same rules."""
        return cls(
            sum(part.files for part in parts),
            sum(part.errors for part in parts),
            sum(part.warnings for part in parts),
            sum(part.notes for part in parts),
            skipped=tuple(sorted({skip for part in parts for skip in part.skipped})),
            paths=tuple(path for part in parts for path in part.paths),
            rules=parts[0].rules if parts else (),
            version=parts[0].version if parts else "",
            numbers=sum(part.numbers for part in parts),
            held=sum(part.held for part in parts),
            settled=tuple(one for part in parts for one in part.settled),
        )

    @property
    def counts(self) -> str:
        """The counts by severity, such as 错误 2 处，警告 1 处; 没有发现问题 when there is none."""
        weights = (
            (Severity.ERROR, self.errors),
            (Severity.WARNING, self.warnings),
            (Severity.NOTE, self.notes),
        )
        parts = [f"{severity.label} {number} 处" for severity, number in weights if number]
        return "，".join(parts) or "没有发现问题"

    @property
    def sentence(self) -> str:
        """The totals as one Chinese sentence; numbers that nothing could be held against are not called checked."""
        checked = f"；{self.numbers} 个数，{self.held} 个有可核对的关系" if self.numbers else ""
        return f"检查了 {self.files} 个文件：{self.counts}{checked}"


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def visible(text: str) -> str:
    """The text with an escape in place of every control, direction or other invisible character.

    Why: findings quote files; such a quotation must not forge a line, reverse the reading direction or send a command
    to the terminal.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escape(one) if unicodedata.category(one) in _UNSEEN else one for one in text)


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004  (four digits end there)
