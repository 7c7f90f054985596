"""Makes a document tree of a recognised Word file, so that a writer can set the same words anew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from fazhi_report.document.nodes import (
    AttachmentBlock,
    Block,
    CornerLine,
    Document,
    Heading,
    ImprintBlock,
    Inlines,
    Masthead,
    Paragraph,
    Properties,
    SignatureBlock,
    TableBlock,
    Text,
)
from fazhi_report.docx_in.facts import OtherContent
from fazhi_report.docx_in.placement import trimmed_from_right
from fazhi_report.docx_in.signs import BEYOND_WORDS
from fazhi_report.errors import FazhiError
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.elements import CORNER, HEADINGS, IMPRINT, TEXT, Role
from fazhi_report.numbers.dates import parse_date
from fazhi_report.recognise.anatomy import Anatomy, Element
from fazhi_report.recognise.lines import copied, noted_words, number_line, ordinal, printing
from fazhi_report.typesetting.line_breaks import break_lines
from fazhi_report.typesetting.organ_mark import word_apart

_WIDE_GAP = re.compile(r"\t+|[ \u3000]{2,}|\n")
_BLANKS = re.compile(r"\s+")
_FIRST_DAY = date(1980, 1, 1)
_TITLE_ROLES = (Role.CAPTION, Role.TABLE, Role.TABLE_NOTE)


def recast(layout: Anatomy, *, sealed: bool | None = None) -> Document:
    """Return the document tree of a recognised file.

    Args:
        layout: The document.
        sealed: Whether room is laid out for a seal; None to take what the file shows.

    Raises:
        FazhiError: It contains something that the tree cannot represent.
    """
    _refuse_burdens(layout)
    title = _title(layout)
    signature = signature_of(layout, sealed=sealed)
    organs = signature.organs or tuple(_lines(layout.of(Role.ORGAN_MARK)))
    organ = organs[-1] if organs else ""
    edition = "submit" if layout.issued else "publish"
    issued = _issued(signature.date)
    return Document(
        properties=Properties("".join(title), organ, issued.year - 1, issued, edition),
        title=title,
        blocks=tuple(_blocks([one for one in layout.elements if not one.attached])),
        signature=signature,
        masthead=_masthead(layout),
        addressees=tuple(one.paragraph.printed.removesuffix("：") for one in layout.of(Role.ADDRESSEE)),
        attachments=tuple(_attachments(layout)),
        notes=tuple(one.paragraph.printed[1:-1] for one in layout.of(Role.NOTE)),
        imprint=_imprint(layout),
    )


def held(other_content: OtherContent) -> tuple[tuple[str, int], ...]:
    """Return Chinese name → count of the contents of a file that the tree cannot represent."""
    counts = (
        ("图片或图形", other_content.pictures),
        ("合并的单元格", other_content.merged_cells),
        ("表格里的表格", other_content.nested_tables),
        ("脚注或尾注", other_content.notes),
        ("公式", other_content.formulas),
        ("修订痕迹", other_content.revisions),
        ("批注", other_content.comments),
        ("隐藏的文字", other_content.hidden),
        ("页眉文字或图形", other_content.headers),
        ("页码以外的页脚文字或图形", other_content.footers),
        *((what, getattr(other_content, name)) for name, what in BEYOND_WORDS.items()),
        ("项目符号或打不出的自动编号", other_content.list_marks),
    )
    return tuple((what, count) for what, count in counts if count)


def _refuse_burdens(layout: Anatomy) -> None:
    """Refuse a file with content that the tree cannot represent.

    Raises:
        FazhiError: There is such content; the message says what, and where.
    """
    burdens = held(layout.layout.other_content)
    if burdens:
        raise FazhiError("文件里有" + "、".join(f"{what}（{count} 处）" for what, count in burdens))
    if layout.first(Role.TITLE) is None and layout.first(Role.ATTACHMENT_MARK) is not None:
        raise FazhiError("文件从附件开始，没有正文")
    lost = layout.first(Role.UNKNOWN, Role.SUBTITLE)
    if lost is not None:
        raise FazhiError(f"第 {lost.number} 段{lost.quoted}认不出是公文的哪一部分")


def _lines(elements: Iterable[Element]) -> Iterator[str]:
    for one in elements:
        yield from (line.strip() for line in one.paragraph.printed.split("\n") if line.strip())


def _title(layout: Anatomy) -> tuple[str, ...]:
    lines = tuple(_lines(layout.of(Role.TITLE)))
    return break_lines(lines[0]) if len(lines) == 1 else lines


def _issued(words: str) -> date:
    try:
        return parse_date(words)
    except ValueError:
        return _FIRST_DAY


def signature_of(layout: Anatomy, *, sealed: bool | None) -> SignatureBlock:
    """Return who signs a recognised file, and when; `sealed` is None to take what the file shows."""
    names = [
        name.strip()
        for one in layout.of(Role.SIGNATURE)
        for name in _WIDE_GAP.split(one.paragraph.printed)
        if name.strip()
    ]
    day = layout.first(Role.DATE)
    if sealed is None:
        sealed = day is not None and _shows_seal(layout, day)
    return SignatureBlock(tuple(names), "" if day is None else day.paragraph.printed, sealed=sealed)


def _shows_seal(layout: Anatomy, day: Element) -> bool:
    """Whether the date has about the distance from the right edge that leaves room for a seal (7.3.5.1)."""
    room = trimmed_from_right(day.paragraph, layout.layout.section_of(day.paragraph))
    if room is None:
        return False
    near = (norms.SEALED_DATE_INDENT.value + norms.UNSEALED_INDENT.value) / 2
    return near <= room <= norms.SEALED_DATE_INDENT.value + near


def _masthead(layout: Anatomy) -> Masthead | None:
    if not layout.issued:
        return None
    found = number_line("\t".join(one.paragraph.printed for one in layout.of(Role.NUMBER_LINE)))
    mark, word = tuple(_lines(layout.of(Role.ORGAN_MARK))), ""
    if len(mark) > 1:
        mark, word = word_apart(mark)
    return Masthead(
        organ_mark=mark,
        mark_word=word,
        document_number=found.number,
        signatories=found.signatories,
        corner=tuple(CornerLine(one.key, _of(layout, one.role)) for one in CORNER),
    )


def _of(layout: Anatomy, role: Role) -> str:
    found = layout.first(role)
    return "" if found is None else found.paragraph.printed


def _blocks(elements: Sequence[Element]) -> Iterator[Block]:
    """Yield body text, headings and tables in the order of reading."""

    def is_table(one: Element) -> bool:
        return one.role in _TITLE_ROLES

    told = [one for one in elements if one.role in {*TEXT, *_TITLE_ROLES}]
    for table, group in groupby(told, key=is_table):
        if table:
            yield from _tables(list(group))
        else:
            for one in group:
                yield from _paragraphs(one)


def _paragraphs(element: Element) -> Iterator[Block]:
    """Yield the lines of a paragraph as blocks of their own."""
    first, *rest = element.paragraph.printed.split("\n")
    if element.role in HEADINGS:
        yield _heading(element, first)
    elif first.strip():
        yield Paragraph((Text(first.strip()),))
    yield from (Paragraph((Text(line.strip()),)) for line in rest if line.strip())


def _heading(element: Element, words: str) -> Heading:
    number = ordinal(words)
    lead = len(element.paragraph.words) - len(element.paragraph.words.lstrip())
    extent = len(element.paragraph.label) + element.extent - lead if element.runs_on else len(words)
    title, body = words[len(number) : extent], words[extent:]
    level = HEADINGS.index(element.role) + 1
    return Heading(level, (Text(title),), number, (Text(body),) if element.runs_on and body else None)


def _tables(elements: Sequence[Element]) -> Iterator[TableBlock]:
    """Yield tables with their captions and notes."""
    caption: Inlines = ()
    pending: TableBlock | None = None
    for number, group in groupby(elements, key=lambda one: one.paragraph.cell and one.paragraph.cell.table):
        found = list(group)
        if number is not None:
            if pending is not None:
                yield pending
            pending, caption = _table(found, caption), ()
            continue
        for one in found:
            if one.role is Role.TABLE_NOTE and pending is not None:
                yield TableBlock(
                    pending.header, pending.rows, pending.caption, (Text(one.paragraph.printed),)
                )
                pending = None
            else:
                caption = (Text(one.paragraph.printed),)
    if pending is not None:
        yield pending


def _table(elements: Sequence[Element], caption: Inlines) -> TableBlock:
    rows: dict[int, list[Inlines]] = {}
    seen: set[tuple[int, int]] = set()
    for one in elements:
        cell = one.paragraph.cell
        if cell is None:
            continue
        if (cell.row, cell.column) in seen:
            raise FazhiError(f"第 {one.number} 段{one.quoted}：单元格里有几段")
        seen.add((cell.row, cell.column))
        words = one.paragraph.printed
        rows.setdefault(cell.row, []).append((Text(words),) if words else ())
    header, *body = (tuple(row) for row in rows.values())
    if any(len(row) != len(header) for row in body):
        raise FazhiError(f"第 {elements[0].number} 段起的表格各行格数不一")
    return TableBlock(header, tuple(body), caption)


def _attachments(layout: Anatomy) -> Iterator[AttachmentBlock]:
    current: list[Element] = []
    groups: list[list[Element]] = []
    for one in layout.elements:
        if one.role is Role.ATTACHMENT_MARK:
            current = []
            groups.append(current)
        elif groups:
            current.append(one)
    noted = noted_words([one.paragraph.printed for one in layout.of(Role.ATTACHMENT_NOTE)])
    for number, group in enumerate(groups):
        lines = tuple(_lines(one for one in group if one.role is Role.ATTACHMENT_TITLE))
        # The list of attachments is printed from the names; where it differs, the comparison of words will say so.
        name = noted[number] if number < len(noted) else "".join(lines)
        yield AttachmentBlock(
            name, tuple(_blocks(group)), lines if len(lines) != 1 else break_lines(lines[0])
        )


def _imprint(layout: Anatomy) -> ImprintBlock | None:
    if layout.first(*IMPRINT) is None:
        return None
    people: dict[str, str] = {}
    label = ""
    for one in layout.of(Role.COPIED_TO):
        line = copied(one.paragraph.printed)
        # A line without a label goes on with the names above it.
        label = line.label if line else label
        people[label] = people.get(label, "") + (line.names if line else one.paragraph.printed)
    organ, day = _printing("\u3000".join(one.paragraph.printed for one in layout.of(Role.PRINTED_BY)))
    return ImprintBlock(
        addressees=_named(people.pop("主送", "")),
        copied_to=_named(people.pop("抄送", "")),
        printed_by=organ,
        printed_on=day,
        others=tuple((label, *_named(names)) for label, names in people.items()),
    )


def _printing(words: str) -> tuple[str, str]:
    """Return 印发机关 and 印发日期; a line that holds more than both is kept whole as the first."""
    found = printing(words)
    if found is None or _BLANKS.sub("", f"{found.organ}{found.date}印发") != _BLANKS.sub("", words):
        return words, ""
    return found.organ, found.date


def _named(words: str) -> tuple[str, ...]:
    return (words.strip().removesuffix("。"),) if words.strip() else ()
