from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from fazhi_report.document.nodes import (
    AttachmentBlock,
    Block,
    ChartBlock,
    ChartLine,
    Document,
    Heading,
    Paragraph,
    TableBlock,
    Text,
)
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import CLASSIC, Profile
from fazhi_report.writers.docx.document import write
from fazhi_report.writers.docx.pages import arranged, estimate_pages, extent, fitted_profile
from fazhi_report.writers.docx.tables import table_extent
from inspected import found
from specimens import LONG, PUBLISHED, SUBMITTED

SHORT = Paragraph((Text("短。"),))


def lines(count: int, document: Document = PUBLISHED) -> Document:
    return replace(document, blocks=(SHORT,) * count)


def test_specimens(profile: Profile) -> None:
    # As LibreOffice lays them out; tests/office asks it again.
    assert [estimate_pages(document, profile) for document in (PUBLISHED, SUBMITTED, LONG)] == [3, 6, 5]


def test_pages_grow_with_the_text(profile: Profile) -> None:
    pages = [estimate_pages(lines(count), profile) for count in range(1, 80)]
    assert pages == sorted(pages)
    assert pages[0] == 1
    assert pages[-1] == 4


def test_a_signature_takes_a_line_along() -> None:
    # 4.5 lines of title and addressee, 16 of text, 3 of signature: one and a half too many.
    alone = extent(lines(16), CLASSIC)
    assert (alone.pages, alone.held) == (2, True)
    assert alone.used.twips == pytest.approx(4 * CLASSIC.line_pitch.twips)


def test_long_last_words_are_held_only_where_they_might_part() -> None:
    long = Paragraph((Text("法" * 28 * 4),))
    roomy, tight = (replace(PUBLISHED, blocks=(*(SHORT,) * count, long)) for count in (2, 11))
    assert not extent(roomy, CLASSIC).held
    assert extent(tight, CLASSIC).held
    assert extent(lines(3), CLASSIC).held, "one line costs nothing"


def test_a_heading_is_no_pages_last_line() -> None:
    heading = Heading(1, (Text("标题"),), "一、")
    # 4.5 lines above; line 22 of the page is out of reach, so 17 stand on it.
    before = replace(PUBLISHED, blocks=(*(SHORT,) * 16, heading, SHORT))
    assert extent(before, CLASSIC).used.twips == pytest.approx((2 + 3) * CLASSIC.line_pitch.twips)


def test_an_imprint_shares_an_even_page_or_gets_one() -> None:
    document = replace(SUBMITTED, attachments=(), notes=())
    counts = [estimate_pages(lines(count, document), CLASSIC) for count in range(1, 60)]
    assert {count % 2 for count in counts} == {0}
    assert set(counts) == {2, 4}


def test_each_attachment_opens_a_page() -> None:
    one = AttachmentBlock("目录", (SHORT,))
    plain = estimate_pages(lines(3), CLASSIC)
    assert estimate_pages(replace(lines(3), attachments=(one, one, one)), CLASSIC) == plain + 3


def cell(text: str) -> tuple[Text]:
    return (Text(text),)


def test_a_full_cell_makes_a_high_row() -> None:
    table = TableBlock((cell("甲"), cell("乙")), ((cell("一"), cell("二")), (cell("长" * 90), cell("二"))))
    found = table_extent(table, CLASSIC)
    low, high = found.rows
    assert found.head == low == CLASSIC.line_pitch
    assert high > low * 2


def test_lines_are_adjusted_before_the_signature_stands_alone(profile: Profile) -> None:
    """7.3.5.5: closer lines save the page, wider ones bring text to it; where text stands there, nothing changes."""
    adjusted = 0
    for count in range(1, 80):
        document = lines(count)
        fitted = fitted_profile(document, profile)
        if not extent(document, profile).alone:
            assert fitted == profile
            continue
        adjusted += 1
        assert extent(document, fitted).safe
        pitches = {int(profile.text_height.tw / n) for n in norms.LINES_ADJUSTED.value}
        assert fitted.line_pitch.tw in pitches
    assert adjusted > 5


def test_adjusted_lines_are_no_fault(profile: Profile) -> None:
    document = next(one for one in map(lines, range(1, 80)) if fitted_profile(one, profile) != profile)
    assert not {"GW106", "GW309"} & {code for _, code in found(write(document, profile))}


def chart(name: str) -> ChartBlock:
    line = ChartLine("a.b", "收到", ("80件", "62件"), (Decimal(80), Decimal(62)))
    return ChartBlock(("2023年", "2024年"), "件", (line,), "收到。", (Text(name),))


def kinds(document: Document) -> str:
    names = {Paragraph: "p", Heading: "h", ChartBlock: "c", TableBlock: "t"}
    return "".join(names[type(block)] for block in document.blocks)


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        # There is room.
        ("ppcpp", "ppcpp"),
        # The page has none: the text fills it, and the chart comes behind the paragraph that turns the page.
        ("p" * 14 + "c" + "p" * 8, "p" * 18 + "c" + "p" * 4),
        # It stays in its section.
        ("p" * 14 + "cphpp", "p" * 14 + "pchpp"),
        ("p" * 14 + "chpp", "p" * 14 + "chpp"),
        # Two wait together.
        ("p" * 14 + "cc" + "p" * 8, "p" * 18 + "cc" + "p" * 4),
    ],
)
def test_a_chart_without_room_passes_the_text_that_fills_its_page(blocks: str, expected: str) -> None:
    made: dict[str, Block] = {
        "p": SHORT,
        "h": Heading(1, (Text("主要成效"),), "一、"),
        "c": chart("图1"),
    }
    document = replace(PUBLISHED, attachments=(), blocks=tuple(made[one] for one in blocks))
    found = arranged(document, CLASSIC)
    assert kinds(found) == expected
    assert arranged(found, CLASSIC) == found
    assert set(found.blocks) == set(document.blocks)
