"""Chinese messages for all error types of Pydantic, so that no English message reaches a drafter."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from fazhi_report.model.report import KINDS, Report
from fazhi_report.norms.statistics import FORM_NAMES
from fazhi_report.source.encoding import KEY, Problem
from fazhi_report.source.fields import RouteField, cure_for_key, field_at, meant_key, nearest

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from fazhi_report.findings import Route

_LONGEST = 40


def quote(value: object) -> str:
    """Return a value as words of a message: a text in quotation marks on one line, other values by their type."""
    match value:
        case None:
            return "空着"
        case str():
            line = " ".join(value.split())
            return f"“{line[:_LONGEST]}……”" if len(line) > _LONGEST else f"“{line}”"
        case dict():
            return f"“{next(iter(value), '')}: ……”这样的键和值"
        case list():
            return "以“- ”开头的各项"
        case int() | float() | bool():
            return f"“{str(value)[:_LONGEST]}”"
        case _:
            # Never an object of ours in full.
            return "别的东西"


MOST_ERRORS = 100
"""Number of schema errors that are reported per file."""
_LONGEST_MESSAGE = 160
_CHOICE = re.compile(r"'([^']*)'")
_KEY_LOOK = re.compile(r"^([A-Za-z_][\w.]*)\s*[：:]")

Words = tuple[str, str]
"""Message and hint."""


def _wrong_shape(wanted: str, cure: str = "") -> Callable[[ErrorDetails, RouteField], Words]:
    def words(error: ErrorDetails, place: RouteField) -> Words:
        value = error["input"]
        if value is None:
            return f"{place.label}空着", f"写上{wanted}；可以不写的，连键一起删去"
        return f"{place.label}应是{wanted}，现在是{quote(value)}", _slip(value) or cure or place.description

    return words


def _slip(value: object) -> str:
    """Return the remedy when a wrong type is caused by a wrong colon; empty for other causes."""
    if isinstance(value, str) and (match := _KEY_LOOK.match(value)):
        return f"“{match[1]}”后面用半角冒号加一个空格"
    return ""


def _text(error: ErrorDetails, place: RouteField) -> Words:
    cure = ""
    if isinstance(value := error["input"], dict):
        key = str(next(iter(value), ""))
        meant = (
            nearest(key, ("measures", "table", "chart")) if error["loc"][-1:] == ("<paragraph>",) else None
        )
        cure = f"是不是 {meant}？" if meant else "文字里的半角冒号改用全角“：”，或给整段文字加引号"
    elif isinstance(value, list):
        cure = "删去“- ”，写成一段文字"
    return _wrong_shape("一段文字", cure)(error, place)


def _mapping(error: ErrorDetails, place: RouteField) -> Words:
    if not error["loc"]:
        value = error["input"]
        if value is None:
            return "文件里没有内容", "照样例写上 year、organ 等各项；没有样例就运行 fazhi-report init"
        return f"文件最外层应是各项“键: 值”，现在是{quote(value)}", _slip(value) or "第一行写 kind: report"
    known = place.model.model_fields.items() if place.model else ()
    names = "、".join([info.alias or name for name, info in known][:6]) or "指标键"
    return _wrong_shape(f"下一层的“键: 值”（{names}）", "键另起一行，比上一行多缩进两个空格")(error, place)


def _missing(error: ErrorDetails, place: RouteField) -> Words:
    key = error["loc"][-1]
    return f"缺少{place.label}", f"补上“{key}: ……”" + (f"，{place.description}" if place.description else "")


def _unknown(error: ErrorDetails, place: RouteField) -> Words:
    key = str(error["loc"][-1])
    if not key.strip():
        return "冒号前面没有键", "补上键名；文字以冒号开头时整段加引号"
    return f"不认识的键{quote(key)}", cure_for_key(error["loc"], place.root)


def _choice(error: ErrorDetails, place: RouteField) -> Words:
    choices = _CHOICE.findall(str(error.get("ctx", {}).get("expected", "")))
    if error["loc"] == ("kind",):
        choices = [*KINDS, *FORM_NAMES]
    if error["input"] is None:
        return f"{place.label}空着", f"写 {'、'.join(choices)} 之一，或连键一起删去"
    meant = nearest(str(error["input"]), choices)
    hint = f"是不是 {meant}？" if meant else place.description
    return f"{place.label}只能写 {'、'.join(choices)} 之一，现在是{quote(error['input'])}", hint


def _empty(error: ErrorDetails, place: RouteField) -> Words:
    del error
    return f"{place.label}空着", "写上文字；可以不写的，连键一起删去"


def _too_few(error: ErrorDetails, place: RouteField) -> Words:
    least = error.get("ctx", {}).get("min_length", 1)
    return f"{place.label}至少要有 {least} 项，现在有 {len(error['input'])} 项", place.description


def _pattern(error: ErrorDetails, place: RouteField) -> Words:
    if error["loc"][-1:] == (KEY,) or "\\." in str(error.get("ctx", {}).get("pattern", "")):
        hint = "用小写英文字母、数字和下划线，以点分层，至少两层，如 reconsideration.received"
        return f"指标键{quote(error['input'])}写得不对", hint
    return f"{place.label}写得不对：{quote(error['input'])}", place.description


def _bound(word: str, name: str) -> Callable[[ErrorDetails, RouteField], Words]:
    def words(error: ErrorDetails, place: RouteField) -> Words:
        bound = error.get("ctx", {}).get(name)
        return f"{place.label}应{word} {bound}，现在是{quote(error['input'])}", place.description

    return words


def _own_error(error: ErrorDetails, place: RouteField) -> Words:
    context = error.get("ctx", {})
    message = str(context.get("message", f"{place.label}写得不对")).removesuffix("。")
    # Validators quote their input, however long.
    if len(message) > _LONGEST_MESSAGE:
        message = f"{place.label}写得不对：{quote(error['input'])}"
    return message, _CURES.get(str(context.get("kind")), "" if place.model else place.description)


def _other(error: ErrorDetails, place: RouteField) -> Words:
    return f"{place.label}写得不对：{quote(error['input'])}", place.description


_CURES = {
    "empty_measure": "写上 lead 或 text，或删去这一项",
    "ragged_table": "补齐或删去单元格；空着的单元格写 ''",
    "file_name": "只写名字，如 2024年度法治政府建设情况报告；放在哪个文件夹由 -o 定",
    "order": "achievements、leader_duties、shortcomings、plans（和 other）各写一次",
    "parts": "只用一种写法：各部分都写进 parts，每项写 heading 和 role；或删去 parts，用五个名字和 order",
    "no_body": "写上 achievements、leader_duties、shortcomings、plans 各部分，或 parts",
    "signature": "不署名的，删去 organs 和 seal；署名的，删去 unsigned",
    "role": "写其中一个；哪个都不是的（专题部分），删去 role",
}
"""Remedies for errors of this package's validators, by kind; for others the hint is the field's description."""

_WHOLE = _wrong_shape("整数", "只写半角数字，如 2020")
_TABLE: dict[str, Callable[[ErrorDetails, RouteField], Words]] = {
    "fazhi_message": _own_error,
    "missing": _missing,
    "extra_forbidden": _unknown,
    "literal_error": _choice,
    "string_type": _text,
    "string_too_short": _empty,
    "string_pattern_mismatch": _pattern,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_from_float": _WHOLE,
    "bool_type": _wrong_shape(" true 或 false"),
    "bool_parsing": _wrong_shape(" true 或 false"),
    "date_type": _wrong_shape("日期，如 2021-02-28"),
    "datetime_type": _wrong_shape("日期和时刻，如 2021-03-09 09:33"),
    "tuple_type": _wrong_shape("一列", "每项一行，以“- ”开头"),
    "too_short": _too_few,
    "dict_type": _mapping,
    "model_type": _mapping,
    "greater_than_equal": _bound("不小于", "ge"),
    "less_than_equal": _bound("不大于", "le"),
}


def problem_of(error: ErrorDetails, root: type[BaseModel] = Report) -> Problem:
    """Return the problem for a Pydantic error.

    Args:
        error: The error.
        root: The root model of the file.
    """
    kind, loc = error["type"], error["loc"]
    place = field_at(loc, root)
    message, hint = _TABLE.get(kind, _other)(error, place)
    return Problem(kind, _route(error, place), message, hint)


def without_cascades(errors: list[ErrorDetails], root: type[BaseModel] = Report) -> list[ErrorDetails]:
    """Return the errors without those that only follow from others.

    For example, a list that is too short because its items are faulty, or a missing key beside a misspelt one.
    """
    unknown = [error["loc"] for error in errors[:MOST_ERRORS] if error["type"] == "extra_forbidden"]
    meant = {(*loc[:-1], meant_key(loc, root)) for loc in unknown}
    return [
        error
        for error in errors
        if not _repeats(error) and not (error["type"] == "missing" and error["loc"] in meant)
    ]


def _repeats(error: ErrorDetails) -> bool:
    value: Any = error["input"]
    return error["type"] == "too_short" and len(value) >= error.get("ctx", {}).get("min_length", 1)


def _route(error: ErrorDetails, place: RouteField) -> Route:
    """Return the route to report: the key itself for an unknown key, the field for an error of the whole model."""
    loc, model = error["loc"], place.model
    if error["type"] == "extra_forbidden":
        return (*loc, KEY)
    kind = str(error.get("ctx", {}).get("kind"))
    return (*loc, kind) if model is not None and kind in model.model_fields else loc
