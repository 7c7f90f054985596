"""Files from one format to another, through one call of LibreOffice on a profile of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from fazhi_report.errors import FazhiError
from fazhi_report.soffice.find import find
from fazhi_report.soffice.limits import SECONDS
from fazhi_report.soffice.process import run
from fazhi_report.soffice.profile import Setting, document

_OPTIONS = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard")


@dataclass(frozen=True, slots=True)
class Target:
    """A format that LibreOffice writes.

    Args:
        suffix: Its suffix, with the dot.
        filter: What LibreOffice calls it.
        name: What we call it.
    """

    suffix: str
    filter: str
    name: str


PDF = Target(".pdf", "pdf:writer_pdf_Export", " PDF")
DOCX = Target(".docx", "docx:MS Word 2007 XML", " .docx")


@dataclass(frozen=True, slots=True)
class Call:
    """How LibreOffice is called.

    Args:
        target: What it is to write.
        program: The program or the folder it is installed in; None to look for it.
        seconds: How long it may take.
        settings: Settings of its profile beside those that guard it.
        otherwise: What can be done where it is missing, for the message.
        slow: What can be done where it takes too long.
        failed: What can be done where it writes nothing.
    """

    target: Target
    program: Path | None = None
    seconds: float = SECONDS
    settings: tuple[Setting, ...] = ()
    otherwise: str = ""
    slow: str = ""
    failed: str = "关掉别的 LibreOffice 窗口再试；仍不行则重装 LibreOffice（Writer）"


def convert(files: Mapping[str, bytes], call: Call) -> dict[str, bytes]:
    """Convert files in one call.

    The call has a profile folder of its own: of two calls on one profile, one may write nothing and say nothing.
    Nothing it makes outlives it. Its exit code is not asked: it is 0 without a file, too.

    Args:
        files: Files by plain ASCII name, with the suffix by which LibreOffice knows the format.
        call: How to call it.

    Returns:
        What was written, by the same names without suffix; unjudged.

    Raises:
        FazhiError: LibreOffice is missing, cannot be started, hangs, or leaves out a file.
    """
    program = find(call.program, call.otherwise)
    try:
        with tempfile.TemporaryDirectory(prefix="fazhi-report-", ignore_cleanup_errors=True) as name:
            return _convert(program, Path(name), files, call)
    except OSError as error:
        raise FazhiError(
            f"启动不了 LibreOffice（{program}）：{error.strerror or type(error).__name__}",
            "检查它能否单独打开、临时文件夹是否还有空间",
        ) from error


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
        *("--convert-to", call.target.filter, "--outdir", str(outbox)),
        *map(str, sources),
    ]


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
