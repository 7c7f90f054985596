"""The named styles of a document: one row per style, all numbers from the norms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.elements import CORNER
from fazhi_report.norms.gbt9704 import Type
from fazhi_report.norms.length import Length


class StyleId(StrEnum):
    """Identifiers of the paragraph and character styles."""

    NORMAL = "Normal"
    BODY = "BodyText"
    TITLE = "Title"
    HEADING_1 = "Heading1"
    HEADING_2 = "Heading2"
    HEADING_3 = "Heading3"
    HEADING_4 = "Heading4"
    HEADING_1_WORDS = "Heading1Char"
    HEADING_2_WORDS = "Heading2Char"
    HEADING_3_WORDS = "Heading3Char"
    HEADING_4_WORDS = "Heading4Char"
    RUN_IN_1 = "RunInHeading1"
    RUN_IN_2 = "RunInHeading2"
    RUN_IN_3 = "RunInHeading3"
    RUN_IN_4 = "RunInHeading4"
    STRONG = "Strong"
    ORGAN_MARK = "OrganMark"
    DOCUMENT_NUMBER = "DocumentNumber"
    SIGNATORY_NAME = "SignatoryName"
    ADDRESSEE = "Addressee"
    CAPTION = "Caption"
    TABLE = "TableGrid"
    TABLE_HEAD = "TableHead"
    TABLE_TEXT = "TableText"
    TABLE_HEAD_SMALL = "TableHeadSmall"
    TABLE_TEXT_SMALL = "TableTextSmall"
    TABLE_HEAD_SMALLEST = "TableHeadSmallest"
    TABLE_TEXT_SMALLEST = "TableTextSmallest"
    TABLE_NOTE = "TableNote"
    ATTACHMENT_NOTE = "AttachmentNote"
    SIGNATURE = "Signature"
    DATE = "Date"
    NOTE = "Note"
    ATTACHMENT_MARK = "AttachmentMark"
    ATTACHMENT_TITLE = "AttachmentTitle"
    IMPRINT = "Imprint"
    IMPRINT_RULE = "ImprintRule"
    FOOTER = "Footer"


HEADINGS = (StyleId.HEADING_1, StyleId.HEADING_2, StyleId.HEADING_3, StyleId.HEADING_4)
HEADING_WORDS = (
    StyleId.HEADING_1_WORDS,
    StyleId.HEADING_2_WORDS,
    StyleId.HEADING_3_WORDS,
    StyleId.HEADING_4_WORDS,
)
TABLE_STYLES = {
    norms.TABLE.value.size: (StyleId.TABLE_HEAD, StyleId.TABLE_TEXT),
    norms.TABLE_SMALL.value.size: (StyleId.TABLE_HEAD_SMALL, StyleId.TABLE_TEXT_SMALL),
    norms.TABLE_SMALLEST.value.size: (StyleId.TABLE_HEAD_SMALLEST, StyleId.TABLE_TEXT_SMALLEST),
}
"""Size of a table's type → the styles of its head and of its other cells."""
RUN_INS = (StyleId.RUN_IN_1, StyleId.RUN_IN_2, StyleId.RUN_IN_3, StyleId.RUN_IN_4)


class Align(StrEnum):
    """Alignment of a paragraph, by the word of WordprocessingML."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class StyleLook:
    """Definition of a paragraph style; None inherits.

    Args:
        style: Identifier.
        name: Name in Word's list of styles; of built-in styles the English one.
        base: The style that it inherits from; None for the root.
        follow: The style of the next paragraph that is typed; None for the same one.
        type: Face and size.
        spacing: Space added to each character.
        align: Alignment.
        line: Exact line height; None for that of the grid of the page.
        after: Space below.
        indent: Indent of the first line in characters.
        outline: Level in the navigation pane, counted from 0.
        keep_next: Whether the paragraph stays on the page of the next one.
        page_break: Whether the paragraph begins a page.
        off_grid: Whether lines are as high as their type needs, not as the grid of the page.
        color: Colour of the text.
        builtin: Whether Word knows the style by its name.
    """

    style: str
    name: str
    base: StyleId | None = StyleId.NORMAL
    follow: StyleId | None = None
    type: Type | None = None
    spacing: Length | None = None
    align: Align | None = None
    line: Length | None = None
    after: Length | None = None
    indent: int | None = None
    outline: int | None = None
    keep_next: bool = False
    page_break: bool = False
    off_grid: bool = False
    color: str | None = None
    builtin: bool = False


@dataclass(frozen=True, slots=True)
class WordsLook:
    """Definition of a character style.

    Args:
        style: Identifier.
        name: Name in Word's list of styles.
        type: Face and size; None inherits.
        bold: Whether the text is bold.
        link: The paragraph style that it is linked to; None for none.
    """

    style: StyleId
    name: str
    type: Type | None = None
    bold: bool = False
    link: StyleId | None = None


_NO_SPACING = Length(0)
_INDENT = norms.PARAGRAPH_INDENT.value
_LEVELS = ("一", "二", "三", "四")


def _headings() -> list[StyleLook]:
    """The styles of the four heading levels, on their own line and run in."""
    own_line = [
        StyleLook(
            style,
            f"heading {level + 1}",
            base=StyleId.BODY,
            follow=StyleId.BODY,
            type=norms.HEADINGS[level].value,
            outline=level,
            keep_next=True,
            builtin=True,
        )
        for level, style in enumerate(HEADINGS)
    ]
    run_in = [
        StyleLook(style, f"段首标题{_LEVELS[level]}", base=StyleId.BODY, follow=StyleId.BODY, outline=level)
        for level, style in enumerate(RUN_INS)
    ]
    return own_line + run_in


def _body() -> list[StyleLook]:
    """The styles of the body (主体), from the title to the notes."""
    title = norms.TITLE.value
    return [
        StyleLook(
            StyleId.NORMAL,
            "Normal",
            base=None,
            type=norms.BODY.value,
            spacing=norms.CHAR_SPACING.value,
            align=Align.BOTH,
            color=norms.BLACK.value,
            builtin=True,
        ),
        StyleLook(StyleId.BODY, "Body Text", indent=_INDENT, builtin=True),
        *_headings(),
        StyleLook(
            StyleId.TITLE,
            "Title",
            follow=StyleId.BODY,
            type=title,
            spacing=_NO_SPACING,
            align=Align.CENTER,
            line=norms.TITLE_PITCH.value,
            keep_next=True,
            builtin=True,
        ),
        StyleLook(StyleId.ADDRESSEE, "主送机关", follow=StyleId.BODY, align=Align.BOTH),
        StyleLook(StyleId.ATTACHMENT_NOTE, "附件说明"),
        StyleLook(StyleId.SIGNATURE, "发文机关署名", follow=StyleId.DATE, align=Align.LEFT, keep_next=True),
        StyleLook(StyleId.DATE, "成文日期", align=Align.RIGHT),
        StyleLook(StyleId.NOTE, "附注", indent=_INDENT),
        StyleLook(
            StyleId.ATTACHMENT_MARK,
            "附件顺序号",
            type=norms.ATTACHMENT_MARK.value,
            align=Align.LEFT,
            keep_next=True,
            page_break=True,
        ),
        StyleLook(
            StyleId.ATTACHMENT_TITLE,
            "附件标题",
            follow=StyleId.BODY,
            type=title,
            spacing=_NO_SPACING,
            align=Align.CENTER,
            line=norms.TITLE_PITCH.value,
            outline=0,
            keep_next=True,
        ),
    ]


def _masthead() -> list[StyleLook]:
    """The styles of the masthead (版头)."""
    return [
        *(
            StyleLook(one.style, one.name, type=one.type.value, align=Align.LEFT)
            for one in CORNER
            if one.type
        ),
        StyleLook(
            StyleId.ORGAN_MARK,
            "发文机关标志",
            type=norms.ORGAN_MARK.value,
            spacing=_NO_SPACING,
            align=Align.CENTER,
            line=norms.ORGAN_MARK.value.size * norms.MARK_LINE_RATIO.value,
            color=norms.RED.value,
        ),
        StyleLook(
            StyleId.DOCUMENT_NUMBER,
            "发文字号",
            type=norms.DOCUMENT_NUMBER.value,
            align=Align.CENTER,
            line=norms.DOCUMENT_NUMBER.value.size,
        ),
    ]


def _tables() -> list[StyleLook]:
    """The styles of tables, captions and notes; their lines are as high as their type, so that nothing is clipped."""
    head, text = norms.TABLE_HEAD.value, norms.TABLE.value
    return [
        StyleLook(StyleId.CAPTION, "caption", type=head, align=Align.CENTER, keep_next=True, builtin=True),
        StyleLook(
            StyleId.TABLE_TEXT, "表格文字", type=text, spacing=_NO_SPACING, align=Align.LEFT, off_grid=True
        ),
        StyleLook(
            StyleId.TABLE_HEAD,
            "表头",
            base=StyleId.TABLE_TEXT,
            type=head,
            align=Align.CENTER,
            keep_next=True,
        ),
        *_smaller_tables(),
        StyleLook(StyleId.TABLE_NOTE, "表注", type=text, spacing=_NO_SPACING),
    ]


def _smaller_tables() -> Iterator[StyleLook]:
    """The styles of tables in smaller type, which inherit all but the size."""
    for row, name, head, text in (
        (norms.TABLE_SMALL, "小四", StyleId.TABLE_HEAD_SMALL, StyleId.TABLE_TEXT_SMALL),
        (norms.TABLE_SMALLEST, "五号", StyleId.TABLE_HEAD_SMALLEST, StyleId.TABLE_TEXT_SMALLEST),
    ):
        head_type = Type(norms.TABLE_HEAD.value.face, row.value.size)
        yield StyleLook(text, f"表格文字（{name}）", base=StyleId.TABLE_TEXT, type=row.value)
        yield StyleLook(head, f"表头（{name}）", base=StyleId.TABLE_HEAD, type=head_type, keep_next=True)


def _foot() -> list[StyleLook]:
    """The styles of the imprint (版记) and of the page number."""
    text = norms.IMPRINT.value
    return [
        StyleLook(
            StyleId.IMPRINT,
            "版记",
            type=text,
            spacing=_NO_SPACING,
            line=norms.IMPRINT_LINE.value,
            after=norms.IMPRINT_AFTER.value,
        ),
        StyleLook(
            StyleId.IMPRINT_RULE,
            "版记分隔线",
            type=text,
            spacing=_NO_SPACING,
            line=norms.IMPRINT_OUTER_RULE.value,
        ),
        StyleLook(
            StyleId.FOOTER,
            "footer",
            type=norms.PAGE_NUMBER.value,
            spacing=_NO_SPACING,
            align=Align.LEFT,
            line=norms.PAGE_NUMBER_LINE.value,
            builtin=True,
        ),
    ]


def looks() -> tuple[StyleLook, ...]:
    """All paragraph styles; a style comes after the one that it inherits from."""
    return (*_body(), *_masthead(), *_tables(), *_foot())


def words_looks() -> tuple[WordsLook, ...]:
    """All character styles."""
    headings = (
        WordsLook(style, f"heading {level + 1} Char", type=norms.HEADINGS[level].value, link=HEADINGS[level])
        for level, style in enumerate(HEADING_WORDS)
    )
    return (
        *headings,
        WordsLook(StyleId.STRONG, "Strong", bold=True),
        WordsLook(StyleId.SIGNATORY_NAME, "签发人姓名", type=norms.SIGNATORY_NAME.value),
    )
