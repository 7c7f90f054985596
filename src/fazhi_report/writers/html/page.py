"""Document → a self-contained web page: it loads nothing from any network."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from fazhi_report.document.nodes import Document
from fazhi_report.norms.gbt9704 import Look, Profile
from fazhi_report.norms.web import TAGS
from fazhi_report.numbers.dates import format_date
from fazhi_report.writers.html.assets import address, render
from fazhi_report.writers.html.beside import DATA_FILES, citation, offered
from fazhi_report.writers.html.body import Body, ContentsEntry
from fazhi_report.writers.html.figures import by_domain, charts, drawn, groups, rows
from fazhi_report.writers.html.glance import glance
from fazhi_report.writers.html.inline_markup import RenderFigure, clean, figure_links
from fazhi_report.writers.html.site_frame import SiteFrame, framed


def tags(document: Document) -> list[tuple[str, str]]:
    """Name and content of the page's meta tags in the order of the guideline; unknown ones are left out."""
    page = document.properties.webpage
    values = {
        "SiteName": page.site_name,
        "SiteDomain": page.site_domain,
        "SiteIDCode": page.site_id_code,
        "ColumnName": page.column_name,
        "ColumnDescription": page.column_description,
        "ColumnKeywords": ",".join(page.column_keywords),
        "ColumnType": page.column_type,
        "ArticleTitle": document.properties.title,
        "PubDate": page.published_at,
        "ContentSource": page.source,
        "Keywords": ",".join(page.keywords),
        "Description": page.description,
        "Url": page.address,
    }
    return [(tag.name, values[tag.name]) for tag in TAGS if values[tag.name]]


def title(document: Document) -> str:
    """The title of the browser tab: article, column, site."""
    page = document.properties.webpage
    return " - ".join(filter(None, (document.properties.title, page.column_name, page.site_name)))


def linked_data(document: Document) -> Markup:
    """The JSON-LD of the page (schema.org): the report, its breadcrumb, its data set."""
    properties, page = document.properties, document.properties.webpage
    organ = {"@type": "GovernmentOrganization", "name": properties.organ}
    numbers = [value for label, value in properties.publication if label in {"索引号", "文号"}]
    report: dict[str, object] = {
        "@type": "Report",
        "headline": properties.title,
        "inLanguage": "zh-CN",
        "temporalCoverage": str(properties.year),
        "dateCreated": properties.issued.isoformat(),
        "datePublished": page.published_at.replace(" ", "T"),
        "identifier": numbers,
        "author": organ,
        "url": page.address,
        "keywords": ",".join(page.keywords),
        "abstract": page.description,
    }
    graph = [_filled(report)]
    if page.breadcrumb:
        graph.append({"@type": "BreadcrumbList", "itemListElement": _steps(page.breadcrumb)})
    if document.facts:
        graph.append(_dataset(document, organ))
    return embedded({"@context": "https://schema.org", "@graph": graph}, indent=1)


def embedded(data: object, *, indent: int | None = None) -> Markup:
    """Return data as JSON for the content of a ``script`` element."""
    separators = None if indent else (",", ":")
    text = json.dumps(data, ensure_ascii=False, indent=indent, separators=separators)
    # Nothing that ends the element, and no ampersand: the text is the same to every parser.
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(clean(text))  # noqa: S704  (JSON in which no angle bracket is left)


def _filled(values: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value}


def _steps(names: tuple[str, ...]) -> list[dict[str, object]]:
    return [{"@type": "ListItem", "position": place, "name": name} for place, name in enumerate(names, 1)]


def _dataset(document: Document, organ: dict[str, str]) -> dict[str, object]:
    properties = document.properties
    return {
        "@type": "Dataset",
        "name": f"{properties.organ}{properties.year}年法治政府建设主要数据",
        "description": f"《{properties.title}》中的 {len(document.facts)} 项数据。",
        "creator": organ,
        "temporalCoverage": str(properties.year),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": kind.name,
                "encodingFormat": kind.media,
                "contentUrl": address(f"{properties.name}.{kind.suffix}"),
            }
            for kind in DATA_FILES
        ],
    }


@dataclass(frozen=True, slots=True)
class AttachmentHead:
    """The lines above an attachment.

    Args:
        anchor: Id of its title.
        mark: 附件, with its number where there are several.
        count: Its number in the note of attachments (附件说明), such as ``1.``; empty where it is the only one.
        title: Its title on one line.
        lines: Its title as it is broken into lines.
    """

    anchor: str
    mark: str
    count: str
    title: str
    lines: tuple[str, ...]


def attachment_heads(document: Document) -> list[AttachmentHead]:
    """The heads of all attachments, in order."""
    is_single = len(document.attachments) == 1
    return [
        AttachmentHead(
            f"attachment-{number}",
            "附件" if is_single else f"附件{number}",
            "" if is_single else f"{number}.",
            attachment.title,
            attachment.lines or (attachment.title,),
        )
        for number, attachment in enumerate(document.attachments, 1)
    ]


def attachment_body(head: AttachmentHead, render_figure: RenderFigure) -> Body:
    """The renderer of an attachment's blocks; its headings lie one level below those of the report."""
    return Body(render_figure, prefix=head.anchor, deeper=2)


def issued_on(document: Document) -> str:
    """成文日期 as ISO 8601; empty where the printed date is another one."""
    issued = document.properties.issued
    return issued.isoformat() if document.signature.date == format_date(issued) else ""


_CONTENTS_LEVELS = 2


def write(document: Document, profile: Profile) -> bytes:
    """The document as a self-contained HTML page.

    Args:
        document: What to write.
        profile: The office's look is taken; its margins are not, as browsers place lines as the standard does.
    """
    return write_beside(document, {}, profile.look)


def write_beside(
    document: Document, sizes: Mapping[str, int], look: Look, frame: SiteFrame | None = None
) -> bytes:
    """The document as a self-contained HTML page that names the files written with it.

    Args:
        document: What to write.
        sizes: Suffix → bytes of each of the files; the data files are named in any case.
        look: What the office prints otherwise.
        frame: The site that the page is a part of; None where it stands alone.
    """
    render_figure = figure_links(frozenset(fact.key for fact in document.facts))
    body = Body(render_figure)
    text = body.write(document.blocks)
    heads = attachment_heads(document)
    attachments = [
        (head, attachment_body(head, render_figure).write(attachment.blocks))
        for head, attachment in zip(heads, document.attachments, strict=True)
    ]
    return render(
        "page.html.j2",
        look,
        **framed(frame),
        document=document,
        properties=document.properties,
        page=document.properties.webpage,
        title=title(document),
        tags=tags(document),
        linked_data=linked_data(document),
        body=text,
        heads=heads,
        attachments=attachments,
        contents=_contents(body.entries),
        issued=issued_on(document),
        printed=dict(document.properties.publication),
        groups=groups(document.facts),
        charts=charts(document.facts),
        has_previous=any(fact.previous for fact in document.facts),
        glance=glance(document),
        files=offered(document, sizes),
        citation=citation(document),
    )


def headings(document: Document) -> list[ContentsEntry]:
    """Return the headings of the first two levels, with their places in the page."""
    body = Body(figure_links(frozenset()))
    body.write(document.blocks)
    return [entry for entry in body.entries if entry.level <= _CONTENTS_LEVELS]


def _contents(entries: list[ContentsEntry]) -> list[tuple[ContentsEntry, list[ContentsEntry]]]:
    """The headings of the first level, each with the headings of the second level below it."""
    found: list[tuple[ContentsEntry, list[ContentsEntry]]] = []
    for entry in entries:
        if entry.level == 1 or (entry.level <= _CONTENTS_LEVELS and not found):
            found.append((entry, []))
        elif entry.level <= _CONTENTS_LEVELS:
            found[-1][1].append(entry)
    return found


NAME = "index.html"
"""File name of the index page; web servers show it for the address of the folder."""


def write_index(documents: Sequence[Document]) -> bytes:
    """The page that links the reports of all years and compares their figures.

    Args:
        documents: The reports of one organ, at least one; two of the same year keep their order.
    """
    ordered = sorted(documents, key=lambda document: document.properties.year)
    latest = ordered[-1].properties
    made = rows(ordered)
    return render(
        "index.html.j2",
        title=" - ".join(filter(None, (f"{latest.organ}法治政府建设年度报告", latest.webpage.site_name))),
        site=latest.webpage.site_name or latest.organ,
        organ=latest.organ,
        documents=ordered[::-1],
        years=[document.properties.year for document in ordered],
        domains=by_domain(made),
        charts=drawn(made),
        draws=any(row.is_drawn for row in made),
    )
