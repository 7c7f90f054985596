"""The page of the preview: the sheets, the findings beside them, and an error that prevents the layout above them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import TypeVar

from fazhi_report.commands.draft import Draft
from fazhi_report.document.nodes import Document
from fazhi_report.errors import FazhiError
from fazhi_report.findings import Finding, Severity
from fazhi_report.preview.paper import Paper
from fazhi_report.preview.places import Places
from fazhi_report.preview.setting import Pages
from fazhi_report.preview.sheets import Piece, pieces
from fazhi_report.preview.sheets_html import sheets_html
from fazhi_report.reporters.summary import visible
from fazhi_report.writers.typst.setter import GETA

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
        desk: The report in it, shown further while the file is broken.
        paper: The set pages, whose pictures are asked for; None where none could be set.
        version: Digest of title and HTML: equal versions look the same.
    """

    title: str
    html: str
    desk: str
    paper: Paper | None
    version: str


def view(draft: Draft, last: View | None, name: str, setter: Setter) -> View:
    """The page for a draft.

    Args:
        draft: The report, or what prevents it.
        last: The view before; its report is shown pale where the draft has no document. None at the start.
        name: Name of the data file: the title as long as no report could be read.
        setter: Sets the pages.
    """
    document = draft.document
    if document is None:
        desk, paper, title = (last.desk, last.paper, last.title) if last else ("", None, name)
        links, notice = dict[Finding, str](), ""
    else:
        desk, links, paper, notice = _report(draft, document, setter)
        title = document.properties.title
    html = "".join(
        (
            _trouble(draft, pale=bool(desk)) or notice,
            f'<div id="desk" class="{"pale" if document is None else "fresh"}">{desk}</div>',
            _findings(draft, links),
        )
    )
    version = hashlib.sha256(f"{title}\n{html}".encode("utf-8", errors="replace")).hexdigest()[:16]
    return View(title, html, desk, paper, version)


Setter = Callable[[Document], Pages]
"""Sets the pages of a document."""


def _report(
    draft: Draft, document: Document, setter: Setter
) -> tuple[str, dict[Finding, str], Paper | None, str]:
    """The report as HTML, the ids that findings lead to, the set pages, and what is to be said of them.

    Where no pages can be set, the report is shown on one long sheet, with the HTML of the web page.
    """
    try:
        pages = setter(document)
    except FazhiError as error:
        flow = tuple(pieces(document))
        leads = _anchors(draft, partial(_piece_of_figure, flow), partial(_piece_of_words, flow))
        ids = {one: f"p{number}" for one, number in leads.items()}
        words = f"{error.message}，所以这里不分页，只看文字"
        return _flow(flow, set(leads.values())), ids, None, _notice(words, error.hint)
    paper = Paper.of(pages.pdf)
    places = Places(document, paper.sheets, dict.fromkeys(map(ord, pages.missing), GETA))
    stretches = _anchors(draft, places.of_figure, places.of_words)
    ids = {one: f"f{number}" for number, one in enumerate(stretches)}
    boxes = paper.boxes((ids[one], part) for one, found in stretches.items() for part in found)
    return sheets_html(paper, boxes), ids, paper, _missing(pages.missing)


def _missing(characters: Sequence[str]) -> str:
    if not characters:
        return ""
    named = "、".join(f"“{one}”（U+{ord(one):04X}）" for one in characters)
    return _notice(
        f"本机的字体都没有 {named}，页面上用“{GETA}”代替",
        "装有大字库的字体后重新预览；没有这些字，PDF 不会生成",
    )


def _notice(fact: str, hint: str) -> str:
    return (
        f'<section id="notice" role="status"><strong>{escape(visible(fact))}</strong>'
        f"<p>{escape(visible(hint))}</p></section>"
    )


def shell(shown: View) -> str:
    """The whole HTML page; without its script it shows the report on one long sheet."""
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>{escape(visible(shown.title))}　预览</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="icon" href="data:,">'
        '<link rel="stylesheet" href="/preview.css">'
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


def _flow(flow: Sequence[Piece], marked: set[int]) -> str:
    """The pieces as elements with ids, marked where a finding points to them."""
    found = (
        f'<div id="p{number}" class="{piece.kind}{" marked" if number in marked else ""}">{piece.html.strip()}</div>'
        for number, piece in enumerate(flow, 1)
    )
    return f'<div id="flow">{"".join(found)}</div>'


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


def _findings(draft: Draft, links: Mapping[Finding, str]) -> str:
    lines = draft.source.text.split("\n") if draft.source is not None else []
    items = "".join(_finding(one, lines, links.get(one)) for one in draft.findings)
    counts = [
        f"{severity.label} {count} 处"
        for severity in sorted(Severity, reverse=True)
        if (count := sum(one.severity is severity for one in draft.findings))
    ]
    return (
        f'<aside id="findings" aria-label="检查结果"><h1>检查结果：{"，".join(counts) or "没有问题"}</h1>'
        f"<ol>{items}</ol></aside>"
    )


def _finding(one: Finding, lines: Sequence[str], link: str | None) -> str:
    place = escape(visible(str(one.place)))
    where = (
        f'<span class="place">{place}</span>'
        if link is None
        else f'<a class="place" href="#{link}">{place}</a>'
    )
    line = lines[one.place.line - 1] if one.place.line <= len(lines) else ""
    hint = f"<p>提示：{escape(visible(one.hint))}</p>" if one.hint else ""
    quoted = f"<code>{escape(visible(line.strip()))}</code>" if line.strip() else ""
    return (
        f'<li class="{_CLASSES[one.severity]}">{where} <b>{escape(one.code)} {one.severity.label}</b>'
        f"<p>{escape(visible(one.message))}</p>{hint}{quoted}</li>"
    )


T = TypeVar("T")


def _anchors(draft: Draft, of_figure: Callable[[str], T], of_words: Callable[[str], T]) -> dict[Finding, T]:
    """Finding → what was found of its figure or its words; findings without are left out.

    Args:
        draft: The draft.
        of_figure: Finds the figure of a key.
        of_words: Finds words.
    """
    if draft.source is None:
        return {}
    lines = draft.source.text.split("\n")
    found: dict[Finding, T] = {}
    for one in draft.findings:
        key = _key(one)
        words = _words_of(lines[one.place.line - 1] if one.place.line <= len(lines) else "")
        place = (of_figure(key) if key else None) or (of_words(words) if words else None)
        if place:
            found[one] = place
    return found


def _key(one: Finding) -> str | None:
    """The key of the figure that the finding is about; None where it is about something else."""
    match one.route:
        case ("figures", str(key), *_):
            return key
        case _:
            return None


def _words_of(line: str) -> str:
    """The longest words of a line of the file that are printed as they are; empty where they are few."""
    words = max(_REFERENCE.split(_BEFORE_WORDS.sub("", line)), key=len).strip(" \"'*")
    return words if len(words) >= _FEWEST_CHARACTERS else ""


def _piece_of_figure(flow: Sequence[Piece], key: str) -> int:
    """The number of the first piece with that figure, from 1; 0 where there is none."""
    return next((number for number, piece in enumerate(flow, 1) if key in piece.keys), 0)


def _piece_of_words(flow: Sequence[Piece], words: str) -> int:
    """The number of the first piece with those words, from 1; 0 where there is none."""
    return next((number for number, piece in enumerate(flow, 1) if words in piece.text), 0)
