"""The annual report as a document: parts from the templates, everything around them from the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal

from jinja2 import Environment, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from fazhi_report.compose.allowance import allowance
from fazhi_report.compose.binding import Binding, UndefinedFigureError
from fazhi_report.compose.charts import drawer
from fazhi_report.compose.environment import environment
from fazhi_report.compose.facts import facts
from fazhi_report.compose.faults import fragment_place, raised_in, template_line
from fazhi_report.compose.naming import file_stem
from fazhi_report.compose.title import DRAFT_MARK, break_lines, title_lines, title_text
from fazhi_report.compose.webpage import disclosure, webpage
from fazhi_report.errors import FazhiError
from fazhi_report.ledger.evaluate import Ledger, evaluate
from fazhi_report.model.report import Report
from fazhi_report.model.year_figures import Year
from fazhi_report.norms.gbt9704 import COPY_NUMBER_DIGITS
from fazhi_report.notation.dates import format_date
from fazhi_report.notation.open_places import OpenDay
from fazhi_report.resources import shipped
from fazhi_report.tree.markup import Draw, MarkupError, Parsed, parse
from fazhi_report.tree.nodes import Attachment, Datum, Document, Imprint, Masthead, Properties, Signature
from fazhi_report.tree.numbering import number

Edition = Literal["publish", "submit"]
EDITIONS: tuple[Edition, ...] = ("publish", "submit")
_ENTRY = "report.md.j2"
MOST_CHARACTERS = 2_000_000
MOST_LINES = 50_000
"""Of the text that the templates give; a long report has 60,000 characters in 1,500 lines."""


class _Figures(Mapping[str, Datum]):
    """``figures["reconsideration.received"]`` in a template; prints through its key."""

    def __init__(self, binding: Binding, keys: tuple[str, ...]) -> None:
        self._binding, self._keys = binding, keys

    def __getitem__(self, key: str) -> Datum:
        return self._binding.datum(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def compose(
    report: Report,
    *,
    edition: Edition = "publish",
    templates: Path | None = None,
    others: Sequence[Year] = (),
    draft: bool = False,
) -> Document:
    """Make the document of one edition.

    Args:
        report: The year's data.
        edition: ``submit`` (报送版) has 版头 and 版记; ``publish`` (公开版) begins with the title.
        templates: The user's own templates; what is missing there comes from the shipped ones.
        others: Other years of the same organ, for charts.
        draft: Whether the title says that this is a draft.

    Raises:
        FazhiError: A template is broken, is missing, or asks for what the data do not hold.
    """
    ledger = evaluate(report.figures)
    draw = drawer(report, others, internal=edition == "submit")
    parsed = _render(report, ledger, templates, draw)
    restart = report.level3_numbering == "restart"
    addressees_in_imprint = (
        edition == "submit" and report.imprint is not None and report.imprint.addressees_here
    )
    return Document(
        properties=_properties(report, edition, draft=draft),
        title=title_lines(report, draft=draft),
        masthead=_masthead(report) if edition == "submit" else None,
        addressees=() if addressees_in_imprint else report.addressees,
        blocks=number(parsed.blocks, restart_level3=restart),
        attachments=tuple(_attachment(item, restart=restart) for item in parsed.attachments),
        signature=Signature(
            organs=report.signature.organs or (report.organ.name,),
            date=format_date(report.date_of_issue),
            sealed=report.signature.seal,
        ),
        notes=report.notes,
        imprint=_imprint(report) if edition == "submit" else None,
        facts=facts(ledger, internal=edition == "submit"),
    )


def _render(report: Report, ledger: Ledger, templates: Path | None, draw: Draw) -> Parsed:
    folders = tuple(folder for folder in (templates, shipped("templates")) if folder is not None)
    env = environment(folders)
    binding = Binding(ledger)
    figures = _Figures(binding, tuple(report.figures))
    try:
        with allowance():
            markup = env.get_template(_ENTRY).render(report=report, figures=figures)
        _refuse_long(markup)
        return parse(markup, binding.read, draw)
    except UndefinedFigureError as error:
        raise FazhiError(
            error.reason or f"没有指标“{error.key}”", "在 figures 里补上这个指标，或改正引用它的文字、模板"
        ) from error
    except MarkupError as error:
        place = fragment_place(folders, error.fragment)
        raise FazhiError(
            f"{place}模板的标记有误：{error.message}", f"出错的文字：{error.fragment.strip()[:40]}"
        ) from error
    except TemplateError as error:
        raise _told(env, error) from error
    except (RecursionError, MemoryError) as error:
        raise FazhiError(
            f"{raised_in(env, error)}模板层层套用，没有尽头", "检查宏和 include 是不是又用到了自己"
        ) from error
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        # Where no template is on the way, the fault is ours, and its traceback is wanted.
        if not (place := raised_in(env, error)):
            raise
        raise FazhiError(f"{place}模板算不下去：{error}", "检查这一行的运算和函数的参数") from error


def _refuse_long(markup: str) -> None:
    if len(markup) > MOST_CHARACTERS or markup.count("\n") > MOST_LINES:
        raise FazhiError(
            f"报告过长：最多 {MOST_CHARACTERS} 字、{MOST_LINES} 行",
            "检查数据文件是不是选错了，模板有没有多余的循环",
        )


def _told(env: Environment, error: TemplateError) -> FazhiError:
    place = template_line(env, error)
    if isinstance(error, TemplateSyntaxError):
        return FazhiError(f"{place}模板语法有误：{error.message}", "对照随附的同名模板改正这一行")
    if isinstance(error, UndefinedError):
        return FazhiError(f"{place}模板用到了不存在的内容：{error.message}", "对照 docs/walk.md 检查字段名")
    if isinstance(error, SecurityError):
        return FazhiError(f"{place}模板做了不允许的事：{error.message}", "模板只能取数据的字段")
    return FazhiError(f"{place}找不到模板：{error.message}", "检查 templates 文件夹和 include 的名字")


def _properties(report: Report, edition: Edition, *, draft: bool) -> Properties:
    issued = report.date_of_issue
    title = title_text(report, draft=draft)
    name = f"{report.file_name}{DRAFT_MARK if draft else ''}" if report.file_name else title
    return Properties(
        title=title,
        organ=report.organ.name,
        year=report.year,
        # A file needs some date; a draft has none yet.
        issued=date(report.year + 1, 1, 1) if isinstance(issued, OpenDay) else issued,
        edition=edition,
        publication=disclosure(report.publication),
        name=file_stem(name, str(report.year), edition),
        webpage=webpage(report.publication),
    )


def _masthead(report: Report) -> Masthead:
    secrecy = report.secrecy
    return Masthead(
        organ_mark=report.organ.mark or (f"{report.organ.name}文件",),
        document_number=report.document_number or "",
        signatories=report.signatories,
        copy_number=report.copy_number.zfill(COPY_NUMBER_DIGITS.value) if report.copy_number else "",
        secrecy="" if secrecy is None else "★".join(filter(None, (secrecy.level, secrecy.period))),
        urgency=report.urgency or "",
    )


def _imprint(report: Report) -> Imprint | None:
    if report.imprint is None and not report.copied_to:
        return None
    data = report.imprint
    return Imprint(
        addressees=report.addressees if data is not None and data.addressees_here else (),
        copied_to=report.copied_to,
        printed_by="" if data is None else data.printed_by,
        printed_on="" if data is None else format_date(data.printed_on),
    )


def _attachment(attachment: Attachment, *, restart: bool) -> Attachment:
    blocks = number(attachment.blocks, restart_level3=restart)
    return replace(attachment, blocks=blocks, lines=break_lines(attachment.title))
