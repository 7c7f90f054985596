"""The page's head: the tags that 《政府网站发展指引》 asks for, and the same for search engines."""

from __future__ import annotations

import json
from urllib.parse import quote

from markupsafe import Markup

from fazhi_report.norms.web import TAGS
from fazhi_report.tree.nodes import Document
from fazhi_report.writers.html.words import fit

DATA_FILES = (
    ("data.json", "数据 JSON", "application/json", "供程序读取"),
    ("data.csv", "数据 CSV", "text/csv", "可用 WPS 表格、Excel 打开"),
    ("dictionary.csv", "数据字典 CSV", "text/csv", "字段、指标的释义、单位和口径"),
)
"""Suffix, name, media type and use of the files beside the page."""


def tags(document: Document) -> list[tuple[str, str]]:
    """Name and content of the page's tags, in the guideline's order; what is unknown is left out."""
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
    """What the browser's tab says: article, column, site."""
    page = document.properties.webpage
    return " - ".join(filter(None, (document.properties.title, page.column_name, page.site_name)))


def address(name: str) -> str:
    """The address of a file that lies beside the page."""
    # A name may hold a colon, which would else be read as a scheme.
    return "./" + quote(fit(name), safe="")


def linked_data(document: Document) -> Markup:
    """The page as schema.org has it: a report, its way through the site, its data."""
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
    return Markup(fit(text))  # noqa: S704  (JSON in which no angle bracket is left)


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
