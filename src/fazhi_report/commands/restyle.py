"""Sets faces, sizes, spacing, indents and margins in a given .docx, and leaves everything else in it as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from lxml import etree

from fazhi_report.document.nodes import SignatureBlock
from fazhi_report.docx_in.content import content
from fazhi_report.docx_in.facts import PageSection
from fazhi_report.docx_in.joined import joined
from fazhi_report.docx_in.measure import MeasuredFile, ends_section
from fazhi_report.docx_in.properties import W, child, local, value, whole
from fazhi_report.docx_in.signs import field_code, names_symbols
from fazhi_report.errors import FazhiError
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.elements import ELEMENTS, HEADINGS, TEXT, Role
from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.recognise.anatomy import Anatomy, Element
from fazhi_report.typesetting.lines import chars
from fazhi_report.writers.docx.frame import signature
from fazhi_report.writers.docx.in_place import (
    child_in_order,
    dress,
    paragraph_properties,
    parted_at,
    put_anew,
    repacked,
    runs_of,
    set_line,
    symbol_styles,
)
from fazhi_report.writers.docx.oxml import W_NAMESPACE
from fazhi_report.writers.docx.page import type_area_width
from fazhi_report.writers.docx.styles import StyleLook, looks

_SPACED = frozenset({*TEXT, Role.TITLE, Role.ADDRESSEE, Role.ATTACHMENT_MARK, Role.ATTACHMENT_TITLE})
"""Elements whose indents, alignment and spacing are set; blank lines between them, too."""
_WORDED = _SPACED | {Role.ATTACHMENT_NOTE, Role.SIGNATURE, Role.DATE, Role.NOTE}
"""Elements whose faces and sizes are set."""
_PLACED = (Role.SIGNATURE, Role.DATE, Role.NOTE, Role.ATTACHMENT_NOTE)
_OBJECTS = frozenset(
    {"drawing", "pict", "object", "oMath", "oMathPara", "ruby", "AlternateContent", "altChunk"}
)
"""What a line of fixed height would cut off."""


@dataclass(frozen=True, slots=True)
class Restyled:
    """A file set anew in place.

    Args:
        content: The bytes of the new file.
        kept: The contents that were left as they are, Chinese, one sentence each.
    """

    content: bytes
    kept: tuple[str, ...]


def restyle(
    data: bytes, file: MeasuredFile, layout: Anatomy, profile: Profile, *, signed: SignatureBlock
) -> Restyled:
    """Return the file with the looks of recognised paragraphs set; all other parts keep their bytes.

    Args:
        data: The file.
        file: The same file, measured.
        layout: The elements of its paragraphs.
        profile: The page profile.
        signed: Who signs, and when; its place is set where no seal is to be looked after.

    Raises:
        FazhiError: There is nothing to set, or the file is of the strict variant, which would have to be rewritten.
    """
    package = file.package
    if b"purl.oclc.org/ooxml" in package.archive.read(package.main):
        raise FazhiError(
            "文件是“Strict Open XML”格式，又有整份重写带不过去的内容，没有重排",
            "在 Word 里另存为普通的 .docx，再试",
        )
    root = package.xml(package.main)
    if root is None or not any(_is_set(one) for one in layout.elements):
        raise FazhiError(
            "没有可以重排的段落：认不出标题和正文，或文字都在表格、文本框里，没有重排",
            "把正文移出表格或文本框，再试",
        )
    before = content(root)
    setter = _Setter(layout, profile, symbol_styles(package.related("styles")))
    for element, entry in zip(layout.elements, file.entries, strict=True):
        setter.set(element, entry)
    margins = list(_set_sections(root, file, profile))
    if not margins:
        setter.sign(signed, file.entries)
    kept = [*setter.kept(), *margins]
    if content(root) != before:
        raise FazhiError("重排会改动版式以外的内容，没有重排", "把文件另存一份，删去特殊内容再试")
    return Restyled(repacked(data, package.main, root), tuple(kept))


def _is_set(element: Element) -> bool:
    """Whether an element's words are set: those of tables, text boxes, masthead and imprint stay as they are."""
    return (
        element.role in _WORDED
        and element.paragraph.cell is None
        and element.paragraph.anchor is None
        and bool(element.paragraph.printed)
    )


@cache
def _looks() -> dict[Role, StyleLook]:
    """Return the look of each element, what its style inherits filled in."""
    by_id: dict[str, StyleLook] = {}
    for one in looks():
        base = by_id.get(one.base) if one.base else None
        filled = one
        if base is not None:
            filled = replace(
                one,
                type=one.type or base.type,
                spacing=one.spacing if one.spacing is not None else base.spacing,
                align=one.align or base.align,
                indent=one.indent if one.indent is not None else base.indent,
            )
        by_id[one.style] = filled
    return {row.role: by_id[row.style] for row in ELEMENTS if row.style in by_id and row.role in _WORDED}


@dataclass(slots=True)
class _Setter:
    """Sets paragraph after paragraph and counts what it leaves.

    Args:
        layout: The elements.
        profile: The page profile.
        symbols: Identifiers of the styles in a font of symbols.
    """

    layout: Anatomy
    profile: Profile
    symbols: frozenset[str]
    crowded: int = 0
    boxed: int = 0
    unparted: int = 0
    signed: bool = False

    def set(self, element: Element, entry: etree._Element) -> None:
        """Set a paragraph's looks where that is safe."""
        paragraph = element.paragraph
        if paragraph.anchor is not None:
            self.boxed += bool(paragraph.printed)
        elif _is_set(element):
            look = _looks()[element.role]
            self._space(element, entry, look)
            self._word(element, entry, look)
        elif self._parts_lines(element):
            set_line(paragraph_properties(entry), self.profile.line_pitch.tw)

    def sign(self, signed: SignatureBlock, entries: Sequence[etree._Element]) -> None:
        """Set the places of an unsealed signature and its date, one name per paragraph, unless pictures may be seals."""
        names, days = self.layout.of(Role.SIGNATURE), self.layout.of(Role.DATE)
        placed = (*names, *days)
        simple = all(_is_set(one) and one.paragraph.words == one.paragraph.printed for one in placed)
        drawn = self.layout.layout.other_content.pictures or self.boxed
        if signed.sealed or drawn or not simple or len(names) != len(signed.organs) or len(days) != 1:
            return
        written = [one for one in signature(signed, keep_date=False) if "<w:t" in one]
        for one, words in zip(placed, written, strict=True):
            properties = paragraph_properties(entries[one.number - 1])
            asked = etree.fromstring(f'<w:body xmlns:w="{W_NAMESPACE}">{words}</w:body>').find(f".//{W}ind")
            indents: dict[str, int | str] = {
                "leftChars": 0,
                "rightChars": 0,
                "firstLine": 0,
                "firstLineChars": 0,
            }
            indents |= {name: length for name in ("left", "right") if (length := value(asked, name=name))}
            put_anew(properties, "ind", **indents)
            put_anew(
                properties, "jc", val="right" if "right" in indents and "left" not in indents else "left"
            )
            blank = self.layout.blanks_before(one) or one is not placed[0]
            gap = 0 if blank else norms.SIGNATURE_GAP_LINES.value
            set_line(properties, self.profile.line_pitch.tw, before=gap * self.profile.line_pitch.tw)
        self.signed = True

    def kept(self) -> Iterator[str]:
        """Return the contents that were left as they are, as Chinese sentences."""
        tables = {one.paragraph.cell.table for one in self.layout.elements if one.paragraph.cell is not None}
        if tables:
            yield f"表格 {len(tables)} 个"
        if self.boxed:
            yield f"文本框里的文字 {self.boxed} 段"
        if self.crowded:
            yield f"有图片、公式等的段落 {self.crowded} 段，行距没有动"
        if self.unparted:
            yield f"标题和正文连排、分不开字体的段落 {self.unparted} 段，字体没有动"
        others = {one.role.value for one in self.layout.elements if self._is_left(one)}
        if others:
            yield f"{'、'.join(sorted(others))}"
        roles = (Role.NOTE, Role.ATTACHMENT_NOTE) if self.signed else _PLACED
        there = [role.value for role in roles if self.layout.first(role) is not None]
        if there:
            yield f"{'、'.join(there)}的位置（只设了字体字号）"

    @staticmethod
    def _is_left(one: Element) -> bool:
        outside = one.paragraph.cell is None and one.paragraph.anchor is None and bool(one.paragraph.printed)
        return outside and one.role not in _WORDED and one.role not in {Role.BLANK, Role.TABLE}

    def _parts_lines(self, element: Element) -> bool:
        """Whether a blank line is in the running text, without a rule or a picture."""
        paragraph = element.paragraph
        plain = not (paragraph.drawing or paragraph.borders or paragraph.fill or paragraph.red_line)
        if element.role is not Role.BLANK or paragraph.cell is not None or not plain:
            return False
        above = self.layout.before(element)
        return above is not None and _is_set(above)

    def _space(self, element: Element, entry: etree._Element, look: StyleLook) -> None:
        properties = paragraph_properties(entry)
        typed = len(element.paragraph.words) - len(element.paragraph.words.lstrip("\u3000"))
        if element.role not in _SPACED:
            return
        indent = max((look.indent or 0) - typed, 0)
        put_anew(
            properties, "ind", left=0, leftChars=0, right=0, rightChars=0,
            firstLine=chars(indent).tw, firstLineChars=indent * 100,
        )  # fmt: skip
        put_anew(properties, "jc", val=look.align or "both")
        parts = joined(entry)
        drawn = any(local(one) in _OBJECTS for part in parts for one in part.iter(etree.Element))
        if drawn or any(map(_has_equation, parts)):
            self.crowded += 1
        else:
            set_line(properties, (look.line or self.profile.line_pitch).tw, after=self._gap_below(element))

    def _gap_below(self, element: Element) -> int:
        """Return the room below the last line of a title that no blank line follows, in twips (7.3.2)."""
        following = self.layout.elements[element.number : element.number + 1]
        parted = all(one.role in {Role.TITLE, Role.SUBTITLE, Role.BLANK} for one in following)
        return 0 if element.role is not Role.TITLE or parted else self.profile.line_pitch.tw

    def _word(self, element: Element, entry: etree._Element, look: StyleLook) -> None:
        if value(entry, "pPr/pStyle") in self.symbols:
            return
        body = _looks()[Role.BODY]
        runs = [run for part in joined(entry) for run in runs_of(part)]
        dress(child_in_order(paragraph_properties(entry), "rPr"), look, self.profile.look)
        if element.role in HEADINGS and element.runs_on:
            texts = ["".join(text.text or "" for text in one.iter(f"{W}t")) for one in runs]
            if "".join(texts) != element.paragraph.words:
                self.unparted += 1
                return
            for one, is_head in parted_at(runs, texts, element.extent):
                self._dress_run(one, look if is_head else body)
        else:
            for one in runs:
                self._dress_run(one, look)

    def _dress_run(self, run: etree._Element, look: StyleLook) -> None:
        properties = child(run, "rPr")
        named = child(properties, "rFonts")
        if names_symbols(named) or value(properties, "rStyle") in self.symbols:
            return
        if properties is None:
            properties = etree.Element(f"{W}rPr")
            run.insert(0, properties)
        dress(properties, look, self.profile.look)


def _has_equation(entry: etree._Element) -> bool:
    return any(field_code(one) for one in entry.iter(f"{W}instrText", f"{W}fldSimple"))


def _set_sections(root: etree._Element, file: MeasuredFile, profile: Profile) -> Iterator[str]:
    """Set paper and margins of upright sections; yield what was left."""
    body = child(root, "body")
    if body is None:
        return
    ends = [one for one in body.iter(f"{W}sectPr") if ends_section(one)]
    if not ends:
        ends = [etree.SubElement(body, f"{W}sectPr")]
    width = type_area_width().tw
    if any(_width(table) > width for table in _upright_tables(body, file.layout.sections)):
        yield "有比版心宽的表格，纸张和页边距没有动"
        return
    turned = 0
    for properties, section in zip(ends, file.layout.sections, strict=True):
        if section.width > section.height or section.columns > 1:
            turned += 1
            continue
        size = child_in_order(properties, "pgSz")
        size.set(f"{W}w", str(norms.PAPER_WIDTH.value.tw))
        size.set(f"{W}h", str(norms.PAPER_HEIGHT.value.tw))
        margins = child_in_order(properties, "pgMar")
        side = norms.PAPER_WIDTH.value.tw - width - norms.RIGHT_MARGIN.value.tw
        wanted = {
            "top": profile.top.tw, "bottom": profile.bottom.tw, "left": side,
            "right": norms.RIGHT_MARGIN.value.tw, "gutter": 0,
        }  # fmt: skip
        for name, length in wanted.items():
            margins.set(f"{W}{name}", str(length))
        for name in ("header", "footer"):
            if margins.get(f"{W}{name}") is None:
                margins.set(f"{W}{name}", str(profile.top.tw // 2))
    if turned:
        yield f"横排或分栏的 {turned} 节，纸张和页边距没有动"


def _upright_tables(body: etree._Element, sections: Sequence[PageSection]) -> Iterator[etree._Element]:
    """Yield the tables on portrait pages: those of landscape pages may be wider."""
    at = 0
    for entry in body.iter(f"{W}tbl", f"{W}sectPr"):
        if entry.tag == f"{W}sectPr":
            at += ends_section(entry)
        elif at >= len(sections) or sections[at].width <= sections[at].height:
            yield entry


def _width(table: etree._Element) -> int:
    """Return the width of a table's grid in twips."""
    return sum(whole(value(one, name="w")) or 0 for one in table.iterfind(f"{W}tblGrid/{W}gridCol"))
