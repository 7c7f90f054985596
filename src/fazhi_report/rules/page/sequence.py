"""The rule of the numbers of headings and items (结构层次序数): each level counts from one, one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from fazhi_report.norms import placement
from fazhi_report.norms.elements import TEXT, Role
from fazhi_report.recognise.anatomy import Anatomy, Element
from fazhi_report.recognise.lines import SENTENCE
from fazhi_report.recognise.numbering import LineNumber, OrdinalForm, line_number
from fazhi_report.rules.page.clause import Breach, clause

_READ = (*TEXT, Role.ATTACHMENT_NOTE, Role.UNKNOWN)
_PASSED = frozenset({Role.BLANK, Role.CAPTION, Role.TABLE, Role.TABLE_NOTE, *_READ})
_RUNS_THROUGH = frozenset({OrdinalForm.ARTICLE, OrdinalForm.THIRD, OrdinalForm.BRACKET, OrdinalForm.CIRCLED})
"""Forms that may count on through the whole document, below ever new headings."""
_NOTED = re.compile(r"附\s*件\s*[：:]\s*")
_LONGEST_HEADING = 40
_MOST_MISSING = 20
_CURE = "核对这一层的序数，看是否漏了、重了一条"
_ASK = "若是重新开始的一组，不必改；若不是，接着上一条编"


def _has_numbers(layout: Anatomy) -> bool:
    return any(number is not None for _, _, number in _numbers(layout))


@clause("GW601", placement.SEQUENCE, applies=_has_numbers)
def gap_in_sequence(layout: Anatomy) -> Iterator[Breach]:
    """结构层次序数跳号或重号。

    ## 查什么
    凡以序数开头的段落（编、章、节、条，“一、”“（一）”“1.”“（1）”“1）”“①”），不论长短、样式，逐层核对是不是从一起，逐个加一。
    第三层“1.”和各条既可以重新编起，也可以通篇连续编；附件各自编号；目录和表格里的不看。
    又从一编起的、段内换行后的，只作提示；所缺的序数写在别的段落里的，不报。

    ## 为什么
    增删段落以后忘了改后面的序数，是最常见的差错。

    ## 怎么改
    从头核对这一层的序数。

    ## 依据
    GB/T 9704—2012 第 7.3.3 条。
    """
    count = _Count()
    for at, line, number in _numbers(layout):
        if number is None:
            count.pass_by(at, line)
        elif (wanted := count.take(number, line)) is not None:
            asked, found = number.written(wanted), number.written(number.value)
            asks = line.wrapped or number.value == 1
            cure = _ASK if number.value == 1 else _CURE
            yield Breach(at, f"“{asked}”", f"“{found}”", cure, line.offset, question=asks)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a paragraph.

    Args:
        text: Its words, with the automatic number.
        offset: Its offset in the paragraph's words, in characters.
        wrapped: Whether it comes behind a soft break.
        part: The part of the document that it belongs to; numbers begin anew in each.
    """

    text: str
    offset: int
    wrapped: bool
    part: int


def _numbers(layout: Anatomy) -> Iterator[tuple[Element, _Line, LineNumber | None]]:
    """Yield the lines of the running text with the numbers that they open with; cells have none of their own."""
    part, noted, attached = 0, False, False
    for one in layout.elements:
        in_list = one.role is Role.ATTACHMENT_NOTE
        if one.role not in _PASSED or in_list != noted or one.attached != attached:
            # An empty line in a list of attachments does not end it.
            if one.role is Role.BLANK:
                continue
            part, noted, attached = part + 1, in_list, one.attached
        if one.role not in _PASSED or one.role is Role.BLANK or one.paragraph.anchor is not None:
            continue
        at = -len(one.paragraph.label)
        counted = one.role in _READ and one.paragraph.cell is None
        for index, text in enumerate((one.paragraph.label + one.paragraph.words).split("\n")):
            lead = _NOTED.match(text) if in_list else None
            words = text[lead.end() :] if lead else text
            line = _Line(words, max(at, 0), index > 0, part)
            yield one, line, line_number(words.rstrip()) if counted else None
            at += len(text) + 1


@dataclass(slots=True)
class _Count:
    """The current count of every form of number.

    Args:
        path: The open levels, the highest first: form → the next numbers that fit.
        last: The last number of each form since a number of a higher form.
        since: Form → place in `texts` behind the last number of that form.
        introduced: Forms that may begin anew: something new was announced since their last number.
    """

    part: int = -1
    path: dict[OrdinalForm, set[int]] = field(default_factory=dict)
    last: dict[OrdinalForm, int] = field(default_factory=dict)
    since: dict[OrdinalForm, int] = field(default_factory=dict)
    introduced: set[OrdinalForm] = field(default_factory=set)
    texts: list[str] = field(default_factory=list)

    def pass_by(self, at: Element, line: _Line) -> None:
        """Read a line without a number."""
        self._begin(line.part)
        plain = line.text.strip()
        self.texts.append(plain)
        unnumbered_heading = 0 < len(plain) <= _LONGEST_HEADING and SENTENCE.search(plain) is None
        if at.paragraph.cell is not None or unnumbered_heading or plain.endswith(("：", ":")):
            self.introduced |= set(OrdinalForm)

    def take(self, number: LineNumber, line: _Line) -> int | None:
        """Count a number and return the number that should be there instead; None where it fits or is none."""
        self._begin(line.part)
        form, value = number.form, number.value
        wanted = self._wanted(form)
        fits = value in self.path.get(form, {1}) or value == self.last.get(form, 0) + 1
        begins_anew = value == 1 and (form in self.introduced or line.wrapped or form not in self.path)
        # 三、四季度 counts as a number only where a third one is due.
        if not fits and not begins_anew and not number.certain:
            self.texts.append(line.text)
            return None
        broken = not (fits or begins_anew or self._written_elsewhere(number, wanted))
        self._enter(number, wanted if broken else value)
        self.texts.append(line.text[number.end :])
        self.introduced.discard(form)
        if line.text.rstrip().endswith(("：", ":")):
            self.introduced |= {one for one in OrdinalForm if one > form}
        return wanted if broken else None

    def _begin(self, part: int) -> None:
        """Reset the counts, since another part of the document begins."""
        if part == self.part:
            return
        self.part = part
        for one in (self.path, self.last, self.since, self.introduced, self.texts):
            one.clear()

    def _wanted(self, form: OrdinalForm) -> int:
        if form in self.path:
            return min(self.path[form]) if form not in self.last else self.last[form] + 1
        return 1

    def _written_elsewhere(self, number: LineNumber, wanted: int) -> bool:
        """Return whether all numbers that are missing are written in the lines since the last one of the form."""
        missing = range(wanted, number.value)
        if not 0 < len(missing) <= _MOST_MISSING:
            return False
        text = "\n".join(self.texts[self.since.get(number.form, 0) :])
        return all(number.stands_in(text, value) for value in missing)

    def _enter(self, number: LineNumber, intended: int) -> None:
        form, value = number.form, number.value
        if form in self.path:
            deeper = list(self.path)[list(self.path).index(form) + 1 :]
        else:
            # In some papers 1. is a level above （一）; no such form is above 一、 or 章.
            deeper = [one for one in self.path if one > form] if form <= OrdinalForm.FIRST else []
        for one in deeper:
            del self.path[one]
        self.path.pop(form, None)
        self.path[form] = {value + 1, intended + 1}
        for one in [one for one in self.last if one > form and one not in _RUNS_THROUGH]:
            del self.last[one]
        self.last[form] = value
        self.since[form] = len(self.texts)
        self.introduced |= {one for one in OrdinalForm if one > form}
