"""Document → a self-contained web page: it loads nothing from any network."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from fazhi_report.document.nodes import Document
from fazhi_report.norms import gbt9704, web
from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.norms.length import Length
from fazhi_report.norms.web import TAGS
from fazhi_report.numbers.dates import format_date
from fazhi_report.text.organ_names import authors_meet
from fazhi_report.writers.html.body import Body, ContentsEntry, RenderFigure, clean, figure_id, figure_links
from fazhi_report.writers.html.figures import by_domain, charts, drawn, groups, rows

DATA_FILES = (
    ("data.json", "数据 JSON", "application/json", "供程序读取"),
    ("data.csv", "数据 CSV", "text/csv", "可用 WPS 表格、Excel 打开"),
    ("dictionary.csv", "数据字典 CSV", "text/csv", "字段、指标的释义、单位和口径"),
)
"""Suffix, Chinese name, media type and Chinese description of each data file beside the page."""


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


def address(name: str) -> str:
    """The relative address of a file in the folder of the page."""
    # A name may hold a colon, which would else be read as a scheme.
    return "./" + quote(clean(name), safe="")


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
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, indent=1)
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
                "name": name,
                "encodingFormat": media,
                "contentUrl": address(f"{properties.name}.{suffix}"),
            }
            for suffix, name, media, _ in DATA_FILES
        ],
    }


_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Assets:
    """Style sheet and scripts, which every page holds inline.

    Args:
        style: The style sheet.
        first: The script that runs before the page is shown.
        script: The script that runs after the page is loaded.
        policy: The content security policy, which allows only these three.
    """

    style: Markup
    first: Markup
    script: Markup
    policy: str


def render(name: str, **values: object) -> bytes:
    """A page as UTF-8.

    Args:
        name: Name of the template.
        values: Variables of the template; strings are escaped.
    """
    page = _environment().get_template(name).render(assets=assets(), **values)
    return page.encode("utf-8")


def render_element(name: str, *values: object) -> Markup:
    """The HTML of an element around the text, such as the masthead or the signature.

    Args:
        name: Name of the macro in ``elements.html.j2``.
        values: Its arguments; strings are escaped.
    """
    return Markup(getattr(_environment().get_template("elements.html.j2").module, name)(*values))  # noqa: S704


@lru_cache(maxsize=1)
def assets() -> Assets:
    """Style sheet, scripts and content security policy of all pages."""
    plain = Environment(
        loader=FileSystemLoader(_HERE, encoding="utf-8"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    plain.filters |= {"css": _css, "families": _families, "number": _number}
    style = plain.get_template("page.css.j2").render(norm=gbt9704, web=web)
    first, script = ((_HERE / name).read_text(encoding="utf-8") for name in ("first.js", "page.js"))
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src {_hash(style)}",
            f"script-src {_hash(first)} {_hash(script)}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    # Our own files, none of which holds a word of the data.
    return Assets(Markup(style), Markup(first), Markup(script), policy)  # noqa: S704


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE, encoding="utf-8"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: clean(value) if type(value) is str else value,
    )
    made.filters |= {"address": address, "figure_id": figure_id, "meets": authors_meet}
    return made


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _css(length: Length, unit: str) -> str:
    """The length in CSS, in the given unit."""
    return f"{_number(getattr(length, unit))}{unit}"


def _families(face: gbt9704.Face, last: str) -> str:
    return ", ".join((*(f'"{family}"' for family in face.families), last))


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
        profile: Not used: browsers place lines as the standard does, so its margins need no correction.
    """
    del profile
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
        data_files=DATA_FILES,
    )


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
