"""How many findings of which weight, in how many files."""

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
    """What a reporter tells of a rule.

    Args:
        code: Its code, such as FZ202.
        slug: The fault in English, words joined by hyphens.
        title: The fault in one Chinese sentence.
        page: The rule's page, Markdown.
        severity: What its findings weigh.
    """

    code: str
    slug: str
    title: str
    page: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to.

    Args:
        files: How many files were looked at.
        errors: Findings of weight error.
        warnings: Findings of weight warning.
        notes: Findings of weight note.
        skipped: Code and reason of each rule that lacked a subject.
        paths: The files looked at, for formats that name the clean ones, too.
        rules: The rules that looked, for formats that list them.
        version: The program's version.
    """

    files: int
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    skipped: tuple[tuple[str, str], ...] = ()
    paths: tuple[PurePath, ...] = ()
    rules: tuple[RuleCard, ...] = ()
    version: str = ""

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
    ) -> Self:
        """Count findings; of equal reasons for skipping one is kept."""
        count = Counter(finding.severity for finding in findings)
        weights = (count[Severity.ERROR], count[Severity.WARNING], count[Severity.NOTE])
        return cls(
            files,
            *weights,
            skipped=tuple(sorted(set(skipped))),
            paths=tuple(paths),
            rules=tuple(rules),
            version=version,
        )

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """The sum of several runs by the same rules."""
        return cls(
            sum(part.files for part in parts),
            sum(part.errors for part in parts),
            sum(part.warnings for part in parts),
            sum(part.notes for part in parts),
            skipped=tuple(sorted({skip for part in parts for skip in part.skipped})),
            paths=tuple(path for part in parts for path in part.paths),
            rules=parts[0].rules if parts else (),
            version=parts[0].version if parts else "",
        )

    @property
    def counts(self) -> str:
        """The findings by weight, such as 错误 2 处，警告 1 处; 没有发现问题 when there is none."""
        weights = (
            (Severity.ERROR, self.errors),
            (Severity.WARNING, self.warnings),
            (Severity.NOTE, self.notes),
        )
        parts = [f"{severity.label} {number} 处" for severity, number in weights if number]
        return "，".join(parts) or "没有发现问题"

    @property
    def sentence(self) -> str:
        """The sum in one line."""
        return f"检查了 {self.files} 个文件：{self.counts}"


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def visible(text: str) -> str:
    """A text in which control, direction and other unseen characters stand as their escapes.

    Why: a file of others is quoted in findings; it must not forge a line, turn the reading direction or command the
    terminal.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escape(one) if unicodedata.category(one) in _UNSEEN else one for one in text)


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004  (four digits end there)
