"""The words of the line between organ's mark and red rule: document number and signatories."""

from __future__ import annotations

import re

SIGNATORY = re.compile(r"签\s*发\s*人\s*[：:]?")
"""The word 签发人 with its colon."""
_NUMBER = re.compile(r"[^\s]*[〔\[［(（【〈][^\t]*?号?(?=\s*(?:\t|签|$))")


def number_in(words: str) -> str:
    """The document number as it is written, right or wrong; empty for none."""
    found = _NUMBER.search(words)
    return found[0].strip() if found else ""
