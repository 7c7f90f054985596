"""The 33 clauses on the pages of every example, in both editions and profiles; and copies that break each of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from fazhi_report.document.nodes import Document, Paragraph, words
from specimens import LONG, SUBMITTED

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("office")]
ROOT = Path(__file__).parents[2]
EVERYTHING = replace(
    SUBMITTED,
    # Rare characters are another font's, which is another test's matter.
    blocks=tuple(
        one for one in SUBMITTED.blocks if not (isinstance(one, Paragraph) and "㐂" in words(one.content))
    ),
)


@dataclass(frozen=True)
class Spoilt:
    """A copy in which one thing is wrong.

    Args:
        number: The clause that it breaks.
        part: The part of the .docx.
        old: A regular expression in it.
        new: What takes its place.
        base: The document.
    """

    number: int
    part: str
    old: str
    new: str
    base: Document = EVERYTHING


STYLES, BODY, ODD = "word/styles.xml", "word/document.xml", "word/footer1.xml"


def _style(name: str, old: str, new: str) -> tuple[str, str]:
    """A replacement within one style."""
    return rf'(w:styleId="{name}".*?){old}', rf"\g<1>{new}"


SPOILT = (
    Spoilt(1, BODY, 'w:w="11906"', 'w:w="12240"'),
    Spoilt(2, BODY, 'w:top="2098"', 'w:top="2500"', LONG),
    Spoilt(3, BODY, 'w:left="1588"', 'w:left="1800"'),
    Spoilt(4, BODY, 'w:right="1474"', 'w:right="900"'),
    Spoilt(5, STYLES, *_style("Normal", '<w:sz w:val="32"/>', '<w:sz w:val="28"/>')),
    Spoilt(6, BODY, 'w:linePitch="579"', 'w:linePitch="620"', LONG),
    Spoilt(7, STYLES, *_style("Normal", '<w:spacing w:val="-5"/>', '<w:spacing w:val="-20"/>'), LONG),
    Spoilt(8, STYLES, *_style("Normal", '<w:color w:val="000000"/>', '<w:color w:val="1F3864"/>')),
    Spoilt(9, STYLES, *_style("Title", '<w:jc w:val="center"/>', '<w:jc w:val="left"/>')),
    Spoilt(10, BODY, '<w:p></w:p><w:p></w:p>(<w:p><w:pPr><w:pStyle w:val="Title"/>)', r"<w:p></w:p>\1"),
    Spoilt(
        11, STYLES, *_style("Addressee", '<w:jc w:val="both"/>', '<w:ind w:left="640"/><w:jc w:val="both"/>')
    ),
    Spoilt(12, BODY, '(<w:pStyle w:val="BodyText"/>)', r"\1<w:pageBreakBefore/>"),
    Spoilt(13, STYLES, *_style("BodyText", 'w:firstLine="630" w:firstLineChars="200"', 'w:firstLine="0"')),
    Spoilt(14, STYLES, *_style("Heading2", 'w:eastAsia="楷体"', 'w:eastAsia="黑体"')),
    Spoilt(16, BODY, r'(<w:pStyle w:val="AttachmentNote"/>.{0,200}?<w:ind [^>]*?w:left=")\d+"', r'\g<1>0"'),
    Spoilt(17, BODY, r'(<w:pStyle w:val="Date"/>.{0,80}?w:right=")\d+"', r'\g<1>0"'),
    Spoilt(18, BODY, "2025年2月28日(?=</w:t>)", "2025年02月28日"),
    Spoilt(19, BODY, '(<w:pStyle w:val="Signature"/>)', r"\1<w:pageBreakBefore/>"),
    Spoilt(20, STYLES, *_style("AttachmentMark", "<w:pageBreakBefore/>", "")),
    Spoilt(21, ODD, "— ", "- "),
    Spoilt(22, ODD, '<w:ind w:right="280"/>', ""),
    Spoilt(24, STYLES, *_style("CopyNumber", "<w:pPr>", '<w:pPr><w:ind w:left="600"/>')),
    Spoilt(25, BODY, '(<w:pStyle w:val="OrganMark"/><w:spacing w:before=")54"', r'\g<1>700"'),
    Spoilt(26, BODY, 'w:pos="315"', 'w:pos="900"'),
    Spoilt(27, BODY, 'w:pos="7899"', 'w:pos="7200"'),
    Spoilt(28, BODY, 'w:space="11"', 'w:space="25"'),
    Spoilt(29, BODY, '(<w:tab w:val="left" w:pos="7899"/></w:tabs>)', r'\1<w:ind w:right="2000"/>'),
    Spoilt(30, BODY, r'(<w:pStyle w:val="ImprintRule"/>.{0,300}?w:line=")20"', r'\g<1>60"'),
    Spoilt(31, BODY, 'w:yAlign="bottom"', 'w:yAlign="top"'),
    Spoilt(32, BODY, r'(<w:pStyle w:val="Imprint"/>.{0,400}?w:left=")1120"', r'\g<1>1500"'),
    Spoilt(33, BODY, r"(印发</w:t>)", "\\1<w:t>。</w:t>"),
)
