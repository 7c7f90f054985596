"""Check any .docx against GB/T 9704-2012."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fazhi_report import __version__
from fazhi_report.commands.given_files import refuse_lock_file
from fazhi_report.commands.office_settings import (
    SETTLED,
    deviations_settled,
    document_settings,
    in_families_of_norms,
    looks_settled,
    settled_codes,
)
from fazhi_report.commands.page_sheet import make_sheet
from fazhi_report.document.check_sheet import CheckSheet
from fazhi_report.docx_in.archive import read_file
from fazhi_report.docx_in.line_ends import with_blanks_kept
from fazhi_report.docx_in.links import without_links
from fazhi_report.docx_in.measure import measure
from fazhi_report.docx_in.placement import chinese, family
from fazhi_report.docx_in.printed import PrintedPages, measure_pages
from fazhi_report.errors import FazhiError
from fazhi_report.findings import Finding, Severity
from fazhi_report.libreoffice import Printing
from fazhi_report.model.settings import DEFAULTS, Settings
from fazhi_report.norms import placement
from fazhi_report.norms.elements import Role
from fazhi_report.norms.gbt9704 import face_of
from fazhi_report.recognise.anatomy import Anatomy
from fazhi_report.recognise.recognise import recognise
from fazhi_report.reporters.summary import RuleCard, Summary
from fazhi_report.rules.page.verdicts import ClauseVerdict, verdicts
from fazhi_report.rules.registry import Rule, matches
from fazhi_report.rules.run import Subjects, check, page_rules
from fazhi_report.writers.fonts import installed
from fazhi_report.writers.office_pdf import print_docx, probe, require_legible
from fazhi_report.writers.pdf_facts import Facts

_ANY_TEXT = frozenset({"GW601"})
_MOST_FILES = 50
_MOST_RULES = 10
_PAGES, _PROBE = "pages", "probe"
_UNNAMED = "（没有写明字体）"


def print_pages(data: bytes, layout: Anatomy, printing: Printing) -> PrintedPages:
    """Print a .docx file through LibreOffice and measure its pages.

    Where the machine lacks a family but has another of the same face, LibreOffice is told to take that. Beside the
    file it prints a probe, a page a family: which font stands on it is what it takes for that family.

    Raises:
        FazhiError: LibreOffice or pypdf is missing; LibreOffice hangs or writes nothing; there is no Chinese font.
    """
    harmless = with_blanks_kept(without_links(data))
    there = {name for font in installed() for name in font.families}
    asked = _families(layout)
    # Where the machine's fonts cannot be listed, none is said to be missing.
    missing = [name for name in asked if name not in there] if there else []
    replacements = [(name, other) for name in missing if (other := _stand_in(name, there)) is not None]
    printed = print_docx({_PAGES: harmless, _PROBE: probe(asked)}, printing, replacements)
    pages = measure_pages(printed[_PAGES], picture_width=placement.SHEET_DOTS.value)
    samples = Facts.of(printed[_PROBE]).samples()
    require_legible(
        [name or _UNNAMED for name in asked], samples, "量不了页面", "；或去掉 --render，只量文件"
    )
    taken = {name: "、".join(sample.fonts) for name, sample in zip(asked, samples, strict=True)}
    return replace(pages, substituted=tuple((name, taken[name]) for name in missing if name))


def _families(layout: Anatomy) -> list[str]:
    """The font families of the visible Chinese characters, sorted; the name is empty where the file gives none."""
    runs = (run for element in layout.elements for run in element.paragraph.runs)
    return sorted({family(run, one) for run in runs for one in set(chinese(run.text))})


def _stand_in(name: str, there: set[str]) -> str | None:
    """An installed font family of the same face; None where there is none."""
    face = face_of(name)
    return None if face is None else next((one for one in face.families if one in there), None)


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What to look for.

    Args:
        select: Codes or prefixes of the rules to run; empty for all.
        ignore: Codes or prefixes of the rules to leave out.
        printing: How to print the pages through LibreOffice, to measure them, too; None not to.
    """

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    printing: Printing | None = None


@dataclass(frozen=True, slots=True)
class Inspected:
    """What checking one file gave.

    Args:
        path: The file.
        layout: What it looks like.
        findings: What is wrong, sorted.
        verdicts: Clause by clause.
        skipped: Code and reason of each rule that lacked a subject.
        settled: What its office has settled otherwise and the file shows, Chinese, one line each.
        sheet: What was measured on its printed pages; None where they were not printed.
    """

    path: Path
    layout: Anatomy
    findings: tuple[Finding, ...]
    verdicts: tuple[ClauseVerdict, ...]
    skipped: tuple[tuple[str, str], ...]
    settled: tuple[str, ...] = ()
    sheet: CheckSheet | None = None

    @property
    def official(self) -> bool:
        """Whether the file is an official document beyond doubt: a title, and a masthead, an addressee or a signed date."""
        layout = self.layout
        signed = layout.first(Role.SIGNATURE) is not None and layout.first(Role.DATE) is not None
        headed = layout.issued or layout.first(Role.ADDRESSEE) is not None
        return layout.first(Role.TITLE) is not None and (headed or signed)

    def fails(self, threshold: Severity) -> bool:
        """Whether something is wrong beyond doubt: a finding that weighs enough, in an official document.

        Of a file that may be none, only what holds for any text counts: the order of numbers.
        """
        return any(one.severity >= threshold for one in self.certain)

    @property
    def certain(self) -> Iterator[Finding]:
        """The findings that hold beyond doubt: all of an official document, of other files those of any text."""
        return (one for one in self.findings if self.official or one.code in _ANY_TEXT)


def inspect(path: Path, look: CheckOptions) -> Inspected:
    """Check one file.

    Raises:
        FazhiError: It is no .docx, one that is not let in, has no text, or cannot be printed.
    """
    refuse_lock_file(path)
    data = read_file(path)
    try:
        measured = measure(data, path)
        layout = recognise(measured)
        require_words(layout)
        printed = None if look.printing is None else print_pages(data, layout, look.printing)
    except FazhiError as error:
        raise FazhiError(f"{path}：{error.message}", error.hint) from None
    settings = document_settings(path)
    layout = recognise(in_families_of_norms(measured, settings))
    judged = judge(path, layout, look, printed, settings)
    settled = (*looks_settled(measured, settings), *judged.settled)
    sheet = None
    if printed is not None:
        sheet = make_sheet(path, data, layout, printed, settled_codes(settings))
        told = tuple((SETTLED, line) for line in settled)
        sheet = replace(sheet, facts=(*sheet.facts[:-1], *told, *sheet.facts[-1:]))
    return replace(judged, sheet=sheet, settled=settled)


def require_words(layout: Anatomy) -> None:
    """Refuse a document without text, of which nothing could be said.

    Raises:
        FazhiError: There is none; the message tells of pictures and headers.
    """
    if any(one.paragraph.printed.strip() for one in layout.elements):
        return
    other_content = layout.layout.other_content
    there = (
        ("图片", other_content.pictures),
        ("页眉", other_content.headers),
        ("页脚", other_content.footers),
    )
    named = "、".join(what for what, count in there if count)
    raise FazhiError(
        f"文件里没有文字{f'，只有{named}' if named else ''}", "检查是不是选错了文件；图片里的文字读不出来"
    )


def judge(
    path: Path,
    layout: Anatomy,
    look: CheckOptions,
    printed: PrintedPages | None = None,
    settings: Settings = DEFAULTS,
) -> Inspected:
    """Run the page rules on a file that is already measured.

    Args:
        path: The file.
        layout: What it looks like.
        look: Which rules run.
        printed: Its printed pages; None where they were not printed.
        settings: The deviations that its office has settled.
    """
    checked = check(Subjects(layout=layout, printed=printed), select=look.select, ignore=look.ignore)
    selected = {
        code
        for code in page_rules()
        if (not look.select or matches(code, look.select)) and not matches(code, look.ignore)
    }
    lacked = {code for code, _ in checked.skipped}
    findings, settled = deviations_settled(checked.findings, settings, page_rules())
    table = verdicts(layout, checked.findings, lacked, selected, printed, settled=settled_codes(settings))
    return Inspected(path, layout, findings, table, checked.skipped, settled)


def summary_of(looked_at: Sequence[Inspected]) -> Summary:
    """The summary of several files."""
    return Summary.of(
        (finding for one in looked_at for finding in one.findings),
        len(looked_at),
        (skip for one in looked_at for skip in one.skipped),
        paths=(one.path for one in looked_at),
        rules=map(_card, page_rules().values()),
        version=__version__,
        settled=((one.path, line) for one in looked_at for line in one.settled),
    )


def lines_per_file(looked_at: Sequence[Inspected]) -> Iterator[str]:
    """Yield what several files gave: a line for each of the worst, and the rules that most of them break."""
    if len(looked_at) == 1:
        return
    counted = [(one, Summary.of(one.findings, 1)) for one in looked_at]
    counted.sort(key=lambda pair: (-pair[1].errors, -pair[1].warnings, -pair[1].notes))
    for one, summary in counted[:_MOST_FILES]:
        doubt = "" if one.official else "（认不准是不是公文，版式问题不计入退出码）"
        yield f"{one.path}：{summary.counts}{doubt}"
    if len(counted) > _MOST_FILES:
        yield f"……另有 {len(counted) - _MOST_FILES} 个文件"
    broken = Counter(code for one in looked_at for code in {finding.code for finding in one.findings})
    rules = page_rules()
    for code, count in broken.most_common(_MOST_RULES):
        yield f"{count} 个文件有 {code} {rules[code].title}"


def _card(one: Rule) -> RuleCard:
    return RuleCard(one.code, one.slug, one.title, one.page, one.severity)
