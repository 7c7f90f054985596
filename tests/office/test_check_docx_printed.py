"""``--render``: the pages of our own documents, printed by LibreOffice, keep the clauses that only a page can tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from fazhi_report.checks.page.verdicts import Outcome
from fazhi_report.norms.gbt9704 import PROFILES
from fazhi_report.pipeline.check_docx import Look, inspect
from fazhi_report.writers.docx import write
from fazhi_report.writers.docx.package import pack
from fazhi_report.writers.printing import Printing
from inspected import base
from printing import fonts_conf, require_printing
from specimens import LONG
from wordprocessing import parts

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("office")]
PRINTED = {"GW701", "GW702", "GW703", "GW704", "GW705"}


@pytest.fixture(autouse=True)
def _fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    require_printing()
    (tmp_path / "fonts.conf").write_text(fonts_conf(tmp_path / "font-cache"), encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))


def outcomes(content: bytes, folder: Path) -> dict[str, Outcome]:
    path = folder / "x.docx"
    path.write_bytes(content)
    inspected = inspect(path, Look(printing=Printing()))
    assert {one.code for one in inspected.findings if one.severity > 1} <= PRINTED
    return {row.code: row.outcome for row in inspected.verdicts if row.code in PRINTED}


@pytest.mark.parametrize("profile", sorted(PROFILES))
def test_our_own_pages_keep_every_clause(profile: str, tmp_path: Path) -> None:
    found = outcomes(base("submitted", profile), tmp_path)
    assert set(found.values()) == {Outcome.KEPT}
    long = outcomes(write(LONG, PROFILES[profile]), tmp_path)
    assert long.pop("GW705") is Outcome.ABSENT
    assert set(long.values()) == {Outcome.KEPT}


def test_looser_lines_are_counted_on_the_page(tmp_path: Path) -> None:
    made = parts(write(LONG, PROFILES["classic"]))
    made["word/document.xml"] = made["word/document.xml"].replace(
        b'<w:docGrid w:type="lines" w:linePitch="579"/>', b""
    )
    made["word/styles.xml"] = made["word/styles.xml"].replace(
        b'<w:spacing w:before="0" w:after="0"/>',
        b'<w:spacing w:before="0" w:after="0" w:line="480" w:lineRule="auto"/>',
    )
    assert outcomes(pack(made), tmp_path)["GW701"] is Outcome.BROKEN
