"""The lengths and faces of the norms, as variables of the style sheet."""

from __future__ import annotations

from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import Profile, Type
from fazhi_report.norms.length import Length


def variables(profile: Profile) -> str:
    """A style sheet that sets every length and face of the page, and nothing else."""
    lengths = {
        "paper-width": norms.PAPER_WIDTH.value,
        "paper-height": norms.PAPER_HEIGHT.value,
        "top": profile.top,
        "left": norms.LEFT_MARGIN.value,
        "area-width": norms.TYPE_AREA_WIDTH.value,
        "area-height": profile.text_height,
        "pitch": profile.line_pitch,
        "spacing": norms.CHAR_SPACING.value,
        "title-pitch": norms.TITLE_PITCH.value,
        "mark-top": profile.mark_top,
        "rule": norms.RULE_THICKNESS.value,
        "rule-gap": norms.RULE_GAP.value,
        "cell-margin": norms.CELL_MARGIN.value,
        "cell-padding": norms.CELL_PADDING.value,
        "table-rule": norms.TABLE_RULE.value,
        "imprint-line": norms.IMPRINT_LINE.value,
        "imprint-after": norms.IMPRINT_AFTER.value,
        "imprint-rule": norms.IMPRINT_OUTER_RULE.value,
        "page-number-drop": profile.page_number_drop,
    }
    counts = {
        "indent": norms.PARAGRAPH_INDENT.value,
        "edge": norms.EDGE_INDENT.value,
        "signature-right": norms.UNSEALED_INDENT.value,
        "sealed-right": norms.SEALED_DATE_INDENT.value,
        "table-line": norms.TABLE_LINE_RATIO.value,
        "mark-line": norms.MARK_LINE_RATIO.value,
        "page-number-indent": norms.PAGE_NUMBER_INDENT.value,
    }
    colours = {"ink": norms.BLACK.value, "red": norms.RED.value}
    types = {
        "body": norms.BODY.value,
        "title": norms.TITLE.value,
        "mark": norms.ORGAN_MARK.value,
        "attachment": norms.ATTACHMENT_MARK.value,
        "table": norms.TABLE.value,
        "table-head": norms.TABLE_HEAD.value,
        "imprint": norms.IMPRINT.value,
        "page-number": norms.PAGE_NUMBER.value,
        **{f"h{level}": norm.value for level, norm in enumerate(norms.HEADINGS, 1)},
    }
    lines = [f"--{name}: {_points(value)};" for name, value in lengths.items()]
    lines += [f"--{name}: {value:g};" for name, value in counts.items()]
    lines += [f"--{name}: #{value};" for name, value in colours.items()]
    lines += [f"--{name}-face: {_families(value)};" for name, value in types.items()]
    lines += [f"--{name}-size: {_points(value.size)};" for name, value in types.items()]
    return ":root {\n" + "\n".join(lines) + "\n}\n"


def _points(value: Length) -> str:
    return f"{value.pt:.3f}pt"


def _families(value: Type) -> str:
    """The families that satisfy the face, the one that documents ask for first."""
    families = ", ".join(f'"{family}"' for family in value.face.families)
    return f"{families}, serif"
