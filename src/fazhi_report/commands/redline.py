"""Write two versions of a report as one .docx with tracked changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fazhi_report.commands.build import compose_file
from fazhi_report.commands.page_profile import page_profile
from fazhi_report.commands.reading import load
from fazhi_report.commands.surroundings import refuse_statistics
from fazhi_report.composition.report import Edition
from fazhi_report.composition.text_diff import redline
from fazhi_report.document.nodes import Document
from fazhi_report.document.revision import Redline
from fazhi_report.errors import FazhiError
from fazhi_report.files import write
from fazhi_report.model.report import Report
from fazhi_report.source.load import load_revision
from fazhi_report.writers.docx.redline_document import write_redline


@dataclass(frozen=True, slots=True)
class Version:
    """A data file as it is now, or in a revision of git.

    Args:
        path: The file.
        revision: A revision of git; empty for the file as it is now.
    """

    path: Path
    revision: str = ""

    def __str__(self) -> str:
        return f"{self.path}@{self.revision}" if self.revision else str(self.path)


@dataclass(frozen=True, slots=True)
class RedlineOptions:
    """How to write a redline.

    Args:
        edition: ``publish`` or ``submit``.
        profile: Name of the page profile.
        author: Who made the changes; None for the organ of the new version.
        day: When; None for the new version's date of issue.
        force: Replace a file that this program did not write.
    """

    edition: Edition = "publish"
    profile: str = "classic"
    author: str | None = None
    day: date | None = None
    force: bool = False


def make_redline(old: Version, new: Version, out: Path, options: RedlineOptions) -> int:
    """Write the redline from one version to another.

    Returns:
        How many blocks changed.

    Raises:
        FazhiError: A version cannot be read as a report; the disk refuses.
    """
    if out.suffix.lower() != ".docx":
        raise FazhiError(f"写出的是 .docx，文件名却是 {out.name}", "-o 写以 .docx 结尾的文件名")
    before, after = _document(old, options), _document(new, options)
    made = redline(before, after)
    day = options.day or after.properties.issued
    author = options.author or after.properties.organ
    content = write_redline(made, page_profile(new.path, options.profile), author=author, day=day)
    write({out: content}, force=options.force, inputs=(old.path, new.path))
    return _changed(made)


def _document(version: Version, options: RedlineOptions) -> Document:
    return compose_file(version.path, _report(version), edition=options.edition)


def _report(version: Version) -> Report:
    source = load_revision(version.path, version.revision) if version.revision else load(version.path)
    refuse_statistics(source)
    if source.report is None:
        raise FazhiError(
            f"{version} 有错误，读不出报告", f"先用 fazhi-report validate {version.path} 查看并改好"
        )
    return source.report


def _changed(made: Redline) -> int:
    inner = (change for attachment in made.attachments for change in attachment.changes)
    return sum(change.before != change.after for change in (*made.changes, *inner))
