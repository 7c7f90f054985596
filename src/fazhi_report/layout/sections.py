"""Sections: paper, margins, grid, footers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lxml import etree

from fazhi_report.layout.facts import NONE, Footer, Grid, Section
from fazhi_report.norms.length import Length
from fazhi_report.wordfile.wml import R, W, child, is_on, length, value, whole

_GRIDS = {grid.value: grid for grid in Grid}


def section(
    properties: etree._Element | None,
    inherited: Mapping[str, Footer],
    footer: Callable[[str], Footer | None],
    *,
    gutter_on_top: bool,
) -> Section:
    """One section.

    Args:
        properties: ``w:sectPr``; None where the file has none.
        inherited: Footers of the section before, which hold on where this one has none of the kind.
        footer: A footer by relationship id.
        gutter_on_top: Whether room for binding is taken from above.
    """
    gutter = _at("pgMar", "gutter", properties)
    top, left = _at("pgMar", "top", properties), _at("pgMar", "left", properties)
    return Section(
        width=_at("pgSz", "w", properties),
        height=_at("pgSz", "h", properties),
        # A negative margin is one that no header pushes: its distance is the same.
        top=_absolute(top) + (gutter if gutter_on_top else NONE),
        bottom=_absolute(_at("pgMar", "bottom", properties)),
        left=left if gutter_on_top else left + gutter,
        right=_at("pgMar", "right", properties),
        footer_distance=_at("pgMar", "footer", properties),
        grid=_GRIDS.get(_said("docGrid", "type", properties) or "", Grid.NONE),
        line_pitch=_at("docGrid", "linePitch", properties),
        # In 4096ths of a point.
        char_space=Length((whole(_said("docGrid", "charSpace", properties)) or 0) * 20 / 4096),
        columns=max(whole(_said("cols", "num", properties)) or 1, 1),
        title_page=is_on(_switch("titlePg", properties)),
        footers={**inherited, **_footers(properties, footer)},
        restart=whole(_said("pgNumType", "start", properties)),
        number_format=_said("pgNumType", "fmt", properties) or "decimal",
    )


def _said(name: str, attribute: str, properties: etree._Element | None) -> str | None:
    return None if properties is None else value(properties, name, attribute)


def _at(name: str, attribute: str, properties: etree._Element | None) -> Length:
    return length(_said(name, attribute, properties)) or NONE


def _absolute(distance: Length) -> Length:
    return Length(abs(distance.twips))


def _switch(name: str, properties: etree._Element | None) -> str | None:
    found = None if properties is None else child(properties, name)
    return None if found is None else value(found) or "1"


def _footers(
    properties: etree._Element | None, footer: Callable[[str], Footer | None]
) -> Mapping[str, Footer]:
    found: dict[str, Footer] = {}
    for reference in () if properties is None else properties.findall(f"{W}footerReference"):
        made = footer(reference.get(f"{R}id", ""))
        if made is not None:
            found[value(reference, name="type") or "default"] = made
    return found
