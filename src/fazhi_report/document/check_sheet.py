"""The layout check sheet (版式核验单): what was measured on the printed pages of one file, ready for any writer."""

from __future__ import annotations

from dataclasses import dataclass

SHEET_TITLE = "版式核验单"
SHEET_SUFFIX = f"-{SHEET_TITLE}"
"""The end of the name of a sheet, before its suffix."""
SHEET_HEAD = ("量什么", "条文", "要求", "允许误差", "量得", "面", "结论")
SIGNED_BY = "核验人：　　　　　　　　　　核验日期：　　　　年　　月　　日"


@dataclass(frozen=True, slots=True)
class CheckedDistance:
    """A row of the sheet.

    Args:
        what: What was measured.
        clause: Clause of the standard.
        required: What is required.
        slack: How far off is still right.
        measured: What was measured; why not, where it was not.
        page: Number of the page; empty where it was not measured.
        outcome: 符合, 不符合 or 无法判断.
        broken: Whether it is wrong.
    """

    what: str
    clause: str
    required: str
    slack: str
    measured: str
    page: str
    outcome: str
    broken: bool

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as printed, in the order of `SHEET_HEAD`."""
        return (self.what, self.clause, self.required, self.slack, self.measured, self.page, self.outcome)


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A small picture of a page.

    Args:
        number: Number of the page.
        content: The picture, PNG.
        ratio: Its height divided by its width.
        broken: Whether something on the page is wrong.
    """

    number: int
    content: bytes
    ratio: float
    broken: bool

    @property
    def caption(self) -> str:
        """The words below it, and for readers who cannot see it."""
        return f"第 {self.number} 面{'，不符合' if self.broken else ''}"


@dataclass(frozen=True, slots=True)
class CheckSheet:
    """The sheet of one file.

    Args:
        facts: Label and value: file, digest, pages, program, fonts, outcome.
        rows: The distances, in the order of the page.
        pictures: The pages.
        omitted: Which pages are not shown; empty for none.
    """

    facts: tuple[tuple[str, str], ...]
    rows: tuple[CheckedDistance, ...]
    pictures: tuple[PagePicture, ...]
    omitted: str = ""
