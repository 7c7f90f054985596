"""The numbers of the layout as the template reads them: lengths in points, ratios and counts of the norms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.elements import CORNER
from fazhi_report.norms.gbt9704 import Profile, Type
from fazhi_report.typesetting.lines import chars
from fazhi_report.writers.docx.body import ATTACHMENT_LABEL
from fazhi_report.writers.typst.faces import FaceFonts, SetFont
from fazhi_report.writers.typst.glyphs import middle, widths
from fazhi_report.writers.typst.spans import MARKS, Json

DASH: Final = "—"
_TRACKED = norms.CHAR_SPACING.value.pt
# 16 pt type in Word's bold is about this much of its size thicker.
_STRONG = 0.025
# The square of a Chinese character reaches this much of its side above the baseline (OpenType, BASE ideo, idtp).
_ASCENT = 0.88


def norms_json(profile: Profile, faces: Iterable[FaceFonts], others: Iterable[SetFont]) -> dict[str, Json]:
    """The page, the types and the faces.

    Args:
        profile: The page profile.
        faces: The fonts of every face.
        others: Fonts of characters that the faces lack.
    """
    beside = [one.family for one in others]
    return {
        "page": _page(profile),
        "types": {name: _type(kind, tracked=tracked) for name, (kind, tracked) in _types().items()},
        "faces": {one.face.name: _face(one, beside) for one in faces},
        "colors": {
            "mark": f"#{profile.look.mark_color}",
            "rule": f"#{profile.look.rule_color}",
            "open": _named(norms.OPEN_PLACE.value),
        },
        "words": {"attachment": ATTACHMENT_LABEL},
        "strong": _STRONG,
        "ascent": _ASCENT,
    }


def _types() -> dict[str, tuple[Type, bool]]:
    """Name of an element → its type, and whether its characters give up space as those of the body do."""
    headings = {f"heading_{level}": (one.value, True) for level, one in enumerate(norms.HEADINGS, 1)}
    corner = {one.key: (one.type.value, True) for one in CORNER if one.type}
    return {
        "body": (norms.BODY.value, True),
        "title": (norms.TITLE.value, False),
        **headings,
        **corner,
        "organ_mark": (norms.ORGAN_MARK.value, False),
        "document_number": (norms.DOCUMENT_NUMBER.value, True),
        "signatory_name": (norms.SIGNATORY_NAME.value, True),
        "attachment_mark": (norms.ATTACHMENT_MARK.value, True),
        "imprint": (norms.IMPRINT.value, False),
        "page_number": (norms.PAGE_NUMBER.value, False),
        "table": (norms.TABLE.value, False),
        "table_head": (norms.TABLE_HEAD.value, False),
    }


def _type(kind: Type, *, tracked: bool) -> dict[str, Json]:
    return {"face": kind.face.name, "size": kind.size.pt, "tracking": _TRACKED if tracked else 0}


def _face(one: FaceFonts, beside: Iterable[str]) -> dict[str, Json]:
    font = one.chosen.font
    return {
        "fonts": list(dict.fromkeys((one.chosen.family, *beside))),
        "weight": one.chosen.weight,
        "marks": dict(widths(font.path, font.index, MARKS)),
        "dash": middle(font.path, font.index, DASH),
    }


def _named(color: str) -> str:
    """The colour as the template writes it; Word has names of its own for the colours of highlights."""
    return {"yellow": "#FFFF00"}.get(color, f"#{color}")


def _page(profile: Profile) -> dict[str, Json]:
    return {
        "paper_width": norms.PAPER_WIDTH.value.pt,
        "paper_height": norms.PAPER_HEIGHT.value.pt,
        "top": profile.top.pt,
        "bottom": profile.bottom.pt,
        "left": norms.LEFT_MARGIN.value.pt,
        "right": norms.RIGHT_MARGIN.value.pt,
        "width": norms.TYPE_AREA_WIDTH.value.pt,
        "area_height": norms.TYPE_AREA_HEIGHT.value.pt,
        "foot": profile.foot.pt,
        "pitch": profile.line_pitch.pt,
        "char": chars(1).pt,
        "indent": norms.PARAGRAPH_INDENT.value,
        "mark_top": profile.mark_top.pt,
        "mark_line": norms.MARK_LINE_RATIO.value,
        "mark_lead": norms.MARK_LEAD_RATIO.value,
        "mark_gap": norms.MARK_GAP_LINES.value,
        "rule_gap": norms.RULE_GAP.value.pt,
        "rule": norms.RULE_THICKNESS.value.pt,
        "edge_indent": norms.EDGE_INDENT.value,
        "title_gap": norms.TITLE_GAP_LINES.value,
        "title_pitch": norms.TITLE_PITCH.value.pt,
        "addressee_gap": norms.ADDRESSEE_GAP_LINES.value,
        "attachment_note_gap": norms.ATTACHMENT_NOTE_GAP_LINES.value,
        "attachment_title_line": norms.ATTACHMENT_TITLE_LINE.value,
        "attachment_gap": norms.ATTACHMENT_GAP_LINES.value,
        "signature_gap": norms.SIGNATURE_GAP_LINES.value,
        "sealed_gap": norms.SEALED_GAP_LINES.value,
        "sealed_indent": norms.SEALED_DATE_INDENT.value,
        "unsealed_indent": norms.UNSEALED_INDENT.value,
        "unsealed_offset": norms.UNSEALED_DATE_OFFSET.value,
        "seal": norms.SEAL_DIAMETER.value.pt,
        "seal_clearance": norms.SEAL_CLEARANCE.value.pt,
        "seals_per_row": norms.SEALS_PER_ROW.value,
        "imprint_line": norms.IMPRINT_LINE.value.pt,
        "imprint_after": norms.IMPRINT_AFTER.value.pt,
        "imprint_indent": norms.IMPRINT_EDGE_INDENT.value,
        "outer_rule": norms.IMPRINT_OUTER_RULE.value.pt,
        "inner_rule": norms.IMPRINT_INNER_RULE.value.pt,
        "number_indent": norms.PAGE_NUMBER_INDENT.value,
        "number_drop": norms.PAGE_NUMBER_DROP.value.pt,
        "table_gap": norms.TABLE_GAP.value.pt,
        "table_rule": norms.TABLE_RULE.value.pt,
        "table_line": norms.TABLE_LINE_RATIO.value,
        "cell_margin": norms.CELL_MARGIN.value.pt,
        "cell_padding": norms.CELL_PADDING.value.pt,
        "chart_height": norms.CHART_HEIGHT.value.pt,
    }
