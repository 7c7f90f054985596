"""The years and dates that words name."""

from __future__ import annotations

from fazhi_report.sentences import words
from fazhi_report.text.patterns import Pattern

YEAR = Pattern("(?<![0-9])((?:19|20)[0-9]{2})年", needs="年")
PERIOD = f"(?:{words.LAST}|20[0-9]{{2}}年(?:度)?)"
"""The period compared with, as part of a pattern."""
_COMPARED = Pattern("(?:较|比|相比|相较|同比|与)[^，。；]{0,4}$")
_DATED = Pattern(
    "(?:截至|截止|至|自|从)?[0-9]{4}(?:[-—－至到～~]{1,2}[0-9]{4})?年(?:度|以来|以前|末|底|期间|间)?(?:1[-—－至到～~]{1,2}12月(?:份)?)?"
    "|(?:截至|截止|至)(?:[0-9]{4}年)?(?:年底|[0-9]{1,2}月(?:[0-9]{1,2}日|份|底|末)?)|1[-—－至到～~]{1,2}12月份?",
    needs="年月",
)
"""Years, and dates up to which something was counted; the months of a part of the year are left."""


def without_dates(said: str) -> str:
    """Return words without years and without the dates up to which something was counted."""
    return _DATED.sub("", said)


def named_years(said: str) -> list[int]:
    """Return the years that words name, in their order; a year that is only compared with is none of them."""
    return [int(match[1]) for match in YEAR.finditer(said) if not _COMPARED.search(said[: match.start()])]
