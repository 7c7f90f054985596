"""``--render``: the pages of our own documents, printed by LibreOffice, keep the clauses that only a page can tell."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fazhi_report.commands.check_docx import CheckOptions, inspect
from fazhi_report.errors import FazhiError
from fazhi_report.libreoffice import Printing
from fazhi_report.norms.gbt9704 import PROFILES
from fazhi_report.rules.page.verdicts import ClauseOutcome
from fazhi_report.writers.docx.document import write
from fazhi_report.writers.package import pack
from inspected import base
from printing import FONTS, fonts_conf, require_printing
from specimens import LONG
from wordprocessing import parts

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("office")]
PRINTED = {"GW701", "GW702", "GW703", "GW704", "GW705"}


@pytest.fixture(autouse=True)
def _fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    require_printing()
    (tmp_path / "fonts.conf").write_text(fonts_conf(tmp_path / "font-cache"), encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))


def outcomes(content: bytes, folder: Path) -> dict[str, ClauseOutcome]:
    path = folder / "x.docx"
    path.write_bytes(content)
    inspected = inspect(path, CheckOptions(printing=Printing()))
    assert {one.code for one in inspected.findings if one.severity > 1} <= PRINTED
    return {row.code: row.outcome for row in inspected.verdicts if row.code in PRINTED}


@pytest.mark.parametrize("profile", sorted(PROFILES))
def test_our_own_pages_keep_every_clause(profile: str, tmp_path: Path) -> None:
    found = outcomes(base("submitted", profile), tmp_path)
    assert set(found.values()) == {ClauseOutcome.KEPT}
    long = outcomes(write(LONG, PROFILES[profile]), tmp_path)
    assert long.pop("GW705") is ClauseOutcome.ABSENT
    assert set(long.values()) == {ClauseOutcome.KEPT}


def _with_fonts(folder: Path, monkeypatch: pytest.MonkeyPatch, rules: str) -> None:
    conf = folder / "others.conf"
    conf.write_text(
        f"<fontconfig><cachedir>{folder / 'cache'}</cachedir>{rules}</fontconfig>", encoding="utf-8"
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(conf))


def test_fonts_that_were_taken_instead_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _with_fonts(tmp_path, monkeypatch, f"<dir>{FONTS}</dir>")
    path = tmp_path / "x.docx"
    path.write_bytes(base("submitted"))
    told = [one for one in inspect(path, CheckOptions(printing=Printing())).findings if one.code == "GW706"]
    assert {"仿宋", "黑体", "楷体"} <= {one.message.partition("没装“")[2].partition("”")[0] for one in told}
    assert all("”，排版时用了 Fandol" in one.message for one in told)
    assert all("只对代替的字体作数" in one.hint for one in told)


def test_a_machine_without_chinese_fonts_measures_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fonts").mkdir()
    shutil.copy(FONTS / "FandolBraille-Regular.otf", tmp_path / "fonts")
    _with_fonts(tmp_path, monkeypatch, f"<dir>{tmp_path / 'fonts'}</dir>")
    path = tmp_path / "x.docx"
    path.write_bytes(base("submitted"))
    with pytest.raises(FazhiError, match="印出来全是方框") as refused:
        inspect(path, CheckOptions(printing=Printing()))
    assert "去掉 --render" in refused.value.hint


def test_looser_lines_are_counted_on_the_page(tmp_path: Path) -> None:
    made = parts(write(LONG, PROFILES["classic"]))
    made["word/document.xml"] = made["word/document.xml"].replace(
        b'<w:docGrid w:type="lines" w:linePitch="579"/>', b""
    )
    made["word/styles.xml"] = made["word/styles.xml"].replace(
        b'<w:spacing w:before="0" w:after="0"/>',
        b'<w:spacing w:before="0" w:after="0" w:line="480" w:lineRule="auto"/>',
    )
    assert outcomes(pack(made), tmp_path)["GW701"] is ClauseOutcome.BROKEN
