"""A hundred copies of a good document, each with one fault: check-docx names that fault and no other."""

from __future__ import annotations

import re

import pytest

from fazhi_report.findings import Severity
from fazhi_report.norms.gbt9704 import PROFILES, Strength
from fazhi_report.rules.page.clause import CLAUSES
from fazhi_report.rules.run import page_rules
from fazhi_report.writers.package import pack
from inspected import EXPLAINED, base, fixture, found, inspect
from office_habits import number_in_box
from wordfiles import docx, p
from wordprocessing import parts

CODES = sorted(page_rules())
# Documents are made and inspected once for all that ask of them, in one worker.
once = pytest.mark.xdist_group("check_docx")


@once
def test_a_copy_with_one_fault_earns_that_finding_and_no_other() -> None:
    wanted, earned = {}, {}
    for code in CODES:
        bad = fixture(code, "bad")
        findings = inspect(bad.content, bad.printed).findings
        wanted[code] = [(line, code) for line in bad.expect]
        earned[code] = [(one.place.line, one.code) for one in findings if one.code not in EXPLAINED - {code}]
    assert all(wanted.values())
    assert earned == wanted


@once
def test_what_is_within_bounds_earns_none() -> None:
    for code in CODES:
        good = fixture(code, "good")
        findings = inspect(good.content, good.printed).findings
        assert [one for one in findings if one.code == code] == []
        assert found(good.content, good.printed) == [], code


@pytest.mark.parametrize("name", ["published", "submitted", "long-name", "landscape"])
@pytest.mark.parametrize("profile", sorted(PROFILES))
def test_our_own_documents_earn_nothing_but_explained_notes(name: str, profile: str) -> None:
    assert found(base(name, profile)) == []
    assert {one.severity for one in inspect(base(name, profile)).findings} == {Severity.NOTE}


@once
def test_a_finding_names_clause_asked_found_and_strength() -> None:
    for code in CODES:
        bad = fixture(code, "bad")
        norm = CLAUSES[code].norm
        for one in inspect(bad.content, bad.printed).findings:
            if one.code == code:
                assert f"（{norm.clause}，{norm.strength}" in one.message
                assert one.hint, code
                # What scans of the written word find says asked and found in its own words.
                assert "要求" in one.message or norm.clause.startswith("GB/T") or code == "GW612"


def test_a_rule_weighs_as_much_as_its_clause_binds() -> None:
    weights = {Strength.SHALL: Severity.ERROR, Strength.GENERALLY: Severity.WARNING}
    for code, rule in page_rules().items():
        assert rule.severity is weights.get(CLAUSES[code].norm.strength, Severity.NOTE), code


def test_lines_that_do_not_fill_the_page_are_told() -> None:
    made = parts(base("submitted"))
    made["word/document.xml"] = made["word/document.xml"].replace(b'w:linePitch="579"', b'w:linePitch="560"')
    (one,) = [one for one in inspect(pack(made)).findings if one.code not in EXPLAINED]
    assert one.code == "GW106"
    assert "要求 22 行撑满版心高 225 mm，实为 22 行只占 217.3 mm（行距 28.00 磅）" in one.message


@pytest.mark.parametrize(
    ("at", "codes"),
    [
        ("center", ["GW402"]),
        ("outside", ["GW402"]),
        ("right", ["GW402", "GW403"]),
        ("left", ["GW402", "GW403"]),
        ("unheard-of", []),
    ],
)
def test_a_page_number_in_a_text_box_is_judged_by_its_edge(at: str, codes: list[str]) -> None:
    found = inspect(number_in_box(at)).findings
    assert [one.code for one in found if one.code.startswith("GW40")] == codes


@pytest.mark.parametrize(
    ("words", "cure"),
    [
        ("附件:1.甲", "冒号改为全角"),
        ("附件：1、甲", "“、”改为“.”"),
        ("附件：2024年度数据", ""),
        ("附件：1.2024年度数据", ""),
    ],
)
def test_a_list_of_attachments_is_told_what_to_change(words: str, cure: str) -> None:
    lines = ("关于某事的报告", "", "现将有关情况报告如下。", "", words, "", "某某局", "2025年2月28日")
    found = [one for one in inspect(docx("".join(map(p, lines)))).findings if one.code == "GW312"]
    assert [cure in (one.hint or "") for one in found] == [True] * bool(cure)


@pytest.mark.parametrize(
    ("code", "strength"),
    [("GW501", "一般"), ("GW502", "一般"), ("GW510", "应当"), ("GW512", "应当"), ("GW322", "推荐")],
)
def test_a_clause_binds_as_the_standard_words_it(code: str, strength: str) -> None:
    assert CLAUSES[code].norm.strength == strength


def test_the_same_fault_in_many_places_is_one_finding() -> None:
    made = parts(base("submitted"))
    made["word/styles.xml"] = re.sub(
        '(?s)(w:styleId="BodyText">.*?<w:ind) w:firstLine="630" w:firstLineChars="200"/>',
        r'\1 w:firstLine="0"/>',
        made["word/styles.xml"].decode("utf-8"),
    ).encode("utf-8")
    (one,) = [one for one in inspect(pack(made)).findings if one.code == "GW306"]
    assert "同样的共 19 处" in one.message
    assert len(one.related) == 3


@pytest.mark.parametrize(
    ("style", "code"), [("OrganMark", "GW205"), ("Title", "GW301"), ("AttachmentTitle", "GW320")]
)
def test_a_line_centred_with_an_indent_is_not_said_to_be_centred(style: str, code: str) -> None:
    made = parts(base("submitted"))
    styled = f'<w:pStyle w:val="{style}"/>'.encode()
    assert styled in made["word/document.xml"]
    made["word/document.xml"] = made["word/document.xml"].replace(
        styled, styled + b'<w:ind w:firstLine="640"/>'
    )
    (one,) = [one for one in inspect(pack(made)).findings if one.code == code]
    assert "要求居中，实为带着缩进居中" in one.message
