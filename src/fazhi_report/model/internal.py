"""Which figures stay inside the office."""

from __future__ import annotations

from fazhi_report.model.figure import Figure
from fazhi_report.norms.catalogue import catalogue


def is_internal(key: str, figure: Figure) -> bool:
    """Whether a figure is internal, according to the data or else to the catalogue."""
    listed = catalogue().get(key)
    is_set = "internal" in figure.model_fields_set
    return figure.internal or (not is_set and listed is not None and listed.internal)
