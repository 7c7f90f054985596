"""Makes the data file of a unit from its papers, and finds the places of its data in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fazhi_report.commands.paper import OPEN_ORGAN, as_data
from fazhi_report.commands.paper_record import PaperRecord, SlipEntry
from fazhi_report.commands.roster import RosterUnit
from fazhi_report.errors import FazhiError
from fazhi_report.findings import Route, Severity
from fazhi_report.forms.answers import is_same
from fazhi_report.importer.account import shortened
from fazhi_report.ledger import evaluate, in_words
from fazhi_report.model.figure import STATUS_WORDS, Figure
from fazhi_report.model.walk import texts
from fazhi_report.norms.catalogue import indicator_name
from fazhi_report.scaffold.edits import Edits
from fazhi_report.source.dump import dump, scalar
from fazhi_report.source.load import Source, load_text
from fazhi_report.source.positions import Mapping as MappingMark
from fazhi_report.text.organ_names import plain_name
from fazhi_report.text.references import references


@dataclass(frozen=True, slots=True)
class MergedData:
    """The text of a data file, and where its papers contradict each other."""

    text: str
    entries: tuple[SlipEntry, ...] = ()


def merged_data(
    unit: RosterUnit, report: PaperRecord | None, figures: PaperRecord | None, path: Path
) -> MergedData:
    """Return the data file of a unit: its report with the figures of its form that the report lacks."""
    base = report or figures
    if base is None:
        raise FazhiError("收件的记录不见了", "再收一次")
    named = _with_name(base.text, unit, path)
    if report is None or figures is None:
        return MergedData(named)
    source, form = load_text(named, path), load_text(figures.text, path)
    if source.year is None or form.year is None:
        told = SlipEntry(
            severity=Severity.WARNING.label,
            place="",
            message="报告还有错误，数据表的数没有并进来",
            hint="改好报告再收",
        )
        return MergedData(named, (told,))
    held = source.year.figures
    clashes = tuple(_clashes(held, form.year.figures, report, figures, source))
    extra = {key: figure for key, figure in form.year.figures.items() if key not in held}
    return MergedData(_with_figures(source, extra, path), clashes)


def _clashes(
    held: Mapping[str, Figure],
    told: Mapping[str, Figure],
    report: PaperRecord,
    figures: PaperRecord,
    source: Source,
) -> Iterator[SlipEntry]:
    for key, figure in told.items():
        if key in held and not is_same(_token(figure), _token(held[key])):
            line = line_of_figure(key, source, report)
            yield SlipEntry(
                severity=Severity.ERROR.label,
                place=at_line(line, report),
                words=report.words.get(line, ""),
                message=(
                    f"{indicator_name(key, figure.label or held[key].label)}：报告里是{_token(held[key])}，"
                    f"数据表 {figures.cells.get(key, '')} 是{_token(figure)}"
                ),
                hint="核对后改成一致，再报一次",
            )


def _token(figure: Figure) -> str:
    return figure.value or STATUS_WORDS.get(figure.status, figure.status)


def _with_name(text: str, unit: RosterUnit, path: Path) -> str:
    """Return a data file that names the organ as the roster does, so that the city can pair its years and papers."""
    source = load_text(text, path)
    root = source.marks.root if source.marks is not None else None
    if source.marks is None or not isinstance(root, MappingMark):
        return text
    edits = Edits(source.marks)
    name = scalar(unit.name)
    if "organ" not in root.entries:
        at = text.find("\n", edits.extent(root.entries["year"][1])[1]) if "year" in root.entries else -1
        place = at if at >= 0 else len(text)
        edits.insert(place, f"\norgan:\n  name: {name}")
        return edits.result()
    organ = root.entries["organ"][1]
    if isinstance(organ, MappingMark) and "name" in organ.entries:
        start, end = edits.extent(organ.entries["name"][1])
        if plain_name(text[start:end].strip("\"'")) != plain_name(unit.name):
            edits.set(
                organ.entries["name"][1],
                scalar(unit.name, flow=edits.is_flow(organ)),
                f"原文写的是“{text[start:end]}”",
            )
    return edits.result()


def _with_figures(source: Source, extra: Mapping[str, Figure], path: Path) -> str:
    """Return a data file with more figures behind its own; the file as it is where they cannot be added."""
    if not extra or source.marks is None or source.year is None:
        return source.text
    values = {key: as_data(figure) for key, figure in extra.items()}
    block = dump({"figures": values}).partition("figures:\n")[2].rstrip("\n")
    root = source.marks.root
    edits = Edits(source.marks)
    there = root.entries.get("figures") if isinstance(root, MappingMark) else None
    if there is None:
        made = f"{source.text.rstrip()}\nfigures:\n{block}\n"
    elif isinstance(there[1], MappingMark) and there[1].entries and not edits.is_flow(there[1]):
        entries = there[1].entries
        indent = " " * edits.column(min(start for start, _ in entries.values()))
        end = max(edits.extent(mark)[1] for _, mark in entries.values())
        newline = source.text.find("\n", end)
        lines = "".join(f"\n{indent}{line.removeprefix('  ')}" for line in block.splitlines())
        edits.insert(len(source.text) if newline < 0 else newline, lines)
        made = edits.result()
    else:
        edits.set(there[1], f"\n{block}")
        made = edits.result()
    year = load_text(made, path).year
    meant = {**source.year.figures, **extra}
    return made if year is not None and dict(year.figures) == meant else source.text


def joined_forms(forms: Sequence[PaperRecord], year: int) -> PaperRecord | None:
    """Return several forms of one unit as one: each brings its figures, and of two answers the later one counts."""
    if len(forms) < 2:  # noqa: PLR2004
        return forms[0] if forms else None
    figures: dict[str, object] = {}
    cells: dict[str, str] = {}
    for one in forms:
        said = load_text(one.text, Path("form.yaml")).year
        held = {} if said is None else said.figures
        figures |= {key: as_data(figure) for key, figure in held.items()}
        cells |= {key: f"{one.name.rpartition('/')[2]} {cell}" for key, cell in one.cells.items()}
    last = forms[-1]
    head = [f"由 fazhi-report collect 从 {len(forms)} 个数据表收入：{'、'.join(one.name for one in forms)}。"]
    values = {"kind": "figures", "year": year, "organ": {"name": OPEN_ORGAN}, "figures": figures}
    return last.model_copy(
        update={
            "text": dump(values, head=head),
            "cells": cells,
            "entries": tuple(entry for one in forms for entry in one.entries),
            "doubts": tuple(entry for one in forms for entry in one.doubts),
            "blank": sum(one.blank for one in forms),
        }
    )


def place_of(
    route: Route, source: Source, report: PaperRecord | None, figures: PaperRecord | None
) -> tuple[str, str]:
    """Return a place in the unit's own files, and the words there."""
    if route[:1] == ("figures",) and len(route) > 1:
        key = str(route[1])
        if figures is not None and key in figures.cells:
            book, _, cell = figures.cells[key].rpartition("!")
            return f"工作表“{book}”{cell}", ""
        route = _route_of_figure(key, source)
    if report is None or not route:
        return "", ""
    line = line_of(route, report)
    # A paragraph with soft returns holds a whole report: the words of the finding's own text tell more than its first.
    return at_line(line, report), _words(route, source) or report.words.get(line, "")


def at_line(line: int, paper: PaperRecord) -> str:
    """Return a place in a paper, in words; empty for the whole paper, and for one whose lines nobody sees."""
    return f"第 {line} {paper.unit}" if line in paper.words else ""


def line_of(route: Route, paper: PaperRecord) -> int:
    """Return the paragraph that the data at a route come from; 0 for none."""
    lines = dict(paper.lines)
    while route:
        if route in lines:
            return lines[route]
        route = route[:-1]
    return 0


def _route_of_figure(key: str, source: Source) -> Route:
    """Return the route of the text in which a figure is printed first; empty where it is printed nowhere."""
    if source.report is None:
        return ()
    found = (route for route, text in texts(source.report) if any(one.key == key for one in references(text)))
    return next(found, ())


def line_of_figure(key: str, source: Source, paper: PaperRecord) -> int:
    """Return the paragraph in which a figure is printed first; 0 where it is printed nowhere."""
    return line_of(_route_of_figure(key, source), paper)


def _words(route: Route, source: Source) -> str:
    """Return the first words of the data at a route, or of the heading of the part that it is in."""
    if source.report is None:
        return ""
    found = [text for at, text in texts(source.report) if at[: len(route)] == route]
    return shortened(in_words(found[0], evaluate(source.report.figures))) if found else ""
