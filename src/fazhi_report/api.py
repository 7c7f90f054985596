"""The Python interface: five functions, the types of their results, and the one exception they raise.

Every function takes paths as text or as `pathlib.Path`. What is wrong with the content of a data file is a `Finding`,
never an exception; `FazhiError` is raised where the work cannot go on, such as for a missing file.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from fazhi_report.commands.build import compose_file, write_document
from fazhi_report.commands.compare import compare as compare_files
from fazhi_report.commands.reading import load as load_file
from fazhi_report.commands.validate import ValidateOptions, check_source
from fazhi_report.comparison.rows import Comparison, ComparisonRow
from fazhi_report.composition.report import Edition
from fazhi_report.document.nodes import Document
from fazhi_report.errors import FazhiError
from fazhi_report.files import deliver
from fazhi_report.findings import Finding, Severity
from fazhi_report.libreoffice import Printing
from fazhi_report.norms.gbt9704 import PROFILES
from fazhi_report.rules.run import Checked
from fazhi_report.source.load import Source
from fazhi_report.writers.formats import FORMATS

__all__ = [
    "Checked",
    "Comparison",
    "ComparisonRow",
    "Document",
    "FazhiError",
    "Finding",
    "Severity",
    "Source",
    "check",
    "compare",
    "compose",
    "load",
    "write",
]


def load(path: str | os.PathLike[str]) -> Source:
    """Read a data file.

    Args:
        path: The YAML file.

    Returns:
        The data file. ``source.year`` is its content, ``source.report`` the same where the file holds a whole report;
        both are None where the file has errors: `check` says which.

    Raises:
        FazhiError: There is no such file, or it may not be read.
    """
    return load_file(Path(path))


def check(
    source: Source,
    *,
    edition: Edition | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    today: date | None = None,
) -> Checked:
    """Run the rules on a data file, as ``fazhi-report validate`` does.

    Last year's file, the waivers and the lexicon beside the data file are taken into account.

    Args:
        source: The data file.
        edition: ``publish`` or ``submit``; None for the one that the file is meant for.
        select: Codes or prefixes of the rules to run, such as ``FZ2``; empty for all.
        ignore: Codes or prefixes of the rules to leave out.
        today: The day on which the file is judged; None leaves out the rules about days that have passed.

    Returns:
        ``findings``, sorted by place and then by code: each has a place, a code, a severity, a message and a hint.
        ``skipped``: code and reason of each rule that could not run.

    Raises:
        FazhiError: A file beside the data file cannot be read.
    """
    return check_source(source, ValidateOptions(select, ignore, edition, today=today))


def compose(
    source: Source,
    *,
    edition: Edition = "publish",
    templates: str | os.PathLike[str] | None = None,
    draft: bool = False,
) -> Document:
    """Make the document of one edition, whatever `check` says of the data file.

    Args:
        source: The data file.
        edition: ``publish`` (公开版) begins with the title; ``submit`` (报送版) has 版头 and 版记.
        templates: A folder with templates of one's own; None for ``templates/`` beside the data folder, if any.
        draft: Whether the title says that this is a draft.

    Returns:
        The document: a tree of parts, paragraphs and figures, ready for `write`.

    Raises:
        FazhiError: The data file holds no report or has errors of syntax, or a template is broken.
    """
    if source.report is None:
        raise FazhiError(
            f"{source.path} 里没有可以生成的报告", "用 check 查看文件的错误；只有指标的文件不能生成报告"
        )
    folder = None if templates is None else Path(templates)
    return compose_file(Path(source.path), source.report, edition=edition, templates=folder, draft=draft)


def write(
    document: Document,
    folder: str | os.PathLike[str],
    formats: Sequence[str] = ("docx",),
    *,
    profile: str = "classic",
    force: bool = False,
) -> tuple[Path, ...]:
    """Write a document in every format asked for: all files, or none.

    Args:
        document: The document.
        folder: The output folder; it is made when missing.
        formats: Names of formats: ``docx``, ``html``, ``md``, ``json``, ``pdf``, ``ofd`` and those of the open data.
        profile: The page profile, ``classic`` or ``gbt33476``.
        force: Replace files that this program did not write.

    Returns:
        The files written.

    Raises:
        FazhiError: A format or a profile is unknown, a file of somebody else is in the way, the disk refuses, or
            LibreOffice is missing for a PDF.
    """
    if unknown := [name for name in formats if name not in FORMATS]:
        raise FazhiError(f"没有格式 {'、'.join(unknown)}", f"可用的格式：{'、'.join(FORMATS)}")
    if profile not in PROFILES:
        raise FazhiError(f"没有版面 {profile}", f"可用的版面：{'、'.join(PROFILES)}")
    files, _ = write_document(document, formats, PROFILES[profile], Printing())
    return deliver(Path(folder), files, force=force)


def compare(
    old: str | os.PathLike[str], new: str | os.PathLike[str], *, internal: bool = False
) -> Comparison:
    """Put the figures of two data files side by side, or of two folders with one data file per unit.

    Args:
        old: The file or folder on the left.
        new: The file or folder on the right.
        internal: Whether figures come along that are kept inside the office.

    Returns:
        ``summary`` in one line, and ``rows``: each has a key, a Chinese label, both figures, the change and its rate.

    Raises:
        FazhiError: A file cannot be read or has errors, or one side is a file and the other a folder.
    """
    return compare_files(Path(old), Path(new), internal=internal)
