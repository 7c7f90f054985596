"""The organ and the year of a report, known before its figures are read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fazhi_report.norms.indicator_words import vocabulary

_PLACE = re.compile("[\u4e00-\u9fff]{2,6}?(?:自治[区州县旗]|[省市县区旗州盟]|街道|[镇乡])")
_SHORTEST_PLACE = 3
"""Characters of a place that keeps a name without its last one: 临海市 is 临海."""
_LEVEL = re.compile(
    "^[全我]?(?P<level>[省市县区旗镇乡])(?:政府|局|司法局|级各部门|人民政府)?共?$|^[全我](?P<street>街道)$"
)
"""Words of the frame that name a level of government."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is known of a text before it is read.

    Args:
        organ: The name of the organ that reports; empty where it is not known.
        year: The year reported on; None where it is not known.
    """

    organ: str = ""
    year: int | None = None

    def names(self) -> frozenset[str]:
        """Return names of the organ and its place, which do not narrow what its figures count."""
        if not self.organ:
            return frozenset()
        places = _PLACE.findall(self.organ)
        kept = {place for place in places if len(place) >= _SHORTEST_PLACE}
        return frozenset(
            {
                self.organ,
                *places,
                *(place[:-1] for place in kept),
                *(f"{place}政府" for place in kept),
                *(f"{place}人民政府" for place in kept),
            }
        )

    def elsewhere(self) -> frozenset[str]:
        """Return words of the frame that name another level than the organ's: 市政府 in the report of a county."""
        places = _PLACE.findall(self.organ)
        if not places:
            return frozenset()
        own = "街道" if places[-1].endswith("街道") else places[-1][-1]
        return frozenset(
            word
            for word in vocabulary().frame
            if (match := _LEVEL.match(word)) is not None and (match["level"] or match["street"]) != own
        )


UNKNOWN = Scope()
"""Of a text of which neither organ nor year is known."""
