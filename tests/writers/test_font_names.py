"""Names out of font files, and out of what only looks like one."""

from __future__ import annotations

import shutil
import struct
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_report.writers import fonts
from fazhi_report.writers.fonts import Font, installed, names_of
from offices import needs_shell
from sfnt import font, windows

FANGSONG = [windows(1, "仿宋"), windows(1, "FangSong"), windows(4, "仿宋 常规"), windows(6, "FangSong")]


def test_families_in_all_languages(tmp_path: Path) -> None:
    path = tmp_path / "a.ttf"
    path.write_bytes(font(FANGSONG, {b"head": b"xyz"}))
    assert names_of(path) == ((("仿宋", "FangSong"), "FangSong"),)


def test_old_macintosh_encodings(tmp_path: Path) -> None:
    path = tmp_path / "a.ttf"
    chinese, unknown = (1, 25, 1, "华文仿宋".encode("gb18030")), (1, 99, 1, b"?")
    path.write_bytes(font([chinese, unknown, (1, 0, 6, b"STFangsong")]))
    assert names_of(path) == ((("华文仿宋",), "STFangsong"),)


def test_every_font_of_a_collection(tmp_path: Path) -> None:
    head = 12 + 2 * 4
    first = font(FANGSONG, at=head)
    second = font([windows(16, "新宋体"), windows(6, "NSimSun")], at=head + len(first))
    path = tmp_path / "a.ttc"
    path.write_bytes(b"ttcf" + struct.pack(">IIII", 0x10000, 2, head, head + len(first)) + first + second)
    assert names_of(path) == ((("仿宋", "FangSong"), "FangSong"), (("新宋体",), "NSimSun"))


def test_a_font_without_names_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.ttf"
    path.write_bytes(font([windows(1, "仿宋")]))
    assert names_of(path) == ()
    path.write_bytes(font([]).replace(b"name", b"mane"))
    assert names_of(path) == ()
    assert names_of(tmp_path / "none.ttf") == ()


@given(
    st.one_of(
        st.binary(max_size=200),
        st.binary(max_size=80).map(lambda tail: b"ttcf" + tail),
        st.tuples(st.integers(0, 120), st.integers(0, 255)).map(
            lambda change: font(FANGSONG)[: change[0]] + bytes([change[1]]) + font(FANGSONG)[change[0] + 1 :]
        ),
    )
)
def test_damage_is_no_error(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "damaged.ttf"
    path.write_bytes(content)
    for families, postscript in names_of(path):
        assert families
        assert postscript


def test_without_fontconfig_the_font_files_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "FS.TTF").write_bytes(font(FANGSONG))
    (tmp_path / "notes.txt").write_bytes(font(FANGSONG))
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(fonts, "_folders", lambda: iter([tmp_path / "none", tmp_path]))
    assert installed() == (Font(("仿宋", "FangSong"), "FangSong"),)


@pytest.mark.parametrize("system", ["win32", "darwin", "linux"])
def test_every_system_has_its_folders(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setenv("LOCALAPPDATA", "local")
    assert len(list(fonts._folders())) >= 2


@needs_shell
def test_fontconfig_is_asked_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lister = tmp_path / "fc-list"
    lister.write_text("#!/bin/sh\nprintf '仿宋,FangSong\\tFangSong\\nNameless\\t\\n'\n", encoding="utf-8")
    lister.chmod(0o755)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert installed() == (Font(("仿宋", "FangSong"), "FangSong"),)
    lister.write_bytes(b"\x7fELF")
    assert installed() == ()
