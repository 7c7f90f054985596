"""A .docx printed to PDF by LibreOffice, for measuring: on a profile of its own, within a time limit."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from fazhi_report.errors import FazhiError

SECONDS = 180
"""How long LibreOffice may take."""
# A page left blank before a right-hand one is a page: count it.
_EXPORT = 'pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'


def render(data: bytes) -> bytes:
    """Print a .docx that the guard of `fazhi_report.layout.package` has let in.

    Raises:
        FazhiError: LibreOffice is missing, takes too long, or writes nothing.
    """
    program = shutil.which("soffice")
    if program is None:
        raise FazhiError("没有找到 LibreOffice，排不出页面", "安装 LibreOffice（Writer），或去掉 --render")
    with tempfile.TemporaryDirectory(prefix="fazhi-report-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "page.docx").write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--norestore", "--convert-to", _EXPORT, "--outdir", name),
            str(folder / "page.docx"),
        ]
        try:
            subprocess.run(command, timeout=SECONDS, capture_output=True, check=False, cwd=folder)  # noqa: S603  (found on the PATH)
        except (OSError, subprocess.TimeoutExpired):
            raise FazhiError(
                f"LibreOffice 打不开，或 {SECONDS} 秒没有做完",
                "关掉别的 LibreOffice 窗口再试，或去掉 --render",
            ) from None
        printed = folder / "page.pdf"
        # Its exit code says nothing: it is 0 without a file, too.
        if not printed.is_file():
            raise FazhiError("LibreOffice 没有排出页面", "关掉别的 LibreOffice 窗口再试，或去掉 --render")
        return printed.read_bytes()
