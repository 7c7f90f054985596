"""LibreOffice as a printer: found, called on a profile of its own, watched, and never believed."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from fazhi_report.errors import FazhiError
from fazhi_report.writers.printing import Printing

_NAMES = ("soffice", "libreoffice", "libreoffice7.6", "libreoffice24.8", "libreoffice25.2", "libreoffice25.8")
_INSTALL = (
    "先安装 LibreOffice（Writer）：Windows、macOS 从 www.libreoffice.org 下载安装；"
    "统信 UOS、银河麒麟在应用商店安装，或运行 sudo apt install libreoffice-writer；"
    "Debian、Ubuntu 运行 sudo apt install libreoffice-writer。"
    "装在别处的用 --soffice 指明；也可以先生成 docx，用 WPS 或 Word 另存为 PDF"
)
_OPTIONS = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard")
_MOST_WORDS = 200
# What it says of Java, which nobody needs, and the frames of a crash.
_NOISE = ("javaldx", "[0x", "Stack:")
_PDF_A_2B = 2


def find(given: Path | None = None) -> Path:
    """LibreOffice's program.

    Args:
        given: The program, or a folder of the installation; None to look on the PATH and in the usual places.

    Raises:
        FazhiError: It is not there.
    """
    if given is not None:
        for candidate in _within(given):
            if candidate.is_file():
                return candidate.resolve()
        raise FazhiError(
            f"{given} 不是 LibreOffice 的程序", "--soffice 写 soffice 程序的路径，或 LibreOffice 的安装文件夹"
        )
    for candidate in (*_on_path(), *_usual_places()):
        if candidate.is_file():
            return candidate
    raise FazhiError("没有找到 LibreOffice，生成不了 PDF", _INSTALL)


def _within(given: Path) -> Iterator[Path]:
    """The program itself, or where it lies in an installation."""
    yield given
    # On Windows soffice.com waits for the end of the work; soffice.exe may return at once.
    names = ("soffice.com", "soffice.exe") if sys.platform == "win32" else ("soffice",)
    for folder in ("", "program", "Contents/MacOS"):
        yield from (given / folder / name for name in names)


def _on_path() -> Iterator[Path]:
    for name in _NAMES:
        found = shutil.which(name)
        # A relative answer comes from the working folder: what lies there was perhaps sent along with the data.
        if found is not None and Path(found).is_absolute():
            yield Path(found)


def _usual_places() -> Iterator[Path]:
    for folder in _installations():
        yield from list(_within(folder))[1:]


def _installations() -> Iterator[Path]:
    if sys.platform == "win32":
        for variable in ("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"):
            base = os.environ.get(variable)
            if base:
                yield from (Path(base) / "LibreOffice", Path(base) / "Programs" / "LibreOffice")
    elif sys.platform == "darwin":
        yield from (Path("/Applications/LibreOffice.app"), Path.home() / "Applications" / "LibreOffice.app")
    else:
        yield from (Path("/usr/lib/libreoffice"), Path("/usr/lib64/libreoffice"))
        yield from sorted(Path("/opt").glob("libreoffice*"), reverse=True)
        yield from (Path("/snap/libreoffice/current/lib/libreoffice"), Path("/usr/local/lib/libreoffice"))


def convert(
    documents: Mapping[str, bytes], printing: Printing, replacements: Sequence[tuple[str, str]] = ()
) -> dict[str, bytes]:
    """Print .docx files to PDF in one call.

    The call has a profile folder of its own: of two calls on one profile, one may write nothing and say nothing.
    Nothing it makes outlives it. Its exit code is not asked: it is 0 without a file, too.

    Args:
        documents: .docx files by plain ASCII name, without suffix.
        printing: Where LibreOffice is, how long it may take, whether PDF/A-2b is wanted.
        replacements: Families, and what to take for each.

    Returns:
        What was written, by the same names; unjudged.

    Raises:
        FazhiError: LibreOffice is missing, cannot be started, hangs, or leaves out a document.
    """
    program = find(printing.soffice)
    try:
        with tempfile.TemporaryDirectory(prefix="fazhi-report-", ignore_cleanup_errors=True) as name:
            return _convert(program, Path(name), documents, printing, _settings(printing, replacements))
    except OSError as error:
        raise FazhiError(
            f"启动不了 LibreOffice（{program}）：{error.strerror or type(error).__name__}",
            "检查它能否单独打开、临时文件夹是否还有空间，或用 --soffice 指明另一个",
        ) from error


def _convert(
    program: Path, folder: Path, documents: Mapping[str, bytes], printing: Printing, settings: str
) -> dict[str, bytes]:
    profile, inbox, outbox = (folder / name for name in ("profile", "in", "out"))
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(settings, encoding="utf-8", newline="\n")
    inbox.mkdir()
    outbox.mkdir()
    for name, content in documents.items():
        (inbox / f"{name}.docx").write_bytes(content)
    said = _run(
        [
            str(program),
            f"-env:UserInstallation={profile.as_uri()}",
            *_OPTIONS,
            *("--convert-to", "pdf:writer_pdf_Export", "--outdir", str(outbox)),
            *(str(inbox / f"{name}.docx") for name in documents),
        ],
        folder,
        printing.seconds,
    )
    printed = {name: outbox / f"{name}.pdf" for name in documents}
    if not all(path.is_file() and path.stat().st_size for path in printed.values()):
        raise FazhiError(
            f"LibreOffice（{program}）没有写出 PDF" + (f"，它说：{said}" if said else "，也没有说为什么"),
            "关掉别的 LibreOffice 窗口再试；仍不行则重装 LibreOffice（Writer），或用 --soffice 指明另一个",
        )
    return {name: path.read_bytes() for name, path in printed.items()}


def _run(command: Sequence[str], folder: Path, seconds: float) -> str:
    """Run to the end or to the time limit, and leave none of its processes behind.

    Returns:
        The last line it printed, for the case that it did nothing.
    """
    # A file, not a pipe: a grandchild that lives on would keep a pipe open and us waiting.
    with (folder / "said.txt").open("w+b") as said:
        process = subprocess.Popen(  # noqa: S603  (the program was found by us or named by the user)
            command,
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=sys.platform != "win32",
        )
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            raise FazhiError(
                f"LibreOffice（{command[0]}）{seconds:g} 秒没有做完，已经停掉",
                "关掉别的 LibreOffice 窗口再试；机器慢的，用 --soffice-timeout 放宽秒数",
            ) from None
        finally:
            _end(process)
        said.seek(0)
        lines = [line.strip() for line in said.read().decode("utf-8", errors="replace").splitlines()]
    telling = [line for line in lines if line and not any(mark in line for mark in _NOISE)]
    return telling[-1][:_MOST_WORDS] if telling else ""


def _environment() -> dict[str, str]:
    """Ours without what would lead LibreOffice's own Python astray."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program with all that it started: ``soffice`` is a script, the work is done by its grandchild."""
    if sys.platform == "win32":
        if process.poll() is None:
            killer = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "taskkill.exe"
            command = [str(killer), "/T", "/F", "/PID", str(process.pid)]
            subprocess.run(command, capture_output=True, check=False)  # noqa: S603  (the system's own program)
    else:
        # The group may outlive its first process, so it is ended even where that one is gone.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _settings(printing: Printing, replacements: Sequence[tuple[str, str]]) -> str:
    """The profile's settings; unlike options of the filter on the command line, every version obeys them."""
    export = "/org.openoffice.Office.Common/Filter/PDF/Export"
    fonts = "/org.openoffice.Office.Common/Font/Substitution"
    items = [
        _item(export, _value("SelectPdfVersion", str(_PDF_A_2B if printing.archival else 0))),
        # A page left blank before a right-hand one is a page.
        _item(export, _value("IsSkipEmptyPages", "false")),
        _item(export, _value("UseTaggedPDF", "true")),
        _item(export, _value("ExportBookmarks", "true")),
        _item(fonts, _value("Replacement", "true" if replacements else "false")),
    ]
    for number, (family, substitute) in enumerate(replacements):
        pair = (
            _value("ReplaceFont", family),
            _value("SubstituteFont", substitute),
            _value("Always", "true"),
            _value("OnScreenOnly", "false"),
        )
        node = f'<node oor:name="_{number}" oor:op="replace">{"".join(pair)}</node>'
        items.append(_item(f"{fonts}/FontPairs", node))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">' + "".join(items) + "</oor:items>\n"
    )


def _item(path: str, content: str) -> str:
    return f'<item oor:path="{path}">{content}</item>'


def _value(name: str, value: str) -> str:
    return f'<prop oor:name="{name}" oor:op="fuse"><value>{escape(value)}</value></prop>'
