"""A draft that LibreOffice saved, with styles of other names, comes back as one that nobody touched or as it was edited."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest

from commandline import Run
from converting import converted
from fazhi_report.source.load import load

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("office")]

ROOT = Path(__file__).parents[2]


def test_what_libreoffice_saves_is_the_same_draft(tmp_path: Path, run: Run) -> None:
    shutil.copytree(ROOT / "examples" / "示例市司法局" / "data", tmp_path / "data")
    assert run("build", "2025", "--draft", "--format", "docx", "-o", "稿").returncode == 0
    (made,) = (tmp_path / "稿").glob("*.docx")
    draft = converted(made, "docx", tmp_path / "saved")
    done = run("fill", "2025", draft)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "：0 处改动" in done.stderr

    document = docx.Document(str(draft))
    for old, new in (("个别领域重复检查", "少数领域重复检查"), ("169", "170")):
        words = next(run for one in document.paragraphs for run in one.runs if old in run.text)
        words.text = words.text.replace(old, new)
    document.save(str(draft))
    assert run("fill", "2025", draft, "--yes").returncode == 0
    report = load(tmp_path / "data" / "2025.yaml").report
    assert report is not None
    assert report.figures["reconsideration.upheld"].value == "170件"
    assert "少数领域重复检查" in (tmp_path / "data" / "2025.yaml").read_text(encoding="utf-8")
