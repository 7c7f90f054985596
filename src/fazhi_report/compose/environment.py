"""The one Jinja2 environment: strict, sandboxed, the user's templates first."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup
from pydantic import BaseModel

from fazhi_report.model.prose import ChartEntry, Measures, TableEntry
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.tree.markup import datum, literal
from fazhi_report.tree.nodes import Datum


class _Environment(ImmutableSandboxedEnvironment):
    """A sandbox in which a part of the model shows its fields and nothing else.

    Why: Pydantic models carry methods (``parse_file``, ``parse_raw``) that read files and unpickle.
    """

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401  (the sandbox's signature)
        if isinstance(obj, BaseModel):
            return attr in type(obj).model_fields
        return super().is_safe_attribute(obj, attr, value)

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401  (the sandbox's signature)
        """``report[name]`` reads a field, so that a template can walk the parts by name."""
        if isinstance(obj, BaseModel) and isinstance(argument, str):
            return self.getattr(obj, argument)
        return super().getitem(obj, argument)


def _wrap(value: object) -> object:
    """What an expression prints: data between marks, so that it never becomes markup."""
    if isinstance(value, Markup):
        # Only a macro gives Markup here: it has wrapped its own values already.
        return value
    if isinstance(value, Datum):
        return Markup(datum(value.key, value.text))  # noqa: S704  (markup.py, not HTML, reads this)
    return Markup(literal(str(value)))  # noqa: S704  (markup.py, not HTML, reads this)


@lru_cache(maxsize=8)
def environment(folders: tuple[Path, ...]) -> ImmutableSandboxedEnvironment:
    """The environment that finds templates in these folders, the first one first.

    Args:
        folders: The user's own ``templates/``, if any, then the shipped one.
    """
    made = _Environment(
        loader=FileSystemLoader([str(folder) for folder in folders], encoding="utf-8"),
        undefined=StrictUndefined,
        finalize=_wrap,
        # Makes macros return Markup, which is how `_wrap` knows their output from data.
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
