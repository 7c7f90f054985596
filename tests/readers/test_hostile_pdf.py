"""A PDF that means harm is read in a process with limits: a sentence in seconds, whatever its libraries do."""

from __future__ import annotations

import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from fazhi_report.document.raw import raw_texts
from fazhi_report.errors import FazhiError
from fazhi_report.readers import pdf, pdf_pages

pytest.importorskip("pdfplumber")


def with_content(content: bytes, filters: str, *, pages: int = 1, kids: str = "") -> bytes:
    """A PDF whose pages share one content stream."""
    numbers = range(10, 10 + pages)
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Count {pages}/Kids[{kids or ' '.join(f'{at} 0 R' for at in numbers)}]>>".encode(),
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        4: f"<</Length {len(content)}{filters}>>\nstream\n".encode() + content + b"\nendstream",
    }
    for at in numbers:
        objects[at] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 3 0 R>>>>>>"
        )
    body = b"%PDF-1.7\n"
    for number, content_of in objects.items():
        body += f"{number} 0 obj\n".encode() + content_of + b"\nendobj\n"
    return body + b"trailer\n<</Root 1 0 R>>\n%%EOF\n"


def blanks(times: int = 1) -> bytes:
    """200 MB of blanks, packed: by pieces, so that this process stays small."""
    packer = zlib.compressobj(9)
    piece = b" " * pdf_pages.MEGABYTE
    data = b"".join(packer.compress(piece) for _ in range(200)) + packer.flush()
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    return data


FLATE, TWICE = "/Filter/FlateDecode", "/Filter[/FlateDecode/FlateDecode]"
HOSTILE: dict[str, Callable[[], tuple[bytes, str]]] = {
    "stream that unpacks to 200 MB": lambda: (with_content(blanks(), FLATE), "大得反常"),
    "stream packed twice": lambda: (with_content(blanks(2), TWICE), "大得反常"),
    "damaged stream that unpacks to 200 MB": lambda: (with_content(blanks()[:-9], FLATE), "大得反常"),
    "pages that are their own children": lambda: (with_content(b"", "", kids="2 0 R"), "PDF"),
    "too many pages": lambda: (with_content(b"", "", pages=301), "超过 300 页"),
    "arrays in arrays": lambda: (with_content(b"[" * 200_000, ""), "PDF"),
    "graphics states": lambda: (with_content(zlib.compress(b"q " * 100_000), FLATE), "PDF"),
    "nothing but a head": lambda: (b"%PDF-1.7\n" + bytes(1000), "PDF"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_with_a_sentence(name: str) -> None:
    data, words = HOSTILE[name]()
    start = time.monotonic()
    with pytest.raises(FazhiError, match=words) as told:
        pdf.read(data)
    assert told.value.hint
    assert time.monotonic() - start < pdf.MOST_WAIT


def test_text_beyond_all_reports_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    letters = b"BT /F 12 Tf (" + b"x" * 50 + b") Tj ET "
    monkeypatch.setattr(pdf_pages, "MOST_CHARACTERS", 100)
    assert pdf_pages._pages(with_content(letters, "", pages=3)) == {"error": "bloated"}


def test_a_process_that_takes_too_long_or_is_ended_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "command", lambda: (sys.executable, "-c", "import time; time.sleep(60)"))
    monkeypatch.setattr(pdf, "MOST_WAIT", 0.5)
    with pytest.raises(FazhiError, match="还没有读完"):
        pdf.read(b"%PDF-1.7\n")
    monkeypatch.setattr(pdf, "MOST_WAIT", 60)
    monkeypatch.setattr(pdf, "command", lambda: (sys.executable, "-c", "import os; os.abort()"))
    with pytest.raises(FazhiError, match="太费时间或内存"):
        pdf.read(b"%PDF-1.7\n")
    monkeypatch.setattr(pdf, "command", lambda: ("no such program",))
    with pytest.raises(FazhiError, match="启动不了"):
        pdf.read(b"%PDF-1.7\n")


@pytest.mark.skipif(sys.platform == "win32", reason="the system says what a process took")
def test_memory_and_time_stay_within_bounds(tmp_path: Path) -> None:
    path = tmp_path / "bomb.pdf"
    path.write_bytes(with_content(blanks(2), TWICE))
    assert path.stat().st_size < 3_000
    # A small process in between: a new process counts the memory of the one that started it as its own.
    measure = (
        "import resource, subprocess, sys\n"
        "with open(sys.argv[1], 'rb') as given:\n"
        "    done = subprocess.run(sys.argv[2:], stdin=given, stdout=subprocess.DEVNULL)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(done.returncode, used.ru_maxrss, used.ru_utime)"
    )
    command = [sys.executable, "-c", measure, str(path), *pdf.command()]
    printed = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.split()
    code, memory, seconds = map(float, printed)
    assert code == 0
    assert memory * (1 if sys.platform == "darwin" else 1024) < 400 * pdf_pages.MEGABYTE
    assert seconds < 20


def test_nothing_is_imported_from_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("json", "pdfplumber", "zlib", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("open('mark', 'w').close()\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found = pdf.read(with_content(b"BT /F 12 Tf 80 700 Td (Report) Tj ET", ""))
    assert "Report" in "".join(raw_texts(found.blocks))
    assert not (tmp_path / "mark").exists()


def test_the_packages_are_found_where_the_environment_says_nothing(tmp_path: Path) -> None:
    """As on Windows with the Python of the offline bundle; and nothing is imported from the working folder."""
    (tmp_path / "pdfplumber.py").write_text("raise SystemExit(9)", encoding="utf-8")
    program, *words = pdf.command()
    done = subprocess.run(
        [program, "-I", *words], cwd=tmp_path, input=b"no pdf", capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert b"{" in done.stdout
