"""The page of the preview: the sheets, the findings beside them, and an error that prevents the layout above them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from fazhi_report.commands.draft import Draft
from fazhi_report.findings import Finding, Severity
from fazhi_report.preview.sheets import Piece, pieces
from fazhi_report.reporters.summary import visible

_CLASSES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "hint"}
_REFERENCE = re.compile(r"\{\{.*?\}\}")
# A key with its colon, a dash of a list, a quote: what stands before the words on a line of YAML.
_BEFORE_WORDS = re.compile(r"""^\s*(?:-\s+)*(?:[\w.]+:\s+)?["'|>]?""")
_FEWEST_CHARACTERS = 4


@dataclass(frozen=True, slots=True)
class View:
    """The content of the page after one look at the file.

    Args:
        title: Title of the window.
        html: HTML of the page; data is escaped.
        sheets: The pieces of the report, shown further while the file is broken.
        version: Digest of title and HTML: equal versions look the same.
    """

    title: str
    html: str
    sheets: Sequence[Piece]
    version: str


def view(draft: Draft, last: View | None, name: str) -> View:
    """The page for a draft.

    Args:
        draft: The report, or what prevents it.
        last: The view before; its sheets are shown pale where the draft has no document. None at the start.
        name: Name of the data file: the title as long as no report could be read.
    """
    document = draft.document
    stale = document is None
    sheets = (last.sheets if last else ()) if document is None else tuple(pieces(document))
    anchors = {} if stale else _anchors(draft, sheets)
    title = document.properties.title if document else (last.title if last else name)
    html = "".join(
        (
            _trouble(draft, pale=bool(sheets)),
            f'<div id="desk" class="{"pale" if stale else "fresh"}">',
            f'<div id="flow" class="sheet">{"".join(_pieces(sheets, set(anchors.values())))}</div></div>',
            _findings(draft, anchors),
        )
    )
    version = hashlib.sha256(f"{title}\n{html}".encode("utf-8", errors="replace")).hexdigest()[:16]
    return View(title, html, sheets, version)


def shell(shown: View) -> str:
    """The whole HTML page; without its script it shows the report on one long sheet."""
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>{escape(visible(shown.title))}　预览</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="icon" href="data:,">'
        '<link rel="stylesheet" href="/norms.css"><link rel="stylesheet" href="/preview.css">'
        '<script src="/preview.js" defer></script></head><body>'
        '<p id="lost" role="status" hidden>预览已停止。在命令行重新运行 fazhi-report preview，本页会自动接上。</p>'
        f"{main(shown)}</body></html>\n"
    )


def main(shown: View) -> str:
    """The part of the page that the script replaces after a change."""
    return (
        f'<main id="view" data-version="{shown.version}" data-title="{escape(visible(shown.title))}">'
        f"{shown.html}</main>"
    )


def _pieces(sheets: Sequence[Piece], marked: set[int]) -> Iterator[str]:
    """The pieces as elements with ids, marked where a finding points to them; without white space in between."""
    for number, piece in enumerate(sheets):
        kind = f"{piece.kind} marked" if number in marked else piece.kind
        yield f'<div id="p{number}" class="{kind}">{piece.html.strip()}</div>'


def _trouble(draft: Draft, *, pale: bool) -> str:
    """The error that prevents the layout, as HTML; empty where there is none."""
    if draft.document is not None:
        return ""
    if draft.obstacle is not None:
        fact, hint = draft.obstacle.message, draft.obstacle.hint
    else:
        fact, hint = "数据文件有错误，排不出版面", "按旁边列出的错误改正，保存后自动恢复"
    after = "下面是上一次排出的样子。" if pale else ""
    return (
        f'<section id="trouble" role="alert"><strong>{escape(visible(fact))}</strong>'
        f"<p>{escape(visible(hint))}</p><p>{after}</p></section>"
    )


def _findings(draft: Draft, anchors: dict[Finding, int]) -> str:
    lines = draft.source.text.split("\n") if draft.source is not None else []
    items = "".join(_finding(one, lines, anchors.get(one)) for one in draft.findings)
    counts = [
        f"{severity.label} {count} 处"
        for severity in sorted(Severity, reverse=True)
        if (count := sum(one.severity is severity for one in draft.findings))
    ]
    return (
        f'<aside id="findings" aria-label="检查结果"><h1>检查结果：{"，".join(counts) or "没有问题"}</h1>'
        f"<ol>{items}</ol></aside>"
    )


def _finding(one: Finding, lines: Sequence[str], anchor: int | None) -> str:
    place = escape(visible(str(one.place)))
    key = _key(one)
    # The paragraph may be parted between two sheets: the script looks for the figure itself.
    figure = "" if key is None else f' data-key="{escape(key)}"'
    where = f'<a class="place" href="#p{anchor}"{figure}>{place}</a>'
    if anchor is None:
        where = f'<span class="place">{place}</span>'
    line = lines[one.place.line - 1] if one.place.line <= len(lines) else ""
    hint = f"<p>提示：{escape(visible(one.hint))}</p>" if one.hint else ""
    quoted = f"<code>{escape(visible(line.strip()))}</code>" if line.strip() else ""
    return (
        f'<li class="{_CLASSES[one.severity]}">{where} <b>{escape(one.code)} {one.severity.label}</b>'
        f"<p>{escape(visible(one.message))}</p>{hint}{quoted}</li>"
    )


def _anchors(draft: Draft, sheets: Sequence[Piece]) -> dict[Finding, int]:
    """Finding → number of the piece that it is about; findings without such a piece are left out."""
    if draft.source is None:
        return {}
    lines = draft.source.text.split("\n")
    found: dict[Finding, int] = {}
    for one in draft.findings:
        line = lines[one.place.line - 1] if one.place.line <= len(lines) else ""
        number = _piece_of_figure(one, sheets)
        number = _piece_of_line(line, sheets) if number is None else number
        if number is not None:
            found[one] = number
    return found


def _piece_of_figure(one: Finding, sheets: Sequence[Piece]) -> int | None:
    """The number of the first piece with the figure that the finding is about; None where there is none."""
    key = _key(one)
    return next((number for number, piece in enumerate(sheets) if key in piece.keys), None)


def _key(one: Finding) -> str | None:
    """The key of the figure that the finding is about; None where it is about something else."""
    match one.route:
        case ("figures", str(key), *_):
            return key
        case _:
            return None


def _piece_of_line(line: str, sheets: Sequence[Piece]) -> int | None:
    """The number of the first piece with the text of a line of the file; None where there is none."""
    words = max(_REFERENCE.split(_BEFORE_WORDS.sub("", line)), key=len).strip(" \"'*")
    if len(words) < _FEWEST_CHARACTERS:
        return None
    return next((number for number, piece in enumerate(sheets) if words in piece.text), None)
