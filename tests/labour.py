"""Work that is given to other processes: they find it by the name of this module, which stands on their path."""

from __future__ import annotations

import os


def square(number: int) -> int:
    return number * number


def die_at_seven(number: int) -> int:
    if number == 7:
        os._exit(3)
    return number


def minus(number: int) -> int:
    return -number
