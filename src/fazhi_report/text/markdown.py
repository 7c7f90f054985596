"""Text in Markdown, where none of it is markup."""

from __future__ import annotations

import re

# Only what CommonMark would read as markup within Chinese prose.
_MARKUP = re.compile(r"([\\`*_\[\]<>|&~])")


def escape_markdown(text: str) -> str:
    """Return the text with a backslash before every sign that Markdown would read as markup."""
    return _MARKUP.sub(r"\\\1", text)
