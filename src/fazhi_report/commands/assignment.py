"""Tells which unit of the roster a received file is of: by the organ that it names, else by its folder and its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Literal

from fazhi_report.commands.roster import Roster, RosterUnit
from fazhi_report.errors import FazhiError
from fazhi_report.text.organ_names import plain_name

Verdict = Literal["unit", "ask", "foreign"]
_LEAST = 3
"""Characters of the shortest name that is looked for inside a file name: 财政局, 东山镇."""
_AREA = re.compile(
    r"^(?:[\u4e00-\u9fff]{1,12}?(?:自治区|自治州|自治县|省|市|州|盟|县|区|旗))+(?=[\u4e00-\u9fff])"
)
_INNER = re.compile(r"(?:办公室|综合科|法规科|法制科|科|股|处|室)$")


@dataclass(frozen=True, slots=True)
class Assignment:
    """Whose a file is.

    Args:
        verdict: ``unit``; ``ask``: it fits none or several; ``foreign``: it is of an organ of another place.
        unit: The unit; None for the other verdicts.
        candidates: Whom it may be of, where it is asked.
        reason: By what it was told, or why it was not, Chinese.
    """

    verdict: Verdict
    unit: RosterUnit | None = None
    candidates: tuple[RosterUnit, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Assigner:
    """Assigns files to the units of a roster.

    Args:
        roster: The roster.
        given: Name of a file, or of its folder → the unit's name, as a person has answered.
    """

    roster: Roster
    given: Mapping[str, str]

    def assign(self, name: str, organ: str, head: str = "") -> Assignment:
        """Return whose a file is.

        Args:
            name: Its path below the folder of received files.
            organ: The organ that the file itself names; several are separated by blanks; empty for none.
            head: The first and last lines of the file without blanks, where a scan has torn the name.

        Raises:
            FazhiError: The person's answer names no unit of the roster.
        """
        if (answer := self._answer(name)) is not None:
            return answer
        named = self._by_name(name)
        own = self._by_organ(organ) or self._by_head(head)
        if not organ and not own:
            return _only(named, "文件里没有写明单位，按文件名、文件夹名认")
        if len(own) == 1 and (not named or own[0] in named):
            return Assignment("unit", own[0])
        if len(own) == 1:
            # Of two names the file's own is the likelier, but a paper in the wrong folder is for a person to see.
            others = "、".join(one.name for one in named)
            told = f"文件里写的是{organ}，文件名、文件夹名却是{others}的"
            return Assignment("ask", None, (own[0], *named), told)
        if own:
            both = [one for one in own if one in named]
            return _only(both or own, f"文件里写的是“{organ}”，按文件名、文件夹名认")
        return self._stranger(organ, named)

    def _stranger(self, organ: str, named: Sequence[RosterUnit]) -> Assignment:
        if self._is_foreign(organ):
            return Assignment("foreign", None, (), f"是{organ}的，花名册里没有这个单位")
        like = f"；文件名、文件夹名像是{named[0].name}的" if len(named) == 1 else ""
        return Assignment("ask", None, tuple(named), f"文件里写的是“{organ}”，花名册里没有{like}")

    def _answer(self, name: str) -> Assignment | None:
        path = PurePosixPath(name)
        for key in (name, path.name, path.parent.as_posix(), path.parent.name):
            if key and (told := self.given.get(key)):
                found = self.roster.matches(told)
                if len(found) != 1:
                    raise FazhiError(
                        f"--assign 里的“{told}”在花名册里{'有几家' if found else '没有'}", "写花名册里的全称"
                    )
                return Assignment("unit", found[0], (), "经办人指定")
        return None

    def _by_organ(self, organ: str) -> list[RosterUnit]:
        """Return the units that the name of an organ means; a name without its place means whoever ends with it."""
        found: dict[RosterUnit, None] = {}
        for one in (organ, *organ.split()):
            if exact := self.roster.matches(one):
                return list(exact)
        for one in organ.split():
            if not self._areas and (bare := self.roster.matches(_AREA.sub("", plain_name(one)))):
                # A roster without places: 财政局 is whoever ends so.
                return list(bare)
            plain = plain_name(_INNER.sub("", one))
            found.update(dict.fromkeys(self.roster.matches(plain)))
            if len(plain) >= _LEAST:
                found.update(dict.fromkeys(unit for name, unit in self._full if name.endswith(plain)))
        return list(found)

    def _by_head(self, head: str) -> list[RosterUnit]:
        """Return the unit whose full name stands in the first or last lines; of two, one inside the other, the longer."""
        hits = [(name, unit) for name, unit in self._full if name in head]
        return [unit for name, unit in hits if not any(name != other and name in other for other, _ in hits)]

    def _by_name(self, name: str) -> list[RosterUnit]:
        """Return the units whose name stands in the file's name, else in its folder's; a longer name beats one inside it."""
        path = PurePosixPath(name)
        for part in (path.stem, *reversed(path.parent.parts)):
            words = plain_name(part)
            hits = [own for own in self._names if own in words]
            longest = [own for own in hits if not any(own != other and own in other for other in hits)]
            if longest:
                return list(dict.fromkeys(unit for own in longest for unit in self._names[own]))
        return []

    @cached_property
    def _full(self) -> tuple[tuple[str, RosterUnit], ...]:
        return tuple((plain_name(unit.name), unit) for unit in self.roster.units)

    @cached_property
    def _names(self) -> Mapping[str, tuple[RosterUnit, ...]]:
        """Name that may stand in a file's name → the units that it means.

        These are full and short names, and full ones without the place in front; 财政局 is whom the roster calls so,
        before it is any district's.
        """
        called: dict[str, dict[RosterUnit, None]] = {}
        bare: dict[str, dict[RosterUnit, None]] = {}
        for name, unit in self._full:
            for own in (name, *map(plain_name, unit.short_names)):
                called.setdefault(own, {})[unit] = None
            bare.setdefault(self._without_area(name), {})[unit] = None
        return {own: tuple(units) for own, units in (bare | called).items() if len(own) >= _LEAST}

    @cached_property
    def _areas(self) -> tuple[str, ...]:
        """The places that stand in front of the names of at least two units, the longest first."""
        counts: dict[str, int] = {}
        for unit in self.roster.units:
            for area in _areas_of(plain_name(unit.name)):
                counts[area] = counts.get(area, 0) + 1
        return tuple(sorted((area for area, count in counts.items() if count > 1), key=len, reverse=True))

    def _without_area(self, name: str) -> str:
        return next((name.removeprefix(area) for area in self._areas if name.startswith(area)), name)

    def _is_foreign(self, organ: str) -> bool:
        """Whether an organ names a place, and none that the units of the roster have."""
        names = [plain_name(one) for one in organ.split()]
        return bool(self._areas) and all(
            _AREA.match(one) is not None and not any(one.startswith(area) for area in self._areas)
            for one in names
        )


def _areas_of(name: str) -> Iterable[str]:
    """Return the places that a name begins with: 示例市东山区司法局 → 示例市东山区, 示例市."""
    found = _AREA.match(name)
    if found is not None:
        yield found[0]
        first = re.match(r"[\u4e00-\u9fff]{1,12}?(?:自治区|自治州|省|市|州|盟)", name)
        if first is not None and first[0] != found[0]:
            yield first[0]


def _only(found: Iterable[RosterUnit], reason: str) -> Assignment:
    units = tuple(dict.fromkeys(found))
    if len(units) == 1:
        return Assignment("unit", units[0], (), reason)
    told = (
        "文件里没有写明单位，文件名、文件夹名也对不上花名册" if not units else f"对得上 {len(units)} 家单位"
    )
    return Assignment("ask", None, units, told)
