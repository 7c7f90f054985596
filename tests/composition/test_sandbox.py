"""What a hostile template tries, it does not get: each attempt ends with its name and line, and soon."""

from __future__ import annotations

import itertools
import re
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from fazhi_report.composition import allowance as bounds
from fazhi_report.composition.report import compose
from fazhi_report.composition.template_files import MOST_TEMPLATE
from fazhi_report.document.nodes import body
from fazhi_report.errors import FazhiError
from fazhi_report.model.report import Report
from fazhi_report.source.load import load

ROOT = Path(__file__).resolve().parents[2]
PLACE = "sections/closing.md.j2:"
SOON = 1.0
"""Seconds that a template is given here; those that users get are ten times as many."""

ESCAPES = {
    "class": "{{ ''.__class__ }}",
    "mro": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "mro by item": "{{ ''['__class__']['__mro__'] }}",
    "class of an int": "{{ (1).__class__.__base__ }}",
    "base of a list": "{{ [].__class__.__base__ }}",
    "attr filter": "{{ ''|attr('__class__') }}",
    "attr filter in pieces": "{{ ''|attr('__cl' ~ 'ass__') }}",
    "escaped name": "{{ ''['\\x5f\\x5fclass\\x5f\\x5f'] }}",
    "map attribute": "{{ [report]|map(attribute='__class__')|join }}",
    "map attr": "{{ ['']|map('attr', '__class__')|join }}",
    "sort attribute": "{{ [report, report]|sort(attribute='__class__.__name__') }}",
    "groupby attribute": "{% for k, all in [report]|groupby('__class__') %}{{ k }}{% endfor %}",
    "selectattr": "{{ [report]|selectattr('__class__')|list }}",
    "rejectattr": "{{ [report]|rejectattr('__class__')|list }}",
    "format string": "{{ '{0.__class__}'.format(1) }}",
    "format map": "{{ '{a.__class__}'.format_map({'a': 1}) }}",
    "format filter": "{{ '%s'|format(report) }}",
    "format by item": "{{ ''['format']('{0}', 1) }}",
    "globals of a macro": "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    "function of a macro": "{% macro m() %}{% endmacro %}{{ m._func }}",
    "macro's environment": "{% macro m() %}{% endmacro %}{{ m._environment }}",
    "cycler": "{{ cycler.__init__.__globals__ }}",
    "call of cycler": "{{ cycler('a') }}",
    "joiner": "{{ joiner.__init__.__globals__.os }}",
    "namespace": "{{ namespace.__init__.__globals__ }}",
    "namespace's attributes": "{{ namespace(a=1)._Namespace__attrs }}",
    "lipsum": "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "dict": "{{ dict.fromkeys('a') }}",
    "range's class": "{{ range.__class__ }}",
    "self": "{{ self.__init__ }}",
    "self's context": "{{ self._TemplateReference__context }}",
    "context of a loop": "{% for x in [1] %}{{ loop._iterator }}{% endfor %}",
    "loop's init": "{% for x in [1] %}{{ loop.__init__.__globals__ }}{% endfor %}",
    "undefined's init": "{{ nothing.__init__.__globals__ }}",
    "config": "{{ config.items() }}",
    "generator frame": "{{ ([1]|map('abs')).gi_frame }}",
    "generator code": "{{ ([1]|map('abs')).gi_code }}",
    "parse_file": "{{ report.parse_file('/etc/passwd') }}",
    "parse_raw": "{{ report.parse_raw('x') }}",
    "model_construct": "{{ report.model_construct() }}",
    "model_fields": "{{ report.model_fields }}",
    "model_dump": "{{ report.model_dump() }}",
    "copy": "{{ report.copy() }}",
    "figures inside": "{{ figures._binding }}",
    "figures init": "{{ figures.__init__ }}",
    "date's strftime": "{{ report.date_of_issue.strftime('%999999999d') }}",
    "date's replace": "{{ report.date_of_issue.replace(year=1) }}",
    "tuple's class": "{{ report.order.__class__ }}",
    "changed list": "{% set l = [1] %}{{ l.append(2) }}",
    "changed dict": "{% set d = {} %}{{ d.update({'a': 1}) }}",
    "popped": "{{ {'a': 1}.pop('a') }}",
    "bytes of a number": "{{ (1).to_bytes(1000000000, 'big') }}",
    "encode": "{{ 'a'.encode() }}",
    "translate": "{{ 'a'.translate({97: 'b' }) }}",
    "safe": "{{ report.closing|safe }}",
    "tojson": "{{ report|tojson }}",
    "pprint": "{{ report|pprint }}",
    "xmlattr": "{{ {'a': 1}|xmlattr }}",
    "urlize": "{{ 'a'|urlize }}",
    "random": "{{ [1, 2]|random }}",
    "include above": "{% include '../../secret.txt' %}",
    "include in pieces": "{% include 'sections/' ~ '../../secret.txt' %}",
    "include of a root": "{% include '/etc/passwd' %}",
    "include with a backslash": "{% include '..\\\\secret.txt' %}",
    "import above": "{% import '../secret.txt' as s %}{{ s.x }}",
    "from import": "{% from '../secret.txt' import x %}",
    "extends above": "{% extends '../../secret.txt' %}",
    "import of Python": "{% import 'os' as os %}",
    "do": "{% do report %}",
    "part of the model": "{{ report.organ }}",
    "list": "{{ [report] }}",
    "function": "{{ range }}",
    "nothing at all": "{{ report.other }}",
}

REASONS = {
    "模板语法有误：没有这种过滤器": (
        *(
            "attr filter",
            "attr filter in pieces",
            "format filter",
            "safe",
            "tojson",
            "pprint",
            "xmlattr",
            "urlize",
        ),
        *("random", "centred", "indent", "batch", "slice", "round"),
    ),
    "模板用了没有的东西：没有这种过滤器": ("map attr",),
    "模板语法有误：没有标签“do”": ("do",),
    "模板用到了不存在的内容：没有“[a-z]+”这个名字": ("call of cycler", "lipsum", "dict", "config"),
    "模板用到了不存在的内容：没有“__globals__”": ("globals of a macro",),
    # What filters give is a list.
    "模板用到了不存在的内容：没有“gi_": ("generator frame", "generator code"),
    r"找不到模板：[./\\a-z]+$": (
        *(
            "include above",
            "include in pieces",
            "include of a root",
            "include with a backslash",
            "import above",
        ),
        *("from import", "extends above", "import of Python"),
    ),
    "模板做了不允许的事：这里印不出来：不是文字，是": ("part of the model", "list", "function"),
    "模板做了不允许的事：这里没有内容": ("nothing at all",),
    "模板做了不允许的事：(?:循环过多或文字过长|用时超过)": (
        *("long range", "range written out", "ranges in ranges", "silent ranges", "doubled by tilde"),
        *(
            "doubled by plus",
            "doubled by join",
            "doubled by a block",
            "replaced",
            "macro that calls itself twice",
        ),
        *("sorted again and again", "long literal repeated", "literal in a macro"),
    ),
    "模板算不下去：数太大": ("range too long to count",),
    "模板算不下去：除以了零": ("division by zero",),
    r"模板做了不允许的事：文字不能用“[*+%]”": (
        *("string multiplied", "number times string", "per cent", "number of a text"),
    ),
    r"模板做了不允许的事：“[*+]”只用于数和文字": (
        "list multiplied",
        "list doubled",
        "adding what does not add",
    ),
    "模板做了不允许的事：不能用": ("power",),
    "模板做了不允许的事：数太大": ("numbers multiplied",),
    "模板做了不允许的事：replace 要写明": ("replaced nothing",),
    "模板层层套用": ("macro that calls itself", "template that includes itself", "recursive loop"),
    # On a busy machine the time is up first.
    "报告过长|用时超过": ("many lines", "many cells"),
}
"""Reason → the templates that are refused for it; all others for an attribute that they name."""


def refused_for_its_reason(name: str, template: str, message: str) -> bool:
    """Whether a message gives the reason for which this template is here."""
    for reason, names in REASONS.items():
        if name in names:
            return re.search(reason, message) is not None
    found = re.search(r"模板做了不允许的事：不许取“(\w+)”", message)
    return found is not None and (found[1] in template or name == "escaped name")


BOMBS = {
    "long range": "{% for i in range(0, 10000000000, 5) %}x{% endfor %}",
    "range written out": "{% for i in range(1000000000) %}x{% endfor %}",
    "range too long to count": "{% for i in range(99999999999999999999999) %}x{% endfor %}",
    "ranges in ranges": "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
    "silent ranges": "{% for i in range(9999) %}{% for j in range(9999) %}{% set x = j %}{% endfor %}{% endfor %}",
    "string multiplied": "{{ 'x' * 1000000000 }}",
    "number times string": "{{ 1000000000 * 'x' }}",
    "list multiplied": "{{ ([0] * 1000000000)|length }}",
    "power": "{{ 9 ** 9 ** 9 }}",
    "numbers multiplied": "{% set ns = namespace(n=10) %}{% for i in range(60) %}{% set ns.n = ns.n * ns.n %}{% endfor %}",
    "doubled by tilde": "{% set ns = namespace(s='x') %}{% for i in range(60) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
    "doubled by plus": "{% set ns = namespace(s='x') %}{% for i in range(60) %}{% set ns.s = ns.s + ns.s %}{% endfor %}",
    "list doubled": "{% set ns = namespace(l=[1]) %}{% for i in range(60) %}{% set ns.l = ns.l + ns.l %}{% endfor %}",
    "doubled by join": "{% set ns = namespace(s='x') %}{% for i in range(60) %}{% set ns.s = [ns.s, ns.s]|join %}{% endfor %}",
    "doubled by a block": "{% set ns = namespace(s='x') %}{% for i in range(60) %}{% set ns.s %}{{ ns.s }}{{ ns.s }}{% endset %}{% endfor %}",
    "replaced": "{% set ns = namespace(s='aa') %}{% for i in range(60) %}{% set ns.s = ns.s|replace('a', ns.s) %}{% endfor %}",
    "replaced nothing": "{{ 'aaaa'|replace('', 'x') }}",
    "centred": "{{ 'x'|center(1000000000) }}",
    "method that centres": "{{ 'x'.center(1000000000) }}",
    "method that fills": "{{ 'x'.ljust(1000000000) }}",
    "zeros": "{{ '1'.zfill(1000000000) }}",
    "tabs": "{{ '\t'.expandtabs(1000000000) }}",
    "indent": "{{ 'x'|indent(1000000000) }}",
    "per cent": "{{ '%1000000000d' % 1 }}",
    "width of a format": "{{ '{:1000000000}'.format(1) }}",
    "batch": "{{ [1]|batch(1000000000, 'x')|list }}",
    "slice": "{{ [1]|slice(1000000000)|list }}",
    "lipsum": "{{ lipsum(n=1000000) }}",
    "round": "{{ 1.5|round(1000000000, 'ceil') }}",
    "macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "macro that calls itself twice": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "template that includes itself": "{% include 'sections/closing.md.j2' %}",
    "recursive loop": "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "sorted again and again": "{% set l = range(90000)|list %}{% for i in range(90000) %}{% set x = l|sort %}{% endfor %}",
    "long literal repeated": "{% for i in range(99999) %}" + "x" * 9999 + "{% endfor %}",
    "literal in a macro": "{% macro m() %}" + "x" * 9999 + "{% endmacro %}{% for i in range(99999) %}{% set x = m() %}{% endfor %}",
    "many lines": "{% for i in range(60000) %}行\n{% endfor %}",
    "many cells": "{% for i in range(40000) %}| 一 | 二 | 三 |\n{% endfor %}",
    "division by zero": "{{ 1 // 0 }}",
    "adding what does not add": "{{ [1] + 1 }}",
    "number of a text": "{{ report.year + 'a' }}",
}  # fmt: skip


@pytest.fixture(scope="module")
def report() -> Report:
    found = load(ROOT / "data" / "2020.yaml").report
    assert found is not None
    return found


def closing(folder: Path, template: str) -> Path:
    path = folder / "templates" / "sections" / "closing.md.j2"
    path.parent.mkdir(parents=True)
    path.write_text(template, encoding="utf-8")
    (folder / "secret.txt").write_text("{% set x = 'secret' %}secret", encoding="utf-8")
    return folder / "templates"


@pytest.mark.parametrize("name", ESCAPES)
def test_no_template_reaches_out(report: Report, tmp_path: Path, name: str) -> None:
    template = ESCAPES[name]
    with pytest.raises(FazhiError) as told:
        compose(report, templates=closing(tmp_path, "好\n" + template))
    assert told.value.message.startswith(f"{PLACE}2：")
    assert "secret" not in told.value.message.replace("secret.txt", "")
    assert refused_for_its_reason(name, template, told.value.message), told.value.message


@pytest.mark.parametrize("name", BOMBS)
def test_no_template_runs_or_grows_without_end(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    template = BOMBS[name]
    monkeypatch.setattr(bounds, "MOST_SECONDS", SOON)
    start = time.monotonic()
    with pytest.raises(FazhiError) as told:
        compose(report, templates=closing(tmp_path, template))
    assert time.monotonic() - start < bounds.MOST_SECONDS + 10
    assert told.value.message.startswith((PLACE, "报告过长", "模板层层套用"))
    assert refused_for_its_reason(name, template, told.value.message), told.value.message


def test_includes_that_double_are_stopped(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MOST_SECONDS", SOON)
    templates = closing(tmp_path, "{% include 'a0.j2' %}")
    for number in range(40):
        include = f"{{% include 'a{number + 1}.j2' %}}"
        (templates / f"a{number}.j2").write_text(include * 2, encoding="utf-8")
    (templates / "a40.j2").write_text("x", encoding="utf-8")
    with pytest.raises(FazhiError, match=r"循环过多|用时超过"):
        compose(report, templates=templates)


def test_time_is_bounded_where_steps_say_little(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = itertools.count()
    monkeypatch.setattr(bounds, "time", SimpleNamespace(monotonic=lambda: next(calls) / 50_000))
    slow = "{% for i in range(1500000) %}{% endfor %}"
    with pytest.raises(FazhiError, match=rf"^{PLACE}1：.*用时超过"):
        compose(report, templates=closing(tmp_path, slow))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd6\xd0\xce\xc4", "不是 UTF-8"),
        (b"x" * (MOST_TEMPLATE + 1), "超过 64 KB"),
        (b"{{ " + b"(" * 5000 + b"1" + b")" * 5000 + b" }}", "md.j2:1：.*套得太深"),
        (b"{{ " + b"[" * 250 + b"]" * 250 + b" }}", "模板"),
        (b"{% if 1 %}" * 3000 + b"{% endif %}" * 3000, "模板"),
        (b"\x00{{ \x00 }}", "模板语法有误"),
    ],
)
def test_what_is_no_template_is_told(report: Report, tmp_path: Path, content: bytes, words: str) -> None:
    templates = closing(tmp_path, "")
    (templates / "sections" / "closing.md.j2").write_bytes(content)
    with pytest.raises(FazhiError, match=words):
        compose(report, templates=templates)


def test_what_templates_need_they_have(report: Report, tmp_path: Path) -> None:
    template = """
{% set ns = namespace(n=0) %}
{% for name in report.order %}{% set ns.n = ns.n + 1 %}{% if not loop.last %}{{ loop.index }}、{% endif %}{% endfor %}
{{ ns.n }}；{{ report.order|join("，") }}；{{ report.organ.name.removesuffix("局")|replace("临海", "某") }}；
{{ report.date_of_issue.year }}；{{ figures.items()|length > 5 }}；{{ ["b", "a"]|sort|first|upper }}；
{{ "共" ~ figures["mediation.total"] ~ "。" }}；{{ "%"|string if false else report.year // 2 }}
{% macro words(x) %}**{{ x }}**{% endmacro %}{{ words("重") ~ "# *轻*" }}
""".replace('"%"|string if false else ', "")
    document = compose(report, templates=closing(tmp_path, template))
    last = "".join(body(document))
    for words in ("1、2、3、4；", "plans", "某市司法", "2021；True；A", "共7421件。", "1010", "重# *轻*"):
        assert words in last
