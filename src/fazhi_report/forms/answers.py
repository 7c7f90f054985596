"""What the rows of a filled form say, and what in them cannot be taken."""

from __future__ import annotations

from dataclasses import dataclass

from fazhi_report.forms.cell_values import NOTHING, SAID_STATES, CellError, narrowed, read_figure
from fazhi_report.forms.questions import STATES, FormQuestion
from fazhi_report.numbers.figure import parse_figure
from fazhi_report.readers.grid import GridCell

_STATE_WORDS = {
    **{word: word for word in STATES.values()},
    **SAID_STATES,
    "有": "有数",
    "数值": "有数",
    "0": "为零",
}
_NUMBER = STATES["value"]
_ZERO = STATES["zero"]
_LONGEST = 500


@dataclass(frozen=True, slots=True, order=True)
class AnswerPlace:
    """Where an answer was written.

    Args:
        file: Name of the file.
        sheet: Name of the sheet; empty for a file without sheets.
        cell: The cell, such as H5, or the paragraph; empty for the whole sheet.
    """

    file: str
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        return f"{self.file} {'!'.join(filter(None, (self.sheet, self.cell)))}".rstrip()


@dataclass(frozen=True, slots=True)
class RefusedCell:
    """Something in a file that was not taken.

    Args:
        place: Where.
        label: Name of the figure; empty where none is concerned.
        message: The fact, Chinese.
        hint: The cure, Chinese.
    """

    place: AnswerPlace
    label: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class FormAnswer:
    """The answer to one question.

    Args:
        question: The question.
        token: The value as the data file writes it, or a state.
        source: Who answers for it; empty for none.
        note: The note; empty for none.
        place: Where it was written.
        base: The answer that the form was sent out with; None where the form no longer says so.
    """

    question: FormQuestion
    token: str
    source: str
    note: str
    place: AnswerPlace
    base: str | None


def read_answer(value: GridCell, state: str, question: FormQuestion) -> str:
    """Return the answer that value and state of a row give together; empty for no answer.

    Raises:
        CellError: They contradict each other, or one of them cannot be read.
    """
    said = narrowed(state)
    if said and said not in _STATE_WORDS:
        raise CellError(f"状态“{said}”不在四种之内", f"从下拉列表里选：{'、'.join(STATES.values())}")
    chosen = _STATE_WORDS.get(said, "")
    figure = read_figure(value, question)
    if figure.lower() in NOTHING:
        if chosen in {"", _NUMBER}:
            raise CellError(
                f"“{figure}”说不清是零、没有统计还是不适用", "“本年数”空着，在“状态”里选；确实为零填 0"
            )
        return chosen
    if figure in SAID_STATES:
        if chosen not in {"", SAID_STATES[figure]}:
            raise CellError(f"填的是“{figure}”，状态却是“{chosen}”", "两处改成一致")
        return SAID_STATES[figure]
    if not figure:
        if chosen == _NUMBER:
            raise CellError("状态是“有数”，没有填数", "填上数字，或改状态")
        return chosen
    return _with_number(figure, chosen)


def _with_number(figure: str, chosen: str) -> str:
    is_zero = parse_figure(figure).number == 0 and not parse_figure(figure).hedge
    if chosen == _ZERO and is_zero:
        return _ZERO
    if chosen not in {"", _NUMBER}:
        raise CellError(
            f"填了数（{figure}），状态却是“{chosen}”", "两处改成一致：有数的选“有数”，没有的把数删去"
        )
    return _ZERO if is_zero and not chosen and not parse_figure(figure).is_percent else figure


def is_same(token: str, other: str) -> bool:
    """Whether two answers say the same: the same state, or the same number, unit and hedge."""
    if token == other:
        return True
    if not token or not other or {token, other} & set(STATES.values()):
        return False
    one, two = parse_figure(token), parse_figure(other)
    return (one.value, one.unit, one.hedge) == (two.value, two.unit, two.hedge)


def one_line(text: str) -> str:
    """Return a text of a cell on one line.

    Raises:
        CellError: It is too long, or contains characters that a data file may not contain.
    """
    line = " ".join(text.split())
    if len(line) > _LONGEST:
        raise CellError(f"文字有 {len(line)} 个字，最多 {_LONGEST} 个", "写短些")
    if not line.replace("\u3000", " ").isprintable():
        raise CellError("文字里有看不见的控制字符", "删去，重新输入")
    return line
