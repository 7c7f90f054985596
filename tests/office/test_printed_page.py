"""The page, measured from LibreOffice's PDF against GB/T 9704-2012; lengths in millimetres."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise

import pytest

from fazhi_report.document.nodes import Document, Masthead, Paragraph, SignatureBlock, TableBlock
from fazhi_report.norms import gbt9704 as norms
from fazhi_report.norms.gbt9704 import PROFILES, Profile
from fazhi_report.text.width import columns
from fazhi_report.writers.docx.document import write
from fazhi_report.writers.docx.pages import estimate_pages
from printing import PDF_FACES, Page, pages, print_pages, require_printing
from specimens import DATE, LONG, ORGAN, PLAIN, PUBLISHED, SUBMITTED, TABLE, text

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("office")]

SHORT = Paragraph(text("短段落。"))
BARE = replace(SUBMITTED, attachments=(), notes=())
LONG_NAME = "示例市人民政府办公室"
assert SUBMITTED.masthead is not None
HEAD = SUBMITTED.masthead

JOINT = ("甲市司法局", "甲市教育体育局", "甲市民政局", "甲市发展和改革委员会", "中共甲市委政法委员会")
MM = 25.4 / 72
PEOPLE = ("张三丰", "李四", "欧阳修远", "王五", "赵六七")

DOCUMENTS: Mapping[str, Document] = {
    "published": PUBLISHED,
    "submitted": SUBMITTED,
    "long": LONG,
    "unsealed": replace(PUBLISHED, signature=SignatureBlock((LONG_NAME,), DATE)),
    # The body ends on an odd page: the imprint has the next to itself.
    "odd": replace(BARE, blocks=(SHORT,) * 32),
    # The body fills an even page: a blank one comes between.
    "full": replace(BARE, blocks=(SHORT,) * 24),
    "bare-head": replace(
        BARE, masthead=Masthead((ORGAN,), "示司〔2025〕8号"), blocks=(SHORT,) * 12, title=("关于报告",)
    ),
    "three-names": replace(
        BARE, masthead=replace(HEAD, signatories=("张三丰", "李四", "欧阳修远")), blocks=(SHORT,) * 12
    ),
    # A few lines of page one are left when the text ends: the signature would stand alone on the next page.
    **{f"parted-{n}": replace(PUBLISHED, blocks=(SHORT,) * n) for n in range(14, 18)},
    **{
        f"joint-{n}-{'sealed' if sealed else 'plain'}": replace(
            BARE,
            masthead=replace(HEAD, organ_mark=JOINT[:n], mark_word="文件", signatories=PEOPLE[:n]),
            signature=SignatureBlock(JOINT[:n], DATE, sealed=sealed),
            blocks=(SHORT,) * 10,
        )
        for n in range(2, 6)
        for sealed in (False, True)
    },
    # Tables make the estimate unsure: short last words stay with the signature all the same.
    **{f"table-then-{n}": replace(BARE, blocks=(TABLE, *(SHORT,) * n)) for n in range(18, 26)},
    "long-table": replace(
        PUBLISHED,
        blocks=(
            TableBlock((text("甲"), text("乙")), tuple((text(f"第{n}行"), text(str(n))) for n in range(60))),
        ),
    ),
    # The same numbers at every place of a line.
    "figures": replace(
        PUBLISHED,
        blocks=tuple(
            Paragraph(text("法" * n + "审查规范性文件1234件、化解率99.78%。" * 3)) for n in range(28)
        ),
    ),
}
Printed = Callable[[str, Profile], list[Page]]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    require_printing()
    contents = {
        f"{name}-{profile.name}": write(document, profile)
        for name, document in DOCUMENTS.items()
        for profile in PROFILES.values()
    }
    paths = print_pages(contents, tmp_path_factory.mktemp("printed"))
    measured: dict[str, list[Page]] = {}

    def ask(name: str, profile: Profile) -> list[Page]:
        key = f"{name}-{profile.name}"
        if key not in measured:
            measured[key] = pages(paths[key])
        return measured[key]

    return ask


def chars(count: float) -> float:
    """So many characters of body type as they are set."""
    return (norms.BODY.value.size + norms.CHAR_SPACING.value).mm * count


LEFT, TOP = norms.LEFT_MARGIN.value.mm, norms.TOP_MARGIN.value.mm
RIGHT = LEFT + norms.TYPE_AREA_WIDTH.value.mm
FOOT = TOP + norms.TYPE_AREA_HEIGHT.value.mm


def test_full_pages_hold_22_lines_of_28_characters(printed: Printed, profile: Profile) -> None:
    full = printed("long", profile)[1:4]
    assert [len(page.body) for page in full] == [22, 22, 22]
    whole = [line for page in full for line in page.body if len(line.text) == 28]
    assert len(whole) > 55
    assert max(len(line.text) for page in full for line in page.body) == 28
    for line in whole:
        assert line.left == pytest.approx(LEFT, abs=1)
        assert line.right == pytest.approx(RIGHT, abs=1)


def test_lines_fill_the_type_area(printed: Printed, profile: Profile) -> None:
    body = printed("long", profile)[1].body
    steps = [below.baseline - above.baseline for above, below in pairwise(body)]
    pitch = sum(steps) / len(steps)
    assert max(steps) - min(steps) < 0.1
    if profile.name == "gbt33476":
        # Characters stand from 12 % below their baseline to 88 % above it.
        size = norms.BODY.value.size.mm
        assert body[0].baseline - size * 0.88 == pytest.approx(TOP, abs=1)
        assert body[-1].baseline + size * 0.12 == pytest.approx(FOOT, abs=1)
    else:
        assert pitch * 22 == pytest.approx(norms.TYPE_AREA_HEIGHT.value.mm, abs=1)
        assert TOP < body[0].baseline - norms.BODY.value.size.mm * 0.88 < TOP + pitch / 2
        assert FOOT - pitch / 2 < body[-1].baseline < FOOT


def test_paragraphs_begin_two_characters_in(printed: Printed, profile: Profile) -> None:
    opening = next(line for line in printed("long", profile)[0].body if line.text.startswith(PLAIN[:8]))
    assert opening.left == pytest.approx(LEFT + chars(2), abs=0.3)


def test_page_numbers(printed: Printed, profile: Profile) -> None:
    for page in printed("long", profile):
        (line,) = page.footer
        assert line.text == f"—{page.number}—"
        assert line.faces == (PDF_FACES[norms.SONGTI],)
        assert line.size == pytest.approx(14)
        top, bottom = page.ink(line.left, line.left + 4, 265, 275)
        assert (top + bottom) / 2 - FOOT == pytest.approx(norms.PAGE_NUMBER_DROP.value.mm, abs=1)
        edge = norms.PAGE_NUMBER.value.size.mm
        if page.number % 2:
            assert line.right == pytest.approx(RIGHT - edge, abs=0.5)
        else:
            assert line.left == pytest.approx(LEFT + edge, abs=0.5)


@pytest.mark.parametrize(
    ("words", "face", "size"),
    [
        ("法治政府建设情况的报告", norms.XIAOBIAOSONG, 22),
        ("一、法治政府建设主要成效", norms.HEITI, 16),
        ("（一）聚焦依法决策", norms.KAITI, 16),
        ("3.深化府院联动", norms.FANGSONG, 16),
        ("（2）完善机制", norms.FANGSONG, 16),
    ],
)
def test_faces(printed: Printed, profile: Profile, words: str, face: norms.Face, size: float) -> None:
    line = next(page.line(words) for page in printed("published", profile) if page.has(words))
    assert line.faces == (PDF_FACES[face],)
    assert line.size == pytest.approx(size)


def test_a_heading_run_in_changes_face_within_the_line(printed: Printed, profile: Profile) -> None:
    line = next(page.line("（二）聚焦") for page in printed("published", profile) if page.has("（二）聚焦"))
    assert line.faces == (PDF_FACES[norms.KAITI], PDF_FACES[norms.FANGSONG])


def test_a_published_report_begins_with_its_title_at_the_top(printed: Printed, profile: Profile) -> None:
    first = printed("published", profile)[0].body[0]
    assert first.text.startswith(ORGAN)
    assert TOP - 3 < first.baseline - first.size * 0.3528 < TOP + 5
    assert (first.left + first.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)


@pytest.mark.parametrize("name", ["submitted", "bare-head", "three-names"])
def test_the_mark_stands_35_mm_below_the_type_areas_top(
    printed: Printed, profile: Profile, name: str
) -> None:
    page = printed(name, profile)[0]
    top, _ = page.ink(LEFT, RIGHT, 55, 100, red=True)
    assert top - TOP == pytest.approx(norms.MARK_TOP.value.mm, abs=1)


@pytest.mark.parametrize("name", ["submitted", "bare-head", "three-names"])
def test_the_rule_is_red_and_4_mm_below_the_number(printed: Printed, profile: Profile, name: str) -> None:
    page = printed(name, profile)[0]
    rule = next(rule for rule in page.rules if rule.red)
    assert rule.left == pytest.approx(LEFT, abs=0.5)
    assert rule.right - rule.left == pytest.approx(norms.RULE_WIDTH.value.mm, abs=0.5)
    number = page.line("示司〔2025〕8号")
    _, bottom = page.ink(number.left, number.left + 40, number.baseline - 5, rule.top - 0.5)
    assert rule.top - bottom == pytest.approx(norms.RULE_GAP.value.mm, abs=0.4)
    title = page.body[[line.text for line in page.body].index(number.text) + 1]
    blank = title.baseline - rule.bottom - norms.TITLE_PITCH.value.mm * 0.8
    assert blank == pytest.approx(norms.TITLE_GAP_LINES.value * profile.line_pitch.mm, abs=0.5)


def test_number_left_and_signatory_right_each_one_character_in(printed: Printed, profile: Profile) -> None:
    line = printed("submitted", profile)[0].line("签发人")
    assert line.left == pytest.approx(LEFT + chars(1), abs=0.5)
    assert line.right == pytest.approx(RIGHT - chars(1), abs=0.5)
    assert line.faces == (PDF_FACES[norms.FANGSONG], PDF_FACES[norms.KAITI])


def test_names_below_begin_under_the_first(printed: Printed, profile: Profile) -> None:
    page = printed("three-names", profile)[0]
    first, last = page.line("签发人"), page.line("欧阳修远")
    assert last.text == "示司〔2025〕8号欧阳修远"
    assert last.start("欧阳") == pytest.approx(first.start("张三丰"), abs=0.3)
    assert last.baseline - first.baseline == pytest.approx(profile.line_pitch.mm, abs=0.3)


def test_copy_number_secrecy_and_urgency_stand_flush_left(printed: Printed, profile: Profile) -> None:
    lines = printed("submitted", profile)[0].body[:3]
    assert [line.text for line in lines] == ["000001", "秘密★1年", "特急"]
    assert all(line.left == pytest.approx(LEFT, abs=0.5) for line in lines)
    assert lines[2].faces == (PDF_FACES[norms.HEITI],)


@pytest.mark.parametrize("name", ["submitted", "odd", "full", "bare-head"])
def test_the_imprint_ends_with_the_type_area_of_the_last_even_page(
    printed: Printed, profile: Profile, name: str
) -> None:
    last = printed(name, profile)[-1]
    assert last.number % 2 == 0
    first, inner, outer = sorted(last.rules, key=lambda rule: rule.top)[-3:]
    assert outer.bottom == pytest.approx(FOOT, abs=0.5)
    for rule, norm in (
        (first, norms.IMPRINT_OUTER_RULE),
        (inner, norms.IMPRINT_INNER_RULE),
        (outer, norms.IMPRINT_OUTER_RULE),
    ):
        assert rule.left == pytest.approx(LEFT, abs=0.5)
        assert rule.right == pytest.approx(RIGHT, abs=0.5)
        assert rule.bottom - rule.top == pytest.approx(norm.value.mm, abs=0.03)
    edge = norms.IMPRINT.value.size.mm
    copies, printing = last.line("抄送："), last.line("印发")
    assert copies.left == pytest.approx(LEFT + edge, abs=0.5)
    assert printing.left == pytest.approx(LEFT + edge, abs=0.5)
    assert printing.right == pytest.approx(RIGHT - edge, abs=0.5)
    wrapped = last.body[[line.text for line in last.body].index(copies.text) + 1]
    assert wrapped.left == pytest.approx(copies.left + 3 * edge, abs=0.5)


def test_an_imprints_page_is_numbered_unless_a_blank_one_comes_before_it(
    printed: Printed, profile: Profile
) -> None:
    assert [bool(page.footer) for page in printed("odd", profile)] == [True, True, True, True]
    (number,) = printed("odd", profile)[-1].footer
    assert number.text == "—4—"
    assert number.baseline == pytest.approx(printed("odd", profile)[0].footer[0].baseline, abs=0.1)
    assert [bool(page.footer) for page in printed("full", profile)] == [True, True, False, False]
    assert not printed("full", profile)[2].lines
    assert all(page.footer for page in printed("submitted", profile))


def test_sealed_signature(printed: Printed, profile: Profile) -> None:
    page = next(page for page in printed("submitted", profile) if page.has(DATE) and page.has("以上报告"))
    lines = page.body
    at = [line.text for line in lines].index(DATE)
    name, date = lines[at - 1], lines[at]
    assert name.text == ORGAN
    assert date.right == pytest.approx(RIGHT - chars(4), abs=0.6)
    # LibreOffice widens the date between digits and characters by one character in all; Word does not.
    assert (name.left + name.right) / 2 == pytest.approx((date.left + date.right) / 2, abs=chars(0.6))
    assert date.baseline - name.baseline == pytest.approx(profile.line_pitch.mm, abs=0.2)
    gap = name.baseline - lines[at - 2].baseline
    assert gap == pytest.approx(profile.line_pitch.mm * (norms.SEALED_GAP_LINES.value + 1), abs=0.3)


def test_unsealed_signature(printed: Printed, profile: Profile) -> None:
    page = next(page for page in printed("unsealed", profile) if page.has(LONG_NAME))
    name, date = page.line(LONG_NAME), page.line(DATE)
    assert name.right == pytest.approx(RIGHT - chars(2), abs=0.6)
    assert date.left == pytest.approx(name.left + chars(2), abs=0.3)


def test_unsealed_signature_shorter_than_its_date(printed: Printed, profile: Profile) -> None:
    page = next(page for page in printed("published", profile) if page.has(DATE))
    name, date = page.body[-2:]
    assert (name.text, date.text) == (ORGAN, DATE)
    assert date.right == pytest.approx(RIGHT - chars(2), abs=0.6)
    assert name.left < date.left


def test_a_signature_is_never_alone(printed: Printed, profile: Profile) -> None:
    for n in range(18, 26):
        page = next(page for page in printed(f"table-then-{n}", profile) if page.has(DATE))
        assert page.has("短段落。")


@pytest.mark.parametrize("count", range(14, 18))
def test_lines_are_adjusted_before_the_signature_stands_alone(
    printed: Printed, profile: Profile, count: int
) -> None:
    """7.3.5.5: text stands above the signature, the page before it is full, and all lines have one pitch."""
    *before, last = printed(f"parted-{count}", profile)
    assert last.has(DATE)
    assert last.has("短段落。")
    body = [line for page in (*before, last) for line in page.body if line.text == "短段落。"]
    assert len(body) == count
    steps = {
        round(below.baseline - above.baseline, 1)
        for above, below in pairwise(body)
        if above.baseline < below.baseline
    }
    assert len(steps) <= 2, steps  # rounded


@pytest.mark.parametrize("count", range(2, 6))
def test_marks_of_joint_organs_have_one_width_and_the_word_in_their_middle(
    printed: Printed, profile: Profile, count: int
) -> None:
    page = printed(f"joint-{count}-plain", profile)[0]
    names = [page.line(name) for name in JOINT[:count]]
    word = page.line("文件")
    lefts = [line.start(name[0]) for line, name in zip(names, JOINT, strict=False)]
    assert max(lefts) - min(lefts) < 0.5
    top, bottom = page.ink(LEFT, word.start("文") - 1, 55, names[-1].baseline + 5, red=True)
    assert top - TOP == pytest.approx(norms.MARK_TOP.value.mm, abs=1)
    high, low = page.ink(word.start("文"), RIGHT, 55, names[-1].baseline + 5, red=True)
    assert (high + low) / 2 == pytest.approx((top + bottom) / 2, abs=1)
    assert page.has("短段落。"), "the first page shows text of the body"


@pytest.mark.parametrize("count", range(2, 6))
def test_joint_signatures_without_seals_stand_in_one_column(
    printed: Printed, profile: Profile, count: int
) -> None:
    page = next(one for one in printed(f"joint-{count}-plain", profile) if one.has(DATE))
    names = [line for line in page.body if line.text in JOINT]
    assert [line.text for line in names] == list(JOINT[:count])
    lefts = [line.left for line in names]
    assert max(lefts) - min(lefts) < 0.3
    assert max(line.right for line in names) == pytest.approx(RIGHT - chars(2), abs=0.6)
    # Two characters to the right of the names; near the edge it is bound to its end, which its nominal width gives.
    date, start = page.line(DATE), lefts[0] + chars(2)
    nominal = chars(columns(DATE)) + norms.CHAR_SPACING.value.mm * (len(DATE) - columns(DATE))
    assert date.left == pytest.approx(start, abs=0.3) or date.right == pytest.approx(start + nominal, abs=0.6)


@pytest.mark.parametrize("count", range(2, 6))
def test_joint_seals_do_not_touch_nor_leave_the_type_area(
    printed: Printed, profile: Profile, count: int
) -> None:
    page = next(one for one in printed(f"joint-{count}-sealed", profile) if one.has(DATE))
    seal = norms.SEAL_DIAMETER.value.mm
    places = []
    for line in page.body[[line.text for line in page.body].index("短段落。") :]:
        for name in (one for one in JOINT[:count] if one in line.text and "：" not in line.text):
            last = line.text.index(name) + len(name) - 1
            places.append(((line.start(name) + line.starts[last] + line.size * MM) / 2, line.baseline))
            assert places[-1][0] - seal / 2 >= LEFT - 0.5
    assert len(places) == count
    for at, (middle, height) in enumerate(places):
        assert middle + seal / 2 <= RIGHT + 0.5
        for other, level in places[at + 1 :]:
            assert max(abs(other - middle), abs(level - height)) >= seal
    date = page.line(DATE)
    assert places[-1][0] == pytest.approx((date.left + date.right) / 2, abs=chars(0.6))


def test_attachments_open_pages(printed: Printed, profile: Profile) -> None:
    found = [page for page in printed("submitted", profile) if page.body[0].text in {"附件1", "附件2"}]
    assert len(found) == 2
    for page in found:
        mark, title = page.body[:2]
        assert mark.left == pytest.approx(LEFT, abs=0.3)
        assert mark.faces[0] == PDF_FACES[norms.HEITI]
        # The title stands on the third line.
        down = (title.baseline - mark.baseline) / profile.line_pitch.mm
        assert 1.8 < down < 2.5
        assert (title.left + title.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.6)


def test_the_list_of_attachments_lines_up(printed: Printed, profile: Profile) -> None:
    page = next(page for page in printed("submitted", profile) if page.has("附件：1."))
    texts = [line.text for line in page.body]
    at = next(n for n, words in enumerate(texts) if words.startswith("附件：1."))
    first, second, wrapped = page.body[at : at + 3]
    assert first.left == pytest.approx(LEFT + chars(2), abs=0.3)
    assert second.left == pytest.approx(LEFT + chars(5), abs=0.3)
    # The stand-in face has narrower figures than 仿宋, where “2.” is one character wide.
    assert second.start("示例市") == pytest.approx(wrapped.left, abs=chars(0.3))


def test_a_table_repeats_its_head_and_fills_the_width(printed: Printed, profile: Profile) -> None:
    spread = [page for page in printed("long-table", profile) if page.has("第")]
    assert len(spread) >= 3
    heads = [next(line for line in page.body if line.text == "甲乙") for page in spread]
    assert all(head.faces == (PDF_FACES[norms.HEITI],) for head in heads)
    edges = [rule for page in spread for rule in page.rules if rule.right - rule.left > 100]
    assert min(rule.left for rule in edges) == pytest.approx(LEFT, abs=0.5)
    assert max(rule.right for rule in edges) == pytest.approx(RIGHT, abs=0.5)


def test_no_number_is_torn_at_the_end_of_a_line(printed: Printed, profile: Profile) -> None:
    lines = [line for page in printed("figures", profile) for line in page.body]
    assert len(lines) > 80
    assert sum(line.text.count("1234件") + line.text.count("99.78%") for line in lines) >= 28 * 6 - 28
    for above, below in pairwise(lines):
        assert not (above.text[-1].isdigit() and (below.text[0].isdigit() or below.text[0] in ".%")), (
            above.text
        )


@pytest.mark.parametrize("name", DOCUMENTS)
def test_pages_are_as_many_as_estimated(printed: Printed, profile: Profile, name: str) -> None:
    assert len(printed(name, profile)) == estimate_pages(DOCUMENTS[name], profile)
