"""What ``build`` calls fine, ``check-docx`` calls fine: organs of all kinds, with names of all lengths, in both editions."""

from __future__ import annotations

from itertools import pairwise
from pathlib import PurePath

import pytest

from fazhi_report.commands.validate import ValidateOptions, check_source
from fazhi_report.composition.report import EDITIONS, Edition, compose
from fazhi_report.document.nodes import Document
from fazhi_report.findings import Severity
from fazhi_report.norms.gbt9704 import PROFILES
from fazhi_report.source.load import load_text
from fazhi_report.text.width import columns
from fazhi_report.typesetting.line_breaks import LINE_CHARACTERS
from fazhi_report.writers.docx.document import write
from inspected import found
from names_of_organs import JOINT, single_names

TEXT = """kind: report
year: 2024
title: {{preset: {preset}}}
document_number: 示报〔2025〕8号
signatories: [{signatories}]
addressees: [示例市人民政府]
copied_to: [省司法厅]
{authors}
opening: 2024年，本机关扎实推进法治政府建设，现将有关情况报告如下。
achievements:
  heading: 主要举措和成效
  text: 出台制度八项，办理行政复议案件。
leader_duties:
  heading: 履行第一责任人职责情况
  text: 主要负责人亲自部署。
shortcomings:
  heading: 存在的不足和原因
  text: 队伍力量不足，原因是编制偏紧。
plans:
  heading: 下一年度主要安排
  text: 2025年，补齐短板。
closing: 特此报告。
signature: {{seal: {seal}}}
date_of_issue: 2025-02-28
imprint: {{printed_by: 示例市司法局办公室, printed_on: 2025-03-01}}
"""
REFUSED = frozenset({"FZ318", "FZ319"})
PRESETS = ("about", "annual", "situation", "work", "year_first")
EXPECTED = frozenset({"GW518"})  # 小标宋 is bought


def outcome(names: tuple[str, ...], edition: Edition, at: int) -> Document | set[str]:
    """The document of organs, or the codes of what keeps it from being built."""
    authors = (
        f"organ: {{name: {names[0]}}}"
        if len(names) == 1
        else "organ:\n" + "".join(f"  - name: {name}\n" for name in names)
    )
    people = ", ".join(("张三丰", "李四", "欧阳修远", "王五", "赵六七")[: len(names)])
    seal = "true" if at % 2 else "false"
    text = TEXT.format(authors=authors, signatories=people, preset=PRESETS[at % len(PRESETS)], seal=seal)
    source = load_text(text, PurePath("2024.yaml"))
    errors = {
        one.code
        for one in check_source(source, ValidateOptions(edition=edition)).findings
        if one.severity == Severity.ERROR
    }
    if errors or source.report is None:
        return errors
    return compose(source.report, edition=edition)


def organs() -> list[tuple[str, ...]]:
    return [*((name,) for name in single_names()), *JOINT]


def test_there_are_two_hundred_of_all_lengths() -> None:
    names = single_names()
    assert len(names) + len(JOINT) >= 200
    assert {min(map(len, names)), max(map(len, names))} <= {4, *range(36, 46)}


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_build_calls_fine_check_docx_calls_fine(edition: Edition) -> None:
    refused = []
    for at, names in enumerate(organs()):
        made = outcome(names, edition, at)
        if isinstance(made, set):
            assert made <= REFUSED, (names, made)
            refused.append(names)
            continue
        assert_well_broken(made, names)
        profile = tuple(PROFILES.values())[at % len(PROFILES)]
        codes = {code for _, code in found(write(made, profile))}
        assert codes <= EXPECTED, (names, codes)
    assert 1 <= len(refused) <= 2, refused


def assert_well_broken(document: Document, names: tuple[str, ...]) -> None:
    """No line of the title is too wide or a single character, and no name that fits on a line is torn."""
    lines = document.title
    assert all(2 <= columns(line) <= LINE_CHARACTERS for line in lines), lines
    widths = [columns(line) for line in lines]
    assert not any(
        before > here < after for before, here, after in zip(widths, widths[1:], widths[2:], strict=False)
    ), lines
    for name in names:
        if columns(name) <= LINE_CHARACTERS:
            assert any(name in line for line in lines), lines
    assert all(not after.startswith("的") for _, after in pairwise(lines)), lines
