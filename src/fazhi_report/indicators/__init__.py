"""Decides by evidence which indicator a figure of a text is; the words for it are data."""

from __future__ import annotations
