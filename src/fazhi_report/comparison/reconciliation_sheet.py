"""The relations between documents as text cells, Markdown and an Excel workbook."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import groupby

from fazhi_report.comparison.reconciliation import Outcome, ReconciledRow
from fazhi_report.text.markdown import escape_markdown
from fazhi_report.writers.excel import finish, new_workbook, stamp

RECONCILIATION_TITLE = "年度报告与并行年报对照表"
RECONCILED_COLUMNS = {
    "organ": ("机关", 20),
    "year": ("年度", 7),
    "title": ("核对什么", 26),
    "left_document": ("一边", 18),
    "left": ("数", 24),
    "left_places": ("位置", 42),
    "sign": ("关系", 6),
    "right_document": ("另一边", 18),
    "right": ("数", 24),
    "right_places": ("位置", 42),
    "outcome": ("结果", 9),
    "question": ("口径和可能的原因", 48),
}
"""Column → its heading and its width in characters."""


def reconciled_cells(row: ReconciledRow) -> dict[str, str]:
    """Return a relation as texts by column."""
    return {
        "organ": row.organ,
        "year": str(row.year),
        "title": row.title,
        "left_document": row.left.document,
        "left": row.left.text,
        "left_places": "\n".join(row.left.places),
        "sign": row.sign,
        "right_document": row.right.document,
        "right": row.right.text,
        "right_places": "\n".join(row.right.places),
        "outcome": row.outcome.value,
        "question": row.question,
    }


def reconciled_summary(rows: Sequence[ReconciledRow]) -> str:
    """Return how many relations hold, do not, and cannot be told."""
    counts = {outcome: sum(row.outcome is outcome for row in rows) for outcome in Outcome}
    return "，".join(f"{outcome.value} {count} 项" for outcome, count in counts.items())


def reconciled_text(rows: Sequence[ReconciledRow]) -> str:
    """Return the relations for a terminal: what differs with both places, then what cannot be told, then what agrees."""
    lines: list[str] = []
    for (organ, year), group in groupby(rows, key=lambda row: (row.organ, row.year)):
        lines.append(f"【{organ} {year}年】")
        order = list(Outcome)
        for row in sorted(group, key=lambda row: order.index(row.outcome)):
            lines += _lines(row)
    return "\n".join(lines) + "\n" if lines else ""


def _lines(row: ReconciledRow) -> list[str]:
    both = f"{row.left.document} {row.left.text} {row.sign} {row.right.document} {row.right.text}"
    lines = [f"{row.outcome.value}　{row.title}：{both}"]
    if row.outcome is not Outcome.DIFFERS:
        return lines
    lines += [f"  {place}" for place in (*row.left.places, *row.right.places)]
    return [*lines, f"  提示：{row.question}"]


def reconciled_markdown(rows: Sequence[ReconciledRow]) -> bytes:
    """Return one table of all relations in Markdown."""
    heads = [title for title, _ in RECONCILED_COLUMNS.values()]
    lines = [f"# {RECONCILIATION_TITLE}", "", f"{reconciled_summary(rows)}。", ""]
    lines += [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    for row in rows:
        cells = reconciled_cells(row)
        shown = (escape_markdown(cells[name]).replace("\n", "<br>") for name in RECONCILED_COLUMNS)
        lines.append(f"| {' | '.join(shown)} |")
    return ("\n".join(lines) + "\n").encode("utf-8")


def reconciled_workbook(rows: Sequence[ReconciledRow]) -> bytes:
    """Return one sheet of all relations; what differs is shaded."""
    buffer = BytesIO()
    with new_workbook(buffer) as book:
        stamp(book, RECONCILIATION_TITLE)
        sheet = book.add_worksheet("对照")
        head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"})
        looks = {
            outcome: book.add_format(
                {"border": 1, "text_wrap": True, "valign": "top", "num_format": "@", "quote_prefix": True}
                | ({"bg_color": "#F8CBAD"} if outcome is Outcome.DIFFERS else {})
            )
            for outcome in Outcome
        }
        for at, (title, width) in enumerate(RECONCILED_COLUMNS.values()):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, title, head)
        for line, row in enumerate(rows, 1):
            cells = reconciled_cells(row)
            for at, name in enumerate(RECONCILED_COLUMNS):
                sheet.write_string(line, at, cells[name], looks[row.outcome])
        finish(sheet, len(RECONCILED_COLUMNS), len(rows))
    return buffer.getvalue()
