"""What a misspelt word was meant to be."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from fazhi_report.model.report import Report
from fazhi_report.model.year_figures import YearFigures
from fazhi_report.source.fields import models, seat

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import BaseModel

    from fazhi_report.findings import Route

_MOST_NAMES = 12
_ALIKE = 0.6


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The word that was most likely meant; None when nothing is near."""
    # Only a misspelt file needs it.
    from difflib import get_close_matches  # noqa: PLC0415

    plain = unicodedata.normalize("NFKC", word).strip().lower().replace("-", "_").replace(" ", "_")
    return next(iter(get_close_matches(plain, list(words), n=1, cutoff=_ALIKE)), None)


def meant_key(route: Route, root: type[BaseModel] = Report) -> str | None:
    """The key that a key unknown to its place was meant to be; None when nothing is near.

    Args:
        route: Place of the key, the key its last part.
        root: What the file holds as a whole.
    """
    key, model = str(route[-1]), seat(route[:-1], root).model
    fields = model.model_fields if model is not None else {}
    title = next((name for name, info in fields.items() if info.title == key.strip()), None)
    return title or nearest(key, fields)


def cure_for_key(route: Route, root: type[BaseModel] = Report) -> str:
    """The hint for a key that its place does not know.

    Args:
        route: Place of the key, the key its last part.
        root: What the file holds as a whole.
    """
    key, model = str(route[-1]), seat(route[:-1], root).model
    fields = model.model_fields if model is not None else {}
    if key.strip() in fields:
        return "键的前面或后面有全角空格，删去它；缩进只用半角空格"
    if name := meant_key(route, root):
        title = fields[name].title
        return f"键用英文写：{name}" if key.strip() == title else f"是不是 {name}（{title}）？"
    if root is YearFigures and len(route) == 1 and key.strip() in Report.model_fields:
        return f"只有指标的文件（kind: figures）不写 {key.strip()}；整份报告写 kind: report"
    if homes := [one for one in models() if key.strip() in one.model_fields]:
        return _other_home(key.strip(), homes, fields)
    names = "、".join(list(fields)[:_MOST_NAMES]) + ("等" if len(fields) > _MOST_NAMES else "")
    return f"这里可以写：{names}；不印的话用 # 写成注释"


def _other_home(key: str, homes: list[type[BaseModel]], fields: Mapping[str, object]) -> str:
    """The hint for a key that belongs elsewhere; nearly always its indentation is wrong."""
    parents = dict.fromkeys(
        name
        for one in models()
        for name, info in one.model_fields.items()
        if _leads_to(info.annotation, homes)
    )
    here = [name for name in parents if name in fields]
    if not here and homes[0] is next(models()):
        return f"{key} 写在最外层；检查缩进"
    where = "、".join((here or list(parents))[: _MOST_NAMES // 2])
    return f"{key} 写在 {where} 之下；检查缩进" if where else f"{key} 写在最外层；检查缩进"


def _leads_to(annotation: object, homes: list[type[BaseModel]]) -> bool:
    waiting = [annotation]
    while waiting:
        kind = waiting.pop()
        if kind in homes:
            return True
        waiting.extend(getattr(kind, "__args__", ()))
    return False
