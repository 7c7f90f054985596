"""Where things stand on the pages that Typst sets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest

from fazhi_report.commands.build import compose_file
from fazhi_report.composition.report import Edition
from fazhi_report.document.nodes import (
    AttachmentBlock,
    Block,
    Document,
    Heading,
    Masthead,
    Paragraph,
    SignatureBlock,
    TableBlock,
    Text,
)
from fazhi_report.libreoffice import Printing
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import CLASSIC, GBT33476, PROFILES, Profile
from fazhi_report.source.load import load
from fazhi_report.writers.pdf import print_document
from printing import MM_PER_POINT, Page, outside, pages
from specimens import ORGAN, PLAIN, PUBLISHED, SUBMITTED, common, text

pytestmark = pytest.mark.usefixtures("typefaces")
ROOT = Path(__file__).parents[3]
SUBMIT, PUBLISH = common(SUBMITTED), common(PUBLISHED)
REPORTS = [
    *sorted((ROOT / "examples" / "示例市司法局" / "data").glob("202[45]*.yaml")),
    ROOT / "data" / "2020.yaml",
]


def printed(document: Document, folder: Path, profile: Profile = CLASSIC) -> list[Page]:
    path = folder / "report.pdf"
    path.write_bytes(print_document(document, profile, Printing()).content)
    return pages(path)


def rows(count: int, columns: int = 3) -> tuple[tuple[tuple[Text], ...], ...]:
    return tuple(tuple(text(f"第{row}项第{column}格") for column in range(columns)) for row in range(count))


def long_table(count: int) -> TableBlock:
    return TableBlock(
        (text("甲栏"), text("乙栏"), text("丙栏")), rows(count), text("表1 长表"), text("注：止于此。")
    )


WIDE = TableBlock(
    tuple(text(f"第{column}类案件") for column in range(14)),
    tuple(
        (text(f"示例市第{row}街道办事处"), *(text(f"{row + column}件") for column in range(13)))
        for row in range(3)
    ),
    text("表2 宽表"),
)


@pytest.mark.parametrize("profile", list(PROFILES.values()), ids=list(PROFILES))
@pytest.mark.parametrize("edition", ["publish", "submit"])
@pytest.mark.parametrize("path", REPORTS, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_no_character_leaves_the_type_area(
    path: Path, edition: Edition, profile: Profile, tmp_path: Path
) -> None:
    report = load(path).report
    assert report is not None
    found = printed(compose_file(path, report, edition=edition), tmp_path, profile)
    assert [line.text for page in found for line in outside(page)] == []
    assert all(page.body for page in found if page.footer)


@pytest.mark.parametrize("profile", [CLASSIC, GBT33476], ids=lambda one: one.name)
def test_headings_keep_the_lines_of_the_page(profile: Profile, tmp_path: Path) -> None:
    mixed: list[Block] = []
    for number in range(1, 12):
        mixed += [Heading(number % 4 + 1, text("标题"), "一、"), Paragraph(text(PLAIN))]
    second = printed(replace(PUBLISH, blocks=(*mixed, *mixed)), tmp_path, profile)[1]
    assert len(second.body) == norms.LINES.value
    steps = [
        below.baseline - above.baseline for above, below in zip(second.body, second.body[1:], strict=False)
    ]
    assert steps == pytest.approx([profile.line_pitch.mm] * (norms.LINES.value - 1), abs=0.02)


@pytest.mark.parametrize("lines", range(8, 24))
@pytest.mark.parametrize("sealed", [True, False], ids=["sealed", "unsealed"])
def test_a_signature_never_stands_without_text(lines: int, *, sealed: bool, tmp_path: Path) -> None:
    signed = SignatureBlock((ORGAN,), "2025年2月28日", sealed=sealed)
    one = replace(PUBLISH, blocks=(Paragraph(text(PLAIN[:26] + PLAIN * (lines - 1))),), signature=signed)
    short = replace(one, blocks=(*one.blocks, Paragraph(text("特此报告。"))))
    for document in (one, short):
        last = printed(document, tmp_path)[-1]
        assert len(last.body) > 2
        assert last.body[-1].text == "2025年2月28日"


def test_sealed_and_unsealed_signatures_stand_where_the_standard_says(tmp_path: Path) -> None:
    square = (norms.BODY.value.size + norms.CHAR_SPACING.value).mm
    name, date = printed(PUBLISH, tmp_path)[-1].body[-2:]
    # 7.3.5.2: the date is longer than the name, so it ends two characters from the edge and the name goes along.
    assert date.right == pytest.approx(184 - 2 * square, abs=0.1)
    assert date.left - name.left == pytest.approx(2 * square, abs=0.02)
    sealed = replace(PUBLISH, signature=SignatureBlock((ORGAN,), "2025年2月28日", sealed=True))
    name, date = printed(sealed, tmp_path)[-1].body[-2:]
    # 7.3.5.1: four characters from the edge, the name in the middle above it.
    assert date.right == pytest.approx(184 - 4 * square, abs=0.1)
    assert (name.left + name.right) / 2 == pytest.approx((date.left + date.right) / 2, abs=0.02)


@pytest.mark.parametrize("profile", [CLASSIC, GBT33476], ids=lambda one: one.name)
def test_mark_rule_and_page_number(profile: Profile, tmp_path: Path) -> None:
    first = printed(SUBMIT, tmp_path, profile)[0]
    top, _ = first.ink(40, 170, 66, 90, red=True)
    assert top == pytest.approx(72, abs=0.15)
    number = first.line("示司〔2025〕8号")
    rule = next(one for one in first.rules if one.red)
    assert (rule.left, rule.right) == pytest.approx((28, 184), abs=0.05)
    # 4 mm below the square of the characters.
    assert rule.top - (number.baseline + number.size * 0.12 * MM_PER_POINT) == pytest.approx(4, abs=0.05)
    (footer,) = first.footer
    assert footer.text == "—1—"
    assert footer.right == pytest.approx(184 - norms.PAGE_NUMBER.value.size.mm, abs=0.05)
    dash_top, dash_bottom = first.ink(150, 170, 264, 275)
    assert (dash_top + dash_bottom) / 2 == pytest.approx(269, abs=1.5)


@pytest.mark.parametrize("pages_before", [1, 2])
def test_the_imprint_lies_on_the_foot_of_an_even_page(pages_before: int, tmp_path: Path) -> None:
    filler = tuple(Paragraph(text(PLAIN * 20)) for _ in range(pages_before))
    document = replace(SUBMIT, masthead=Masthead((f"{ORGAN}文件",)), blocks=filler, attachments=(), notes=())
    found = printed(document, tmp_path)
    last = found[-1]
    assert last.number % 2 == 0
    foot = max(rule.bottom for rule in last.rules)
    assert foot == pytest.approx(262, abs=0.05)
    assert last.has("印发")
    blank = [page.number for page in found if not page.lines]
    # 7.5: a blank page before the imprint has no number, nor has the imprint then.
    assert bool(last.footer) == (not blank)


def test_a_long_table_repeats_its_head_and_keeps_its_caption(tmp_path: Path) -> None:
    for before in range(1, 23, 3):
        document = replace(PUBLISH, blocks=(Paragraph(text(PLAIN * before)), long_table(30)))
        found = printed(document, tmp_path)
        holding = [page for page in found if page.has("第0格")]
        assert len(holding) > 1
        assert all(page.has("甲栏") for page in holding)
        assert [page.number for page in found if page.has("表1长表")] == [holding[0].number]


def test_a_short_table_does_not_part(tmp_path: Path) -> None:
    for before in range(10, 22, 2):
        document = replace(
            PUBLISH, blocks=(Paragraph(text(PLAIN * before)), long_table(4), Paragraph(text("完。")))
        )
        found = printed(document, tmp_path)
        assert len([page for page in found if page.has("第0格")]) == 1
        assert [page.has("表1长表") for page in found] == [page.has("第0格") for page in found]


def landscape(content: bytes) -> Iterator[tuple[int, list[tuple[str, float, float]]]]:
    """Number and characters of the landscape pages: text, left edge and top in millimetres."""
    with pdfplumber.open(BytesIO(content)) as file:
        for number, page in enumerate(file.pages, 1):
            if page.width > page.height:
                yield (
                    number,
                    [
                        (char["text"], char["x0"] * MM_PER_POINT, char["top"] * MM_PER_POINT)
                        for char in page.chars
                    ],
                )


def test_a_wide_table_lies_on_its_side_with_the_number_where_portrait_has_it() -> None:
    document = replace(
        PUBLISH, blocks=(*PUBLISH.blocks[:2], WIDE), attachments=(AttachmentBlock("汇总表", (WIDE,)),)
    )
    document = replace(document, blocks=(Heading(1, text("情况"), "一、"), *document.blocks))
    found = list(landscape(print_document(document, CLASSIC, Printing()).content))
    assert len(found) == 2
    for number, characters in found:
        dashes = [(left, top) for one, left, top in characters if one == "—"]
        # Turned clockwise: 28 mm from the foot of the portrait page is 28 mm from the left edge.
        assert all(25 < left < 29 for left, _ in dashes)
        edge = max(top for _, top in dashes) if number % 2 else min(top for _, top in dashes)
        assert edge == pytest.approx(184 - 5 - 5 if number % 2 else 28 + 5, abs=6)
        inside = [(left, top) for one, left, top in characters if one not in "—0123456789 "]
        assert min(left for left, _ in inside) >= 34.9
        assert max(top for _, top in inside) < 184
    body, attachment = ("".join(one for one, *_ in characters) for _, characters in found)
    # The heading right above comes along, and the attachment's head.
    assert "一、法治政府建设主要成效表2 宽表" in body
    assert "附件" in attachment
