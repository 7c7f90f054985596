"""Made-up statistics of 示例市 whose numbers agree, and copies of them that were spoilt; the arithmetic is its own.

Nothing here asks the program how rows and columns hang together: every sum is written out once more.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass

Cells = dict[str, dict[str, str]]
Tables = dict[str, Cells]

APPLICANTS = ("persons", "companies", "institutes", "charities", "law_firms", "others")
RESULTS = (
    *("disclosed", "partly", "refused.secret", "refused.forbidden", "refused.security"),
    *("refused.third_party", "refused.internal", "refused.process", "refused.enforcement_files"),
    *("refused.inquiries", "unavailable.not_held", "unavailable.to_be_made", "unavailable.unclear"),
    *("not_handled.petitions", "not_handled.repeated", "not_handled.publications", "not_handled.excessive"),
    *("not_handled.confirmation", "otherwise.not_amended", "otherwise.unpaid", "otherwise.others"),
)
OLD_CLASSES = (
    *("warning", "fine", "confiscation", "suspension", "closure"),
    *("revocation", "detention", "others"),
)
NEW_CLASSES = (
    *("warning", "fine", "confiscation", "suspension", "revocation"),
    *("restriction", "closure", "detention", "others"),
)
COERCION = (
    *("sealing", "seizure", "freezing", "other_measures", "surcharge", "transfer", "auction"),
    *("clearance", "substitution", "other_execution", "court"),
)
OUTCOMES = ("upheld", "rejected", "revoked", "unlawful", "changed", "ordered", "ended", "others")
MATTERS = (
    *("penalties", "permits", "measures", "omissions", "execution", "levies"),
    *("titles", "disclosure", "agreements", "others"),
)
RESPONDENTS = (
    *("ministries", "provinces", "province_departments", "cities", "city_departments"),
    *("counties", "county_departments", "townships", "others"),
)


@dataclass(frozen=True)
class MadeUp:
    """A set of tables.

    Args:
        name: What it is.
        kind: ``disclosure``, ``enforcement`` or ``review``.
        year: Its year.
        tables: Table → row → column → cell.
        units: Units that owe a row; none for a set of one office.
    """

    name: str
    kind: str
    year: int
    tables: Tables
    units: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The data file."""
        owed = {"units": list(self.units)} if self.units else {}
        tables = {key: {"rows": rows, **owed} for key, rows in self.tables.items()}
        # JSON is YAML, and its writer is nobody's here.
        written = json.dumps(tables, ensure_ascii=False, indent=1)
        head = f"kind: {self.kind}\nyear: {self.year}\norgan: {{name: 示例市某局, kind: department}}\n"
        return f"{head}tables: {written}\n"


def _few(dice: random.Random, most: int = 30) -> int:
    return dice.randint(1, most) if dice.random() < 0.6 else 0


def _words(numbers: dict[str, int]) -> dict[str, str]:
    return {key: str(number) for key, number in numbers.items()}


def disclosure(seed: int, year: int) -> MadeUp:
    """Tables 2 to 4 of a disclosure report."""
    dice = random.Random(seed)  # noqa: S311  (made-up numbers)
    columns: dict[str, dict[str, int]] = {}
    for applicant in APPLICANTS:
        results = {name: _few(dice) for name in RESULTS}
        concluded, out, carried = sum(results.values()), _few(dice, 9), _few(dice, 5)
        carried = min(carried, concluded + out)
        columns[applicant] = {
            "received": concluded + out - carried,
            "carried_in": carried,
            **results,
            "concluded": concluded,
            "carried_out": out,
        }
    rows = {
        row: _words(
            {
                **{one: columns[one][row] for one in APPLICANTS},
                "total": sum(columns[one][row] for one in APPLICANTS),
            }
        )
        for row in columns[APPLICANTS[0]]
    }
    disputes = {}
    for row in ("reconsideration", "direct_suits", "later_suits"):
        four = {name: _few(dice, 6) for name in ("upheld", "corrected", "otherwise", "pending")}
        disputes[row] = _words({**four, "total": sum(four.values())})
    proactive = {
        "regulations": {"issued": "/", "repealed": "/", "in_force": "/"},
        "normative": _words({"issued": 5, "repealed": 1, "in_force": 25}),
        "permits": {"decisions": str(_few(dice, 900))},
        "penalties": {"decisions": str(_few(dice, 900))},
        "coercion": {"decisions": "0"},
        "fees": {"amount": "20.3"},
    }
    return MadeUp(
        f"disclosure {seed}",
        "disclosure",
        year,
        {"proactive": proactive, "requests": rows, "disputes": disputes},
    )


def _enforced(dice: random.Random, classes: tuple[str, ...]) -> dict[str, dict[str, int]]:
    refused, granted = _few(dice, 40), dice.randint(20, 900)
    accepted = refused + granted + _few(dice, 10)
    penalties = {name: _few(dice, 300) for name in classes} | {"fine": dice.randint(20, 900)}
    coercion = {name: _few(dice, 60) for name in COERCION}
    acts = ("levies", "levied", "inspections", "rulings", "confirmations", "awards", "payments", "others")
    return {
        "permits": {
            "applied": accepted + _few(dice, 30),
            "accepted": accepted,
            "granted": granted,
            "refused": refused,
            "revoked": _few(dice, 3),
        },
        "penalties": {**penalties, "total": sum(penalties.values()), "amount": dice.randint(10, 90000)},
        "coercion": {**coercion, "total": sum(coercion.values())},
        "other_acts": {name: _few(dice, 5000) for name in acts},
    }


def enforcement(seed: int, year: int, units: tuple[str, ...] = ()) -> MadeUp:
    """The tables of an enforcement report, of one office or with a row for each unit."""
    dice = random.Random(seed)  # noqa: S311  (made-up numbers)
    classes = OLD_CLASSES if year <= 2022 else NEW_CLASSES
    tables: Tables = {}
    if not units:
        tables = {name: {"total": _words(row)} for name, row in _enforced(dice, classes).items()}
        # Money has a fraction; sums of units stay whole.
        tables["penalties"]["total"]["amount"] += ".79"
    else:
        each = {unit: _enforced(dice, classes) for unit in units}
        for name in each[units[0]]:
            rows = {unit: each[unit][name] for unit in units}
            total = {column: sum(row[column] for row in rows.values()) for column in rows[units[0]]}
            tables[name] = {unit: _words(row) for unit, row in rows.items()} | {"total": _words(total)}
    return MadeUp(f"enforcement {seed}", "enforcement", year, tables, units)


def review(seed: int, year: int) -> MadeUp:
    """The tables of reconsideration and litigation."""
    dice = random.Random(seed)  # noqa: S311  (made-up numbers)

    def parted(names: tuple[str, ...], whole: int) -> dict[str, int]:
        cuts = sorted(dice.randint(0, whole) for _ in names[1:])
        pieces = [high - low for low, high in zip([0, *cuts], [*cuts, whole], strict=True)]
        return dict(zip(names, pieces, strict=True))

    accepted, carried = dice.randint(60, 300), dice.randint(3, 20)
    pending = dice.randint(0, 20)
    concluded = accepted + carried - pending
    flow = {
        "carried_in": carried,
        "received": accepted + dice.randint(5, 30) - carried,
        "not_accepted": 0,
        "accepted": accepted,
        "concluded": concluded,
        "pending": pending,
    }
    flow["not_accepted"] = flow["carried_in"] + flow["received"] - accepted
    tables = {
        "reconsideration": flow,
        "outcomes": {**parted(OUTCOMES, concluded), "total": concluded},
        "matters": {**parted(MATTERS, accepted), "total": accepted},
        "respondents": {**parted(RESPONDENTS, accepted), "total": accepted},
        "litigation": {"received": 80, "joint": 12, "attached_review": 1, "leader_attended": 60, "lost": 7},
    }
    return MadeUp(
        f"review {seed}", "review", year, {name: {"total": _words(row)} for name, row in tables.items()}
    )


UNITS = ("示例市甲局", "示例市乙局", "示例市丙局")


def made_up() -> tuple[MadeUp, ...]:
    """The six sets."""
    return (
        disclosure(1, 2024),
        disclosure(2, 2025),
        enforcement(3, 2021),
        enforcement(4, 2025, UNITS),
        review(5, 2024),
        review(6, 2025),
    )


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


PARTS = {
    "disputes": ("upheld", "corrected", "otherwise", "pending"),
    "coercion": COERCION,
    "outcomes": OUTCOMES,
    "matters": MATTERS,
    "respondents": RESPONDENTS,
}


def disagrees(made: MadeUp) -> list[str]:
    """What a person with a calculator finds wrong in a set: sums, balances, limits, missing and empty cells."""
    wrong: list[str] = []
    for name, rows in made.tables.items():
        wrong += [
            f"{row} {at} is empty" for row, cells in rows.items() for at, text in cells.items() if not text
        ]
        wrong += _lost(made, name)
        for row, cells in rows.items():
            wrong += _odd(name, row, cells)
            classes = OLD_CLASSES if made.year <= 2022 else NEW_CLASSES
            parts = PARTS.get(name, classes if name == "penalties" else ())
            if parts and _differ([cells.get(one) for one in parts], [cells.get("total")]):
                wrong.append(f"parts of {name} {row}")
        if name == "requests":
            wrong += _requests(rows)
        for column in rows.get("total", {}) if made.units else ():
            if _differ([rows.get(unit, {}).get(column) for unit in made.units], [rows["total"][column]]):
                wrong.append(f"units of {name} {column}")
    return wrong


def _requests(rows: Cells) -> list[str]:
    wrong = []
    for column in (*APPLICANTS, "total"):
        cells = {
            row: rows.get(row, {}).get(column)
            for row in ("received", "carried_in", *RESULTS, "concluded", "carried_out")
        }
        ins, outs = (
            [cells[one] for one in pair]
            for pair in (("received", "carried_in"), ("concluded", "carried_out"))
        )
        if _differ(ins, outs):
            wrong.append(f"balance of {column}")
        if _differ([cells[one] for one in RESULTS], [cells["concluded"]]):
            wrong.append(f"results of {column}")
    wrong += [
        f"applicants of {row}"
        for row, cells in rows.items()
        if _differ([cells.get(one) for one in APPLICANTS], [cells.get("total")])
    ]
    return wrong


def _differ(left: list[str | None], right: list[str | None]) -> bool:
    """Whether two sums differ; what is no number makes them incomparable."""
    sides = [[None if one is None else _number(one) for one in side] for side in (left, right)]
    if any(one is None for side in sides for one in side):
        return False
    sums = [round(sum(one for one in side if one is not None), 6) for side in sides]
    return sums[0] != sums[1]


def _lost(made: MadeUp, name: str) -> list[str]:
    whole = next(one for one in made_up() if one.name == made.name).tables[name]
    here = made.tables[name]
    return [
        f"{name} {row} {column} is gone"
        for row, cells in whole.items()
        for column in cells
        if column not in here.get(row, {})
    ]


def _odd(name: str, row: str, cells: dict[str, str]) -> list[str]:
    """Limits that are asked about, never called wrong."""
    found = {key: _number(text) for key, text in cells.items()}

    def values(*keys: str) -> list[float] | None:
        given = [found.get(key) for key in keys]
        return None if None in given else [one for one in given if one is not None]

    odd = []
    if name == "permits":
        three = values("granted", "refused", "accepted")
        if three and three[0] + three[1] > three[2]:
            odd.append(f"{row} more decided than accepted")
        two = values("accepted", "applied")
        if two and two[0] > two[1]:
            odd.append(f"{row} more accepted than applied")
    if name == "penalties":
        three = values("fine", "confiscation", "amount")
        if three and (three[0] + three[1] > 0) != (three[2] > 0):
            odd.append(f"{row} money without fines")
    if name == "reconsideration":
        four = values("carried_in", "received", "not_accepted", "accepted")
        if four and four[0] + four[1] != four[2] + four[3]:
            odd.append("received")
        four = values("accepted", "carried_in", "concluded", "pending")
        if four and four[0] + four[1] != four[2] + four[3]:
            odd.append("concluded")
    return odd


Spoil = Callable[[random.Random, Tables], str]


def _pick(dice: random.Random, tables: Tables, *, zero: bool | None = None) -> tuple[str, str, str]:
    places = [
        (name, row, column)
        for name, rows in tables.items()
        for row, cells in rows.items()
        for column, text in cells.items()
        if text.replace(".", "").isdigit() and (zero is None or (float(text) == 0) == zero)
    ]
    return dice.choice(places)


def _digit(dice: random.Random, tables: Tables) -> str:
    name, row, column = _pick(dice, tables)
    text = tables[name][row][column]
    at = dice.choice([index for index, sign in enumerate(text) if sign.isdigit()])
    other = dice.choice([one for one in "123456789" if one != text[at]])
    tables[name][row][column] = f"{text[:at]}{other}{text[at + 1 :]}"
    return f"digit in {name}/{row}/{column}: {text} -> {tables[name][row][column]}"


def _row_gone(dice: random.Random, tables: Tables) -> str:
    name, row, _ = _pick(dice, tables)
    if len(tables[name]) == 1:
        column = dice.choice(list(tables[name][row]))
        del tables[name][row][column]
        return f"{name}/{row}/{column} is gone"
    del tables[name][row]
    return f"{name}/{row} is gone"


def _blank_for_zero(dice: random.Random, tables: Tables) -> str:
    name, row, column = _pick(dice, tables, zero=True)
    tables[name][row][column] = ""
    return f"blank for 0 in {name}/{row}/{column}"


def _blank_for_number(dice: random.Random, tables: Tables) -> str:
    name, row, column = _pick(dice, tables, zero=False)
    tables[name][row][column] = ""
    return f"blank for a number in {name}/{row}/{column}"


def _swapped(dice: random.Random, tables: Tables) -> str:
    name, row, column = _pick(dice, tables)
    cells = tables[name][row]
    other = dice.choice([one for one in cells if one != column] or [column])
    cells[column], cells[other] = cells[other], cells[column]
    return f"swapped {column} and {other} in {name}/{row}"


def _ten_times(dice: random.Random, tables: Tables) -> str:
    name, row, column = _pick(dice, tables, zero=False)
    whole, dot, rest = tables[name][row][column].partition(".")
    tables[name][row][column] = f"{whole}0{dot}{rest}"
    return f"ten times {name}/{row}/{column}"


def _shifted(dice: random.Random, tables: Tables) -> str:
    name, row, _ = _pick(dice, tables)
    cells = tables[name][row]
    values = list(cells.values())
    tables[name][row] = dict(zip(cells, values[1:] + values[:1], strict=True))
    return f"shifted {name}/{row} by a column"


SPOILS: tuple[Spoil, ...] = (
    _digit,
    _row_gone,
    _blank_for_zero,
    _blank_for_number,
    _swapped,
    _ten_times,
    _shifted,
)


def spoilt(count: int, seed: int) -> list[tuple[str, MadeUp, bool]]:
    """Copies of the sets with one thing wrong in each.

    Returns:
        What was done, the copy, and whether the arithmetic above can see it.
    """
    dice = random.Random(seed)  # noqa: S311  (made-up numbers)
    made: list[tuple[str, MadeUp, bool]] = []
    sets = made_up()
    while len(made) < count:
        base = sets[len(made) % len(sets)]
        tables = deepcopy(base.tables)
        words = SPOILS[(len(made) // len(sets)) % len(SPOILS)](dice, tables)
        copy = MadeUp(base.name, base.kind, base.year, tables, base.units)
        if tables != base.tables:
            made.append((f"{base.name}: {words}", copy, bool(disagrees(copy))))
    return made
