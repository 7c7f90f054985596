"""Workbooks that the offices inside (科室) fill in: written from a data file, read back into it."""
