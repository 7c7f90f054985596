"""The 33 clauses of GB/T 9704-2012 that show on a report's pages, measured on any PDF of it.

What a clause asks stands here as the standard has it, apart from the table of the program (`norms`), so that an error
there is seen. A row yields what breaks its clause; a document without the element does not have the row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from fazhi_report.document.nodes import Document, Heading, Masthead, Paragraph, TableBlock, words
from fazhi_report.norms import gbt9704 as norms
from printing import PDF_FACES, Page, pages

LEFT, RIGHT, TOP, FOOT = 28.0, 184.0, 37.0, 262.0
"""The type area, millimetres from the upper left corner of the paper in portrait."""
CHAR, LINE = 156 / 28, 225 / 22
SMALL = 14 * 25.4 / 72
"""The width of a character of 4号."""
MM = 25.4 / 72
SAME = 0.4
"""Baselines that differ by less are one, millimetres."""
NEAR = 1.0
"""Within which a length agrees, millimetres: the standard's own tolerance of the margins."""

FACES = {face.name: {PDF_FACES[face]} for face in norms.FACES}
"""Name of a face → the fonts that stand for it in the tests."""
NOT_FIRST = set("，。、；：？！）〕》〉”’…％")
NOT_LAST = set("（〔《〈“‘")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A visible character in the place that it has when the page is held in portrait, millimetres."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    size: float
    face: str
    red: bool
    black: bool


@dataclass(frozen=True, slots=True)
class Row:
    """The characters on one baseline of a page."""

    page: int
    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        return "".join(one.text for one in self.glyphs)

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return self.glyphs[-1].right

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def baseline(self) -> float:
        return self.glyphs[0].baseline


@dataclass
class Print:
    """The pages of a document as printed.

    Args:
        path: The PDF.
        document: What was printed.
        pitch: The distance of the lines, millimetres.
        full: The number of lines of a full page.
    """

    path: Path
    document: Document
    pitch: float = LINE
    full: int = 22
    pages: list[Page] = field(init=False)

    def __post_init__(self) -> None:
        self.pages = pages(self.path)

    def sideways(self, page: int) -> bool:
        """Whether a page is in landscape."""
        source = self.pages[page - 1].source
        return bool(source.width > source.height)

    @cached_property
    def glyphs(self) -> list[list[Glyph]]:
        """The visible characters of each page."""
        return [
            [_glyph(page.source, one) for one in page.source.chars if one["text"].strip()]
            for page in self.pages
        ]

    @cached_property
    def rows(self) -> list[Row]:
        """The lines of text within the type area of the pages in portrait, in order."""
        return [
            row
            for number in range(1, len(self.pages) + 1)
            if not self.sideways(number)
            for row in self.on(number)
        ]

    def on(self, page: int) -> list[Row]:
        """The lines of text of a page above its number."""
        inside = sorted(
            (one for one in self.glyphs[page - 1] if one.baseline < FOOT + 2.5), key=lambda one: one.baseline
        )
        groups: list[list[Glyph]] = []
        for one in inside:
            if groups and one.baseline - groups[-1][0].baseline < SAME:
                groups[-1].append(one)
            else:
                groups.append([one])
        return [Row(page, tuple(sorted(group, key=lambda one: one.left))) for group in groups]

    def numbers(self, page: int) -> list[Glyph]:
        """The characters below the type area of a page, from left to right."""
        return sorted(
            (one for one in self.glyphs[page - 1] if one.baseline >= FOOT + 2.5), key=lambda one: one.left
        )

    def row(self, start: str) -> Row | None:
        """The first line that begins with words."""
        wanted = squeeze(start)
        return next((row for row in self.rows if row.text.startswith(wanted)), None)

    def last_row(self, start: str) -> Row | None:
        """The last line that begins with words."""
        wanted = squeeze(start)
        return next((row for row in reversed(self.rows) if row.text.startswith(wanted)), None)

    def after(self, row: Row, count: int = 1) -> Row | None:
        """The line so many lines behind, over the end of a page."""
        at = self.rows.index(row) + count
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def paragraph(self, text: str, start: int = 0) -> list[Row]:
        """The lines of a paragraph, sought from a line on; empty where it is not found."""
        wanted = squeeze(text)
        for at, row in enumerate(self.rows[start:], start):
            if wanted.startswith(row.text) or row.text.startswith(wanted[: len(row.text)]):
                taken, rest = [], wanted
                for next_row in self.rows[at:]:
                    if not rest or not rest.startswith(next_row.text):
                        break
                    taken.append(next_row)
                    rest = rest[len(next_row.text) :]
                if not rest:
                    return taken
        return []

    @cached_property
    def body(self) -> list[tuple[str, list[Row]]]:
        """Each paragraph of the body with the lines on which it is printed."""
        blocks = (
            *self.document.blocks,
            *(block for one in self.document.attachments for block in one.blocks),
        )
        found = []
        at = 0
        for block in blocks:
            match block:
                case Heading():
                    text = block.number + words(block.title) + words(block.body or ())
                case Paragraph():
                    text = words(block.content)
                case _:
                    continue
            rows = self.paragraph(text, at)
            at = self.rows.index(rows[-1]) + 1 if rows else at
            found.append((text, rows))
        return found


def squeeze(text: str) -> str:
    """Words without blanks, as the faces show them."""
    return re.sub(r"\s+", "", text).replace("•", "·")


def _glyph(page: Any, one: Any) -> Glyph:
    height = float(page.height)
    left, right = float(one["x0"]) * MM, float(one["x1"]) * MM
    top, bottom = float(one["top"]) * MM, float(one["bottom"]) * MM
    baseline = (height - float(one["matrix"][5])) * MM
    if page.width > page.height:
        # In portrait, the head of a landscape page is on the left; its left edge is the foot.
        paper = float(page.width) * MM
        left, right, top, bottom = top, bottom, paper - right, paper - left
        baseline = paper - float(one["matrix"][4]) * MM
    colour = one.get("non_stroking_color") or (0,)
    return Glyph(
        one["text"], left, right, top, bottom, baseline, float(one["size"]), str(one["fontname"]).split("+")[-1],
        _is_red(colour), _is_black(colour),
    )  # fmt: skip


def _is_red(colour: tuple[float, ...]) -> bool:
    return len(colour) == 3 and colour[0] > 0.6 and max(colour[1:]) < 0.3


def _is_black(colour: tuple[float, ...]) -> bool:
    return max(colour) < 0.05 if len(colour) in {1, 3} else bool(colour[-1] > 0.95)


Finder = Callable[[Print], Iterator[str] | None]
"""Yields what breaks a clause; None where the document does not have what it speaks of."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the standard.

    Args:
        number: Its number in the table.
        clause: Where it stands in the standard.
        asks: What it asks, Chinese.
        breaches: Finds what breaks it.
    """

    number: int
    clause: str
    asks: str
    breaches: Finder


CLAUSES: list[Clause] = []


def clause(number: str, asks: str) -> Callable[[Finder], Finder]:
    """Add a row to the table."""

    def add(breaches: Finder) -> Finder:
        CLAUSES.append(Clause(len(CLAUSES) + 1, number, asks, breaches))
        return breaches

    return add


def measure(path: Path, document: Document, pitch: float, full: int = 22) -> dict[int, list[str] | None]:
    """What breaks each clause on the pages of a PDF; None for a clause that the document has no case of."""
    printed = Print(path, document, pitch, full)
    verdicts = ((one.number, one.breaches(printed)) for one in CLAUSES)
    return {number: None if found is None else list(found) for number, found in verdicts}


def off(found: float, wanted: float, what: str, near: float = NEAR) -> Iterator[str]:
    """Yield a sentence where a measure is not the wanted one."""
    if abs(found - wanted) > near:
        yield f"{what} {found:.2f}，应为 {wanted:.2f}"


def faces(glyphs: Iterable[Glyph], face: str, size: float, what: str) -> Iterator[str]:
    """Yield characters of another face or size; figures and Latin letters may be of any face."""
    wrong = "".join(
        one.text
        for one in glyphs
        if abs(one.size - size) > 0.1 or (ord(one.text[0]) > 0x2E80 and one.face not in FACES[face])
    )
    if wrong:
        yield f"{what}“{wrong[:8]}”不是 {size:g} 磅{face}"


# ── General: 23 ─────────────────────────────────────────────────────────────────────────────────────────────────
@clause("5.1", "A4 纸，210 mm × 297 mm")
def _paper(seen: Print) -> Iterator[str]:
    for page in seen.pages:
        sides = sorted((float(page.source.width) * MM, float(page.source.height) * MM))
        yield from off(sides[0], 210, f"第 {page.number} 面宽", 0.5)
        yield from off(sides[1], 297, f"第 {page.number} 面高", 0.5)


def _full(seen: Print) -> list[list[Row]]:
    """Pages that hold body text alone, from top to bottom: those between the first and the last of the body."""
    plain = {id(row) for _, rows in seen.body for row in rows}
    found = []
    for number in range(2, len(seen.pages)):
        rows = [row for row in seen.rows if row.page == number]
        after = [row for row in seen.rows if row.page == number + 1]
        # The page before the signature gives a line to it.
        flows = rows and after and all(id(row) in plain for row in (*rows, *after))
        if flows:
            found.append(rows)
    return found


@clause("5.2.1", "天头 37 mm±1 mm")
def _top(seen: Print) -> Iterator[str]:
    tops = [rows[0].baseline - 16 * MM * 0.88 for rows in _full(seen)]
    # The room above the characters of a line belongs to the line: half of what is between two lines.
    slack = max(seen.pitch - 16 * MM, 0) / 2 + NEAR
    for top in tops:
        if not TOP - NEAR <= top <= TOP + slack:
            yield f"首行字顶 {top:.2f}"


@clause("5.2.1", "订口 28 mm±1 mm，版心宽 156 mm")
def _width(seen: Print) -> Iterator[str]:
    rows = [row for _, lines in seen.body for row in lines[1:]]
    for row in rows:
        if abs(row.left - LEFT) > NEAR:
            yield f"第 {row.page} 面“{row.text[:6]}”起于 {row.left:.2f}"
    full = [row for row in rows if row.right > RIGHT - CHAR]
    if rows and not full:
        yield "没有一行排满版心"


@clause("5.2.1", "文字在版心 156 mm × 225 mm 之内")
def _inside(seen: Print) -> Iterator[str]:
    for number, glyphs in enumerate(seen.glyphs, 1):
        for one in glyphs:
            if one.baseline >= FOOT + 2.5 or (seen.sideways(number) and one.top > FOOT):
                continue
            if (
                one.left < LEFT - 0.3
                or one.right > RIGHT + 0.3
                or one.top < TOP - 2
                or one.baseline > FOOT + 0.3
            ):
                yield f"第 {number} 面“{one.text}”在 {one.left:.1f}—{one.right:.1f}，{one.baseline:.1f}"


@clause("5.2.2", "正文用三号仿宋")
def _type(seen: Print) -> Iterator[str]:
    for block in seen.document.blocks:
        if isinstance(block, Paragraph):
            plain = seen.paragraph(words(block.content))
            yield from faces((one for row in plain for one in row.glyphs), "仿宋", 16, "正文")


@clause("5.2.3", "每面 22 行（照 7.3.5.5 调整了行距的，21 至 24 行）")
def _lines(seen: Print) -> Iterator[str]:
    full = _full(seen)
    for rows in full:
        # Two lines of headings at the foot go to the next page, to their text.
        if not seen.full - 2 <= len(rows) <= seen.full:
            yield f"第 {rows[0].page} 面 {len(rows)} 行"
    if full and not any(len(rows) == seen.full for rows in full):
        yield f"没有一面排满 {seen.full} 行"


@clause("5.2.3", "每行 28 字，撑满版心")
def _chars(seen: Print) -> Iterator[str]:
    for _, rows in seen.body:
        for row in rows[1:-1]:
            steps = [right.left - left.left for left, right in pairwise(row.glyphs)]
            whole = [one for one in row.glyphs if ord(one.text[0]) > 0x2E80]
            if len(whole) == len(row.glyphs) and len(row.glyphs) == 28 and max(steps) - min(steps) > 0.6:
                yield f"第 {row.page} 面“{row.text[:6]}”字距不匀"
            if len(row.glyphs) == len(whole) > 28:
                yield f"第 {row.page} 面“{row.text[:6]}”一行 {len(whole)} 字"
            if len(whole) == len(row.glyphs) and len(whole) < 26:
                yield f"第 {row.page} 面“{row.text[:6]}”一行 {len(whole)} 字"


@clause("5.2.4", "文字为黑色（发文机关标志除外）")
def _black(seen: Print) -> Iterator[str]:
    marks = set() if seen.document.masthead is None else set("".join(seen.document.masthead.organ_mark))
    for number, glyphs in enumerate(seen.glyphs, 1):
        for one in glyphs:
            if not one.black and not (number == 1 and one.red and one.text in marks):
                yield f"第 {number} 面“{one.text}”"


def _title(seen: Print) -> list[Row]:
    large = [row for row in seen.rows if abs(row.glyphs[0].size - 22) < 1]
    found = (next((row for row in large if row.text == squeeze(line)), None) for line in seen.document.title)
    return [row for row in found if row is not None]


@clause("7.3.1", "标题用二号小标宋，居中")
def _title_type(seen: Print) -> Iterator[str] | None:
    return _title_types(seen) if seen.document.title else None


def _title_types(seen: Print) -> Iterator[str]:
    found = _title(seen)
    if len(found) != len(seen.document.title):
        yield "标题没有照分行印出"
    for row in found:
        yield from faces(row.glyphs, "小标宋", 22, "标题")
        yield from off(row.middle, (LEFT + RIGHT) / 2, f"“{row.text[:6]}”中点")


@clause("7.3.1", "标题在红线下空二行（无版头的在版心首行），回行不剩单字")
def _title_place(seen: Print) -> Iterator[str] | None:
    return _title_places(seen) if seen.document.title else None


def _title_places(seen: Print) -> Iterator[str]:
    found = _title(seen)
    if not found:
        yield "没有标题"
        return
    top = found[0].baseline - 22 * MM * 0.88
    if seen.document.masthead is None:
        if not TOP - NEAR <= top <= TOP + 4:
            yield f"标题字顶 {top:.2f}"
    else:
        rule = _red_rule(seen)
        if rule is None:
            yield "没有红线"
        else:
            # A line of the title is 36 points high; half of what is over stands above its characters.
            yield from off(top - rule[3], 2 * seen.pitch + (36 - 22) / 2 * MM, "红线至标题", 2.0)
    for row in found:
        if len(row.text) < 2:
            yield f"“{row.text}”自成一行"
    for above, below in pairwise(found):
        yield from off(below.baseline - above.baseline, 36 * MM, "标题行距", 0.5)


@clause("7.3.2", "主送机关在标题下空一行，顶格，三号仿宋，末尾全角冒号，回行顶格")
def _addressees(seen: Print) -> Iterator[str] | None:
    return _addressed(seen) if seen.document.addressees else None


def _addressed(seen: Print) -> Iterator[str]:
    rows = seen.paragraph("、".join(seen.document.addressees) + "：")
    if not rows:
        yield "没有找到主送机关"
        return
    for row in rows:
        yield from off(row.left, LEFT, f"“{row.text[:6]}”左端")
        yield from faces(row.glyphs, "仿宋", 16, "主送机关")
    gap = rows[0].baseline - _title(seen)[-1].baseline
    yield from off(gap, 2 * seen.pitch, "标题末行至主送机关", 2.5)


@clause("7.3.3", "首页显示正文")
def _first_page(seen: Print) -> Iterator[str]:
    opening = next((rows for _, rows in seen.body if rows), [])
    if not opening or opening[0].page != 1:
        yield "首页没有正文"


@clause("7.3.3", "自然段左空二字，回行顶格，不另空行")
def _indents(seen: Print) -> Iterator[str]:
    for text, rows in seen.body:
        if not rows:
            yield f"没有找到“{text[:12]}”"
            continue
        yield from off(rows[0].left, LEFT + 2 * CHAR, f"“{text[:6]}”左端")
        for above, below in pairwise(rows):
            if above.page == below.page:
                yield from off(below.baseline - above.baseline, seen.pitch, f"“{below.text[:6]}”行距", 0.3)


_LEVELS = {1: "黑体", 2: "楷体", 3: "仿宋", 4: "仿宋"}


@clause("7.3.3", "一、黑体（一）楷体 1. 仿宋（1）仿宋，均三号")
def _headings(seen: Print) -> Iterator[str]:
    for block in seen.document.blocks:
        if isinstance(block, Heading):
            head = squeeze(block.number + words(block.title))
            glyphs = [one for row in seen.paragraph(head + words(block.body or ())) for one in row.glyphs]
            yield from faces(glyphs[: len(head)], _LEVELS[block.level], 16, "标题")
            yield from faces(glyphs[len(head) :], "仿宋", 16, "正文")


@clause("GB/T 15834 5.1", "行首无句末点号和后引号，行末无前引号，数字不拆开")
def _line_ends(seen: Print) -> Iterator[str]:
    for _, rows in seen.body:
        for above, below in pairwise(rows):
            if below.text[0] in NOT_FIRST or above.text[-1] in NOT_LAST:
                yield f"第 {below.page} 面行首“{below.text[:3]}”，上行末“{above.text[-3:]}”"
            if re.search(r"[0-9.]$", above.text) and re.match(r"[0-9.%]", below.text):
                yield f"第 {below.page} 面“{above.text[-4:]}|{below.text[:4]}”"


@clause("7.3.4、7.3.6", "附件说明下空一行、左空二字、名称后不加标点；附注左空二字加括号")
def _notes(seen: Print) -> Iterator[str] | None:
    return _noted(seen) if seen.document.attachments or seen.document.notes else None


def _noted(seen: Print) -> Iterator[str]:
    attachments = seen.document.attachments
    if attachments:
        head = seen.row("附件：" + ("1." if len(attachments) > 1 else ""))
        if head is None:
            yield "没有附件说明"
        else:
            yield from off(head.left, LEFT + 2 * CHAR, "附件说明左端")
            above = seen.after(head, -1)
            if above is not None and above.page == head.page:
                yield from off(head.baseline - above.baseline, 2 * seen.pitch, "正文至附件说明", 0.5)
            last = seen.row(f"{len(attachments)}.") if len(attachments) > 1 else head
            for row in filter(None, (head, last)):
                if row.text[-1] in "。；，":
                    yield "附件名称后有标点"
    for note in seen.document.notes:
        rows = seen.paragraph(f"（{note}）")
        if not rows:
            yield f"没有附注“{note[:8]}”"
        else:
            yield from off(rows[0].left, LEFT + 2 * CHAR, "附注左端")


@clause(
    "7.3.5", "署名、成文日期的位置（盖章：日期右空四字，署名居中其上；不盖章：署名右空二字，日期右移二字）"
)
def _signature(seen: Print) -> Iterator[str] | None:
    return _signed(seen) if seen.document.signature.organs and seen.document.signature.date else None


def _signed(seen: Print) -> Iterator[str]:
    signature = seen.document.signature
    day = seen.last_row(signature.date)
    if day is None:
        yield "没有成文日期"
        return
    rows = seen.rows
    names = rows[rows.index(day) - 1]
    last = signature.organs[-1]
    if not names.text.endswith(squeeze(last)):
        yield f"日期之上不是署名“{last}”"
        return
    glyphs = names.glyphs[-len(squeeze(last)) :]
    left, right = glyphs[0].left, glyphs[-1].right
    near = 0.6 * CHAR
    if signature.sealed:
        yield from off((left + right) / 2, day.middle, "署名中点", near)
        if right - left <= day.right - day.left + 8 * CHAR:
            yield from off(RIGHT - day.right, 4 * CHAR, "日期右空", near)
    elif day.right - day.left > right - left:
        yield from off(RIGHT - day.right, 2 * CHAR, "日期右空", near)
        yield from off(day.left - left, 2 * CHAR, "日期右移", near)
    else:
        yield from off(RIGHT - right, 2 * CHAR, "署名右空", near)
        yield from off(day.left - left, 2 * CHAR, "日期右移", near)


@clause("7.3.5.4", "成文日期用阿拉伯数字，年份标全，月、日不编虚位")
def _date(seen: Print) -> Iterator[str] | None:
    return _dated(seen) if seen.document.signature.date else None


def _dated(seen: Print) -> Iterator[str]:
    day = seen.last_row(seen.document.signature.date)
    if day is None or not re.fullmatch(r"[12]\d{3}年[1-9]\d?月[1-9]\d?日", day.text):
        yield f"日期“{'' if day is None else day.text}”"


def _last_name(seen: Print) -> Row | None:
    day, last = seen.last_row(seen.document.signature.date), squeeze(seen.document.signature.organs[-1])
    row = None if day is None else seen.after(day, -1)
    return row if row is not None and row.text.endswith(last) else None


@clause("7.3.5.5", "署名所在的一面有正文")
def _with_text(seen: Print) -> Iterator[str] | None:
    return _kept_together(seen) if seen.document.signature.organs else None


def _kept_together(seen: Print) -> Iterator[str]:
    name = _last_name(seen)
    if name is None:
        yield "没有署名"
        return
    own = {id(row) for text, rows in seen.body for row in rows}
    tables = any(isinstance(block, TableBlock) for block in seen.document.blocks[-1:])
    if not tables and not any(id(row) in own for row in seen.rows if row.page == name.page):
        yield f"第 {name.page} 面只有署名"


@clause("7.3.7", "附件另面，“附件”三号黑体顶格在首行，标题居中在第三行")
def _attachments(seen: Print) -> Iterator[str] | None:
    return _attached(seen) if seen.document.attachments else None


def _attached(seen: Print) -> Iterator[str]:
    count = len(seen.document.attachments)
    for number, attachment in enumerate(seen.document.attachments, 1):
        label = "附件" + (str(number) if count > 1 else "")
        row = next((row for row in seen.rows if row.text == label), None)
        if row is None:
            if not any(
                seen.sideways(page.number) and _opens(seen, page.number, label) for page in seen.pages
            ):
                yield f"没有“{label}”"
            continue
        first = next(one for one in seen.rows if one.page == row.page)
        if first is not row:
            yield f"“{label}”不在首行"
        yield from off(row.left, LEFT, f"“{label}”左端")
        yield from faces(row.glyphs, "黑体", 16, label)
        title = seen.after(row)
        if title is None or not squeeze(attachment.title).startswith(title.text):
            yield f"“{label}”之下不是标题"
            continue
        yield from faces(title.glyphs, "小标宋", 22, f"{label}的标题")
        yield from off(title.middle, (LEFT + RIGHT) / 2, f"{label}的标题中点")
        down = (title.baseline - row.baseline) / seen.pitch
        if not 1.8 < down < 2.5:
            yield f"{label}的标题在第 {1 + down:.1f} 行"


def _opens(seen: Print, page: int, label: str) -> bool:
    return label in "".join(one.text for one in seen.glyphs[page - 1])


def _numbered(seen: Print) -> Iterator[tuple[int, list[Glyph]]]:
    for page in seen.pages:
        if not seen.sideways(page.number):
            yield page.number, seen.numbers(page.number)


def _bare_pages(seen: Print) -> set[int]:
    """The pages that carry no number: a blank one and the page of the imprint behind it."""
    blank = {page.number for page in seen.pages if not seen.glyphs[page.number - 1]}
    without = {number for number in blank if number == len(seen.pages) - 1}
    return without | ({len(seen.pages)} if without else set())


@clause("7.5", "页码四号半角宋体，左右各一条一字线，逐面连续；空白页和其后的版记页没有")
def _page_numbers(seen: Print) -> Iterator[str]:
    bare = _bare_pages(seen)
    for number, glyphs in _numbered(seen):
        text = "".join(one.text for one in glyphs)
        wanted = "" if number in bare else f"—{number}—"
        if text != wanted:
            yield f"第 {number} 面页码“{text}”"
        for one in glyphs:
            if abs(one.size - 14) > 0.1 or one.face not in FACES["宋体"]:
                yield f"第 {number} 面页码不是四号宋体"
                break


@clause("7.5", "一字线上距版心下边缘 7 mm；单页码右空一字，双页码左空一字")
def _number_places(seen: Print) -> Iterator[str]:
    for number, glyphs in _numbered(seen):
        if not glyphs:
            continue
        left, right = glyphs[0].left, glyphs[-1].right
        top, bottom = seen.pages[number - 1].ink(left, left + 3.5, FOOT + 4, 285)
        yield from off((top + bottom) / 2 - FOOT, 7, f"第 {number} 面一字线")
        if number % 2:
            yield from off(RIGHT - right, SMALL, f"第 {number} 面页码右空")
        else:
            yield from off(left - LEFT, SMALL, f"第 {number} 面页码左空")


@clause("8", "横排表格：页码位置与其他页一致，单页码表头在订口一边、双页码在切口一边")
def _landscape(seen: Print) -> Iterator[str] | None:
    turned = [page.number for page in seen.pages if seen.sideways(page.number)]
    return _turned(seen, turned) if turned else None


def _turned(seen: Print, numbers: list[int]) -> Iterator[str]:
    for number in numbers:
        low = sorted((one for one in seen.glyphs[number - 1] if one.top > FOOT), key=lambda one: one.left)
        text = "".join(one.text for one in low)
        if text != f"—{number}—":
            yield f"第 {number} 面页码“{text}”"
            continue
        middle = sum(one.top + one.bottom for one in low) / 2 / len(low)
        yield from off(middle, FOOT + 7, f"第 {number} 面页码", 1.5)
        if number % 2:
            yield from off(RIGHT - low[-1].right, SMALL, f"第 {number} 面页码右空", 1.5)
        else:
            yield from off(low[0].left - LEFT, SMALL, f"第 {number} 面页码左空", 1.5)


# ── Masthead and imprint: 10 ────────────────────────────────────────────────────────────────────────────────────
@clause("7.2.1—7.2.3", "份号、密级、紧急程度自版心首行起顶格分行")
def _corner(seen: Print) -> Iterator[str] | None:
    head = seen.document.masthead
    return _cornered(seen, [one.text for one in head.corner if one.text]) if head and any(
        one.text for one in head.corner
    ) else None  # fmt: skip


def _cornered(seen: Print, texts: list[str]) -> Iterator[str]:
    for text, row in zip(texts, seen.on(1), strict=False):
        if row.text != squeeze(text):
            yield f"“{text}”处是“{row.text}”"
        yield from off(row.left, LEFT, f"“{text}”左端")
        yield from faces(row.glyphs, "仿宋" if text.isdigit() else "黑体", 16, text)


@clause("7.2.4", "发文机关标志居中，红色，上边缘至版心上边缘 35 mm，不小于正文；联合行文“文件”在右居中")
def _mark(seen: Print) -> Iterator[str] | None:
    return None if seen.document.masthead is None else _marked(seen, seen.document.masthead)


def _marked(seen: Print, head: Masthead) -> Iterator[str]:
    red = [one for one in seen.glyphs[0] if one.red]
    if not red:
        yield "没有红色的发文机关标志"
        return
    printed = sorted(one.text for one in red)
    wanted = sorted("".join(map(squeeze, (*head.organ_mark, head.mark_word))))
    if printed != wanted:
        yield f"标志“{''.join(one.text for one in red)}”"
    left, right = min(one.left for one in red), max(one.right for one in red)
    yield from off((left + right) / 2, (LEFT + RIGHT) / 2, "标志中点", 1.5)
    if left < LEFT - NEAR or right > RIGHT + NEAR:
        yield f"标志在 {left:.1f}—{right:.1f}"
    if min(one.size for one in red) < 16:
        yield "标志小于正文"
    top, _ = seen.pages[0].ink(LEFT, RIGHT, 55, 110, red=True)
    yield from off(top - TOP, 35, "标志上边缘")


def _number(seen: Print) -> Row | None:
    head = seen.document.masthead
    if head is None or not head.document_number:
        return None
    return next((row for row in seen.on(1) if squeeze(head.document_number) in row.text), None)


@clause("7.2.5", "发文字号在标志下空二行，有签发人的居左空一字，没有的居中")
def _document_number(seen: Print) -> Iterator[str] | None:
    head = seen.document.masthead
    return _number_placed(seen) if head is not None and head.document_number else None


def _number_placed(seen: Print) -> Iterator[str]:
    row, head = _number(seen), seen.document.masthead
    if row is None or head is None:
        yield "没有发文字号"
        return
    start = row.text.index(squeeze(head.document_number))
    own = row.glyphs[start : start + len(squeeze(head.document_number))]
    if head.signatories:
        yield from off(own[0].left - LEFT, CHAR, "发文字号左空")
    else:
        yield from off((own[0].left + own[-1].right) / 2, (LEFT + RIGHT) / 2, "发文字号中点")
    yield from faces(own, "仿宋", 16, "发文字号")
    first = next((one for one in seen.on(1) if "签发人" in one.text), row)
    bottom = max(one.baseline for one in seen.glyphs[0] if one.red) + 0.12 * max(
        one.size for one in seen.glyphs[0] if one.red
    ) * MM  # fmt: skip
    yield from off(first.baseline - 16 * MM * 0.88 - bottom, 2 * seen.pitch, "标志至发文字号", 4)


@clause("7.2.6", "签发人居右空一字，三字三号仿宋，姓名三号楷体，回行与上行首名对齐")
def _signatories(seen: Print) -> Iterator[str] | None:
    head = seen.document.masthead
    return _signing(seen, head.signatories) if head is not None and head.signatories else None


def _signing(seen: Print, names: tuple[str, ...]) -> Iterator[str]:
    row = next((one for one in seen.on(1) if "签发人：" in one.text), None)
    if row is None:
        yield "没有签发人"
        return
    at = row.text.index("签发人：")
    yield from off(RIGHT - row.right, CHAR, "签发人右空")
    yield from faces(row.glyphs[at : at + 4], "仿宋", 16, "签发人")
    yield from faces(row.glyphs[at + 4 :], "楷体", 16, "姓名")
    for name in names[2::2]:
        below = next((one for one in seen.on(1) if squeeze(name) in one.text), None)
        if below is None:
            yield f"没有“{name}”"
        else:
            yield from off(below.glyphs[below.text.index(squeeze(name))].left, row.glyphs[at + 4].left, name)


def _red_rule(seen: Print) -> tuple[float, float, float, float] | None:
    """The red rule: left, right, top and bottom."""
    red = [
        one
        for one in seen.pages[0].rules
        if one.red and one.right - one.left > 20 and one.bottom - one.top < 1.5
    ]
    return (red[0].left, red[0].right, red[0].top, red[0].bottom) if red else None


@clause("7.2.7", "红色分隔线在发文字号下 4 mm")
def _rule_gap(seen: Print) -> Iterator[str] | None:
    return None if seen.document.masthead is None else _gap(seen)


def _gap(seen: Print) -> Iterator[str]:
    rule, row = _red_rule(seen), _number(seen)
    if rule is None:
        yield "没有红线"
    elif row is not None:
        _, bottom = seen.pages[0].ink(row.left, row.right, row.baseline - 5, rule[2] - 0.3)
        yield from off(rule[2] - bottom, 4, "发文字号至红线", 0.5)


@clause("7.2.7", "红色分隔线与版心等宽（156 mm），居中")
def _rule_width(seen: Print) -> Iterator[str] | None:
    return None if seen.document.masthead is None else _ruled(seen)


def _ruled(seen: Print) -> Iterator[str]:
    rule = _red_rule(seen)
    if rule is None:
        yield "没有红线"
    else:
        yield from off(rule[0], LEFT, "红线左端", 0.5)
        yield from off(rule[1], RIGHT, "红线右端", 0.5)


def _imprint(seen: Print) -> list[Any]:
    """The rules on the last page that are as wide as the type area, from top to bottom."""
    last = seen.pages[-1]
    wide = [
        one for one in last.rules if one.right - one.left > 150 and not one.red and one.bottom - one.top < 1
    ]
    return sorted(wide, key=lambda one: one.top)[-3:]


@clause("7.4.1", "版记首末两条分隔线 0.35 mm，中间 0.25 mm，与版心等宽")
def _imprint_rules(seen: Print) -> Iterator[str] | None:
    return None if seen.document.imprint is None else _imprint_ruled(seen)


def _imprint_ruled(seen: Print) -> Iterator[str]:
    imprint, rules = seen.document.imprint, _imprint(seen)
    wanted = (0.35, 0.25, 0.35) if imprint and (imprint.copied_to or imprint.addressees) else (0.35, 0.35)
    rules = rules[-len(wanted) :]
    if len(rules) != len(wanted):
        yield f"版记有 {len(rules)} 条线"
        return
    for rule, thick in zip(rules, wanted, strict=True):
        yield from off(rule.bottom - rule.top, thick, "版记线粗", 0.05)
        yield from off(rule.left, LEFT, "版记线左端", 0.5)
        yield from off(rule.right, RIGHT, "版记线右端", 0.5)


@clause("7.4.1", "版记在最后一面（偶数面），末条分隔线与版心下边缘重合")
def _imprint_foot(seen: Print) -> Iterator[str] | None:
    return None if seen.document.imprint is None else _at_foot(seen)


def _at_foot(seen: Print) -> Iterator[str]:
    rules = _imprint(seen)
    if len(seen.pages) % 2:
        yield f"版记在第 {len(seen.pages)} 面"
    if rules:
        yield from off(rules[-1].bottom, FOOT, "版记末线", 0.5)


@clause("7.4.2", "抄送机关四号仿宋，左右各空一字，回行与冒号后首字对齐，末尾句号")
def _copied(seen: Print) -> Iterator[str] | None:
    imprint = seen.document.imprint
    return _copies(seen, imprint.copied_to) if imprint and imprint.copied_to else None


def _copies(seen: Print, names: tuple[str, ...]) -> Iterator[str]:
    rows = seen.on(len(seen.pages))
    at = next((index for index, row in enumerate(rows) if row.text.startswith("抄送：")), None)
    if at is None:
        yield "没有抄送"
        return
    wanted = squeeze("抄送：" + "，".join(names) + "。")
    own: list[Row] = []
    while at < len(rows) and len("".join(row.text for row in own)) < len(wanted):
        own.append(rows[at])
        at += 1
    if "".join(row.text for row in own) != wanted:
        yield f"抄送印作“{''.join(row.text for row in own)[:30]}”"
    yield from off(own[0].left - LEFT, SMALL, "抄送左空")
    for row in own:
        yield from faces(row.glyphs, "仿宋", 14, "抄送")
        if row.right > RIGHT - SMALL + NEAR:
            yield f"抄送右端 {row.right:.2f}"
    for row in own[1:]:
        yield from off(row.left, own[0].glyphs[3].left, "抄送回行", 0.6)


@clause("7.4.3", "印发机关左空一字，印发日期右空一字后加“印发”，四号仿宋")
def _printed(seen: Print) -> Iterator[str] | None:
    imprint = seen.document.imprint
    return _printing(seen, imprint.printed_by, imprint.printed_on) if imprint and imprint.printed_by else None


def _printing(seen: Print, organ: str, day: str) -> Iterator[str]:
    rows = seen.on(len(seen.pages))
    row = rows[-1] if rows else None
    if row is None or row.text != squeeze(f"{organ}{day}印发"):
        yield f"印发一行“{'' if row is None else row.text}”"
        return
    yield from off(row.left - LEFT, SMALL, "印发机关左空")
    yield from off(RIGHT - row.right, SMALL, "印发日期右空")
    yield from faces(row.glyphs, "仿宋", 14, "印发机关和日期")
