"""A comparison as a web page of its own: one file, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from fazhi_report.compare.rows import Comparison
from fazhi_report.compare.sheet import TITLE, cells, columns, groups

_STYLE = (
    "body{margin:2em auto;max-width:72em;padding:0 1em;font-family:serif;line-height:1.6;color:#111;background:#fff}"
    "table{border-collapse:collapse;width:100%;margin:0 0 1.5em}caption{text-align:left;font-weight:bold}"
    "th,td{border:1px solid #767676;padding:.2em .5em;vertical-align:top;text-align:left}"
    "th.n,td.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}"
    "thead{display:table-header-group}tr{break-inside:avoid}"
)


def to_html(comparison: Comparison) -> bytes:
    """A table a domain, read well by screen readers, in print and without colours."""
    title = escape(f"{comparison.organ}{TITLE}（{comparison.old}、{comparison.new}）")
    head = (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n<p>{escape(comparison.summary)}</p>\n"
    )
    return (head + "".join(_tables(comparison)) + "</main>\n</body>\n</html>\n").encode("utf-8")


def _tables(comparison: Comparison) -> Iterator[str]:
    shown = [column for column in columns(comparison) if column.name not in {"organ", "domain"}]
    kind = {column.name: ' class="n"' if column.right else "" for column in shown}
    for heading, rows in groups(comparison):
        yield f"<table>\n<caption>{escape(heading)}</caption>\n<thead><tr>"
        for column in shown:
            yield f'<th scope="col"{kind[column.name]}>{escape(column.title)}</th>'
        yield "</tr></thead>\n<tbody>\n"
        for row in rows:
            words = cells(row)
            yield f'<tr data-key="{escape(row.key)}">'
            for column in shown:
                tag = 'th scope="row"' if column.name == "label" else "td"
                words_in = escape(words[column.name])
                yield f"<{tag}{kind[column.name]}>{words_in}</{tag.partition(' ')[0]}>"
            yield "</tr>\n"
        yield "</tbody>\n</table>\n"
