"""Anybody's .docx, opened within bounds: its parts, its styles, its lists."""
