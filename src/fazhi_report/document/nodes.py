"""What is said: the document tree between the data and every format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that the drafter stresses (``**…**`` in a template)."""

    text: str


@dataclass(frozen=True, slots=True)
class Datum:
    """A figure printed through its key (指标); formats keep the key as far as they can.

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
        form: The word after the numeral: ``是`` or ``要``.
        text: What is printed; empty until `fazhi_report.document.markup` has counted.
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
        body: Text that runs on behind the heading in the same paragraph (段首标题); None when the
            heading stands on a line of its own.
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
    """A table (表格): every cell holds inlines.

    Args:
        header: The cells of the head row.
        rows: Body rows, each as long as the header.
        caption: Words above the table; empty for none.
        note: Words below the table, such as its source; empty for none.
    """

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    caption: Inlines = ()
    note: Inlines = ()


@dataclass(frozen=True, slots=True)
class ChartLine:
    """One line of a chart: a figure over the years.

    Args:
        key: Indicator key.
        label: What the line is called.
        texts: The figure as printed, a text a year; empty where there is none.
        values: Where the point stands; None where there is none.
    """

    key: str
    label: str
    texts: tuple[str, ...]
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """Figures over the years as lines (趋势图); all lines are of one unit.

    Args:
        categories: The years as printed, in order.
        unit: The unit of every line.
        lines: The lines.
        description: The same in words, for those who cannot see it (替代文字).
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
        title: Its name on one line, as the note of attachments gives it.
        blocks: What it says; it counts its headings for itself.
        lines: The name broken at word sense, one entry a line; empty until composed.
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
    """What stands above the red rule (版头); only in the edition that is submitted.

    Args:
        organ_mark: Words of the organ's mark (发文机关标志), one entry a line.
        document_number: 发文字号, such as ``临司〔2021〕8号``; empty when not yet given.
        signatories: Names behind 签发人.
        corner: The lines in the upper left corner, such as ``000001``, ``秘密★1年`` and ``特急``, in their order.
    """

    organ_mark: tuple[str, ...]
    document_number: str = ""
    signatories: tuple[str, ...] = ()
    corner: tuple[CornerLine, ...] = ()


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Who signs, and when (发文机关署名、成文日期).

    Args:
        organs: Names of the signing organs, as printed.
        date: 成文日期 as printed, such as ``2021年2月28日``.
        sealed: Whether room is laid out for a red seal (加盖印章).
    """

    organs: tuple[str, ...]
    date: str
    sealed: bool = False


UNSIGNED = SignatureBlock((), "")
"""Nobody signs: the document is an attachment to be bound with another."""


@dataclass(frozen=True, slots=True)
class ImprintBlock:
    """What stands at the foot of the last page (版记).

    Args:
        addressees: 主送机关 moved here because they would fill page one; usually empty.
        copied_to: 抄送机关, grouped as they are separated by 。 or ，.
        printed_by: 印发机关.
        printed_on: 印发日期 as printed, without 印发.
        others: Lines under other words, such as 抄报 of older documents: the word and the names; only a file that is
            set anew has any.
    """

    addressees: tuple[str, ...] = ()
    copied_to: tuple[str, ...] = ()
    printed_by: str = ""
    printed_on: str = ""
    others: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure of the year with everything that readers may ask of it (主要数据).

    Args:
        key: Indicator key, such as ``reconsideration.received``.
        label: Chinese name.
        domain: Chinese name of its field, such as 行政复议.
        text: As printed: ``80余条``, or the word for why there is no number.
        number: Its plain number, scale applied, such as ``80``; empty where there is none.
        unit: The measure word, ``%`` or 个百分点.
        hedge: Words that blur the number, such as 余.
        status: ``value``, ``zero``, ``not_recorded`` or ``not_applicable``.
        definition: What is counted; empty when nobody has said.
        scope: 口径; empty when unsaid.
        period: 时段; empty for the whole year.
        source: 来源; empty when unsaid.
        previous: Last year's figure as printed; empty when unknown.
        previous_number: Its plain number; empty where there is none.
        change: What has changed since, in words: 增长24.7%, 提高2.4个百分点, 持平; empty when it cannot be said.
        note: 说明.
        share: Whether it is a share of a whole (0 to 100 %), and not a growth rate.
    """

    key: str
    label: str
    domain: str
    text: str
    number: str = ""
    unit: str = ""
    hedge: str = ""
    status: str = "value"
    definition: str = ""
    scope: str = ""
    period: str = ""
    source: str = ""
    previous: str = ""
    previous_number: str = ""
    change: str = ""
    note: str = ""
    share: bool = False


@dataclass(frozen=True, slots=True)
class Webpage:
    """What the government's website says of the page (网页标签, 当前位置); what is unknown is empty.

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
    """What the file says of itself (文档属性, 政府信息公开 metadata).

    Args:
        title: The title on one line.
        organ: The issuing organ, author of the file.
        year: The year reported on.
        issued: 成文日期.
        edition: ``submit`` or ``publish``.
        publication: Label and value pairs of the disclosure table, in print order; empty when nothing is known.
        name: Name of the file without suffix, for files that point at one another; empty when it is not settled.
        webpage: What the website says of the page.
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
    """A whole document, numbered and ready for any writer.

    Args:
        properties: What the file says of itself.
        title: The title, one entry a line (回行 at word sense); empty where the document is its attachments alone.
        blocks: The body: opening, parts and closing words.
        signature: Who signs, and when; `UNSIGNED` where nobody does.
        masthead: 版头; None in the published edition.
        addressees: 主送机关; empty when there are none or they stand in the imprint.
        attachments: 附件, in order; their titles also make the 附件说明.
        notes: 附注, without brackets.
        imprint: 版记; None in the published edition.
        facts: The year's figures in the order of the data; what only the office may know is not among them.
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


def words(parts: Iterable[Inline]) -> str:
    """The words of inlines, in order."""
    return "".join(part.text for part in parts)


def lines(block: Block) -> Iterator[str]:
    """The lines of a block as they are read aloud; a table gives one line a row, cells parted by tabs."""
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
    """A chart as the table that it draws: the years at the head, then a row a line."""
    yield ("", *chart.categories)
    for line in chart.lines:
        yield (line.label, *(text or "—" for text in line.texts))


def body(document: Document) -> Iterator[str]:
    """From the addressees to the date of issue: the words that the report is judged by."""
    if document.addressees:
        yield "、".join(document.addressees) + "："
    for block in document.blocks:
        yield from lines(block)
    if document.signature != UNSIGNED:
        yield from document.signature.organs
        yield document.signature.date
