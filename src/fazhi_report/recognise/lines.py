"""Recognises which element of an official document a line is by its words, in files of any format.

check-docx and reformat use it for the paragraphs of a Word file, import for the blocks of any file.
The patterns are in `fazhi_report.norms.elements`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fazhi_report.norms.elements import CORNER, HEADINGS, Role, words_of
from fazhi_report.recognise.markers import fold
from fazhi_report.recognise.numbering import opens_division

SENTENCE = re.compile("[。；！？]")
"""A mark that only a sentence has."""
SIGNATORY = words_of("signatories")
"""The word 签发人 with its colon."""
LONGEST_NAME = 40
"""The most characters of a line that is the name of an organ or of an attachment."""
LONGEST_ADDRESSEE = 300
"""The most characters of a line of addressees or of an imprint."""
_BLANKS = re.compile(r"\s+")
_COPIED = words_of("copied_to")
_PRINTED = words_of("printed_by")
_NUMBER = words_of("document_number")
_DATE = words_of("date_of_issue")
_NOTE = words_of("notes")
_MARK = words_of("attachments")
_NOTED = words_of("attachment_note")
_LEVELS = tuple(words_of(f"heading_{level}") for level in range(1, 5))
_ITEM = re.compile(r"\s*[0-9]{1,2}\s?[.．、]\s*(?=\S)")
_LEADS_ON = re.compile("如下[：:]$|下列.{0,10}[：:]$")
_ADDRESSED = re.compile(
    r"^(?:[省市州县区旗乡镇](?:委|政府|人大|政协)"
    r"|[\u4e00-\u9fff（）、，]{2,80}(?:政府|人大|常委会|委员会|委|办公室|局|厅|部|院|办|政协)(?:（.{1,20}）)?)：$"
)
_WHOLE_NUMBER = re.compile(r"[^\s]*[〔\[［(（【〈][^\t]*?号?(?=\s*(?:\t|签|$))")
_CLOSING = re.compile(
    "^(?:特此报告|专此报告|以上报告.{0,10}|特此汇报|现报告如上|现予报告|此报告|妥否，请.{1,6})[。！]?$"
)
_LONGEST_CLOSING = 24
_LONGEST_NUMBER_LINE = 60
_WRAPPED = 2
_MOST_CELLS = 12
_REPORTED = "抄报"
_MOVED = "主送"
_MARK_WORD = "文件"


# ── Masthead (版头) ─────────────────────────────────────────────────────────────────────────────────────────────


def corner(words: str) -> Role | None:
    """Return which element of the upper left corner a line is; None for none."""
    plain = _BLANKS.sub("", words)
    found = (one for one in CORNER if one.words is not None and one.words.fullmatch(plain))
    return next((one.role for one in found), None)


@dataclass(frozen=True, slots=True)
class NumberLine:
    """The parts of a line of 发文字号 and 签发人.

    Args:
        number: 发文字号 as written, right or wrong; empty for none.
        label: The words 签发人 with their colon as written; empty for none.
        signatories: The names behind it.
    """

    number: str
    label: str
    signatories: tuple[str, ...]


def has_number(words: str) -> bool:
    """Whether a line contains a document number."""
    return _NUMBER.search(words) is not None


def is_number_line(words: str) -> bool:
    """Whether a short line contains a document number or begins with 签发人, and is no part of a sentence."""
    numbered = has_number(words) and len(words) <= _LONGEST_NUMBER_LINE
    return bool(SIGNATORY.match(words) or numbered) and not words.endswith(("：", "。"))


def number_in(words: str) -> str:
    """Return the document number as it is written, right or wrong; empty for none."""
    found = _WHOLE_NUMBER.search(words)
    return found[0].strip() if found else ""


def number_line(words: str) -> NumberLine:
    """Return the parts of a number line; lines that belong together are joined by tabs."""
    label = SIGNATORY.search(words)
    if label is None:
        return NumberLine(number_in(words), "", ())
    # What is typed behind a number without a blank would be taken for a part of it.
    behind = words[label.end() :]
    number = number_in(words[: label.start()]) or number_in(behind)
    names = behind.replace(number, "") if number else behind
    return NumberLine(number, label[0].strip(), tuple(_names(names)))


def _names(words: str) -> Iterator[str]:
    """Return the names of persons; 张 三 of two single characters is one name."""
    pending = ""
    for piece in filter(None, re.split(r"[\s、，,]+", words)):
        if len(piece) == 1 and not pending:
            pending = piece
            continue
        yield f"{pending}\u3000{piece}" if pending else piece
        pending = ""
    if pending:
        yield pending


# ── Main part (主体) ────────────────────────────────────────────────────────────────────────────────────────────


def level(words: str) -> Role | None:
    """Return the level of the number that a line opens with; None for no number."""
    return next((role for role, pattern in zip(HEADINGS, _LEVELS, strict=True) if pattern.match(words)), None)


def ordinal(words: str) -> str:
    """Return the number that opens a heading, with its marks; empty for none."""
    found = (pattern.match(words) for pattern in _LEVELS)
    return next((match[0] for match in found if match), "")


def may_address(words: str) -> bool:
    """Whether a line right below the title is the addressees: it ends with a colon and contains no sentence."""
    plain = words.strip()
    without_asides = re.sub(r"[（(][^（()）]*[）)]", "", plain)
    return (
        plain.endswith(("：", ":"))
        and _LEADS_ON.search(plain) is None
        and SENTENCE.search(without_asides) is None
        and level(plain) is None
        and len(plain) <= LONGEST_ADDRESSEE
    )


def is_addressee(words: str) -> bool:
    """Whether a line is the addressees by its words alone, at any place."""
    return bool(_ADDRESSED.match(fold(words.strip())))


def is_closing(words: str) -> bool:
    """Whether a paragraph closes a report, as 特此报告 does."""
    plain = words.strip()
    return len(plain) <= _LONGEST_CLOSING and bool(_CLOSING.match(plain))


def may_sign(words: str) -> bool:
    """Whether a line above the date of issue is a signature: short, no sentence, no item of a list, no closing."""
    plain = words.strip()
    listed = (
        _ITEM.match(plain) or is_attachment_note(plain) or level(plain) is not None or opens_division(plain)
    )
    marked = re.search("[。；：，]", plain) is not None
    return 0 < len(plain) <= LONGEST_NAME and not listed and not marked and not is_closing(plain)


def is_date(words: str) -> bool:
    """Whether a line is a day and nothing else, on the calendar or not."""
    return bool(_DATE.fullmatch(_BLANKS.sub("", words)))


def is_note(words: str) -> bool:
    """Whether brackets enclose a whole line, as they do 附注."""
    return bool(_NOTE.fullmatch(words.strip()))


def is_attachment_mark(words: str) -> bool:
    """Whether a line is 附件 or 附件1 alone."""
    return bool(_MARK.fullmatch(fold(words.strip())))


def is_attachment_note(words: str, following: str = "") -> bool:
    """Whether a line opens 附件说明: 附件：名称, or 附件： alone above 1.名称.

    Args:
        words: The line.
        following: The line below it; empty for none.
    """
    plain = words.strip()
    if _NOTED.match(plain):
        return True
    return is_attachment_mark(plain) and plain.endswith(("：", ":")) and continues_attachment_note(following)


def continues_attachment_note(words: str) -> bool:
    """Whether a line below 附件说明 continues it: 2.名称."""
    return bool(_ITEM.match(words))


def noted_name(words: str) -> str:
    """Return the name of an attachment in a line of 附件说明, without label and number."""
    plain = words.strip()
    if is_attachment_mark(plain):
        return ""
    label = _NOTED.match(plain)
    rest = plain[label.end() :] if label else plain
    item = _ITEM.match(fold(rest))
    return rest[item.end() if item else 0 :].strip()


def noted_words(lines: Sequence[str]) -> list[str]:
    """Return the words of 附件说明 without label and number; a number before a single name is part of the name."""
    if len(lines) != 1:
        return [name for line in lines if (name := noted_name(line))]
    label = _NOTED.match(lines[0])
    return [lines[0][label.end() if label else 0 :].strip()]


# ── Imprint (版记) ──────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class CopiedLine:
    """The parts of a line of 抄送机关.

    Args:
        label: The word before the colon without blanks: 抄送, 抄报, 分送 or 主送.
        names: The words behind the colon, as written.
        start: Their offset in the line, in characters.
    """

    label: str
    names: str
    start: int

    @property
    def moved(self) -> bool:
        """Whether the names are the addressees, moved here from below the title."""
        return self.label == _MOVED


@dataclass(frozen=True, slots=True)
class PrintingLine:
    """The parts of a line of 印发机关和印发日期.

    Args:
        organ: 印发机关; empty where it has a line of its own.
        date: 印发日期 as written, without 印发.
        rest: The words behind 印发, such as 共印30份; mostly empty.
    """

    organ: str
    date: str
    rest: str


def copied(words: str) -> CopiedLine | None:
    """Return a line of 抄送机关, or of 主送机关 moved into the imprint, in parts; None for any other line."""
    match = _COPIED.fullmatch(words.rstrip())
    if match is None:
        return None
    return CopiedLine(_BLANKS.sub("", match["label"]), match["names"], match.start("names"))


def printing(words: str) -> PrintingLine | None:
    """Return a line of 印发机关和印发日期 in parts; None for any other line, such as a sentence about 印发."""
    match = _PRINTED.fullmatch(words.strip())
    if match is None or SENTENCE.search(match["organ"]):
        return None
    return PrintingLine(match["organ"].strip(), match["date"], (match["rest"] or "").strip())


def imprint(lines: Sequence[str]) -> tuple[int, list[Role]]:
    """Return where the imprint begins among the lines of a document, and the role of each of its lines.

    The imprint ends the document; a sentence of the body about 印发 is no imprint. A line that continues the names
    above it is 抄送机关; a line that fits no element is `Role.UNKNOWN`.

    Args:
        lines: The lines of the document without empty ones.

    Returns:
        The index of its first line (the number of lines where there is no imprint), and one role per line from there.
    """
    found = [at for at, line in enumerate(lines) if copied(line) or printing(line)]
    start = end = len(lines)
    while found and start - found[-1] <= _WRAPPED and len(lines[found[-1]]) <= LONGEST_ADDRESSEE:
        start = found.pop()
    if start < end and _prints_alone(lines, start):
        start -= 1
    return start, [_imprint_role(lines, start, at) for at in range(start, end)]


def _prints_alone(lines: Sequence[str], start: int) -> bool:
    """Whether the line before the imprint's first is 印发机关, its date being the first: a signature has its own date."""
    first = printing(lines[start])
    return (
        first is not None and not first.organ and start > 1
        and may_sign(lines[start - 1]) and (is_date(lines[start - 2]) or is_note(lines[start - 2]))
    )  # fmt: skip


def _imprint_role(lines: Sequence[str], start: int, at: int) -> Role:
    if copied(lines[at]):
        return Role.COPIED_TO
    if printing(lines[at]):
        return Role.PRINTED_BY
    following = printing(lines[at + 1]) if at + 1 < len(lines) else None
    before = lines[at - 1] if at > start else ""
    open_ended = bool(before) and not before.rstrip().endswith("。") and printing(before) is None
    if following is not None and not following.organ and may_sign(lines[at]) and not open_ended:
        return Role.PRINTED_BY
    return Role.COPIED_TO if open_ended else Role.UNKNOWN


def is_form(cells: Sequence[str], *, at_top: bool) -> bool:
    """Whether a table contains parts of the masthead or the imprint, which many offices set as tables.

    Args:
        cells: The words of its cells; empty ones left out.
        at_top: Whether no sentence comes before it: only there 发文字号 and 签发人 are those of the document.
    """
    return len(cells) <= _MOST_CELLS and any(_in_form(words, at_top=at_top) for words in cells)


def _in_form(words: str, *, at_top: bool) -> bool:
    plain = _BLANKS.sub("", words)
    numbered = SIGNATORY.match(words) or (has_number(words) and len(words) <= LONGEST_NAME)
    in_masthead = at_top and (numbered or plain == _MARK_WORD)
    return bool(in_masthead or copied(words) or printing(words))
