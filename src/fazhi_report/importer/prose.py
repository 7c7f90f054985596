"""Paragraphs and tables to the entries of a text: plain paragraphs, 一是 enumerations, tables with caption and note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from fazhi_report.document.raw import BlockRole, RawBlock, RawParagraph, RawTable, Removed
from fazhi_report.findings import Route
from fazhi_report.importer.account import Account
from fazhi_report.recognise.markers import TypedOrdinal, fold, leading_ordinal, ordinals, sentence_end

Value = dict[str, object]
Entries = list[str | Value]

_LONGEST_LEAD = 40
_LONGEST_CAPTION = 40
_NOTE = re.compile(r"^(?:注|备注|说明|数据来源|资料来源|来源)：")
_EMPTY_HEAD = "—"


def entries(
    content: Sequence[RawBlock], account: Account, route: Route, *, open_before: bool = False
) -> Entries:
    """Return the entries of a text.

    Args:
        content: Its blocks.
        account: Where printed words and doubts are noted.
        route: The text's route in the data.
        open_before: Whether inline measures would be printed in the paragraph before the text.
    """
    writing = _Writing(account, route, is_open=open_before)
    position = 0
    while position < len(content):
        position += writing.take(content, position)
    return writing.entries


@dataclass(slots=True)
class _Writing:
    account: Account
    route: Route
    is_open: bool
    counting: bool = False
    entries: Entries = field(default_factory=list)

    def take(self, content: Sequence[RawBlock], at: int) -> int:
        """Write the entry that begins at an index and return how many blocks it took."""
        block = content[at]
        following = content[at + 1] if at + 1 < len(content) else None
        if isinstance(block, RawTable):
            return self._table(block, None, following)
        if isinstance(following, RawTable) and _is_caption(block):
            after = content[at + 2] if at + 2 < len(content) else None
            return 1 + self._table(following, block, after)
        return self._paragraph(block, content, at)

    def _paragraph(self, block: RawParagraph, content: Sequence[RawBlock], at: int) -> int:
        text = block.text.strip()
        own = _own_paragraphs(content, at)
        if own and not self.counting:
            measures = [self._measure(words, one, block.line) for words, one in own]
            self._append(_measures(measures, own[0][1], inline=False), block.line, counting=True)
            return len(own)
        run = ordinals(text)
        if len(run) >= 2 and not (run[0].start == 0 and self.is_open):  # noqa: PLR2004
            if run[0].start:
                self._append(text[: run[0].start].strip(), block.line)
            ends = [*(one.start for one in run[1:]), len(text)]
            pieces = [(text[one.start : end], one) for one, end in zip(run, ends, strict=True)]
            measures = [self._measure(words, one, block.line) for words, one in pieces]
            self._append(_measures(measures, run[0], inline=True), block.line)
            return 1
        self._append(text, block.line)
        return 1

    def continue_heading(self, body: str, line: int) -> None:
        """Write the words behind a heading in its paragraph."""
        if body:
            self.is_open = False
            self._paragraph(RawParagraph(body, line, BlockRole.BODY), (), 0)
        self.is_open = True

    def _measure(self, words: str, one: TypedOrdinal, line: int) -> Value:
        self.account.print(words[: one.end - one.start], line)
        return measure(words[one.end - one.start :].strip())

    def _append(self, entry: str | Value, line: int, *, counting: bool = False) -> None:
        self.account.lines[(*self.route, len(self.entries))] = line
        self.entries.append(entry)
        self.is_open, self.counting = True, counting

    def _table(self, table: RawTable, caption: RawParagraph | None, after: RawBlock | None) -> int:
        note = after if isinstance(after, RawParagraph) and _is_note(after) else None
        rows = [[" ".join(cell.split("\n")).strip() for cell in row] for row in table.rows]
        if len(rows) < 2:  # noqa: PLR2004
            return self._rows_as_paragraphs(table, caption)
        value: Value = {"columns": self._head(rows[0], table.line), "rows": rows[1:]}
        if caption is not None:
            value = {"caption": caption.text.strip(), **value}
        if note is not None:
            value["note"] = note.text.strip()
        self._append({"table": value}, table.line)
        self.is_open = False
        return 2 if note is not None else 1

    def _head(self, cells: list[str], line: int) -> list[str]:
        if all(cells):
            return cells
        self.account.added.extend([Removed(_EMPTY_HEAD, line, "表头的空格")] * cells.count(""))
        self.account.note((*self.route, len(self.entries)), "表头有空格（多半是合并的单元格），以“—”代替")
        return [cell or _EMPTY_HEAD for cell in cells]

    def _rows_as_paragraphs(self, table: RawTable, caption: RawParagraph | None) -> int:
        if caption is not None:
            self._append(caption.text.strip(), caption.line)
        for row in table.rows:
            # A cell of several paragraphs is no cell of a line, but a frame around them.
            framed = any("\n" in cell.strip() for cell in row)
            lines = [line.strip() for cell in row for line in cell.split("\n") if line.strip()]
            for words in lines if framed else ["　".join(lines)]:
                if words:
                    self._append(words, table.line)
        return 1


def heading_entries(
    body: str | None, content: Sequence[RawBlock], account: Account, route: Route, line: int
) -> Entries:
    """Return the entries under a heading, with the words behind it in its paragraph.

    Args:
        body: Those words; None where the heading has a line of its own.
        content: The blocks below.
        account: Where printed words and doubts are noted.
        route: The text's route in the data.
        line: The heading's line in the source.
    """
    if body is None:
        return entries(content, account, route)
    writing = _Writing(account, route, is_open=False)
    writing.continue_heading(body, line)
    position = 0
    while position < len(content):
        position += writing.take(content, position)
    return writing.entries


def measure(words: str) -> Value:
    """Return a measure; its short first sentence becomes the lead where more text follows."""
    end = sentence_end(words)
    first, rest = words[:end].strip(), words[end:].strip()
    if rest and len(first) <= _LONGEST_LEAD and first.endswith("。") and not re.search("[，；：]", first):
        return {"lead": first, "text": rest}
    return {"text": words}


def _measures(measures: list[Value], first: TypedOrdinal, *, inline: bool) -> Value:
    value: Value = {"inline": True} if inline else {}
    if first.form != "是":
        value["ordinal"] = first.form
    return value | {"measures": measures}


def _own_paragraphs(content: Sequence[RawBlock], at: int) -> list[tuple[str, TypedOrdinal]]:
    """Return the successive paragraphs that each begin with one ordinal: 一是, 二是, 三是."""
    found: list[tuple[str, TypedOrdinal]] = []
    for block in (content[number] for number in range(at, len(content))):
        if not isinstance(block, RawParagraph):
            break
        text = block.text.strip()
        one = leading_ordinal(text)
        if (
            one is None
            or one.value != len(found) + 1
            or len(ordinals(text)) > 1
            or not text[one.end :].strip()
        ):
            break
        if found and one.form != found[0][1].form:
            break
        found.append((text, one))
    return found


def _is_caption(block: RawParagraph) -> bool:
    if block.role is not BlockRole.UNKNOWN:
        return block.role is BlockRole.CAPTION
    # A sentence that leads to a table has a mark at its end, a caption has none.
    text = block.text.strip()
    return len(text) <= _LONGEST_CAPTION and fold(text)[-1:] not in "。；：，！？"


def _is_note(block: RawParagraph) -> bool:
    return block.role is BlockRole.TABLE_NOTE or (
        block.role is BlockRole.UNKNOWN and bool(_NOTE.match(fold(block.text.strip())))
    )
