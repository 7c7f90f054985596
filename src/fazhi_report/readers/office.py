"""Old .doc, .wps and .odt through LibreOffice: its own profile, no macros, no links, a time limit."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
from pathlib import Path

from fazhi_report.errors import FazhiError
from fazhi_report.readers import docx
from fazhi_report.readers.package import open_package
from fazhi_report.tree.raw import Scan
from fazhi_report.writers.soffice import find

SECONDS = 120
"""How long a conversion may take."""

# Macros off whatever the file asks for; nothing is fetched from links.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">\
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def read(data: bytes, suffix: str) -> Scan:
    """An old file's blocks, by way of .docx.

    Args:
        data: The bytes.
        suffix: Suffix with its dot, by which LibreOffice knows the format.

    Raises:
        FazhiError: LibreOffice is missing, takes too long, or cannot read the file.
    """
    try:
        program = str(find())
    except FazhiError:
        raise FazhiError(
            f"读 {suffix} 要用 LibreOffice，本机没有找到",
            "安装 LibreOffice，或用 Word、WPS 另存为 .docx 再导入",
        ) from None
    if data.startswith(b"PK"):
        # Bounds are checked before a program that has none of ours unpacks it.
        package = open_package(data)
        for name in package.names:
            package.read(name)
    with tempfile.TemporaryDirectory(prefix="fazhi-", ignore_cleanup_errors=True) as folder:
        scan = docx.read(_converted(program, Path(folder), data, suffix))
    notes = (*scan.notes, f"经 LibreOffice 从 {suffix} 转换；段号是转换后的段号")
    return Scan(scan.blocks, scan.unit, styled=False, removed=scan.removed, notes=notes)


def _converted(program: str, folder: Path, data: bytes, suffix: str) -> bytes:
    source = folder / f"source{suffix}"
    source.write_bytes(data)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    arguments = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder / "out"),
        str(source),
    ]
    _run(arguments)
    target = folder / "out" / "source.docx"
    # LibreOffice may fail and still exit with 0: the file is the proof.
    if not target.is_file():
        raise FazhiError(
            f"LibreOffice 读不了这个 {suffix} 文件", "文件可能损坏或加密；用 Word、WPS 打开后另存为 .docx"
        )
    return target.read_bytes()


def _run(arguments: list[str]) -> None:
    process = subprocess.Popen(  # noqa: S603  (the program was found on the path; no shell)
        arguments,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        raise FazhiError(
            f"LibreOffice 转换超过 {SECONDS} 秒，已停止", "用 Word、WPS 另存为 .docx 再导入"
        ) from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it has started."""
    if process.poll() is not None:
        return
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
