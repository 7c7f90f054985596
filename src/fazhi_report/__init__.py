"""fazhi-report: the annual rule-of-law report (法治政府建设年度报告) from one YAML file.

The Python interface is five functions; `fazhi_report.api` documents them and their results:

- `load` reads a data file,
- `check` runs the rules on it,
- `compose` makes the document of one edition,
- `write` writes the document to files,
- `compare` puts the figures of two years side by side.

Every other module belongs to the program and may change with every version.
"""

from __future__ import annotations

__all__ = ["check", "compare", "compose", "load", "write"]
__version__ = "0.1.0"

# Type checkers take this name for true. To import it from `typing` would double the time of ``--version``.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from fazhi_report.api import check, compare, compose, load, write
else:

    def __getattr__(name: str) -> object:
        """One of the five functions, imported when it is first asked for, so that ``--version`` answers at once.

        Raises:
            AttributeError: The package has no such name.
        """
        if name not in __all__:
            raise AttributeError(f"module 'fazhi_report' has no attribute {name!r}")
        from fazhi_report import api  # noqa: PLC0415  (imports half of the program)

        return getattr(api, name)

    def __dir__() -> list[str]:
        return [*globals(), *__all__]
