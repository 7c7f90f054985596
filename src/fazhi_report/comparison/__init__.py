"""Comparison of years and of units: rows, series, and their output formats."""
