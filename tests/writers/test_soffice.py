"""LibreOffice's ways of not printing, each told and none left behind."""

from __future__ import annotations

import os
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from fazhi_report import libreoffice as finding
from fazhi_report.errors import FazhiError
from fazhi_report.libreoffice import Printing, find
from fazhi_report.writers.office_pdf import print_docx
from offices import alive, needs_shell, office

pytestmark = needs_shell
PRINTS = (
    'for one in $documents; do echo "%PDF of $(cat "$one")" > "$out/$(basename "$one" .docx).pdf"; done\n'
)


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files of the test's own, so that what is left behind shows."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_it_prints_every_document(tmp_path: Path, temporary: Path) -> None:
    program = office(tmp_path / "office", PRINTS)
    assert print_docx({"a": b"one", "b": b"two"}, Printing(soffice=program)) == {
        "a": b"%PDF of one\n",
        "b": b"%PDF of two\n",
    }
    assert list(temporary.iterdir()) == []


def test_every_call_has_a_profile_of_its_own_with_our_settings(tmp_path: Path) -> None:
    log = tmp_path / "log"
    keep = f'cat "$profile/user/registrymodifications.xcu" >> "{log}"; echo "$profile" >> "{log}.profiles"\n'
    program = office(tmp_path / "office", keep + PRINTS)
    print_docx({"a": b""}, Printing(soffice=program), [("甲&乙", "丙")])
    print_docx({"a": b""}, Printing(soffice=program, archival=True))
    profiles = Path(f"{log}.profiles").read_text(encoding="utf-8").split()
    assert len(set(profiles)) == 2
    settings = log.read_text(encoding="utf-8")
    assert "<value>甲&amp;乙</value>" in settings
    plain, archival = settings.split("</oor:items>\n")[:2]
    version = 'oor:name="SelectPdfVersion" oor:op="fuse"><value>{}</value>'
    assert version.format(0) in plain
    assert version.format(2) in archival
    for switch in ("DisableMacrosExecution", "BlockUntrustedRefererLinks"):
        assert all(f'{switch}" oor:op="fuse"><value>true' in one for one in (plain, archival))


def test_calls_at_once_do_not_meet(tmp_path: Path, temporary: Path) -> None:
    # A profile that is in use is what makes the real one write nothing.
    program = office(
        tmp_path / "office",
        'mkdir "$profile/lock" || exit 0\nsleep 0.3\n' + PRINTS,
    )
    with ThreadPoolExecutor(4) as pool:
        results = list(
            pool.map(lambda n: print_docx({"a": str(n).encode()}, Printing(soffice=program)), range(4))
        )
    assert results == [{"a": f"%PDF of {n}\n".encode()} for n in range(4)]
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("exit 0\n", "也没有说为什么"),
        ("echo 'Error: source file could not be loaded' >&2; exit 0\n", "它说：Error: source file"),
        ("exit 77\n", "没有写出 PDF"),
        (': > "$out/a.pdf"\n', "没有写出 PDF"),
        ('mkdir "$out/a.pdf"\n', "没有写出 PDF"),
        ("kill -9 $$\n", "没有写出 PDF"),
    ],
    ids=["silent", "talking", "failing", "empty", "folder", "crashing"],
)
def test_one_that_writes_nothing(tmp_path: Path, temporary: Path, body: str, words: str) -> None:
    program = office(tmp_path / "office", body)
    with pytest.raises(FazhiError, match=words) as caught:
        print_docx({"a": b""}, Printing(soffice=program))
    assert str(program) in caught.value.message
    assert caught.value.hint
    assert list(temporary.iterdir()) == []


def test_one_that_exits_badly_but_prints_has_printed(tmp_path: Path) -> None:
    program = office(tmp_path / "office", PRINTS + "exit 81\n")
    assert print_docx({"a": b"x"}, Printing(soffice=program)) == {"a": b"%PDF of x\n"}


def test_one_document_of_two_is_not_enough(tmp_path: Path) -> None:
    program = office(tmp_path / "office", 'echo pdf > "$out/a.pdf"\n')
    with pytest.raises(FazhiError, match="没有写出 PDF"):
        print_docx({"a": b"", "b": b""}, Printing(soffice=program))


def test_one_that_hangs_is_ended_with_all_it_started(tmp_path: Path, temporary: Path) -> None:
    pids = tmp_path / "pids"
    # The grandchild keeps the output open, and the script shrugs off polite signals: as soffice.bin does.
    program = office(tmp_path / "office", f"trap '' TERM INT HUP\nsleep 600 &\necho $! $$ > {pids}\nwait\n")
    started = time.monotonic()
    with pytest.raises(FazhiError, match=r"0\.5 秒没有做完，已经停掉") as caught:
        print_docx({"a": b""}, Printing(soffice=program, seconds=0.5))
    assert time.monotonic() - started < 20
    assert "--soffice-timeout" in caught.value.hint
    for pid in map(int, pids.read_text(encoding="utf-8").split()):
        assert _gone(pid)
    assert list(temporary.iterdir()) == []


def test_what_it_leaves_running_is_ended(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    program = office(tmp_path / "office", f"sleep 600 &\necho $! > {pids}\n" + PRINTS)
    print_docx({"a": b"x"}, Printing(soffice=program))
    assert _gone(int(pids.read_text(encoding="utf-8")))


def _gone(pid: int) -> bool:
    deadline = time.monotonic() + 10
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not alive(pid)


def test_one_that_cannot_be_started(tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # What takes away the network starts it, too, and says that in words of its own.
    monkeypatch.setattr(finding, "without_network", tuple)
    program = tmp_path / "soffice"
    program.write_bytes(b"\x7fELF not at all")
    program.chmod(0o755)
    with pytest.raises(FazhiError, match="启动不了 LibreOffice"):
        print_docx({"a": b""}, Printing(soffice=program))
    program.chmod(0o644)
    with pytest.raises(FazhiError, match="启动不了 LibreOffice"):
        print_docx({"a": b""}, Printing(soffice=program))
    assert list(temporary.iterdir()) == []


def test_a_missing_one_is_told_with_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(finding, "_installations", lambda: iter(()))
    with pytest.raises(FazhiError, match="没有找到 LibreOffice") as caught:
        find(otherwise="装在别处的用 --soffice 指明")
    for system in ("Windows", "macOS", "统信", "麒麟", "Debian", "--soffice"):
        assert system in caught.value.hint


def test_it_is_found_on_the_path_and_in_the_usual_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = office(tmp_path / "opt" / "program", "")
    monkeypatch.setattr(finding, "_installations", lambda: iter([tmp_path / "none", tmp_path / "opt"]))
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    assert find() == usual
    here = office(tmp_path / "bin", "")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert find() == here


def test_one_that_lies_in_the_working_folder_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office(tmp_path, "")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f".{os.pathsep}")
    monkeypatch.setattr(finding, "_installations", lambda: iter(()))
    with pytest.raises(FazhiError, match="没有找到 LibreOffice"):
        find()


@pytest.mark.parametrize("given", ["", "program", "program/soffice"])
def test_the_one_that_is_named_may_be_a_folder(tmp_path: Path, given: str) -> None:
    program = office(tmp_path / "program", "")
    assert find(tmp_path / given) == program


def test_a_name_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    with pytest.raises(FazhiError, match="不是 LibreOffice 的程序"):
        find(tmp_path / "none")
    with pytest.raises(FazhiError, match="不是 LibreOffice 的程序"):
        find(tmp_path)


def test_it_has_no_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "log"
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("https_proxy", "http://192.0.2.1:3128")
    keep = f'cat "$profile/user/registrymodifications.xcu" > "{log}"; env > "{log}.env"\n'
    print_docx({"a": b""}, Printing(soffice=office(tmp_path / "office", keep + PRINTS)))
    settings = log.read_text(encoding="utf-8")
    assert 'oor:name="ooInetProxyType" oor:op="fuse"><value>2<' in settings
    assert 'oor:name="ooInetNoProxy" oor:op="fuse"><value><' in settings
    for scheme in ("HTTP", "HTTPS", "FTP"):
        assert f'oor:name="ooInet{scheme}ProxyName" oor:op="fuse"><value>127.0.0.1<' in settings
        assert f'oor:name="ooInet{scheme}ProxyPort" oor:op="fuse"><value>9<' in settings
    known = dict(
        line.split("=", 1) for line in Path(f"{log}.env").read_text("utf-8").splitlines() if "=" in line
    )
    assert {known[name] for name in ("http_proxy", "HTTPS_PROXY", "https_proxy", "all_proxy")} == {
        "http://127.0.0.1:9"
    }
    assert "NO_PROXY" not in known


@pytest.mark.parametrize(
    "markup",
    [
        b"<html>",
        b"\xef\xbb\xbf \r\n<?xml ?>",
        "\ufeff<p>".encode("utf-16"),
        b"Date: x\nMIME-Version: 1.0\n",
        b"<!--",
    ],
)
def test_it_is_never_given_markup(markup: bytes, tmp_path: Path) -> None:
    with pytest.raises(FazhiError, match="网页或 XML"):
        print_docx({"a": markup}, Printing(soffice=office(tmp_path / "office", PRINTS)))
