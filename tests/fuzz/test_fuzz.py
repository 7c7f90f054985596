"""Whatever stands in a data file or a template: a report, findings or one sentence; never a traceback, never for ever."""

from __future__ import annotations

import tempfile
import time
from datetime import date
from pathlib import Path, PurePath

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.composition.report import compose
from fazhi_report.document.markup import MARKS
from fazhi_report.errors import FazhiError
from fazhi_report.model.report import Report
from fazhi_report.norms.gbt9704 import CLASSIC
from fazhi_report.reporters.formats import text_report as as_text
from fazhi_report.reporters.summary import Summary
from fazhi_report.rules.run import Subjects, check
from fazhi_report.source.encoding import MOST_BYTES
from fazhi_report.source.load import Source, load_bytes, load_text
from fazhi_report.source.parse import DEEPEST
from fazhi_report.writers.formats import FORMATS, writer
from properties import tried
from report_strategies import DATES, FIGURES, PROSE, drawn, dump_report, dumped, reports, schema

ROOT = Path(__file__).resolve().parents[2]
CRASHES = sorted((Path(__file__).parent / "crashes").glob("*"))
SEEDS = [(ROOT / "data" / name).read_text(encoding="utf-8") for name in ("2020.yaml", "example.yaml")]
_HERE = [name for name in FORMATS if name not in {"pdf", "ofd"}]  # those need fonts of the machine
"""Formats that no other program makes."""
bounded = tried(15)


def digest(source: Source) -> None:
    """The whole road behind the loader: every rule, both editions, every format."""
    checked = check(Subjects.of(source, today=date(2026, 1, 1)))
    assert not any(
        char in "\x1b\x07\u202e" for char in as_text(checked.findings, Summary.of(checked.findings, 1))
    )
    if source.report is None:
        assert source.problems
        return
    for edition in ("publish", "submit"):
        try:
            document = compose(source.report, edition=edition)
        except FazhiError:
            continue
        for name in _HERE:
            made = writer(name)(document, CLASSIC)
            assert not any(mark in made.decode("utf-8", "ignore") for mark in MARKS) or name == "docx"


@bounded
@given(drawn(schema()))
def test_reports_of_the_schema(value: object) -> None:
    digest(load_text(dumped(value), PurePath("f.yaml")))


@bounded
@given(reports())
def test_whole_reports_of_every_element(report: Report) -> None:
    source = load_text(dump_report(report), PurePath("f.yaml"))
    assert source.report == report
    digest(source)


def routes(value: object, route: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    found = [route]
    if isinstance(value, dict):
        for key, one in value.items():
            found += routes(one, (*route, key))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            found += routes(one, (*route, index))
    return found


@bounded
@given(st.data())
def test_a_real_report_with_parts_exchanged(data: st.DataObject) -> None:
    value = yaml.load(data.draw(st.sampled_from(SEEDS)), Loader=yaml.BaseLoader)  # noqa: S506  (our own files, every scalar a text)
    for _ in range(data.draw(st.integers(1, 3))):
        route = data.draw(st.sampled_from([one for one in routes(value) if one]))
        target = value
        for step in route[:-1]:
            target = target[step]
        target[route[-1]] = data.draw(
            st.one_of(
                PROSE,
                DATES,
                FIGURES,
                st.none(),
                st.just([]),
                st.just({}),
                st.just([[""]]),
                st.just("长" * 5000),
            )
        )
    digest(load_text(dumped(value), PurePath("f.yaml")))


@bounded
@given(st.data())
def test_a_real_text_that_is_damaged(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(SEEDS))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 40))
        put = data.draw(
            st.sampled_from(
                [
                    "",
                    ":",
                    "- ",
                    "\n",
                    "  ",
                    "&a ",
                    "*a",
                    "{",
                    "[",
                    "'",
                    '"',
                    "|",
                    ">",
                    "%",
                    "!!x ",
                    "\t",
                    "---\n",
                    "\u2028",
                    "\ufeff",
                    "\x85",
                    "？",
                    "{{ ",
                    " }}",
                ]
            )
        )
        text = text[:place] + put + text[place + cut :]
    digest(load_text(text, PurePath("f.yaml")))


@tried(100)
@given(
    st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_any_bytes(data: bytes) -> None:
    digest(load_bytes(data, PurePath("f.yaml")))


WORDS_OF_TEMPLATES = """
{{ }} {% %} {# #} report figures . [ ] ( ) | ~ + * ** // % ' " for in if endif endfor set macro endmacro call endcall
include import from as block endblock extends self loop namespace range 1 99999 x __class__ organ name join replace sort
map year order # - :: ::: | ** < >
"""
PIECES = st.sampled_from(WORDS_OF_TEMPLATES.split())


@tried(25)
@given(st.lists(PIECES | st.text(max_size=3), max_size=25).map(" ".join))
def test_any_template(template: str) -> None:
    report = load_text(SEEDS[0], PurePath("f.yaml")).report
    assert report is not None
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "sections" / "closing.md.j2"
        path.parent.mkdir()
        path.write_text(template, encoding="utf-8", errors="replace")
        start = time.monotonic()
        try:
            compose(report, templates=Path(name))
        except FazhiError as error:
            assert error.message  # noqa: PT017  (either is right; what is told is looked at)
        assert time.monotonic() - start < 25


@pytest.mark.parametrize("path", CRASHES, ids=[path.name for path in CRASHES])
def test_what_once_crashed(path: Path) -> None:
    digest(load_bytes(path.read_bytes(), path))


def closing(words: str) -> bytes:
    """A report that ends with these words."""
    return SEEDS[0].replace("closing: 特此报告。", f"closing: '{words}'").encode()


def figures(lines: list[str]) -> bytes:
    """A report with more figures."""
    return SEEDS[0].replace("\nfigures:\n", "\nfigures:\n" + "".join(lines), 1).encode()


def alias(number: int) -> bytes:
    return b"a%d: &a%d [*a%d, *a%d]\n" % (number, number, number - 1, number - 1)


def derived(number: int, of: int) -> str:
    return f"  own.k{number}: {{derive: {{sum: [own.k{of}, own.k{of}]}}, label: 项}}\n"


CHAIN = [derived(number, number - 1) for number in range(1, 3000)]
BOUNDS = {
    "a large file": b"a: " + b"x" * MOST_BYTES,
    "many values": b"- a\n" * 900_000,
    "deep brackets": b"[" * 200_000,
    "deep indents": "".join(f"{' ' * level}a:\n" for level in range(DEEPEST * 4)).encode(),
    "aliases that double": b"a0: &a0 [x, x]\n" + b"".join(map(alias, range(1, 40))),
    "a long key": b"x" * 100_000 + b": 1",
    "a long number": figures(["  own.k0: {value: " + "9" * 100_000 + "件, label: 项}\n"]),
    "many quotes": b"a: '" + b"''" * 1_000_000,
    "many figures": figures([f"  own.k{number}: {{value: 1件, label: 项}}\n" for number in range(3_000)]),
    "a chain of derivations": figures(["  own.k0: {value: 1件, label: 项}\n", *CHAIN]),
    "a chain upside down": figures([*CHAIN[::-1], "  own.k0: {value: 1件, label: 项}\n"]),
    "derivations in a circle": figures([derived(0, 2999), *CHAIN]),
    "many references": closing("{{ mediation.total }}" * 5_000),
    "braces": closing("{{ " * 50_000),
    "many commas": closing("，" * 50_000),
    "many digits": closing("1" * 50_000),
    "digits and points": closing("1.1，" * 20_000),
    "brackets in a text": closing("（《“" * 20_000),
    "one word repeated": closing("法治政府建设" * 10_000),
    "one clause repeated": closing("办理案件80件，同比增长24.3%，" * 2_000),
    "years": closing("2020年2月30日至2021年" * 2_000),
    "spaces": closing("a " * 30_000 + "。"),
    "stars": closing("**" * 30_000 + "*"),
}


@pytest.mark.parametrize("data", BOUNDS.values(), ids=BOUNDS.keys())
def test_bounds_of_time(data: bytes) -> None:
    start = time.monotonic()
    source = load_bytes(data, PurePath("f.yaml"))
    assert time.monotonic() - start < 30
    digest(source)
    assert time.monotonic() - start < 60
