"""What C code does for a template costs what it walks through: no operation is cheaper than its work."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from fazhi_report.composition import allowance as bounds
from fazhi_report.composition.report import compose
from fazhi_report.errors import FazhiError
from fazhi_report.model.report import Report
from fazhi_report.source.load import load

ROOT = Path(__file__).resolve().parents[2]
LEFT = 2_000_000
"""The allowance here; an eighth of what users get."""
LIST = "{% set n = namespace(a=[1], b=[1]) %}{% for i in range(40) %}{% set n.a = [n.a, n.a] %}{% set n.b = [n.b, n.b] %}{% endfor %}"
TUPLE = "{% set n = namespace(a=(1,)) %}{% for i in range(11) %}{% set n.a = (n.a, n.a) %}{% endfor %}"
TEXT = "{% set n = namespace(s='xy') %}{% for i in range(17) %}{% set n.s = n.s ~ n.s %}{% endfor %}"
LONG = "{% set l = range(9000)|list %}"
AGAIN = "{% for i in range(9999) %}"

DEAR = {
    "doubled lists compared": LIST + "{% if n.a == n.b %}{% endif %}",
    "doubled lists ordered": LIST + "{% if n.a < n.b %}{% endif %}",
    "doubled list searched": LIST + "{% if 2 in n.a %}{% endif %}",
    "doubled mapping": LIST.replace("[n.a, n.a]", "{1: n.a, 2: n.a}") + "{% if n.a == n.b %}{% endif %}",
    "equal lists compared": LONG + AGAIN + "{% if l == l[:] %}{% endif %}{% endfor %}",
    "equal lists by a test": LONG + "{% set m = l[:] %}" + AGAIN + "{% if l is eq(m) %}{% endif %}{% endfor %}",
    "list searched": LONG + AGAIN + "{% if -1 in l %}{% endif %}{% endfor %}",
    "list searched by a test": LONG + AGAIN + "{% if -1 is in(l) %}{% endif %}{% endfor %}",
    "text searched": TEXT + AGAIN + "{% if 'z' in n.s %}{% endif %}{% endfor %}",
    "each of a list searched in it": LONG + "{{ l|select('in', l)|list|length }}",
    "each but those searched": LONG + "{{ l|reject('in', l)|list|length }}",
    "list for each of a list": LONG + AGAIN + "{% set x = l|map('default', l)|list %}{% endfor %}",
    "sort": LONG + AGAIN + "{% set x = l|sort %}{% endfor %}",
    "sort of equal lists": TUPLE + "{% set x = [" + "n.a, " * 900 + "]|sort %}",
    "sort by many names": "{% set x = ['a'" + ", 'b'" * 900 + "]|sort(attribute='0" + ",0" * 900 + "') %}",
    "map by a long name": "{% set x = ['a'" + ", 'b'" * 900 + "]|map(attribute='0" + ".0" * 9000 + "')|list %}",
    "groupby": LONG + AGAIN + "{% set x = l|groupby('x', default=0) %}{% endfor %}",
    "dictsort": AGAIN + "{% set x = report.figures|dictsort %}{% endfor %}",
    "items": AGAIN + "{% set x = report.figures.items()|list %}{% endfor %}",
    "equal items": AGAIN + "{% if report.figures.items() == report.figures.items() %}{% endif %}{% endfor %}",
    "equal parts of the report": "{% for i in range(99999) %}{% if report == report %}{% endif %}{% endfor %}",
    "largest list": TUPLE + "{% set x = [" + "n.a, " * 900 + "]|max %}",
    "tuples hashed for a mapping": TUPLE + "{% set x = {" + "n.a: 1, " * 900 + "} %}",
    "tuples hashed for a set": TUPLE + "{% set x = [" + "n.a, " * 900 + "]|unique|list %}",
    "tuples hashed by a method": TUPLE + AGAIN + "{% set x = {}.get(n.a) %}{% endfor %}",
    "text trimmed of a text": TEXT + "{% set t = n.s|replace('x', 'a')|replace('y', 'b') %}{{ n.s|trim(t ~ 'xy') }}",
    "text stripped of a text": TEXT + "{% set t = n.s|replace('x', 'a')|replace('y', 'b') %}{{ n.s.strip(t ~ 'xy') }}",
    "text split": TEXT + "{{ n.s.split('x')|length }}",
    "text taken apart": TEXT + "{{ n.s|list|length }}",
    "text counted": TEXT + AGAIN + "{% set x = n.s.count('yx') %}{% endfor %}",
    "text cut": TEXT + AGAIN + "{% set x = n.s[1:] %}{% endfor %}",
    "list cut": LONG + AGAIN + "{% set x = l[1:] %}{% endfor %}",
    "text in capitals": TEXT + AGAIN + "{% set x = n.s|title %}{% endfor %}",
    "lists made": "{% for i in range(99999) %}{% set x = [1] %}{% endfor %}",
    "namespaces made": "{% for i in range(99999) %}{% set x = namespace(a=1) %}{% endfor %}",
    "values printed": "{% for i in range(200) %}" + "{{ 1 }}" * 900 + "{% endfor %}",
    "rounds left out": "{% for i in range(990000) %}" + "{% for j in range(990000) if false %}{% endfor %}" * 2 + "{% endfor %}",
    "templates that are not there": "{% for i in range(9999) %}{% include 'no' ~ i ignore missing %}{% endfor %}",
}  # fmt: skip
REFUSED = {
    "arguments spread": (
        LONG + "{% macro m() %}{{ varargs|length }}{% endmacro %}" + AGAIN + "{{ m(*l) }}{% endfor %}",
        "不能用 * 和 ** 展开参数",
    ),
    "arguments of a loop": (
        LONG + AGAIN + "{% set x = loop.cycle(*l) %}{% endfor %}",
        "不能用 * 和 ** 展开参数",
    ),
    "tuple of tuples hashed": ("{% set n = namespace(a=(1,)) %}{% for i in range(9999) %}{% set n.a = (n.a,) %}{% endfor %}{% set x = {n.a: 1} %}", "套得太深，超过 100 层"),
    "list of lists in capitals": ("{{ [[1]]|upper }}", "“upper”只用于文字，现在是 list"),
    "report in capitals": ("{{ report|lower }}", "“lower”只用于文字，现在是 Report"),
    "list joined to a text": ("{{ [[1]] ~ 'x' }}", "这里印不出来"),
    "list in a joined list": ("{{ [[1]]|join }}", "这里印不出来"),
    "number of a long text": ("{{ ('f' ~ '0123456789abcdef' ~ '0123456789abcdef0123456789abcdef0123456789abcdef')|int(0, 16) }}{{ ('f' ~ '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef')|int(0, 16) is divisibleby(3) }}", "数太大"),
    "printed text cut": ("{% macro m() %}{{ '*' }}{% endmacro %}{{ m()[1:] }}", "排好的文字不能截取"),
    "printed text by number": ("{% macro m() %}{{ '*' }}{% endmacro %}{{ m()[0] }}", "排好的文字不能截取"),
    "printed text turned round": ("{% macro m() %}{{ '*' }}{% endmacro %}{{ m()|reverse }}", "排好的文字不能截取"),
    "marks replaced": ("{% macro m() %}{{ '*' }}{% endmacro %}{{ m()|replace('\\ue000', '') }}", "U+E000"),
    "marks trimmed": ("{% macro m() %}{{ '*' }}{% endmacro %}{{ m()|trim('\\ue000\\ue001') }}", "U+E000"),
}  # fmt: skip
UNREADABLE = {
    "filters in a row": "{{ 1" + "|abs" * 300 + " }}",
    "brackets": "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "signs": "{{ " + "not " * 3000 + "1 }}",
    "sum": "{{ 1" + " + 1" * 3000 + " }}",
    "dots": "{{ a" + ".b" * 3000 + " }}",
    "lists in comparisons": "{{ " + "(1 < [" * 20 + "1" + "])" * 20 + " }}",
    "blocks": "{% if 1 %}" * 300 + "{% endif %}" * 300,
    "number": "{{ " + "9" * 5000 + " }}",
    "number to the base of sixteen": "{{ 0x" + "f" * 50_000 + " }}",
}


@pytest.fixture(scope="module")
def report() -> Report:
    found = load(ROOT / "data" / "2020.yaml").report
    assert found is not None
    return found


def refusal(report: Report, folder: Path, template: str) -> str:
    """The message with which a template is refused, and that it names the template and the line."""
    path = folder / "sections" / "closing.md.j2"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"好\n{template}", encoding="utf-8")
    with pytest.raises(FazhiError) as told:
        compose(report, templates=folder)
    assert told.value.message.startswith("sections/closing.md.j2:2：")
    return told.value.message


@pytest.mark.parametrize("name", DEAR)
def test_what_is_done_in_c_costs_what_it_walks_through(
    name: str, report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compose(report)  # The shipped templates are compiled before the allowance is cut.
    monkeypatch.setattr(bounds, "MOST", LEFT)
    assert "循环过多" in refusal(report, tmp_path, DEAR[name])


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_template_needs_is_refused(name: str, report: Report, tmp_path: Path) -> None:
    template, words = REFUSED[name]
    assert words in refusal(report, tmp_path, template)


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_python_would_choke_on_is_refused_before(name: str, report: Report, tmp_path: Path) -> None:
    start = time.process_time()
    assert "套得太深，或有不能用的字、太大的数" in refusal(report, tmp_path, UNREADABLE[name])
    assert time.process_time() - start < 3


GREEDY = {
    "characters kept": "{% set n = namespace(s='汉字') %}{% for i in range(19) %}{% set n.s = n.s ~ n.s %}{% endfor %}{% set a = n.s|list %}{% set b = n.s|list %}{% set c = n.s|list %}",
    "values kept": "{% for i in range(999999) %}" + "{{ 1 }}" * 20 + "{% endfor %}",
    "a long template": "{{ 1" + " ~ 1" * 15_000 + " }}",
}  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is asked of a POSIX system")
def test_memory_stays_within_bounds(tmp_path: Path) -> None:
    limited = (
        "import resource, sys\nfrom pathlib import Path\n"
        "resource.setrlimit(resource.RLIMIT_AS, (600 * 2**20,) * 2)\n"
        "from fazhi_report.composition.report import compose\nfrom fazhi_report.errors import FazhiError\n"
        "from fazhi_report.source.load import load\nreport = load(Path(sys.argv[1])).report\n"
        "for folder in sys.argv[2:]:\n    try:\n        compose(report, templates=Path(folder))\n"
        "    except FazhiError as error:\n        print(error.message)\n    else:\n        print('done')"
    )
    folders = []
    for name, template in GREEDY.items():
        path = tmp_path / name / "sections" / "closing.md.j2"
        path.parent.mkdir(parents=True)
        path.write_text(template, encoding="utf-8")
        folders.append(str(tmp_path / name))
    command = [sys.executable, "-X", "utf8", "-c", limited, str(ROOT / "data" / "2020.yaml"), *folders]
    told = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.splitlines()
    assert len(told) == len(GREEDY)
    # Running out of memory would be told in other words.
    assert all(line == "done" or "循环过多" in line or "用时超过" in line for line in told), told
