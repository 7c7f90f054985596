"""The nodes of the document tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from fazhi_report.document.fact import Fact, Highlight


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Emphasised words (``**…**`` in a template)."""

    text: str


@dataclass(frozen=True, slots=True)
class Datum:
    """A figure printed by its key (指标); a format that can store the key does so.

    Args:
        key: Indicator key, such as ``reconsideration.received``.
        text: What is printed, such as ``80件``.
    """

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Ordinal:
    """The opening of an enumerated measure (一是、二是).

    Args:
        form: The character after the numeral: ``是`` or ``要``.
        text: What is printed; empty until `fazhi_report.document.markup.number` has run.
    """

    form: str
    text: str = ""


Inline: TypeAlias = Text | Strong | Datum | Ordinal
Inlines: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of one of the four levels (结构层次).

    Args:
        level: 1 to 4, printed 一、 （一） 1. （1）.
        title: The heading's words, without number.
        number: What is printed before the words; empty until numbered.
        body: Text after the heading in the same paragraph (段首标题); None when the heading
        has a line of its own.
    """

    level: int
    title: Inlines
    number: str = ""
    body: Inlines | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of body text."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table (表格); every cell is a sequence of inlines.

    Args:
        header: The cells of the head row.
        rows: Body rows, each as long as the header.
        caption: Words above the table; empty for none.
        note: Words below the table, such as its source; empty for none.
        upper: Rows of labels above the head row (上级表头), each as long as the header, the outermost first. Equal
            neighbours are one cell; where there is no label, the head cell reaches up.
    """

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    caption: Inlines = ()
    note: Inlines = ()
    upper: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A line of a chart: the values of a figure over the years.

    Args:
        key: Indicator key.
        label: What the line is called.
        texts: The figure as printed, one text per year; empty where there is none.
        values: The values, one per year; None where there is none.
    """

    key: str
    label: str
    texts: tuple[str, ...]
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A line chart of figures over the years (趋势图); all lines have the same unit.

    Args:
        categories: The years as printed, in order.
        unit: The unit of every line.
        lines: The lines.
        description: Text alternative for readers who cannot see the chart (替代文字).
        caption: Words above the chart; empty for none.
        note: Words below the chart; empty for none.
    """

    categories: tuple[str, ...]
    unit: str
    lines: tuple[ChartLine, ...]
    description: str
    caption: Inlines = ()
    note: Inlines = ()


Block: TypeAlias = Heading | Paragraph | TableBlock | ChartBlock


@dataclass(frozen=True, slots=True)
class AttachmentBlock:
    """An attachment bound in with the report (附件).

    Args:
        title: Its name on one line, as in the note of attachments (附件说明).
        blocks: Its content; its headings are numbered by themselves.
        lines: The name broken into lines by meaning; empty until composed.
    """

    title: str
    blocks: tuple[Block, ...]
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CornerLine:
    """A line in the upper left corner of the masthead (份号, 密级和保密期限, 紧急程度).

    Args:
        element: Its identifier in `fazhi_report.norms.elements.CORNER`.
        text: What is printed; empty for none.
    """

    element: str
    text: str


@dataclass(frozen=True, slots=True)
class Masthead:
    """The masthead (版头) above the red rule; only in the submitted edition.

    Args:
        organ_mark: The organ's mark (发文机关标志), one entry per line; of joint authors, one name per line.
        document_number: 发文字号, such as ``临司〔2021〕8号``; empty when not yet given.
        signatories: Names after 签发人.
        corner: The lines in the upper left corner, such as ``000001``, ``秘密★1年`` and ``特急``, in their order.
        mark_word: 文件, printed once to the right of all lines of the mark (7.2.4); empty where it is in them.
    """

    organ_mark: tuple[str, ...]
    document_number: str = ""
    signatories: tuple[str, ...] = ()
    corner: tuple[CornerLine, ...] = ()
    mark_word: str = ""


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """The signing organs and the date of issue (发文机关署名、成文日期).

    Args:
        organs: Names of the signing organs, as printed.
        date: 成文日期 as printed, such as ``2021年2月28日``; empty for an old report without one.
        sealed: Whether space is left for a red seal (加盖印章).
    """

    organs: tuple[str, ...]
    date: str
    sealed: bool = False


UNSIGNED = SignatureBlock((), "")
"""The signature of a document without one, such as an attachment to be bound with a report."""


@dataclass(frozen=True, slots=True)
class ImprintBlock:
    """The imprint at the foot of the last page (版记).

    Args:
        addressees: 主送机关 moved here because they would fill page one; usually empty.
        copied_to: 抄送机关, grouped as they are separated by 。 or ，.
        printed_by: 印发机关.
        printed_on: 印发日期 as printed, without 印发.
        others: Lines with other labels, such as 抄报 of older documents: label and names; only present in a
        reformatted file.
    """

    addressees: tuple[str, ...] = ()
    copied_to: tuple[str, ...] = ()
    printed_by: str = ""
    printed_on: str = ""
    others: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Webpage:
    """The metadata of the web page (网页标签, 当前位置); unknown values are empty.

    Args:
        site_name: SiteName.
        site_domain: SiteDomain.
        site_id_code: SiteIDCode (网站标识码).
        column_name: ColumnName.
        column_description: ColumnDescription.
        column_keywords: ColumnKeywords.
        column_type: ColumnType.
        published_at: PubDate, ``yyyy-MM-dd HH:mm``.
        source: ContentSource.
        keywords: Keywords.
        description: Description.
        address: Url.
        breadcrumb: From the front page to the column (当前位置).
    """

    site_name: str = ""
    site_domain: str = ""
    site_id_code: str = ""
    column_name: str = ""
    column_description: str = ""
    column_keywords: tuple[str, ...] = ()
    column_type: str = ""
    published_at: str = ""
    source: str = ""
    keywords: tuple[str, ...] = ()
    description: str = ""
    address: str = ""
    breadcrumb: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Properties:
    """The properties of the file (文档属性, 政府信息公开 metadata).

    Args:
        title: The title on one line.
        organ: The issuing organ, author of the file.
        year: The year reported on.
        issued: 成文日期.
        edition: ``submit`` or ``publish``.
        publication: Label and value pairs of the disclosure table, in print order; empty when there are none.
        name: Name of the file without suffix, for files that refer to each other; empty when unknown.
        webpage: The metadata of the web page.
    """

    title: str
    organ: str
    year: int
    issued: date
    edition: str
    publication: tuple[tuple[str, str], ...] = ()
    name: str = ""
    webpage: Webpage = Webpage()


@dataclass(frozen=True, slots=True)
class Document:
    """A document, numbered and ready for any writer.

    Args:
        properties: The properties of the file.
        title: The title, one entry per line, broken by meaning (回行); empty when the document consists of attachments.
        blocks: The body: opening, parts and closing words.
        signature: The signature; `UNSIGNED` when there is none.
        masthead: 版头; None in the published edition.
        addressees: 主送机关; empty when there are none or they are in the imprint.
        attachments: 附件, in order; their titles also make the 附件说明.
        notes: 附注, without brackets.
        imprint: 版记; None in the published edition.
        facts: The year's figures in the order of the data, without internal ones.
        highlights: The figures that the web page shows before the text; none where no page is to be written.
    """

    properties: Properties
    title: tuple[str, ...]
    blocks: tuple[Block, ...]
    signature: SignatureBlock
    masthead: Masthead | None = None
    addressees: tuple[str, ...] = ()
    attachments: tuple[AttachmentBlock, ...] = ()
    notes: tuple[str, ...] = ()
    imprint: ImprintBlock | None = None
    facts: tuple[Fact, ...] = ()
    highlights: tuple[Highlight, ...] = ()


def words(parts: Iterable[Inline]) -> str:
    """Return the text of inlines."""
    return "".join(part.text for part in parts)


def lines(block: Block) -> Iterator[str]:
    """Yield the lines of a block as plain text; a table gives one line per row, its cells separated by tabs."""
    match block:
        case Heading():
            yield block.number + words(block.title) + words(block.body or ())
        case Paragraph():
            yield words(block.content)
        case TableBlock():
            yield from _framed(block, (tuple(map(words, row)) for row in (block.header, *block.rows)))
        case ChartBlock():
            yield from _framed(block, chart_rows(block))


def _framed(block: TableBlock | ChartBlock, rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    if block.caption:
        yield words(block.caption)
    yield from map("\t".join, rows)
    if block.note:
        yield words(block.note)


def chart_rows(chart: ChartBlock) -> Iterator[tuple[str, ...]]:
    """Yield a chart as a table: first the years, then one row per line of the chart."""
    yield ("", *chart.categories)
    for line in chart.lines:
        yield (line.label, *(text or "—" for text in line.texts))


def body(document: Document) -> Iterator[str]:
    """Yield the plain text from the addressees to the date of issue, which is the text that rules check."""
    if document.addressees:
        yield "、".join(document.addressees) + "："
    for block in document.blocks:
        yield from lines(block)
    if document.signature != UNSIGNED:
        yield from document.signature.organs
        if document.signature.date:
            yield document.signature.date
