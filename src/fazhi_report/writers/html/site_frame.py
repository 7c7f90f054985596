"""What frames every page of a city's site: the line of links below the header."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

INDEX, DATA, SEARCH = "index.html", "data.html", "search.html"
"""Pages of a site that it has once."""
STYLE = "site.css.j2"


def comparison_name(year: int) -> str:
    """Name of the page that puts the units of a year side by side."""
    return f"compare-{year}.html"


def deadlines_name(year: int) -> str:
    """Name of the page that says who kept the deadlines of a year."""
    return f"deadlines-{year}.html"


@dataclass(frozen=True, slots=True)
class SiteFrame:
    """The place of a page in a site.

    Args:
        city: Name of the city.
        years: The years of the site, latest first.
        here: Path of the page below the site's folder.
        compared: Years that have a page of comparison, latest first.
    """

    city: str
    years: tuple[int, ...]
    here: str
    compared: tuple[int, ...] = ()

    @property
    def root(self) -> str:
        """The address of the site's folder, seen from the page."""
        return "../" * self.here.count("/") or "./"

    @property
    def links(self) -> tuple[tuple[str, str, bool], ...]:
        """Name, path and whether the page is that one or one of its kind, of the main pages."""
        found = [("各单位", INDEX, self.here == INDEX)]
        found += self._of_years("横向对照", self.compared, comparison_name)
        found += self._of_years("期限", self.years, deadlines_name)
        found += [("数据", DATA, self.here == DATA), ("搜索", SEARCH, self.here == SEARCH)]
        return tuple(found)

    def _of_years(
        self, name: str, years: Sequence[int], page: Callable[[int], str]
    ) -> list[tuple[str, str, bool]]:
        return [(name, page(years[0]), self.here in map(page, years))] if years else []


def framed(frame: SiteFrame | None, *scripts: str) -> dict[str, Any]:
    """Return the variables of a template that put its page into a site; none for no site."""
    return {} if frame is None else {"frame": frame, "pieces": (STYLE, *scripts)}
