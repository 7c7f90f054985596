"""A comparison or a series written in a format."""

from __future__ import annotations

import re
from pathlib import Path

from fazhi_report.compare.formats import exporter
from fazhi_report.compare.rows import Comparison
from fazhi_report.compare.trends import charts, to_csv, to_json, to_xlsx
from fazhi_report.norms.gbt9704 import CLASSIC
from fazhi_report.pipeline.series import Trend
from fazhi_report.writers.drawing.png import to_png
from fazhi_report.writers.drawing.scene import scene
from fazhi_report.writers.drawing.svg import to_svg

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


def export_series(found: Trend, form: str, font: Path | None = None) -> bytes:
    """The bytes of figures over the years.

    Args:
        found: What to write.
        form: ``csv``, ``json``, ``xlsx``, ``svg`` or ``png``.
        font: A font file for ``png``; None to look for one.

    Raises:
        FazhiError: A library or a font that the format needs is missing, or a chart would hold too many lines.
    """
    match form:
        case "csv":
            return to_csv(found.series)
        case "json":
            return to_json(found.organ, found.series)
        case "xlsx":
            return to_xlsx(found.organ, found.series)
        case "svg":
            return to_svg(scene(charts(found.series)))
        case _:
            return to_png(scene(charts(found.series)), font)
