"""Document → the JSON that the template sets: words cut into runs and boxes, lengths in points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from fazhi_report.document.nodes import (
    UNSIGNED,
    AttachmentBlock,
    Block,
    ChartBlock,
    Document,
    Heading,
    ImprintBlock,
    Masthead,
    Paragraph,
    SignatureBlock,
    TableBlock,
    Text,
    lines,
)
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.elements import BY_KEY
from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.typesetting.organ_mark import MarkLayout
from fazhi_report.writers.docx.body import ATTACHMENT_LABEL
from fazhi_report.writers.drawing import SIZE, element, scene
from fazhi_report.writers.page_plan import mark_of
from fazhi_report.writers.table_layout import page_runs
from fazhi_report.writers.typst.spans import HEADING, Json, boxed, plain, spans
from fazhi_report.writers.typst.table_cells import table_json

# So wide that the texts, which have a size in the drawing, get that of the norm on a drawing as wide as the type area.
_CHART_WIDTH = norms.TYPE_AREA_WIDTH.value.twips * SIZE / norms.CHART_TEXT.value.size.twips
_COPIED = BY_KEY["copied_to"]


def _tagged(tree: dict[str, Json]) -> dict[str, Json]:
    """The tree with a level for the tag of every heading: no level is left out on the way down (PDF/UA-1, 7.4.2).

    A report that begins with （一） looks as it is written, and its first heading is tagged as one of the first level.
    """
    deepest = 0
    for heading in _headings(tree):
        level = heading["level"]
        assert isinstance(level, int)  # noqa: S101  (made here)
        heading["tag"] = deepest = min(level, deepest + 1)
    return tree


def _headings(tree: Json) -> Iterator[dict[str, Json]]:
    """The headings of a tree in their order, titles of attachments among them."""
    match tree:
        case dict():
            # A heading holds its words, and no further heading.
            if tree.get("kind") in {"heading", "attachment"}:
                yield tree
            for one in tree.values():
                yield from _headings(one)
        case list():
            for one in tree:
                yield from _headings(one)
        case _:
            pass


def document_json(document: Document, profile: Profile, chart_families: Sequence[str]) -> dict[str, Json]:
    """The document as the template reads it.

    Args:
        document: The document, numbered.
        profile: The page profile.
        chart_families: Families of the words in charts, by the compiler's names.
    """
    properties = document.properties
    several = len(document.attachments) > 1
    tree: dict[str, Json] = {
        "title": properties.title,
        "organ": properties.organ,
        "issued": [properties.issued.year, properties.issued.month, properties.issued.day],
        "masthead": _masthead(document.masthead, mark_of(document, profile)) if document.masthead else None,
        "lines": [plain(line) for line in document.title],
        "addressees": plain("、".join(document.addressees) + "：") if document.addressees else None,
        "runs": _runs(document.blocks, chart_families),
        "attachment_note": [
            {"label": f"{number}." if several else "", "name": plain(one.title)}
            for number, one in enumerate(document.attachments, 1)
        ]
        if document.title
        else [],
        "signature": _signature(document.signature) if document.signature != UNSIGNED else None,
        "notes": [plain(f"（{note}）") for note in document.notes],
        "attachments": [
            _attachment(one, number if several else None, chart_families)
            for number, one in enumerate(document.attachments, 1)
        ],
        "imprint": _imprint(document.imprint) if document.imprint else None,
    }
    return _tagged(tree)


def printed_texts(document: Document) -> Iterator[str]:
    """The texts of a document that are printed, each line or cell with its neighbours, without the page numbers."""
    head, foot = document.masthead, document.imprint
    if head:
        yield from (one.text for one in head.corner)
        yield from (
            *head.organ_mark,
            head.mark_word,
            head.document_number,
            BY_KEY["signatories"].label,
            *head.signatories,
        )
    yield from (*document.title, *document.addressees, *document.signature.organs, document.signature.date)
    for blocks in (document.blocks, *(one.blocks for one in document.attachments)):
        for block in blocks:
            yield from lines(block)
            if isinstance(block, ChartBlock):
                yield block.unit
    for one in document.attachments:
        yield from (f"{ATTACHMENT_LABEL}：（）", one.title, *one.lines)
    yield from document.notes
    if foot:
        yield from (*foot.addressees, *foot.copied_to, foot.printed_by, foot.printed_on)
        yield from (one for other in foot.others for one in other)
        yield f"主送{_COPIED.label}{_COPIED.closing}{BY_KEY['printed_on'].closing}"


def _masthead(head: Masthead, mark: MarkLayout | None) -> dict[str, Json]:
    per_line = norms.NAMES_PER_LINE.value
    return {
        "corner": [{"element": one.element, "text": plain(one.text)} for one in head.corner if one.text],
        "mark": _mark(mark) if mark else None,
        "number": plain(head.document_number) if head.document_number else [],
        "rows": [
            [plain(name) for name in head.signatories[at : at + per_line]]
            for at in range(0, len(head.signatories), per_line)
        ],
        "label": f"{BY_KEY['signatories'].label}：",
    }


def _mark(mark: MarkLayout) -> dict[str, Json]:
    """The mark with its places; what is added to characters is given as wide as it is before they are condensed."""
    wide = 100 / mark.scale
    lines = [(one.text, one.spread.pt * wide, mark.left.pt, at) for at, one in enumerate(mark.lines)]
    word = [(mark.word, 0.0, mark.word_left.pt, mark.word_top.pt / mark.pitch.pt)] if mark.word else []
    return {
        "size": mark.size.pt,
        "scale": mark.scale,
        "lines": len(mark.lines),
        "words": [
            {"text": text, "spread": spread, "left": left, "line": line}
            for text, spread, left, line in lines + word
        ],
    }


def _block(block: Block, chart_families: Sequence[str]) -> dict[str, Json]:
    match block:
        case Heading():
            heading = (Text(block.number), *block.title) if block.number else block.title
            return {
                "kind": "heading",
                "level": block.level,
                "words": boxed(spans(heading, HEADING)),
                "body": None if block.body is None else boxed(spans(block.body)),
            }
        case Paragraph(content):
            return {"kind": "paragraph", "words": boxed(spans(content))}
        case TableBlock():
            return table_json(block)
        case ChartBlock():
            # The caption stands above the drawing, as in Word.
            drawn = scene((replace(block, caption=()),), _CHART_WIDTH)
            return {
                "kind": "chart",
                "svg": element(drawn, chart_families),
                "alt": block.description,
                "caption": boxed(spans(block.caption)),
                "note": boxed(spans(block.note)),
            }
        case _:
            assert_never(block)


def _runs(content: Sequence[Block], chart_families: Sequence[str]) -> list[Json]:
    """The blocks by the orientation of their pages."""
    return [
        {"landscape": run.landscape, "blocks": [_block(one, chart_families) for one in run.blocks]}
        for run in page_runs(content)
    ]


def _attachment(
    content: AttachmentBlock, number: int | None, chart_families: Sequence[str]
) -> dict[str, Json]:
    return {
        "kind": "attachment",
        "level": 1,
        "mark": f"{ATTACHMENT_LABEL}{number or ''}",
        "name": content.title,
        "lines": [plain(line) for line in content.lines or (content.title,)],
        "runs": _runs(content.blocks, chart_families),
    }


def _signature(content: SignatureBlock) -> dict[str, Json]:
    return {
        "organs": [plain(name) for name in content.organs],
        "date": plain(content.date) if content.date else None,
        "sealed": content.sealed,
    }


def _imprint(content: ImprintBlock) -> dict[str, Json]:
    others = [(label, names) for label, *names in content.others]
    lines = (("主送", content.addressees), *others, (_COPIED.label, content.copied_to))
    return {
        "people": [
            {"label": plain(f"{label}："), "names": plain("，".join(names) + _COPIED.closing)}
            for label, names in lines
            if names
        ],
        "by": plain(content.printed_by),
        "on": plain(content.printed_on + BY_KEY["printed_on"].closing if content.printed_on else ""),
    }
