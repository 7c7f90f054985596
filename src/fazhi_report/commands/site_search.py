"""The index by which a city's site is searched without a server."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from fazhi_report.commands.site_units import UnitPages
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.writers.html import site_pages as pages


@dataclass(slots=True)
class SearchIndex:
    """What the page of search looks through; every name stands in it once.

    Args:
        units: Name, further names, page and kind of each unit.
        years: Number of the unit, year, page, title, headings and figures of each page of a year.
        keys: Key, name and domain of each indicator.
        compared: Year, page and numbers of the indicators of each comparison.
    """

    units: list[list[str]] = field(default_factory=list)
    years: list[list[object]] = field(default_factory=list)
    keys: list[list[str]] = field(default_factory=list)
    compared: list[list[object]] = field(default_factory=list)
    _places: dict[str, int] = field(default_factory=dict)

    def add(self, made: UnitPages, names: Iterable[str]) -> None:
        """Add a unit and its pages.

        Args:
            made: The unit.
            names: Further names by which it is known.
        """
        place = len(self.units)
        self.units.append([made.unit.name, " ".join(names), made.unit.page, made.unit.kind])
        figures: dict[int, list[list[object]]] = {}
        for row in made.rows:
            figures.setdefault(row.year, []).append([self._place(row.key, row.label), row.written])
        by_year = {one.year: one.headings for one in made.searched}
        for one in made.unit.years:
            if one.page:
                headings = [list(pair) for pair in by_year.get(one.year, ())]
                self.years.append([place, one.year, one.page, one.title, headings, figures.get(one.year, [])])

    def add_comparison(self, compared: pages.Compared, page: str) -> None:
        """Add the page of a comparison."""
        rows = (row for _, members in compared.domains for row in members)
        self.compared.append([compared.year, page, [self._place(row.key, row.label) for row in rows]])

    def plain(self) -> dict[str, object]:
        """Return the index as plain data."""
        return {"units": self.units, "years": self.years, "keys": self.keys, "compared": self.compared}

    def _place(self, key: str, label: str) -> int:
        if key not in self._places:
            self._places[key] = len(self.keys)
            self.keys.append([key, label, catalogue().domain(key) or ""])
        return self._places[key]
