"""FZ6xx to FZ8xx on whole reports: the first one, its folded page, other editions and other years."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path, PurePath

import pytest

from fazhi_report.findings import Finding, Severity
from fazhi_report.norms.lexicon import lexicon, parse_lexicon
from fazhi_report.rules.run import Subjects, check
from fazhi_report.source.load import Source, load, load_text

ROOT = Path(__file__).parents[2]
SEED = ROOT / "data" / "2020.yaml"
MINIMAL = (ROOT / "tests" / "data" / "minimal.yaml").read_text(encoding="utf-8")
FAMILIES = ("FZ6", "FZ7", "FZ8")
FOLDED = str.maketrans("，；：（）", ",;:()")


def findings(source: Source, edition: str = "publish") -> tuple[Finding, ...]:
    assert source.report is not None, source.problems
    return check(Subjects.of(source, edition=edition), select=FAMILIES).findings


def report(achievements: str, more: str = "", year: int = 2024) -> Source:
    text = MINIMAL.replace("text: 出台制度8项。", f"text: {achievements}")
    text = text.replace("2025", str(year + 1)).replace("2024", str(year)) + more
    return load_text(text, PurePath("2024.yaml"))


def codes(source: Source, edition: str = "publish") -> Counter[str]:
    return Counter(one.code for one in findings(source, edition))


def verbatim() -> Source:
    """The data as the page has it: the prose's marks folded to half width, the number's 号 doubled."""
    text = re.sub(
        "^ +[^-#: ][^:\n]*[。；]$",
        lambda line: line[0].translate(FOLDED),
        SEED.read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )
    text = text.replace("document_number: 临司〔2021〕8号", "document_number: 临司〔2021〕8号号")
    return load_text(text, SEED)


def test_the_first_report_has_one_wrong_interpunct_and_three_notes() -> None:
    found = {(one.code, one.severity) for one in findings(load(SEED))}
    assert found == {
        ("FZ606", Severity.WARNING),
        ("FZ619", Severity.NOTE),
        ("FZ808", Severity.NOTE),
    }
    lines = SEED.read_text(encoding="utf-8").split("\n")
    at = {one.code: lines[one.place.line - 1][one.place.column - 1 :] for one in findings(load(SEED))}
    assert at["FZ606"].startswith("•")
    assert at["FZ619"].startswith("6 + N")
    assert at["FZ808"].startswith("今年")


def test_the_page_as_it_was_shows_its_folded_marks_and_its_doubled_word() -> None:
    source = verbatim()
    assert source.report is not None, source.problems
    found = codes(source)
    right = codes(load(SEED))
    assert set(found) - set(right) == {"FZ601", "FZ605"}
    assert found["FZ605"] == 2  # the document's own, and the page's
    numbers = [one for one in findings(source) if one.code == "FZ605"]
    assert {one.route for one in numbers} == {("document_number",), ("publication", "document_number")}
    assert all("2 个“号”字" in one.message and "〔2021〕8号”" in one.hint for one in numbers)
    folded = [text for text in Subjects.of(source).texts or () if any(mark in text.words for mark in ",;()")]
    assert found["FZ601"] == len(folded) > 30
    assert {code: count for code, count in found.items() if code in right} == dict(right)


PRIVATE = (
    "联系13800001234，11010519491231002X，卡号6222020000000000000，寄a@b.com，家住示例路12号，秘密★1年。"
)


def test_the_edition_that_is_submitted_may_hold_what_the_public_one_may_not() -> None:
    figure = "  custom.watched: {value: 37人, label: 重点人员, internal: true}\n"
    source = report(PRIVATE + "排查{{ custom.watched }}。", figure)
    assert [code for code in sorted(codes(source)) if code.startswith("FZ7")] == [
        "FZ701",
        "FZ702",
        "FZ703",
        "FZ704",
        "FZ705",
        "FZ706",
        "FZ707",
    ]
    assert not [code for code in codes(source, "submit") if code.startswith("FZ7")]


def test_a_message_does_not_repeat_what_must_not_be_published() -> None:
    for one in findings(report(PRIVATE)):
        assert "11010519491231002X" not in one.message + one.hint
        assert "13800001234" not in one.message + one.hint
        assert "6222020000000000000" not in one.message + one.hint


@pytest.mark.parametrize(("year", "found"), [(2018, 0), (2019, 0), (2020, 1), (2024, 1)])
def test_a_name_is_old_from_the_year_after_the_change(year: int, found: int) -> None:
    assert codes(report("会同环保局检查。", year=year))["FZ801"] == found


def test_plans_speak_of_the_next_year() -> None:
    text = MINIMAL.replace("2025", "2021").replace("2024", "2020")
    law = "学习《合同法》"
    achieved = text.replace("出台制度8项。", f"{law}。")
    planned = text.replace("补齐短板。", f"{law}。")
    assert codes(load_text(achieved, PurePath("2020.yaml")))["FZ802"] == 0
    assert codes(load_text(planned, PurePath("2020.yaml")))["FZ802"] == 1


@pytest.mark.parametrize("words", ["原环保局移送8件。", "印发《环保局检查办法》。", "2019年环保局更名。"])
def test_what_is_past_may_be_called_by_its_old_name(words: str) -> None:
    assert codes(report(words))["FZ801"] == 0


def test_an_excuse_ends_with_its_sentence() -> None:
    assert codes(report("原国土资源局移送8件。会同环保局检查。"))["FZ801"] == 1


def test_an_office_has_its_own_words() -> None:
    source = report("会同示例委和一把手检查。")
    own = lexicon().with_own(parse_lexicon("organ:\n  - {word: 示例委, instead: 示例办}\nallow: [一把手]\n"))
    subjects = replace(Subjects.of(source), lexicon=own)
    found = check(subjects, select=FAMILIES).findings
    assert [(one.code, one.message, one.hint) for one in found] == [("FZ801", "用了“示例委”", "写作“示例办”")]
    assert [one.code for one in findings(source)] == ["FZ806"]


def test_references_are_shown_as_such_in_messages() -> None:
    (one,) = findings(report("接收申请{{ reconsideration.received }} ，开展培训。"))
    assert one.code == "FZ618"
    assert "{{ … }}" in one.message
    assert "\u3400" not in one.message


def test_a_file_without_a_report_skips_the_families() -> None:
    checked = check(Subjects.of(load_text("year: 2024\n", PurePath("2024.yaml"))), select=FAMILIES)
    assert set(FAMILIES) <= {code[:3] for code, _ in checked.skipped}
    assert all(reason for _, reason in checked.skipped)
