"""The 33 clauses on the pages of every example, in both editions and profiles; and copies that break each of them."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from clauses import CLAUSES, measure
from fazhi_report.commands.surroundings import other_years
from fazhi_report.composition.report import EDITIONS, compose
from fazhi_report.document.nodes import AttachmentBlock, Document, TableBlock
from fazhi_report.libreoffice import Printing
from fazhi_report.norms.gbt9704 import CLASSIC, PROFILES
from fazhi_report.source.load import load
from fazhi_report.writers import pdf
from fazhi_report.writers.docx.document import write
from fazhi_report.writers.docx.pages import arranged, extent, fitted_profile
from fazhi_report.writers.office_pdf import print_docx
from printing import FONTS, PDF_FACES, SECONDS, fonts_conf, require_printing
from sfnt import renamed
from specimens import LONG, SUBMITTED, common, text
from typefaces import listed

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("office")]
ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "示例市司法局" / "data"
EVERYTHING = common(SUBMITTED)


WIDE = TableBlock(
    header=tuple(
        text(words) for words in ("单位", *(f"第{number}项执法事项办理件数" for number in range(1, 12)))
    ),
    rows=tuple(
        (text(f"示例市第{row}局"), *(text(f"{row * 1000 + at}件") for at in range(1, 12)))
        for row in range(1, 9)
    ),
    caption=text("表2 各单位行政执法情况"),
)
TURNED = replace(
    EVERYTHING, attachments=(*SUBMITTED.attachments, AttachmentBlock("各单位行政执法情况统计表", (WIDE,)))
)


@dataclass(frozen=True)
class Spoilt:
    """A copy in which one thing is wrong.

    Args:
        number: The clause that it breaks.
        part: The part of the .docx.
        old: A regular expression in it.
        new: What takes its place.
        base: The document.
    """

    number: int
    part: str
    old: str
    new: str
    base: Document = EVERYTHING


STYLES, BODY, ODD = "word/styles.xml", "word/document.xml", "word/footer1.xml"


def _style(name: str, old: str, new: str) -> tuple[str, str]:
    """A replacement within one style."""
    return rf'(w:styleId="{name}".*?){old}', rf"\g<1>{new}"


SPOILT = (
    Spoilt(1, BODY, 'w:w="11906"', 'w:w="12240"'),
    Spoilt(2, BODY, 'w:top="2098"', 'w:top="2500"', LONG),
    Spoilt(3, BODY, 'w:left="1588"', 'w:left="1800"'),
    Spoilt(4, BODY, 'w:right="1474"', 'w:right="900"'),
    Spoilt(5, STYLES, *_style("Normal", '<w:sz w:val="32"/>', '<w:sz w:val="28"/>')),
    Spoilt(6, BODY, 'w:linePitch="579"', 'w:linePitch="620"', LONG),
    Spoilt(7, STYLES, *_style("Normal", '<w:spacing w:val="-5"/>', '<w:spacing w:val="-20"/>'), LONG),
    Spoilt(8, STYLES, *_style("Normal", '<w:color w:val="000000"/>', '<w:color w:val="1F3864"/>')),
    Spoilt(9, STYLES, *_style("Title", '<w:jc w:val="center"/>', '<w:jc w:val="left"/>')),
    Spoilt(10, BODY, '<w:p></w:p><w:p></w:p>(<w:p><w:pPr><w:pStyle w:val="Title"/>)', r"<w:p></w:p>\1"),
    Spoilt(
        11, STYLES, *_style("Addressee", '<w:jc w:val="both"/>', '<w:ind w:left="640"/><w:jc w:val="both"/>')
    ),
    Spoilt(12, BODY, '(<w:pStyle w:val="BodyText"/>)', r"\1<w:pageBreakBefore/>"),
    Spoilt(13, STYLES, *_style("BodyText", 'w:firstLine="630" w:firstLineChars="200"', 'w:firstLine="0"')),
    Spoilt(14, STYLES, *_style("Heading2", 'w:eastAsia="楷体"', 'w:eastAsia="黑体"')),
    Spoilt(16, BODY, r'(<w:pStyle w:val="AttachmentNote"/>.{0,200}?<w:ind [^>]*?w:left=")\d+"', r'\g<1>0"'),
    Spoilt(17, BODY, r'(<w:pStyle w:val="Date"/>.{0,80}?w:right=")\d+"', r'\g<1>0"'),
    Spoilt(18, BODY, "2025年2月28日(?=</w:t>)", "2025年02月28日"),
    Spoilt(19, BODY, '(<w:pStyle w:val="Signature"/>)', r"\1<w:pageBreakBefore/>"),
    Spoilt(20, STYLES, *_style("AttachmentMark", "<w:pageBreakBefore/>", "")),
    Spoilt(21, ODD, "— ", "- "),
    Spoilt(22, ODD, '<w:ind w:right="280"/>', ""),
    Spoilt(24, STYLES, *_style("CopyNumber", "<w:pPr>", '<w:pPr><w:ind w:left="600"/>')),
    Spoilt(25, BODY, '(<w:pStyle w:val="OrganMark"/><w:spacing w:before=")54"', r'\g<1>700"'),
    Spoilt(26, BODY, 'w:pos="315"', 'w:pos="900"'),
    Spoilt(27, BODY, 'w:pos="7899"', 'w:pos="7200"'),
    Spoilt(28, BODY, 'w:space="11"', 'w:space="25"'),
    Spoilt(29, BODY, '(<w:tab w:val="left" w:pos="7899"/></w:tabs>)', r'\1<w:ind w:right="2000"/>'),
    Spoilt(30, BODY, r'(<w:pStyle w:val="ImprintRule"/>.{0,300}?w:line=")20"', r'\g<1>60"'),
    Spoilt(31, BODY, 'w:yAlign="bottom"', 'w:yAlign="top"'),
    Spoilt(32, BODY, r'(<w:pStyle w:val="Imprint"/>.{0,400}?w:left=")1120"', r'\g<1>1500"'),
    Spoilt(33, BODY, r"(印发</w:t>)", "\\1<w:t>。</w:t>"),
)


Prints = dict[tuple[str, str, str], Path]
"""Engine (``docx``, ``pdf``), name of the document and profile → its pages."""


@cache
def documents() -> dict[str, Document]:
    """The examples in both editions, and the specimens that hold what no example has."""
    made = {"everything": EVERYTHING, "long": LONG, "turned": TURNED}
    paths = (
        ROOT / "data" / "2020.yaml",
        ROOT / "data" / "example.yaml",
        *sorted(EXAMPLES.glob("202[45]*.yaml")),
    )
    for path in paths:
        report = load(path).report
        assert report is not None
        for edition in EDITIONS:
            made[f"{path.stem}-{edition}"] = compose(
                report, edition=edition, others=other_years(path, report)
            )
    return {name: common(document) for name, document in made.items()}


@pytest.fixture(scope="module")
def prints(tmp_path_factory: pytest.TempPathFactory) -> Prints:
    require_printing()
    return print_all(tmp_path_factory.mktemp("pages"))


def print_all(folder: Path) -> Prints:
    """The pages of every document by both engines, in an empty folder."""
    named = [(name, profile) for name in documents() for profile in PROFILES]
    packed = {
        f"d{at}": write(documents()[name], PROFILES[profile]) for at, (name, profile) in enumerate(named)
    }
    made: Prints = {}
    with pytest.MonkeyPatch.context() as patch:
        (folder / "fonts.conf").write_text(fonts_conf(folder / "font-cache"), encoding="utf-8")
        patch.setenv("FONTCONFIG_FILE", str(folder / "fonts.conf"))
        by_office = print_docx(packed, Printing(seconds=SECONDS * 2))
        fonts = listed(_faces(folder / "faces"))
        patch.setattr(pdf, "installed", lambda: fonts)
        for at, (name, profile) in enumerate(named):
            set_here = pdf.write(documents()[name], PROFILES[profile])
            for engine, content in (("docx", by_office[f"d{at}"]), ("pdf", set_here)):
                path = folder / f"{engine}-{at}.pdf"
                path.write_bytes(content)
                made[engine, name, profile] = path
    return made


def _faces(folder: Path) -> Path:
    """A folder with a free font under the name of each face of the norms."""
    folder.mkdir()
    for number, (face, name) in enumerate(PDF_FACES.items()):
        content = renamed((FONTS / f"{name}.otf").read_bytes(), face.family, name)
        (folder / f"{number}.otf").write_bytes(content)
    return folder


@pytest.mark.parametrize("engine", ["docx", "pdf"])
@pytest.mark.parametrize("profile", PROFILES)
def test_no_clause_is_broken_on_any_page(prints: Prints, engine: str, profile: str) -> None:
    broken: dict[tuple[str, int], list[str]] = {}
    for name, document in documents().items():
        found = judged(prints[engine, name, profile], document, profile)
        if engine == "docx" and uncertain(document, profile):
            found.pop(NUMBERS)
        broken |= {(name, number): breaches[:3] for number, breaches in found.items() if breaches}
    assert broken == {}


def judged(path: Path, document: Document, profile: str) -> dict[int, list[str] | None]:
    """The clauses on the pages of a PDF, by the pitch of lines at which the document is set (7.3.5.5)."""
    fitted = fitted_profile(document, PROFILES[profile])
    lines = int(fitted.text_height.twips // fitted.line_pitch.twips)
    return measure(path, document, fitted.line_pitch.mm, lines)


def uncertain(document: Document, profile: str) -> bool:
    """Whether one line more or less moves the signature to another page, so that no count of pages is certain."""
    # A word processor decides then whether a blank page comes before the imprint, which has no number behind one.
    fitted = fitted_profile(document, PROFILES[profile])
    return document.imprint is not None and not extent(arranged(document, fitted), fitted).safe


NUMBERS = 21
"""The clause of page numbers."""


@pytest.mark.parametrize("engine", ["docx", "pdf"])
def test_every_clause_is_seen(prints: Prints, engine: str) -> None:
    seen = set()
    for name in ("everything", "turned", "2020-submit"):
        found = judged(prints[engine, name, "classic"], documents()[name], "classic")
        seen |= {number for number, breaches in found.items() if breaches is not None}
    assert seen == {one.number for one in CLAUSES}
    assert len(CLAUSES) == 33


def spoilt(one: Spoilt) -> bytes:
    """The .docx with one thing wrong."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(write(one.base, CLASSIC))) as archive,
        zipfile.ZipFile(made, "w") as changed,
    ):
        for name in archive.namelist():
            content = archive.read(name)
            if name == one.part:
                # A style is defined once; a place of the body may be there several times.
                text, done = re.subn(
                    one.old, one.new, content.decode(), count=int(name == STYLES), flags=re.DOTALL
                )
                assert done, f"clause {one.number}: {one.old} is not in {name}"
                content = text.encode()
            changed.writestr(name, content)
    return made.getvalue()


def test_a_copy_that_breaks_a_clause_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    require_printing()
    (tmp_path / "fonts.conf").write_text(fonts_conf(tmp_path / "font-cache"), encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    made = print_docx({f"m{one.number}": spoilt(one) for one in SPOILT}, Printing(seconds=SECONDS * 2))
    missed = []
    for one in SPOILT:
        path = tmp_path / f"m{one.number}.pdf"
        path.write_bytes(made[path.stem])
        if not measure(path, one.base, CLASSIC.line_pitch.mm)[one.number]:
            missed.append(one.number)
    assert missed == []
