from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE

from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import CLASSIC, Profile
from fazhi_report.norms.length import mm
from fazhi_report.writers.docx.base import main, make_base
from fazhi_report.writers.docx.document import write
from fazhi_report.writers.docx.parts import BASE, base
from fazhi_report.writers.docx.styles import HEADINGS, RUN_INS, StyleId
from specimens import PUBLISHED, SUBMITTED
from wordprocessing import W, attribute, part

SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")


def test_the_parts_in_the_repository_are_fresh() -> None:
    made = make_base()
    assert set(made) == set(base())
    for name, content in made.items():
        assert base()[name] == content, f"{name}: run python -m fazhi_report.writers.docx.base"


def test_nothing_else_lies_among_the_parts() -> None:
    assert {path.relative_to(BASE).as_posix() for path in BASE.rglob("*") if path.is_file()} == set(base())


def test_a_build_does_not_import_python_docx() -> None:
    code = "import sys, fazhi_report.writers.docx.document; sys.exit('docx' in sys.modules or 'lxml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_faces_fill_all_four_slots_and_no_theme_takes_part() -> None:
    styles = part(write(PUBLISHED, CLASSIC), "word/styles.xml")
    fonts = list(styles.iter(f"{W}rFonts"))
    families = {face.family for face in norms.FACES}
    assert len(fonts) > 10
    for font in fonts:
        assert set(font.attrib) == {f"{W}{slot}" for slot in SLOTS}
        assert len(set(font.attrib.values())) == 1
        assert set(font.attrib.values()) <= families


def test_lines_and_line_ends() -> None:
    styles = part(write(PUBLISHED, CLASSIC), "word/styles.xml")
    (normal,) = (style for style in styles if style.get(f"{W}styleId") == "Normal")
    assert normal.get(f"{W}default") == "1"
    for name, value in (
        ("widowControl", "0"),
        ("kinsoku", "1"),
        ("overflowPunct", "0"),
        ("autoSpaceDE", "0"),
    ):
        assert attribute(normal, f"pPr/{name}", "val") == value
    assert attribute(normal, "rPr/spacing", "val") == "-5"
    (body,) = (style for style in styles if style.get(f"{W}styleId") == "BodyText")
    assert attribute(body, "pPr/ind", "firstLineChars") == "200"
    assert attribute(body, "pPr/ind", "firstLine") == "630"


def test_settings() -> None:
    settings = part(write(PUBLISHED, CLASSIC), "word/settings.xml")
    assert settings.find(f"{W}evenAndOddHeaders") is not None
    assert attribute(settings, "characterSpacingControl", "val") == "doNotCompress"
    assert attribute(settings, "compat/compatSetting", "val") == "15"


def test_the_navigation_pane_finds_every_heading() -> None:
    document = Document(BytesIO(write(PUBLISHED, CLASSIC)))
    for level, (own, run_in) in enumerate(zip(HEADINGS, RUN_INS, strict=True)):
        for style_id in (own, run_in):
            style = document.styles.get_by_id(style_id, WD_STYLE_TYPE.PARAGRAPH)
            assert style.element.xpath("w:pPr/w:outlineLvl/@w:val") == [str(level)]
    names = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style is not None]
    assert names.count("Heading 1") == 2
    assert names.count("Heading 2") == names.count("段首标题二") == 1


def test_styles_have_the_size_and_face_of_the_norms() -> None:
    document = Document(BytesIO(write(SUBMITTED, CLASSIC)))
    expected: dict[str, norms.Norm[norms.Type]] = {
        StyleId.BODY: norms.BODY,
        StyleId.TITLE: norms.TITLE,
        "Secrecy": norms.SECRECY,
        StyleId.ORGAN_MARK: norms.ORGAN_MARK,
        StyleId.ATTACHMENT_MARK: norms.ATTACHMENT_MARK,
        StyleId.IMPRINT: norms.IMPRINT,
        StyleId.FOOTER: norms.PAGE_NUMBER,
        **dict(zip(HEADINGS, norms.HEADINGS, strict=True)),
    }
    for style_id, norm in expected.items():
        style = document.styles.get_by_id(style_id, WD_STYLE_TYPE.PARAGRAPH)
        sized = style
        while sized.font.size is None:
            sized = sized.base_style
        assert (sized.font.name, sized.font.size.pt) == (norm.value.face.family, norm.value.size.pt), style_id


def test_the_page_of_each_profile(profile: Profile) -> None:
    (section,) = part(write(PUBLISHED, profile)).iter(f"{W}sectPr")

    def twips(element: str, name: str) -> int:
        return int(attribute(section, element, name) or "")

    assert twips("pgSz", "w") - twips("pgMar", "left") - twips("pgMar", "right") == 8844  # 28 characters fit
    assert twips("pgMar", "left") == pytest.approx(mm(28).twips, abs=1)
    assert twips("pgMar", "top") == profile.top.tw
    assert twips("pgMar", "bottom") == profile.bottom.tw
    height = twips("pgSz", "h") - twips("pgMar", "top") - twips("pgMar", "bottom")
    assert height // twips("docGrid", "linePitch") == 22
    assert attribute(section, "docGrid", "type") == "lines"
    assert section.find(f"{W}titlePg") is None


def test_the_parts_are_written_where_the_writer_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fazhi_report.writers.docx.base.BASE", tmp_path)
    main()
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == set(
        base()
    )
