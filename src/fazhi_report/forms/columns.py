"""The columns of a form, as they are written and as they are found again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of a form.

    Args:
        name: Its name in the program.
        title: Its heading, by which it is found again wherever it was moved.
        width: Its width in characters.
        is_answer: Whether the offices write into it.
        is_hidden: Whether it is only for this program.
    """

    name: str
    title: str
    width: int
    is_answer: bool = False
    is_hidden: bool = False


COLUMNS = (
    FormColumn("key", "指标键", 20, is_hidden=True),
    FormColumn("base", "发出时的数", 10, is_hidden=True),
    FormColumn("number", "序号", 5),
    FormColumn("label", "指标名称", 26),
    FormColumn("unit", "单位", 7),
    FormColumn("scope", "口径", 34),
    FormColumn("previous", "上年数", 11),
    FormColumn("value", "本年数", 12, is_answer=True),
    FormColumn("state", "状态", 10, is_answer=True),
    FormColumn("source", "来源（科室、台账）", 20, is_answer=True),
    FormColumn("note", "说明", 26, is_answer=True),
)
INDEX = {column.name: number for number, column in enumerate(COLUMNS)}
"""Name of a column → its number, from 0."""
NEEDED = ("label", "value", "state")
"""Columns without which the rows of a sheet cannot be read."""
CELL_NAME = "fz_"
"""Beginning of the defined name of an answer's cell; the key follows."""
SIGNED_BY = "填报人"
"""Beginning of the last line of a sheet."""
