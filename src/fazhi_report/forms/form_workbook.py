"""A form as an Excel workbook: one sheet per domain or source, one row per figure, locked but for the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from fazhi_report.forms.columns import CELL_NAME, COLUMNS, INDEX, SIGNED_BY
from fazhi_report.forms.identity import PROPERTY, FormIdentity
from fazhi_report.forms.questions import STATES, FormQuestion
from fazhi_report.norms.gbt9704 import SONGTI
from fazhi_report.numbers.figure import WrittenFigure, parse_figure
from fazhi_report.writers.excel import new_workbook, stamp

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_TITLE_ROW, _HELP_ROW, _CONTACT_ROW, _HEAD_ROW = range(4)
_FIRST = len([column for column in COLUMNS if column.is_hidden])
_LAST = len(COLUMNS) - 1
_A4 = 9
_MOST_DIGITS = 15
"""Excel keeps fifteen digits of a number; longer ones are written as text."""
_LONGEST_TEXT = 500
_HELP = (
    "填法：只填浅黄色的格。“本年数”填数字即可，单位已在左边；约数照写，如 80余件；百分比带上百分号。"
    "确实为零填 0；没有统计、不适用的，“本年数”空着，在“状态”里选。"
    "与上年相差较大的（橙色），在“说明”里写原因。请不要增删、移动列，也不要改名称和单位；填完存成 .xlsx 交回。"
)
_FONT = {"font_name": SONGTI.family, "font_size": 10, "valign": "vcenter"}
_LINE, _AIR = 13, 7
"""Height of a line of text, and of the white above and below, in points."""
_LATIN = 0x2E80
_PLAIN_BORDER, _GREY, _YELLOW, _ORANGE = 1, "#EDEDED", "#FFF9DB", "#F8CBAD"


def form_workbook(
    identity: FormIdentity, sheets: Mapping[str, Sequence[FormQuestion]], *, due: str = ""
) -> bytes:
    """Return a workbook to be filled in; the same data give the same bytes.

    Args:
        identity: Whose form it is, and of which data.
        sheets: The rows by the name of their sheet.
        due: By when it is to be returned, in words; empty for a blank to write into.
    """
    buffer = BytesIO()
    with new_workbook(buffer) as book:
        stamp(book, f"{identity.organ}{identity.year}年度法治政府建设数据采集表")
        book.set_custom_property(PROPERTY, identity.as_text())
        styles = _Styles(book)
        for name, questions in sheets.items():
            _Writer(book, book.add_worksheet(name), styles, identity).fill(name, questions, due)
    return buffer.getvalue()


@dataclass(slots=True)
class _Styles:
    """The formats of the cells, each made once."""

    book: Workbook
    made: dict[str, object] = field(default_factory=dict)

    def get(self, **wish: object) -> object:
        name = repr(sorted(wish.items()))
        if name not in self.made:
            self.made[name] = self.book.add_format({**_FONT, **wish})
        return self.made[name]

    def asked(self, **wish: object) -> object:
        """A cell that is not to be changed."""
        return self.get(border=_PLAIN_BORDER, text_wrap=True, **wish)

    def answer(self, **wish: object) -> object:
        """A cell that is to be filled in."""
        return self.get(border=_PLAIN_BORDER, text_wrap=True, locked=False, bg_color=_YELLOW, **wish)


@dataclass(frozen=True, slots=True)
class _Writer:
    book: Workbook
    sheet: Worksheet
    styles: _Styles
    identity: FormIdentity

    def fill(self, name: str, questions: Sequence[FormQuestion], due: str) -> None:
        """Write the sheet."""
        self._head(name, due)
        for number, question in enumerate(questions, 1):
            self._row(_HEAD_ROW + number, number, question)
            self._rules(_HEAD_ROW + number, question)
        last = _HEAD_ROW + len(questions)
        self.sheet.merge_range(
            last + 1,
            _FIRST,
            last + 1,
            _LAST,
            f"{SIGNED_BY}：　　　　　审核人：　　　　　负责人（签字、盖章）：　　　　　填报日期：",
            self.styles.get(locked=False),
        )
        self.sheet.set_row(last + 1, 30)
        self._page(last)

    def _head(self, name: str, due: str) -> None:
        organ, year = self.identity.organ, self.identity.year
        # The sheet says itself whose it is, since sheets are copied from one workbook into another.
        self.sheet.write_string(_TITLE_ROW, 0, self.identity.as_text(), self.styles.get())
        lines: tuple[tuple[str, dict[str, object], int], ...] = (
            (
                f"{organ}{year}年度法治政府建设数据采集表（{name}）",
                {"bold": True, "font_size": 14, "align": "center"},
                26,
            ),
            (_HELP, {"text_wrap": True, "font_size": 9, "valign": "top"}, 40),
            (
                f"填报科室：　　　　　　　　　联系人、电话：　　　　　　　　　交回期限：{due}",
                {"locked": False},
                20,
            ),
        )
        for row, (words, wish, height) in enumerate(lines):
            self.sheet.merge_range(row, _FIRST, row, _LAST, words, self.styles.get(**wish))
            self.sheet.set_row(row, height)
        self.sheet.set_row(_HEAD_ROW, 2 * _LINE + _AIR)
        for number, column in enumerate(COLUMNS):
            options = {"hidden": True} if column.is_hidden else {}
            self.sheet.set_column(number, number, column.width, None, options)
            title = (
                f"{column.title}" if column.name not in {"previous", "value"} else self._dated(column.name)
            )
            self.sheet.write_string(
                _HEAD_ROW, number, title, self.styles.asked(bold=True, align="center", bg_color=_GREY)
            )

    def _dated(self, name: str) -> str:
        year = self.identity.year - (name == "previous")
        return f"{COLUMNS[INDEX[name]].title}（{year}年）"

    def _row(self, row: int, number: int, question: FormQuestion) -> None:
        words = {
            "key": question.key,
            "base": question.token,
            "label": question.label,
            "unit": question.unit,
            "scope": question.scope,
        }
        self.sheet.set_row(row, _height({**words, "note": question.figure.note or ""}))
        for name, text in words.items():
            self.sheet.write_string(row, INDEX[name], text, self.styles.asked())
        self.sheet.write_number(row, INDEX["number"], number, self.styles.asked(align="center"))
        self._figure(row, "previous", question.previous, question, is_answer=False)
        self._figure(row, "value", question.figure.value or "", question, is_answer=True)
        answers = {
            "state": question.state,
            "source": question.figure.source_name,
            "note": question.figure.note or "",
        }
        for name, text in answers.items():
            style = (
                self.styles.answer(num_format="@") if name != "state" else self.styles.answer(align="center")
            )
            if text:
                self.sheet.write_string(row, INDEX[name], text, style)
            else:
                self.sheet.write_blank(row, INDEX[name], None, style)
        cell = f"={_quoted(self.sheet.get_name())}!${_letter(INDEX['value'])}${row + 1}"
        self.book.define_name(f"{CELL_NAME}{question.key}", cell)

    def _figure(self, row: int, name: str, text: str, question: FormQuestion, *, is_answer: bool) -> None:
        """Write a figure as a number where the number and the row's unit say the same, else as text."""
        number, form = as_number(text, question.unit)
        wish: dict[str, Any] = {"align": "right", "num_format": form}
        if not text:
            wish["num_format"] = "0.00%" if question.is_rate else "General"
        style = self.styles.answer(**wish) if is_answer else self.styles.asked(bg_color=_GREY, **wish)
        if number is not None:
            self.sheet.write_number(row, INDEX[name], number, style)
        elif text:
            self.sheet.write_string(row, INDEX[name], text, style)
        else:
            self.sheet.write_blank(row, INDEX[name], None, style)

    def _rules(self, row: int, question: FormQuestion) -> None:
        """Add what the suites check while somebody types, and the colours of what needs a look."""
        unit = f"单位：{question.unit}。" if question.unit else ""
        example = "如 66.5%" if question.is_rate else "如 1234"
        self.sheet.data_validation(
            row,
            INDEX["value"],
            row,
            INDEX["value"],
            {
                "validate": "decimal",
                "criteria": "between",
                "minimum": -1e15 if question.may_be_negative else 0,
                "maximum": 1e15,
                # A hedged figure (80余件) is text: the suite asks, and takes it.
                "error_type": "warning",
                "error_title": "请核对",
                "error_message": f"{unit}一般填数字，{example}；约数（80余件）可以照写。确实要这样填吗？",
                "input_title": question.label[:32],
                "input_message": f"{unit}填数字，{example}；为零填 0；没有统计、不适用的在“状态”里选。"[:255],
            },
        )
        self.sheet.data_validation(
            row,
            INDEX["state"],
            row,
            INDEX["state"],
            {
                "validate": "list",
                "source": list(STATES.values()),
                "error_title": "请从下拉列表里选",
                "error_message": f"只能选：{'、'.join(STATES.values())}",
            },
        )
        for name in ("source", "note"):
            self.sheet.data_validation(
                row,
                INDEX[name],
                row,
                INDEX[name],
                {
                    "validate": "length",
                    "criteria": "<=",
                    "value": _LONGEST_TEXT,
                    "error_title": "太长",
                    "error_message": f"最多 {_LONGEST_TEXT} 字",
                },
            )
        self._colours(row, question)

    def _colours(self, row: int, question: FormQuestion) -> None:
        value, state, previous, note = (
            f"${_letter(INDEX[name])}${row + 1}" for name in ("value", "state", "previous", "note")
        )
        limit = parse_figure(question.threshold).number / Decimal(100)
        moved = f"AND(ISNUMBER({value}),ISNUMBER({previous}),ABS({value}-{previous})>{limit}*ABS({previous}))"
        self.sheet.conditional_format(
            row,
            INDEX["value"],
            row,
            INDEX["value"],
            {
                "type": "formula",
                "criteria": f"={moved}",
                "format": self.book.add_format({"bg_color": _ORANGE}),
            },
        )
        self.sheet.conditional_format(
            row,
            INDEX["note"],
            row,
            INDEX["note"],
            {
                "type": "formula",
                "criteria": f'=OR(AND({moved},{note}=""),AND({state}="没有统计",{note}=""))',
                "format": self.book.add_format({"bg_color": _ORANGE}),
            },
        )

    def _page(self, last: int) -> None:
        sheet = self.sheet
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.freeze_panes(_HEAD_ROW + 1, INDEX["unit"])
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.center_horizontally()
        sheet.repeat_rows(_HEAD_ROW)
        sheet.fit_to_pages(1, 0)
        sheet.print_area(0, _FIRST, last + 1, _LAST)
        sheet.set_footer(
            f"&L{self.identity.organ.replace('&', '&&')}&C第 &P 页，共 &N 页&R{self.identity.digest}"
        )
        # Figures with a unit or a hedge are text on purpose.
        sheet.ignore_errors({"number_stored_as_text": f"{_letter(_FIRST)}1:{_letter(_LAST)}{last + 1}"})


def _height(words: Mapping[str, str]) -> float:
    """Return the height of a row in points that shows the words of its cells, wrapped; suites do not agree on their own."""
    lines = [
        -(-sum(2 if ord(one) > _LATIN else 1 for one in text) // (COLUMNS[INDEX[name]].width - 1))
        for name, text in words.items()
        if not COLUMNS[INDEX[name]].is_hidden
    ]
    return max(lines, default=1) * _LINE + _AIR


def as_number(text: str, unit: str) -> tuple[float | None, str]:
    """Return the number and number format of a cell for a written figure; None where it has to be text.

    It is a number only where number and unit of the row say exactly what is written: 80件 and 24.30%, but neither
    80余件 nor 7.06万件.
    """
    written = parse_figure(text) if text else None
    if written is None or written != WrittenFigure(written.text_number, unit):
        return None, "@"
    digits, number = written.text_number, written.number
    if (
        not digits[-1:].isascii()
        or "," in digits
        or "−" in digits
        or len(number.as_tuple().digits) > _MOST_DIGITS
    ):
        return None, "@"
    places = len(digits.partition(".")[2])
    form = f"0.{'0' * places}" if places else "0"
    return (float(number / 100), f"{form}%") if written.is_percent else (float(number), form)


def _letter(column: int) -> str:
    return chr(ord("A") + column)


def _quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"
