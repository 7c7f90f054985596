"""The units of a city side by side: totals, ranks and questions, and what every format says of them."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import html5lib
import openpyxl
import pytest

from fazhi_report.comparison.unit_answers import UnitYear, movers
from fazhi_report.comparison.wide import WideRow, WideTable, compare_wide
from fazhi_report.comparison.wide_sheet import WIDE_FORMATS, to_text, wide_exporter
from fazhi_report.model.report import Year
from fazhi_report.source.load import load_text


def data(unit: str, year: int, figures: dict[str, str]) -> Year:
    lines = "".join(f"  {key}: {value}\n" for key, value in figures.items())
    source = load_text(
        f"kind: figures\nyear: {year}\norgan: {{name: {unit}}}\nfigures:\n{lines}", Path("x.yaml")
    )
    assert source.year is not None, source.problems
    return source.year


def unit(name: str, figures: dict[str, str], before: dict[str, str] | None = None) -> UnitYear:
    return UnitYear(
        name, data(name, 2025, figures), None if before is None else data(name, 2024, before), file="x"
    )


def table(*units: UnitYear) -> WideTable:
    return compare_wide("示例市", 2025, units)


def row(made: WideTable, key: str) -> WideRow:
    return next(one for one in made.rows if one.key == key)


TOTAL, DONE, RATE = "mediation.total", "mediation.succeeded", "mediation.succeeded.rate"
CITY = tuple(
    unit(
        f"示例市{name}局",
        {TOTAL: f"{100 + at}件", DONE: f"{90 + at}件", RATE: f"{Decimal(90 + at) * 100 / (100 + at):.2f}%"},
        {TOTAL: f"{100 + at}件"},
    )
    for at, name in enumerate("甲乙丙丁戊己庚辛壬")
)


def test_totals_are_sums_and_a_rate_comes_from_sums() -> None:
    made = table(*CITY)
    assert row(made, TOTAL).total_text == "936件"
    assert row(made, DONE).total_text == "846件"
    # 846 of 936; the mean of the nine rates would be 90.37%.
    assert row(made, RATE).total_text == "90.38%"
    assert row(made, RATE).remark == "846件 ÷ 936件"


def test_a_total_of_some_says_so_and_its_rate_is_not_given() -> None:
    made = table(*CITY, UnitYear("示例市癸局"))
    assert row(made, TOTAL).total is None
    assert row(made, TOTAL).total_text == "936件（已报 9/10 家）"
    assert row(made, TOTAL).remark == "已报 9/10 家；没有报来：示例市癸局"
    assert row(made, RATE).total_text == "—"
    assert made.missing == ("示例市癸局",)


def test_ranks_need_one_scope_and_exact_numbers() -> None:
    made = table(*CITY)
    assert row(made, TOTAL).ranks == tuple(range(9, 0, -1))
    other = unit("示例市癸局", {TOTAL: "{value: 50件, scope: 含乡镇}"})
    assert row(table(*CITY, other), TOTAL).unranked == "口径不同，不排"
    hedged = unit("示例市癸局", {TOTAL: "50余件"})
    assert row(table(*CITY, hedged), TOTAL).unranked == "有约数，不排"
    tied = table(
        *(unit(name, {TOTAL: number}) for name, number in (("甲", "5件"), ("乙", "5件"), ("丙", "3件")))
    )
    assert row(tied, TOTAL).ranks == (1, 1, 3)


def test_what_looks_odd_is_asked() -> None:
    wrong = unit("示例市癸局", {TOTAL: "1050000件", DONE: "95件"}, {TOTAL: "104件", DONE: "94件"})
    asked = row(table(*CITY, wrong), TOTAL).questions
    assert asked == (
        "示例市癸局“调解矛盾纠纷”上年 104件，本年 1050000件（+1009515.4%），请核对或说明",
        "示例市癸局“调解矛盾纠纷” 1050000件，是各单位中位数的 10048 倍，单位或位数有没有写错",
    )
    assert not any(one.questions for one in table(*CITY).rows)


def test_the_largest_movers_come_first() -> None:
    given = [one.answer(TOTAL) for one in (*CITY, unit("示例市癸局", {TOTAL: "300件"}, {TOTAL: "100件"}))]
    assert movers(given)[0].unit == "示例市癸局"


@pytest.mark.parametrize("form", WIDE_FORMATS)
def test_every_format_is_the_same_twice(form: str) -> None:
    assert wide_exporter(form)(table(*CITY)) == wide_exporter(form)(table(*CITY))


def test_formats_hold_the_same_figures() -> None:
    made = table(*CITY, UnitYear("示例市癸局"), unit("=甲", {TOTAL: "{status: zero}"}))
    written = {form: wide_exporter(form)(made) for form in WIDE_FORMATS}
    assert written["csv"].startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(written["csv"].decode("utf-8-sig"))))
    by_csv = dict(zip(rows[0], next(one for one in rows if TOTAL in one), strict=True))
    found = next(one for one in json.loads(written["json"])["rows"] if one["key"] == TOTAL)
    by_json = {one["unit"]: one["text"] for one in found["answers"]}
    sheet = openpyxl.load_workbook(io.BytesIO(written["xlsx"]))["横向对照"]
    cells = [[cell.value for cell in line] for line in sheet.iter_rows()]
    by_xlsx = dict(zip(cells[0], next(line for line in cells if TOTAL in line), strict=True))
    assert by_json["示例市甲局"] == by_csv["示例市甲局"] == "100件"
    assert by_xlsx["示例市甲局"] == 100
    assert by_json["示例市癸局"] == by_csv["示例市癸局"] == by_xlsx["示例市癸局"] == "未报"
    assert (by_json["=甲"], by_csv["'=甲"], by_xlsx["=甲"]) == ("0", "0", 0)
    assert by_csv["合计"] == by_xlsx["合计"] == "936件（已报 10/11 家）"
    assert sheet.freeze_panes == "E2"
    page = html5lib.parse(written["html"], namespaceHTMLElements=False)
    line = next(one for one in page.iter("tr") if one.get("data-key") == TOTAL)
    assert ["".join(cell.itertext()) for cell in line.iter("td")][1:] == list(by_json.values())


def test_text_names_the_totals_and_who_is_missing() -> None:
    said = to_text(table(*CITY, UnitYear("示例市癸局")))
    assert "未报：示例市癸局" in said
    assert "调解矛盾纠纷　合计 936件（已报 9/10 家）" in said
