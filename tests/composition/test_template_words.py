"""What templates may use works, each by its name; what they may not is told with its line and its reason."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from fazhi_report.composition.report import compose
from fazhi_report.composition.sandbox import FILTERS, GLOBALS
from fazhi_report.document.nodes import body
from fazhi_report.errors import FazhiError
from fazhi_report.model.report import Report
from fazhi_report.norms.catalogue import catalogue
from fazhi_report.source.load import load

ROOT = Path(__file__).resolve().parents[2]

FILTER_WORDS = {
    "abs": ("{{ (0 - 5)|abs }}", "5"),
    "capitalize": ("{{ 'abC'|capitalize }}", "Abc"),
    "count": ("{{ [7, 8]|count }}", "2"),
    "d": ("{{ none|d('无', true) }}", "无"),
    "default": ("{{ nothing|default('无') }}", "无"),
    "dictsort": ("{% for k, v in {'b': 1, 'a': 2}|dictsort %}{{ k }}{{ v }}{% endfor %}", "a2b1"),
    "first": ("{{ ['甲', '乙']|first }}", "甲"),
    "float": ("{{ '1.5'|float + 1 }}", "2.5"),
    "groupby": (
        "{% for k, all in [{'a': 1}, {'a': 2}, {'a': 1}]|groupby('a') %}{{ k }}{{ all|length }}{% endfor %}",
        "1221",
    ),
    "int": ("{{ '12'|int + 1 }}", "13"),
    "items": ("{% for k, v in {'a': 1}|items %}{{ k }}{{ v }}{% endfor %}", "a1"),
    "join": ("{{ ['甲', '乙']|join('、') }}", "甲、乙"),
    "last": ("{{ ['甲', '乙']|last }}", "乙"),
    "length": ("{{ 'abc'|length }}", "3"),
    "list": ("{{ 'ab'|list|length }}", "2"),
    "lower": ("{{ 'AB'|lower }}", "ab"),
    "map": ("{{ ['a', 'b']|map('upper')|join }}{{ [report]|map(attribute='year')|join }}", "AB2020"),
    "max": ("{{ [1, 3, 2]|max }}", "3"),
    "min": ("{{ [2, 1, 3]|min }}", "1"),
    "reject": ("{{ [1, 2, 3, 4]|reject('odd')|join }}", "24"),
    "rejectattr": ("{{ [{'a': 1}, {'a': 0}]|rejectattr('a')|list|length }}", "1"),
    "replace": ("{{ '甲乙'|replace('乙', '丙') }}", "甲丙"),
    "reverse": ("{{ [1, 2]|reverse|join }}", "21"),
    "select": ("{{ [0, 1, 2]|select|join }}{{ [1, 5]|select('gt', 3)|join }}", "125"),
    "selectattr": ("{{ [{'a': 1}, {'a': 2}]|selectattr('a', 'equalto', 2)|list|length }}", "1"),
    "sort": ("{{ [3, 1, 2]|sort|join }}", "123"),
    "title": ("{{ 'ab cd'|title }}", "Ab Cd"),
    "trim": ("{{ ' 甲 '|trim }}", "甲"),
    "unique": ("{{ [1, 2, 1]|unique|join }}", "12"),
    "upper": ("{{ 'ab'|upper }}", "AB"),
}
GLOBAL_WORDS = {
    "range": ("{% for i in range(3) %}{{ i }}{% endfor %}", "012"),
    "namespace": ("{% set n = namespace(x=1) %}{% set n.x = 2 %}{{ n.x }}", "2"),
    "label": ("{{ label('mediation.total') }}", catalogue().label("mediation.total")),
}
TESTS = {
    "measures": "{{ (1 is measures)|int }}",
    "chart": "{{ (1 is chart)|int }}",
    "table": "{{ (1 is table)|int }}",
}


@pytest.fixture(scope="module")
def report() -> Report:
    found = load(ROOT / "data" / "2020.yaml").report
    assert found is not None
    return found


def templates(folder: Path, template: str) -> Path:
    path = folder / "templates" / "sections" / "closing.md.j2"
    path.parent.mkdir(parents=True)
    path.write_text(template, encoding="utf-8", errors="surrogatepass")
    return folder / "templates"


def printed(report: Report, folder: Path, template: str) -> str:
    return "".join(body(compose(report, templates=templates(folder, f"《{template}》"))))


def test_every_allowed_name_is_tried() -> None:
    assert FILTER_WORDS.keys() == FILTERS
    assert GLOBAL_WORDS.keys() >= GLOBALS


@pytest.mark.parametrize("name", [*FILTER_WORDS, *GLOBAL_WORDS])
def test_an_allowed_name_works(name: str, report: Report, tmp_path: Path) -> None:
    template, words = (FILTER_WORDS | GLOBAL_WORDS)[name]
    found = printed(report, tmp_path, template)
    assert f"《{words}》" in found


@pytest.mark.parametrize("name", TESTS)
def test_an_allowed_test_works(name: str, report: Report, tmp_path: Path) -> None:
    assert "《0》" in printed(report, tmp_path, TESTS[name])


NESTED = "{% for i in [1] %}\n" * 30 + "{% endfor %}" * 30
FAULTS = {
    "blocks nested": (NESTED, r":\d+：模板语法有误：套得太深"),
    "infinite to whole": ("{{ 'inf'|float|int }}", r":1：模板算不下去"),
    "infinite literal": ("\n{{ 1e999 }}", r":2：模板算不下去"),
    "half a character": ("\n{{ '\\ud83d' }}", r":2：模板做了不允许的事：.*U\+D83D"),
    "half a character, joined": ("{{ '\\ud83d' ~ report.year }}", r":1：模板做了不允许的事：.*U\+D83D"),
    "direction": ("{{ '\\u202e' }}", r":1：模板做了不允许的事：.*U\+202E"),
    "marks of our own": ("{{ '\\ue000x\\ue001' }}", r":1：模板做了不允许的事：.*U\+E000"),
    "attribute set": ("一\n\n二\n\n{% set report.year = 1 %}", r":5：模板用了没有的东西：只能给 namespace"),
    "attribute of nothing set": ("一\n{% set nope.x = 1 %}", r":2：模板用了没有的东西：只能给 namespace"),
    "direction in the file": ("甲\n\u202e乙", r":2：模板语法有误：有改变文字方向"),
    "filter that is not there": ("{{ ['']|map('attr', 'x')|join }}", r":1：模板用了没有的东西：.*“attr”"),
    "test that is not there": ("{{ [1]|select('nothing')|join }}", r":1：模板用了没有的东西：.*“nothing”"),
    "attribute by map": ("{{ [report]|map(attribute='__class__')|join }}", r":1：.*事：不许取“__class__”"),
    "attribute by select": ("{{ [report]|selectattr('__class__')|list|length }}", r":1：.*事：不许取“__class__”"),
    "attribute by reject": ("{{ [report]|rejectattr('__class__')|list|length }}", r":1：.*事：不许取“__class__”"),
    "attribute by sort": ("{{ [report, report]|sort(attribute='__class__')|length }}", r":1：.*事：不许取“__class__”"),
    "frame of what is given one by one": ("{{ ([1]|map('abs')).gi_frame }}", r":1：模板用到了不存在的内容：没有“gi_frame”"),
    "the report for a key": ("{{ {}[report] }}", r":1：模板做了不允许的事：方括号里"),
    "the report for a number": ("{{ 1|int(report)|abs(report) }}", r":1：模板算不下去"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_a_sentence_with_its_line(name: str, report: Report, tmp_path: Path) -> None:
    template, words = FAULTS[name]
    with pytest.raises(FazhiError, match=rf"^sections/closing\.md\.j2{words}") as told:
        compose(report, templates=templates(tmp_path, template))
    assert len(told.value.message) < 240
    assert "Report(" not in told.value.message


def test_lazy_filters_cost_for_each_item(report: Report, tmp_path: Path) -> None:
    chain = "|map('abs')" * 40
    template = f"{{% set all = range(99999)|list %}}{{% for i in range(9) %}}{{{{ all{chain}|list|length }}}}{{% endfor %}}"
    with pytest.raises(FazhiError, match=r"closing\.md\.j2:1：.*(?:循环过多|用时超过)"):
        compose(report, templates=templates(tmp_path, template))


def test_a_constant_text_is_data_like_any_other(report: Report, tmp_path: Path) -> None:
    assert "《**重** <a>》" in printed(report, tmp_path, "{{ '**重** <a>' }}")


def test_a_template_with_a_byte_order_mark(report: Report, tmp_path: Path) -> None:
    made = compose(report, templates=templates(tmp_path, "\ufeff好"))
    assert "好" in list(body(made))


@pytest.mark.skipif(sys.platform == "win32", reason="链接和管道")
@pytest.mark.parametrize(
    ("kind", "words"), [("link", "指向模板文件夹外面"), ("pipe", "不是文件"), ("folder", "不是文件")]
)
def test_only_files_in_the_folder_are_templates(
    kind: str, words: str, report: Report, tmp_path: Path
) -> None:
    folder = templates(tmp_path, "甲\n{% include 'other.j2' %}")
    other = folder / "other.j2"
    match kind:
        case "link":
            (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
            other.symlink_to(tmp_path / "secret.txt")
        case "pipe":
            os.mkfifo(other)
        case _:
            other.mkdir()
    with pytest.raises(FazhiError, match=rf"^other\.j2:1：.*{words}"):
        compose(report, templates=folder)


def test_a_link_within_the_folder_is_followed(report: Report, tmp_path: Path) -> None:
    folder = templates(tmp_path, "{% include 'other.j2' %}")
    (folder / "real.j2").write_text("乙乙", encoding="utf-8")
    (folder / "other.j2").symlink_to(folder / "real.j2")
    assert "乙乙" in list(body(compose(report, templates=folder)))


@pytest.mark.parametrize(
    ("template", "fact", "cure"),
    [
        ("{{ report.closings }}", "没有“closings”", "是不是 closing？这里有的：kind、year"),
        ("{{ report.organ.nam }}", "没有“nam”", "是不是 name？这里有的：name、short_name、mark、kind"),
        ("{{ reprot }}", "没有“reprot”这个名字", "对照随附的同名模板"),
        ("{{ parts[99] }}", "没有第 99 项", "先用 if 判断有没有"),
        ("{{ report.closing|foo }}", "没有这种过滤器：“foo”", "对照随附的同名模板"),
        ("{{ report.closing is foo }}", "没有这种判断：“foo”", "对照随附的同名模板"),
        ("{% fi %}", "没有标签“fi”", "对照随附的同名模板"),
        ("{% if report", "模板没有写完", "对照随附的同名模板"),
        ("{{ (1 }}", "括号不成对：该是“)”，却是“}”", "对照随附的同名模板"),
        ("{{ 1 ） }}", "不认识的字符“）”，多半是全角标点", "对照随附的同名模板"),
        ("{% for a in %}{% endfor %}", "这里该有名字或数值，却是“%}”", "对照随附的同名模板"),
        ("{{ report.organ.__class__ }}", "不许取“__class__”", "模板只能取数据的字段"),
        ("{% macro m() %}{% endmacro %}{{ m(*range(9)) }}", "不能用 * 和 ** 展开参数", "对照随附的同名模板"),
        ("{{ label(**{}) }}", "不能用 * 和 ** 展开参数", "对照随附的同名模板"),
        ("{% set report.year = 1 %}", "只能给 namespace 的属性赋值", "用随附的模板里有的"),
        ("{% include report %}", "参数的个数或类型不对", "检查这一行"),
        (f"{{% include {'a' * 5000!r} %}}", "找不到模板：aaa", "检查 templates 文件夹"),
        ("{{ 1 / 0 }}", "除以了零", "检查这一行"),
        ("{{ label() }}", "参数的个数或类型不对", "检查这一行"),
    ],
)
def test_a_fault_of_a_template_is_told_in_chinese(
    template: str, fact: str, cure: str, report: Report, tmp_path: Path
) -> None:
    """The names that there are stand in the cure; no English of Jinja2, and no name of a class of the program."""
    with pytest.raises(FazhiError) as told:
        compose(report, templates=templates(tmp_path, template))
    assert fact in told.value.message
    assert (told.value.hint or "").startswith(cure)
    assert not re.search("[A-Za-z]{3,} [A-Za-z]{2,}|object|fazhi_report", told.value.message)
