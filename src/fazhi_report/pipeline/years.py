"""Build many years, and the page that leads to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from fazhi_report.output import deliver
from fazhi_report.tree.nodes import Document


def write_index(documents: Iterable[Document], out: Path, *, force: bool = False) -> Sequence[Path]:
    """Write the index page of pages that stand in the folder; nothing where there are none.

    Args:
        documents: The reports that have been built as pages.
        out: The output folder.
        force: Replace an index page that this program did not write.

    Raises:
        FazhiError: The output folder is in the way.
    """
    from fazhi_report.writers.html import index  # noqa: PLC0415  (only for pages)

    made = tuple(documents)
    return deliver(out, {index.NAME: index.write_index(made)}, force=force) if made else ()
