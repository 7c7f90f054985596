"""Name of a findings format to the reporter that writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from fazhi_report.errors import FazhiError
from fazhi_report.findings import Finding
from fazhi_report.reporters import github, json, junit, sarif, text
from fazhi_report.reporters.summary import Summary

Reporter = Callable[[Iterable[Finding], Summary], str]
"""Writes findings; pure: it returns the whole output, line end included, and prints nothing."""

REPORTERS: Mapping[str, Reporter] = MappingProxyType(
    {
        "text": text.report,
        "json": json.report,
        "sarif": sarif.report,
        "github": github.report,
        "junit": junit.report,
    }
)
"""Every findings format by the name that ``--format`` takes."""


def reporter(name: str) -> Reporter:
    """The reporter of a format.

    Raises:
        FazhiError: There is no format of this name.
    """
    try:
        return REPORTERS[name]
    except KeyError:
        raise FazhiError(f"没有“{name}”这种结果格式", f"可用的格式：{'、'.join(REPORTERS)}") from None
