"""The wide comparison as text, CSV, JSON and HTML."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from fractions import Fraction
from html import escape
from importlib import import_module
from typing import Protocol, cast

from fazhi_report.comparison.sheet import sheet_page
from fazhi_report.comparison.wide import WideRow, WideTable, value_of
from fazhi_report.model.unit_sum import AnswerState, UnitAnswer
from fazhi_report.writers.excel import harmless

TITLE = "各单位数据横向对照表"
FORMAT = 1
"""Version of the JSON format; increased by every change that breaks its readers."""
CHARTED = 12
"""How many figures are drawn: those that most units answered with different numbers."""
_SHORT_STATES = {
    AnswerState.NOT_APPLICABLE: "不适用",
    AnswerState.NOT_RECORDED: "没有统计",
    AnswerState.TO_FILL: "待填",
    AnswerState.BLANK: "空缺",
    AnswerState.NOT_COMPUTED: "算不出",
    AnswerState.MISSING: "未报",
    AnswerState.UNREADABLE: "读不了",
}


def answer_text(one: UnitAnswer) -> str:
    """Return an answer as a cell shows it: the figure as written, 0, or why there is none; a blank is never 0."""
    if one.written is not None:
        return one.written.format()
    return "0" if one.state is AnswerState.ZERO else _SHORT_STATES.get(one.state, "")


def charted(table: WideTable) -> list[WideRow]:
    """Return the rows that are drawn, in the order of the table."""

    def spread(row: WideRow) -> int:
        return len({value for one in row.answers if (value := value_of(one)) is not None})

    chosen = sorted(table.rows, key=lambda row: -spread(row))[:CHARTED]
    return [row for row in table.rows if row in chosen and spread(row) > 1]


def to_text(table: WideTable) -> str:
    """Return the totals and the questions as plain text; the units' figures are in the files."""
    lines = [table.summary, *([f"未报：{'、'.join(table.missing)}"] if table.missing else [])]
    for name, rows in table.domains():
        lines += ["", f"【{name}】"]
        for row in rows:
            lines.append(f"{row.label}　合计 {row.total_text}" + (f"　{row.remark}" if row.remark else ""))
    questions = [one for row in table.rows for one in row.questions]
    if questions:
        lines += ["", f"疑问 {len(questions)} 条：", *(f"  {one}" for one in questions)]
    return "\n".join(lines) + "\n"


def to_csv(table: WideTable) -> bytes:
    """Return CSV with one row per figure and one column per unit; the byte order mark tells Excel that it is UTF-8."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(map(harmless, ("领域", "指标", "指标键", "合计", "合计说明", *table.units)))
    for row in table.rows:
        head = (row.domain, row.label, row.key, row.total_text, row.remark)
        writer.writerow(map(harmless, (*head, *map(answer_text, row.answers))))
    return ("\ufeff" + stream.getvalue()).encode("utf-8")


def to_json(table: WideTable) -> bytes:
    """Return JSON with all answers; numbers are exact text, states are names."""
    data = {
        "format": FORMAT,
        "city": table.city,
        "year": table.year,
        "summary": table.summary,
        "units": list(table.units),
        "missing": list(table.missing),
        "rows": [_row(row) for row in table.rows],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _row(row: WideRow) -> dict[str, object]:
    return {
        "key": row.key,
        "label": row.label,
        "domain": row.domain,
        "total": None if row.total is None else row.total.format(),
        "part": None if row.part is None else row.part.format(),
        "remark": row.remark,
        "unranked": row.unranked,
        "questions": list(row.questions),
        "answers": [
            {
                "unit": one.unit,
                "state": one.state.name.lower(),
                "text": answer_text(one),
                "value": None if one.written is None else f"{one.written.value:f}",
                "measure": "" if one.written is None else one.written.unit,
                "previous": None if one.previous is None else one.previous.format(),
                "scope": one.scope,
                "rank": place,
            }
            for one, place in zip(row.answers, row.ranks, strict=True)
        ],
    }


_STYLE = (
    "body{margin:1.5em;font-family:serif;line-height:1.5;color:#111;background:#fff}"
    ".scroll{overflow:auto;max-height:85vh;margin:0 0 1.5em;border:1px solid #767676}"
    "table{border-collapse:separate;border-spacing:0}caption{text-align:left;font-weight:bold;padding:.4em}"
    "th,td{border:1px solid #bfbfbf;border-width:0 1px 1px 0;padding:.25em .5em;text-align:left;background:#fff}"
    "thead th{position:sticky;top:0;background:#f3f1ec;z-index:2;min-width:4.5em;max-width:8em;vertical-align:bottom}"
    "tbody th{position:sticky;left:0;min-width:12em;z-index:1}thead th:first-child{left:0;z-index:3}"
    "td.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}td.x{color:#595959;background:#f6f6f6}"
    "td.t{font-weight:bold}small{color:#595959;display:block;font-weight:normal}"
    ".multiples{display:grid;grid-template-columns:repeat(auto-fill,minmax(18em,1fr));gap:1.2em;margin:0 0 2em}"
    "figure{margin:0}figcaption{font-weight:bold}svg{width:100%;height:auto}"
    "@media print{.scroll{overflow:visible;max-height:none}thead{display:table-header-group}tr{break-inside:avoid}}"
)


def to_html(table: WideTable) -> bytes:
    """Return one page: totals and figures by domain with head row and names that stay, small multiples, questions."""
    content = [f"<p>{escape(table.summary)}</p>\n"]
    if table.missing:
        content.append(f"<p>未报：{escape('、'.join(table.missing))}</p>\n")
    drawn = charted(table)
    if drawn:
        figures = "".join(map(_figure, drawn))
        content.append(f'<h2>分布</h2>\n<div class="multiples">\n{figures}</div>\n')
    content += _tables(table)
    questions = [one for row in table.rows for one in row.questions]
    if questions:
        items = "".join(f"<li>{escape(one)}</li>\n" for one in questions)
        content.append(f"<h2>疑问</h2>\n<ol>\n{items}</ol>\n")
    return sheet_page(f"{table.city}{table.year}年{TITLE}", _STYLE, "".join(content))


def _tables(table: WideTable) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{escape(unit)}</th>' for unit in table.units)
    for name, rows in table.domains():
        yield f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(name)}">\n<table>\n'
        yield f'<caption>{escape(name)}</caption>\n<thead><tr><th scope="col">指标</th>'
        yield f'<th scope="col">合计</th>{heads}</tr></thead>\n<tbody>\n'
        for row in rows:
            remark = f"<small>{escape(row.remark)}</small>" if row.remark else ""
            cells = "".join(map(_cell, row.answers))
            yield f'<tr data-key="{escape(row.key)}"><th scope="row">{escape(row.label)}{remark}</th>'
            yield f'<td class="n t">{escape(row.total_text)}</td>{cells}</tr>\n'
        yield "</tbody>\n</table>\n</div>\n"


def _cell(one: UnitAnswer) -> str:
    kind = "n" if one.written is not None or one.state is AnswerState.ZERO else "x"
    return f'<td class="{kind}">{escape(answer_text(one))}</td>'


_WIDE, _HIGH, _GAP = 280, 90, 0.25


def _figure(row: WideRow) -> str:
    """A small chart: one bar per unit with a number, the largest first, all on the same scale from zero."""
    values = sorted(_values(row.answers), key=lambda pair: -pair[1])
    top = max(value for _, value in values) or Fraction(1)
    step = _WIDE / len(values)
    bars = "".join(_bar(one, place * step, step, value / top) for place, (one, value) in enumerate(values))
    first, last = values[0][0], values[-1][0]
    ends = f"最多 {first.unit} {answer_text(first)}，最少 {last.unit} {answer_text(last)}"
    return (
        f"<figure><figcaption>{escape(row.label)}</figcaption>\n"
        f'<svg viewBox="0 0 {_WIDE} {_HIGH}" role="img" aria-label="{escape(f"{row.label}：{ends}")}">{bars}</svg>\n'
        f"<small>{escape(ends)}；{len(values)} 家</small></figure>\n"
    )


def _bar(one: UnitAnswer, left: float, step: float, part: Fraction) -> str:
    high = float(part) * _HIGH
    words = escape(f"{one.unit} {answer_text(one)}")
    place = f'x="{left:.2f}" y="{_HIGH - high:.2f}" width="{step * (1 - _GAP):.2f}" height="{high:.2f}"'
    return f'<rect {place} fill="#8a1f1f"><title>{words}</title></rect>'


def _values(given: Sequence[UnitAnswer]) -> list[tuple[UnitAnswer, Fraction]]:
    return [(one, value) for one in given if (value := value_of(one)) is not None]


class WideExporter(Protocol):
    """A function that writes a wide comparison in one format; equal tables give equal bytes."""

    def __call__(self, table: WideTable) -> bytes:
        """Write the table."""
        ...


# Modules by name, so that a comparison imports only what it is written with.
_FUNCTIONS = {
    "csv": ("fazhi_report.comparison.wide_sheet", "to_csv"),
    "json": ("fazhi_report.comparison.wide_sheet", "to_json"),
    "html": ("fazhi_report.comparison.wide_sheet", "to_html"),
    "xlsx": ("fazhi_report.comparison.wide_workbook", "to_xlsx"),
}
WIDE_FORMATS = tuple(_FUNCTIONS)


def wide_exporter(name: str) -> WideExporter:
    """Return the exporter of a format.

    Raises:
        KeyError: There is no such format.
    """
    module, function = _FUNCTIONS[name]
    return cast("WideExporter", getattr(import_module(module), function))
