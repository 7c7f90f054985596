"""Document → JSON: the tree itself, for inspection and for other programs."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import TypeGuard

from fazhi_report.document.nodes import CornerLine, Document
from fazhi_report.norms.gbt9704 import Profile

FORMAT = 1
"""Version of the JSON; increased when its readers have to change."""


def write(document: Document, profile: Profile) -> bytes:
    """The tree as UTF-8 JSON; every node names its kind under ``node``.

    Args:
        document: What to write.
        profile: Not used: the tree has no page.
    """
    del profile
    tree = {"format": FORMAT, "document": _plain(document)}
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


_OF_THE_PAGE = frozenset({"highlights"})
"""What only the web page shows: a choice among the facts."""
_WHERE_THERE_ARE = frozenset({"upper"})
"""What few nodes have."""


def _plain(value: object) -> object:
    if is_dataclass(value):
        named: dict[str, object] = {}
        for field in fields(value):
            if field.name in _OF_THE_PAGE:
                continue
            content = getattr(value, field.name)
            if field.name in _WHERE_THERE_ARE and not content:
                continue
            # A line of the masthead's corner is a field of the masthead, by the name of its element.
            lines = {one.element: one.text for one in content} if _is_corner(content) else None
            named |= {field.name: _plain(content)} if lines is None else lines
        # The class is TableBlock, since the model has a Table; in the JSON its name is Table.
        return {"node": type(value).__name__.removesuffix("Block")} | named
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else value


def _is_corner(content: object) -> TypeGuard[tuple[CornerLine, ...]]:
    return isinstance(content, tuple) and bool(content) and isinstance(content[0], CornerLine)
