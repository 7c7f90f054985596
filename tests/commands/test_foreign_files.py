"""Files of other tools, made of the same words by their defaults: verdicts as read and agreed.

``tests/foreign/*.docx`` are pandoc 2.17 (Markdown to docx), python-docx 1.2 (its template) and LibreOffice 7.4 (text to
docx). ``make accept`` writes the verdicts anew; read the difference before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fazhi_report.commands.check_docx import CheckOptions, Inspected, inspect
from fazhi_report.rules.page.verdicts import ClauseOutcome

FOLDER = Path(__file__).parents[1] / "foreign"
TOOLS = ["pandoc", "python-docx", "libreoffice"]
UNHEARD = {"GW701", "GW702", "GW703", "GW704", "GW705", "GW706"}


@pytest.fixture(params=TOOLS)
def inspected(request: pytest.FixtureRequest) -> Inspected:
    return inspect(FOLDER / f"{request.param}.docx", CheckOptions())


def told(inspected: Inspected) -> str:
    lines = [
        f"{row.outcome}\t{row.clause}\t{row.code}\t{row.what}\t{row.reason}" for row in inspected.verdicts
    ]
    lines += [f"{one.place.line}\t{one.code}\t{one.message}" for one in inspected.findings]
    return "\n".join(lines) + "\n"


def test_the_verdicts_are_those_that_were_read(inspected: Inspected) -> None:
    gold = FOLDER / f"{inspected.path.stem}.verdicts.txt"
    if os.environ.get("FAZHI_ACCEPT"):
        gold.write_text(told(inspected), encoding="utf-8", newline="\n")
    assert told(inspected) == gold.read_text(encoding="utf-8")


def test_every_clause_has_one_verdict_and_findings_agree_with_it(inspected: Inspected) -> None:
    codes = [row.code for row in inspected.verdicts if row.code]
    assert len(codes) == len(set(codes))
    broken = {row.code for row in inspected.verdicts if row.outcome is ClauseOutcome.BROKEN}
    assert broken == {one.code for one in inspected.findings}
    waiting = {row.code for row in inspected.verdicts if "--render" in row.reason}
    assert waiting <= UNHEARD


def test_the_words_are_known_for_what_they_are(inspected: Inspected) -> None:
    roles = [str(one.role) for one in inspected.layout.elements if one.role.name != "BLANK"]
    assert roles == [
        "标题",
        "主送机关",
        "正文",
        "第一层标题",
        "第二层标题",
        "正文",
        "第三层标题",
        "第三层标题",
        "第一层标题",
        "正文",
        "发文机关署名",
        "成文日期",
    ]
