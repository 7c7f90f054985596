"""Which indicator a figure of a text is: decided by evidence, with words that are data."""

from __future__ import annotations
