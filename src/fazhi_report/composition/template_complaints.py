"""What Jinja2 says of a faulty template, in Chinese, with the names that could have been meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from jinja2 import StrictUndefined
from jinja2.utils import missing
from pydantic import BaseModel, RootModel

from fazhi_report.source.fields import nearest

_SIGNS = {
    "end of print statement": "}}",
    "end of statement block": "%}",
    "begin of print statement": "{{",
    "begin of statement block": "{%",
    "end of comment": "#}",
    "end of template": "模板末尾",
    "template data / text": "正文",
}
_MOST_NAMES = 40
_MOST_CHARACTERS = 60

_COMPLAINTS = (
    (re.compile(r"No (filter|test) named '(.*?)'", re.DOTALL), "没有这种{0}：“{1}”"),
    (re.compile(r"Encountered unknown tag '(.*?)'", re.DOTALL), "没有标签“{0}”，或者它不在该在的地方"),
    (
        re.compile(r"(?i)unexpected end of template"),
        "模板没有写完：少了 endif、endfor、endmacro 之类或右括号",
    ),
    (re.compile(r"expected token '(.*?)', got '(.*?)'$", re.DOTALL), "这里该是“{0}”，却是“{1}”"),
    (re.compile(r"Expected an expression, got '(.*?)'$", re.DOTALL), "这里该有名字或数值，却是“{0}”"),
    (re.compile(r"unexpected '(.*?)', expected '(.*?)'", re.DOTALL), "括号不成对：该是“{1}”，却是“{0}”"),
    (re.compile(r"unexpected char '(.*?)' at", re.DOTALL), "不认识的字符“{0}”，多半是全角标点"),
    (re.compile(r"unexpected '(.*?)'", re.DOTALL), "多出了“{0}”"),
    (re.compile(r"block '(.*?)' defined twice", re.DOTALL), "block “{0}”定义了两次"),
    (re.compile(r"tag name expected"), "“{{%”后面没有写标签"),
    (re.compile(r"cannot assign attribute on non-namespace object"), "只能给 namespace 的属性赋值"),
    (re.compile(r"(?i)can't assign to"), "不能给这个名字赋值"),
)
_FAULTS: tuple[tuple[type[BaseException], str], ...] = (
    (ZeroDivisionError, "除以了零"),
    (OverflowError, "数太大"),
    (UnicodeError, "有写不出的字符"),
    (RecursionError, "套得太深"),
    (TypeError, "参数的个数或类型不对，或这种值不能这样算"),
    (ValueError, "值不对"),
    (LookupError, "没有这一项"),
    (NameError, "数太大"),
    (OSError, "读不了文件"),
)
"""Type of a fault in the run of a template → what it is, the narrower types first."""


def fault_words(error: BaseException) -> str:
    """Return what went wrong in the run of a template, in Chinese; Python's own words may print whole objects."""
    return next((words for kind, words in _FAULTS if isinstance(error, kind)), "这里算不出来")


_WORDS = {"filter": "过滤器", "test": "判断"}


def syntax_complaint(message: str | None) -> str:
    """Return a complaint about the syntax of a template in Chinese; what is not known is quoted.

    Args:
        message: What Jinja2 says.
    """
    text = " ".join((message or "").split())
    for pattern, chinese in _COMPLAINTS:
        if match := pattern.search(text):
            return chinese.format(*(_shown(part) for part in match.groups()))
    # What has no Latin words was said by this program.
    return (
        text
        if not re.search("[A-Za-z]{3,} [A-Za-z]{2,}", text)
        else f"模板引擎读不懂（原话：{_short(text)}）"
    )


def _shown(part: str) -> str:
    return _short(_WORDS.get(part, _SIGNS.get(part, part)))


def _short(text: str) -> str:
    return f"{text[:_MOST_CHARACTERS]}……" if len(text) > _MOST_CHARACTERS else text


class NamedUndefined(StrictUndefined):
    """What a template asks for and is not there: complains in Chinese as soon as it is used."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        """The fact; in a second line the names that there are."""
        asked = self._undefined_name
        if self._undefined_hint:
            # The sandbox of Jinja2 says so of what it does not let a template see.
            return (
                f"不许取“{_short(str(asked))}”"
                if "is unsafe" in self._undefined_hint
                else self._undefined_hint
            )
        if self._undefined_obj is missing:
            return f"没有“{_short(str(asked))}”这个名字\n对照随附的同名模板"
        if not isinstance(asked, str):
            return f"没有第 {_short(str(asked))} 项\n先用 if 判断有没有"
        names = list(_names(self._undefined_obj))
        meant = nearest(asked, names)
        cure = f"是不是 {meant}？" if meant else ""
        there = f"这里有的：{'、'.join(names[:_MOST_NAMES])}" if names else "对照随附的同名模板"
        return f"没有“{_short(asked)}”\n{cure}{there}"


@cache
def visible(kind: type[BaseModel]) -> tuple[str, ...]:
    """Return the names of a model that templates may ask for: its fields, and the properties that it opens to them."""
    fields = () if issubclass(kind, RootModel) else tuple(kind.model_fields)
    return (*fields, *sorted(getattr(kind, "templates_see", ())))


def _names(value: object) -> Iterable[str]:
    """Yield the names that a template may ask a value for."""
    if isinstance(value, BaseModel):
        return visible(type(value))
    if isinstance(value, Mapping):
        return (key for key in value if isinstance(key, str))
    return ()
