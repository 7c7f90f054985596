"""The one Jinja2 environment: strict, sandboxed, the user's templates first."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import StrictUndefined

from fazhi_report.compose.sandbox import Loader, Sandbox, wrap
from fazhi_report.model.prose import ChartEntry, Measures, TableEntry
from fazhi_report.norms.catalogue import catalogue


@lru_cache(maxsize=8)
def environment(folders: tuple[Path, ...]) -> Sandbox:
    """The environment that finds templates in these folders, the first one first.

    Args:
        folders: The user's own ``templates/``, if any, then the shipped one.
    """
    made = Sandbox(
        loader=Loader([str(folder) for folder in folders], encoding="utf-8"),
        undefined=StrictUndefined,
        finalize=wrap,
        # Makes macros return Markup, which is how `wrap` knows their output from data.
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.tests["measures"] = lambda entry: isinstance(entry, Measures)
    made.tests["chart"] = lambda entry: isinstance(entry, ChartEntry)
    made.globals["label"] = lambda key: catalogue().label(key) or key
    made.tests["table"] = lambda entry: isinstance(entry, TableEntry)
    return made
