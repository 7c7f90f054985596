"""The rules of the page: each judges one clause, as a row of a table or as a function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, TypeVar, cast

from fazhi_report.findings import Issue, Route, Severity
from fazhi_report.norms.gbt9704 import Norm, Strength
from fazhi_report.recognise.anatomy import Anatomy, Element
from fazhi_report.rules import registry
from fazhi_report.rules.registry import Rule, needs_of
from fazhi_report.typography.scan import Scan

if TYPE_CHECKING:
    from fazhi_report.docx_in.printed import PrintedPages

_SEVERITIES = {
    Strength.SHALL: Severity.ERROR,
    Strength.GENERALLY: Severity.WARNING,
    Strength.MAY: Severity.NOTE,
    Strength.DERIVED: Severity.NOTE,
    Strength.HOUSE: Severity.NOTE,
}
_MOST_RELATED = 3
_MOST_FAULTS = 20
"""Most findings of one scan in one paragraph; a paragraph with more is broken as a whole."""


@dataclass(frozen=True, slots=True)
class Clause:
    """The clause that a rule judges.

    Args:
        code: The rule's code.
        norm: The row of the norms.
        applies: Whether a document has the things that the clause is about.
        unknown: The reason why a file does not show whether the clause is kept; empty where it does.
    """

    code: str
    norm: Norm[object]
    applies: Callable[[Anatomy], bool]
    unknown: Callable[[Anatomy], str]


CLAUSES: dict[str, Clause] = {}
"""Clauses by the code of their rule, in the order in which they were entered."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A clause broken at a place.

    Args:
        at: The element, or the section by its index.
        asked: What the clause requires.
        found: What the file has instead.
        cure: How to mend it; empty for the hint of the rule's row.
        offset: Characters into the paragraph's words.
        norm: The row of the norms that is broken, where a rule judges by several.
        question: Whether the finding is only a question, and so a note, even where the clause is binding.
    """

    at: Element | int
    asked: str
    found: str
    cure: str = ""
    offset: int | None = None
    norm: Norm[object] | None = None
    question: bool = False


@dataclass(frozen=True, slots=True)
class PageAnswer:
    """What the printed pages say of a clause: it decides, whatever the file declares.

    Args:
        kept: Whether everything that was measured is right.
        told: What was measured, Chinese.
        breaches: What this clause's rule reports; empty where another rule reports it.
        leaves: The first words of what the file's own measure asks and no page shows.
    """

    kept: bool
    told: str
    breaches: tuple[Breach, ...] = ()
    leaves: str = ""


ON_PAGE: dict[str, Callable[[Anatomy, PrintedPages], PageAnswer | None]] = {}
"""What measures printed pages, by the code of the rule; the answer is None where the pages do not show it."""


def page_answer(code: str, layout: Anatomy, printed: PrintedPages | None) -> PageAnswer | None:
    """Return what the printed pages say of a clause; None where they say nothing, or there are none."""
    measure = ON_PAGE.get(code)
    return None if printed is None or measure is None else measure(layout, printed)


P = TypeVar("P")
V = TypeVar("V")
Places = Callable[[Anatomy], Iterable[P]]
"""Where a clause is judged: elements, sections, or what lies between."""
Measure = Callable[[Anatomy, P, Norm[V]], Breach | None]
"""Measures one place and compares with a norm; None where it agrees or cannot be measured."""


def always(_: Anatomy) -> bool:
    """Default: the clause applies to every document."""
    return True


def certain(_: Anatomy) -> str:
    """Default: the clause can always be judged from the file."""
    return ""


def clause(
    code: str,
    norm: Norm[object],
    *,
    applies: Callable[[Anatomy], bool] = always,
    unknown: Callable[[Anatomy], str] = certain,
) -> Callable[[Callable[..., Iterable[Breach]]], Callable[..., Iterable[Breach]]]:
    """Enter a function that yields breaches as a rule; its docstring is the rule's page."""

    def enter(look: Callable[..., Iterable[Breach]]) -> Callable[..., Iterable[Breach]]:
        judged = Clause(code, norm, applies, unknown)
        Row(judged, look.__name__, look, needs_of(look), look.__doc__ or "").enter(look.__module__)
        return look

    return enter


@dataclass(frozen=True, slots=True)
class Row:
    """A rule of the page.

    Args:
        clause: The clause that it judges.
        name: Its English name.
        look: Yields the breaches of a document, or the issues of a scan of its words.
        needs: The input that it needs.
        page: Its page in the documentation, Markdown.
        hint: The cure in findings, where the breach has none.
    """

    clause: Clause
    name: str
    look: Callable[..., Iterable[Breach | Issue]]
    needs: tuple[str, ...] = ("layout",)
    page: str = ""
    hint: str = ""

    def manual(
        self, title: str, *, checks: str, why: str, cure: str, source: str = "", hint: str = ""
    ) -> Row:
        """Return the row with its texts.

        Args:
            title: The fault in one sentence.
            checks: What the rule checks (查什么).
            why: What the clause requires, and what happens where it is broken (为什么).
            cure: How to mend the fault (怎么改).
            source: The clauses (依据); empty for the one clause of the norm.
            hint: The cure in findings, where the measure gives none; empty for the cure above.
        """
        source = source or f"GB/T 9704—2012 第 {self.clause.norm.clause} 条。"
        sections = {"查什么": checks, "为什么": why, "怎么改": cure, "依据": source}
        parts = [title, *(f"## {heading}\n{text}" for heading, text in sections.items())]
        return replace(self, page="\n\n".join(parts), hint=hint or cure.removesuffix("。"))

    def enter(self, module: str) -> None:
        """Enter the rule into the register, with the severity that follows from how binding its clause is.

        Args:
            module: The module that the row is written in.

        Raises:
            ValueError: The code is malformed or taken; the program stops at import.
        """

        def check(*subjects: object) -> Iterator[Issue]:
            *needed, printed = subjects
            return _issues(self, self._found(needed, cast("PrintedPages | None", printed)))

        code, severity = self.clause.code, _SEVERITIES[self.clause.norm.strength]
        registry.enter(
            Rule(
                code,
                severity,
                check,
                self.needs,
                wants=("printed",),
                name=self.name,
                manual=self.page,
                module=module,
            )
        )
        CLAUSES[code] = self.clause

    def _found(self, needed: Sequence[object], printed: PrintedPages | None) -> Iterable[Breach | Issue]:
        """Return what breaks the clause: by the printed pages where they show it, else by the file."""
        answer = page_answer(self.clause.code, cast("Anatomy", needed[0]), printed)
        declared = self.look(*needed)
        if answer is None:
            return declared
        left = (one for one in declared if isinstance(one, Breach) and _is_left(one, answer))
        return (*answer.breaches, *left)


def _is_left(breach: Breach, answer: PageAnswer) -> bool:
    return bool(answer.leaves) and breach.asked.startswith(answer.leaves)


def row(
    code: str,
    name: str,
    norm: Norm[V],
    places: Places[P],
    measure: Measure[P, V],
    *,
    under: Norm[object] | None = None,
    also: tuple[tuple[Norm[V], Places[P]], ...] = (),
    applies: Callable[[Anatomy], bool] | None = None,
    unknown: Callable[[Anatomy], str] = certain,
) -> Row:
    """Return a rule that measures every place and compares the result with a row of the norms.

    Args:
        code: The rule's code.
        name: Its English name.
        norm: The row of the norms to compare with.
        places: Yields the places to measure.
        measure: Measures a place and compares it with the norm.
        under: The row that messages cite, where it differs from the one compared with.
        also: Further norms and the places that are compared with them.
        applies: Whether a document has the things that the clause is about; None: where there is a place to measure.
        unknown: The reason why a file does not show whether the clause is kept; empty where it does.
    """
    compared = ((norm, places), *also)

    def look(layout: Anatomy) -> Iterator[Breach]:
        for wanted, where in compared:
            for place in where(layout):
                breach = measure(layout, place, wanted)
                if breach is not None:
                    yield breach if wanted is norm else replace(breach, norm=wanted)

    def any_place(layout: Anatomy) -> bool:
        return any(True for _, where in compared for _ in where(layout))

    return Row(Clause(code, under or norm, applies or any_place, unknown), name, look)


def scan_row(
    code: str,
    name: str,
    norm: Norm[str],
    places: Places[Element],
    scan: Scan,
    *,
    spared: Callable[[Element, int], bool] = lambda _element, _offset: False,
) -> Row:
    """Return a rule that checks the words of every place by a scan of `fazhi_report.typography`.

    Args:
        code: The rule's code.
        name: Its English name.
        norm: The row of the norms that the words must satisfy.
        places: The paragraphs.
        scan: Finds the faults in a paragraph's words.
        spared: Whether the fault at an offset is judged by another rule.
    """

    def look(layout: Anatomy) -> Iterator[Issue]:
        for one in places(layout):
            lead, words = _read(one)
            for fault in islice(scan(words), _MOST_FAULTS):
                if not spared(one, lead + fault.start):
                    message = f"{one.quoted}，{fault.message}（{norm.clause}，{norm.strength}）"
                    yield Issue(("paragraphs", one.number), message, fault.hint, lead + fault.start)

    return Row(Clause(code, norm, always, certain), name, look)


def _read(element: Element) -> tuple[int, str]:
    """Return how many blanks indent a paragraph, and its words without them; tabs are blanks, line breaks are joined."""
    words = element.paragraph.words
    lead = len(words) - len(words.lstrip("\u3000 \t\n\f"))
    return lead, words[lead:].rstrip().replace("\t", " ").replace("\n", "").replace("\f", "")


def _issues(row: Row, found: Iterable[Breach | Issue]) -> Iterator[Issue]:
    """Yield one issue, at the first place, for all places that break a clause in the same way; issues stay as they are."""
    groups: dict[tuple[Norm[object], str, str, str, bool], list[Breach]] = {}
    for one in found:
        if isinstance(one, Issue):
            yield one
        else:
            key = (one.norm or row.clause.norm, one.asked, one.found, one.cure or row.hint, one.question)
            groups.setdefault(key, []).append(one)
    for (norm, asked, there, cure, question), group in groups.items():
        first, *rest = group
        quoted = f"{first.at.quoted}，" if isinstance(first.at, Element) else ""
        count = f"；同样的共 {len(group)} 处" if rest else ""
        message = f"{quoted}{norm.what}：要求{asked}，实为{there}（{norm.clause}，{norm.strength}{count}）"
        related = tuple(_route(one.at) for one in rest[:_MOST_RELATED])
        yield Issue(_route(first.at), message, cure, first.offset, related, question)


def _route(at: Element | int) -> Route:
    return ("sections", at) if isinstance(at, int) else ("paragraphs", at.number)
