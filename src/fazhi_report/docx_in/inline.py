"""The words of a paragraph by their look, and what hangs on it: fields, breaks, text boxes, drawings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from fazhi_report.docx_in.facts import PAGE_FIELD, Anchor, Run
from fazhi_report.docx_in.looks import Looks, anchor, is_red_line
from fazhi_report.docx_in.properties import MC, W, alternatives, child, flat, local, value
from fazhi_report.norms.length import Length

PASSED = frozenset({"sdt", "sdtContent", "smartTag", "customXml", "ins", "moveTo", "hyperlink", "dir", "bdo"})
"""What is wrapped around words and blocks without a look of its own."""
_GONE = frozenset({"del", "moveFrom"})
REVISIONS = frozenset({"ins", "del", "moveTo", "moveFrom"})
"""What a tracked change wears."""
_MARKS = {
    "tab": "\t",
    "cr": "\n",
    "noBreakHyphen": "-",
    "softHyphen": "",
    "ptab": "\t",
    "pgNum": PAGE_FIELD,
    "sym": "\u25a1",
}
_COUNTED = {
    "footnoteReference": "notes",
    "endnoteReference": "notes",
    "commentReference": "comments",
    "object": "pictures",
}


@dataclass(slots=True)
class InlineText:
    """The words of one paragraph, and what hangs on it.

    Args:
        looks: Looks by style and direct formatting.
        burden: What the file holds besides; counted on.
        top: The page's upper margin, which text boxes may be placed by.
        paragraph: The paragraph's style.
        table: The style of the table around it; empty for none.
        said: Looks, and the words in each, neighbours of one look together.
        boxes: Text boxes that hang on it, and where.
        drawing: Whether a picture or a drawn shape does.
        red_line: Whether a red drawn line does.
        opens_page: Whether a page breaks before its first word.
        fields: Instructions of the fields that are open, the innermost last.
        showing: For each of them, whether what follows is what it shows.
    """

    looks: Looks
    burden: Counter[str]
    top: Length
    paragraph: str
    table: str
    said: list[tuple[Run, list[str]]] = field(default_factory=list)
    boxes: list[tuple[etree._Element, Anchor]] = field(default_factory=list)
    drawing: bool = False
    red_line: bool = False
    opens_page: bool = False
    fields: list[str] = field(default_factory=list)
    showing: list[bool] = field(default_factory=list)

    def read(self, parent: etree._Element) -> None:
        """Take in what stands in a paragraph, or in what is wrapped around a part of it."""
        for entry in parent:
            name = local(entry)
            if name == "r":
                self._run(entry)
            elif name in PASSED:
                self.burden["revisions"] += name in REVISIONS
                self.burden["links"] += name == "hyperlink"
                self.read(entry)
            elif name == "fldSimple":
                self._simple_field(entry)
            elif name in _GONE:
                self.burden["revisions"] += 1
            elif name in {"oMath", "oMathPara"}:
                self.burden["formulas"] += 1
            elif entry.tag == f"{MC}AlternateContent":
                for choice in alternatives(entry):
                    self.read(choice)

    def _simple_field(self, entry: etree._Element) -> None:
        if _is_page(value(entry, name="instr") or ""):
            first = child(entry, "r/rPr")
            self._say(PAGE_FIELD, first)
        else:
            self.burden["fields"] += 1
            self.read(entry)

    def _run(self, entry: etree._Element) -> None:
        properties = child(entry, "rPr")
        text = "".join(self._pieces(entry))
        if text:
            self._say(text, properties)

    def _say(self, text: str, properties: etree._Element | None) -> None:
        run = self.looks.run(text, self.paragraph, self.table, flat(properties))
        if run is None:
            self.burden["hidden"] += bool(text.strip())
            return
        look = replace(run, text="")
        if not self.said or self.said[-1][0] != look:
            self.said.append((look, []))
        self.said[-1][1].append(text)

    @property
    def runs(self) -> Iterator[Run]:
        """The words by their look: neighbours of one look are one run."""
        return (replace(look, text="".join(texts)) for look, texts in self.said)

    def _pieces(self, entry: etree._Element) -> Iterator[str]:
        for piece in entry:
            name = local(piece)
            if name == "fldChar":
                yield from self._field(value(piece, name="fldCharType") or "")
            elif name == "instrText" and self.fields:
                self.fields[-1] += piece.text or ""
            elif all(self.showing):
                yield from self._piece(piece, name)

    def _piece(self, piece: etree._Element, name: str) -> Iterator[str]:
        if name == "t":
            yield piece.text or ""
        elif name == "br":
            yield from self._break(value(piece, name="type") or "")
        elif name in _MARKS:
            yield _MARKS[name]
        elif name in {"drawing", "pict"} or piece.tag == f"{MC}AlternateContent":
            self._drawn(piece)
        elif name in _COUNTED:
            self.burden[_COUNTED[name]] += 1

    def _break(self, kind: str) -> Iterator[str]:
        if kind == "page":
            # A page that breaks behind the words opens for the paragraph after; told there by its neighbours.
            self.opens_page = self.opens_page or not self.said
            yield "\f"
        elif kind != "column":
            yield "\n"

    def _field(self, step: str) -> Iterator[str]:
        """A field told in pieces: what it computes counts, its instruction does not."""
        if step == "begin":
            self.fields.append("")
            self.showing.append(False)
        elif step == "separate" and self.fields:
            self.showing[-1] = not _is_page(self.fields[-1])
            self.burden["fields"] += self.showing[-1]
        elif step == "end" and self.fields:
            instruction = self.fields.pop()
            self.showing.pop()
            if _is_page(instruction):
                yield PAGE_FIELD

    def _drawn(self, piece: etree._Element) -> None:
        chosen = list(alternatives(piece)) if piece.tag == f"{MC}AlternateContent" else [piece]
        for drawn in chosen:
            boxes = [box for box in drawn.iter(f"{W}txbxContent") if not _is_within_box(box, drawn)]
            where = anchor(drawn, self.top)
            self.boxes += [(box, where) for box in boxes]
            self.red_line = self.red_line or is_red_line(drawn)
            if not boxes:
                self.drawing = True
                self.burden["pictures"] += 1


def _is_page(instruction: str) -> bool:
    words = instruction.split()
    return bool(words) and words[0].upper() == "PAGE"


def _is_within_box(box: etree._Element, drawn: etree._Element) -> bool:
    """Whether a text box lies within another of the same drawing, or in what old programs are given instead."""
    for ancestor in box.iterancestors():
        if ancestor is drawn:
            return False
        if local(ancestor) in {"txbxContent", "Fallback"}:
            return True
    return False
