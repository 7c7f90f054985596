"""Figures as cells of a table show them."""

from __future__ import annotations

import re

from fazhi_report.numbers.hedges import BEFORE, BEHIND, BETWEEN

_NUMBER = "[-+−－＋±]?[0-9][0-9,.]{0,20}"
_CHANGES = "增长|增加|上升|提高|减少|下降|降低"
_SCALE = "万亿|万|亿"
# A measure word has up to four characters (个百分点, 平方公里).
_FIGURE = re.compile(
    rf"(?:{'|'.join((*BEFORE, _CHANGES))}){{0,2}}{_NUMBER}(?:[～~—–至-]{_NUMBER})?"
    rf"(?:{'|'.join(BETWEEN)})?(?:{_SCALE})?(?:{'|'.join(BETWEEN)})?"
    rf"(?:[%％‰℃]|[\u4e00-\u9fff]{{0,4}})(?:{'|'.join(BEHIND)})?(?:〔[0-9]{{1,3}}〕)?"
)
_LONGEST = 30


def is_figure(cell: str) -> bool:
    """Return whether the words of a cell are a figure: a number with its unit, with or without hedge and direction."""
    return len(cell) <= _LONGEST and _FIGURE.fullmatch(cell) is not None
