"""The composition of an annual report: the parts come from the templates, everything around them from the data."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal

from jinja2 import Environment, TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from fazhi_report.comparison.series import Series, series, to_chart
from fazhi_report.comparison.years import Book
from fazhi_report.composition.allowance import allowance
from fazhi_report.composition.facts import disclosure, facts, webpage
from fazhi_report.composition.sandbox import environment
from fazhi_report.composition.template_complaints import fault_words, syntax_complaint
from fazhi_report.composition.template_files import own_files
from fazhi_report.document.markup import ChartOrder, Draw, MarkupError, ParsedMarkup, literal, parse
from fazhi_report.document.nodes import (
    AttachmentBlock,
    ChartBlock,
    CornerLine,
    Datum,
    Document,
    ImprintBlock,
    Inline,
    Inlines,
    Masthead,
    Properties,
    SignatureBlock,
    Text,
)
from fazhi_report.document.numbering import number
from fazhi_report.errors import FazhiError
from fazhi_report.ledger import Ledger, evaluate
from fazhi_report.model.authors import mark_lines
from fazhi_report.model.report import Report, Year
from fazhi_report.model.report_title import DRAFT_MARK, title_lines, title_text
from fazhi_report.norms.elements import CORNER
from fazhi_report.numbers.dates import format_date
from fazhi_report.resources import shipped
from fazhi_report.text.file_names import safe_name
from fazhi_report.text.references import OpenDay, references
from fazhi_report.typesetting.line_breaks import break_lines


class UndefinedFigureError(LookupError):
    """Raised when a text prints a figure that the data do not contain.

    Args:
        key: The missing key.
        reason: Why it could not be computed; empty when the data have no figure with that key.
    """

    def __init__(self, key: str, reason: str = "") -> None:
        super().__init__(key)
        self.key = key
        self.reason = reason


class Binding:
    """Gives texts and templates the printed figures of a report."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def datum(self, key: str) -> Datum:
        """Return the printed figure of a key.

        Raises:
            UndefinedFigureError: The data contain no figure with this key.
        """
        entry = self._ledger.get(key)
        if entry is None:
            raise UndefinedFigureError(key, self._ledger.troubles.get(key, ""))
        return Datum(key, entry.text)

    def read(self, text: str) -> Inlines:
        """Return a text of the data as inlines, with its figures bound.

        Raises:
            UndefinedFigureError: As for `datum`.
        """
        # Most texts print no figure; they skip the search.
        return (Text(text),) if "{{" not in text else tuple(self._read(text))

    def _read(self, text: str) -> Iterator[Inline]:
        position = 0
        for reference in references(text):
            if reference.start > position:
                yield Text(text[position : reference.start])
            yield self.datum(reference.key)
            position = reference.end
        if position < len(text):
            yield Text(text[position:])


def drawer(year: Year, others: Sequence[Year], *, internal: bool) -> Draw:
    """Return the function that makes the charts of a report.

    Args:
        year: The report's own year.
        others: Other years of the same organ.
        internal: Whether figures that are not to be published may be drawn.
    """
    books = [Book.of(one, internal=internal) for one in (*others, year)]

    def draw(order: ChartOrder) -> ChartBlock:
        chosen = within(books, order.years)
        drawn = [_series(chosen, key) for key in order.keys]
        if len({one.unit for one in drawn}) > 1:
            units = "、".join(f"{one.label}（{one.unit}）" for one in drawn)
            raise FazhiError(f"一张图里的指标单位不同：{units}", "单位不同的分成几张图")
        return to_chart(drawn, order.caption, order.note)

    return draw


def within(books: Sequence[Book], years: str) -> list[Book]:
    """Return the books of a range of years (``2018-2024``); all books when no range is given."""
    if not years:
        return list(books)
    first, _, last = years.partition("-")
    return [book for book in books if int(first) <= book.year <= int(last)]


def _series(books: Sequence[Book], key: str) -> Series:
    found = series(books, key)
    if found is None:
        raise FazhiError(
            f"图里的指标“{key}”在各年度的数据里都没有", "核对指标键和起止年份；内部掌握的指标不能画进公开版"
        )
    return found


def template_line(env: Environment, error: TemplateError) -> str:
    """Return ``sections/plans.md.j2:3：`` for an error of Jinja2; empty when its place is unknown.

    Jinja2 rewrites tracebacks so that the frames of a rendered template carry the template's own file and line.
    """
    if isinstance(error, TemplateSyntaxError):
        return f"{error.name or '模板'}:{error.lineno}："
    return raised_in(env, error)


def raised_in(env: Environment, error: BaseException) -> str:
    """Return ``sections/plans.md.j2:3：`` for an error raised inside a template; empty for any other."""
    folders = [Path(folder) for folder in getattr(env.loader, "searchpath", ())]
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        for folder in folders:
            path = Path(frame.filename)
            if path.suffix == ".j2" and path.is_relative_to(folder):
                return f"{path.relative_to(folder).as_posix()}:{frame.lineno}："
    return ""


def fragment_place(folders: tuple[Path, ...], fragment: str) -> str:
    """Return the first template line that contains these words, as ``name:line：``; empty when none does."""
    literal = fragment.strip().split("\ue000")[0].split("\ue002")[0].strip()
    if not literal:
        return ""
    for folder in folders:
        for path in own_files(folder):
            for line, text in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
                if literal in text:
                    return f"{path.relative_to(folder).as_posix()}:{line}："
    return ""


_SUFFIX = {"publish": "", "submit": "（报送版）"}


def file_stem(name: str, otherwise: str, edition: str) -> str:
    """Return the name of the output file without suffix.

    Characters not allowed in file names (also on Windows) become ``_``, so the file stays in its folder.

    Args:
        name: The name in the data, or the title.
        otherwise: The name to use when no character of ``name`` is allowed.
        edition: ``publish`` or ``submit``.
    """
    return safe_name(name, otherwise) + _SUFFIX[edition]


Edition = Literal["publish", "submit"]
EDITIONS: tuple[Edition, ...] = ("publish", "submit")
_ENTRY = "report.md.j2"
MOST_CHARACTERS = 2_000_000
MOST_LINES = 50_000
MOST_CELLS = 100_000
"""Limits of lines and cells in the output of the templates; a long report has 60,000 characters in 1,500 lines."""


class _Figures(Mapping[str, Datum]):
    """The mapping behind ``figures["reconsideration.received"]`` in templates; its values carry their keys."""

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
    """Return the document of an edition.

    Args:
        report: The year's data.
        edition: ``submit`` (报送版) has 版头 and 版记; ``publish`` (公开版) begins with the title.
        templates: Folder of the user's templates; templates missing there are taken from the shipped ones.
        others: Other years of the same organ, for charts.
        draft: Whether the title is marked as that of a draft.

    Raises:
        FazhiError: A template is faulty, missing, or uses data that do not exist.
    """
    ledger = evaluate(report.figures)
    draw = drawer(report, others, internal=edition == "submit")
    parsed = _render(report, ledger, templates, draw)
    restart = report.level3_numbering == "restart"
    given = {one.title: one.lines for one in report.attachments}
    foot = _imprint(report) if edition == "submit" else None
    return Document(
        properties=_properties(report, edition, draft=draft),
        title=title_lines(report, draft=draft).lines,
        masthead=_masthead(report) if edition == "submit" else None,
        addressees=() if foot is not None and foot.addressees else report.addressees,
        blocks=number(parsed.blocks, restart_level3=restart),
        attachments=tuple(
            _attachment(item, given.get(item.title), restart=restart) for item in parsed.attachments
        ),
        signature=_signature(report),
        notes=report.notes,
        imprint=foot,
        facts=facts(ledger, internal=edition == "submit"),
    )


def _render(report: Report, ledger: Ledger, templates: Path | None, draw: Draw) -> ParsedMarkup:
    folders = tuple(folder for folder in (templates, shipped("templates")) if folder is not None)
    env = environment(folders)
    binding = Binding(ledger)
    figures = _Figures(binding, tuple(report.figures))
    try:
        with allowance():
            answers = report.follow_ups if report.prints_follow_ups else ()
            markup = env.get_template(_ENTRY).render(
                report=report, parts=report.body_parts, follow_ups=answers, figures=figures
            )
        _require_parts(markup, report)
        _refuse_long(markup)
        return parse(markup, binding.read, draw)
    except UndefinedFigureError as error:
        raise FazhiError(
            f"{raised_in(env, error)}{error.reason or f'没有指标“{error.key}”'}",
            "在 figures 里补上这个指标，或改正引用它的文字、模板",
        ) from error
    except MarkupError as error:
        place = fragment_place(folders, error.fragment)
        raise FazhiError(
            f"{place}模板的标记有误：{error.message}", f"出错的文字：{error.fragment.strip()[:40]}"
        ) from error
    except TemplateError as error:
        raise _template_error(env, error) from error
    except (RecursionError, MemoryError) as error:
        raise FazhiError(
            f"{raised_in(env, error)}模板层层套用，没有尽头", "检查宏和 include 是不是又用到了自己"
        ) from error
    except FazhiError:
        raise
    except Exception as error:
        # Without a template in the traceback the fault is in this program, so the traceback is kept.
        if not (place := raised_in(env, error)):
            raise
        raise FazhiError(
            f"{place}模板算不下去：{fault_words(error)}", "检查这一行的运算和函数的参数"
        ) from error


_MOST_TOLD = 120
"""Characters of what Jinja2 or Python say; they print whole objects of the data."""


def _brief(error: object) -> str:
    line = " ".join(str(error).split())
    return f"{line[:_MOST_TOLD]}……" if len(line) > _MOST_TOLD else line


def _refuse_long(markup: str) -> None:
    long = len(markup) > MOST_CHARACTERS or markup.count("\n") > MOST_LINES
    if long or markup.count("|") > MOST_CELLS:
        raise FazhiError(
            f"报告过长：最多 {MOST_CHARACTERS} 字、{MOST_LINES} 行，表格 {MOST_CELLS} 格",
            "检查数据文件是不是选错了，模板有没有多余的循环",
        )


def _require_parts(markup: str, report: Report) -> None:
    """Refuse the output of templates that know only the four named parts: it would lack every part of the list.

    Raises:
        FazhiError: No part of the list is printed.
    """
    if report.parts and not any(literal(one.heading) in markup for one in report.parts):
        raise FazhiError(
            "模板没有印出 parts 里的任何一个部分",
            "自己的 report.md.j2 还是旧样子，只认 achievements 等名字；对照随附的 report.md.j2，改为逐一印 parts",
        )


def _template_error(env: Environment, error: TemplateError) -> FazhiError:
    place = template_line(env, error)
    if isinstance(error, TemplateSyntaxError):
        return FazhiError(
            f"{place}模板语法有误：{syntax_complaint(error.message)}", "对照随附的同名模板改正这一行"
        )
    if isinstance(error, UndefinedError):
        fact, _, cure = (error.message or "").partition("\n")
        return FazhiError(f"{place}模板用到了不存在的内容：{_brief(fact)}", cure or "对照随附的同名模板")
    if isinstance(error, SecurityError):
        return FazhiError(f"{place}模板做了不允许的事：{_brief(error.message)}", "模板只能取数据的字段")
    if not isinstance(error, TemplateNotFound):
        return FazhiError(
            f"{place}模板用了没有的东西：{syntax_complaint(error.message)}", "用随附的模板里有的过滤器和判断"
        )
    return FazhiError(f"{place}找不到模板：{_brief(error.name)}", "检查 templates 文件夹和 include 的名字")


def _properties(report: Report, edition: Edition, *, draft: bool) -> Properties:
    issued = report.date_of_issue
    title = title_text(report, draft=draft)
    name = f"{report.file_name}{DRAFT_MARK if draft else ''}" if report.file_name else title
    return Properties(
        title=title,
        organ=report.organ.name,
        year=report.year,
        # The file needs a date; a draft has none yet, and a copy of an old report may lack it.
        issued=date(report.year + 1, 1, 1) if issued is None or isinstance(issued, OpenDay) else issued,
        edition=edition,
        publication=disclosure(report.publication),
        name=file_stem(name, str(report.year), edition),
        webpage=webpage(report.publication),
    )


def _signature(report: Report) -> SignatureBlock:
    signed, issued = report.signature, report.date_of_issue
    return SignatureBlock(
        organs=() if signed.unsigned else signed.organs or tuple(one.name for one in report.organ.each),
        date="" if issued is None else format_date(issued),
        sealed=signed.seal,
    )


def _masthead(report: Report) -> Masthead:
    organ_mark, mark_word = mark_lines(report.organ)
    return Masthead(
        organ_mark,
        mark_word=mark_word,
        document_number=report.document_number or "",
        signatories=report.signatories,
        corner=tuple(CornerLine(one.key, one.printed_from(getattr(report, one.key))) for one in CORNER),
    )


def _imprint(report: Report) -> ImprintBlock | None:
    data = report.imprint
    if data is None:  # without 印发机关 and 印发日期 there would be half of one (FZ347, FZ348)
        return None
    return ImprintBlock(
        addressees=report.addressees if data.addressees_here else (),
        copied_to=report.copied_to,
        printed_by=data.printed_by,
        printed_on=format_date(data.printed_on),
    )


def _attachment(
    attachment: AttachmentBlock, lines: tuple[str, ...] | None, *, restart: bool
) -> AttachmentBlock:
    blocks = number(attachment.blocks, restart_level3=restart)
    return replace(attachment, blocks=blocks, lines=lines or break_lines(attachment.title))
