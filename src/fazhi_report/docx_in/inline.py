"""The content of a paragraph: runs of text, fields, breaks, text boxes and drawings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from fazhi_report.docx_in.facts import PAGE_FIELD, Anchor, Run
from fazhi_report.docx_in.looks import Looks, anchor, is_red_line
from fazhi_report.docx_in.properties import MC, W, alternatives, child, flat, local, value
from fazhi_report.docx_in.signs import printed, text_of
from fazhi_report.norms.length import Length

PASSED = frozenset({"sdt", "sdtContent", "smartTag", "customXml", "ins", "moveTo", "hyperlink", "dir", "bdo"})
"""Elements that wrap text or blocks without formatting them."""
_GONE = frozenset({"del", "moveFrom"})
REVISIONS = frozenset({"ins", "del", "moveTo", "moveFrom"})
"""Elements of tracked changes."""
_COUNTED = {
    "footnoteReference": "notes",
    "endnoteReference": "notes",
    "commentReference": "comments",
    "object": "pictures",
}


@dataclass(slots=True)
class InlineText:
    """Collects the text of a paragraph and the objects anchored to it.

    Args:
        looks: Resolver of formatting.
        other_content: Counts of other contents, increased while reading.
        top: The upper margin, relative to which text boxes may be placed.
        paragraph: The paragraph's style.
        table: The style of the table around it; empty for none.
        pieces: Formatting and text of each run, neighbours with the same formatting joined.
        boxes: Text boxes anchored to it, with their positions.
        drawing: Whether a picture or a shape is anchored to it.
        red_line: Whether a red drawn line is anchored to it.
        opens_page: Whether there is a page break before its first word.
        fields: Instructions of the open fields, the innermost last.
        showing: For each of them, whether its result is being read.
    """

    looks: Looks
    other_content: Counter[str]
    top: Length
    paragraph: str
    table: str
    pieces: list[tuple[Run, list[str]]] = field(default_factory=list)
    boxes: list[tuple[etree._Element, Anchor]] = field(default_factory=list)
    drawing: bool = False
    red_line: bool = False
    opens_page: bool = False
    fields: list[str] = field(default_factory=list)
    showing: list[bool] = field(default_factory=list)

    def read(self, parent: etree._Element) -> None:
        """Read the children of a paragraph, or of an element that wraps a part of it."""
        for entry in parent:
            name = local(entry)
            if name == "r":
                self._run(entry)
            elif name in PASSED:
                self.other_content["revisions"] += name in REVISIONS
                self.other_content["links"] += name == "hyperlink"
                self.read(entry)
            elif name == "fldSimple":
                self._simple_field(entry)
            elif name in _GONE:
                self.other_content["revisions"] += 1
            elif name in {"oMath", "oMathPara"}:
                self.other_content["formulas"] += 1
            elif entry.tag == f"{MC}AlternateContent":
                for choice in alternatives(entry):
                    self.read(choice)

    def _simple_field(self, entry: etree._Element) -> None:
        if _is_page(value(entry, name="instr") or ""):
            first = child(entry, "r/rPr")
            self._say(PAGE_FIELD, first)
        else:
            self.other_content["fields"] += 1
            self.read(entry)

    def _run(self, entry: etree._Element) -> None:
        properties = child(entry, "rPr")
        text = "".join(self._pieces(entry))
        if text:
            self._say(text, properties)

    def _say(self, text: str, properties: etree._Element | None) -> None:
        run = self.looks.run(text, self.paragraph, self.table, flat(properties))
        if run is None:
            self.other_content["hidden"] += bool(text.strip())
            return
        look = replace(run, text="")
        if not self.pieces or self.pieces[-1][0] != look:
            self.pieces.append((look, []))
        self.pieces[-1][1].append(text)

    @property
    def runs(self) -> Iterator[Run]:
        """Yield the runs; neighbours with the same formatting are joined."""
        return (replace(look, text="".join(texts)) for look, texts in self.pieces)

    def _pieces(self, entry: etree._Element) -> Iterator[str]:
        for piece in entry:
            name = local(piece)
            if name == "fldChar":
                form = child(piece, "ffData")
                if form is not None and all(self.showing):
                    yield printed(form) or ""
                yield from self._field(value(piece, name="fldCharType") or "")
            elif name == "instrText" and self.fields:
                self.fields[-1] += piece.text or ""
            elif all(self.showing):
                yield from self._piece(piece, name)

    def _piece(self, piece: etree._Element, name: str) -> Iterator[str]:
        if name == "t":
            yield text_of(piece)
        elif name == "br":
            yield from self._break(value(piece, name="type") or "")
        elif name == "pgNum":
            yield PAGE_FIELD
        elif (text := printed(piece)) is not None:
            yield text
        elif name in {"drawing", "pict"} or piece.tag == f"{MC}AlternateContent":
            self._drawn(piece)
        elif name == "ruby":
            # The base text is read; the ruby text above it only gives the pronunciation.
            for base in piece.iterfind(f"{W}rubyBase/{W}r"):
                yield from self._pieces(base)
        elif name in _COUNTED:
            self.other_content[_COUNTED[name]] += 1

    def _break(self, kind: str) -> Iterator[str]:
        if kind == "page":
            # A page break after the text counts for the next paragraph.
            self.opens_page = self.opens_page or not self.pieces
            yield "\f"
        elif kind != "column":
            yield "\n"

    def _field(self, step: str) -> Iterator[str]:
        """Read an element of a complex field; its result is text, its instruction is not."""
        if step == "begin":
            self.fields.append("")
            self.showing.append(False)
        elif step == "separate" and self.fields:
            self.showing[-1] = not _is_page(self.fields[-1])
            self.other_content["fields"] += self.showing[-1]
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
                self.other_content["pictures"] += 1


def _is_page(instruction: str) -> bool:
    words = instruction.split()
    return bool(words) and words[0].upper() == "PAGE"


def _is_within_box(box: etree._Element, drawn: etree._Element) -> bool:
    """Whether a text box lies within another one of the drawing, or in its fallback for old programs."""
    for ancestor in box.iterancestors():
        if ancestor is drawn:
            return False
        if local(ancestor) in {"txbxContent", "Fallback"}:
            return True
    return False
