"""Check a document (.docx, a saved web page, …) as if it were a data file: its content, and of a .docx its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from fazhi_report.commands.check_docx import CheckOptions, inspect
from fazhi_report.commands.import_ import Recovered, recover
from fazhi_report.errors import FazhiError
from fazhi_report.findings import Finding, Place, Route
from fazhi_report.rules.registry import matches
from fazhi_report.rules.run import Checked
from fazhi_report.source.load import Source, load_text

_OF_DATA = ("FZ00", "FZ01", "FZ02", "FZ9")
"""Families about the form of a data file; a document has none."""


def check_document(path: Path, look: Callable[[Source], Checked], options: CheckOptions) -> Checked:
    """Return the findings in a document, each at its paragraph; nothing is written.

    Args:
        path: The document.
        look: Runs the rules of data files on what the document says.
        options: The page rules of a .docx.

    Raises:
        FazhiError: The document cannot be read.
    """
    try:
        found = recover(path)
    except FazhiError as error:
        named = error.message if str(path) in error.message else f"{path}：{error.message}"
        raise FazhiError(named, error.hint) from None
    # The name of the document, so that settings, words and waivers are those beside it.
    source = load_text(found.text, path)
    checked = look(source)
    content = [_placed(one, found, path) for one in checked.findings if not matches(one.code, _OF_DATA)]
    page = _page(path, options) if path.suffix.lower() == ".docx" else ()
    return replace(checked, findings=tuple(sorted({*content, *page})))


def _page(path: Path, options: CheckOptions) -> Iterator[Finding]:
    """Yield what is wrong with the page beyond doubt."""
    return inspect(path, options).certain


def _placed(one: Finding, found: Recovered, path: Path) -> Finding:
    """Return a finding at the paragraph that its words come from; the first one where it is about the whole."""

    def at(route: Route) -> Place:
        return Place(path, max(found.draft.account.line_of(route), 1), 1)

    return replace(one, place=at(one.route), related=())
