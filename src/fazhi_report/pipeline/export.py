"""A comparison or a series written in a format."""

from __future__ import annotations

import re

from fazhi_report.compare.formats import exporter
from fazhi_report.compare.rows import Comparison
from fazhi_report.norms.gbt9704 import CLASSIC

_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")


def export_comparison(comparison: Comparison, form: str) -> bytes:
    """The bytes of a comparison.

    Args:
        comparison: What to write.
        form: ``docx``, or a name of `fazhi_report.compare.formats.EXPORTS`.

    Raises:
        FazhiError: A library that the format needs is not installed.
    """
    if form != "docx":
        return exporter(form)(comparison)
    # Only the .docx needs the tree and its writer.
    from fazhi_report.compose.comparison import compose_comparison  # noqa: PLC0415
    from fazhi_report.writers.docx import write  # noqa: PLC0415

    return write(compose_comparison(comparison, _year(comparison)), CLASSIC)


def _year(comparison: Comparison) -> int:
    """The later year that the sides are named after; a round one where they are named after folders."""
    years = [int(found) for side in (comparison.old, comparison.new) for found in _YEAR.findall(side)]
    return max(years, default=2000)
