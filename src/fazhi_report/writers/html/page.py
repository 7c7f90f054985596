"""Document → one web page that asks nothing of any network."""

from __future__ import annotations

from markupsafe import Markup

from fazhi_report.norms.gbt9704 import Profile
from fazhi_report.notation.dates import format_date
from fazhi_report.tree.nodes import Attachment, Document
from fazhi_report.writers.html.blocks import Body, Entry
from fazhi_report.writers.html.figures import charts, groups
from fazhi_report.writers.html.head import DATA_FILES, linked_data, tags, title
from fazhi_report.writers.html.shell import render
from fazhi_report.writers.html.words import Sayer

_CONTENTS_LEVELS = 2


def write(document: Document, profile: Profile) -> bytes:
    """The document as a self-contained HTML page.

    Args:
        document: What to write.
        profile: Not used: browsers lay lines as the standard does, so the page takes its margins as they are.
    """
    del profile
    say = Sayer(frozenset(fact.key for fact in document.facts))
    body = Body(say)
    text = body.write(document.blocks)
    attachments = [
        _attachment(say, attachment, number if len(document.attachments) > 1 else None)
        for number, attachment in enumerate(document.attachments, 1)
    ]
    issued = document.properties.issued
    return render(
        "page.html.j2",
        document=document,
        properties=document.properties,
        page=document.properties.webpage,
        title=title(document),
        tags=tags(document),
        linked_data=linked_data(document),
        body=text,
        attachments=attachments,
        contents=_contents(body.entries),
        issued=issued.isoformat() if document.signature.date == format_date(issued) else "",
        printed=dict(document.properties.publication),
        groups=groups(document.facts),
        charts=charts(document.facts),
        has_previous=any(fact.previous for fact in document.facts),
        data_files=DATA_FILES,
    )


def _attachment(say: Sayer, attachment: Attachment, number: int | None) -> dict[str, object]:
    anchor = f"attachment-{number or 1}"
    body: Markup = Body(say, prefix=anchor, deeper=2).write(attachment.blocks)
    return {
        "anchor": anchor,
        "mark": f"附件{number or ''}",
        "title": attachment.title,
        "lines": attachment.lines or (attachment.title,),
        "body": body,
    }


def _contents(entries: list[Entry]) -> list[tuple[Entry, list[Entry]]]:
    """Headings of the first level, each with those of the second that stand below it."""
    found: list[tuple[Entry, list[Entry]]] = []
    for entry in entries:
        if entry.level == 1 or (entry.level <= _CONTENTS_LEVELS and not found):
            found.append((entry, []))
        elif entry.level <= _CONTENTS_LEVELS:
            found[-1][1].append(entry)
    return found
