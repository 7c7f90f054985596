"""Makes the layout check sheets (版式核验单) of files whose pages were printed, and writes them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from fazhi_report.document.check_sheet import SHEET_SUFFIX, CheckedDistance, CheckSheet, PagePicture
from fazhi_report.docx_in.printed import PrintedPage, PrintedPages
from fazhi_report.files import deliver
from fazhi_report.recognise.anatomy import Anatomy
from fazhi_report.rules.page.distances import DISTANCES, MeasuredDistance, PrintedDistance
from fazhi_report.rules.page.verdicts import ClauseOutcome

MOST_PICTURES = 24
"""Most pages that a sheet shows; with more they would be too small to be looked at."""
_NOT_SEEN = "排出来的页面上没有找到"
_PNG_WIDTH, _PNG_HEIGHT = slice(16, 20), slice(20, 24)


def make_sheet(
    path: Path, data: bytes, layout: Anatomy, printed: PrintedPages, settled: Mapping[str, str] | None = None
) -> CheckSheet:
    """Return the sheet of a file.

    Args:
        path: The file.
        data: Its content.
        layout: What it looks like.
        printed: Its pages, with their pictures.
        settled: Codes of the rules that its office keeps otherwise, with its reasons.
    """
    concerned = [one for one in DISTANCES if one.applies(layout) and one.least_pages <= len(printed.pages)]
    measured = [(row, row.measure(layout, printed)) for row in concerned]
    reasons = settled or {}
    rows = tuple(
        _row(row, places[0] if places else None, settled=row.codes[0] in reasons) for row, places in measured
    )
    broken = {one.spot.page for _, places in measured for one in places if not one.kept}
    seen = {places[0].spot.page for _, places in measured if places}
    shown = _shown(printed.pages, broken, seen)
    counts = {outcome: sum(row.outcome == outcome for row in rows) for outcome in ClauseOutcome}
    told = "，".join(f"{outcome} {count} 项" for outcome, count in counts.items() if count)
    facts = (
        ("文件", path.name),
        ("SHA-256", hashlib.sha256(data).hexdigest()),
        ("排版", f"{printed.producer or 'LibreOffice'}，共 {len(printed.pages)} 面"),
        ("字体", _fonts(printed)),
        ("结论", f"量 {len(rows)} 项：{told}" if rows else "没有量得的项目"),
    )
    left = len(printed.pages) - len(shown)
    omitted = f"共 {len(printed.pages)} 面，列出 {len(shown)} 面，先列不符合的和量过的" if left else ""
    return CheckSheet(facts, rows, tuple(_picture(page, page.number in broken) for page in shown), omitted)


def _row(row: PrintedDistance, worst: MeasuredDistance | None, *, settled: bool) -> CheckedDistance:
    if worst is None:
        outcome = ClauseOutcome.UNKNOWN.value
        return CheckedDistance(
            row.what, row.norm.clause, row.required, row.tolerance, _NOT_SEEN, "", outcome, broken=False
        )
    return CheckedDistance(
        row.what,
        row.norm.clause,
        worst.asked,
        row.tolerance,
        worst.found,
        str(worst.spot.page),
        (
            ClauseOutcome.KEPT if worst.kept else ClauseOutcome.SETTLED if settled else ClauseOutcome.BROKEN
        ).value,
        broken=not worst.kept and not settled,
    )


def _fonts(printed: PrintedPages) -> str:
    taken = "；".join(f"没装“{name}”，用 {other} 代替" for name, other in printed.substituted)
    return taken or "文件要用的字体本机都有"


def _shown(pages: Sequence[PrintedPage], broken: set[int], seen: set[int]) -> list[PrintedPage]:
    """Return the pages to show: those with something wrong first, then those that were measured, the first and the last."""
    last = len(pages)

    def rank(page: PrintedPage) -> tuple[bool, bool, bool]:
        return page.number not in broken, page.number not in seen, page.number not in {1, last}

    chosen = sorted(pages, key=rank)[:MOST_PICTURES]
    return sorted(chosen, key=lambda page: page.number)


def _picture(page: PrintedPage, broken: bool) -> PagePicture:  # noqa: FBT001  (a fact of the page)
    width, height = (int.from_bytes(page.picture[part]) for part in (_PNG_WIDTH, _PNG_HEIGHT))
    return PagePicture(page.number, page.picture, height / max(width, 1), broken)


def write_sheets(
    sheets: Iterable[tuple[Path, CheckSheet]], folder: Path, *, force: bool = False
) -> tuple[Path, ...]:
    """Write sheets into a folder, each as .docx and .html, named after its file; all of them or none.

    Args:
        sheets: Each with the file that it is of.
        folder: Made when missing.
        force: Replace files that this program did not write.

    Raises:
        FazhiError: A file there must not be replaced, or the disk refuses.
    """
    from fazhi_report.writers.docx import sheet_document  # noqa: PLC0415  (only --render needs the writers)
    from fazhi_report.writers.html import sheet_page  # noqa: PLC0415

    given = list(sheets)
    files: dict[str, bytes] = {}
    for path, sheet in given:
        name = _free(path.stem, files)
        files[f"{name}.docx"] = sheet_document.write_sheet(sheet)
        files[f"{name}.html"] = sheet_page.write_sheet(sheet)
    return deliver(folder, files, force=force, inputs=[path for path, _ in given]) if files else ()


def _free(stem: str, taken: dict[str, bytes]) -> str:
    """Return a name that no other sheet of the run has: two folders may hold files of one name."""
    number, name = 1, f"{stem}{SHEET_SUFFIX}"
    while any(one.casefold() == f"{name}.docx".casefold() for one in taken):
        number += 1
        name = f"{stem}-{number}{SHEET_SUFFIX}"
    return name
