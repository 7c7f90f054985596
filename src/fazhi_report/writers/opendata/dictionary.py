"""The data dictionary (数据字典) → CSV: what the columns hold, what each figure counts."""

from __future__ import annotations

from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.tree.nodes import Document
from fazhi_report.writers.opendata.as_csv import table
from fazhi_report.writers.opendata.records import COLUMNS

_HEADER = ("类别", "键", "名称", "领域", "单位", "释义", "口径")


def write(document: Document, profile: Profile) -> bytes:
    """The dictionary as CSV: first the columns of the data, then the figures.

    Args:
        document: Whose figures to explain.
        profile: Not used: data have no page.
    """
    del profile
    columns = [("字段", column.name, column.title, "", "", column.meaning, "") for column in COLUMNS]
    figures = [
        ("指标", fact.key, fact.label, fact.domain, fact.unit, fact.definition, fact.scope)
        for fact in document.facts
    ]
    return table(_HEADER, [*columns, *figures])
