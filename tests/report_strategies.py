"""Data files by chance: whole reports of every element, and whatever the schema allows.

`reports` gives what our formats can carry, in the form that imports give, for round trips. Left out, for no format
carries it: keys of figures, ``organ.short_name``, ``organ.kind`` against the name, ``file_name``, where a block of
the data file breaks its lines, and a lead that is no sentence. Left out, because Chinese typography has no difference
to show: a lone 一是 run on alone, two enumerations or two tables without words between them, prose that itself opens
like a heading or an enumeration.

`drawn` gives what the schema allows, and now and then what it does not, for hammering on the loader and the rules.
"""

from __future__ import annotations

import random
from datetime import date
from functools import cache
from typing import Any

import yaml
from hypothesis import strategies as st

from fazhi_report.model.report import PART_NAMES, Report
from fazhi_report.model.schema import schema_text
from fazhi_report.source.dump import dump

_ANY_WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cf", "Zl", "Zp")),
    min_size=1,
    max_size=12,
)
FIGURES = st.sampled_from(
    ["80件", "80余条", "24.30%", "近480批次", "7.06万件", "0", "-3个百分点", "1,234人", "1" * 40 + "元"]
)
KEYS = st.sampled_from(["mediation.total", "litigation.lost", "own.thing", "a.b", "reconsideration.received"])
DATES = st.sampled_from(["2021-02-28", "2021年2月28日", "2021-02-30", "0001-01-01", "9999-12-31"])
PROSE = (
    _ANY_WORDS
    | KEYS.map(lambda key: f"办理{{{{ {key} }}}}。")
    | st.sampled_from(["{{", "}}", "一是", "**", "| a |", "# x", "::: 附件", "<b>"])
)
_DEEPEST = 5


@cache
def schema() -> dict[str, Any]:
    import json  # noqa: PLC0415  (beside its one use)

    found: dict[str, Any] = json.loads(schema_text())
    return found


def drawn(node: dict[str, Any], depth: int = 0) -> st.SearchStrategy[Any]:
    """Values that a part of the schema allows, and now and then one that it does not."""
    if "$ref" in node:
        name = node["$ref"].rpartition("/")[2]
        return st.deferred(lambda: drawn(schema()["$defs"][name], depth + 1))
    for choice in ("anyOf", "oneOf"):
        if choice in node:
            return st.one_of([drawn(one, depth) for one in node[choice]])
    if "allOf" in node:
        return drawn(node["allOf"][0], depth)
    if "const" in node:
        return st.just(node["const"])
    if "enum" in node:
        return st.sampled_from(node["enum"])
    return _typed(node, depth)


def _typed(node: dict[str, Any], depth: int) -> st.SearchStrategy[Any]:  # noqa: PLR0911  (one a type)
    kind = node.get("type", "string")
    if isinstance(kind, list):
        return FIGURES | PROSE
    match kind:
        case "object":
            return _object(node, depth)
        case "array":
            most = 0 if depth > _DEEPEST else 2
            items = drawn(node.get("items", {}), depth + 1)
            return st.lists(
                items,
                min_size=min(node.get("minItems", 0), 1 if most == 0 else most),
                max_size=max(most, node.get("minItems", 0)),
            )
        case "integer":
            return st.integers(node.get("minimum", 0), node.get("maximum", 9))
        case "boolean":
            return st.booleans()
        case "null":
            return st.none()
        case _:
            return st.one_of(PROSE, DATES, KEYS) if "pattern" not in node else KEYS | _ANY_WORDS


def _object(node: dict[str, Any], depth: int) -> st.SearchStrategy[Any]:
    fields = node.get("properties")
    if not fields:
        values = node.get("additionalProperties", {})
        return st.dictionaries(
            KEYS, drawn(values, depth + 1) if isinstance(values, dict) else _ANY_WORDS, max_size=3
        )
    needed = set(node.get("required", ()))
    required = {name: drawn(one, depth + 1) for name, one in fields.items() if name in needed}
    optional = {name: drawn(one, depth + 1) for name, one in fields.items() if name not in needed}
    return st.fixed_dictionaries(required, optional=optional if depth < _DEEPEST else {})


def dumped(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000)


# No character of the outline's marks and numerals: what opens like a heading is one.
_PLAIN = "推进法治建设完善制度强化监督落实责任深化改革服务群众依规办事促进和谐发展提升水平"
_TITLES = {
    "achievements": "推进法治政府建设的主要举措和成效",
    "leader_duties": "党政主要负责人履行推进法治建设第一责任人职责的有关情况",
    "shortcomings": "推进法治政府建设存在的不足和原因",
    "plans": "推进法治政府建设的下一步安排",
    "other": "其他需要报告的情形",
}
_ORGANS = ("示例市司法局", "示例市人民政府", "示例市公安局", "示例县农业农村局")

# Words are made beforehand: what is to be tried is structure, and drawing every character would spend the whole draw.
_CHANCE = random.Random(20210228)  # noqa: S311  (no secret)
_ODD = (
    "办结率99.78%",
    "“1+3”模式",
    "同比增长24.30%",
    "A&B<C>",
    "组建“6 + N”专班",
    "𠮷䶮村",
    "a_b*c~d`e",
    "1,234件",
)
WORDS = tuple("".join(_CHANCE.choices(_PLAIN, k=_CHANCE.randint(2, 12))) for _ in range(200))


def _clause() -> str:
    word = _CHANCE.choice(WORDS)
    forms = (
        word,
        f"“{word}”机制",
        f"《{word}办法（试行）》",
        f"{word}{_CHANCE.randint(1, 99999)}件",
        _CHANCE.choice(_ODD),
    )
    return _CHANCE.choice(forms)


SENTENCES = tuple(
    "深入" + "，".join(_clause() for _ in range(_CHANCE.randint(1, 4))) + "。" for _ in range(300)
)
_word = st.sampled_from(WORDS)
_sentence = st.sampled_from(SENTENCES)
_lead = _word.map(lambda words: f"加强{words}。")
_heading = st.one_of(
    _word.map(lambda words: f"坚持{words}"), st.builds(lambda a, b: f"坚持{a}，{b}取得新成效", _word, _word)
)
_paragraph = st.lists(_sentence, min_size=1, max_size=3).map("".join)
_cell = st.one_of(_word, st.integers(0, 99999).map(str), st.just(""), st.just("a|b"))


@st.composite
def _table(draw: st.DrawFn) -> dict[str, object]:
    width = draw(st.integers(1, 4))
    row = st.lists(_cell, min_size=width, max_size=width).filter(any)
    table: dict[str, object] = {
        "columns": draw(st.lists(_word, min_size=width, max_size=width)),
        "rows": draw(st.lists(row, min_size=1, max_size=4)),
    }
    if draw(st.booleans()):
        table["caption"] = f"表{draw(st.integers(1, 9))} {draw(_word)}情况"
    if draw(st.booleans()):
        table["note"] = f"注：{draw(_word)}。"
    return {"table": table}


_measure = st.one_of(
    st.builds(lambda lead, text: {"lead": lead, "text": text}, _lead, _paragraph),
    _sentence.map(lambda text: {"text": text}),
)


@st.composite
def _measures(draw: st.DrawFn, *, inline: bool) -> dict[str, object]:
    value: dict[str, object] = {
        "measures": draw(st.lists(_measure, min_size=2 if inline else 1, max_size=11))
    }
    if inline:
        value["inline"] = True
    if draw(st.integers(0, 4)) == 0:
        value["ordinal"] = "要"
    return value


@st.composite
def _prose(draw: st.DrawFn, *, least: int = 0) -> list[object]:
    """Entries between which the print shows a difference."""
    entries: list[object] = []
    for _ in range(draw(st.integers(least, 3))):
        last = entries[-1] if entries else None
        kinds = ["paragraph"]
        if not (isinstance(last, dict) and "measures" in last):
            kinds.append("measures")
        if isinstance(last, str):
            kinds += ["inline", "table"]
        match draw(st.sampled_from(kinds)):
            case "paragraph":
                entries.append(draw(_paragraph))
            case "measures":
                entries.append(draw(_measures(inline=False)))
            case "inline":
                entries.append(draw(_measures(inline=True)))
            case _:
                entries.append(draw(_table()))
    return entries


@st.composite
def _item(draw: st.DrawFn, *, depth: int) -> dict[str, object]:
    text = draw(_prose())
    # Words that stand behind a heading run on in its paragraph; else it has a line of its own.
    runs = bool(text) and draw(st.booleans())
    if runs and not isinstance(text[0], str):
        text = [draw(_paragraph), *text]
    value: dict[str, object] = {
        "lead": draw(_lead if runs or draw(st.booleans()) else _heading),
        "text": text,
    }
    value["run_in"] = runs
    if depth:
        value["items"] = draw(st.lists(_item(depth=depth - 1), max_size=2))
    return value


@st.composite
def _section(draw: st.DrawFn, *, depth: int = 1) -> dict[str, object]:
    item = draw(_item(depth=0))
    item["heading"] = item.pop("lead")
    item["items"] = draw(st.lists(_item(depth=depth), max_size=3))
    return item


@st.composite
def _part(draw: st.DrawFn, name: str) -> dict[str, object]:
    sections = draw(st.lists(_section(), max_size=3))
    return {"heading": _TITLES[name], "text": draw(_prose(least=0 if sections else 1)), "sections": sections}


@st.composite
def _attachment(draw: st.DrawFn) -> dict[str, object]:
    sections = draw(st.lists(_section(), max_size=2))
    return {
        "title": f"{draw(_word)}统计表",
        "text": draw(_prose(least=0 if sections else 1)),
        "sections": sections,
    }


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Reports of all elements."""
    organ = draw(st.sampled_from(_ORGANS))
    year = draw(st.integers(2016, 2030))
    kind = "government" if organ.endswith("人民政府") else "department"
    preset = draw(st.sampled_from(("about", "annual", "situation", "work", "year_first")))
    order = draw(st.permutations(PART_NAMES)) if draw(st.booleans()) else list(PART_NAMES)
    if not draw(st.booleans()):
        order = [name for name in order if name != "other"]
    day = st.dates(date(year + 1, 1, 1), date(year + 1, 12, 31))
    values: dict[str, object] = {
        "year": year,
        "organ": {"name": organ, "kind": kind},
        "title": {"preset": preset},
        "document_number": f"示司〔{year + 1}〕{draw(st.integers(1, 99))}号",
        "signatories": draw(
            st.lists(st.sampled_from(("张三", "李四光", "龚䶮")), min_size=1, max_size=2, unique=True)
        ),
        "addressees": draw(st.sampled_from(([], ["示例省人民政府"], ["示例市委", "示例省司法厅"]))),
        "copied_to": draw(st.sampled_from(([], ["示例市人大常委会办公室", "示例市政协办公室"]))),
        "opening": draw(_prose()),
        "order": order,
        "closing": draw(st.sampled_from((None, "特此报告。", "专此报告。"))),
        "attachments": draw(st.lists(_attachment(), max_size=2)),
        "signature": {"seal": draw(st.booleans())},
        "date_of_issue": draw(day).isoformat(),
        "notes": draw(st.sampled_from(([], ["此件公开发布"]))),
        "imprint": {"printed_by": f"{organ}办公室", "printed_on": draw(day).isoformat()},
        **{name: draw(_part(name)) for name in order},
    }
    return Report.model_validate(values)


def dump_report(report: Report) -> str:
    """A report as a data file: what the model takes for granted is left out."""
    values = report.model_dump(mode="json", exclude_defaults=True)
    return dump({"kind": report.kind, **values})
