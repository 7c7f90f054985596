"""One run of LibreOffice: where it is, its profile, its time limit, and the files that it converts."""

from __future__ import annotations

import contextlib
import html
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from fazhi_report.errors import FazhiError, system_reason

SECONDS = 180
"""A first start on an old office machine takes most of a minute."""

Engine = Literal["typst", "libreoffice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """Options of the conversion to PDF.

    Args:
        engine: ``typst``, or ``libreoffice`` for a print of the .docx as it is.
        soffice: The program of LibreOffice or its folder; None to search for it.
        archival: Whether the file is to be PDF/A-2b, for the archive.
        strict_fonts: Whether a substituted or missing face is an error.
        seconds: Timeout of LibreOffice in seconds.
        otherwise: Chinese advice for the message where LibreOffice is missing.
    """

    engine: Engine = "typst"
    soffice: Path | None = None
    archival: bool = False
    strict_fonts: bool = False
    seconds: float = SECONDS
    otherwise: str = "装在别处的用 --soffice 指明；也可以先生成 docx，用 WPS 或 Word 另存为 PDF"


_NAMES = ("soffice", "libreoffice", "libreoffice7.6", "libreoffice24.8", "libreoffice25.2", "libreoffice25.8")
_INSTALL = (
    "先安装 LibreOffice（Writer）：Windows、macOS 从 www.libreoffice.org 下载安装；"
    "统信 UOS、银河麒麟在应用商店安装，或运行 sudo apt install libreoffice-writer；"
    "Debian、Ubuntu 运行 sudo apt install libreoffice-writer"
)


def find(given: Path | None = None, otherwise: str = "") -> Path:
    """Return the path of LibreOffice's program.

    Args:
        given: The program, or a folder of the installation; None to search the PATH and the usual places.
        otherwise: What can be done without it, for the message.

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
    raise FazhiError("本机没有找到 LibreOffice", f"{_INSTALL}。{otherwise}" if otherwise else _INSTALL)


def _within(given: Path) -> Iterator[Path]:
    """Yield the paths at which the program may be: the given one, and those inside an installation."""
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


_MOST_WORDS = 200
# What it says of Java, which nobody needs, and the frames of a crash.
_NOISE = ("javaldx", "[0x", "Stack:")


def run(command: Sequence[str], folder: Path, seconds: float, slow: str = "") -> str:
    """Run a command until it ends or exceeds its time limit, and end all its processes.

    Args:
        command: Program and arguments.
        folder: An empty folder of the call's own.
        seconds: How long it may take.
        slow: What to do on a slow machine, for the message.

    Returns:
        The last line it printed, for the case that it did nothing.

    Raises:
        FazhiError: It took longer.
        OSError: It cannot be started.
    """
    # A file, not a pipe: a grandchild that lives on would keep a pipe open and us waiting.
    with (folder / "said.txt").open("w+b") as said:
        process = subprocess.Popen(  # noqa: S603  (the program was found by us or named by the user)
            [*without_network(), *command],
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
                f"关掉别的 LibreOffice 窗口再试{slow and '；'}{slow}",
            ) from None
        finally:
            _end(process)
        said.seek(0)
        lines = [line.strip() for line in said.read().decode("utf-8", errors="replace").splitlines()]
    telling = [line for line in lines if line and not any(mark in line for mark in _NOISE)]
    return telling[-1][:_MOST_WORDS] if telling else ""


def _environment() -> dict[str, str]:
    """Return the environment without Python variables that disturb LibreOffice, and with a proxy that does not exist."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    proxy = f"http://{_DEAD_HOST}:{_DEAD_PORT}"
    for name in ("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"):
        kept |= {name: proxy, name.upper(): proxy}
    return {name: value for name, value in kept.items() if name.lower() != "no_proxy"}


_DEAD_HOST, _DEAD_PORT = "127.0.0.1", 9
"""A port of this machine behind which nobody listens (discard, RFC 863)."""


@cache
def without_network() -> tuple[str, ...]:
    """Return the words before a command that cut it off from the network; empty where the system does not allow it."""
    program = shutil.which("unshare") if sys.platform == "linux" else None
    if program is None or not Path(program).is_absolute():
        return ()
    for options in (("--net",), ("--net", "--map-current-user"), ("--net", "--map-root-user")):
        command = (program, *options)
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            tried = subprocess.run((*command, "true"), capture_output=True, check=False, timeout=_TRY_SECONDS)  # noqa: S603  (the system's own program)
            if tried.returncode == 0:
                return command
    return ()


_TRY_SECONDS = 10


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and all processes that it started: ``soffice`` is a script, its grandchild does the work."""
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


_FILTER = "/org.openoffice.Office.Common/Filter/PDF/Export"
_FONTS = "/org.openoffice.Office.Common/Font/Substitution"
_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_INTERNET = "/org.openoffice.Inet/Settings"
_BY_HAND = "2"
_PDF_A_2B = 2

Setting = tuple[str, str]
"""Path of a node of the configuration, and what stands there."""


def document(settings: Iterable[Setting]) -> str:
    """The text of ``registrymodifications.xcu``: the caller's settings, and those of every call."""
    items = (f'<item oor:path="{path}">{content}</item>\n' for path, content in (*_guarded(), *settings))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n' + "".join(items) + "</oor:items>\n"
    )


def _guarded() -> tuple[Setting, ...]:
    """Return the settings of every call: no macros, no links followed, a proxy that does not exist."""
    proxies = (
        (_INTERNET, _value(f"ooInet{scheme}Proxy{name}", value))
        for scheme in ("HTTP", "HTTPS", "FTP")
        for name, value in (("Name", _DEAD_HOST), ("Port", str(_DEAD_PORT)))
    )
    return (
        (_SECURITY, _value("DisableMacrosExecution", "true")),
        (_SECURITY, _value("MacroSecurityLevel", "3")),
        (_SECURITY, _value("BlockUntrustedRefererLinks", "true")),
        ("/org.openoffice.Office.Writer/Content/Update", _value("Link", "0")),
        (_INTERNET, _value("ooInetProxyType", _BY_HAND)),
        (_INTERNET, _value("ooInetNoProxy", "")),
        *proxies,
    )


def pdf_export(*, archival: bool) -> tuple[Setting, ...]:
    """Return the options of the PDF export; ``archival`` is PDF/A-2b."""
    return (
        (_FILTER, _value("SelectPdfVersion", str(_PDF_A_2B if archival else 0))),
        # A page left blank before a right-hand one is a page.
        (_FILTER, _value("IsSkipEmptyPages", "false")),
        (_FILTER, _value("UseTaggedPDF", "true")),
        (_FILTER, _value("ExportBookmarks", "true")),
    )


def replaced_fonts(replacements: Sequence[tuple[str, str]]) -> tuple[Setting, ...]:
    """Return the settings that replace font families by others."""
    switch = (_FONTS, _value("Replacement", "true" if replacements else "false"))
    return (switch, *(_pair(number, *pair) for number, pair in enumerate(replacements)))


def _pair(number: int, family: str, substitute: str) -> Setting:
    pair = (
        _value("ReplaceFont", family),
        _value("SubstituteFont", substitute),
        _value("Always", "true"),
        _value("OnScreenOnly", "false"),
    )
    return (f"{_FONTS}/FontPairs", f'<node oor:name="_{number}" oor:op="replace">{"".join(pair)}</node>')


def _value(name: str, value: str) -> str:
    return f'<prop oor:name="{name}" oor:op="fuse"><value>{html.escape(value, quote=False)}</value></prop>'


_OPTIONS = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard")


@dataclass(frozen=True, slots=True)
class Target:
    """A format that LibreOffice writes.

    Args:
        suffix: Its suffix, with the dot.
        filter: LibreOffice's name of it.
        name: This program's name of it.
    """

    suffix: str
    filter: str
    name: str


PDF = Target(".pdf", "pdf:writer_pdf_Export", " PDF")
DOCX = Target(".docx", "docx:MS Word 2007 XML", " .docx")
ODT = Target(".odt", "odt:writer8", " .odt")


@dataclass(frozen=True, slots=True)
class Call:
    """The options of a call of LibreOffice.

    Args:
        target: The format to write.
        program: The program or the folder it is installed in; None to look for it.
        seconds: How long it may take.
        settings: Settings of its profile in addition to those of every call.
        otherwise: What can be done where it is missing, for the message.
        slow: What can be done where it takes too long.
        failed: What can be done where it writes nothing.
        filter: LibreOffice's name of the format of the files, so that it does not guess; empty to let it guess.
    """

    target: Target
    program: Path | None = None
    seconds: float = SECONDS
    settings: tuple[Setting, ...] = ()
    otherwise: str = ""
    slow: str = ""
    failed: str = "关掉别的 LibreOffice 窗口再试；仍不行则重装 LibreOffice（Writer）"
    filter: str = ""


def convert(files: Mapping[str, bytes], call: Call) -> dict[str, bytes]:
    """Convert files in one call.

    The call has a profile folder of its own, since of two calls on one profile one may write nothing, without an error.
    All its files are removed afterwards. Its exit code is ignored: it is 0 even where no file was written.

    Args:
        files: Files by plain ASCII name, with the suffix by which LibreOffice knows the format.
        call: How to call it.

    Returns:
        The files written, by the same names without suffix; their content is not checked.

    Raises:
        FazhiError: A file is markup, which would have LibreOffice fetch what it names; LibreOffice is missing, cannot
            be started, hangs, or leaves out a file.
    """
    if any(_MARKUP.match(content) for content in files.values()):
        raise FazhiError(
            "文件的内容是网页或 XML，不交给 LibreOffice 打开", "用 Word 或 WPS 打开，另存为 .docx 再试"
        )
    program = find(call.program, call.otherwise)
    try:
        with tempfile.TemporaryDirectory(prefix="fazhi-report-", ignore_cleanup_errors=True) as name:
            return _convert(program, Path(name), files, call)
    except OSError as error:
        raise FazhiError(
            f"启动不了 LibreOffice（{program}）：{system_reason(error)}",
            "检查它能否单独打开、临时文件夹是否还有空间",
        ) from error


_MARKUP = re.compile(
    rb"[\xef\xbb\xbf\xff\xfe\x00\s]*<|(?s:.{0,4000})^MIME-Version\s*:", re.IGNORECASE | re.MULTILINE
)
"""HTML and XML, also in two bytes a character, and the head of MHT."""


def _convert(program: Path, folder: Path, files: Mapping[str, bytes], call: Call) -> dict[str, bytes]:
    profile, inbox, outbox = (folder / name for name in ("profile", "in", "out"))
    _write(profile / "user" / "registrymodifications.xcu", document(call.settings).encode("utf-8"))
    outbox.mkdir()
    for name, content in files.items():
        _write(inbox / name, content)
    said = run(
        _command(program, profile, outbox, [inbox / name for name in files], call),
        folder,
        call.seconds,
        call.slow,
    )
    made = {
        path.stem: path for path in (outbox / Path(name).with_suffix(call.target.suffix) for name in files)
    }
    if not all(path.is_file() and path.stat().st_size for path in made.values()):
        raise FazhiError(
            f"LibreOffice（{program}）没有写出{call.target.name}"
            + (f"，它说：{said}" if said else "，也没有说为什么"),
            call.failed,
        )
    return {name: path.read_bytes() for name, path in made.items()}


def _command(program: Path, profile: Path, outbox: Path, sources: Iterable[Path], call: Call) -> list[str]:
    return [
        str(program),
        f"-env:UserInstallation={profile.as_uri()}",
        *_OPTIONS,
        *([f"--infilter={call.filter}"] if call.filter else ()),
        *("--convert-to", call.target.filter, "--outdir", str(outbox)),
        *map(str, sources),
    ]


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
