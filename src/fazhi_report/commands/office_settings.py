"""What an office has settled for its own .docx files: its families stand for those of the norms, its deviations are told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fazhi_report.docx_in.facts import Fonts, Footer, Layout, MeasuredParagraph, Run
from fazhi_report.errors import FazhiError
from fazhi_report.findings import Finding
from fazhi_report.model.office_look import MARK, RULE
from fazhi_report.model.settings import DEFAULTS, Settings
from fazhi_report.norms.gbt9704 import FACES
from fazhi_report.norms.placement import BOUGHT
from fazhi_report.rules.registry import Rule
from fazhi_report.source.settings import NAME, settings_for, settings_in

SETTLED = "本机关设定"


def document_settings(file: Path) -> Settings:
    """Return the settings for a document: of its folder or the one above, else of the folder that the program runs in.

    Raises:
        FazhiError: The settings cannot be read or have faults.
    """
    beside = settings_for(file)
    return beside if beside is not DEFAULTS else settings_in(Path()) or DEFAULTS


def in_families_of_norms(layout: Layout, settings: Settings) -> Layout:
    """Return a layout in which the office's own families are those of the norms that they stand for."""
    faces = {face.name: face for face in FACES}
    names = {
        # One that everybody has: what the office has settled is no font that others lack.
        family.lower(): next(one for one in faces[name].families if not one.startswith(BOUGHT))
        for name, family in settings.printed_look.own_families
    }
    if not names:
        return layout
    renamed = _Renamed(names)
    sections = (
        replace(one, footers={kind: renamed.footer(footer) for kind, footer in one.footers.items()})
        for one in layout.sections
    )
    return replace(
        layout, paragraphs=tuple(map(renamed.paragraph, layout.paragraphs)), sections=tuple(sections)
    )


@dataclass(frozen=True, slots=True)
class _Renamed:
    """Renames families, given in lower case."""

    names: Mapping[str, str]

    def footer(self, footer: Footer) -> Footer:
        return Footer(tuple(map(self.paragraph, footer.paragraphs)))

    def paragraph(self, paragraph: MeasuredParagraph) -> MeasuredParagraph:
        return replace(paragraph, runs=tuple(map(self._run, paragraph.runs)), mark=self._run(paragraph.mark))

    def _run(self, run: Run) -> Run:
        fonts = run.fonts
        return replace(
            run, fonts=Fonts(self._name(fonts.ascii), self._name(fonts.hansi), self._name(fonts.east_asia))
        )

    def _name(self, name: str) -> str:
        return self.names.get(name.lower(), name)


def looks_settled(layout: Layout, settings: Settings) -> Iterator[str]:
    """Yield what of the office's own look a file shows, Chinese, one line each."""
    shown = [run for paragraph in layout.paragraphs for run in paragraph.runs if run.text.strip()]
    there = {run.fonts.east_asia.lower() for run in shown}
    there |= {f"{MARK}{run.color}" for run in shown}
    there |= {f"{RULE}{line.color}" for paragraph in layout.paragraphs for line in paragraph.borders}
    yield from (line for sign, line in settings.choices if sign in there)


def settled_codes(settings: Settings) -> dict[str, str]:
    """Return the codes of the rules that the office keeps otherwise, each with its reason."""
    return {one.code: one.reason for one in settings.allowed}


def deviations_settled(
    findings: Sequence[Finding], settings: Settings, rules: Mapping[str, Rule]
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Return the findings that the office has not settled, and what is told of the others, Chinese, one line a rule.

    Raises:
        FazhiError: The settings name a rule that there is not.
    """
    reasons = settled_codes(settings)
    if unknown := [code for code in reasons if code not in rules]:
        raise FazhiError(
            f"{NAME} 的 [[look.allow]] 里没有规则 {'、'.join(unknown)}", "编号用 fazhi-report rules 查看"
        )
    told = []
    for code, reason in reasons.items():
        count = sum(finding.code == code for finding in findings)
        if count:
            told.append(f"{code} {rules[code].title.rstrip('。')}：{count} 处，{reason}")
    return tuple(finding for finding in findings if finding.code not in reasons), tuple(told)
